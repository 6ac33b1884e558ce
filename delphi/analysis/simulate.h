/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of a simulation share. */
#ifndef ANALYSIS_SIMULATE_H
#define ANALYSIS_SIMULATE_H

#include <delphi/simulate.h>

#include "analysis/trial.h"

/* The study with a panel that nobody knows, and for each round a result on no ratings: its rules, and which indicators
 * could be in play. */
typedef struct {
    const delphi_study *given;
    delphi_study study;
    delphi_expert *experts;
    delphi_ratings **ratings;
    delphi_result **rounds;
    size_t round_count;
} simulated_study;

delphi_status simulated_study_make(const delphi_study *given, const size_t *panel, simulated_study *out,
                                   delphi_problems *problems);
void simulated_study_free(simulated_study *s);

/* Chances of the scale's points, for an opinion with this mean and standard deviation; `points` entries. */
void simulated_chances(const delphi_scale *scale, double mean, double sd, double *chances);

/* What a panel without end would come to in the last round in which the indicator can be rated. */
delphi_decision simulated_should(const simulated_study *s, const delphi_opinion_model *model, size_t indicator,
                                 analysis_trial *trials);

#endif

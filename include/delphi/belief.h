/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * @file belief.h
 * What experts are taken to think of indicators, for planning a study by simulation (simulate.h).
 */
#ifndef DELPHI_BELIEF_H
#define DELPHI_BELIEF_H

#include <delphi/model.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What experts think of one indicator on one criterion, in points of the scale. */
typedef struct {
    double mean;
    double spread;       /**< standard deviation between experts, >= 0, leniency not counted */
    double cannot_judge; /**< chance, 0 to 1; not used where the scale has no such answer */
} delphi_belief;

/** Those of a whole study. Free with delphi_beliefs_free(). */
typedef struct {
    delphi_belief *beliefs; /**< indicator_count * criterion_count entries, criterion fastest */
    double *shifts;         /**< the same times group_count, group fastest: of a group's mean, in points */
} delphi_beliefs;

/** All zero. NULL when out of memory. */
delphi_beliefs *delphi_beliefs_new(const delphi_study *study);
/** NULL is allowed. */
void delphi_beliefs_free(delphi_beliefs *beliefs);

#ifdef __cplusplus
}
#endif
#endif

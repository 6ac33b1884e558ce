/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The choice of the best so many among the items of a round: on its own ratings, or on those of a trial. */
#ifndef ANALYSIS_CONTEST_H
#define ANALYSIS_CONTEST_H

#include "analysis/private.h"

/* An item in the choice, an entry for each outcome of the round. */
typedef struct {
    delphi_decision decision; /* by the rules when it enters, and by the selection after it */
    delphi_rank rank;
    delphi_value *values; /* of the keys */
    size_t outcome;
    const char *id;
    const analysis_selector *selector;
} analysis_contender;

/* All zero: the round selects nothing, and each of the functions leaves decisions as they are. */
typedef struct {
    const analysis_selector *selector;
    analysis_contender *list;
    analysis_contender **order;
    delphi_value *values;
    size_t count, ranked; /* the first so many of `order` have a rank, the best first */
} analysis_contest;

/* Room for `count` outcomes of this round; false when out of memory. */
bool analysis_contest_start(analysis_contest *contest, const delphi_result *result, size_t count);
void analysis_contest_end(analysis_contest *contest);
/* The outcome at this place comes to `decision` by the rules, and its keys have the values of the scene. */
void analysis_contest_enter(analysis_contest *contest, size_t outcome, const char *id, delphi_decision decision,
                            const delphi_rule_scene *scene);
/* Once all have entered. */
void analysis_contest_decide(analysis_contest *contest);

/* Decides the outcomes of a round, which are `outcomes`, by its selection, where it has one. false when out of memory.
 */
bool analysis_selection(delphi_result *result, delphi_outcome *outcomes);

#endif

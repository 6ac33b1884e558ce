/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An indicator decided on other counts than those of its round: fewer experts, drawn experts, other ratings. The rules
 * and the list of indicators remain the round's. */
#ifndef ANALYSIS_TRIAL_H
#define ANALYSIS_TRIAL_H

#include "analysis/private.h"

/* The answers of an expert in one cell: the place of a rating on the scale from 0, or one of the two behind it. */
typedef size_t analysis_answer;

/* What the rules look at: the cells of an outcome, or those of a trial. */
typedef struct {
    const delphi_result *result;
    const delphi_outcome *outcome;
    const delphi_item *item; /* of a trial, whose cells have no values: what every item of the study has in common */
} analysis_view;

/* The scene of a view, which must outlive it. */
delphi_rule_scene analysis_scene(const analysis_view *view);

/* It points into itself: it is not to be copied. */
typedef struct {
    const delphi_result *result;
    delphi_item item; /* what every item of the study has in common */
    size_t slots, points, cell_count;
    /* criterion_count * slots cells without values: for each criterion the panel, then each group. */
    delphi_cell *cells;
    uint32_t *counts; /* behind them, points entries a cell */
    int64_t *weights; /* likewise; NULL where counts say it all */
    delphi_outcome outcome;
    analysis_view view;
    delphi_rule_scene scene; /* of the cells once they are settled */
} analysis_trial;

/* Room for trials of any indicator of this round; false when out of memory. */
bool analysis_trial_start(analysis_trial *trial, const delphi_result *result);
void analysis_trial_end(analysis_trial *trial);

/* Nobody has answered. */
void analysis_trial_clear(analysis_trial *trial);
/* The answers that the round has. */
void analysis_trial_load(analysis_trial *trial, const delphi_outcome *outcome);

/* What an expert's rating is as an answer. */
analysis_answer analysis_answer_of(const analysis_trial *trial, delphi_rating rating);
/* `times` more experts (fewer, where it is below 0) like this one who gave this answer on a criterion: in his group and
 * in the panel. The caller sees to it that no count falls below 0. */
void analysis_trial_add(analysis_trial *trial, size_t criterion, size_t expert, analysis_answer answer, int32_t times);

/* The same in one cell (criterion * slots + slot) alone, without weights: for rules that do not look at them. */
void analysis_trial_add_to(analysis_trial *trial, size_t cell, analysis_answer answer, int32_t times);

/* Works out the base of one cell (criterion * slots + slot), or of all, after the counts were changed. */
void analysis_trial_settle(analysis_trial *trial, size_t cell);
void analysis_trial_settle_all(analysis_trial *trial);

/* What both rules come to, as a decision. */
delphi_decision analysis_decision_of(delphi_truth keep, delphi_truth drop, bool last_round);
/* The decision that the round's rules come to. */
delphi_decision analysis_trial_decide(analysis_trial *trial);
/* The same where the cells that the rules look at are settled. */
delphi_decision analysis_trial_decide_settled(const analysis_trial *trial);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The decisions of a round on those alone who responded in the round before it, too: did newcomers decide? */
#include "analysis/contest.h"
#include "analysis/robustness.h"
#include "analysis/trial.h"

static bool *responded_in(const delphi_result *result) {
    return ((const analysis_memory *)result->owned)->responded;
}

bool analysis_stayers_only(const delphi_result *result, const delphi_result *previous, analysis_sureness *found) {
    const delphi_study *study = result->study;
    const delphi_ratings *ratings = study->ratings[result->round - 1];
    analysis_trial trial;
    analysis_contest contest;
    if (!previous)
        return true;
    if (!analysis_contest_start(&contest, result, result->outcome_count))
        return false;
    if (!analysis_trial_start(&trial, result)) {
        analysis_contest_end(&contest);
        return false;
    }
    const bool *now = responded_in(result), *before = responded_in(previous);
    for (size_t i = 0; i < result->outcome_count; i++) {
        analysis_trial_clear(&trial);
        for (size_t c = 0; c < study->protocol.criterion_count; c++) {
            const delphi_rating *column = delphi_ratings_column(ratings, result->outcomes[i].indicator, c);
            for (size_t e = 0; e < study->expert_count; e++)
                if (now[e] && before[e])
                    analysis_trial_add(&trial, c, e, analysis_answer_of(&trial, column[e]), 1);
        }
        found[i].stayers_only = analysis_trial_decide(&trial);
        analysis_contest_enter(&contest, i, study->indicators[result->outcomes[i].indicator].id, found[i].stayers_only,
                               &trial.scene);
    }
    analysis_contest_decide(&contest);
    for (size_t i = 0; contest.selector && i < result->outcome_count; i++)
        found[i].stayers_only = contest.list[i].decision;
    analysis_contest_end(&contest);
    analysis_trial_end(&trial);
    return true;
}

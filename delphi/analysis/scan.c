/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One wave of a scan from its answers: the parts are files of their own. */
#include "analysis/scan.h"

/* Answers that do not count, since their participant was not asked. */
static uint32_t count_not_asked(const delphi_scan *scan, const delphi_result *result) {
    const delphi_ratings *ratings = scan->study->ratings[scan->round - 1];
    uint32_t count = 0;
    for (size_t i = 0; i < result->outcome_count; i++)
        for (size_t e = 0; e < scan->study->expert_count; e++) {
            size_t indicator = result->outcomes[i].indicator;
            bool answered = delphi_ratings_column(ratings, indicator, 0)[e] != DELPHI_MISSING;
            count += answered && !delphi_question_asked(scan->study, ratings, e, indicator);
        }
    return count;
}

bool analysis_scan(delphi_result *result, const delphi_result *previous) {
    const delphi_study *study = result->study;
    if (!study->protocol.scan.on)
        return true;
    delphi_scan *scan = base_arena_alloc(((analysis_memory *)result->owned)->arena, sizeof *scan);
    if (!scan)
        return false;
    const delphi_round *round = &study->protocol.rounds[result->round - 1];
    *scan = (delphi_scan){.study = study,
                          .round = result->round,
                          .wave = round->wave,
                          .version = round->version,
                          .previous = previous ? previous->round : 0};
    for (size_t e = 0; e < study->expert_count; e++)
        scan->participants += scan_took_part(result, e);
    scan->not_asked_answers = count_not_asked(scan, result);
    result->scan = scan;
    return scan_blocks(scan, result, previous) && scan_questions(scan, result);
}

uint32_t analysis_not_asked(const delphi_result *result, const delphi_ratings *ratings, size_t expert) {
    uint32_t count = 0;
    for (size_t i = 0; i < result->outcome_count; i++)
        count += !delphi_question_asked(result->study, ratings, expert, result->outcomes[i].indicator);
    return count;
}

const delphi_rating *analysis_answers(const delphi_result *result, const delphi_ratings *ratings, size_t indicator) {
    const delphi_study *study = result->study;
    const delphi_indicator *question = &study->indicators[indicator];
    const delphi_rating *column = delphi_ratings_column(ratings, indicator, 0);
    if (!question->asked_count && !delphi_question_is_choice(question))
        return column;
    delphi_rating *answers =
        base_arena_array(((analysis_memory *)result->owned)->arena, study->expert_count, sizeof *answers);
    for (size_t e = 0; answers && e < study->expert_count; e++)
        answers[e] = delphi_question_answer(study, ratings, e, indicator);
    return answers;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One round from its ratings to its result: the only place where model, stats and rules meet. */
#include "analysis/contest.h"

#include "base/problems.h"

#include <stdlib.h>

/* Outcomes are in the order of indicators.csv, so that halving finds one. */
const delphi_outcome *delphi_result_outcome(const delphi_result *result, size_t indicator) {
    size_t low = 0, high = result->outcome_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (result->outcomes[middle].indicator < indicator)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < result->outcome_count && result->outcomes[low].indicator == indicator;
    return found ? &result->outcomes[low] : NULL;
}

void delphi_result_free(delphi_result *result) {
    if (!result)
        return;
    analysis_memory *memory = result->owned;
    if (memory) {
        analysis_rules_free(&memory->rules);
        analysis_selector_free(&memory->selector);
        analysis_vocabulary_free(&memory->vocabulary);
        delphi_ratings_free(memory->completed);
        base_arena_free(memory->arena);
    }
    free(memory);
    free(result);
}

static delphi_result *result_new(const delphi_study *study, int round) {
    delphi_result *result = calloc(1, sizeof *result);
    analysis_memory *memory = calloc(1, sizeof *memory);
    base_arena *arena = base_arena_new();
    if (!result || !memory || !arena) {
        base_arena_free(arena);
        free(memory);
        free(result);
        return NULL;
    }
    memory->arena = arena;
    memory->asked = delphi_study_in_round(study, round);
    result->study = delphi_round_kind(&study->protocol, round) == DELPHI_KIND_RATING ? study : &memory->asked;
    result->whole = study;
    result->round = round;
    result->kind = delphi_round_kind(&study->protocol, round);
    result->level = delphi_round_level(&study->protocol, round);
    result->last_round = !delphi_round_after(&study->protocol, round, result->level);
    result->owned = memory;
    return result;
}

static delphi_status prepare_rules(delphi_result *result, delphi_problems *problems) {
    analysis_memory *memory = result->owned;
    if (!analysis_vocabulary_make(result->study, &memory->vocabulary))
        return base_no_memory(problems);
    delphi_status status =
        analysis_rules_make(result->study, result->round, &memory->vocabulary.words, &memory->rules, problems);
    if (!status)
        status = analysis_selector_make(result->study, result->round, &memory->vocabulary.words, &memory->selector,
                                        problems);
    if (result->kind == DELPHI_KIND_MEETING)
        return analysis_meeting_rules(result) ? status : base_no_memory(problems);
    if (memory->rules.keep)
        result->keep_rule = delphi_rule_text(memory->rules.keep);
    if (memory->rules.drop)
        result->drop_rule = delphi_rule_text(memory->rules.drop);
    return status;
}

/* In a study of one level and kind the result that it is compared with is that of the round before. */
static void link_to(delphi_result *result, const delphi_result *round_before) {
    int before = delphi_round_before(&result->study->protocol, result->round);
    ((analysis_memory *)result->owned)->round_before = round_before;
    while (round_before && round_before->round != before)
        round_before =
            round_before->round > before ? ((const analysis_memory *)round_before->owned)->round_before : NULL;
    result->before = round_before;
}

static void count_decisions(delphi_result *result) {
    for (size_t i = 0; i < result->outcome_count; i++) {
        const delphi_outcome *outcome = &result->outcomes[i];
        result->decided[outcome->decision]++;
        result->rule_decided[outcome->rule_decision]++;
        result->overridden += outcome->override_why != NULL;
    }
}

static bool decide(const delphi_result *result, const delphi_ratings *ratings, delphi_outcome *outcome) {
    if (result->kind == DELPHI_KIND_MEETING)
        return analysis_meeting_decide(result, ratings, outcome);
    return analysis_decide(result, &((const analysis_memory *)result->owned)->rules, outcome);
}

/* Cells and decision of every indicator in play. */
static bool make_outcomes(delphi_result *result, const delphi_ratings *ratings, const bool *in_play, size_t count,
                          uint32_t *answered) {
    analysis_memory *memory = result->owned;
    delphi_outcome *outcomes = base_arena_array(memory->arena, count, sizeof *outcomes);
    if (!outcomes)
        return false;
    result->outcomes = outcomes;
    for (size_t i = 0; i < result->study->indicator_count; i++) {
        if (!in_play[i])
            continue;
        delphi_outcome *outcome = &outcomes[result->outcome_count];
        outcome->indicator = i;
        outcome->cells = analysis_cells_make(result, ratings, i, answered);
        if (!outcome->cells || !decide(result, ratings, outcome))
            return false;
        result->outcome_count++;
    }
    if (!analysis_selection(result, outcomes))
        return false;
    count_decisions(result);
    return true;
}

delphi_status delphi_analyse(const delphi_study *study, int round, const delphi_result *previous, delphi_result **out,
                             delphi_problems *problems) {
    const delphi_ratings *ratings = study->ratings[round - 1];
    if (!ratings)
        return base_problem(problems, DELPHI_ERR_STATE, (base_place){0}, "round %d has no ratings to analyse", round);
    delphi_result *result = result_new(study, round);
    bool *in_play = calloc(study->indicator_count + 1, sizeof *in_play);
    uint32_t *answered = calloc(study->expert_count + 1, sizeof *answered);
    delphi_status status = DELPHI_ERR_MEMORY;
    if (!result || !in_play || !answered) {
        base_no_memory(problems);
        goto done;
    }
    analysis_memory *memory = result->owned;
    study = result->study;
    if (!analysis_weights_make(study, memory->arena, &memory->weights)) {
        base_no_memory(problems);
        goto done;
    }
    size_t left_out, count = analysis_in_play(study, round, previous, in_play, &left_out);
    if (!analysis_ranking_complete(result, in_play, count)) {
        base_no_memory(problems);
        goto done;
    }
    status = prepare_rules(result, problems);
    if (status)
        goto done;
    status = DELPHI_ERR_MEMORY;
    link_to(result, previous);
    if (!make_outcomes(result, study->ratings[round - 1], in_play, count, answered) ||
        !analysis_response(result, study->ratings[round - 1], answered, result->before) || !analysis_ranking(result) ||
        !analysis_flow(result, previous, left_out) || !analysis_topics(result) || !analysis_scan(result, previous)) {
        base_no_memory(problems);
        goto done;
    }
    *out = result;
    result = NULL;
    status = DELPHI_OK;
done:
    free(answered);
    free(in_play);
    delphi_result_free(result);
    return status;
}

const delphi_rule *delphi_result_rule(const delphi_result *result, bool keep) {
    const analysis_rules *rules = &((const analysis_memory *)result->owned)->rules;
    return keep ? rules->keep : rules->drop;
}

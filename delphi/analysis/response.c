/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who took part. */
#include "analysis/private.h"

static void add_expert(delphi_response *response, bool responded, bool complete) {
    response->invited++;
    response->responded += responded;
    response->complete += complete;
}

static void add_change(delphi_response *response, bool before, bool now) {
    response->stayed += before && now;
    response->left += before && !now;
    response->joined += !before && now;
}

static void compare_rounds(delphi_result *result, delphi_response *groups, const delphi_result *previous) {
    const bool *now = ((const analysis_memory *)result->owned)->responded;
    const bool *before = ((const analysis_memory *)previous->owned)->responded;
    for (size_t e = 0; e < result->study->expert_count; e++) {
        size_t group = result->study->experts[e].group;
        add_change(&result->response, before[e], now[e]);
        if (group != DELPHI_NONE)
            add_change(&groups[group], before[e], now[e]);
    }
}

bool analysis_response(delphi_result *result, const delphi_ratings *ratings, const uint32_t *answered,
                       const delphi_result *previous) {
    const delphi_study *study = result->study;
    analysis_memory *memory = result->owned;
    size_t questions = result->outcome_count * study->protocol.criterion_count;
    delphi_response *groups = base_arena_array(memory->arena, study->protocol.group_count, sizeof *groups);
    bool *responded = base_arena_array(memory->arena, study->expert_count, sizeof *responded);
    if (!groups || !responded)
        return false;
    for (size_t i = 0; i < ratings->comment_count; i++)
        responded[ratings->comments[i].expert] = true;
    for (size_t e = 0; e < study->expert_count; e++) {
        if (!analysis_invited(study, e, result->round))
            continue;
        responded[e] = responded[e] || answered[e] > 0;
        size_t spared = study->protocol.scan.on ? analysis_not_asked(result, ratings, e) : 0;
        bool complete = answered[e] > 0 && answered[e] + spared == questions;
        add_expert(&result->response, responded[e], complete);
        if (study->experts[e].group != DELPHI_NONE)
            add_expert(&groups[study->experts[e].group], responded[e], complete);
    }
    result->groups = groups;
    memory->responded = responded;
    if (previous)
        compare_rounds(result, groups, previous);
    return true;
}

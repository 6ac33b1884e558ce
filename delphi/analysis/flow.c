/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting indicators on their way through the rounds. */
#include "analysis/private.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

const char *delphi_origin_name(delphi_origin origin) {
    static const char *const names[DELPHI_ORIGIN_COUNT] = {
        [DELPHI_ORIGIN_START] = "start",   [DELPHI_ORIGIN_ADDED] = "added", [DELPHI_ORIGIN_REWORDED] = "reworded",
        [DELPHI_ORIGIN_MERGED] = "merged", [DELPHI_ORIGIN_SPLIT] = "split",
    };
    return (unsigned)origin < DELPHI_ORIGIN_COUNT ? names[origin] : "unknown";
}

#define DECIDED(decision) (offsetof(delphi_flow, decided) + (decision) * sizeof(uint32_t))

const delphi_flow_column *delphi_flow_columns(size_t *count) {
    static const delphi_flow_column columns[] = {
        {"started", offsetof(delphi_flow, started), false},
        {"carried", offsetof(delphi_flow, carried), false},
        {"added", offsetof(delphi_flow, added), false},
        {"reworded", offsetof(delphi_flow, reworded), false},
        {"merged", offsetof(delphi_flow, merged), false},
        {"split", offsetof(delphi_flow, split), false},
        {"replaced", offsetof(delphi_flow, replaced), false},
        {"withdrawn", offsetof(delphi_flow, withdrawn), false},
        {"settled", offsetof(delphi_flow, settled), false},
        {"left_out", offsetof(delphi_flow, left_out), true},
        {"kept", DECIDED(DELPHI_KEEP), false},
        {"dropped", DECIDED(DELPHI_DROP), false},
        {"rerate", DECIDED(DELPHI_RERATE), false},
        {"no_consensus", DECIDED(DELPHI_NO_CONSENSUS), false},
        {"undecided", DECIDED(DELPHI_UNDECIDED), false},
        {"conflict", DECIDED(DELPHI_CONFLICT), false},
        {"kept_so_far", offsetof(delphi_flow, kept_so_far), false},
        {"dropped_so_far", offsetof(delphi_flow, dropped_so_far), false},
    };
    *count = sizeof columns / sizeof *columns;
    return columns;
}

/* `successors` counts for each indicator the ones of this round that name it. */
static delphi_origin origin_of(const delphi_protocol *p, const delphi_indicator *indicator,
                               const uint32_t *successors) {
    if (indicator->since <= delphi_round_after(p, 0, indicator->level))
        return DELPHI_ORIGIN_START;
    if (indicator->replaces_count == 0)
        return DELPHI_ORIGIN_ADDED;
    if (indicator->replaces_count > 1)
        return DELPHI_ORIGIN_MERGED;
    return successors[indicator->replaces[0]] > 1 ? DELPHI_ORIGIN_SPLIT : DELPHI_ORIGIN_REWORDED;
}

delphi_origin delphi_indicator_origin(const delphi_study *study, size_t indicator) {
    const delphi_indicator *own = &study->indicators[indicator];
    uint32_t successors = 0;
    if (own->replaces_count != 1)
        return origin_of(&study->protocol, own, NULL);
    for (size_t i = 0; i < study->indicator_count; i++) {
        const delphi_indicator *other = &study->indicators[i];
        for (size_t r = 0; other->since == own->since && r < other->replaces_count; r++)
            successors += other->replaces[r] == own->replaces[0];
    }
    if (own->since <= delphi_round_after(&study->protocol, 0, own->level))
        return DELPHI_ORIGIN_START;
    return successors > 1 ? DELPHI_ORIGIN_SPLIT : DELPHI_ORIGIN_REWORDED;
}

typedef struct {
    const delphi_result *result, *previous, *round_before; /* `previous` is of the same level */
    uint32_t *successors;                                  /* for each indicator, of this round */
    bool *replaced;                                        /* for each indicator, in this round or an earlier one */
} counting;

static void find_replaced(const counting *c) {
    const delphi_study *study = c->result->study;
    for (size_t i = 0; i < study->indicator_count; i++) {
        const delphi_indicator *indicator = &study->indicators[i];
        for (size_t r = 0; indicator->since <= c->result->round && r < indicator->replaces_count; r++) {
            c->replaced[indicator->replaces[r]] = true;
            c->successors[indicator->replaces[r]] += indicator->since == c->result->round;
        }
    }
}

static void count_in(const counting *c, delphi_flow *flow) {
    const delphi_result *result = c->result;
    const delphi_protocol *p = &result->study->protocol;
    uint32_t *const by_origin[DELPHI_ORIGIN_COUNT] = {
        [DELPHI_ORIGIN_START] = &flow->added, /* its topic was kept only now */
        [DELPHI_ORIGIN_ADDED] = &flow->added,   [DELPHI_ORIGIN_REWORDED] = &flow->reworded,
        [DELPHI_ORIGIN_MERGED] = &flow->merged, [DELPHI_ORIGIN_SPLIT] = &flow->split,
    };
    for (size_t i = 0; c->previous && i < result->outcome_count; i++) {
        size_t indicator = result->outcomes[i].indicator;
        if (delphi_result_outcome(c->previous, indicator))
            flow->carried++;
        else
            ++*by_origin[origin_of(p, &result->study->indicators[indicator], c->successors)];
    }
}

/* A new wording goes before the decision on the old one, and that before a withdrawal. */
static void count_out(const counting *c, delphi_flow *flow) {
    for (size_t i = 0; c->previous && i < c->previous->outcome_count; i++) {
        const delphi_outcome *before = &c->previous->outcomes[i];
        if (delphi_result_outcome(c->result, before->indicator))
            continue;
        bool settled = before->decision == DELPHI_KEEP || before->decision == DELPHI_DROP;
        if (c->replaced[before->indicator])
            flow->replaced++;
        else if (settled && c->result->study->protocol.settled == DELPHI_SETTLED_LEAVE)
            flow->settled++;
        else
            flow->withdrawn++;
    }
}

static void count_standing(const counting *c, uint8_t *standing, delphi_flow *flow) {
    const delphi_result *result = c->result;
    const uint8_t *before = analysis_standing(c->round_before);
    for (size_t i = 0; i < result->study->indicator_count; i++)
        standing[i] = before && !c->replaced[i] ? before[i] : DELPHI_DECISION_COUNT;
    for (size_t i = 0; i < result->outcome_count; i++)
        standing[result->outcomes[i].indicator] = (uint8_t)result->outcomes[i].decision;
    for (size_t i = 0; i < result->study->indicator_count; i++) {
        bool counts = result->study->indicators[i].level == result->level;
        flow->kept_so_far += counts && standing[i] == DELPHI_KEEP;
        flow->dropped_so_far += counts && standing[i] == DELPHI_DROP;
    }
}

bool analysis_flow(delphi_result *result, const delphi_result *round_before, size_t left_out) {
    analysis_memory *memory = result->owned;
    size_t rounds = (size_t)result->round, indicators = result->study->indicator_count;
    delphi_flow *flow = base_arena_array(memory->arena, rounds, sizeof *flow);
    counting c = {.result = result,
                  .previous = result->before,
                  .round_before = round_before,
                  .successors = calloc(indicators + 1, sizeof *c.successors),
                  .replaced = calloc(indicators + 1, sizeof *c.replaced)};
    memory->standing = base_arena_array(memory->arena, indicators, sizeof *memory->standing);
    bool done = flow && memory->standing && c.successors && c.replaced;
    if (done) {
        delphi_flow *own = &flow[rounds - 1];
        if (round_before)
            memcpy(flow, round_before->flow, (rounds - 1) * sizeof *flow);
        find_replaced(&c);
        own->started = (uint32_t)result->outcome_count;
        count_in(&c, own);
        count_out(&c, own);
        own->left_out = (uint32_t)left_out;
        memcpy(own->decided, result->decided, sizeof own->decided);
        count_standing(&c, memory->standing, own);
        result->flow = flow;
    }
    free(c.successors);
    free(c.replaced);
    return done;
}

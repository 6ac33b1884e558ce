/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where each indicator's way through the rounds ended, and by which topics they go. */
#include "export/part_final.h"

#include <delphi/chosen.h>

#include <string.h>

static final_end end_of(const report *r, size_t indicator, const final_way *way) {
    static const final_end ends[DELPHI_DECISION_COUNT] = {
        [DELPHI_KEEP] = END_KEPT,      [DELPHI_DROP] = END_DROPPED,   [DELPHI_NO_CONSENSUS] = END_NO_CONSENSUS,
        [DELPHI_RERATE] = END_GOES_ON, [DELPHI_UNDECIDED] = END_OPEN, [DELPHI_CONFLICT] = END_OPEN,
    };
    if (!way->outcome)
        return END_NEVER;
    const delphi_rounds rounds = {r->rounds, (size_t)r->round};
    if (delphi_is_replaced(&rounds, indicator))
        return END_REPLACED;
    final_end end = ends[way->outcome->decision];
    return end > END_NO_CONSENSUS && way->result->round < r->round ? END_WITHDRAWN : end;
}

const final_way *final_ways(report *r) {
    final_way *ways = base_arena_array(r->document->arena, r->study->indicator_count, sizeof *ways);
    if (!ways) {
        r->failed = true;
        return NULL;
    }
    for (int round = 1; round <= r->round; round++) {
        const delphi_result *result = r->rounds[round - 1];
        for (size_t i = 0; result && i < result->outcome_count; i++) {
            final_way *way = &ways[result->outcomes[i].indicator];
            if (result->level != r->level)
                continue; /* topics have a part of their own */
            way->result = result;
            way->outcome = &result->outcomes[i];
        }
    }
    for (size_t i = 0; i < r->study->indicator_count; i++)
        ways[i].end = end_of(r, i, &ways[i]);
    return ways;
}

uint32_t final_count(const report *r, const final_way *ways, final_end end) {
    uint32_t count = 0;
    for (size_t i = 0; i < r->study->indicator_count; i++)
        count += ways[i].end == end;
    return count;
}

uint32_t final_count_origin(const report *r, const final_way *ways, delphi_origin origin) {
    uint32_t count = 0;
    for (size_t i = 0; i < r->study->indicator_count; i++)
        count += ways[i].end != END_NEVER && delphi_indicator_origin(r->study, i) == origin;
    return count;
}

uint32_t final_count_rated(const report *r, const final_way *ways) {
    return (uint32_t)r->study->indicator_count - final_count(r, ways, END_NEVER);
}

uint32_t final_count_overridden(const report *r, const final_way *ways, final_end end) {
    uint32_t count = 0;
    for (size_t i = 0; i < r->study->indicator_count; i++)
        count += ways[i].end == end && ways[i].outcome && ways[i].outcome->override_why;
    return count;
}

delphi_decision final_decision_of(final_end end) {
    static const delphi_decision decisions[ENDS] = {
        [END_KEPT] = DELPHI_KEEP,        [END_DROPPED] = DELPHI_DROP,   [END_NO_CONSENSUS] = DELPHI_NO_CONSENSUS,
        [END_GOES_ON] = DELPHI_RERATE,   [END_OPEN] = DELPHI_UNDECIDED, [END_REPLACED] = DELPHI_RERATE,
        [END_WITHDRAWN] = DELPHI_RERATE, [END_NEVER] = DELPHI_RERATE,
    };
    return decisions[end];
}

const char *final_end_words(report *r, final_end end) {
    static const char *const words[ENDS] = {
        [END_KEPT] = N_("\xE2\x9C\x93 kept"),
        [END_DROPPED] = N_("\xE2\x9C\x97 dropped"),
        [END_NO_CONSENSUS] = N_("\xE2\x89\xA0 no consensus"),
        [END_GOES_ON] = N_("\xE2\x86\xBB goes on to the next round"),
        [END_OPEN] = N_("? needs a decision by people"),
        [END_REPLACED] = N_("\xE2\x86\x92 taken up in another text"),
        [END_WITHDRAWN] = N_("\xE2\x80\x93 withdrawn"),
        [END_NEVER] = N_("not rated"),
    };
    return part_words(r, words[end]);
}

bool final_can_drop(const report *r) {
    bool any = false;
    for (int round = 1; round <= r->round; round++)
        any |= r->rounds[round - 1]->drop_rule != NULL;
    return any;
}

bool final_is_interim(const report *r, const final_way *ways) {
    if (r->result->last_round)
        return false;
    for (size_t i = 0; i < r->study->indicator_count; i++) {
        const delphi_indicator *indicator = &r->study->indicators[i];
        bool settled = ways[i].end == END_KEPT || ways[i].end == END_DROPPED;
        if (ways[i].end == END_GOES_ON || ways[i].end == END_OPEN || indicator->since > r->round ||
            (settled && r->protocol->settled == DELPHI_SETTLED_STAY))
            return true;
    }
    return false;
}

void final_join(const report *r, delphi_buffer *out, size_t i, size_t count) {
    if (i > 0)
        base_buffer_text(out, i + 1 < count ? ", " : part_words(r, N_(" and ")));
}

const char *final_round_name(report *r, int round) {
    return document_copy(r->document, part_round_name(r, round));
}

/* ---- the panel ---- */

static bool has_answered(const delphi_ratings *ratings, size_t expert) {
    for (size_t i = 0; i < ratings->indicators; i++)
        for (size_t c = 0; c < ratings->criteria; c++)
            if (delphi_ratings_column(ratings, i, c)[expert] != DELPHI_MISSING)
                return true;
    for (size_t i = 0; i < ratings->comment_count; i++)
        if (ratings->comments[i].expert == expert)
            return true;
    return false;
}

final_panel final_count_panel(const report *r) {
    final_panel panel = {0};
    for (size_t e = 0; e < r->study->expert_count; e++) {
        int since = r->study->experts[e].since, round = since;
        if (since > r->round)
            continue;
        while (round <= r->round && r->study->ratings[round - 1] && has_answered(r->study->ratings[round - 1], e))
            round++;
        panel.invited++;
        panel.faithful += round > r->round;
    }
    return panel;
}

/* ---- topics ---- */

bool final_find_topics(report *r, final_topics *out) {
    size_t indicators = r->study->indicator_count;
    *out = (final_topics){.names = base_arena_array(r->document->arena, indicators, sizeof *out->names),
                          .of = base_arena_array(r->document->arena, indicators, sizeof *out->of)};
    if (!out->names || !out->of) {
        r->failed = true;
        return false;
    }
    for (size_t i = 0; i < indicators; i++) {
        const char *name = delphi_text_in(&r->study->indicators[i].topic, r->language);
        size_t topic = 0;
        while (topic < out->count && strcmp(out->names[topic], name) != 0)
            topic++;
        out->of[i] = *name ? topic : DELPHI_NONE;
        if (*name && topic == out->count)
            out->names[out->count++] = name;
    }
    return true;
}

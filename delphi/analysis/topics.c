/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two levels: what the topics that were rated mean for their indicators, and which kept topic has no indicator. */
#include "analysis/private.h"

/* Did `later` take the place of `earlier`, at once or by steps? Rounds go down along `replaces`, so that this ends. */
static bool took_place_of(const delphi_study *study, int round, size_t later, size_t earlier) {
    const delphi_indicator *own = &study->indicators[later];
    if (own->since > round)
        return false;
    for (size_t r = 0; r < own->replaces_count; r++)
        if (own->replaces[r] == earlier || took_place_of(study, round, own->replaces[r], earlier))
            return true;
    return false;
}

bool analysis_topic_admits(const delphi_study *study, int round, const uint8_t *standing, size_t indicator) {
    size_t topic = study->indicators[indicator].topic_item;
    bool rated = false;
    if (topic == DELPHI_NONE || !standing)
        return true;
    if (standing[topic] != DELPHI_DECISION_COUNT)
        return standing[topic] == DELPHI_KEEP;
    for (size_t i = 0; i < study->indicator_count; i++)
        if (study->indicators[i].level == DELPHI_LEVEL_TOPIC && standing[i] != DELPHI_DECISION_COUNT &&
            took_place_of(study, round, i, topic)) {
            rated = true;
            if (standing[i] == DELPHI_KEEP)
                return true;
        }
    return !rated;
}

static bool is_replaced(const delphi_study *study, int round, size_t indicator) {
    for (size_t i = 0; i < study->indicator_count; i++)
        for (size_t r = 0; study->indicators[i].since <= round && r < study->indicators[i].replaces_count; r++)
            if (study->indicators[i].replaces[r] == indicator)
                return true;
    return false;
}

/* Can more become of it: is it for people to decide, or does a later round rate it? */
static bool is_open(const delphi_result *result, uint8_t standing, size_t indicator) {
    const delphi_protocol *p = &result->study->protocol;
    const delphi_indicator *own = &result->study->indicators[indicator];
    if (standing == DELPHI_UNDECIDED || standing == DELPHI_CONFLICT)
        return true;
    if (standing == DELPHI_KEEP || standing == DELPHI_DROP)
        return false;
    int next = result->round;
    while ((next = delphi_round_after(p, next, DELPHI_LEVEL_INDICATOR)))
        if (own->since <= next && (!own->until || next <= own->until))
            return true;
    return false;
}

static delphi_topic count_topic(const delphi_result *result, const uint8_t *standing, size_t topic) {
    const delphi_study *study = result->study;
    delphi_topic out = {.item = topic};
    for (size_t i = 0; i < study->indicator_count; i++) {
        size_t named = study->indicators[i].topic_item;
        bool belongs = named == topic || (named != DELPHI_NONE && took_place_of(study, result->round, topic, named));
        if (!belongs || is_replaced(study, result->round, i))
            continue;
        out.candidates++;
        out.kept += standing[i] == DELPHI_KEEP;
        out.open += is_open(result, standing[i], i);
    }
    out.without_indicator = out.kept == 0 && out.open == 0;
    return out;
}

bool analysis_topics(delphi_result *result) {
    const analysis_memory *memory = result->owned;
    const delphi_study *study = result->study;
    if (!delphi_protocol_rates_topics(&study->protocol))
        return true;
    delphi_topic *topics = base_arena_array(memory->arena, study->indicator_count, sizeof *topics);
    if (!topics)
        return false;
    for (size_t i = 0; i < study->indicator_count; i++)
        if (study->indicators[i].level == DELPHI_LEVEL_TOPIC && memory->standing[i] == DELPHI_KEEP)
            topics[result->topic_count++] = count_topic(result, memory->standing, i);
    result->topics = topics;
    return true;
}

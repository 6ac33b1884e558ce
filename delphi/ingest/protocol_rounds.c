/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rounds and the rules of study.json. */
#include "ingest/protocol.h"

#include <string.h>

#include "base/date.h"
#include "base/number.h"

#define ROUNDS_MAX 100

typedef struct {
    ingest_draft *draft;
    delphi_round *rounds;
    size_t index;
} round_place;

static void read_preset(ingest_json *json, const cJSON *value, void *out) {
    ((delphi_rule_texts *)out)->preset = ingest_json_string(json, value);
}

static void read_keep(ingest_json *json, const cJSON *value, void *out) {
    ((delphi_rule_texts *)out)->keep = ingest_json_string(json, value);
}

static void read_drop(ingest_json *json, const cJSON *value, void *out) {
    ((delphi_rule_texts *)out)->drop = ingest_json_string(json, value);
}

static void read_rule_texts(ingest_json *json, const cJSON *value, delphi_rule_texts *out) {
    static const ingest_json_field fields[] = {
        {"preset", false, read_preset}, {"keep", false, read_keep}, {"drop", false, read_drop}};
    if (cJSON_IsString(value))
        out->preset = ingest_json_string(json, value);
    else if (!cJSON_IsObject(value))
        ingest_json_expected(json, "an object with \"keep\" and \"drop\", or the name of a preset", value);
    else if (!value->child)
        ingest_json_refuse(json, "expected \"keep\", \"drop\" or \"preset\", found none of them");
    else
        ingest_json_object(json, value, fields, sizeof fields / sizeof *fields, out);
}

void ingest_protocol_rules(ingest_json *json, const cJSON *value, void *out) {
    ingest_draft *draft = out;
    draft->rules_given = true;
    if (draft->protocol.scan.on)
        ingest_json_refuse(json, "a scan has no rules: it keeps and drops nothing");
    read_rule_texts(json, value, &draft->protocol.rules);
}

static void read_round_id(ingest_json *json, const cJSON *value, void *out) {
    const round_place *place = out;
    int expected = (int)place->index + 1;
    place->rounds[place->index].id = expected;
    if (!cJSON_IsNumber(value) || value->valuedouble != expected) {
        char wanted[64] = "the number ";
        base_write_integer(expected, wanted + strlen(wanted));
        strcat(wanted, " (rounds are numbered in order)");
        ingest_json_expected(json, wanted, value);
    }
}

static void read_closes(ingest_json *json, const cJSON *value, void *out) {
    const round_place *place = out;
    const char *date = cJSON_IsString(value) ? value->valuestring : "";
    if (!base_is_date(date, strlen(date))) {
        ingest_json_expected(json, "a date of the calendar as \"YYYY-MM-DD\"", value);
        return;
    }
    size_t before = place->index;
    while (before > 0 && !place->rounds[before - 1].closes)
        before--;
    if (before > 0 && strcmp(date, place->rounds[before - 1].closes) < 0)
        ingest_json_refuse(json, "round %zu closes on %s, before round %zu does (%s)", place->index + 1, date, before,
                           place->rounds[before - 1].closes);
    place->rounds[place->index].closes = ingest_json_string(json, value);
}

static void read_round_rules(ingest_json *json, const cJSON *value, void *out) {
    const round_place *place = out;
    read_rule_texts(json, value, &place->rounds[place->index].rules);
}

static void read_kind(ingest_json *json, const cJSON *value, void *out) {
    const round_place *place = out;
    ingest_protocol_kind(json, value, &place->rounds[place->index]);
}

static void read_ranking(ingest_json *json, const cJSON *value, void *out) {
    const round_place *place = out;
    ingest_protocol_ranking(json, value, &place->rounds[place->index]);
}

static void read_meeting(ingest_json *json, const cJSON *value, void *out) {
    const round_place *place = out;
    ingest_protocol_meeting(json, value, &place->rounds[place->index]);
}

static void read_wave(ingest_json *json, const cJSON *value, void *out) {
    const round_place *place = out;
    ingest_protocol_wave(json, value, place->draft, place->rounds, place->index);
}

static void read_version(ingest_json *json, const cJSON *value, void *out) {
    const round_place *place = out;
    ingest_protocol_version(json, value, place->draft, place->rounds, place->index);
}

static void read_level(ingest_json *json, const cJSON *value, void *out) {
    const round_place *place = out;
    const char *const words[DELPHI_LEVEL_COUNT] = {delphi_level_name(DELPHI_LEVEL_INDICATOR),
                                                   delphi_level_name(DELPHI_LEVEL_TOPIC)};
    size_t chosen = ingest_json_choice(json, value, words, DELPHI_LEVEL_COUNT);
    if (chosen != DELPHI_NONE)
        place->rounds[place->index].level = (delphi_level)chosen;
}

static void read_round_select(ingest_json *json, const cJSON *value, void *out) {
    const round_place *place = out;
    ingest_protocol_read_select(json, value, &place->rounds[place->index].select);
}

/* A selection among all that is rated takes the place of the rules. The study's goes with the last round, which is
 * seen with the rules. */
static bool needs_rules(const round_place *place) {
    const delphi_select *own = &place->rounds[place->index].select, *of_study = &place->draft->protocol.select;
    return !(own->best && own->among == DELPHI_AMONG_ALL) && !(of_study->best && of_study->among == DELPHI_AMONG_ALL);
}

static void read_round(ingest_json *json, const cJSON *value, round_place *place) {
    static const ingest_json_field fields[] = {
        {"id", true, read_round_id},          {"closes", false, read_closes},   {"level", false, read_level},
        {"kind", false, read_kind},           {"ranking", false, read_ranking}, {"meeting", false, read_meeting},
        {"wave", false, read_wave},           {"version", false, read_version}, {"rules", false, read_round_rules},
        {"select", false, read_round_select},
    };
    if (!ingest_json_object(json, value, fields, sizeof fields / sizeof *fields, place))
        return;
    const delphi_round *round = &place->rounds[place->index];
    bool rules = cJSON_GetObjectItemCaseSensitive(value, "rules") != NULL, scan = place->draft->protocol.scan.on;
    ingest_protocol_kind_fits(json, value, round);
    if (scan && (rules || round->select.best))
        ingest_json_refuse(json, "a scan has no rules and selects nothing: it keeps and drops nothing");
    if (scan && round->kind != DELPHI_KIND_RATING)
        ingest_json_refuse(json, "a scan has waves of questions, and no rankings or meetings");
    if (scan && round->level == DELPHI_LEVEL_TOPIC)
        ingest_json_refuse(json, "a scan has questions, and no round of topics");
    if (!scan && round->kind == DELPHI_KIND_RATING && !place->draft->rules_given && !rules && needs_rules(place))
        ingest_json_refuse(json, "round %zu has no rules: give \"rules\" to the study, or to every round",
                           place->index + 1);
}

void ingest_protocol_rounds(ingest_json *json, const cJSON *value, void *out) {
    round_place place = {.draft = out};
    size_t count;
    if (!ingest_json_array(json, value, 1, ROUNDS_MAX, "rounds", &count))
        return;
    place.rounds = base_arena_array(json->arena, count, sizeof *place.rounds);
    if (!place.rounds) {
        ingest_json_no_memory(json);
        return;
    }
    const cJSON *element;
    cJSON_ArrayForEach(element, value) {
        size_t mark = ingest_json_enter_index(json, place.index);
        read_round(json, element, &place);
        ingest_json_leave(json, mark);
        place.index++;
    }
    ingest_protocol_default_waves(json, place.draft, place.rounds, count);
    place.draft->protocol.rounds = place.rounds;
    place.draft->protocol.round_count = count;
}

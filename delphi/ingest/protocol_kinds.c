/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a round of study.json asks that is no rating: its kind, and the terms of a ranking or a meeting. */
#include "ingest/protocol.h"

#include <string.h>

#include "base/number.h"
#include "base/rational.h"
#include "base/text.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define PEOPLE_MAX   1000000

void ingest_protocol_kind(ingest_json *json, const cJSON *value, delphi_round *out) {
    const char *words[DELPHI_KIND_COUNT];
    for (int k = 0; k < DELPHI_KIND_COUNT; k++)
        words[k] = delphi_kind_name((delphi_kind)k);
    size_t chosen = ingest_json_choice(json, value, words, COUNT(words));
    if (chosen != DELPHI_NONE)
        out->kind = (delphi_kind)chosen;
}

/* ---- a ranking ---- */

static void read_places(ingest_json *json, const cJSON *value, void *out) {
    ingest_json_int(json, value, 1, DELPHI_POINTS_MAX - 1, &((delphi_ranking_terms *)out)->places);
}

static void read_method(ingest_json *json, const cJSON *value, void *out) {
    static const char *const words[] = {"order", "pick"};
    size_t chosen = ingest_json_choice(json, value, words, COUNT(words));
    if (chosen != DELPHI_NONE)
        ((delphi_ranking_terms *)out)->pick = chosen == 1;
}

void ingest_protocol_ranking(ingest_json *json, const cJSON *value, delphi_round *out) {
    static const ingest_json_field fields[] = {{"places", false, read_places}, {"method", false, read_method}};
    if (!ingest_json_object(json, value, fields, COUNT(fields), &out->ranking))
        return;
    if (out->ranking.pick && !out->ranking.places)
        ingest_json_refuse(json, "to pick, say how many: give \"places\"");
    if (!out->ranking.pick && out->ranking.places == 1)
        ingest_json_refuse(json, "an order has two places at least; to ask for one item, use \"method\": \"pick\"");
}

/* ---- a meeting ---- */

/* "2/3", "75%", "0.75": above 0 and at most 1. */
static bool read_share(const char *text, delphi_rational *out) {
    size_t size = strlen(text), digits = strcspn(text, "/%");
    int64_t above, below;
    delphi_rational number;
    if (digits < size && text[digits] == '/') {
        if (!base_read_integer(text, digits, 1, PEOPLE_MAX, &above) ||
            !base_read_integer(text + digits + 1, size - digits - 1, above, PEOPLE_MAX, &below))
            return false;
        *out = base_rational(above, below);
        return true;
    }
    if ((digits < size && digits + 1 != size) || !base_read_decimal(text, digits, '.', &number))
        return false;
    *out = digits < size ? base_rational_divide(number, (delphi_rational){100, 1}) : number;
    return out->num > 0 && base_rational_compare(*out, (delphi_rational){1, 1}) <= 0;
}

static void read_majority(ingest_json *json, const cJSON *value, void *out) {
    delphi_meeting_terms *terms = out;
    const char *text = cJSON_IsString(value) ? value->valuestring : "";
    bool more = *text == '>' && text[1] != '=';
    if (*text == '>')
        text += 1 + (text[1] == '=');
    text += strspn(text, " ");
    if (read_share(text, &terms->majority))
        terms->more = more;
    else
        ingest_json_expected(json, "a share as a text, such as \"2/3\", \"75%\" or, for more than half, \"> 1/2\"",
                             value);
}

static void read_of(ingest_json *json, const cJSON *value, void *out) {
    static const char *const words[] = {"votes", "present"};
    size_t chosen = ingest_json_choice(json, value, words, COUNT(words));
    if (chosen != DELPHI_NONE)
        ((delphi_meeting_terms *)out)->of_present = chosen == 1;
}

static void read_quorum(ingest_json *json, const cJSON *value, void *out) {
    delphi_meeting_terms *terms = out;
    if (cJSON_IsString(value) && read_share(value->valuestring, &terms->quorum_share))
        return;
    if (cJSON_IsNumber(value))
        ingest_json_int(json, value, 1, PEOPLE_MAX, &terms->quorum);
    else
        ingest_json_expected(json, "how many must be present, or what share of the experts invited (\"1/2\")", value);
}

static void read_drop(ingest_json *json, const cJSON *value, void *out) {
    static const char *const words[] = {"otherwise", "majority"};
    size_t chosen = ingest_json_choice(json, value, words, COUNT(words));
    if (chosen != DELPHI_NONE)
        ((delphi_meeting_terms *)out)->drop_by_majority = chosen == 1;
}

void ingest_protocol_meeting(ingest_json *json, const cJSON *value, delphi_round *out) {
    static const ingest_json_field fields[] = {{"majority", true, read_majority},
                                               {"of", false, read_of},
                                               {"quorum", false, read_quorum},
                                               {"drop", false, read_drop}};
    ingest_json_object(json, value, fields, COUNT(fields), &out->meeting);
}

/* ---- */

/* What goes with which kind. */
static const struct {
    const char *key;
    delphi_kind of;
    bool needed;
} terms[] = {{"ranking", DELPHI_KIND_RANKING, false}, {"meeting", DELPHI_KIND_MEETING, true}};

void ingest_protocol_kind_fits(ingest_json *json, const cJSON *round, const delphi_round *out) {
    for (size_t i = 0; i < COUNT(terms); i++) {
        bool there = cJSON_GetObjectItemCaseSensitive(round, terms[i].key) != NULL, own = out->kind == terms[i].of;
        if (there && !own)
            ingest_json_refuse(json, "\"%s\" goes with \"kind\": \"%s\", and this round is a %s", terms[i].key,
                               delphi_kind_name(terms[i].of), delphi_kind_name(out->kind));
        if (own && terms[i].needed && !there)
            ingest_json_refuse(json, "a %s needs \"%s\"", delphi_kind_name(out->kind), terms[i].key);
    }
    bool rules = cJSON_GetObjectItemCaseSensitive(round, "rules") != NULL;
    bool select = cJSON_GetObjectItemCaseSensitive(round, "select") != NULL;
    if (out->kind == DELPHI_KIND_MEETING && (rules || select))
        ingest_json_refuse(json, "a meeting decides by its majority, and has no \"%s\"", rules ? "rules" : "select");
    if (out->kind == DELPHI_KIND_RANKING && !rules && out->select.among != DELPHI_AMONG_ALL)
        ingest_json_refuse(json, "a ranking needs \"rules\" of its own: those of the study are about ratings");
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The choice of the best so many in study.json. Whether its keys have a meaning in the study is seen with the rules. */
#include "ingest/protocol.h"

#include <string.h>

#define BEST_MAX 100000
#define KEYS_MAX 20

static void read_best(ingest_json *json, const cJSON *value, void *out) {
    ingest_json_int(json, value, 1, BEST_MAX, &((delphi_select *)out)->best);
}

static void read_among(ingest_json *json, const cJSON *value, void *out) {
    const char *const words[] = {delphi_among_name(DELPHI_AMONG_KEPT), delphi_among_name(DELPHI_AMONG_ALL)};
    size_t chosen = ingest_json_choice(json, value, words, 2);
    if (chosen != DELPHI_NONE)
        ((delphi_select *)out)->among = (delphi_among)chosen;
}

static void read_ties(ingest_json *json, const cJSON *value, void *out) {
    const char *const words[] = {delphi_ties_name(DELPHI_TIES_IN), delphi_ties_name(DELPHI_TIES_OUT),
                                 delphi_ties_name(DELPHI_TIES_STEERING)};
    size_t chosen = ingest_json_choice(json, value, words, 3);
    if (chosen != DELPHI_NONE)
        ((delphi_select *)out)->ties = (delphi_ties)chosen;
}

static void read_by(ingest_json *json, const cJSON *value, void *out) {
    delphi_select *select = out;
    size_t count, at = 0;
    if (!ingest_json_array(json, value, 1, KEYS_MAX, "sort keys", &count))
        return;
    const char **by = base_arena_array(json->arena, count, sizeof *by);
    if (!by) {
        ingest_json_no_memory(json);
        return;
    }
    const cJSON *element;
    cJSON_ArrayForEach(element, value) {
        size_t mark = ingest_json_enter_index(json, at);
        by[at++] = ingest_json_string(json, element);
        ingest_json_leave(json, mark);
    }
    select->by = by;
    select->by_count = count;
}

void ingest_protocol_read_select(ingest_json *json, const cJSON *value, delphi_select *out) {
    static const ingest_json_field fields[] = {
        {"best", true, read_best}, {"among", false, read_among}, {"by", true, read_by}, {"ties", false, read_ties}};
    *out = (delphi_select){.among = DELPHI_AMONG_KEPT, .ties = DELPHI_TIES_STEERING};
    ingest_json_object(json, value, fields, sizeof fields / sizeof *fields, out);
}

void ingest_protocol_select(ingest_json *json, const cJSON *value, void *out) {
    ingest_protocol_read_select(json, value, &((ingest_draft *)out)->protocol.select);
}

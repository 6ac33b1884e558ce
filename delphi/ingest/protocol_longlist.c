/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "longlist" in study.json: the sources that were searched, the reasons that count, and what was added beside it. */
#include "ingest/protocol.h"

#include <string.h>

#include "base/text.h"

#define LIST_MAX 1000

static delphi_longlist_terms *terms_of(void *out) {
    return &((ingest_draft *)out)->protocol.longlist;
}

static const char *read_id(ingest_json *json, const cJSON *value) {
    const char *id = ingest_json_string(json, value);
    if (!id || base_is_id(id, strlen(id)))
        return id;
    ingest_json_expected(json, "an id of 1 to 64 letters, digits, _, - and .", value);
    return NULL;
}

/* ---- elements ---- */

static void source_id(ingest_json *json, const cJSON *value, void *out) {
    ((delphi_longlist_source *)out)->id = read_id(json, value);
}

static void source_title(ingest_json *json, const cJSON *value, void *out) {
    ingest_json_text(json, value, &((delphi_longlist_source *)out)->title);
}

static void source_kind(ingest_json *json, const cJSON *value, void *out) {
    static const char *const words[] = {"database", "register", "other"};
    size_t chosen = ingest_json_choice(json, value, words, DELPHI_SOURCE_COUNT);
    if (chosen != DELPHI_NONE)
        ((delphi_longlist_source *)out)->kind = (delphi_source_kind)chosen;
}

static void reason_id(ingest_json *json, const cJSON *value, void *out) {
    ((delphi_longlist_reason *)out)->id = read_id(json, value);
}

static void reason_title(ingest_json *json, const cJSON *value, void *out) {
    ingest_json_text(json, value, &((delphi_longlist_reason *)out)->title);
}

static void added_indicator(ingest_json *json, const cJSON *value, void *out) {
    ((delphi_longlist_addition *)out)->indicator = read_id(json, value);
}

static void added_why(ingest_json *json, const cJSON *value, void *out) {
    ((delphi_longlist_addition *)out)->why = ingest_json_string(json, value);
}

static const ingest_json_field source_fields[] = {
    {"id", true, source_id}, {"title", false, source_title}, {"kind", false, source_kind}};
static const ingest_json_field reason_fields[] = {{"id", true, reason_id}, {"title", false, reason_title}};
static const ingest_json_field added_fields[] = {{"indicator", true, added_indicator}, {"why", false, added_why}};

/* ---- lists: each element begins with its id ---- */

static const char *id_at(const char *items, size_t stride, size_t index) {
    const char *id;
    memcpy(&id, items + index * stride, sizeof id);
    return id;
}

static void refuse_second(ingest_json *json, const char *items, size_t stride, size_t index) {
    const char *id = id_at(items, stride, index);
    for (size_t i = 0; id && i < index; i++)
        if (id_at(items, stride, i) && strcmp(id_at(items, stride, i), id) == 0) {
            ingest_json_refuse(json, "\"%s\" is here twice: number %zu of this list is it, too", id, i + 1);
            return;
        }
}

static void *read_list(ingest_json *json, const cJSON *value, const ingest_json_field *fields, size_t field_count,
                       size_t stride, const char *what, size_t *count) {
    if (!ingest_json_array(json, value, 0, LIST_MAX, what, count))
        return NULL;
    char *items = base_arena_array(json->arena, *count, stride);
    const cJSON *element;
    size_t index = 0;
    if (!items) {
        ingest_json_no_memory(json);
        *count = 0;
        return NULL;
    }
    cJSON_ArrayForEach(element, value) {
        size_t mark = ingest_json_enter_index(json, index);
        if (ingest_json_object(json, element, fields, field_count, items + index * stride))
            refuse_second(json, items, stride, index);
        ingest_json_leave(json, mark);
        index++;
    }
    return items;
}

static void name_by_id(const ingest_json *json, delphi_text *title, const char *id) {
    if (!title->in[DELPHI_NL] && !title->in[DELPHI_EN])
        title->in[json->language] = id;
}

static void read_sources(ingest_json *json, const cJSON *value, void *out) {
    delphi_longlist_terms *terms = terms_of(out);
    delphi_longlist_source *sources =
        read_list(json, value, source_fields, 3, sizeof *sources, "sources", &terms->source_count);
    for (size_t i = 0; sources && i < terms->source_count; i++)
        name_by_id(json, &sources[i].title, sources[i].id);
    terms->sources = sources;
}

static void read_reasons(ingest_json *json, const cJSON *value, void *out) {
    delphi_longlist_terms *terms = terms_of(out);
    delphi_longlist_reason *reasons =
        read_list(json, value, reason_fields, 2, sizeof *reasons, "reasons", &terms->reason_count);
    for (size_t i = 0; reasons && i < terms->reason_count; i++)
        name_by_id(json, &reasons[i].title, reasons[i].id);
    terms->reasons = reasons;
}

static void read_added(ingest_json *json, const cJSON *value, void *out) {
    delphi_longlist_terms *terms = terms_of(out);
    delphi_longlist_addition *added =
        read_list(json, value, added_fields, 2, sizeof *added, "indicators", &terms->added_count);
    for (size_t i = 0; added && i < terms->added_count; i++)
        added[i].why = added[i].why ? added[i].why : "";
    terms->added = added;
}

static const ingest_json_field longlist_fields[] = {
    {"sources", false, read_sources}, {"reasons", false, read_reasons}, {"added", false, read_added}};

void ingest_protocol_longlist(ingest_json *json, const cJSON *value, void *out) {
    terms_of(out)->given = true;
    ingest_json_object(json, value, longlist_fields, sizeof longlist_fields / sizeof *longlist_fields, out);
}

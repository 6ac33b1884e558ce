/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A longlist for programs: its counts as JSON and CSV, and each candidate with what became of it (delphi-longlist/1).
 */
#include "export/longlist_data.h"

#include <delphi/export.h>

#include "base/buffer.h"
#include "base/number.h"
#include "export/csv_rows.h"

/* ---- JSON ---- */

static cJSON *counts_of(json_writer *w, const delphi_longlist *list, size_t source) {
    delphi_longlist_counts counts = delphi_longlist_count(list, source);
    size_t count;
    const delphi_longlist_column *columns = delphi_longlist_columns(&count);
    cJSON *object = cJSON_CreateObject();
    if (object && source != DELPHI_NONE) {
        json_put(w, object, "id", json_text(list->sources[source].id));
        json_put(w, object, "kind", json_text(delphi_source_kind_name(list->sources[source].kind)));
    }
    /* Indicators are added beside all sources. */
    for (size_t i = 0; object && i < count - (source != DELPHI_NONE); i++)
        json_put(w, object, columns[i].name, json_integer(delphi_longlist_column_of(&counts, &columns[i])));
    return object;
}

static cJSON *sources_of(json_writer *w, const delphi_longlist *list) {
    cJSON *array = cJSON_CreateArray();
    for (size_t i = 0; array && i < list->source_count; i++)
        json_push(w, array, counts_of(w, list, i));
    return array;
}

static void push_reason(json_writer *w, cJSON *array, const delphi_longlist *list, delphi_longlist_stage stage,
                        size_t reason) {
    uint32_t count = delphi_longlist_excluded(list, stage, reason);
    cJSON *object = count ? cJSON_CreateObject() : NULL;
    if (!count)
        return;
    if (object) {
        json_put(w, object, "stage", json_text(delphi_longlist_stage_name(stage)));
        json_put(w, object, "reason", json_text(list->reasons[reason].id));
        json_put(w, object, "candidates", json_integer(count));
    }
    json_push(w, array, object);
}

static cJSON *reasons_of(json_writer *w, const delphi_longlist *list) {
    cJSON *array = cJSON_CreateArray();
    for (delphi_longlist_stage stage = DELPHI_STAGE_SCREENING; array && stage < DELPHI_STAGE_COUNT; stage++)
        for (size_t i = 0; i < list->reason_count; i++)
            push_reason(w, array, list, stage, i);
    return array;
}

cJSON *json_longlist(json_writer *w, const delphi_longlist *list) {
    cJSON *object = counts_of(w, list, DELPHI_NONE);
    if (object) {
        json_put(w, object, "sources", sources_of(w, list));
        json_put(w, object, "excluded", reasons_of(w, list));
    }
    return object;
}

static cJSON *indicators_of(json_writer *w, const delphi_study *study, const size_t *indicators, size_t count) {
    cJSON *array = cJSON_CreateArray();
    for (size_t i = 0; array && i < count; i++)
        json_push(w, array, json_text(study->indicators[indicators[i]].id));
    return array;
}

static cJSON *found_in(json_writer *w, const delphi_longlist *list, size_t candidate) {
    cJSON *array = cJSON_CreateArray();
    for (size_t i = 0; array && i < list->source_count; i++)
        if (delphi_longlist_found_in(list, candidate, i))
            json_push(w, array, json_text(list->sources[i].id));
    return array;
}

static cJSON *candidate_of(json_writer *w, const delphi_study *study, size_t i) {
    const delphi_longlist *list = study->longlist;
    const delphi_candidate *candidate = &list->candidates[i];
    cJSON *object = cJSON_CreateObject();
    if (!object)
        return NULL;
    json_put(w, object, "id", json_text(candidate->id));
    json_put(w, object, "source", json_text(list->sources[candidate->source].id));
    json_put(w, object, "text", json_text(candidate->text));
    if (candidate->duplicate_of != DELPHI_NONE) {
        json_put(w, object, "duplicate_of", json_text(list->candidates[candidate->original].id));
        return object;
    }
    json_put(w, object, "sources", found_in(w, list, i));
    if (candidate->excluded != DELPHI_STAGE_KEPT) {
        json_put(w, object, "excluded", json_text(delphi_longlist_stage_name(candidate->excluded)));
        json_put(w, object, "reason", json_text(list->reasons[candidate->reason].id));
        return object;
    }
    json_put(w, object, "indicators", indicators_of(w, study, candidate->indicators, candidate->indicator_count));
    return object;
}

static void put_member(json_writer *w, const char *key, cJSON *item) {
    json_print_member(w, key, item);
    base_buffer_text(w->out, ",\n ");
}

delphi_status delphi_export_longlist_json(const delphi_study *study, delphi_buffer *out) {
    const delphi_longlist *list = study->longlist;
    json_writer w = {.out = out};
    base_buffer_char(out, '{');
    put_member(&w, "format", json_text("delphi-longlist/1"));
    put_member(&w, "engine", json_text(delphi_version()));
    put_member(&w, "study", json_text(study->protocol.id));
    put_member(&w, "sha256", json_text(list->sha256));
    put_member(&w, "counts", json_longlist(&w, list));
    put_member(&w, "added", indicators_of(&w, study, list->added, list->added_count));
    base_buffer_text(out, "\"candidates\": [");
    for (size_t i = 0; i < list->count && !w.failed; i++) {
        base_buffer_text(out, i ? ",\n  " : "\n  ");
        json_print(&w, candidate_of(&w, study, i));
    }
    base_buffer_text(out, list->count ? "\n ]}\n" : "]}\n");
    return w.failed || out->failed ? DELPHI_ERR_MEMORY : DELPHI_OK;
}

/* ---- CSV ---- */

#define COLUMNS 5

static void put_row(csv_rows *w, const char *count, const char *source, const char *reason, uint32_t n) {
    char number[BASE_NUMBER_SIZE];
    base_write_integer(n, number);
    const char *const row[COLUMNS] = {w->indicator, count, source, reason, number};
    csv_row_texts(w, row, COLUMNS);
}

static void put_counts(csv_rows *w, const delphi_longlist *list, size_t source) {
    delphi_longlist_counts counts = delphi_longlist_count(list, source);
    size_t count;
    const delphi_longlist_column *columns = delphi_longlist_columns(&count);
    for (size_t i = 0; i < count - (source != DELPHI_NONE); i++)
        put_row(w, columns[i].name, source == DELPHI_NONE ? "" : list->sources[source].id, "",
                delphi_longlist_column_of(&counts, &columns[i]));
}

delphi_status delphi_export_longlist_csv(const delphi_study *study, delphi_csv_dialect dialect, delphi_buffer *out) {
    static const char *const headings[COLUMNS] = {"study", "count", "source", "reason", "candidates"};
    static const char *const excluded[DELPHI_STAGE_COUNT] = {"", "excluded_screening", "excluded_assessment"};
    const delphi_longlist *list = study->longlist;
    bool excel = dialect == DELPHI_CSV_EXCEL_NL;
    csv_rows w = {
        .out = out, .delimiter = excel ? ';' : ',', .mark = excel ? ',' : '.', .indicator = study->protocol.id};
    if (excel)
        base_buffer_text(out, "\xEF\xBB\xBF");
    csv_row_texts(&w, headings, COLUMNS);
    put_counts(&w, list, DELPHI_NONE);
    for (size_t i = 0; i < list->source_count; i++)
        put_counts(&w, list, i);
    for (delphi_longlist_stage stage = DELPHI_STAGE_SCREENING; stage < DELPHI_STAGE_COUNT; stage++)
        for (size_t i = 0; i < list->reason_count; i++)
            if (delphi_longlist_excluded(list, stage, i))
                put_row(&w, excluded[stage], "", list->reasons[i].id, delphi_longlist_excluded(list, stage, i));
    return out->failed ? DELPHI_ERR_MEMORY : DELPHI_OK;
}

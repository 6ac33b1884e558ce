/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The trends of the chosen set for programs: JSON (delphi-trends/1) and tidy CSV. */
#include "base/buffer.h"
#include "base/rational.h"
#include "export/csv_rows.h"
#include "export/variant_json.h"

#include <delphi/export.h>

static const char *measure_name(size_t index) {
    size_t count;
    return delphi_trend_measures(&count)[index].name;
}

/* ---- JSON ---- */

static cJSON *ids_of(json_writer *w, const size_t *indicators, size_t count) {
    cJSON *array = cJSON_CreateArray();
    for (size_t i = 0; array && i < count; i++)
        json_push(w, array, json_text(w->result->study->indicators[indicators[i]].id));
    return array;
}

static cJSON *unknown_of(json_writer *w, const delphi_values *values) {
    cJSON *array = cJSON_CreateArray();
    for (size_t i = 0; array && i < values->unknown_count; i++)
        json_push(w, array, json_text(values->unknown[i]));
    return array;
}

static cJSON *counts_of(json_writer *w, const delphi_trends *t) {
    cJSON *object = cJSON_CreateObject();
    for (delphi_direction d = 0; object && d < DELPHI_DIRECTION_COUNT; d++)
        json_put(w, object, delphi_direction_name(d), json_integer((int64_t)t->counts[d]));
    return object;
}

static cJSON *year_or_null(int year) {
    return year ? json_integer(year) : cJSON_CreateNull();
}

static cJSON *point_of(json_writer *w, const delphi_indicator_value *item) {
    cJSON *object = cJSON_CreateObject();
    delphi_value value = base_value_rational(item->value);
    if (!object)
        return NULL;
    json_put(w, object, "year", json_integer(item->year));
    json_put(w, object, "value", item->missing ? cJSON_CreateNull() : json_value(&value));
    if (*item->note)
        json_put(w, object, "note", json_text(item->note));
    if (item->starts_anew)
        json_put(w, object, "break", cJSON_CreateBool(true));
    return object;
}

static cJSON *points_of(json_writer *w, const delphi_indicator_trend *s) {
    cJSON *array = cJSON_CreateArray();
    for (size_t i = 0; array && i < s->count; i++)
        json_push(w, array, point_of(w, &s->items[i]));
    return array;
}

static cJSON *series_of(json_writer *w, const delphi_trends *t, const delphi_indicator_trend *s) {
    const delphi_indicator *indicator = &t->study->indicators[s->indicator];
    size_t count;
    cJSON *object = cJSON_CreateObject();
    delphi_trend_measures(&count);
    if (!object)
        return NULL;
    json_put(w, object, "indicator", json_text(indicator->id));
    json_put(w, object, "region", json_text(t->values->regions[s->region]));
    json_put(w, object, "polarity", json_text(delphi_polarity_name(indicator->polarity)));
    json_put(w, object, "direction", json_text(delphi_direction_name(s->direction)));
    json_put(w, object, "holds", cJSON_CreateBool(s->holds));
    json_put(w, object, "from", year_or_null(s->first_year));
    json_put(w, object, "to", year_or_null(s->last_year));
    json_put(w, object, "break", year_or_null(s->since));
    json_put(w, object, "gaps", json_integer(s->gaps));
    json_put(w, object, "few_years", cJSON_CreateBool(s->few));
    json_put(w, object, "exact", cJSON_CreateBool(s->exact));
    json_put(w, object, "mann_kendall_p_holm", json_value(&s->holm));
    json_put_values(w, object, s->values, count, measure_name);
    json_put(w, object, "values", points_of(w, s));
    return object;
}

static void put_member(json_writer *w, const char *key, cJSON *item) {
    json_print_member(w, key, item);
    base_buffer_text(w->out, ",\n ");
}

delphi_status delphi_export_trends_json(const delphi_trends *t, delphi_buffer *out) {
    json_writer w = {.result = t->last, .out = out};
    variant_json_head(&w, "delphi-trends/1");
    put_member(&w, "final", cJSON_CreateBool(t->last->last_round));
    put_member(&w, "values_sha256", json_text(t->values->sha256));
    put_member(&w, "from", year_or_null(t->first_year));
    put_member(&w, "to", year_or_null(t->last_year));
    put_member(&w, "chosen", ids_of(&w, t->chosen, t->chosen_count));
    put_member(&w, "without_values", ids_of(&w, t->without, t->without_count));
    put_member(&w, "left_out", ids_of(&w, t->left_out, t->left_out_count));
    put_member(&w, "unknown", unknown_of(&w, t->values));
    put_member(&w, "tested", json_integer((int64_t)t->tested));
    put_member(&w, "holding", json_integer((int64_t)t->holding));
    put_member(&w, "directions", counts_of(&w, t));
    base_buffer_text(out, "\"series\": [");
    for (size_t i = 0; i < t->series_count && !w.failed; i++) {
        base_buffer_text(out, i ? ",\n  " : "\n  ");
        json_print(&w, series_of(&w, t, &t->series[i]));
    }
    base_buffer_text(out, t->series_count ? "\n ]}\n" : "]}\n");
    return w.failed || out->failed ? DELPHI_ERR_MEMORY : DELPHI_OK;
}

/* ---- CSV ---- */

/* The second of the three columns that say what a row is about is the polarity here, the third the region. */
static void put_series(csv_rows *w, const delphi_trends *t, const delphi_indicator_trend *s) {
    const delphi_indicator *indicator = &t->study->indicators[s->indicator];
    size_t count;
    const delphi_trend_measure *measures = delphi_trend_measures(&count);
    w->indicator = indicator->id;
    w->criterion = delphi_polarity_name(indicator->polarity);
    w->group = t->values->regions[s->region];
    csv_row_word(w, "direction", delphi_direction_name(s->direction));
    csv_row_word(w, "holds", s->holds ? "true" : "false");
    if (s->first_year) {
        csv_row_count(w, "from", s->first_year);
        csv_row_count(w, "to", s->last_year);
    }
    if (s->since)
        csv_row_count(w, "break", s->since);
    csv_row_count(w, "gaps", s->gaps);
    csv_row_word(w, "exact", s->exact ? "true" : "false");
    for (size_t i = 0; i < count; i++)
        csv_row_value(w, measures[i].name, "", &s->values[i]);
    csv_row_value(w, "mann_kendall_p", "_holm", &s->holm);
}

delphi_status delphi_export_trends_csv(const delphi_trends *t, delphi_csv_dialect dialect, delphi_buffer *out) {
    static const char *const headings[] = {"study",  "round",   "indicator", "polarity",
                                           "region", "measure", "value",     "undefined"};
    bool excel = dialect == DELPHI_CSV_EXCEL_NL;
    csv_rows w = {.result = t->last, .out = out, .delimiter = excel ? ';' : ',', .mark = excel ? ',' : '.'};
    if (excel)
        base_buffer_text(out, "\xEF\xBB\xBF");
    csv_row_texts(&w, headings, sizeof headings / sizeof *headings);
    for (size_t i = 0; i < t->series_count; i++)
        put_series(&w, t, &t->series[i]);
    return out->failed ? DELPHI_ERR_MEMORY : DELPHI_OK;
}

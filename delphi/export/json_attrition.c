/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "attrition" of results.json: a line an indicator of the previous round, by those who stayed and those who left; then
 * the indicators whose decision the stayers alone would have moved. */
#include "base/buffer.h"
#include "base/rational.h"
#include "export/json_tail.h"

static void put_number(json_writer *w, cJSON *object, const char *key, const delphi_value *value) {
    bool share = value->kind == DELPHI_VALUE_SHARE;
    delphi_value number = share ? base_value_rational(value->as.rational) : *value;
    json_put(w, object, key, json_value(&number));
}

static cJSON *cell_of(json_writer *w, const delphi_attrition_cell *cell) {
    cJSON *object = cJSON_CreateObject();
    if (!object)
        return NULL;
    json_put(w, object, "stayers_n", json_integer(cell->stayers.n));
    json_put(w, object, "leavers_n", json_integer(cell->leavers.n));
    if (cell->suppressed) {
        json_put(w, object, "suppressed", json_text(delphi_reason_text(DELPHI_REASON_SMALL_GROUP)));
        return object;
    }
    put_number(w, object, "stayers_median", &cell->stayers.median);
    put_number(w, object, "leavers_median", &cell->leavers.median);
    put_number(w, object, "stayers_mean", &cell->stayers.mean);
    put_number(w, object, "leavers_mean", &cell->leavers.mean);
    put_number(w, object, "leavers_superiority", &cell->superiority);
    return object;
}

static cJSON *indicator_of(json_writer *w, const delphi_attrition *found) {
    const delphi_protocol *p = &w->result->study->protocol;
    cJSON *object = cJSON_CreateObject(), *criteria = cJSON_CreateObject();
    if (!object || !criteria) {
        cJSON_Delete(object);
        cJSON_Delete(criteria);
        return NULL;
    }
    json_put(w, object, "decision", json_text(delphi_decision_name(found->decision)));
    json_put(w, object, "stayers_only", json_text(delphi_decision_name(found->stayers_only)));
    json_put(w, object, "criteria", criteria);
    for (size_t c = 0; c < p->criterion_count && !w->failed; c++)
        json_put(w, criteria, p->criteria[c].id, cell_of(w, &found->criteria[c]));
    return object;
}

static cJSON *moved_of(json_writer *w) {
    cJSON *list = cJSON_CreateArray();
    for (size_t i = 0; list && i < w->result->attrition_count; i++) {
        const delphi_attrition *found = &w->result->attrition[i];
        if (found->stayers_only != found->decision)
            json_push(w, list, json_text(w->result->study->indicators[found->indicator].id));
    }
    return list;
}

void json_write_attrition(json_writer *w) {
    const delphi_result *result = w->result;
    if (!result->attrition) {
        base_buffer_text(w->out, "null");
        return;
    }
    json_tail_begin(w);
    for (size_t i = 0; i < result->attrition_count && !w->failed; i++) {
        json_tail_line(w, result->attrition[i].indicator, i == 0);
        json_print(w, indicator_of(w, &result->attrition[i]));
    }
    json_tail_end(w, "moved", moved_of(w));
}

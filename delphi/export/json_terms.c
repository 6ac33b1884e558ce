/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What results.json and what-if say alike: the terms of a decision, and the clauses behind it. */
#include "export/json_terms.h"

cJSON *json_rules(json_writer *w, const char *keep, const char *drop) {
    cJSON *object = cJSON_CreateObject();
    if (object) {
        json_put(w, object, "keep", keep ? json_text(keep) : cJSON_CreateNull());
        json_put(w, object, "drop", drop ? json_text(drop) : cJSON_CreateNull());
    }
    return object;
}

cJSON *json_decisions(json_writer *w, const uint32_t decided[DELPHI_DECISION_COUNT]) {
    cJSON *object = cJSON_CreateObject();
    for (int d = 0; object && d < DELPHI_DECISION_COUNT; d++)
        json_put(w, object, delphi_decision_name((delphi_decision)d), json_integer(decided[d]));
    return object;
}

cJSON *json_quantile_type(delphi_quantile_type type) {
    return type == DELPHI_QUANTILE_HINGES ? json_text("hinges") : json_integer(type);
}

cJSON *json_denominator(delphi_denominator denominator) {
    static const char *const names[] = {"valid", "answered", "panel"};
    return json_text(names[denominator]);
}

static cJSON *clause_of(json_writer *w, const delphi_clause *clause) {
    const delphi_protocol *p = &w->result->study->protocol;
    cJSON *object = cJSON_CreateObject();
    if (!object)
        return NULL;
    json_put(w, object, "rule", json_text(clause->of_keep ? "keep" : "drop"));
    json_put(w, object, "clause", json_text(clause->clause));
    if (clause->criterion != DELPHI_NONE)
        json_put(w, object, "criterion", json_text(p->criteria[clause->criterion].id));
    if (clause->group != DELPHI_NONE)
        json_put(w, object, "group", json_text(p->groups[clause->group].id));
    json_put(w, object, "value", json_value(&clause->value));
    if (clause->compare.kind != DELPHI_VALUE_UNDEFINED || clause->compare.reason != DELPHI_REASON_NONE)
        json_put(w, object, "compare", json_value(&clause->compare));
    json_put(w, object, "holds",
             clause->holds == DELPHI_UNKNOWN ? cJSON_CreateNull() : cJSON_CreateBool(clause->holds == DELPHI_TRUE));
    delphi_reason why = clause->value.kind == DELPHI_VALUE_UNDEFINED ? clause->value.reason : clause->compare.reason;
    if (clause->holds == DELPHI_UNKNOWN)
        json_put(w, object, "undefined", json_text(delphi_reason_text(why)));
    return object;
}

cJSON *json_clauses(json_writer *w, const delphi_outcome *outcome) {
    cJSON *array = cJSON_CreateArray();
    for (size_t i = 0; array && i < outcome->because_count; i++)
        json_push(w, array, clause_of(w, &outcome->because[i]));
    return array;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A round under a variant as JSON (delphi-whatif/1): "decided" is what was, "what_if" what would have been. */
#include "export/variant_json.h"

#include "base/buffer.h"

#include <delphi/export.h>

void variant_json_head(json_writer *w, const char *format) {
    base_buffer_char(w->out, '{');
    json_print_member(w, "format", json_text(format));
    base_buffer_text(w->out, ",\n ");
    json_print_member(w, "engine", json_text(delphi_version()));
    base_buffer_text(w->out, ",\n ");
    json_print_member(w, "study", json_text(w->result->study->protocol.id));
    base_buffer_text(w->out, ",\n ");
    json_print_member(w, "round", json_integer(w->result->round));
    base_buffer_text(w->out, ",\n ");
}

cJSON *variant_json_rules(json_writer *w, const char *keep, const char *drop) {
    cJSON *object = cJSON_CreateObject();
    if (object) {
        json_put(w, object, "keep", keep ? json_text(keep) : cJSON_CreateNull());
        json_put(w, object, "drop", drop ? json_text(drop) : cJSON_CreateNull());
    }
    return object;
}

cJSON *variant_json_decisions(json_writer *w, const uint32_t decided[DELPHI_DECISION_COUNT]) {
    cJSON *object = cJSON_CreateObject();
    for (int d = 0; object && d < DELPHI_DECISION_COUNT; d++)
        json_put(w, object, delphi_decision_name((delphi_decision)d), json_integer(decided[d]));
    return object;
}

cJSON *variant_json_quantile_type(delphi_quantile_type type) {
    return type == DELPHI_QUANTILE_HINGES ? json_text("hinges") : json_integer(type);
}

cJSON *variant_json_denominator(delphi_denominator denominator) {
    static const char *const names[] = {"valid", "answered", "panel"};
    return json_text(names[denominator]);
}

cJSON *variant_json_move(json_writer *w, size_t outcome, delphi_decision to) {
    const delphi_outcome *real = &w->result->outcomes[outcome];
    cJSON *object = cJSON_CreateObject();
    if (object) {
        json_put(w, object, "id", json_text(w->result->study->indicators[real->indicator].id));
        json_put(w, object, "from", json_text(delphi_decision_name(real->rule_decision)));
        json_put(w, object, "to", json_text(delphi_decision_name(to)));
    }
    return object;
}

cJSON *variant_json_side(json_writer *w, const delphi_result *result) {
    const delphi_protocol *p = &result->study->protocol;
    cJSON *object = cJSON_CreateObject();
    if (!object)
        return NULL;
    json_put(w, object, "rules", variant_json_rules(w, result->keep_rule, result->drop_rule));
    json_put(w, object, "quantile_type", variant_json_quantile_type(p->quantile_type));
    json_put(w, object, "denominator", variant_json_denominator(p->denominator));
    json_put(w, object, "min_ratings", json_integer(p->min_ratings));
    json_put(w, object, "experts", json_integer(result->response.responded));
    json_put(w, object, "decisions", variant_json_decisions(w, result->rule_decided));
    return object;
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
    return object;
}

static cJSON *clauses_of(json_writer *w, const delphi_outcome *outcome) {
    cJSON *array = cJSON_CreateArray();
    for (size_t i = 0; array && i < outcome->because_count; i++)
        json_push(w, array, clause_of(w, &outcome->because[i]));
    return array;
}

/* A move with every clause of the rules on either side. */
static cJSON *move_of(json_writer *w, size_t outcome, const delphi_outcome *varied) {
    cJSON *object = variant_json_move(w, outcome, varied->decision), *because = cJSON_CreateObject();
    if (!object || !because) {
        cJSON_Delete(object);
        cJSON_Delete(because);
        return NULL;
    }
    json_put(w, object, "because", because);
    if (!w->failed) {
        json_put(w, because, "decided", clauses_of(w, &w->result->outcomes[outcome]));
        json_put(w, because, "what_if", clauses_of(w, varied));
    }
    return object;
}

delphi_status delphi_export_variant_json(const delphi_result *real, const delphi_variant_result *tried,
                                         delphi_buffer *out) {
    json_writer w = {.result = real, .out = out};
    const char *before = "\n  ";
    variant_json_head(&w, "delphi-whatif/1");
    json_print_member(&w, "decided", variant_json_side(&w, real));
    base_buffer_text(out, ",\n ");
    json_print_member(&w, "what_if", variant_json_side(&w, tried->result));
    base_buffer_text(out, ",\n \"moved\": [");
    for (size_t i = 0; i < real->outcome_count && !w.failed; i++) {
        if (tried->result->outcomes[i].decision == real->outcomes[i].rule_decision)
            continue;
        base_buffer_text(out, before);
        json_print(&w, move_of(&w, i, &tried->result->outcomes[i]));
        before = ",\n  ";
    }
    base_buffer_text(out, tried->moved ? "\n ]}\n" : "]}\n");
    return w.failed || out->failed ? DELPHI_ERR_MEMORY : DELPHI_OK;
}

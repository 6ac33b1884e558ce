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
    json_put(w, object, "rules", json_rules(w, result->keep_rule, result->drop_rule));
    json_put(w, object, "quantile_type", json_quantile_type(p->quantile_type));
    json_put(w, object, "denominator", json_denominator(p->denominator));
    json_put(w, object, "min_ratings", json_integer(p->min_ratings));
    if (result->selection)
        json_put(w, object, "best", json_integer(result->selection->select->best));
    json_put(w, object, "experts", json_integer(result->response.responded));
    json_put(w, object, "decisions", json_decisions(w, result->rule_decided));
    return object;
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
        json_put(w, because, "decided", json_clauses(w, &w->result->outcomes[outcome]));
        json_put(w, because, "what_if", json_clauses(w, varied));
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

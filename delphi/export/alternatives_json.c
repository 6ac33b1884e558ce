/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The published alternatives of a round as JSON (delphi-alternatives/1). */
#include "export/variant_json.h"

#include "base/buffer.h"

#include <delphi/export.h>

static cJSON *moves_of(json_writer *w, const delphi_alternative *item) {
    cJSON *array = cJSON_CreateArray();
    for (size_t i = 0; array && i < w->result->outcome_count; i++)
        if (item->decisions[i] != w->result->outcomes[i].rule_decision)
            json_push(w, array, variant_json_move(w, i, item->decisions[i]));
    return array;
}

/* What an alternative is, as its label says for people. */
static void put_settings(json_writer *w, cJSON *object, const delphi_variant *v) {
    static const char *const groups[] = {
        [DELPHI_GROUPS_AS_WRITTEN] = "pooled",
        [DELPHI_GROUPS_EVERY] = "each",
        [DELPHI_GROUPS_ANY] = "any",
    };
    const delphi_protocol *p = &w->result->study->protocol;
    json_put(w, object, "quantile_type",
             json_quantile_type(v->other_quantile_type ? v->quantile_type : p->quantile_type));
    json_put(w, object, "denominator", json_denominator(v->other_denominator ? v->denominator : p->denominator));
    json_put(w, object, "groups", json_text(groups[v->groups]));
    json_put(w, object, "stayers_only", cJSON_CreateBool(v->stayers_only));
}

static cJSON *alternative_of(json_writer *w, const delphi_alternative *item) {
    cJSON *object = cJSON_CreateObject();
    if (!object)
        return NULL;
    json_put(w, object, "family", json_text(delphi_family_name(item->family)));
    json_put(w, object, "label", json_text(item->label));
    put_settings(w, object, &item->variant);
    if (item->refusal) {
        json_put(w, object, "refused", json_text(item->refusal));
        return object;
    }
    json_put(w, object, "rules", json_rules(w, item->keep_rule, item->drop_rule));
    json_put(w, object, "decisions", json_decisions(w, item->decided));
    json_put(w, object, "moved", moves_of(w, item));
    return object;
}

/* {"rule": ..., "cut": ..., "counting": ..., "experts": ..., "all": ...} */
static cJSON *agreement_of(json_writer *w, const delphi_agreement *agreement) {
    cJSON *object = cJSON_CreateObject();
    for (int f = 0; object && f < DELPHI_FAMILY_COUNT; f++)
        json_put(w, object, delphi_family_name((delphi_family)f), json_integer((int64_t)agreement->in[f]));
    if (object)
        json_put(w, object, "all", json_integer((int64_t)agreement->all));
    return object;
}

static cJSON *indicator_of(json_writer *w, const delphi_outcome *outcome, const delphi_agreement *agreement) {
    cJSON *object = cJSON_CreateObject();
    if (object) {
        json_put(w, object, "id", json_text(w->result->study->indicators[outcome->indicator].id));
        json_put(w, object, "decision", json_text(delphi_decision_name(outcome->rule_decision)));
        json_put(w, object, "agreeing", agreement_of(w, agreement));
    }
    return object;
}

delphi_status delphi_export_alternatives_json(const delphi_result *real, const delphi_alternatives *all,
                                              delphi_buffer *out) {
    json_writer w = {.result = real, .out = out};
    variant_json_head(&w, "delphi-alternatives/1");
    json_print_member(&w, "decided", variant_json_side(&w, real));
    base_buffer_text(out, ",\n \"alternatives\": [");
    for (size_t i = 0; i < all->count && !w.failed; i++) {
        base_buffer_text(out, i ? ",\n  " : "\n  ");
        json_print(&w, alternative_of(&w, &all->items[i]));
    }
    base_buffer_text(out, "\n ],\n ");
    json_print_member(&w, "tried", agreement_of(&w, &all->tried));
    base_buffer_text(out, ",\n \"indicators\": [");
    for (size_t i = 0; i < real->outcome_count && !w.failed; i++) {
        base_buffer_text(out, i ? ",\n  " : "\n  ");
        json_print(&w, indicator_of(&w, &real->outcomes[i], &all->agreeing[i]));
    }
    base_buffer_text(out, "\n ]}\n");
    return w.failed || out->failed ? DELPHI_ERR_MEMORY : DELPHI_OK;
}

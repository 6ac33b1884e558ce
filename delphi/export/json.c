/* SPDX-License-Identifier: GPL-3.0-or-later */
/* results.json (delphi-results/1).
 *
 * cJSON prints every value; the frame around them is written here, so that an indicator stands on a line of its own
 * (git shows which one moved) and memory holds one indicator at a time. */
#include <delphi/export.h>

#include "base/buffer.h"
#include "export/json_cell.h"
#include "export/json_robustness.h"
#include "export/json_tail.h"
#include "export/json_terms.h"
#include "export/scan_data.h"

static cJSON *override_of(json_writer *w, const delphi_outcome *outcome) {
    cJSON *object = cJSON_CreateObject();
    if (!object)
        return NULL;
    json_put(w, object, "rule", json_text(delphi_decision_name(outcome->rule_decision)));
    json_put(w, object, "why", json_text(outcome->override_why));
    return object;
}

/* A member that is JSON text already; borrowed. */
static void put_raw(json_writer *w, cJSON *object, const char *key, const char *json) {
    cJSON *item = json_text(json);
    json_put(w, object, key, item);
    if (!w->failed)
        item->type = cJSON_Raw | cJSON_IsReference | cJSON_StringIsConst;
}

/* What is printed of an outcome by its own means; empty where there is nothing. */
typedef struct {
    delphi_buffer criteria, robustness, sensitivity;
} parts;

static cJSON *outcome_of(json_writer *w, const delphi_outcome *outcome, const parts *p) {
    cJSON *object = cJSON_CreateObject();
    if (!object)
        return NULL;
    json_put(w, object, "id", json_text(w->result->study->indicators[outcome->indicator].id));
    json_put(w, object, "decision", json_text(delphi_decision_name(outcome->decision)));
    if (outcome->override_why)
        json_put(w, object, "override", override_of(w, outcome));
    json_put(w, object, "because", json_clauses(w, outcome));
    if (outcome->ballot)
        json_put(w, object, "ballot", json_ballot(w, outcome->ballot));
    put_raw(w, object, "criteria", p->criteria.data);
    if (p->robustness.size)
        put_raw(w, object, "robustness", p->robustness.data);
    if (p->sensitivity.size)
        put_raw(w, object, "sensitivity", p->sensitivity.data);
    return object;
}

static void write_indicators(json_writer *w) {
    parts p = {0};
    json_cells cells;
    json_robustness robustness;
    json_cells_start(&cells, w->result);
    json_robustness_start(&robustness, w->result);
    for (size_t i = 0; i < w->result->outcome_count && !w->failed; i++) {
        const delphi_outcome *outcome = &w->result->outcomes[i];
        p.criteria.size = p.robustness.size = p.sensitivity.size = 0;
        json_cells_print(&cells, outcome, &p.criteria);
        json_robustness_print(&robustness, i, &p.robustness, &p.sensitivity);
        base_buffer_text(w->out, i ? ",\n  " : "\n  ");
        w->failed = w->failed || cells.failed || robustness.failed || p.criteria.failed || p.robustness.failed ||
                    p.sensitivity.failed;
        if (!w->failed)
            json_print(w, outcome_of(w, outcome, &p));
    }
    json_robustness_end(&robustness);
    json_cells_end(&cells);
    delphi_buffer_free(&p.criteria);
    delphi_buffer_free(&p.robustness);
    delphi_buffer_free(&p.sensitivity);
}

delphi_status delphi_export_json(const delphi_result *result, delphi_buffer *out) {
    json_writer w = {.result = result, .out = out};
    base_buffer_text(out, "{");
    json_write_head(&w);
    base_buffer_text(out, "\"indicators\": [");
    if (!w.failed && !result->scan) /* a scan decides on none */
        write_indicators(&w);
    base_buffer_text(out, "\n ]");
    if (!w.failed && result->scan) {
        base_buffer_text(out, ",\n ");
        json_print_member(&w, "scan", json_scan(&w));
    }
    if (!w.failed && result->concordance)
        json_write_tail(&w);
    base_buffer_text(out, "}\n");
    return w.failed || out->failed ? DELPHI_ERR_MEMORY : DELPHI_OK;
}

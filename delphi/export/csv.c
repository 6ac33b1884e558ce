/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tidy CSV: a row a value. Here the indicators with their decisions and cells; the other parts have files of their own.
 */
#include "base/buffer.h"
#include "export/csv_rows.h"
#include "export/shares.h"

static void put_cell(csv_rows *w, const delphi_cell *cell) {
    const delphi_protocol *p = &w->result->study->protocol;
    size_t count;
    const delphi_measure *measures = delphi_measures_of(p->scale.items > 0, &count);
    csv_row_count(w, "n", cell->n);
    if (cell->suppressed) {
        csv_row_word(w, "suppressed", "true");
        return;
    }
    csv_row_count(w, "missing", cell->missing);
    csv_row_count(w, "cannot_judge", cell->cannot_judge);
    csv_row_count(w, "base", cell->base);
    for (size_t b = 0; b < p->band_count; b++) {
        delphi_value share = export_band_share(p, cell, &p->bands[b]);
        csv_row_value(w, "share_", p->bands[b].id, &share);
    }
    for (size_t m = 0; m < count; m++)
        csv_row_value(w, measures[m].name, "", &cell->values[m]);
}

static void put_outcome(csv_rows *w, const delphi_outcome *outcome) {
    const delphi_protocol *p = &w->result->study->protocol;
    w->indicator = w->result->study->indicators[outcome->indicator].id;
    w->criterion = w->group = "";
    csv_row_word(w, "decision", delphi_decision_name(outcome->decision));
    if (outcome->override_why) {
        csv_row_word(w, "rule_decision", delphi_decision_name(outcome->rule_decision));
        csv_row_word(w, "override_why", outcome->override_why);
    }
    if (outcome->rank && outcome->rank->rank) {
        csv_row_count(w, "rank", outcome->rank->rank);
        csv_row_count(w, "rank_tied", outcome->rank->tied);
    }
    if (outcome->ballot) {
        csv_row_count(w, "present", outcome->ballot->present);
        csv_row_count(w, "for", outcome->ballot->in_favour);
        csv_row_count(w, "against", outcome->ballot->against);
        csv_row_count(w, "abstain", outcome->ballot->abstain);
        if (outcome->ballot->note)
            csv_row_word(w, "ballot_note", outcome->ballot->note);
    }
    for (size_t c = 0; c < p->criterion_count; c++) {
        w->criterion = p->criteria[c].id;
        for (size_t g = 0; g <= p->group_count; g++) {
            w->group = g ? p->groups[g - 1].id : "";
            put_cell(w, delphi_result_cell(w->result, outcome, c, g ? g - 1 : DELPHI_NONE));
        }
    }
}

static void write_outcomes(csv_rows *w) {
    for (size_t i = 0; i < w->result->outcome_count && !w->out->failed; i++)
        put_outcome(w, &w->result->outcomes[i]);
}

/* In the order in which they are written. */
static void (*const parts[])(csv_rows *w) = {
    write_outcomes,   csv_write_robustness, csv_write_response,    csv_write_longlist,  csv_write_flow,
    csv_write_topics, csv_write_ranking,    csv_write_concordance, csv_write_stability, csv_write_attrition,
};

static void (*const scan_parts[])(csv_rows *w) = {csv_write_scan, csv_write_response};

static void write_result(csv_rows *w) {
    bool scan = w->result->scan != NULL;
    size_t count = scan ? sizeof scan_parts / sizeof *scan_parts : sizeof parts / sizeof *parts;
    for (size_t i = 0; i < count; i++) {
        w->indicator = w->criterion = w->group = "";
        (scan ? scan_parts : parts)[i](w);
    }
}

delphi_status delphi_export_csv(const delphi_result *result, delphi_csv_dialect dialect, delphi_buffer *out) {
    return delphi_export_rounds_csv(&result, 1, dialect, out);
}

delphi_status delphi_export_rounds_csv(const delphi_result *const *results, size_t count, delphi_csv_dialect dialect,
                                       delphi_buffer *out) {
    static const char *const headings[] = {"study", "round",   "indicator", "criterion",
                                           "group", "measure", "value",     "undefined"};
    bool excel = dialect == DELPHI_CSV_EXCEL_NL;
    csv_rows w = {.result = results[0], .out = out, .delimiter = excel ? ';' : ',', .mark = excel ? ',' : '.'};
    if (excel)
        base_buffer_text(out, "\xEF\xBB\xBF");
    csv_row_texts(&w, headings, sizeof headings / sizeof *headings);
    for (size_t i = 0; i < count; i++) {
        w.result = results[i];
        write_result(&w);
    }
    return out->failed ? DELPHI_ERR_MEMORY : DELPHI_OK;
}

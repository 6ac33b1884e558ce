/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Variants of a round as CSV: a row an indicator, and for the alternatives a row an indicator under each. */
#include "base/buffer.h"
#include "base/number.h"
#include "export/csv_rows.h"

static csv_rows start(const delphi_result *result, delphi_csv_dialect dialect, delphi_buffer *out) {
    bool excel = dialect == DELPHI_CSV_EXCEL_NL;
    if (excel)
        base_buffer_text(out, "\xEF\xBB\xBF");
    return (csv_rows){.result = result, .out = out, .delimiter = excel ? ';' : ',', .mark = excel ? ',' : '.'};
}

static const char *indicator_id(const delphi_result *real, size_t outcome) {
    return real->study->indicators[real->outcomes[outcome].indicator].id;
}

static const char *truth(bool value) {
    return value ? "true" : "false";
}

delphi_status delphi_export_variant_csv(const delphi_result *real, const delphi_variant_result *tried,
                                        delphi_csv_dialect dialect, delphi_buffer *out) {
    static const char *const headings[] = {"study", "round", "indicator", "decision", "what_if", "moved"};
    csv_rows w = start(real, dialect, out);
    char round[BASE_NUMBER_SIZE];
    base_write_integer(real->round, round);
    csv_row_texts(&w, headings, sizeof headings / sizeof *headings);
    for (size_t i = 0; i < real->outcome_count && !out->failed; i++) {
        delphi_decision from = real->outcomes[i].rule_decision, to = tried->result->outcomes[i].decision;
        const char *const row[] = {real->study->protocol.id, round,
                                   indicator_id(real, i),    delphi_decision_name(from),
                                   delphi_decision_name(to), truth(from != to)};
        csv_row_texts(&w, row, sizeof row / sizeof *row);
    }
    return out->failed ? DELPHI_ERR_MEMORY : DELPHI_OK;
}

#define GRID_COLUMNS 9

static void put_alternative(csv_rows *w, const char *round, const delphi_alternative *item) {
    const delphi_result *real = w->result;
    const char *row[GRID_COLUMNS] = {
        real->study->protocol.id, round, delphi_family_name(item->family), item->label, "", "", "", "", ""};
    if (item->refusal) {
        row[8] = item->refusal;
        csv_row_texts(w, row, GRID_COLUMNS);
        return;
    }
    for (size_t i = 0; i < real->outcome_count && !w->out->failed; i++) {
        delphi_decision from = real->outcomes[i].rule_decision, to = item->decisions[i];
        row[4] = indicator_id(real, i);
        row[5] = delphi_decision_name(from);
        row[6] = delphi_decision_name(to);
        row[7] = truth(from != to);
        csv_row_texts(w, row, GRID_COLUMNS);
    }
}

delphi_status delphi_export_alternatives_csv(const delphi_result *real, const delphi_alternatives *all,
                                             delphi_csv_dialect dialect, delphi_buffer *out) {
    static const char *const headings[GRID_COLUMNS] = {"study",    "round",   "family", "alternative", "indicator",
                                                       "decision", "what_if", "moved",  "refused"};
    csv_rows w = start(real, dialect, out);
    char round[BASE_NUMBER_SIZE];
    base_write_integer(real->round, round);
    csv_row_texts(&w, headings, GRID_COLUMNS);
    for (size_t i = 0; i < all->count; i++)
        put_alternative(&w, round, &all->items[i]);
    return out->failed ? DELPHI_ERR_MEMORY : DELPHI_OK;
}

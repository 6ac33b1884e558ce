/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The previous round by those who left after it and those who stayed. Its decisions carry "previous" in their names:
 * the rows stand under this round. */
#include "export/csv_rows.h"

static void put_cell(csv_rows *w, const delphi_attrition_cell *cell) {
    csv_row_count(w, "stayers_n", cell->stayers.n);
    csv_row_count(w, "leavers_n", cell->leavers.n);
    if (cell->suppressed) {
        csv_row_word(w, "leavers_suppressed", "true");
        return;
    }
    csv_row_value(w, "stayers_median", "", &cell->stayers.median);
    csv_row_value(w, "leavers_median", "", &cell->leavers.median);
    csv_row_value(w, "stayers_mean", "", &cell->stayers.mean);
    csv_row_value(w, "leavers_mean", "", &cell->leavers.mean);
    csv_row_value(w, "leavers_superiority", "", &cell->superiority);
}

void csv_write_attrition(csv_rows *w) {
    const delphi_study *study = w->result->study;
    for (size_t i = 0; i < w->result->attrition_count && !w->out->failed; i++) {
        const delphi_attrition *found = &w->result->attrition[i];
        w->indicator = study->indicators[found->indicator].id;
        w->criterion = "";
        csv_row_word(w, "previous_decision", delphi_decision_name(found->decision));
        csv_row_word(w, "previous_stayers_only", delphi_decision_name(found->stayers_only));
        for (size_t c = 0; c < study->protocol.criterion_count; c++) {
            w->criterion = study->protocol.criteria[c].id;
            put_cell(w, &found->criteria[c]);
        }
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What changed since the round before: the advice of an indicator, then its measures and verdicts on each criterion. */
#include "export/csv_rows.h"
#include "export/verdicts.h"

static void put_cell(csv_rows *w, const delphi_stability_cell *cell) {
    size_t count;
    const delphi_pair_measure *measures = delphi_pair_measures(&count);
    delphi_value group = export_group_stable(cell), individuals = export_individuals_stable(cell);
    for (size_t m = 0; m < count; m++)
        csv_row_value(w, measures[m].name, "", &cell->values[m]);
    csv_row_value(w, "group_stable", "", &group);
    csv_row_value(w, "individuals_stable", "", &individuals);
    csv_row_word(w, "individuals_by", cell->individuals_by);
    csv_row_word(w, "opinion", delphi_opinion_name(cell->opinion));
}

void csv_write_stability(csv_rows *w) {
    const delphi_study *study = w->result->study;
    for (size_t i = 0; i < w->result->stability_count && !w->out->failed; i++) {
        const delphi_stability *found = &w->result->stability[i];
        w->indicator = study->indicators[found->indicator].id;
        w->criterion = "";
        csv_row_word(w, "another_round", found->another_round ? "true" : "false");
        for (size_t c = 0; c < study->protocol.criterion_count; c++) {
            w->criterion = study->protocol.criteria[c].id;
            put_cell(w, &found->criteria[c]);
        }
    }
}

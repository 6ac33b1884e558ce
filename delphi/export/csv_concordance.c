/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far the experts agree over the indicators: rows with a criterion and no indicator. */
#include "export/csv_rows.h"

static void put_slot(csv_rows *w, const delphi_concordance *found) {
    size_t count;
    const delphi_set_measure *measures = delphi_set_measures(&count);
    csv_row_count(w, "experts", found->experts);
    if (found->suppressed) {
        csv_row_word(w, "suppressed", "true");
        return;
    }
    for (size_t m = 0; m < count; m++)
        csv_row_value(w, measures[m].name, "", &found->values[m]);
}

void csv_write_concordance(csv_rows *w) {
    const delphi_protocol *p = &w->result->study->protocol;
    if (!w->result->concordance)
        return;
    for (size_t c = 0; c < p->criterion_count && !w->out->failed; c++) {
        w->criterion = p->criteria[c].id;
        for (size_t g = 0; g <= p->group_count; g++) {
            w->group = g ? p->groups[g - 1].id : "";
            put_slot(w, delphi_result_concordance(w->result, c, g ? g - 1 : DELPHI_NONE));
        }
    }
}

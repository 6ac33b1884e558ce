/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order that a ranking came to, and what it owes to single experts. */
#include "export/csv_rows.h"

void csv_write_ranking(csv_rows *w) {
    const delphi_ranking *ranking = w->result->ranking;
    for (size_t i = 0; ranking && i < ranking->count; i++) {
        const delphi_ranked *ranked = &ranking->order[i];
        w->indicator = w->result->study->indicators[w->result->outcomes[ranked->outcome].indicator].id;
        csv_row_count(w, "place", ranked->place);
        csv_row_count(w, "place_tied", ranked->tied);
        csv_row_count(w, "place_best", ranked->best);
        csv_row_count(w, "place_worst", ranked->worst);
    }
    w->indicator = "";
    if (ranking) {
        csv_row_count(w, "ranking_experts", ranking->experts);
        csv_row_count(w, "ranking_top", ranking->top);
        csv_row_count(w, "loo_order_changes", ranking->order_changes);
        csv_row_count(w, "loo_top_changes", ranking->top_changes);
    }
}

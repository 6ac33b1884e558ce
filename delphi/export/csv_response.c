/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who took part: of the panel, then of each group; from round 2 on against the round before. */
#include "export/csv_rows.h"

static void put_response(csv_rows *w, const delphi_response *response) {
    csv_row_count(w, "invited", response->invited);
    csv_row_count(w, "responded", response->responded);
    csv_row_count(w, "complete", response->complete);
    csv_row_count(w, "partial", response->responded - response->complete);
    if (!delphi_round_before(&w->result->study->protocol, w->result->round))
        return;
    csv_row_count(w, "stayed", response->stayed);
    csv_row_count(w, "left", response->left);
    csv_row_count(w, "joined", response->joined);
}

void csv_write_response(csv_rows *w) {
    const delphi_protocol *p = &w->result->study->protocol;
    put_response(w, &w->result->response);
    for (size_t g = 0; g < p->group_count; g++) {
        w->group = p->groups[g].id;
        put_response(w, &w->result->groups[g]);
    }
}

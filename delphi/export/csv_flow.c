/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many indicators the round started with, where they came from, and what they came to. */
#include "export/csv_rows.h"

#include <stdio.h>

void csv_write_flow(csv_rows *w) {
    size_t count;
    const delphi_flow_column *columns = delphi_flow_columns(&count);
    const delphi_flow *flow = &w->result->flow[w->result->round - 1];
    for (size_t i = 0; i < count; i++) {
        if (!delphi_flow_column_wanted(&w->result->study->protocol, &columns[i]))
            continue;
        char name[64];
        snprintf(name, sizeof name, "flow_%s", columns[i].name);
        csv_row_count(w, name, delphi_flow_count(flow, &columns[i]));
    }
}

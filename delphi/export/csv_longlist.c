/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many candidates the longlist had, and what became of them; nothing of a study without one. */
#include "export/csv_rows.h"

#include <stdio.h>

void csv_write_longlist(csv_rows *w) {
    const delphi_longlist *list = w->result->study->longlist;
    size_t count;
    const delphi_longlist_column *columns = delphi_longlist_columns(&count);
    if (!list)
        return;
    delphi_longlist_counts counts = delphi_longlist_count(list, DELPHI_NONE);
    for (size_t i = 0; i < count; i++) {
        char name[64];
        snprintf(name, sizeof name, "longlist_%s", columns[i].name);
        csv_row_count(w, name, delphi_longlist_column_of(&counts, &columns[i]));
    }
}

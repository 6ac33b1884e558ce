/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The "criteria" of an indicator in results.json: counts, shares and measures, of the panel and of each group. */
#ifndef EXPORT_JSON_CELL_H
#define EXPORT_JSON_CELL_H

#include <delphi/analysis.h>

#include "export/json_form.h"

/* The forms that every indicator of a result fills in, and the texts they borrow. */
typedef struct {
    const delphi_result *result;
    json_form criteria, panel, group, small;
    delphi_buffer counts, undefined;        /* of the cell at hand */
    delphi_buffer group_texts, panel_texts; /* printed cells, one behind the other */
    size_t *group_starts, *panel_starts;    /* where each begins, and where the last one ends */
    bool failed;
} json_cells;

void json_cells_start(json_cells *cells, const delphi_result *result);
void json_cells_end(json_cells *cells);
/* Prints the criteria of one outcome at the end of `out`. */
void json_cells_print(json_cells *cells, const delphi_outcome *outcome, delphi_buffer *out);

#endif

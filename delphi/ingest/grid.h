/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cells of a worksheet, kept sparse: what is given on as rows is what delimited text gives, so that the intake does
 * not see where a row came from. */
#ifndef INGEST_GRID_H
#define INGEST_GRID_H

#include "ingest/csv.h"

/* Limits against workbooks made to exhaust memory: bytes of text in a sheet, and cells, and fields once blanks are
 * filled in. */
#define INGEST_GRID_TEXT_MAX   ((size_t)256 << 20)
#define INGEST_GRID_CELLS_MAX  ((size_t)16 << 20)
#define INGEST_GRID_FIELDS_MAX ((size_t)200 << 20)
#define INGEST_GRID_COLUMNS    16384
#define INGEST_GRID_ROWS       1048576

typedef struct {
    uint32_t row, column; /* from 1 */
    size_t at, size;      /* in the text */
} ingest_grid_cell;

typedef struct {
    delphi_buffer text;
    ingest_grid_cell *cells; /* by row, then column */
    size_t count, capacity;
} ingest_grid;

/* Adds a cell that is not empty, and lies behind the last one. False when out of memory. */
bool ingest_grid_add(ingest_grid *grid, uint32_t row, uint32_t column, const char *text, size_t size);
void ingest_grid_free(ingest_grid *grid);

/* Gives every row that holds something to `take`, blanks before the last cell filled in; a field's line is the row's
 * number. DELPHI_ERR_INPUT where the taker stopped, and where the sheet is larger than is allowed. */
delphi_status ingest_grid_rows(const ingest_grid *grid, const char *file, ingest_row_taker take, void *context,
                               delphi_problems *problems);

/* The text of a cell, or "" of size 0. */
const char *ingest_grid_cell_text(const ingest_grid *grid, uint32_t row, uint32_t column, size_t *size);

#endif

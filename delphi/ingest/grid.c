/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A worksheet's cells in the order of the file, which is by row and column. */
#include "ingest/grid.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/problems.h"

bool ingest_grid_add(ingest_grid *grid, uint32_t row, uint32_t column, const char *text, size_t size) {
    if (grid->count == grid->capacity) {
        size_t capacity = grid->capacity ? grid->capacity * 2 : 256;
        ingest_grid_cell *cells = realloc(grid->cells, capacity * sizeof *cells);
        if (!cells)
            return false;
        grid->cells = cells;
        grid->capacity = capacity;
    }
    grid->cells[grid->count++] = (ingest_grid_cell){row, column, grid->text.size, size};
    base_buffer_append(&grid->text, text, size);
    return !grid->text.failed;
}

void ingest_grid_free(ingest_grid *grid) {
    delphi_buffer_free(&grid->text);
    free(grid->cells);
    *grid = (ingest_grid){0};
}

/* The cells of one row, from `first`; returns the place behind them. */
static size_t row_end(const ingest_grid *grid, size_t first) {
    size_t end = first;
    while (end < grid->count && grid->cells[end].row == grid->cells[first].row)
        end++;
    return end;
}

/* Blanks are filled in, so a sheet with one cell far to the right in each row is larger than it looks. */
static delphi_status measure(const ingest_grid *grid, const char *file, size_t *widest, delphi_problems *problems) {
    size_t fields = 0;
    *widest = 0;
    for (size_t first = 0; first < grid->count;) {
        size_t end = row_end(grid, first), width = grid->cells[end - 1].column;
        fields += width;
        *widest = width > *widest ? width : *widest;
        first = end;
    }
    if (fields <= INGEST_GRID_FIELDS_MAX)
        return DELPHI_OK;
    return base_problem(problems, DELPHI_ERR_INPUT, (base_place){.file = file},
                        "this sheet spans %zu cells, more than the %zu that are allowed; delete the empty columns and "
                        "rows around its table",
                        fields, INGEST_GRID_FIELDS_MAX);
}

static void fill_row(const ingest_grid *grid, size_t first, size_t end, ingest_field *fields, ingest_row *out) {
    long line = (long)grid->cells[first].row;
    size_t column = 0;
    for (size_t i = first; i < end; i++) {
        const ingest_grid_cell *cell = &grid->cells[i];
        while (column + 1 < cell->column)
            fields[column++] = (ingest_field){.text = "", .line = line};
        fields[column++] = (ingest_field){.text = grid->text.data + cell->at, .size = cell->size, .line = line};
    }
    *out = (ingest_row){.fields = fields, .count = column, .line = line};
}

delphi_status ingest_grid_rows(const ingest_grid *grid, const char *file, ingest_row_taker take, void *context,
                               delphi_problems *problems) {
    size_t widest;
    delphi_status status = measure(grid, file, &widest, problems);
    if (status)
        return status;
    ingest_field *fields = calloc(widest + 1, sizeof *fields);
    if (!fields)
        return base_no_memory(problems);
    for (size_t first = 0; !status && first < grid->count;) {
        size_t end = row_end(grid, first);
        ingest_row row;
        fill_row(grid, first, end, fields, &row);
        if (!take(context, &row))
            status = DELPHI_ERR_INPUT;
        first = end;
    }
    free(fields);
    return status;
}

const char *ingest_grid_cell_text(const ingest_grid *grid, uint32_t row, uint32_t column, size_t *size) {
    size_t low = 0, high = grid->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const ingest_grid_cell *cell = &grid->cells[middle];
        if (cell->row < row || (cell->row == row && cell->column < column))
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < grid->count && grid->cells[low].row == row && grid->cells[low].column == column;
    *size = found ? grid->cells[low].size : 0;
    return found ? grid->text.data + grid->cells[low].at : "";
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which sheet of a survey tool's workbook is read. */
#include "base/buffer.h"
#include "ingest/intake.h"

/* Reads the visible sheets until one holds something, and notes the names of others that do. */
static delphi_status find_sheet(ingest_book *book, ingest_grid *out, const char **name, delphi_buffer *others,
                                delphi_problems *problems) {
    size_t count;
    const ingest_book_sheet *sheets = ingest_book_sheets(book, &count);
    for (size_t i = 0; i < count; i++) {
        ingest_grid grid;
        if (sheets[i].hidden)
            continue;
        delphi_status status = ingest_book_read(book, i, &grid, problems);
        if (status)
            return status;
        if (grid.count && *name)
            base_buffer_format(others, "%s'%s'", others->size ? ", " : "", sheets[i].name ? sheets[i].name : "");
        if (!grid.count || *name) {
            ingest_grid_free(&grid);
            continue;
        }
        *out = grid;
        *name = sheets[i].name ? sheets[i].name : "";
    }
    return DELPHI_OK;
}

delphi_status intake_workbook_grid(ingest_book *book, const char *file, ingest_grid *out, delphi_problems *problems) {
    const char *name = NULL;
    delphi_buffer others = {0};
    ingest_grid grid = {0};
    delphi_status status = find_sheet(book, &grid, &name, &others, problems);
    if (!status && !name)
        status = base_problem(problems, DELPHI_ERR_INPUT, (base_place){.file = file}, "this workbook is empty");
    if (!status && others.size)
        base_notice(problems, (base_place){.file = file},
                    "sheet '%.60s' was read; %.200s also holds cells and was left out", name, others.data);
    if (!status)
        *out = grid;
    else
        ingest_grid_free(&grid);
    delphi_buffer_free(&others);
    return status;
}

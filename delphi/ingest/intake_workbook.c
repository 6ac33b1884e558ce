/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which sheet of a survey tool's workbook is read. */
#include <string.h>

#include "base/buffer.h"
#include "base/problems.h"
#include "ingest/intake.h"

static const char *name_of(const ingest_book_sheet *sheet) {
    return sheet->name ? sheet->name : "";
}

/* Notes the name of a sheet that holds something; its cells are not wanted. */
static delphi_status look_into(ingest_book *book, size_t at, delphi_buffer *others, delphi_problems *problems) {
    size_t count;
    uint32_t row, column;
    const char *text;
    delphi_status status = ingest_book_first(book, at, &row, &column, &text, problems);
    if (!status && *text)
        base_buffer_format(others, "%s'%s'", others->size ? ", " : "", name_of(&ingest_book_sheets(book, &count)[at]));
    return status;
}

/* Reads the visible sheets until one holds something, and notes the names of others that do. */
static delphi_status find_sheet(ingest_book *book, ingest_grid *out, const char **name, delphi_buffer *others,
                                delphi_problems *problems) {
    size_t count;
    const ingest_book_sheet *sheets = ingest_book_sheets(book, &count);
    delphi_status status = DELPHI_OK;
    for (size_t i = 0; !status && i < count; i++) {
        if (sheets[i].hidden)
            continue;
        if (*name) {
            status = look_into(book, i, others, problems);
            continue;
        }
        status = ingest_book_read(book, i, out, problems);
        if (!status && out->count)
            *name = name_of(&sheets[i]);
        else if (!status)
            ingest_grid_free(out);
    }
    return status;
}

delphi_status intake_workbook_grid(ingest_book *book, const char *file, ingest_grid *out, delphi_problems *problems) {
    const char *name = NULL;
    delphi_buffer others = {0};
    ingest_grid grid = {0};
    delphi_status status = find_sheet(book, &grid, &name, &others, problems);
    if (!status && !name)
        status = base_problem(problems, DELPHI_ERR_INPUT, (base_place){.file = file}, "this workbook is empty");
    if (!status && others.failed)
        status = base_no_memory(problems);
    if (!status && others.size)
        base_notice(problems, (base_place){.file = file}, "sheet '%s' was read; what %s holds was left out",
                    INTAKE_CUT(name, strlen(name)), INTAKE_CUT(others.data, others.size));
    if (!status)
        *out = grid;
    else
        ingest_grid_free(&grid);
    delphi_buffer_free(&others);
    return status;
}

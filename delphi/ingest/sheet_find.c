/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which worksheet of a workbook is the form of a returned sheet. It is known by the mark in its cell A1 alone, wherever
 * it stands and whatever it is called now. */
#include <delphi/sheet.h>

#include <string.h>

#include "base/text.h"
#include "ingest/intake.h"
#include "ingest/words.h"

/* Of any version. */
#define MARK_START "delphi-sheet/"

static bool is_mark(const char *text, size_t size) {
    base_trim(&text, &size);
    return size > strlen(MARK_START) && memcmp(text, MARK_START, strlen(MARK_START)) == 0;
}

static bool is_form(uint32_t row, uint32_t column, const char *text, size_t size) {
    return row == 1 && column == 1 && is_mark(text, size);
}

static delphi_status refuse_several(const char *file, const ingest_book_sheet *a, const ingest_book_sheet *b,
                                    delphi_problems *problems) {
    return base_problem(problems, DELPHI_ERR_INPUT, (base_place){.file = file},
                        "this workbook has two forms, '%s' and '%s', and it is not clear which one counts; take "
                        "the other one out and save it again",
                        INTAKE_CUT(a->name ? a->name : "", a->name ? strlen(a->name) : 0),
                        INTAKE_CUT(b->name ? b->name : "", b->name ? strlen(b->name) : 0));
}

static delphi_status refuse_unmarked(const char *file, const char *property, delphi_problems *problems) {
    return base_problem(problems, DELPHI_ERR_INPUT, (base_place){.file = file},
                        "this is an expert's sheet (%s), but the mark in cell A1 of its form is gone, by which "
                        "its answers are found; ask the expert for the sheet as it was sent, with hidden row and "
                        "column",
                        ingest_quote(property, strlen(property)).text);
}

/* Reads a worksheet if it is a form; else *out is empty. */
static delphi_status read_form(ingest_book *book, size_t sheet, ingest_grid *out, delphi_problems *problems) {
    delphi_status status = ingest_book_read_if(book, sheet, is_form, out, problems);
    if (!status && out->count && !is_form(out->cells->row, out->cells->column, out->text.data, out->cells->size))
        ingest_grid_free(out);
    return status;
}

delphi_status intake_sheet_find(ingest_book *book, const char *file, size_t *at, ingest_grid *form,
                                delphi_problems *problems) {
    size_t count;
    const ingest_book_sheet *sheets = ingest_book_sheets(book, &count);
    const char *property = ingest_book_property(book, DELPHI_SHEET_PROPERTY);
    delphi_status status = DELPHI_OK;
    *form = (ingest_grid){0};
    *at = DELPHI_NONE;
    for (size_t i = 0; !status && i < count; i++) {
        ingest_grid grid;
        status = read_form(book, i, &grid, problems);
        if (status || !grid.count)
            continue;
        if (*at == DELPHI_NONE) {
            *form = grid;
            *at = i;
            continue;
        }
        ingest_grid_free(&grid);
        status = refuse_several(file, &sheets[*at], &sheets[i], problems);
    }
    if (!status && *at == DELPHI_NONE && property && is_mark(property, strlen(property)))
        status = refuse_unmarked(file, property, problems);
    if (status)
        ingest_grid_free(form);
    return status;
}

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

static bool is_mark(const char *text) {
    size_t size = strlen(text);
    base_trim(&text, &size);
    return size > strlen(MARK_START) && memcmp(text, MARK_START, strlen(MARK_START)) == 0;
}

static delphi_status refuse_several(const char *file, const ingest_book_sheet *a, const ingest_book_sheet *b,
                                    delphi_problems *problems) {
    return base_problem(problems, DELPHI_ERR_INPUT, (base_place){.file = file},
                        "this workbook has two forms, '%s' and '%s', and it is not clear which one counts; take "
                        "the other one out and save it again",
                        INTAKE_CUT(a->name ? a->name : "", a->name ? strlen(a->name) : 0),
                        INTAKE_CUT(b->name ? b->name : "", b->name ? strlen(b->name) : 0));
}

delphi_status intake_sheet_find(ingest_book *book, const char *file, size_t *at, delphi_problems *problems) {
    size_t count;
    const ingest_book_sheet *sheets = ingest_book_sheets(book, &count);
    const char *property = ingest_book_property(book, DELPHI_SHEET_PROPERTY);
    *at = DELPHI_NONE;
    for (size_t i = 0; i < count; i++) {
        uint32_t row, column;
        const char *text;
        delphi_status status = ingest_book_first(book, i, &row, &column, &text, problems);
        if (status)
            return status;
        if (row != 1 || column != 1 || !is_mark(text))
            continue;
        if (*at != DELPHI_NONE)
            return refuse_several(file, &sheets[*at], &sheets[i], problems);
        *at = i;
    }
    if (*at != DELPHI_NONE || !property || !is_mark(property))
        return DELPHI_OK;
    return base_problem(problems, DELPHI_ERR_INPUT, (base_place){.file = file},
                        "this is an expert's sheet (%s), but the mark in cell A1 of its form is gone, by which "
                        "its answers are found; ask the expert for the sheet as it was sent, with hidden row and "
                        "column",
                        ingest_quote(property, strlen(property)).text);
}

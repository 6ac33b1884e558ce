/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Experts' sheets as they come back, made by hand with libxlsxwriter after the contract of <delphi/sheet.h>, sound ones
 * and others. */
#ifndef TESTS_SHEET_KIT_H
#define TESTS_SHEET_KIT_H

#include "study_kit.h"

#include <delphi/sheet.h>
#include <xlsxwriter.h>

/* A row names only the cells that are filled in. */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

/* A row of the form. A rating of digits alone is written as a number unless `as_text`. */
typedef struct {
    const char *key, *rating, *reason, *comment;
    bool as_text;
} kit_row;

#define KIT_ROWS_MAX 64

/* Zero is a sound, empty form. */
typedef struct {
    const char *mark;     /* cell A1; NULL: the right one */
    const char *property; /* the document's; NULL: the right one, "": none */
    const char *name;     /* of the form's worksheet; NULL: Form */
    const char *marks[3]; /* of the entry columns; NULL: the right one, "": none */
    bool second_form, not_first, row_between;
    kit_row rows[KIT_ROWS_MAX]; /* up to the first without a key */
} kit_sheet;

/* What the mark of an expert's sheet is in the round that is open; freed by the caller. */
static inline char *kit_mark(const char *folder, const char *expert) {
    delphi_folder *open = kit_open(folder, DELPHI_FOLDER_READ);
    const delphi_study *study = delphi_folder_study(open);
    int round = delphi_folder_opened(open);
    char nonce[65], code[DELPHI_SHEET_CODE_SIZE];
    bool in_play[64] = {false};
    const delphi_result *previous = NULL;
    delphi_problems *problems = delphi_problems_new();
    if (round > 1)
        cr_assert_eq(delphi_folder_result(open, round - 1, &previous, problems), DELPHI_OK);
    delphi_in_play(study, round, previous, in_play);
    cr_assert_eq(delphi_folder_nonce(open, round, nonce, problems), DELPHI_OK);
    cr_assert_eq(delphi_sheet_code(study, round, delphi_study_expert(study, expert), in_play, nonce, code), DELPHI_OK);
    char *mark = delphi_sheet_mark(study, round, delphi_study_expert(study, expert), code);
    delphi_problems_free(problems);
    delphi_folder_free(open);
    return mark;
}

static inline void kit_put(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text) {
    if (text && *text)
        cr_assert_eq(worksheet_write_string(sheet, row, column, text, NULL), LXW_NO_ERROR);
}

/* Columns: A keys, B what is asked, C rating, D reason, E comment, which is no part of the contract. */
static inline void kit_put_row(lxw_worksheet *sheet, lxw_row_t row, const kit_row *r) {
    kit_put(sheet, row, 0, r->key);
    kit_put(sheet, row, 1, "What is asked");
    if (r->rating && !r->as_text && strspn(r->rating, "0123456789") == strlen(r->rating) && *r->rating)
        worksheet_write_number(sheet, row, 2, strtod(r->rating, NULL), NULL);
    else
        kit_put(sheet, row, 2, r->rating);
    kit_put(sheet, row, 3, r->reason);
    kit_put(sheet, row, 4, r->comment);
}

static inline void kit_put_form(lxw_workbook *book, const kit_sheet *s, const char *name, const char *mark) {
    static const char *const marks[] = {DELPHI_SHEET_RATING, DELPHI_SHEET_REASON, DELPHI_SHEET_COMMENT};
    lxw_worksheet *sheet = workbook_add_worksheet(book, name);
    lxw_row_col_options hidden = {.hidden = LXW_TRUE};
    kit_put(sheet, 0, 0, mark);
    for (lxw_col_t i = 0; i < 3; i++)
        kit_put(sheet, 0, (lxw_col_t)(2 + i), s->marks[i] ? s->marks[i] : marks[i]);
    worksheet_set_row_opt(sheet, 0, 15, NULL, &hidden);
    worksheet_set_column_opt(sheet, 0, 0, 10, NULL, &hidden);
    kit_put(sheet, 1, 2, "Your rating");
    lxw_row_t row = 3;
    for (size_t i = 0; i < KIT_ROWS_MAX && s->rows[i].key; i++) {
        kit_put_row(sheet, row++, &s->rows[i]);
        if (s->row_between && i == 0)
            worksheet_write_number(sheet, row++, 2, 9, NULL);
    }
}

/* Writes the sheet of `expert` beside the study folder. */
static inline void kit_write_sheet(const char *folder, const char *file, const char *expert, const kit_sheet *s) {
    char *path = kit_beside(folder, file), *own = s->mark && s->property ? NULL : kit_mark(folder, expert);
    const char *name = s->name ? s->name : "Form";
    const char *mark = s->mark ? s->mark : own, *property = s->property ? s->property : own;
    lxw_workbook *book = workbook_new(path);
    if (s->not_first)
        kit_put(workbook_add_worksheet(book, "Welcome"), 2, 1, "How to fill this in");
    kit_put_form(book, s, name, mark);
    if (s->second_form)
        kit_put_form(book, s, "Form (2)", mark);
    if (*property)
        workbook_set_custom_property_string(book, DELPHI_SHEET_PROPERTY, property);
    cr_assert_eq(workbook_close(book), LXW_NO_ERROR);
    free(own);
    free(path);
}

#endif

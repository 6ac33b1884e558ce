/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sheets for tests: written for a study in memory, and read back as the intake reads a workbook. */
#ifndef SUPPORT_SHEET_KIT_H
#define SUPPORT_SHEET_KIT_H

#include "../kit/scratch.h"
#include "study.h"

#include <delphi/export.h>

#include "base/file.h"
#include "base/text.h"
#include "ingest/xlsx.h"

#define SHEET_NONCE "54f9a775d2ead201155e0944dfa79b66a0844b724bad21da93968fc429f4580e"

typedef struct {
    const delphi_study *study;
    delphi_sheet_round round;
    bool in_play[64];
    delphi_problems *problems;
    char *folder;
} sheet_kit;

static inline sheet_kit *sheet_kit_new(const delphi_study *study, int round, const delphi_result *previous) {
    sheet_kit *kit = calloc(1, sizeof *kit);
    cr_assert(kit && study->indicator_count <= 64);
    kit->study = study;
    kit->folder = scratch_new();
    kit->problems = delphi_problems_new();
    delphi_in_play(study, round, previous, kit->in_play);
    kit->round = (delphi_sheet_round){study, round, previous, kit->in_play, SHEET_NONCE};
    return kit;
}

static inline void sheet_kit_end(sheet_kit *kit) {
    delphi_problems_free(kit->problems);
    scratch_remove(kit->folder);
    free(kit);
}

/* FOLDER/EXPERT.xlsx, to be freed. */
static inline char *sheet_kit_path(const sheet_kit *kit, size_t expert) {
    char name[100];
    snprintf(name, sizeof name, "%s.xlsx", kit->study->experts[expert].id);
    return base_path_join(kit->folder, name);
}

/* The sheets of the first `count` experts. */
static inline delphi_status sheet_kit_write(sheet_kit *kit, size_t count, delphi_language language, int workers) {
    delphi_sheet_order *orders = calloc(count, sizeof *orders);
    for (size_t e = 0; e < count; e++)
        orders[e] = (delphi_sheet_order){e, language, sheet_kit_path(kit, e)};
    delphi_status status = delphi_export_sheets(&kit->round, orders, count, workers, NULL, NULL, kit->problems);
    for (size_t e = 0; e < count; e++)
        free((char *)(uintptr_t)orders[e].path);
    free(orders);
    return status;
}

/* A sheet as it is read back: the cells of its last page, which is the form. */
typedef struct {
    delphi_buffer bytes;
    ingest_book *book;
    ingest_grid form;
} sheet_read;

static inline sheet_read sheet_kit_read(const sheet_kit *kit, size_t expert) {
    sheet_read r = {0};
    size_t count;
    char *path = sheet_kit_path(kit, expert);
    cr_assert_eq(base_file_read(path, path, &r.bytes, NULL, kit->problems), DELPHI_OK);
    cr_assert_eq(ingest_book_open("sheet", r.bytes.data, r.bytes.size, &r.book, kit->problems), DELPHI_OK);
    ingest_book_sheets(r.book, &count);
    cr_assert_eq(ingest_book_read(r.book, count - 1, &r.form, kit->problems), DELPHI_OK);
    free(path);
    return r;
}

static inline void sheet_read_end(sheet_read *r) {
    ingest_grid_free(&r->form);
    ingest_book_free(r->book);
    delphi_buffer_free(&r->bytes);
}

/* The text of a cell (rows and columns from 1), to be freed. */
static inline char *sheet_cell(const sheet_read *r, uint32_t row, uint32_t column) {
    size_t size;
    const char *text = ingest_grid_cell_text(&r->form, row, column, &size);
    return strndup(text, size);
}

static inline bool sheet_cell_is(const sheet_read *r, uint32_t row, uint32_t column, const char *text) {
    char *found = sheet_cell(r, row, column);
    bool same = strcmp(found, text) == 0;
    free(found);
    return same;
}

/* The column of row `row` with this text, or 0; the row of column 1 with this text, or 0. */
static inline uint32_t sheet_column_of(const sheet_read *r, uint32_t row, const char *text) {
    for (uint32_t column = 1; column < 60; column++)
        if (sheet_cell_is(r, row, column, text))
            return column;
    return 0;
}

static inline uint32_t sheet_row_of(const sheet_read *r, const char *key) {
    for (size_t i = 0; i < r->form.count; i++)
        if (r->form.cells[i].column == 1 && sheet_cell_is(r, r->form.cells[i].row, 1, key))
            return r->form.cells[i].row;
    return 0;
}

/* The number in a cell; -1 where there is none. */
static inline int sheet_number(const sheet_read *r, uint32_t row, uint32_t column) {
    char *text = sheet_cell(r, row, column), *end;
    long number = strtol(text, &end, 10);
    bool whole = *text && !*end;
    free(text);
    return whole ? (int)number : -1;
}

#endif

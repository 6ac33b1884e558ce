/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Factsheets for tests: the document of one expert, and what stands in its tables. */
#ifndef SUPPORT_FACTSHEET_KIT_H
#define SUPPORT_FACTSHEET_KIT_H

#include "study.h"

#include "export/factsheet.h"

#include <math.h>

/* Columns of the tables, as a reader counts them. */
enum { SCORE_TOPIC = 1, SCORE_IN_PLAY, SCORE_BASE, SCORE_OWN, SCORE_PANEL, SCORE_MINUS, SCORE_GROUP };
enum { SINCE_BASE = 1, SINCE_THEN, SINCE_NOW, SINCE_CHANGE, SINCE_PANEL_BASE, SINCE_PANEL_THEN, SINCE_PANEL_NOW };

typedef struct {
    delphi_factsheet_round round;
    factsheet_plan plan;
} factsheet_kit;

static inline factsheet_kit *factsheet_kit_new(const delphi_result *result, const delphi_result *previous) {
    factsheet_kit *kit = calloc(1, sizeof *kit);
    cr_assert_not_null(kit);
    kit->round = (delphi_factsheet_round){result, previous, false};
    cr_assert_eq(factsheet_plan_make(&kit->round, &kit->plan), DELPHI_OK);
    return kit;
}

static inline void factsheet_kit_end(factsheet_kit *kit) {
    factsheet_plan_end(&kit->plan);
    free(kit);
}

static inline document *factsheet_kit_document(const factsheet_kit *kit, size_t expert, delphi_language language) {
    document *doc = factsheet_write(&kit->plan, expert, language);
    cr_assert_not_null(doc);
    return doc;
}

/* The n-th table of the part with this id, or NULL. */
static inline const document_table *factsheet_table(const document *doc, const char *id, size_t n) {
    for (const document_part *part = doc->parts; part; part = part->next)
        for (const document_block *block = part->blocks; block && strcmp(part->id, id) == 0; block = block->next)
            if (block->kind == DOCUMENT_IS_TABLE && n-- == 0)
                return &block->table;
    return NULL;
}

/* The first text of its kind in the part, or "". */
static inline const char *factsheet_words(const document *doc, const char *id, document_words words) {
    for (const document_part *part = doc->parts; part; part = part->next)
        for (const document_block *block = part->blocks; block && strcmp(part->id, id) == 0; block = block->next)
            if (block->kind == DOCUMENT_IS_WORDS && block->words == words)
                return block->text;
    return "";
}

static inline const document_cell *factsheet_cell_at(const document_table *table, size_t row, size_t column) {
    cr_assert(table && row < table->row_count && !table->rows[row].title, "row %zu", row);
    cr_assert_eq(table->rows[row].cell_count, table->spec.column_count, "row %zu is not whole", row);
    cr_assert_lt(column, table->rows[row].cell_count);
    return &table->rows[row].cells[column];
}

/* NaN where the cell holds no figure. */
static inline double factsheet_figure(const document_table *table, size_t row, size_t column) {
    const document_cell *cell = factsheet_cell_at(table, row, column);
    return document_is_figure(cell) ? cell->number : NAN;
}

/* The column with this head under this heading (NULL: any), or DELPHI_NONE. */
static inline size_t factsheet_column(const document_table *table, const char *over, const char *head) {
    for (size_t i = 0; i < table->spec.column_count; i++) {
        const document_column *column = &table->spec.columns[i];
        if (strcmp(column->head, head) == 0 && (!over || (column->over && strcmp(column->over, over) == 0)))
            return i;
    }
    return DELPHI_NONE;
}

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells of a document's tables: what kind of figure a value is, and how many decimals it needs. */
#include "export/document.h"

#include <math.h>
#include <string.h>

#include "export/phrase.h"

/* The next cell of the last row; NULL where memory ran out or the row is full. */
static document_cell *next_cell(document_table *table) {
    document_row *row = table->row_count > 0 ? &table->rows[table->row_count - 1] : NULL;
    if (!row || !row->cells || row->cell_count >= table->spec.column_count)
        return NULL;
    return &row->cells[row->cell_count++];
}

static void put(document_table *table, document_cell cell) {
    document_cell *place = next_cell(table);
    if (place)
        *place = cell;
}

/* Copied for as long as the document lasts. */
static const char *copied(document_table *table, const char *text) {
    const char *copy = base_arena_text(table->document->arena, text, strlen(text));
    if (!copy)
        table->document->failed = true;
    return copy ? copy : "";
}

void document_put_blank(document_table *table) {
    put(table, (document_cell){.kind = DOCUMENT_BLANK, .number = NAN});
}

void document_put_text(document_table *table, const char *text, document_look look) {
    put(table,
        (document_cell){.kind = DOCUMENT_TEXT, .look = look, .text = copied(table, text ? text : ""), .number = NAN});
}

void document_put_count(document_table *table, uint64_t count, document_look look) {
    put(table, (document_cell){.kind = DOCUMENT_COUNT, .look = look, .number = (double)count});
}

void document_put_count_of_few(document_table *table, uint64_t count) {
    put(table, (document_cell){.kind = DOCUMENT_COUNT_OF_FEW, .number = (double)count});
}

void document_put_share(document_table *table, uint64_t k, uint64_t n, document_look look) {
    if (n == 0)
        put(table, (document_cell){.kind = DOCUMENT_HIDDEN, .look = look, .number = NAN});
    else
        put(table, (document_cell){.kind = DOCUMENT_SHARE, .look = look, .number = (double)k / (double)n});
}

void document_put_number(document_table *table, double number, int decimals, document_look look) {
    put(table, (document_cell){.kind = DOCUMENT_NUMBER, .look = look, .number = number, .decimals = decimals});
}

void document_put_hidden(document_table *table) {
    document_put_hidden_as(table, DOCUMENT_PLAIN);
}

void document_put_hidden_as(document_table *table, document_look look) {
    put(table, (document_cell){.kind = DOCUMENT_HIDDEN, .look = look, .number = NAN});
}

static int footnote(document_table *table, delphi_reason reason) {
    for (size_t i = 0; i < table->reason_count; i++)
        if (table->reasons[i] == reason)
            return (int)i + 1;
    table->reasons[table->reason_count++] = reason;
    return (int)table->reason_count;
}

/* A value that is there, as a cell of this kind; a value that is not, as a footnote. */
static void put_real(document_table *table, const delphi_value *value, document_kind kind, int decimals) {
    if (value->kind == DELPHI_VALUE_UNDEFINED)
        put(table, (document_cell){.kind = DOCUMENT_ABSENT, .number = NAN, .footnote = footnote(table, value->reason)});
    else
        put(table, (document_cell){.kind = kind, .number = delphi_value_real(value), .decimals = decimals});
}

void document_put_value(document_table *table, const delphi_value *value) {
    if (value->kind == DELPHI_VALUE_TRUTH)
        put(table, (document_cell){.kind = DOCUMENT_TRUTH, .number = value->as.truth});
    else
        put_real(table, value, value->kind == DELPHI_VALUE_SHARE ? DOCUMENT_SHARE : DOCUMENT_NUMBER,
                 export_decimals(value));
}

void document_put_figure(document_table *table, const delphi_value *value, int decimals) {
    put_real(table, value, DOCUMENT_NUMBER, decimals);
}

void document_put_percentage(document_table *table, const delphi_value *value) {
    put_real(table, value, DOCUMENT_SHARE, 1);
}

/* Is `p` a word of the name, as in kendall_p and mcnemar_p_exact? */
static bool is_p(const char *name) {
    for (const char *at = name; (at = strstr(at, "_p")); at++)
        if (at[2] == '\0' || at[2] == '_')
            return true;
    return false;
}

/* Shares that their tables hold as numbers. */
static bool is_share(const char *name) {
    static const char *const names[] = {"percent_agreement", "changed_share", "net_change_unpaired"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

void document_put_measure(document_table *table, const char *name, const delphi_value *value) {
    if (is_p(name))
        put_real(table, value, DOCUMENT_P, 3);
    else if (is_share(name))
        put_real(table, value, DOCUMENT_SHARE, 1);
    else
        document_put_value(table, value);
}

void document_put_decision(document_table *table, delphi_decision decision, const char *words) {
    put(table,
        (document_cell){.kind = DOCUMENT_DECISION, .text = copied(table, words), .number = NAN, .decision = decision});
}

bool document_is_figure(const document_cell *cell) {
    return cell->kind >= DOCUMENT_COUNT && cell->kind <= DOCUMENT_P;
}

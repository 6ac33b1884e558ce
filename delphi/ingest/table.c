/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Headings and rows of the study's own CSV files. */
#include "ingest/table.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/problems.h"
#include "ingest/words.h"

bool ingest_table_no_memory(ingest_table *table) {
    if (table->status != DELPHI_ERR_MEMORY)
        table->status = base_no_memory(table->problems);
    return false;
}

__attribute__((format(printf, 4, 0))) static void add(ingest_table *table, long line, long column, const char *format,
                                                      va_list args) {
    char message[sizeof(((delphi_error *)0)->message)];
    base_place place = {.file = table->file, .line = line, .column = column};
    vsnprintf(message, sizeof message, format, args);
    delphi_status status = base_problem(table->problems, DELPHI_ERR_INPUT, place, "%s", message);
    if (table->status == DELPHI_OK)
        table->status = status;
}

__attribute__((format(printf, 4, 5))) static void refuse(ingest_table *table, long line, long column,
                                                         const char *format, ...) {
    va_list args;
    va_start(args, format);
    add(table, line, column, format, args);
    va_end(args);
}

void ingest_table_refuse(ingest_table *table, long line, size_t column, const char *format, ...) {
    size_t field = table->at[column];
    va_list args;
    va_start(args, format);
    add(table, line, field == DELPHI_NONE ? 0 : (long)field + 1, format, args);
    va_end(args);
}

static size_t find_column(const ingest_table *table, const ingest_field *heading) {
    for (size_t i = 0; i < table->column_count; i++)
        if (strlen(table->columns[i].name) == heading->size &&
            memcmp(table->columns[i].name, heading->text, heading->size) == 0)
            return i;
    return DELPHI_NONE;
}

static size_t list_names(const ingest_table *table, const char *names[INGEST_COLUMNS_MAX]) {
    for (size_t i = 0; i < table->column_count; i++)
        names[i] = table->columns[i].name;
    return table->column_count;
}

static void refuse_heading(ingest_table *table, const ingest_row *row, size_t field) {
    const char *names[INGEST_COLUMNS_MAX];
    const ingest_field *heading = &row->fields[field];
    size_t count = list_names(table, names);
    refuse(table, row->line, (long)field + 1, "unknown heading %s%s", ingest_quote(heading->text, heading->size).text,
           ingest_choices(heading->text, heading->size, names, count).text);
}

static void take_heading(ingest_table *table, const ingest_row *row, size_t field) {
    size_t column = find_column(table, &row->fields[field]);
    if (column == DELPHI_NONE)
        refuse_heading(table, row, field);
    else if (table->at[column] == DELPHI_NONE)
        table->at[column] = field;
    else
        refuse(table, row->line, (long)field + 1, "the heading \"%s\" stands twice, in columns %zu and %zu",
               table->columns[column].name, table->at[column] + 1, field + 1);
}

static void refuse_missing(ingest_table *table, const ingest_row *row) {
    for (size_t i = 0; i < table->column_count; i++)
        if (table->columns[i].required && table->at[i] == DELPHI_NONE)
            refuse(table, row->line, 0, "the heading \"%s\" is required, and missing", table->columns[i].name);
}

/* Excel writes semicolons where the decimal mark is a comma. */
static bool looks_semicolon(const ingest_row *row) {
    return row->count == 1 && memchr(row->fields[0].text, ';', row->fields[0].size);
}

/* A file that begins with its rows: one sentence says more than one for each field. */
static bool has_no_heading(const ingest_table *table, const ingest_row *row) {
    const char *names[INGEST_COLUMNS_MAX];
    size_t count = list_names(table, names);
    for (size_t i = 0; i < row->count; i++)
        if (find_column(table, &row->fields[i]) != DELPHI_NONE ||
            *ingest_hint(row->fields[i].text, row->fields[i].size, names, count).text)
            return false;
    return row->count > 1;
}

static void refuse_no_heading(ingest_table *table, const ingest_row *row) {
    const char *names[INGEST_COLUMNS_MAX];
    size_t count = list_names(table, names);
    refuse(table, row->line, 0, "this file has no heading: its first line is to name its columns, among %s",
           ingest_list(names, count).text);
}

static bool take_headings(ingest_table *table, const ingest_row *row) {
    table->width = row->count;
    if (has_no_heading(table, row)) {
        refuse_no_heading(table, row);
        return false;
    }
    if (looks_semicolon(row)) {
        refuse(
            table, row->line, 0,
            "the heading has semicolons and no comma: this file seems to have been saved by a Dutch Excel; a study's "
            "own files are comma-separated");
        return false;
    }
    for (size_t i = 0; i < row->count; i++)
        take_heading(table, row, i);
    refuse_missing(table, row);
    return table->status == DELPHI_OK;
}

static bool take_row(void *context, const ingest_row *row) {
    ingest_table *table = context;
    if (table->width == 0)
        return take_headings(table, row);
    if (row->count == table->width)
        return table->take(table, row);
    refuse(table, row->line, 0, "this row has %zu field%s, the heading has %zu", row->count, row->count == 1 ? "" : "s",
           table->width);
    return true;
}

int ingest_table_round(ingest_table *table, const ingest_row *row, size_t column, size_t rounds) {
    ingest_field field = ingest_table_field(table, row, column);
    int64_t round = 1;
    if (!field.size || base_read_integer(field.text, field.size, 1, (int64_t)rounds, &round))
        return (int)round;
    ingest_table_refuse(table, row->line, column, "found %s; allowed is a round of the study, 1 to %zu",
                        ingest_quote(field.text, field.size).text, rounds);
    return 0;
}

delphi_status ingest_table_read(ingest_table *table, const char *bytes, size_t size) {
    ingest_blocks blocks = ingest_blocks_of_bytes(table->file, bytes, size);
    return ingest_table_read_blocks(table, &blocks);
}

void ingest_table_start(ingest_table *table) {
    table->width = 0;
    table->status = DELPHI_OK;
    for (size_t i = 0; i < table->column_count; i++)
        table->at[i] = DELPHI_NONE;
}

static delphi_status came_to(ingest_table *table, delphi_status status) {
    if (table->status == DELPHI_OK || status == DELPHI_ERR_MEMORY)
        table->status = status;
    return table->status;
}

delphi_status ingest_table_read_part(ingest_table *table, const char *text, size_t size) {
    return came_to(table, ingest_csv_rows(table->file, text, size, ',', take_row, table, table->problems));
}

delphi_status ingest_table_read_blocks(ingest_table *table, ingest_blocks *blocks) {
    ingest_table_start(table);
    came_to(table, ingest_csv_blocks(blocks, ',', take_row, table, table->problems));
    if (table->status == DELPHI_OK && table->width == 0)
        refuse(table, 1, 0, "this file is empty: it has no heading");
    return table->status;
}

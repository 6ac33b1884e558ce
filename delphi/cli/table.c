/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of text: cells are collected, widths settled once all are there, the elastic column gives way. */
#include "cli/table.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define MOST_COLUMNS 16
#define USUAL_GAP    2
/* An elastic column is not cut below this. */
#define LEAST_ELASTIC 8

typedef struct {
    char *text;
    cli_style style;
} cell;

struct cli_table {
    const cli_terminal *terminal;
    const cli_column *columns;
    size_t column_count;
    size_t gap;
    size_t widths[MOST_COLUMNS];
    cell *cells;
    size_t cell_count, capacity;
    bool failed;
};

cli_table *cli_table_new(const cli_terminal *terminal, const cli_column *columns, size_t count) {
    cli_table *table = calloc(1, sizeof *table);
    if (!table || count > MOST_COLUMNS) {
        free(table);
        return NULL;
    }
    table->terminal = terminal;
    table->columns = columns;
    table->column_count = count;
    table->gap = USUAL_GAP;
    return table;
}

void cli_table_free(cli_table *table) {
    if (!table)
        return;
    for (size_t i = 0; i < table->cell_count; i++)
        free(table->cells[i].text);
    free(table->cells);
    free(table);
}

bool cli_table_failed(const cli_table *table) {
    return !table || table->failed;
}

static bool make_room(cli_table *table) {
    if (table->cell_count < table->capacity)
        return true;
    size_t capacity = table->capacity ? 2 * table->capacity : 64;
    cell *cells = realloc(table->cells, capacity * sizeof *cells);
    if (!cells)
        return false;
    table->cells = cells;
    table->capacity = capacity;
    return true;
}

void cli_table_take(cli_table *table, cli_style style, char *text) {
    if (text && !cli_table_failed(table) && make_room(table)) {
        table->cells[table->cell_count++] = (cell){text, style};
        return;
    }
    free(text);
    if (table)
        table->failed = true;
}

void cli_table_add(cli_table *table, cli_style style, const char *format, ...) {
    char *text = NULL;
    va_list arguments;
    va_start(arguments, format);
    int length = vasprintf(&text, format, arguments);
    va_end(arguments);
    cli_table_take(table, style, length < 0 ? NULL : text);
}

size_t cli_table_rows(const cli_table *table) {
    return table ? table->cell_count / table->column_count : 0;
}

static size_t natural_width(const cli_table *table, size_t column) {
    const cli_column *c = &table->columns[column];
    size_t widest = c->heading && !c->narrow ? cli_text_width(table->terminal, c->heading) : 0;
    for (size_t i = column; i < table->cell_count; i += table->column_count) {
        size_t width = cli_text_width(table->terminal, table->cells[i].text);
        if (width > widest)
            widest = width;
    }
    return widest;
}

void cli_table_gap(cli_table *table, size_t gap) {
    if (table)
        table->gap = gap;
}

size_t cli_table_column_width(const cli_table *table, size_t column) {
    return table && column < table->column_count ? table->widths[column] : 0;
}

size_t cli_table_fit(cli_table *table, size_t width) {
    if (!table)
        return 0;
    size_t total = 0;
    for (size_t i = 0; i < table->column_count; i++) {
        table->widths[i] = natural_width(table, i);
        if (table->widths[i] > 0)
            total += table->widths[i] + (total > 0 ? table->gap : 0);
    }
    for (size_t i = 0; i < table->column_count && total > width; i++) {
        size_t *own = &table->widths[i];
        if (!table->columns[i].elastic || *own <= LEAST_ELASTIC)
            continue;
        size_t over = total - width;
        size_t given = *own - LEAST_ELASTIC < over ? *own - LEAST_ELASTIC : over;
        *own -= given;
        total -= given;
    }
    return total;
}

/* Writes the first `count` cells of a row; returns the columns used. */
static size_t put_cells(const cli_table *table, size_t row, size_t count, FILE *out) {
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        size_t place = row * table->column_count + i;
        if (table->widths[i] == 0)
            continue;
        const char *text = row != DELPHI_NONE ? table->cells[place].text : table->columns[i].heading;
        cli_style style = row != DELPHI_NONE ? table->cells[place].style : CLI_FAINT;
        size_t gap = used > 0 ? table->gap : 0;
        fprintf(out, "%*s", (int)gap, "");
        cli_style_on(table->terminal, out, style);
        cli_text_put(table->terminal, out, text ? text : "", table->widths[i], table->columns[i].right);
        cli_style_off(table->terminal, out, style);
        used += gap + table->widths[i];
    }
    return used;
}

void cli_table_put(const cli_table *table, size_t row, FILE *out) {
    if (table && (row == DELPHI_NONE || row < cli_table_rows(table)))
        put_cells(table, row, table->column_count, out);
}

char *cli_table_text(const cli_table *table, size_t row) {
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return NULL;
    cli_table_put(table, row, out);
    bool failed = ferror(out) != 0;
    if (fclose(out) != 0 || failed) {
        free(text);
        return NULL;
    }
    return text;
}

bool cli_table_print_row(const cli_table *table, size_t row, size_t indent) {
    char *text = cli_table_text(table, row);
    if (!text)
        return false;
    size_t size = strlen(text);
    while (size > 0 && text[size - 1] == ' ')
        size--;
    printf("%*s%.*s\n", (int)indent, "", (int)size, text);
    free(text);
    return true;
}

/* A row whose last cell goes on below itself. */
static bool print_wrapped(const cli_table *table, size_t row, size_t indent) {
    size_t last = table->column_count - 1;
    printf("%*s", (int)indent, "");
    size_t used = indent + put_cells(table, row, last, stdout) + table->gap;
    printf("%*s", (int)table->gap, "");
    cli_print_after(table->terminal, table->cells[row * table->column_count + last].text, used);
    return true;
}

delphi_status cli_table_print(cli_table *table, size_t indent) {
    bool good = !cli_table_failed(table);
    if (good) {
        size_t width = cli_table_fit(table, table->terminal->width - indent) + indent;
        bool wrap = table->columns[table->column_count - 1].wrap && width > table->terminal->width;
        if (table->columns[0].heading)
            good = cli_table_print_row(table, DELPHI_NONE, indent);
        for (size_t row = 0; good && row < cli_table_rows(table); row++)
            good = (wrap ? print_wrapped : cli_table_print_row)(table, row, indent);
    }
    cli_table_free(table);
    return good ? DELPHI_OK : DELPHI_ERR_MEMORY;
}

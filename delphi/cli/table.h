/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of text that fit the terminal. */
#ifndef CLI_TABLE_H
#define CLI_TABLE_H

#include "cli/terminal.h"

typedef struct {
    const char *heading; /* NULL in every column: the table has no heading */
    bool right;          /* numbers */
    bool elastic;        /* is cut where the table would be too wide; one column at most */
    bool wrap;           /* goes on below itself instead; the last column only, in cli_table_print() */
    bool narrow;         /* a long heading is cut and does not widen the column */
} cli_column;

typedef struct cli_table cli_table;

/* A table is always usable: what a failed allocation lost is told by cli_table_failed(); NULL counts
 * as failed and is allowed everywhere. The columns are borrowed. */
cli_table *cli_table_new(const cli_terminal *terminal, const cli_column *columns, size_t count);
void cli_table_free(cli_table *table);
bool cli_table_failed(const cli_table *table);

/* The next cell; a row begins by itself when the one before it is full. */
void cli_table_add(cli_table *table, cli_style style, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* A cell whose text the table frees; NULL stands for an allocation that failed. */
void cli_table_take(cli_table *table, cli_style style, char *text);
/* Rows added, the heading not counted. */
size_t cli_table_rows(const cli_table *table);

/* Blanks between columns; 2 unless said otherwise. */
void cli_table_gap(cli_table *table, size_t gap);
/* Settles the widths of the columns so that a row takes at most `width`; returns what it takes. An empty column takes
 * nothing, its gap neither. */
size_t cli_table_fit(cli_table *table, size_t width);
/* What cli_table_fit() gave a column. */
size_t cli_table_column_width(const cli_table *table, size_t column);
/* Writes a row (from 0), or the heading: DELPHI_NONE. No line end; padded to the width that cli_table_fit() returned.
 */
void cli_table_put(const cli_table *table, size_t row, FILE *out);
/* The row as a text of its own, to be freed; NULL when out of memory. */
char *cli_table_text(const cli_table *table, size_t row);
/* Prints a row or the heading to standard output as a line, without blanks at its end; false when out of memory. */
bool cli_table_print_row(const cli_table *table, size_t row, size_t indent);
/* Fits and prints the whole table to standard output, and frees it. DELPHI_ERR_MEMORY where it is not whole. */
delphi_status cli_table_print(cli_table *table, size_t indent);

#endif

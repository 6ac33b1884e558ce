/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The study's own CSV files: comma-separated UTF-8 with a heading whose names are known, in any order. */
#ifndef INGEST_TABLE_H
#define INGEST_TABLE_H

#include "ingest/csv.h"

#define INGEST_COLUMNS_MAX 24

typedef struct {
    const char *name;
    bool required;
} ingest_column;

typedef struct ingest_table ingest_table;

/* Takes a row that has as many fields as the heading. It goes on after a problem of its own; to stop (out of memory) it
 * sets table->status and returns false. */
typedef bool (*ingest_table_taker)(ingest_table *table, const ingest_row *row);

struct ingest_table {
    const char *file;
    delphi_problems *problems; /* NULL to read without telling */
    const ingest_column *columns;
    size_t column_count;
    ingest_table_taker take;
    void *context;
    /* Filled while reading. */
    delphi_status status;
    size_t at[INGEST_COLUMNS_MAX]; /* field of each column, or DELPHI_NONE where it is not there */
    size_t width;                  /* fields of the heading; 0 before it was read */
};

/* Reads a whole file. The status is that of the first problem, memory before the rest. */
delphi_status ingest_table_read(ingest_table *table, const char *bytes, size_t size);
delphi_status ingest_table_read_blocks(ingest_table *table, ingest_blocks *blocks);
/* A part of a file, of whole rows, whose bytes were checked; the heading is in the first part that a table is given.
 * Start with ingest_table_start(). */
void ingest_table_start(ingest_table *table);
delphi_status ingest_table_read_part(ingest_table *table, const char *text, size_t size);

/* The field of a column; an empty one where the column is not there. */
static inline ingest_field ingest_table_field(const ingest_table *table, const ingest_row *row, size_t column) {
    size_t field = table->at[column];
    return field == DELPHI_NONE ? (ingest_field){.text = "", .line = row->line} : row->fields[field];
}
/* A round of the study, 1 where the field is empty; 0 with a problem added where it is none. */
int ingest_table_round(ingest_table *table, const ingest_row *row, size_t column, size_t rounds);
/* Adds a problem with the row's line and the column's number. */
void ingest_table_refuse(ingest_table *table, long line, size_t column, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* Notes "out of memory" and returns false. */
bool ingest_table_no_memory(ingest_table *table);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of values on its way in: which column holds what, and what a cell says. */
#ifndef INGEST_VALUES_H
#define INGEST_VALUES_H

#include <delphi/ingest.h>

#include "base/arena.h"
#include "ingest/csv.h"

typedef enum {
    VALUES_INDICATOR,
    VALUES_REGION,
    VALUES_YEAR,
    VALUES_VALUE,
    VALUES_NOTE,
    VALUES_BREAK,
    VALUES_IGNORE,
    VALUES_FIELDS
} values_field;

/* A row of a columns map: a heading, or `#N`. */
typedef struct {
    const char *column;
    values_field field;
    long line;
    bool used;
} values_map_row;

typedef struct {
    values_map_row *rows; /* in memory that the caller frees */
    size_t count, capacity;
} values_map;

/* Which column holds each field, or DELPHI_NONE. */
typedef struct {
    size_t at[VALUES_FIELDS];
} values_columns;

const char *values_field_name(values_field field);
delphi_status values_map_read(base_arena *arena, const delphi_values_settings *settings, values_map *out,
                              delphi_problems *problems);
/* Finds the columns by the map, then by their headings. What is missing, double or unused is told. */
delphi_status values_columns_find(const ingest_row *headings, const char *file, values_map *map,
                                  const delphi_values_settings *settings, values_columns *out,
                                  delphi_problems *problems);

typedef enum {
    VALUES_NUMBER,
    VALUES_ROUNDED, /* a number of more than 15 digits, rounded */
    VALUES_MISSING,
    /* What follows is refused. */
    VALUES_TOO_LARGE,
    VALUES_PERCENT,
    VALUES_THOUSANDS,
    VALUES_NO_NUMBER,
} values_number_kind;

/* *mark is the decimal mark of the file, 0 as long as it is not known; a number with the other one is refused. */
values_number_kind values_number(const char *text, size_t size, char *mark, delphi_rational *out);
/* What is wrong with a refused one, to stand behind what was found. */
const char *values_number_fault(values_number_kind kind);
/* A year from 1800 to 2200, or Statistics Netherlands' 2020JJ00; 0 where it is none. */
int values_year(const char *text, size_t size);
/* Is it yes or no? False where it is neither. */
bool values_truth(const char *text, size_t size, bool *out);

#endif

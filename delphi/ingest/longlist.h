/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A longlist on its way in: rows first, then what they say of each other and of the indicators. */
#ifndef INGEST_LONGLIST_H
#define INGEST_LONGLIST_H

#include <delphi/ingest.h>

#include "base/arena.h"
#include "base/index.h"
#include "ingest/table.h"

enum {
    LONGLIST_ID,
    LONGLIST_SOURCE,
    LONGLIST_FOUND_IN,
    LONGLIST_TOPIC,
    LONGLIST_TEXT,
    LONGLIST_DUPLICATE_OF,
    LONGLIST_EXCLUDED,
    LONGLIST_REASON,
    LONGLIST_INDICATOR,
    LONGLIST_COLUMNS
};

/* Beside a candidate: what can be looked up only at the end. */
typedef struct {
    long line;
    const char *duplicate_of, *indicators; /* as written */
} longlist_origin;

/* Names, each once; `closed`: study.json lists all there are. */
typedef struct {
    base_index *index;
    const char **texts;
    size_t count, capacity;
    bool closed;
} longlist_names;

/* False when out of memory. */
bool longlist_names_add(longlist_names *names, const char *text);

typedef struct {
    delphi_study *study;
    base_arena *arena;
    delphi_candidate *candidates;
    longlist_origin *origins;
    size_t count, capacity;
    base_index *ids;
    longlist_names sources, reasons;
    size_t *added; /* indices of indicators; in the arena */
} longlist_reading;

/* Looks up duplicates and indicators, and checks that all fit; problems are the table's. */
void longlist_link(ingest_table *table, longlist_reading *r);

#endif

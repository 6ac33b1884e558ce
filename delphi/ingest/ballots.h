/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ballots of a meeting: `indicator,present,for,against,abstain,note`, a row an indicator. */
#ifndef INGEST_BALLOTS_H
#define INGEST_BALLOTS_H

#include <delphi/ingest.h>

#include "base/arena.h"
#include "ingest/csv.h"

enum {
    INGEST_BALLOT_INDICATOR,
    INGEST_BALLOT_PRESENT,
    INGEST_BALLOT_FOR,
    INGEST_BALLOT_AGAINST,
    INGEST_BALLOT_ABSTAIN,
    INGEST_BALLOT_NOTE,
    INGEST_BALLOT_COLUMNS
};

/* A reading under way. Starts as {.study, .round, .in_play, .arena, .file, .problems}; end with ingest_ballots_end().
 */
typedef struct {
    const delphi_study *study;
    int round;
    const bool *in_play; /* NULL: indicators that are not on the round's list are let through */
    base_arena *arena;   /* of the notes */
    const char *file;
    delphi_problems *problems;
    /* Filled while reading. */
    delphi_status status; /* of the first problem, memory before the rest */
    bool headed;
    size_t at[INGEST_BALLOT_COLUMNS]; /* field of each column, or DELPHI_NONE */
    delphi_ballot *items;             /* in the order of the indicators, once ingest_ballots_sort() was called */
    long *lines;                      /* beside the items, until they are sorted */
    size_t count, capacity;
} ingest_ballots;

/* An ingest_row_taker; the context is an ingest_ballots. Tells every problem of a row, and goes on. */
bool ingest_ballots_row(void *ballots, const ingest_row *row);
void ingest_ballots_sort(ingest_ballots *ballots);
void ingest_ballots_end(ingest_ballots *ballots);

/* ballots.csv of a round into its block, and from it. The notes stay with the block. */
delphi_status ingest_ballots_read(const delphi_study *study, ingest_blocks *blocks, delphi_ratings *ratings,
                                  delphi_problems *problems);
delphi_status ingest_ballots_write(const delphi_study *study, const delphi_ratings *ratings, delphi_buffer *out);
/* Gives a block these ballots, with copies of the notes. false when out of memory. */
bool ingest_ballots_give(delphi_ratings *ratings, const delphi_ballot *ballots, size_t count);

#endif

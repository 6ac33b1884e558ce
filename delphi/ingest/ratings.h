/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of ratings.csv, looked up in its study. */
#ifndef INGEST_RATINGS_H
#define INGEST_RATINGS_H

#include <delphi/model.h>

#include "ingest/table.h"

enum {
    INGEST_RATINGS_EXPERT,
    INGEST_RATINGS_INDICATOR,
    INGEST_RATINGS_CRITERION,
    INGEST_RATINGS_RATING,
    INGEST_RATINGS_COMMENT,
    INGEST_RATINGS_COLUMNS
};

/* What a row says. Not to be used where it is not sound: something was refused then. */
typedef struct {
    size_t expert, indicator;
    size_t criterion;     /* DELPHI_NONE: the indicator as a whole */
    delphi_rating rating; /* DELPHI_MISSING: a comment only */
    ingest_field comment;
    bool sound;
} ingest_rating;

/* The columns of ratings.csv where a round asks for so many criteria. */
void ingest_ratings_columns(size_t criteria, ingest_column columns[INGEST_RATINGS_COLUMNS]);

/* Reads a source into an empty block with every core, as long as there is nothing to tell. false: there was something,
 * whatever it was, and the block is not to be used. */
bool ingest_ratings_quickly(const delphi_study *study, ingest_blocks *blocks, delphi_ratings *ratings);

/* Reads row after row. Start with ingest_ratings_rows_start(). */
typedef struct {
    const delphi_study *study;
    int round;
    ingest_rating last;
    size_t expert_size, indicator_size; /* of its ids */
    size_t looked;                      /* candidates for hints so far */
    const char **criteria;              /* their ids, allocated */
    size_t *criterion_sizes;
} ingest_ratings_rows;

bool ingest_ratings_rows_start(ingest_ratings_rows *rows, const delphi_study *study, int round);
void ingest_ratings_rows_end(ingest_ratings_rows *rows);
/* Tells every problem of the row. */
ingest_rating ingest_ratings_row(ingest_ratings_rows *rows, ingest_table *table, const ingest_row *row);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The comments of a round on their way from the rows of ratings.csv into its block, and the places they stand on. */
#ifndef INGEST_RATINGS_NOTES_H
#define INGEST_RATINGS_NOTES_H

#include "ingest/ratings.h"

/* A comment; `alone` where its row has no rating. */
typedef struct {
    uint64_t key;
    const char *text;
    bool alone;
} ingest_note;

/* Start with {0}. */
typedef struct {
    ingest_note *items;
    size_t count, capacity;
} ingest_notes;

/* A place as a number, in the order of expert, indicator, and criterion with the whole first; and back. */
uint64_t ingest_place_key(const delphi_ratings *ratings, const ingest_rating *place);
ingest_rating ingest_place_of(const delphi_ratings *ratings, uint64_t key);
/* Where its rating goes, in a column of experts. */
static inline delphi_rating *ingest_place_cell(const delphi_ratings *ratings, const ingest_rating *place) {
    return delphi_ratings_column(ratings, place->indicator, place->criterion) + place->expert;
}

/* `text` is borrowed. false when out of memory, as below. */
bool ingest_notes_add(ingest_notes *notes, uint64_t key, const char *text, bool alone);
bool ingest_notes_join(ingest_notes *notes, const ingest_notes *more);
/* Sorts them, and tells `twice` of two on one place, and of one without a rating on a place that another row rates. It
 * ends with false where `twice` does. */
bool ingest_notes_settle(ingest_notes *notes, const delphi_ratings *ratings, bool (*twice)(void *context, uint64_t key),
                         void *context);
/* Makes them the comments of the ratings, in which their texts are already. */
bool ingest_notes_give(const ingest_notes *notes, delphi_ratings *ratings);
void ingest_notes_free(ingest_notes *notes);

#endif

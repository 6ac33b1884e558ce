/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comments and the places they stand on, as numbers that sort. */
#include "ingest/ratings_notes.h"

#include <stdlib.h>
#include <string.h>

#include "model/private.h"

uint64_t ingest_place_key(const delphi_ratings *ratings, const ingest_rating *place) {
    size_t criterion = place->criterion + 1; /* DELPHI_NONE becomes 0 */
    return ((uint64_t)place->expert * ratings->indicators + place->indicator) * (ratings->criteria + 1) + criterion;
}

ingest_rating ingest_place_of(const delphi_ratings *ratings, uint64_t key) {
    size_t row = key / (ratings->criteria + 1), criterion = key % (ratings->criteria + 1);
    return (ingest_rating){
        .expert = row / ratings->indicators, .indicator = row % ratings->indicators, .criterion = criterion - 1};
}

static bool make_room(ingest_notes *notes, size_t more) {
    size_t capacity = notes->capacity ? notes->capacity : 64;
    while (capacity < notes->count + more)
        capacity *= 2;
    if (capacity == notes->capacity)
        return true;
    ingest_note *items = realloc(notes->items, capacity * sizeof *items);
    if (!items)
        return false;
    notes->items = items;
    notes->capacity = capacity;
    return true;
}

bool ingest_notes_add(ingest_notes *notes, uint64_t key, const char *text, bool alone) {
    if (!make_room(notes, 1))
        return false;
    notes->items[notes->count++] = (ingest_note){.key = key, .text = text, .alone = alone};
    return true;
}

bool ingest_notes_join(ingest_notes *notes, const ingest_notes *more) {
    if (!make_room(notes, more->count))
        return false;
    if (more->count)
        memcpy(notes->items + notes->count, more->items, more->count * sizeof *more->items);
    notes->count += more->count;
    return true;
}

static int by_key(const void *a, const void *b) {
    uint64_t x = ((const ingest_note *)a)->key, y = ((const ingest_note *)b)->key;
    return x < y ? -1 : x > y;
}

bool ingest_notes_settle(ingest_notes *notes, const delphi_ratings *ratings, bool (*twice)(void *context, uint64_t key),
                         void *context) {
    if (notes->count)
        qsort(notes->items, notes->count, sizeof *notes->items, by_key);
    for (size_t i = 0; i < notes->count; i++) {
        const ingest_note *n = &notes->items[i];
        ingest_rating place = ingest_place_of(ratings, n->key);
        bool again = i > 0 && n[-1].key == n->key;
        bool rated =
            n->alone && place.criterion != DELPHI_NONE && *ingest_place_cell(ratings, &place) != DELPHI_MISSING;
        if ((again || rated) && !twice(context, n->key))
            return false;
    }
    return true;
}

bool ingest_notes_give(const ingest_notes *notes, delphi_ratings *ratings) {
    if (!notes->count)
        return true;
    base_arena *arena = model_ratings_arena(ratings);
    delphi_comment *comments = arena ? base_arena_array(arena, notes->count, sizeof *comments) : NULL;
    if (!comments)
        return false;
    for (size_t i = 0; i < notes->count; i++) {
        ingest_rating place = ingest_place_of(ratings, notes->items[i].key);
        comments[i] = (delphi_comment){.expert = place.expert,
                                       .indicator = place.indicator,
                                       .criterion = place.criterion,
                                       .text = notes->items[i].text};
    }
    ratings->comments = comments;
    ratings->comment_count = notes->count;
    return true;
}

void ingest_notes_free(ingest_notes *notes) {
    free(notes->items);
}

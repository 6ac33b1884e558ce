/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The block of ratings of one round. */
#include "model/private.h"

#include <stdlib.h>

delphi_ratings *delphi_ratings_new(const delphi_study *study, int round) {
    size_t experts = study->expert_count, indicators = study->indicator_count;
    size_t criteria = study->protocol.criterion_count, count;
    if (__builtin_mul_overflow(experts, indicators, &count) || __builtin_mul_overflow(count, criteria, &count) ||
        count > SIZE_MAX / sizeof(delphi_rating))
        return NULL;
    delphi_ratings *ratings = calloc(1, sizeof *ratings);
    if (!ratings)
        return NULL;
    ratings->cells = malloc(count ? count * sizeof(delphi_rating) : 1);
    if (!ratings->cells) {
        free(ratings);
        return NULL;
    }
    for (size_t i = 0; i < count; i++)
        ratings->cells[i] = DELPHI_MISSING;
    ratings->round = round;
    ratings->experts = experts;
    ratings->indicators = indicators;
    ratings->criteria = criteria;
    return ratings;
}

void delphi_ratings_free(delphi_ratings *ratings) {
    if (!ratings)
        return;
    base_arena_free(ratings->owned);
    free(ratings->cells);
    free(ratings);
}

base_arena *model_ratings_arena(delphi_ratings *ratings) {
    if (!ratings->owned)
        ratings->owned = base_arena_new();
    return ratings->owned;
}

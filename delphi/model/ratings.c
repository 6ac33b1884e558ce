/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The block of ratings of one round. */
#include "model/private.h"

#include <stdlib.h>

delphi_ratings *delphi_ratings_new(const delphi_study *study, int round) {
    size_t experts = study->expert_count, indicators = study->indicator_count;
    size_t criteria = delphi_study_in_round(study, round).protocol.criterion_count, count;
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
    ratings->round = round;
    ratings->experts = experts;
    ratings->indicators = indicators;
    ratings->criteria = criteria;
    model_ratings_clear(ratings);
    return ratings;
}

void model_ratings_clear(delphi_ratings *ratings) {
    size_t count = ratings->experts * ratings->indicators * ratings->criteria;
    for (size_t i = 0; i < count; i++)
        ratings->cells[i] = DELPHI_MISSING;
    base_arena_free(ratings->owned);
    ratings->owned = NULL;
    ratings->comments = NULL;
    ratings->comment_count = 0;
    ratings->ballots = NULL;
    ratings->ballot_count = 0;
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

const delphi_ballot *delphi_ratings_ballot(const delphi_ratings *ratings, size_t indicator) {
    for (size_t i = 0; i < ratings->ballot_count; i++)
        if (ratings->ballots[i].indicator == indicator)
            return &ratings->ballots[i];
    return NULL;
}

bool delphi_ratings_any(const delphi_ratings *ratings) {
    size_t cells = ratings->experts * ratings->indicators * ratings->criteria;
    for (size_t i = 0; i < cells; i++)
        if (ratings->cells[i] != DELPHI_MISSING)
            return true;
    return ratings->ballot_count > 0;
}

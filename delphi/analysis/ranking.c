/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A ranking: ballots made whole, the order by Borda points, and what it would be without each expert.
 *
 * An item that an expert gave no place gets the point after the last place, so that what is counted of an item, in all
 * and without an expert or in a bootstrap, says it all. */
#include "analysis/private.h"

#include <stdlib.h>
#include <string.h>

#include "base/rational.h"

/* ---- ballots ---- */

static bool has_ranked(const delphi_ratings *ratings, const bool *in_play, size_t expert) {
    for (size_t i = 0; i < ratings->indicators; i++)
        if (in_play[i] && delphi_ratings_column(ratings, i, 0)[expert] > 0)
            return true;
    return false;
}

static void complete_ballot(delphi_ratings *ratings, const bool *in_play, size_t expert, delphi_rating without) {
    for (size_t i = 0; i < ratings->indicators; i++) {
        delphi_rating *cell = &ratings->cells[i * ratings->experts + expert];
        if (in_play[i] && *cell == DELPHI_MISSING)
            *cell = without;
    }
}

static bool label_the_rest(base_arena *arena, delphi_scale *scale) {
    delphi_text *labels = base_arena_array(arena, (size_t)(scale->max - scale->min) + 1, sizeof *labels);
    if (!labels)
        return false;
    labels[scale->places] = (delphi_text){{[DELPHI_NL] = "geen plaats", [DELPHI_EN] = "no place"}};
    scale->labels = labels;
    return true;
}

bool analysis_ranking_complete(delphi_result *result, const bool *in_play, size_t count) {
    analysis_memory *memory = result->owned;
    delphi_study *study = &memory->asked;
    delphi_scale *scale = &study->protocol.scale;
    if (result->kind != DELPHI_KIND_RANKING)
        return true;
    const delphi_ratings *given = study->ratings[result->round - 1];
    const delphi_ranking_terms *terms = &study->protocol.rounds[result->round - 1].ranking;
    delphi_scale_rank(terms, count, scale);
    bool rest = !terms->pick && scale->places < scale->items;
    scale->max += rest && scale->max == scale->places;
    if (rest && !label_the_rest(memory->arena, scale))
        return false;
    memory->completed = delphi_ratings_new(study, result->round);
    delphi_ratings **rounds = base_arena_array(memory->arena, study->protocol.round_count, sizeof *rounds);
    if (!memory->completed || !rounds)
        return false;
    size_t cells = given->experts * given->indicators * given->criteria;
    memcpy(memory->completed->cells, given->cells, cells * sizeof *given->cells);
    memory->completed->comments = given->comments;
    memory->completed->comment_count = given->comment_count;
    memcpy(memory->completed->sha256, given->sha256, sizeof given->sha256);
    for (size_t e = 0; (rest || terms->pick) && e < given->experts; e++)
        if (has_ranked(given, in_play, e))
            complete_ballot(memory->completed, in_play, e, (delphi_rating)(terms->pick ? 0 : scale->places + 1));
    memcpy(rounds, study->ratings, study->protocol.round_count * sizeof *rounds);
    rounds[result->round - 1] = memory->completed;
    study->ratings = rounds;
    return true;
}

/* ---- the order ---- */

/* An item with twice its Borda points, in all or without an expert. */
typedef struct {
    int64_t points;
    size_t outcome;
    uint32_t place, tied;
} standing;

static int by_points(const void *left, const void *right) {
    const standing *a = left, *b = right;
    if (a->points != b->points)
        return a->points > b->points ? -1 : 1;
    return a->outcome < b->outcome ? -1 : a->outcome > b->outcome;
}

static void put_in_order(standing *list, size_t count) {
    if (count > 1)
        qsort(list, count, sizeof *list, by_points);
    for (size_t first = 0, past; first < count; first = past) {
        for (past = first + 1; past < count && list[past].points == list[first].points;)
            past++;
        for (size_t i = first; i < past; i++) {
            list[i].place = (uint32_t)first + 1;
            list[i].tied = (uint32_t)(past - first);
        }
    }
}

/* Twice the points that an expert's answer gives an item; 0 where there is none. */
static int64_t twice_points(const delphi_result *result, size_t outcome, size_t expert) {
    const delphi_item item = analysis_item(result->study);
    const delphi_ratings *ratings = result->study->ratings[result->round - 1];
    delphi_rating answer = delphi_ratings_column(ratings, result->outcomes[outcome].indicator, 0)[expert];
    bool invited = analysis_invited(result->study, expert, result->round);
    return invited && answer >= item.scale_min ? 2 * (int64_t)item.ranked - delphi_rank_twice(&item, answer) : 0;
}

/* The points of each item in the order of the outcomes; `without` DELPHI_NONE: of everyone. */
static void count_points(const delphi_result *result, const int64_t *all, size_t without, standing *list) {
    for (size_t i = 0; i < result->outcome_count; i++)
        list[i] = (standing){.points = all[i] - (without == DELPHI_NONE ? 0 : twice_points(result, i, without)),
                             .outcome = i};
    put_in_order(list, result->outcome_count);
}

/* Is the set of items within the first `top` places the same? */
static bool same_top(const uint32_t *places, const standing *list, size_t count, uint32_t top) {
    for (size_t i = 0; i < count; i++)
        if ((places[list[i].outcome] <= top) != (list[i].place <= top))
            return false;
    return true;
}

/* A ballot is whole: one answer tells of all. */
static bool has_answered(const delphi_ratings *ratings, const delphi_result *result, size_t expert) {
    for (size_t i = 0; i < result->outcome_count; i++)
        if (delphi_ratings_column(ratings, result->outcomes[i].indicator, 0)[expert] != DELPHI_MISSING)
            return analysis_invited(result->study, expert, result->round);
    return false;
}

static void leave_each_out(const delphi_result *result, const int64_t *all, standing *list, const uint32_t *places,
                           delphi_ranked *found, delphi_ranking *out) {
    const delphi_ratings *ratings = result->study->ratings[result->round - 1];
    for (size_t e = 0; e < result->study->expert_count; e++) {
        bool moved = false;
        if (!has_answered(ratings, result, e))
            continue;
        out->experts++;
        count_points(result, all, e, list);
        for (size_t i = 0; i < result->outcome_count; i++) {
            delphi_ranked *own = &found[list[i].outcome];
            own->best = list[i].place < own->best ? list[i].place : own->best;
            own->worst = list[i].place > own->worst ? list[i].place : own->worst;
            moved = moved || list[i].place != places[list[i].outcome];
        }
        out->order_changes += moved;
        out->top_changes += !same_top(places, list, result->outcome_count, out->top);
    }
}

static uint32_t top_of(const delphi_result *result) {
    const delphi_scale *scale = &result->study->protocol.scale;
    if (result->selection)
        return (uint32_t)result->selection->select->best;
    return (uint32_t)(scale->places < scale->items ? scale->places : (scale->items + 1) / 2);
}

static bool fill(delphi_result *result, int64_t *all, standing *list, uint32_t *places, delphi_ranked *found,
                 delphi_ranking *out) {
    base_arena *arena = ((analysis_memory *)result->owned)->arena;
    size_t count = result->outcome_count;
    delphi_ranked *order = base_arena_array(arena, count, sizeof *order);
    if (!order)
        return false;
    for (size_t i = 0; i < count; i++)
        for (size_t e = 0; e < result->study->expert_count; e++)
            all[i] += twice_points(result, i, e);
    count_points(result, all, DELPHI_NONE, list);
    for (size_t i = 0; i < count; i++) {
        places[list[i].outcome] = list[i].place;
        found[list[i].outcome] =
            (delphi_ranked){list[i].outcome, list[i].place, list[i].tied, list[i].place, list[i].place};
        order[i].outcome = list[i].outcome;
    }
    leave_each_out(result, all, list, places, found, out);
    for (size_t i = 0; i < count; i++)
        order[i] = found[order[i].outcome];
    out->order = order;
    out->count = out->experts ? count : 0;
    return true;
}

bool analysis_ranking(delphi_result *result) {
    size_t count = result->outcome_count;
    if (result->kind != DELPHI_KIND_RANKING)
        return true;
    delphi_ranking *out = base_arena_array(((analysis_memory *)result->owned)->arena, 1, sizeof *out);
    int64_t *all = calloc(count + 1, sizeof *all);
    standing *list = calloc(count + 1, sizeof *list);
    uint32_t *places = calloc(count + 1, sizeof *places);
    delphi_ranked *found = calloc(count + 1, sizeof *found);
    bool done = out && all && list && places && found;
    if (done) {
        out->places = (uint32_t)result->study->protocol.scale.places;
        out->top = top_of(result);
        done = fill(result, all, list, places, found, out);
        result->ranking = out;
    }
    free(all);
    free(list);
    free(places);
    free(found);
    return done;
}

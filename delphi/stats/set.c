/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory for the measures of concordance, and the counting of a set of ratings that they all start from.
 *
 * Definition   For each item, how often each point was given; the experts who rated every item ("complete"); over the
 *              pairs of ratings of an item, how far they lie apart.
 * Missing      A cell that is not on the scale is no rating; "cannot judge" is one of those.
 * Edge cases   A set without experts or items is a set: every measure says why it is undefined. */
#include "stats/set.h"

#include <stdlib.h>
#include <string.h>

#include "base/rational.h"
#include "stats/set_measures.h"

enum { POINTS_MOST = 1001, ROWS_AT_ONCE = 64 };

/* calloc() that gives memory for nothing too. */
static void *room(size_t count, size_t size) {
    return calloc(count ? count : 1, size);
}

/* Both factors of a product that must not wrap. */
static bool too_large(size_t a, size_t b) {
    return b != 0 && a > SIZE_MAX / sizeof(stats_tally) / b;
}

static bool fill_space(delphi_set_space *space) {
    size_t experts = space->experts_max, items = space->items_max, points = (size_t)space->points_max;
    size_t distinct = experts < points ? experts : points;
    space->members = room(experts, sizeof *space->members);
    space->rows = room(experts * items, sizeof *space->rows);
    space->complete = room(experts, sizeof *space->complete);
    space->first = room(items + 1, sizeof *space->first);
    space->tallies = room(items * distinct, sizeof *space->tallies);
    space->n = room(items, sizeof *space->n);
    space->pairable = room(items, sizeof *space->pairable);
    space->apart = room(items, sizeof *space->apart);
    space->ranks = room(experts * items, sizeof *space->ranks);
    space->judges = room(experts, sizeof *space->judges);
    space->by_point = room(points, sizeof *space->by_point);
    space->by_item = room(items, sizeof *space->by_item);
    space->margin = room(points, sizeof *space->margin);
    space->real_by_item = room(items, sizeof *space->real_by_item);
    space->real_by_point = room(points, sizeof *space->real_by_point);
    space->replicates = room(space->bootstraps_max, sizeof *space->replicates);
    space->random = stats_random_new();
    return space->members && space->rows && space->complete && space->first && space->tallies && space->n &&
           space->pairable && space->apart && space->ranks && space->judges && space->by_point && space->by_item &&
           space->margin && space->real_by_item && space->real_by_point && space->replicates && space->random;
}

delphi_set_space *delphi_set_space_new(size_t experts, size_t items, int points, uint32_t bootstraps) {
    if (points < 2 || points > POINTS_MOST || items == SIZE_MAX || too_large(experts, items))
        return NULL;
    delphi_set_space *space = calloc(1, sizeof *space);
    if (!space)
        return NULL;
    space->experts_max = experts;
    space->items_max = items;
    space->points_max = points;
    space->bootstraps_max = bootstraps;
    space->set = (delphi_set){.points = points};
    if (fill_space(space))
        return space;
    delphi_set_space_free(space);
    return NULL;
}

void delphi_set_space_free(delphi_set_space *space) {
    if (!space)
        return;
    void *const parts[] = {
        space->members,      space->rows,          space->complete,   space->first,  space->tallies,  space->n,
        space->pairable,     space->apart,         space->ranks,      space->judges, space->by_point, space->by_item,
        space->real_by_item, space->real_by_point, space->replicates, space->margin};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        free(parts[i]);
    stats_random_free(space->random);
    free(space);
}

/* Each new rating is paired with all below it; so one walk up the scale is enough. */
stats_apart stats_pairs_apart(const stats_tally *tallies, size_t count) {
    stats_apart apart = {0, 0, 0};
    stats_wide below = 0, sum = 0, squares = 0;
    for (size_t i = 0; i < count; i++) {
        stats_wide n = tallies[i].count, p = tallies[i].point;
        apart.number += n * below;
        apart.distance += n * (p * below - sum);
        apart.square += n * (p * p * below - 2 * p * sum + squares);
        below += n;
        sum += n * p;
        squares += n * p * p;
    }
    return apart;
}

static void find_members(delphi_set_space *space) {
    const delphi_set *set = &space->set;
    space->member_count = 0;
    for (size_t expert = 0; expert < set->experts; expert++) {
        if (!set->included || set->included[expert])
            space->members[space->member_count++] = expert;
    }
}

/* Columns become rows, a few of them at a time so that they stay in the cache. */
static void fill_rows(delphi_set_space *space) {
    const delphi_set *set = &space->set;
    for (size_t first = 0; first < space->member_count; first += ROWS_AT_ONCE) {
        size_t end = first + ROWS_AT_ONCE < space->member_count ? first + ROWS_AT_ONCE : space->member_count;
        for (size_t item = 0; item < set->items; item++) {
            for (size_t member = first; member < end; member++)
                space->rows[member * set->items + item] = (int16_t)stats_point(set, item, space->members[member]);
        }
    }
}

static int64_t count_item(const delphi_set_space *space, size_t item, int64_t *by_point) {
    int64_t n = 0;
    memset(by_point, 0, (size_t)space->set.points * sizeof *by_point);
    for (size_t member = 0; member < space->member_count; member++) {
        int point = stats_point(&space->set, item, space->members[member]);
        if (point >= 0) {
            by_point[point]++;
            n++;
        }
    }
    return n;
}

static void tally_items(delphi_set_space *space) {
    const delphi_set *set = &space->set;
    size_t used = 0;
    space->pairable_count = 0;
    for (size_t item = 0; item < set->items; item++) {
        space->first[item] = used;
        space->n[item] = count_item(space, item, space->by_point);
        if (space->n[item] >= 2)
            space->pairable[space->pairable_count++] = item;
        for (int point = 0; point < set->points; point++) {
            if (space->by_point[point] > 0)
                space->tallies[used++] = (stats_tally){space->by_point[point], point};
        }
        space->apart[item] = stats_pairs_apart(space->tallies + space->first[item], used - space->first[item]);
    }
    space->first[set->items] = used;
}

static void find_complete(delphi_set_space *space) {
    size_t items = space->set.items;
    space->complete_count = 0;
    for (size_t member = 0; member < space->member_count; member++) {
        const int16_t *row = stats_row(space, member);
        size_t rated = 0;
        while (rated < items && row[rated] >= 0)
            rated++;
        if (rated == items)
            space->complete[space->complete_count++] = member;
    }
}

delphi_status delphi_set_load(delphi_set_space *space, const delphi_set *set) {
    if (set->experts > space->experts_max || set->items > space->items_max || set->points > space->points_max ||
        set->points < 2 || set->bootstraps > space->bootstraps_max)
        return DELPHI_ERR_USAGE;
    space->set = *set;
    memset(&space->found, 0, sizeof space->found);
    find_members(space);
    fill_rows(space);
    tally_items(space);
    find_complete(space);
    space->kendall = stats_rank_experts(space);
    space->squares = stats_sum_squares(space);
    return DELPHI_OK;
}

delphi_reason stats_complete_obstacle(const delphi_set_space *space) {
    if (space->complete_count < 2)
        return DELPHI_REASON_TOO_FEW_EXPERTS;
    return space->set.items < 2 ? DELPHI_REASON_ONE_ITEM : DELPHI_REASON_NONE;
}

/* GSL's mt19937 takes 32 bits; the upper half of the seed is not lost. */
void stats_seed(delphi_set_space *space) {
    gsl_rng_set(space->random, (uint32_t)(space->set.seed ^ space->set.seed >> 32));
}

int64_t stats_inside(const delphi_set_space *space, size_t item, int low, int high) {
    int64_t sum = 0;
    size_t count;
    const stats_tally *tallies = stats_tallies(space, item, &count);
    for (size_t i = 0; i < count; i++) {
        int rating = space->set.scale_min + tallies[i].point;
        sum += rating >= low && rating <= high ? tallies[i].count : 0;
    }
    return sum;
}

void stats_complete_experts(delphi_set_space *space, delphi_value *out) {
    *out = base_value_integer((int64_t)space->complete_count);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory for the measures of stability, and the counting of two rounds that they all start from.
 *
 * Definition   The ratings of either round by point; of the experts who rated in both, the cross-table (rows before,
 *              columns after) over the points that one of them gave, and how many rose or fell by how much.
 * Missing      A cell that is not on the scale is no rating. Without a rating in one of the rounds an expert is not
 *              matched, and still counts in the other round.
 * Range        As many experts as a delphi_item may count. */
#include "stats/pair.h"

#include <stdlib.h>
#include <string.h>

enum { POINTS_MOST = 1001 };

static void *room(size_t count, size_t size) {
    return calloc(count ? count : 1, size);
}

/* The matrix of Stuart and Maxwell, or the lower half of a distribution of doubled rank sums. */
static size_t reals_needed(size_t used) {
    size_t sums = (size_t)DELPHI_WILCOXON_EXACT_MAX * (DELPHI_WILCOXON_EXACT_MAX + 1) / 2 + 1;
    return used * used > sums ? used * used : sums;
}

static bool fill_space(delphi_pair_space *space) {
    size_t points = (size_t)space->points_max, used = space->used_max;
    space->before = room(points, sizeof *space->before);
    space->after = room(points, sizeof *space->after);
    space->point = room(used, sizeof *space->point);
    space->table = room(used * used, sizeof *space->table);
    space->rows = room(used, sizeof *space->rows);
    space->columns = room(used, sizeof *space->columns);
    space->up = room(points, sizeof *space->up);
    space->down = room(points, sizeof *space->down);
    space->place = room(points, sizeof *space->place);
    space->cells = room(2 * points + 9, sizeof *space->cells);
    space->real = room(reals_needed(used), sizeof *space->real);
    space->vector = room(used, sizeof *space->vector);
    return space->before && space->after && space->point && space->table && space->rows && space->columns &&
           space->up && space->down && space->place && space->cells && space->real && space->vector;
}

delphi_pair_space *delphi_pair_space_new(size_t experts, int points) {
    if (points < 2 || points > POINTS_MOST || experts > UINT32_MAX)
        return NULL;
    delphi_pair_space *space = calloc(1, sizeof *space);
    if (!space)
        return NULL;
    space->experts_max = experts;
    space->points_max = points;
    space->used_max = 2 * experts < (size_t)points ? 2 * experts : (size_t)points;
    space->pair = (delphi_pair){.points = points, .min_ratings = 1};
    if (fill_space(space))
        return space;
    delphi_pair_space_free(space);
    return NULL;
}

void delphi_pair_space_free(delphi_pair_space *space) {
    if (!space)
        return;
    void *const parts[] = {space->before, space->after, space->point, space->table, space->rows, space->columns,
                           space->up,     space->down,  space->place, space->cells, space->real, space->vector};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        free(parts[i]);
    free(space);
}

/* The point that an expert gave, or -1. */
static int point_of(const delphi_pair *pair, const int16_t *round, size_t expert) {
    int point = round[expert] - pair->scale_min;
    bool counts = !pair->included || pair->included[expert];
    return counts && point >= 0 && point < pair->points ? point : -1;
}

/* Marks the points in use in `place`, then numbers them. */
static void number_points(delphi_pair_space *space) {
    space->used = 0;
    for (int point = 0; point < space->pair.points; point++) {
        if (space->place[point]) {
            space->place[point] = space->used;
            space->point[space->used++] = point;
        }
    }
}

static void count_rounds(delphi_pair_space *space) {
    const delphi_pair *pair = &space->pair;
    size_t points = (size_t)pair->points;
    memset(space->before, 0, points * sizeof *space->before);
    memset(space->after, 0, points * sizeof *space->after);
    memset(space->place, 0, points * sizeof *space->place);
    space->n_before = space->n_after = space->matched = 0;
    for (size_t expert = 0; expert < pair->experts; expert++) {
        int before = point_of(pair, pair->before, expert), after = point_of(pair, pair->after, expert);
        if (before >= 0) {
            space->before[before]++;
            space->n_before++;
        }
        if (after >= 0) {
            space->after[after]++;
            space->n_after++;
        }
        if (before >= 0 && after >= 0) {
            space->place[before] = space->place[after] = 1;
            space->matched++;
        }
    }
}

static void cross_rounds(delphi_pair_space *space) {
    const delphi_pair *pair = &space->pair;
    memset(space->table, 0, space->used * space->used * sizeof *space->table);
    memset(space->rows, 0, space->used * sizeof *space->rows);
    memset(space->columns, 0, space->used * sizeof *space->columns);
    memset(space->up, 0, (size_t)pair->points * sizeof *space->up);
    memset(space->down, 0, (size_t)pair->points * sizeof *space->down);
    for (size_t expert = 0; expert < pair->experts; expert++) {
        int before = point_of(pair, pair->before, expert), after = point_of(pair, pair->after, expert);
        if (before < 0 || after < 0)
            continue;
        space->table[space->place[before] * space->used + space->place[after]]++;
        space->rows[space->place[before]]++;
        space->columns[space->place[after]]++;
        if (after > before)
            space->up[after - before]++;
        if (after < before)
            space->down[before - after]++;
    }
}

delphi_status delphi_pair_load(delphi_pair_space *space, const delphi_pair *pair) {
    if (pair->experts > space->experts_max || pair->points > space->points_max || pair->points < 2)
        return DELPHI_ERR_USAGE;
    space->pair = *pair;
    space->found = (stats_pair_found){.independence = {.done = false}};
    count_rounds(space);
    number_points(space);
    cross_rounds(space);
    return DELPHI_OK;
}

delphi_item stats_pair_item(const delphi_pair_space *space, bool after) {
    return (delphi_item){.scale_min = space->pair.scale_min,
                         .points = space->pair.points,
                         .counts = after ? space->after : space->before,
                         .n = after ? space->n_after : space->n_before,
                         .min_ratings = space->pair.min_ratings,
                         .quantile_type = space->pair.quantile_type,
                         .high_low = space->pair.high_low,
                         .high_high = space->pair.high_high};
}

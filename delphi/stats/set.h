/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ratings of several items, counted once for all measures of concordance.
 *
 * A rating is kept as its place on the scale, from 0. Sums are whole numbers, in 128 bits where they may be large, so
 * that "all equal" and "all tied" are facts and not a matter of rounding: each measure rounds in its last division
 * only. */
#ifndef STATS_SET_H
#define STATS_SET_H

#include <delphi/concordance.h>

#include "stats/fraction.h"
#include "stats/random.h"

/* How often a point was given. */
typedef struct {
    int64_t count;
    int32_t point;
} stats_tally;

/* Over all pairs of ratings that differ: their number, the sum of their distances, and of the squares of these. */
typedef struct {
    stats_wide number, distance, square;
} stats_apart;

/* Kendall's rank sums, from doubled mid-ranks. */
typedef struct {
    stats_wide four_s; /* 4 S */
    stats_wide t;      /* sum of t^3 - t over the ties of every expert */
} stats_ranks;

/* Sums of squares of the experts who rated everything, each times (experts * items). */
typedef struct {
    stats_wide between_items, between_experts, within_items, residual, total;
} stats_squares;

typedef enum { STATS_NOMINAL, STATS_ORDINAL, STATS_INTERVAL, STATS_RATIO, STATS_METRICS } stats_metric;

typedef struct {
    bool done;
    delphi_value value;
} stats_alpha_found;

typedef struct {
    bool done;
    delphi_value low, high;
} stats_interval;

/* Kendall's W of experts who did not rate everything. */
typedef struct {
    bool done;
    size_t experts; /* those who rated two items or more; they are in `judges` */
    delphi_reason reason;
    double w; /* where there is no reason */
} stats_incomplete;

/* What several rows of the table are made of: computed for the first that asks. */
typedef struct {
    stats_alpha_found alphas[STATS_METRICS];
    stats_interval intervals[STATS_METRICS];
    bool diverse;
    double diversity; /* see gwet.c */
    stats_incomplete incomplete;
} stats_set_found;

struct delphi_set_space {
    size_t experts_max, items_max;
    int points_max;
    uint32_t bootstraps_max;
    delphi_set set;
    /* what was loaded */
    size_t *members; /* the experts who count */
    size_t member_count;
    int16_t *rows;    /* of each member, the point that each item was given, or -1 */
    size_t *complete; /* of the members, those who rated every item */
    size_t complete_count;
    size_t *first; /* item i has tallies[first[i]] to tallies[first[i + 1] - 1], by rising point */
    stats_tally *tallies;
    int64_t *n;       /* ratings of each item */
    size_t *pairable; /* the items with two ratings or more */
    size_t pairable_count;
    stats_apart *apart; /* of each item */
    stats_ranks kendall;
    stats_squares squares;
    stats_set_found found;
    /* scratch */
    int32_t *ranks; /* a row of items for each expert: of the complete ones their doubled mid-ranks; of the judges what
                       those are above the middle, a place for each item that was rated */
    size_t *judges;
    int64_t *by_point, *by_item;
    stats_tally *margin;
    double *real_by_item, *real_by_point, *replicates;
    gsl_rng *random;
};

/* The point that an expert gave an item, or -1. */
static inline int stats_point(const delphi_set *set, size_t item, size_t expert) {
    int point = set->columns[item][expert] - set->scale_min;
    return point >= 0 && point < set->points ? point : -1;
}

static inline const int16_t *stats_row(const delphi_set_space *space, size_t member) {
    return space->rows + member * space->set.items;
}

/* What an item's ratings are. */
static inline const stats_tally *stats_tallies(const delphi_set_space *space, size_t item, size_t *count) {
    *count = space->first[item + 1] - space->first[item];
    return space->tallies + space->first[item];
}

/* How many of an item's ratings lie from `low` to `high`, points of the scale; none where low > high. */
int64_t stats_inside(const delphi_set_space *space, size_t item, int low, int high);

/* Tallies by rising point. */
stats_apart stats_pairs_apart(const stats_tally *tallies, size_t count);

/* kendall.c and squares.c: called by delphi_set_load() when the rest is there. */
stats_ranks stats_rank_experts(delphi_set_space *space);
stats_squares stats_sum_squares(delphi_set_space *space);

/* Turns the frequencies of an expert's points into the doubled mid-ranks of these points; returns the sum of t^3 - t.
 */
stats_wide stats_mid_ranks(int64_t *by_point, int points);

/* Why nothing can be said of the complete experts: too few of them, one item; NONE otherwise. */
delphi_reason stats_complete_obstacle(const delphi_set_space *space);

/* Starts the generator from the set's seed. */
void stats_seed(delphi_set_space *space);

#endif

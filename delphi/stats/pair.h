/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two rounds of one item, counted once for all measures of stability. */
#ifndef STATS_PAIR_H
#define STATS_PAIR_H

#include <delphi/stability.h>
#include <delphi/stats.h>

#include "stats/fraction.h"

/* What is known of a chi-square statistic. */
typedef struct {
    bool done;
    bool low;    /* expected counts are too low for the distribution to be trusted */
    bool banded; /* the points were taken together into the bands */
    double value;
    int64_t df;   /* 0: there is nothing to test */
    double least; /* the least expected count */
} stats_chi_square;

/* Matched experts who went out of the band "high", and into it. */
typedef struct {
    bool done;
    int64_t out, in;
} stats_crossings;

typedef enum { STATS_PLAIN, STATS_LINEAR, STATS_QUADRATIC, STATS_COSTS } stats_cost;

/* What changes cost, and what they would cost by chance, both times the matched experts. */
typedef struct {
    bool done;
    stats_wide observed[STATS_COSTS], expected[STATS_COSTS];
} stats_costs;

/* What several rows of the table are made of: computed for the first that asks. */
typedef struct {
    stats_chi_square independence, homogeneity, bowker, stuart_maxwell;
    stats_crossings crossings;
    stats_costs costs;
} stats_pair_found;

struct delphi_pair_space {
    size_t experts_max, used_max;
    int points_max;
    delphi_pair pair;
    /* all ratings of either round, by point */
    uint32_t *before, *after;
    uint32_t n_before, n_after;
    /* who rated twice: the table of the points in use, rows before, columns after */
    uint32_t matched;
    size_t used;     /* points that a matched expert gave in one of the rounds */
    int *point;      /* of each row and column, rising */
    uint32_t *table; /* used * used */
    uint32_t *rows, *columns;
    uint32_t *up, *down; /* who rose, fell by d points: entry d, from 1 */
    stats_pair_found found;
    /* scratch */
    size_t *place;         /* of a point in the table; of a category among its component */
    uint32_t *cells;       /* a table of 2 rows by points, or of 3 by 3 */
    double *real, *vector; /* used_max^2, or a distribution of rank sums; used_max */
};

/* The ratings of a round as an item, for the measures of one round. */
delphi_item stats_pair_item(const delphi_pair_space *space, bool after);

static inline uint32_t stats_pair_cell(const delphi_pair_space *space, size_t row, size_t column) {
    return space->table[row * space->used + column];
}

#endif

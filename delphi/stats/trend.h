/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A series of yearly values, in whole units of one decimal place, so that "equal" and "steeper" are facts. */
#ifndef STATS_TREND_H
#define STATS_TREND_H

#include <delphi/trend.h>

#include "stats/fraction.h"

/* A slope: units in years; `years` > 0. */
typedef struct {
    stats_wide rise;
    int years;
} stats_slope;

/* What several rows of the table are made of: computed for the first that asks. */
typedef struct {
    bool sorted; /* the slopes are there */
    bool tested; /* s and ties are there */
    int64_t s;
    int64_t ties;      /* sum of t (t - 1) (2 t + 5) over groups of t equal values */
    int64_t tie_pairs; /* pairs of years with equal values */
    bool tailed;       /* the chances of S are there */
} stats_trend_found;

struct delphi_trend_space {
    size_t most;
    size_t count;
    int *years;
    stats_wide *units; /* values times `unit` */
    stats_wide unit;   /* a divisor of 10^15 */
    stats_slope *slopes;
    double *chances, *spare; /* of so many inversions among DELPHI_TREND_EXACT_MAX years */
    stats_trend_found found;
};

/* Pairs of years. */
static inline size_t stats_trend_pairs(const delphi_trend_space *space) {
    return space->count * (space->count - 1) / 2;
}

/* S and its ties (mann_kendall.c); P(S >= s) where no values are equal, s > 0 of the parity of the pairs. */
const stats_trend_found *stats_mann_kendall(delphi_trend_space *space);
double stats_mann_kendall_tail(delphi_trend_space *space, int64_t s);
/* 18 times the variance of S. */
int64_t stats_mann_kendall_variance(delphi_trend_space *space);

#endif

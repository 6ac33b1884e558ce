/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Order statistics and sums straight from the frequencies: no array of ratings is ever made, so the cost of a measure
 * grows with the points of the scale and not with the panel. All of it is exact. */
#ifndef STATS_COUNTS_H
#define STATS_COUNTS_H

#include <delphi/stats.h>

/* A rating of the sorted panel and the one after it (itself where it is the last). */
typedef struct {
    int at, next;
} stats_pair;

/* The j-th smallest rating, 1 <= j <= n, and its successor. */
stats_pair stats_order(const delphi_item *item, uint32_t j);

/* Twice the median, a whole number whatever n is. Needs a rating. */
int stats_twice_median(const delphi_item *item);

/* The sum of the ratings. */
int64_t stats_sum(const delphi_item *item);

/* Ratings from `low` to `high`, both points of the scale; what lies off the scale counts nothing. */
uint32_t stats_count(const delphi_item *item, int low, int high);

/* Ratings in the band "high"; false, and *out undefined, where the protocol has no such band. */
bool stats_high_count(const delphi_item *item, uint32_t *count, delphi_value *out);

/* How many ratings in either extreme third are classic disagreement; at least 1. */
uint32_t stats_quorum(uint32_t n);

#endif

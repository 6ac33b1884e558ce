/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The quantile of ratings that have weights.
 *
 * Definition   With W the sum of the weights: the smallest rating at which the weights so far reach p W; where they
 * equal it, the mean of that rating and the next. Source       The analogue of Hyndman and Fan's type 2, the one type
 * in which a weight of 3 and three experts of weight 1 are the same. Variant      Exact: the weights are brought to one
 * denominator and added in 128 bits. Ties         in the rating need no rule: their weights follow each other. Missing
 * ratings and "cannot judge" are not handed in. Edge cases   A weight of 0 is no rating. Weights whose common
 * denominator or sum is out of reach: undefined (WEIGHTS); decimals of up to 15 digits, which is what panel.csv allows,
 * never are. Checked      The replication property against delphi_quantile() on random panels; halves and tenths by
 * hand. */
#include "base/rational.h"
#include "stats/fraction.h"

#include <delphi/stats.h>

/* A decimal of 15 digits has 14 behind the mark at most. A weight in that unit stays below 2^110 whatever its
 * numerator, the sum below 2^117, and what is compared, a hundred times the sum, below 2^124. */
static const int64_t largest_unit = 100000000000000;
static const stats_wide largest_sum = (stats_wide)1 << 116;

/* The least common multiple of the denominators; 0 where it is too large. */
static int64_t common_unit(const delphi_rational *weights, size_t count) {
    int64_t unit = 1;
    for (size_t i = 0; i < count; i++) {
        int64_t factor = base_rational(unit, weights[i].den).den;
        if (factor > largest_unit / unit)
            return 0;
        unit *= factor;
    }
    return unit;
}

static stats_wide in_units(delphi_rational weight, int64_t unit) {
    return (stats_wide)weight.num * (unit / weight.den);
}

/* -1 where it is too large. */
static stats_wide total_of(const delphi_rational *weights, size_t count, int64_t unit) {
    stats_wide total = 0;
    for (size_t i = 0; i < count; i++) {
        total += in_units(weights[i], unit);
        if (total > largest_sum)
            return -1;
    }
    return total;
}

delphi_value delphi_weighted_quantile(const int *ratings, const delphi_rational *weights, size_t count, int num,
                                      int den) {
    int64_t unit = common_unit(weights, count);
    stats_wide total = unit > 0 ? total_of(weights, count, unit) : -1, below = 0;
    if (total < 0)
        return base_value_undefined(DELPHI_REASON_WEIGHTS);
    if (total == 0)
        return base_value_undefined(DELPHI_REASON_NO_RATINGS);
    size_t i = 0;
    while ((below += in_units(weights[i], unit)) * den < total * num)
        i++;
    size_t next = i;
    if (below * den == total * num) {
        do
            next++;
        while (weights[next].num == 0);
    }
    return base_value_rational(base_rational((int64_t)ratings[i] + ratings[next], 2));
}

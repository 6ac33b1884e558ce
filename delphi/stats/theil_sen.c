/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Theil and Sen's slope: the middle of all slopes between two years, with its 95 % interval.
 *
 * Definition   Of n years, the N = n (n - 1) / 2 slopes (x_j - x_i) / (t_j - t_i), i < j, in rising order; sen_slope is
 *              their median. sen_low and sen_high are the M-th from below and from above. Exact, where no two values
 *              are equal: M = (N - C) / 2 with C = k - 2, k the least value with P(S >= k) <= 0.025 under no trend.
 *              Else by the normal distribution: M = floor((N - 1.96 sqrt(var S)) / 2), var S with ties.
 * Source       Theil (1950); Sen (1968); the exact limits as in Hollander and Wolfe (1999), 9.3; those of the normal
 *              distribution as in Gilbert (1987), 16.4, but for rounding M down, to the wider interval, where Gilbert
 *              interpolates.
 * Variant      Slopes are compared and given as exact fractions.
 * Ties         Equal values give slopes of zero, which count.
 * Missing      A gap in the years makes the slopes over it less steep, as it should.
 * Edge cases   One year: no slope (ONE_YEAR). M = 0, as with four years and fewer: no interval (FEW_YEARS). All
 *              values equal: the slope is 0, without an interval (SAME_VALUE).
 * Checked      Sen (1968), example: slope 4; exact limits 26/7 and 35/8, as R's deming has them at 93 %. Hollander and
 *              Wolfe, examples 9.1 to 9.3 (n = 5). Through tests/oracle with R. */
#include <math.h>
#include <stdlib.h>

#include "base/rational.h"
#include "stats/trend.h"
#include "stats/trend_measures.h"

#define Z_95 1.959963984540054 /* of which 2.5 % of a normal distribution lie above */

static int by_slope(const void *left, const void *right) {
    const stats_slope *a = left, *b = right;
    stats_wide x = a->rise * b->years, y = b->rise * a->years;
    return (x > y) - (x < y);
}

static void sort_slopes(delphi_trend_space *space) {
    size_t count = 0;
    if (space->found.sorted)
        return;
    for (size_t i = 0; i < space->count; i++)
        for (size_t j = i + 1; j < space->count; j++)
            space->slopes[count++] =
                (stats_slope){space->units[j] - space->units[i], space->years[j] - space->years[i]};
    qsort(space->slopes, count, sizeof *space->slopes, by_slope);
    space->found.sorted = true;
}

static delphi_value slope_value(const delphi_trend_space *space, const stats_slope *slope) {
    return stats_fraction(slope->rise, slope->years * space->unit);
}

void stats_sen_slope(delphi_trend_space *space, delphi_value *out) {
    size_t pairs = stats_trend_pairs(space);
    sort_slopes(space);
    const stats_slope *a = &space->slopes[(pairs - 1) / 2], *b = &space->slopes[pairs / 2];
    if (a == b)
        *out = slope_value(space, a);
    else
        *out =
            stats_fraction(a->rise * b->years + b->rise * a->years, (stats_wide)2 * a->years * b->years * space->unit);
}

/* k - 2 for the least k with P(S >= k) <= 0.025; above the pairs no S can be. */
static int64_t exact_width(delphi_trend_space *space) {
    int64_t pairs = (int64_t)stats_trend_pairs(space), k = pairs + 2;
    while (k - 2 > 0 && stats_mann_kendall_tail(space, k - 2) <= 0.025)
        k -= 2;
    return k - 2;
}

/* How many slopes lie at either side of the interval, its end included; 0: there is none. */
static size_t outside(delphi_trend_space *space) {
    double pairs = (double)stats_trend_pairs(space), width;
    if (delphi_trend_exact(space))
        width = (double)exact_width(space);
    else
        width = Z_95 * sqrt((double)stats_mann_kendall_variance(space) / 18);
    double m = floor((pairs - width) / 2);
    return m >= 1 ? (size_t)m : 0;
}

static void limit(delphi_trend_space *space, bool high, delphi_value *out) {
    size_t m = outside(space), pairs = stats_trend_pairs(space);
    sort_slopes(space);
    if (stats_mann_kendall_variance(space) == 0)
        *out = base_value_undefined(DELPHI_REASON_SAME_VALUE);
    else if (m == 0 || space->count < DELPHI_TREND_LEAST_YEARS)
        *out = base_value_undefined(DELPHI_REASON_FEW_YEARS);
    else
        *out = slope_value(space, &space->slopes[high ? pairs - m : m - 1]);
}

void stats_sen_low(delphi_trend_space *space, delphi_value *out) {
    limit(space, false, out);
}

void stats_sen_high(delphi_trend_space *space, delphi_value *out) {
    limit(space, true, out);
}

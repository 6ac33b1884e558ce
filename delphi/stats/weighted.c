/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quantiles of ratings that have weights.
 *
 * Definition   With W the sum of the weights: the smallest rating at which the weights so far reach p W; where they
 *              equal it, the mean of that rating and the next. weighted_iqr = weighted_q3 - weighted_q1.
 * Source       The analogue of Hyndman and Fan's type 2 (1996), the one type in which a weight of 3 and three experts
 * of weight 1 are the same. Variant      Whatever the protocol's quantile type is. Exact: the weights are brought to
 * one denominator and added in whole numbers, 128 bits wide where they come as fractions. Where all weights are 1 the
 * measures are those of type 2. Ties         in the rating need no rule: their weights follow each other. Missing
 * ratings and "cannot judge" are not handed in. Edge cases   A weight of 0 is no rating. Weights whose common
 * denominator or sum is out of reach: undefined (WEIGHTS); decimals of up to 15 digits, which is what panel.csv allows,
 * never are in delphi_weighted_quantile(), and in a study only where 14 digits behind the mark meet weights in the
 * thousands. Checked      The replication property against delphi_quantile() on random panels; halves and tenths by
 * hand; the recipe in tests/oracle. */
#include "base/rational.h"
#include "stats/fraction.h"
#include "stats/measures.h"

/* A decimal of 15 digits has 14 behind the mark at most. A weight in that unit stays below 2^110 whatever its
 * numerator, the sum below 2^117, and what is compared, a hundred times the sum, below 2^124. */
static const int64_t largest_unit = 100000000000000;
static const stats_wide largest_sum = (stats_wide)1 << 116;

/* Goes up the ratings. */
typedef struct {
    stats_wide below, mark; /* den times the weights so far; num times all weights */
    int den;
    int64_t lower, upper; /* the quantile is the mean of these */
} climb;

/* Passes a rating, not lower than the one before; true when the quantile is known. */
static bool pass(climb *c, int64_t rating, stats_wide weight) {
    if (weight == 0)
        return false;
    c->upper = rating;
    if (c->below == c->mark)
        return true;
    c->lower = rating;
    c->below += c->den * weight;
    return c->below > c->mark;
}

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
    stats_wide total = unit > 0 ? total_of(weights, count, unit) : -1;
    if (total < 0)
        return base_value_undefined(DELPHI_REASON_WEIGHTS);
    if (total == 0)
        return base_value_undefined(DELPHI_REASON_NO_RATINGS);
    climb c = {.mark = total * num, .den = den};
    for (size_t i = 0; !pass(&c, ratings[i], in_units(weights[i], unit)); i++) {
    }
    return base_value_rational(base_rational(c.lower + c.upper, 2));
}

bool delphi_weights_in_units(const delphi_rational *weights, size_t count, int64_t *out) {
    int64_t unit = common_unit(weights, count);
    for (size_t i = 0; unit > 0 && i < count; i++) {
        if (in_units(weights[i], unit) > (stats_wide)(INT64_MAX / count))
            unit = 0;
    }
    for (size_t i = 0; unit > 0 && i < count; i++)
        out[i] = (int64_t)in_units(weights[i], unit);
    return unit > 0;
}

static int64_t weight_on(const delphi_item *item, int point) {
    return item->weights ? item->weights[point] : item->counts[point];
}

/* Twice the quantile, a whole number. */
static int64_t twice_quantile(const delphi_item *item, stats_wide total, int num, int den) {
    climb c = {.mark = total * num, .den = den};
    for (int point = 0; !pass(&c, item->scale_min + point, weight_on(item, point)); point++) {
    }
    return c.lower + c.upper;
}

/* The sum of the weights; 0, and *out undefined, where there is none. */
static stats_wide total_on(const delphi_item *item, delphi_value *out) {
    stats_wide total = 0;
    bool exact = item->weights || !item->weighted;
    for (int point = 0; exact && point < item->points; point++)
        total += weight_on(item, point);
    *out = base_value_undefined(exact ? DELPHI_REASON_NO_RATINGS : DELPHI_REASON_WEIGHTS);
    return total;
}

static void quantile(const delphi_item *item, int num, int den, delphi_value *out) {
    stats_wide total = total_on(item, out);
    if (total > 0)
        *out = base_value_rational(base_rational(twice_quantile(item, total, num, den), 2));
}

void stats_weighted_median(const delphi_item *item, delphi_value *out) {
    quantile(item, 1, 2, out);
}

void stats_weighted_q1(const delphi_item *item, delphi_value *out) {
    quantile(item, 1, 4, out);
}

void stats_weighted_q3(const delphi_item *item, delphi_value *out) {
    quantile(item, 3, 4, out);
}

void stats_weighted_iqr(const delphi_item *item, delphi_value *out) {
    stats_wide total = total_on(item, out);
    if (total > 0)
        *out = base_value_rational(
            base_rational(twice_quantile(item, total, 3, 4) - twice_quantile(item, total, 1, 4), 2));
}

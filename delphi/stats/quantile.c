/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quantiles of types 2, 6, 7 and 8, and Tukey's hinges, as exact fractions.
 *
 * Definition   With the ratings in order and p = num/den, take the position h, clipped to [1, n], and j = floor(h):
 *                  Q(p) = x(j) + (h - j) (x(j+1) - x(j)).
 *              type 6: h = (n+1)p           type 7: h = (n-1)p + 1           type 8: h = (n + 1/3)p + 1/3
 *              type 2: the mean of x(np) and x(np+1) where np is whole (h = np + 1/2), else x(ceil(np))
 *              hinges: the medians of the lower and the upper half, the middle rating belonging to both when n is odd
 * Source       Hyndman and Fan (1996), The American Statistician 50:361-365, for the types and their numbers; Tukey
 *              (1977), Exploratory Data Analysis, for the hinges.
 * Variant      The protocol chooses. The type decides verdicts (an IQR of 1.0 or 1.5 in the same ratings), so all five
 *              are here. Every h is a fraction with a known denominator, and so is Q: types 6 and 7 `den`, type 8
 *              3 `den`, type 2 and the hinges 2. GSL has type 7 only, in doubles, and serves the tests as a reference.
 * Ties         need no rule. Missing ratings and "cannot judge" are not in the counts.
 * Edge cases   One rating is its own quantile in every type. Hinges are quartiles: they exist at 1/4, 1/2, 3/4 only.
 *              All types agree on the median.
 * Checked      METHODS 2.1 and 2.3 (1:10 in five types, the 5-point rows); R 4.2.2's quantile() and fivenum() through
 *              tests/oracle; gsl_stats_quantile_from_sorted_data for type 7. */
#include "stats/quantile.h"

#include "base/rational.h"
#include "stats/counts.h"
#include "stats/measures.h"

/* A position among the sorted ratings: j + rest/den, 0 <= rest < den. */
typedef struct {
    int64_t j, rest, den;
} place;

/* h = ((stretch n + shift) p + start) / stretch, as types 6, 7 and 8 write it. */
typedef struct {
    delphi_quantile_type type;
    int stretch, shift, start;
} linear_type;

static const linear_type linear_types[] = {
    {DELPHI_QUANTILE_TYPE6, 1, 1, 0},
    {DELPHI_QUANTILE_TYPE7, 1, -1, 1},
    {DELPHI_QUANTILE_TYPE8, 3, 1, 1},
};

/* No clipping is needed at the top: h stays below n + 1, and what follows the last rating is the last rating. */
static place linear_place(const linear_type *linear, int64_t n, int num, int den) {
    int64_t scaled = (linear->stretch * n + linear->shift) * num + (int64_t)linear->start * den;
    int64_t whole = (int64_t)linear->stretch * den;
    if (scaled <= whole)
        return (place){1, 0, whole};
    return (place){scaled / whole, scaled % whole, whole};
}

static place averaged_place(int64_t n, int num, int den) {
    int64_t j = n * num / den;
    bool whole = n * num % den == 0;
    return whole ? (place){j, 1, 2} : (place){j + 1, 0, 2};
}

/* The median of the first `half` ratings. */
static place half_place(int64_t half) {
    return (place){(half + 1) / 2, half % 2 == 0 ? 1 : 0, 2};
}

static bool hinge_place(int64_t n, int num, int den, place *out) {
    place lower = half_place((n + 1) / 2);
    if (4 * num == den)
        *out = lower;
    else if (4 * num == 3 * den)
        *out = (place){n + 1 - lower.j - lower.rest, lower.rest, 2}; /* its mirror image */
    else if (2 * num == den)
        *out = half_place(n);
    else
        return false;
    return true;
}

static bool find_place(delphi_quantile_type type, int64_t n, int num, int den, place *out) {
    for (size_t i = 0; i < sizeof linear_types / sizeof *linear_types; i++) {
        if (linear_types[i].type == type) {
            *out = linear_place(&linear_types[i], n, num, den);
            return true;
        }
    }
    if (type == DELPHI_QUANTILE_HINGES)
        return hinge_place(n, num, den, out);
    *out = averaged_place(n, num, den);
    return type == DELPHI_QUANTILE_TYPE2;
}

bool stats_quantile(const delphi_item *item, delphi_quantile_type type, int num, int den, delphi_rational *out) {
    place h;
    if (!find_place(type, item->n, num, den, &h))
        return false;
    stats_pair x = stats_order(item, (uint32_t)h.j);
    *out = (delphi_rational){x.at * h.den + h.rest * (x.next - x.at), h.den};
    return true;
}

size_t stats_quantile_ranks(uint32_t n, delphi_quantile_type type, int num, int den, uint32_t ranks[2]) {
    place h;
    if (n == 0 || !find_place(type, n, num, den, &h))
        return 0;
    ranks[0] = (uint32_t)h.j;
    ranks[1] = ranks[0] + 1;
    return h.rest > 0 && ranks[0] < n ? 2 : 1;
}

delphi_value delphi_quantile(const delphi_item *item, delphi_quantile_type type, int num, int den) {
    delphi_rational q;
    if (item->n == 0)
        return base_value_undefined(DELPHI_REASON_NO_RATINGS);
    if (!stats_quantile(item, type, num, den, &q))
        return base_value_undefined(DELPHI_REASON_NO_SUCH_QUANTILE);
    return base_value_rational(base_rational(q.num, q.den));
}

void stats_q1(const delphi_item *item, delphi_value *out) {
    *out = delphi_quantile(item, item->quantile_type, 1, 4);
}

void stats_q3(const delphi_item *item, delphi_value *out) {
    *out = delphi_quantile(item, item->quantile_type, 3, 4);
}

void stats_iqr(const delphi_item *item, delphi_value *out) {
    delphi_rational q1, q3;
    if (!stats_quantile(item, item->quantile_type, 1, 4, &q1) || !stats_quantile(item, item->quantile_type, 3, 4, &q3))
        *out = base_value_undefined(DELPHI_REASON_NO_SUCH_QUANTILE);
    else
        *out = base_value_rational(base_rational(q3.num - q1.num, q1.den));
}

void stats_p30(const delphi_item *item, delphi_value *out) {
    *out = delphi_quantile(item, item->quantile_type, 3, 10);
}

void stats_p70(const delphi_item *item, delphi_value *out) {
    *out = delphi_quantile(item, item->quantile_type, 7, 10);
}

void stats_hinge_lower(const delphi_item *item, delphi_value *out) {
    *out = delphi_quantile(item, DELPHI_QUANTILE_HINGES, 1, 4);
}

void stats_hinge_upper(const delphi_item *item, delphi_value *out) {
    *out = delphi_quantile(item, DELPHI_QUANTILE_HINGES, 3, 4);
}

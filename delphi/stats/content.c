/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Content validity of one indicator: the content validity index, and the same corrected for chance.
 *
 * Definition   i_cvi = A / N, with A ratings in the band "high" out of N;
 *              modified_kappa = (i_cvi - Pc) / (1 - Pc), Pc = C(N, A) 0.5^N: the chance that exactly A of N experts who
 *              toss a coin call the indicator relevant.
 * Source       Polit, Beck and Owen (2007) for the modified kappa and its reading. The AD index that is reported
 *              beside them is mean_abs_dev_median.
 * Variant      The index is usually made on four points, with 3 and 4 as "relevant"; here the protocol's band "high"
 *              says what counts. Printed tables put a rounded i_cvi into the formula and may differ in the second
 *              decimal. Up to 57 ratings all terms are whole numbers below 2^63 and one division rounds; beyond that
 *              Pc is a double, and below 0.11.
 * Ties         need no rule.
 * Missing      ratings and "cannot judge" are no vote against: N is the valid ratings.
 * Edge cases   No band "high": undefined (NO_HIGH_BAND). Pc would be 1 for N = 0 alone, which has no rating. One
 *              rating gives 1 or -1. Where nobody rates in the band, kappa is just below 0: less agreement on
 *              relevance than coins would show.
 * Checked      METHODS 2.4: the published table for N = 7, eleven values for N = 3 to 10; the formula in doubles for
 *              N up to 57, and where the two ways meet. */
#include "base/rational.h"
#include "stats/binomial.h"
#include "stats/counts.h"
#include "stats/measures.h"

enum { LARGEST_WHOLE = 57 }; /* 57 * 2^57 < 2^63 < 58 * 2^58 */

void stats_i_cvi(const delphi_item *item, delphi_value *out) {
    uint32_t relevant;
    if (stats_high_count(item, &relevant, out))
        *out = base_value_rational(base_rational(relevant, item->n));
}

/* C(n, k); n <= LARGEST_WHOLE keeps the products below 2^63. */
static int64_t combinations(int64_t n, int64_t k) {
    int64_t ways = 1;
    for (int64_t i = 1; i <= k; i++)
        ways = ways * (n - k + i) / i;
    return ways;
}

/* Both sides of the fraction times 2^n: (a 2^n - n C) / (n (2^n - C)). */
static double kappa_in_whole_numbers(int64_t a, int64_t n) {
    int64_t all = (int64_t)1 << n, ways = combinations(n, a < n - a ? a : n - a);
    return (double)(a * all - n * ways) / (double)(n * (all - ways));
}

void stats_modified_kappa(const delphi_item *item, delphi_value *out) {
    uint32_t relevant;
    if (!stats_high_count(item, &relevant, out))
        return;
    if (item->n <= LARGEST_WHOLE) {
        *out = base_value_real(kappa_in_whole_numbers(relevant, item->n));
        return;
    }
    double chance = stats_binomial_coin(relevant, item->n);
    *out = base_value_real(((double)relevant / item->n - chance) / (1 - chance));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lawshe's content validity ratio, and the least value of it that chance would not give.
 *
 * Definition   cvr = (ne - n/2) / (n/2) = (2 ne - n) / n, with ne ratings in the band "high" out of n.
 *              cvr_critical is the cvr of the least k with P(X >= k) <= 0.05 for X binomial (n, 1/2).
 * Source       Lawshe (1975) for the ratio; for the critical values the exact one-tailed binomial test, the approach of
 *              Ayre and Scally (2014).
 * Variant      Computed for every n, never read from a table or interpolated: the critical value is not monotone in n
 *              (0.778 for 9, 0.800 for 10, 0.636 for 11). GSL's gsl_cdf_binomial_Q(k, p, n) is P(X > k), so P(X >= k)
 *              is its value at k - 1. No tail equals 1/20 exactly, since its denominator is a power of two; a double's
 *              last digit cannot turn the comparison for panels of a size that occurs.
 * Ties         need no rule.
 * Missing      ratings and "cannot judge" are no vote against: n is the valid ratings.
 * Edge cases   No band "high" in the protocol: cvr is undefined (NO_HIGH_BAND). Under five ratings not even a unanimous
 *              panel is significant (1/16 > 0.05): cvr_critical is undefined (SMALL_PANEL).
 * Checked      Worked example n 13, ne 10: 7/13; the table for n = 5 to 40 of METHODS 2.4; the definition in whole
 *              numbers for n up to 58, and both its sides for n up to 3,000. */
#include <gsl/gsl_cdf.h>
#include <math.h>

#include "base/rational.h"
#include "stats/counts.h"
#include "stats/measures.h"

enum { SMALLEST_PANEL = 5 };
static const double alpha = 0.05;

void stats_cvr(const delphi_item *item, delphi_value *out) {
    if (item->high_low > item->high_high) {
        *out = base_value_undefined(DELPHI_REASON_NO_HIGH_BAND);
        return;
    }
    int64_t essential = stats_count(item, item->high_low, item->high_high);
    *out = base_value_rational(base_rational(2 * essential - item->n, item->n));
}

static bool significant(uint32_t k, uint32_t n) {
    return gsl_cdf_binomial_Q(k - 1, 0.5, n) <= alpha;
}

/* The least significant k. The normal approximation with its continuity correction starts the search: it is never too
 * low, because the binomial's tail is the lighter one here, and too high by one at most; so one or two tails settle it.
 */
static uint32_t critical_count(uint32_t n) {
    double normal = 0.5 * n + 0.5 + 1.6448536269514722 * 0.5 * sqrt(n);
    uint32_t k = normal < n ? (uint32_t)ceil(normal) : n;
    while (k > 1 && significant(k - 1, n))
        k--;
    return k;
}

void stats_cvr_critical(const delphi_item *item, delphi_value *out) {
    int64_t n = item->n;
    *out = n < SMALLEST_PANEL ? base_value_undefined(DELPHI_REASON_SMALL_PANEL)
                              : base_value_rational(base_rational(2 * (int64_t)critical_count(item->n) - n, n));
}

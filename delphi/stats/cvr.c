/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lawshe's content validity ratio, and the least value of it that chance would not give.
 *
 * Definition   cvr = (ne - n/2) / (n/2) = (2 ne - n) / n, with ne ratings in the band "high" out of n.
 *              cvr_critical is the cvr of the least k with P(X >= k) <= 0.05 for X binomial (n, 1/2).
 *              cvr_wilson = z / sqrt(n), z = 1.6449 the normal distribution's 95th percentile.
 * Source       Lawshe (1975) for the ratio; for the critical values the exact one-tailed binomial test, the approach of
 *              Ayre and Scally (2014), and its normal approximation, Wilson, Pan and Schumsky (2012).
 * Variant      Computed for every n, never read from a table or interpolated: the critical value is not monotone in n
 *              (0.778 for 9, 0.800 for 10, 0.636 for 11). The approximation stands beside it because published
 *              protocols use it; it lies below the exact value in small panels (0.456 against 0.538 for 13).
 * Ties         need no rule.
 * Missing      ratings and "cannot judge" are no vote against: n is the valid ratings.
 * Edge cases   No band "high" in the protocol: cvr is undefined (NO_HIGH_BAND). Under five ratings not even a unanimous
 *              panel is significant (1/16 > 0.05): both critical values are undefined (SMALL_PANEL), the approximate
 *              one too, which would let three of three pass.
 * Checked      Worked example n 13, ne 10: 7/13; the table for n = 5 to 40 of METHODS 2.4; the definition in whole
 *              numbers for n up to 58, and both its sides for n up to 3,000. */
#include <math.h>

#include "base/rational.h"
#include "stats/binomial.h"
#include "stats/counts.h"
#include "stats/measures.h"

enum { SMALLEST_PANEL = 5 };
static const double alpha = 0.05, normal_quantile = 1.6448536269514722;

void stats_cvr(const delphi_item *item, delphi_value *out) {
    uint32_t essential;
    if (stats_high_count(item, &essential, out))
        *out = base_value_rational(base_rational(2 * (int64_t)essential - item->n, item->n));
}

void stats_cvr_critical(const delphi_item *item, delphi_value *out) {
    int64_t n = item->n;
    *out = n < SMALLEST_PANEL
               ? base_value_undefined(DELPHI_REASON_SMALL_PANEL)
               : base_value_rational(base_rational(2 * (int64_t)stats_critical_count(item->n, alpha) - n, n));
}

void stats_cvr_wilson(const delphi_item *item, delphi_value *out) {
    *out = item->n < SMALLEST_PANEL ? base_value_undefined(DELPHI_REASON_SMALL_PANEL)
                                    : base_value_real(normal_quantile / sqrt(item->n));
}

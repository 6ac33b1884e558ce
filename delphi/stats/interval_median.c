/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The 95% interval of the median from two order statistics.
 *
 * Definition   From x(j) to x(n + 1 - j), j the greatest with 1 - 2 P(X < j) >= 0.95 for X binomial (n, 1/2).
 * Source       common knowledge (the sign test turned round).
 * Variant      No distribution is assumed. The certainty is 95% or the next that n allows above it: 98.4% for 7
 * ratings, 96.2% for 40. j is n + 1 less the critical count of the one-tailed test at 0.025. It does not depend on the
 * quantile type. Ties         make the interval more certain, not less. Missing      ratings and "cannot judge" do not
 * count. Edge cases   Under six ratings not even the lowest and the highest enclose the median with 95%: undefined
 *              (NO_INTERVAL).
 * Checked      METHODS 2.10: the ranks for n = 7, 9, 11, 15, 21, 23 and 40, with their coverage. */
#include "base/rational.h"
#include "stats/binomial.h"
#include "stats/counts.h"
#include "stats/measures.h"

/* The rating of the interval's lower or upper rank. */
static delphi_value bound(const delphi_item *item, bool upper) {
    uint64_t rank = stats_critical_count(item->n, STATS_MEDIAN_TAIL);
    if (rank > item->n)
        return base_value_undefined(DELPHI_REASON_NO_INTERVAL);
    return base_value_integer(stats_order(item, (uint32_t)(upper ? rank : item->n + 1 - rank)).at);
}

void stats_median_low(const delphi_item *item, delphi_value *out) {
    *out = bound(item, false);
}

void stats_median_high(const delphi_item *item, delphi_value *out) {
    *out = bound(item, true);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far the ratings spread: minimum, maximum, standard deviation, coefficient of variation.
 *
 * Definition   sd = sqrt(sum((x - mean)^2) / (n - 1)); cv = sd / mean.
 * Source       common knowledge.
 * Variant      The sample's standard deviation (n - 1). It is irrational by nature, but what stands under the root
 *              is n sum(x^2) - sum(x)^2 over n (n - 1), whole numbers taken exactly in 128 bits: only the last
 *              steps round, and constant ratings give 0 and nothing near it.
 * Ties         need no rule.
 * Missing      ratings and "cannot judge" do not count.
 * Edge cases   One rating has no sd (ONE_RATING). A mean of zero has no cv (ZERO_MEAN); a negative mean gives a
 *              negative one. On a scale with an arbitrary zero the cv means little: 1 to 9 and 0 to 8 give
 *              different values.
 * Checked      R 4.2.2's sd() through tests/oracle; gsl_stats_sd; the paired vector of METHODS 2.8. */
#include <math.h>

#include "base/rational.h"
#include "stats/counts.h"
#include "stats/measures.h"

__extension__ typedef unsigned __int128 wide;

/* n^2 times the mean squared deviation. Steps above the lowest point serve as well as ratings: a shift changes nothing.
 */
static double squared_deviations(const delphi_item *item) {
    uint64_t sum = 0, squares = 0;
    for (uint64_t i = 1; i < (uint64_t)item->points; i++) {
        sum += i * item->counts[i];
        squares += i * i * item->counts[i];
    }
    return (double)((wide)squares * item->n - (wide)sum * sum);
}

void stats_min(const delphi_item *item, delphi_value *out) {
    int i = 0;
    while (item->counts[i] == 0)
        i++;
    *out = base_value_integer(item->scale_min + i);
}

void stats_max(const delphi_item *item, delphi_value *out) {
    int i = item->points - 1;
    while (item->counts[i] == 0)
        i--;
    *out = base_value_integer(item->scale_min + i);
}

void stats_sd(const delphi_item *item, delphi_value *out) {
    double n = item->n;
    *out = item->n < 2 ? base_value_undefined(DELPHI_REASON_ONE_RATING)
                       : base_value_real(sqrt(squared_deviations(item) / (n * (n - 1))));
}

void stats_cv(const delphi_item *item, delphi_value *out) {
    double n = item->n;
    int64_t sum = stats_sum(item);
    if (item->n < 2)
        *out = base_value_undefined(DELPHI_REASON_ONE_RATING);
    else if (sum == 0)
        *out = base_value_undefined(DELPHI_REASON_ZERO_MEAN);
    else
        *out = base_value_real(sqrt(squared_deviations(item) * n / (n - 1)) / (double)sum);
}

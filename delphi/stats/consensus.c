/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tastle and Wierman's consensus.
 *
 * Definition   Cns = 1 + sum over the points of p_i log2(1 - |i - mean| / (K - 1)), p_i the share of the ratings on
 *              point i of K.
 * Source       Tastle and Wierman (2007), Consensus and dissention: a measure of ordinal dispersion, International
 *              Journal of Approximate Reasoning 45:531-545.
 * Variant      The width is the scale's, not that of the ratings. The argument of the logarithm is a fraction of whole
 *              numbers below 2^53. Its logarithm is taken here, by the series of atanh and with nothing but the four
 *              operations: log2() of one C library differs from another's in the last digit, and a round has to
 *              recompute to the same bytes.
 * Ties         are what a frequency is.
 * Missing      ratings and "cannot judge" do not count.
 * Edge cases   All ratings on one point: 1. Half of them at either end: exactly 0. The argument is never 0, since a
 *              rating that lies K - 1 from the mean would have to be part of that mean.
 * Checked      METHODS 2.7: 0.7256876, 0.4920546, 0.7924342, 0; R's agrmt 1.42.12 through tests/oracle. */
#include "base/rational.h"
#include "stats/measures.h"

static const double half_root = 0.70710678118654752440, log2_e = 1.44269504088896340736;

/* log2(p / q) for 0 < p <= q. With p brought within a factor sqrt(2) of q, s^2 < 0.03 and twelve terms leave 10^-20. */
static double log2_of(double p, double q) {
    int doubled = 0;
    for (; p < half_root * q; p *= 2)
        doubled++;
    double s = (p - q) / (p + q), series = 0;
    for (int k = 23; k > 0; k -= 2)
        series = series * s * s + 1.0 / k;
    return 2 * s * series * log2_e - doubled;
}

void stats_tastle_wierman_cns(const delphi_item *item, delphi_value *out) {
    int64_t n = item->n, steps = 0, width = n * (item->points - 1);
    for (int i = 1; i < item->points; i++)
        steps += (int64_t)i * item->counts[i];
    double sum = 0;
    for (int i = 0; i < item->points; i++) {
        int64_t distance = i * n - steps; /* n (i - mean) */
        if (item->counts[i] > 0)
            sum += item->counts[i] * log2_of((double)(width - (distance < 0 ? -distance : distance)), (double)width);
    }
    *out = base_value_real(1 + sum / (double)n);
}

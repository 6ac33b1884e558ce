/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dispersion and concentration from the cumulative frequencies: Leik's D, Blair and Lacy's l-squared.
 *
 * Definition   With F_i the share of the ratings on point i or below, and K points:
 *              leik_d = 2 sum(d_i) / (K - 1), d_i = F_i up to a half and 1 - F_i above it;
 *              blair_lacy_l2 = 1 - 4 sum(F_i (1 - F_i)) / (K - 1).
 * Source       Leik (1966), A measure of ordinal consensus, Pacific Sociological Review 9:85-90; Blair and Lacy (2000),
 *              Statistics of ordinal variation, Sociological Methods and Research 28:251-280.
 * Variant      l-squared is a concentration: 1 where all ratings are on one point, 0 where half of them lie at either
 *              end. Its complement is the dispersion 4 sum(F_i (1 - F_i)) / (K - 1) of Berry and Mielke, which
 * METHODS 2.7 tabulates. Both measures are exact fractions. Ties         are what a frequency is. Missing      ratings
 * and "cannot judge" do not count; points that nobody chose do. Edge cases   The last F is 1 and adds nothing. n^2 (K -
 * 1) outgrows 64 bits from about 1,000,000,000 ratings on; then l-squared is a real where it does not reduce. Checked
 * METHODS 2.7: the example of seven points (0.286667; 1 - 0.402667), uniform over nine (5/9), both extremes, the
 * nine-point example (0.25; 1 - 0.351111); R's agrmt 1.42.12 through tests/oracle. */
#include "base/rational.h"
#include "stats/fraction.h"
#include "stats/measures.h"

void stats_leik_d(const delphi_item *item, delphi_value *out) {
    int64_t n = item->n, below = 0, sum = 0;
    for (int i = 0; i + 1 < item->points; i++) {
        below += item->counts[i];
        sum += below <= n - below ? below : n - below;
    }
    *out = base_value_rational(base_rational(2 * sum, n * (item->points - 1)));
}

void stats_blair_lacy_l2(const delphi_item *item, delphi_value *out) {
    int64_t n = item->n, below = 0;
    stats_wide sum = 0, scale = (stats_wide)n * n * (item->points - 1);
    for (int i = 0; i + 1 < item->points; i++) {
        below += item->counts[i];
        sum += (stats_wide)below * (n - below);
    }
    *out = stats_fraction(scale - 4 * sum, scale);
}

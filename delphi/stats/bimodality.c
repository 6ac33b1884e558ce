/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sarle's bimodality coefficient.
 *
 * Definition   b = (g1^2 + 1) / (g2 + 3 (n - 1)^2 / ((n - 2) (n - 3))), g1 the skewness and g2 the excess kurtosis,
 * both corrected for the sample's bias. Source       SAS Institute (1990); as written in Pfister et al. (2013), Good
 * things peak in pairs, Frontiers in Psychology 4:700, which settles which skewness and kurtosis are meant. Variant
 * With the central moments m2, m3, m4 (sums over n) the corrections cancel to b = (n - 3) (n (n - 1) m3^2 + (n - 2)^2
 * m2^3) / ((n - 2) (n^2 - 1) m2 m4), which takes no root. Ties         are what a frequency is. Missing      ratings
 * and "cannot judge" do not count. Edge cases   Under four ratings: undefined (UNDER_FOUR). All equal: undefined
 * (ALL_EQUAL). In small panels it is low whatever the shape: two against two give 2/15. It reads a heavy skew as two
 * modes, too. Checked      The two distributions of Pfister et al. (0.34 and 0.79), exact fractions through
 * tests/oracle. */
#include "base/rational.h"
#include "stats/measures.h"

typedef struct {
    double m2, m3, m4;
} moments;

static moments central_moments(const delphi_item *item) {
    int64_t n = item->n, steps = 0;
    for (int i = 1; i < item->points; i++)
        steps += (int64_t)i * item->counts[i];
    moments m = {0};
    for (int i = 0; i < item->points; i++) {
        double count = item->counts[i], d = (double)(i * n - steps) / (double)n;
        m.m2 += count * d * d;
        m.m3 += count * d * d * d;
        m.m4 += count * d * d * d * d;
    }
    return (moments){m.m2 / (double)n, m.m3 / (double)n, m.m4 / (double)n};
}

void stats_bimodality(const delphi_item *item, delphi_value *out) {
    double n = item->n;
    moments m = central_moments(item);
    if (item->n < 4)
        *out = base_value_undefined(DELPHI_REASON_UNDER_FOUR);
    else if (m.m2 == 0)
        *out = base_value_undefined(DELPHI_REASON_ALL_EQUAL);
    else
        *out = base_value_real((n - 3) * (n * (n - 1) * m.m3 * m.m3 + (n - 2) * (n - 2) * m.m2 * m.m2 * m.m2) /
                               ((n - 2) * (n * n - 1) * m.m2 * m.m4));
}

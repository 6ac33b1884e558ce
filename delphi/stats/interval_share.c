/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 95% intervals of a share: Wilson's, and Clopper and Pearson's exact one.
 *
 * Definition   Wilson: the p at which the score test does not reject k of n,
 *              (k + z^2 / 2 -+ z sqrt(k (n - k) / n + z^2 / 4)) / (n + z^2), z = 1.9600.
 *              Clopper and Pearson: from the p with P(X >= k) = 0.025 to the p with P(X <= k) = 0.025, X binomial (n,
 * p). Source       Wilson (1927); Clopper and Pearson (1934). Variant      No continuity correction. P(X >= k) is the
 * beta distribution's P at p with k and n - k + 1. GSL's inverse of it does not converge everywhere (2.7.1 gives NaN at
 * k 370 of n 382, and calls its error handler), so the interval is halved until it ends between two neighbouring
 * doubles. Edge cases   k = 0 starts at 0 and k = n ends at 1, exactly. n = 0: no interval (EMPTY_BASE). Checked
 * METHODS 2.10: 16/21, 14/20, 12/15 and 7/10, both kinds; the definition at both ends for n up to 400; the closed form
 * of Clopper and Pearson at k = 0 and k = n. */
#include <gsl/gsl_cdf.h>
#include <math.h>

#include <delphi/stats.h>

static const double z = 1.959963984540054, tail = 0.025;

delphi_reason delphi_interval_wilson(uint32_t k, uint32_t n, delphi_interval *out) {
    if (n == 0)
        return DELPHI_REASON_EMPTY_BASE;
    double centre = k + z * z / 2, half = z * sqrt((double)k * (n - k) / n + z * z / 4);
    *out = (delphi_interval){.low = k == 0 ? 0 : (centre - half) / (n + z * z),
                             .high = k == n ? 1 : (centre + half) / (n + z * z)};
    return DELPHI_REASON_NONE;
}

/* The p at which P(X >= k) = 0.025. The upper end is the lower one of those who have the property not: in this tail
 * GSL's continued fraction, which is cut off after 512 steps, errs to the safe side near k / n when n is in the
 * millions. */
static double lower_end(uint32_t k, uint32_t n) {
    if (k == 0)
        return 0;
    double low = 0, high = 1;
    for (;;) {
        double middle = (low + high) / 2;
        if (middle <= low || middle >= high)
            return middle;
        if (gsl_cdf_beta_P(middle, k, (double)n - k + 1) < tail)
            low = middle;
        else
            high = middle;
    }
}

delphi_reason delphi_interval_clopper_pearson(uint32_t k, uint32_t n, delphi_interval *out) {
    if (n == 0)
        return DELPHI_REASON_EMPTY_BASE;
    *out = (delphi_interval){.low = lower_end(k, n), .high = 1 - lower_end(n - k, n)};
    return DELPHI_REASON_NONE;
}

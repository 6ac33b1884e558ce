/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 95% intervals of a share: Wilson's, and Clopper and Pearson's exact one.
 *
 * Definition   Wilson: the p at which the score test does not reject k of n,
 *              (k + z^2 / 2 -+ z sqrt(k (n - k) / n + z^2 / 4)) / (n + z^2), z = 1.9600.
 *              Clopper and Pearson: from the p with P(X >= k) = 0.025 to the p with P(X <= k) = 0.025, X binomial
 *              (n, p).
 * Source       Wilson (1927); Clopper and Pearson (1934).
 * Variant      No continuity correction in Wilson's; with one it is where the search for the exact ends begins. The
 *              search takes Halley's steps, two or three of them, and falls back on halving. GSL's inverse of the beta
 *              distribution, which is P(X >= k) as a function of p, does not converge everywhere (2.7.1 gives NaN at k
 *              370 of n 382, and calls its error handler).
 * Edge cases   k = 0 starts at 0 and k = n ends at 1, exactly. n = 0: no interval (EMPTY_BASE).
 * Checked      METHODS 2.10: 16/21, 14/20, 12/15 and 7/10, both kinds; the definition at both ends for n up to 400;
 *              the closed form of Clopper and Pearson at k = 0 and k = n. */
#include <math.h>

#include <delphi/stats.h>

#include "stats/binomial.h"

static const double z = 1.959963984540054, tail = 0.025;

/* Halley's method gains two thirds of the digits in every step: after one that is this small, the next would be lost in
 * the rounding. */
static const double last_step = 1e-7;

delphi_reason delphi_interval_wilson(uint32_t k, uint32_t n, delphi_interval *out) {
    if (n == 0)
        return DELPHI_REASON_EMPTY_BASE;
    double centre = k + z * z / 2, half = z * sqrt((double)k * (n - k) / n + z * z / 4);
    *out = (delphi_interval){.low = k == 0 ? 0 : (centre - half) / (n + z * z),
                             .high = k == n ? 1 : (centre + half) / (n + z * z)};
    return DELPHI_REASON_NONE;
}

/* Wilson's lower end of half a rating fewer. */
static double first_guess(uint32_t k, uint32_t n) {
    double fewer = k - 0.5;
    return (fewer + z * z / 2 - z * sqrt(fewer * (n - fewer) / n + z * z / 4)) / (n + z * z);
}

/* The p at which P(X >= k) = 0.025. The upper end is the lower one of those who have the property not: in this tail
 * GSL's continued fraction, which is cut off after 512 steps, errs to the safe side near k / n when n is in the
 * millions. */
static double lower_end(uint32_t k, uint32_t n) {
    double low = 0, high = (double)k / n, p = first_guess(k, n);
    if (k == 0)
        return 0;
    stats_binomial_tail of = stats_binomial_tail_of(k, n);
    for (;;) {
        double slope, chance = stats_binomial_at_least(&of, p, &slope);
        double newton = (chance - tail) / slope, bend = ((k - 1.0) / p - (n - k) / (1 - p)) / 2;
        double next = p - newton / (1 - newton * bend);
        if (chance < tail)
            low = p;
        else
            high = p;
        if (!(next >= low && next <= high))
            next = (low + high) / 2;
        if (fabs(next - p) <= last_step * p)
            return next;
        p = next;
    }
}

delphi_reason delphi_interval_clopper_pearson(uint32_t k, uint32_t n, delphi_interval *out) {
    if (n == 0)
        return DELPHI_REASON_EMPTY_BASE;
    *out = (delphi_interval){.low = lower_end(k, n), .high = 1 - lower_end(n - k, n)};
    return DELPHI_REASON_NONE;
}

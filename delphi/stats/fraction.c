/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From 128 bits back to a value: exact where the reduced fraction fits in 64 bits. Panels of a size that occurs stay
 * below 64 bits from the start; the slow division of 128 bits is for the others.
 *
 * Checked      by tests/unit/stats_polarisation.c, on panels of thousands of millions. */
#include "stats/fraction.h"

#include "base/rational.h"

static bool fits(stats_wide x) {
    return x >= -INT64_MAX && x <= INT64_MAX;
}

static stats_wide common_divisor(stats_wide a, stats_wide b) {
    while (b) {
        stats_wide rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

delphi_value stats_fraction(stats_wide num, stats_wide den) {
    if (!fits(num) || !fits(den)) {
        stats_wide d = common_divisor(num < 0 ? -num : num, den);
        num /= d;
        den /= d;
    }
    if (!fits(num) || !fits(den))
        return base_value_real((double)num / (double)den);
    return base_value_rational(base_rational((int64_t)num, (int64_t)den));
}

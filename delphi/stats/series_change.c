/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a series stands and how far it went.
 *
 * Definition   level: the value of the last year that has one. change: that less the value of the first such year.
 *              change_relative: the change divided by the first value.
 * Variant      Exact fractions, since the values are decimals.
 * Missing      Years without a value are passed over, at the ends too.
 * Edge cases   A first value of zero or below: a relative change would have no meaning (NOT_ABOVE_ZERO).
 * Checked      By hand in the tests, and through tests/oracle. */
#include "base/rational.h"
#include "stats/trend.h"
#include "stats/trend_measures.h"

void stats_years(delphi_trend_space *space, delphi_value *out) {
    *out = base_value_integer((int64_t)space->count);
}

void stats_level(delphi_trend_space *space, delphi_value *out) {
    *out = stats_fraction(space->units[space->count - 1], space->unit);
}

void stats_level_change(delphi_trend_space *space, delphi_value *out) {
    *out = stats_fraction(space->units[space->count - 1] - space->units[0], space->unit);
}

void stats_level_change_relative(delphi_trend_space *space, delphi_value *out) {
    stats_wide first = space->units[0];
    if (first > 0)
        *out = stats_fraction(space->units[space->count - 1] - first, first);
    else
        *out = base_value_undefined(DELPHI_REASON_NOT_ABOVE_ZERO);
}

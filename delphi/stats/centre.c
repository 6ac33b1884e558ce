/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the ratings lie: mean, median, mode, and how many share the mode.
 *
 * Definition   mean = sum(x) / n; median = the middle rating, or the mean of the two middle ones; mode = the point
 *              that was given most often; mode_share = the ratings on it / n.
 * Source       common knowledge.
 * Variant      All three are exact fractions: a rule may ask for `mean >= 7` of ratings whose mean is 7 exactly.
 *              The median does not depend on the quantile type: all the types that are here agree on it.
 * Ties         Several points equally frequent: the mode is undefined (SEVERAL_MODES). To take the lowest or the
 *              highest of them would be a choice that nobody made. Their share is the same for all, and defined.
 * Missing      ratings and "cannot judge" do not count.
 * Edge cases   One rating is its own mean, median and mode. A mean takes the steps of the scale to be equal; it is
 *              here because protocols ask for it.
 * Checked      R 4.2.2's mean() and median() through tests/oracle; gsl_stats_mean; the mode by hand; mode_share by the
 * recipe in tests/oracle. */
#include "base/rational.h"
#include "stats/counts.h"
#include "stats/measures.h"

void stats_mean(const delphi_item *item, delphi_value *out) {
    *out = base_value_rational(base_rational(stats_sum(item), item->n));
}

void stats_median(const delphi_item *item, delphi_value *out) {
    int twice = stats_twice_median(item);
    *out = twice % 2 == 0 ? base_value_integer(twice / 2) : base_value_rational((delphi_rational){twice, 2});
}

void stats_mode(const delphi_item *item, delphi_value *out) {
    int best = 0;
    bool tied = false;
    for (int i = 1; i < item->points; i++) {
        if (item->counts[i] > item->counts[best]) {
            best = i;
            tied = false;
        } else if (item->counts[i] == item->counts[best]) {
            tied = true;
        }
    }
    *out = tied ? base_value_undefined(DELPHI_REASON_SEVERAL_MODES) : base_value_integer(item->scale_min + best);
}

void stats_mode_share(const delphi_item *item, delphi_value *out) {
    uint32_t most = 0;
    for (int i = 0; i < item->points; i++) {
        if (item->counts[i] > most)
            most = item->counts[i];
    }
    *out = base_value_rational(base_rational(most, item->n));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bootstrap interval of Krippendorff's alpha.
 *
 * Definition   The pairable items (two ratings or more) are drawn with replacement, as many as there are, B times; the
 *              2.5th and 97.5th percentile (type 7) of alpha over the draws.
 * Source       Efron and Tibshirani (1993), the percentile interval.
 * Variant      Items are drawn, whole, and not experts: an expert who is drawn twice agrees with himself, which would
 *              lift every replicate. It is not Krippendorff's own algorithm, which draws deviations of single pairs as
 *              if they were independent. The generator is GSL's mt19937, started from the set's seed anew for each
 *              metric, so that all metrics see the same draws. Expected disagreement is that of each draw.
 * Missing      as in alpha.c.
 * Edge cases   No replicates asked for; alpha itself undefined. A draw in which all ratings are equal has no alpha and
 *              is left out; where no draw has one, the interval has none. With a handful of items the interval is rough
 *              and too narrow, as every percentile interval.
 * Checked      The exact distribution over all draws of three items, in the tests. */
#include <gsl/gsl_sort_double.h>
#include <gsl/gsl_statistics_double.h>
#include <string.h>

#include "base/rational.h"
#include "stats/alpha.h"
#include "stats/set_measures.h"

/* Draws items into `weights`: how often each came. */
static void draw(delphi_set_space *space, int64_t *weights) {
    memset(weights, 0, space->set.items * sizeof *weights);
    for (size_t i = 0; i < space->pairable_count; i++)
        weights[space->pairable[gsl_rng_uniform_int(space->random, space->pairable_count)]]++;
}

/* How many draws have an alpha; these into space->replicates. */
static size_t replicate(delphi_set_space *space, stats_metric metric) {
    size_t count = 0;
    stats_alpha_within(space, metric, stats_alpha_margin(space, NULL));
    stats_seed(space);
    for (uint32_t i = 0; i < space->set.bootstraps; i++) {
        draw(space, space->by_item);
        size_t margin_count = stats_alpha_margin(space, space->by_item);
        if (metric == STATS_ORDINAL)
            stats_alpha_within(space, metric, margin_count);
        count += stats_alpha(space, metric, margin_count, space->by_item, &space->replicates[count]);
    }
    return count;
}

static void resample(delphi_set_space *space, stats_metric metric, stats_interval *out) {
    stats_alpha_value(space, metric, &out->low);
    if (out->low.kind != DELPHI_VALUE_UNDEFINED && space->set.bootstraps == 0)
        out->low = base_value_undefined(DELPHI_REASON_NO_REPLICATES);
    if (out->low.kind != DELPHI_VALUE_UNDEFINED) {
        size_t count = replicate(space, metric);
        gsl_sort(space->replicates, 1, count);
        out->low = out->high = base_value_undefined(DELPHI_REASON_ALL_EQUAL);
        if (count > 0) {
            out->low = base_value_real(gsl_stats_quantile_from_sorted_data(space->replicates, 1, count, 0.025));
            out->high = base_value_real(gsl_stats_quantile_from_sorted_data(space->replicates, 1, count, 0.975));
        }
    } else {
        out->high = out->low;
    }
    out->done = true;
}

/* Both ends come from the same draws, which are made once for a set. */
static const stats_interval *interval(delphi_set_space *space, stats_metric metric) {
    stats_interval *found = &space->found.intervals[metric];
    if (!found->done)
        resample(space, metric, found);
    return found;
}

void stats_alpha_nominal_low(delphi_set_space *space, delphi_value *out) {
    *out = interval(space, STATS_NOMINAL)->low;
}

void stats_alpha_nominal_high(delphi_set_space *space, delphi_value *out) {
    *out = interval(space, STATS_NOMINAL)->high;
}

void stats_alpha_ordinal_low(delphi_set_space *space, delphi_value *out) {
    *out = interval(space, STATS_ORDINAL)->low;
}

void stats_alpha_ordinal_high(delphi_set_space *space, delphi_value *out) {
    *out = interval(space, STATS_ORDINAL)->high;
}

void stats_alpha_interval_low(delphi_set_space *space, delphi_value *out) {
    *out = interval(space, STATS_INTERVAL)->low;
}

void stats_alpha_interval_high(delphi_set_space *space, delphi_value *out) {
    *out = interval(space, STATS_INTERVAL)->high;
}

void stats_alpha_ratio_low(delphi_set_space *space, delphi_value *out) {
    *out = interval(space, STATS_RATIO)->low;
}

void stats_alpha_ratio_high(delphi_set_space *space, delphi_value *out) {
    *out = interval(space, STATS_RATIO)->high;
}

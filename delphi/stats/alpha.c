/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Krippendorff's alpha in four metrics.
 *
 * Definition   alpha = 1 - Do / De. Do: over the pairs of ratings of the same item, each weighted 1 / (m - 1) with m
 *              the item's ratings, the mean of delta^2. De: the mean of delta^2 over all pairs of ratings whatever
 *              their item. delta^2 of points c and k: nominal 1 where they differ; interval (c - k)^2; ratio ((c - k)
 *              / (c + k))^2; ordinal (the ratings from c to k, with half of those at either end)^2.
 * Source       Krippendorff (2004, 2007).
 * Variant      Without the coincidence matrix. The ordinal delta is the distance between mid-ranks, so that ordinal is
 *              interval with the points moved; and a sum of squared distances over pairs is one walk over the
 *              frequencies. Points of the scale that nobody used change nothing.
 * Missing      Every rating of an item with two or more counts; an item with fewer tells nothing and is left out, its
 *              rating too.
 * Edge cases   No item with two ratings; all ratings that count equal (De = 0): undefined, neither 0 nor 1. Ratio on a
 *              scale with numbers below zero: undefined. Two ratings of 0 do not differ.
 * Checked      METHODS 2.6, 4 observers by 12 units; R's irr through tests/oracle. */
#include "stats/alpha.h"

#include <string.h>

#include "base/rational.h"
#include "stats/set_measures.h"

size_t stats_alpha_margin(delphi_set_space *space, const int64_t *weights) {
    const delphi_set *set = &space->set;
    size_t count, used = 0;
    memset(space->by_point, 0, (size_t)set->points * sizeof *space->by_point);
    for (size_t k = 0; k < space->pairable_count; k++) {
        size_t item = space->pairable[k];
        int64_t weight = weights ? weights[item] : 1;
        const stats_tally *tallies = stats_tallies(space, item, &count);
        for (size_t i = 0; i < count; i++)
            space->by_point[tallies[i].point] += weight * tallies[i].count;
    }
    for (int point = 0; point < set->points; point++) {
        if (space->by_point[point] > 0)
            space->margin[used++] = (stats_tally){space->by_point[point], point};
    }
    return used;
}

/* Doubled mid-ranks of the margin into by_point. */
static void place_ordinal(delphi_set_space *space, size_t margin_count) {
    int64_t below = 0;
    for (size_t i = 0; i < margin_count; i++) {
        space->by_point[space->margin[i].point] = 2 * below + space->margin[i].count;
        below += space->margin[i].count;
    }
}

/* The sum of squared distances over the pairs of ratings, the places of the points being in by_point. */
static double placed_apart(const delphi_set_space *space, const stats_tally *tallies, size_t count) {
    stats_wide n = 0, sum = 0, squares = 0;
    for (size_t i = 0; i < count; i++) {
        stats_wide place = space->by_point[tallies[i].point];
        n += tallies[i].count;
        sum += tallies[i].count * place;
        squares += tallies[i].count * place * place;
    }
    return (double)(n * squares - sum * sum);
}

static double ratio_apart(const delphi_set_space *space, const stats_tally *tallies, size_t count) {
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < i; j++) {
            double c = space->set.scale_min + tallies[i].point, k = space->set.scale_min + tallies[j].point;
            double delta = (c - k) / (c + k);
            sum += (double)tallies[i].count * (double)tallies[j].count * delta * delta;
        }
    }
    return sum;
}

static double sum_apart(const delphi_set_space *space, stats_metric metric, const stats_tally *tallies, size_t count) {
    switch (metric) {
    case STATS_NOMINAL:
        return (double)stats_pairs_apart(tallies, count).number;
    case STATS_INTERVAL:
        return (double)stats_pairs_apart(tallies, count).square;
    case STATS_ORDINAL:
        return placed_apart(space, tallies, count);
    default:
        return ratio_apart(space, tallies, count);
    }
}

void stats_alpha_within(delphi_set_space *space, stats_metric metric, size_t margin_count) {
    size_t count;
    if (metric == STATS_ORDINAL)
        place_ordinal(space, margin_count);
    for (size_t k = 0; k < space->pairable_count; k++) {
        size_t item = space->pairable[k];
        const stats_tally *tallies = stats_tallies(space, item, &count);
        space->real_by_item[item] = sum_apart(space, metric, tallies, count) / ((double)space->n[item] - 1);
    }
}

bool stats_alpha(delphi_set_space *space, stats_metric metric, size_t margin_count, const int64_t *weights,
                 double *out) {
    double within = 0, ratings = 0;
    double anywhere = sum_apart(space, metric, space->margin, margin_count);
    if (anywhere <= 0)
        return false;
    for (size_t i = 0; i < margin_count; i++)
        ratings += (double)space->margin[i].count;
    for (size_t k = 0; k < space->pairable_count; k++) {
        size_t item = space->pairable[k];
        within += (weights ? (double)weights[item] : 1) * space->real_by_item[item];
    }
    *out = 1 - (ratings - 1) * within / anywhere;
    return true;
}

delphi_reason stats_alpha_obstacle(const delphi_set_space *space, stats_metric metric) {
    if (metric == STATS_RATIO && space->set.scale_min < 0)
        return DELPHI_REASON_NEGATIVE_SCALE;
    return space->pairable_count > 0 ? DELPHI_REASON_NONE : DELPHI_REASON_NO_PAIRS;
}

static delphi_value compute(delphi_set_space *space, stats_metric metric) {
    double alpha;
    delphi_reason reason = stats_alpha_obstacle(space, metric);
    if (reason != DELPHI_REASON_NONE)
        return base_value_undefined(reason);
    size_t margin_count = stats_alpha_margin(space, NULL);
    stats_alpha_within(space, metric, margin_count);
    return stats_alpha(space, metric, margin_count, NULL, &alpha) ? base_value_real(alpha)
                                                                  : base_value_undefined(DELPHI_REASON_ALL_EQUAL);
}

void stats_alpha_value(delphi_set_space *space, stats_metric metric, delphi_value *out) {
    stats_alpha_found *found = &space->found.alphas[metric];
    if (!found->done)
        *found = (stats_alpha_found){true, compute(space, metric)};
    *out = found->value;
}

void stats_alpha_nominal(delphi_set_space *space, delphi_value *out) {
    stats_alpha_value(space, STATS_NOMINAL, out);
}

void stats_alpha_ordinal(delphi_set_space *space, delphi_value *out) {
    stats_alpha_value(space, STATS_ORDINAL, out);
}

void stats_alpha_interval(delphi_set_space *space, delphi_value *out) {
    stats_alpha_value(space, STATS_INTERVAL, out);
}

void stats_alpha_ratio(delphi_set_space *space, delphi_value *out) {
    stats_alpha_value(space, STATS_RATIO, out);
}

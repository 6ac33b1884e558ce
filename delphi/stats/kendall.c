/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kendall's coefficient of concordance W, and what goes with it.
 *
 * Definition   m experts rank n items, ties by mid-ranks; R(i) the rank sums. S = sum (R(i) - mean R)^2; T = sum of
 *              t^3 - t over all groups of t tied items of every expert; W = 12 S / (m^2 (n^3 - n) - m T); without
 *              correction T counts as 0. chi-square = m (n - 1) W with n - 1 degrees of freedom (Friedman's
 *              statistic); p its upper tail. mean Spearman = (m W - 1) / (m - 1).
 * Source       Kendall and Babington Smith (1939); the correction for ties as in Kendall's book and in R's irr.
 * Variant      Ranks are doubled, so that S and T are exact. chi-square, p and the mean correlation come from the
 *              corrected W. With ties, (m W - 1) / (m - 1) is the mean of the correlations with each expert's own
 *              share of ties evened out.
 * Missing      Only the experts who rated every item count: a rank among fewer items is another rank. The variant that
 *              takes the others in is kendall_incomplete.c.
 * Edge cases   Fewer than two such experts; fewer than two items; no expert who prefers one item to another. One
 *              expert who ties everything lowers W and stays. W is 1 where all agree on the order though their levels
 *              differ: it is no measure of consensus on an item.
 * Checked      METHODS 2.5: V1 (S 1048), V2 (Zar 2010, example 20.5, ties), V3; R's irr through tests/oracle. */
#include <gsl/gsl_cdf.h>
#include <string.h>

#include "base/rational.h"
#include "stats/set.h"
#include "stats/set_measures.h"

stats_wide stats_mid_ranks(int64_t *by_point, int points) {
    stats_wide ties = 0;
    int64_t below = 0;
    for (int point = 0; point < points; point++) {
        int64_t t = by_point[point];
        ties += (stats_wide)t * t * t - t;
        by_point[point] = 2 * below + t + 1;
        below += t;
    }
    return ties;
}

/* Doubled mid-ranks of a complete expert's items; returns the sum of t^3 - t. */
static stats_wide rank_items(const delphi_set *set, const int16_t *row, int64_t *by_point, int32_t *ranks) {
    memset(by_point, 0, (size_t)set->points * sizeof *by_point);
    for (size_t item = 0; item < set->items; item++)
        by_point[row[item]]++;
    stats_wide ties = stats_mid_ranks(by_point, set->points);
    for (size_t item = 0; item < set->items; item++)
        ranks[item] = (int32_t)by_point[row[item]];
    return ties;
}

stats_ranks stats_rank_experts(delphi_set_space *space) {
    const delphi_set *set = &space->set;
    stats_ranks sums = {0, 0};
    memset(space->by_item, 0, set->items * sizeof *space->by_item);
    for (size_t k = 0; k < space->complete_count; k++) {
        int32_t *ranks = space->ranks + k * set->items;
        sums.t += rank_items(set, stats_row(space, space->complete[k]), space->by_point, ranks);
        for (size_t item = 0; item < set->items; item++)
            space->by_item[item] += ranks[item];
    }
    int64_t mean = (int64_t)space->complete_count * ((int64_t)set->items + 1);
    for (size_t item = 0; item < set->items; item++) {
        stats_wide deviation = space->by_item[item] - mean;
        sums.four_s += deviation * deviation;
    }
    return sums;
}

/* The largest 12 S that m experts and n items can have, with `ties` taken off. */
static double largest(const delphi_set_space *space, stats_wide ties) {
    stats_wide m = (stats_wide)space->complete_count, n = (stats_wide)space->set.items;
    return (double)(m * m * (n * n * n - n) - m * ties);
}

/* False, and the reason in `out`, where W is undefined. */
static bool corrected_w(const delphi_set_space *space, double *w, delphi_value *out) {
    delphi_reason reason = stats_complete_obstacle(space);
    double most = largest(space, space->kendall.t);
    if (reason == DELPHI_REASON_NONE && most <= 0)
        reason = DELPHI_REASON_ALL_TIED;
    if (reason != DELPHI_REASON_NONE) {
        *out = base_value_undefined(reason);
        return false;
    }
    *w = (double)(3 * space->kendall.four_s) / most;
    return true;
}

static double chi_square(const delphi_set_space *space, double w) {
    return (double)space->complete_count * (double)(space->set.items - 1) * w;
}

void stats_kendall_s(delphi_set_space *space, delphi_value *out) {
    delphi_reason reason = stats_complete_obstacle(space);
    *out = reason == DELPHI_REASON_NONE ? base_value_rational(base_rational((int64_t)space->kendall.four_s, 4))
                                        : base_value_undefined(reason);
}

void stats_kendall_t(delphi_set_space *space, delphi_value *out) {
    delphi_reason reason = stats_complete_obstacle(space);
    *out = reason == DELPHI_REASON_NONE ? base_value_integer((int64_t)space->kendall.t) : base_value_undefined(reason);
}

void stats_kendall_w(delphi_set_space *space, delphi_value *out) {
    double w;
    if (corrected_w(space, &w, out))
        *out = base_value_real(w);
}

void stats_kendall_w_uncorrected(delphi_set_space *space, delphi_value *out) {
    double w;
    if (corrected_w(space, &w, out))
        *out = base_value_real((double)(3 * space->kendall.four_s) / largest(space, 0));
}

void stats_kendall_chi2(delphi_set_space *space, delphi_value *out) {
    double w;
    if (corrected_w(space, &w, out))
        *out = base_value_real(chi_square(space, w));
}

void stats_kendall_df(delphi_set_space *space, delphi_value *out) {
    double w;
    if (corrected_w(space, &w, out))
        *out = base_value_integer((int64_t)space->set.items - 1);
}

void stats_kendall_p(delphi_set_space *space, delphi_value *out) {
    double w;
    if (corrected_w(space, &w, out))
        *out = base_value_real(gsl_cdf_chisq_Q(chi_square(space, w), (double)(space->set.items - 1)));
}

void stats_kendall_mean_spearman(delphi_set_space *space, delphi_value *out) {
    double w, m = (double)space->complete_count;
    if (corrected_w(space, &w, out))
        *out = base_value_real((m * w - 1) / (m - 1));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of measures. A row gives a measure its name everywhere: rules, results.json, CSV, report, manual. The order
 * is the order in which they are written; a new measure goes where it reads best, old names never change. */
#include <string.h>

#include "base/rational.h"
#include "stats/measures.h"

#define TRUTH    DELPHI_MEASURE_TRUTH
#define RATIONAL DELPHI_MEASURE_RATIONAL
#define REAL     DELPHI_MEASURE_REAL

#define ANY   DELPHI_SCALE_ANY
#define THREE DELPHI_SCALE_THREE_POINTS
#define NINE  DELPHI_SCALE_1_TO_9
#define RANKS DELPHI_SCALE_RANKS

#define BORDA        "Borda, 1781; unranked: Baumeister et al., 2012"
#define KENDALL      "Kendall and Gibbons, 1990"
#define HYNDMAN_FAN  "Hyndman and Fan, 1996"
#define TUKEY        "Tukey, 1977"
#define FITCH        "Fitch et al., 2001"
#define POLIT        "Polit, Beck and Owen, 2007"
#define VAN_DER_EIJK "van der Eijk, 2001"
#define LEIK         "Leik, 1966"
#define TASTLE       "Tastle and Wierman, 2007"
#define BLAIR        "Blair and Lacy, 2000"
#define PFISTER      "Pfister et al., 2013"

static const delphi_measure measures[] = {
    {"mean", RATIONAL, "Mean", "The sum of the ratings divided by their number: sum(x) / n.", "", "", ANY, stats_mean},
    {"median", RATIONAL, "Median",
     "The middle rating of the sorted ratings, or the mean of the two middle ones where n is even.", "", "", ANY,
     stats_median},
    {"mode", RATIONAL, "Mode",
     "The point of the scale that was given most often; undefined where several points are equally frequent.", "", "",
     ANY, stats_mode},
    {"mode_share", RATIONAL, "Share of the mode",
     "The share of the ratings on the point that was given most often: max(count) / n.", "", "", ANY, stats_mode_share},
    {"min", RATIONAL, "Lowest rating", "The lowest rating: min(x).", "", "", ANY, stats_min},
    {"max", RATIONAL, "Highest rating", "The highest rating: max(x).", "", "", ANY, stats_max},
    {"sd", REAL, "Standard deviation",
     "The root of the summed squared deviations from the mean over n - 1: sqrt(sum((x - mean)^2) / (n - 1)).", "", "",
     ANY, stats_sd},
    {"cv", REAL, "Coefficient of variation",
     "The standard deviation divided by the mean, sd / mean; it means little on a scale whose zero is arbitrary.", "",
     "", ANY, stats_cv},
    {"q1", RATIONAL, "First quartile", "The 25th percentile of the ratings, by the protocol's quantile type.",
     HYNDMAN_FAN, "", ANY, stats_q1},
    {"q3", RATIONAL, "Third quartile", "The 75th percentile of the ratings, by the protocol's quantile type.",
     HYNDMAN_FAN, "", ANY, stats_q3},
    {"iqr", RATIONAL, "Interquartile range", "The distance between the quartiles: q3 - q1.", HYNDMAN_FAN, "", ANY,
     stats_iqr},
    {"p30", RATIONAL, "30th percentile", "The 30th percentile of the ratings, by the protocol's quantile type.",
     HYNDMAN_FAN, "", ANY, stats_p30},
    {"p70", RATIONAL, "70th percentile", "The 70th percentile of the ratings, by the protocol's quantile type.",
     HYNDMAN_FAN, "", ANY, stats_p70},
    {"hinge_lower", RATIONAL, "Lower hinge",
     "The median of the lower half of the sorted ratings, the middle one included where n is odd.", TUKEY, "", ANY,
     stats_hinge_lower},
    {"hinge_upper", RATIONAL, "Upper hinge",
     "The median of the upper half of the sorted ratings, the middle one included where n is odd.", TUKEY, "", ANY,
     stats_hinge_upper},
    {"weighted_median", RATIONAL, "Weighted median",
     "The least rating at which the weights of the experts, from the lowest rating up, reach half of all weight; where "
     "they equal it, the mean of that rating and the next.",
     "", "", ANY, stats_weighted_median},
    {"weighted_q1", RATIONAL, "Weighted first quartile",
     "The least rating at which the weights of the experts, from the lowest rating up, reach a quarter of all weight; "
     "where they equal it, the mean of that rating and the next.",
     "", "", ANY, stats_weighted_q1},
    {"weighted_q3", RATIONAL, "Weighted third quartile",
     "The least rating at which the weights of the experts, from the lowest rating up, reach three quarters of all "
     "weight; where they equal it, the mean of that rating and the next.",
     "", "", ANY, stats_weighted_q3},
    {"weighted_iqr", RATIONAL, "Weighted interquartile range",
     "The distance between the weighted quartiles: weighted_q3 - weighted_q1.", "", "", ANY, stats_weighted_iqr},
    {"mad_median", RATIONAL, "Median absolute deviation",
     "The median distance of the ratings from their median, without a scaling factor: median(|x - median|).", "", "",
     ANY, stats_mad_median},
    {"mean_abs_dev_median", RATIONAL, "Mean absolute deviation",
     "The mean distance of the ratings from their median: sum(|x - median|) / n.", "", "", ANY,
     stats_mean_abs_dev_median},
    {"ipr", RATIONAL, "Interpercentile range", "The distance between the 30th and the 70th percentile: p70 - p30.",
     FITCH, "", ANY, stats_ipr},
    {"ipras", RATIONAL, "Interpercentile range adjusted for symmetry",
     "The interpercentile range at which disagreement begins: 2.35 + 1.5 * |5 - (p30 + p70) / 2|.", FITCH, "", NINE,
     stats_ipras},
    {"disagreement_index", RATIONAL, "Disagreement index",
     "The interpercentile range over the one adjusted for symmetry, ipr / ipras; above 1 there is disagreement.", "",
     "", NINE, stats_disagreement_index},
    {"disagreement", TRUTH, "Disagreement",
     "Whether the interpercentile range is larger than the one adjusted for symmetry: ipr > ipras.", FITCH, "", NINE,
     stats_disagreement},
    {"disagreement_classic", TRUTH, "Disagreement (classic)",
     "Whether at least k ratings lie in 1-3 and at least k in 7-9, k = floor((n + 1) / 3); tabled for panels of 8 to "
     "16, "
     "extrapolated beyond.",
     FITCH, "", NINE, stats_disagreement_classic},
    {"disagreement_third", TRUTH, "Disagreement (one third)",
     "Whether at least a third of the ratings lie in 1-3 and at least a third in 7-9: 3 * low >= n and 3 * high >= n.",
     "", "", NINE, stats_disagreement_third},
    {"agreement_classic", TRUTH, "Agreement (classic)",
     "Whether at most k - 1 ratings lie outside the third of the scale (1-3, 4-6, 7-9) that contains the median, "
     "k = floor((n + 1) / 3); tabled for panels of 8 to 16, extrapolated beyond.",
     FITCH, "", NINE, stats_agreement_classic},
    {"cvr", RATIONAL, "Content validity ratio",
     "The ratings in the band \"high\" against the others: (2 * high - n) / n, from -1 to 1.", "Lawshe, 1975", "", ANY,
     stats_cvr},
    {"cvr_critical", RATIONAL, "Critical content validity ratio",
     "The least content validity ratio that is significant for n ratings: that of the least k with P(X >= k) <= 0.05, "
     "X "
     "binomial with n and 1/2.",
     "Ayre and Scally, 2014", "", ANY, stats_cvr_critical},
    {"cvr_wilson", REAL, "Critical content validity ratio (approximate)",
     "The normal approximation of the least significant content validity ratio, one-tailed at 0.05: 1.6449 / sqrt(n).",
     "Wilson, Pan and Schumsky, 2012", "", ANY, stats_cvr_wilson},
    {"i_cvi", RATIONAL, "Item content validity index",
     "The share of the ratings that lie in the band \"high\": high / n.", "",
     "With five ratings or fewer it should be 1, with six or more at least 0.78.", ANY, stats_i_cvi},
    {"modified_kappa", REAL, "Modified kappa",
     "The item content validity index corrected for chance: (i_cvi - Pc) / (1 - Pc), Pc = C(n, high) * 0.5^n.", POLIT,
     "0.40 to 0.59 is fair, 0.60 to 0.74 good, above 0.74 excellent (" POLIT ").", ANY, stats_modified_kappa},
    {"van_der_eijk_a", RATIONAL, "Agreement A (van der Eijk)",
     "How far the ratings form one peak: the agreement of each layer of the frequencies, by its pattern of filled and "
     "empty points, averaged with the layers' ratings as weights; from -1 to 1.",
     VAN_DER_EIJK,
     "1 where all ratings are equal, 0 where they are spread evenly over the scale, -1 where half of them lie at "
     "either end (" VAN_DER_EIJK ").",
     THREE, stats_van_der_eijk_a},
    {"polarisation", RATIONAL, "Polarisation", "The agreement A turned round: (1 - van_der_eijk_a) / 2, from 0 to 1.",
     "",
     "0 where all ratings are equal, 0.5 where they are spread evenly over the scale, 1 where half of them lie at "
     "either end.",
     THREE, stats_polarisation},
    {"leik_d", RATIONAL, "Ordinal dispersion D (Leik)",
     "How far the cumulative shares F lie from 0 and 1: 2 * sum(min(F, 1 - F)) / (points - 1), from 0 to 1.", LEIK,
     "0 where all ratings are equal, 1 where half of them lie at either end (" LEIK ").", ANY, stats_leik_d},
    {"tastle_wierman_cns", REAL, "Consensus Cns (Tastle and Wierman)",
     "How near the ratings lie to their mean: 1 + sum(p * log2(1 - |x - mean| / (points - 1))) over the points x of "
     "the scale, p the share of the ratings on x; from 0 to 1.",
     TASTLE, "1 where all ratings are equal, 0 where half of them lie at either end (" TASTLE ").", ANY,
     stats_tastle_wierman_cns},
    {"blair_lacy_l2", RATIONAL, "Ordinal concentration l-squared (Blair and Lacy)",
     "How near the cumulative shares F lie to 0 and 1: 1 - 4 * sum(F * (1 - F)) / (points - 1), from 0 to 1.", BLAIR,
     "1 where all ratings are equal, 0 where half of them lie at either end (" BLAIR ").", ANY, stats_blair_lacy_l2},
    {"bimodality", REAL, "Bimodality coefficient (Sarle)",
     "Skewness against kurtosis: (skewness^2 + 1) / (excess kurtosis + 3 * (n - 1)^2 / ((n - 2) * (n - 3))), both "
     "corrected for the bias of a sample; low in small panels whatever their shape.",
     PFISTER, "Above 5/9, the value of an even spread, it suggests two peaks, or a heavy skew (" PFISTER ").", ANY,
     stats_bimodality},
    {"median_low", RATIONAL, "Median, lower bound",
     "The lower end of the 95% interval of the median: the j-th lowest rating, j the greatest with 1 - 2 * P(X < j) >= "
     "0.95, X binomial with n and 1/2.",
     "", "", ANY, stats_median_low},
    {"median_high", RATIONAL, "Median, upper bound",
     "The upper end of the 95% interval of the median: the j-th highest rating, j the greatest with 1 - 2 * P(X < j) "
     ">= 0.95, X binomial with n and 1/2.",
     "", "", ANY, stats_median_high},
    {"borda", RATIONAL, "Borda points",
     "The sum over the experts of the items ranked behind: m - rank for each of m items; those that an expert gave no "
     "place share the mean of the places that are left.",
     BORDA, "From 0 where everyone has it last to n * (m - 1) where everyone has it first.", RANKS, stats_borda},
    {"mean_rank", RATIONAL, "Mean rank",
     "The mean of the places given; an item without one has the mean of the places that the expert left.", KENDALL, "",
     RANKS, stats_mean_rank},
    {"pick_share", RATIONAL, "Share that picked it", "The share of the experts who picked it or gave it a place.", "",
     "", RANKS, stats_pick_share},
    {"first_share", RATIONAL, "Share of first places", "The share of the experts who put it first.", "", "", RANKS,
     stats_first_share},
};

static const size_t measure_count = sizeof measures / sizeof *measures;

const delphi_measure *delphi_measures(size_t *count) {
    *count = measure_count;
    return measures;
}

const delphi_measure *delphi_measures_of(bool ranking, size_t *count) {
    *count = measure_count;
    while (!ranking && *count > 0 && measures[*count - 1].scale == RANKS)
        --*count;
    return measures;
}

size_t delphi_measure_find(const char *name) {
    for (size_t i = 0; i < measure_count; i++) {
        if (strcmp(measures[i].name, name) == 0)
            return i;
    }
    return DELPHI_NONE;
}

/* The reason that more ratings would not remove comes first. */
static delphi_reason obstacle(const delphi_measure *measure, const delphi_item *item) {
    if (measure->scale == NINE && (item->scale_min != 1 || item->points != 9))
        return DELPHI_REASON_SCALE;
    if (measure->scale == THREE && item->points < 3)
        return DELPHI_REASON_FEW_POINTS;
    if (measure->scale == RANKS && !item->ranked)
        return DELPHI_REASON_NO_RANKING;
    if (item->n == 0)
        return DELPHI_REASON_NO_RATINGS;
    return item->n < item->min_ratings ? DELPHI_REASON_TOO_FEW_RATINGS : DELPHI_REASON_NONE;
}

void delphi_measure_value(const delphi_measure *measure, const delphi_item *item, delphi_value *out) {
    delphi_reason reason = obstacle(measure, item);
    if (reason != DELPHI_REASON_NONE)
        *out = base_value_undefined(reason);
    else
        measure->compute(item, out);
}

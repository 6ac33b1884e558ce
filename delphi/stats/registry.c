/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of measures. A row gives a measure its name everywhere: rules, results.json, CSV, report, manual. The order
 * is the order in which they are written; a new measure goes where it reads best, old names never change. */
#include <string.h>

#include "base/rational.h"
#include "stats/measures.h"

#define TRUTH    DELPHI_MEASURE_TRUTH
#define RATIONAL DELPHI_MEASURE_RATIONAL
#define REAL     DELPHI_MEASURE_REAL

#define HYNDMAN_FAN "Hyndman and Fan, 1996"
#define TUKEY       "Tukey, 1977"
#define FITCH       "Fitch et al., 2001"

static const delphi_measure measures[] = {
    {"mean", RATIONAL, "Mean", "The sum of the ratings divided by their number: sum(x) / n.", "", false, stats_mean},
    {"median", RATIONAL, "Median",
     "The middle rating of the sorted ratings, or the mean of the two middle ones where n is even.", "", false,
     stats_median},
    {"mode", RATIONAL, "Mode",
     "The point of the scale that was given most often; undefined where several points are equally frequent.", "",
     false, stats_mode},
    {"min", RATIONAL, "Lowest rating", "The lowest rating: min(x).", "", false, stats_min},
    {"max", RATIONAL, "Highest rating", "The highest rating: max(x).", "", false, stats_max},
    {"sd", REAL, "Standard deviation",
     "The root of the summed squared deviations from the mean over n - 1: sqrt(sum((x - mean)^2) / (n - 1)).", "",
     false, stats_sd},
    {"cv", REAL, "Coefficient of variation",
     "The standard deviation divided by the mean, sd / mean; it means little on a scale whose zero is arbitrary.", "",
     false, stats_cv},
    {"q1", RATIONAL, "First quartile", "The 25th percentile of the ratings, by the protocol's quantile type.",
     HYNDMAN_FAN, false, stats_q1},
    {"q3", RATIONAL, "Third quartile", "The 75th percentile of the ratings, by the protocol's quantile type.",
     HYNDMAN_FAN, false, stats_q3},
    {"iqr", RATIONAL, "Interquartile range", "The distance between the quartiles: q3 - q1.", HYNDMAN_FAN, false,
     stats_iqr},
    {"p30", RATIONAL, "30th percentile", "The 30th percentile of the ratings, by the protocol's quantile type.",
     HYNDMAN_FAN, false, stats_p30},
    {"p70", RATIONAL, "70th percentile", "The 70th percentile of the ratings, by the protocol's quantile type.",
     HYNDMAN_FAN, false, stats_p70},
    {"hinge_lower", RATIONAL, "Lower hinge",
     "The median of the lower half of the sorted ratings, the middle one included where n is odd.", TUKEY, false,
     stats_hinge_lower},
    {"hinge_upper", RATIONAL, "Upper hinge",
     "The median of the upper half of the sorted ratings, the middle one included where n is odd.", TUKEY, false,
     stats_hinge_upper},
    {"mad_median", RATIONAL, "Median absolute deviation",
     "The median distance of the ratings from their median, without a scaling factor: median(|x - median|).", "", false,
     stats_mad_median},
    {"mean_abs_dev_median", RATIONAL, "Mean absolute deviation",
     "The mean distance of the ratings from their median: sum(|x - median|) / n.", "", false,
     stats_mean_abs_dev_median},
    {"ipr", RATIONAL, "Interpercentile range", "The distance between the 30th and the 70th percentile: p70 - p30.",
     FITCH, false, stats_ipr},
    {"ipras", RATIONAL, "Interpercentile range adjusted for symmetry",
     "The interpercentile range at which disagreement begins: 2.35 + 1.5 * |5 - (p30 + p70) / 2|.", FITCH, true,
     stats_ipras},
    {"disagreement_index", RATIONAL, "Disagreement index",
     "The interpercentile range over the one adjusted for symmetry, ipr / ipras; above 1 there is disagreement.", "",
     true, stats_disagreement_index},
    {"disagreement", TRUTH, "Disagreement",
     "Whether the interpercentile range is larger than the one adjusted for symmetry: ipr > ipras.", FITCH, true,
     stats_disagreement},
    {"disagreement_classic", TRUTH, "Disagreement (classic)",
     "Whether at least k ratings lie in 1-3 and at least k in 7-9, k = floor((n + 1) / 3); tabled for panels of 8 to "
     "16, "
     "extrapolated beyond.",
     FITCH, true, stats_disagreement_classic},
    {"disagreement_third", TRUTH, "Disagreement (one third)",
     "Whether at least a third of the ratings lie in 1-3 and at least a third in 7-9: 3 * low >= n and 3 * high >= n.",
     "", true, stats_disagreement_third},
    {"agreement_classic", TRUTH, "Agreement (classic)",
     "Whether at most k - 1 ratings lie outside the third of the scale (1-3, 4-6, 7-9) that contains the median, "
     "k = floor((n + 1) / 3); tabled for panels of 8 to 16, extrapolated beyond.",
     FITCH, true, stats_agreement_classic},
    {"cvr", RATIONAL, "Content validity ratio",
     "The ratings in the band \"high\" against the others: (2 * high - n) / n, from -1 to 1.", "Lawshe, 1975", false,
     stats_cvr},
    {"cvr_critical", RATIONAL, "Critical content validity ratio",
     "The least content validity ratio that is significant for n ratings: that of the least k with P(X >= k) <= 0.05, "
     "X "
     "binomial with n and 1/2.",
     "Ayre and Scally, 2014", false, stats_cvr_critical},
};

static const size_t measure_count = sizeof measures / sizeof *measures;

const delphi_measure *delphi_measures(size_t *count) {
    *count = measure_count;
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
    if (measure->scale_1_to_9 && (item->scale_min != 1 || item->points != 9))
        return DELPHI_REASON_SCALE;
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

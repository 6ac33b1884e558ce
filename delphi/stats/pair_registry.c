/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of measures of two rounds. The order is the order in which they are written; old names never change. */
#include <string.h>

#include "base/rational.h"
#include "stats/pair.h"
#include "stats/pair_measures.h"

#define COUNT   DELPHI_PAIR_COUNT
#define MATCHED DELPHI_PAIR_MATCHED
#define ROUNDS  DELPHI_PAIR_ROUNDS

#define SCHEIBE "Scheibe, Skutsch and Schofer, 1975"
#define DAJANI  "Dajani, Sincoff and Talley, 1979"
#define CHAFFIN "Chaffin and Talley, 1980"

#define CHANCE "1 is full agreement, 0 what chance would give; below 0 there is less than that."

static const delphi_pair_measure measures[] = {
    {"matched", COUNT, "Rated in both rounds", "The experts with a rating in both rounds.", "", "", stats_matched},
    {"changed", COUNT, "Changed", "The matched experts who gave another rating in the later round.", "", "",
     stats_changed},
    {"changed_share", MATCHED, "Share who changed", "The matched experts who gave another rating: changed / matched.",
     "", "", stats_changed_share},
    {"changed_up", COUNT, "Changed upwards", "The matched experts who gave a higher rating in the later round.", "", "",
     stats_changed_up},
    {"changed_down", COUNT, "Changed downwards", "The matched experts who gave a lower rating in the later round.", "",
     "", stats_changed_down},
    {"net_change_unpaired", ROUNDS, "Net change",
     "The least share of ratings that must have moved between the rounds' distributions: half the sum of |f1 / n1 - "
     "f2 / n2|.",
     SCHEIBE, "", stats_net_change},
    {"median_change", ROUNDS, "Change in the median", "The median of the later round less that of the earlier.", "", "",
     stats_median_change},
    {"iqr_change", ROUNDS, "Change in the interquartile range",
     "The interquartile range of the later round less that of the earlier.", "", "", stats_iqr_change},
    {"cv_change", ROUNDS, "Change in the coefficient of variation",
     "The coefficient of variation of the later round less that of the earlier.", DAJANI, "", stats_cv_change},
    {"wilcoxon_v", MATCHED, "Wilcoxon's V",
     "The rank sum of the rises among the changes, ranked by size with mid-ranks; experts who did not change are "
     "left out.",
     "Wilcoxon, 1945", "", stats_wilcoxon_v},
    {"wilcoxon_z", MATCHED, "Wilcoxon's z",
     "V less its mean over its standard deviation, corrected for ties, not for continuity.", "Wilcoxon, 1945", "",
     stats_wilcoxon_z},
    {"wilcoxon_p_normal_cc", MATCHED, "Wilcoxon's p, normal",
     "The two-sided chance of so large a z, |V - mean| being taken half a step smaller.", "Wilcoxon, 1945",
     "A small one speaks for a shift in one direction, a large one for none that shows.", stats_wilcoxon_p_normal_cc},
    {"wilcoxon_p_exact", MATCHED, "Wilcoxon's p, exact",
     "Twice the smaller tail of V over all directions that the changes could have had; up to 200 changes.",
     "Wilcoxon, 1945", "A small one speaks for a shift in one direction, a large one for none that shows.",
     stats_wilcoxon_p_exact},
    {"spearman", MATCHED, "Spearman's correlation",
     "The correlation of the matched experts' ranks in the two rounds, ties by mid-ranks.", "Spearman, 1904", "",
     stats_spearman},
    {"kappa", MATCHED, "Kappa",
     "How far the matched experts kept to their ratings beyond chance; any change counts the same.", "Cohen, 1960",
     CHANCE, stats_kappa},
    {"kappa_linear", MATCHED, "Kappa, linear weights",
     "How far the matched experts kept to their ratings beyond chance; a change counts by its size.", "Cohen, 1968",
     CHANCE, stats_kappa_linear},
    {"kappa_quadratic", MATCHED, "Kappa, quadratic weights",
     "How far the matched experts kept to their ratings beyond chance; a change counts by the square of its size.",
     "Cohen, 1968", CHANCE, stats_kappa_quadratic},
    {"mcnemar_b", MATCHED, "Left the band \"high\"",
     "The matched experts whose rating was in the band \"high\" in the earlier round only.", "McNemar, 1947", "",
     stats_mcnemar_b},
    {"mcnemar_c", MATCHED, "Entered the band \"high\"",
     "The matched experts whose rating was in the band \"high\" in the later round only.", "McNemar, 1947", "",
     stats_mcnemar_c},
    {"mcnemar_p_exact", MATCHED, "McNemar's p, exact",
     "Twice the chance of at most the smaller of b and c in b + c tosses of a coin.", "McNemar, 1947",
     "A small one speaks for a shift in one direction, a large one for none that shows.", stats_mcnemar_p_exact},
    {"bowker_chi2", MATCHED, "Bowker's chi-square",
     "Whether changes go as often one way as back: the sum of (n_ij - n_ji)^2 / (n_ij + n_ji) over pairs of points.",
     "Bowker, 1948", "", stats_bowker_chi2},
    {"bowker_df", MATCHED, "Bowker: degrees of freedom", "The pairs of points between which someone moved.",
     "Bowker, 1948", "", stats_bowker_df},
    {"bowker_p", MATCHED, "Bowker: p", "The chance of a chi-square at least as large where the table is symmetric.",
     "Bowker, 1948", "A small one speaks for moves that prefer a direction, a large one for none that shows.",
     stats_bowker_p},
    {"stuart_maxwell_chi2", MATCHED, "Stuart and Maxwell's chi-square",
     "Whether the matched experts' distribution moved: d' V^-1 d, d the difference of the margins, V its covariance.",
     "Stuart, 1955; Maxwell, 1970", "", stats_stuart_maxwell_chi2},
    {"stuart_maxwell_df", MATCHED, "Stuart and Maxwell: degrees of freedom",
     "The points in use less one for each set of points that nobody crossed.", "Stuart, 1955; Maxwell, 1970", "",
     stats_stuart_maxwell_df},
    {"stuart_maxwell_p", MATCHED, "Stuart and Maxwell: p",
     "The chance of a chi-square at least as large where the margins are the same.", "Stuart, 1955; Maxwell, 1970",
     "A small one speaks for a shift of the group, a large one for none that shows.", stats_stuart_maxwell_p},
    {"chi2_independence", MATCHED, "Chi-square of independence",
     "Whether the matched experts' later ratings depend on their earlier ones; a small p means that persons are "
     "stable.",
     CHAFFIN, "", stats_independence_chi2},
    {"chi2_independence_df", MATCHED, "Independence: degrees of freedom",
     "(rows - 1) (columns - 1) of the table that was tested.", CHAFFIN, "", stats_independence_df},
    {"chi2_independence_p", MATCHED, "Independence: p",
     "The chance of a chi-square at least as large where the rounds are independent.", CHAFFIN,
     "A small one speaks for stable persons, a large one for none that shows.", stats_independence_p},
    {"chi2_independence_banded", MATCHED, "Independence: by bands",
     "Whether points were taken together into the protocol's bands because expected counts were low.", CHAFFIN, "",
     stats_independence_banded},
    {"chi2_independence_least_expected", MATCHED, "Independence: least expected count",
     "The least expected count of the table that was tested; below 5 the p is rough.", CHAFFIN, "",
     stats_independence_least},
    {"chi2_homogeneity", ROUNDS, "Chi-square of homogeneity",
     "Whether the ratings of the two rounds have the same distribution, whoever gave them; a small p means that the "
     "group moved.",
     "Pearson, 1900", "", stats_homogeneity_chi2},
    {"chi2_homogeneity_df", ROUNDS, "Homogeneity: degrees of freedom", "The points or bands in use less one.",
     "Pearson, 1900", "", stats_homogeneity_df},
    {"chi2_homogeneity_p", ROUNDS, "Homogeneity: p",
     "The chance of a chi-square at least as large where both rounds have the same distribution.", "Pearson, 1900",
     "A small one speaks for a shift of the group, a large one for none that shows.", stats_homogeneity_p},
    {"chi2_homogeneity_banded", ROUNDS, "Homogeneity: by bands",
     "Whether points were taken together into the protocol's bands because expected counts were low.", "Pearson, 1900",
     "", stats_homogeneity_banded},
    {"chi2_homogeneity_least_expected", ROUNDS, "Homogeneity: least expected count",
     "The least expected count of the table that was tested; below 5 the p is rough.", "Pearson, 1900", "",
     stats_homogeneity_least},
};

static const size_t measure_count = sizeof measures / sizeof *measures;

const delphi_pair_measure *delphi_pair_measures(size_t *count) {
    *count = measure_count;
    return measures;
}

size_t delphi_pair_measure_find(const char *name) {
    for (size_t i = 0; i < measure_count; i++) {
        if (strcmp(measures[i].name, name) == 0)
            return i;
    }
    return DELPHI_NONE;
}

static delphi_reason obstacle(const delphi_pair_measure *measure, const delphi_pair_space *space) {
    uint32_t least = space->n_before < space->n_after ? space->n_before : space->n_after;
    if (measure->base == COUNT)
        return DELPHI_REASON_NONE;
    if (measure->base == MATCHED && space->matched == 0)
        return DELPHI_REASON_NO_MATCH;
    if (least == 0)
        return DELPHI_REASON_NO_RATINGS;
    least = measure->base == MATCHED ? space->matched : least;
    return least < space->pair.min_ratings ? DELPHI_REASON_TOO_FEW_RATINGS : DELPHI_REASON_NONE;
}

void delphi_pair_value(const delphi_pair_measure *measure, delphi_pair_space *space, delphi_value *out) {
    delphi_reason reason = obstacle(measure, space);
    if (reason != DELPHI_REASON_NONE)
        *out = base_value_undefined(reason);
    else
        measure->compute(space, out);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of measures over a set of items. The order is the order in which they are written; old names never
 * change. */
#include <string.h>

#include "stats/set_measures.h"

#define KENDALL       "Kendall and Babington Smith, 1939"
#define ALVO          "Alvo and Cabilio, 1991"
#define KRIPPENDORFF  "Krippendorff, 2007"
#define EFRON         "Efron and Tibshirani, 1993"
#define SHROUT_FLEISS "Shrout and Fleiss, 1979"
#define GWET          "Gwet, 2014"
#define POLIT_BECK    "Polit and Beck, 2006"

#define CHANCE "1 is full agreement, 0 what chance would give; below 0 there is less than that."

static const delphi_set_measure measures[] = {
    {"complete_experts", "Complete experts",
     "The experts who rated every indicator: those whom Kendall's W, Fleiss' kappa, the intraclass correlations and "
     "Finn's coefficients are computed from.",
     "", "", stats_complete_experts},
    {"percent_agreement", "Agreement between pairs",
     "The mean over indicators of the share of pairs of ratings that are equal; all ratings of indicators with two "
     "or more.",
     "", "", stats_percent_agreement},
    {"kendall_w_ties", "Kendall's W",
     "Agreement of m experts on the order of n indicators, corrected for ties: 12 S / (m^2 (n^3 - n) - m T); from 0 "
     "to 1. Missing ratings: complete experts only; who left out a rating is left out.",
     KENDALL, "0 where the experts' orders have nothing in common, 1 where they are the same, at whatever levels.",
     stats_kendall_w},
    {"kendall_w_uncorrected", "Kendall's W without correction for ties",
     "Kendall's W as if no expert tied indicators: 12 S / (m^2 (n^3 - n)).", KENDALL, "", stats_kendall_w_uncorrected},
    {"kendall_s", "Kendall's S", "The summed squared deviations of the indicators' rank sums from their mean.", KENDALL,
     "", stats_kendall_s},
    {"kendall_t", "Kendall's T", "The sum of t^3 - t over every group of t indicators that an expert ties.", KENDALL,
     "", stats_kendall_t},
    {"kendall_chi2", "Kendall's W: chi-square",
     "Friedman's statistic, m (n - 1) W with W corrected for ties; poor for seven indicators or fewer.", KENDALL, "",
     stats_kendall_chi2},
    {"kendall_df", "Kendall's W: degrees of freedom", "The number of indicators less one: n - 1.", KENDALL, "",
     stats_kendall_df},
    {"kendall_p", "Kendall's W: p",
     "The chance of a chi-square at least as large where experts order the indicators blindly.", KENDALL, "",
     stats_kendall_p},
    {"kendall_p_permutation", "Kendall's W: p by permutation",
     "The share of random orders, drawn from the study's seed, that give at least this W: (1 + hits) / (1 + draws).",
     "Phipson and Smyth, 2010", "", stats_kendall_p_permutation},
    {"kendall_mean_spearman", "Mean Spearman correlation",
     "The mean rank correlation between two experts that belongs to W: (m W - 1) / (m - 1).", KENDALL, "",
     stats_kendall_mean_spearman},
    {"kendall_incomplete_experts", "Experts with two ratings or more",
     "The experts who rated two indicators or more: those whom Kendall's W of incomplete blocks is computed from.", "",
     "", stats_kendall_incomplete_experts},
    {"kendall_w_incomplete", "Kendall's W, incomplete blocks",
     "Agreement on the order of n indicators, each expert ranking the k that he or she rated: sum((sum d)^2) / sum(m "
     "sum(d^2)) over indicators, d = (rank - (k + 1) / 2) (n + 1) / (k + 1), m the experts who rated the indicator; "
     "from 0 to 1. Missing ratings: incomplete blocks; every expert with two ratings or more counts, and what is "
     "missing stands in the middle. Where nothing is missing, it is Kendall's W.",
     ALVO, "0 where the experts' orders have nothing in common, 1 where they are the same, at whatever levels.",
     stats_kendall_w_incomplete},
    {"kendall_p_incomplete_permutation", "Kendall's W, incomplete blocks: p by permutation",
     "The share of random orders of what each expert rated, drawn from the study's seed, that give at least this W of "
     "incomplete blocks: (1 + hits) / (1 + draws).",
     "Phipson and Smyth, 2010", "", stats_kendall_p_incomplete_permutation},
    {"krippendorff_alpha_nominal", "Krippendorff's alpha, nominal",
     "One less the observed over the expected disagreement, 1 - Do / De, ratings being equal or not; all ratings of "
     "indicators with two or more.",
     KRIPPENDORFF, CHANCE, stats_alpha_nominal},
    {"krippendorff_alpha_nominal_low", "Krippendorff's alpha, nominal: from",
     "The 2.5th percentile of nominal alpha when indicators are drawn again, with the study's seed.", EFRON, "",
     stats_alpha_nominal_low},
    {"krippendorff_alpha_nominal_high", "Krippendorff's alpha, nominal: to",
     "The 97.5th percentile of nominal alpha when indicators are drawn again, with the study's seed.", EFRON, "",
     stats_alpha_nominal_high},
    {"krippendorff_alpha_ordinal", "Krippendorff's alpha, ordinal",
     "One less the observed over the expected disagreement, 1 - Do / De, by the ratings that lie between two points; "
     "all ratings of indicators with two or more.",
     KRIPPENDORFF, CHANCE, stats_alpha_ordinal},
    {"krippendorff_alpha_ordinal_low", "Krippendorff's alpha, ordinal: from",
     "The 2.5th percentile of ordinal alpha when indicators are drawn again, with the study's seed.", EFRON, "",
     stats_alpha_ordinal_low},
    {"krippendorff_alpha_ordinal_high", "Krippendorff's alpha, ordinal: to",
     "The 97.5th percentile of ordinal alpha when indicators are drawn again, with the study's seed.", EFRON, "",
     stats_alpha_ordinal_high},
    {"krippendorff_alpha_interval", "Krippendorff's alpha, interval",
     "One less the observed over the expected disagreement, 1 - Do / De, by the squared difference (c - k)^2; all "
     "ratings of indicators with two or more.",
     KRIPPENDORFF, CHANCE, stats_alpha_interval},
    {"krippendorff_alpha_interval_low", "Krippendorff's alpha, interval: from",
     "The 2.5th percentile of interval alpha when indicators are drawn again, with the study's seed.", EFRON, "",
     stats_alpha_interval_low},
    {"krippendorff_alpha_interval_high", "Krippendorff's alpha, interval: to",
     "The 97.5th percentile of interval alpha when indicators are drawn again, with the study's seed.", EFRON, "",
     stats_alpha_interval_high},
    {"krippendorff_alpha_ratio", "Krippendorff's alpha, ratio",
     "One less the observed over the expected disagreement, 1 - Do / De, by ((c - k) / (c + k))^2; all ratings of "
     "indicators with two or more; only where the scale has no numbers below zero.",
     KRIPPENDORFF, CHANCE, stats_alpha_ratio},
    {"krippendorff_alpha_ratio_low", "Krippendorff's alpha, ratio: from",
     "The 2.5th percentile of ratio alpha when indicators are drawn again, with the study's seed.", EFRON, "",
     stats_alpha_ratio_low},
    {"krippendorff_alpha_ratio_high", "Krippendorff's alpha, ratio: to",
     "The 97.5th percentile of ratio alpha when indicators are drawn again, with the study's seed.", EFRON, "",
     stats_alpha_ratio_high},
    {"fleiss_kappa", "Fleiss' kappa",
     "Agreement of the complete experts beyond that of ratings drawn from the shares of the points: (P - Pe) / (1 - "
     "Pe); points are names here, their order does not count.",
     "Fleiss, 1971", CHANCE, stats_fleiss_kappa},
    {"gwet_ac1", "Gwet's AC1",
     "Agreement beyond chance, (pa - pe) / (1 - pe), with a chance that hardly depends on prevalence; equal or not; "
     "all ratings.",
     "Gwet, 2008", CHANCE, stats_gwet_ac1},
    {"gwet_ac2_linear", "Gwet's AC2, linear weights",
     "AC1 with partial agreement of points that are d apart on a scale of q: 1 - d / (q - 1).", GWET, CHANCE,
     stats_gwet_ac2_linear},
    {"gwet_ac2_quadratic", "Gwet's AC2, quadratic weights",
     "AC1 with partial agreement of points that are d apart on a scale of q: 1 - (d / (q - 1))^2.", GWET, CHANCE,
     stats_gwet_ac2_quadratic},
    {"gwet_ac2_ordinal", "Gwet's AC2, ordinal weights",
     "AC1 with partial agreement of points that are d apart on a scale of q: 1 - d (d + 1) / (q (q - 1)).", GWET,
     CHANCE, stats_gwet_ac2_ordinal},
    {"icc_1_1", "Intraclass correlation (1,1)",
     "One-way, one expert: (R - W) / (R + (k - 1) W), R and W the mean squares between and within indicators; "
     "complete experts.",
     SHROUT_FLEISS, "1 where experts agree fully, 0 where indicators differ no more than the ratings of one do.",
     stats_icc_1_1},
    {"icc_1_k", "Intraclass correlation (1,k)", "One-way, the mean of k experts: (R - W) / R; complete experts.",
     SHROUT_FLEISS, "1 where experts agree fully, 0 where indicators differ no more than the ratings of one do.",
     stats_icc_1_k},
    {"icc_2_1", "Intraclass correlation (2,1)",
     "Two-way, absolute agreement, one expert: (R - E) / (R + (k - 1) E + k (C - E) / n), C and E the mean squares "
     "between experts and of the residual; complete experts.",
     SHROUT_FLEISS, "1 where experts agree fully, 0 where indicators differ no more than the ratings of one do.",
     stats_icc_2_1},
    {"icc_2_k", "Intraclass correlation (2,k)",
     "Two-way, absolute agreement, the mean of k experts: (R - E) / (R + (C - E) / n); complete experts.",
     SHROUT_FLEISS, "1 where experts agree fully, 0 where indicators differ no more than the ratings of one do.",
     stats_icc_2_k},
    {"icc_3_1", "Intraclass correlation (3,1)",
     "Two-way, consistency, one expert: (R - E) / (R + (k - 1) E); complete experts.", SHROUT_FLEISS,
     "1 where experts agree fully, 0 where indicators differ no more than the ratings of one do.", stats_icc_3_1},
    {"icc_3_k", "Intraclass correlation (3,k)",
     "Two-way, consistency, the mean of k experts: (R - E) / R; complete experts.", SHROUT_FLEISS,
     "1 where experts agree fully, 0 where indicators differ no more than the ratings of one do.", stats_icc_3_k},
    {"finn_oneway", "Finn's coefficient, one-way",
     "One less the mean square within indicators over that of blind ratings, 1 - 12 W / (s^2 - 1) on a scale of s "
     "points; complete experts.",
     "Finn, 1970", "1 where experts agree fully, 0 where they scatter as blind ratings do.", stats_finn_oneway},
    {"finn_twoway", "Finn's coefficient, two-way",
     "One less the residual mean square over that of blind ratings, 1 - 12 E / (s^2 - 1) on a scale of s points; "
     "complete experts.",
     "Finn, 1970", "1 where experts agree fully, 0 where they scatter as blind ratings do.", stats_finn_twoway},
    {"scvi_ave", "Scale content validity index, average",
     "The mean over indicators of the share of ratings in the band \"high\" (I-CVI).", POLIT_BECK,
     "It should be at least 0.90 (" POLIT_BECK ").", stats_scvi_ave},
    {"scvi_ua", "Scale content validity index, universal agreement",
     "The share of indicators with all ratings in the band \"high\".", POLIT_BECK,
     "It should be at least 0.80 (" POLIT_BECK ").", stats_scvi_ua},
    {"apmo", "Average per cent of majority opinions",
     "The votes of the majorities, more than half of an indicator's votes in the band \"high\" or in the band "
     "\"low\", as a share of all votes.",
     "Kapoor, 1987", "", stats_apmo},
};

static const size_t measure_count = sizeof measures / sizeof *measures;

const delphi_set_measure *delphi_set_measures(size_t *count) {
    *count = measure_count;
    return measures;
}

size_t delphi_set_measure_find(const char *name) {
    for (size_t i = 0; i < measure_count; i++) {
        if (strcmp(measures[i].name, name) == 0)
            return i;
    }
    return DELPHI_NONE;
}

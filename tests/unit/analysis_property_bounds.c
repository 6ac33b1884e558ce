/* SPDX-License-Identifier: GPL-3.0-or-later */
/* No measure leaves its bounds, whatever the study: a row for each measure of the three tables, tried on studies made
 * at random. A measure without a row fails the test, and so does one that is hardly ever defined. */
#include "../support/random_rounds.h"

#include <math.h>

enum { STUDIES = 150, ROWS = 64 };

/* What a bound is a multiple of. */
typedef enum { ONE, LOW, HIGH, RANGE, N, ROOT_N, PAIRS_OF_POINTS, NO_BOUND, UNITS } unit;

typedef struct {
    const char *name;
    double low;
    unit low_of;
    double high;
    unit high_of;
} bounds;

#define SHARE      0, ONE, 1, ONE
#define ON_SCALE   1, LOW, 1, HIGH
#define DIFFERENCE 0, ONE, 1, RANGE
#define SIGNED     -1, ONE, 1, ONE
#define CHANGE     -1, RANGE, 1, RANGE
#define COUNT      0, ONE, 1, N
#define FREE       0, NO_BOUND, 0, NO_BOUND
#define UP_TO_ONE  0, NO_BOUND, 1, ONE
#define POSITIVE   0, ONE, 0, NO_BOUND

/* N: ratings. Two ratings at both ends have the largest sd, range / sqrt 2; of ratings from 0 up, one above nothing has
 * the largest cv, sqrt n. IPRAS lies between 2.35 and 2.35 + 1.5 * 4. */
static const bounds of_items[] = {
    {"mean", ON_SCALE},
    {"median", ON_SCALE},
    {"mode", ON_SCALE},
    {"mode_share", SHARE},
    {"min", ON_SCALE},
    {"max", ON_SCALE},
    {"sd", 0, ONE, M_SQRT1_2, RANGE},
    {"cv", 0, ONE, 1, ROOT_N},
    {"q1", ON_SCALE},
    {"q3", ON_SCALE},
    {"iqr", DIFFERENCE},
    {"p30", ON_SCALE},
    {"p70", ON_SCALE},
    {"hinge_lower", ON_SCALE},
    {"hinge_upper", ON_SCALE},
    {"weighted_median", ON_SCALE},
    {"weighted_q1", ON_SCALE},
    {"weighted_q3", ON_SCALE},
    {"weighted_iqr", DIFFERENCE},
    {"mad_median", DIFFERENCE},
    {"mean_abs_dev_median", 0, ONE, 0.5, RANGE},
    {"ipr", DIFFERENCE},
    {"ipras", 2.35, ONE, 8.35, ONE},
    {"disagreement_index", 0, ONE, 8 / 2.35, ONE},
    {"disagreement", SHARE},
    {"disagreement_classic", SHARE},
    {"disagreement_third", SHARE},
    {"agreement_classic", SHARE},
    {"cvr", SIGNED},
    {"cvr_critical", SHARE},
    {"cvr_wilson", SHARE},
    {"i_cvi", SHARE},
    {"modified_kappa", SIGNED},
    {"van_der_eijk_a", SIGNED},
    {"polarisation", SHARE},
    {"leik_d", SHARE},
    {"tastle_wierman_cns", SHARE},
    {"blair_lacy_l2", SHARE},
    {"bimodality", SHARE},
    {"median_low", ON_SCALE},
    {"median_high", ON_SCALE},
};

/* N: complete experts, for their count; else the bound holds whatever their number.
 * Alpha: 1 - Do / De, and Do <= 2 De (n - 1) / n, for each metric is the square of a distance between points in a
 * space; nothing bounds the coefficients from below whose divisor may come near 0. AC2: agreement by chance is at most
 * 5/6 of all, with quadratic weights on a long scale. Finn: the mean square within items is at most (s - 1)^2 / 2, the
 * residual one at most (s - 1)^2, over (s^2 - 1) / 12. */
static const bounds of_sets[] = {
    {"complete_experts", COUNT},
    {"percent_agreement", SHARE},
    {"kendall_w_ties", SHARE},
    {"kendall_w_uncorrected", SHARE},
    {"kendall_s", POSITIVE},
    {"kendall_t", POSITIVE},
    {"kendall_chi2", 0, ONE, RANDOM_INDICATORS - 1, N},
    {"kendall_df", 1, ONE, RANDOM_INDICATORS - 1, ONE},
    {"kendall_p", SHARE},
    {"kendall_p_permutation", SHARE},
    {"kendall_mean_spearman", SIGNED},
    {"kendall_incomplete_experts", 0, ONE, RANDOM_EXPERTS, ONE},
    {"kendall_w_incomplete", SHARE},
    {"kendall_p_incomplete_permutation", SHARE},
    {"krippendorff_alpha_nominal", SIGNED},
    {"krippendorff_alpha_nominal_low", SIGNED},
    {"krippendorff_alpha_nominal_high", SIGNED},
    {"krippendorff_alpha_ordinal", SIGNED},
    {"krippendorff_alpha_ordinal_low", SIGNED},
    {"krippendorff_alpha_ordinal_high", SIGNED},
    {"krippendorff_alpha_interval", SIGNED},
    {"krippendorff_alpha_interval_low", SIGNED},
    {"krippendorff_alpha_interval_high", SIGNED},
    {"krippendorff_alpha_ratio", SIGNED},
    {"krippendorff_alpha_ratio_low", SIGNED},
    {"krippendorff_alpha_ratio_high", SIGNED},
    {"fleiss_kappa", SIGNED},
    {"gwet_ac1", SIGNED},
    {"gwet_ac2_linear", -5, ONE, 1, ONE},
    {"gwet_ac2_quadratic", -5, ONE, 1, ONE},
    {"gwet_ac2_ordinal", -5, ONE, 1, ONE},
    {"icc_1_1", SIGNED},
    {"icc_1_k", UP_TO_ONE},
    {"icc_2_1", UP_TO_ONE},
    {"icc_2_k", UP_TO_ONE},
    {"icc_3_1", SIGNED},
    {"icc_3_k", UP_TO_ONE},
    {"finn_oneway", -5, ONE, 1, ONE},
    {"finn_twoway", -11, ONE, 1, ONE},
    {"scvi_ave", SHARE},
    {"scvi_ua", SHARE},
    {"apmo", SHARE},
};

/* N: the ratings of both rounds together, so that matched experts are at most N / 2. Weighted kappas: 1 - Do / De, and
 * Do <= 2 De for the same reason as alpha's. V is at most m (m + 1) / 2; z at most sqrt m, by Cauchy and Schwarz; every
 * chi-square of m experts in a square table at most m, that of independence m (points - 1). */
static const bounds of_pairs[] = {
    {"matched", 0, ONE, 0.5, N},
    {"changed", 0, ONE, 0.5, N},
    {"changed_share", SHARE},
    {"changed_up", 0, ONE, 0.5, N},
    {"changed_down", 0, ONE, 0.5, N},
    {"net_change_unpaired", SHARE},
    {"median_change", CHANGE},
    {"iqr_change", CHANGE},
    {"cv_change", -1, ROOT_N, 1, ROOT_N},
    {"wilcoxon_v", 0, ONE, (RANDOM_EXPERTS + 1) / 4.0, N},
    {"wilcoxon_z", -M_SQRT1_2, ROOT_N, M_SQRT1_2, ROOT_N},
    {"wilcoxon_p_normal_cc", SHARE},
    {"wilcoxon_p_exact", SHARE},
    {"spearman", SIGNED},
    {"kappa", SIGNED},
    {"kappa_linear", SIGNED},
    {"kappa_quadratic", SIGNED},
    {"mcnemar_b", 0, ONE, 0.5, N},
    {"mcnemar_c", 0, ONE, 0.5, N},
    {"mcnemar_p_exact", SHARE},
    {"bowker_chi2", 0, ONE, 0.5, N},
    {"bowker_df", 1, ONE, 1, PAIRS_OF_POINTS},
    {"bowker_p", SHARE},
    {"stuart_maxwell_chi2", 0, ONE, 0.5, N},
    {"stuart_maxwell_df", 1, ONE, 1, RANGE},
    {"stuart_maxwell_p", SHARE},
    {"chi2_independence", 0, ONE, (RANDOM_EXPERTS - 1) / 2.0, N},
    {"chi2_independence_df", 1, ONE, (RANDOM_EXPERTS - 1) * (RANDOM_EXPERTS - 1), ONE},
    {"chi2_independence_p", SHARE},
    {"chi2_independence_banded", SHARE},
    {"chi2_independence_least_expected", 0, ONE, 0.5, N},
    {"chi2_homogeneity", 0, ONE, 1, N},
    {"chi2_homogeneity_df", 1, ONE, 1, RANGE},
    {"chi2_homogeneity_p", SHARE},
    {"chi2_homogeneity_banded", SHARE},
    {"chi2_homogeneity_least_expected", 0, ONE, 1, N},
};

#define SIZE(array) (sizeof(array) / sizeof *(array))

/* How often each row had a value. */
static size_t defined[ROWS];

static void fill_units(double *units, const random_study *s, double n) {
    double points = s->max - s->min + 1;
    const double filled[UNITS] = {[ONE] = 1,
                                  [LOW] = s->min,
                                  [HIGH] = s->max,
                                  [RANGE] = points - 1,
                                  [N] = n,
                                  [ROOT_N] = sqrt(n),
                                  [PAIRS_OF_POINTS] = points * (points - 1) / 2};
    memcpy(units, filled, sizeof filled);
}

static void expect_within(const bounds *row, size_t index, const double *units, const delphi_value *value) {
    if (value->kind == DELPHI_VALUE_UNDEFINED) {
        cr_expect_neq(value->reason, DELPHI_REASON_NONE, "%s", row->name);
        return;
    }
    double x = value->kind == DELPHI_VALUE_TRUTH ? value->as.truth : delphi_value_real(value);
    double low = row->low * units[row->low_of], high = row->high * units[row->high_of], slack = 1e-12;
    cr_expect(isfinite(x), "%s", row->name);
    cr_expect(row->low_of == NO_BOUND || x >= low - slack * (1 + fabs(low)), "%s: %.17g is below %g", row->name, x,
              low);
    cr_expect(row->high_of == NO_BOUND || x <= high + slack * (1 + fabs(high)), "%s: %.17g is above %g", row->name, x,
              high);
    defined[index]++;
}

static void expect_all_met(const bounds *rows, size_t count) {
    for (size_t i = 0; i < count; i++)
        cr_expect_gt(defined[i], 500, "%s: %zu", rows[i].name, defined[i]);
}

typedef void study_check(const random_study *s, const random_run *run);

static void try_studies(uint64_t seed, int replicates, study_check *check) {
    for (int k = 0; k < STUDIES; k++) {
        random_study s;
        random_study_make(&s, &seed);
        s.replicates = replicates;
        random_view plain = random_view_plain(&s);
        random_run run = random_run_start(&s, &plain);
        check(&s, &run);
        random_run_end(&run);
    }
}

static double number(const delphi_cell *cell, const char *name) {
    return delphi_value_real(&cell->values[delphi_measure_find(name)]);
}

/* Comparisons with an undefined value, which is NAN, must not count against it. */
static bool ascends(double a, double b) {
    return !(a > b + 1e-12);
}

static void expect_in_order(const delphi_cell *cell) {
    static const char *const chains[][4] = {{"min", "q1", "median", "q3"},
                                            {"median", "q3", "max", "max"},
                                            {"min", "hinge_lower", "median", "hinge_upper"},
                                            {"min", "weighted_q1", "weighted_median", "weighted_q3"},
                                            {"min", "median_low", "median", "median_high"},
                                            {"p30", "median", "p70", "max"},
                                            {"min", "mode", "max", "max"},
                                            {"min", "mean", "max", "max"}};
    for (size_t i = 0; i < SIZE(chains); i++) {
        for (size_t k = 0; k < 3; k++)
            cr_expect(ascends(number(cell, chains[i][k]), number(cell, chains[i][k + 1])), "%s > %s", chains[i][k],
                      chains[i][k + 1]);
    }
    cr_expect(ascends(number(cell, "mean_abs_dev_median"), number(cell, "sd")));
    cr_expect(ascends(number(cell, "ipr"), number(cell, "iqr")), "30 to 70 per cent lies within 25 to 75");
    cr_expect(ascends(number(cell, "modified_kappa"), number(cell, "i_cvi")), "what chance gives is taken off");
}

static void check_items(const random_study *s, const random_run *run) {
    double units[UNITS];
    for (int r = 0; r < RANDOM_ROUNDS; r++) {
        const delphi_result *result = run->round[r];
        for (size_t o = 0; o < result->outcome_count; o++) {
            for (size_t slot = 0; slot < s->criteria * (1 + s->groups); slot++) {
                const delphi_cell *cell = &result->outcomes[o].cells[slot];
                fill_units(units, s, cell->n);
                for (size_t m = 0; m < SIZE(of_items); m++)
                    expect_within(&of_items[m], m, units, &cell->values[m]);
                expect_in_order(cell);
            }
        }
    }
}

Test(analysis_property_bounds, of_every_measure_of_an_indicator) {
    size_t count;
    const delphi_measure *measures = delphi_measures_of(false, &count);
    cr_assert_eq(count, SIZE(of_items), "a measure has no bounds here");
    for (size_t i = 0; i < count; i++)
        cr_assert_str_eq(of_items[i].name, measures[i].name);
    try_studies(81, 0, check_items);
    expect_all_met(of_items, SIZE(of_items));
}

/* A round without an indicator in play cannot be opened: it has no concordance. */
static void check_sets(const random_study *s, const random_run *run) {
    double units[UNITS];
    for (int r = 0; r < RANDOM_ROUNDS; r++) {
        for (size_t slot = 0; run->round[r]->outcome_count && slot < s->criteria * (1 + s->groups); slot++) {
            const delphi_concordance *found = &run->round[r]->concordance[slot];
            cr_expect_eq(delphi_value_real(&found->values[delphi_set_measure_find("complete_experts")]),
                         found->complete);
            fill_units(units, s, found->complete);
            for (size_t m = 0; m < SIZE(of_sets); m++) {
                expect_within(&of_sets[m], m, units, &found->values[m]);
                const char *end = strrchr(of_sets[m].name, '_');
                if (end && strcmp(end, "_low") == 0)
                    cr_expect(ascends(delphi_value_real(&found->values[m]), delphi_value_real(&found->values[m + 1])),
                              "%s", of_sets[m].name);
            }
        }
    }
}

Test(analysis_property_bounds, of_every_measure_over_the_indicators) {
    size_t count;
    const delphi_set_measure *measures = delphi_set_measures(&count);
    cr_assert_eq(count, SIZE(of_sets), "a measure has no bounds here");
    for (size_t i = 0; i < count; i++)
        cr_assert_str_eq(of_sets[i].name, measures[i].name);
    try_studies(82, 25, check_sets);
    expect_all_met(of_sets, SIZE(of_sets));
}

static size_t ratings_of(const int16_t *column, const random_study *s) {
    size_t n = 0;
    for (size_t e = 0; e < s->experts; e++)
        n += column[e] >= s->min;
    return n;
}

static void check_pairs(const random_study *s, const random_run *run) {
    double units[UNITS];
    delphi_value values[ROWS];
    for (size_t i = 0; i < s->indicators; i++) {
        for (size_t c = 0; c < s->criteria; c++) {
            delphi_pair pair = random_pair(run->study, run->study->indicators[i].id, c);
            random_pair_values(&pair, values);
            fill_units(units, s, (double)(ratings_of(pair.before, s) + ratings_of(pair.after, s)));
            for (size_t m = 0; m < SIZE(of_pairs); m++)
                expect_within(&of_pairs[m], m, units, &values[m]);
            cr_expect_eq(delphi_value_real(&values[delphi_pair_measure_find("changed")]),
                         delphi_value_real(&values[delphi_pair_measure_find("changed_up")]) +
                             delphi_value_real(&values[delphi_pair_measure_find("changed_down")]));
        }
    }
}

Test(analysis_property_bounds, of_every_measure_between_two_rounds) {
    size_t count;
    const delphi_pair_measure *measures = delphi_pair_measures(&count);
    cr_assert_eq(count, SIZE(of_pairs), "a measure has no bounds here");
    for (size_t i = 0; i < count; i++)
        cr_assert_str_eq(of_pairs[i].name, measures[i].name);
    try_studies(83, 0, check_pairs);
    expect_all_met(of_pairs, SIZE(of_pairs));
}

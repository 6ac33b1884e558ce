/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of a study when every expert takes part twice, or as many times as the expert's weight says; and what
 * experts who all answer alike come to.
 *
 * Found: the median is left as it is by every type of quantile. The other quantiles are by type 2 alone, which asks for
 * shares only; hinges move where n = 4k + 3 (3 ratings: the quartile of 1 2 | 2 3 is 1.5, of 1 1 2 | 2 3 3 it is 1),
 * and types 6, 7 and 8 move with n. */
#include "../support/random_rounds.h"

#include <math.h>

enum { STUDIES = 40, ROWS = 64 };

#define SIZE(array) (sizeof(array) / sizeof *(array))

static random_view view_twice(const random_study *s) {
    random_view view = random_view_plain(s);
    view.experts = 2 * s->experts;
    for (size_t line = 0; line < view.experts; line++)
        view.expert[line] = line % s->experts;
    return view;
}

typedef void twice_check(const random_study *s, const random_run *once, const random_run *twice);

/* One rating is enough, so that whatever is undefined once is so for another reason. All indicators stay in play. */
static void try_doubled(uint64_t seed, int quantile_type, twice_check *check) {
    for (int k = 0; k < STUDIES; k++) {
        random_study s;
        random_study_make(&s, &seed);
        s.quantile_type = quantile_type;
        s.min_ratings = s.min_group = 1;
        s.settled_leave = false;
        random_view plain = random_view_plain(&s), doubled = view_twice(&s);
        random_run once = random_run_start(&s, &plain), twice = random_run_start(&s, &doubled);
        check(&s, &once, &twice);
        random_run_end(&once);
        random_run_end(&twice);
    }
}

static double as_number(const delphi_value *value) {
    return value->kind == DELPHI_VALUE_TRUTH ? value->as.truth : delphi_value_real(value);
}

static bool equal(double x, double y) {
    return (isnan(x) && isnan(y)) || fabs(x - y) <= 1e-12 * (1 + fabs(x));
}

static void expect_items(const delphi_cell *once, const delphi_cell *twice, const char *const *names, size_t count) {
    for (size_t i = 0; i < count; i++) {
        size_t m = delphi_measure_find(names[i]);
        cr_assert_neq(m, DELPHI_NONE, "%s", names[i]);
        double x = as_number(&once->values[m]), y = as_number(&twice->values[m]);
        cr_expect(equal(x, y), "%s: %.17g, %.17g", names[i], x, y);
    }
}

/* Calls for the cells of the panel and of every group. */
static void each_cell(const random_study *s, const random_run *once, const random_run *twice,
                      void (*call)(const delphi_cell *once, const delphi_cell *twice)) {
    for (int r = 0; r < RANDOM_ROUNDS; r++) {
        cr_assert_eq(once->round[r]->outcome_count, s->indicators);
        for (size_t o = 0; o < s->indicators; o++) {
            for (size_t slot = 0; slot < s->criteria * (1 + s->groups); slot++)
                call(&once->round[r]->outcomes[o].cells[slot], &twice->round[r]->outcomes[o].cells[slot]);
        }
    }
}

static void same_shape(const delphi_cell *once, const delphi_cell *twice) {
    static const char *const names[] = {"mean",
                                        "median",
                                        "mode",
                                        "mode_share",
                                        "min",
                                        "max",
                                        "cvr",
                                        "mad_median",
                                        "mean_abs_dev_median",
                                        "disagreement_third",
                                        "i_cvi",
                                        "leik_d",
                                        "blair_lacy_l2",
                                        "van_der_eijk_a",
                                        "tastle_wierman_cns",
                                        "polarisation",
                                        "weighted_median",
                                        "weighted_q1",
                                        "weighted_q3",
                                        "weighted_iqr"};
    cr_expect(twice->n == 2 * once->n && twice->cannot_judge == 2 * once->cannot_judge &&
              twice->missing == 2 * once->missing && twice->base == 2 * once->base);
    expect_items(once, twice, names, SIZE(names));
}

static void check_shape(const random_study *s, const random_run *once, const random_run *twice) {
    each_cell(s, once, twice, same_shape);
}

Test(analysis_doubling, medians_and_all_that_asks_for_shares_stay_by_every_type_of_quantile) {
    static const int types[] = {0, 2, 6, 7, 8};
    for (size_t t = 0; t < SIZE(types); t++)
        try_doubled(91 + t, types[t], check_shape);
}

static void same_quantiles(const delphi_cell *once, const delphi_cell *twice) {
    static const char *const names[] = {
        "q1", "q3", "iqr", "p30", "p70", "ipr", "ipras", "disagreement", "disagreement_index"};
    expect_items(once, twice, names, SIZE(names));
}

static void check_decisions(const random_study *s, const random_run *once, const random_run *twice) {
    each_cell(s, once, twice, same_quantiles);
    for (int r = 0; r < RANDOM_ROUNDS; r++) {
        for (size_t o = 0; o < s->indicators; o++)
            cr_expect_eq(once->round[r]->outcomes[o].decision, twice->round[r]->outcomes[o].decision);
    }
}

/* The rules of random studies look at the median, shares, the interquartile range and disagreement by IPRAS. */
Test(analysis_doubling, by_type_2_every_quantile_stays_and_so_do_the_decisions) {
    try_doubled(101, 2, check_decisions);
}

/* Cells whose lower quartile stayed and moved, by n modulo 4. */
static size_t stayed[4], moved[4];

static void note_quartile(const delphi_cell *once, const delphi_cell *twice) {
    size_t q1 = delphi_measure_find("q1");
    if (once->n)
        (equal(as_number(&once->values[q1]), as_number(&twice->values[q1])) ? stayed : moved)[once->n % 4]++;
}

static void check_quartile(const random_study *s, const random_run *once, const random_run *twice) {
    each_cell(s, once, twice, note_quartile);
}

Test(analysis_doubling, hinges_move_only_where_one_more_rating_would_make_four_equal_parts) {
    try_doubled(102, 0, check_quartile);
    for (size_t k = 0; k < 4; k++)
        cr_expect(k == 3 ? moved[k] > 50 : moved[k] == 0 && stayed[k] > 50, "n = 4k + %zu: %zu moved", k, moved[k]);
}

Test(analysis_doubling, quartiles_of_types_6_7_and_8_move_with_n) {
    static const int types[] = {6, 7, 8};
    for (size_t t = 0; t < SIZE(types); t++) {
        memset(moved, 0, sizeof moved);
        try_doubled(103, types[t], check_quartile);
        cr_expect_gt(moved[0] + moved[1] + moved[2] + moved[3], 100, "type %d", types[t]);
    }
}

/* Twice the ranks, twice the votes. */
static void check_sets(const random_study *s, const random_run *once, const random_run *twice) {
    static const char *const names[] = {
        "kendall_w_ties", "kendall_w_uncorrected", "kendall_w_incomplete", "kendall_df", "scvi_ave", "scvi_ua", "apmo"};
    for (int r = 0; r < RANDOM_ROUNDS; r++) {
        for (size_t slot = 0; slot < s->criteria * (1 + s->groups); slot++) {
            const delphi_concordance *a = &once->round[r]->concordance[slot], *b = &twice->round[r]->concordance[slot];
            cr_expect(b->complete == 2 * a->complete && b->experts == 2 * a->experts);
            for (size_t i = 0; i < SIZE(names); i++) {
                size_t m = delphi_set_measure_find(names[i]);
                bool kendall = strncmp(names[i], "kendall", 7) == 0;
                double x = as_number(&a->values[m]), y = as_number(&b->values[m]);
                /* One expert has no concordance; the two that are made of one have. */
                cr_expect((kendall && a->complete < 2) || equal(x, y), "%s: %.17g, %.17g", names[i], x, y);
            }
        }
    }
}

Test(analysis_doubling, concordance_of_orders_and_content_validity_of_the_scale_stay) {
    try_doubled(104, 7, check_sets);
}

static void check_pairs(const random_study *s, const random_run *once, const random_run *twice) {
    static const char *const same[] = {"changed_share", "net_change_unpaired", "median_change",   "spearman",
                                       "kappa",         "kappa_linear",        "kappa_quadratic", "bowker_df"};
    static const char *const doubled[] = {"matched",   "changed",   "changed_up",  "changed_down",
                                          "mcnemar_b", "mcnemar_c", "bowker_chi2", "stuart_maxwell_chi2"};
    delphi_value a[ROWS], b[ROWS];
    for (size_t i = 0; i < s->indicators; i++) {
        const char *id = once->study->indicators[i].id;
        delphi_pair one = random_pair(once->study, id, 0), two = random_pair(twice->study, id, 0);
        random_pair_values(&one, a);
        random_pair_values(&two, b);
        for (size_t k = 0; k < SIZE(same); k++) {
            size_t m = delphi_pair_measure_find(same[k]);
            cr_expect(equal(as_number(&a[m]), as_number(&b[m])), "%s", same[k]);
        }
        for (size_t k = 0; k < SIZE(doubled); k++) {
            size_t m = delphi_pair_measure_find(doubled[k]);
            cr_expect(equal(2 * as_number(&a[m]), as_number(&b[m])), "%s: %.17g, %.17g", doubled[k], as_number(&a[m]),
                      as_number(&b[m]));
        }
    }
}

Test(analysis_doubling, shares_and_coefficients_of_change_stay_and_counts_double) {
    try_doubled(105, 7, check_pairs);
}

/* Everyone answers as the first expert, who answers everything. */
static void make_alike(random_study *s, uint64_t *state) {
    random_study_make(s, state);
    s->min_ratings = s->min_group = 1;
    for (size_t r = 0; r < RANDOM_ROUNDS; r++) {
        for (size_t c = 0; c < s->criteria; c++) {
            for (size_t i = 0; i < s->indicators; i++) {
                int16_t *cells = s->cells[r][c][i];
                if (cells[0] < s->min)
                    cells[0] = (int16_t)(s->min + (int)random_below(state, (uint32_t)(s->max - s->min + 1)));
                for (size_t e = 1; e < s->experts; e++)
                    cells[e] = cells[0];
            }
        }
    }
}

/* How many slots had a W. */
static size_t expect_full_concordance(const random_study *s, const delphi_result *result) {
    static const char *const names[] = {"kendall_w_ties",
                                        "kendall_mean_spearman",
                                        "krippendorff_alpha_nominal",
                                        "krippendorff_alpha_ordinal",
                                        "krippendorff_alpha_interval",
                                        "krippendorff_alpha_ratio",
                                        "fleiss_kappa",
                                        "percent_agreement",
                                        "gwet_ac1",
                                        "icc_2_1",
                                        "finn_twoway"};
    size_t defined = 0;
    for (size_t slot = 0; slot < s->criteria * (1 + s->groups); slot++) {
        const delphi_concordance *found = &result->concordance[slot];
        for (size_t i = 0; i < SIZE(names); i++) {
            const delphi_value *value = &found->values[delphi_set_measure_find(names[i])];
            bool few = found->experts < 2 || result->outcome_count < 2 || value->reason == DELPHI_REASON_ALL_TIED ||
                       value->reason == DELPHI_REASON_ALL_EQUAL;
            if (value->kind != DELPHI_VALUE_UNDEFINED)
                cr_expect_float_eq(as_number(value), 1, 1e-14, "%s: %.17g", names[i], as_number(value));
            else
                cr_expect(few, "%s: %s", names[i], delphi_reason_text(value->reason));
            defined += i == 0 && value->kind != DELPHI_VALUE_UNDEFINED;
        }
    }
    return defined;
}

Test(analysis_alike, experts_who_answer_alike_have_a_w_of_1_and_full_agreement) {
    uint64_t state = 111;
    size_t defined = 0;
    for (int k = 0; k < STUDIES; k++) {
        random_study s;
        make_alike(&s, &state);
        random_view plain = random_view_plain(&s);
        random_run run = random_run_start(&s, &plain);
        for (int r = 0; r < RANDOM_ROUNDS; r++)
            defined += expect_full_concordance(&s, run.round[r]);
        random_run_end(&run);
    }
    cr_expect_gt(defined, STUDIES);
}

/* Each expert as many times as the weight says. */
static random_view view_by_weight(const random_study *s) {
    random_view view = {.experts = 0};
    memcpy(view.indicator, random_view_plain(s).indicator, sizeof view.indicator);
    for (size_t e = 0; e < s->experts; e++) {
        for (int k = 0; k < s->weight[e]; k++)
            view.expert[view.experts++] = e;
    }
    return view;
}

/* The weighted quantile of a column, whose ratings are given in ascending order. */
static delphi_value weighted(const delphi_study *study, const delphi_rating *column, int num, int den) {
    int ratings[RANDOM_EXPERTS];
    delphi_rational weights[RANDOM_EXPERTS];
    size_t count = 0;
    for (int point = study->protocol.scale.min; point <= study->protocol.scale.max; point++) {
        for (size_t e = 0; e < study->expert_count; e++) {
            if (column[e] == point) {
                ratings[count] = point;
                weights[count++] = study->experts[e].weight;
            }
        }
    }
    return delphi_weighted_quantile(ratings, weights, count, num, den);
}

/* By the measures of a study whose quantiles are of type 2, and by the weighted measures of the study itself. */
static void expect_weighted(const random_study *s, const random_run *once, const random_run *many) {
    static const struct {
        const char *name, *weighted;
        int num, den;
    } quantiles[] = {{"q1", "weighted_q1", 1, 4},
                     {"median", "weighted_median", 1, 2},
                     {"q3", "weighted_q3", 3, 4},
                     {"p30", NULL, 3, 10},
                     {"p70", NULL, 7, 10}};
    for (size_t i = 0; i < s->indicators; i++) {
        const delphi_rating *column = delphi_ratings_column(once->study->ratings[0], i, 0);
        const delphi_cell *own = delphi_result_cell(once->round[0], &once->round[0]->outcomes[i], 0, DELPHI_NONE);
        const delphi_cell *cell = delphi_result_cell(many->round[0], &many->round[0]->outcomes[i], 0, DELPHI_NONE);
        for (size_t k = 0; k < SIZE(quantiles); k++) {
            delphi_value value = weighted(once->study, column, quantiles[k].num, quantiles[k].den);
            double expected = as_number(&cell->values[delphi_measure_find(quantiles[k].name)]);
            cr_expect(equal(as_number(&value), expected), "%s: %g, %g", quantiles[k].name, as_number(&value), expected);
            if (quantiles[k].weighted) {
                double measure = as_number(&own->values[delphi_measure_find(quantiles[k].weighted)]);
                cr_expect(equal(measure, expected), "%s: %g, %g", quantiles[k].weighted, measure, expected);
            }
        }
    }
}

Test(analysis_doubling, an_expert_of_weight_3_is_three_experts_to_the_weighted_quantile) {
    uint64_t state = 112;
    for (int k = 0; k < STUDIES; k++) {
        random_study s;
        random_study_make(&s, &state);
        s.quantile_type = 2;
        s.min_ratings = 1;
        random_view plain = random_view_plain(&s), replicated = view_by_weight(&s);
        random_run once = random_run_start(&s, &plain), many = random_run_start(&s, &replicated);
        expect_weighted(&s, &once, &many);
        random_run_end(&once);
        random_run_end(&many);
    }
}

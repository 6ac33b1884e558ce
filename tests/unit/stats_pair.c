/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two rounds of the same experts: the worked example, signed ranks, kappa, McNemar, change of the group; the space, the
 * table and what must hold for every measure of every pair. */
#include "stats_opinions.h"

enum { PAIR_EXPERTS = 300, ROWS_MAX = 64 };

typedef struct {
    int16_t before[PAIR_EXPERTS], after[PAIR_EXPERTS];
    delphi_pair pair;
} rounds;

static void rounds_start(rounds *r, int min, int max, size_t experts) {
    r->pair = (delphi_pair){.scale_min = min,
                            .points = max - min + 1,
                            .experts = experts,
                            .before = r->before,
                            .after = r->after,
                            .min_ratings = 1,
                            .quantile_type = DELPHI_QUANTILE_TYPE7,
                            .high_low = max - (max - min) / 4,
                            .high_high = max,
                            .low_low = min,
                            .low_high = min + (max - min) / 4};
}

/* Two rows: before and after. */
static void rounds_read(rounds *r, int min, int max, const char *text) {
    opinions o;
    opinions_read(&o, min, max, text);
    cr_assert_eq(o.set.experts, 2);
    for (size_t i = 0; i < o.set.items; i++) {
        r->before[i] = o.cells[i][0];
        r->after[i] = o.cells[i][1];
    }
    rounds_start(r, min, max, o.set.items);
}

static void rounds_make(rounds *r, uint64_t *state, int min, int max, uint32_t most, uint32_t missing) {
    uint32_t points = (uint32_t)(max - min + 1);
    size_t experts = 1 + opinions_random(state, most);
    for (size_t i = 0; i < experts; i++) {
        int first = min + (int)opinions_random(state, points), second = min + (int)opinions_random(state, points);
        second = opinions_random(state, 2) ? first : (first + second) / 2;
        r->before[i] = (int16_t)(opinions_random(state, 100) < missing ? OPINIONS_NONE : first);
        r->after[i] = (int16_t)(opinions_random(state, 100) < missing ? OPINIONS_NONE : second);
    }
    rounds_start(r, min, max, experts);
}

static const char twelve[] = "5 6 7 7 8 4 9 6 7 3 8 7 / 6 7 7 8 8 6 9 7 7 5 8 8";

static bool is_fraction(delphi_value value, int64_t num, int64_t den) {
    return (value.kind == DELPHI_VALUE_RATIONAL || value.kind == DELPHI_VALUE_SHARE) && value.as.rational.num == num &&
           value.as.rational.den == den;
}

Test(stats_pair, twelve_experts_changed_and_the_median_did_not) {
    rounds r;
    rounds_read(&r, 1, 9, twelve);
    cr_expect_eq(pair_number(&r.pair, "matched"), 12);
    cr_expect_eq(pair_number(&r.pair, "changed"), 7);
    cr_expect_eq(pair_number(&r.pair, "changed_up"), 7);
    cr_expect_eq(pair_number(&r.pair, "changed_down"), 0);
    cr_expect(is_fraction(pair_measure(&r.pair, "changed_share"), 7, 12));
    cr_expect(is_fraction(pair_measure(&r.pair, "net_change_unpaired"), 1, 6));
    cr_expect_eq(pair_number(&r.pair, "median_change"), 0);
    cr_expect(is_fraction(pair_measure(&r.pair, "iqr_change"), -1, 4));
    expect_near(pair_number(&r.pair, "cv_change"), -0.114058, 5e-7);
    r.pair.quantile_type = DELPHI_QUANTILE_TYPE6;
    cr_expect(is_fraction(pair_measure(&r.pair, "iqr_change"), -3, 4));
}

Test(stats_pair, twelve_experts_by_signed_ranks) {
    rounds r;
    rounds_read(&r, 1, 9, twelve);
    cr_expect_eq(pair_number(&r.pair, "wilcoxon_v"), 28);
    expect_near(pair_number(&r.pair, "wilcoxon_z"), 2.460499, 5e-7);
    expect_near(pair_number(&r.pair, "wilcoxon_p_normal_cc"), 0.017662, 5e-7);
    cr_expect_eq(pair_number(&r.pair, "wilcoxon_p_exact"), 2.0 / 128);
}

Test(stats_pair, twelve_experts_by_correlation_kappa_and_band) {
    rounds r;
    rounds_read(&r, 1, 9, twelve);
    r.pair.high_low = 7;
    expect_near(pair_number(&r.pair, "spearman"), 0.924062, 5e-7);
    expect_near(pair_number(&r.pair, "kappa"), 0.263158, 5e-7);
    expect_near(pair_number(&r.pair, "kappa_linear"), 0.534483, 5e-7);
    expect_near(pair_number(&r.pair, "kappa_quadratic"), 0.756250, 5e-7);
    /* Two entered the band, nobody left it. */
    cr_expect_eq(pair_number(&r.pair, "mcnemar_b"), 0);
    cr_expect_eq(pair_number(&r.pair, "mcnemar_c"), 2);
    cr_expect_eq(pair_number(&r.pair, "mcnemar_p_exact"), 0.5);
}

/* b of one, c of eleven: 2 (1 + 12) / 4096; in all numbers that a panel meets, the sum is exact. */
Test(stats_pair, mcnemars_p_is_a_fraction_of_a_power_of_two) {
    rounds r;
    rounds_read(&r, 1, 9, "1 1 1 1 1 1 1 1 1 1 1 9 / 9 9 9 9 9 9 9 9 9 9 9 1");
    cr_expect_eq(pair_number(&r.pair, "mcnemar_b"), 1);
    cr_expect_eq(pair_number(&r.pair, "mcnemar_c"), 11);
    cr_expect_eq(pair_number(&r.pair, "mcnemar_p_exact"), 26.0 / 4096);
}

/* Below and above the number of crossings at which GSL takes over: twenty go up, the others down. */
Test(stats_pair, mcnemars_p_goes_on_smoothly_where_panels_are_large) {
    rounds r;
    double last = 0;
    for (size_t n = 45; n <= 56; n++) {
        for (size_t i = 0; i < n; i++) {
            r.before[i] = i < 20 ? 1 : 9;
            r.after[i] = i < 20 ? 9 : 1;
        }
        rounds_start(&r, 1, 9, n);
        double tail = 0, term = ldexp(1, -(int)n);
        for (size_t i = 0; i <= 20; i++) {
            tail += term;
            term *= (double)(n - i) / (double)(i + 1);
        }
        double p = pair_number(&r.pair, "mcnemar_p_exact");
        expect_near(p, 2 * tail, 1e-12 * tail);
        cr_expect(n == 45 || p < last, "%zu", n);
        last = p;
    }
}

Test(stats_pair, whoever_rated_once_counts_in_the_group_only) {
    rounds r;
    rounds_read(&r, 1, 9, "5 7 . 9 . / 6 . 7 9 2");
    cr_expect_eq(pair_number(&r.pair, "matched"), 2);
    cr_expect_eq(pair_number(&r.pair, "changed"), 1);
    /* before 5 7 9, after 2 6 7 9: shares 1/3 each and 1/4 each */
    cr_expect(is_fraction(pair_measure(&r.pair, "net_change_unpaired"), 1, 2));
    cr_expect(is_fraction(pair_measure(&r.pair, "median_change"), -1, 2));
}

Test(stats_pair, a_group_is_the_pair_of_its_experts) {
    static const bool included[] = {true, false, true, true, false, true};
    rounds all, group;
    size_t count;
    const delphi_pair_measure *rows = delphi_pair_measures(&count);
    rounds_read(&all, 1, 9, "5 9 2 8 1 3 / 6 1 2 9 9 .");
    rounds_read(&group, 1, 9, "5 2 8 3 / 6 2 9 .");
    all.pair.included = included;
    for (size_t i = 0; i < count; i++) {
        double a = pair_number(&all.pair, rows[i].name), b = pair_number(&group.pair, rows[i].name);
        cr_expect(a == b || (isnan(a) && isnan(b)), "%s: %g, %g", rows[i].name, a, b);
    }
}

/* All 2^n signs of the differences, in doubled mid-ranks. */
static double all_signs(const rounds *r) {
    int size[16], n = 0, hits_low = 0, hits_high = 0, v = 0, rank[16];
    for (size_t i = 0; i < r->pair.experts; i++) {
        if (r->before[i] != r->after[i])
            size[n++] = abs(r->after[i] - r->before[i]) * (r->after[i] > r->before[i] ? 1 : -1);
    }
    for (int i = 0; i < n; i++) {
        rank[i] = 1;
        for (int j = 0; j < n; j++)
            rank[i] += 2 * (abs(size[j]) < abs(size[i])) + (abs(size[j]) == abs(size[i]));
        v += size[i] > 0 ? rank[i] : 0;
    }
    for (int signs = 0; signs < 1 << n; signs++) {
        int sum = 0;
        for (int i = 0; i < n; i++)
            sum += signs >> i & 1 ? rank[i] : 0;
        hits_low += sum <= v;
        hits_high += sum >= v;
    }
    return fmin(1, 2.0 * (hits_low < hits_high ? hits_low : hits_high) / (1 << n));
}

Test(stats_pair, the_exact_signed_rank_test_is_that_over_all_signs) {
    uint64_t state = 41;
    int compared = 0;
    for (int run = 0; run < 300; run++) {
        rounds r;
        rounds_make(&r, &state, 1, run % 2 ? 9 : 5, 12, 0);
        delphi_value p = pair_measure(&r.pair, "wilcoxon_p_exact");
        if (p.kind != DELPHI_VALUE_UNDEFINED) {
            expect_near(delphi_value_real(&p), all_signs(&r), 1e-14);
            compared++;
        }
    }
    cr_expect_gt(compared, 200);
}

Test(stats_pair, many_changes_have_no_exact_p_and_the_last_exact_one_is_near_the_normal_one) {
    rounds r;
    uint64_t state = 3;
    for (size_t i = 0; i < PAIR_EXPERTS; i++) {
        r.before[i] = 50;
        r.after[i] =
            (int16_t)(opinions_random(&state, 5) < 3 ? 51 + opinions_random(&state, 50) : opinions_random(&state, 50));
    }
    rounds_start(&r, 0, 100, DELPHI_WILCOXON_EXACT_MAX);
    cr_assert_eq(pair_number(&r.pair, "changed"), DELPHI_WILCOXON_EXACT_MAX);
    double exact = pair_number(&r.pair, "wilcoxon_p_exact"), normal = pair_number(&r.pair, "wilcoxon_p_normal_cc");
    cr_expect(fabs(exact - normal) < 0.03 * normal && exact > 0, "%g, %g", exact, normal);
    r.pair.experts++;
    cr_expect_eq(pair_reason(&r.pair, "wilcoxon_p_exact"), DELPHI_REASON_LARGE_SAMPLE);
    cr_expect_eq(pair_reason(&r.pair, "wilcoxon_p_normal_cc"), DELPHI_REASON_NONE);
}

Test(stats_pair, a_v_at_its_mean_is_no_evidence) {
    rounds r;
    rounds_read(&r, 1, 9, "3 5 / 5 3");
    cr_expect_eq(pair_number(&r.pair, "wilcoxon_z"), 0);
    cr_expect_eq(pair_number(&r.pair, "wilcoxon_p_normal_cc"), 1);
    cr_expect_eq(pair_number(&r.pair, "wilcoxon_p_exact"), 1);
}

Test(stats_pair, undefined_says_why) {
    static const struct {
        const char *rounds, *name;
        delphi_reason reason;
    } rows[] = {
        {"1 . / . 2", "changed_share", DELPHI_REASON_NO_MATCH},
        {"1 . / . 2", "kappa", DELPHI_REASON_NO_MATCH},
        {"1 . / . 2", "mcnemar_b", DELPHI_REASON_NO_MATCH},
        {"1 2 / . .", "net_change_unpaired", DELPHI_REASON_NO_RATINGS},
        {". . / 1 2", "median_change", DELPHI_REASON_NO_RATINGS},
        {". . / . .", "chi2_homogeneity", DELPHI_REASON_NO_RATINGS},
        {"1 . / 1 2", "cv_change", DELPHI_REASON_ONE_RATING},
        {"1 5 / 1 5", "wilcoxon_v", DELPHI_REASON_NO_CHANGE},
        {"1 5 / 1 5", "wilcoxon_z", DELPHI_REASON_NO_CHANGE},
        {"1 5 / 1 5", "wilcoxon_p_normal_cc", DELPHI_REASON_NO_CHANGE},
        {"1 5 / 1 5", "wilcoxon_p_exact", DELPHI_REASON_NO_CHANGE},
        {"1 5 / 1 5", "bowker_chi2", DELPHI_REASON_NO_CHANGE},
        {"1 5 / 1 5", "bowker_df", DELPHI_REASON_NO_CHANGE},
        {"1 5 / 1 5", "bowker_p", DELPHI_REASON_NO_CHANGE},
        {"1 5 / 1 5", "stuart_maxwell_chi2", DELPHI_REASON_NO_CHANGE},
        {"1 5 / 1 5", "stuart_maxwell_df", DELPHI_REASON_NO_CHANGE},
        {"1 5 / 1 5", "stuart_maxwell_p", DELPHI_REASON_NO_CHANGE},
        {"1 5 / 4 4", "spearman", DELPHI_REASON_CONSTANT_ROUND},
        {"4 4 / 1 5", "spearman", DELPHI_REASON_CONSTANT_ROUND},
        {"4 4 / 1 5", "chi2_independence", DELPHI_REASON_CONSTANT_ROUND},
        {"4 4 / 4 4", "chi2_homogeneity", DELPHI_REASON_CONSTANT_ROUND},
        {"4 4 / 4 4", "kappa", DELPHI_REASON_ALL_EQUAL},
        {"4 4 / 4 4", "kappa_quadratic", DELPHI_REASON_ALL_EQUAL},
        {"1 5 / 1 5", "kappa", DELPHI_REASON_NONE},
        {"1 5 / 1 5", "mcnemar_p_exact", DELPHI_REASON_NONE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        rounds r;
        rounds_read(&r, 1, 9, rows[i].rounds);
        cr_expect_eq(pair_reason(&r.pair, rows[i].name), rows[i].reason, "%s of %s", rows[i].name, rows[i].rounds);
    }
}

Test(stats_pair, nobody_is_matched_and_the_counts_are_0) {
    rounds r;
    rounds_read(&r, 1, 9, "1 . / . 2");
    cr_expect_eq(pair_number(&r.pair, "matched"), 0);
    cr_expect_eq(pair_number(&r.pair, "changed"), 0);
}

Test(stats_pair, too_few_matched_ratings_are_too_few_for_persons_and_not_for_the_group) {
    rounds r;
    rounds_read(&r, 1, 9, "1 2 3 . / 2 2 . 4");
    r.pair.min_ratings = 3;
    cr_expect_eq(pair_reason(&r.pair, "kappa"), DELPHI_REASON_TOO_FEW_RATINGS);
    cr_expect_eq(pair_reason(&r.pair, "changed_share"), DELPHI_REASON_TOO_FEW_RATINGS);
    cr_expect_eq(pair_reason(&r.pair, "median_change"), DELPHI_REASON_NONE);
    cr_expect_eq(pair_number(&r.pair, "changed"), 1);
    r.pair.min_ratings = 4;
    cr_expect_eq(pair_reason(&r.pair, "median_change"), DELPHI_REASON_TOO_FEW_RATINGS);
}

Test(stats_pair, without_a_band_high_there_is_no_mcnemar) {
    static const char *const names[] = {"mcnemar_b", "mcnemar_c", "mcnemar_p_exact"};
    rounds r;
    rounds_read(&r, 1, 9, twelve);
    r.pair.high_low = 10;
    for (size_t i = 0; i < 3; i++)
        cr_expect_eq(pair_reason(&r.pair, names[i]), DELPHI_REASON_NO_HIGH_BAND, "%s", names[i]);
}

/* Stretching the steps changes a weighted kappa, a longer scale around them does not. */
Test(stats_pair, weights_of_kappa_run_over_the_full_scale) {
    rounds near, far, wide;
    rounds_read(&near, 1, 9, "1 1 2 3 3 3 / 1 2 2 3 3 1");
    rounds_read(&far, 1, 9, "1 1 2 9 9 9 / 1 2 2 9 9 1");
    rounds_read(&wide, -20, 90, "1 1 2 3 3 3 / 1 2 2 3 3 1");
    cr_expect_eq(pair_number(&near.pair, "kappa"), pair_number(&far.pair, "kappa"));
    cr_expect_neq(pair_number(&near.pair, "kappa_linear"), pair_number(&far.pair, "kappa_linear"));
    cr_expect_eq(pair_number(&near.pair, "kappa_linear"), pair_number(&wide.pair, "kappa_linear"));
    cr_expect_eq(pair_number(&near.pair, "kappa_quadratic"), pair_number(&wide.pair, "kappa_quadratic"));
}

Test(stats_pair, every_row_of_the_table_has_its_texts_and_a_name_of_its_own) {
    size_t count;
    const delphi_pair_measure *rows = delphi_pair_measures(&count);
    cr_assert(count >= 36 && count <= ROWS_MAX);
    for (size_t i = 0; i < count; i++) {
        cr_expect_eq(delphi_pair_measure_find(rows[i].name), i, "%s", rows[i].name);
        cr_expect(*rows[i].title && *rows[i].definition && rows[i].source && rows[i].reading && rows[i].compute, "%s",
                  rows[i].name);
        cr_expect_eq(rows[i].definition[strlen(rows[i].definition) - 1], '.', "%s", rows[i].name);
    }
    cr_expect_eq(delphi_pair_measure_find("wilcoxon"), DELPHI_NONE);
}

Test(stats_pair, a_pair_larger_than_the_space_is_refused_and_the_last_one_kept) {
    rounds small, large;
    size_t count;
    delphi_value value;
    rounds_read(&small, 1, 5, "1 2 / 1 3");
    rounds_read(&large, 1, 5, "1 2 4 / 1 3 5");
    delphi_pair_space *space = delphi_pair_space_new(2, 5);
    cr_assert_eq(delphi_pair_load(space, &small.pair), DELPHI_OK);
    cr_expect_eq(delphi_pair_load(space, &large.pair), DELPHI_ERR_USAGE);
    small.pair.points = 6;
    cr_expect_eq(delphi_pair_load(space, &small.pair), DELPHI_ERR_USAGE);
    delphi_pair_value(&delphi_pair_measures(&count)[delphi_pair_measure_find("matched")], space, &value);
    cr_expect(is_fraction(value, 2, 1));
    delphi_pair_space_free(space);
    cr_expect_null(delphi_pair_space_new(2, 1));
    cr_expect_null(delphi_pair_space_new(2, 1002));
    cr_expect_null(delphi_pair_space_new(SIZE_MAX, 9));
    delphi_pair_space_free(NULL);
}

static void all_measures(delphi_pair_space *space, const delphi_pair *pair, delphi_value *out) {
    size_t count;
    const delphi_pair_measure *rows = delphi_pair_measures(&count);
    cr_assert_eq(delphi_pair_load(space, pair), DELPHI_OK);
    for (size_t i = 0; i < count; i++)
        delphi_pair_value(&rows[i], space, &out[i]);
}

static double number(const delphi_value *values, const char *name) {
    return delphi_value_real(&values[delphi_pair_measure_find(name)]);
}

Test(stats_pair, the_order_of_experts_does_not_matter_and_values_are_finite) {
    uint64_t state = 12;
    size_t count, defined[ROWS_MAX] = {0};
    const delphi_pair_measure *rows = delphi_pair_measures(&count);
    delphi_pair_space *space = delphi_pair_space_new(PAIR_EXPERTS, 40);
    for (int run = 0; run < 600; run++) {
        rounds r, turned;
        delphi_value a[ROWS_MAX], b[ROWS_MAX];
        int min = (int)opinions_random(&state, 4) - 1;
        rounds_make(&r, &state, min, min + 1 + (int)opinions_random(&state, 20), 60, run % 2 * 10);
        for (size_t i = 0; i < r.pair.experts; i++) {
            turned.before[i] = r.before[r.pair.experts - 1 - i];
            turned.after[i] = r.after[r.pair.experts - 1 - i];
        }
        rounds_start(&turned, min, min + r.pair.points - 1, r.pair.experts);
        all_measures(space, &r.pair, a);
        all_measures(space, &turned.pair, b);
        for (size_t i = 0; i < count; i++) {
            double x = delphi_value_real(&a[i]), y = delphi_value_real(&b[i]);
            bool none = a[i].kind == DELPHI_VALUE_UNDEFINED, truth = a[i].kind == DELPHI_VALUE_TRUTH;
            cr_expect(a[i].kind == b[i].kind && a[i].reason == b[i].reason, "%s", rows[i].name);
            cr_expect(none || truth || (isfinite(x) && x == y), "%s: %g, %g", rows[i].name, x, y);
            cr_expect(!none || a[i].reason != DELPHI_REASON_NONE, "%s", rows[i].name);
            cr_expect(none || !strstr(rows[i].name, "_p") || (x >= 0 && x <= 1 + 1e-12), "%s: %.17g", rows[i].name, x);
            defined[i] += !none;
        }
    }
    for (size_t i = 0; i < count; i++)
        cr_expect_gt(defined[i], 300, "%s", rows[i].name);
    delphi_pair_space_free(space);
}

/* What goes up goes down; what has no direction stays. */
Test(stats_pair, the_rounds_exchanged) {
    static const char *const same[] = {"matched",
                                       "changed",
                                       "net_change_unpaired",
                                       "wilcoxon_p_normal_cc",
                                       "spearman",
                                       "kappa",
                                       "kappa_linear",
                                       "kappa_quadratic",
                                       "bowker_chi2",
                                       "bowker_df",
                                       "stuart_maxwell_chi2",
                                       "stuart_maxwell_df",
                                       "chi2_homogeneity",
                                       "chi2_independence",
                                       "mcnemar_p_exact",
                                       "wilcoxon_p_exact"};
    static const char *const opposite[][2] = {{"changed_up", "changed_down"}, {"mcnemar_b", "mcnemar_c"}};
    static const char *const negative[] = {"median_change", "iqr_change", "cv_change", "wilcoxon_z"};
    uint64_t state = 13;
    delphi_pair_space *space = delphi_pair_space_new(PAIR_EXPERTS, 40);
    for (int run = 0; run < 200; run++) {
        rounds r;
        delphi_value a[ROWS_MAX], b[ROWS_MAX];
        rounds_make(&r, &state, 1, 9, 60, run % 2 * 10);
        all_measures(space, &r.pair, a);
        r.pair.before = r.after;
        r.pair.after = r.before;
        all_measures(space, &r.pair, b);
        for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
            double x = number(a, same[i]), y = number(b, same[i]);
            cr_expect((isnan(x) && isnan(y)) || fabs(x - y) <= 1e-9 * (1 + fabs(x)), "%s: %.17g, %.17g", same[i], x, y);
        }
        for (size_t i = 0; i < 2; i++) {
            double x = number(a, opposite[i][0]), y = number(b, opposite[i][1]);
            cr_expect((isnan(x) && isnan(y)) || x == y, "%s: %g, %g", opposite[i][0], x, y);
        }
        for (size_t i = 0; i < 4; i++) {
            double x = number(a, negative[i]), y = number(b, negative[i]);
            cr_expect((isnan(x) && isnan(y)) || x == -y, "%s: %g, %g", negative[i], x, y);
        }
    }
    delphi_pair_space_free(space);
}

Test(stats_pair, a_round_that_is_given_again_is_stable) {
    uint64_t state = 14;
    for (int run = 0; run < 100; run++) {
        rounds r;
        rounds_make(&r, &state, 1, 9, 40, 0);
        r.before[r.pair.experts] = 1;
        r.before[r.pair.experts + 1] = 8;
        r.pair.experts += 2;
        memcpy(r.after, r.before, sizeof r.after);
        const char *const zero[] = {"changed",    "net_change_unpaired", "median_change",
                                    "iqr_change", "cv_change",           "chi2_homogeneity"};
        const char *const one[] = {"spearman",           "kappa",          "kappa_linear", "kappa_quadratic",
                                   "chi2_homogeneity_p", "mcnemar_p_exact"};
        for (size_t i = 0; i < 6; i++) {
            cr_expect_eq(pair_number(&r.pair, zero[i]), 0, "%s", zero[i]);
            expect_near(pair_number(&r.pair, one[i]), 1, 1e-12);
        }
    }
}

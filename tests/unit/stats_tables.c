/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of a square table between two rounds: Bowker, Stuart and Maxwell, and the two chi-squares. */
#include "stats_opinions.h"

enum { EXPERTS_MAX = 8000 };

typedef struct {
    int16_t before[EXPERTS_MAX], after[EXPERTS_MAX];
    delphi_pair pair;
} rounds;

/* The experts of a table with rows before and columns after, points 1 to k. */
static void fill(rounds *r, const int *table, int k) {
    size_t n = 0;
    for (int i = 0; i < k * k; i++) {
        for (int c = 0; c < table[i]; c++, n++) {
            cr_assert_lt(n, EXPERTS_MAX);
            r->before[n] = (int16_t)(1 + i / k);
            r->after[n] = (int16_t)(1 + i % k);
        }
    }
    r->pair = (delphi_pair){.scale_min = 1,
                            .points = k,
                            .experts = n,
                            .before = r->before,
                            .after = r->after,
                            .min_ratings = 1,
                            .quantile_type = DELPHI_QUANTILE_TYPE7,
                            .high_low = 1,
                            .low_low = 1};
}

static rounds r; /* too large for a stack; each test runs in a process of its own */

static const int vision[] = {1520, 266, 124, 66, 234, 1512, 432, 78, 117, 362, 1772, 205, 36, 82, 179, 492};

Test(stats_tables, the_unaided_vision_of_7477_women) {
    fill(&r, vision, 4);
    cr_assert_eq(r.pair.experts, 7477);
    expect_near(pair_number(&r.pair, "bowker_chi2"), 19.10655, 5e-6);
    cr_expect_eq(pair_number(&r.pair, "bowker_df"), 6);
    expect_near(pair_number(&r.pair, "bowker_p"), 0.003987, 5e-7);
    expect_near(pair_number(&r.pair, "stuart_maxwell_chi2"), 11.95657, 5e-6);
    cr_expect_eq(pair_number(&r.pair, "stuart_maxwell_df"), 3);
    expect_near(pair_number(&r.pair, "stuart_maxwell_p"), 0.007533, 5e-7);
    expect_near(pair_number(&r.pair, "kappa"), 0.5953888, 5e-8);
    expect_near(pair_number(&r.pair, "kappa_linear"), 0.652380, 5e-7);
    expect_near(pair_number(&r.pair, "kappa_quadratic"), 0.702334, 5e-7);
}

Test(stats_tables, empty_points_change_nothing) {
    static const char *const names[] = {"bowker_chi2",       "bowker_df",       "stuart_maxwell_chi2",
                                        "stuart_maxwell_df", "kappa_quadratic", "chi2_independence"};
    double narrow[6];
    fill(&r, vision, 4);
    for (int i = 0; i < 6; i++)
        narrow[i] = pair_number(&r.pair, names[i]);
    r.pair.scale_min = -3;
    r.pair.points = 100;
    for (int i = 0; i < 6; i++)
        cr_expect_eq(pair_number(&r.pair, names[i]), narrow[i], "%s", names[i]);
}

/* With two points both tests are McNemar's chi-square (b - c)^2 / (b + c). */
Test(stats_tables, two_points_are_mcnemars_table) {
    fill(&r, (int[]){20, 9, 4, 30}, 2);
    expect_near(pair_number(&r.pair, "bowker_chi2"), 25.0 / 13, 1e-14);
    expect_near(pair_number(&r.pair, "stuart_maxwell_chi2"), 25.0 / 13, 1e-14);
    cr_expect_eq(pair_number(&r.pair, "stuart_maxwell_df"), 1);
}

Test(stats_tables, pairs_between_which_nobody_moved_are_no_degree_of_freedom) {
    fill(&r, (int[]){5, 3, 0, 1, 5, 2, 0, 0, 5}, 3);
    /* (3-1)^2/4 + 2^2/2 */
    expect_near(pair_number(&r.pair, "bowker_chi2"), 3, 1e-14);
    cr_expect_eq(pair_number(&r.pair, "bowker_df"), 2);
}

/* Moves between 1 and 2, and between 3 and 4, and none across: two tables of two points. Nobody comes to 5 or leaves
 * it. */
Test(stats_tables, sets_of_points_that_nobody_crosses_are_tested_each) {
    fill(&r, (int[]){5, 8, 0, 0, 0, 2, 5, 0, 0, 0, 0, 0, 5, 1, 0, 0, 0, 6, 5, 0, 0, 0, 0, 0, 9}, 5);
    expect_near(pair_number(&r.pair, "stuart_maxwell_chi2"), 36.0 / 10 + 25.0 / 7, 1e-13);
    cr_expect_eq(pair_number(&r.pair, "stuart_maxwell_df"), 2);
}

/* Whichever point is left out, the statistic is the same: points renamed by every rotation. */
Test(stats_tables, stuart_and_maxwell_do_not_mind_the_order_of_the_points) {
    int turned[16];
    for (int shift = 0; shift < 4; shift++) {
        for (int i = 0; i < 16; i++)
            turned[(i / 4 + shift) % 4 * 4 + (i % 4 + shift) % 4] = vision[i];
        fill(&r, turned, 4);
        expect_near(pair_number(&r.pair, "stuart_maxwell_chi2"), 11.956569, 5e-6);
    }
}

/* 30 20 / 10 40: expected 20 30 / 20 30. */
Test(stats_tables, independence_of_a_table_by_hand) {
    fill(&r, (int[]){30, 20, 10, 40}, 2);
    expect_near(pair_number(&r.pair, "chi2_independence"), 100.0 / 20 * 2 + 100.0 / 30 * 2, 1e-12);
    cr_expect_eq(pair_number(&r.pair, "chi2_independence_df"), 1);
    expect_near(pair_number(&r.pair, "chi2_independence_p"), erfc(sqrt(50.0 / 3 / 2)), 1e-15);
    cr_expect_eq(pair_number(&r.pair, "chi2_independence_least_expected"), 20);
    cr_expect_eq(pair_number(&r.pair, "chi2_independence_banded"), false);
}

/* Margins 50 50 before, 40 60 after: expected 45 55 each. */
Test(stats_tables, homogeneity_of_the_margins_by_hand) {
    fill(&r, (int[]){30, 20, 10, 40}, 2);
    expect_near(pair_number(&r.pair, "chi2_homogeneity"), 2 * 25.0 / 45 + 2 * 25.0 / 55, 1e-12);
    cr_expect_eq(pair_number(&r.pair, "chi2_homogeneity_df"), 1);
    cr_expect_eq(pair_number(&r.pair, "chi2_homogeneity_least_expected"), 45);
    cr_expect_eq(pair_number(&r.pair, "chi2_homogeneity_banded"), false);
}

static void use_bands(delphi_pair *pair) {
    pair->low_high = 2;
    pair->high_low = pair->points - 1;
    pair->high_high = pair->points;
}

/* Bands 1-2, 3-4, 5-6 of ten experts each, and nobody leaves his band; one comes to 2, where nobody was. */
static const int thin[] = {9, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 1, 0, 0,
                           0, 0, 1, 4, 0, 0, 0, 0, 0, 0, 2, 3, 0, 0, 0, 0, 3, 2};

Test(stats_tables, low_expected_counts_are_taken_together_in_bands) {
    fill(&r, thin, 6);
    cr_expect_eq(pair_number(&r.pair, "chi2_independence_banded"), false);
    cr_expect_lt(pair_number(&r.pair, "chi2_independence_least_expected"), 1);
    cr_expect_eq(pair_number(&r.pair, "chi2_homogeneity_least_expected"), 0.5);
    use_bands(&r.pair);
    cr_expect_eq(pair_number(&r.pair, "chi2_independence_banded"), true);
    cr_expect_eq(pair_number(&r.pair, "chi2_independence_df"), 4);
    /* The diagonal table of three tens: chi-square is n (k - 1), expected counts are 10/3. */
    expect_near(pair_number(&r.pair, "chi2_independence"), 60, 1e-12);
    expect_near(pair_number(&r.pair, "chi2_independence_least_expected"), 10.0 / 3, 1e-14);
    cr_expect_eq(pair_number(&r.pair, "chi2_homogeneity_banded"), true);
    expect_near(pair_number(&r.pair, "chi2_homogeneity"), 0, 1e-12);
    cr_expect_eq(pair_number(&r.pair, "chi2_homogeneity_df"), 2);
    cr_expect_eq(pair_number(&r.pair, "chi2_homogeneity_least_expected"), 10);
}

/* A fifth of the expected counts below 5, and none below 1, is allowed: of 5 columns and 2 rows, two cells of ten. */
Test(stats_tables, a_fifth_of_low_expected_counts_is_allowed) {
    int table[25] = {0};
    for (int i = 0; i < 5; i++)
        table[i * 5 + i] = i == 0 ? 4 : 5;
    fill(&r, table, 5);
    use_bands(&r.pair);
    cr_expect_eq(pair_number(&r.pair, "chi2_homogeneity_banded"), false);
    cr_expect_eq(pair_number(&r.pair, "chi2_homogeneity_least_expected"), 4);
    table[6] = 4;
    fill(&r, table, 5);
    use_bands(&r.pair);
    cr_expect_eq(pair_number(&r.pair, "chi2_homogeneity_banded"), true);
}

Test(stats_tables, a_single_band_leaves_nothing_to_test) {
    fill(&r, (int[]){1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 4);
    use_bands(&r.pair);
    cr_expect_eq(pair_reason(&r.pair, "chi2_independence"), DELPHI_REASON_CONSTANT_ROUND);
    cr_expect_eq(pair_reason(&r.pair, "chi2_homogeneity_p"), DELPHI_REASON_CONSTANT_ROUND);
}

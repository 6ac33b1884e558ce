/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kendall's W: published tables, what makes it undefined, what must hold, and its p by permutation. */
#include "stats_opinions.h"

static const char four_by_ten[] = "1 3 4 5 2 8 6 7 10 9 / 2 1 4 5 6 3 8 7 10 9 / 3 2 1 5 7 4 6 8 9 10 / "
                                  "4 2 3 1 6 7 5 9 8 10";
/* Zar 2010, example 20.5, in tenths. */
static const char zar[] = "104 108 111 102 103 102 107 105 108 112 106 114 / 74 76 79 72 74 71 74 72 78 77 78 83 / "
                          "170 170 200 145 155 130 195 160 210 200 180 220";
static const char essays[] = "8 6 4 1 3 2 5 7 / 7 5 6 2 3 1 4 8 / 8 6 5 1 2 3 4 7";

Test(stats_kendall, four_judges_of_ten_projects) {
    opinions o;
    opinions_read(&o, 1, 10, four_by_ten);
    cr_expect_eq(set_number(&o.set, "kendall_s"), 1048);
    cr_expect_eq(set_number(&o.set, "kendall_t"), 0);
    expect_near(set_number(&o.set, "kendall_w_ties"), 0.793939, 5e-7);
    expect_near(set_number(&o.set, "kendall_w_uncorrected"), 0.793939, 5e-7);
    expect_near(set_number(&o.set, "kendall_chi2"), 28.5818, 5e-5);
    cr_expect_eq(set_number(&o.set, "kendall_df"), 9);
    expect_near(set_number(&o.set, "kendall_p"), 0.000762, 5e-7);
    expect_near(set_number(&o.set, "kendall_mean_spearman"), (4 * 0.7939393939394 - 1) / 3, 1e-12);
}

Test(stats_kendall, three_measurements_of_twelve_birds_with_ties) {
    opinions o;
    opinions_read(&o, 70, 220, zar);
    cr_expect_eq(set_number(&o.set, "kendall_s"), 1175.5);
    cr_expect_eq(set_number(&o.set, "kendall_t"), 60);
    expect_near(set_number(&o.set, "kendall_w_uncorrected"), 0.913364, 5e-7);
    expect_near(set_number(&o.set, "kendall_w_ties"), 0.924135, 5e-7);
    expect_near(set_number(&o.set, "kendall_chi2"), 30.4965, 5e-5);
    cr_expect_eq(set_number(&o.set, "kendall_df"), 11);
    expect_near(set_number(&o.set, "kendall_p"), 0.001324, 5e-7);
}

Test(stats_kendall, three_judges_of_eight_essays) {
    opinions o;
    opinions_read(&o, 1, 8, essays);
    cr_expect_eq(set_number(&o.set, "kendall_s"), 354);
    expect_near(set_number(&o.set, "kendall_w_ties"), 0.936508, 5e-7);
    expect_near(set_number(&o.set, "kendall_chi2"), 19.6667, 5e-5);
    cr_expect_eq(set_number(&o.set, "kendall_df"), 7);
}

Test(stats_kendall, the_raters_of_shrout_and_fleiss_tie_items) {
    opinions o;
    opinions_read(&o, 1, 10, "9 6 8 7 10 6 / 2 1 4 1 5 2 / 5 3 6 2 6 4 / 8 2 8 6 9 7");
    expect_near(set_number(&o.set, "kendall_w_uncorrected"), 0.855357, 5e-7);
    expect_near(set_number(&o.set, "kendall_w_ties"), 0.887037, 5e-7);
}

Test(stats_kendall, same_order_at_other_levels_is_full_concordance) {
    opinions o;
    opinions_read(&o, 1, 9, "1 2 3 4 / 6 7 8 9 / 1 4 6 9");
    cr_expect_eq(set_number(&o.set, "kendall_w_ties"), 1);
    cr_expect_eq(set_number(&o.set, "kendall_mean_spearman"), 1);
}

Test(stats_kendall, opposite_orders_cancel) {
    opinions o;
    opinions_read(&o, 1, 9, "1 2 3 4 / 4 3 2 1");
    cr_expect_eq(set_number(&o.set, "kendall_w_ties"), 0);
    cr_expect_eq(set_number(&o.set, "kendall_p"), 1);
    cr_expect_eq(set_number(&o.set, "kendall_mean_spearman"), -1);
}

Test(stats_kendall, an_expert_without_one_of_the_ratings_does_not_count) {
    opinions some, all;
    opinions_read(&some, 1, 10, "1 3 4 2 / 9 9 . 1 / 2 3 4 1 / . . . .");
    opinions_read(&all, 1, 10, "1 3 4 2 / 2 3 4 1");
    cr_expect_eq(set_number(&some.set, "complete_experts"), 2);
    cr_expect_eq(set_number(&some.set, "kendall_w_ties"), set_number(&all.set, "kendall_w_ties"));
}

Test(stats_kendall, undefined_says_why) {
    static const struct {
        const char *ratings;
        delphi_reason reason;
    } rows[] = {
        {"1 2 3", DELPHI_REASON_TOO_FEW_EXPERTS},
        {"1 2 3 / 1 . 3 / . 2 3", DELPHI_REASON_TOO_FEW_EXPERTS},
        {"1 / 2 / 3", DELPHI_REASON_ONE_ITEM},
        {"5 5 5 / 3 3 3", DELPHI_REASON_ALL_TIED},
        {"5 5 5 / 5 5 5 / 5 5 5", DELPHI_REASON_ALL_TIED},
    };
    static const char *const names[] = {"kendall_w_ties", "kendall_w_uncorrected", "kendall_chi2",         "kendall_df",
                                        "kendall_p",      "kendall_p_permutation", "kendall_mean_spearman"};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        opinions o;
        opinions_read(&o, 1, 9, rows[i].ratings);
        o.set.permutations = 100;
        for (size_t k = 0; k < sizeof names / sizeof *names; k++)
            cr_expect_eq(set_reason(&o.set, names[k]), rows[i].reason, "%s of %s", names[k], rows[i].ratings);
    }
}

Test(stats_kendall, one_expert_who_ties_everything_lowers_w_and_stays) {
    opinions o;
    opinions_read(&o, 1, 9, "1 2 3 / 1 2 3 / 5 5 5");
    /* S = 4^2 * 2, T = 24: 12 * 8 / (9 * 24 - 3 * 24) */
    expect_near(set_number(&o.set, "kendall_w_ties"), 12.0 * 8 / (9 * 24 - 3 * 24), 1e-15);
}

Test(stats_kendall, permutations_must_be_asked_for) {
    opinions o;
    opinions_read(&o, 1, 8, essays);
    cr_expect_eq(set_reason(&o.set, "kendall_p_permutation"), DELPHI_REASON_NO_REPLICATES);
}

/* W is 1 in 6 of the 6^3 ways to order three items by three experts. */
Test(stats_kendall, the_p_of_permutations_is_near_the_exact_one) {
    enum { DRAWS = 40000 };
    opinions o;
    opinions_read(&o, 1, 9, "1 2 3 / 4 6 8 / 3 4 5");
    o.set.permutations = DRAWS;
    o.set.seed = 20210401;
    double exact = 6.0 / 216, error = sqrt(exact * (1 - exact) / DRAWS);
    expect_near(set_number(&o.set, "kendall_p_permutation"), exact, 4 * error);
}

/* One expert sets one item below two, the other one above two: of the nine ways to choose these items, in three they
 * are the same (S 0), in six not, as here (S 4.5). */
Test(stats_kendall, ties_with_the_value_found_are_hits) {
    enum { DRAWS = 40000 };
    opinions o;
    opinions_read(&o, 1, 9, "1 2 2 / 1 1 2");
    o.set.permutations = DRAWS;
    o.set.seed = 7;
    double exact = 6.0 / 9;
    expect_near(set_number(&o.set, "kendall_p_permutation"), exact, 4 * sqrt(exact * (1 - exact) / DRAWS));
}

Test(stats_kendall, the_same_seed_gives_the_same_p_and_is_never_0) {
    opinions o;
    opinions_read(&o, 1, 10, four_by_ten);
    o.set.permutations = 999;
    o.set.seed = 5;
    double p = set_number(&o.set, "kendall_p_permutation");
    cr_expect_eq(p, set_number(&o.set, "kendall_p_permutation"));
    cr_expect_geq(p, 1e-3);
    cr_expect_lt(p, 0.02);
}

Test(stats_kendall, asking_twice_in_one_space_gives_the_same_p) {
    opinions o;
    size_t count;
    delphi_value first, second;
    opinions_read(&o, 1, 9, "1 5 3 7 2 / 2 4 6 5 1 / 7 2 4 6 3 / 2 3 5 9 1");
    o.set.permutations = 200;
    delphi_set_space *space = delphi_set_space_new(60, 40, 9, 0);
    cr_assert_eq(delphi_set_load(space, &o.set), DELPHI_OK);
    const delphi_set_measure *row = &delphi_set_measures(&count)[delphi_set_measure_find("kendall_p_permutation")];
    row->compute(space, &first);
    row->compute(space, &second);
    cr_expect_eq(delphi_value_real(&first), delphi_value_real(&second));
    delphi_set_space_free(space);
}

Test(stats_kendall, both_halves_of_the_seed_matter) {
    opinions o;
    opinions_read(&o, 1, 9, "1 5 3 7 2 / 2 4 6 5 1 / 7 2 4 6 3 / 2 3 5 9 1");
    o.set.permutations = 5000;
    double p = set_number(&o.set, "kendall_p_permutation");
    o.set.seed = (uint64_t)1 << 40;
    cr_expect_neq(p, set_number(&o.set, "kendall_p_permutation"));
}

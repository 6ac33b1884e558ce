/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kendall's W of incomplete blocks: by hand, what must hold, what makes it undefined, and its p by permutation. */
#include <stdio.h>

#include "stats_opinions.h"

/* d: A -1 0 1; B -2/3 2/3 .; C . -2/3 2/3. Sums -5/3 0 5/3; m 2 3 2. W = (50/9) / (2 * 13/9 + 3 * 8/9 + 2 * 13/9). */
static const char three_blocks[] = "2 5 8 / 1 9 . / . 3 4";

Test(stats_kendall_incomplete, three_experts_of_whom_two_rated_two_items) {
    opinions o;
    opinions_read(&o, 1, 9, three_blocks);
    expect_near(set_number(&o.set, "kendall_w_incomplete"), 50.0 / 76, 1e-15);
    cr_expect_eq(set_number(&o.set, "kendall_incomplete_experts"), 3);
    cr_expect_eq(set_number(&o.set, "complete_experts"), 1);
    cr_expect_eq(set_reason(&o.set, "kendall_w_ties"), DELPHI_REASON_TOO_FEW_EXPERTS);
}

Test(stats_kendall_incomplete, ties_have_mid_ranks) {
    opinions o;
    opinions_read(&o, 1, 9, "1 1 5 9 / 3 3 . 8");
    /* A: ranks 1.5 1.5 3 4, d -1 -1 .5 1.5; B: ranks 1.5 1.5 3 of 3, d (-.5 -.5 . 1) * 5/4 */
    double edge = -1 - .625, top = 1.5 + 1.25, most = 4 * (1 + .390625) + .25 + 2 * (2.25 + 1.5625);
    expect_near(set_number(&o.set, "kendall_w_incomplete"), (2 * edge * edge + .25 + top * top) / most, 1e-15);
}

/* To the last digit: as long as they are whole, numerator and divisor are three times those of the other way. */
Test(stats_kendall_incomplete, with_nothing_missing_it_is_the_w_corrected_for_ties) {
    uint64_t state = 31;
    int compared = 0;
    for (int run = 0; run < 500; run++) {
        opinions o;
        opinions_make(&o, &state, 1, 2 + (int)opinions_random(&state, 12), 0);
        delphi_value w = set_measure(&o.set, "kendall_w_ties"), other = set_measure(&o.set, "kendall_w_incomplete");
        cr_assert_eq(other.kind, w.kind, "run %d", run);
        cr_assert_eq(other.reason, w.reason, "run %d", run);
        cr_assert(w.kind == DELPHI_VALUE_UNDEFINED || other.as.real == w.as.real, "run %d", run);
        cr_assert_eq(set_number(&o.set, "kendall_incomplete_experts"), (double)o.set.experts);
        compared += w.kind == DELPHI_VALUE_REAL;
    }
    cr_expect_gt(compared, 400);
}

Test(stats_kendall_incomplete, it_lies_between_0_and_1_however_much_is_missing) {
    uint64_t state = 32;
    double least = 1, greatest = 0;
    for (int run = 0; run < 2000; run++) {
        opinions o;
        opinions_make(&o, &state, 0, 8, 10 + (uint32_t)run % 80);
        delphi_value w = set_measure(&o.set, "kendall_w_incomplete");
        if (w.kind == DELPHI_VALUE_UNDEFINED)
            continue;
        cr_assert(w.as.real >= 0 && w.as.real <= 1 + 1e-15, "run %d: %.17g", run, w.as.real);
        least = fmin(least, w.as.real);
        greatest = fmax(greatest, w.as.real);
    }
    cr_expect(least < .02 && greatest > .98);
}

Test(stats_kendall_incomplete, an_order_seen_in_parts_is_full_concordance_only_where_the_parts_do_not_overlap) {
    opinions o;
    opinions_read(&o, 1, 9, "1 2 3 4 / 1 2 . . / . . 3 4 / 2 6 . .");
    cr_expect_lt(set_number(&o.set, "kendall_w_incomplete"), 1);
    opinions_read(&o, 1, 9, "1 2 . . / 3 7 . . / . . 3 4 / . . 1 9");
    expect_near(set_number(&o.set, "kendall_w_incomplete"), 1, 1e-15);
    opinions_read(&o, 1, 9, "1 2 . . / 7 3 . . / . . 3 4 / . . 9 1");
    expect_near(set_number(&o.set, "kendall_w_incomplete"), 0, 1e-15);
}

Test(stats_kendall_incomplete, a_single_rating_puts_nothing_in_order_and_does_not_count) {
    opinions with, without;
    opinions_read(&with, 1, 9, "2 5 8 / 1 9 . / . 3 4 / 9 . . / . . . / . . 1");
    opinions_read(&without, 1, 9, three_blocks);
    cr_expect_eq(set_number(&with.set, "kendall_incomplete_experts"), 3);
    cr_expect_eq(set_number(&with.set, "kendall_w_incomplete"), set_number(&without.set, "kendall_w_incomplete"));
}

Test(stats_kendall_incomplete, an_expert_who_ties_everything_lowers_it_and_stays) {
    opinions o;
    opinions_read(&o, 1, 9, "2 5 8 / 1 9 . / . 3 4 / . 5 5");
    cr_expect_eq(set_number(&o.set, "kendall_incomplete_experts"), 4);
    /* m of the second and third item is one more. */
    expect_near(set_number(&o.set, "kendall_w_incomplete"), 50.0 / (2 * 13 + 4 * 8 + 3 * 13), 1e-15);
}

Test(stats_kendall_incomplete, undefined_says_why) {
    static const struct {
        const char *ratings;
        delphi_reason reason;
    } rows[] = {
        {"1 / 2 / 3", DELPHI_REASON_ONE_ITEM},
        {"1 2 3", DELPHI_REASON_FEW_ORDERS},
        {"1 2 3 / 1 . . / . 2 .", DELPHI_REASON_FEW_ORDERS},
        {"1 2 . . / . . 1 2", DELPHI_REASON_NO_PAIRS},
        {"5 5 . / . 3 3", DELPHI_REASON_ALL_TIED},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        opinions o;
        opinions_read(&o, 1, 9, rows[i].ratings);
        o.set.permutations_incomplete = 10;
        cr_expect_eq(set_reason(&o.set, "kendall_w_incomplete"), rows[i].reason, "%s", rows[i].ratings);
        cr_expect_eq(set_reason(&o.set, "kendall_p_incomplete_permutation"), rows[i].reason, "%s", rows[i].ratings);
    }
}

Test(stats_kendall_incomplete, permutations_must_be_asked_for) {
    opinions o;
    opinions_read(&o, 1, 9, three_blocks);
    o.set.permutations = 100;
    cr_expect_eq(set_reason(&o.set, "kendall_p_incomplete_permutation"), DELPHI_REASON_NO_REPLICATES);
}

/* In how many of the 6 * 2 * 2 orders that three_blocks allows W is at least what it is. */
static double exact_p(double w) {
    static const char *const whole[] = {"1 2 3", "1 3 2", "2 1 3", "2 3 1", "3 1 2", "3 2 1"};
    static const char *const left[] = {"1 2 .", "2 1 ."}, *const right[] = {". 1 2", ". 2 1"};
    int hits = 0;
    for (int i = 0; i < 24; i++) {
        char text[32];
        opinions o;
        snprintf(text, sizeof text, "%s / %s / %s", whole[i / 4], left[i / 2 % 2], right[i % 2]);
        opinions_read(&o, 1, 9, text);
        hits += set_number(&o.set, "kendall_w_incomplete") >= w - 1e-12;
    }
    return hits / 24.0;
}

/* What the experts rated stays, and with it the divisor here; ties with the value found are hits. */
Test(stats_kendall_incomplete, the_p_of_permutations_is_near_the_exact_one) {
    enum { DRAWS = 40000 };
    static const char *const designs[] = {three_blocks, "2 8 5 / 1 9 . / . 3 4", "8 5 2 / 1 9 . / . 3 4"};
    for (size_t i = 0; i < 3; i++) {
        opinions o;
        opinions_read(&o, 1, 9, designs[i]);
        o.set.permutations_incomplete = DRAWS;
        o.set.seed = 20210401;
        double exact = exact_p(set_number(&o.set, "kendall_w_incomplete"));
        expect_near(set_number(&o.set, "kendall_p_incomplete_permutation"), exact,
                    4 * sqrt(exact * (1 - exact) / DRAWS) + 1e-4);
    }
}

Test(stats_kendall_incomplete, other_measures_asked_between_do_not_move_the_p) {
    static const char *const order[] = {"kendall_p_incomplete_permutation", "kendall_p_permutation", "kendall_w_ties",
                                        "krippendorff_alpha_ordinal", "kendall_p_incomplete_permutation"};
    opinions o;
    size_t count;
    delphi_value values[5];
    opinions_read(&o, 1, 9, "1 5 3 7 2 / 2 4 6 . 1 / 7 2 4 6 3 / . . 5 9 1");
    o.set.permutations = o.set.permutations_incomplete = 500;
    delphi_set_space *space = delphi_set_space_new(4, 5, 9, 0);
    cr_assert_eq(delphi_set_load(space, &o.set), DELPHI_OK);
    for (size_t i = 0; i < 5; i++)
        delphi_set_measures(&count)[delphi_set_measure_find(order[i])].compute(space, &values[i]);
    cr_expect_eq(delphi_value_real(&values[0]), delphi_value_real(&values[4]));
    cr_expect_eq(delphi_value_real(&values[0]), set_number(&o.set, order[0]), "in a space of its own");
    o.set.seed = 3;
    cr_expect_neq(delphi_value_real(&values[0]), set_number(&o.set, order[0]), "by another seed");
    delphi_set_space_free(space);
}

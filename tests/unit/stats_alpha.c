/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Krippendorff's alpha: the published example, what must hold, and the bootstrap interval. */
#include <stdio.h>

#include "stats_opinions.h"

static const char *const metrics[] = {"krippendorff_alpha_nominal", "krippendorff_alpha_ordinal",
                                      "krippendorff_alpha_interval", "krippendorff_alpha_ratio"};
enum { METRICS = sizeof metrics / sizeof *metrics };

/* Four observers, twelve units. */
static const char observers[] = "1 2 3 3 2 1 4 1 2 . . . / 1 2 3 3 2 2 4 1 2 5 . 3 / . 3 3 3 2 3 4 2 2 5 1 . / "
                                "1 2 3 3 2 4 4 1 2 5 1 .";

Test(stats_alpha, four_observers_of_twelve_units) {
    static const double expected[METRICS] = {0.743421, 0.815388, 0.849107, 0.797403};
    opinions o;
    opinions_read(&o, 1, 5, observers);
    for (int i = 0; i < METRICS; i++)
        expect_near(set_number(&o.set, metrics[i]), expected[i], 5e-7);
}

Test(stats_alpha, points_that_nobody_uses_change_nothing) {
    opinions narrow, wide;
    opinions_read(&narrow, 1, 5, observers);
    opinions_read(&wide, 1, 300, observers);
    for (int i = 0; i < METRICS; i++)
        cr_expect_eq(set_number(&narrow.set, metrics[i]), set_number(&wide.set, metrics[i]), "%s", metrics[i]);
}

Test(stats_alpha, an_item_with_a_single_rating_is_left_out) {
    opinions with, without;
    opinions_read(&with, 1, 9, "1 2 9 / 1 3 . / 2 2 .");
    opinions_read(&without, 1, 9, "1 2 / 1 3 / 2 2");
    for (int i = 0; i < METRICS; i++)
        cr_expect_eq(set_number(&with.set, metrics[i]), set_number(&without.set, metrics[i]), "%s", metrics[i]);
}

Test(stats_alpha, ordinal_alpha_knows_the_order_only) {
    opinions near, far;
    opinions_read(&near, 1, 9, "1 2 3 2 / 1 3 3 2 / 2 2 3 1");
    opinions_read(&far, 1, 9, "1 4 9 4 / 1 9 9 4 / 4 4 9 1");
    cr_expect_eq(set_number(&near.set, metrics[1]), set_number(&far.set, metrics[1]));
    cr_expect_neq(set_number(&near.set, metrics[2]), set_number(&far.set, metrics[2]));
    cr_expect_eq(set_number(&near.set, metrics[0]), set_number(&far.set, metrics[0]));
}

Test(stats_alpha, interval_alpha_does_not_mind_where_the_scale_begins_and_ratio_does) {
    opinions low, high;
    opinions_read(&low, 0, 4, "0 2 3 2 / 0 3 3 2 / 1 2 3 1");
    opinions_read(&high, 5, 9, "5 7 8 7 / 5 8 8 7 / 6 7 8 6");
    for (int i = 0; i < 3; i++)
        cr_expect_eq(set_number(&low.set, metrics[i]), set_number(&high.set, metrics[i]), "%s", metrics[i]);
    cr_expect_neq(set_number(&low.set, metrics[3]), set_number(&high.set, metrics[3]));
}

Test(stats_alpha, full_agreement_is_1) {
    opinions o;
    opinions_read(&o, 1, 9, "1 5 9 / 1 5 9 / 1 . 9");
    for (int i = 0; i < METRICS; i++)
        cr_expect_eq(set_number(&o.set, metrics[i]), 1, "%s", metrics[i]);
}

Test(stats_alpha, undefined_says_why) {
    static const struct {
        const char *ratings;
        delphi_reason reason;
    } rows[] = {{"4 4 / 4 4", DELPHI_REASON_ALL_EQUAL},
                {"4 4 9 / 4 4 .", DELPHI_REASON_ALL_EQUAL},
                {"1 . / . 2", DELPHI_REASON_NO_PAIRS},
                {". . / . .", DELPHI_REASON_NO_PAIRS}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        opinions o;
        opinions_read(&o, 1, 9, rows[i].ratings);
        o.set.bootstraps = 50;
        for (int k = 0; k < METRICS; k++) {
            char end[64];
            cr_expect_eq(set_reason(&o.set, metrics[k]), rows[i].reason, "%s of %s", metrics[k], rows[i].ratings);
            snprintf(end, sizeof end, "%s_low", metrics[k]);
            cr_expect_eq(set_reason(&o.set, end), rows[i].reason, "%s of %s", end, rows[i].ratings);
            snprintf(end, sizeof end, "%s_high", metrics[k]);
            cr_expect_eq(set_reason(&o.set, end), rows[i].reason, "%s of %s", end, rows[i].ratings);
        }
    }
}

Test(stats_alpha, a_ratio_needs_a_scale_without_numbers_below_zero) {
    opinions o;
    opinions_read(&o, -2, 2, "-1 0 2 / 0 0 2");
    cr_expect_eq(set_reason(&o.set, metrics[3]), DELPHI_REASON_NEGATIVE_SCALE);
    opinions_read(&o, 0, 4, "0 0 4 / 0 0 3");
    cr_expect_eq(set_reason(&o.set, metrics[3]), DELPHI_REASON_NONE);
}

Test(stats_alpha, an_interval_must_be_asked_for) {
    opinions o;
    opinions_read(&o, 1, 5, observers);
    cr_expect_eq(set_reason(&o.set, "krippendorff_alpha_ordinal_low"), DELPHI_REASON_NO_REPLICATES);
    cr_expect_eq(set_reason(&o.set, "krippendorff_alpha_ordinal_high"), DELPHI_REASON_NO_REPLICATES);
}

/* The set with item i taken draw[i]: what a draw of the bootstrap is. */
static double drawn(const opinions *from, const size_t *draw, const char *metric) {
    opinions o = *from;
    opinions_start(&o, from->set.scale_min, from->set.scale_min + from->set.points - 1, from->set.experts, 3);
    for (size_t i = 0; i < 3; i++)
        memcpy(o.cells[i], from->cells[draw[i]], sizeof o.cells[i]);
    return set_number(&o.set, metric);
}

/* Of the 27 draws of three items the least likely value has 1 in 27, which is more than 2.5 per cent: the ends of the
 * interval are the least and the largest alpha of any draw. */
Test(stats_alpha, the_interval_of_three_items_runs_over_all_draws) {
    opinions o;
    opinions_read(&o, 1, 9, "1 5 8 / 2 5 9 / 1 7 8 / 3 6 8");
    o.set.bootstraps = 20000;
    o.set.seed = 11;
    for (int k = 0; k < METRICS; k++) {
        double low = 2, high = -2;
        char name[64];
        for (size_t i = 0; i < 27; i++) {
            double alpha = drawn(&o, (size_t[]){i / 9, i / 3 % 3, i % 3}, metrics[k]);
            low = fmin(low, alpha);
            high = fmax(high, alpha);
        }
        snprintf(name, sizeof name, "%s_low", metrics[k]);
        expect_near(set_number(&o.set, name), low, 1e-14);
        snprintf(name, sizeof name, "%s_high", metrics[k]);
        expect_near(set_number(&o.set, name), high, 1e-14);
    }
}

Test(stats_alpha, the_interval_depends_on_the_seed_and_on_nothing_else) {
    opinions o;
    opinions_read(&o, 1, 5, observers);
    o.set.bootstraps = 500;
    o.set.seed = 3;
    double low = set_number(&o.set, "krippendorff_alpha_ordinal_low"),
           high = set_number(&o.set, "krippendorff_alpha_ordinal_high");
    cr_expect_eq(low, set_number(&o.set, "krippendorff_alpha_ordinal_low"));
    cr_expect(low < 0.815388 && 0.815388 < high && high <= 1, "%g %g", low, high);
    o.set.seed = 4;
    cr_expect_neq(low, set_number(&o.set, "krippendorff_alpha_ordinal_low"));
}

/* Two items: a draw of the first alone has no alpha and is left out; one of the second alone has. */
Test(stats_alpha, draws_without_an_alpha_are_left_out) {
    opinions o;
    opinions_read(&o, 1, 9, "4 1 / 4 9");
    o.set.bootstraps = 1000;
    cr_expect_eq(set_reason(&o.set, "krippendorff_alpha_nominal_low"), DELPHI_REASON_NONE);
    cr_expect(isfinite(set_number(&o.set, "krippendorff_alpha_nominal_low")));
}

/* 4 4 and 9 9: a draw of one item alone has no alpha, of both it is 1. */
Test(stats_alpha, every_alpha_there_is_may_be_the_same) {
    opinions o;
    opinions_read(&o, 1, 9, "4 9 / 4 9");
    o.set.bootstraps = 200;
    cr_expect_eq(set_number(&o.set, "krippendorff_alpha_nominal_low"), 1);
    cr_expect_eq(set_number(&o.set, "krippendorff_alpha_nominal_high"), 1);
}

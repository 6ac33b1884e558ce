/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Intraclass correlations, Finn's coefficients, and the validity of a whole scale. */
#include "stats_opinions.h"

/* Four judges of six, Shrout and Fleiss 1979: the rows are judges here. */
static const char judges[] = "9 6 8 7 10 6 / 2 1 4 1 5 2 / 5 3 6 2 6 4 / 8 2 8 6 9 7";

static const char *const names[] = {"icc_1_1", "icc_1_k", "icc_2_1", "icc_2_k", "icc_3_1", "icc_3_k"};
enum { NAMES = sizeof names / sizeof *names };

Test(stats_icc, the_six_of_shrout_and_fleiss) {
    static const double expected[NAMES] = {0.165742, 0.442797, 0.289764, 0.620051, 0.714841, 0.909316};
    opinions o;
    opinions_read(&o, 1, 10, judges);
    for (int i = 0; i < NAMES; i++)
        expect_near(set_number(&o.set, names[i]), expected[i], 5e-7);
}

Test(stats_icc, finn_of_the_same_table) {
    opinions o;
    opinions_read(&o, 1, 10, judges);
    expect_near(set_number(&o.set, "finn_oneway"), 0.240741, 5e-7);
    expect_near(set_number(&o.set, "finn_twoway"), 0.876431, 5e-7);
}

Test(stats_icc, where_the_scale_begins_does_not_matter) {
    opinions low, high;
    opinions_read(&low, 1, 10, judges);
    opinions_read(&high, 1, 10, judges);
    for (size_t item = 0; item < high.set.items; item++) {
        for (size_t expert = 0; expert < high.set.experts; expert++)
            high.cells[item][expert] = (int16_t)(high.cells[item][expert] - 500);
    }
    high.set.scale_min = -499;
    for (int i = 0; i < NAMES; i++)
        cr_expect_eq(set_number(&low.set, names[i]), set_number(&high.set, names[i]), "%s", names[i]);
}

Test(stats_icc, experts_at_other_levels_are_consistent_and_do_not_agree) {
    opinions o;
    opinions_read(&o, 1, 9, "1 2 3 4 / 3 4 5 6 / 6 7 8 9");
    cr_expect_eq(set_number(&o.set, "icc_3_1"), 1);
    cr_expect_eq(set_number(&o.set, "icc_3_k"), 1);
    cr_expect_eq(set_number(&o.set, "finn_twoway"), 1);
    cr_expect_lt(set_number(&o.set, "icc_2_1"), 0.3);
}

Test(stats_icc, undefined_says_why) {
    static const struct {
        const char *ratings, *name;
        delphi_reason reason;
    } rows[] = {
        {"4 4 / 4 4", "icc_1_1", DELPHI_REASON_ALL_EQUAL},
        {"4 4 / 4 4", "icc_3_k", DELPHI_REASON_ALL_EQUAL},
        {"1 2 / 2 1", "icc_1_k", DELPHI_REASON_EQUAL_ITEMS},
        {"1 2 / 2 1", "icc_3_k", DELPHI_REASON_EQUAL_ITEMS},
        {"1 2 / 2 1", "icc_2_k", DELPHI_REASON_EQUAL_ITEMS},
        {"1 1 / 2 2", "icc_1_k", DELPHI_REASON_EQUAL_ITEMS},
        {"1 1 / 2 2", "icc_3_1", DELPHI_REASON_EQUAL_ITEMS},
        {"1 2 / . 2", "icc_1_1", DELPHI_REASON_TOO_FEW_EXPERTS},
        {"1 / 2 / 4", "icc_2_1", DELPHI_REASON_ONE_ITEM},
        {"1 2 / . 2", "finn_oneway", DELPHI_REASON_TOO_FEW_EXPERTS},
        {"1 2 / . 2", "finn_twoway", DELPHI_REASON_TOO_FEW_EXPERTS},
        {"1 / 2 / 4", "finn_twoway", DELPHI_REASON_ONE_ITEM},
        {"1 / 2 / 4", "finn_oneway", DELPHI_REASON_NONE},
        {"4 4 / 4 4", "finn_oneway", DELPHI_REASON_NONE},
        {"1 2 / 2 1", "icc_1_1", DELPHI_REASON_NONE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        opinions o;
        opinions_read(&o, 1, 9, rows[i].ratings);
        cr_expect_eq(set_reason(&o.set, rows[i].name), rows[i].reason, "%s of %s", rows[i].name, rows[i].ratings);
    }
}

Test(stats_icc, all_equal_is_full_agreement_for_finn) {
    opinions o;
    opinions_read(&o, 1, 9, "4 4 / 4 4");
    cr_expect_eq(set_number(&o.set, "finn_oneway"), 1);
    cr_expect_eq(set_number(&o.set, "finn_twoway"), 1);
}

/* I-CVIs 1, 3/4, 2/3, and an item that nobody rated. */
Test(stats_scvi, average_and_universal_agreement) {
    opinions o;
    opinions_read(&o, 1, 4, "3 4 4 . / 4 1 . . / 4 3 2 . / 3 3 3 .");
    o.set.high_low = 3;
    o.set.high_high = 4;
    expect_near(set_number(&o.set, "scvi_ave"), (1 + 0.75 + 2.0 / 3) / 3, 1e-15);
    delphi_value ua = set_measure(&o.set, "scvi_ua");
    cr_expect(ua.kind == DELPHI_VALUE_SHARE && ua.as.rational.num == 1 && ua.as.rational.den == 3);
}

/* 10 experts, I-CVIs 1, .9, .8: a mean of 0.9, as a cut-off is written. */
Test(stats_scvi, an_average_of_nine_tenths_is_nine_tenths) {
    opinions o;
    opinions_read(&o, 1, 4, "4 1 1 / 4 4 1 / 4 4 4 / 4 4 4 / 4 4 4 / 4 4 4 / 4 4 4 / 4 4 4 / 4 4 4 / 4 4 4");
    o.set.high_low = 3;
    o.set.high_high = 4;
    cr_expect_eq(set_number(&o.set, "scvi_ave"), 0.9);
}

/* Item 1: 3 of 4 agree; item 2: 2 of 4 agree, no majority; item 3: 3 of 3 disagree; item 4: all in between. */
Test(stats_scvi, apmo_counts_the_votes_of_majorities) {
    opinions o;
    opinions_read(&o, 1, 9, "7 8 1 5 / 9 9 2 5 / 8 1 3 5 / 2 3 . 5");
    o.set.high_low = 7;
    o.set.high_high = 9;
    o.set.low_low = 1;
    o.set.low_high = 3;
    delphi_value apmo = set_measure(&o.set, "apmo");
    cr_expect(apmo.kind == DELPHI_VALUE_SHARE && apmo.as.rational.num == 6 && apmo.as.rational.den == 15);
}

Test(stats_scvi, bands_and_ratings_are_needed) {
    opinions o;
    opinions_read(&o, 1, 9, "7 8 / 9 9");
    cr_expect_eq(set_reason(&o.set, "scvi_ave"), DELPHI_REASON_NO_HIGH_BAND);
    cr_expect_eq(set_reason(&o.set, "scvi_ua"), DELPHI_REASON_NO_HIGH_BAND);
    cr_expect_eq(set_reason(&o.set, "apmo"), DELPHI_REASON_NO_HIGH_BAND);
    o.set.high_low = 7;
    o.set.high_high = 9;
    cr_expect_eq(set_reason(&o.set, "apmo"), DELPHI_REASON_NO_LOW_BAND);
    opinions_read(&o, 1, 9, ". . / . .");
    o.set.high_low = 7;
    o.set.high_high = 9;
    o.set.low_high = 3;
    cr_expect_eq(set_reason(&o.set, "scvi_ave"), DELPHI_REASON_NO_RATINGS);
    cr_expect_eq(set_reason(&o.set, "scvi_ua"), DELPHI_REASON_NO_RATINGS);
    cr_expect_eq(set_reason(&o.set, "apmo"), DELPHI_REASON_NO_RATINGS);
}

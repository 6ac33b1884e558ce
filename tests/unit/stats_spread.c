/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Minimum, maximum, standard deviation and coefficient of variation. */
#include <gsl/gsl_statistics_double.h>
#include <math.h>

#include "stats_panel.h"

static double real(const panel *p, const char *name) {
    delphi_value value = panel_measure(p, name);
    return value.kind == DELPHI_VALUE_REAL ? value.as.real : NAN;
}

/* Two rounds of twelve experts, METHODS 2.8. */
Test(stats_spread, the_paired_vector_of_two_rounds) {
    panel before, after;
    panel_set(&before, 1, 9, "5 6 7 7 8 4 9 6 7 3 8 7");
    panel_set(&after, 1, 9, "6 7 7 8 8 6 9 7 7 5 8 8");
    cr_expect_float_eq(real(&before, "cv"), .269589, 5e-7);
    cr_expect_float_eq(real(&after, "cv"), .155531, 5e-7);
    cr_expect(same_decimal(panel_measure(&before, "median"), "7"));
    cr_expect(same_decimal(panel_measure(&after, "median"), "7"));
    cr_expect(same_decimal(panel_measure(&before, "iqr"), "1.5"));
    cr_expect(same_decimal(panel_measure(&after, "iqr"), "1.25"));
    before.item.quantile_type = after.item.quantile_type = DELPHI_QUANTILE_TYPE6;
    cr_expect(same_decimal(panel_measure(&before, "iqr"), "2.5"));
    cr_expect(same_decimal(panel_measure(&after, "iqr"), "1.75"));
}

Test(stats_spread, lowest_and_highest_rating) {
    panel p;
    panel_set(&p, 1, 9, "4 8x3 6");
    cr_expect(same_decimal(panel_measure(&p, "min"), "4"));
    cr_expect(same_decimal(panel_measure(&p, "max"), "8"));
    panel_set(&p, -2, 2, "-2 2");
    cr_expect(same_decimal(panel_measure(&p, "min"), "-2"));
    cr_expect(same_decimal(panel_measure(&p, "max"), "2"));
}

Test(stats_spread, equal_ratings_spread_by_exactly_nothing) {
    for (int rating = 1; rating <= 9; rating++) {
        panel p;
        panel_clear(&p, 1, 9);
        panel_add(&p, rating, 7);
        cr_expect(real(&p, "sd") == 0 && real(&p, "cv") == 0, "all %d", rating);
    }
}

Test(stats_spread, one_rating_has_none) {
    panel p;
    panel_set(&p, -3, 3, "0");
    cr_expect(same_reason(panel_measure(&p, "sd"), DELPHI_REASON_ONE_RATING));
    cr_expect(same_reason(panel_measure(&p, "cv"), DELPHI_REASON_ONE_RATING));
}

Test(stats_spread, a_mean_of_zero_has_no_cv_and_a_negative_mean_a_negative_one) {
    panel p;
    panel_set(&p, -3, 3, "-2 -1 3");
    cr_expect(same_reason(panel_measure(&p, "cv"), DELPHI_REASON_ZERO_MEAN));
    cr_expect_float_eq(real(&p, "sd"), sqrt(7), 1e-15);
    panel_set(&p, -3, 3, "-3 -1");
    cr_expect_float_eq(real(&p, "cv"), -sqrt(.5), 1e-15);
}

Test(stats_spread, agrees_with_gsl) {
    uint64_t state = 12;
    for (int run = 0; run < 1000; run++) {
        panel p;
        double x[200];
        panel_set_random(&p, &state, 1, 101, 2 + panel_random(&state, 198));
        panel_sorted(&p, x);
        double sd = gsl_stats_sd(x, 1, p.item.n), cv = sd / gsl_stats_mean(x, 1, p.item.n);
        cr_assert_float_eq(real(&p, "sd"), sd, 1e-13 * sd);
        cr_assert_float_eq(real(&p, "cv"), cv, 1e-13 * cv);
    }
}

Test(stats_spread, a_shift_of_the_scale_leaves_the_sd_bit_for_bit) {
    uint64_t state = 13;
    for (int run = 0; run < 500; run++) {
        panel p;
        panel_set_random(&p, &state, 1, 9, 2 + panel_random(&state, 40));
        double sd = real(&p, "sd");
        p.item.scale_min = -4;
        cr_assert(real(&p, "sd") == sd);
    }
}

/* n sum(x^2) is near 2^83 here: 64 bits would wrap. */
Test(stats_spread, a_panel_of_four_thousand_million_does_not_overflow) {
    panel p;
    panel_clear(&p, 0, 1000);
    panel_add(&p, 0, 2000000000);
    panel_add(&p, 1000, 2000000000);
    cr_expect_float_eq(real(&p, "sd"), 500, 1e-6);
    cr_expect_float_eq(real(&p, "cv"), 1, 1e-9);
}

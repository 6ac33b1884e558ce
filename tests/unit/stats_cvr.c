/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The content validity ratio and its critical value. */
#include <gsl/gsl_cdf.h>

#include "stats_panel.h"

Test(stats_cvr, ratio_of_the_high_band) {
    static const struct {
        const char *ratings;
        int num, den;
    } rows[] = {
        {"8x10 2x3", 7, 13}, {"7 8 9", 1, 1}, {"1 2 6", -1, 1}, {"6x2 7x2", 0, 1}, {"9 6 6", -1, 3}, {"7x3 5", 1, 2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        panel p;
        panel_set(&p, 1, 9, rows[i].ratings);
        p.item.high_low = 7;
        p.item.high_high = 9;
        cr_expect(same_rational(panel_measure(&p, "cvr"), (delphi_rational){rows[i].num, rows[i].den}), "%s",
                  rows[i].ratings);
    }
}

Test(stats_cvr, without_a_band_high_there_is_none) {
    panel p;
    panel_set(&p, 1, 9, "8x10 2x3");
    cr_expect(same_reason(panel_measure(&p, "cvr"), DELPHI_REASON_NO_HIGH_BAND));
    cr_expect(same_rational(panel_measure(&p, "cvr_critical"), (delphi_rational){7, 13}), "needs no band");
}

Test(stats_cvr, a_band_of_one_point_and_a_band_of_the_whole_scale) {
    panel p;
    panel_set(&p, -1, 1, "-1 0 1 1");
    p.item.high_low = p.item.high_high = 1;
    cr_expect(same_rational(panel_measure(&p, "cvr"), (delphi_rational){0, 1}));
    p.item.high_low = -1;
    cr_expect(same_rational(panel_measure(&p, "cvr"), (delphi_rational){1, 1}));
}

Test(stats_cvr, what_a_band_says_beyond_the_scale_counts_nothing) {
    panel p;
    panel_set(&p, 1, 5, "1 2 5 5");
    p.counts[5] = p.counts[6] = 100; /* behind the last point: not to be looked at */
    p.item.high_low = 0;
    p.item.high_high = 4;
    cr_expect(same_rational(panel_measure(&p, "cvr"), (delphi_rational){0, 1}));
    p.item.high_low = 4;
    p.item.high_high = 9;
    cr_expect(same_rational(panel_measure(&p, "cvr"), (delphi_rational){0, 1}));
    p.item.high_low = 2;
    cr_expect(same_rational(panel_measure(&p, "cvr"), (delphi_rational){1, 2}));
}

static delphi_value critical(uint32_t n) {
    panel p;
    panel_clear(&p, 1, 9);
    panel_add(&p, 5, n);
    return panel_measure(&p, "cvr_critical");
}

/* n = 5 to 40, METHODS 2.4. */
static const int critical_counts[] = {5,  6,  7,  7,  8,  9,  9,  10, 10, 11, 12, 12, 13, 13, 14, 15, 15, 16,
                                      16, 17, 18, 18, 19, 19, 20, 20, 21, 22, 22, 23, 23, 24, 24, 25, 26, 26};

Test(stats_cvr, critical_values_of_panels_of_5_to_40) {
    cr_assert_eq(sizeof critical_counts / sizeof *critical_counts, 36);
    for (int n = 5; n <= 40; n++)
        cr_expect(same_rational(critical((uint32_t)n), base_rational(2 * critical_counts[n - 5] - n, n)), "n %d", n);
}

Test(stats_cvr, four_ratings_cannot_be_significant) {
    for (uint32_t n = 1; n < 5; n++)
        cr_expect(same_reason(critical(n), DELPHI_REASON_SMALL_PANEL), "n %u", n);
}

/* The definition in whole numbers: the outcomes with k heads or more, out of 2^n. */
static int64_t least_significant(int64_t n) {
    uint64_t ways = 1, tail = 1, all = (uint64_t)1 << n;
    int64_t k = n;
    for (;;) {
        ways = ways * (uint64_t)k / (uint64_t)(n - k + 1); /* C(n, k-1) from C(n, k); below 2^62 for n up to 60 */
        if (tail + ways > all / 20)
            return k;
        tail += ways;
        k--;
    }
}

Test(stats_cvr, critical_values_follow_from_the_definition_in_whole_numbers) {
    for (int64_t n = 5; n <= 58; n++)
        cr_expect(same_rational(critical((uint32_t)n), base_rational(2 * least_significant(n) - n, n)), "n %d", (int)n);
}

Test(stats_cvr, the_critical_count_is_significant_and_one_less_is_not) {
    for (uint32_t n = 59; n <= 3000; n++) {
        delphi_value value = critical(n);
        uint32_t k = (uint32_t)((n + value.as.rational.num * (n / value.as.rational.den)) / 2);
        cr_assert(gsl_cdf_binomial_P(n - k, .5, n) <= .05, "n %u, k %u", n, k);
        cr_assert(gsl_cdf_binomial_P(n - k + 1, .5, n) > .05, "n %u, k %u", n, k);
    }
}

Test(stats_cvr, large_panels_come_near_the_normal_approximation) {
    static const uint32_t sizes[] = {10000, 1000000, 100000000, 4000000000};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        delphi_value value = critical(sizes[i]);
        double n = sizes[i], normal = 1.6448536269514722 / __builtin_sqrt(n);
        cr_expect_float_eq(delphi_value_real(&value), normal, 4 / n, "n %u", sizes[i]);
    }
}

static double approximate(uint32_t n) {
    panel p;
    panel_clear(&p, 1, 9);
    panel_add(&p, 5, n);
    delphi_value value = panel_measure(&p, "cvr_wilson");
    return value.kind == DELPHI_VALUE_REAL ? value.as.real : -1;
}

Test(stats_cvr, the_normal_approximation_of_wilson_and_others) {
    cr_expect_float_eq(approximate(13), .456, 5e-4);
    for (uint32_t n = 5; n <= 2000; n++) {
        delphi_value exact = critical(n);
        cr_expect_float_eq(approximate(n), gsl_cdf_ugaussian_Pinv(.95) / __builtin_sqrt(n), 1e-15, "n %u", n);
        cr_expect(approximate(n) < delphi_value_real(&exact), "n %u", n);
    }
}

Test(stats_cvr, the_approximation_does_not_let_four_ratings_pass_either) {
    for (uint32_t n = 1; n < 5; n++) {
        panel p;
        panel_clear(&p, 1, 9);
        panel_add(&p, 5, n);
        cr_expect(same_reason(panel_measure(&p, "cvr_wilson"), DELPHI_REASON_SMALL_PANEL), "n %u", n);
    }
}

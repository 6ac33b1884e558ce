/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sarle's bimodality coefficient. */
#include <math.h>

#include "stats_panel.h"

static double coefficient(const panel *p) {
    delphi_value value = panel_measure(p, "bimodality");
    return value.kind == DELPHI_VALUE_REAL ? value.as.real : NAN;
}

/* Printed as .34 and .79; the digits after that from the definition in another program. */
Test(stats_bimodality, the_two_distributions_of_pfister_and_others) {
    panel p;
    panel_set(&p, 1, 11, "1x3 2x5 3x5 4x10 5x17 6x20 7x17 8x10 9x5 10x5 11x3");
    cr_expect_float_eq(coefficient(&p), .33605811424064536, 1e-14);
    panel_set(&p, 1, 11, "1x2 2x26 3x14 4x6 5x2 7x2 8x6 9x14 10x26 11x2");
    cr_expect_float_eq(coefficient(&p), .79468869276947420, 1e-14);
}

/* As it is written, with skewness and kurtosis corrected one by one. */
static double reference(const panel *p) {
    double x[300], n = p->item.n, mean = 0, m2 = 0, m3 = 0, m4 = 0;
    panel_sorted(p, x);
    for (int i = 0; i < n; i++)
        mean += x[i] / n;
    for (int i = 0; i < n; i++) {
        double d = x[i] - mean;
        m2 += d * d / n;
        m3 += d * d * d / n;
        m4 += d * d * d * d / n;
    }
    double skewness = sqrt(n * (n - 1)) / (n - 2) * m3 / pow(m2, 1.5);
    double kurtosis = (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (m4 / (m2 * m2) - 3) + 6);
    return (skewness * skewness + 1) / (kurtosis + 3 * (n - 1) * (n - 1) / ((n - 2) * (n - 3)));
}

Test(stats_bimodality, agrees_with_the_formula_as_it_is_written_and_stays_between_0_and_1) {
    uint64_t state = 41;
    int compared = 0;
    for (int run = 0; run < 2000; run++) {
        panel p;
        panel_set_random(&p, &state, 1, 2 + (int)panel_random(&state, 100), 4 + panel_random(&state, 296));
        if (same_reason(panel_measure(&p, "bimodality"), DELPHI_REASON_ALL_EQUAL))
            continue;
        cr_assert_float_eq(coefficient(&p), reference(&p), 1e-11, "run %d", run);
        cr_assert(coefficient(&p) > 0 && coefficient(&p) < 1, "run %d", run);
        compared++;
    }
    cr_expect_gt(compared, 1900);
}

Test(stats_bimodality, an_even_spread_of_many_comes_to_five_ninths_and_two_camps_to_one) {
    panel p;
    panel_clear(&p, 0, 1000);
    for (int i = 0; i <= 1000; i++)
        panel_add(&p, i, 4000000);
    cr_expect_float_eq(coefficient(&p), 5. / 9, 1e-5);
    panel_clear(&p, 1, 9);
    panel_add(&p, 1, 2000000000);
    panel_add(&p, 9, 2000000000);
    cr_expect_float_eq(coefficient(&p), 1, 1e-8);
}

Test(stats_bimodality, two_against_two_is_low) {
    panel p;
    panel_set(&p, 1, 9, "1 1 9 9");
    cr_expect_float_eq(coefficient(&p), 2. / 15, 1e-15);
}

Test(stats_bimodality, needs_four_ratings_that_differ) {
    panel p;
    panel_set(&p, 1, 9, "1 5 9");
    cr_expect(same_reason(panel_measure(&p, "bimodality"), DELPHI_REASON_UNDER_FOUR));
    panel_set(&p, 1, 9, "7x3");
    cr_expect(same_reason(panel_measure(&p, "bimodality"), DELPHI_REASON_UNDER_FOUR));
    for (int rating = 1; rating <= 9; rating++) {
        panel_clear(&p, 1, 9);
        panel_add(&p, rating, 23);
        cr_expect(same_reason(panel_measure(&p, "bimodality"), DELPHI_REASON_ALL_EQUAL), "all %d", rating);
    }
}

Test(stats_bimodality, neither_the_scales_direction_nor_its_start_matters) {
    uint64_t state = 42;
    for (int run = 0; run < 500; run++) {
        panel p, mirror;
        panel_set_random(&p, &state, 1, 9, 10 + panel_random(&state, 40));
        panel_mirror(&mirror, &p);
        cr_assert(fabs(coefficient(&p) - coefficient(&mirror)) <= 1e-13 || isnan(coefficient(&p)), "run %d", run);
        double before = coefficient(&p);
        p.item.scale_min = -4;
        cr_assert(coefficient(&p) == before || isnan(before), "run %d", run);
    }
}

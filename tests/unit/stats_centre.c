/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mean, median and mode. */
#include <gsl/gsl_statistics_double.h>

#include "stats_panel.h"

Test(stats_centre, mean_and_median_are_exact) {
    static const struct {
        const char *ratings, *mean, *median;
    } rows[] = {
        {"7 8 9 4", "7", "7.5"},   {"1 1 1 9", "3", "1"},     {"5", "5", "5"},
        {"3 4", "3.5", "3.5"},     {"6 6 6 7 7", "6.4", "6"}, {"1 9", "5", "5"},
        {"3x5 4x5", "3.5", "3.5"}, {"2 2 8 8 8", "5.6", "8"}, {"1 2 3 9", "3.75", "2.5"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        panel p;
        panel_set(&p, 1, 9, rows[i].ratings);
        cr_expect(same_decimal(panel_measure(&p, "mean"), rows[i].mean), "%s", rows[i].ratings);
        cr_expect(same_decimal(panel_measure(&p, "median"), rows[i].median), "%s", rows[i].ratings);
    }
}

Test(stats_centre, negative_points_count_below_zero) {
    panel p;
    panel_set(&p, -3, 3, "-3 -2 -2 -1 0 0");
    cr_expect(same_rational(panel_measure(&p, "mean"), (delphi_rational){-4, 3}));
    cr_expect(same_decimal(panel_measure(&p, "median"), "-1.5"));
    cr_expect(same_reason(panel_measure(&p, "mode"), DELPHI_REASON_SEVERAL_MODES));
}

Test(stats_centre, the_mode_is_the_most_frequent_point_and_undefined_where_several_are) {
    panel p;
    panel_set(&p, 1, 9, "2 5x3 9x2");
    cr_expect(same_decimal(panel_measure(&p, "mode"), "5"));
    panel_set(&p, 1, 9, "1x3 9");
    cr_expect(same_decimal(panel_measure(&p, "mode"), "1"));
    panel_set(&p, 1, 9, "1x2 2x2 9x3");
    cr_expect(same_decimal(panel_measure(&p, "mode"), "9"), "an earlier tie is overtaken");
    panel_set(&p, 1, 9, "1x3 9x3");
    cr_expect(same_reason(panel_measure(&p, "mode"), DELPHI_REASON_SEVERAL_MODES));
    panel_set(&p, 1, 9, "4 5 6");
    cr_expect(same_reason(panel_measure(&p, "mode"), DELPHI_REASON_SEVERAL_MODES));
    panel_set(&p, 0, 8, "0");
    cr_expect(same_decimal(panel_measure(&p, "mode"), "0"));
}

Test(stats_centre, mean_and_median_agree_with_gsl) {
    uint64_t state = 11;
    for (int run = 0; run < 1000; run++) {
        panel p;
        double x[200];
        panel_set_random(&p, &state, -20, 80, 1 + panel_random(&state, 200));
        panel_sorted(&p, x);
        delphi_value mean = panel_measure(&p, "mean"), median = panel_measure(&p, "median");
        cr_assert_float_eq(delphi_value_real(&mean), gsl_stats_mean(x, 1, p.item.n), 1e-12);
        cr_assert_eq(delphi_value_real(&median), gsl_stats_median_from_sorted_data(x, 1, p.item.n));
    }
}

Test(stats_centre, a_panel_of_four_thousand_million_does_not_overflow) {
    panel p;
    panel_clear(&p, 0, 1000);
    panel_add(&p, 1000, 3000000000);
    panel_add(&p, 0, 1000000000);
    cr_expect(same_decimal(panel_measure(&p, "mean"), "750"));
    cr_expect(same_decimal(panel_measure(&p, "median"), "1000"));
    cr_expect(same_decimal(panel_measure(&p, "mode"), "1000"));
}

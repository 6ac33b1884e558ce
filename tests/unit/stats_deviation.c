/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deviations about the median. */
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

#include "stats_panel.h"

Test(stats_deviation, known_panels) {
    static const struct {
        const char *ratings, *median, *mean;
    } rows[] = {
        {"5", "0", "0"},           {"7x9", "0", "0"},          {"1 9", "4", "4"},        {"1x10 9x10", "4", "4"},
        {"1 2 3 4", "1", "1"},     {"1 1 2 9", "0.5", "2.25"}, {"1 2 3 9", "1", "2.25"}, {"1 2 4 9", "1.5", "2.5"},
        {"3 3 3 8 9", "0", "2.2"}, {"2 3 6 7", "2", "2"},      {"1 4 5 9", "2", "2.25"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        panel p;
        panel_set(&p, 1, 9, rows[i].ratings);
        cr_expect(same_decimal(panel_measure(&p, "mad_median"), rows[i].median), "%s", rows[i].ratings);
        cr_expect(same_decimal(panel_measure(&p, "mean_abs_dev_median"), rows[i].mean), "%s", rows[i].ratings);
    }
}

/* Median 3.5; distances 0.5 0.5 1.5 2.5: their middle is 1. Median 2.5 of 1 2 3 3: 0.5 0.5 0.5 1.5. */
Test(stats_deviation, a_median_between_two_points_gives_halves_and_quarters) {
    panel p;
    panel_set(&p, 1, 9, "1 3 4 5");
    cr_expect(same_decimal(panel_measure(&p, "mad_median"), "1"));
    panel_set(&p, 1, 9, "1 2 3 3");
    cr_expect(same_decimal(panel_measure(&p, "mad_median"), "0.5"));
    cr_expect(same_decimal(panel_measure(&p, "mean_abs_dev_median"), "0.75"));
}

Test(stats_deviation, agrees_with_sorted_deviations) {
    uint64_t state = 21;
    for (int run = 0; run < 3000; run++) {
        panel p;
        double x[60];
        int low = (int)panel_random(&state, 5) - 2;
        panel_set_random(&p, &state, low, low + 1 + (int)panel_random(&state, 20), 1 + panel_random(&state, 60));
        panel_sorted(&p, x);
        double median = gsl_stats_median_from_sorted_data(x, 1, p.item.n), sum = 0;
        for (uint32_t i = 0; i < p.item.n; i++)
            sum += x[i] = fabs(x[i] - median);
        gsl_sort(x, 1, p.item.n);
        delphi_value mad = panel_measure(&p, "mad_median"), mean = panel_measure(&p, "mean_abs_dev_median");
        cr_assert_eq(delphi_value_real(&mad), gsl_stats_median_from_sorted_data(x, 1, p.item.n));
        cr_assert_float_eq(delphi_value_real(&mean), sum / p.item.n, 1e-13);
    }
}

Test(stats_deviation, the_scale_turned_round_gives_the_same) {
    uint64_t state = 22;
    for (int run = 0; run < 500; run++) {
        panel p, mirrored;
        panel_set_random(&p, &state, 1, 9, 1 + panel_random(&state, 30));
        panel_mirror(&mirrored, &p);
        const char *const names[] = {"mad_median", "mean_abs_dev_median", "iqr", "ipr"};
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            cr_assert(same_rational(panel_measure(&mirrored, names[i]), panel_measure(&p, names[i]).as.rational), "%s",
                      names[i]);
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quantiles of five types: examples, an independent reference for each type, and what must hold for every panel. */
#include <gsl/gsl_statistics_double.h>
#include <math.h>

#include "stats_panel.h"

typedef struct {
    const char *ratings;
    int min, max;
    delphi_quantile_type type;
    const char *q1, *q3;
} quartile_row;

static const quartile_row quartile_rows[] = {
    {"1 2 3 4 5 6 7 8 9 10", 1, 10, DELPHI_QUANTILE_TYPE7, "3.25", "7.75"},
    {"1 2 3 4 5 6 7 8 9 10", 1, 10, DELPHI_QUANTILE_TYPE6, "2.75", "8.25"},
    {"1 2 3 4 5 6 7 8 9 10", 1, 10, DELPHI_QUANTILE_TYPE2, "3", "8"},
    {"1 2 3 4 5 6 7 8 9 10", 1, 10, DELPHI_QUANTILE_HINGES, "3", "8"},
    {"1 2 3 4 5 6 7 8 9", 1, 9, DELPHI_QUANTILE_HINGES, "3", "7"},
    {"1 2 3 4 5 6 7 8", 1, 9, DELPHI_QUANTILE_HINGES, "2.5", "6.5"},
    {"1 2 3 4 5 6 7", 1, 9, DELPHI_QUANTILE_HINGES, "2.5", "5.5"},
    {"1 2 3 4 5 6 7 8", 1, 9, DELPHI_QUANTILE_TYPE2, "2.5", "6.5"},
    {"-3 -3 -1 0 2", -3, 3, DELPHI_QUANTILE_TYPE6, "-3", "1"},
    {"4 9", 1, 9, DELPHI_QUANTILE_TYPE6, "4", "9"},
    {"4 9", 1, 9, DELPHI_QUANTILE_TYPE7, "5.25", "7.75"},
};

Test(stats_quantile, quartiles_of_known_ratings) {
    for (size_t i = 0; i < sizeof quartile_rows / sizeof *quartile_rows; i++) {
        const quartile_row *row = &quartile_rows[i];
        panel p;
        panel_set(&p, row->min, row->max, row->ratings);
        p.item.quantile_type = row->type;
        cr_expect(same_decimal(panel_measure(&p, "q1"), row->q1), "q1 of %s, type %d", row->ratings, row->type);
        cr_expect(same_decimal(panel_measure(&p, "q3"), row->q3), "q3 of %s, type %d", row->ratings, row->type);
    }
}

Test(stats_quantile, type_8_keeps_its_twelfths) {
    panel p;
    panel_set(&p, 1, 10, "1 2 3 4 5 6 7 8 9 10");
    cr_expect(same_rational(delphi_quantile(&p.item, DELPHI_QUANTILE_TYPE8, 1, 4), (delphi_rational){35, 12}));
    cr_expect(same_rational(delphi_quantile(&p.item, DELPHI_QUANTILE_TYPE8, 3, 4), (delphi_rational){97, 12}));
}

/* The type turns the verdict of a rule on the IQR. */
Test(stats_quantile, the_iqr_of_five_point_panels_depends_on_the_type) {
    static const struct {
        const char *ratings, *type7, *type6, *type2;
    } rows[] = {
        {"3x6 5x2", "0.5", "1.5", "1"},
        {"3x7 4 5 5", "0.75", "1.25", "1"},
        {"3x11 5x4", "1", "2", "2"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        panel p;
        panel_set(&p, 1, 5, rows[i].ratings);
        cr_expect(same_decimal(panel_measure(&p, "iqr"), rows[i].type7), "%s", rows[i].ratings);
        p.item.quantile_type = DELPHI_QUANTILE_TYPE6;
        cr_expect(same_decimal(panel_measure(&p, "iqr"), rows[i].type6), "%s", rows[i].ratings);
        p.item.quantile_type = DELPHI_QUANTILE_TYPE2;
        cr_expect(same_decimal(panel_measure(&p, "iqr"), rows[i].type2), "%s", rows[i].ratings);
    }
}

Test(stats_quantile, one_rating_is_every_quantile) {
    panel p;
    panel_set(&p, 1, 9, "6");
    for (int t = 0; t < TYPE_COUNT; t++) {
        cr_expect(same_decimal(delphi_quantile(&p.item, all_types[t], 1, 4), "6"));
        cr_expect(same_decimal(delphi_quantile(&p.item, all_types[t], 3, 4), "6"));
        if (all_types[t] != DELPHI_QUANTILE_HINGES) {
            cr_expect(same_decimal(delphi_quantile(&p.item, all_types[t], 1, 100), "6"));
            cr_expect(same_decimal(delphi_quantile(&p.item, all_types[t], 99, 100), "6"));
        }
    }
}

Test(stats_quantile, there_is_none_without_ratings) {
    panel p;
    panel_set(&p, 1, 9, "");
    for (int t = 0; t < TYPE_COUNT; t++)
        cr_expect(same_reason(delphi_quantile(&p.item, all_types[t], 1, 2), DELPHI_REASON_NO_RATINGS));
}

Test(stats_quantile, hinges_are_quartiles_and_nothing_else) {
    panel p;
    panel_set(&p, 1, 9, "1 2 3 4 5 6 7 8");
    cr_expect(same_decimal(delphi_quantile(&p.item, DELPHI_QUANTILE_HINGES, 25, 100), "2.5"));
    cr_expect(same_decimal(delphi_quantile(&p.item, DELPHI_QUANTILE_HINGES, 75, 100), "6.5"));
    cr_expect(same_decimal(delphi_quantile(&p.item, DELPHI_QUANTILE_HINGES, 1, 2), "4.5"));
    cr_expect(same_reason(delphi_quantile(&p.item, DELPHI_QUANTILE_HINGES, 3, 10), DELPHI_REASON_NO_SUCH_QUANTILE));
    cr_expect(same_reason(delphi_quantile(&p.item, DELPHI_QUANTILE_HINGES, 26, 100), DELPHI_REASON_NO_SUCH_QUANTILE));
    p.item.quantile_type = DELPHI_QUANTILE_HINGES;
    const char *const made_of_it[] = {"p30", "p70", "ipr", "ipras", "disagreement_index", "disagreement"};
    for (size_t i = 0; i < sizeof made_of_it / sizeof *made_of_it; i++)
        cr_expect(same_reason(panel_measure(&p, made_of_it[i]), DELPHI_REASON_NO_SUCH_QUANTILE), "%s", made_of_it[i]);
    cr_expect(same_decimal(panel_measure(&p, "q1"), "2.5"));
    cr_expect(same_decimal(panel_measure(&p, "iqr"), "4"));
}

Test(stats_quantile, hinges_are_measures_whatever_the_protocols_type) {
    panel p;
    panel_set(&p, 1, 9, "1 2 3 4 5 6 7 8");
    for (int t = 0; t < TYPE_COUNT; t++) {
        p.item.quantile_type = all_types[t];
        cr_expect(same_decimal(panel_measure(&p, "hinge_lower"), "2.5"));
        cr_expect(same_decimal(panel_measure(&p, "hinge_upper"), "6.5"));
    }
}

/* In doubles, from sorted ratings, as Hyndman and Fan write it. */
static double reference(const double *x, int n, delphi_quantile_type type, double p) {
    if (type == DELPHI_QUANTILE_TYPE7)
        return gsl_stats_quantile_from_sorted_data(x, 1, (size_t)n, p);
    double np = n * p, h = type == DELPHI_QUANTILE_TYPE6 ? (n + 1) * p : (n + 1 / 3.0) * p + 1 / 3.0;
    if (type == DELPHI_QUANTILE_TYPE2) {
        double near = round(np);
        if (fabs(np - near) < 1e-9)
            return (x[(int)near - 1] + x[(int)near]) / 2;
        return x[(int)ceil(np) - 1];
    }
    h = fmin(fmax(h, 1), n);
    int j = (int)floor(h);
    return x[j - 1] + (h - j) * (x[j < n ? j : n - 1] - x[j - 1]);
}

Test(stats_quantile, agrees_with_gsl_and_with_the_textbook_on_random_panels) {
    uint64_t state = 1;
    int compared = 0;
    for (int run = 0; run < 1500; run++) {
        panel p;
        double x[200];
        int low = (int)panel_random(&state, 7) - 3, high = low + 1 + (int)panel_random(&state, 30);
        panel_set_random(&p, &state, low, high, 1 + panel_random(&state, 150));
        panel_sorted(&p, x);
        int den = 2 + (int)panel_random(&state, 99), num = 1 + (int)panel_random(&state, (uint32_t)den - 1);
        for (int t = 1; t < TYPE_COUNT; t++, compared++) {
            delphi_value q = delphi_quantile(&p.item, all_types[t], num, den);
            double expected = reference(x, (int)p.item.n, all_types[t], num / (double)den);
            cr_assert_float_eq(delphi_value_real(&q), expected, 1e-11, "type %d, %d/%d of %u: %.17g, not %.17g",
                               all_types[t], num, den, p.item.n, delphi_value_real(&q), expected);
        }
    }
    cr_expect_eq(compared, 6000);
}

static bool ordered(delphi_value a, delphi_value b) {
    return a.kind == DELPHI_VALUE_RATIONAL && b.kind == DELPHI_VALUE_RATIONAL &&
           base_rational_compare(a.as.rational, b.as.rational) <= 0;
}

Test(stats_quantile, minimum_q1_median_q3_and_maximum_come_in_this_order_for_every_panel_of_up_to_8) {
    for (uint32_t n = 1; n <= 8; n++) {
        panel p;
        panel_first(&p, 1, 5, n);
        do {
            for (int t = 0; t < TYPE_COUNT; t++) {
                delphi_value median = panel_measure(&p, "median");
                p.item.quantile_type = all_types[t];
                delphi_value q1 = panel_measure(&p, "q1"), q3 = panel_measure(&p, "q3");
                cr_assert(ordered(panel_measure(&p, "min"), q1) && ordered(q1, median) && ordered(median, q3) &&
                          ordered(q3, panel_measure(&p, "max")));
                cr_assert(same_rational(delphi_quantile(&p.item, all_types[t], 1, 2), median.as.rational));
                cr_assert(
                    same_rational(panel_measure(&p, "iqr"), base_rational_subtract(q3.as.rational, q1.as.rational)));
            }
        } while (panel_next(&p));
    }
}

Test(stats_quantile, percentiles_never_fall) {
    uint64_t state = 5;
    for (int run = 0; run < 100; run++) {
        panel p;
        panel_set_random(&p, &state, 1, 9, 1 + panel_random(&state, 30));
        for (int t = 1; t < TYPE_COUNT; t++) {
            for (int percent = 1; percent < 99; percent++)
                cr_assert(ordered(delphi_quantile(&p.item, all_types[t], percent, 100),
                                  delphi_quantile(&p.item, all_types[t], percent + 1, 100)));
        }
    }
}

Test(stats_quantile, the_scale_turned_round_gives_the_opposite_quantile) {
    uint64_t state = 6;
    for (int run = 0; run < 500; run++) {
        panel p, mirrored;
        panel_set_random(&p, &state, 1, 9, 1 + panel_random(&state, 30));
        panel_mirror(&mirrored, &p);
        for (int t = 0; t < TYPE_COUNT; t++) {
            delphi_value q = delphi_quantile(&p.item, all_types[t], 1, 4);
            delphi_rational expected = base_rational_subtract((delphi_rational){10, 1}, q.as.rational);
            cr_assert(same_rational(delphi_quantile(&mirrored.item, all_types[t], 3, 4), expected), "type %d",
                      all_types[t]);
        }
    }
}

/* Every expert twice changes nothing in the median, and nothing at all in type 2, which inverts the distribution. */
Test(stats_quantile, doubling_the_panel_leaves_the_median_and_all_of_type_2) {
    uint64_t state = 7;
    for (int run = 0; run < 500; run++) {
        panel p, doubled;
        panel_set_random(&p, &state, 0, 10, 1 + panel_random(&state, 30));
        panel_clear(&doubled, 0, 10);
        for (int i = 0; i <= 10; i++)
            panel_add(&doubled, i, 2 * p.counts[i]);
        cr_assert(same_rational(panel_measure(&doubled, "median"), panel_measure(&p, "median").as.rational));
        for (int percent = 1; percent < 100; percent++) {
            delphi_value q = delphi_quantile(&p.item, DELPHI_QUANTILE_TYPE2, percent, 100);
            cr_assert(
                same_rational(delphi_quantile(&doubled.item, DELPHI_QUANTILE_TYPE2, percent, 100), q.as.rational));
        }
    }
}

Test(stats_quantile, a_panel_of_four_thousand_million_does_not_overflow) {
    panel p;
    panel_clear(&p, -1000, 0);
    panel_add(&p, -1000, 2000000000);
    panel_add(&p, 0, 2000000000);
    for (int t = 0; t < TYPE_COUNT; t++) {
        cr_expect(same_decimal(delphi_quantile(&p.item, all_types[t], 1, 4), "-1000"));
        cr_expect(same_decimal(delphi_quantile(&p.item, all_types[t], 1, 2), "-500"));
        cr_expect(same_decimal(delphi_quantile(&p.item, all_types[t], 3, 4), "0"));
    }
    cr_expect(same_decimal(delphi_quantile(&p.item, DELPHI_QUANTILE_TYPE8, 99, 100), "0"));
}

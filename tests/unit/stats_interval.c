/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The interval of the median, and the two intervals of a share. */
#include <gsl/gsl_cdf.h>
#include <math.h>

#include "stats_panel.h"

/* n different ratings, 1 to n: a bound is its own rank. */
static int64_t rank_of(uint32_t n, const char *name) {
    panel p;
    panel_clear(&p, 1, (int)n > 2 ? (int)n : 2);
    for (uint32_t i = 1; i <= n; i++)
        panel_add(&p, (int)i, 1);
    delphi_value value = panel_measure(&p, name);
    return value.kind == DELPHI_VALUE_RATIONAL && value.as.rational.den == 1 ? value.as.rational.num : -1;
}

/* METHODS 2.10. */
Test(stats_interval, ranks_and_certainty_of_the_medians_interval) {
    static const struct {
        uint32_t n, low, high;
        double percent;
    } rows[] = {{7, 1, 7, 98.44},   {9, 2, 8, 96.09},   {11, 2, 10, 98.83}, {15, 4, 12, 96.48},
                {21, 6, 16, 97.34}, {23, 7, 17, 96.53}, {40, 14, 27, 96.15}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint32_t n = rows[i].n;
        cr_expect_eq(rank_of(n, "median_low"), rows[i].low, "n %u", n);
        cr_expect_eq(rank_of(n, "median_high"), rows[i].high, "n %u", n);
        uint32_t below = (uint32_t)rank_of(n, "median_low") - 1;
        cr_expect_float_eq(100 * (1 - 2 * gsl_cdf_binomial_P(below, .5, n)), rows[i].percent, .0051, "n %u", n);
    }
}

/* The greatest j with 2 P(X < j) <= 1/20, in whole numbers. */
static int64_t greatest_rank(int64_t n) {
    uint64_t ways = 1, tail = 0, all = (uint64_t)1 << n;
    int64_t j = 0;
    while ((tail + ways) <= all / 40) {
        tail += ways;
        ways = ways * (uint64_t)(n - j) / (uint64_t)(j + 1);
        j++;
    }
    return j;
}

Test(stats_interval, ranks_follow_from_the_definition_in_whole_numbers) {
    for (uint32_t n = 6; n <= 58; n++) {
        cr_expect_eq(rank_of(n, "median_low"), greatest_rank(n), "n %u", n);
        cr_expect_eq(rank_of(n, "median_high"), n + 1 - greatest_rank(n), "n %u", n);
    }
}

Test(stats_interval, the_rank_is_certain_enough_and_the_next_is_not) {
    for (uint32_t n = 59; n <= 1000; n++) {
        uint32_t j = (uint32_t)rank_of(n, "median_low");
        cr_assert(gsl_cdf_binomial_P(j - 1, .5, n) <= .025, "n %u, j %u", n, j);
        cr_assert(gsl_cdf_binomial_P(j, .5, n) > .025, "n %u, j %u", n, j);
        cr_assert_eq(rank_of(n, "median_high"), n + 1 - j, "n %u", n);
    }
}

Test(stats_interval, fewer_than_six_ratings_have_no_interval_of_the_median) {
    for (uint32_t n = 1; n < 6; n++) {
        panel p;
        panel_clear(&p, 1, 9);
        panel_add(&p, 7, n);
        cr_expect(same_reason(panel_measure(&p, "median_low"), DELPHI_REASON_NO_INTERVAL), "n %u", n);
        cr_expect(same_reason(panel_measure(&p, "median_high"), DELPHI_REASON_NO_INTERVAL), "n %u", n);
    }
}

static double number(const panel *p, const char *name) {
    delphi_value value = panel_measure(p, name);
    return delphi_value_real(&value);
}

Test(stats_interval, the_interval_encloses_the_median_and_turns_with_the_scale) {
    uint64_t state = 51;
    for (int run = 0; run < 1000; run++) {
        panel p, mirror;
        panel_set_random(&p, &state, -4, 4, 6 + panel_random(&state, 100));
        panel_mirror(&mirror, &p);
        double low = number(&p, "median_low"), high = number(&p, "median_high"), median = number(&p, "median");
        cr_assert(low <= median && median <= high, "run %d", run);
        cr_assert(number(&mirror, "median_low") == -high && number(&mirror, "median_high") == -low, "run %d", run);
    }
}

Test(stats_interval, a_panel_of_four_thousand_million_has_a_narrow_one) {
    panel p;
    panel_clear(&p, 0, 1000);
    for (int i = 0; i <= 1000; i++)
        panel_add(&p, i, 4000000);
    cr_expect_eq(number(&p, "median_low"), 500);
    cr_expect_eq(number(&p, "median_high"), 500);
}

/* METHODS 2.10. */
Test(stats_interval, both_intervals_of_a_share) {
    static const struct {
        uint32_t k, n;
        delphi_interval wilson, exact;
    } rows[] = {{16, 21, {.5491, .8937}, {.5283, .9178}},
                {14, 20, {.4810, .8545}, {.4572, .8811}},
                {12, 15, {.5481, .9295}, {.5191, .9567}},
                {7, 10, {.3968, .8922}, {.3475, .9333}}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        delphi_interval wilson, exact;
        cr_expect_eq(delphi_interval_wilson(rows[i].k, rows[i].n, &wilson), DELPHI_REASON_NONE);
        cr_expect_eq(delphi_interval_clopper_pearson(rows[i].k, rows[i].n, &exact), DELPHI_REASON_NONE);
        cr_expect_float_eq(wilson.low, rows[i].wilson.low, .000051, "%u/%u", rows[i].k, rows[i].n);
        cr_expect_float_eq(wilson.high, rows[i].wilson.high, .000051, "%u/%u", rows[i].k, rows[i].n);
        cr_expect_float_eq(exact.low, rows[i].exact.low, .000051, "%u/%u", rows[i].k, rows[i].n);
        cr_expect_float_eq(exact.high, rows[i].exact.high, .000051, "%u/%u", rows[i].k, rows[i].n);
    }
}

Test(stats_interval, nobody_has_no_interval) {
    delphi_interval out = {.25, .75};
    cr_expect_eq(delphi_interval_wilson(0, 0, &out), DELPHI_REASON_EMPTY_BASE);
    cr_expect_eq(delphi_interval_clopper_pearson(0, 0, &out), DELPHI_REASON_EMPTY_BASE);
    cr_expect(out.low == .25 && out.high == .75, "nothing is written where there is no interval");
}

/* The score test at the ends: (p - k/n)^2 = z^2 p (1 - p) / n. */
static double score(double p, uint32_t k, uint32_t n) {
    double d = p - (double)k / n;
    return d * d * n / (p * (1 - p));
}

Test(stats_interval, wilsons_ends_are_where_the_score_test_turns) {
    double limit = 1.959963984540054 * 1.959963984540054;
    for (uint32_t n = 1; n <= 200; n++) {
        for (uint32_t k = 0; k <= n; k++) {
            delphi_interval out;
            delphi_interval_wilson(k, n, &out);
            if (k > 0)
                cr_assert_float_eq(score(out.low, k, n), limit, 1e-9, "%u/%u", k, n);
            if (k < n)
                cr_assert_float_eq(score(out.high, k, n), limit, 1e-9, "%u/%u", k, n);
        }
    }
}

/* n 382, k 370 is among them: there GSL's inverse of the beta distribution gives up. */
Test(stats_interval, clopper_and_pearsons_ends_leave_a_fortieth_on_either_side) {
    for (uint32_t n = 1; n <= 400; n += n < 40 ? 1 : 3) {
        for (uint32_t k = 0; k <= n; k++) {
            delphi_interval out;
            delphi_interval_clopper_pearson(k, n, &out);
            if (k > 0)
                cr_assert_float_eq(gsl_cdf_binomial_Q(k - 1, out.low, n), .025, 1e-11, "%u/%u", k, n);
            if (k < n)
                cr_assert_float_eq(gsl_cdf_binomial_P(k, out.high, n), .025, 1e-11, "%u/%u", k, n);
        }
    }
}

Test(stats_interval, none_and_all_have_a_closed_form) {
    for (uint32_t n = 1; n <= 2000; n = n * 3 / 2 + 1) {
        delphi_interval none, all;
        delphi_interval_clopper_pearson(0, n, &none);
        delphi_interval_clopper_pearson(n, n, &all);
        cr_expect(none.low == 0 && all.high == 1, "n %u", n);
        cr_expect_float_eq(none.high, 1 - pow(.025, 1. / n), 1e-13, "n %u", n);
        cr_expect_float_eq(all.low, pow(.025, 1. / n), 1e-13, "n %u", n);
        delphi_interval_wilson(0, n, &none);
        delphi_interval_wilson(n, n, &all);
        cr_expect(none.low == 0 && all.high == 1, "n %u", n);
        cr_expect_float_eq(none.high + all.low, 1, 1e-15, "n %u", n);
    }
}

typedef delphi_reason interval_of(uint32_t k, uint32_t n, delphi_interval *out);

static void expect_orderly(interval_of *of, uint32_t n) {
    delphi_interval before = {0}, mirror;
    for (uint32_t k = 0; k <= n; k++) {
        delphi_interval now;
        of(k, n, &now);
        of(n - k, n, &mirror);
        double share = (double)k / n;
        cr_assert(0 <= now.low && now.low <= share && share <= now.high && now.high <= 1, "%u/%u", k, n);
        cr_assert(k == 0 || (now.low > before.low && now.high > before.high), "%u/%u", k, n);
        cr_assert_float_eq(now.low, 1 - mirror.high, 1e-12, "%u/%u", k, n);
        before = now;
    }
}

Test(stats_interval, both_intervals_enclose_the_share_rise_with_it_and_mirror) {
    for (uint32_t n = 1; n <= 120; n += 7) {
        expect_orderly(delphi_interval_wilson, n);
        expect_orderly(delphi_interval_clopper_pearson, n);
    }
}

Test(stats_interval, the_largest_panels_have_both_and_they_agree) {
    static const uint32_t shares[] = {1000000, 1000000000, 2147483647, 4294967295};
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        delphi_interval wilson, exact;
        delphi_interval_wilson(shares[i], 4294967295, &wilson);
        delphi_interval_clopper_pearson(shares[i], 4294967295, &exact);
        cr_expect_float_eq(wilson.low, exact.low, 2e-9, "%u: %.17g, %.17g", shares[i], wilson.low, exact.low);
        cr_expect_float_eq(wilson.high, exact.high, 2e-9, "%u: %.17g, %.17g", shares[i], wilson.high, exact.high);
    }
}

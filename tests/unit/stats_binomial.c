/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The critical counts of a fair coin: table, computation and definition say the same. */
#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

#include "stats/binomial.h"

/* Tails of binomial (n, 1/2) by Pascal's triangle in long doubles: exact to 64 bits, and no tail comes nearer to a 20th
 * or a 40th than that for n up to 60. */
static uint64_t by_definition(uint32_t n, long double alpha) {
    long double weight = 1, tail = 0; /* of k = n, in units of 2^-n */
    for (uint32_t i = 0; i < n; i++)
        alpha *= 2;
    uint64_t k = n + 1;
    while (k > 0 && tail + weight <= alpha) {
        tail += weight;
        k--;
        weight = weight * k / (n - k + 1);
    }
    return k;
}

static void expect_counts(double alpha, long double exact) {
    for (uint32_t n = 1; n <= 300; n++) {
        uint64_t found = stats_critical_count(n, alpha);
        cr_expect_eq(found, stats_critical_count_computed(n, alpha), "n = %u, alpha = %g: %lu", n, alpha, found);
        if (n <= 60)
            cr_expect_eq(found, by_definition(n, exact), "n = %u, alpha = %g: %lu", n, alpha, found);
    }
}

Test(stats_binomial, a_twentieth) {
    expect_counts(0.05, 1.0L / 20);
}

Test(stats_binomial, a_fortieth) {
    expect_counts(0.025, 1.0L / 40);
}

Test(stats_binomial, another_alpha_is_computed) {
    cr_expect_eq(stats_critical_count(10, 0.01), 10u);
    cr_expect_eq(stats_critical_count(10, 0.011), 9u);
}

static void expect_close(double found, double expected, double relative, uint32_t k, uint32_t n) {
    cr_assert(fabs(found - expected) <= relative * expected, "%u of %u: %.17g, not %.17g", k, n, found, expected);
}

/* 1000 is the last n whose chances are products, 1001 the first whose are GSL's. */
static const uint32_t sizes[] = {1, 2, 3, 9, 10, 58, 100, 382, 999, 1000, 1001};
enum { SIZE_COUNT = sizeof sizes / sizeof *sizes };

Test(stats_binomial, single_chances_of_a_coin) {
    for (size_t i = 0; i < SIZE_COUNT; i++) {
        for (uint32_t k = 0; k <= sizes[i]; k++)
            expect_close(stats_binomial_coin(k, sizes[i]), gsl_ran_binomial_pdf(k, .5, sizes[i]), 1e-11, k, sizes[i]);
    }
    cr_expect_eq(stats_binomial_coin(5, 10), 252.0 / 1024);
}

Test(stats_binomial, tails_and_their_slopes_are_those_of_the_beta_distribution) {
    static const double chances[] = {1e-3, .025, .3, .5, .77, .999};
    for (size_t i = 0; i < SIZE_COUNT; i++) {
        uint32_t n = sizes[i];
        for (uint32_t k = 1; k <= n; k += 1 + n / 20) {
            stats_binomial_tail of = stats_binomial_tail_of(k, n);
            for (size_t c = 0; c < 6; c++) {
                double slope, p = chances[c], tail = gsl_cdf_beta_P(p, k, n - k + 1.0);
                double found = stats_binomial_at_least(&of, p, &slope);
                if (tail < 1e-80 || p > (double)k / n) /* the series is made for the tail below k / n */
                    continue;
                expect_close(found, tail, 1e-11, k, n);
                expect_close(slope, gsl_ran_beta_pdf(p, k, n - k + 1.0), 1e-11, k, n);
            }
        }
    }
}

Test(stats_binomial, a_chance_below_the_least_double_is_0) {
    double slope = 1;
    stats_binomial_tail of = stats_binomial_tail_of(900, 1000);
    cr_expect_eq(stats_binomial_at_least(&of, 1e-5, &slope), 0);
    cr_expect_eq(slope, 0);
}

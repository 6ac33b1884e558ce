/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The critical counts of a fair coin: table, computation and definition say the same. */
#include <criterion/criterion.h>

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

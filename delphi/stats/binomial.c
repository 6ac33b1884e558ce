/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The critical count of the exact one-tailed binomial test with p = 1/2.
 *
 * Definition   the least k with P(X >= k) <= alpha, X binomial (n, 1/2).
 * Variant      Up to 256 from a table of exact counts, beyond it computed; never interpolated. GSL's
 * gsl_cdf_binomial_Q(k, p, n) is P(X > k), so P(X >= k) is its value at k - 1. For the alphas in use, 1/20 and 1/40, no
 * tail equals alpha exactly, since its denominator is a power of two; a double's last digit cannot turn the comparison
 * for panels of a size that occurs. Edge cases   So few ratings that all of them together are not significant: n + 1.
 * Checked      by tests/unit/stats_cvr.c and stats_interval.c: tables, and the definition in whole numbers. */
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdbool.h>

#include "stats/binomial.h"
#include "stats/binomial_table.h"

static bool significant(uint64_t k, uint32_t n, double alpha) {
    return gsl_cdf_binomial_Q((unsigned)(k - 1), 0.5, n) <= alpha;
}

/* The normal approximation with its continuity correction starts the search. It is never far off, so that two or three
 * tails settle it; but nothing rests on that, since the search goes both ways. */
uint64_t stats_critical_count_computed(uint32_t n, double alpha) {
    double normal = 0.5 * n + 0.5 + gsl_cdf_ugaussian_Qinv(alpha) * 0.5 * sqrt(n);
    uint64_t k = normal < n ? (uint64_t)ceil(normal) : n;
    while (k <= n && !significant(k, n, alpha))
        k++;
    while (k > 1 && significant(k - 1, n, alpha))
        k--;
    return k;
}

uint64_t stats_critical_count(uint32_t n, double alpha) {
    if (n <= BINOMIAL_TABLE_MAX && alpha == 0.05)
        return critical_20th[n];
    if (n <= BINOMIAL_TABLE_MAX && alpha == 0.025)
        return critical_40th[n];
    return stats_critical_count_computed(n, alpha);
}

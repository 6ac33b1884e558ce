/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The critical count of the exact one-tailed binomial test with p = 1/2; chances of the binomial distribution.
 *
 * Definition   the least k with P(X >= k) <= alpha, X binomial (n, 1/2). P(X = k) = C(n, k) p^k (1 - p)^(n - k).
 * Variant      Critical counts up to 256 from a table of exact counts, beyond it computed; never interpolated. GSL's
 *              gsl_cdf_binomial_Q(k, p, n) is P(X > k), so P(X >= k) is its value at k - 1. For the alphas in use, 1/20
 *              and 1/40, no tail equals alpha exactly, since its denominator is a power of two; a double's last digit
 *              cannot turn the comparison for panels of a size that occurs.
 *              Chances up to 1,000 ratings by multiplication alone, powers by squaring: their error grows as n times
 *              that of a double, and stays below 10^-12. A tail is its first chance times a series of positive terms.
 *              Beyond 1,000 both are GSL's.
 * Edge cases   So few ratings that all of them together are not significant: n + 1.
 * Checked      by tests/unit/stats_cvr.c and stats_interval.c: tables, and the definition in whole numbers; by
 *              stats_binomial.c against GSL. */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
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

/* C(n, k), below 10^300 for n up to STATS_BINOMIAL_PRODUCT_MAX. */
static double combinations(uint32_t n, uint32_t k) {
    uint32_t fewer = k < n - k ? k : n - k;
    double ways = 1;
    for (uint32_t i = 1; i <= fewer; i++)
        ways = ways * (n - fewer + i) / i;
    return ways;
}

static double power(double x, uint32_t exponent) {
    double product = 1;
    for (; exponent > 0; exponent >>= 1) {
        if (exponent & 1)
            product *= x;
        x *= x;
    }
    return product;
}

double stats_binomial_coin(uint32_t k, uint32_t n) {
    return n <= STATS_BINOMIAL_PRODUCT_MAX ? ldexp(combinations(n, k), -(int)n) : gsl_ran_binomial_pdf(k, 0.5, n);
}

stats_binomial_tail stats_binomial_tail_of(uint32_t k, uint32_t n) {
    return (stats_binomial_tail){k, n, n <= STATS_BINOMIAL_PRODUCT_MAX ? combinations(n, k) : 0};
}

/* P(X >= k) is the beta distribution's P with k and n - k + 1; its derivative is that one's density. */
double stats_binomial_at_least(const stats_binomial_tail *of, double p, double *slope) {
    double k = of->k, others = (double)of->n - k, odds = p / (1 - p), term = 1, sum = 1;
    if (of->n > STATS_BINOMIAL_PRODUCT_MAX) {
        *slope = gsl_ran_beta_pdf(p, k, others + 1);
        return gsl_cdf_beta_P(p, k, others + 1);
    }
    double chance = of->ways * power(p, of->k) * power(1 - p, of->n - of->k);
    for (double i = 1; i <= others && term > 1e-17 * sum; i++) {
        term *= (others - i + 1) / (k + i) * odds;
        sum += term;
    }
    *slope = chance * k / p;
    return chance * sum;
}

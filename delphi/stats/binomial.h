/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The binomial distribution: the one-tailed test of a fair coin, single chances, and the tail as a function of p. */
#ifndef STATS_BINOMIAL_H
#define STATS_BINOMIAL_H

#include <stdint.h>

/* What the 95% interval of a median leaves out at either end. */
#define STATS_MEDIAN_TAIL 0.025

/* The least k with P(X >= k) <= alpha, X binomial (n, 1/2), n >= 1, 0 < alpha < 1/2; n + 1 where not even n is. */
uint64_t stats_critical_count(uint32_t n, double alpha);
/* The same by way of GSL, whatever n is. */
uint64_t stats_critical_count_computed(uint32_t n, double alpha);

/* Up to this many ratings, chances are products: no logarithm, and the same digits with every C library. */
enum { STATS_BINOMIAL_PRODUCT_MAX = 1000 };

/* P(X = k), X binomial (n, 1/2); k <= n. */
double stats_binomial_coin(uint32_t k, uint32_t n);

/* What P(X >= k) has in common for every p. */
typedef struct {
    uint32_t k, n;
    double ways; /* C(n, k); only up to STATS_BINOMIAL_PRODUCT_MAX */
} stats_binomial_tail;

stats_binomial_tail stats_binomial_tail_of(uint32_t k, uint32_t n); /* 1 <= k <= n */
/* P(X >= k) for 0 < p < 1, and its derivative by p. Right to 10^-11 for p up to k / n, where the tail is above 10^-80;
 * rough, or 0, where powers of p fall below the least double. */
double stats_binomial_at_least(const stats_binomial_tail *of, double p, double *slope);

#endif

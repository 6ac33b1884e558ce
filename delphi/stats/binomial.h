/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one-tailed test of a fair coin, which two measures rest on. */
#ifndef STATS_BINOMIAL_H
#define STATS_BINOMIAL_H

#include <stdint.h>

/* What the 95% interval of a median leaves out at either end. */
#define STATS_MEDIAN_TAIL 0.025

/* The least k with P(X >= k) <= alpha, X binomial (n, 1/2), n >= 1, 0 < alpha < 1/2; n + 1 where not even n is. */
uint64_t stats_critical_count(uint32_t n, double alpha);
/* The same by way of GSL, whatever n is. */
uint64_t stats_critical_count_computed(uint32_t n, double alpha);

#endif

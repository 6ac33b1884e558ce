/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wilcoxon's signed rank test of the changes between two rounds.
 *
 * Definition   The n changes that are not 0, later less earlier, are ranked by size, ties by mid-ranks; V is the rank
 *              sum of the rises. mean = n (n + 1) / 4, var = n (n + 1) (2 n + 1) / 24 - sum(t^3 - t) / 48 over groups
 *              of t ties; z = (V - mean) / sqrt(var); p_normal_cc two-sided from |V - mean| less 1/2. p_exact: twice
 *              the smaller tail of V over all 2^n signs, at most 1.
 * Source       Wilcoxon (1945); the normal form as in R's wilcox.test.
 * Variant      Ranks are doubled, so that V and its tails are sums of whole numbers and the exact test holds with
 *              ties. Only the tail up to the smaller rank sum is built.
 * Ties         No change: dropped, as R does and Wilcoxon did.
 * Missing      Matched experts only.
 * Edge cases   Nobody changed: NO_CHANGE. More than DELPHI_WILCOXON_EXACT_MAX changes: no exact p (LARGE_SAMPLE); the
 *              normal one is as good there.
 * Checked      METHODS 2.8, the paired vector (V 28, z 2.460499, p 0.017662, exact 2/128); R through tests/oracle; all
 *              signs written out, in the tests. */
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

#include "base/rational.h"
#include "stats/pair.h"
#include "stats/pair_measures.h"

typedef struct {
    int64_t n;          /* changes */
    int64_t rises, all; /* doubled rank sums: of the rises, of every change */
    stats_wide ties;    /* sum of t^3 - t */
} signed_ranks;

static signed_ranks rank_changes(const delphi_pair_space *space) {
    signed_ranks r = {0, 0, 0, 0};
    for (int d = 1; d < space->pair.points; d++) {
        int64_t t = (int64_t)space->up[d] + space->down[d], rank = 2 * r.n + t + 1;
        r.rises += rank * space->up[d];
        r.all += rank * t;
        r.ties += (stats_wide)t * t * t - t;
        r.n += t;
    }
    return r;
}

static bool changed(const signed_ranks *r, delphi_value *out) {
    *out = base_value_undefined(DELPHI_REASON_NO_CHANGE);
    return r->n > 0;
}

/* V less its mean, and the root of its variance. */
static double deviation(const signed_ranks *r, double *sd) {
    double n = (double)r->n;
    *sd = sqrt(n * (n + 1) * (2 * n + 1) / 24 - (double)r->ties / 48);
    return (double)(2 * r->rises - r->all) / 4;
}

void stats_wilcoxon_v(delphi_pair_space *space, delphi_value *out) {
    signed_ranks r = rank_changes(space);
    if (changed(&r, out))
        *out = base_value_rational(base_rational(r.rises, 2));
}

void stats_wilcoxon_z(delphi_pair_space *space, delphi_value *out) {
    signed_ranks r = rank_changes(space);
    double sd, from_mean = deviation(&r, &sd);
    if (changed(&r, out))
        *out = base_value_real(from_mean / sd);
}

void stats_wilcoxon_p_normal_cc(delphi_pair_space *space, delphi_value *out) {
    signed_ranks r = rank_changes(space);
    double sd, from_mean = fabs(deviation(&r, &sd));
    if (changed(&r, out))
        *out = base_value_real(from_mean > 0.5 ? 2 * gsl_cdf_ugaussian_Q((from_mean - 0.5) / sd) : 1);
}

static int64_t common_divisor(int64_t a, int64_t b) {
    while (b) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* P(doubled rank sum <= most): in how many of the 2^n ways, one change after the other, with or without its rank. Sums
 * are multiples of what the ranks so far have in common, so that the first and usually largest group of ties takes few
 * steps. */
static double lower_tail(delphi_pair_space *space, int64_t most) {
    double *ways = space->real, tail = 0;
    int64_t reached = 0, below = 0, step = 0;
    memset(ways, 0, ((size_t)most + 1) * sizeof *ways);
    ways[0] = 1;
    for (int d = 1; d < space->pair.points; d++) {
        int64_t t = (int64_t)space->up[d] + space->down[d], rank = 2 * below + t + 1;
        step = t > 0 ? common_divisor(rank, step) : step;
        for (int64_t i = 0; i < t; i++) {
            reached = reached + rank < most ? reached + rank : most - most % step;
            for (int64_t s = reached; s >= rank; s -= step)
                ways[s] += ways[s - rank];
        }
        below += t;
    }
    for (int64_t s = 0; s <= most; s++)
        tail += ways[s];
    return ldexp(tail, -(int)below);
}

void stats_wilcoxon_p_exact(delphi_pair_space *space, delphi_value *out) {
    signed_ranks r = rank_changes(space);
    int64_t falls = r.all - r.rises;
    if (!changed(&r, out))
        return;
    if (r.n > DELPHI_WILCOXON_EXACT_MAX)
        *out = base_value_undefined(DELPHI_REASON_LARGE_SAMPLE);
    else
        *out = base_value_real(fmin(1, 2 * lower_tail(space, r.rises < falls ? r.rises : falls)));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The test of Mann and Kendall: do later values tend to be higher, or lower, than earlier ones?
 *
 * Definition   S = pairs of years in which the later value is higher, less those in which it is lower.
 *              var = (n (n - 1) (2 n + 5) - sum of t (t - 1) (2 t + 5)) / 18 over groups of t equal values.
 *              tau = S / sqrt((N - T) N), N = n (n - 1) / 2 pairs, T of them equal (Kendall's tau-b; no two years are
 *              the same). z = (S - sign S) / sqrt(var), 0 where S = 0. p_normal is two-sided of z. p_exact: twice
 *              P(S >= |s|), at most 1, over the n! orders of values that all differ. p: the exact one where there is
 *              one, else the normal one.
 * Source       Mann (1945); Kendall (1938, 1975) for the distribution, the variance with ties and the step of one by
 *              which |S| is taken smaller (S goes in steps of two).
 * Variant      The distribution of S is that of the inversions of n things, built up one thing at a time; all terms are
 *              positive, so that nothing cancels.
 * Ties         As above; there is no exact p with ties (EQUAL_VALUES).
 * Missing      A gap in the years changes nothing: only the order counts.
 * Edge cases   All values equal: S = 0 and var = 0, no tau, z or p (SAME_VALUE). More than DELPHI_TREND_EXACT_MAX
 *              years: no exact p (MANY_YEARS); the normal one is as good there.
 *              Years that depend on each other (a value that is carried over, a moving mean) make p too small.
 * Checked      EPA QA/G-9S (2006), Mann-Kendall example (11 values with ties: S 22, var 155.33, z 1.685); Hollander and
 *              Wolfe, example 9.1 (n = 5, S = -6, exact p 0.234); R's cor.test() through tests/oracle. */
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

#include "base/rational.h"
#include "stats/trend.h"
#include "stats/trend_measures.h"

/* A group of equal values is counted at its last one. */
static void count_ties(const delphi_trend_space *space, stats_trend_found *found) {
    for (size_t i = 0; i < space->count; i++) {
        int64_t t = 1;
        bool last = true;
        for (size_t j = 0; j < space->count; j++) {
            if (j == i || space->units[j] != space->units[i])
                continue;
            t++;
            last = last && j < i;
        }
        if (!last)
            continue;
        found->ties += t * (t - 1) * (2 * t + 5);
        found->tie_pairs += t * (t - 1) / 2;
    }
}

const stats_trend_found *stats_mann_kendall(delphi_trend_space *space) {
    stats_trend_found *found = &space->found;
    if (found->tested)
        return found;
    for (size_t i = 0; i < space->count; i++)
        for (size_t j = i + 1; j < space->count; j++)
            found->s += (space->units[j] > space->units[i]) - (space->units[j] < space->units[i]);
    count_ties(space, found);
    found->tested = true;
    return found;
}

int64_t stats_mann_kendall_variance(delphi_trend_space *space) {
    int64_t n = (int64_t)space->count;
    return n * (n - 1) * (2 * n + 5) - stats_mann_kendall(space)->ties;
}

bool delphi_trend_exact(const delphi_trend_space *space) {
    if (space->count > DELPHI_TREND_EXACT_MAX)
        return false;
    for (size_t i = 0; i < space->count; i++)
        for (size_t j = i + 1; j < space->count; j++)
            if (space->units[i] == space->units[j])
                return false;
    return true;
}

/* The chance of each number of inversions among `count` things: the next thing has 0 to i - 1 of them, all alike. */
static void find_chances(delphi_trend_space *space) {
    size_t pairs = 0;
    memset(space->chances, 0, (stats_trend_pairs(space) + 1) * sizeof *space->chances);
    space->chances[0] = 1;
    for (size_t i = 2; i <= space->count; i++) {
        pairs += i - 1;
        for (size_t k = 0; k <= pairs; k++) {
            double sum = 0;
            for (size_t j = 0; j < i && j <= k; j++)
                sum += space->chances[k - j];
            space->spare[k] = sum / (double)i;
        }
        memcpy(space->chances, space->spare, (pairs + 1) * sizeof *space->chances);
    }
    space->found.tailed = true;
}

/* S is the pairs less twice the inversions, so that S >= s asks for at most (pairs - s) / 2 of these. */
double stats_mann_kendall_tail(delphi_trend_space *space, int64_t s) {
    int64_t most = ((int64_t)stats_trend_pairs(space) - s) / 2;
    double tail = 0;
    if (!space->found.tailed)
        find_chances(space);
    for (int64_t k = 0; k <= most; k++)
        tail += space->chances[k];
    return tail;
}

void stats_mann_kendall_s(delphi_trend_space *space, delphi_value *out) {
    *out = base_value_integer(stats_mann_kendall(space)->s);
}

void stats_mann_kendall_var(delphi_trend_space *space, delphi_value *out) {
    *out = base_value_rational(base_rational(stats_mann_kendall_variance(space), 18));
}

static bool varies(delphi_trend_space *space, delphi_value *out) {
    *out = base_value_undefined(DELPHI_REASON_SAME_VALUE);
    return stats_mann_kendall_variance(space) > 0;
}

void stats_mann_kendall_tau(delphi_trend_space *space, delphi_value *out) {
    const stats_trend_found *found = stats_mann_kendall(space);
    double pairs = (double)stats_trend_pairs(space);
    if (varies(space, out))
        *out = base_value_real((double)found->s / sqrt((pairs - (double)found->tie_pairs) * pairs));
}

static double score(delphi_trend_space *space) {
    int64_t s = stats_mann_kendall(space)->s;
    return (double)(s - (s > 0) + (s < 0)) / sqrt((double)stats_mann_kendall_variance(space) / 18);
}

void stats_mann_kendall_z(delphi_trend_space *space, delphi_value *out) {
    if (varies(space, out))
        *out = base_value_real(score(space));
}

void stats_mann_kendall_p_normal(delphi_trend_space *space, delphi_value *out) {
    if (varies(space, out))
        *out = base_value_real(fmin(1, 2 * gsl_cdf_ugaussian_Q(fabs(score(space)))));
}

void stats_mann_kendall_p_exact(delphi_trend_space *space, delphi_value *out) {
    int64_t s = stats_mann_kendall(space)->s;
    if (!varies(space, out))
        return;
    if (space->found.tie_pairs > 0)
        *out = base_value_undefined(DELPHI_REASON_EQUAL_VALUES);
    else if (space->count > DELPHI_TREND_EXACT_MAX)
        *out = base_value_undefined(DELPHI_REASON_MANY_YEARS);
    else
        *out = base_value_real(s == 0 ? 1 : fmin(1, 2 * stats_mann_kendall_tail(space, s < 0 ? -s : s)));
}

void stats_mann_kendall_p(delphi_trend_space *space, delphi_value *out) {
    if (delphi_trend_exact(space))
        stats_mann_kendall_p_exact(space, out);
    else
        stats_mann_kendall_p_normal(space, out);
}

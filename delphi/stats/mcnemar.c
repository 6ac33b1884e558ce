/* SPDX-License-Identifier: GPL-3.0-or-later */
/* McNemar's test: did more experts enter the band "high" than leave it?
 *
 * Definition   b: matched experts who were in the band and are not; c: who were not and are. p: twice the chance of at
 *              most min(b, c) of b + c tosses of a coin, at most 1.
 * Source       McNemar (1947), in its exact (binomial) form.
 * Variant      Up to 50 crossings the sum is one of whole numbers over a power of two, and is exact: 0.5 is 0.5.
 *              Beyond, GSL's binomial.
 * Missing      Matched experts only.
 * Edge cases   No band "high" in the protocol: undefined. Nobody crossed: p is 1, as there is nothing against "no
 *              change".
 * Checked      METHODS 2.8, the paired vector (p 0.5; what it calls b is c here, as in the oracle's note: from high to
 *              not high is b); R through tests/oracle. */
#include <gsl/gsl_cdf.h>
#include <math.h>

#include "base/rational.h"
#include "stats/pair.h"
#include "stats/pair_measures.h"

enum { EXACT_MAX = 50 };

static bool is_high(const delphi_pair_space *space, size_t category) {
    int rating = space->pair.scale_min + space->point[category];
    return rating >= space->pair.high_low && rating <= space->pair.high_high;
}

static stats_crossings count_crossings(const delphi_pair_space *space) {
    stats_crossings found = {.done = true};
    for (size_t i = 0; i < space->used; i++) {
        bool from_high = is_high(space, i);
        int64_t *direction = from_high ? &found.out : &found.in;
        for (size_t j = 0; j < space->used; j++)
            *direction += is_high(space, j) != from_high ? stats_pair_cell(space, i, j) : 0;
    }
    return found;
}

/* NULL, and *out undefined, where there is no band. */
static const stats_crossings *crossings(delphi_pair_space *space, delphi_value *out) {
    stats_crossings *found = &space->found.crossings;
    if (!found->done)
        *found = count_crossings(space);
    *out = base_value_undefined(DELPHI_REASON_NO_HIGH_BAND);
    return space->pair.high_low <= space->pair.high_high ? found : NULL;
}

void stats_mcnemar_b(delphi_pair_space *space, delphi_value *out) {
    const stats_crossings *found = crossings(space, out);
    if (found)
        *out = base_value_integer(found->out);
}

void stats_mcnemar_c(delphi_pair_space *space, delphi_value *out) {
    const stats_crossings *found = crossings(space, out);
    if (found)
        *out = base_value_integer(found->in);
}

/* P(X <= k) for X binomial (n, 1/2). */
static double tail(unsigned k, unsigned n) {
    double sum = 0, ways = 1;
    if (n > EXACT_MAX)
        return gsl_cdf_binomial_P(k, 0.5, n);
    for (unsigned i = 0; i <= k; i++) {
        sum += ways;
        ways = ways * (n - i) / (i + 1);
    }
    return ldexp(sum, -(int)n);
}

void stats_mcnemar_p_exact(delphi_pair_space *space, delphi_value *out) {
    const stats_crossings *found = crossings(space, out);
    if (!found)
        return;
    unsigned b = (unsigned)found->out, c = (unsigned)found->in;
    *out = base_value_real(fmin(1, 2 * tail(b < c ? b : c, b + c)));
}

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

/* Matched experts who went out of the band (or into it). */
static int64_t crossed(const delphi_pair_space *space, bool out_of_it) {
    int64_t sum = 0;
    for (size_t i = 0; i < space->used; i++) {
        for (size_t j = 0; is_high(space, i) == out_of_it && j < space->used; j++) {
            if (is_high(space, j) != out_of_it)
                sum += stats_pair_cell(space, i, j);
        }
    }
    return sum;
}

static bool banded(const delphi_pair_space *space, delphi_value *out) {
    *out = base_value_undefined(DELPHI_REASON_NO_HIGH_BAND);
    return space->pair.high_low <= space->pair.high_high;
}

void stats_mcnemar_b(delphi_pair_space *space, delphi_value *out) {
    if (banded(space, out))
        *out = base_value_integer(crossed(space, true));
}

void stats_mcnemar_c(delphi_pair_space *space, delphi_value *out) {
    if (banded(space, out))
        *out = base_value_integer(crossed(space, false));
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
    unsigned b = (unsigned)crossed(space, true), c = (unsigned)crossed(space, false);
    if (!banded(space, out))
        return;
    *out = base_value_real(fmin(1, 2 * tail(b < c ? b : c, b + c)));
}

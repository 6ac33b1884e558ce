/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bowker's test of symmetry: are changes from i to j as frequent as those from j to i?
 *
 * Definition   chi-square = sum over i < j of (n(i,j) - n(j,i))^2 / (n(i,j) + n(j,i)); a degree of freedom for each
 *              pair.
 * Source       Bowker (1948).
 * Variant      Pairs of points between which nobody moved are skipped, and do not count as degrees of freedom.
 * Missing      Matched experts only.
 * Edge cases   Nobody changed: NO_CHANGE. With few changes the distribution is rough: see mcnemar_p_exact.
 * Checked      METHODS 2.8, Stuart's table (19.10655, 6, 0.003987). */
#include <gsl/gsl_cdf.h>

#include "base/rational.h"
#include "stats/pair.h"
#include "stats/pair_measures.h"

static stats_chi_square test_symmetry(const delphi_pair_space *space) {
    stats_chi_square test = {.done = true};
    for (size_t i = 0; i < space->used; i++) {
        for (size_t j = 0; j < i; j++) {
            double there = stats_pair_cell(space, i, j), back = stats_pair_cell(space, j, i);
            if (there + back > 0) {
                test.value += (there - back) * (there - back) / (there + back);
                test.df++;
            }
        }
    }
    return test;
}

/* NULL, and *out undefined, where nobody changed. */
static const stats_chi_square *bowker(delphi_pair_space *space, delphi_value *out) {
    stats_chi_square *test = &space->found.bowker;
    if (!test->done)
        *test = test_symmetry(space);
    *out = base_value_undefined(DELPHI_REASON_NO_CHANGE);
    return test->df > 0 ? test : NULL;
}

void stats_bowker_chi2(delphi_pair_space *space, delphi_value *out) {
    const stats_chi_square *test = bowker(space, out);
    if (test)
        *out = base_value_real(test->value);
}

void stats_bowker_df(delphi_pair_space *space, delphi_value *out) {
    const stats_chi_square *test = bowker(space, out);
    if (test)
        *out = base_value_integer(test->df);
}

void stats_bowker_p(delphi_pair_space *space, delphi_value *out) {
    const stats_chi_square *test = bowker(space, out);
    if (test)
        *out = base_value_real(gsl_cdf_chisq_Q(test->value, (double)test->df));
}

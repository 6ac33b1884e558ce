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

/* Returns the degrees of freedom. */
static int64_t bowker(const delphi_pair_space *space, double *chi2, delphi_value *out) {
    int64_t df = 0;
    *chi2 = 0;
    for (size_t i = 0; i < space->used; i++) {
        for (size_t j = 0; j < i; j++) {
            double there = stats_pair_cell(space, i, j), back = stats_pair_cell(space, j, i);
            if (there + back > 0) {
                *chi2 += (there - back) * (there - back) / (there + back);
                df++;
            }
        }
    }
    *out = base_value_undefined(DELPHI_REASON_NO_CHANGE);
    return df;
}

void stats_bowker_chi2(delphi_pair_space *space, delphi_value *out) {
    double chi2;
    if (bowker(space, &chi2, out) > 0)
        *out = base_value_real(chi2);
}

void stats_bowker_df(delphi_pair_space *space, delphi_value *out) {
    double chi2;
    int64_t df = bowker(space, &chi2, out);
    if (df > 0)
        *out = base_value_integer(df);
}

void stats_bowker_p(delphi_pair_space *space, delphi_value *out) {
    double chi2;
    int64_t df = bowker(space, &chi2, out);
    if (df > 0)
        *out = base_value_real(gsl_cdf_chisq_Q(chi2, (double)df));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The test of Stuart and Maxwell: do the margins of the two rounds differ, experts being the same?
 *
 * Definition   d(i) = r(i) - c(i), what point i lost; V(i,i) = r(i) + c(i) - 2 n(i,i), V(i,j) = -(n(i,j) + n(j,i));
 *              chi-square = d' V^-1 d with one point left out, and as many degrees of freedom as points are left.
 * Source       Stuart (1955), Maxwell (1970).
 * Variant      V has a zero row for a point that nobody came to or left, and so much the less rank for every set of
 *              points between which and the others nobody moved. One point of every such set is left out: what remains
 *              is non-singular always, and with a single set the textbook's statistic, whichever point is left out.
 * Missing      Matched experts only.
 * Edge cases   Nobody changed: NO_CHANGE.
 * Checked      METHODS 2.8, Stuart's table (11.95657, 3, 0.007533). */
#include <gsl/gsl_blas.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_linalg.h>

#include "base/rational.h"
#include "stats/pair.h"
#include "stats/pair_measures.h"

static double moved(const delphi_pair_space *space, size_t i, size_t j) {
    return (double)stats_pair_cell(space, i, j) + stats_pair_cell(space, j, i);
}

static size_t root(const size_t *place, size_t i) {
    while (place[i] != i)
        i = place[i];
    return i;
}

/* Points between which someone moved get one root; returns how many points are no root, numbered in `kept` order. */
static size_t join_points(delphi_pair_space *space) {
    size_t others = 0;
    for (size_t i = 0; i < space->used; i++) {
        space->place[i] = i;
        for (size_t j = 0; j < i; j++) {
            size_t a = root(space->place, i), b = root(space->place, j);
            if (a != b && moved(space, i, j) > 0)
                space->place[a > b ? a : b] = a < b ? a : b;
        }
    }
    for (size_t i = 0; i < space->used; i++)
        others += space->place[i] != i;
    return others;
}

/* What point i lost to the others. */
static double lost(const delphi_pair_space *space, size_t i) {
    return (double)space->rows[i] - (double)space->columns[i];
}

/* V over the points that are no root, and d. */
static void fill(delphi_pair_space *space, gsl_matrix *v, gsl_vector *d) {
    for (size_t i = 0, row = 0; i < space->used; i++) {
        if (space->place[i] == i)
            continue;
        for (size_t j = 0, column = 0; j < space->used; j++) {
            if (space->place[j] != j)
                gsl_matrix_set(v, row, column++, -moved(space, i, j));
        }
        gsl_matrix_set(v, row, row, (double)space->rows[i] + space->columns[i] - moved(space, i, i));
        gsl_vector_set(d, row++, lost(space, i));
    }
}

/* V = L L', so that d' V^-1 d is the square of L^-1 d. */
static stats_chi_square test_margins(delphi_pair_space *space) {
    size_t df = join_points(space);
    stats_chi_square test = {.done = true, .df = (int64_t)df};
    if (df == 0)
        return test;
    gsl_matrix_view v = gsl_matrix_view_array(space->real, df, df);
    gsl_vector_view d = gsl_vector_view_array(space->vector, df);
    fill(space, &v.matrix, &d.vector);
    gsl_linalg_cholesky_decomp1(&v.matrix);
    gsl_blas_dtrsv(CblasLower, CblasNoTrans, CblasNonUnit, &v.matrix, &d.vector);
    gsl_blas_ddot(&d.vector, &d.vector, &test.value);
    return test;
}

/* NULL, and *out undefined, where nobody changed. */
static const stats_chi_square *stuart_maxwell(delphi_pair_space *space, delphi_value *out) {
    stats_chi_square *test = &space->found.stuart_maxwell;
    if (!test->done)
        *test = test_margins(space);
    *out = base_value_undefined(DELPHI_REASON_NO_CHANGE);
    return test->df > 0 ? test : NULL;
}

void stats_stuart_maxwell_chi2(delphi_pair_space *space, delphi_value *out) {
    const stats_chi_square *test = stuart_maxwell(space, out);
    if (test)
        *out = base_value_real(test->value);
}

void stats_stuart_maxwell_df(delphi_pair_space *space, delphi_value *out) {
    const stats_chi_square *test = stuart_maxwell(space, out);
    if (test)
        *out = base_value_integer(test->df);
}

void stats_stuart_maxwell_p(delphi_pair_space *space, delphi_value *out) {
    const stats_chi_square *test = stuart_maxwell(space, out);
    if (test)
        *out = base_value_real(gsl_cdf_chisq_Q(test->value, (double)test->df));
}

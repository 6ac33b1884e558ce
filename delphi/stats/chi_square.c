/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two chi-square tests of two rounds: independence (do persons keep to their ratings?) and homogeneity (has the
 * group's distribution moved?).
 *
 * Definition   chi-square = sum of (observed - expected)^2 / expected over the cells of a table, expected = row sum *
 *              column sum / total; (rows - 1) (columns - 1) degrees of freedom over rows and columns that are not
 *              empty. Independence: matched experts, earlier by later rating; a small p means that ratings persist.
 *              Homogeneity: the rounds by the points, everyone's ratings; a small p means that the distribution moved.
 * Source       Pearson (1900); Chaffin and Talley (1980) for independence as stability of persons (not re-read).
 * Variant      Where expected counts are low, by Cochran's rule (1954): one below 1 or more than a fifth below 5,
 *              points are taken together into the bands low, the rest, high, where the protocol has them; whether that
 *              was done is a measure of its own, and so is the least expected count of the table that was used. Bands
 *              may be low too: then p is a rough guide, and wilcoxon_p_exact or mcnemar_p_exact are better.
 *              Homogeneity treats the rounds as separate samples, which they are not where the same experts rate: it
 *              is conservative then.
 * Missing      Independence: matched experts only. Homogeneity: all ratings of a round.
 * Edge cases   A round in a single category (band): nothing to test, CONSTANT_ROUND; for homogeneity where both rounds
 *              are in the same one.
 * Checked      By the textbook's formula and by hand in the tests, and through tests/oracle by our own recipe. */
#include <gsl/gsl_cdf.h>
#include <string.h>

#include "base/rational.h"
#include "stats/pair.h"
#include "stats/pair_measures.h"

enum { BANDS = 3 };

/* A table with its margins and total in doubles: rows and columns are few. */
typedef struct {
    const uint32_t *cells;
    size_t rows, columns;
} table;

static double row_sum(const table *t, size_t row) {
    double sum = 0;
    for (size_t j = 0; j < t->columns; j++)
        sum += t->cells[row * t->columns + j];
    return sum;
}

/* Column sums into `out`; returns how many are not 0. */
static size_t column_sums(const table *t, double *out) {
    size_t filled = 0;
    for (size_t j = 0; j < t->columns; j++) {
        out[j] = 0;
        for (size_t i = 0; i < t->rows; i++)
            out[j] += t->cells[i * t->columns + j];
        filled += out[j] > 0;
    }
    return filled;
}

static stats_chi_square test_table(const table *t, double *sums) {
    stats_chi_square result = {.done = true, .least = 1e300};
    size_t columns = column_sums(t, sums), rows = 0, below_five = 0;
    double total = 0;
    for (size_t j = 0; j < t->columns; j++)
        total += sums[j];
    for (size_t i = 0; i < t->rows; i++) {
        double row = row_sum(t, i);
        rows += row > 0;
        for (size_t j = 0; row > 0 && j < t->columns; j++) {
            double expected = row * sums[j] / total, rest = t->cells[i * t->columns + j] - expected;
            if (sums[j] > 0) {
                result.value += rest * rest / expected;
                result.least = expected < result.least ? expected : result.least;
                below_five += expected < 5;
            }
        }
    }
    result.df = rows > 0 && columns > 0 ? (int64_t)((rows - 1) * (columns - 1)) : 0;
    result.low = result.least < 1 || 5 * below_five > rows * columns;
    return result;
}

static size_t band(const delphi_pair *pair, int point) {
    int rating = pair->scale_min + point;
    if (rating >= pair->high_low && rating <= pair->high_high)
        return 2;
    return rating >= pair->low_low && rating <= pair->low_high ? 0 : 1;
}

static bool has_bands(const delphi_pair *pair) {
    return pair->high_low <= pair->high_high || pair->low_low <= pair->low_high;
}

static stats_chi_square test_independence(delphi_pair_space *space) {
    table full = {space->table, space->used, space->used}, bands = {space->cells, BANDS, BANDS};
    stats_chi_square result = test_table(&full, space->real);
    if (!result.low || !has_bands(&space->pair))
        return result;
    memset(space->cells, 0, BANDS * BANDS * sizeof *space->cells);
    for (size_t i = 0; i < space->used; i++) {
        for (size_t j = 0; j < space->used; j++)
            space->cells[band(&space->pair, space->point[i]) * BANDS + band(&space->pair, space->point[j])] +=
                stats_pair_cell(space, i, j);
    }
    result = test_table(&bands, space->real);
    result.banded = true;
    return result;
}

static stats_chi_square test_homogeneity(delphi_pair_space *space) {
    size_t points = (size_t)space->pair.points;
    table full = {space->cells, 2, points}, bands = {space->cells, 2, BANDS};
    memcpy(space->cells, space->before, points * sizeof *space->cells);
    memcpy(space->cells + points, space->after, points * sizeof *space->cells);
    stats_chi_square result = test_table(&full, space->real);
    if (!result.low || !has_bands(&space->pair))
        return result;
    memset(space->cells, 0, (size_t)2 * BANDS * sizeof *space->cells);
    for (size_t point = 0; point < points; point++) {
        space->cells[band(&space->pair, (int)point)] += space->before[point];
        space->cells[BANDS + band(&space->pair, (int)point)] += space->after[point];
    }
    result = test_table(&bands, space->real);
    result.banded = true;
    return result;
}

/* The test, made once for a pair; NULL, and *out undefined, where there is nothing to test. */
static const stats_chi_square *tested(const stats_chi_square *test, delphi_value *out) {
    *out = base_value_undefined(DELPHI_REASON_CONSTANT_ROUND);
    return test->df > 0 ? test : NULL;
}

static const stats_chi_square *independence(delphi_pair_space *space, delphi_value *out) {
    stats_chi_square *test = &space->found.independence;
    if (!test->done)
        *test = test_independence(space);
    return tested(test, out);
}

static const stats_chi_square *homogeneity(delphi_pair_space *space, delphi_value *out) {
    stats_chi_square *test = &space->found.homogeneity;
    if (!test->done)
        *test = test_homogeneity(space);
    return tested(test, out);
}

static double upper_tail(const stats_chi_square *test) {
    return gsl_cdf_chisq_Q(test->value, (double)test->df);
}

void stats_independence_chi2(delphi_pair_space *space, delphi_value *out) {
    const stats_chi_square *test = independence(space, out);
    if (test)
        *out = base_value_real(test->value);
}

void stats_independence_df(delphi_pair_space *space, delphi_value *out) {
    const stats_chi_square *test = independence(space, out);
    if (test)
        *out = base_value_integer(test->df);
}

void stats_independence_p(delphi_pair_space *space, delphi_value *out) {
    const stats_chi_square *test = independence(space, out);
    if (test)
        *out = base_value_real(upper_tail(test));
}

void stats_independence_banded(delphi_pair_space *space, delphi_value *out) {
    const stats_chi_square *test = independence(space, out);
    if (test)
        *out = base_value_truth(test->banded);
}

void stats_independence_least(delphi_pair_space *space, delphi_value *out) {
    const stats_chi_square *test = independence(space, out);
    if (test)
        *out = base_value_real(test->least);
}

void stats_homogeneity_chi2(delphi_pair_space *space, delphi_value *out) {
    const stats_chi_square *test = homogeneity(space, out);
    if (test)
        *out = base_value_real(test->value);
}

void stats_homogeneity_df(delphi_pair_space *space, delphi_value *out) {
    const stats_chi_square *test = homogeneity(space, out);
    if (test)
        *out = base_value_integer(test->df);
}

void stats_homogeneity_p(delphi_pair_space *space, delphi_value *out) {
    const stats_chi_square *test = homogeneity(space, out);
    if (test)
        *out = base_value_real(upper_tail(test));
}

void stats_homogeneity_banded(delphi_pair_space *space, delphi_value *out) {
    const stats_chi_square *test = homogeneity(space, out);
    if (test)
        *out = base_value_truth(test->banded);
}

void stats_homogeneity_least(delphi_pair_space *space, delphi_value *out) {
    const stats_chi_square *test = homogeneity(space, out);
    if (test)
        *out = base_value_real(test->least);
}

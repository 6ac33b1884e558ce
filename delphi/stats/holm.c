/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holm's correction of many p-values.
 *
 * Definition   See delphi_holm() in trend.h.
 * Source       Holm (1979), Scandinavian Journal of Statistics 6:65-70.
 * Ties         Equal values come out equal.
 * Checked      R's p.adjust(method = "holm") through tests/oracle; by hand in the tests. */
#include <delphi/trend.h>

#include <math.h>

/* p of place j times the values that are not smaller; the greatest over all not above p_i. Quadratic, and the series of
 * a study are a few hundred. */
static double corrected(const double *p, size_t count, size_t i) {
    double most = 0;
    for (size_t j = 0; j < count; j++) {
        if (p[j] > p[i])
            continue;
        size_t smaller = 0;
        for (size_t k = 0; k < count; k++)
            smaller += p[k] < p[j];
        most = fmax(most, (double)(count - smaller) * p[j]);
    }
    return fmin(1, most);
}

void delphi_holm(const double *p, size_t count, double *out) {
    for (size_t i = 0; i < count; i++)
        out[i] = corrected(p, count, i);
}

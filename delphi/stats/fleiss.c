/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fleiss' kappa.
 *
 * Definition   N items, n experts, n(i,j) the experts who give item i point j. P = mean over items of (sum over j of
 *              n(i,j)^2 - n) / (n (n - 1)); Pe = sum over j of p(j)^2, p(j) the share of all ratings that are j; kappa
 *              = (P - Pe) / (1 - Pe).
 * Source       Fleiss (1971).
 * Variant      Points are names: 8 is as far from 9 as 1 is. Points that nobody used change nothing.
 * Missing      It is defined for the same number of ratings on every item: only the experts who rated every item
 *              count. Nominal alpha is its relative that takes all ratings.
 * Edge cases   Fewer than two such experts; no item; all ratings equal (0 / 0), which is not called 0 or 1.
 * Checked      METHODS 2.6, the textbook's 10 items by 14 raters by 5 categories; R's irr through tests/oracle. */
#include <string.h>

#include "base/rational.h"
#include "stats/set.h"
#include "stats/set_measures.h"

/* Over all items, the sum of n(i,j)^2; over all points, the square of the ratings that are it. */
typedef struct {
    stats_wide items, points;
} squares;

/* (c + 1)^2 - c^2 for each rating that is added to c others. */
static squares sum_squares(const delphi_set_space *space, int64_t *count, double *all) {
    const delphi_set *set = &space->set;
    squares sums = {0, 0};
    for (int point = 0; point < set->points; point++)
        all[point] = 0;
    for (size_t item = 0; item < set->items; item++) {
        memset(count, 0, (size_t)set->points * sizeof *count);
        for (size_t k = 0; k < space->complete_count; k++)
            sums.items += 2 * count[stats_point(set, item, space->members[space->complete[k]])]++ + 1;
        for (int point = 0; point < set->points; point++)
            all[point] += (double)count[point];
    }
    for (int point = 0; point < set->points; point++)
        sums.points += (stats_wide)all[point] * (stats_wide)all[point];
    return sums;
}

void stats_fleiss_kappa(delphi_set_space *space, delphi_value *out) {
    stats_wide items = (stats_wide)space->set.items, n = (stats_wide)space->complete_count, all = items * n;
    if (n < 2 || items == 0) {
        *out = base_value_undefined(n < 2 ? DELPHI_REASON_TOO_FEW_EXPERTS : DELPHI_REASON_NO_RATINGS);
        return;
    }
    squares sums = sum_squares(space, space->by_point, space->real_by_point);
    if (sums.points == all * all) {
        *out = base_value_undefined(DELPHI_REASON_ALL_EQUAL);
        return;
    }
    /* Times items^2 n^2 (n - 1): whole numbers up to the one division. */
    stats_wide observed = items * n * (sums.items - all), expected = sums.points * (n - 1);
    *out = base_value_real((double)(observed - expected) / (double)(all * all * (n - 1) - expected));
}

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

/* Over all items, the sum of n(i,j)^2. */
static stats_wide sum_squares(const delphi_set_space *space, int64_t *count) {
    stats_wide squares = 0;
    for (size_t item = 0; item < space->set.items; item++) {
        memset(count, 0, (size_t)space->set.points * sizeof *count);
        /* (c + 1)^2 - c^2 */
        for (size_t k = 0; k < space->complete_count; k++)
            squares += 2 * count[stats_point(&space->set, item, space->complete[k])]++ + 1;
    }
    return squares;
}

/* Over all points, the square of the ratings that are it. */
static stats_wide sum_margins(const delphi_set_space *space, int64_t *count) {
    stats_wide squares = 0;
    memset(count, 0, (size_t)space->set.points * sizeof *count);
    for (size_t item = 0; item < space->set.items; item++) {
        for (size_t k = 0; k < space->complete_count; k++)
            count[stats_point(&space->set, item, space->complete[k])]++;
    }
    for (int point = 0; point < space->set.points; point++)
        squares += (stats_wide)count[point] * count[point];
    return squares;
}

void stats_fleiss_kappa(delphi_set_space *space, delphi_value *out) {
    stats_wide items = (stats_wide)space->set.items, n = (stats_wide)space->complete_count, all = items * n;
    if (n < 2 || items == 0) {
        *out = base_value_undefined(n < 2 ? DELPHI_REASON_TOO_FEW_EXPERTS : DELPHI_REASON_NO_RATINGS);
        return;
    }
    stats_wide squares = sum_squares(space, space->by_point), margins = sum_margins(space, space->by_point);
    if (margins == all * all) {
        *out = base_value_undefined(DELPHI_REASON_ALL_EQUAL);
        return;
    }
    /* Times items^2 n^2 (n - 1): whole numbers up to the one division. */
    stats_wide observed = items * n * (squares - all), expected = margins * (n - 1);
    *out = base_value_real((double)(observed - expected) / (double)(all * all * (n - 1) - expected));
}

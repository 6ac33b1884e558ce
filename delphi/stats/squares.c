/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sums of squares of an items by experts table, for the intraclass correlations and Finn's coefficients.
 *
 * Definition   n items, k experts, N = n k ratings x; G their sum, A = sum x^2, B = sum over items of (its sum)^2, C =
 *              sum over experts of (their sum)^2. Then N times between items n B - G^2, between experts k C - G^2,
 *              within items N A - n B, residual N A - n B - k C + G^2, all N A - G^2.
 * Variant      Whole numbers: "the items do not differ" is exactly 0. A rating counts from the bottom of the scale;
 *              sums of squares about a mean do not change by it.
 * Missing      Only the experts who rated every item.
 * Range        10 million ratings on 1,001 points stay below 2^70. */
#include <string.h>

#include "stats/set.h"

stats_squares stats_sum_squares(delphi_set_space *space) {
    const delphi_set *set = &space->set;
    stats_wide n = (stats_wide)set->items, k = (stats_wide)space->complete_count, g = 0, a = 0, b = 0, c = 0;
    memset(space->by_item, 0, set->items * sizeof *space->by_item);
    for (size_t i = 0; i < space->complete_count; i++) {
        const int16_t *row = stats_row(space, space->complete[i]);
        int64_t sum = 0;
        for (size_t item = 0; item < set->items; item++) {
            int64_t x = row[item];
            sum += x;
            a += x * x;
            space->by_item[item] += x;
        }
        g += sum;
        c += (stats_wide)sum * sum;
    }
    for (size_t item = 0; item < set->items; item++)
        b += (stats_wide)space->by_item[item] * space->by_item[item];
    return (stats_squares){.between_items = n * b - g * g,
                           .between_experts = k * c - g * g,
                           .within_items = n * k * a - n * b,
                           .residual = n * k * a - n * b - k * c + g * g,
                           .total = n * k * a - g * g};
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spearman's rank correlation between two rounds.
 *
 * Definition   The product-moment correlation of the ranks that the matched experts have in either round.
 * Source       Spearman (1904).
 * Variant      Doubled mid-ranks: sums of squares and products are whole numbers.
 * Ties         Mid-ranks; not the formula with squared differences, which ties spoil.
 * Missing      Matched experts only.
 * Edge cases   A round in which the matched ratings are all equal has no ranks to correlate: CONSTANT_ROUND.
 * Checked      METHODS 2.8, the paired vector (0.924062); R through tests/oracle. */
#include <math.h>

#include "base/rational.h"
#include "stats/pair.h"
#include "stats/pair_measures.h"

/* Twice the deviation of a category's mid-rank from the mean rank, the category's ratings having `below` beneath them.
 */
static int64_t deviation(const delphi_pair_space *space, int64_t below, int64_t t) {
    return 2 * below + t - space->matched;
}

static stats_wide squares(const delphi_pair_space *space, const uint32_t *margin) {
    stats_wide sum = 0;
    int64_t below = 0;
    for (size_t i = 0; i < space->used; i++) {
        stats_wide d = deviation(space, below, margin[i]);
        sum += margin[i] * d * d;
        below += margin[i];
    }
    return sum;
}

static stats_wide products(const delphi_pair_space *space) {
    stats_wide sum = 0;
    int64_t below_row = 0;
    for (size_t i = 0; i < space->used; i++) {
        int64_t below_column = 0;
        stats_wide row = deviation(space, below_row, space->rows[i]);
        for (size_t j = 0; j < space->used; j++) {
            sum += stats_pair_cell(space, i, j) * row * deviation(space, below_column, space->columns[j]);
            below_column += space->columns[j];
        }
        below_row += space->rows[i];
    }
    return sum;
}

void stats_spearman(delphi_pair_space *space, delphi_value *out) {
    stats_wide before = squares(space, space->rows), after = squares(space, space->columns);
    if (before == 0 || after == 0)
        *out = base_value_undefined(DELPHI_REASON_CONSTANT_ROUND);
    else
        *out = base_value_real((double)products(space) / (sqrt((double)before) * sqrt((double)after)));
}

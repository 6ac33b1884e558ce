/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Six intraclass correlations: the share of the variance of ratings (or of their means) that the items account for.
 *
 * Definition   n items, k experts; mean squares R between items, C between experts, E residual, W within items.
 *              (1,1) = (R - W) / (R + (k-1) W)                     (1,k) = (R - W) / R
 *              (2,1) = (R - E) / (R + (k-1) E + k (C - E) / n)     (2,k) = (R - E) / (R + (C - E) / n)
 *              (3,1) = (R - E) / (R + (k-1) E)                     (3,k) = (R - E) / R
 * Source       Shrout and Fleiss (1979). In McGraw and Wong's words (1, .) is one-way, (2, .) two-way for absolute
 *              agreement, (3, .) two-way for consistency.
 * Variant      Items are what is compared, experts are the raters. Numerator and divisor are whole numbers, each mean
 *              square times N n (n-1) (k-1), and are divided once.
 * Missing      Only the experts who rated every item.
 * Edge cases   Fewer than two such experts; one item; all ratings equal. A divisor of 0 or below (the items' means are
 *              alike, or nearly so beside experts who differ less than chance would have it) has no meaning:
 *              EQUAL_ITEMS. Negative values are values.
 * Checked      METHODS 2.6, the table of Shrout and Fleiss; R's irr through tests/oracle. */
#include "base/rational.h"
#include "stats/set.h"
#include "stats/set_measures.h"

/* Mean squares, all times the same whole number. */
typedef struct {
    stats_wide n, k, items, experts, within, residual;
} mean_squares;

static mean_squares scaled(const delphi_set_space *space) {
    const stats_squares *s = &space->squares;
    stats_wide n = (stats_wide)space->set.items, k = (stats_wide)space->complete_count;
    return (mean_squares){n,
                          k,
                          n * (k - 1) * s->between_items,
                          n * (n - 1) * s->between_experts,
                          (n - 1) * s->within_items,
                          n * s->residual};
}

static void divide(const delphi_set_space *space, stats_wide numerator, stats_wide divisor, delphi_value *out) {
    delphi_reason reason = stats_complete_obstacle(space);
    if (reason == DELPHI_REASON_NONE && space->squares.total == 0)
        reason = DELPHI_REASON_ALL_EQUAL;
    if (reason == DELPHI_REASON_NONE && divisor <= 0)
        reason = DELPHI_REASON_EQUAL_ITEMS;
    *out = reason == DELPHI_REASON_NONE ? base_value_real((double)numerator / (double)divisor)
                                        : base_value_undefined(reason);
}

void stats_icc_1_1(delphi_set_space *space, delphi_value *out) {
    mean_squares m = scaled(space);
    divide(space, m.items - m.within, m.items + (m.k - 1) * m.within, out);
}

void stats_icc_1_k(delphi_set_space *space, delphi_value *out) {
    mean_squares m = scaled(space);
    divide(space, m.items - m.within, m.items, out);
}

void stats_icc_2_1(delphi_set_space *space, delphi_value *out) {
    mean_squares m = scaled(space);
    stats_wide divisor = m.n * (m.items + (m.k - 1) * m.residual) + m.k * (m.experts - m.residual);
    divide(space, m.n * (m.items - m.residual), divisor, out);
}

void stats_icc_2_k(delphi_set_space *space, delphi_value *out) {
    mean_squares m = scaled(space);
    divide(space, m.n * (m.items - m.residual), m.n * m.items + m.experts - m.residual, out);
}

void stats_icc_3_1(delphi_set_space *space, delphi_value *out) {
    mean_squares m = scaled(space);
    divide(space, m.items - m.residual, m.items + (m.k - 1) * m.residual, out);
}

void stats_icc_3_k(delphi_set_space *space, delphi_value *out) {
    mean_squares m = scaled(space);
    divide(space, m.items - m.residual, m.items, out);
}

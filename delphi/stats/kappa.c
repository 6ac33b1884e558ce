/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cohen's kappa between two rounds: how far experts kept to their ratings, beyond chance.
 *
 * Definition   With n(i,j) the matched experts who went from i to j, r and c its margins, and v(i,j) what a change
 *              costs: kappa = 1 - n sum v(i,j) n(i,j) / sum v(i,j) r(i) c(j). Plain: v = 1 for any change; linear: |i
 *              - j|; quadratic: (i - j)^2.
 * Source       Cohen (1960); Cohen (1968) for weights.
 * Variant      Weights run over the full scale: a step counts the same whether or not the points between were used.
 *              (The length of the scale itself cancels.) Whole numbers up to the one division.
 * Missing      Matched experts only.
 * Edge cases   All ratings of both rounds on one point: 0 / 0, ALL_EQUAL.
 * Checked      METHODS 2.8, the paired vector (0.263158, 0.534483, 0.756250) and Stuart's table (0.595388, 0.652380,
 *              0.702334); R through tests/oracle. */
#include "base/rational.h"
#include "stats/pair.h"
#include "stats/pair_measures.h"

static stats_costs sum_costs(const delphi_pair_space *space) {
    stats_costs sums = {.done = true};
    for (size_t i = 0; i < space->used; i++) {
        for (size_t j = 0; j < space->used; j++) {
            int64_t d = space->point[i] - space->point[j], cell = stats_pair_cell(space, i, j);
            int64_t cost[STATS_COSTS] = {d != 0, d < 0 ? -d : d, d * d};
            stats_wide by_chance = (stats_wide)((uint64_t)space->rows[i] * space->columns[j]);
            for (int c = 0; c < STATS_COSTS; c++) {
                sums.observed[c] += cost[c] * cell;
                sums.expected[c] += cost[c] * by_chance;
            }
        }
    }
    for (int c = 0; c < STATS_COSTS; c++)
        sums.observed[c] *= space->matched;
    return sums;
}

static void kappa(delphi_pair_space *space, stats_cost cost, delphi_value *out) {
    stats_costs *sums = &space->found.costs;
    if (!sums->done)
        *sums = sum_costs(space);
    stats_wide observed = sums->observed[cost], expected = sums->expected[cost];
    *out = expected == 0 ? base_value_undefined(DELPHI_REASON_ALL_EQUAL)
                         : base_value_real((double)(expected - observed) / (double)expected);
}

void stats_kappa(delphi_pair_space *space, delphi_value *out) {
    kappa(space, STATS_PLAIN, out);
}

void stats_kappa_linear(delphi_pair_space *space, delphi_value *out) {
    kappa(space, STATS_LINEAR, out);
}

void stats_kappa_quadratic(delphi_pair_space *space, delphi_value *out) {
    kappa(space, STATS_QUADRATIC, out);
}

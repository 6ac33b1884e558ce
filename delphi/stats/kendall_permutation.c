/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often chance gives a concordance as large as the one that was found.
 *
 * Definition   Each expert's ranks are shuffled among the items, all orders equally likely and independent of the
 *              others'; B times. p = (1 + the number of times with S at least as large) / (B + 1).
 * Source       Friedman (1937) for the null hypothesis; (1 + hits) / (B + 1) as Phipson and Smyth (2010) advise, so
 *              that p is never 0.
 * Variant      Shuffling keeps every expert's ties, and so T and the divisor of W: the order of S is that of W. S is
 *              exact, a tie with the value found counts as a hit and no rounding decides. The generator is GSL's
 *              mt19937, started from the set's seed: the same seed gives the same p everywhere.
 * Missing      as in kendall.c.
 * Edge cases   No permutations asked for: NO_REPLICATES. The cost is permutations * experts * items: for few items or
 *              experts, where chi-square is a poor approximation.
 * Checked      Three experts of three items (6 of 216 orders) and two with ties (6 of 9), by hand in the tests. */
#include <gsl/gsl_randist.h>
#include <string.h>

#include "base/rational.h"
#include "stats/set.h"
#include "stats/set_measures.h"

/* 4 S after a shuffle. A shuffle of what was shuffled before is as good as one of the first order. */
static stats_wide shuffled(delphi_set_space *space) {
    size_t items = space->set.items;
    int64_t mean = (int64_t)space->complete_count * ((int64_t)items + 1);
    stats_wide four_s = 0;
    memset(space->by_item, 0, items * sizeof *space->by_item);
    for (size_t k = 0; k < space->complete_count; k++) {
        int32_t *ranks = space->ranks + k * items;
        gsl_ran_shuffle(space->random, ranks, items, sizeof *ranks);
        for (size_t item = 0; item < items; item++)
            space->by_item[item] += ranks[item];
    }
    for (size_t item = 0; item < items; item++) {
        stats_wide deviation = space->by_item[item] - mean;
        four_s += deviation * deviation;
    }
    return four_s;
}

void stats_kendall_p_permutation(delphi_set_space *space, delphi_value *out) {
    delphi_value w;
    stats_kendall_w(space, &w);
    if (w.kind == DELPHI_VALUE_UNDEFINED || space->set.permutations == 0) {
        *out = w.kind == DELPHI_VALUE_UNDEFINED ? w : base_value_undefined(DELPHI_REASON_NO_REPLICATES);
        return;
    }
    int64_t hits = 1;
    space->kendall = stats_rank_experts(space); /* so that asking twice gives the same */
    stats_seed(space);
    for (uint32_t i = 0; i < space->set.permutations; i++)
        hits += shuffled(space) >= space->kendall.four_s;
    *out = base_value_real((double)hits / ((double)space->set.permutations + 1));
}

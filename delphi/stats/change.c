/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who changed a rating between two rounds, and in which direction.
 *
 * Definition   matched: experts with a rating in both rounds; changed: those of them with another rating; changed_up
 *              and changed_down: a higher, a lower one; changed_share = changed / matched.
 * Source       common knowledge.
 * Missing      Whoever rated once is not matched.
 * Edge cases   Counts are 0 where nobody is matched; the share is undefined.
 * Checked      METHODS 2.8, the paired vector (7 of 12); R through tests/oracle. */
#include "base/rational.h"
#include "stats/pair.h"
#include "stats/pair_measures.h"

static int64_t sum(const delphi_pair_space *space, const uint32_t *by_distance) {
    int64_t total = 0;
    for (int d = 1; d < space->pair.points; d++)
        total += by_distance[d];
    return total;
}

void stats_matched(delphi_pair_space *space, delphi_value *out) {
    *out = base_value_integer(space->matched);
}

void stats_changed(delphi_pair_space *space, delphi_value *out) {
    *out = base_value_integer(sum(space, space->up) + sum(space, space->down));
}

void stats_changed_share(delphi_pair_space *space, delphi_value *out) {
    *out = base_value_share(sum(space, space->up) + sum(space, space->down), space->matched);
}

void stats_changed_up(delphi_pair_space *space, delphi_value *out) {
    *out = base_value_integer(sum(space, space->up));
}

void stats_changed_down(delphi_pair_space *space, delphi_value *out) {
    *out = base_value_integer(sum(space, space->down));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the group's ratings moved between two rounds, whoever gave them.
 *
 * Definition   net change = 1/2 sum over points of |f1 / n1 - f2 / n2|, f the ratings on a point, n all of the round:
 *              the least share of the ratings that must have moved. median_change, iqr_change, cv_change: the measure
 *              of the later round less that of the earlier.
 * Source       Scheibe, Skutsch and Schofer (1975) for the net change, with 15 per cent as the limit of stability (not
 *              re-read); Dajani, Sincoff and Talley (1979) for the change in cv.
 * Variant      Scheibe counts ratings; with shares the rounds may differ in size, and with equal sizes it is the same.
 *              Exact, all but the cv.
 * Missing      Everyone who rated in a round counts in it. A group may be stable while many experts changed: see
 *              changed.
 * Edge cases   A round without ratings; a cv that is undefined in a round, with that reason.
 * Checked      METHODS 2.8, the paired vector (2/12; 7 and 7; 1.5 and 1.25); R through tests/oracle. */
#include "base/rational.h"
#include "stats/measures.h"
#include "stats/pair.h"
#include "stats/pair_measures.h"

void stats_net_change(delphi_pair_space *space, delphi_value *out) {
    int64_t n1 = space->n_before, n2 = space->n_after, moved = 0;
    for (int point = 0; point < space->pair.points; point++) {
        int64_t difference = space->before[point] * n2 - space->after[point] * n1;
        moved += difference < 0 ? -difference : difference;
    }
    *out = base_value_rational(base_rational(moved, 2 * n1 * n2));
}

/* The later value less the earlier; the first that is undefined otherwise. */
static void difference(const delphi_pair_space *space, void (*measure)(const delphi_item *, delphi_value *),
                       delphi_value *out) {
    delphi_item before = stats_pair_item(space, false), after = stats_pair_item(space, true);
    delphi_value earlier, later;
    measure(&before, &earlier);
    measure(&after, &later);
    if (earlier.kind == DELPHI_VALUE_UNDEFINED)
        *out = earlier;
    else if (later.kind == DELPHI_VALUE_UNDEFINED)
        *out = later;
    else if (later.kind == DELPHI_VALUE_REAL)
        *out = base_value_real(later.as.real - earlier.as.real);
    else
        *out = base_value_rational(base_rational_subtract(later.as.rational, earlier.as.rational));
}

void stats_median_change(delphi_pair_space *space, delphi_value *out) {
    difference(space, stats_median, out);
}

void stats_iqr_change(delphi_pair_space *space, delphi_value *out) {
    difference(space, stats_iqr, out);
}

void stats_cv_change(delphi_pair_space *space, delphi_value *out) {
    difference(space, stats_cv, out);
}

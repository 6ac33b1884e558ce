/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finn's coefficients: how much smaller the spread among experts is than that of ratings drawn blindly.
 *
 * Definition   r = 1 - M / ((s^2 - 1) / 12) with s the points of the scale and M the mean square within items
 *              (one-way) or of the residual, the experts' levels taken out (two-way).
 * Source       Finn (1970); the two models as in R's irr.
 * Variant      s is the length of the whole scale. Blind ratings are equally likely on each point.
 * Missing      Only the experts who rated every item.
 * Edge cases   Fewer than two such experts; two-way also with one item, which leaves no residual. Ratings that are all
 *              equal give 1: this is agreement against a fixed yardstick, and needs no spread between items as an ICC
 *              does.
 * Checked      METHODS 2.6 (0.240741, 0.876431 for s = 10); R's irr through tests/oracle. */
#include "base/rational.h"
#include "stats/set.h"
#include "stats/set_measures.h"

/* `squares` is N times a sum of squares with `freedom` degrees of freedom. */
static void finn(const delphi_set_space *space, stats_wide squares, double freedom, delphi_value *out) {
    double s = space->set.points, ratings = (double)space->set.items * (double)space->complete_count;
    *out = base_value_real(1 - 12 * (double)squares / (ratings * freedom * (s * s - 1)));
}

void stats_finn_oneway(delphi_set_space *space, delphi_value *out) {
    double n = (double)space->set.items, k = (double)space->complete_count;
    if (space->complete_count < 2)
        *out = base_value_undefined(DELPHI_REASON_TOO_FEW_EXPERTS);
    else if (space->set.items == 0)
        *out = base_value_undefined(DELPHI_REASON_NO_RATINGS);
    else
        finn(space, space->squares.within_items, n * (k - 1), out);
}

void stats_finn_twoway(delphi_set_space *space, delphi_value *out) {
    double n = (double)space->set.items, k = (double)space->complete_count;
    delphi_reason reason = stats_complete_obstacle(space);
    if (reason != DELPHI_REASON_NONE)
        *out = base_value_undefined(reason);
    else
        finn(space, space->squares.residual, (n - 1) * (k - 1), out);
}

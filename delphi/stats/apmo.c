/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The average per cent of majority opinions.
 *
 * Definition   A vote agrees where it lies in the band "high" and disagrees where it lies in "low". Over all items:
 *              (agreeing votes of the items where more than half agree + disagreeing votes of the items where more
 *              than half disagree) / all votes. An item with a larger share of agreement (or disagreement) has
 *              consensus.
 * Source       Kapoor (1987), as cited in the literature on Delphi; not re-read.
 * Variant      Given as a share, k of n, and not times 100: so are all shares here. Votes in neither band count below
 *              the line only.
 * Ties         Exactly half is no majority.
 * Missing      Ratings that are not there are no votes.
 * Edge cases   No band "high" or no band "low" in the protocol; no ratings.
 * Checked      by hand in the tests. */
#include "base/rational.h"
#include "stats/set.h"
#include "stats/set_measures.h"

void stats_apmo(delphi_set_space *space, delphi_value *out) {
    const delphi_set *set = &space->set;
    int64_t majority = 0, votes = 0;
    for (size_t item = 0; item < set->items; item++) {
        int64_t agree = stats_inside(space, item, set->high_low, set->high_high);
        int64_t disagree = stats_inside(space, item, set->low_low, set->low_high);
        votes += space->n[item];
        if (2 * agree > space->n[item])
            majority += agree;
        if (2 * disagree > space->n[item])
            majority += disagree;
    }
    if (set->high_low > set->high_high)
        *out = base_value_undefined(DELPHI_REASON_NO_HIGH_BAND);
    else if (set->low_low > set->low_high)
        *out = base_value_undefined(DELPHI_REASON_NO_LOW_BAND);
    else
        *out = votes > 0 ? base_value_share(majority, votes) : base_value_undefined(DELPHI_REASON_NO_RATINGS);
}

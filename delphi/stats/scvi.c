/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Content validity of a whole scale of items.
 *
 * Definition   I-CVI of an item: the share of its ratings in the band "high" (3 and 4 on four points of relevance).
 *              S-CVI/Ave: the mean I-CVI; S-CVI/UA (universal agreement): the share of items whose I-CVI is 1.
 * Source       Lynn (1986) for the I-CVI; Polit and Beck (2006) for both summaries and their names.
 * Variant      The average over items, not over experts; with a missing rating the two differ. Where all items have
 *              the same number of ratings, the I-CVIs are added as whole numbers, so that a mean of exactly 0.9 is
 *              0.9.
 * Missing      Ratings that are not there are no vote against; an item without ratings is left out.
 * Edge cases   No band "high" in the protocol; no ratings.
 * Checked      by hand in the tests. */
#include "base/rational.h"
#include "stats/set.h"
#include "stats/set_measures.h"

/* The sums behind both summaries. */
typedef struct {
    int64_t items, universal; /* with a rating; with an I-CVI of 1 */
    int64_t high, n;          /* all ratings in the band; the ratings of an item, 0 where items differ in it */
    double sum;               /* of the I-CVIs */
} validity;

static validity sum_items(const delphi_set_space *space) {
    validity v = {0, 0, 0, 0, 0};
    for (size_t item = 0; item < space->set.items; item++) {
        int64_t n = space->n[item], high = stats_inside(space, item, space->set.high_low, space->set.high_high);
        if (n == 0)
            continue;
        v.n = v.items == 0 || v.n == n ? n : 0;
        v.items++;
        v.universal += high == n;
        v.high += high;
        v.sum += (double)high / (double)n;
    }
    return v;
}

static bool defined(const delphi_set_space *space, const validity *v, delphi_value *out) {
    delphi_reason reason = space->set.high_low > space->set.high_high ? DELPHI_REASON_NO_HIGH_BAND
                           : v->items == 0                            ? DELPHI_REASON_NO_RATINGS
                                                                      : DELPHI_REASON_NONE;
    *out = base_value_undefined(reason);
    return reason == DELPHI_REASON_NONE;
}

void stats_scvi_ave(delphi_set_space *space, delphi_value *out) {
    validity v = sum_items(space);
    if (defined(space, &v, out))
        *out = base_value_real(v.n ? (double)v.high / (double)(v.items * v.n) : v.sum / (double)v.items);
}

void stats_scvi_ua(delphi_set_space *space, delphi_value *out) {
    validity v = sum_items(space);
    if (defined(space, &v, out))
        *out = base_value_share(v.universal, v.items);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One item of a ranking: Borda points, mean rank, and how many picked it or put it first.
 *
 * Definition   m items are ranked by n experts, each giving the places 1 to k; what got no place shares the mean of the
 *              places left, (k + 1 + m) / 2.
 *              mean_rank = sum(rank) / n; borda = sum(m - rank) = n (m - mean_rank).
 *              pick_share = experts who gave it a place / n; first_share = experts who gave it the first / n.
 * Source       Borda (1781) for the points. Of truncated ballots Baumeister, Faliszewski, Lang and Rothe (2012,
 *              Campaigns for lazy voters, AAMAS) tell three ways: the unranked get nothing, the most that is possible,
 * or the average of the points left. Mid-ranks as of ties: Kendall and Gibbons (1990), chapter 3. Variant      The
 * average: all ballots then give the same number of points, and Borda orders like the mean rank. Points are m - 1 for
 * the first and 0 for the last. Ties         A pick is a ballot whose k picked share the mean of the places 1 to k, (k
 * + 1) / 2. Missing      An expert who ranked nothing is not counted; a ballot is whole, so that n is the same for
 * every item. Edge cases   All items ranked: there is no point for the unranked. Of a pick there is no first place
 * (NO_ORDER). Checked      tests/oracle/ranking.csv, by exact fractions from the ballots. */
#include "base/rational.h"
#include "stats/measures.h"

static bool is_pick(const delphi_item *item) {
    return item->scale_min == 0;
}

int64_t delphi_rank_twice(const delphi_item *item, int point) {
    int64_t places = item->places, items = item->ranked;
    if (is_pick(item))
        return point ? places + 1 : places + 1 + items;
    return point <= places ? 2 * (int64_t)point : places + 1 + items;
}

static int64_t twice_sum(const delphi_item *item) {
    int64_t sum = 0;
    for (int k = 0; k < item->points; k++)
        sum += (int64_t)item->counts[k] * delphi_rank_twice(item, item->scale_min + k);
    return sum;
}

void stats_mean_rank(const delphi_item *item, delphi_value *out) {
    *out = base_value_rational(base_rational(twice_sum(item), 2 * (int64_t)item->n));
}

void stats_borda(const delphi_item *item, delphi_value *out) {
    *out = base_value_rational(base_rational(2 * (int64_t)item->n * item->ranked - twice_sum(item), 2));
}

void stats_pick_share(const delphi_item *item, delphi_value *out) {
    int64_t with = 0;
    for (int k = 0; k < item->points; k++)
        if (is_pick(item) ? k == 1 : (uint32_t)(item->scale_min + k) <= item->places)
            with += item->counts[k];
    *out = base_value_rational(base_rational(with, item->n));
}

void stats_first_share(const delphi_item *item, delphi_value *out) {
    if (is_pick(item))
        *out = base_value_undefined(DELPHI_REASON_NO_ORDER);
    else
        *out = base_value_rational(base_rational(item->counts[0], item->n));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Order statistics and sums from the frequencies of the points.
 *
 * Definition   x(1) <= x(2) <= ... <= x(n) are the valid ratings in order; the median is x((n+1)/2) for odd n and the
 *              mean of x(n/2) and x(n/2+1) for even n.
 * Ties         are what a frequency is; they need no rule.
 * Missing      ratings and "cannot judge" are not in the counts.
 * Range        n < 2^32 ratings of at most 1,000 in size: a sum stays below 2^42.
 * Checked      by tests/unit/stats_quantile.c against sorted arrays, and by everything that is built on it. */
#include "stats/counts.h"

#include "base/rational.h"

stats_pair stats_order(const delphi_item *item, uint32_t j) {
    uint64_t seen = item->counts[0];
    int i = 0;
    while (seen < j && i + 1 < item->points)
        seen += item->counts[++i];
    stats_pair pair = {item->scale_min + i, item->scale_min + i};
    if (seen == j && j < item->n) {
        do
            i++;
        while (item->counts[i] == 0);
        pair.next = item->scale_min + i;
    }
    return pair;
}

int stats_twice_median(const delphi_item *item) {
    stats_pair middle = stats_order(item, item->n / 2 + item->n % 2);
    return middle.at + (item->n % 2 ? middle.at : middle.next);
}

int64_t stats_sum(const delphi_item *item) {
    int64_t steps = 0;
    for (int i = 1; i < item->points; i++)
        steps += (int64_t)i * item->counts[i];
    return steps + (int64_t)item->scale_min * item->n;
}

uint32_t stats_count(const delphi_item *item, int low, int high) {
    int first = low < item->scale_min ? 0 : low - item->scale_min;
    int last = high - item->scale_min;
    if (last >= item->points)
        last = item->points - 1;
    uint32_t count = 0;
    for (int i = first; i <= last; i++)
        count += item->counts[i];
    return count;
}

bool stats_high_count(const delphi_item *item, uint32_t *count, delphi_value *out) {
    if (item->high_low > item->high_high) {
        *out = base_value_undefined(DELPHI_REASON_NO_HIGH_BAND);
        return false;
    }
    *count = stats_count(item, item->high_low, item->high_high);
    return true;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Agreement and disagreement by counting ratings in the thirds 1-3, 4-6, 7-9 of a scale of 1 to 9.
 *
 * Definition   With k = floor((n + 1) / 3), at least 1:
 *              classic disagreement: k ratings or more in 1-3 and k or more in 7-9;
 *              classic agreement: at most k - 1 ratings outside the third that contains the median;
 *              one-third disagreement: 3 low >= n and 3 high >= n.
 * Source       Classic: Fitch et al. (2001), as tabled for panels of 8-10, 11-13 and 14-16 in BMC Medical
 *              Informatics and Decision Making 12:93, table 7. One-third: in use beside the classic one; who first
 *              wrote it down was not checked, so its row names no source.
 * Variant      The table's rows are one formula, and so other panel sizes have an answer too. Below 8 and above 16
 *              that is our extrapolation, and whoever prints the verdict has to say so. The two definitions of
 *              disagreement differ at n = 7, 10, 13, 16, ...: three of ten in either extreme are classic
 *              disagreement, yet less than a third.
 * Ties         A median of 3.5 or 6.5 lies in no third: agreement is undefined there (BETWEEN_REGIONS). The manual
 *              is remembered as moving it to the higher third; that was not re-read, so it is not done.
 * Missing      ratings and "cannot judge" do not count, and not for the size of the panel either.
 * Edge cases   A single rating is no disagreement with itself: k is never 0. Any other scale is refused (SCALE).
 * Checked      METHODS 2.1: v1 to v8, the published example, the counts over all panels of 7 to 10. */
#include "base/rational.h"
#include "stats/counts.h"
#include "stats/measures.h"

enum { LOW_END = 3, HIGH_START = 7, SCALE_END = 9 };

uint32_t stats_quorum(uint32_t n) {
    uint32_t k = (uint32_t)(((uint64_t)n + 1) / 3);
    return k > 0 ? k : 1;
}

void stats_disagreement_classic(const delphi_item *item, delphi_value *out) {
    uint32_t k = stats_quorum(item->n);
    *out = base_value_truth(stats_count(item, 1, LOW_END) >= k && stats_count(item, HIGH_START, SCALE_END) >= k);
}

void stats_disagreement_third(const delphi_item *item, delphi_value *out) {
    uint64_t low = stats_count(item, 1, LOW_END), high = stats_count(item, HIGH_START, SCALE_END);
    *out = base_value_truth(3 * low >= item->n && 3 * high >= item->n);
}

void stats_agreement_classic(const delphi_item *item, delphi_value *out) {
    int twice = stats_twice_median(item);
    if (twice == 2 * LOW_END + 1 || twice == 2 * HIGH_START - 1) {
        *out = base_value_undefined(DELPHI_REASON_BETWEEN_REGIONS);
        return;
    }
    int low = twice <= 2 * LOW_END ? 1 : twice < 2 * HIGH_START ? LOW_END + 1 : HIGH_START;
    uint32_t outside = item->n - stats_count(item, low, low + 2);
    *out = base_value_truth(outside < stats_quorum(item->n));
}

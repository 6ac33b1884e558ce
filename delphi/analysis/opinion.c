/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the ratings of one indicator on one criterion look like: the hierarchy of Dajani, Sincoff and Talley.
 *
 * Definition   Consensus: the rules settle the indicator. Else by the bands of the protocol, where a is the fullest
 *              band, b the next one and r all ratings outside both, of n: majority, 2a > n; bipolarity, 2r < b, so that
 *              neither has more than half and either more than a third; plurality, a > b; else disagreement. In
 *              integers, so that half of the ratings is not more than half.
 * Source       Dajani, Sincoff and Talley (1979) for the names and their order (not re-read); the limit of
 *              bipolarity is ours, they give none that we know.
 * Variant      Points in no band count together as one more. Ratings that are valid are the base, whatever the
 *              protocol's denominator.
 * Edge cases   No bands, bands that overlap, or fewer ratings than min_ratings: none, unless the rules settle it. */
#include "analysis/private.h"

const char *delphi_opinion_name(delphi_opinion opinion) {
    static const char *const names[DELPHI_OPINION_COUNT] = {
        [DELPHI_OPINION_NONE] = "none",           [DELPHI_OPINION_CONSENSUS] = "consensus",
        [DELPHI_OPINION_MAJORITY] = "majority",   [DELPHI_OPINION_BIPOLARITY] = "bipolarity",
        [DELPHI_OPINION_PLURALITY] = "plurality", [DELPHI_OPINION_DISAGREEMENT] = "disagreement",
    };
    return (unsigned)opinion < DELPHI_OPINION_COUNT ? names[opinion] : "unknown";
}

static bool bands_part_the_scale(const delphi_protocol *p) {
    for (size_t i = 0; i < p->band_count; i++)
        for (size_t j = 0; j < i; j++)
            if (p->bands[i].low <= p->bands[j].high && p->bands[j].low <= p->bands[i].high)
                return false;
    return p->band_count > 0;
}

static uint64_t count_in(const delphi_protocol *p, const delphi_cell *cell, const delphi_band *band) {
    uint64_t count = 0;
    for (int point = band->low; point <= band->high; point++)
        count += cell->counts[point - p->scale.min];
    return count;
}

static void rank(uint64_t count, uint64_t *first, uint64_t *second) {
    if (count > *first) {
        *second = *first;
        *first = count;
    } else if (count > *second) {
        *second = count;
    }
}

delphi_opinion analysis_opinion(const delphi_protocol *p, delphi_decision decision, const delphi_cell *cell) {
    if (decision == DELPHI_KEEP || decision == DELPHI_DROP)
        return DELPHI_OPINION_CONSENSUS;
    if (cell->n == 0 || cell->n < (uint32_t)p->min_ratings || !bands_part_the_scale(p))
        return DELPHI_OPINION_NONE;
    uint64_t first = 0, second = 0, outside = cell->n;
    for (size_t b = 0; b < p->band_count; b++) {
        uint64_t count = count_in(p, cell, &p->bands[b]);
        rank(count, &first, &second);
        outside -= count;
    }
    rank(outside, &first, &second);
    if (2 * first > cell->n)
        return DELPHI_OPINION_MAJORITY;
    if (2 * (cell->n - first - second) < second)
        return DELPHI_OPINION_BIPOLARITY;
    return first > second ? DELPHI_OPINION_PLURALITY : DELPHI_OPINION_DISAGREEMENT;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The RAND/UCLA test of disagreement by the interpercentile range adjusted for symmetry.
 *
 * Definition   IPR = P70 - P30; IPRCP = (P30 + P70) / 2; IPRAS = 2.35 + 1.5 |5 - IPRCP|;
 *              disagreement if IPR > IPRAS, strictly; disagreement index = IPR / IPRAS.
 * Source       Fitch et al. (2001), The RAND/UCLA Appropriateness Method User's Manual, MR-1269-DG-XII/RE. The
 *              worked example in PMC3467596, table 1, gives the steps (it prints the constant as 2.5, but its 6.1
 *              is 2.35 + 3.75). The index is as in PMC1480140.
 * Variant      P30 and P70 in the protocol's quantile type: the sources do not settle it, and types 6 and 7 are
 *              both in print. The choice turns verdicts (9,145 of all 24,310 panels of nine disagree by type 6,
 *              5,907 by type 7), so reports name it.
 * Exactness    IPR equals IPRAS in 40 of those 24,310 panels (type 7), and there a double answers by its rounding.
 *              With both percentiles over one denominator D, both sides are whole numbers over 20 D and are
 *              compared as such.
 * Ties         need no rule.
 * Missing      ratings and "cannot judge" do not count.
 * Edge cases   The constants and the centre 5 belong to a scale of 1 to 9: other scales are refused (SCALE), but
 *              for the plain IPR. Hinges have no 30th percentile (NO_SUCH_QUANTILE). IPRAS is at least 2.35, so the
 *              index never divides by zero.
 * Checked      METHODS 2.1: the published example (IPRAS 6.10), v1 to v8, the counts over all panels of 7 to 10. */
#include "base/rational.h"
#include "stats/measures.h"
#include "stats/quantile.h"

/* IPR and IPRAS as numerators over one denominator. */
typedef struct {
    int64_t ipr, ipras, den;
} ranges;

/* False, and *out undefined, where the protocol's type has no such percentiles. */
static bool compute_ranges(const delphi_item *item, ranges *r, delphi_value *out) {
    delphi_rational p30, p70;
    if (!stats_quantile(item, item->quantile_type, 3, 10, &p30) ||
        !stats_quantile(item, item->quantile_type, 7, 10, &p70)) {
        *out = base_value_undefined(DELPHI_REASON_NO_SUCH_QUANTILE);
        return false;
    }
    int64_t asymmetry = 10 * p30.den - (p30.num + p70.num); /* 2 (5 - IPRCP), over p30.den */
    if (asymmetry < 0)
        asymmetry = -asymmetry;
    /* 2.35 + 1.5 a / 2 = (47 + 15 a) / 20 */
    *r = (ranges){20 * (p70.num - p30.num), 47 * p30.den + 15 * asymmetry, 20 * p30.den};
    return true;
}

void stats_ipr(const delphi_item *item, delphi_value *out) {
    ranges r;
    if (compute_ranges(item, &r, out))
        *out = base_value_rational(base_rational(r.ipr, r.den));
}

void stats_ipras(const delphi_item *item, delphi_value *out) {
    ranges r;
    if (compute_ranges(item, &r, out))
        *out = base_value_rational(base_rational(r.ipras, r.den));
}

void stats_disagreement_index(const delphi_item *item, delphi_value *out) {
    ranges r;
    if (compute_ranges(item, &r, out))
        *out = base_value_rational(base_rational(r.ipr, r.ipras));
}

void stats_disagreement(const delphi_item *item, delphi_value *out) {
    ranges r;
    if (compute_ranges(item, &r, out))
        *out = base_value_truth(r.ipr > r.ipras);
}

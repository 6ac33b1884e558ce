/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Van der Eijk's agreement A, and the polarisation made of it.
 *
 * Definition   Peel the frequencies into layers: a layer takes the smallest frequency that is not 0 from every point
 *              that has ratings left. In a layer with S of the K points,
 *              A = U (1 - (S - 1) / (K - 1)),  U = ((K - 2) TU - (K - 1) TDU) / ((K - 2) (TU + TDU)),
 *              TU and TDU being the triples of points, in order, that are filled as 110 or 011, and as 101; A = 1 for
 *              S = 1 and 0 for S = K. A of the whole is the mean over the layers, weighted by their ratings.
 *              polarisation = (1 - A) / 2.
 * Source       van der Eijk (2001), Measuring agreement in ordered rating scales, Quality and Quantity 35:325-341.
 * Variant      Every pair of filled points and every empty one make one of those triples, so TU + TDU =
 *              S (S - 1) (K - S) / 2, and a layer that takes m from each of its points adds to A n (K - 1) (K - 2)
 *              m S (K - S) (K - 2) - 2 (2 K - 3) m TDU / (S - 1),
 *              in which S = 1 and S = K need no case of their own. TDU follows from one walk over the points. The sum
 * is an exact fraction: "A >= 0.6" must not turn on a rounding. Ties         are what a frequency is. Missing ratings
 * and "cannot judge" do not count; points that nobody chose do, the scale is the protocol's. Edge cases   Two points
 * have no triple: undefined (FEW_POINTS). The denominators S - 1 stay below 2^62 together on every scale of up to 44
 * points, and the fraction fits in 64 bits for any panel on up to 18, for usual panels far beyond; where not, the value
 * is a real. One walk a layer: the cost is the points times the different frequencies. Checked      METHODS 2.7: the
 * example of p. 331 with its layers, two Dutch parties, 11/12 and 1/12; R's agrmt 1.42.12 through tests/oracle; the
 * definition with its triples on all panels of 6 on 5 points. */
#include "base/rational.h"
#include "stats/fraction.h"
#include "stats/measures.h"

/* The points that more than some number of ratings chose. */
typedef struct {
    int64_t filled;
    int64_t split; /* TDU: empty points, each times the filled ones to its left times those to its right */
    uint32_t top;  /* the smallest frequency among the filled */
} layer;

static layer layer_above(const delphi_item *item, uint32_t level) {
    layer l = {.top = UINT32_MAX};
    int64_t left = 0, squares = 0;
    for (int i = 0; i < item->points; i++) {
        uint32_t count = item->counts[i];
        if (count <= level) {
            left += l.filled;
            squares += l.filled * l.filled;
            continue;
        }
        l.filled++;
        if (count < l.top)
            l.top = count;
    }
    l.split = l.filled * left - squares;
    return l;
}

/* A sum of fractions: exact as long as the common denominator is small enough. */
typedef struct {
    stats_wide num;
    int64_t den;
    double real;
    bool exact;
} sum;

static const int64_t largest_denominator = (int64_t)1 << 62;

static void add(sum *s, int64_t num, int64_t den) {
    delphi_rational ratio = base_rational(s->den, den);
    s->real += (double)num / (double)den;
    if (!s->exact || s->den > largest_denominator / ratio.den) {
        s->exact = false;
        return;
    }
    s->num = s->num * ratio.den + (stats_wide)num * ratio.num;
    s->den *= ratio.den;
}

/* A n (K - 1) (K - 2) = whole - 2 (2 K - 3) split. */
typedef struct {
    int64_t whole;
    sum split;
} layers;

static layers peel(const delphi_item *item) {
    layers all = {.split = {.den = 1, .exact = true}};
    int64_t points = item->points;
    uint32_t level = 0;
    for (layer l = layer_above(item, 0); l.filled > 0; l = layer_above(item, level)) {
        int64_t thickness = l.top - level;
        all.whole += thickness * l.filled * (points - l.filled) * (points - 2);
        if (l.split > 0)
            add(&all.split, thickness * l.split, l.filled - 1);
        level = l.top;
    }
    return all;
}

/* Below 2^117: whole and scale < 2^52, split < 2^42, the denominator <= 2^62, 2 (2 K - 3) < 2^12. */
static delphi_value agreement(const delphi_item *item, bool polarised) {
    layers all = peel(item);
    int64_t points = item->points, factor = 2 * (2 * points - 3), scale = item->n * (points - 1) * (points - 2);
    if (!all.split.exact) {
        double a = ((double)all.whole - (double)factor * all.split.real) / (double)scale;
        return base_value_real(polarised ? (1 - a) / 2 : a);
    }
    stats_wide num = (stats_wide)all.whole * all.split.den - factor * all.split.num;
    stats_wide den = (stats_wide)scale * all.split.den;
    return polarised ? stats_fraction(den - num, 2 * den) : stats_fraction(num, den);
}

void stats_van_der_eijk_a(const delphi_item *item, delphi_value *out) {
    *out = agreement(item, false);
}

void stats_polarisation(const delphi_item *item, delphi_value *out) {
    *out = agreement(item, true);
}

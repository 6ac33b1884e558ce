/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gwet's AC1 and AC2, and the plain agreement that stands beside every coefficient.
 *
 * Definition   q points, weights w(k,l); r(i,k) the ratings of item i that are k, r(i) all its ratings. pa = mean over
 *              items with r(i) >= 2 of sum over k of r(i,k) (r*(i,k) - 1) / (r(i) (r(i) - 1)), r*(i,k) = sum over l of
 *              w(k,l) r(i,l); pi(k) = mean over items with a rating of r(i,k) / r(i); pe = T / (q (q - 1)) sum over k
 *              of pi(k) (1 - pi(k)), T the sum of all weights; AC = (pa - pe) / (1 - pe). Weights with d = |k - l|:
 *              AC1 (and percent_agreement, which is its pa, as a share) 1 where d = 0, else 0; linear 1 - d / (q - 1);
 *              quadratic 1 - (d / (q - 1))^2; ordinal 1 - (d + 1) d / (q (q - 1)).
 * Source       Gwet (2008, 2014); the weights as in R's irrCAC.
 * Variant      q is the full scale and not the points that were used: a coefficient must not rise because nobody used
 *              an end. Every weight is 1 less a multiple of d, d^2, or both, so that the sums over pairs of ratings
 *              that set.c keeps are all that is needed.
 * Missing      Every rating counts: for pa in items with two or more, for pi in all.
 * Edge cases   No item with two ratings. pe cannot be 1, so all ratings equal give 1: AC does not suffer from
 *              prevalence as kappa and alpha do.
 * Checked      METHODS 2.6 (AC1 0.775444, AC2 0.858739, 0.914001, 0.898940); irrCAC through tests/oracle. */
#include "base/rational.h"
#include "stats/set.h"
#include "stats/set_measures.h"

typedef enum { IDENTITY, LINEAR, QUADRATIC, ORDINAL } weights;

/* The sum of 1 - w over pairs that lie so far apart. */
static double lost(const stats_apart *apart, weights kind, double q) {
    switch (kind) {
    case LINEAR:
        return (double)apart->distance / (q - 1);
    case QUADRATIC:
        return (double)apart->square / ((q - 1) * (q - 1));
    case ORDINAL:
        return (double)(apart->distance + apart->square) / (q * (q - 1));
    default:
        return (double)apart->number;
    }
}

/* pa; an item with two ratings is there. */
static double observed(const delphi_set_space *space, weights kind) {
    double sum = 0;
    for (size_t k = 0; k < space->pairable_count; k++) {
        size_t item = space->pairable[k];
        double r = (double)space->n[item];
        sum += 1 - 2 * lost(&space->apart[item], kind, space->set.points) / (r * (r - 1));
    }
    return sum / (double)space->pairable_count;
}

/* The sum of pi (1 - pi). */
static double sum_diversity(const delphi_set_space *space, double *share) {
    double items = 0, sum = 0;
    size_t count;
    for (int point = 0; point < space->set.points; point++)
        share[point] = 0;
    for (size_t item = 0; item < space->set.items; item++) {
        const stats_tally *tallies = stats_tallies(space, item, &count);
        items += space->n[item] > 0;
        for (size_t i = 0; i < count; i++)
            share[tallies[i].point] += (double)tallies[i].count / (double)space->n[item];
    }
    for (int point = 0; point < space->set.points; point++)
        sum += share[point] / items * (1 - share[point] / items);
    return sum;
}

/* The same for all weights. */
static double diversity(delphi_set_space *space) {
    if (!space->found.diverse)
        space->found.diversity = sum_diversity(space, space->real_by_point);
    space->found.diverse = true;
    return space->found.diversity;
}

/* T / (q (q - 1)). The pairs of two different points are those of a rating on every point. */
static double weight_of_chance(weights kind, int points) {
    stats_wide q = points;
    stats_apart every = {q * (q - 1) / 2, q * (q * q - 1) / 6, q * q * (q * q - 1) / 12};
    double scale = points;
    return (scale * scale - 2 * lost(&every, kind, scale)) / (scale * (scale - 1));
}

static void agreement(delphi_set_space *space, weights kind, delphi_value *out) {
    if (space->pairable_count == 0) {
        *out = base_value_undefined(DELPHI_REASON_NO_PAIRS);
        return;
    }
    double pa = observed(space, kind);
    double pe = weight_of_chance(kind, space->set.points) * diversity(space);
    *out = base_value_real((pa - pe) / (1 - pe));
}

void stats_percent_agreement(delphi_set_space *space, delphi_value *out) {
    *out = space->pairable_count == 0 ? base_value_undefined(DELPHI_REASON_NO_PAIRS)
                                      : base_value_real(observed(space, IDENTITY));
}

void stats_gwet_ac1(delphi_set_space *space, delphi_value *out) {
    agreement(space, IDENTITY, out);
}

void stats_gwet_ac2_linear(delphi_set_space *space, delphi_value *out) {
    agreement(space, LINEAR, out);
}

void stats_gwet_ac2_quadratic(delphi_set_space *space, delphi_value *out) {
    agreement(space, QUADRATIC, out);
}

void stats_gwet_ac2_ordinal(delphi_set_space *space, delphi_value *out) {
    agreement(space, ORDINAL, out);
}

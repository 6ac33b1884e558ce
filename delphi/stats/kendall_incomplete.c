/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kendall's W of incomplete blocks: experts who rated only some of the items count with the order of these.
 *
 * Definition   Expert j ranks the k items that he rated, ties by mid-ranks; d(i,j) = (rank - (k + 1) / 2) (n + 1) / (k
 * + 1) for these, 0 for the others, n being all items. W = sum over items of (sum over j of d(i,j))^2 / sum over items
 * of (m(i) times the sum over j of d(i,j)^2), m(i) the experts who rated item i. p: as in kendall_permutation.c, each
 * expert's ranks being shuffled among the items that he rated. Source       Alvo and Cabilio (1991) for d: what rank an
 * item is expected to have among all n, given its rank among k. The divisor is the largest numerator that these
 * deviations allow (Cauchy and Schwarz), as that of W is. Variant      W lies between 0 and 1, and with nothing missing
 * it is kendall_w_ties, to the last digit where the sums stay below 2^53. Ties         Mid-ranks. An expert who ties
 * all that he rated lowers W and stays, as in kendall.c. Missing      An expert counts who rated two items or more: a
 * single rating puts nothing in order, and its d of 0 would only lower W. Edge cases   One item; fewer than two such
 * experts; no item that two of them rated, where each would agree with himself (an item that one of them rated still
 * lifts W a little); nobody who prefers one item to another. No permutations asked for: NO_REPLICATES. A shuffle
 * changes the divisor, too; so W itself is compared, and what lies within 10^-12 of the value found is a hit, lest
 * rounding decide. Checked      The recipe of tests/oracle in exact fractions; by hand, and all orders of a small
 * design, in the tests. */
#include <gsl/gsl_randist.h>
#include <string.h>

#include "base/rational.h"
#include "stats/set.h"
#include "stats/set_measures.h"

static const double rounding = 1e-12;

/* Where a judge's deviations stand. */
static int32_t *deviations(const delphi_set_space *space, size_t judge) {
    return space->ranks + judge * space->set.items;
}

/* The doubled ranks of what a member rated, less k + 1, side by side; returns k. */
static size_t rank_rated(const delphi_set *set, const int16_t *row, int64_t *by_point, int32_t *out) {
    size_t k = 0;
    memset(by_point, 0, (size_t)set->points * sizeof *by_point);
    for (size_t item = 0; item < set->items; item++) {
        if (row[item] >= 0) {
            by_point[row[item]]++;
            out[k++] = row[item];
        }
    }
    stats_mid_ranks(by_point, set->points);
    for (size_t i = 0; i < k; i++)
        out[i] = (int32_t)(by_point[out[i]] - (int64_t)k - 1);
    return k;
}

/* Fills judges, their deviations, and m in by_item; returns how many judges there are. */
static size_t rank_judges(delphi_set_space *space) {
    const delphi_set *set = &space->set;
    size_t judges = 0;
    memset(space->by_item, 0, set->items * sizeof *space->by_item);
    for (size_t member = 0; member < space->member_count; member++) {
        const int16_t *row = stats_row(space, member);
        if (rank_rated(set, row, space->by_point, deviations(space, judges)) < 2)
            continue;
        for (size_t item = 0; item < set->items; item++)
            space->by_item[item] += row[item] >= 0;
        space->judges[judges++] = member;
    }
    return judges;
}

/* How many items there are in a row. */
static size_t rated(const int16_t *row, size_t items) {
    size_t k = 0;
    for (size_t item = 0; item < items; item++)
        k += row[item] >= 0;
    return k;
}

/* W of the deviations as they stand, or below 0 where nobody prefers one item to another. With `shuffle`, those of each
 * judge are shuffled before they are read. */
static double concordance(delphi_set_space *space, size_t judges, bool shuffle) {
    const delphi_set *set = &space->set;
    double *sums = space->real_by_item, above = 0, most = 0;
    memset(sums, 0, set->items * sizeof *sums);
    for (size_t judge = 0; judge < judges; judge++) {
        const int16_t *row = stats_row(space, space->judges[judge]);
        size_t k = rated(row, set->items);
        int32_t *next = deviations(space, judge);
        double unit = ((double)set->items + 1) / (2 * ((double)k + 1)); /* of doubled deviations */
        if (shuffle)
            gsl_ran_shuffle(space->random, next, k, sizeof *next);
        for (size_t item = 0; item < set->items; item++) {
            if (row[item] < 0)
                continue;
            double d = *next++ * unit;
            sums[item] += d;
            most += (double)space->by_item[item] * d * d;
        }
    }
    for (size_t item = 0; item < set->items; item++)
        above += sums[item] * sums[item];
    return most > 0 ? above / most : -1;
}

static delphi_reason obstacle(const delphi_set_space *space, size_t judges) {
    if (space->set.items < 2)
        return DELPHI_REASON_ONE_ITEM;
    if (judges < 2)
        return DELPHI_REASON_FEW_ORDERS;
    for (size_t item = 0; item < space->set.items; item++) {
        if (space->by_item[item] >= 2)
            return DELPHI_REASON_NONE;
    }
    return DELPHI_REASON_NO_PAIRS;
}

static const stats_incomplete *incomplete(delphi_set_space *space) {
    stats_incomplete *found = &space->found.incomplete;
    if (found->done)
        return found;
    *found = (stats_incomplete){.done = true, .experts = rank_judges(space)};
    found->reason = obstacle(space, found->experts);
    if (found->reason == DELPHI_REASON_NONE) {
        found->w = concordance(space, found->experts, false);
        found->reason = found->w < 0 ? DELPHI_REASON_ALL_TIED : DELPHI_REASON_NONE;
    }
    return found;
}

void stats_kendall_incomplete_experts(delphi_set_space *space, delphi_value *out) {
    *out = base_value_integer((int64_t)incomplete(space)->experts);
}

void stats_kendall_w_incomplete(delphi_set_space *space, delphi_value *out) {
    const stats_incomplete *found = incomplete(space);
    *out = found->reason == DELPHI_REASON_NONE ? base_value_real(found->w) : base_value_undefined(found->reason);
}

void stats_kendall_p_incomplete_permutation(delphi_set_space *space, delphi_value *out) {
    const stats_incomplete *found = incomplete(space);
    uint32_t draws = space->set.permutations_incomplete;
    delphi_reason reason =
        found->reason == DELPHI_REASON_NONE && draws == 0 ? DELPHI_REASON_NO_REPLICATES : found->reason;
    if (reason != DELPHI_REASON_NONE) {
        *out = base_value_undefined(reason);
        return;
    }
    int64_t hits = 1;
    rank_judges(space); /* other measures have used this memory, and asking twice gives the same */
    stats_seed(space);
    for (uint32_t i = 0; i < draws; i++)
        hits += concordance(space, found->experts, true) >= found->w - rounding;
    *out = base_value_real((double)hits / ((double)draws + 1));
}

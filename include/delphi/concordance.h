/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * @file concordance.h
 * How far experts agree over a set of items: concordance, agreement corrected for chance, intraclass correlation.
 *
 * Load the ratings into a space once, then ask for each measure of the table:
 *
 *     delphi_set_space *space = delphi_set_space_new(experts, items, points, 2000);
 *     if (delphi_set_load(space, &set) == DELPHI_OK) {
 *         size_t count;
 *         const delphi_set_measure *rows = delphi_set_measures(&count);
 *         for (size_t i = 0; i < count; i++)
 *             rows[i].compute(space, &values[i]);
 *     }
 *     delphi_set_space_free(space);
 *
 * Categories are the points of the whole scale, used or not. Which ratings count is said in each row's definition:
 * those of the experts who rated every item, all, or (Kendall's W of incomplete blocks) those of the experts who rated
 * two items or more.
 */
#ifndef DELPHI_CONCORDANCE_H
#define DELPHI_CONCORDANCE_H

#include <delphi/base.h>
#include <delphi/value.h>

#ifdef __cplusplus
extern "C" {
#endif

/** With so few items, chi-square is a poor guide to Kendall's W: ask for permutations. */
#define DELPHI_FEW_ITEMS 7

/** Ratings of several items on one criterion. Plain data, borrowed as long as the space that it was loaded into is
 * asked.
 */
typedef struct {
    int scale_min;
    int points; /**< points of the scale, 2 to 1001 */
    size_t experts, items;
    const int16_t *const *columns;    /**< a column an item, `experts` cells each; a cell off the scale is no rating */
    const bool *included;             /**< `experts` entries: who counts (a group); NULL for everyone */
    int high_low, high_high;          /**< the band "high" as points of the scale; high_low > high_high: no such band */
    int low_low, low_high;            /**< the band "low" likewise */
    uint64_t seed;                    /**< of the generator (GSL's mt19937) behind permutations and bootstrap */
    uint32_t permutations;            /**< for kendall_p_permutation; 0: it is undefined */
    uint32_t permutations_incomplete; /**< for kendall_p_incomplete_permutation; 0: it is undefined */
    uint32_t bootstraps;              /**< for the intervals of alpha; 0: they are undefined */
} delphi_set;

/** Memory for the measures of a set: owned by the caller, used again for any number of sets. */
typedef struct delphi_set_space delphi_set_space;

/** Room for sets of at most this size; NULL when out of memory. Free with delphi_set_space_free(). */
delphi_set_space *delphi_set_space_new(size_t experts, size_t items, int points, uint32_t bootstraps);
void delphi_set_space_free(delphi_set_space *space);

/**
 * Counts the ratings of `set`, for the measures to be computed from. Allocates nothing.
 * @return DELPHI_OK; DELPHI_ERR_USAGE where the set is larger than the space, or its scale has less than two points:
 *         what was loaded before is kept then.
 */
delphi_status delphi_set_load(delphi_set_space *space, const delphi_set *set);

/** One row of the table. All texts are English, static, and the keys of the translations. */
typedef struct {
    const char *name;
    const char *title;      /**< for a heading: "Kendall's W" */
    const char *definition; /**< one or two sentences, with the formula and whose ratings count */
    const char *source;     /**< authors, year; "" for common knowledge */
    const char *reading;    /**< how values are commonly read; "" where nothing is certain */
    void (*compute)(delphi_set_space *space, delphi_value *out); /**< of the set that was loaded last */
} delphi_set_measure;

/** The table of measures, in the order in which they are written. `count` may not be NULL. */
const delphi_set_measure *delphi_set_measures(size_t *count);
/** Index in the table of the measure with this name, or DELPHI_NONE. */
size_t delphi_set_measure_find(const char *name);

#ifdef __cplusplus
}
#endif
#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * @file stability.h
 * What changed between two rounds: of the group (all ratings of either round) and of the persons (those who rated in
 * both).
 *
 * Compare only ratings of the same item: a new wording is a new item. Load the two rounds into a space, then ask for
 * each measure of the table with delphi_pair_value().
 */
#ifndef DELPHI_STABILITY_H
#define DELPHI_STABILITY_H

#include <delphi/base.h>
#include <delphi/value.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The exact signed-rank test is made for up to this many changed ratings. */
#define DELPHI_WILCOXON_EXACT_MAX 200

/** The ratings of one item on one criterion in two rounds. Plain data, borrowed like a delphi_set. */
typedef struct {
    int scale_min;
    int points; /**< points of the scale, 2 to 1001 */
    size_t experts;
    const int16_t *before, *after;      /**< a cell for each expert, in the same order; off the scale: no rating */
    const bool *included;               /**< `experts` entries: who counts (a group); NULL for everyone */
    uint32_t min_ratings;               /**< fewer matched ratings, or ratings of a round: undefined; >= 1 */
    delphi_quantile_type quantile_type; /**< for iqr_change */
    int high_low, high_high; /**< the band "high" as points of the scale; high_low > high_high: no such band */
    int low_low, low_high;   /**< the band "low" likewise */
} delphi_pair;

/** Memory for the measures of a pair: owned by the caller, used again for any number of pairs. */
typedef struct delphi_pair_space delphi_pair_space;

/** Room for pairs of at most this size; NULL when out of memory. Free with delphi_pair_space_free(). */
delphi_pair_space *delphi_pair_space_new(size_t experts, int points);
void delphi_pair_space_free(delphi_pair_space *space);

/**
 * Counts the ratings of both rounds. Allocates nothing.
 * @return DELPHI_OK; DELPHI_ERR_USAGE where the pair is larger than the space, or its scale has less than two points:
 *         what was loaded before is kept then.
 */
delphi_status delphi_pair_load(delphi_pair_space *space, const delphi_pair *pair);

/** What a measure of a pair is computed from, and so when it is undefined for want of ratings. */
typedef enum {
    DELPHI_PAIR_COUNT,   /**< a count: 0 where there is nobody */
    DELPHI_PAIR_MATCHED, /**< the experts who rated in both rounds */
    DELPHI_PAIR_ROUNDS,  /**< all ratings of either round */
} delphi_pair_base;

/** One row of the table. All texts are English, static, and the keys of the translations. */
typedef struct {
    const char *name;
    delphi_pair_base base;
    const char *title;
    const char *definition; /**< one or two sentences, with the formula */
    const char *source;     /**< authors, year; "" for common knowledge */
    const char *reading;    /**< how values are commonly read; "" where nothing is certain */
    void (*compute)(delphi_pair_space *space, delphi_value *out);
} delphi_pair_measure;

/** The table of measures, in the order in which they are written. `count` may not be NULL. */
const delphi_pair_measure *delphi_pair_measures(size_t *count);
/** Index in the table of the measure with this name, or DELPHI_NONE. */
size_t delphi_pair_measure_find(const char *name);

/** A measure of the pair that was loaded last; undefined where what it is based on is empty or below min_ratings. */
void delphi_pair_value(const delphi_pair_measure *measure, delphi_pair_space *space, delphi_value *out);

#ifdef __cplusplus
}
#endif
#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * @file stats.h
 * Measures of one indicator on one criterion, from the frequency of each point of the scale.
 *
 * A measure is a row of one table. The row gives it its name in the rule language, in results.json, in the CSV,
 * in the report and in the manual.
 */
#ifndef DELPHI_STATS_H
#define DELPHI_STATS_H

#include <delphi/base.h>
#include <delphi/value.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What a measure is computed from. Plain data, borrowed for the call. */
typedef struct {
    int scale_min;
    int points;             /**< points of the scale, 2 to DELPHI_POINTS_MAX */
    const uint32_t *counts; /**< `points` entries: ratings at scale_min, scale_min + 1, ...; zeros included */
    uint32_t n;             /**< valid ratings: the sum of counts */
    uint32_t min_ratings;   /**< below it every measure is undefined; >= 1 */
    delphi_quantile_type quantile_type; /**< for q1, q3, p30, p70 and what is made of them */
    int high_low, high_high; /**< the band "high" as points of the scale; high_low > high_high: no such band */
} delphi_item;

/** How a measure's value behaves in a rule. */
typedef enum {
    DELPHI_MEASURE_TRUTH,    /**< stands alone: `not disagreement` */
    DELPHI_MEASURE_RATIONAL, /**< compared exactly */
    DELPHI_MEASURE_REAL,     /**< irrational by nature, compared as a double */
} delphi_measure_kind;

/** One row of the table of measures. All texts are English, static, and the keys of the translations. */
typedef struct {
    const char *name;
    delphi_measure_kind kind;
    const char *title;      /**< for a heading: "Interquartile range" */
    const char *definition; /**< one sentence, with the formula */
    const char *source;     /**< authors, year; "" for common knowledge */
    bool scale_1_to_9;      /**< defined on a scale of 1 to 9 only */
    void (*compute)(const delphi_item *item, delphi_value *out);
} delphi_measure;

/** The table of measures, in the order in which they are written. `count` may not be NULL. */
const delphi_measure *delphi_measures(size_t *count);
/** Index in the table of the measure with this name, or DELPHI_NONE. */
size_t delphi_measure_find(const char *name);

/**
 * A measure's value: undefined (with the reason) where the scale is not its own, where there are no ratings or fewer
 * than min_ratings, or by itself. The first that applies is given, in this order: no more ratings would mend the scale.
 */
void delphi_measure_value(const delphi_measure *measure, const delphi_item *item, delphi_value *out);

/**
 * The exact quantile `num`/`den` (0 < num < den <= 100) of the ratings counted in `item`, by the given type.
 * @return a reduced rational; undefined where there are no ratings, or for hinges at anything but 1/4, 1/2, 3/4.
 */
delphi_value delphi_quantile(const delphi_item *item, delphi_quantile_type type, int num, int den);

#ifdef __cplusplus
}
#endif
#endif

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
    bool weighted;           /**< some expert's weight is not 1 */
    /** Where `weighted`, `points` entries: the sum of the weights of the experts on each point, 0 or more, in units of
     * one common denominator (delphi_weights_in_units()); all of them together below 2^63. NULL where all weights are
     * 1, for then it is `counts`; NULL though `weighted` where they cannot be added exactly: weighted measures are
     * undefined. */
    const int64_t *weights;
    /** Of a ranking: items that are ranked, and places that were given (of a pick: how many were picked), the same by
     * everyone; ratings are then places, and the point after the last one stands for no place. Of a pick 1 is picked
     * and 0 is not. 0: no ranking. */
    uint32_t ranked, places;
} delphi_item;

/** How a measure's value behaves in a rule. */
typedef enum {
    DELPHI_MEASURE_TRUTH, /**< stands alone: `not disagreement` */
    /** Compared exactly. Where its fraction outgrows 64 bits (a few measures, on a long scale or with millions of
     * ratings) the value is a DELPHI_VALUE_REAL, right to the last digits. */
    DELPHI_MEASURE_RATIONAL,
    DELPHI_MEASURE_REAL, /**< irrational by nature, compared as a double */
} delphi_measure_kind;

/** The scales that a measure is defined on. */
typedef enum {
    DELPHI_SCALE_ANY = 0,
    DELPHI_SCALE_THREE_POINTS, /**< three points or more */
    DELPHI_SCALE_1_TO_9,
    DELPHI_SCALE_RANKS, /**< of a ranking, and written for one only */
} delphi_measure_scale;

/** One row of the table of measures. All texts are English, static, and the keys of the translations. */
typedef struct {
    const char *name;
    delphi_measure_kind kind;
    const char *title;      /**< for a heading: "Interquartile range" */
    const char *definition; /**< one sentence, with the formula */
    const char *source;     /**< authors, year; "" for common knowledge */
    const char *reading;    /**< how values are commonly read, with who says so; "" where nothing is certain */
    delphi_measure_scale scale;
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

/** The measures that are written of a ranking, or of ratings: of the latter all but those of ranks, which come last. */
const delphi_measure *delphi_measures_of(bool ranking, size_t *count);

/** Of a ranking, twice the rank that an answer on this point stands for, so that it is whole: an item without a place
 * has the mean of the places left, and picked ones share the places from the first on. */
int64_t delphi_rank_twice(const delphi_item *item, int point);

/** What a measure is made of, besides the number of ratings. */
typedef enum {
    DELPHI_NEEDS_UNKNOWN = 0, /**< it has not been said: perhaps more than the counts */
    DELPHI_NEEDS_PARTS,       /**< a few ranks and cuts, see delphi_needs; perhaps none */
    DELPHI_NEEDS_COUNTS,      /**< the count of every point */
} delphi_needs_kind;

#define DELPHI_NEEDS_MAX 8

/** What one measure has to be told of `n` ratings: as long as all of that stays the same, so does its value. */
typedef struct {
    delphi_needs_kind kind;
    /** 1: no rating that is raised ever lowers the measure; -1: none ever raises it; 0: neither. */
    int direction;
    uint32_t ranks[DELPHI_NEEDS_MAX]; /**< the value of the r-th lowest rating, 1 <= r <= n */
    size_t rank_count;
    struct {
        int point;
        /** Whether at least so many ratings are `point` or lower; 0: how many they are. */
        uint32_t at_least;
    } cuts[DELPHI_NEEDS_MAX];
    size_t cut_count;
} delphi_needs;

/** What `measure` needs to know of ratings like those of `item`: its n, scale, band and quantile type count, its counts
 * do not. */
void delphi_measure_needs(const delphi_measure *measure, const delphi_item *item, delphi_needs *out);

/**
 * The exact quantile `num`/`den` (0 < num < den <= 100) of the ratings counted in `item`, by the given type.
 * @return a reduced rational; undefined where there are no ratings, or for hinges at anything but 1/4, 1/2, 3/4.
 */
delphi_value delphi_quantile(const delphi_item *item, delphi_quantile_type type, int num, int den);

/**
 * The quantile `num`/`den` (0 < num < den <= 100) of ratings that have weights: the smallest rating at which the
 * weights so far reach num/den of their sum, and where they equal it the mean of that rating and the next. With whole
 * numbers as weights it is the quantile of type 2 of as many experts; with equal weights that of the panel.
 *
 * @param ratings the ratings, in ascending order; `count` of them
 * @param weights the weight of each, 0 or more: decimals of up to 15 digits, as panel.csv has them; other fractions as
 *                long as their common denominator is at most 10^14
 * @param count   how many; may be 0, and then both arrays may be NULL
 * @return a reduced rational; undefined where no rating has a weight above 0 (NO_RATINGS), and where the weights cannot
 *         be added exactly (WEIGHTS)
 */
delphi_value delphi_weighted_quantile(const int *ratings, const delphi_rational *weights, size_t count, int num,
                                      int den);

/**
 * Brings weights to whole numbers of one unit, their least common denominator, so that they can be added exactly.
 *
 * @param weights the weight of each expert, 0 or more; `count` of them
 * @param out     `count` entries, written where true is returned; any `count` of them, repeated or not, add up to less
 *                than 2^63
 * @return false where the unit is above 10^14, or `count` times the largest weight out of reach
 */
bool delphi_weights_in_units(const delphi_rational *weights, size_t count, int64_t *out);

/** An interval that is 95 % certain to enclose what it is an interval of; 0 <= low <= high <= 1 for a share. */
typedef struct {
    double low, high;
} delphi_interval;

/**
 * Wilson's 95 % interval of a share (Wilson, 1927): the p that a score test at 0.05 does not reject,
 * (k + z^2/2 -+ z sqrt(k (n - k)/n + z^2/4)) / (n + z^2), z = 1.96. On the average over p it is certain to 95 %; for a
 * given p it may be a little less.
 *
 * @param k   how many have the property, 0 to n
 * @param n   out of how many
 * @param out written where there is an interval
 * @return DELPHI_REASON_NONE; DELPHI_REASON_EMPTY_BASE for n = 0
 */
delphi_reason delphi_interval_wilson(uint32_t k, uint32_t n, delphi_interval *out);

/**
 * Clopper and Pearson's exact 95 % interval of a share (1934), from the p with P(X >= k) = 0.025 to the p with
 * P(X <= k) = 0.025, X binomial (n, p). It is certain to at least 95 % whatever p is, and therefore wider than
 * Wilson's. Parameters and result as for delphi_interval_wilson().
 */
delphi_reason delphi_interval_clopper_pearson(uint32_t k, uint32_t n, delphi_interval *out);

#ifdef __cplusplus
}
#endif
#endif

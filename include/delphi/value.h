/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * @file value.h
 * Values of measures: exact rationals, shares, reals, truths, and "undefined" with its reason.
 */
#ifndef DELPHI_VALUE_H
#define DELPHI_VALUE_H

#include <delphi/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/** An exact fraction; `den` > 0. Reduced, except where it stands for a share (k of n). */
typedef struct {
    int64_t num, den;
} delphi_rational;

/** Why a value is undefined. delphi_reason_text() gives the words. */
typedef enum {
    DELPHI_REASON_NONE = 0,
    DELPHI_REASON_NO_RATINGS,       /**< there is no valid rating */
    DELPHI_REASON_TOO_FEW_RATINGS,  /**< fewer valid ratings than the protocol's min_ratings */
    DELPHI_REASON_ONE_RATING,       /**< needs two ratings or more */
    DELPHI_REASON_SMALL_GROUP,      /**< fewer valid ratings than the protocol's min_group */
    DELPHI_REASON_NO_GROUP,         /**< no group reaches min_group */
    DELPHI_REASON_EMPTY_BASE,       /**< the share's denominator is zero */
    DELPHI_REASON_ZERO_MEAN,        /**< divides by a mean of zero */
    DELPHI_REASON_SCALE,            /**< defined on a scale of 1 to 9 only */
    DELPHI_REASON_SEVERAL_MODES,    /**< several points are equally frequent */
    DELPHI_REASON_NO_SUCH_QUANTILE, /**< Tukey's hinges are quartiles: they have no other quantile */
    DELPHI_REASON_BETWEEN_REGIONS,  /**< the median lies between two regions of the scale */
    DELPHI_REASON_NO_HIGH_BAND,     /**< the protocol has no band named "high" */
    DELPHI_REASON_SMALL_PANEL,      /**< no number of ratings of this size can be significant */
    DELPHI_REASON_FEW_POINTS,       /**< defined on a scale of three points or more */
    DELPHI_REASON_UNDER_FOUR,       /**< needs four ratings or more */
    DELPHI_REASON_ALL_EQUAL,        /**< divides by a spread, and all ratings are equal */
    DELPHI_REASON_NO_INTERVAL,      /**< no two of so few ratings enclose the median with 95 % certainty */
    DELPHI_REASON_WEIGHTS,          /**< the weights are too unlike to be added exactly */
    DELPHI_REASON_TOO_FEW_EXPERTS,  /**< fewer than two experts rated every item */
    DELPHI_REASON_ONE_ITEM,         /**< needs two items */
    DELPHI_REASON_ALL_TIED,         /**< no expert prefers one item to another */
    DELPHI_REASON_EQUAL_ITEMS,      /**< the items' means are alike: no variance that they could share */
    DELPHI_REASON_NO_PAIRS,         /**< no item has two ratings */
    DELPHI_REASON_NEGATIVE_SCALE,   /**< a ratio needs a scale without numbers below zero */
    DELPHI_REASON_NO_REPLICATES,    /**< the caller asked for no permutations or no bootstrap */
    DELPHI_REASON_NO_LOW_BAND,      /**< the protocol has no band named "low" */
    DELPHI_REASON_NO_MATCH,         /**< no expert rated in both rounds */
    DELPHI_REASON_NO_CHANGE,        /**< nobody changed a rating */
    DELPHI_REASON_CONSTANT_ROUND,   /**< all ratings of a round are in one category */
    DELPHI_REASON_LARGE_SAMPLE,     /**< more ratings than the exact test is made for */
    DELPHI_REASON_FEW_ORDERS,       /**< fewer than two experts rated two items or more */
    DELPHI_REASON_NO_FLIP,          /**< no change of ratings alters the decision */
    DELPHI_REASON_NO_FLIP_FOUND,    /**< the search for one was given up */
    DELPHI_REASON_SELECTION,        /**< the decision rests on other items' ratings, too: the best so many are chosen */
    DELPHI_REASON_TIED_AT_CUT,      /**< the cut of a selection goes through equals, and people are to choose */
    DELPHI_REASON_NO_VALUES,        /**< a series without any value */
    DELPHI_REASON_ONE_YEAR,         /**< needs values of two years or more */
    DELPHI_REASON_NOT_ABOVE_ZERO,   /**< a relative change from zero or below */
    DELPHI_REASON_SAME_VALUE,       /**< all values of a series are equal */
    DELPHI_REASON_EQUAL_VALUES,     /**< the exact test is made for values that all differ */
    DELPHI_REASON_MANY_YEARS,       /**< more years than the exact test is made for */
    DELPHI_REASON_FEW_YEARS,        /**< no two slopes of so few years enclose the trend with 95 % certainty */
    DELPHI_REASON_COUNT
} delphi_reason;

/** English words for a reason ("fewer valid ratings than min_ratings"); "" for DELPHI_REASON_NONE. Never NULL. */
const char *delphi_reason_text(delphi_reason reason);

typedef enum {
    DELPHI_VALUE_UNDEFINED = 0, /**< see `reason` */
    DELPHI_VALUE_TRUTH,         /**< `truth` */
    DELPHI_VALUE_RATIONAL,      /**< `rational`, reduced; whole numbers have den 1 */
    DELPHI_VALUE_SHARE,         /**< `rational` as counted, num of den, not reduced */
    DELPHI_VALUE_REAL,          /**< `real`, finite */
} delphi_value_kind;

/** The value of a measure. Small; passed and stored by value. */
typedef struct {
    delphi_value_kind kind;
    delphi_reason reason;
    union {
        bool truth;
        delphi_rational rational;
        double real;
    } as;
} delphi_value;

/** The number as a double: exact where the fraction is; NAN where the value is undefined or a truth. */
double delphi_value_real(const delphi_value *value);

/**
 * The value as text: `7`, `7.5`, `16/21` for a share, `true`, `undefined`; the shortest decimal text that reads
 * back as the same double.
 * @return the length, without the closing NUL; cut to `size`.
 */
size_t delphi_value_text(const delphi_value *value, char *out, size_t size);

/** Kleene's three truths. */
typedef enum { DELPHI_FALSE = 0, DELPHI_UNKNOWN = 1, DELPHI_TRUE = 2 } delphi_truth;

/**
 * How a quantile of n sorted ratings is defined: types 2, 6, 7, 8 of Hyndman and Fan (1996, The American
 * Statistician 50:361-365) by their number, and Tukey's hinges (medians of the halves, the median in both).
 */
typedef enum {
    DELPHI_QUANTILE_HINGES = 0,
    DELPHI_QUANTILE_TYPE2 = 2,
    DELPHI_QUANTILE_TYPE6 = 6,
    DELPHI_QUANTILE_TYPE7 = 7,
    DELPHI_QUANTILE_TYPE8 = 8,
} delphi_quantile_type;

#ifdef __cplusplus
}
#endif
#endif

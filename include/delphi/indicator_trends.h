/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * @file indicator_trends.h
 * How the indicators of the chosen set went over the years, by region.
 *
 * A series is the values of one indicator in one region. Where it starts anew (a break), what went before is kept to be
 * shown, and is not used: level, change, slope and test are of the years from the last break on.
 */
#ifndef DELPHI_INDICATOR_TRENDS_H
#define DELPHI_INDICATOR_TRENDS_H

#include <delphi/chosen.h>
#include <delphi/trend.h>
#include <delphi/values.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Where a series goes, by its own test at 5 %. */
typedef enum {
    DELPHI_DIRECTION_NONE,    /**< there is no test: fewer than DELPHI_TREND_LEAST_YEARS years, or one value alone */
    DELPHI_DIRECTION_UNCLEAR, /**< p above 0.05 */
    DELPHI_DIRECTION_RISING,  /**< of an indicator that is not judged */
    DELPHI_DIRECTION_FALLING,
    DELPHI_DIRECTION_BETTER, /**< by the indicator's polarity */
    DELPHI_DIRECTION_WORSE,
    DELPHI_DIRECTION_COUNT
} delphi_direction;

/** "none", "unclear", "rising", "falling", "better", "worse". */
const char *delphi_direction_name(delphi_direction direction);

/** One series. */
typedef struct {
    size_t indicator, region;
    const delphi_indicator_value *items; /**< all of it, by year: `count`, of which those from `from` on are used */
    size_t count, from;
    int since;                  /**< the year of the last break; 0: there is none */
    int first_year, last_year;  /**< with a value, of those used; 0: there is none */
    int gaps;                   /**< years between these two without a value */
    const delphi_value *values; /**< a value for each row of delphi_trend_measures() */
    delphi_value holm;          /**< p after Holm's correction over all series that have one */
    bool exact;                 /**< p and interval are exact; else by the normal distribution */
    bool few;                   /**< fewer than DELPHI_TREND_LEAST_YEARS years have a value: no trend can be told */
    int sign;                   /**< 1: rises, -1: falls, at 5 %; 0: neither can be told */
    delphi_direction direction;
    bool holds; /**< and does so after Holm's correction */
} delphi_indicator_trend;

/** All series of the chosen set. Owns its memory; borrows the results, their study and the values. */
typedef struct {
    const delphi_study *study;
    const delphi_values *values;
    const delphi_result *last; /**< of the last round that counts */
    const size_t *chosen;      /**< the chosen set, in the order of indicators.csv */
    size_t chosen_count;
    const delphi_indicator_trend *series; /**< by indicator, then region */
    size_t series_count;
    const size_t *without; /**< of the chosen set: indicators without a row in the table */
    size_t without_count;
    const size_t *left_out; /**< indicators with values that were not chosen */
    size_t left_out_count;
    int first_year, last_year; /**< of all rows of the chosen set; 0: there is none */
    size_t tested;             /**< series with a p */
    size_t counts[DELPHI_DIRECTION_COUNT];
    size_t holding; /**< series whose direction holds after Holm's correction */
    void *owned;    /**< private */
} delphi_trends;

/**
 * @param rounds results of the rounds so far: the set is what they chose
 * @param out    written on success; free with delphi_trends_free()
 * @return DELPHI_OK or DELPHI_ERR_MEMORY
 */
delphi_status delphi_trends_analyse(const delphi_rounds *rounds, const delphi_values *values, delphi_trends **out,
                                    delphi_problems *problems);
/** NULL is allowed. */
void delphi_trends_free(delphi_trends *trends);

/** The value of a measure of a series by its name, which must be a row of delphi_trend_measures(). */
const delphi_value *delphi_indicator_trend_value(const delphi_indicator_trend *series, const char *name);

#ifdef __cplusplus
}
#endif
#endif

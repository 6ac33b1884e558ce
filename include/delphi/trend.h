/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * @file trend.h
 * Whether a series of yearly values rises or falls: level, change, Theil and Sen's slope, the test of Mann and Kendall.
 *
 * Load a series into a space, then ask for each measure of the table with delphi_trend_value(). Years without a value
 * are simply not in the series: every measure here holds with gaps.
 */
#ifndef DELPHI_TREND_H
#define DELPHI_TREND_H

#include <delphi/base.h>
#include <delphi/value.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The exact test of Mann and Kendall, and the exact interval of the slope, are made for up to so many years. */
#define DELPHI_TREND_EXACT_MAX 60
/** Fewer years can show no trend at 5 %: whatever the order of four values, the exact p is at least 2/24. */
#define DELPHI_TREND_LEAST_YEARS 5
#define DELPHI_TREND_YEAR_MAX    9999

/** A value of a year. */
typedef struct {
    int year;              /**< 1 to DELPHI_TREND_YEAR_MAX */
    delphi_rational value; /**< a decimal of at most 15 digits, so that `den` divides 10^15 */
} delphi_trend_point;

/** Memory for the measures of a series: owned by the caller, used again for any number of series. */
typedef struct delphi_trend_space delphi_trend_space;

/** Room for series of at most so many points; NULL when out of memory. Free with delphi_trend_space_free(). */
delphi_trend_space *delphi_trend_space_new(size_t points);
void delphi_trend_space_free(delphi_trend_space *space);

/**
 * Takes the points, in the order of their years, each year once. Allocates nothing and borrows nothing.
 * @return DELPHI_OK; DELPHI_ERR_USAGE where there are more points than the space is for, years do not rise or are out
 *         of range, or a value is no decimal of 15 digits: what was loaded before is kept then.
 */
delphi_status delphi_trend_load(delphi_trend_space *space, const delphi_trend_point *points, size_t count);

/** One row of the table. All texts are English, static, and the keys of the translations. */
typedef struct {
    const char *name;
    uint32_t years; /**< with fewer years it is undefined */
    const char *title;
    const char *definition; /**< one or two sentences, with the formula */
    const char *source;     /**< authors, year; "" for common knowledge */
    const char *reading;    /**< how values are commonly read; "" where nothing is certain */
    void (*compute)(delphi_trend_space *space, delphi_value *out);
} delphi_trend_measure;

/** The table of measures, in the order in which they are written. `count` may not be NULL. */
const delphi_trend_measure *delphi_trend_measures(size_t *count);
/** Index in the table of the measure with this name, or DELPHI_NONE. */
size_t delphi_trend_measure_find(const char *name);

/** A measure of the series that was loaded last; undefined, with the reason, where it has too few years or by itself.
 */
void delphi_trend_value(const delphi_trend_measure *measure, delphi_trend_space *space, delphi_value *out);

/** Does the test of the loaded series have an exact p: no two values are equal, and there are at most
 * DELPHI_TREND_EXACT_MAX of them? Else p and interval rest on the normal distribution. */
bool delphi_trend_exact(const delphi_trend_space *space);

/**
 * Holm's correction for many tests at once (Holm, 1979): of m values of p in rising order, the i-th (from 1) becomes
 * the greatest of (m - j + 1) p_j over j <= i, at most 1. To reject those at most 0.05 errs on any one true null
 * hypothesis with a chance of 0.05 at most, however the tests depend on each other.
 * @param p   `count` values, 0 to 1
 * @param out `count` entries, in the order of `p`; not `p` itself
 */
void delphi_holm(const double *p, size_t count, double *out);

#ifdef __cplusplus
}
#endif
#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * @file values.h
 * A table of values of indicators by region and year, as delphi_read_values() gives it. It is no part of a study: the
 * study says which of its indicators were chosen.
 */
#ifndef DELPHI_VALUES_H
#define DELPHI_VALUES_H

#include <delphi/base.h>
#include <delphi/value.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A value of an indicator in a region and a year. */
typedef struct {
    size_t indicator, region;
    int year;
    bool missing;          /**< the table says that there is no value */
    delphi_rational value; /**< where it is not missing; a decimal of at most 15 digits */
    const char *note;      /**< "" where there is none */
    bool starts_anew;      /**< not to be compared with the years before */
} delphi_indicator_value;

/** A table of values. Owns its memory. */
typedef struct {
    const delphi_indicator_value *items; /**< by indicator, region, year; each once */
    size_t count;
    const char *const *regions; /**< in the order in which they come up; "" where the table has none */
    size_t region_count;
    const char *const *unknown; /**< names that are none of the study's indicators: their rows are left out */
    size_t unknown_count;
    int first_year, last_year; /**< of all items; 0 without items */
    char sha256[65];           /**< of the file's bytes */
    void *owned;               /**< private */
} delphi_values;

/** NULL is allowed. */
void delphi_values_free(delphi_values *values);

#ifdef __cplusplus
}
#endif
#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * @file grim.h
 * Can published figures come from whole numbers of answers? The GRIM test (granularity-related inconsistency of means),
 * for the percentages of a question as well as for means of whole scores.
 *
 * A figure printed with so many decimals stands for a small interval, and n answers can give only certain values: where
 * none of these lies in the interval, the figure cannot come from n answers. All is decided in whole numbers.
 *
 * Source: Brown and Heathers (2017), Social Psychological and Personality Science 8:363-369.
 */
#ifndef DELPHI_GRIM_H
#define DELPHI_GRIM_H

#include <delphi/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Most answers that a figure may be of. */
#define DELPHI_GRIM_BASE_MAX 1000000
/** Most percentages of one question. */
#define DELPHI_GRIM_OPTIONS_MAX 200
/** Most items that a mean may be taken over, and the furthest ends of their scale from zero. */
#define DELPHI_GRIM_ITEMS_MAX 1000
#define DELPHI_GRIM_SCALE_MAX 1000

/** A figure as it was printed: 48.40 is 4840 hundredths. */
typedef struct {
    int64_t units;
    int decimals; /**< 0 to 6 */
} delphi_printed;

/** Reads `48.4`, `48,4`, `48%` or `-0.25`, of nine digits at most; false for anything else. */
bool delphi_printed_read(const char *text, delphi_printed *out);

/** How a figure was brought to its decimals. */
typedef enum {
    DELPHI_ROUNDED_EITHER, /**< a half upwards or to the even digit: not known which */
    DELPHI_ROUNDED_UP,     /**< a half upwards */
    DELPHI_ROUNDED_EVEN,   /**< a half to the even digit */
    DELPHI_ROUNDED_TWICE,  /**< upwards, and perhaps to one decimal more before that: 3.448, 3.45, 3.5 */
    DELPHI_ROUNDING_COUNT
} delphi_rounding;

/** The whole numbers from low to high. */
typedef struct {
    int64_t low, high;
} delphi_grim_range;

/**
 * The counts behind the percentages of one question: of `base` answers so many per option.
 * @param exclusive every answer is one of these options, so that the counts add up to the base; else each option is
 *                  looked at by itself (more than one could be chosen, or not all options were printed).
 * @param out       count entries: the counts that each option can have beside some of the others, from low to high
 *                  without a gap. Written only where the base fits.
 * @param count     1 to DELPHI_GRIM_OPTIONS_MAX
 * @param base      1 to DELPHI_GRIM_BASE_MAX
 * @return do whole counts fit all of the percentages? That they add up to 99 or 101 is no reason why they would not.
 */
bool delphi_grim_counts(const delphi_printed *percentages, size_t count, int64_t base, bool exclusive,
                        delphi_rounding rounding, delphi_grim_range *out);

/** What a mean is of. */
typedef struct {
    int64_t base;     /**< people who answered, 1 to DELPHI_GRIM_BASE_MAX */
    int64_t items;    /**< whole scores of each, 1 to DELPHI_GRIM_ITEMS_MAX */
    bool bounded;     /**< the scores lie on a scale from min to max */
    int64_t min, max; /**< each within DELPHI_GRIM_SCALE_MAX of zero */
} delphi_grim_scores;

/** The sums of whole scores whose mean is printed so, from low to high; false where there is none. */
bool delphi_grim_sums(delphi_printed mean, const delphi_grim_scores *of, delphi_rounding rounding,
                      delphi_grim_range *out);

#ifdef __cplusplus
}
#endif
#endif

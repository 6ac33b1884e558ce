/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a rating lies among those of the panel. */
#ifndef EXPORT_PLACE_H
#define EXPORT_PLACE_H

#include <delphi/analysis.h>

typedef enum {
    EXPORT_PLACE_UNKNOWN, /* the panel has no quartiles, or they may not be shown */
    EXPORT_PLACE_MISSING,
    EXPORT_PLACE_CANNOT_JUDGE,
    EXPORT_PLACE_INSIDE, /* from Q1 to Q3, both included */
    EXPORT_PLACE_LOWER,
    EXPORT_PLACE_HIGHER,
    EXPORT_PLACE_COUNT
} export_place;

static inline bool export_is_point(delphi_rating rating) {
    return rating != DELPHI_MISSING && rating != DELPHI_CANNOT_JUDGE;
}

/* Exact. `panel`: NULL where it may not be shown. */
export_place export_place_of(delphi_rating own, const delphi_cell *panel);
/* In words: English, a key of the translations. */
const char *export_place_words(export_place place);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside or outside the middle half of the panel's ratings. */
#include "export/place.h"

#include "base/rational.h"
#include "export/text.h"

#define EN_DASH "\xE2\x80\x93"

export_place export_place_of(delphi_rating own, const delphi_cell *panel) {
    if (own == DELPHI_MISSING)
        return EXPORT_PLACE_MISSING;
    if (own == DELPHI_CANNOT_JUDGE)
        return EXPORT_PLACE_CANNOT_JUDGE;
    const delphi_value *q1 = panel ? &panel->values[delphi_measure_find("q1")] : NULL;
    const delphi_value *q3 = panel ? &panel->values[delphi_measure_find("q3")] : NULL;
    if (!panel || q1->kind != DELPHI_VALUE_RATIONAL)
        return EXPORT_PLACE_UNKNOWN;
    delphi_rational rating = {own, 1};
    if (base_rational_compare(rating, q1->as.rational) < 0)
        return EXPORT_PLACE_LOWER;
    return base_rational_compare(rating, q3->as.rational) > 0 ? EXPORT_PLACE_HIGHER : EXPORT_PLACE_INSIDE;
}

const char *export_place_words(export_place place) {
    static const char *const words[EXPORT_PLACE_COUNT] = {
        [EXPORT_PLACE_UNKNOWN] = EN_DASH,
        [EXPORT_PLACE_MISSING] = N_("you gave no rating"),
        [EXPORT_PLACE_CANNOT_JUDGE] = N_("you could not judge"),
        [EXPORT_PLACE_INSIDE] = N_("inside Q1\xE2\x80\x93Q3"),
        [EXPORT_PLACE_LOWER] = N_("outside Q1\xE2\x80\x93Q3: lower"),
        [EXPORT_PLACE_HIGHER] = N_("outside Q1\xE2\x80\x93Q3: higher"),
    };
    return words[place];
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Boxes: one in a column of its own, or several choices in one cell, of which each is a criterion of the study. */
#include "ingest/intake.h"

#include <string.h>

#include "base/text.h"
#include "ingest/cell.h"

static bool is_one_of(const char *text, size_t size, const char *const *words) {
    for (; *words; words++)
        if (base_same_words(text, size, *words, strlen(*words)))
            return true;
    return false;
}

delphi_rating intake_tick_word(const char *text, size_t size) {
    static const char *const ticked[] = {"1", "x", "y", "yes", "ja", "true", "waar", "checked", NULL};
    static const char *const not_ticked[] = {"0", "n", "no", "nee", "false", "onwaar", "unchecked", NULL};
    return is_one_of(text, size, ticked) ? 1 : is_one_of(text, size, not_ticked) ? 0 : DELPHI_MISSING;
}

delphi_rating intake_tick_read(const delphi_scale *scale, const char *text, size_t size) {
    delphi_rating tick = size ? intake_tick_word(text, size) : 0;
    if (tick != DELPHI_MISSING)
        return (delphi_rating)(tick ? scale->max : scale->min);
    intake_cell cell = intake_cell_read(scale, text, size);
    bool end = cell.kind == INTAKE_CELL_POINT && (cell.point == scale->min || cell.point == scale->max);
    return end ? (delphi_rating)cell.point : DELPHI_MISSING;
}

/* Marks the criterion that begins a list of choices; returns the bytes of its name, 0 where there is none. The longest
 * name goes first: a choice may hold a comma itself. */
static size_t take_choice(const delphi_intake *intake, const char *text, size_t size, delphi_rating *ratings) {
    size_t end = size;
    while (end) {
        const char *name = text;
        size_t length = end;
        base_trim(&name, &length);
        size_t criterion = intake_find_criterion(intake, name, length);
        if (length && criterion != DELPHI_NONE) {
            ratings[criterion] = (delphi_rating)intake->study->protocol.scale.max;
            return end;
        }
        do
            end--;
        while (end && !strchr(",;|\n", text[end]));
    }
    return 0;
}

const char *intake_choices_read(const delphi_intake *intake, const char *text, size_t size, delphi_rating *ratings) {
    const delphi_protocol *protocol = &intake->study->protocol;
    delphi_rating rest = (delphi_rating)protocol->scale.min;
    intake_cell whole = intake_cell_read(&protocol->scale, text, size);
    if (whole.kind == INTAKE_CELL_CANNOT_JUDGE)
        rest = DELPHI_CANNOT_JUDGE;
    for (size_t i = 0; i < protocol->criterion_count; i++)
        ratings[i] = size ? rest : DELPHI_MISSING;
    while (size && rest != DELPHI_CANNOT_JUDGE) {
        size_t taken = take_choice(intake, text, size, ratings);
        if (!taken)
            return "names a choice that is no criterion of this study, by its id or title";
        taken += taken < size; /* the comma */
        text += taken;
        size -= taken;
    }
    return NULL;
}

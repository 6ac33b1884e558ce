/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a heading of a wide file says by itself: an indicator's id or text, with a criterion or `comment` in brackets.
 */
#include "ingest/intake.h"

#include <string.h>

#include "base/text.h"

typedef struct {
    const char *text;
    size_t size;
} slice;

static const intake_target nothing = {INTAKE_OPEN, DELPHI_NONE, DELPHI_NONE};

/* Parts `base[part]`; false where the text does not end so. */
static bool split(slice whole, slice *base, slice *part) {
    if (whole.size < 3 || whole.text[whole.size - 1] != ']')
        return false;
    const char *open = memrchr(whole.text, '[', whole.size - 1);
    if (!open || open == whole.text)
        return false;
    *base = (slice){whole.text, (size_t)(open - whole.text)};
    *part = (slice){open + 1, whole.size - base->size - 2};
    base_trim(&base->text, &base->size);
    base_trim(&part->text, &part->size);
    return base->size && part->size;
}

static size_t find(const delphi_intake *intake, slice text, intake_why *why) {
    bool two = false;
    size_t found = intake_find_indicator(intake, text.text, text.size, &two);
    if (two)
        *why = INTAKE_WHY_TWO_TEXTS;
    return found;
}

/* `id` or text alone: a rating where the study has one criterion. */
static intake_target bare_target(const delphi_intake *intake, size_t indicator, intake_why *why) {
    bool one = intake->study->protocol.criterion_count == 1;
    if (one && *why == INTAKE_WHY_UNKNOWN)
        return (intake_target){INTAKE_RATING, indicator, 0};
    if (*why == INTAKE_WHY_UNKNOWN)
        *why = INTAKE_WHY_BARE;
    return (intake_target){INTAKE_OPEN, indicator, DELPHI_NONE};
}

/* `base[comment]` or `base[criterion][comment]`. */
static intake_target comment_target(const delphi_intake *intake, slice base, intake_why *why) {
    bool one = intake->study->protocol.criterion_count == 1;
    slice inner, part;
    size_t indicator = find(intake, base, why), criterion = one ? 0 : DELPHI_NONE;
    if (indicator == DELPHI_NONE && split(base, &inner, &part)) {
        criterion = intake_find_criterion(intake, part.text, part.size);
        indicator = criterion == DELPHI_NONE ? DELPHI_NONE : find(intake, inner, why);
    }
    if (indicator == DELPHI_NONE)
        return nothing;
    return (intake_target){*why == INTAKE_WHY_UNKNOWN ? INTAKE_COMMENT : INTAKE_OPEN, indicator, criterion};
}

static intake_target bracket_target(const delphi_intake *intake, slice base, slice part, intake_why *why) {
    size_t criterion = intake_find_criterion(intake, part.text, part.size);
    if (criterion == DELPHI_NONE && intake_role_of_heading(part.text, part.size) == INTAKE_COMMENT)
        return comment_target(intake, base, why);
    size_t indicator = find(intake, base, why);
    if (indicator == DELPHI_NONE)
        return nothing;
    if (criterion == DELPHI_NONE)
        *why = INTAKE_WHY_PART;
    return (intake_target){*why == INTAKE_WHY_UNKNOWN ? INTAKE_RATING : INTAKE_OPEN, indicator, criterion};
}

intake_target intake_heading_target(const delphi_intake *intake, const char *text, size_t size, intake_why *why) {
    slice whole = {text, size}, base, part;
    *why = INTAKE_WHY_UNKNOWN;
    size_t indicator = find(intake, whole, why);
    if (indicator != DELPHI_NONE)
        return bare_target(intake, indicator, why);
    return split(whole, &base, &part) ? bracket_target(intake, base, part, why) : nothing;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a longlist comes to, counted. */
#include <delphi/longlist.h>

static const char *const kinds[DELPHI_SOURCE_COUNT] = {"database", "register", "other"};
static const char *const stages[DELPHI_STAGE_COUNT] = {"", "screening", "assessment"};

const char *delphi_source_kind_name(delphi_source_kind kind) {
    return (unsigned)kind < DELPHI_SOURCE_COUNT ? kinds[kind] : "";
}

const char *delphi_longlist_stage_name(delphi_longlist_stage stage) {
    return (unsigned)stage < DELPHI_STAGE_COUNT ? stages[stage] : "";
}

#define COLUMN(field)                                                                                                  \
    { #field, offsetof(delphi_longlist_counts, field) }
static const delphi_longlist_column columns[] = {
    COLUMN(identified),         COLUMN(duplicates), COLUMN(screened),
    COLUMN(excluded_screening), COLUMN(assessed),   COLUMN(excluded_assessment),
    COLUMN(included),           COLUMN(indicators), COLUMN(added),
};

const delphi_longlist_column *delphi_longlist_columns(size_t *count) {
    *count = sizeof columns / sizeof *columns;
    return columns;
}

static bool is_of(const delphi_longlist *list, size_t candidate, size_t source) {
    return source == DELPHI_NONE || list->candidates[candidate].source == source;
}

/* Did an earlier candidate of the source become this indicator, too? */
static bool came_before(const delphi_longlist *list, size_t candidate, size_t which, size_t source) {
    const size_t *own = list->candidates[candidate].indicators;
    for (size_t i = 0; i <= candidate; i++) {
        const delphi_candidate *other = &list->candidates[i];
        for (size_t k = 0; is_of(list, i, source) && k < (i < candidate ? other->indicator_count : which); k++)
            if (other->indicators[k] == own[which])
                return true;
    }
    return false;
}

static void count_one(const delphi_longlist *list, size_t i, size_t source, delphi_longlist_counts *out) {
    const delphi_candidate *candidate = &list->candidates[i];
    out->identified++;
    if (candidate->duplicate_of != DELPHI_NONE) {
        out->duplicates++;
        return;
    }
    out->screened++;
    out->excluded_screening += candidate->excluded == DELPHI_STAGE_SCREENING;
    out->assessed += candidate->excluded != DELPHI_STAGE_SCREENING;
    out->excluded_assessment += candidate->excluded == DELPHI_STAGE_ASSESSMENT;
    out->included += candidate->excluded == DELPHI_STAGE_KEPT;
    for (size_t k = 0; k < candidate->indicator_count; k++)
        out->indicators += !came_before(list, i, k, source);
}

delphi_longlist_counts delphi_longlist_count(const delphi_longlist *list, size_t source) {
    delphi_longlist_counts counts = {0};
    for (size_t i = 0; i < list->count; i++)
        if (is_of(list, i, source))
            count_one(list, i, source, &counts);
    if (source == DELPHI_NONE)
        counts.added = (uint32_t)list->added_count;
    return counts;
}

uint32_t delphi_longlist_excluded(const delphi_longlist *list, delphi_longlist_stage stage, size_t reason) {
    uint32_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        count += list->candidates[i].duplicate_of == DELPHI_NONE && list->candidates[i].excluded == stage &&
                 list->candidates[i].reason == reason;
    return count;
}

bool delphi_longlist_found_in(const delphi_longlist *list, size_t candidate, size_t source) {
    size_t original = list->candidates[candidate].original;
    for (size_t i = 0; i < list->count; i++)
        if (list->candidates[i].original == original && list->candidates[i].source == source)
            return true;
    return false;
}

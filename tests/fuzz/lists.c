/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The longlist, and a table of values with what is made of it. */
#include "fuzz.h"

#include <math.h>

/* What was accepted fits together: chains of duplicates end, what was kept leads somewhere, and the counts add up. */
static void check_longlist(const delphi_study *study) {
    const delphi_longlist *list = study->longlist;
    delphi_longlist_counts all = delphi_longlist_count(list, DELPHI_NONE);
    uint32_t identified = 0;
    for (size_t i = 0; i < list->count; i++) {
        const delphi_candidate *c = &list->candidates[i];
        FUZZ_MUST(c->source < list->source_count);
        FUZZ_MUST(list->candidates[c->original].duplicate_of == DELPHI_NONE);
        FUZZ_MUST(delphi_candidate_included(c) == (c->indicator_count > 0));
        FUZZ_MUST((c->excluded != DELPHI_STAGE_KEPT) == (c->reason < list->reason_count));
    }
    for (size_t s = 0; s < list->source_count; s++)
        identified += delphi_longlist_count(list, s).identified;
    FUZZ_MUST(identified == all.identified && all.identified == list->count);
    FUZZ_MUST(all.identified == all.duplicates + all.screened);
    FUZZ_MUST(all.screened == all.excluded_screening + all.assessed);
    FUZZ_MUST(all.assessed == all.excluded_assessment + all.included);
}

void fuzz_longlist(const char *bytes, size_t size) {
    delphi_study *study = fuzz_study_new(true);
    delphi_problems *problems = delphi_problems_new();
    delphi_status status = delphi_read_longlist(study, "fuzz", bytes, size, problems);
    fuzz_check_problems(status, problems);
    FUZZ_MUST((status == DELPHI_OK) == (study->longlist != NULL));
    if (status == DELPHI_OK)
        check_longlist(study);
    delphi_problems_free(problems);
    delphi_study_free(study);
}

/* Each indicator, region and year once, in order; and its series can be measured. */
static void check_values(const delphi_values *values) {
    delphi_trend_space *space = delphi_trend_space_new(values->count);
    delphi_trend_point *points = calloc(values->count + 1, sizeof *points);
    size_t rows, used = 0;
    const delphi_trend_measure *measures = delphi_trend_measures(&rows);
    FUZZ_MUST(space && points);
    for (size_t i = 0; i < values->count; i++) {
        const delphi_indicator_value *v = &values->items[i], *before = i ? v - 1 : v;
        bool same = i && v->indicator == before->indicator && v->region == before->region;
        FUZZ_MUST(v->region < values->region_count && v->year >= values->first_year && v->year <= values->last_year);
        FUZZ_MUST(!same || v->year > before->year);
        used = same ? used : 0;
        if (!v->missing)
            points[used++] = (delphi_trend_point){v->year, v->value};
        FUZZ_MUST(delphi_trend_load(space, points, used) == DELPHI_OK);
        for (size_t m = 0; m < rows; m++) {
            delphi_value value;
            delphi_trend_value(&measures[m], space, &value);
            FUZZ_MUST(value.kind == DELPHI_VALUE_UNDEFINED ? value.reason != DELPHI_REASON_NONE
                                                           : isfinite(delphi_value_real(&value)));
        }
    }
    delphi_trend_space_free(space);
    free(points);
}

void fuzz_values(const char *bytes, size_t size) {
    delphi_study *study = fuzz_study_new(true);
    delphi_problems *problems = delphi_problems_new();
    delphi_values *values = NULL;
    delphi_buffer map = {0};
    delphi_values_settings settings = {.map_used = &map};
    delphi_status status = delphi_read_values(study, "fuzz", bytes, size, &settings, &values, problems);
    fuzz_check_problems(status, problems);
    if (status == DELPHI_OK && values->count <= 200)
        check_values(values);
    delphi_values_free(values);
    delphi_buffer_free(&map);
    delphi_problems_free(problems);
    delphi_study_free(study);
}

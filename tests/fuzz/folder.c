/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The study folder's own files. */
#include "fuzz.h"

#include <string.h>

typedef delphi_status (*reader)(delphi_study *study, const char *file, const char *bytes, size_t size,
                                delphi_problems *problems);

static delphi_status read_into(delphi_study *study, reader read, const char *bytes, size_t size) {
    delphi_problems *problems = delphi_problems_new();
    delphi_status status = read(study, "fuzz", bytes, size, problems);
    fuzz_check_problems(status, problems);
    delphi_problems_free(problems);
    return status;
}

void fuzz_study(const char *bytes, size_t size) {
    delphi_study *study = delphi_study_new();
    if (!read_into(study, delphi_read_protocol, bytes, size)) {
        FUZZ_MUST(study->protocol.round_count > 0 && study->protocol.criterion_count > 0);
        FUZZ_MUST(study->protocol.scale.min < study->protocol.scale.max);
        delphi_problems *problems = delphi_problems_new();
        fuzz_check_problems(delphi_study_check_rules(study, problems), problems);
        delphi_problems_free(problems);
    }
    delphi_study_free(study);
}

void fuzz_indicators(const char *bytes, size_t size) {
    delphi_study *study = fuzz_study_new(false);
    if (!read_into(study, delphi_read_indicators, bytes, size))
        for (size_t i = 0; i < study->indicator_count; i++)
            FUZZ_MUST(delphi_study_indicator(study, study->indicators[i].id) == i);
    delphi_study_free(study);
}

void fuzz_panel(const char *bytes, size_t size) {
    delphi_study *study = fuzz_study_new(false);
    if (!read_into(study, delphi_read_panel, bytes, size))
        for (size_t i = 0; i < study->expert_count; i++)
            FUZZ_MUST(delphi_study_expert(study, study->experts[i].id) == i);
    delphi_study_free(study);
}

static delphi_status read_ratings(delphi_study *study, const char *file, const char *bytes, size_t size,
                                  delphi_problems *problems) {
    return delphi_read_ratings(study, 1, file, bytes, size, problems);
}

/* Canonical after one pass: writing what was read, and that again, gives the same bytes. */
void fuzz_ratings(const char *bytes, size_t size) {
    delphi_study *study = fuzz_study_new(true), *other = fuzz_study_new(true);
    if (!read_into(study, read_ratings, bytes, size)) {
        delphi_buffer first = {0}, second = {0};
        FUZZ_MUST(!delphi_write_ratings(study, study->ratings[0], &first));
        FUZZ_MUST(!read_into(other, read_ratings, first.data, first.size));
        FUZZ_MUST(!delphi_write_ratings(other, other->ratings[0], &second));
        FUZZ_MUST(first.size == second.size && memcmp(first.data, second.data, first.size) == 0);
        delphi_buffer_free(&first);
        delphi_buffer_free(&second);
    }
    delphi_study_free(study);
    delphi_study_free(other);
}

void fuzz_overrides(const char *bytes, size_t size) {
    delphi_study *study = fuzz_study_new(true);
    if (!read_into(study, delphi_read_overrides, bytes, size)) {
        delphi_buffer out = {0};
        size_t count = study->override_count;
        delphi_override *copy = calloc(count + 1, sizeof *copy);
        FUZZ_MUST(copy);
        if (count)
            memcpy(copy, study->overrides, count * sizeof *copy);
        FUZZ_MUST(!delphi_write_overrides(study, copy, count, &out));
        FUZZ_MUST(!read_into(study, delphi_read_overrides, out.data, out.size) && study->override_count == count);
        delphi_buffer_free(&out);
        free(copy);
    }
    delphi_study_free(study);
}

/* What was read is written, and that reads as the same. */
void fuzz_proposals(const char *bytes, size_t size) {
    delphi_study *study = fuzz_study_new(true);
    delphi_problems *problems = delphi_problems_new();
    delphi_proposals *first = NULL, *second = NULL;
    delphi_status status = delphi_read_proposals(study, "fuzz", bytes, size, &first, problems);
    fuzz_check_problems(status, problems);
    if (!status) {
        delphi_buffer out = {0}, again = {0};
        FUZZ_MUST(!delphi_write_proposals(study, first, &out));
        FUZZ_MUST(!delphi_read_proposals(study, "fuzz", out.data, out.size, &second, problems));
        FUZZ_MUST(!delphi_write_proposals(study, second, &again));
        FUZZ_MUST(out.size == again.size && memcmp(out.data, again.data, out.size) == 0);
        delphi_buffer_free(&out);
        delphi_buffer_free(&again);
    }
    delphi_proposals_free(first);
    delphi_proposals_free(second);
    delphi_problems_free(problems);
    delphi_study_free(study);
}

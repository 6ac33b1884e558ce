/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the readers share: a study to read into, and the problems as a person sees them. */
#ifndef INGEST_HELP_H
#define INGEST_HELP_H

#include <criterion/criterion.h>

#include <delphi/ingest.h>

#include <stdio.h>
#include <string.h>

#define TOLD_SIZE 8192

/* Every problem as delphi_error_format() writes it, a line each. */
static inline const char *told(const delphi_problems *problems, char out[TOLD_SIZE]) {
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < delphi_problems_kept(problems) && used + 1 < TOLD_SIZE; i++) {
        used += delphi_error_format(delphi_problems_get(problems, i), out + used, TOLD_SIZE - used - 1);
        out[used++] = '\n';
        out[used] = '\0';
    }
    return out;
}

/* Nothing, or the problems, are what was told. */
static inline void expect_told(const delphi_problems *problems, const char *expected, const char *input) {
    char out[TOLD_SIZE];
    cr_expect_str_eq(told(problems, out), expected, "for\n%s\ntold\n%sand not\n%s", input, out, expected);
}

/* A study with this protocol, which must be sound. */
static inline delphi_study *study_with(const char *json) {
    delphi_problems *problems = delphi_problems_new();
    delphi_study *study = delphi_study_new();
    cr_assert(study && problems);
    delphi_status status = delphi_read_protocol(study, "study.json", json, strlen(json), problems);
    expect_told(problems, "", json);
    cr_assert_eq(status, DELPHI_OK);
    delphi_problems_free(problems);
    return study;
}

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The study of report_study.h with the results of all its rounds up to one, each appraised, and reports of them. */
#ifndef SUPPORT_REPORT_ROUNDS_H
#define SUPPORT_REPORT_ROUNDS_H

#include <criterion/criterion.h>

#include "report_study.h"

#include "export/parts.h"

enum { SUPPORT_ROUNDS = 3 };

typedef struct {
    delphi_problems *problems;
    delphi_study *study;
    const delphi_result *rounds[SUPPORT_ROUNDS];
    delphi_result *own[SUPPORT_ROUNDS];
    int count;
} support_rounds;

static inline support_rounds support_rounds_of(const char *protocol, int rounds) {
    support_rounds s = {.problems = delphi_problems_new(), .count = rounds};
    s.study = support_study(protocol, s.problems);
    for (int r = 1; r <= rounds; r++) {
        const delphi_result *previous = r > 1 ? s.own[r - 2] : NULL;
        support_fill(s.study, r);
        delphi_status status = delphi_analyse(s.study, r, previous, &s.own[r - 1], s.problems);
        for (size_t i = 0; i < delphi_problems_kept(s.problems); i++)
            cr_log_info("%s", delphi_problems_get(s.problems, i)->message);
        cr_assert_eq(status, DELPHI_OK);
        cr_assert_eq(delphi_appraise(s.own[r - 1], previous), DELPHI_OK);
        s.rounds[r - 1] = s.own[r - 1];
    }
    return s;
}

static inline document *support_report(const support_rounds *s, delphi_language language, bool final) {
    delphi_report_order order = {
        .rounds = s->rounds, .round_count = (size_t)s->count, .language = language, .final = final};
    document *doc = parts_write(&order);
    cr_assert_not_null(doc);
    return doc;
}

static inline void support_rounds_free(support_rounds *s) {
    for (int r = 0; r < s->count; r++)
        delphi_result_free(s->own[r]);
    delphi_study_free(s->study);
    delphi_problems_free(s->problems);
}

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A study from texts, for tests that need one in memory. */
#ifndef TESTS_STUDY_H
#define TESTS_STUDY_H

#include <criterion/criterion.h>
#include <delphi/delphi.h>

#include <stdio.h>
#include <string.h>

/* Fails the test with every problem written out. */
static inline void test_no_problems(const delphi_problems *problems) {
    char text[1400];
    for (size_t i = 0; i < delphi_problems_kept(problems); i++) {
        delphi_error_format(delphi_problems_get(problems, i), text, sizeof text);
        if (delphi_problems_get(problems, i)->severity == DELPHI_ERROR)
            cr_log_error("%s", text);
    }
    cr_assert_eq(delphi_problems_errors(problems), 0u);
}

/* ratings[i] is round i + 1's ratings.csv without its heading; NULL ends the list. */
static inline delphi_study *test_study(const char *protocol, const char *indicators, const char *panel,
                                       const char *const *ratings) {
    delphi_problems *problems = delphi_problems_new();
    delphi_study *study = delphi_study_new();
    delphi_read_protocol(study, "study.json", protocol, strlen(protocol), problems);
    test_no_problems(problems);
    delphi_read_indicators(study, "indicators.csv", indicators, strlen(indicators), problems);
    delphi_read_panel(study, "panel.csv", panel, strlen(panel), problems);
    test_no_problems(problems);
    for (int i = 0; ratings[i]; i++) {
        char *text = NULL;
        cr_assert_gt(asprintf(&text, "expert,indicator,criterion,rating,comment\n%s", ratings[i]), 0);
        delphi_read_ratings(study, i + 1, "ratings.csv", text, strlen(text), problems);
        free(text);
    }
    test_no_problems(problems);
    delphi_study_check_rules(study, problems);
    test_no_problems(problems);
    delphi_problems_free(problems);
    return study;
}

static inline delphi_result *test_analyse(const delphi_study *study, int round, const delphi_result *previous) {
    delphi_problems *problems = delphi_problems_new();
    delphi_result *result = NULL;
    delphi_analyse(study, round, previous, &result, problems);
    test_no_problems(problems);
    cr_assert_not_null(result);
    delphi_problems_free(problems);
    return result;
}

/* The decision on the indicator with this id; "not in play" where it was not. */
static inline const char *test_decision(const delphi_result *result, const char *id) {
    const delphi_outcome *outcome = delphi_result_outcome(result, delphi_study_indicator(result->study, id));
    return outcome ? delphi_decision_name(outcome->decision) : "not in play";
}

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Meetings: what a ballot comes to by an exact majority, and what a meeting is compared with. */
#include <criterion/criterion.h>
#include <delphi/delphi.h>

#include "../support/study.h"

#include <stdlib.h>

static const char panel[] = "expert\nA\nB\nC\nD\n";

/* A study of one meeting on one indicator, with this ballot: its decision. */
static const char *decided(const char *meeting, const char *ballot) {
    static const char *const nothing[] = {NULL};
    char protocol[600], text[200];
    static char decision[32];
    snprintf(
        protocol, sizeof protocol,
        "{\"format\": \"delphi-study/1\", \"id\": \"m\", \"scale\": {\"min\": 1, \"max\": 9}, \"rounds\": [{\"id\": 1, "
        "\"kind\": \"meeting\", \"meeting\": {%s}}]}",
        meeting);
    delphi_study *study = test_study(protocol, "id,topic,text\nI1,,One\nI2,,Two\n", panel, nothing);
    delphi_problems *problems = delphi_problems_new();
    snprintf(text, sizeof text, "indicator,present,for,against,abstain\nI1,%s\n", ballot);
    delphi_read_ratings(study, 1, "ballots.csv", text, strlen(text), problems);
    test_no_problems(problems);
    delphi_result *result = test_analyse(study, 1, NULL);
    snprintf(decision, sizeof decision, "%s", test_decision(result, "I1"));
    cr_assert_str_eq(test_decision(result, "I2"), "undecided", "no vote was held on I2");
    cr_assert_eq(delphi_appraise(result, NULL), DELPHI_OK);
    cr_assert_eq(delphi_result_cell(result, &result->outcomes[0], 0, DELPHI_NONE)->n, 0u);
    delphi_result_free(result);
    delphi_problems_free(problems);
    delphi_study_free(study);
    return decision;
}

Test(meeting, decides_by_the_exact_majority) {
    static const struct {
        const char *meeting, *ballot, *decision;
    } cases[] = {
        {"\"majority\": \"2/3\"", "12,8,4,0", "keep"},
        {"\"majority\": \"> 2/3\"", "12,8,4,0", "drop"},
        {"\"majority\": \">= 2/3\"", "12,8,4,0", "keep"},
        {"\"majority\": \"66.67%\"", "12,8,4,0", "drop"},
        {"\"majority\": \"0.75\"", "12,9,3,0", "keep"},
        {"\"majority\": \"75%\"", "400,299,100,1", "drop"},
        {"\"majority\": \"2/3\", \"of\": \"present\"", "13,8,4,1", "drop"},
        {"\"majority\": \"1/2\", \"of\": \"present\"", "16,8,4,1", "keep"},
        {"\"majority\": \"1/2\"", "12,6,6,0", "undecided"},
        {"\"majority\": \"1/3\"", "12,6,6,0", "undecided"},
        {"\"majority\": \"2/3\"", "12,0,0,12", "undecided"},
        {"\"majority\": \"2/3\"", "12,0,3,9", "drop"},
        {"\"majority\": \"2/3\", \"drop\": \"majority\"", "12,5,7,0", "no_consensus"},
        {"\"majority\": \"2/3\", \"drop\": \"majority\"", "12,4,8,0", "drop"},
        {"\"majority\": \"1\"", "12,12,0,0", "keep"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_str_eq(decided(cases[i].meeting, cases[i].ballot), cases[i].decision, "%s on %s", cases[i].meeting,
                         cases[i].ballot);
}

Test(meeting, goes_on_with_what_the_rounds_left_and_is_compared_with_none) {
    static const char *const rows[] = {"A,I1,rating,8,\nB,I1,rating,8,\nA,I2,rating,5,\nB,I2,rating,5,\n", NULL};
    static const char votes[] = "indicator,present,for,against\nI2,4,3,1\n";
    delphi_study *study = test_study(
        "{\"format\": \"delphi-study/1\", \"id\": \"m\", \"scale\": {\"min\": 1, \"max\": 9}, \"min_ratings\": 1, "
        "\"rules\": {\"keep\": \"median >= 7\"}, \"rounds\": "
        "[{\"id\": 1}, "
        "{\"id\": 2, \"kind\": \"meeting\", \"meeting\": {\"majority\": \"> 1/2\", \"quorum\": \"1/2\"}}, {\"id\": "
        "3}]}",
        "id,topic,text\nI1,,One\nI2,,Two\n", panel, rows);
    delphi_problems *problems = delphi_problems_new();
    cr_assert_eq(delphi_read_ratings(study, 2, "ballots.csv", votes, strlen(votes), problems), DELPHI_OK);
    delphi_result *first = test_analyse(study, 1, NULL), *second = test_analyse(study, 2, first);
    cr_expect_str_eq(test_decision(first, "I2"), "rerate");
    cr_expect_str_eq(test_decision(second, "I1"), "not in play");
    cr_expect_str_eq(test_decision(second, "I2"), "keep");
    cr_expect_null(second->before);
    cr_expect_eq(second->flow[1].carried, 1u);
    cr_expect_eq(second->flow[1].kept_so_far, 2u);
    cr_expect_eq(delphi_round_before(&study->protocol, 3), 1, "the meeting is passed over");
    delphi_result_free(second);
    delphi_result_free(first);
    delphi_problems_free(problems);
    delphi_study_free(study);
}

Test(meeting, is_written_as_it_is_read) {
    static const char votes[] = "indicator,present,for,against,abstain,note\nI1,12,8,4,0,\"a, b\"\nI2,5,0,5,0,\n";
    static const char *const nothing[] = {NULL};
    delphi_study *study = test_study(
        "{\"format\": \"delphi-study/1\", \"id\": \"m\", \"scale\": {\"min\": 1, \"max\": 9}, \"rounds\": [{\"id\": 1, "
        "\"kind\": \"meeting\", \"meeting\": {\"majority\": \"2/3\"}}]}",
        "id,topic,text\nI1,,One\nI2,,Two\n", panel, nothing);
    delphi_problems *problems = delphi_problems_new();
    delphi_buffer out = {0};
    cr_assert_eq(delphi_read_ratings(study, 1, "ballots.csv", votes, strlen(votes), problems), DELPHI_OK);
    cr_assert_eq(delphi_write_ratings(study, study->ratings[0], &out), DELPHI_OK);
    cr_expect_str_eq(out.data, votes);
    delphi_buffer_free(&out);
    delphi_problems_free(problems);
    delphi_study_free(study);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Studies whose experts have weights: measures, decisions, and weights that cannot be added. */
#include "../support/study.h"
#include "analysis/trial.h"

#define STUDY(more)                                                                                                    \
    "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 1, \"max\": 9, \"cannot_judge\": true}, "    \
    "\"groups\": [{\"id\": \"g\"}, {\"id\": \"h\"}], \"min_ratings\": 2, \"min_group\": 1, " more                      \
    "\"rounds\": [{\"id\": 1}]}"
#define RULES "\"rules\": {\"keep\": \"weighted_median >= 7\", \"drop\": \"weighted_median <= 3\"}, "

/* Of A the median is 3 and the weighted median 8; of B it is the other way about; of C nobody of weight rates. */
static const char panel[] = "expert,group,weight\nE1,g,0.5\nE2,g,0.5\nE3,g,1\nE4,h,2.5\nE5,h,\n";
static const char ratings[] = "E1,A,rating,2,\nE2,A,rating,3,\nE3,A,rating,3,\nE4,A,rating,8,\nE5,A,rating,9,\n"
                              "E1,B,rating,8,\nE2,B,rating,7,\nE3,B,rating,7,\nE4,B,rating,1,\nE5,B,rating,2,\n"
                              "E1,C,rating,4,\nE2,C,rating,6,\nE3,C,rating,?,\n";

static delphi_study *make(const char *protocol, const char *people) {
    return test_study(protocol, "id,text\nA,a\nB,b\nC,c\n", people, (const char *const[]){ratings, NULL});
}

/* As text, or the reason. */
static const char *value_of(const delphi_result *result, const char *indicator, size_t group, const char *name) {
    static char text[64];
    const delphi_outcome *outcome = delphi_result_outcome(result, delphi_study_indicator(result->study, indicator));
    const delphi_value *value = &delphi_result_cell(result, outcome, 0, group)->values[delphi_measure_find(name)];
    delphi_value_text(value, text, sizeof text);
    return value->kind == DELPHI_VALUE_UNDEFINED ? delphi_reason_text(value->reason) : text;
}

Test(analysis_weights, a_rule_on_the_weighted_median_decides_by_weight) {
    delphi_study *study = make(STUDY(RULES), panel);
    delphi_result *result = test_analyse(study, 1, NULL);
    cr_expect_str_eq(test_decision(result, "A"), "keep");
    cr_expect_str_eq(test_decision(result, "B"), "drop");
    cr_expect_str_eq(test_decision(result, "C"), "no_consensus");
    cr_expect_str_eq(value_of(result, "A", DELPHI_NONE, "median"), "3");
    cr_expect_str_eq(value_of(result, "A", DELPHI_NONE, "weighted_median"), "8");
    cr_expect_str_eq(value_of(result, "A", DELPHI_NONE, "weighted_q1"), "3");
    cr_expect_str_eq(value_of(result, "A", DELPHI_NONE, "weighted_iqr"), "5");
    const delphi_outcome *a = delphi_result_outcome(result, 0);
    cr_expect_str_eq(a->because[0].clause, "weighted_median >= 7");
    cr_expect_eq(delphi_value_real(&a->because[0].value), 8);
    delphi_result_free(result);
    delphi_study_free(study);
}

Test(analysis_weights, groups_have_their_own_and_the_panel_has_their_sum_in_one_unit) {
    delphi_study *study = make(STUDY(RULES), panel);
    delphi_result *result = test_analyse(study, 1, NULL);
    const delphi_outcome *a = delphi_result_outcome(result, 0);
    /* Halves: E1 1, E2 1, E3 2, E4 5, E5 2. */
    static const int64_t of_panel[] = {0, 1, 3, 0, 0, 0, 0, 5, 2}, of_g[] = {0, 1, 3, 0, 0, 0, 0, 0, 0};
    cr_expect_arr_eq(delphi_result_cell(result, a, 0, DELPHI_NONE)->weights, of_panel, sizeof of_panel);
    cr_expect_arr_eq(delphi_result_cell(result, a, 0, 0)->weights, of_g, sizeof of_g);
    cr_expect_str_eq(value_of(result, "A", 0, "weighted_median"), "3");
    cr_expect_str_eq(value_of(result, "A", 1, "weighted_median"), "8");
    cr_expect_str_eq(value_of(result, "C", DELPHI_NONE, "weighted_median"), "5", "half of the weight is on 4");
    delphi_result_free(result);
    delphi_study_free(study);
}

/* An expert of weight n is n experts; here in another order and with the weights in tenths. */
Test(analysis_weights, weights_are_replicated_experts_of_type_2) {
    static const char weighted[] = "expert,group,weight\nE1,g,0.3\nE2,g,0.1\nE3,g,0.2\nE4,h,0.1\nE5,h,0.4\n";
    delphi_study *study = make(STUDY(RULES), weighted);
    delphi_result *result = test_analyse(study, 1, NULL);
    uint32_t counts[9] = {0, 3, 3, 0, 0, 0, 0, 1, 4}; /* of A */
    delphi_item item = {.scale_min = 1, .points = 9, .counts = counts, .n = 11, .min_ratings = 1};
    static const char *const names[] = {"weighted_q1", "weighted_median", "weighted_q3"};
    for (int i = 0; i < 3; i++) {
        char text[32];
        delphi_value expected = delphi_quantile(&item, DELPHI_QUANTILE_TYPE2, i + 1, 4);
        delphi_value_text(&expected, text, sizeof text);
        cr_expect_str_eq(value_of(result, "A", DELPHI_NONE, names[i]), text, "%s", names[i]);
    }
    delphi_result_free(result);
    delphi_study_free(study);
}

Test(analysis_weights, without_weights_there_are_only_counts) {
    delphi_study *study = make(STUDY(RULES), "expert,group\nE1,g\nE2,g\nE3,g\nE4,h\nE5,h\n");
    delphi_result *result = test_analyse(study, 1, NULL);
    cr_expect_null(delphi_result_cell(result, delphi_result_outcome(result, 0), 0, DELPHI_NONE)->weights);
    cr_expect_str_eq(value_of(result, "A", DELPHI_NONE, "weighted_median"), "3");
    cr_expect_str_eq(test_decision(result, "A"), "drop");
    delphi_result_free(result);
    delphi_study_free(study);
}

/* 99999 in units of 10^-14 is beyond 64 bits. */
static const char unlike[] = "expert,group,weight\nE1,g,0.00000000000001\nE2,g,99999\nE3,g,1\nE4,h,1\nE5,h,1\n";

Test(analysis_weights, weights_that_cannot_be_added_leave_the_weighted_measures_undefined_and_no_others) {
    delphi_study *study = make(STUDY("\"rules\": {\"keep\": \"median >= 7\"}, "), unlike);
    delphi_result *result = test_analyse(study, 1, NULL);
    const char *words = delphi_reason_text(DELPHI_REASON_WEIGHTS);
    cr_expect_str_eq(value_of(result, "A", DELPHI_NONE, "weighted_median"), words);
    cr_expect_str_eq(value_of(result, "A", 1, "weighted_iqr"), words);
    cr_expect_str_eq(value_of(result, "A", DELPHI_NONE, "median"), "3");
    cr_expect_null(delphi_result_cell(result, delphi_result_outcome(result, 0), 0, DELPHI_NONE)->weights);
    delphi_result_free(result);
    delphi_study_free(study);
}

Test(analysis_weights, a_rule_on_weights_that_cannot_be_added_is_refused) {
    delphi_study *study = make(STUDY("\"rules\": {\"keep\": \"median >= 7\"}, "), unlike);
    delphi_problems *problems = delphi_problems_new();
    study->protocol.rules.keep = "weighted_median >= 7";
    delphi_study_check_rules(study, problems);
    cr_assert_eq(delphi_problems_errors(problems), 1u);
    cr_expect_not_null(strstr(delphi_problems_get(problems, 0)->message, delphi_reason_text(DELPHI_REASON_WEIGHTS)),
                       "%s", delphi_problems_get(problems, 0)->message);
    delphi_problems_free(problems);
    delphi_study_free(study);
}

/* Without E4, and then with E4 twice. */
Test(analysis_weights, a_trial_moves_weights_with_the_experts) {
    delphi_study *study = make(STUDY(RULES), panel);
    delphi_result *result = test_analyse(study, 1, NULL);
    analysis_trial trial;
    cr_assert(analysis_trial_start(&trial, result));
    analysis_trial_load(&trial, delphi_result_outcome(result, 0));
    cr_expect_eq(analysis_trial_decide(&trial), DELPHI_KEEP);
    analysis_trial_add(&trial, 0, 3, analysis_answer_of(&trial, 8), -1);
    cr_expect_eq(analysis_trial_decide(&trial), DELPHI_DROP);
    analysis_trial_add(&trial, 0, 3, analysis_answer_of(&trial, 8), 2);
    cr_expect_eq(trial.cells[0].weights[7], 10);
    cr_expect_eq(trial.cells[2].weights[7], 10);
    cr_expect_eq(analysis_trial_decide(&trial), DELPHI_KEEP);
    analysis_trial_clear(&trial);
    cr_expect_eq(trial.cells[0].weights[7], 0);
    analysis_trial_add(&trial, 0, 3, analysis_answer_of(&trial, DELPHI_CANNOT_JUDGE), 1);
    analysis_trial_add(&trial, 0, 0, analysis_answer_of(&trial, 9), 2);
    cr_expect_eq(trial.cells[0].weights[8], 2);
    cr_expect_eq(analysis_trial_decide(&trial), DELPHI_KEEP, "two ratings of 9 by the lightest");
    analysis_trial_end(&trial);
    delphi_result_free(result);
    delphi_study_free(study);
}

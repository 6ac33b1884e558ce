/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How sure a decision is: experts left out, panels drawn again, stayers alone, intervals; and what is undefined. */
#include "../support/small_study.h"

#include "analysis/robustness.h"

#include <math.h>

#define HEAD                                                                                                           \
    "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 1, \"max\": 9, \"cannot_judge\": true}, "
#define ONE   "\"rounds\": [{\"id\": 1}, {\"id\": 2}]}"
#define COMET "\"rules\": {\"preset\": \"comet-70-15\"}, "

static delphi_value value_of(const delphi_result *result, size_t outcome, const char *name) {
    size_t place = delphi_decision_measure_find(name);
    cr_assert_neq(place, DELPHI_NONE, "%s", name);
    return result->robustness[outcome].values[place];
}

static int64_t number_of(const delphi_result *result, size_t outcome, const char *name) {
    delphi_value value = value_of(result, outcome, name);
    cr_assert_eq(value.kind, DELPHI_VALUE_RATIONAL, "%s is no number", name);
    return value.as.rational.num;
}

static int64_t times_of(const delphi_result *result, size_t outcome, const char *name) {
    delphi_value value = value_of(result, outcome, name);
    cr_assert_eq(value.kind, DELPHI_VALUE_SHARE, "%s is no share", name);
    return value.as.rational.num;
}

#define append(text, ...) sprintf((text) + strlen(text), __VA_ARGS__)

/* One indicator; counts[k] experts rate k + 1. The panel has `silent` experts more. */
static delphi_result *of_counts(const char *protocol, const int counts[9], int silent, delphi_study **study) {
    static char panel[20000], ratings[20000];
    int e = 0;
    strcpy(panel, "expert\n");
    ratings[0] = '\0';
    for (int k = 0; k < 9; k++)
        for (int i = 0; i < counts[k]; i++, e++) {
            append(panel, "E%d\n", e);
            append(ratings, "E%d,A,rating,%d,\n", e, k + 1);
        }
    for (int i = 0; i < silent; i++)
        append(panel, "S%d\n", i);
    const char *const rounds[] = {ratings, NULL};
    *study = test_study(protocol, "id,text\nA,a\n", panel, rounds);
    delphi_result *result = test_analyse(*study, 1, NULL);
    cr_assert_eq(delphi_appraise(result, NULL), DELPHI_OK);
    return result;
}

Test(analysis_robustness, eighteen_of_twenty_one_experts_can_undo_a_decision_of_comet) {
    delphi_study *study;
    delphi_result *result = of_counts(HEAD COMET ONE, (const int[9]){0, 1, 2, 0, 2, 0, 5, 6, 5}, 4, &study);
    cr_expect_str_eq(test_decision(result, "A"), "keep", "16 of 21 high, 3 low");
    cr_expect_eq(number_of(result, 0, "loo_experts"), 21);
    cr_expect_eq(number_of(result, 0, "loo_flips"), 18, "all but the three who rate low");
    cr_expect_eq(number_of(result, 0, "loo_rerate"), 18);
    cr_expect_eq(number_of(result, 0, "loo_keep"), 0);
    cr_expect_eq(number_of(result, 0, "loo_drop"), 0);
    cr_expect_eq(number_of(result, 0, "flip_margin"), 1, "a fourth low rating");
    cr_expect(value_of(result, 0, "flip_margin_exact").as.truth);
    cr_expect_eq(result->robustness[0].flips_to, DELPHI_RERATE);
    delphi_result_free(result);
    delphi_study_free(study);
}

static const small_study rules_of_all_kinds[] = {
    {"share(high) >= 70% and share(low) < 15%", "median <= 2", 9, 2, 0, 9, "7", "panel", false},
    {"every group (median >= 4 and iqr <= 2)", "any group (share(5) < 1/4)", 5, 1, 2, 9, "6", "answered", false},
    {"a.median > b.median", "a.share(1..2) > 50%", 5, 2, 0, 8, "7", "valid", false},
    {"median >= 4 and every group (median >= 3)", "mode <= 2", 5, 2, 2, 10, "2", "panel", false},
    {"n >= 6 and not disagreement", "cannot_judge >= 2", 9, 1, 2, 8, "8", "valid", false},
    {"weighted_median >= 6 and every group (weighted_iqr <= 3)", "weighted_q3 <= 4", 9, 2, 2, 10, "7", "valid", true},
    /* Panels so large that experts who answered alike are looked at together. */
    {"share(high) >= 45% and share(low) < 35%", "median <= 4", 9, 1, 0, 40, "7", "panel", false},
    {"every group (median >= 3 and iqr <= 2)", "any group (share(5) < 1/4)", 5, 1, 2, 40, "6", "answered", false},
    {"a.median > b.median", "a.share(1..2) > 40%", 5, 2, 0, 90, "7", "valid", false},
    {"weighted_median >= 5", "weighted_q3 <= 4", 9, 1, 2, 45, "7", "valid", true},
};

static void expect_left_out(const small_study *c, uint64_t seed) {
    delphi_study *study = small_study_of(c, seed, -1);
    delphi_result *result = test_analyse(study, 1, NULL);
    int64_t to[SMALL_INDICATORS][DELPHI_DECISION_COUNT] = {{0}};
    cr_assert_eq(delphi_appraise(result, NULL), DELPHI_OK);
    for (int e = 0; e < c->experts; e++) {
        delphi_study *without = small_study_of(c, seed, e);
        delphi_result *fewer = test_analyse(without, 1, NULL);
        for (size_t i = 0; i < SMALL_INDICATORS; i++)
            to[i][fewer->outcomes[i].decision]++;
        delphi_result_free(fewer);
        delphi_study_free(without);
    }
    for (size_t i = 0; i < SMALL_INDICATORS; i++) {
        to[i][result->outcomes[i].decision] = 0;
        int64_t flips = 0;
        for (size_t d = 0; d < DELPHI_DECISION_COUNT; d++) {
            char name[32];
            snprintf(name, sizeof name, "loo_%s", delphi_decision_name((delphi_decision)d));
            cr_expect_eq(number_of(result, i, name), to[i][d], "%s: I%zu %s", c->keep, i, name);
            flips += to[i][d];
        }
        cr_expect_eq(number_of(result, i, "loo_flips"), flips);
    }
    delphi_result_free(result);
    delphi_study_free(study);
}

Test(analysis_robustness, an_expert_left_out_is_a_study_without_him) {
    for (size_t i = 0; i < sizeof rules_of_all_kinds / sizeof *rules_of_all_kinds; i++)
        for (uint64_t seed = 1; seed <= (rules_of_all_kinds[i].experts > 10 ? 1 : 4); seed++)
            expect_left_out(&rules_of_all_kinds[i], seed);
}

/* P(X >= least), X binomial. */
static double tail_of(int n, double p, int least) {
    double sum = 0;
    for (int k = least; k <= n; k++)
        sum += exp(lgamma(n + 1.0) - lgamma(k + 1.0) - lgamma(n - k + 1.0) + k * log(p) + (n - k) * log(1 - p));
    return sum;
}

static double point_of(int n, double p, int k) {
    return tail_of(n, p, k) - tail_of(n, p, k + 1);
}

#define DRAWS 20000

/* Four standard errors. */
static void expect_share(int64_t times, double p, const char *what) {
    double error = 4 * sqrt(p * (1 - p) / DRAWS);
    cr_expect_float_eq((double)times / DRAWS, p, error, "%s: %f, exactly %f", what, (double)times / DRAWS, p);
}

Test(analysis_robustness, drawn_panels_decide_as_often_as_the_binomial_says) {
    delphi_study *study;
    delphi_result *result = of_counts(HEAD "\"seed\": 7, \"replicates\": 20000, \"rules\": {\"preset\": "
                                           "\"percent-75\"}, " ONE,
                                      (const int[9]){1, 1, 0, 1, 2, 0, 6, 5, 5}, 3, &study);
    double keep = tail_of(21, 16.0 / 21, 16); /* 15 of 21 are less than 75% */
    cr_expect_str_eq(test_decision(result, "A"), "keep");
    cr_expect_eq(number_of(result, 0, "bootstrap_replicates"), DRAWS);
    expect_share(times_of(result, 0, "bootstrap_keep"), keep, "keep");
    expect_share(times_of(result, 0, "bootstrap_same"), keep, "same");
    cr_expect_eq(times_of(result, 0, "bootstrap_keep") + times_of(result, 0, "bootstrap_drop") +
                     times_of(result, 0, "bootstrap_rerate"),
                 DRAWS);
    delphi_result_free(result);
    delphi_study_free(study);
}

/* g: 8 experts, 6 high; h: 5 experts, 2 high. */
Test(analysis_robustness, experts_are_drawn_within_their_groups) {
    static const char panel[] = "expert,group\nA1,g\nA2,g\nA3,g\nA4,g\nA5,g\nA6,g\nA7,g\nA8,g\nB1,h\nB2,h\nB3,h\nB4,h\n"
                                "B5,h\nB6,h\n";
    static const char ratings[] = "A1,A,rating,9,\nA2,A,rating,9,\nA3,A,rating,8,\nA4,A,rating,7,\nA5,A,rating,7,\n"
                                  "A6,A,rating,8,\nA7,A,rating,2,\nA8,A,rating,5,\nB1,A,rating,9,\nB2,A,rating,7,\n"
                                  "B3,A,rating,1,\nB4,A,rating,1,\nB5,A,rating,6,\n";
    const char *const rounds[] = {ratings, NULL};
    delphi_study *study = test_study(
        HEAD
        "\"replicates\": 20000, \"groups\": [{\"id\": \"g\"}, {\"id\": \"h\"}], \"min_group\": 2, \"min_ratings\": 2, "
        "\"rules\": {\"keep\": \"count(high) >= 8\", \"drop\": \"any group (count(high) <= 1)\"}, " ONE,
        "id,text\nA,a\n", panel, rounds);
    delphi_result *result = test_analyse(study, 1, NULL);
    cr_assert_eq(delphi_appraise(result, NULL), DELPHI_OK);
    double keep = 0, drop = 0, both = 0;
    for (int g = 0; g <= 8; g++)
        for (int h = 0; h <= 5; h++) {
            double p = point_of(8, 0.75, g) * point_of(5, 0.4, h);
            bool high = g + h >= 8, low = g <= 1 || h <= 1;
            keep += high && !low ? p : 0;
            drop += low && !high ? p : 0;
            both += high && low ? p : 0;
        }
    expect_share(times_of(result, 0, "bootstrap_keep"), keep, "keep");
    expect_share(times_of(result, 0, "bootstrap_drop"), drop, "drop");
    expect_share(times_of(result, 0, "bootstrap_conflict"), both, "conflict");
    delphi_result_free(result);
    delphi_study_free(study);
}

/* Two criteria on which every expert says the same: drawn whole, they never part. */
Test(analysis_robustness, experts_are_drawn_with_all_their_answers) {
    static char panel[400] = "expert\n", ratings[2000];
    for (int e = 0; e < 9; e++) {
        append(panel, "E%d\n", e);
        append(ratings, "E%d,A,a,%d,\n", e, e + 1);
        append(ratings, "E%d,A,b,%d,\n", e, e + 1);
    }
    const char *const rounds[] = {ratings, NULL};
    delphi_study *study = test_study(HEAD "\"replicates\": 2000, \"criteria\": [{\"id\": \"a\"}, {\"id\": \"b\"}], "
                                          "\"rules\": {\"keep\": \"a.median = b.median and a.sd = b.sd\"}, " ONE,
                                     "id,text\nA,a\n", panel, rounds);
    delphi_result *result = test_analyse(study, 1, NULL);
    cr_assert_eq(delphi_appraise(result, NULL), DELPHI_OK);
    cr_expect_eq(times_of(result, 0, "bootstrap_keep"), 2000);
    delphi_result_free(result);
    delphi_study_free(study);
}

typedef struct {
    delphi_value values[SMALL_INDICATORS][DECISION_MEASURE_COUNT];
    analysis_sureness found[SMALL_INDICATORS];
} drawn;

static drawn *draw_on(const delphi_result *result, size_t threads) {
    drawn *d = calloc(1, sizeof *d);
    for (size_t i = 0; i < SMALL_INDICATORS; i++)
        d->found[i].values = d->values[i];
    cr_assert(analysis_bootstrap_on(result, threads, d->found));
    return d;
}

static int64_t share_at(const drawn *d, size_t indicator, size_t decision) {
    return d->values[indicator][DECISION_BOOTSTRAP + decision].as.rational.num;
}

Test(analysis_robustness, the_number_of_threads_changes_nothing_and_the_seed_does) {
    for (size_t r = 0; r < sizeof rules_of_all_kinds / sizeof *rules_of_all_kinds; r++) {
        delphi_study *study = small_study_of(&rules_of_all_kinds[r], 3, -1);
        delphi_result *result = test_analyse(study, 1, NULL);
        study->protocol.replicates = 501;
        drawn *one = draw_on(result, 1);
        static const size_t counts[] = {2, 3, 8};
        size_t differ = 0;
        for (size_t t = 0; t < 4; t++) {
            study->protocol.seed += t == 3;
            drawn *other = draw_on(result, t < 3 ? counts[t] : 1);
            for (size_t i = 0; i < SMALL_INDICATORS; i++)
                for (size_t d = 0; d < DELPHI_DECISION_COUNT; d++) {
                    differ += t == 3 && share_at(one, i, d) != share_at(other, i, d);
                    cr_expect(t == 3 || share_at(one, i, d) == share_at(other, i, d), "I%zu on %zu threads", i,
                              t < 3 ? counts[t] : 1);
                }
            free(other);
        }
        cr_expect_gt(differ, 0u, "another seed draws other panels");
        free(one);
        delphi_result_free(result);
        delphi_study_free(study);
    }
}

Test(analysis_robustness, names_and_order_of_experts_and_indicators_do_not_matter) {
    static const char *const rounds[][2] = {
        {"E1,A,rating,7,\nE2,A,rating,8,\nE3,A,rating,9,\nE4,A,rating,2,\nE5,A,rating,7,\nE1,B,rating,3,\n", NULL},
        {"Z5,A,rating,7,\nZ4,A,rating,8,\nZ3,A,rating,9,\nZ2,A,rating,2,\nZ1,A,rating,7,\nZ5,B,rating,3,\n", NULL}};
    static const char *const panels[] = {"expert\nE1\nE2\nE3\nE4\nE5\nE6\n", "expert\nZ6\nZ1\nZ2\nZ3\nZ4\nZ5\n"};
    static const char *const lists[] = {"id,text\nA,a\nB,b\n", "id,text\nB,b\nA,a\n"};
    delphi_study *studies[2];
    delphi_result *results[2];
    for (size_t i = 0; i < 2; i++) {
        studies[i] =
            test_study(HEAD "\"min_ratings\": 1, \"rules\": {\"keep\": \"share(high) >= 75%\", \"drop\": \"median "
                            "<= 3\"}, " ONE,
                       lists[i], panels[i], rounds[i]);
        results[i] = test_analyse(studies[i], 1, NULL);
        cr_assert_eq(delphi_appraise(results[i], NULL), DELPHI_OK);
    }
    for (size_t i = 0; i < 2; i++) {
        for (size_t m = DECISION_FLIP_MARGIN; m < DECISION_BOOTSTRAP_REPLICATES; m++) {
            char one[32], other[32];
            delphi_value_text(&results[0]->robustness[i].values[m], one, sizeof one);
            delphi_value_text(&results[1]->robustness[1 - i].values[m], other, sizeof other);
            cr_expect_str_eq(one, other);
        }
        cr_expect_eq(results[0]->robustness[i].flips_to, results[1]->robustness[1 - i].flips_to);
    }
    for (size_t i = 0; i < 2; i++) {
        delphi_result_free(results[i]);
        delphi_study_free(studies[i]);
    }
}

Test(analysis_robustness, without_replicates_nothing_is_drawn) {
    delphi_study *study;
    delphi_result *result = of_counts(HEAD COMET ONE, (const int[9]){0, 0, 0, 0, 0, 0, 5, 0, 0}, 0, &study);
    cr_expect_eq(number_of(result, 0, "bootstrap_replicates"), 0);
    cr_expect_eq(value_of(result, 0, "bootstrap_keep").reason, DELPHI_REASON_NO_REPLICATES);
    cr_expect_eq(value_of(result, 0, "bootstrap_same").reason, DELPHI_REASON_NO_REPLICATES);
    cr_expect_eq(number_of(result, 0, "loo_experts"), 5);
    delphi_result_free(result);
    delphi_study_free(study);
}

Test(analysis_robustness, without_answers_there_is_nobody_to_leave_out_or_to_draw) {
    delphi_study *study;
    delphi_result *result = of_counts(HEAD "\"replicates\": 100, " COMET ONE, (const int[9]){0}, 6, &study);
    cr_expect_eq(number_of(result, 0, "loo_experts"), 0);
    cr_expect_eq(number_of(result, 0, "bootstrap_replicates"), 0);
    cr_expect_eq(value_of(result, 0, "bootstrap_undecided").reason, DELPHI_REASON_NO_RATINGS);
    cr_expect_eq(value_of(result, 0, "flip_margin").reason, DELPHI_REASON_NO_FLIP);
    cr_expect_eq(result->robustness[0].flips_to, DELPHI_UNDECIDED);
    cr_expect_eq(result->robustness[0].shares[0].undefined, DELPHI_REASON_NO_RATINGS);
    delphi_result_free(result);
    delphi_study_free(study);
}

Test(analysis_robustness, too_few_ratings_stay_undecided_however_they_are_changed) {
    delphi_study *study;
    delphi_result *result = of_counts(HEAD "\"rules\": {\"keep\": \"median >= 7 and iqr <= 2\"}, " ONE,
                                      (const int[9]){0, 0, 0, 0, 0, 0, 4, 0, 0}, 6, &study);
    cr_expect_str_eq(test_decision(result, "A"), "undecided");
    cr_expect_eq(value_of(result, 0, "flip_margin").reason, DELPHI_REASON_NO_FLIP);
    cr_expect_eq(value_of(result, 0, "flip_margin_exact").reason, DELPHI_REASON_NO_FLIP);
    cr_expect_eq(result->robustness[0].shares[2].undefined, DELPHI_REASON_TOO_FEW_RATINGS);
    delphi_result_free(result);
    delphi_study_free(study);
}

Test(analysis_robustness, shares_have_the_published_intervals_over_the_protocols_denominator) {
    delphi_study *study;
    delphi_result *result = of_counts(HEAD COMET ONE, (const int[9]){0, 1, 2, 0, 2, 0, 5, 6, 5}, 9, &study);
    size_t high = delphi_study_band(study, "high");
    const delphi_share_interval *share = &result->robustness[0].shares[high];
    cr_expect_eq(share->undefined, DELPHI_REASON_NONE);
    cr_expect_float_eq(share->wilson.low, 0.5491, 5e-5);
    cr_expect_float_eq(share->wilson.high, 0.8937, 5e-5);
    cr_expect_float_eq(share->clopper_pearson.low, 0.5283, 5e-5);
    cr_expect_float_eq(share->clopper_pearson.high, 0.9178, 5e-5);
    delphi_result_free(result);
    delphi_study_free(study);
    result = of_counts(HEAD "\"denominator\": \"panel\", " COMET ONE, (const int[9]){0, 0, 4, 0, 2, 0, 5, 4, 5}, 0,
                       &study); /* 14 of 20, invited */
    share = &result->robustness[0].shares[delphi_study_band(study, "high")];
    cr_expect_float_eq(share->wilson.low, 0.4810, 5e-5);
    cr_expect_float_eq(share->clopper_pearson.high, 0.8811, 5e-5);
    delphi_result_free(result);
    delphi_study_free(study);
}

Test(analysis_robustness, newcomers_are_left_out_of_what_stayers_decide) {
    static const char panel[] = "expert,since\nE1,1\nE2,1\nE3,1\nE4,1\nN1,2\nN2,2\nN3,2\n";
    static const char *const rounds[] = {"E1,A,rating,5,\nE2,A,rating,5,\nE3,A,rating,5,\n",
                                         "E1,A,rating,8,\nE2,A,rating,9,\nE3,A,rating,7,\nE4,A,rating,1,\nN1,A,rating,"
                                         "2,\nN2,A,rating,1,\nN3,A,rating,1,\n",
                                         NULL};
    delphi_study *study =
        test_study(HEAD "\"min_ratings\": 2, \"rules\": {\"keep\": \"median >= 7\", \"drop\": \"median "
                        "<= 3\"}, " ONE,
                   "id,text\nA,a\n", panel, rounds);
    delphi_result *first = test_analyse(study, 1, NULL), *second = test_analyse(study, 2, first);
    cr_assert_eq(delphi_appraise(first, NULL), DELPHI_OK);
    cr_assert_eq(delphi_appraise(second, first), DELPHI_OK);
    cr_expect_eq(first->robustness[0].stayers_only, DELPHI_RERATE, "in round 1 it is the decision");
    cr_expect_str_eq(test_decision(second, "A"), "drop");
    cr_expect_eq(second->robustness[0].stayers_only, DELPHI_KEEP, "E4 did not respond in round 1");
    delphi_result_free(second);
    delphi_result_free(first);
    delphi_study_free(study);
}

Test(analysis_robustness, every_measure_of_a_decision_has_its_texts_and_is_found_by_its_name) {
    size_t count;
    const delphi_decision_measure *measures = delphi_decision_measures(&count);
    cr_assert_eq(count, (size_t)DECISION_MEASURE_COUNT);
    for (size_t i = 0; i < count; i++) {
        cr_assert_not_null(measures[i].name);
        cr_expect_eq(delphi_decision_measure_find(measures[i].name), i);
        cr_expect_eq(delphi_measure_find(measures[i].name), DELPHI_NONE, "%s is a rule's measure", measures[i].name);
        cr_expect(*measures[i].title && *measures[i].definition && measures[i].source && measures[i].reading);
        cr_expect_eq(measures[i].definition[strlen(measures[i].definition) - 1], '.');
    }
    cr_expect_eq(delphi_decision_measure_find("nothing"), DELPHI_NONE);
}

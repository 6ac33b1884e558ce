/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a study to a result: what is in play, what is decided and why, who took part. */
#include "../support/study.h"

#include <stdlib.h>

#define HEAD       "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 1, \"max\": 9}, "
#define RULES      "\"rules\": {\"keep\": \"median >= 7\", \"drop\": \"median <= 3\"}, "
#define TWO_ROUNDS "\"rounds\": [{\"id\": 1}, {\"id\": 2}]}"

/* `count` rows of one rating each by E1, E2, ... */
static char *rows(char *out, const char *indicator, const char *criterion, const char *const *ratings) {
    char *at = out + strlen(out);
    for (int e = 0; ratings[e]; e++)
        if (ratings[e][0])
            at += sprintf(at, "E%d,%s,%s,%s,\n", e + 1, indicator, criterion, ratings[e]);
    return out;
}

#define RATINGS(...)                                                                                                   \
    (const char *const[]) {                                                                                            \
        __VA_ARGS__, NULL                                                                                              \
    }

static const char panel6[] = "expert\nE1\nE2\nE3\nE4\nE5\nE6\n";

Test(analysis, decides_keep_drop_rerate_and_undecided) {
    char r1[2000] = "";
    rows(r1, "A", "rating", RATINGS("7", "7", "8", "9", "2"));
    rows(r1, "B", "rating", RATINGS("1", "2", "3", "3", "9"));
    rows(r1, "C", "rating", RATINGS("4", "5", "6", "5", "5", "?"));
    rows(r1, "D", "rating", RATINGS("9", "9", "9", "9", "?"));
    delphi_study *study = test_study(HEAD RULES TWO_ROUNDS, "id,text\nA,a\nB,b\nC,c\nD,d\nE,e\n", panel6, RATINGS(r1));
    delphi_result *result = test_analyse(study, 1, NULL);
    cr_expect_str_eq(test_decision(result, "A"), "keep");
    cr_expect_str_eq(test_decision(result, "B"), "drop");
    cr_expect_str_eq(test_decision(result, "C"), "rerate");
    cr_expect_str_eq(test_decision(result, "D"), "undecided", "four valid ratings are fewer than min_ratings");
    cr_expect_str_eq(test_decision(result, "E"), "undecided", "nobody rated it");
    cr_expect_eq(result->decided[DELPHI_UNDECIDED], 2u);
    const delphi_outcome *d = delphi_result_outcome(result, 3);
    cr_assert_eq(d->because_count, 2u);
    cr_expect_eq(d->because[0].holds, DELPHI_UNKNOWN);
    cr_expect_eq(d->because[0].value.reason, DELPHI_REASON_TOO_FEW_RATINGS);
    cr_expect_eq(delphi_result_outcome(result, 4)->because[0].value.reason, DELPHI_REASON_NO_RATINGS);
    delphi_result_free(result);
    delphi_study_free(study);
}

Test(analysis, explains_each_clause_with_the_value_it_saw) {
    char r1[2000] = "";
    rows(r1, "A", "rating", RATINGS("7", "7", "8", "9", "2", "6"));
    delphi_study *study = test_study(HEAD "\"rules\": {\"keep\": \"median >= 7 and share(high) >= 75% and not "
                                          "disagreement\"}, " TWO_ROUNDS,
                                     "id,text\nA,a\n", panel6, RATINGS(r1));
    delphi_result *result = test_analyse(study, 1, NULL);
    const delphi_outcome *a = delphi_result_outcome(result, 0);
    cr_assert_eq(a->because_count, 3u);
    char text[32];
    cr_expect_str_eq(a->because[1].clause, "share(high) >= 75%");
    delphi_value_text(&a->because[1].value, text, sizeof text);
    cr_expect_str_eq(text, "4/6");
    cr_expect_eq(a->because[1].holds, DELPHI_FALSE);
    cr_expect_eq(a->because[0].holds, DELPHI_TRUE);
    cr_expect_str_eq(a->because[2].clause, "not disagreement");
    cr_expect_str_eq(delphi_decision_name(a->decision), "rerate");
    delphi_result_free(result);
    delphi_study_free(study);
}

Test(analysis, both_rules_true_is_a_conflict_and_an_unknown_rule_is_never_overruled) {
    char r1[2000] = "";
    rows(r1, "A", "rating", RATINGS("7", "7", "8", "9", "2"));
    delphi_study *study = test_study(HEAD "\"rules\": {\"keep\": \"median >= 7\", \"drop\": \"min <= 2\"}, " TWO_ROUNDS,
                                     "id,text\nA,a\n", panel6, RATINGS(r1));
    delphi_result *result = test_analyse(study, 1, NULL);
    cr_expect_str_eq(test_decision(result, "A"), "conflict");
    delphi_result_free(result);
    delphi_study_free(study);
    /* The mode is tied, so the drop rule is unknown: it might hold. */
    char r2[2000] = "";
    rows(r2, "A", "rating", RATINGS("7", "7", "8", "8", "9"));
    study = test_study(HEAD "\"rules\": {\"keep\": \"median >= 7\", \"drop\": \"mode <= 2\"}, " TWO_ROUNDS,
                       "id,text\nA,a\n", panel6, RATINGS(r2));
    result = test_analyse(study, 1, NULL);
    cr_expect_str_eq(test_decision(result, "A"), "undecided");
    delphi_result_free(result);
    delphi_study_free(study);
}

static const char versions[] = "id,text,since,replaces\nA,a,1,\nB,b,1,\nC,c,1,\nD,d,2,\nC2,c again,2,C\n";

static void second_round(const char *settled, const char *const *expected) {
    char protocol[600], r1[2000] = "", r2[3000] = "";
    snprintf(protocol, sizeof protocol, HEAD RULES "\"settled\": \"%s\", " TWO_ROUNDS, settled);
    rows(r1, "A", "rating", RATINGS("7", "7", "8", "9", "2"));
    rows(r1, "B", "rating", RATINGS("5", "5", "5", "5", "5"));
    rows(r1, "C", "rating", RATINGS("5", "5", "5", "5", "5"));
    rows(r2, "B", "rating", RATINGS("5", "5", "5", "5", "5"));
    rows(r2, "D", "rating", RATINGS("9", "9", "9", "9", "9"));
    rows(r2, "C2", "rating", RATINGS("1", "1", "1", "1", "1"));
    delphi_study *study = test_study(protocol, versions, panel6, RATINGS(r1, r2));
    delphi_result *first = test_analyse(study, 1, NULL), *second = test_analyse(study, 2, first);
    static const char *const ids[] = {"A", "B", "C", "D", "C2"};
    cr_expect_str_eq(test_decision(first, "D"), "not in play");
    cr_expect_str_eq(test_decision(first, "C2"), "not in play");
    for (size_t i = 0; i < 5; i++)
        cr_expect_str_eq(test_decision(second, ids[i]), expected[i], "%s, settled %s: %s", ids[i], settled,
                         test_decision(second, ids[i]));
    cr_expect(second->last_round);
    delphi_result_free(second);
    delphi_result_free(first);
    delphi_study_free(study);
}

Test(analysis, settled_indicators_leave_and_reworded_ones_take_the_old_ones_place) {
    second_round("leave", RATINGS("not in play", "no_consensus", "not in play", "keep", "drop"));
}

Test(analysis, settled_indicators_may_stay) {
    second_round("stay", RATINGS("undecided", "no_consensus", "not in play", "keep", "drop"));
}

static const char groups_head[] = HEAD "\"groups\": [{\"id\": \"g\"}, {\"id\": \"h\"}], \"min_group\": 3, "
                                       "\"min_ratings\": 3, ";
static const char panel_groups[] = "expert,group,since\nE1,g,1\nE2,g,1\nE3,g,1\nE4,h,1\nE5,h,1\nE6,h,2\n";

Test(analysis, groups_below_min_group_give_no_verdict) {
    char protocol[800], r1[2000] = "";
    snprintf(protocol, sizeof protocol, "%s\"rules\": {\"keep\": \"every group (median >= 7)\"}, " TWO_ROUNDS,
             groups_head);
    rows(r1, "A", "rating", RATINGS("7", "8", "9", "1", "1"));
    rows(r1, "B", "rating", RATINGS("7", "8", "?", "1", "1"));
    delphi_study *study = test_study(protocol, "id,text\nA,a\nB,b\n", panel_groups, RATINGS(r1));
    delphi_result *result = test_analyse(study, 1, NULL);
    cr_expect_str_eq(test_decision(result, "A"), "keep", "h has two ratings and no voice of its own");
    cr_expect_str_eq(test_decision(result, "B"), "undecided", "no group reaches three");
    cr_expect_eq(delphi_result_outcome(result, 1)->because[0].value.reason, DELPHI_REASON_NO_GROUP);
    const delphi_cell *h = delphi_result_cell(result, delphi_result_outcome(result, 0), 0, 1);
    cr_expect(h->suppressed);
    cr_expect_eq(h->n, 2u);
    cr_expect_eq(h->invited, 2u, "E6 is invited from round 2");
    const delphi_cell *all = delphi_result_cell(result, delphi_result_outcome(result, 1), 0, DELPHI_NONE);
    cr_expect(all->n == 4 && all->cannot_judge == 1 && all->missing == 0 && all->invited == 5);
    delphi_result_free(result);
    delphi_study_free(study);
}

Test(analysis, response_counts_invited_responded_complete_and_retention) {
    char protocol[800], r1[2000] = "", r2[2000] = "";
    snprintf(protocol, sizeof protocol, "%s" RULES "\"settled\": \"stay\", " TWO_ROUNDS, groups_head);
    rows(r1, "A", "rating", RATINGS("7", "8", "?", "", "1"));
    rows(r1, "B", "rating", RATINGS("7", "8", "?", "", ""));
    strcat(r1, "E4,A,rating,,only a remark\n");
    rows(r2, "A", "rating", RATINGS("7", "8", "", "", "1", "4"));
    delphi_study *study = test_study(protocol, "id,text\nA,a\nB,b\n", panel_groups, RATINGS(r1, r2));
    delphi_result *first = test_analyse(study, 1, NULL), *second = test_analyse(study, 2, first);
    cr_expect_eq(first->response.invited, 5u);
    cr_expect_eq(first->response.responded, 5u, "a comment is a response");
    cr_expect_eq(first->response.complete, 3u, "cannot judge is an answer");
    cr_expect(first->groups[1].invited == 2 && first->groups[1].responded == 2 && first->groups[1].complete == 0);
    cr_expect_eq(second->response.invited, 6u);
    cr_expect_eq(second->response.stayed, 3u);
    cr_expect_eq(second->response.left, 2u);
    cr_expect_eq(second->response.joined, 1u);
    delphi_result_free(second);
    delphi_result_free(first);
    delphi_study_free(study);
}

Test(analysis, the_denominator_decides_what_a_share_is_counted_over) {
    static const struct {
        const char *denominator, *share;
    } table[] = {{"valid", "3/4"}, {"answered", "3/5"}, {"panel", "3/6"}};
    for (size_t i = 0; i < 3; i++) {
        char protocol[800], r1[2000] = "", text[32];
        snprintf(protocol, sizeof protocol,
                 HEAD "\"min_ratings\": 1, \"denominator\": \"%s\", \"rules\": {\"keep\": \"share(7..9, high) > "
                      "1/2\"}, " TWO_ROUNDS,
                 table[i].denominator);
        rows(r1, "A", "rating", RATINGS("7", "8", "9", "1", "?"));
        delphi_study *study = test_study(protocol, "id,text\nA,a\n", panel6, RATINGS(r1));
        delphi_result *result = test_analyse(study, 1, NULL);
        delphi_value_text(&delphi_result_outcome(result, 0)->because[0].value, text, sizeof text);
        cr_expect_str_eq(text, table[i].share);
        delphi_result_free(result);
        delphi_study_free(study);
    }
}

Test(analysis, a_rule_without_a_criterion_asks_every_criterion) {
    char protocol[800], r1[2000] = "";
    snprintf(protocol, sizeof protocol, HEAD "\"criteria\": [{\"id\": \"rel\"}, {\"id\": \"fea\"}], " RULES TWO_ROUNDS);
    rows(r1, "A", "rel", RATINGS("7", "8", "9", "9", "9"));
    rows(r1, "A", "fea", RATINGS("7", "8", "9", "9", "9"));
    rows(r1, "B", "rel", RATINGS("7", "8", "9", "9", "9"));
    rows(r1, "B", "fea", RATINGS("6", "6", "6", "9", "9"));
    delphi_study *study = test_study(protocol, "id,text\nA,a\nB,b\n", panel6, RATINGS(r1));
    delphi_result *result = test_analyse(study, 1, NULL);
    cr_expect_str_eq(test_decision(result, "A"), "keep");
    cr_expect_str_eq(test_decision(result, "B"), "rerate");
    delphi_result_free(result);
    delphi_study_free(study);
}

/* Problems of the rules carry the pointer of the rule. */
static void expect_rule_problem(const char *rest, const char *pointer, const char *words) {
    char protocol[1200];
    snprintf(protocol, sizeof protocol, HEAD "%s", rest);
    delphi_problems *problems = delphi_problems_new();
    delphi_study *study = delphi_study_new();
    delphi_read_protocol(study, "study.json", protocol, strlen(protocol), problems);
    test_no_problems(problems);
    cr_expect_eq(delphi_study_check_rules(study, problems), DELPHI_ERR_INPUT, "%s", rest);
    cr_assert_eq(delphi_problems_errors(problems), 1u, "%s", rest);
    const delphi_error *error = delphi_problems_get(problems, 0);
    cr_expect_str_eq(error->pointer, pointer);
    cr_expect(strstr(error->message, words), "%s: %s", rest, error->message);
    delphi_study_free(study);
    delphi_problems_free(problems);
}

Test(analysis, problems_of_rules_name_where_the_rule_stands) {
    expect_rule_problem("\"rules\": {\"keep\": \"medain >= 7\"}, " TWO_ROUNDS, "/rules/keep", "median");
    expect_rule_problem(RULES "\"rounds\": [{\"id\": 1}, {\"id\": 2, \"rules\": {\"drop\": \"iqr <\"}}]}",
                        "/rounds/1/rules/drop", "");
    expect_rule_problem("\"rules\": \"commet-70-15\", " TWO_ROUNDS, "/rules", "comet-70-15");
    expect_rule_problem("\"rules\": {\"keep\": \"share(cannot_judge) < 20%\"}, " TWO_ROUNDS, "/rules/keep",
                        "denominator");
}

Test(analysis, measures_that_a_protocol_can_never_have_are_refused_in_its_rules) {
    static const char *const heads[] = {
        "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 1, \"max\": 5}, \"rules\": {\"keep\": "
        "\"not disagreement\"}, " TWO_ROUNDS,
        "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 1, \"max\": 9}, \"quantile_type\": "
        "\"hinges\", \"rules\": {\"keep\": \"p30 >= 7\"}, " TWO_ROUNDS,
        "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 1, \"max\": 5}, \"rules\": {\"keep\": "
        "\"cvr >= 1/2\"}, " TWO_ROUNDS,
        "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 0, \"max\": 1}, \"rules\": {\"keep\": "
        "\"van_der_eijk_a >= 1/2\"}, " TWO_ROUNDS,
    };
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        delphi_problems *problems = delphi_problems_new();
        delphi_study *study = delphi_study_new();
        delphi_read_protocol(study, "study.json", heads[i], strlen(heads[i]), problems);
        test_no_problems(problems);
        cr_expect_eq(delphi_study_check_rules(study, problems), DELPHI_ERR_INPUT, "row %zu", i);
        delphi_study_free(study);
        delphi_problems_free(problems);
    }
}

Test(analysis, a_rounds_own_rule_goes_before_the_studys_and_a_preset_is_written_out) {
    char r1[2000] = "", r2[2000] = "";
    rows(r1, "A", "rating", RATINGS("7", "7", "7", "6", "6", "6"));
    rows(r2, "A", "rating", RATINGS("7", "7", "7", "6", "6", "6"));
    delphi_study *study = test_study(HEAD "\"rules\": \"percent-75\", \"rounds\": [{\"id\": 1}, {\"id\": 2, \"rules\": "
                                          "{\"keep\": \"share(7..9) >= 50%\"}}]}",
                                     "id,text\nA,a\n", panel6, RATINGS(r1, r2));
    delphi_result *first = test_analyse(study, 1, NULL), *second = test_analyse(study, 2, first);
    cr_expect_str_eq(first->keep_rule, delphi_preset_find("percent-75")->keep);
    cr_expect_str_eq(test_decision(first, "A"), "rerate");
    cr_expect_str_eq(second->keep_rule, "share(7..9) >= 50%");
    cr_expect_str_eq(second->drop_rule, delphi_preset_find("percent-75")->drop);
    cr_expect_str_eq(test_decision(second, "A"), "keep");
    delphi_result_free(second);
    delphi_result_free(first);
    delphi_study_free(study);
}

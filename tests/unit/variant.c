/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same ratings under another protocol: each member moves what it should and nothing else. */
#include "../support/two_rounds.h"

#define PROTOCOL(more) TWO_ROUNDS_PROTOCOL(TWO_ROUNDS_STAY more)
#define INDICATORS     "id,text\nA,a\n"

/* METHODS' vector v2: the IPRAS test says disagreement under type 6, and none under type 7. */
#define V2 "3 3 4 7 7 8 9 9 9"

static two_rounds study_of(const char *first, const char *second, int experts) {
    two_rounds t = two_rounds_start(PROTOCOL(""), INDICATORS, experts);
    two_rounds_rate(&t, 1, "A", first);
    two_rounds_rate(&t, 2, "A", second);
    two_rounds_appraise(&t);
    return t;
}

/* The decision on A in round 2 under the variant. */
static delphi_decision decide(const two_rounds *t, delphi_variant variant) {
    delphi_problems *problems = delphi_problems_new();
    delphi_variant_result *out = NULL;
    delphi_status status = delphi_variant_analyse(t->second, t->first, &variant, &out, problems);
    test_no_problems(problems);
    cr_assert_eq(status, DELPHI_OK);
    delphi_decision decision = out->result->outcomes[0].decision;
    cr_expect_eq(out->moved, (size_t)(decision != t->second->outcomes[0].decision));
    delphi_variant_free(out);
    delphi_problems_free(problems);
    return decision;
}

Test(variant, that_changes_nothing_moves_nothing) {
    two_rounds t = study_of(V2, V2, 9);
    cr_expect_eq(decide(&t, (delphi_variant){0}), t.second->outcomes[0].decision);
    two_rounds_end(&t);
}

Test(variant, the_quantile_type_can_decide) {
    two_rounds t = study_of(V2, V2, 9);
    const char *keep = "median >= 7 and not disagreement";
    cr_expect_eq(decide(&t, (delphi_variant){.keep = keep}), DELPHI_KEEP);
    cr_expect_eq(
        decide(&t, (delphi_variant){.keep = keep, .other_quantile_type = true, .quantile_type = DELPHI_QUANTILE_TYPE6}),
        DELPHI_NO_CONSENSUS);
    two_rounds_end(&t);
}

Test(variant, a_preset_gives_both_rules_and_one_of_them_can_be_replaced) {
    two_rounds t = study_of("2 2 2 2 2 2", "2 2 2 2 2 2", 6);
    cr_expect_eq(decide(&t, (delphi_variant){.preset = "comet-70-15"}), DELPHI_DROP);
    cr_expect_eq(decide(&t, (delphi_variant){.preset = "comet-70-15", .drop = ""}), DELPHI_NO_CONSENSUS);
    cr_expect_eq(decide(&t, (delphi_variant){.keep = "median <= 3"}), DELPHI_CONFLICT);
    two_rounds_end(&t);
}

Test(variant, the_denominator_counts_those_who_cannot_judge_or_did_not_answer) {
    two_rounds t = study_of("8 8 8 8 8 8 2 2 ? 0", "8 8 8 8 8 8 2 2 ? 0", 10);
    const char *keep = "share(high) >= 65%";
    static const struct {
        delphi_denominator denominator;
        delphi_decision decision;
    } rows[] = {{DELPHI_DENOMINATOR_VALID, DELPHI_KEEP},          /* 6/8 */
                {DELPHI_DENOMINATOR_ANSWERED, DELPHI_KEEP},       /* 6/9 */
                {DELPHI_DENOMINATOR_PANEL, DELPHI_NO_CONSENSUS}}; /* 6/10 */
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_eq(
            decide(&t, (delphi_variant){.keep = keep, .other_denominator = true, .denominator = rows[i].denominator}),
            rows[i].decision, "row %zu", i);
    two_rounds_end(&t);
}

Test(variant, stayers_only_leaves_the_newcomers_out) {
    /* E7 and E8 came in round 2. */
    two_rounds t = study_of("7 7 7 7 7 7 0 0", "7 7 7 6 6 6 9 9", 8);
    cr_expect_eq(t.second->outcomes[0].decision, DELPHI_KEEP);
    cr_expect_eq(decide(&t, (delphi_variant){.stayers_only = true}), DELPHI_NO_CONSENSUS);
    two_rounds_end(&t);
}

Test(variant, min_ratings_can_leave_an_indicator_undecided) {
    two_rounds t = study_of(V2, V2, 9);
    cr_expect_eq(decide(&t, (delphi_variant){.min_ratings = 10}), DELPHI_UNDECIDED);
    two_rounds_end(&t);
}

Test(variant, rules_can_be_asked_of_every_and_of_any_group) {
    two_rounds t = two_rounds_start(
        "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 1, \"max\": 9}, \"min_ratings\": 3, "
        "\"min_group\": 3, \"settled\": \"stay\", \"groups\": [{\"id\": \"a\"}, {\"id\": \"b\"}], "
        "\"rules\": {\"keep\": \"median >= 7\"}, \"rounds\": [{\"id\": 1}, {\"id\": 2}]}",
        INDICATORS, 7);
    t.group_of = "aaaabbb";
    two_rounds_rate(&t, 1, "A", "8 8 8 8 5 5 5");
    two_rounds_rate(&t, 2, "A", "8 8 8 8 5 5 5");
    two_rounds_appraise(&t);
    cr_expect_eq(t.second->outcomes[0].decision, DELPHI_KEEP);
    cr_expect_eq(decide(&t, (delphi_variant){.groups = DELPHI_GROUPS_EVERY}), DELPHI_NO_CONSENSUS);
    cr_expect_eq(decide(&t, (delphi_variant){.groups = DELPHI_GROUPS_ANY}), DELPHI_KEEP);
    two_rounds_end(&t);
}

/* What is refused, and with which words. */
static void refused(const two_rounds *t, delphi_variant variant, const delphi_result *previous, delphi_status status,
                    const char *words) {
    delphi_problems *problems = delphi_problems_new();
    delphi_variant_result *out = NULL;
    cr_expect_eq(delphi_variant_analyse(t->second, previous, &variant, &out, problems), status, "%s", words);
    cr_expect_null(out);
    cr_assert_geq(delphi_problems_kept(problems), 1u);
    cr_expect_not_null(strstr(delphi_problems_get(problems, 0)->message, words), "%s",
                       delphi_problems_get(problems, 0)->message);
    delphi_problems_free(problems);
}

Test(variant, what_has_no_meaning_is_refused) {
    two_rounds t = study_of(V2, V2, 9);
    refused(&t, (delphi_variant){.preset = "comet"}, t.first, DELPHI_ERR_USAGE, "no preset is named \"comet\"");
    refused(&t, (delphi_variant){.groups = DELPHI_GROUPS_EVERY}, t.first, DELPHI_ERR_USAGE, "no groups");
    refused(&t, (delphi_variant){.stayers_only = true}, NULL, DELPHI_ERR_USAGE, "no stayers");
    refused(&t, (delphi_variant){.keep = "", .drop = ""}, t.first, DELPHI_ERR_USAGE, "neither a rule");
    refused(&t, (delphi_variant){.keep = "median >= "}, t.first, DELPHI_ERR_INPUT, "median >=");
    refused(&t,
            (delphi_variant){
                .keep = "not disagreement", .other_quantile_type = true, .quantile_type = DELPHI_QUANTILE_HINGES},
            t.first, DELPHI_ERR_INPUT, "`disagreement` cannot be used in this study");
    two_rounds_end(&t);
}

Test(variant, a_rule_in_error_points_at_its_own_column) {
    two_rounds t = study_of(V2, V2, 9);
    delphi_problems *problems = delphi_problems_new();
    delphi_variant_result *out = NULL;
    delphi_variant variant = {.drop = "median <= 3 and medain > 2"};
    delphi_variant_analyse(t.second, t.first, &variant, &out, problems);
    cr_assert_eq(delphi_problems_kept(problems), 1u);
    cr_expect_str_eq(delphi_problems_get(problems, 0)->file, "drop");
    cr_expect_eq(delphi_problems_get(problems, 0)->column, 17);
    delphi_problems_free(problems);
    two_rounds_end(&t);
}

Test(alternatives, each_agrees_with_the_variant_that_it_names) {
    two_rounds t = study_of("8 8 8 7 7 6 9 9 2", "8 8 8 7 7 6 9 9 2", 9);
    delphi_problems *problems = delphi_problems_new();
    delphi_alternatives *all = NULL;
    cr_assert_eq(delphi_alternatives_try(t.second, t.first, &all, problems), DELPHI_OK);
    size_t tried = 0, agreeing = 0, refusals = 0;
    for (size_t a = 0; a < all->count; a++) {
        const delphi_alternative *item = &all->items[a];
        refusals += item->refusal != NULL;
        if (item->refusal)
            continue;
        tried++;
        agreeing += item->decisions[0] == t.second->outcomes[0].decision;
        cr_expect_eq(item->decisions[0], decide(&t, item->variant), "%s %s", item->kind, item->label);
        cr_expect_eq(item->decided[item->decisions[0]], 1u);
    }
    cr_expect_eq(all->decided, tried);
    cr_expect_eq(all->agreeing[0], agreeing);
    cr_expect_gt(tried, 15u);
    cr_expect_geq(refusals, 1u, "comet-70-15-each-group needs groups");
    delphi_alternatives_free(all);
    delphi_problems_free(problems);
    two_rounds_end(&t);
}

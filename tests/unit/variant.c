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

Test(variant, stayers_only_leaves_those_out_who_did_not_come_back) {
    /* E7 and E8 did not answer in round 2: six of eight invited, and six of six who stayed. */
    two_rounds t = study_of("7 7 7 7 7 7 2 2", "7 7 7 7 7 7 0 0", 8);
    delphi_variant variant = {
        .keep = "share(high) >= 80%", .other_denominator = true, .denominator = DELPHI_DENOMINATOR_PANEL};
    cr_expect_eq(decide(&t, variant), DELPHI_NO_CONSENSUS);
    variant.stayers_only = true;
    cr_expect_eq(decide(&t, variant), DELPHI_KEEP);
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

/* All problems of a variant, each as it is printed, in one text to be freed. */
static char *problems_of(const two_rounds *t, const delphi_result *previous, delphi_variant variant) {
    delphi_problems *problems = delphi_problems_new();
    delphi_variant_result *out = NULL;
    char *text = calloc(1, 8000);
    cr_expect_neq(delphi_variant_analyse(t->second, previous, &variant, &out, problems), DELPHI_OK);
    cr_expect_null(out);
    for (size_t i = 0; i < delphi_problems_kept(problems); i++) {
        delphi_error_format(delphi_problems_get(problems, i), text + strlen(text), 2000);
        strcat(text, "\n");
    }
    delphi_problems_free(problems);
    return text;
}

typedef struct {
    delphi_variant variant;
    const char *said; /* how the problems begin */
} complaint;

Test(variant, complains_of_a_rule_where_it_was_written) {
    static const complaint rows[] = {
        {{.keep = "medan >= 7", .keep_place = "--keep"}, "--keep:1: `medan` is no measure"},
        {{.keep = "median >= 7 and"}, "keep:16: the rule ends here"},
        {{.drop = "median => 3", .drop_place = "--drop"}, "--drop:8: "},
        {{.preset = "comet-70-15-each-group"}, "preset comet-70-15-each-group:1: the study has no groups"},
        {{.preset = "percent75"}, "no preset is named \"percent75\" (did you mean \"percent-75\"?)"},
    };
    two_rounds t = study_of(V2, V2, 9);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *said = problems_of(&t, t.first, rows[i].variant);
        cr_expect_eq(strncmp(said, rows[i].said, strlen(rows[i].said)), 0, "%s\n%s", rows[i].said, said);
        free(said);
    }
    two_rounds_end(&t);
}

Test(variant, tells_all_that_is_wrong_at_once) {
    two_rounds t = study_of(V2, V2, 9);
    char *said = problems_of(&t, NULL,
                             (delphi_variant){.preset = "comet",
                                              .keep = "medan >= 7",
                                              .drop = "mode <",
                                              .groups = DELPHI_GROUPS_ANY,
                                              .stayers_only = true});
    static const char *const words[] = {"no preset is named", "this study has no groups", "no stayers",
                                        "keep:1: `medan`", "drop:7: the rule ends here"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        cr_expect_not_null(strstr(said, words[i]), "%s is missing in\n%s", words[i], said);
    free(said);
    two_rounds_end(&t);
}

Test(variant, a_rule_that_asks_the_groups_itself_cannot_be_asked_of_each) {
    two_rounds t = two_rounds_start(
        "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 1, \"max\": 9}, \"min_ratings\": 3, "
        "\"min_group\": 3, \"settled\": \"stay\", \"groups\": [{\"id\": \"a\"}, {\"id\": \"b\"}], "
        "\"rules\": {\"keep\": \"median >= 7 and every group (median >= 6)\"}, \"rounds\": [{\"id\": 1}, {\"id\": 2}]}",
        INDICATORS, 7);
    t.group_of = "aaaabbb";
    two_rounds_rate(&t, 1, "A", "8 8 8 8 5 5 5");
    two_rounds_rate(&t, 2, "A", "8 8 8 8 5 5 5");
    two_rounds_appraise(&t);
    char *said = problems_of(&t, t.first, (delphi_variant){.groups = DELPHI_GROUPS_EVERY});
    static const char wanted[] = "the study's keep rule:17: this rule says itself what it asks of the groups";
    cr_expect_eq(strncmp(said, wanted, strlen(wanted)), 0, "%s", said);
    free(said);
    cr_expect_eq(decide(&t, (delphi_variant){.keep = "median >= 7", .groups = DELPHI_GROUPS_EVERY}),
                 DELPHI_NO_CONSENSUS);
    two_rounds_end(&t);
}

Test(variant, is_what_a_study_with_that_protocol_comes_to) {
    static const char rules[] = "\"rules\": {\"keep\": \"median >= 7 and not disagreement\"}, ";
    char protocol[400];
    two_rounds by[2];
    for (int i = 0; i < 2; i++) {
        snprintf(protocol, sizeof protocol,
                 "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 1, \"max\": 9}, %s%s%s"
                 "\"rounds\": [{\"id\": 1}, {\"id\": 2}]}",
                 TWO_ROUNDS_STAY, rules, i ? "\"quantile_type\": 6, " : "");
        by[i] = two_rounds_start(protocol, "id,text\nA,a\nB,b\nC,c\n", 10);
        for (int round = 1; round <= 2; round++) {
            two_rounds_rate(&by[i], round, "A", V2);
            two_rounds_rate(&by[i], round, "B", "1 1 4 6 6 8 8 9 9");
            two_rounds_rate(&by[i], round, "C", "1 3 3 5 5 8 8 8 8 9");
        }
        two_rounds_appraise(&by[i]);
    }
    delphi_variant variant = {.other_quantile_type = true, .quantile_type = DELPHI_QUANTILE_TYPE6};
    delphi_variant_result *out = NULL;
    cr_assert_eq(delphi_variant_analyse(by[0].second, by[0].first, &variant, &out, NULL), DELPHI_OK);
    size_t measures;
    delphi_measures(&measures);
    for (size_t i = 0; i < 3; i++) {
        const delphi_outcome *want = &by[1].second->outcomes[i], *have = &out->result->outcomes[i];
        cr_expect_eq(have->decision, want->decision);
        for (size_t m = 0; m < measures; m++) {
            char a[64], b[64];
            delphi_value_text(&want->cells[0].values[m], a, sizeof a);
            delphi_value_text(&have->cells[0].values[m], b, sizeof b);
            cr_expect_str_eq(b, a);
        }
    }
    cr_expect_eq(out->moved, 1u, "v2 under type 6");
    cr_expect_eq(by[0].study->protocol.quantile_type, DELPHI_QUANTILE_TYPE7, "the study is as it was");
    delphi_variant_free(out);
    two_rounds_end(&by[0]);
    two_rounds_end(&by[1]);
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
        cr_expect_eq(item->decisions[0], decide(&t, item->variant), "%s", item->label);
        cr_expect_eq(item->decided[item->decisions[0]], 1u);
    }
    cr_expect_eq(all->tried.all, tried);
    cr_expect_eq(all->agreeing[0].all, agreeing);
    cr_expect_gt(tried, 15u);
    cr_expect_geq(refusals, 1u, "comet-70-15-each-group needs groups");
    delphi_alternatives_free(all);
    delphi_problems_free(problems);
    two_rounds_end(&t);
}

static const delphi_alternative *find(const delphi_alternatives *all, const char *label) {
    for (size_t a = 0; a < all->count; a++)
        if (strcmp(all->items[a].label, label) == 0)
            return &all->items[a];
    return NULL;
}

Test(alternatives, say_nothing_twice_and_know_the_rounds_own_cuts) {
    two_rounds t = two_rounds_start(
        "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 1, \"max\": 9}, \"settled\": \"stay\", "
        "\"bands\": {\"low\": [1, 3], \"high\": [7, 9]}, \"denominator\": \"panel\", \"rules\": {\"keep\": "
        "\"share(high) >= 75% and iqr <= 2 and share(low) < 15%\"}, \"rounds\": [{\"id\": 1}, {\"id\": 2}]}",
        INDICATORS, 9);
    two_rounds_rate(&t, 1, "A", V2);
    two_rounds_rate(&t, 2, "A", V2);
    two_rounds_appraise(&t);
    delphi_alternatives *all = NULL;
    cr_assert_eq(delphi_alternatives_try(t.second, t.first, &all, NULL), DELPHI_OK);
    cr_expect_not_null(find(all, "percent-75"));
    cr_expect_null(find(all, "share(7..9) >= 75%"), "it is percent-75");
    cr_expect_not_null(find(all, "share(7..9) >= 70%"));
    cr_expect_null(find(all, "share cut 75%"), "it is the round's own");
    cr_expect_null(find(all, "IQR cut 2"), "it is the round's own");
    cr_assert_not_null(find(all, "share cut 80%"));
    cr_expect_str_eq(find(all, "share cut 80%")->keep_rule, "share(high) >= 80% and iqr <= 2 and share(low) < 15%");
    cr_expect_null(find(all, "share cut 80%")->drop_rule);
    cr_expect_str_eq(find(all, "IQR cut 3")->keep_rule, "share(high) >= 75% and iqr <= 3 and share(low) < 15%");
    cr_expect_null(find(all, "type 7"), "it is the round's own");
    cr_expect_not_null(find(all, "type 6, valid"));
    cr_expect_not_null(find(all, "denominator valid"));
    size_t counting = 0;
    for (size_t a = 0; a < all->count; a++)
        counting += all->items[a].family == DELPHI_FAMILY_COUNTING;
    cr_expect_eq(counting, 14u, "five quantile types by three denominators but for the round's own");
    cr_expect_eq(all->tried.in[DELPHI_FAMILY_COUNTING], 14u);
    delphi_alternatives_free(all);
    two_rounds_end(&t);
}

Test(alternatives, of_a_short_scale_refuse_what_needs_nine_points) {
    two_rounds t = two_rounds_start(
        "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 1, \"max\": 5}, \"settled\": \"stay\", "
        "\"bands\": {\"low\": [1, 2], \"high\": [4, 5]}, \"rules\": {\"keep\": \"median >= 4\"}, "
        "\"rounds\": [{\"id\": 1}, {\"id\": 2}]}",
        INDICATORS, 9);
    two_rounds_rate(&t, 1, "A", "4 4 4 4 4 5 5 5 5");
    two_rounds_rate(&t, 2, "A", "4 4 4 4 4 5 5 5 5");
    two_rounds_appraise(&t);
    delphi_alternatives *all = NULL;
    cr_assert_eq(delphi_alternatives_try(t.second, t.first, &all, NULL), DELPHI_OK);
    cr_assert_not_null(find(all, "percent-75"));
    cr_expect_not_null(strstr(find(all, "percent-75")->refusal, "off the scale"));
    cr_expect_null(strchr(find(all, "percent-75")->refusal, '\n'), "the rule is not drawn");
    cr_expect_null(find(all, "percent-75")->decisions);
    cr_assert_not_null(find(all, "share(4..5) >= 75%"));
    cr_expect_null(find(all, "share(4..5) >= 75%")->refusal);
    cr_expect_not_null(find(all, "median >= 4 and iqr <= 1"));
    cr_expect_null(find(all, "median >= 4 and iqr <= 2"));
    delphi_alternatives_free(all);
    two_rounds_end(&t);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a rule comes to: exact comparisons, three-valued logic, scopes, and the clauses that are shown. */
#include "rules_fixture.h"

TestSuite(rules_evaluate);

/* `high` of `n` ratings at 9, `low` of them at 1, the rest at 5. */
static fixture_world rated(int64_t high, int64_t low, int64_t n) {
    fixture_world world = fixture_empty();
    fixture_rate(&world, 9, high);
    fixture_rate(&world, 1, low);
    fixture_rate(&world, 5, n - high - low);
    return world;
}

Test(rules_evaluate, shares_are_exact_at_the_boundary) {
    static const struct {
        const char *rule;
        int64_t high, low, n;
        delphi_truth truth;
    } rows[] = {
        {"share(low) < 15%", 10, 3, 20, DELPHI_FALSE},  {"share(low) <= 15%", 10, 3, 20, DELPHI_TRUE},
        {"share(low) < 15%", 16, 3, 21, DELPHI_TRUE},   {"share(low) = 15%", 10, 3, 20, DELPHI_TRUE},
        {"share(low) != 15%", 10, 3, 20, DELPHI_FALSE}, {"share(high) >= 70%", 14, 0, 20, DELPHI_TRUE},
        {"share(high) > 70%", 14, 0, 20, DELPHI_FALSE}, {"share(high) >= 70%", 16, 0, 23, DELPHI_FALSE},
        {"share(high) >= 75%", 16, 3, 21, DELPHI_TRUE}, {"share(high) >= 80%", 18, 0, 23, DELPHI_FALSE},
        {"share(high) >= 2/3", 14, 0, 21, DELPHI_TRUE}, {"share(high) > 2/3", 14, 0, 21, DELPHI_FALSE},
        {"2/3 < share(high)", 15, 0, 21, DELPHI_TRUE},  {"share(high) >= 66.6666666667%", 14, 0, 21, DELPHI_FALSE},
        {"share(high) = 0.7", 7, 0, 10, DELPHI_TRUE},   {"share(high) > 0.1", 1, 0, 10, DELPHI_FALSE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        fixture_world world = rated(rows[i].high, rows[i].low, rows[i].n);
        cr_expect_eq(fixture_evaluate(rows[i].rule, &world), rows[i].truth, "`%s` of %d", rows[i].rule, (int)i);
    }
}

/* A panel of 2^40 ratings: 2^40 * 10^15 does not fit into 64 bits. */
Test(rules_evaluate, shares_are_exact_where_64_bits_are_too_few) {
    int64_t n = (int64_t)1 << 40;
    fixture_world world = rated(n / 3, 0, n);
    cr_expect_eq(fixture_evaluate("share(high) < 333333333333333/999999999999999", &world), DELPHI_TRUE);
    world = rated(n / 3 + 1, 0, n);
    cr_expect_eq(fixture_evaluate("share(high) > 333333333333333/999999999999999", &world), DELPHI_TRUE);
    world = rated(n / 4, 0, n);
    cr_expect_eq(fixture_evaluate("share(high) = 0.25000000000000", &world), DELPHI_TRUE);
    cr_expect_eq(fixture_evaluate("share(high) = 0.25000000000001", &world), DELPHI_FALSE);
}

Test(rules_evaluate, each_comparison_by_its_sign) {
    static const struct {
        const char *sign;
        bool less, same, more;
    } rows[] = {
        {">=", false, true, true},           {">", false, false, true},           {"<=", true, true, false},
        {"<", true, false, false},           {"=", false, true, false},           {"!=", true, false, true},
        {"\xE2\x89\xA5", false, true, true}, {"\xE2\x89\xA4", true, true, false}, {"\xE2\x89\xA0", true, false, true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        bool expected[] = {rows[i].less, rows[i].same, rows[i].more};
        for (int64_t value = 0; value < 3; value++) {
            fixture_world world = fixture_empty();
            fixture_set(&world, MEDIAN, fixture_number(13 + value, 2));
            char rule[32];
            snprintf(rule, sizeof rule, "median %s 7", rows[i].sign);
            cr_expect_eq(fixture_evaluate(rule, &world), expected[value] ? DELPHI_TRUE : DELPHI_FALSE, "%s, %d", rule,
                         (int)value);
        }
    }
}

Test(rules_evaluate, reals_are_compared_as_doubles) {
    fixture_world world = fixture_empty();
    fixture_set(&world, MEAN, base_value_real(0.1 + 0.2));
    cr_expect_eq(fixture_evaluate("mean > 0.3", &world), DELPHI_TRUE);
    cr_expect_eq(fixture_evaluate("mean = 0.3", &world), DELPHI_FALSE);
    fixture_set(&world, MEDIAN, fixture_number(1, 2));
    cr_expect_eq(fixture_evaluate("median > mean", &world), DELPHI_TRUE);
    cr_expect_eq(fixture_evaluate("mean < median", &world), DELPHI_TRUE);
    fixture_set(&world, MEAN, base_value_real(0.5));
    cr_expect_eq(fixture_evaluate("median = mean", &world), DELPHI_TRUE);
}

Test(rules_evaluate, numbers_mean_what_they_say) {
    static const char *const rules[] = {
        "median = 7.5",  "median = 15/2", "median = 750%", "median = 750 %", "median = 15 / 2",
        "median = 07.5", "median > -1",   "-1/2 < median", "median != -7.5", "7.50000000000000 = median",
    };
    fixture_world world = fixture_empty();
    fixture_set(&world, MEDIAN, fixture_number(15, 2));
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
        cr_expect_eq(fixture_evaluate(rules[i], &world), DELPHI_TRUE, "%s", rules[i]);
}

/* Counts 1 to 9 at the points 1 to 9, and ten "cannot judge". */
Test(rules_evaluate, a_set_is_a_union) {
    fixture_world world = fixture_empty();
    for (int point = 1; point <= POINTS; point++)
        fixture_rate(&world, point, point);
    for (size_t c = 0; c < CRITERIA; c++)
        world.cells[c][0].cannot_judge = 10;
    static const char *const rules[] = {
        "count(7..9) = 24",
        "count(high) = 24",
        "count(high, 8, 7..9) = 24",
        "count(1, 9) = 10",
        "count(5..5) = 5",
        "count(low, high) = 30",
        "count(1..9) = 45",
        "count(cannot_judge) = 10",
        "count(low, cannot_judge) = 16",
        "cannot_judge = 10",
        "n = 45",
        "round = 1",
        "share(1..9) = 1",
        "share(9) = 1/5",
        "share(cannot_judge) = 10/45",
    };
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
        cr_expect_eq(fixture_evaluate(rules[i], &world), DELPHI_TRUE, "%s", rules[i]);
    world.answered = true;
    cr_expect_eq(fixture_evaluate("share(cannot_judge) = 10/55 and share(1, cannot_judge) = 1/5", &world), DELPHI_TRUE);
}

/* Kleene's tables, by three truth measures that are false, unknown and true. */
Test(rules_evaluate, joins_truths_as_kleene_does) {
    static const delphi_truth truths[] = {DELPHI_FALSE, DELPHI_UNKNOWN, DELPHI_TRUE};
    static const delphi_truth both[3][3] = {{DELPHI_FALSE, DELPHI_FALSE, DELPHI_FALSE},
                                            {DELPHI_FALSE, DELPHI_UNKNOWN, DELPHI_UNKNOWN},
                                            {DELPHI_FALSE, DELPHI_UNKNOWN, DELPHI_TRUE}};
    static const delphi_truth either[3][3] = {{DELPHI_FALSE, DELPHI_UNKNOWN, DELPHI_TRUE},
                                              {DELPHI_UNKNOWN, DELPHI_UNKNOWN, DELPHI_TRUE},
                                              {DELPHI_TRUE, DELPHI_TRUE, DELPHI_TRUE}};
    const delphi_value values[] = {base_value_truth(false), base_value_undefined(DELPHI_REASON_TOO_FEW_RATINGS),
                                   base_value_truth(true)};
    for (size_t a = 0; a < 3; a++) {
        for (size_t b = 0; b < 3; b++) {
            fixture_world world = fixture_empty();
            fixture_set(&world, DISAGREEMENT, values[a]);
            fixture_set(&world, CLASSIC, values[b]);
            cr_expect_eq(fixture_evaluate("disagreement and disagreement_classic", &world), both[a][b]);
            cr_expect_eq(fixture_evaluate("disagreement or disagreement_classic", &world), either[a][b]);
            cr_expect_eq(fixture_evaluate("not disagreement", &world), 2 - truths[a]);
            cr_expect_eq(fixture_evaluate("not (disagreement)", &world), 2 - truths[a]);
            cr_expect_eq(fixture_evaluate("not not disagreement", &world), truths[a]);
            cr_expect_eq(fixture_evaluate("not (disagreement and disagreement_classic)", &world), 2 - both[a][b]);
        }
    }
}

Test(rules_evaluate, binds_not_before_and_before_or) {
    fixture_world world = fixture_empty();
    fixture_set(&world, DISAGREEMENT, base_value_truth(true));
    world.round = 2;
    cr_expect_eq(fixture_evaluate("disagreement or round = 1 and round = 3", &world), DELPHI_TRUE);
    cr_expect_eq(fixture_evaluate("(disagreement or round = 1) and round = 3", &world), DELPHI_FALSE);
    cr_expect_eq(fixture_evaluate("not disagreement and round = 3 or round = 2", &world), DELPHI_TRUE);
    cr_expect_eq(fixture_evaluate("not (disagreement and round = 3 or round = 2)", &world), DELPHI_FALSE);
    cr_expect_eq(fixture_evaluate("not round = 3 and not round >= 3", &world), DELPHI_TRUE);
}

Test(rules_evaluate, an_undefined_side_makes_a_clause_unknown) {
    fixture_world world = fixture_empty();
    static const char *const rules[] = {"median >= 7",  "7 <= median",      "median != median", "share(high) >= 75%",
                                        "disagreement", "not disagreement", "median > n",       "not (median >= 7)"};
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
        cr_expect_eq(fixture_evaluate(rules[i], &world), DELPHI_UNKNOWN, "%s", rules[i]);
    /* A scene that answers with the wrong kind is not trusted. */
    fixture_set(&world, MEDIAN, base_value_truth(true));
    fixture_set(&world, DISAGREEMENT, fixture_number(1, 1));
    cr_expect_eq(fixture_evaluate("median >= 0", &world), DELPHI_UNKNOWN);
    cr_expect_eq(fixture_evaluate("disagreement", &world), DELPHI_UNKNOWN);
}

/* Medians 8, 5, 9 on the three criteria. */
static fixture_world by_criterion(void) {
    fixture_world world = fixture_empty();
    static const int64_t medians[] = {8, 5, 9};
    for (size_t c = 0; c < CRITERIA; c++)
        for (size_t g = 0; g <= GROUPS; g++)
            world.cells[c][g].values[MEDIAN] = fixture_number(medians[c], 1);
    return world;
}

Test(rules_evaluate, reads_a_rule_without_criterion_as_every_criterion) {
    fixture_world world = by_criterion();
    fixture_leaves leaves = {.text = ""};
    cr_expect_eq(fixture_explain("median  >= 7", &world, &leaves), DELPHI_FALSE);
    cr_expect_str_eq(leaves.text, "median >= 7 @0/- 8 yes\nmedian >= 7 @1/- 5 no\nmedian >= 7 @2/- 9 yes\n");
    cr_expect_eq(fixture_evaluate("median >= 5", &world), DELPHI_TRUE);
    /* The whole rule is inside: no criterion is both. */
    cr_expect_eq(fixture_evaluate("not (median >= 7)", &world), DELPHI_FALSE);
    world.cells[RELEVANCE][0].values[MEDIAN] = base_value_undefined(DELPHI_REASON_TOO_FEW_RATINGS);
    cr_expect_eq(fixture_evaluate("median >= 5", &world), DELPHI_UNKNOWN);
    cr_expect_eq(fixture_evaluate("median >= 6", &world), DELPHI_FALSE);
}

Test(rules_evaluate, takes_criteria_by_name_and_by_quantifier) {
    fixture_world world = by_criterion();
    static const struct {
        const char *rule;
        delphi_truth truth;
    } rows[] = {
        {"relevance.median >= 7", DELPHI_TRUE},
        {"feasibility.median >= 7", DELPHI_FALSE},
        {"relevance.median > feasibility.median", DELPHI_TRUE},
        {"any criterion (median >= 9)", DELPHI_TRUE},
        {"any criterion (median > 9)", DELPHI_FALSE},
        {"every criterion (median >= 5)", DELPHI_TRUE},
        {"every criterion (median >= 6)", DELPHI_FALSE},
        {"feasibility.median = 5 and any criterion (median = 9)", DELPHI_TRUE},
        {"any criterion (median = 5) and any criterion (median = 9)", DELPHI_TRUE},
        {"any criterion (median = 5 and median = 9)", DELPHI_FALSE},
        /* Read as every criterion (any criterion (...) and ...). */
        {"any criterion (median = 9) and median >= 5", DELPHI_TRUE},
        {"any criterion (median = 9) and median >= 6", DELPHI_FALSE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        cr_expect_eq(fixture_evaluate(rows[i].rule, &world), rows[i].truth, "%s", rows[i].rule);
}

/* Ten ratings in each group but the last, which has two, below min_group; medians 7, 8 and, in the small group, 1. */
static fixture_world by_group(void) {
    fixture_world world = fixture_empty();
    static const int64_t medians[] = {6, 7, 8, 1}, ratings[] = {22, 10, 10, 2};
    world.min_group = 5;
    for (size_t c = 0; c < CRITERIA; c++) {
        for (size_t g = 0; g <= GROUPS; g++) {
            world.cells[c][g].values[MEDIAN] = fixture_number(medians[g], 1);
            world.cells[c][g].counts[4] = ratings[g];
        }
    }
    return world;
}

Test(rules_evaluate, looks_at_the_groups_that_reach_min_group) {
    fixture_world world = by_group();
    static const struct {
        const char *rule;
        delphi_truth truth;
    } rows[] = {
        {"every group (median >= 7)", DELPHI_TRUE},
        {"every group (median >= 8)", DELPHI_FALSE},
        {"any group (median >= 8)", DELPHI_TRUE},
        {"any group (median = 1)", DELPHI_FALSE},
        {"median = 6 and every group (median > 6)", DELPHI_TRUE},
        {"relevance.median = 6 and any group (influence.median = 8)", DELPHI_TRUE},
        {"every group (any criterion (median >= 7))", DELPHI_TRUE},
        {"any criterion (any group (median = 8))", DELPHI_TRUE},
        {"every group (round = 1)", DELPHI_TRUE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        cr_expect_eq(fixture_evaluate(rows[i].rule, &world), rows[i].truth, "%s", rows[i].rule);
    world.min_group = 2;
    cr_expect_eq(fixture_evaluate("every group (median >= 7)", &world), DELPHI_FALSE);
}

/* A group must reach min_group on each criterion that the clauses inside look at. */
Test(rules_evaluate, asks_a_group_for_every_criterion_inside) {
    fixture_world world = by_group();
    world.cells[FEASIBILITY][1].counts[4] = 4; /* the first group, on feasibility */
    static const struct {
        const char *rule;
        size_t groups;
    } rows[] = {
        {"every group (relevance.median >= 1)", 2},
        {"every group (feasibility.median >= 1)", 1},
        {"every group (relevance.median >= 1 and feasibility.n >= 0)", 1 + 1},
        {"every group (relevance.median <= feasibility.median)", 1},
        {"every group (every criterion (median >= 1))", 3},
        {"every criterion (every group (median >= 1))", 2 + 1 + 2},
        {"median >= 1 and every group (any criterion (n >= 0) or median >= 1)", 3 + (3 + 1) + 1 + 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        fixture_leaves leaves = {.text = ""};
        fixture_explain(rows[i].rule, &world, &leaves);
        cr_expect_eq(leaves.count, rows[i].groups, "%s:\n%s", rows[i].rule, leaves.text);
    }
}

Test(rules_evaluate, no_group_that_reaches_min_group_is_unknown) {
    fixture_world world = by_group();
    world.min_group = 100;
    static const struct {
        const char *rule, *leaves;
    } rows[] = {
        {"relevance.n >= 1 or every  group (relevance.median >= 7)",
         "relevance.n >= 1 @0/- 22 yes\nevery group (relevance.median >= 7) @0/- undefined unknown\n"},
        {"any group (relevance.n >= 1 and feasibility.n >= 1)",
         "any group (relevance.n >= 1 and feasibility.n >= 1) @-/- undefined unknown\n"},
        {"every group (n >= 7)", "every group (n >= 7) @0/- undefined unknown\n"
                                 "every group (n >= 7) @1/- undefined unknown\n"
                                 "every group (n >= 7) @2/- undefined unknown\n"},
        {"every group (any criterion (n >= 7)) and n > 3",
         "every group (any criterion (n >= 7)) @-/- undefined unknown\n"
         "n > 3 @0/- 22 yes\nn > 3 @1/- 22 yes\nn > 3 @2/- 22 yes\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        fixture_leaves leaves = {.text = ""};
        cr_expect_eq(fixture_explain(rows[i].rule, &world, &leaves), i == 0 ? DELPHI_TRUE : DELPHI_UNKNOWN);
        cr_expect_str_eq(leaves.text, rows[i].leaves);
    }
    cr_expect_eq(fixture_evaluate("not every group (n >= 7)", &world), DELPHI_UNKNOWN);
}

static bool reason_is_no_group(void *context, const delphi_rule_leaf *leaf) {
    *(bool *)context = leaf->value.kind == DELPHI_VALUE_UNDEFINED && leaf->value.reason == DELPHI_REASON_NO_GROUP &&
                       leaf->compare.reason == DELPHI_REASON_NONE && leaf->holds == DELPHI_UNKNOWN;
    return true;
}

Test(rules_evaluate, says_that_no_group_reaches_min_group) {
    fixture_world world = fixture_empty();
    delphi_rule_scene scene = fixture_scene(&world);
    delphi_rule *rule = fixture_parse("every group (relevance.median >= 7)");
    bool said = false;
    cr_expect_eq(delphi_rule_evaluate(rule, &scene, reason_is_no_group, &said), DELPHI_UNKNOWN);
    cr_expect(said);
    delphi_rule_free(rule);
}

Test(rules_evaluate, a_scene_without_groups_or_criteria_is_unknown) {
    fixture_world world = by_group();
    delphi_rule_scene scene = fixture_scene(&world);
    scene.criterion_count = scene.group_count = 0;
    delphi_rule *rule = fixture_parse("every group (relevance.median >= 7)");
    cr_expect_eq(delphi_rule_evaluate(rule, &scene, NULL, NULL), DELPHI_UNKNOWN);
    delphi_rule_free(rule);
    rule = fixture_parse("median >= 0 or n >= 0");
    cr_expect_eq(delphi_rule_evaluate(rule, &scene, NULL, NULL), DELPHI_UNKNOWN);
    delphi_rule_free(rule);
}

/* Clauses as written with white space folded, `not` in front of a truth included; all of them, in the rule's order. */
Test(rules_evaluate, shows_every_clause) {
    fixture_world world = rated(16, 3, 21);
    world.round = 2;
    fixture_set(&world, MEDIAN, fixture_number(15, 2));
    fixture_set(&world, IQR, fixture_number(2, 1));
    fixture_set(&world, DISAGREEMENT, base_value_truth(false));
    static const struct {
        const char *rule;
        delphi_truth truth;
        const char *leaves;
    } rows[] = {
        {"relevance.median >= 9 and relevance.share( high,  8 ) >= 75%", DELPHI_FALSE,
         "relevance.median >= 9 @0/- 7.5 no\nrelevance.share( high, 8 ) >= 75% @0/- 16/21 yes\n"},
        {"relevance.iqr<=2 or not   relevance.disagreement", DELPHI_TRUE,
         "relevance.iqr<=2 @0/- 2 yes\nnot relevance.disagreement @0/- false yes\n"},
        {"not(relevance.disagreement)", DELPHI_TRUE, "relevance.disagreement @0/- false no\n"},
        {"not not relevance.disagreement", DELPHI_FALSE, "not relevance.disagreement @0/- false yes\n"},
        {"not relevance.median >= 7", DELPHI_FALSE, "relevance.median >= 7 @0/- 7.5 yes\n"},
        {"relevance.median > feasibility.iqr", DELPHI_TRUE, "relevance.median > feasibility.iqr @0/- 7.5 ~ 2 yes\n"},
        {"7 <= influence.median", DELPHI_TRUE, "7 <= influence.median @2/- 7 ~ 7.5 yes\n"},
        {"round >= relevance.iqr", DELPHI_TRUE, "round >= relevance.iqr @0/- 2 ~ 2 yes\n"},
        {"not relevance.disagreement_classic", DELPHI_UNKNOWN,
         "not relevance.disagreement_classic @0/- undefined unknown\n"},
        {"relevance.median > relevance.mean", DELPHI_UNKNOWN,
         "relevance.median > relevance.mean @0/- 7.5 ~ undefined unknown\n"},
        {"round = 2", DELPHI_TRUE, "round = 2 @-/- 2 yes\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        fixture_leaves leaves = {.text = ""};
        cr_expect_eq(fixture_explain(rows[i].rule, &world, &leaves), rows[i].truth, "%s", rows[i].rule);
        cr_expect_str_eq(leaves.text, rows[i].leaves);
    }
}

/* What does not depend on the criterion or group of a loop is not repeated with it. */
Test(rules_evaluate, shows_a_clause_once_where_it_is_the_same) {
    fixture_world world = by_group();
    static const struct {
        const char *rule, *leaves;
    } rows[] = {
        {"round >= 1 and n > 20",
         "round >= 1 @-/- 1 yes\nn > 20 @0/- 22 yes\nn > 20 @1/- 22 yes\nn > 20 @2/- 22 yes\n"},
        {"any criterion (median = 6) and n > 20",
         "median = 6 @0/- 6 yes\nmedian = 6 @1/- 6 yes\nmedian = 6 @2/- 6 yes\n"
         "n > 20 @0/- 22 yes\nn > 20 @1/- 22 yes\nn > 20 @2/- 22 yes\n"},
        {"any group (round = 2 or relevance.median = 8)",
         "round = 2 @-/- 1 no\nrelevance.median = 8 @0/0 7 no\nrelevance.median = 8 @0/1 8 yes\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        fixture_leaves leaves = {.text = ""};
        cr_expect_eq(fixture_explain(rows[i].rule, &world, &leaves), DELPHI_TRUE, "%s", rows[i].rule);
        cr_expect_str_eq(leaves.text, rows[i].leaves);
    }
}

/* ... also where the first criterion has no group to look at. */
Test(rules_evaluate, shows_a_clause_wherever_it_is_first_looked_at) {
    fixture_world world = by_group();
    for (size_t g = 1; g <= GROUPS; g++)
        world.cells[RELEVANCE][g].counts[4] = world.cells[FEASIBILITY][g].counts[4] = 0;
    fixture_leaves leaves = {.text = ""};
    cr_expect_eq(fixture_explain("every group (round = 1 and median >= 7)", &world, &leaves), DELPHI_UNKNOWN);
    cr_expect_str_eq(leaves.text, "every group (round = 1 and median >= 7) @0/- undefined unknown\n"
                                  "every group (round = 1 and median >= 7) @1/- undefined unknown\n"
                                  "round = 1 @-/- 1 yes\nmedian >= 7 @2/0 7 yes\nmedian >= 7 @2/1 8 yes\n");
}

/* The outcome does not depend on the witness. */
Test(rules_evaluate, lets_the_witness_stop) {
    fixture_world world = by_criterion();
    fixture_leaves leaves = {.text = "", .limit = 2};
    cr_expect_eq(fixture_explain("any criterion (median = 9)", &world, &leaves), DELPHI_TRUE);
    cr_expect_eq(leaves.count, 2);
}

/* Clauses belong to the rule, so that they can be kept as long as it lives. */
static bool keep_clause(void *context, const delphi_rule_leaf *leaf) {
    *(const char **)context = leaf->clause;
    return true;
}

Test(rules_evaluate, lends_its_clauses) {
    fixture_world world = by_criterion();
    delphi_rule_scene scene = fixture_scene(&world);
    char text[] = "relevance.median >= 7";
    delphi_rule *rule = fixture_parse(text);
    memset(text, 'x', strlen(text));
    const char *clause = NULL;
    delphi_rule_evaluate(rule, &scene, keep_clause, &clause);
    cr_expect_str_eq(clause, "relevance.median >= 7");
    delphi_rule_free(rule);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every error of the rule language: its column, what it says, and the drawing with the caret. */
#include "rules_fixture.h"

#include <stdlib.h>

TestSuite(rules_errors);

typedef struct {
    const char *rule;
    long column;
    const char *says;
} refusal;

static delphi_problems *refused(const char *text, const delphi_rule_vocabulary *vocabulary) {
    delphi_problems *problems = delphi_problems_new();
    delphi_rule *rule = delphi_rule_parse(text, vocabulary, "study.json", "/rules/keep", problems);
    cr_assert_null(rule, "`%s` is refused", text);
    cr_assert_gt(delphi_problems_errors(problems), 0, "`%s` is refused with an error", text);
    return problems;
}

/* Each row is refused with one error, in this column, saying this. */
static void expect_refusals(const refusal *rows, size_t count, const delphi_rule_vocabulary *vocabulary) {
    for (size_t i = 0; i < count; i++) {
        delphi_problems *problems = refused(rows[i].rule, vocabulary);
        const delphi_error *error = delphi_problems_get(problems, 0);
        cr_expect_eq(delphi_problems_kept(problems), 1, "`%s`: one error", rows[i].rule);
        cr_expect_eq(error->status, DELPHI_ERR_INPUT);
        cr_expect_eq(error->column, rows[i].column, "`%s`: column %ld, not %ld", rows[i].rule, error->column,
                     rows[i].column);
        cr_expect(strstr(error->message, rows[i].says) != NULL, "`%s` says: %s", rows[i].rule, error->message);
        delphi_problems_free(problems);
    }
}

#define EXPECT_REFUSALS(rows, vocabulary) expect_refusals(rows, sizeof rows / sizeof rows[0], vocabulary)

Test(rules_errors, in_the_joining_of_clauses) {
    static const refusal rows[] = {
        {"", 1, "the rule is empty"},
        {" \t\n ", 1, "the rule is empty"},
        {"median >= 7 and", 16, "the rule ends here, where a clause"},
        {"median >= 7 or or iqr < 2", 16, "`or` stands here, where a clause"},
        {"and median >= 7", 1, "`and` stands here, where a clause"},
        {"not", 4, "the rule ends here, where a clause"},
        {"median >= 7 iqr <= 2", 13, "`iqr` stands here, where `and`, `or` or the end of the rule is expected"},
        {"(median >= 7", 13, "the `(` at character 1 is not closed"},
        {"n > 1 and (median >= 7 iqr", 24, "`iqr` stands here, where `and`, `or` or `)` is expected"},
        {"median >= 7)", 12, "this `)` closes nothing"},
        {"()", 2, "`)` stands here, where a clause"},
        {"(", 2, "the rule ends here, where a clause"},
        {"disagreement (n > 1)", 14, "`disagreement` takes no parentheses"},
        {"median >= 7 (n > 1)", 13, "`(` stands here, where `and`, `or`"},
        {"every", 6, "the rule ends here, where `group` or `criterion`"},
        {"any groups (n > 1)", 5, "`groups` stands here, where `group` or `criterion`, as in `any group (...)`"},
        {"every group median >= 7", 13, "`median` stands here, where `(`"},
        {"every criterion (n > 1", 23, "the `(` at character 17 is not closed"},
    };
    EXPECT_REFUSALS(rows, &fixture_vocabulary);
}

Test(rules_errors, in_words_and_signs_of_other_languages) {
    static const refusal rows[] = {
        {"median == 7", 8, "equality is written `=`"},
        {"median => 7", 8, "at least is written `>=`"},
        {"median =< 7", 8, "at most is written `<=`"},
        {"median <> 7", 8, "inequality is written `!=`"},
        {"median >= 7 && iqr <= 2", 13, "write `and`"},
        {"median >= 7 || iqr <= 2", 13, "write `or`"},
        {"!disagreement", 1, "write `not`"},
        {"median >= 7 AND iqr <= 2", 13, "`AND` has no meaning in a rule: write `and`"},
        {"median >= 7 Or iqr <= 2", 13, "write `or`"},
        {"NOT disagreement", 1, "write `not`"},
        {"Every group (median >= 7)", 1, "write `every`"},
        {"each group (median >= 7)", 1, "write `every`"},
        {"some group (median >= 7)", 1, "write `any`"},
        {"every GROUP (median >= 7)", 7, "`GROUP` stands here, where `group`"},
        {"median >= 7 en iqr <= 2", 13, "write `and`"},
        {"median >= 7 of iqr <= 2", 13, "write `or`"},
        {"niet disagreement", 1, "write `not`"},
        {"[median >= 7]", 1, "write `(`"},
        {"median + iqr >= 7", 8, "compares and does not calculate"},
        {"median - 1 >= 7", 8, "compares and does not calculate"},
        {"median > 7 % 2", 14, "`2` stands here, where `and`"},
        {"share(high) >= %", 16, "a per cent sign follows a number"},
        {"share(high) >= \xE2\x88\x92"
         "1",
         16, "a minus is written `-`"},
        {"median >= 7; iqr <= 2", 12, "`;` has no meaning"},
        {"\xC3\xA9t\xC3\xA9 >= 7", 1, "`\xC3\xA9` has no meaning"},
        {"n > 1 \x07", 7, "a control character"},
        {"n > 1 \xC2\x85", 7, "a control character"},
    };
    EXPECT_REFUSALS(rows, &fixture_vocabulary);
}

Test(rules_errors, in_numbers) {
    static const refusal rows[] = {
        {"median >= 7,5", 12, "decimals are written with a point"},
        {"median >= .5", 11, "a number begins with a digit"},
        {"median >= 7.", 11, "this is no number"},
        {"median >= 7. and n > 1", 11, "this is no number"},
        {"median >= 7.5.5", 11, "this is no number"},
        {"median >= 7x", 11, "this is no number"},
        {"median >= 1e3", 11, "this is no number"},
        {"median >= 7and n > 1", 11, "this is no number"},
        {"median >= 1234567890123456", 11, "15 digits at most"},
        {"median >= 1.234567890123456", 11, "15 digits at most"},
        {"share(high) > 1/1234567890123456", 17, "15 digits at most"},
        {"share(high) > 2/0", 17, "divides by zero"},
        {"share(high) > 2/", 17, "two whole numbers"},
        {"share(high) > 2/-3", 17, "two whole numbers"},
        {"share(high) > 1.5/2", 15, "two whole numbers"},
        {"share(high) > 2/3.5", 15, "this is no number"},
        {"share(high) > 2/3%", 18, "a per cent sign follows a number"},
        {"share(high) > 2/3/4", 18, "two whole numbers"},
        {"--7 < median", 1, "does not calculate"},
        {"share(high) >= 75", 16, "did you mean `75%`?"},
        {"share(high) >= 70.5", 16, "did you mean `70.5%`?"},
        {"101% > share(high)", 1, "a share lies between 0 and 1, which `101%` is beyond: write"},
        {"share(high) > -1", 15, "a share lies between 0 and 1"},
        {"share(high) > 4/3", 15, "write a percentage or a fraction"},
        {"share(high) > 101", 15, "write a percentage or a fraction"},
    };
    EXPECT_REFUSALS(rows, &fixture_vocabulary);
}

Test(rules_errors, in_comparisons) {
    static const refusal rows[] = {
        {"1 <= median <= 3", 13, "write `1 <= median and median <= ...`"},
        {"median = iqr = 3", 14, "comparisons cannot be chained"},
        {"7 >= 3", 1, "two numbers are compared"},
        {"n > 1 and 50% = 1/2", 11, "two numbers are compared"},
        {"median", 1, "`median` is a number: it must be compared"},
        {"not relevance.median", 5, "`relevance.median` is a number"},
        {"7", 1, "`7` stands alone"},
        {"share(high)", 1, "`share(high)` stands alone: it must be compared, as in `share(7..9) >= 75%`"},
        {"n and n > 1", 1, "`n` stands alone"},
        {"round", 1, "`round` stands alone"},
        {"cannot_judge", 1, "`cannot_judge` stands alone"},
        {"disagreement = 1", 1, "`disagreement` is true or false and is not compared"},
        {"1 != disagreement", 6, "`disagreement` is true or false"},
        {"median >=", 10, "the rule ends here, where a measure"},
        {"median >= and", 11, "`and` stands here, where a measure"},
        {">= 7", 1, "`>=` stands here, where a clause"},
        {"median > = 7", 10, "`=` stands here, where a measure"},
        {"median >= (7)", 11, "`(` stands here, where a measure"},
        {"median >= not 7", 11, "`not` stands here, where a measure"},
    };
    EXPECT_REFUSALS(rows, &fixture_vocabulary);
}

Test(rules_errors, in_share_and_count) {
    static const refusal rows[] = {
        {"share >= 75%", 1, "`share` needs to know of what"},
        {"count >= 3", 1, "`count` needs to know of what"},
        {"n(high) >= 3", 2, "`n` takes no parentheses"},
        {"share() >= 75%", 7, "`)` stands here, where a point"},
        {"share(7,) >= 75%", 9, "`)` stands here, where a point"},
        {"share(,7) >= 75%", 7, "`,` stands here, where a point"},
        {"share(7..) >= 75%", 10, "a point of the scale is expected"},
        {"share(..9) >= 75%", 7, "`..` stands here, where a point"},
        {"share(7..high) >= 75%", 10, "`high` stands here, where a point of the scale is expected"},
        {"share(7-9) >= 75%", 8, "a range is written with two points"},
        {"share(7 to 9) >= 75%", 9, "a range is written with two points"},
        {"share(7...9) >= 75%", 8, "a range is written with two points"},
        {"share(7\xE2\x80\x93"
         "9) >= 75%",
         8, "a range is written `7..9`"},
        {"share(7.9) >= 75%", 7, "`7.9` is no point of a scale"},
        {"share(75%) >= 75%", 7, "`75%` is no point of a scale"},
        {"share(1..4/2) >= 75%", 10, "`4/2` is no point of a scale"},
        {"share(high low) >= 75%", 12, "`low` stands here, where `,` or `)` is expected"},
        {"share(high", 11, "the rule ends here, where `,` or `)` is expected"},
        {"share(9..7) >= 75%", 7, "this range runs backwards: write the lower point first, `7..9`"},
        {"share(0..9) >= 75%", 7, "0 is off the scale: the points of this study go from 1 to 9"},
        {"share(7..10) >= 75%", 10, "10 is off the scale"},
        {"share(7, -1) >= 75%", 10, "-1 is off the scale"},
        {"share(12) >= 75%", 7, "12 is off the scale"},
        {"share(123456789012345) >= 75%", 7, "123456789012345 is off the scale"},
        {"share(hihg) >= 75%", 7,
         "`hihg` is no band: did you mean `high`? The bands and other answers are low, middle, high and cannot_judge"},
        {"count(zzzzzz) >= 7", 7, "`zzzzzz` is no band: the bands and other answers are low,"},
    };
    EXPECT_REFUSALS(rows, &fixture_vocabulary);
}

Test(rules_errors, in_names) {
    static const refusal rows[] = {
        {"medain >= 7", 1, "`medain` is no measure: did you mean `median`?"},
        {"Median >= 7", 1, "did you mean `median`?"},
        {"zzzzzzz >= 7", 1, "`zzzzzzz` is no measure: the measures and other values are share, count, n,"},
        {"not disagrement", 5, "did you mean `disagreement`?"},
        {"ipras > 2", 1, "`ipras` cannot be used in this study: defined on a scale of 1 to 9 only"},
        {"relevance >= 7", 1, "`relevance` is a criterion: write what of it is meant, for instance `relevance.median`"},
        {"high >= 75%", 1, "`high` is a band: write `share(high)`"},
        {"ram", 1, "write \"rules\": \"ram\" in study.json"},
        {"comet-70-15-each-group", 1, "`comet-70-15-each-group` is the name of a preset"},
        {"relevance.iqqr < 2", 11, "`iqqr` is no measure: did you mean `iqr`?"},
        {"relvance.median >= 7", 1,
         "`relvance` is no criterion: did you mean `relevance`? The criteria are relevance,"},
        {"relevance. >= 7", 12, "`>=` stands here, where a measure"},
        {"relevance..median >= 7", 10, "`..` stands here"},
        {"relevance.7 >= 7", 11, "`7` stands here, where a measure"},
        {"relevance.round >= 2", 1, "the round is the same for every criterion"},
    };
    EXPECT_REFUSALS(rows, &fixture_vocabulary);
}

Test(rules_errors, in_criteria_and_groups) {
    static const refusal rows[] = {
        {"relevance.median >= 7 and iqr <= 2", 27,
         "`iqr` names no criterion, while this rule names one elsewhere: put one in front with a point, or write "
         "`every "
         "criterion (...)` around it; the criteria are relevance, feasibility and influence"},
        {"median >= 7 and relevance.median >= 7", 1, "`median` names no criterion"},
        {"relevance.median >= iqr", 21, "`iqr` names no criterion"},
        {"relevance.n > 3 and every group (share(high) > 1/2)", 34, "`share(high)` names no criterion"},
        {"relevance.n > 3 or cannot_judge = 0", 20, "`cannot_judge` names no criterion"},
        {"every criterion (relevance.median >= 7)", 18, "a criterion is named inside `every criterion`"},
        {"any criterion (every group (median >= relevance.median))", 39, "a criterion is named inside"},
        {"every criterion (n > 1 or any criterion (n > 2))", 27, "stands inside another one"},
        {"every group (any group (n > 2))", 14, "stands inside another one"},
        {"every group (every criterion (any group (n > 2)))", 31, "stands inside another one"},
    };
    EXPECT_REFUSALS(rows, &fixture_vocabulary);
    static const refusal no_groups[] = {
        {"n > 1 and every group (n > 2)", 11, "the study has no groups, so `every group` has nothing to look at"},
        {"any group (n > 2)", 1, "the study has no groups, so `any group`"},
    };
    delphi_rule_vocabulary vocabulary = fixture_vocabulary;
    vocabulary.group_count = 0;
    EXPECT_REFUSALS(no_groups, &vocabulary);
}

Test(rules_errors, in_a_share_of_cannot_judge_that_has_no_meaning) {
    delphi_rule_vocabulary vocabulary = fixture_vocabulary;
    vocabulary.cannot_judge_refusal = "shares are over the valid ratings";
    static const refusal rows[] = {
        {"share(1..3, cannot_judge) > 1/2", 13,
         "share(cannot_judge) cannot be used in this study: shares are over the valid ratings"},
    };
    EXPECT_REFUSALS(rows, &vocabulary);
    delphi_rule *rule = delphi_rule_parse("count(cannot_judge) > 1 or cannot_judge > 1", &vocabulary, "", "", NULL);
    cr_expect_not_null(rule, "the count keeps its meaning");
    delphi_rule_free(rule);
}

/* Names are looked up everywhere, so that a person sees all of them at once. */
Test(rules_errors, are_all_reported_where_the_rule_is_in_order) {
    delphi_problems *problems =
        refused("medain >= 7 and share(0..9, hihg, 3..2) >= 75 and relvance.iqr < 2", &fixture_vocabulary);
    static const long columns[] = {1, 23, 29, 35, 44, 51, 1, 17};
    cr_assert_eq(delphi_problems_kept(problems), sizeof columns / sizeof columns[0]);
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        cr_expect_eq(delphi_problems_get(problems, i)->column, columns[i], "error %zu is in column %ld", i,
                     delphi_problems_get(problems, i)->column);
    delphi_problems_free(problems);
}

Test(rules_errors, carry_file_pointer_and_a_drawing) {
    delphi_problems *problems = refused("median >= 7 and medain >= 7", &fixture_vocabulary);
    const delphi_error *error = delphi_problems_get(problems, 0);
    cr_expect_str_eq(error->file, "study.json");
    cr_expect_str_eq(error->pointer, "/rules/keep");
    cr_expect_eq(error->line, 0);
    cr_expect_str_eq(
        error->message,
        "`medain` is no measure: did you mean `median`? The measures and other values are share, count, n, "
        "cannot_judge, round, median, iqr, mean, disagreement, disagreement_classic, cvr and cvr_critical\n"
        "median >= 7 and medain >= 7\n"
        "                ^");
    delphi_problems_free(problems);
}

/* Characters are counted, not bytes; a tab and a line break are drawn as one space each. */
Test(rules_errors, put_the_caret_under_the_character) {
    delphi_problems *problems = refused("median\t\xE2\x89\xA5\n7 and iqr \xE2\x89\xA4 2 x", &fixture_vocabulary);
    const delphi_error *error = delphi_problems_get(problems, 0);
    cr_expect_eq(error->column, 24);
    cr_expect_str_eq(strchr(error->message, '\n'),
                     "\nmedian \xE2\x89\xA5 7 and iqr \xE2\x89\xA4 2 x\n                       ^");
    delphi_problems_free(problems);
}

/* The drawing of a long rule is the part around the caret, between dots. */
Test(rules_errors, show_a_long_rule_around_the_caret) {
    char text[2048] = "";
    for (int i = 0; i < 60; i++)
        strcat(text, "n >= 5 and ");
    size_t at = strlen(text);
    strcat(text, "medain >= 7");
    for (int i = 0; i < 60; i++)
        strcat(text, " and n >= 6");
    delphi_problems *problems = refused(text, &fixture_vocabulary);
    const delphi_error *error = delphi_problems_get(problems, 0);
    cr_expect_eq(error->column, (long)at + 1);
    char expected[256];
    snprintf(expected, sizeof expected, "\n\xE2\x80\xA6%.70s\xE2\x80\xA6\n%*s^", text + at - 40, 41, "");
    cr_expect_str_eq(strchr(error->message, '\n'), expected);
    delphi_problems_free(problems);
}

Test(rules_errors, refuse_a_rule_beyond_its_limits) {
    char text[5000];
    memset(text, ' ', sizeof text);
    memcpy(text, "n > 1", 5);
    text[4001] = '\0';
    delphi_problems *problems = refused(text, &fixture_vocabulary);
    cr_expect_eq(delphi_problems_get(problems, 0)->column, 4001);
    cr_expect(strstr(delphi_problems_get(problems, 0)->message, "4001 bytes long: a rule has at most 4000"));
    delphi_problems_free(problems);

    static const char *const openings[] = {"(", "not ", "every group ("};
    for (size_t i = 0; i < 3; i++) {
        text[0] = '\0';
        for (int j = 0; j < 65; j++)
            strcat(text, j < 64 && i == 2 ? "(" : openings[i]);
        strcat(text, "n > 1");
        problems = refused(text, &fixture_vocabulary);
        const delphi_error *error = delphi_problems_get(problems, 0);
        cr_expect(strstr(error->message, "nested more than 64 deep"), "%s", error->message);
        cr_expect_eq(error->column, (i == 0 ? 64 : i == 1 ? 4 * 64 : 64 + 12) + 1);
        delphi_problems_free(problems);
    }
}

Test(rules_errors, refuse_bytes_that_are_no_utf8) {
    static const refusal rows[] = {
        {"median \xE2\x89 7", 8, "no UTF-8"},
        {"\xFF", 1, "no UTF-8"},
        {"\xE2\x89\xA5\xED\xA0\x80", 2, "no UTF-8"},
        {"n > 1 \xC0\x80", 7, "no UTF-8"},
    };
    EXPECT_REFUSALS(rows, &fixture_vocabulary);
}

/* A hostile name is not repeated whole, and its message stays well-formed and whole with its caret. */
Test(rules_errors, keep_a_message_within_its_room) {
    char text[4001];
    memset(text, 'x', 3990);
    strcpy(text + 3990, " > 1");
    delphi_problems *problems = refused(text, &fixture_vocabulary);
    const char *message = delphi_problems_get(problems, 0)->message;
    cr_expect_eq(message[strlen(message) - 1], '^');
    delphi_problems_free(problems);

    const char *names[400];
    char *name = malloc(65);
    memset(name, 'q', 64);
    name[64] = '\0';
    for (size_t i = 0; i < 400; i++)
        names[i] = name;
    delphi_rule_vocabulary vocabulary = fixture_vocabulary;
    vocabulary.criteria = names;
    vocabulary.criterion_count = 400;
    problems = refused("relevance.n > 1", &vocabulary);
    message = delphi_problems_get(problems, 0)->message;
    cr_expect(strstr(message, ", ...\nrelevance.n > 1\n^"), "%s", message);
    delphi_problems_free(problems);
    free(name);
}

Test(rules_errors, need_no_list_of_problems) {
    cr_expect_null(delphi_rule_parse("medain >= 7", &fixture_vocabulary, "", "", NULL));
    cr_expect_null(delphi_rule_parse("median >= ", &fixture_vocabulary, "", "", NULL));
}

Test(rules_errors, offer_nothing_where_there_is_nothing) {
    delphi_rule_vocabulary bare = {.scale_min = 1, .scale_max = 5};
    static const refusal rows[] = {
        {"relevance.n > 1", 1, "`relevance` is no criterion: this study has no criteria"},
        {"share(high) > 1/2", 7, "`high` is no band: the bands and other answers are cannot_judge"},
        {"medain > 1", 1, "the measures and other values are share, count, n, cannot_judge and round"},
    };
    EXPECT_REFUSALS(rows, &bare);
}

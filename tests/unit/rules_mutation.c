/* SPDX-License-Identifier: GPL-3.0-or-later */
/* No text does harm: soup of tokens, rules with bytes changed, and plain noise are parsed, and evaluated where they
 * parse. Leaks and overruns are found by the sanitizers that the suite is run under. */
#include "rules_fixture.h"

#include "base/text.h"

TestSuite(rules_mutation);

#define TEXT_MAX 600

static const char *const tokens[] = {
    "median",
    "iqr",
    "mean",
    "disagreement",
    "disagreement_classic",
    "cvr",
    "ipras",
    "medain",
    "relevance",
    "feasibility",
    "relevance.",
    "influence.",
    "every criterion (",
    "any criterion (",
    "every group (",
    "any group (",
    "every",
    "any",
    "group",
    "criterion",
    "and",
    "or",
    "not",
    "AND",
    "of",
    "share(",
    "count(",
    "share",
    "(",
    "(",
    ")",
    ")",
    ")",
    ",",
    ".",
    "..",
    "...",
    ">=",
    "<=",
    "<",
    ">",
    "=",
    "!=",
    "==",
    "&&",
    "!",
    "\xE2\x89\xA5",
    "\xE2\x89\xA0",
    "\xE2\x80\x93",
    "high",
    "low",
    "hihg",
    "cannot_judge",
    "n",
    "round",
    "7",
    "3",
    "9",
    "75%",
    "7.5",
    "2/3",
    "0/0",
    "2/0",
    "-1",
    "-",
    "%",
    "/",
    "1234567890123456",
    "7x",
    ".5",
    "7,5",
    "1..3",
    "7..9",
    "9..7",
    "0..12",
    "\xC2\xA0",
    "\t",
    "\n",
    "\xFF",
    "\xE2\x89",
    "\xF0\x9F\x98\x80",
    "ram",
    "percent-75",
    "\x01",
    "e\xCC\x81",
};

static const char *const rules[] = {
    "median >= 7 and share(7..9) >= 75% and not disagreement",
    "relevance.median >= 7 and feasibility.iqr <= 2",
    "every group (share(high) >= 70% and share(low) < 15%)",
    "iqr <= 1 or (round >= 3 and share(high) > 2/3)",
    "any criterion (every group (count(1..3, cannot_judge) = 0)) and not (n < 5)",
};

#define COUNT(array) (sizeof array / sizeof array[0])

/* What came of the texts: a soup that never parses would test the parser only. */
typedef struct {
    uint64_t state;
    delphi_rule_scene scene;
    size_t parsed, refused;
    char *text;
} kitchen;

static void check_error(const kitchen *k, const delphi_error *error) {
    size_t length = strlen(error->message);
    cr_assert(base_utf8_valid(error->message, length, NULL), "a message is UTF-8");
    cr_assert(length > 0 && error->message[length - 1] == '^', "a message ends with the caret: %s", error->message);
    cr_assert(error->column >= 1 && (size_t)error->column <= strlen(k->text) + 1, "a column is in the rule");
}

static bool look(void *context, const delphi_rule_leaf *leaf) {
    cr_assert_not_null(leaf->clause);
    cr_assert(leaf->clause[0] && leaf->holds <= DELPHI_TRUE);
    ++*(size_t *)context;
    return true;
}

static void taste(kitchen *k) {
    delphi_problems *problems = delphi_problems_new();
    delphi_rule *rule = delphi_rule_parse(k->text, &fixture_vocabulary, "", "", problems);
    if (rule) {
        size_t leaves = 0;
        delphi_truth truth = delphi_rule_evaluate(rule, &k->scene, look, &leaves);
        cr_assert(truth <= DELPHI_TRUE && leaves > 0);
        cr_assert_eq(delphi_problems_errors(problems), 0);
        k->parsed++;
    } else {
        cr_assert_gt(delphi_problems_errors(problems), 0);
        for (size_t i = 0; i < delphi_problems_kept(problems); i++)
            check_error(k, delphi_problems_get(problems, i));
        k->refused++;
    }
    delphi_rule_free(rule);
    delphi_problems_free(problems);
}

/* A text in memory of its own size, so that a sanitizer sees a step beyond its end. */
static void serve(kitchen *k, const char *text) {
    k->text = strdup(text);
    cr_assert_not_null(k->text);
    taste(k);
    free(k->text);
}

static void soup(kitchen *k, char *text) {
    size_t count = 1 + fixture_below(&k->state, 24);
    text[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        strcat(text, tokens[fixture_below(&k->state, COUNT(tokens))]);
        if (fixture_below(&k->state, 4))
            strcat(text, " ");
    }
}

/* Clauses that mostly are in order, mostly joined in order. */
static void broth(kitchen *k, char *text) {
    static const char *const clauses[] = {
        "median >= 7",     "not disagreement",    "share(high) > 1/2",     "n > 3",
        "round = 2",       "any group (iqr < 2)", "(cvr >= cvr_critical)", "every criterion (median > mean)",
        "relevance.n > 1", "share(12) > 1"};
    static const char *const joints[] = {" and ", " or ", " and not ", " ", ") or ("};
    text[0] = '\0';
    for (size_t i = 0, count = 1 + fixture_below(&k->state, 6); i < count; i++) {
        strcat(text, i ? joints[fixture_below(&k->state, i % 3 ? 3 : COUNT(joints))] : "");
        strcat(text, clauses[fixture_below(&k->state, fixture_below(&k->state, 8) ? 8 : COUNT(clauses))]);
    }
}

static void mutant(kitchen *k, char *text) {
    strcpy(text, rules[fixture_below(&k->state, COUNT(rules))]);
    for (size_t i = 0, count = fixture_below(&k->state, 4); i < count; i++) {
        size_t size = strlen(text), at = fixture_below(&k->state, size);
        char byte =
            (char)(fixture_below(&k->state, 3) ? 32 + fixture_below(&k->state, 95) : 1 + fixture_below(&k->state, 255));
        switch (fixture_below(&k->state, 3)) {
        case 0:
            text[at] = byte;
            break;
        case 1:
            memmove(text + at, text + at + 1, size - at);
            break;
        default:
            memmove(text + at + 1, text + at, size - at + 1);
            text[at] = byte;
        }
        if (text[0] == '\0')
            strcpy(text, "n");
    }
}

static void noise(kitchen *k, char *text) {
    size_t size = fixture_below(&k->state, 40);
    for (size_t i = 0; i < size; i++)
        text[i] = (char)(1 + fixture_below(&k->state, 255));
    text[size] = '\0';
}

static void cook(void (*make)(kitchen *, char *), uint64_t seed, size_t count, size_t parsed_least) {
    char text[TEXT_MAX * 2];
    fixture_world world = fixture_empty();
    kitchen k = {.state = seed, .scene = fixture_scene(&world)};
    for (size_t i = 0; i < count; i++) {
        if (i % 16 == 0)
            world = fixture_world_at_random(&k.state);
        make(&k, text);
        serve(&k, text);
    }
    cr_expect_eq(k.parsed + k.refused, count);
    cr_expect_geq(k.parsed, parsed_least, "%zu of %zu parsed", k.parsed, count);
    cr_expect_gt(k.refused, count / 10);
}

Test(rules_mutation, soup_of_tokens) {
    cook(soup, 1, 60000, 5);
}

Test(rules_mutation, clauses_out_of_order) {
    cook(broth, 2, 40000, 10000);
}

Test(rules_mutation, rules_with_bytes_changed) {
    cook(mutant, 3, 60000, 10000);
}

Test(rules_mutation, noise) {
    cook(noise, 4, 40000, 0);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Laws that hold for every rule and every scene, tried on many made at random with a fixed seed. */
#include "rules_random.h"

TestSuite(rules_property);

#define TRIES    20000
#define TEXT_MAX 16384

typedef struct {
    random_maker maker;
    random_rule *rule;
    fixture_world world;
    char text[TEXT_MAX];
} trial;

/* The next rule that fits, with a world to try it in. `round`, named clauses and quantifiers all occur. */
static void next(trial *t) {
    do {
        t->maker.used = 0;
        t->maker.named = fixture_below(&t->maker.state, 2);
        t->rule = random_rule_make(&t->maker, (int)fixture_below(&t->maker.state, 6), false, false);
        t->text[0] = '\0';
        random_rule_text(t->rule, t->text);
    } while (strlen(t->text) > 1200);
    t->world = fixture_world_at_random(&t->maker.state);
}

static trial *start(uint64_t seed) {
    static trial t;
    t.maker.state = seed;
    return &t;
}

Test(rules_property, come_out_as_the_plain_evaluation) {
    trial *t = start(20210401);
    size_t outcomes[3] = {0};
    for (int i = 0; i < TRIES; i++) {
        next(t);
        delphi_truth truth = fixture_evaluate(t->text, &t->world);
        outcomes[truth]++;
        cr_assert_eq(truth, random_whole(&t->world, &t->maker, t->rule), "`%s`", t->text);
    }
    /* A test that met only one outcome would show little. */
    for (size_t i = 0; i < 3; i++)
        cr_expect_gt(outcomes[i], TRIES / 20);
}

/* Writes a law with rules in place of A and B. */
static void fill(const char *law, const char *a, const char *b, char *out) {
    for (out[0] = '\0'; *law; law++) {
        const char one[] = {*law, '\0'};
        strcat(out, *law == 'A' ? a : *law == 'B' ? b : one);
    }
}

static void expect_same(const trial *t, const char *law, const char *same) {
    static char left[TEXT_MAX * 3], right[TEXT_MAX * 3], b[TEXT_MAX];
    strcpy(b, t->rule->b ? "" : "round = 1");
    if (t->rule->b)
        random_rule_text(t->rule->b, b);
    fill(law, t->text, b, left);
    fill(same, t->text, b, right);
    cr_assert_eq(fixture_evaluate(left, &t->world), fixture_evaluate(right, &t->world), "`%s` and `%s`", left, right);
}

Test(rules_property, obey_the_laws_of_kleene) {
    trial *t = start(1952);
    for (int i = 0; i < TRIES / 5; i++) {
        next(t);
        /* What is read as `every criterion (...)` is one thing with the words around it and another inside `not`. */
        if (!t->maker.named && random_open(t->rule))
            continue;
        expect_same(t, "not not (A)", "A");
        expect_same(t, "not ((A) and (B))", "not (A) or not (B)");
        expect_same(t, "not ((A) or (B))", "not (A) and not (B)");
        expect_same(t, "(A) and (B)", "(B) and (A)");
        expect_same(t, "(A) or (A)", "((A))");
        expect_same(t, "(A) and ((A) or (B))", "A");
    }
}

Test(rules_property, evaluate_the_same_from_their_own_text) {
    trial *t = start(64);
    for (int i = 0; i < TRIES / 5; i++) {
        next(t);
        /* White space of every kind for every space. */
        char spaced[TEXT_MAX * 2] = "";
        size_t used = 0;
        for (const char *c = t->text; *c; c++) {
            if (*c == ' ')
                used += (size_t)sprintf(spaced + used, "%s", fixture_below(&t->maker.state, 2) ? " \n" : "\xC2\xA0\t");
            else
                spaced[used++] = *c;
        }
        spaced[used] = '\0';
        delphi_rule *rule = fixture_parse(spaced);
        cr_expect_str_eq(delphi_rule_text(rule), t->text);
        fixture_leaves first = {.text = ""}, second = {.text = ""};
        delphi_rule_scene scene = fixture_scene(&t->world);
        delphi_truth truth = delphi_rule_evaluate(rule, &scene, fixture_witness, &first);
        cr_expect_eq(fixture_explain(delphi_rule_text(rule), &t->world, &second), truth);
        cr_expect_str_eq(first.text, second.text);
        cr_expect_gt(first.count, 0);
        delphi_rule_free(rule);
    }
}

/* Numbers of up to fifteen digits against shares of up to 2^62, by 128-bit products worked out here. */
Test(rules_property, compare_exactly) {
    uint64_t state = 128;
    for (int i = 0; i < TRIES; i++) {
        fixture_world world = fixture_empty();
        int64_t n = 1 + (int64_t)(fixture_random(&state) >> (2 + fixture_below(&state, 60)));
        int64_t high = (int64_t)(fixture_random(&state) >> 2) % (n + 1);
        world.cells[0][0].counts[8] = high;
        world.cells[0][0].counts[0] = n - high;
        int64_t den = 1 + (int64_t)(fixture_random(&state) % 999999999999999u);
        /* As near as a fraction with this denominator comes, or on the point. */
        __extension__ typedef __int128 wide;
        int64_t num = (int64_t)((wide)high * den / n);
        if (n < den && fixture_below(&state, 2))
            num = high, den = n;
        wide gap = (wide)high * den - (wide)num * n;
        if (num > 999999999999999 || den > 999999999999999)
            continue;
        char rule[128];
        snprintf(rule, sizeof rule, "relevance.share(9) > %lld/%lld", (long long)num, (long long)den);
        cr_assert_eq(fixture_evaluate(rule, &world), gap > 0 ? DELPHI_TRUE : DELPHI_FALSE, "%s", rule);
        snprintf(rule, sizeof rule, "relevance.share(9) = %lld/%lld", (long long)num, (long long)den);
        cr_assert_eq(fixture_evaluate(rule, &world), gap == 0 ? DELPHI_TRUE : DELPHI_FALSE, "%s", rule);
    }
}

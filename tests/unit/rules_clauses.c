/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clauses of a rule one by one, and what remains of a rule when some of them are known. */
#include "rules_random.h"

#include <stdlib.h>

TestSuite(rules_clauses);

#define TRIES 20000
#define ROOM  8192

static delphi_rule *parsed(const char *text) {
    delphi_problems *problems = delphi_problems_new();
    delphi_rule *rule = delphi_rule_parse(text, &fixture_vocabulary, "", "", problems);
    cr_assert_not_null(rule, "`%s`", text);
    delphi_problems_free(problems);
    return rule;
}

/* Truths of every clause everywhere. */
typedef struct {
    uint8_t truths[256][1 + CRITERIA][1 + GROUPS];
    bool reaches[CRITERIA][GROUPS];
} known;

static unsigned truth(const void *context, size_t clause, size_t criterion, size_t group) {
    const known *k = context;
    return k->truths[clause][criterion == DELPHI_NONE ? 0 : criterion + 1][group == DELPHI_NONE ? 0 : group + 1];
}

static bool reaches(const void *context, size_t criterion, size_t group) {
    return ((const known *)context)->reaches[criterion][group];
}

static size_t remains(const delphi_rule *rule, const known *k, uint8_t *out) {
    delphi_rule_facts facts = {k, CRITERIA, GROUPS, reaches, truth};
    size_t size = delphi_rule_residue(rule, &facts, out, ROOM);
    cr_assert_gt(size, 0u);
    return size;
}

static void next_rule(random_maker *maker, char *text) {
    random_rule *rule;
    do {
        maker->used = 0;
        maker->named = fixture_below(&maker->state, 2);
        rule = random_rule_make(maker, (int)fixture_below(&maker->state, 6), false, false);
        text[0] = '\0';
        random_rule_text(rule, text);
    } while (strlen(text) > 1200);
}

static void look_at_world(const delphi_rule *rule, const fixture_world *world, known *k) {
    delphi_rule_scene scene = fixture_scene(world);
    for (size_t i = 0; i < delphi_rule_clause_count(rule); i++)
        for (size_t c = 0; c < CRITERIA; c++)
            for (size_t g = 0; g <= GROUPS; g++) {
                size_t group = g ? g - 1 : DELPHI_NONE;
                uint8_t found = (uint8_t)delphi_rule_clause_truth(rule, i, &scene, c, group);
                k->truths[i][c + 1][g] = found;
                if (!delphi_rule_clause_at(rule, i).looks)
                    k->truths[i][0][0] = found;
            }
    for (size_t c = 0; c < CRITERIA; c++)
        for (size_t g = 0; g < GROUPS; g++)
            k->reaches[c][g] = fixture_reaches(world, c, g);
}

Test(rules_clauses, a_rule_whose_clauses_are_all_known_comes_out_as_it_is_evaluated) {
    static random_maker maker = {.state = 7};
    static known k;
    static char text[16384];
    static uint8_t out[ROOM];
    size_t outcomes[3] = {0};
    for (int i = 0; i < TRIES; i++) {
        next_rule(&maker, text);
        fixture_world world = fixture_world_at_random(&maker.state);
        delphi_rule *rule = parsed(text);
        delphi_rule_scene scene = fixture_scene(&world);
        look_at_world(rule, &world, &k);
        cr_assert_eq(remains(rule, &k, out), 1u);
        cr_assert_eq(out[0], delphi_rule_evaluate(rule, &scene, NULL, NULL), "`%s`", text);
        outcomes[out[0]]++;
        delphi_rule_free(rule);
    }
    for (size_t i = 0; i < 3; i++)
        cr_expect_gt(outcomes[i], (size_t)TRIES / 20);
}

static void fill(known *k, uint64_t *state, const known *open) {
    for (size_t i = 0; i < sizeof k->truths; i++) {
        uint8_t *at = (uint8_t *)k->truths + i;
        if (!open || ((const uint8_t *)open->truths)[i])
            *at = (uint8_t)fixture_below(state, 3);
    }
}

static void leave_open(known *k, const known *open) {
    for (size_t i = 0; i < sizeof k->truths; i++)
        if (((const uint8_t *)open->truths)[i])
            ((uint8_t *)k->truths)[i] = DELPHI_OPEN;
}

/* Two sets of truths for the clauses that are known, one for those that are open: where the two leave the same, the
 * rule comes out the same; and what is settled stays so. */
Test(rules_clauses, what_remains_is_all_that_matters) {
    static random_maker maker = {.state = 11};
    static known one, other, open, rest;
    static char text[16384];
    static uint8_t left[ROOM], right[ROOM], end[2];
    size_t same = 0, settled = 0;
    for (int i = 0; i < TRIES; i++) {
        next_rule(&maker, text);
        delphi_rule *rule = parsed(text);
        fill(&one, &maker.state, NULL);
        fill(&other, &maker.state, NULL);
        for (size_t k = 0; k < sizeof open.truths; k++)
            ((uint8_t *)open.truths)[k] = fixture_below(&maker.state, 2) == 0;
        for (size_t c = 0; c < CRITERIA; c++)
            for (size_t g = 0; g < GROUPS; g++)
                one.reaches[c][g] = other.reaches[c][g] = fixture_below(&maker.state, 4) > 0;
        leave_open(&one, &open);
        leave_open(&other, &open);
        size_t size = remains(rule, &one, left), other_size = remains(rule, &other, right);
        bool equal = size == other_size && memcmp(left, right, size) == 0;
        unsigned first = left[0];
        fill(&rest, &maker.state, NULL);
        for (size_t k = 0; k < sizeof open.truths; k++)
            if (((uint8_t *)open.truths)[k])
                ((uint8_t *)one.truths)[k] = ((uint8_t *)other.truths)[k] = ((uint8_t *)rest.truths)[k];
        remains(rule, &one, left);
        remains(rule, &other, right);
        end[0] = left[0];
        end[1] = right[0];
        cr_assert(!equal || end[0] == end[1], "`%s`", text);
        cr_assert(first >= DELPHI_OPEN || (end[0] == first && size == 1), "`%s`", text);
        same += equal;
        settled += first < DELPHI_OPEN;
        delphi_rule_free(rule);
    }
    cr_expect_gt(same, (size_t)TRIES / 20);
    cr_expect_gt(settled, (size_t)TRIES / 20);
    cr_expect_lt(settled, (size_t)TRIES * 19 / 20);
}

Test(rules_clauses, too_small_a_room_is_told) {
    static known k;
    uint8_t out[2];
    memset(&k, DELPHI_OPEN, sizeof k.truths);
    delphi_rule *rule = parsed("median >= 7 and iqr <= 2");
    delphi_rule_facts facts = {&k, CRITERIA, GROUPS, reaches, truth};
    cr_expect_eq(delphi_rule_residue(rule, &facts, out, sizeof out), 0u);
    delphi_rule_free(rule);
}

Test(rules_clauses, tell_what_they_look_at_and_whether_more_of_it_helps) {
    static const struct {
        const char *rule;
        size_t clause;
        delphi_rule_term_kind left;
        size_t criterion;
        int sense;
        bool looks, in_groups;
    } rows[] = {
        {"median >= 7 and iqr <= 2", 0, DELPHI_TERM_MEASURE, DELPHI_NONE, 1, true, false},
        {"median >= 7 and iqr <= 2", 1, DELPHI_TERM_MEASURE, DELPHI_NONE, -1, true, false},
        {"not (median >= 7 or not iqr < 2)", 0, DELPHI_TERM_MEASURE, DELPHI_NONE, -1, true, false},
        {"not (median >= 7 or not iqr < 2)", 1, DELPHI_TERM_MEASURE, DELPHI_NONE, -1, true, false},
        {"not disagreement", 0, DELPHI_TERM_MEASURE, DELPHI_NONE, -1, true, false},
        {"disagreement", 0, DELPHI_TERM_MEASURE, DELPHI_NONE, 1, true, false},
        {"feasibility.share(high) = 1/2", 0, DELPHI_TERM_SHARE, FEASIBILITY, 0, true, false},
        {"every group (n > 3) and round != 2", 0, DELPHI_TERM_N, DELPHI_NONE, 1, true, true},
        {"every group (n > 3) and round != 2", 1, DELPHI_TERM_ROUND, DELPHI_NONE, 0, false, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        delphi_rule *rule = parsed(rows[i].rule);
        delphi_rule_clause clause = delphi_rule_clause_at(rule, rows[i].clause);
        cr_expect_eq(clause.left.kind, rows[i].left, "%s", rows[i].rule);
        cr_expect_eq(clause.left.criterion, rows[i].criterion, "%s", rows[i].rule);
        cr_expect_eq(clause.sense, rows[i].sense, "%s", rows[i].rule);
        cr_expect_eq(clause.looks, rows[i].looks, "%s", rows[i].rule);
        cr_expect_eq(clause.in_groups, rows[i].in_groups, "%s", rows[i].rule);
        delphi_rule_free(rule);
    }
}

/* The shape of a rule as a text: `A(...)` all of, `O(...)` any of, `!(...)`, `C`/`c` every/any criterion, `G`/`g`
 * group, and a clause as its number with its sign. */
static void write_shape(const delphi_rule *rule, const delphi_rule_part *part, char *out) {
    static const char *const signs[] = {">=", ">", "<=", "<", "=", "!=", "yes", "no"};
    static const char heads[] = {'O', 'A', '!', 'C', 'G'};
    char *end = out + strlen(out);
    delphi_rule_part child;
    if (part->shape == DELPHI_RULE_CLAUSE) {
        sprintf(end, "%zu%s", part->clause, signs[delphi_rule_clause_at(rule, part->clause).sign]);
        cr_expect_not(delphi_rule_part_first(part, &child));
        return;
    }
    bool any = (part->shape == DELPHI_RULE_CRITERIA || part->shape == DELPHI_RULE_GROUPS) && !part->every;
    sprintf(end, "%c(", any ? heads[part->shape] - 'A' + 'a' : heads[part->shape]);
    for (bool more = delphi_rule_part_first(part, &child); more;) {
        write_shape(rule, &child, out);
        more = delphi_rule_part_next(&child, &child);
        strcat(out, more ? " " : ")");
    }
}

Test(rules_clauses, the_parts_of_a_rule_are_joined_as_it_says) {
    static const struct {
        const char *rule, *shape;
    } rows[] = {
        {"relevance.median >= 7", "0>="},
        {"median >= 7", "C(0>=)"},
        {"round != 2", "0!="},
        {"not relevance.disagreement", "0no"},
        {"relevance.disagreement", "0yes"},
        {"relevance.median > 7 and relevance.iqr < 2 or relevance.n <= 3", "O(A(0> 1<) 2<=)"},
        {"relevance.median > 7 and (relevance.iqr = 2 or relevance.n <= 3)", "A(0> O(1= 2<=))"},
        {"not (relevance.median >= 7 and relevance.iqr <= 2)", "!(A(0>= 1<=))"},
        {"every group (relevance.median >= 7) and any group (relevance.n > 3)", "A(G(0>=) g(1>))"},
        {"any criterion (median >= 7 or iqr <= 2)", "c(O(0>= 1<=))"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        delphi_rule *rule = parsed(rows[i].rule);
        delphi_rule_part whole = delphi_rule_whole(rule), next;
        char shape[256] = "";
        write_shape(rule, &whole, shape);
        cr_expect_str_eq(shape, rows[i].shape, "%s: %s", rows[i].rule, shape);
        cr_expect_not(delphi_rule_part_next(&whole, &next), "%s", rows[i].rule);
        delphi_rule_free(rule);
    }
}

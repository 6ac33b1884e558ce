/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small study for the tests of the rules: three criteria, three groups, a scale of 1 to 9, and values set by hand. */
#ifndef TESTS_RULES_FIXTURE_H
#define TESTS_RULES_FIXTURE_H

#include <delphi/rules.h>

#include "base/rational.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

enum { MEDIAN, IQR, MEAN, DISAGREEMENT, CLASSIC, CVR, CVR_CRITICAL, IPRAS_REFUSED, MEASURES };
enum { RELEVANCE, FEASIBILITY, INFLUENCE, CRITERIA };
#define GROUPS 3
#define POINTS 9

static const delphi_rule_measure fixture_measures[MEASURES] = {
    [MEDIAN] = {"median", false, NULL},
    [IQR] = {"iqr", false, NULL},
    [MEAN] = {"mean", false, NULL},
    [DISAGREEMENT] = {"disagreement", true, NULL},
    [CLASSIC] = {"disagreement_classic", true, NULL},
    [CVR] = {"cvr", false, NULL},
    [CVR_CRITICAL] = {"cvr_critical", false, NULL},
    [IPRAS_REFUSED] = {"ipras", false, "defined on a scale of 1 to 9 only"},
};
static const char *const fixture_criteria[CRITERIA] = {"relevance", "feasibility", "influence"};
static const delphi_rule_band fixture_bands[] = {{"low", 1, 3}, {"middle", 4, 6}, {"high", 7, 9}};

static const delphi_rule_vocabulary fixture_vocabulary = {
    .measures = fixture_measures,
    .measure_count = MEASURES,
    .criteria = fixture_criteria,
    .criterion_count = CRITERIA,
    .bands = fixture_bands,
    .band_count = 3,
    .group_count = GROUPS,
    .scale_min = 1,
    .scale_max = POINTS,
};

typedef struct {
    int64_t counts[POINTS], cannot_judge;
    delphi_value values[MEASURES];
} fixture_cell;

/* Cell [criterion][0] is the panel's, [criterion][1 + group] a group's. */
typedef struct {
    fixture_cell cells[CRITERIA][1 + GROUPS];
    int64_t min_group;
    int round;
    bool answered; /* shares are over everyone who answered, "cannot judge" included */
} fixture_world;

static inline const fixture_cell *fixture_at(const void *context, size_t criterion, size_t group) {
    const fixture_world *world = context;
    cr_assert_lt(criterion, (size_t)CRITERIA, "a criterion out of range was looked at");
    cr_assert(group == DELPHI_NONE || group < GROUPS, "a group out of range was looked at");
    return &world->cells[criterion][group == DELPHI_NONE ? 0 : 1 + group];
}

static inline int64_t fixture_n(const void *context, size_t criterion, size_t group) {
    const fixture_cell *cell = fixture_at(context, criterion, group);
    int64_t n = 0;
    for (size_t i = 0; i < POINTS; i++)
        n += cell->counts[i];
    return n;
}

static inline int64_t fixture_cannot_judge(const void *context, size_t criterion, size_t group) {
    return fixture_at(context, criterion, group)->cannot_judge;
}

static inline bool fixture_reaches(const void *context, size_t criterion, size_t group) {
    return fixture_n(context, criterion, group) >= ((const fixture_world *)context)->min_group;
}

static inline void fixture_measure(const void *context, size_t measure, size_t criterion, size_t group,
                                   delphi_value *out) {
    *out = fixture_at(context, criterion, group)->values[measure];
}

static inline int64_t fixture_in_set(const void *context, const delphi_answer_set *set, size_t criterion,
                                     size_t group) {
    const fixture_cell *cell = fixture_at(context, criterion, group);
    int64_t count = set->cannot_judge ? cell->cannot_judge : 0;
    for (size_t i = 0; i < POINTS; i++)
        count += set->points[i] ? cell->counts[i] : 0;
    return count;
}

static inline void fixture_share(const void *context, const delphi_answer_set *set, size_t criterion, size_t group,
                                 delphi_value *out) {
    int64_t base = fixture_n(context, criterion, group);
    if (((const fixture_world *)context)->answered)
        base += fixture_cannot_judge(context, criterion, group);
    int64_t count = fixture_in_set(context, set, criterion, group);
    *out = base ? base_value_share(count, base) : base_value_undefined(DELPHI_REASON_EMPTY_BASE);
}

static inline void fixture_count(const void *context, const delphi_answer_set *set, size_t criterion, size_t group,
                                 delphi_value *out) {
    *out = base_value_integer(fixture_in_set(context, set, criterion, group));
}

static inline delphi_rule_scene fixture_scene(const fixture_world *world) {
    return (delphi_rule_scene){
        .context = world,
        .round = world->round,
        .criterion_count = CRITERIA,
        .group_count = GROUPS,
        .group_reaches = fixture_reaches,
        .measure = fixture_measure,
        .share = fixture_share,
        .count = fixture_count,
        .n = fixture_n,
        .cannot_judge = fixture_cannot_judge,
    };
}

static inline delphi_value fixture_number(int64_t num, int64_t den) {
    return base_value_rational(base_rational(num, den));
}

/* A world without ratings in which every measure is undefined. */
static inline fixture_world fixture_empty(void) {
    fixture_world world = {.min_group = 1, .round = 1};
    for (size_t c = 0; c < CRITERIA; c++)
        for (size_t g = 0; g <= GROUPS; g++)
            for (size_t m = 0; m < MEASURES; m++)
                world.cells[c][g].values[m] = base_value_undefined(DELPHI_REASON_TOO_FEW_RATINGS);
    return world;
}

/* Sets a measure on every criterion, for the panel and the groups. */
static inline void fixture_set(fixture_world *world, size_t measure, delphi_value value) {
    for (size_t c = 0; c < CRITERIA; c++)
        for (size_t g = 0; g <= GROUPS; g++)
            world->cells[c][g].values[measure] = value;
}

/* Gives every cell `count` ratings of `point`. */
static inline void fixture_rate(fixture_world *world, int point, int64_t count) {
    for (size_t c = 0; c < CRITERIA; c++)
        for (size_t g = 0; g <= GROUPS; g++)
            world->cells[c][g].counts[point - 1] = count;
}

/* A rule that must parse. */
static inline delphi_rule *fixture_parse(const char *text) {
    delphi_problems *problems = delphi_problems_new();
    delphi_rule *rule = delphi_rule_parse(text, &fixture_vocabulary, "", "", problems);
    cr_assert_not_null(rule, "`%s` does not parse: %s", text,
                       delphi_problems_kept(problems) ? delphi_problems_get(problems, 0)->message : "no message");
    cr_assert_eq(delphi_problems_kept(problems), 0);
    delphi_problems_free(problems);
    return rule;
}

static inline delphi_truth fixture_evaluate(const char *text, const fixture_world *world) {
    delphi_rule *rule = fixture_parse(text);
    delphi_rule_scene scene = fixture_scene(world);
    delphi_truth truth = delphi_rule_evaluate(rule, &scene, NULL, NULL);
    delphi_rule_free(rule);
    return truth;
}

/* The leaves as lines of text: `clause @criterion/group value [~ compare] holds`. */
typedef struct {
    char text[8192];
    size_t count, limit;
} fixture_leaves;

static inline bool fixture_witness(void *context, const delphi_rule_leaf *leaf) {
    static const char *const truths[] = {"no", "unknown", "yes"};
    fixture_leaves *leaves = context;
    char value[64], compare[64], criterion[16], group[16];
    delphi_value_text(&leaf->value, value, sizeof value);
    delphi_value_text(&leaf->compare, compare, sizeof compare);
    bool plain = leaf->compare.kind == DELPHI_VALUE_UNDEFINED && leaf->compare.reason == DELPHI_REASON_NONE;
    snprintf(criterion, sizeof criterion, leaf->criterion == DELPHI_NONE ? "-" : "%zu", leaf->criterion);
    snprintf(group, sizeof group, leaf->group == DELPHI_NONE ? "-" : "%zu", leaf->group);
    size_t used = strlen(leaves->text);
    snprintf(leaves->text + used, sizeof leaves->text - used, "%s @%s/%s %s%s%s %s\n", leaf->clause, criterion, group,
             value, plain ? "" : " ~ ", plain ? "" : compare, truths[leaf->holds]);
    leaves->count++;
    return leaves->limit == 0 || leaves->count < leaves->limit;
}

static inline delphi_truth fixture_explain(const char *text, const fixture_world *world, fixture_leaves *leaves) {
    delphi_rule *rule = fixture_parse(text);
    delphi_rule_scene scene = fixture_scene(world);
    delphi_truth truth = delphi_rule_evaluate(rule, &scene, fixture_witness, leaves);
    delphi_rule_free(rule);
    return truth;
}

/* xorshift64*, Marsaglia 2003 and Vigna 2016: the same numbers on every machine. */
static inline uint64_t fixture_random(uint64_t *state) {
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * 0x2545F4914F6CDD1Du;
}

static inline size_t fixture_below(uint64_t *state, size_t bound) {
    return (size_t)(fixture_random(state) >> 33) % bound;
}

/* Ratings and measures at random, a fifth of them undefined, some groups empty. */
static inline fixture_world fixture_world_at_random(uint64_t *state) {
    fixture_world world = {.min_group = 3, .round = (int)fixture_below(state, 4), .answered = fixture_below(state, 2)};
    for (size_t c = 0; c < CRITERIA; c++) {
        for (size_t g = 0; g <= GROUPS; g++) {
            fixture_cell *cell = &world.cells[c][g];
            for (size_t i = 0; i < POINTS; i++)
                cell->counts[i] = fixture_below(state, 3) ? 0 : (int64_t)fixture_below(state, 3);
            cell->cannot_judge = (int64_t)fixture_below(state, 3);
            for (size_t m = 0; m < MEASURES; m++) {
                bool truth = fixture_measures[m].truth;
                cell->values[m] = fixture_below(state, 5) == 0 ? base_value_undefined(DELPHI_REASON_TOO_FEW_RATINGS)
                                  : truth                      ? base_value_truth(fixture_below(state, 2))
                                  : m == MEAN ? base_value_real((double)fixture_below(state, 900) / 100.0)
                                              : fixture_number((int64_t)fixture_below(state, 28), 3);
            }
        }
    }
    return world;
}

#endif

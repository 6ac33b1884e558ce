/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules: any text is parsed or refused with its column, and what was parsed is evaluated. The first byte chooses what
 * the measures are worth. */
#include "fuzz.h"

#include <string.h>

enum { MEDIAN, IQR, DISAGREEMENT, CVR, REFUSED, MEASURES };
#define GROUPS 2
#define POINTS 9

static const delphi_rule_measure measures[MEASURES] = {
    [MEDIAN] = {"median", false, NULL},
    [IQR] = {"iqr", false, NULL},
    [DISAGREEMENT] = {"disagreement", true, NULL},
    [CVR] = {"cvr", false, NULL},
    [REFUSED] = {"ipras", false, "defined on a scale of 1 to 9 only"},
};
static const char *const criteria[] = {"relevance", "feasibility"};
static const delphi_rule_band bands[] = {{"low", 1, 3}, {"middle", 4, 6}, {"high", 7, 9}};
static const delphi_rule_vocabulary vocabulary = {
    .measures = measures,
    .measure_count = MEASURES,
    .criteria = criteria,
    .criterion_count = 2,
    .bands = bands,
    .band_count = 3,
    .group_count = GROUPS,
    .scale_min = 1,
    .scale_max = POINTS,
};

/* A number from the scene's byte and a place, so that places differ. */
static unsigned at(const void *context, size_t criterion, size_t group) {
    FUZZ_MUST(criterion < 2 && (group == DELPHI_NONE || group < GROUPS));
    return (*(const uint8_t *)context * 31u + (unsigned)criterion * 7u + (unsigned)(group + 1) * 3u) % 97u;
}

static bool group_reaches(const void *context, size_t criterion, size_t group) {
    return at(context, criterion, group) % 3 != 0;
}

static void measure(const void *context, size_t which, size_t criterion, size_t group, delphi_value *out) {
    unsigned number = at(context, criterion, group);
    FUZZ_MUST(which < REFUSED);
    *out = (delphi_value){.kind = DELPHI_VALUE_UNDEFINED, .reason = DELPHI_REASON_TOO_FEW_RATINGS};
    if (which == DISAGREEMENT && number % 5)
        *out = (delphi_value){.kind = DELPHI_VALUE_TRUTH, .as.truth = number % 2};
    else if (which == CVR)
        *out = (delphi_value){.kind = DELPHI_VALUE_REAL, .as.real = (double)number / 97.0};
    else if (which != DISAGREEMENT && number % 5)
        *out = (delphi_value){.kind = DELPHI_VALUE_RATIONAL, .as.rational = {(int64_t)number % 9 + 1, 1}};
}

static int64_t n(const void *context, size_t criterion, size_t group) {
    return at(context, criterion, group) % 10;
}

static int64_t in_set(const void *context, const delphi_answer_set *set, size_t criterion, size_t group) {
    int64_t count = set->cannot_judge, all = n(context, criterion, group);
    for (size_t i = 0; i < POINTS; i++)
        count += set->points[i] != 0;
    return count < all ? count : all;
}

static void share(const void *context, const delphi_answer_set *set, size_t criterion, size_t group,
                  delphi_value *out) {
    int64_t all = n(context, criterion, group);
    *out = (delphi_value){.kind = DELPHI_VALUE_UNDEFINED, .reason = DELPHI_REASON_EMPTY_BASE};
    if (all)
        *out = (delphi_value){.kind = DELPHI_VALUE_SHARE, .as.rational = {in_set(context, set, criterion, group), all}};
}

static void count(const void *context, const delphi_answer_set *set, size_t criterion, size_t group,
                  delphi_value *out) {
    *out = (delphi_value){.kind = DELPHI_VALUE_RATIONAL, .as.rational = {in_set(context, set, criterion, group), 1}};
}

static bool witness(void *context, const delphi_rule_leaf *leaf) {
    char text[128];
    size_t *leaves = context;
    delphi_value_text(&leaf->value, text, sizeof text);
    FUZZ_MUST(leaf->clause && leaf->clause[0] && leaf->holds <= DELPHI_TRUE);
    return ++*leaves < 100000;
}

/* An explanation does not change the outcome, and the folded text means the same as what was written. */
static void evaluate(const delphi_rule *rule, const uint8_t *seed) {
    const delphi_rule_scene scene = {.context = seed,
                                     .round = 1 + *seed % 3,
                                     .criterion_count = 2,
                                     .group_count = GROUPS,
                                     .group_reaches = group_reaches,
                                     .measure = measure,
                                     .share = share,
                                     .count = count,
                                     .n = n,
                                     .cannot_judge = n};
    size_t leaves = 0;
    delphi_truth truth = delphi_rule_evaluate(rule, &scene, NULL, NULL);
    FUZZ_MUST(delphi_rule_evaluate(rule, &scene, witness, &leaves) == truth);
    FUZZ_MUST(leaves > 0);
    delphi_rule *again = delphi_rule_parse(delphi_rule_text(rule), &vocabulary, "", "", NULL);
    FUZZ_MUST(again && strcmp(delphi_rule_text(again), delphi_rule_text(rule)) == 0);
    FUZZ_MUST(delphi_rule_evaluate(again, &scene, NULL, NULL) == truth);
    delphi_rule_free(again);
}

void fuzz_rules(const char *bytes, size_t size) {
    if (!size)
        return;
    uint8_t seed = (uint8_t)bytes[0];
    char *text = strndup(bytes + 1, size - 1);
    delphi_problems *problems = delphi_problems_new();
    delphi_rule *rule = delphi_rule_parse(text, &vocabulary, "study.json", "/rules/keep", problems);
    fuzz_check_problems(rule ? DELPHI_OK : DELPHI_ERR_INPUT, problems);
    if (rule)
        evaluate(rule, &seed);
    delphi_rule_free(rule);
    delphi_problems_free(problems);
    free(text);
}

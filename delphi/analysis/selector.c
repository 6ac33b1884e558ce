/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sort keys of a selection. A key is the left side of a clause, so it is read as one: `KEY >= 0`. */
#include "analysis/private.h"

#include "base/problems.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Measures that say by themselves which way is better. */
static const struct {
    const char *name;
    int sign;
} directions[] = {
    {"mean", 1},
    {"median", 1},
    {"weighted_median", 1},
    {"q1", 1},
    {"q3", 1},
    {"p30", 1},
    {"p70", 1},
    {"min", 1},
    {"max", 1},
    {"i_cvi", 1},
    {"cvr", 1},
    {"modified_kappa", 1},
    {"iqr", -1},
    {"sd", -1},
    {"cv", -1},
    {"ipr", -1},
    {"mad_median", -1},
    {"weighted_iqr", -1},
    {"mean_abs_dev_median", -1},
    {"disagreement_index", -1},
};

/* What is being read, and where it stands. */
typedef struct {
    const delphi_study *study;
    const delphi_rule_vocabulary *words;
    delphi_problems *problems;
    char pointer[64];
} reading;

static delphi_status refuse(const reading *r, const char *key, const char *why) {
    return base_problem(r->problems, DELPHI_ERR_INPUT,
                        (base_place){.file = r->study->protocol.file, .pointer = r->pointer}, "\"%.80s\" %s", key, why);
}

/* Shares and counts of the upper end of the scale are better the higher they are, those of the lower end the lower. */
static int direction_of_set(const reading *r, const delphi_answer_set *set) {
    size_t last = (size_t)(r->words->scale_max - r->words->scale_min);
    bool low = set->points[0], high = set->points[last];
    return set->cannot_judge || low == high ? 0 : high ? 1 : -1;
}

static int direction_of(const reading *r, const delphi_rule_term *term) {
    if (term->kind == DELPHI_TERM_SHARE || term->kind == DELPHI_TERM_COUNT)
        return direction_of_set(r, term->set);
    if (term->kind != DELPHI_TERM_MEASURE)
        return 0;
    for (size_t i = 0; i < sizeof directions / sizeof *directions; i++)
        if (strcmp(r->words->measures[term->measure].name, directions[i].name) == 0)
            return directions[i].sign;
    return 0;
}

/* Is the rule that was read just a key with `>= 0` behind it? */
static bool is_one_term(const delphi_rule *rule) {
    if (delphi_rule_clause_count(rule) != 1)
        return false;
    delphi_rule_clause clause = delphi_rule_clause_at(rule, 0);
    return clause.sign == DELPHI_SIGN_AT_LEAST && !clause.in_groups && clause.right.kind == DELPHI_TERM_NUMBER &&
           clause.left.kind != DELPHI_TERM_NUMBER && clause.left.kind != DELPHI_TERM_ROUND;
}

static delphi_status settle_key(const reading *r, const char *text, analysis_key *key) {
    if (!is_one_term(key->rule))
        return refuse(r, text, "is no sort key: give one measure, share(...) or count(...), or \"id\"");
    key->term = delphi_rule_clause_at(key->rule, 0).left;
    key->criterion = key->term.criterion == DELPHI_NONE ? 0 : key->term.criterion;
    if (key->term.criterion == DELPHI_NONE && r->words->criterion_count > 1)
        return refuse(r, text, "names no criterion, and there are several: write it as CRITERION.MEASURE");
    if (!key->sign)
        key->sign = direction_of(r, &key->term);
    if (!key->sign)
        return refuse(r, text,
                      "may be better high or low: write \"+\" in front for the highest first, \"-\" for the "
                      "lowest");
    return DELPHI_OK;
}

static delphi_status read_key(const reading *r, const char *text, analysis_key *key) {
    const char *bare = text + (*text == '+' || *text == '-');
    *key = (analysis_key){.sign = *text == '-' ? -1 : *text == '+' ? 1 : 0};
    if (strcmp(bare, "id") == 0) {
        key->sign = key->sign ? key->sign : 1;
        return DELPHI_OK;
    }
    char *clause = malloc(strlen(bare) + 6);
    if (!clause)
        return base_no_memory(r->problems);
    sprintf(clause, "%s >= 0", bare);
    key->rule = delphi_rule_parse(clause, r->words, r->study->protocol.file, r->pointer, r->problems);
    free(clause);
    if (!key->rule)
        return r->problems && delphi_problems_status(r->problems) == DELPHI_ERR_MEMORY ? DELPHI_ERR_MEMORY
                                                                                       : DELPHI_ERR_INPUT;
    return settle_key(r, text, key);
}

delphi_status analysis_selector_make(const delphi_study *study, int round, const delphi_rule_vocabulary *words,
                                     analysis_selector *out, delphi_problems *problems) {
    reading r = {.study = study, .words = words, .problems = problems};
    const delphi_select *select = delphi_round_select(&study->protocol, round);
    *out = (analysis_selector){.select = select};
    if (!select)
        return DELPHI_OK;
    bool own = study->protocol.rounds[round - 1].select.best > 0;
    delphi_status status = DELPHI_OK;
    out->keys = calloc(select->by_count + 1, sizeof *out->keys);
    if (!out->keys)
        status = base_no_memory(problems);
    for (; out->keys && out->count < select->by_count; out->count++) {
        if (own)
            snprintf(r.pointer, sizeof r.pointer, "/rounds/%d/select/by/%zu", round - 1, out->count);
        else
            snprintf(r.pointer, sizeof r.pointer, "/select/by/%zu", out->count);
        delphi_status one = read_key(&r, select->by[out->count], &out->keys[out->count]);
        status = status ? status : one;
    }
    if (status)
        analysis_selector_free(out);
    return status;
}

void analysis_selector_free(analysis_selector *selector) {
    for (size_t i = 0; selector->keys && i < selector->count; i++)
        delphi_rule_free(selector->keys[i].rule);
    free(selector->keys);
    *selector = (analysis_selector){0};
}

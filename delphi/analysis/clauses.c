/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clauses of a round's rules one by one. */
#include "analysis/clauses.h"

#include <stdlib.h>

/* Enough for what is being written of a rule before it is settled: RULE_SIZE_MAX bytes of text have fewer parts. */
#define RESIDUE_ROOM 8192

static bool looks(const delphi_rule_term *term) {
    return term->kind != DELPHI_TERM_NUMBER && term->kind != DELPHI_TERM_ROUND;
}

static bool needs(const delphi_rule_term *term, const delphi_item *item, delphi_needs_kind kind) {
    size_t count;
    delphi_needs found;
    if (term->kind != DELPHI_TERM_MEASURE)
        return false;
    delphi_measure_needs(&delphi_measures(&count)[term->measure], item, &found);
    return found.kind == kind;
}

static void add_clause(analysis_clauses *clauses, const delphi_rule *rule, size_t index, const delphi_item *item) {
    analysis_clause *clause = &clauses->items[clauses->count++];
    *clause = (analysis_clause){.rule = rule,
                                .index = index,
                                .of_keep = rule == clauses->rules->keep,
                                .about = delphi_rule_clause_at(rule, index)};
    const delphi_rule_term *left = &clause->about.left, *right = &clause->about.right;
    clause->criterion = looks(left) ? left->criterion : right->criterion;
    clauses->entangled |= looks(left) && looks(right) && left->criterion != right->criterion;
    clauses->by_expert |= needs(left, item, DELPHI_NEEDS_UNKNOWN) || needs(right, item, DELPHI_NEEDS_UNKNOWN);
    clauses->of_whole |= needs(left, item, DELPHI_NEEDS_COUNTS) || needs(right, item, DELPHI_NEEDS_COUNTS);
    clauses->in_groups |= clause->about.looks && clause->about.in_groups;
}

bool analysis_clauses_start(analysis_clauses *clauses, const delphi_result *result) {
    const delphi_protocol *p = &result->study->protocol;
    const analysis_rules *rules = &((const analysis_memory *)result->owned)->rules;
    size_t keep = rules->keep ? delphi_rule_clause_count(rules->keep) : 0;
    size_t drop = rules->drop ? delphi_rule_clause_count(rules->drop) : 0;
    delphi_item item = analysis_item(result->study);
    item.n = 1;
    item.weighted = analysis_weights_of(result)->weighted;
    *clauses = (analysis_clauses){.rules = rules,
                                  .criteria = p->criterion_count,
                                  .slots = 1 + p->group_count,
                                  .last_round = result->last_round,
                                  .first_of_drop = keep};
    clauses->items = calloc(keep + drop + 1, sizeof *clauses->items);
    if (!clauses->items)
        return false;
    for (size_t i = 0; i < keep; i++)
        add_clause(clauses, rules->keep, i, &item);
    for (size_t i = 0; i < drop; i++)
        add_clause(clauses, rules->drop, i, &item);
    const analysis_selector *selector = &((const analysis_memory *)result->owned)->selector;
    for (size_t k = 0; k < selector->count; k++)
        clauses->by_expert |= needs(&selector->keys[k].term, &item, DELPHI_NEEDS_UNKNOWN);
    return true;
}

void analysis_clauses_end(analysis_clauses *clauses) {
    free(clauses->items);
    *clauses = (analysis_clauses){0};
}

bool analysis_clause_looks_at(const analysis_clause *clause, size_t criterion, size_t slot) {
    return clause->about.looks && (clause->criterion == criterion || clause->criterion == DELPHI_NONE) &&
           clause->about.in_groups == (slot > 0);
}

delphi_truth analysis_clause_truth(const analysis_clause *clause, const analysis_trial *trial, size_t criterion,
                                   size_t slot) {
    return delphi_rule_clause_truth(clause->rule, clause->index, &trial->scene, criterion,
                                    slot ? slot - 1 : DELPHI_NONE);
}

/* The facts, as a rule asks for them: its clauses begin at `first`. */
typedef struct {
    const analysis_facts *facts;
    size_t first;
} asked;

static bool group_reaches(const void *context, size_t criterion, size_t group) {
    const asked *a = context;
    return a->facts->group_reaches(a->facts->context, criterion, group);
}

static unsigned truth(const void *context, size_t clause, size_t criterion, size_t group) {
    const asked *a = context;
    return a->facts->truth(a->facts->context, a->first + clause, criterion == DELPHI_NONE ? 0 : criterion,
                           group == DELPHI_NONE ? 0 : group + 1);
}

size_t analysis_residue(const analysis_clauses *clauses, bool of_keep, const analysis_facts *facts, uint8_t *out,
                        size_t size) {
    const delphi_rule *rule = of_keep ? clauses->rules->keep : clauses->rules->drop;
    asked a = {.facts = facts, .first = of_keep ? 0 : clauses->first_of_drop};
    delphi_rule_facts ask = {.context = &a,
                             .criterion_count = clauses->criteria,
                             .group_count = clauses->slots - 1,
                             .group_reaches = group_reaches,
                             .truth = truth};
    if (rule)
        return delphi_rule_residue(rule, &ask, out, size);
    *out = DELPHI_FALSE;
    return 1;
}

delphi_decision analysis_decide_by(const analysis_clauses *clauses, const analysis_facts *facts) {
    uint8_t keep[RESIDUE_ROOM], drop[RESIDUE_ROOM];
    analysis_residue(clauses, true, facts, keep, sizeof keep);
    analysis_residue(clauses, false, facts, drop, sizeof drop);
    return analysis_decision_of((delphi_truth)keep[0], (delphi_truth)drop[0], clauses->last_round);
}

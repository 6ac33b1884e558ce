/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clauses of a rule one by one, by what they look at, and how the rule joins them. */
#include "rules/rule.h"

static size_t count_leaves(const rule_node *node) {
    size_t count = !node->first;
    for (const rule_node *child = node->first; child; child = child->next)
        count += count_leaves(child);
    return count;
}

static void list_leaves(rule_node *node, bool in_groups, bool turned, delphi_rule *rule) {
    in_groups |= node->kind == RULE_GROUPS;
    turned ^= node->kind == RULE_NOT;
    for (rule_node *child = node->first; child; child = child->next)
        list_leaves(child, in_groups, turned, rule);
    if (node->first)
        return;
    node->index = rule->clause_count;
    node->in_groups = in_groups;
    node->turned = turned;
    rule->clauses[rule->clause_count++] = node;
}

bool rule_list_clauses(rule_source *source, rule_node *root, delphi_rule *rule) {
    rule->clauses = rule_new(source, count_leaves(root), sizeof *rule->clauses);
    if (!rule->clauses)
        return false;
    list_leaves(root, false, false, rule);
    return true;
}

size_t delphi_rule_clause_count(const delphi_rule *rule) {
    return rule->clause_count;
}

static delphi_rule_term term_of(const rule_term *term) {
    static const delphi_rule_term_kind kinds[] = {
        [RULE_TERM_NUMBER] = DELPHI_TERM_NUMBER, [RULE_TERM_MEASURE] = DELPHI_TERM_MEASURE,
        [RULE_TERM_SHARE] = DELPHI_TERM_SHARE,   [RULE_TERM_COUNT] = DELPHI_TERM_COUNT,
        [RULE_TERM_N] = DELPHI_TERM_N,           [RULE_TERM_CANNOT_JUDGE] = DELPHI_TERM_CANNOT_JUDGE,
        [RULE_TERM_ROUND] = DELPHI_TERM_ROUND,
    };
    delphi_rule_term out = {.kind = DELPHI_TERM_NUMBER, .criterion = DELPHI_NONE, .number = {0, 1}};
    if (!term)
        return out;
    out.kind = kinds[term->kind];
    out.criterion = term->criterion_index;
    out.measure = term->measure;
    if (term->kind == RULE_TERM_NUMBER)
        out.number = term->number.as.rational;
    if (term->kind == RULE_TERM_SHARE || term->kind == RULE_TERM_COUNT)
        out.set = &term->set;
    return out;
}

/* Does the clause itself gain (1) or lose (-1) where its left side grows? */
static int sense_of(const rule_node *node) {
    if (node->kind == RULE_TRUTH)
        return node->negated ? -1 : 1;
    if (node->op == RULE_GE || node->op == RULE_GT)
        return 1;
    return node->op == RULE_LE || node->op == RULE_LT ? -1 : 0;
}

static delphi_rule_sign sign_of(const rule_node *node) {
    static const delphi_rule_sign signs[] = {
        [RULE_GE] = DELPHI_SIGN_AT_LEAST, [RULE_GT] = DELPHI_SIGN_MORE,  [RULE_LE] = DELPHI_SIGN_AT_MOST,
        [RULE_LT] = DELPHI_SIGN_LESS,     [RULE_EQ] = DELPHI_SIGN_EQUAL, [RULE_NE] = DELPHI_SIGN_UNEQUAL,
    };
    if (node->kind == RULE_TRUTH)
        return node->negated ? DELPHI_SIGN_HOLDS_NOT : DELPHI_SIGN_HOLDS;
    return signs[node->op];
}

delphi_rule_clause delphi_rule_clause_at(const delphi_rule *rule, size_t clause) {
    const rule_node *node = rule->clauses[clause];
    return (delphi_rule_clause){
        .left = term_of(node->left),
        .right = term_of(node->right),
        .sense = node->turned ? -sense_of(node) : sense_of(node),
        .looks = node->looks,
        .in_groups = node->in_groups,
        .sign = sign_of(node),
    };
}

static delphi_rule_part part_of(const rule_node *node) {
    static const delphi_rule_shape shapes[] = {
        [RULE_OR] = DELPHI_RULE_ANY_OF,     [RULE_AND] = DELPHI_RULE_ALL_OF,
        [RULE_NOT] = DELPHI_RULE_NOT,       [RULE_CRITERIA] = DELPHI_RULE_CRITERIA,
        [RULE_GROUPS] = DELPHI_RULE_GROUPS, [RULE_COMPARISON] = DELPHI_RULE_CLAUSE,
        [RULE_TRUTH] = DELPHI_RULE_CLAUSE,
    };
    return (delphi_rule_part){shapes[node->kind], node->every, node->index, node};
}

delphi_rule_part delphi_rule_whole(const delphi_rule *rule) {
    return part_of(rule->root);
}

bool delphi_rule_part_first(const delphi_rule_part *of, delphi_rule_part *out) {
    const rule_node *node = of->node;
    if (node->first)
        *out = part_of(node->first);
    return node->first != NULL;
}

bool delphi_rule_part_next(const delphi_rule_part *after, delphi_rule_part *out) {
    const rule_node *node = after->node;
    if (node->next)
        *out = part_of(node->next);
    return node->next != NULL;
}

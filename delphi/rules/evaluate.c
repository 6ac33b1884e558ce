/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walks a rule's tree in Kleene's strong three-valued logic (S. C. Kleene, Introduction to Metamathematics, 1952,
 * section 64): false < unknown < true, `and` is the least, `or` the greatest, `not` turns the order round.
 *
 * Every clause is evaluated, also where the outcome is certain, so that the explanation is complete. A clause that does
 * not depend on what a quantifier runs over is shown to the witness once, not once a criterion or group. */
#include "rules/rule.h"

typedef struct {
    const delphi_rule_scene *scene;
    delphi_rule_witness witness; /* NULL where there is none, or after it asked to stop */
    void *context;
    uint64_t shown[RULE_ONCE_MAX / 64]; /* by rule_node.once */
} walk;

/* Where a clause is looked at. */
typedef struct {
    size_t criterion, group;
    bool again; /* inside a criterion quantifier that the one read around the whole rule has brought up before */
} spot;

static delphi_truth evaluate(walk *w, const rule_node *node, spot at);

static delphi_truth least(delphi_truth a, delphi_truth b) {
    return a < b ? a : b;
}

static delphi_truth greatest(delphi_truth a, delphi_truth b) {
    return a > b ? a : b;
}

static delphi_truth opposite(delphi_truth a) {
    return (delphi_truth)(DELPHI_TRUE - a);
}

/* No further clause can change it, and nobody looks on to see the rest. */
static bool is_settled(const walk *w, delphi_truth truth, bool all) {
    return !w->witness && truth == (all ? DELPHI_FALSE : DELPHI_TRUE);
}

static void term_value(const delphi_rule_scene *scene, const rule_term *term, spot at, delphi_value *out) {
    size_t criterion = term->criterion_index != DELPHI_NONE ? term->criterion_index : at.criterion;
    switch (term->kind) {
    case RULE_TERM_NUMBER:
        *out = term->number;
        break;
    case RULE_TERM_MEASURE:
        scene->measure(scene->context, term->measure, criterion, at.group, out);
        break;
    case RULE_TERM_SHARE:
        scene->share(scene->context, &term->set, criterion, at.group, out);
        break;
    case RULE_TERM_COUNT:
        scene->count(scene->context, &term->set, criterion, at.group, out);
        break;
    case RULE_TERM_N:
        *out = base_value_integer(scene->n(scene->context, criterion, at.group));
        break;
    case RULE_TERM_CANNOT_JUDGE:
        *out = base_value_integer(scene->cannot_judge(scene->context, criterion, at.group));
        break;
    case RULE_TERM_ROUND:
        *out = base_value_integer(scene->round);
        break;
    }
}

static bool is_exact(const delphi_value *value) {
    return value->kind == DELPHI_VALUE_RATIONAL || value->kind == DELPHI_VALUE_SHARE;
}

static bool is_number(const delphi_value *value) {
    return is_exact(value) || value->kind == DELPHI_VALUE_REAL;
}

/* -1, 0, 1: exact where both are, else as doubles. */
static int order(const delphi_value *a, const delphi_value *b) {
    if (is_exact(a) && is_exact(b))
        return base_rational_compare(a->as.rational, b->as.rational);
    double left = delphi_value_real(a), right = delphi_value_real(b);
    return (left > right) - (left < right);
}

static delphi_truth compare(rule_op op, const delphi_value *a, const delphi_value *b) {
    if (!is_number(a) || !is_number(b))
        return DELPHI_UNKNOWN;
    int sign = order(a, b);
    bool holds = op == RULE_GE   ? sign >= 0
                 : op == RULE_GT ? sign > 0
                 : op == RULE_LE ? sign <= 0
                 : op == RULE_LT ? sign < 0
                 : op == RULE_EQ ? sign == 0
                                 : sign != 0;
    return holds ? DELPHI_TRUE : DELPHI_FALSE;
}

static bool shown_before(walk *w, const rule_node *node, spot at) {
    if (node->once < 0)
        return at.again;
    uint64_t *word = &w->shown[node->once / 64], bit = (uint64_t)1 << (node->once % 64);
    bool before = *word & bit;
    *word |= bit;
    return before;
}

static void show(walk *w, const delphi_rule_leaf *leaf, const rule_node *node, spot at) {
    if (w->witness && !shown_before(w, node, at) && !w->witness(w->context, leaf))
        w->witness = NULL;
}

size_t rule_leaf_criterion(const rule_node *node, size_t scope) {
    const rule_term *term = rule_term_looks(node->left) ? node->left : node->right;
    return term->criterion_index != DELPHI_NONE ? term->criterion_index : scope;
}

static delphi_truth evaluate_leaf(walk *w, const rule_node *node, spot at) {
    delphi_rule_leaf leaf = {.clause = node->clause, .criterion = DELPHI_NONE, .group = DELPHI_NONE};
    if (node->looks) {
        leaf.criterion = rule_leaf_criterion(node, at.criterion);
        leaf.group = at.group;
    }
    term_value(w->scene, node->left, at, &leaf.value);
    if (node->kind == RULE_COMPARISON) {
        delphi_value right = {.kind = DELPHI_VALUE_UNDEFINED};
        term_value(w->scene, node->right, at, &right);
        leaf.holds = compare(node->op, &leaf.value, &right);
        if (node->right->kind != RULE_TERM_NUMBER)
            leaf.compare = right;
    } else if (leaf.value.kind != DELPHI_VALUE_TRUTH) {
        leaf.holds = DELPHI_UNKNOWN;
    } else {
        leaf.holds = leaf.value.as.truth != node->negated ? DELPHI_TRUE : DELPHI_FALSE;
    }
    show(w, &leaf, node, at);
    return leaf.holds;
}

static delphi_truth evaluate_criteria(walk *w, const rule_node *node, spot at) {
    delphi_truth joined = node->every ? DELPHI_TRUE : DELPHI_FALSE;
    at.again = at.criterion != DELPHI_NONE && at.criterion > 0;
    for (size_t i = 0; i < w->scene->criterion_count && !is_settled(w, joined, node->every); i++) {
        at.criterion = i;
        delphi_truth truth = evaluate(w, node->first, at);
        joined = node->every ? least(joined, truth) : greatest(joined, truth);
    }
    return w->scene->criterion_count ? joined : DELPHI_UNKNOWN;
}

bool rule_group_counts(const rule_node *node, size_t scope, size_t group,
                       bool (*reaches)(const void *context, size_t criterion, size_t group), const void *context) {
    if (node->scope_criterion && !reaches(context, scope, group))
        return false;
    for (size_t i = 0; i < node->criterion_count; i++)
        if (!reaches(context, node->criteria[i], group))
            return false;
    return true;
}

/* No group reaches min_group: the quantifier itself is the clause that is shown. */
static void show_no_group(walk *w, const rule_node *node, spot at) {
    delphi_rule_leaf leaf = {.clause = node->clause, .criterion = DELPHI_NONE, .group = DELPHI_NONE};
    if (node->scope_criterion && node->criterion_count == 0)
        leaf.criterion = at.criterion;
    else if (!node->scope_criterion && node->criterion_count == 1)
        leaf.criterion = node->criteria[0];
    leaf.value = base_value_undefined(DELPHI_REASON_NO_GROUP);
    leaf.holds = DELPHI_UNKNOWN;
    show(w, &leaf, node, at);
}

static delphi_truth evaluate_groups(walk *w, const rule_node *node, spot at) {
    delphi_truth joined = node->every ? DELPHI_TRUE : DELPHI_FALSE;
    spot inside = at;
    bool found = false;
    for (size_t i = 0; i < w->scene->group_count && !is_settled(w, joined, node->every); i++) {
        if (!rule_group_counts(node, at.criterion, i, w->scene->group_reaches, w->scene->context))
            continue;
        inside.group = i;
        delphi_truth truth = evaluate(w, node->first, inside);
        joined = node->every ? least(joined, truth) : greatest(joined, truth);
        found = true;
    }
    if (!found) {
        show_no_group(w, node, at);
        return DELPHI_UNKNOWN;
    }
    return joined;
}

static delphi_truth evaluate_joined(walk *w, const rule_node *node, spot at) {
    bool all = node->kind == RULE_AND;
    delphi_truth truth = evaluate(w, node->first, at);
    for (const rule_node *child = node->first->next; child && !is_settled(w, truth, all); child = child->next) {
        delphi_truth other = evaluate(w, child, at);
        truth = all ? least(truth, other) : greatest(truth, other);
    }
    return truth;
}

static delphi_truth evaluate(walk *w, const rule_node *node, spot at) {
    switch (node->kind) {
    case RULE_OR:
    case RULE_AND:
        return evaluate_joined(w, node, at);
    case RULE_NOT:
        return opposite(evaluate(w, node->first, at));
    case RULE_CRITERIA:
        return evaluate_criteria(w, node, at);
    case RULE_GROUPS:
        return evaluate_groups(w, node, at);
    case RULE_COMPARISON:
    case RULE_TRUTH:
        break;
    }
    return evaluate_leaf(w, node, at);
}

delphi_truth delphi_rule_evaluate(const delphi_rule *rule, const delphi_rule_scene *scene, delphi_rule_witness witness,
                                  void *witness_context) {
    walk w = {.scene = scene, .witness = witness, .context = witness_context};
    return evaluate(&w, rule->root, (spot){.criterion = DELPHI_NONE, .group = DELPHI_NONE});
}

delphi_truth delphi_rule_clause_truth(const delphi_rule *rule, size_t clause, const delphi_rule_scene *scene,
                                      size_t criterion, size_t group) {
    walk w = {.scene = scene};
    return evaluate_leaf(&w, rule->clauses[clause], (spot){.criterion = criterion, .group = group});
}

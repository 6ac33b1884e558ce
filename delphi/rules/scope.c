/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which criterion and group each clause looks at.
 *
 * A rule that names no criterion, and has a clause that needs one outside of `every|any criterion`, is read as
 * `every criterion (the whole rule)`. A rule that names a criterion somewhere must name or quantify it at every clause
 * that needs one. Quantifiers of one kind do not nest, and a name inside a criterion quantifier is refused: both would
 * say one thing and mean another.
 *
 * A group quantifier looks at the groups that reach min_group on every criterion which the clauses inside look at. */
#include "rules/rule.h"

typedef struct {
    rule_source *source;
    bool names_criterion; /* somewhere in the rule */
    bool open;            /* a clause needs a criterion and stands in no criterion quantifier */
    int once;             /* how many clauses are shown once */
} survey;

/* The quantifiers around a clause. */
typedef struct {
    bool in_criteria, in_groups;
} around;

bool rule_term_looks(const rule_term *term) {
    return term && term->kind != RULE_TERM_NUMBER && term->kind != RULE_TERM_ROUND;
}

static bool unnamed(const rule_term *term) {
    return rule_term_looks(term) && term->criterion.size == 0;
}

static void survey_term(survey *s, const rule_term *term, bool in_criteria) {
    if (!rule_term_looks(term))
        return;
    s->names_criterion |= term->criterion.size > 0;
    s->open |= term->criterion.size == 0 && !in_criteria;
}

static void survey_node(survey *s, const rule_node *node, bool in_criteria) {
    in_criteria |= node->kind == RULE_CRITERIA;
    survey_term(s, node->left, in_criteria);
    survey_term(s, node->right, in_criteria);
    for (const rule_node *child = node->first; child; child = child->next)
        survey_node(s, child, in_criteria);
}

static void check_term(const survey *s, const rule_term *term, around place) {
    rule_source *source = s->source;
    if (!rule_term_looks(term))
        return;
    if (term->criterion.size && place.in_criteria) {
        rule_complain(
            source, term->criterion.at,
            "a criterion is named inside `every criterion` or `any criterion`, which already says which: leave "
            "the name out, or write the clause outside of the parentheses");
    } else if (!term->criterion.size && !place.in_criteria && s->names_criterion) {
        const delphi_rule_vocabulary *v = source->vocabulary;
        char *text = rule_quoted(source, term->slice);
        char *all = rule_listed(source, v->criteria, v->criterion_count);
        if (text && all)
            rule_complain(
                source, term->slice.at,
                "`%s` names no criterion, while this rule names one elsewhere: put one in front with a point, or "
                "write `every criterion (...)` around it; the criteria are %s",
                text, all);
    }
}

static void check_quantifier(rule_source *source, const rule_node *node, around place) {
    if (node->kind == RULE_CRITERIA && place.in_criteria)
        rule_complain(source, node->slice.at,
                      "`every criterion` or `any criterion` stands inside another one: one of "
                      "them is enough");
    if (node->kind == RULE_GROUPS && place.in_groups)
        rule_complain(source, node->slice.at,
                      "`every group` or `any group` stands inside another one: one of them is "
                      "enough");
    if (node->kind == RULE_GROUPS && source->vocabulary->group_count == 0)
        rule_complain(source, node->slice.at, "the study has no groups, so `%s group` has nothing to look at",
                      node->every ? "every" : "any");
}

/* Marks in `named` each criterion that clauses under `node` name; tells whether they look at the scope's, or at all. */
static void gather(const rule_node *node, bool *named, bool *scope, bool *all, bool in_criteria) {
    in_criteria |= node->kind == RULE_CRITERIA;
    const rule_term *terms[] = {node->left, node->right};
    for (size_t i = 0; i < 2; i++) {
        if (terms[i] && terms[i]->criterion_index != DELPHI_NONE)
            named[terms[i]->criterion_index] = true;
        if (unnamed(terms[i]))
            *(in_criteria ? all : scope) = true;
    }
    for (const rule_node *child = node->first; child; child = child->next)
        gather(child, named, scope, all, in_criteria);
}

/* Works out on which criteria a group must reach min_group. */
static void settle_groups(rule_source *source, rule_node *node) {
    size_t total = source->vocabulary->criterion_count, count = 0;
    bool *named = rule_new(source, total, sizeof *named);
    size_t *criteria = rule_new(source, total, sizeof *criteria);
    bool all = false;
    if (!named || !criteria)
        return;
    gather(node, named, &node->scope_criterion, &all, false);
    for (size_t i = 0; i < total; i++)
        if (all || named[i])
            criteria[count++] = i;
    node->criteria = criteria;
    node->criterion_count = count;
}

/* Fills in what the walk needs to know of a clause or a group quantifier. */
static void settle_clause(survey *s, rule_node *node) {
    bool depends;
    if (node->kind == RULE_GROUPS) {
        settle_groups(s->source, node);
        depends = node->scope_criterion;
    } else {
        depends = node->looks = rule_term_looks(node->left) || rule_term_looks(node->right);
        node->scope_criterion = unnamed(node->left) || unnamed(node->right);
    }
    node->once = depends || s->once == RULE_ONCE_MAX ? -1 : s->once++;
    node->clause = rule_folded(s->source, node->slice);
}

static void settle(survey *s, rule_node *node, around place) {
    check_quantifier(s->source, node, place);
    place.in_criteria |= node->kind == RULE_CRITERIA;
    place.in_groups |= node->kind == RULE_GROUPS;
    check_term(s, node->left, place);
    check_term(s, node->right, place);
    for (rule_node *child = node->first; child; child = child->next)
        settle(s, child, place);
    if (!node->first || node->kind == RULE_GROUPS)
        settle_clause(s, node);
}

rule_node *rule_settle_scope(rule_source *source, rule_node *root) {
    survey s = {.source = source};
    survey_node(&s, root, false);
    settle(&s, root, (around){0});
    if (s.names_criterion || !s.open)
        return root;
    rule_node *whole = rule_new(source, 1, sizeof *whole);
    if (!whole)
        return NULL;
    *whole = (rule_node){.kind = RULE_CRITERIA, .every = true, .slice = {0, source->size}, .first = root};
    return whole;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rule's text with something else in it: what if it were asked of every group, what if its cut were another. The tree
 * says where in the text to write; the new text is parsed like any other. */
#include "rules/rule.h"

#include "base/buffer.h"

#include <string.h>

/* The first group quantifier in the text, or NULL. */
static const rule_node *group_quantifier(const rule_node *node) {
    if (node->kind == RULE_GROUPS)
        return node;
    for (const rule_node *child = node->first; child; child = child->next) {
        const rule_node *found = group_quantifier(child);
        if (found)
            return found;
    }
    return NULL;
}

delphi_status delphi_rule_ask_groups(const delphi_rule *rule, bool every, const char *file, delphi_buffer *out,
                                     delphi_problems *problems) {
    const rule_node *there = group_quantifier(rule->root);
    if (there) {
        rule_source source = {.text = rule->written, .size = strlen(rule->written), .file = file, .problems = problems};
        rule_complain(&source, there->slice.at,
                      "this rule says itself what it asks of the groups, so it cannot be asked of %s group as a whole",
                      every ? "every" : "any");
        return DELPHI_ERR_INPUT;
    }
    base_buffer_format(out, "%s group (", every ? "every" : "any");
    base_buffer_text(out, rule->text);
    base_buffer_char(out, ')');
    return out->failed ? DELPHI_ERR_MEMORY : DELPHI_OK;
}

/* The number that a term is compared with in a clause, or NULL; `least` tells whether it is a lower limit. */
static const rule_term *limit_of(const rule_node *node, const rule_term **term, bool *least) {
    if (node->kind != RULE_COMPARISON || node->op == RULE_EQ || node->op == RULE_NE)
        return NULL;
    bool up = node->op == RULE_GE || node->op == RULE_GT;
    bool mirrored = node->left->kind == RULE_TERM_NUMBER;
    *term = mirrored ? node->right : node->left;
    *least = up != mirrored;
    const rule_term *number = mirrored ? node->left : node->right;
    return number->kind == RULE_TERM_NUMBER ? number : NULL;
}

/* The number of a clause that is a cut of this kind, or NULL. */
static const rule_term *cut_in(const delphi_rule *rule, const rule_node *node, delphi_rule_cut cut) {
    const rule_term *term;
    bool least;
    const rule_term *number = limit_of(node, &term, &least);
    if (!number)
        return NULL;
    if (cut == DELPHI_CUT_IQR) {
        bool iqr = term->kind == RULE_TERM_MEASURE && term->name.size == 3 &&
                   memcmp(rule->written + term->name.at, "iqr", 3) == 0;
        return iqr && !least ? number : NULL;
    }
    bool half = base_rational_compare(number->number.as.rational, (delphi_rational){1, 2}) >= 0;
    return term->kind == RULE_TERM_SHARE && !term->set.cannot_judge && least && half ? number : NULL;
}

typedef struct {
    const delphi_rule *rule;
    delphi_rule_cut cut;
    const char *number;
    delphi_buffer *out;
    size_t copied; /* how much of the text has been written */
    size_t found;
} recut;

/* Children stand in the order of the text, so one walk can write it. What stands under `not` limits the other way
 * round, and is left. */
static void recut_node(recut *r, const rule_node *node) {
    const rule_term *number = cut_in(r->rule, node, r->cut);
    if (number) {
        base_buffer_append(r->out, r->rule->written + r->copied, number->slice.at - r->copied);
        base_buffer_text(r->out, r->number);
        r->copied = number->slice.at + number->slice.size;
        r->found++;
    }
    for (const rule_node *child = node->first; child && node->kind != RULE_NOT; child = child->next)
        recut_node(r, child);
}

delphi_status delphi_rule_recut(const delphi_rule *rule, delphi_rule_cut cut, const char *number, delphi_buffer *out,
                                size_t *found) {
    recut r = {.rule = rule, .cut = cut, .number = number, .out = out};
    recut_node(&r, rule->root);
    base_buffer_text(out, rule->written + r.copied);
    *found = r.found;
    return out->failed ? DELPHI_ERR_MEMORY : DELPHI_OK;
}

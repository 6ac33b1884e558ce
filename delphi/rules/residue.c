/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What remains of a rule when some of its clauses are known, as bytes that can be compared.
 *
 * A part that is settled is one byte, its truth. One that is not is OPEN: a clause is that byte alone; `not` stands in
 * front of its operand; a joining lists its open parts, each with its place, and whether an unknown one was among those
 * that are settled. Parts that no longer matter (a true one in `and`, a false one in `or`) are left out, and a part
 * that settles the whole puts its truth in place of all. */
#include "rules/rule.h"

enum { OPEN = DELPHI_OPEN, OPEN_NOT, OPEN_JOINED, OPEN_JOINED_UNKNOWN, END };

typedef struct {
    const delphi_rule_facts *facts;
    uint8_t *out;
    size_t used, size;
    bool failed; /* no room */
} writer;

typedef struct {
    size_t criterion, group;
} spot;

/* A joining that is being written. */
typedef struct {
    size_t start; /* its first byte */
    bool all;     /* `and`, `every`; else `or`, `any` */
    bool unknown, open, settled;
} joining;

static unsigned write_node(writer *w, const rule_node *node, spot at);

static void put(writer *w, unsigned byte) {
    if (w->used < w->size)
        w->out[w->used++] = (uint8_t)byte;
    else
        w->failed = true;
}

/* Takes back what was written from `start` on, and leaves a truth in its place. */
static unsigned settle(writer *w, size_t start, unsigned truth) {
    w->used = start;
    put(w, truth);
    return truth;
}

static joining start_joining(writer *w, bool all) {
    joining j = {.start = w->used, .all = all};
    put(w, OPEN_JOINED);
    return j;
}

/* One part of a joining, the `place`-th. Nothing more need be written when it is settled. */
static void join(writer *w, joining *j, const rule_node *part, spot at, size_t place) {
    size_t start = w->used;
    put(w, (unsigned)(place & 0xFF));
    put(w, (unsigned)(place >> 8 & 0xFF));
    unsigned truth = write_node(w, part, at);
    if (truth >= OPEN) {
        j->open = true;
        return;
    }
    w->used = start;
    j->unknown |= truth == DELPHI_UNKNOWN;
    j->settled = truth == (j->all ? DELPHI_FALSE : DELPHI_TRUE);
}

static unsigned end_joining(writer *w, const joining *j) {
    if (j->settled)
        return settle(w, j->start, j->all ? DELPHI_FALSE : DELPHI_TRUE);
    if (!j->open)
        return settle(w, j->start, j->unknown ? DELPHI_UNKNOWN : j->all ? DELPHI_TRUE : DELPHI_FALSE);
    if (j->unknown && j->start < w->size)
        w->out[j->start] = OPEN_JOINED_UNKNOWN;
    put(w, END);
    return OPEN_JOINED;
}

static unsigned write_parts(writer *w, const rule_node *node, spot at) {
    joining j = start_joining(w, node->kind == RULE_AND);
    size_t place = 0;
    for (const rule_node *child = node->first; child && !j.settled; child = child->next)
        join(w, &j, child, at, place++);
    return end_joining(w, &j);
}

static unsigned write_criteria(writer *w, const rule_node *node, spot at) {
    joining j = start_joining(w, node->every);
    for (at.criterion = 0; at.criterion < w->facts->criterion_count && !j.settled; at.criterion++)
        join(w, &j, node->first, at, at.criterion);
    return end_joining(w, &j);
}

static unsigned write_groups(writer *w, const rule_node *node, spot at) {
    joining j = start_joining(w, node->every);
    bool found = false;
    for (at.group = 0; at.group < w->facts->group_count && !j.settled; at.group++) {
        if (!rule_group_counts(node, at.criterion, at.group, w->facts->group_reaches, w->facts->context))
            continue;
        join(w, &j, node->first, at, at.group);
        found = true;
    }
    return found ? end_joining(w, &j) : settle(w, j.start, DELPHI_UNKNOWN);
}

static unsigned write_not(writer *w, const rule_node *node, spot at) {
    size_t start = w->used;
    put(w, OPEN_NOT);
    unsigned truth = write_node(w, node->first, at);
    return truth < OPEN ? settle(w, start, DELPHI_TRUE - truth) : OPEN_NOT;
}

static unsigned write_leaf(writer *w, const rule_node *node, spot at) {
    size_t criterion = node->looks ? rule_leaf_criterion(node, at.criterion) : DELPHI_NONE;
    unsigned truth = w->facts->truth(w->facts->context, node->index, criterion, node->looks ? at.group : DELPHI_NONE);
    put(w, truth);
    return truth;
}

static unsigned write_node(writer *w, const rule_node *node, spot at) {
    switch (node->kind) {
    case RULE_OR:
    case RULE_AND:
        return write_parts(w, node, at);
    case RULE_NOT:
        return write_not(w, node, at);
    case RULE_CRITERIA:
        return write_criteria(w, node, at);
    case RULE_GROUPS:
        return write_groups(w, node, at);
    default:
        return write_leaf(w, node, at);
    }
}

size_t delphi_rule_residue(const delphi_rule *rule, const delphi_rule_facts *facts, uint8_t *out, size_t size) {
    writer w = {.facts = facts, .out = out, .size = size};
    write_node(&w, rule->root, (spot){.criterion = DELPHI_NONE, .group = DELPHI_NONE});
    return w.failed ? 0 : w.used;
}

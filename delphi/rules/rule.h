/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of this room share: the text of a rule, its tokens, and the tree that is evaluated.
 *
 * The way of a rule: lexer.c makes tokens, parser.c a tree with names still as text, names.c finds the names and builds
 * the answer sets, scope.c settles which criterion each clause looks at, evaluate.c walks the tree. */
#ifndef RULES_RULE_H
#define RULES_RULE_H

#include <delphi/rules.h>

#include "base/arena.h"
#include "base/rational.h"

/* The limits that include/delphi/rules.h promises. */
#define RULE_SIZE_MAX  4000
#define RULE_DEPTH_MAX 64
/* More clauses without ratings than fit into RULE_SIZE_MAX: the shortest is `round>1` and a space. */
#define RULE_ONCE_MAX 512

/* A rule being parsed: its text, where complaints go, and the memory of the tree. */
typedef struct {
    const char *text;
    size_t size;
    const delphi_rule_vocabulary *vocabulary;
    const char *file, *pointer;
    delphi_problems *problems;
    base_arena *arena;
    size_t errors; /* complaints made so far */
    bool no_memory;
} rule_source;

/* A stretch of the rule's text, in bytes; size 0 where there is none. */
typedef struct {
    size_t at, size;
} rule_slice;

typedef enum {
    RULE_TOKEN_END,
    RULE_TOKEN_NAME,
    RULE_TOKEN_NUMBER,
    RULE_TOKEN_OPEN,
    RULE_TOKEN_CLOSE,
    RULE_TOKEN_COMMA,
    RULE_TOKEN_DOT,
    RULE_TOKEN_RANGE, /* `..` */
    RULE_TOKEN_COMPARE,
    RULE_TOKEN_BAD, /* a complaint was made */
} rule_token_kind;

typedef enum { RULE_GE, RULE_GT, RULE_LE, RULE_LT, RULE_EQ, RULE_NE } rule_op;

typedef struct {
    rule_token_kind kind;
    rule_slice slice;
    rule_op op;             /* of a comparison */
    delphi_rational number; /* of a number */
    bool whole;             /* the number is written without a decimal mark, per cent or fraction */
} rule_token;

typedef enum {
    RULE_TERM_NUMBER,
    RULE_TERM_MEASURE,
    RULE_TERM_SHARE,
    RULE_TERM_COUNT,
    RULE_TERM_N,
    RULE_TERM_CANNOT_JUDGE,
    RULE_TERM_ROUND,
} rule_term_kind;

/* One part of the list in share(...) and count(...): a name, a point (low = high) or a range. */
typedef struct rule_part rule_part;
struct rule_part {
    rule_slice name; /* of a band, or `cannot_judge`; else of size 0 */
    rule_slice low_slice, high_slice;
    int64_t low, high;
    rule_part *next;
};

/* One side of a comparison, or a truth measure. */
typedef struct {
    rule_term_kind kind;
    rule_slice slice;     /* the whole term */
    rule_slice criterion; /* as named in front of the dot; size 0 where it is not */
    rule_slice name;
    size_t criterion_index; /* DELPHI_NONE: the one of the scope */
    size_t measure;
    delphi_value number;
    rule_part *parts;
    delphi_answer_set set;
} rule_term;

typedef enum {
    RULE_OR,
    RULE_AND,
    RULE_NOT,
    RULE_CRITERIA, /* every|any criterion (...) */
    RULE_GROUPS,   /* every|any group (...) */
    RULE_COMPARISON,
    RULE_TRUTH, /* a truth measure, with `not` in front of it or without */
} rule_node_kind;

typedef struct rule_node rule_node;
struct rule_node {
    rule_node_kind kind;
    rule_op op;   /* of a comparison */
    bool every;   /* of a quantifier; else any */
    bool negated; /* of a truth */
    rule_slice slice;
    const char *clause; /* of a leaf and of a group quantifier: the text shown, white space folded */
    rule_node *first;   /* children, linked by `next` */
    rule_node *next;
    rule_term *left, *right;
    /* Of a group quantifier, the criteria on which a group must reach min_group, beside the scope's. */
    const size_t *criteria;
    size_t criterion_count;
    bool scope_criterion; /* of a leaf or group quantifier: it looks at ratings on the criterion of the scope */
    bool looks;           /* of a leaf: it looks at ratings */
    /* Of a leaf or group quantifier that is shown once, whatever quantifiers stand around it: its number; else -1. */
    int once;
    /* Of a leaf: its place among the clauses; does it look at groups, and does `not` turn it round? */
    size_t index;
    bool in_groups, turned;
};

struct delphi_rule {
    base_arena *arena;
    const char *text;    /* white space folded */
    const char *written; /* as it was; the slices of the tree lie in it */
    const rule_node *root;
    const rule_node **clauses; /* the leaves, in the order of the text */
    size_t clause_count;
};

/* lexer.c: the token at or after byte `at`. A bad one has been complained of. */
rule_token rule_token_from(rule_source *source, size_t at);
/* The offset of the next byte that is no white space. */
size_t rule_skip_blank(const rule_source *source, size_t at);

/* parser.c: the tree, or NULL after a complaint or without memory. */
rule_node *rule_read(rule_source *source);

/* names.c: finds every name in the tree, complaining of each that is not there, and fills in the answer sets. */
void rule_find_names(rule_source *source, rule_node *root);

/* scope.c: settles which criterion each clause looks at; returns the root, in `every criterion (...)` where the rule is
 * read so, or NULL without memory. */
rule_node *rule_settle_scope(rule_source *source, rule_node *root);
/* Does it look at ratings, and so at a criterion? */
bool rule_term_looks(const rule_term *term);

/* clauses.c: lists the leaves of the tree. false without memory. */
bool rule_list_clauses(rule_source *source, rule_node *root, delphi_rule *rule);

/* evaluate.c: the criterion that a leaf reports, that of the first side which looks at one. */
size_t rule_leaf_criterion(const rule_node *node, size_t scope);
/* Does the group count for the quantifier, on the criteria that the clauses inside look at? */
bool rule_group_counts(const rule_node *node, size_t scope, size_t group,
                       bool (*reaches)(const void *context, size_t criterion, size_t group), const void *context);

/* complain.c: adds an error at byte `at`: one sentence, then the rule with a caret. */
void rule_complain(rule_source *source, size_t at, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* text.c: all of these are in the arena; NULL (and no_memory set) when out of memory. */
void *rule_new(rule_source *source, size_t count, size_t size);
/* The slice with white space folded: runs become one space, none at the ends. */
char *rule_folded(rule_source *source, rule_slice slice);
/* The slice cut to what fits into a message. */
char *rule_quoted(rule_source *source, rule_slice slice);
/* "a, b and c", cut with "..." where it would not fit into a message; "" for none. */
char *rule_listed(rule_source *source, const char *const *names, size_t count);
bool rule_slice_is(const rule_source *source, rule_slice slice, const char *word);

#endif

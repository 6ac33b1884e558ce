/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From tokens to a tree, by recursive descent. A token of look-ahead; the first complaint ends it.
 *
 *   rule       = conjunct { "or" conjunct }
 *   conjunct   = negation { "and" negation }
 *   negation   = "not" negation | primary
 *   primary    = "(" rule ")" | ("every" | "any") ("group" | "criterion") "(" rule ")" | clause
 *   clause     = term [ comparison term ] */
#include "rules/parser.h"

#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define TOP_LEVEL ((size_t)-1)

/* Words that people write for those of the language, beside its own words in capitals. */
static const struct {
    const char *said, *instead;
} words[] = {
    {"and", "and"},    {"or", "or"},      {"not", "not"},      {"every", "every"}, {"any", "any"},
    {"each", "every"}, {"all", "every"},  {"some", "any"},     {"en", "and"},      {"of", "or"},
    {"niet", "not"},   {"elke", "every"}, {"iedere", "every"},
};

void rule_take(rule_reader *reader) {
    reader->end = reader->token.slice.at + reader->token.slice.size;
    reader->token = rule_token_from(reader->source, reader->end);
}

bool rule_at_token(const rule_reader *reader, rule_token_kind kind) {
    return reader->token.kind == kind;
}

bool rule_before_dot(const rule_reader *reader) {
    const rule_source *source = reader->source;
    size_t next = rule_skip_blank(source, reader->token.slice.at + reader->token.slice.size);
    return next < source->size && source->text[next] == '.' && source->text[next + 1] != '.';
}

bool rule_at_word(const rule_reader *reader, const char *word) {
    return rule_at_token(reader, RULE_TOKEN_NAME) && rule_slice_is(reader->source, reader->token.slice, word) &&
           !rule_before_dot(reader);
}

void rule_disorder(rule_reader *reader, size_t at, const char *format, ...) {
    char said[512];
    if (reader->source->errors)
        return;
    va_list args;
    va_start(args, format);
    vsnprintf(said, sizeof said, format, args);
    va_end(args);
    rule_complain(reader->source, at, "%s", said);
}

const char *rule_better_word(const rule_reader *reader) {
    rule_slice slice = reader->token.slice;
    if (!rule_at_token(reader, RULE_TOKEN_NAME) || rule_before_dot(reader))
        return NULL;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (base_same_words(reader->source->text + slice.at, slice.size, words[i].said, strlen(words[i].said)) &&
            !rule_slice_is(reader->source, slice, words[i].instead))
            return words[i].instead;
    return NULL;
}

void rule_expected(rule_reader *reader, const char *what) {
    size_t at = reader->token.slice.at;
    const char *instead = rule_better_word(reader);
    char *found = rule_quoted(reader->source, reader->token.slice);
    if (!found || rule_at_token(reader, RULE_TOKEN_BAD))
        return;
    if (instead)
        rule_disorder(reader, at, "`%s` has no meaning in a rule: write `%s`", found, instead);
    else if (rule_at_token(reader, RULE_TOKEN_END))
        rule_disorder(reader, at, "the rule ends here, where %s is expected", what);
    else
        rule_disorder(reader, at, "`%s` stands here, where %s is expected", found, what);
}

static rule_node *new_node(rule_reader *reader, rule_node_kind kind, size_t at) {
    rule_node *node = rule_new(reader->source, 1, sizeof *node);
    if (node) {
        node->kind = kind;
        node->slice.at = at;
    }
    return node;
}

/* Closes a node: its text ends with the token taken last. */
static rule_node *ended(const rule_reader *reader, rule_node *node) {
    node->slice.size = reader->end - node->slice.at;
    return node;
}

static bool deeper(rule_reader *reader) {
    if (++reader->depth <= RULE_DEPTH_MAX)
        return true;
    rule_disorder(reader, reader->token.slice.at, "the rule is nested more than %d deep here: write it more simply",
                  RULE_DEPTH_MAX);
    return false;
}

static rule_node *read_rule(rule_reader *reader);
static rule_node *read_negation(rule_reader *reader);

/* What stands after a whole clause is none of `and`, `or`, or the end. `opened` is the open parenthesis, if any. */
static void stray(rule_reader *reader, size_t opened) {
    const rule_source *source = reader->source;
    size_t at = reader->token.slice.at;
    bool after_digit = reader->end > 0 && source->text[reader->end - 1] >= '0' && source->text[reader->end - 1] <= '9';
    if (rule_at_token(reader, RULE_TOKEN_COMMA) && after_digit)
        rule_disorder(
            reader, at,
            "a comma stands here: decimals are written with a point, `7.5`, and clauses are joined by `and` or `or`");
    else if (rule_at_token(reader, RULE_TOKEN_CLOSE))
        rule_disorder(reader, at, "this `)` closes nothing: there is no open `(` before it");
    else if (rule_at_token(reader, RULE_TOKEN_END) && opened != TOP_LEVEL)
        rule_disorder(reader, at, "the rule ends here, but the `(` at character %zu is not closed: write `)`",
                      base_utf8_length(source->text, opened) + 1);
    else
        rule_expected(reader, opened == TOP_LEVEL ? "`and`, `or` or the end of the rule" : "`and`, `or` or `)`");
}

/* ( rule ), with the parenthesis as the present token. */
static rule_node *read_parenthesised(rule_reader *reader) {
    size_t opened = reader->token.slice.at;
    if (!deeper(reader))
        return NULL;
    rule_take(reader);
    rule_node *inside = read_rule(reader);
    if (!inside)
        return NULL;
    if (!rule_at_token(reader, RULE_TOKEN_CLOSE)) {
        stray(reader, opened);
        return NULL;
    }
    rule_take(reader);
    reader->depth--;
    return inside;
}

/* every|any group|criterion ( rule ) */
static rule_node *read_quantifier(rule_reader *reader) {
    bool every = rule_at_word(reader, "every");
    rule_node *node = new_node(reader, RULE_GROUPS, reader->token.slice.at);
    if (!node)
        return NULL;
    node->every = every;
    rule_take(reader);
    if (rule_at_word(reader, "criterion")) {
        node->kind = RULE_CRITERIA;
    } else if (!rule_at_word(reader, "group")) {
        rule_expected(reader, every ? "`group` or `criterion`, as in `every group (...)`,"
                                    : "`group` or `criterion`, as in `any group (...)`,");
        return NULL;
    }
    rule_take(reader);
    if (!rule_at_token(reader, RULE_TOKEN_OPEN)) {
        rule_expected(reader, "`(` with what must hold, and `)` after it,");
        return NULL;
    }
    node->first = read_parenthesised(reader);
    return node->first ? ended(reader, node) : NULL;
}

/* a <= b <= c */
static void chained(rule_reader *reader, const rule_node *node) {
    rule_source *source = reader->source;
    size_t at = reader->token.slice.at;
    char *so_far = rule_quoted(source, (rule_slice){node->slice.at, reader->end - node->slice.at});
    char *middle = rule_quoted(source, node->right->slice);
    char *sign = rule_quoted(source, reader->token.slice);
    if (so_far && middle && sign)
        rule_disorder(reader, at, "comparisons cannot be chained: write `%s and %s %s ...`", so_far, middle, sign);
}

static rule_node *read_comparison(rule_reader *reader, rule_node *node) {
    node->kind = RULE_COMPARISON;
    node->op = reader->token.op;
    rule_take(reader);
    node->right = rule_read_term(reader, "a measure, share(...), count(...), n, cannot_judge, round or a number");
    if (!node->right)
        return NULL;
    if (rule_at_token(reader, RULE_TOKEN_COMPARE)) {
        chained(reader, node);
        return NULL;
    }
    if (node->left->kind == RULE_TERM_NUMBER && node->right->kind == RULE_TERM_NUMBER) {
        rule_disorder(
            reader, node->slice.at,
            "two numbers are compared: a measure, share(...), count(...), n, cannot_judge or round is expected "
            "on one side at least");
        return NULL;
    }
    return ended(reader, node);
}

static rule_node *read_clause(rule_reader *reader) {
    rule_node *node = new_node(reader, RULE_TRUTH, reader->token.slice.at);
    if (!node)
        return NULL;
    node->left = rule_read_term(reader, "a clause such as `median >= 7`");
    if (!node->left)
        return NULL;
    if (rule_at_token(reader, RULE_TOKEN_COMPARE))
        return read_comparison(reader, node);
    if (node->left->kind != RULE_TERM_MEASURE && !rule_at_token(reader, RULE_TOKEN_BAD)) {
        char *term = rule_quoted(reader->source, node->left->slice);
        if (term)
            rule_disorder(reader, node->slice.at, "`%s` stands alone: it must be compared, as in `%s`", term,
                          node->left->kind == RULE_TERM_SHARE    ? "share(7..9) >= 75%"
                          : node->left->kind == RULE_TERM_NUMBER ? "median >= 7"
                                                                 : "n >= 10");
        return NULL;
    }
    return ended(reader, node);
}

static rule_node *read_primary(rule_reader *reader) {
    if (rule_at_token(reader, RULE_TOKEN_OPEN))
        return read_parenthesised(reader);
    if (rule_at_word(reader, "every") || rule_at_word(reader, "any"))
        return read_quantifier(reader);
    return read_clause(reader);
}

static rule_node *read_not(rule_reader *reader) {
    size_t at = reader->token.slice.at;
    if (!deeper(reader))
        return NULL;
    rule_take(reader);
    size_t operand = reader->token.slice.at;
    rule_node *inside = read_negation(reader);
    reader->depth--;
    if (!inside)
        return NULL;
    /* `not` directly in front of a truth belongs to the clause: `not disagreement`. */
    if (inside->kind == RULE_TRUTH && !inside->negated && inside->slice.at == operand) {
        inside->negated = true;
        inside->slice.at = at;
        return ended(reader, inside);
    }
    rule_node *node = new_node(reader, RULE_NOT, at);
    if (!node)
        return NULL;
    node->first = inside;
    return ended(reader, node);
}

static rule_node *read_negation(rule_reader *reader) {
    return rule_at_word(reader, "not") ? read_not(reader) : read_primary(reader);
}

/* part { word part }: one node with all parts as its children, so that a long rule makes no deep tree. */
static rule_node *read_joined(rule_reader *reader, const char *word, rule_node_kind kind,
                              rule_node *(*read_part)(rule_reader *)) {
    size_t at = reader->token.slice.at;
    rule_node *first = read_part(reader);
    if (!first || !rule_at_token(reader, RULE_TOKEN_NAME) || !rule_slice_is(reader->source, reader->token.slice, word))
        return first;
    rule_node *node = new_node(reader, kind, at);
    if (!node)
        return NULL;
    node->first = first;
    for (rule_node *last = first;
         rule_at_token(reader, RULE_TOKEN_NAME) && rule_slice_is(reader->source, reader->token.slice, word);
         last = last->next) {
        rule_take(reader);
        last->next = read_part(reader);
        if (!last->next)
            return NULL;
    }
    return ended(reader, node);
}

static rule_node *read_conjunct(rule_reader *reader) {
    return read_joined(reader, "and", RULE_AND, read_negation);
}

static rule_node *read_rule(rule_reader *reader) {
    return read_joined(reader, "or", RULE_OR, read_conjunct);
}

rule_node *rule_read(rule_source *source) {
    rule_reader reader = {.source = source};
    reader.token = rule_token_from(source, 0);
    if (rule_at_token(&reader, RULE_TOKEN_END)) {
        rule_complain(source, 0, "the rule is empty: write one like `median >= 7 and share(7..9) >= 75%%`");
        return NULL;
    }
    rule_node *root = read_rule(&reader);
    if (root && !rule_at_token(&reader, RULE_TOKEN_END)) {
        stray(&reader, TOP_LEVEL);
        return NULL;
    }
    // The tree is in the rule's arena; cppcheck takes it for a part of the reader.
    // cppcheck-suppress returnDanglingLifetime
    return root;
}

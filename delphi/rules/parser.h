/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the two halves of the parser share: parser.c reads clauses and their joining, terms.c what is compared. */
#ifndef RULES_PARSER_H
#define RULES_PARSER_H

#include "rules/rule.h"

typedef struct {
    rule_source *source;
    rule_token token; /* the one looked at */
    size_t end;       /* where the last one taken ends */
    int depth;        /* of parentheses, quantifiers and `not` */
} rule_reader;

/* Takes the present token and looks at the next. */
void rule_take(rule_reader *reader);
bool rule_at_token(const rule_reader *reader, rule_token_kind kind);
/* Is the present token this word, and not the name of a criterion (`and.median`)? */
bool rule_at_word(const rule_reader *reader, const char *word);
/* Is the present name followed by a point, so that it is a criterion's? */
bool rule_before_dot(const rule_reader *reader);

/* Complains that something else was expected where the present token stands, with a hint where its word is known from
 * elsewhere (`AND`, `each`). After a first complaint it says nothing: the rest of a rule in disorder is guesswork. */
void rule_expected(rule_reader *reader, const char *what);
/* As rule_complain, but says nothing after a first complaint. */
void rule_disorder(rule_reader *reader, size_t at, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* The word of the language to write in place of the present one, or NULL where it is one or is a name. */
const char *rule_better_word(const rule_reader *reader);

/* Reads a term; NULL after a complaint, that `what` is expected here, or without memory. */
rule_term *rule_read_term(rule_reader *reader, const char *what);

#endif

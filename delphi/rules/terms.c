/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The second half of the parser: terms and the lists inside share(...) and count(...). Names stay text here.
 *
 *   term  = number | [ criterion "." ] ( measure | ("share" | "count") "(" list ")" | "n" | "cannot_judge" ) | "round"
 *   list  = part { "," part }
 *   part  = point [ ".." point ] | band | "cannot_judge" */
#include "rules/parser.h"

#define A_PART "a point (`7`), a range (`7..9`), a band's name or cannot_judge"

/* The terms that are no measure. */
static const struct {
    const char *name;
    rule_term_kind kind;
} fixed[] = {
    {"share", RULE_TERM_SHARE}, {"count", RULE_TERM_COUNT},
    {"n", RULE_TERM_N},         {"cannot_judge", RULE_TERM_CANNOT_JUDGE},
    {"round", RULE_TERM_ROUND},
};

static rule_term_kind kind_of(const rule_source *source, rule_slice name) {
    for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++)
        if (rule_slice_is(source, name, fixed[i].name))
            return fixed[i].kind;
    return RULE_TERM_MEASURE;
}

/* A whole number as a point of the scale; false with a complaint. */
static bool read_point(rule_reader *reader, rule_slice *slice, int64_t *point) {
    if (!rule_at_token(reader, RULE_TOKEN_NUMBER)) {
        rule_expected(reader, "a point of the scale");
        return false;
    }
    *slice = reader->token.slice;
    if (!reader->token.whole) {
        char *text = rule_quoted(reader->source, *slice);
        if (text)
            rule_disorder(reader, slice->at, "`%s` is no point of a scale: points are whole numbers, a range is `7..9`",
                          text);
        return false;
    }
    *point = reader->token.number.num;
    rule_take(reader);
    return true;
}

static bool fill_part(rule_reader *reader, rule_part *part) {
    if (rule_at_token(reader, RULE_TOKEN_NAME)) {
        part->name = reader->token.slice;
        rule_take(reader);
        return true;
    }
    if (!rule_at_token(reader, RULE_TOKEN_NUMBER)) {
        rule_expected(reader, A_PART);
        return false;
    }
    if (!read_point(reader, &part->low_slice, &part->low))
        return false;
    part->high = part->low;
    part->high_slice = part->low_slice;
    if (!rule_at_token(reader, RULE_TOKEN_RANGE))
        return true;
    rule_take(reader);
    return read_point(reader, &part->high_slice, &part->high);
}

/* After a part: a comma, or the closing parenthesis, which is left; false with a complaint. */
static bool part_ends(rule_reader *reader, const rule_part *part) {
    if (rule_at_token(reader, RULE_TOKEN_COMMA)) {
        rule_take(reader);
        return true;
    }
    if (rule_at_token(reader, RULE_TOKEN_CLOSE))
        return true;
    bool dash = rule_at_token(reader, RULE_TOKEN_NUMBER) && part->name.size == 0;
    bool word = rule_at_token(reader, RULE_TOKEN_NAME) && part->name.size == 0;
    if (dash || word)
        rule_disorder(reader, reader->token.slice.at,
                      "a range is written with two points, `7..9`, and parts of a list "
                      "with a comma between them");
    else
        rule_expected(reader, "`,` or `)`");
    return false;
}

/* ( part, part, ... ), with the parenthesis as the present token. */
static rule_part *read_list(rule_reader *reader) {
    rule_part *first = NULL, **link = &first;
    bool more = true;
    rule_take(reader);
    while (more) {
        rule_part *part = rule_new(reader->source, 1, sizeof *part);
        if (!part || !fill_part(reader, part))
            return NULL;
        more = rule_at_token(reader, RULE_TOKEN_COMMA);
        if (!part_ends(reader, part))
            return NULL;
        *link = part;
        link = &part->next;
    }
    rule_take(reader);
    return first;
}

/* Is a parenthesis there where the term takes a list, and none where it does not? */
static bool list_as_expected(rule_reader *reader, const rule_term *term) {
    bool open = rule_at_token(reader, RULE_TOKEN_OPEN);
    bool list = term->kind == RULE_TERM_SHARE || term->kind == RULE_TERM_COUNT;
    if (open == list || rule_at_token(reader, RULE_TOKEN_BAD))
        return open == list;
    char *name = rule_quoted(reader->source, term->name);
    if (!name)
        return false;
    if (list)
        rule_disorder(reader, term->name.at, "`%s` needs to know of what: write `%s(7..9)` or `%s(` with a band's name",
                      name, name, name);
    else
        rule_disorder(reader, reader->token.slice.at, "`%s` takes no parentheses: only share(...) and count(...) do",
                      name);
    return false;
}

/* `relevance.`, with the criterion as the present token. */
static bool read_criterion(rule_reader *reader, rule_term *term) {
    if (!rule_before_dot(reader))
        return true;
    term->criterion = reader->token.slice;
    rule_take(reader);
    rule_take(reader);
    if (!rule_at_token(reader, RULE_TOKEN_NAME)) {
        rule_expected(reader, "a measure, share(...), count(...), n or cannot_judge after the criterion");
        return false;
    }
    if (!rule_slice_is(reader->source, reader->token.slice, "round"))
        return true;
    rule_disorder(reader, term->criterion.at, "the round is the same for every criterion: write `round` alone");
    return false;
}

/* Could the present name be a measure's: is it no word that joins clauses, here or elsewhere? */
static bool at_name(const rule_reader *reader) {
    static const char *const joints[] = {"and", "or", "not", "every", "any"};
    if (!rule_at_token(reader, RULE_TOKEN_NAME) || rule_better_word(reader))
        return false;
    for (size_t i = 0; i < sizeof joints / sizeof joints[0]; i++)
        if (rule_at_word(reader, joints[i]))
            return false;
    return true;
}

static bool read_named(rule_reader *reader, rule_term *term) {
    if (!read_criterion(reader, term))
        return false;
    term->name = reader->token.slice;
    term->kind = kind_of(reader->source, term->name);
    rule_take(reader);
    if (!list_as_expected(reader, term))
        return false;
    if (rule_at_token(reader, RULE_TOKEN_OPEN)) {
        term->parts = read_list(reader);
        return term->parts != NULL;
    }
    return true;
}

rule_term *rule_read_term(rule_reader *reader, const char *what) {
    rule_term *term = rule_new(reader->source, 1, sizeof *term);
    if (!term)
        return NULL;
    term->slice.at = reader->token.slice.at;
    term->criterion_index = term->measure = DELPHI_NONE;
    if (rule_at_token(reader, RULE_TOKEN_NUMBER)) {
        term->kind = RULE_TERM_NUMBER;
        term->number = base_value_rational(reader->token.number);
        rule_take(reader);
    } else if (rule_at_token(reader, RULE_TOKEN_DOT)) {
        rule_disorder(reader, reader->token.slice.at, "a point stands here: a number begins with a digit, as in `0.5`");
        return NULL;
    } else if (!at_name(reader)) {
        rule_expected(reader, what);
        return NULL;
    } else if (!read_named(reader, term)) {
        return NULL;
    }
    term->slice.size = reader->end - term->slice.at;
    return term;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the characters of a rule to its tokens. */
#include "rules/rule.h"

#include "base/number.h"

#include <string.h>

/* Every sign of the language, and those of other languages with what is written here instead. Longer ones first. */
static const struct {
    const char *text;
    rule_token_kind kind;
    rule_op op;
    const char *instead; /* for RULE_TOKEN_BAD */
} signs[] = {
    {"...", RULE_TOKEN_BAD, RULE_EQ, "a range is written with two points: `7..9`"},
    {"..", RULE_TOKEN_RANGE, RULE_EQ, NULL},
    {">=", RULE_TOKEN_COMPARE, RULE_GE, NULL},
    {"<=", RULE_TOKEN_COMPARE, RULE_LE, NULL},
    {"!=", RULE_TOKEN_COMPARE, RULE_NE, NULL},
    {"\xE2\x89\xA5", RULE_TOKEN_COMPARE, RULE_GE, NULL},
    {"\xE2\x89\xA4", RULE_TOKEN_COMPARE, RULE_LE, NULL},
    {"\xE2\x89\xA0", RULE_TOKEN_COMPARE, RULE_NE, NULL},
    {"==", RULE_TOKEN_BAD, RULE_EQ, "equality is written `=`"},
    {"=>", RULE_TOKEN_BAD, RULE_EQ, "at least is written `>=`"},
    {"=<", RULE_TOKEN_BAD, RULE_EQ, "at most is written `<=`"},
    {"<>", RULE_TOKEN_BAD, RULE_EQ, "inequality is written `!=`"},
    {"&&", RULE_TOKEN_BAD, RULE_EQ, "write `and`"},
    {"||", RULE_TOKEN_BAD, RULE_EQ, "write `or`"},
    {"&", RULE_TOKEN_BAD, RULE_EQ, "write `and`"},
    {"|", RULE_TOKEN_BAD, RULE_EQ, "write `or`"},
    {"!", RULE_TOKEN_BAD, RULE_EQ, "write `not`"},
    {"\xE2\x80\xA6", RULE_TOKEN_BAD, RULE_EQ, "a range is written with two points: `7..9`"},
    {"\xE2\x80\x93", RULE_TOKEN_BAD, RULE_EQ, "a range is written `7..9`, and a minus `-`"},
    {"\xE2\x88\x92", RULE_TOKEN_BAD, RULE_EQ, "a minus is written `-`"},
    {"%", RULE_TOKEN_BAD, RULE_EQ, "a per cent sign follows a number: `75%`"},
    {"/", RULE_TOKEN_BAD, RULE_EQ, "a fraction is written with two whole numbers: `2/3`"},
    {"+", RULE_TOKEN_BAD, RULE_EQ, "a rule compares and does not calculate"},
    {"-", RULE_TOKEN_BAD, RULE_EQ, "a rule compares and does not calculate; a range is written `7..9`"},
    {"*", RULE_TOKEN_BAD, RULE_EQ, "a rule compares and does not calculate"},
    {"[", RULE_TOKEN_BAD, RULE_EQ, "write `(`"},
    {"]", RULE_TOKEN_BAD, RULE_EQ, "write `)`"},
    {"{", RULE_TOKEN_BAD, RULE_EQ, "write `(`"},
    {"}", RULE_TOKEN_BAD, RULE_EQ, "write `)`"},
    {">", RULE_TOKEN_COMPARE, RULE_GT, NULL},
    {"<", RULE_TOKEN_COMPARE, RULE_LT, NULL},
    {"=", RULE_TOKEN_COMPARE, RULE_EQ, NULL},
    {"(", RULE_TOKEN_OPEN, RULE_EQ, NULL},
    {")", RULE_TOKEN_CLOSE, RULE_EQ, NULL},
    {",", RULE_TOKEN_COMMA, RULE_EQ, NULL},
    {".", RULE_TOKEN_DOT, RULE_EQ, NULL},
};

static char at_byte(const rule_source *source, size_t at) {
    return at < source->size ? source->text[at] : '\0';
}

static bool starts_with(const rule_source *source, size_t at, const char *text) {
    size_t size = strlen(text);
    return size <= source->size - at && memcmp(source->text + at, text, size) == 0;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* Space, tab, line breaks, and the no-break space that word processors leave behind. */
size_t rule_skip_blank(const rule_source *source, size_t at) {
    while (at < source->size) {
        if (strchr(" \t\r\n\v\f", source->text[at]))
            at++;
        else if (starts_with(source, at, "\xC2\xA0"))
            at += 2;
        else
            break;
    }
    return at;
}

static size_t digits_end(const rule_source *source, size_t at) {
    while (is_digit(at_byte(source, at)))
        at++;
    return at;
}

static rule_token bad(size_t at) {
    return (rule_token){.kind = RULE_TOKEN_BAD, .slice = {at, 0}};
}

/* Reads `digits[.digits]` with an optional minus; false with a complaint where there are too many digits. */
static bool read_decimal(rule_source *source, size_t from, size_t to, delphi_rational *out) {
    if (base_read_decimal(source->text + from, to - from, '.', out))
        return true;
    rule_complain(source, from, "this number has more than 15 digits: a number in a rule has 15 digits at most");
    return false;
}

/* The part of a fraction below the line, which starts at `from`; the end of it, or 0 with a complaint. */
static size_t divide(rule_source *source, size_t from, rule_token *token) {
    size_t end = digits_end(source, from);
    delphi_rational den;
    if (end == from) {
        rule_complain(source, from, "a fraction is written with two whole numbers: `2/3`");
        return 0;
    }
    if (!read_decimal(source, from, end, &den))
        return 0;
    if (den.num == 0) {
        rule_complain(source, from, "this fraction divides by zero");
        return 0;
    }
    token->number = base_rational(token->number.num, den.num);
    return end;
}

/* What may follow the digits: `%` or `/3`, also with spaces between. The end of the number, or 0 with a complaint. */
static size_t read_unit(rule_source *source, size_t end, rule_token *token) {
    size_t sign = rule_skip_blank(source, end);
    if (at_byte(source, sign) == '%') {
        token->number = base_rational(token->number.num, token->number.den * 100);
        token->whole = false;
        return sign + 1;
    }
    if (at_byte(source, sign) != '/')
        return end;
    if (!token->whole) {
        rule_complain(source, token->slice.at, "a fraction is written with two whole numbers: `2/3`");
        return 0;
    }
    token->whole = false;
    return divide(source, rule_skip_blank(source, sign + 1), token);
}

/* A number must not run on into letters or a second decimal mark. */
static bool ends_well(rule_source *source, size_t from, size_t end) {
    char c = at_byte(source, end);
    bool point = c == '.' && at_byte(source, end + 1) != '.';
    if (!point && !is_letter(c))
        return true;
    rule_complain(source, from,
                  "this is no number: a number is written like `7`, `7.5`, `75%%` or `2/3`, with a space after it");
    return false;
}

static rule_token number_at(rule_source *source, size_t at) {
    rule_token token = {.kind = RULE_TOKEN_NUMBER, .slice = {at, 0}, .whole = true};
    size_t end = digits_end(source, at + (source->text[at] == '-'));
    if (at_byte(source, end) == '.' && is_digit(at_byte(source, end + 1))) {
        end = digits_end(source, end + 1);
        token.whole = false;
    }
    if (!read_decimal(source, at, end, &token.number))
        return bad(at);
    end = read_unit(source, end, &token);
    if (end == 0 || !ends_well(source, at, end))
        return bad(at);
    token.slice.size = end - at;
    return token;
}

static rule_token name_at(const rule_source *source, size_t at) {
    size_t end = at;
    while (is_letter(at_byte(source, end)) || is_digit(at_byte(source, end)) || at_byte(source, end) == '-')
        end++;
    return (rule_token){.kind = RULE_TOKEN_NAME, .slice = {at, end - at}};
}

/* A character that no rule holds; control characters are not repeated in the message. */
static rule_token unknown_at(rule_source *source, size_t at) {
    size_t size = 1;
    while (((unsigned char)at_byte(source, at + size) & 0xC0) == 0x80)
        size++;
    const unsigned char *c = (const unsigned char *)source->text + at;
    if (c[0] < 0x20 || c[0] == 0x7F || (c[0] == 0xC2 && c[1] < 0xA0))
        rule_complain(source, at, "a control character stands here, which has no meaning in a rule");
    else if (c[0] >= 0x80)
        rule_complain(source, at, "`%.*s` has no meaning in a rule: names are of letters a to z, digits, `_` and `-`",
                      (int)size, source->text + at);
    else
        rule_complain(source, at, "`%c` has no meaning in a rule", c[0]);
    return bad(at);
}

static rule_token sign_at(rule_source *source, size_t at) {
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        if (!starts_with(source, at, signs[i].text))
            continue;
        if (signs[i].kind == RULE_TOKEN_BAD) {
            rule_complain(source, at, "`%s` has no meaning in a rule: %s", signs[i].text, signs[i].instead);
            return bad(at);
        }
        return (rule_token){.kind = signs[i].kind, .slice = {at, strlen(signs[i].text)}, .op = signs[i].op};
    }
    return unknown_at(source, at);
}

rule_token rule_token_from(rule_source *source, size_t at) {
    at = rule_skip_blank(source, at);
    if (at == source->size)
        return (rule_token){.kind = RULE_TOKEN_END, .slice = {at, 0}};
    char c = source->text[at];
    if (is_letter(c))
        return name_at(source, at);
    if (is_digit(c) || (c == '-' && is_digit(at_byte(source, at + 1))))
        return number_at(source, at);
    return sign_at(source, at);
}

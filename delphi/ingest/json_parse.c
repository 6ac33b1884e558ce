/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cJSON parses; it tells no lines, and lets through numbers such as 01 and 1., raw control characters, \u0000 (which
 * cuts a text short) and text after the end. A look at the characters before it finds those, and gives the common slips
 * (a bracket or a quote not closed) their own words. */
#include "ingest/json.h"

#include <errno.h>
#include <string.h>

#include "base/problems.h"
#include "ingest/words.h"

#define DEPTH_MAX 32

typedef struct {
    ingest_json *json;
    const char *start, *at, *end;
    const char *opened[DEPTH_MAX]; /* the brackets that are open */
    size_t depth;
    bool broken; /* what follows would be misread */
} scan;

static base_place place_at(const scan *s, const char *at) {
    base_place place = {.file = s->json->file};
    ingest_line_column(s->start, (size_t)(at - s->start), &place.line, &place.column);
    return place;
}

static void refuse(scan *s, const char *at, const char *message) {
    s->json->status = base_problem(s->json->problems, DELPHI_ERR_INPUT, place_at(s, at), "%s", message);
}

static void refuse_broken(scan *s, const char *at, const char *message) {
    refuse(s, at, message);
    s->broken = true;
}

static bool is_digit(const scan *s, const char *at) {
    return at < s->end && *at >= '0' && *at <= '9';
}

static bool is_any(const scan *s, const char *at, const char *set) {
    return at < s->end && *at && strchr(set, *at);
}

/* At least one digit; NULL where there is none. */
static const char *past_digits(const scan *s, const char *at) {
    const char *from = at;
    while (is_digit(s, at))
        at++;
    return at == from ? NULL : at;
}

/* RFC 8259: -? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?  Past it, or NULL. */
static const char *past_number(const scan *s, const char *at) {
    at += is_any(s, at, "-");
    at = is_any(s, at, "0") ? at + 1 : past_digits(s, at);
    if (at && is_any(s, at, "."))
        at = past_digits(s, at + 1);
    if (at && is_any(s, at, "eE")) {
        at++;
        at = past_digits(s, at + is_any(s, at, "+-"));
    }
    return at;
}

static void scan_number(scan *s) {
    const char *from = s->at, *past = past_number(s, from);
    while (is_digit(s, s->at) || is_any(s, s->at, "+-.eE"))
        s->at++;
    if (past != s->at)
        refuse(s, from,
               "JSON does not write a number like this: no leading zero or plus, digits on both sides of a point");
}

static void scan_string(scan *s) {
    const char *from = s->at++;
    for (; s->at < s->end && *s->at != '"'; s->at++) {
        if ((unsigned char)*s->at < 0x20) {
            refuse_broken(s, s->at,
                          *s->at == '\n' || *s->at == '\r'
                              ? "a text may not run on to the next line; is its closing quote missing?"
                              : "a control character stands inside a text");
            return;
        }
        if (*s->at != '\\')
            continue;
        if (s->end - s->at >= 6 && memcmp(s->at, "\\u0000", 6) == 0)
            refuse_broken(s, s->at, "the character \\u0000 is not allowed in a text");
        s->at++;
        if (s->at == s->end)
            break;
    }
    if (s->at >= s->end)
        refuse_broken(s, from, "the quote that opens this text is never closed");
    s->at++;
}

static void scan_open(scan *s) {
    if (s->depth == DEPTH_MAX)
        refuse_broken(s, s->at, "this is nested more than 32 deep");
    else
        s->opened[s->depth++] = s->at++;
}

static void scan_close(scan *s) {
    char wanted = !s->depth ? '\0' : *s->opened[s->depth - 1] == '{' ? '}' : ']';
    if (!wanted)
        refuse_broken(s, s->at, "this bracket closes nothing");
    else if (*s->at != wanted)
        refuse_broken(s, s->at,
                      wanted == '}' ? "a } is expected here, before the ]" : "a ] is expected here, before the }");
    else
        s->depth--;
    s->at++;
}

static void scan_one(scan *s) {
    if (*s->at == '"')
        scan_string(s);
    else if (is_digit(s, s->at) || *s->at == '-')
        scan_number(s);
    else if (*s->at == '{' || *s->at == '[')
        scan_open(s);
    else if (*s->at == '}' || *s->at == ']')
        scan_close(s);
    else if ((unsigned char)*s->at < 0x20 && !is_any(s, s->at, "\t\r\n"))
        refuse_broken(s, s->at, "a control character stands here");
    else
        s->at++;
}

static const char *past_blanks(const scan *s, const char *at) {
    while (is_any(s, at, " \t\r\n"))
        at++;
    return at;
}

static bool looks_sound(scan *s) {
    if (past_blanks(s, s->at) == s->end) {
        refuse(s, s->start, "this file is empty; a study's protocol is a JSON object { ... }");
        return false;
    }
    while (s->at < s->end && !s->broken)
        scan_one(s);
    if (!s->broken && s->depth)
        refuse_broken(s, s->opened[s->depth - 1], "this bracket is never closed");
    return !s->broken;
}

/* The numbers may have been refused already at the place where cJSON stops. */
static void refuse_syntax(scan *s, const char *at) {
    if (s->json->status != DELPHI_OK)
        return;
    size_t length = 1;
    /* cJSON may stop a byte behind the start of a character. */
    while (at > s->start && at < s->end && ((unsigned char)*at & 0xC0) == 0x80)
        at--;
    while (at + length < s->end && ((unsigned char)at[length] & 0xC0) == 0x80)
        length++;
    s->json->status =
        base_problem(s->json->problems, DELPHI_ERR_INPUT, place_at(s, at),
                     "this is not JSON: %s is not expected here (a comma too many or missing, a key without quotes?)",
                     ingest_quote(at, length).text);
}

cJSON *ingest_json_parse(ingest_json *json, const char *bytes, size_t size) {
    scan s = {.json = json, .start = bytes, .at = bytes, .end = bytes + size};
    if (!looks_sound(&s))
        return NULL;
    const char *past = bytes;
    errno = 0; /* cJSON does not tell whether the text or the memory was at fault; malloc does */
    cJSON *root = cJSON_ParseWithLengthOpts(bytes, size, &past, false);
    if (!root && errno == ENOMEM)
        ingest_json_no_memory(json);
    else if (!root)
        refuse_syntax(&s, past);
    if (!root)
        return NULL;
    past = past_blanks(&s, past);
    if (past == s.end)
        return root;
    refuse(&s, past, "text follows the end of the JSON; nothing may");
    cJSON_Delete(root);
    return NULL;
}

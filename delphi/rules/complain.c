/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An error in a rule, shown as a person would point it out: the sentence, the rule, and a caret under the character. */
#include "rules/rule.h"

#include "base/buffer.h"
#include "base/problems.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>

/* A rule of up to WHOLE bytes is drawn whole, a longer one as a window. Sentence and drawing together fit into a
 * delphi_error's message, also where every character takes four bytes. */
#define SAID_MAX      420
#define WHOLE         160
#define WINDOW_BEFORE 40
#define WINDOW_AFTER  30
#define DOTS          "\xE2\x80\xA6" /* one character */

static bool inside_character(const rule_source *source, size_t at) {
    return at < source->size && ((unsigned char)source->text[at] & 0xC0) == 0x80;
}

static size_t step_back(const rule_source *source, size_t at, size_t characters) {
    for (; at && characters; characters--) {
        at--;
        while (at && inside_character(source, at))
            at--;
    }
    return at;
}

static size_t step_on(const rule_source *source, size_t at, size_t characters) {
    for (; at < source->size && characters; characters--) {
        at++;
        while (inside_character(source, at))
            at++;
    }
    return at;
}

/* Line breaks and control characters (C1 also) would spoil the drawing or the terminal: a space stands for each. */
static void draw_text(delphi_buffer *out, const rule_source *source, size_t from, size_t to) {
    for (size_t at = from; at < to;) {
        size_t next = step_on(source, at, 1);
        const unsigned char *c = (const unsigned char *)source->text + at;
        bool control = c[0] < 0x20 || c[0] == 0x7F || (c[0] == 0xC2 && c[1] < 0xA0);
        if (control)
            base_buffer_char(out, ' ');
        else
            base_buffer_append(out, source->text + at, next - at);
        at = next;
    }
}

static void draw(delphi_buffer *out, const rule_source *source, size_t at) {
    bool whole = source->size <= WHOLE;
    size_t from = whole ? 0 : step_back(source, at, WINDOW_BEFORE);
    size_t to = whole ? source->size : step_on(source, at, WINDOW_AFTER);
    base_buffer_text(out, from ? DOTS : "");
    draw_text(out, source, from, to);
    base_buffer_text(out, to < source->size ? DOTS : "");
    base_buffer_char(out, '\n');
    size_t spaces = base_utf8_length(source->text + from, at - from) + (from > 0);
    while (spaces--)
        base_buffer_char(out, ' ');
    base_buffer_char(out, '^');
}

/* The sentence, cut at a character. */
__attribute__((format(printf, 2, 0))) static void say(char said[SAID_MAX + 1], const char *format, va_list args) {
    size_t length = (size_t)vsnprintf(said, SAID_MAX + 1, format, args);
    if (length <= SAID_MAX)
        return;
    size_t end = SAID_MAX, bad;
    if (!base_utf8_valid(said, end, &bad))
        said[bad] = '\0';
}

void rule_complain(rule_source *source, size_t at, const char *format, ...) {
    char said[SAID_MAX + 1];
    va_list args;
    va_start(args, format);
    say(said, format, args);
    va_end(args);
    delphi_buffer drawing = {0};
    draw(&drawing, source, at);
    base_place place = {
        .file = source->file, .column = (long)base_utf8_length(source->text, at) + 1, .pointer = source->pointer};
    if (drawing.failed)
        base_problem(source->problems, DELPHI_ERR_INPUT, place, "%s", said);
    else
        base_problem(source->problems, DELPHI_ERR_INPUT, place, "%s\n%s", said, drawing.data);
    delphi_buffer_free(&drawing);
    source->errors++;
}

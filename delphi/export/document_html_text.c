/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts and figures of a page: escaping, numbers as the language writes them, lines of a width. */
#include "export/document_html.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/number.h"
#include "base/text.h"
#include "export/phrase.h"

#define NO_BREAK_SPACE "\xC2\xA0"
#define EN_DASH        "\xE2\x80\x93"
#define MINUS          "\xE2\x88\x92"
#define REPLACEMENT    "\xEF\xBF\xBD"

/* ---- escaping ---- */

/* What stands for an ASCII character; "" leaves it out; NULL: itself. */
static const char *escaped(unsigned char c) {
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    case '\t':
        return " ";
    case '\n':
        return NULL;
    default:
        return c < 0x20 || c == 0x7F ? "" : NULL;
    }
}

/* Bytes of a character that a page must not hold: C1 controls, marks that turn the direction of what follows, the
 * noncharacters U+FFFE and U+FFFF. 0 for others. `bytes` is well-formed and ends with NUL or goes on. */
static size_t forbidden(const unsigned char *bytes) {
    if (bytes[0] == 0xC2 && bytes[1] < 0xA0)
        return 2;
    if (bytes[0] == 0xE2 && bytes[1] == 0x80 && bytes[2] >= 0xAA && bytes[2] <= 0xAE)
        return 3;
    if (bytes[0] == 0xE2 && bytes[1] == 0x81 && bytes[2] >= 0xA6 && bytes[2] <= 0xA9)
        return 3;
    return bytes[0] == 0xEF && bytes[1] == 0xBF && bytes[2] >= 0xBE ? 3 : 0;
}

static void escape(delphi_buffer *out, const char *text, size_t size) {
    size_t from = 0, at = 0;
    while (at < size) {
        unsigned char c = (unsigned char)text[at];
        const char *instead = c < 0x80 ? escaped(c) : NULL;
        size_t bytes = c < 0x80 ? instead != NULL : forbidden((const unsigned char *)text + at);
        if (bytes == 0) {
            at++;
            continue;
        }
        base_buffer_append(out, text + from, at - from);
        base_buffer_text(out, instead ? instead : "");
        from = at += bytes;
    }
    base_buffer_append(out, text + from, size - from);
}

void html_text_part(html_page *page, const char *text, size_t size) {
    size_t bad;
    while (!base_utf8_valid(text, size, &bad)) {
        escape(&page->out, text, bad);
        base_buffer_text(&page->out, REPLACEMENT);
        text += bad + 1;
        size -= bad + 1;
    }
    escape(&page->out, text, size);
}

void html_text(html_page *page, const char *text) {
    html_text_part(page, text, strlen(text));
}

void html_words(html_page *page, const char *text) {
    html_text(page, export_words(page->language, text));
}

/* ---- figures ---- */

#define MOST_SCALED 1e15 /* beyond it a double holds no decimals */

static const double units[] = {1, 10, 100, 1000};

html_digits html_length(double length) {
    html_digits digits;
    if (!(fabs(length) < MOST_SCALED / 100))
        length = 0;
    long long scaled = llround(length * 100), whole = llabs(scaled) / 100, rest = llabs(scaled) % 100;
    const char *sign = scaled < 0 ? "-" : "";
    if (rest == 0)
        snprintf(digits.text, sizeof digits.text, "%s%lld", sign, whole);
    else if (rest % 10 == 0)
        snprintf(digits.text, sizeof digits.text, "%s%lld.%lld", sign, whole, rest / 10);
    else
        snprintf(digits.text, sizeof digits.text, "%s%lld.%02lld", sign, whole, rest);
    return digits;
}

void html_number(delphi_buffer *out, delphi_language language, double number, int decimals) {
    if (!isfinite(number) || fabs(number) * units[decimals] >= MOST_SCALED) {
        char digits[BASE_NUMBER_SIZE];
        base_buffer_append(out, digits, isfinite(number) ? base_write_real(number, digits) : 0);
        return;
    }
    /* A share such as 0.0625 is rounded half up as its fraction would be: the nudge is far below any figure shown. */
    long long unit = (long long)units[decimals];
    long long scaled = (long long)(fabs(number) * units[decimals] + 0.5 + 1e-9);
    if (number < 0 && scaled > 0)
        base_buffer_text(out, MINUS);
    base_buffer_format(out, "%lld", scaled / unit);
    if (decimals > 0)
        base_buffer_format(out, "%c%0*lld", language == DELPHI_NL ? ',' : '.', decimals, scaled % unit);
}

void html_percentage(delphi_buffer *out, delphi_language language, double share, int decimals) {
    html_number(out, language, share * 100, decimals);
    base_buffer_text(out, language == DELPHI_NL ? NO_BREAK_SPACE "%" : "%");
}

static void append_p(delphi_buffer *out, delphi_language language, double p) {
    if (p < 0.0005)
        base_buffer_text(out, language == DELPHI_NL ? "<" NO_BREAK_SPACE "0,001" : "<" NO_BREAK_SPACE "0.001");
    else
        html_number(out, language, p, 3);
}

const char *html_cell_words(html_page *page, const document_cell *cell) {
    delphi_buffer *out = &page->words;
    out->size = 0;
    base_buffer_append(out, "", 0);
    switch (cell->kind) {
    case DOCUMENT_TEXT:
    case DOCUMENT_DECISION:
        base_buffer_text(out, cell->text ? cell->text : "");
        break;
    case DOCUMENT_COUNT:
        html_number(out, page->language, cell->number, 0);
        break;
    case DOCUMENT_COUNT_OF_FEW:
        if (cell->number == 0)
            base_buffer_text(out, "\xC2\xB7"); /* a dot lets the others stand out */
        else
            html_number(out, page->language, cell->number, 0);
        break;
    case DOCUMENT_NUMBER:
        html_number(out, page->language, cell->number, cell->decimals);
        break;
    case DOCUMENT_SHARE:
        html_percentage(out, page->language, cell->number, 1);
        break;
    case DOCUMENT_P:
        append_p(out, page->language, cell->number);
        break;
    case DOCUMENT_TRUTH:
        base_buffer_text(out, export_words(page->language, cell->number != 0 ? N_("yes") : N_("no")));
        break;
    case DOCUMENT_ABSENT:
        base_buffer_format(out, EN_DASH NO_BREAK_SPACE "(%d)", cell->footnote);
        break;
    case DOCUMENT_HIDDEN:
        base_buffer_text(out, EN_DASH);
        break;
    default:
        break;
    }
    return out->failed ? "" : out->data;
}

/* ---- lines ---- */

size_t html_characters(const char *text) {
    return base_utf8_length(text, strlen(text));
}

/* Bytes of the first `count` characters, or of all where there are fewer. */
static size_t bytes_of(const char *text, size_t size, size_t count) {
    size_t at = 0;
    for (; at < size && count > 0; count--)
        do
            at++;
        while (at < size && ((unsigned char)text[at] & 0xC0) == 0x80);
    return at;
}

bool html_next_line(const char **text, size_t width, const char **line, size_t *size) {
    const char *from = *text;
    if (!*from)
        return false;
    const char *end = strchr(from, '\n');
    size_t all = end ? (size_t)(end - from) : strlen(from), bytes = bytes_of(from, all, width ? width : 1);
    *line = from;
    *size = bytes;
    if (bytes == all) {
        *text = from + all + (end != NULL);
        return true;
    }
    size_t blank = bytes;
    while (blank > 0 && from[blank] != ' ')
        blank--;
    if (blank > 0)
        *size = bytes = blank;
    while (from[bytes] == ' ')
        bytes++;
    *text = from + bytes;
    return true;
}

size_t html_count_lines(const char *text, size_t width) {
    const char *line;
    size_t size, count = 0;
    while (html_next_line(&text, width, &line, &size))
        count++;
    return count;
}

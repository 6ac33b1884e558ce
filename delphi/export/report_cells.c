/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The only ways into a cell. A text from a study is a string whatever it starts with, holds nothing that XML cannot,
 * and fits. */
#include "export/report.h"

#include <string.h>

#include "base/text.h"

#define CELL_CHARACTERS 32767
#define ELLIPSIS        "\xE2\x80\xA6"
#define REPLACEMENT     "\xEF\xBF\xBD"

void report_check(report_book *book, lxw_error error) {
    if (book->error == LXW_NO_ERROR)
        book->error = error;
}

/* Bytes of the character at `s`, 0 where it is not well-formed UTF-8. */
static size_t character(const char *s) {
    unsigned char lead = (unsigned char)*s;
    size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return base_utf8_valid(s, strnlen(s, length), NULL) && strnlen(s, length) == length ? length : 0;
}

/* XML 1.0 has no control characters but tab and line feed, and neither U+FFFE nor U+FFFF. */
static bool in_xml(const char *s, size_t length) {
    unsigned char c = (unsigned char)*s;
    if (length == 1)
        return c >= 0x20 || c == '\t' || c == '\n';
    return !(length == 3 && memcmp(s, "\xEF\xBF", 2) == 0 && (unsigned char)s[2] >= 0xBE);
}

/* Does `s` look like _x0041_, which readers of xlsx decode? */
static bool looks_escaped(const char *s) {
    return strnlen(s, 7) == 7 && s[0] == '_' && s[1] == 'x' && s[6] == '_' &&
           strspn(s + 2, "0123456789abcdefABCDEF") >= 4;
}

/* Appends what stands for the character at `s`, and tells how many units of UTF-16 a cell spends on it. */
static size_t append_clean(delphi_buffer *out, const char *s, size_t length) {
    if (length == 0) {
        base_buffer_text(out, REPLACEMENT);
        return 1;
    }
    if (looks_escaped(s)) {
        base_buffer_text(out, "_x005F_");
        return 7;
    }
    if (*s == '\r') {
        if (s[1] != '\n')
            base_buffer_char(out, '\n');
        return s[1] != '\n';
    }
    if (!in_xml(s, length))
        return 0;
    base_buffer_append(out, s, length);
    return length == 4 ? 2 : 1;
}

/* Most texts are short and plain, and need no copy. */
static bool is_plain(const char *text) {
    size_t length = 0;
    for (; text[length]; length++) {
        unsigned char c = (unsigned char)text[length];
        if (c < 0x20 || c >= 0x80 || (c == '_' && text[length + 1] == 'x'))
            return false;
    }
    return length <= CELL_CHARACTERS;
}

const char *report_clean(report_book *book, const char *text) {
    if (is_plain(text))
        return text;
    delphi_buffer *out = &book->clean;
    size_t units = 0, end = 0; /* end: where the text is cut if it turns out too long */
    out->size = 0;
    base_buffer_append(out, "", 0);
    while (*text && units <= CELL_CHARACTERS) {
        size_t length = character(text);
        units += append_clean(out, text, length);
        text += length ? length : 1;
        if (units < CELL_CHARACTERS)
            end = out->size;
    }
    if (units > CELL_CHARACTERS) {
        out->size = end;
        base_buffer_text(out, ELLIPSIS);
    }
    if (out->failed)
        report_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    return out->failed ? "" : out->data;
}

delphi_buffer *report_new_phrase(report_book *book) {
    book->phrase.size = 0;
    base_buffer_append(&book->phrase, "", 0);
    return &book->phrase;
}

const char *report_phrase_text(const report_book *book) {
    return book->phrase.failed ? "" : book->phrase.data;
}

const char *report_phrase(report_book *book, const char *text, const export_field *fields, size_t count) {
    export_fill(report_new_phrase(book), report_words(book, text), fields, count);
    if (book->phrase.failed)
        report_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    return report_phrase_text(book);
}

const char *report_decision_words(report_book *book, delphi_decision decision) {
    export_decision_words(report_new_phrase(book), book->language, decision);
    return report_phrase_text(book);
}

const char *report_outcome_words(report_book *book, const delphi_outcome *outcome) {
    report_decision_words(book, outcome->decision);
    if (outcome->override_why)
        base_buffer_text(&book->phrase, " *");
    return report_phrase_text(book);
}

const char *report_words(const report_book *book, const char *text) {
    return export_words_about(delphi_round_level(book->protocol, book->round), book->language, text);
}

void report_put(report_book *book, lxw_row_t row, lxw_col_t col, const char *text, report_format format) {
    const char *clean = report_clean(book, text);
    lxw_format *look = book->formats[format];
    report_check(book, *clean ? worksheet_write_string(book->sheet, row, col, clean, look)
                              : worksheet_write_blank(book->sheet, row, col, look));
}

void report_put_across(report_book *book, lxw_row_t row, lxw_col_t first, lxw_col_t last, const char *text,
                       report_format format) {
    const char *clean = report_clean(book, text);
    report_check(book, worksheet_merge_range(book->sheet, row, first, row, last, clean, book->formats[format]));
}

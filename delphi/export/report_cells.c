/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The only ways into a cell. A text from a study is a string whatever it starts with, holds nothing that XML cannot,
 * and fits; an undefined value shows a dash and the number of the note that says why. */
#include "export/report.h"

#include <string.h>

#include "base/text.h"

#define CELL_CHARACTERS 32767
#define ELLIPSIS        "\xE2\x80\xA6"
#define REPLACEMENT     "\xEF\xBF\xBD"
#define EN_DASH         "\xE2\x80\x93"

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

const char *report_start(report_book *book, const char *text, size_t most) {
    export_start(report_new_phrase(book), text, most);
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

void report_put_words(report_book *book, lxw_row_t row, lxw_col_t col, const char *text, report_format format) {
    report_put(book, row, col, report_words(book, text), format);
}

void report_put_count(report_book *book, lxw_row_t row, lxw_col_t col, uint64_t count, report_format format) {
    report_check(book, worksheet_write_number(book->sheet, row, col, (double)count, book->formats[format]));
}

void report_put_percent(report_book *book, lxw_row_t row, lxw_col_t col, uint64_t k, uint64_t n, report_format format) {
    if (n == 0)
        report_put(book, row, col, EN_DASH, format);
    else
        report_check(book, worksheet_write_number(book->sheet, row, col, (double)k / (double)n, book->formats[format]));
}

void report_put_across(report_book *book, lxw_row_t row, lxw_col_t first, lxw_col_t last, const char *text,
                       report_format format) {
    const char *clean = report_clean(book, text);
    report_check(book, worksheet_merge_range(book->sheet, row, first, row, last, clean, book->formats[format]));
}

static size_t footnote(report_footnotes *notes, delphi_reason reason) {
    for (size_t i = 0; i < notes->count; i++)
        if (notes->reasons[i] == reason)
            return i + 1;
    notes->reasons[notes->count++] = reason;
    return notes->count;
}

static void put_absent(report_book *book, lxw_row_t row, lxw_col_t col, delphi_reason reason, report_footnotes *notes) {
    delphi_buffer *out = report_new_phrase(book);
    base_buffer_format(out, EN_DASH " (%zu)", footnote(notes, reason));
    report_put(book, row, col, report_phrase_text(book), REPORT_ABSENT);
}

void report_put_figure(report_book *book, lxw_row_t row, lxw_col_t col, const delphi_value *value, report_format format,
                       report_footnotes *notes) {
    if (value->kind == DELPHI_VALUE_UNDEFINED)
        put_absent(book, row, col, value->reason, notes);
    else
        report_check(book,
                     worksheet_write_number(book->sheet, row, col, delphi_value_real(value), book->formats[format]));
}

void report_put_value(report_book *book, lxw_row_t row, lxw_col_t col, const delphi_value *value,
                      report_footnotes *notes) {
    if (value->kind == DELPHI_VALUE_TRUTH)
        report_put_words(book, row, col, value->as.truth ? N_("yes") : N_("no"), REPORT_COUNT);
    else if (value->kind == DELPHI_VALUE_SHARE)
        report_put_figure(book, row, col, value, REPORT_PERCENT, notes);
    else
        report_put_figure(book, row, col, value, REPORT_NUMBER_0 + (report_format)export_decimals(value), notes);
}

/* Is `p` a word of the name, as in kendall_p and mcnemar_p_exact? */
static bool is_p(const char *name) {
    for (const char *at = name; (at = strstr(at, "_p")); at++)
        if (at[2] == '\0' || at[2] == '_')
            return true;
    return false;
}

/* Shares that their tables hold as numbers. */
static bool is_share(const char *name) {
    static const char *const names[] = {"percent_agreement", "changed_share", "net_change_unpaired"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

void report_put_measure(report_book *book, lxw_row_t row, lxw_col_t col, const char *name, const delphi_value *value,
                        report_footnotes *notes) {
    if (is_p(name))
        report_put_figure(book, row, col, value, REPORT_P, notes);
    else if (is_share(name))
        report_put_figure(book, row, col, value, REPORT_PERCENT, notes);
    else
        report_put_value(book, row, col, value, notes);
}

lxw_row_t report_put_footnotes(report_book *book, lxw_row_t row, lxw_col_t last, const report_footnotes *notes) {
    for (size_t i = 0; i < notes->count; i++) {
        const char *text =
            REPORT_PHRASE(book, N_("({number}) not defined: {why}"), {"number", export_number((int64_t)i + 1).text},
                          {"why", report_words(book, delphi_reason_text(notes->reasons[i]))});
        report_put_across(book, row++, 0, last, text, REPORT_NOTE);
    }
    return row;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns, rows and paper of a sheet of the report. */
#include "export/report.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define LINE_POINTS  13.0
#define PADDING      5.0              /* so that words do not touch the lines between rows */
#define MOST_POINTS  409.0            /* Excel's highest row */
#define EM_PIXELS    (10 * 96 / 72.0) /* of letters of 10 points */
#define BLANK_EMS    0.226
#define CELL_PADDING 6.0  /* pixels of a cell that hold no text */
#define CAREFUL      0.96 /* screens round the width of letters up as often as down */

void report_widths(report_book *book, lxw_col_t first, const double *widths, size_t count) {
    for (size_t i = 0; i < count; i++) {
        lxw_col_t col = (lxw_col_t)(first + i);
        report_check(book, worksheet_set_column(book->sheet, col, col, widths[i], NULL));
    }
}

double report_pixels(const double *widths, size_t count) {
    double total = 0;
    for (size_t i = 0; i < count; i++)
        total += 7 * widths[i] + 5;
    return total;
}

/* Words are laid one after another; one longer than the line is broken. */
static int lines_of_paragraph(const char *text, size_t size, double width) {
    double used = 0;
    int lines = 1;
    while (size > 0) {
        const char *blank = memchr(text, ' ', size);
        size_t bytes = blank ? (size_t)(blank - text) : size;
        double word = report_ems(text, bytes);
        if (used > 0 && used + BLANK_EMS + word > width) {
            lines++;
            used = 0;
        }
        used += word + (used > 0 ? BLANK_EMS : 0);
        for (; used > width; used -= width)
            lines++;
        size_t step = blank ? bytes + 1 : bytes;
        text += step;
        size -= step;
    }
    return lines;
}

int report_lines(const char *text, double width) {
    double room = fmax(1, CAREFUL * (report_pixels(&width, 1) - CELL_PADDING) / EM_PIXELS);
    int lines = 0;
    for (;;) {
        const char *end = strchr(text, '\n');
        lines += lines_of_paragraph(text, end ? (size_t)(end - text) : strlen(text), room);
        if (!end)
            return lines;
        text = end + 1;
    }
}

double report_line_pixels(int lines) {
    return floor(fmin(MOST_POINTS, LINE_POINTS * lines + PADDING) * 4 / 3);
}

const char *report_title(const report_book *book) {
    if (book->title)
        return book->title;
    const char *title = delphi_text_in(&book->protocol->title, book->language);
    return *title ? title : book->protocol->id;
}

void report_round_words(report_book *book, delphi_buffer *out) {
    EXPORT_FILL(out, report_words(book, N_("Round {round} of {rounds}")), {"round", export_number(book->round).text},
                {"rounds", export_number((int64_t)book->protocol->round_count).text});
}

#define HEADER_TITLE 90 /* bytes: a header has room for 255 characters, codes and all */

/* In a header `&` starts a code: it is doubled. Cut at a character. */
static void append_header_text(delphi_buffer *out, const char *text) {
    size_t end = strlen(text);
    if (end > HEADER_TITLE)
        for (end = HEADER_TITLE; end > 0 && ((unsigned char)text[end] & 0xC0) == 0x80;)
            end--;
    for (size_t i = 0; i < end; i++) {
        base_buffer_char(out, text[i]);
        if (text[i] == '&')
            base_buffer_char(out, '&');
    }
    if (text[end])
        base_buffer_text(out, "\xE2\x80\xA6");
}

static void write_header(report_book *book) {
    char title[HEADER_TITLE * 2 + 32];
    /* Cleaning gives book->clean, phrases go to book->phrase: the header is made from both. */
    snprintf(title, sizeof title, "%.*s", (int)sizeof title - 1, report_clean(book, report_title(book)));
    delphi_buffer *out = report_new_phrase(book);
    base_buffer_text(out, "&L&8 "); /* the blank parts the size from a title that starts with a digit */
    append_header_text(out, title);
    base_buffer_text(out, "&R&8 ");
    if (book->heading)
        append_header_text(out, book->heading);
    else
        report_round_words(book, out);
    report_check(book, worksheet_set_header(book->sheet, report_phrase_text(book)));
}

static void write_footer(report_book *book) {
    delphi_buffer *out = report_new_phrase(book);
    base_buffer_format(out, "&L&8 delphi %s&C&8 &A&R&8 ", delphi_version());
    EXPORT_FILL(out, report_words(book, N_("Page {page} of {pages}")), {"page", "&P"}, {"pages", "&N"});
    report_check(book, worksheet_set_footer(book->sheet, report_phrase_text(book)));
}

void report_paper(report_book *book, int repeat_first, int repeat_last) {
    worksheet_set_landscape(book->sheet);
    worksheet_set_paper(book->sheet, 9); /* A4 */
    worksheet_set_margins(book->sheet, 0.4, 0.4, 0.6, 0.6);
    worksheet_fit_to_pages(book->sheet, 1, 0);
    worksheet_gridlines(book->sheet, LXW_HIDE_ALL_GRIDLINES);
    if (repeat_last >= repeat_first)
        report_check(book, worksheet_repeat_rows(book->sheet, (lxw_row_t)repeat_first, (lxw_row_t)repeat_last));
    write_header(book);
    write_footer(book);
}

void report_break(report_breaks *breaks, lxw_row_t row) {
    if (breaks->count < REPORT_MOST_BREAKS)
        breaks->rows[breaks->count++] = row;
}

#define PAGE_PIXELS 970.0 /* that A4 landscape is wide between our margins, less a little for other fonts */

double report_scale(double pixels) {
    return fmax(0.1, floor(100 * fmin(1, PAGE_PIXELS / pixels)) / 100); /* Excel prints at 10% at least */
}

void report_pages(report_book *book, double pixels, report_breaks *breaks) {
    worksheet_set_print_scale(book->sheet, (uint16_t)lround(100 * report_scale(pixels)));
    if (breaks->count > 0)
        report_check(book, worksheet_set_h_pagebreaks(book->sheet, breaks->rows));
}

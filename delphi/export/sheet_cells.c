/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ways into a cell of a sheet. Neither Excel nor LibreOffice makes a merged row as high as its text, and no row is
 * higher than 409 points: heights are worked out here, and long texts go over several rows. */
#include "export/sheet.h"

#include <stdlib.h>
#include <string.h>

#define MOST_LINES 26 /* in a row: below the 409 points that Excel can show */

void sheet_put(sheet_book *book, lxw_row_t row, lxw_col_t col, const char *text, sheet_format format) {
    report_book *b = &book->book;
    const char *clean = report_clean(b, text);
    lxw_format *look = book->formats[format];
    report_check(b, *clean ? worksheet_write_string(b->sheet, row, col, clean, look)
                           : worksheet_write_blank(b->sheet, row, col, look));
}

void sheet_put_number(sheet_book *book, lxw_row_t row, lxw_col_t col, double number, sheet_format format) {
    report_check(&book->book, worksheet_write_number(book->book.sheet, row, col, number, book->formats[format]));
}

void sheet_put_across(sheet_book *book, lxw_row_t row, lxw_col_t first, lxw_col_t last, const char *text,
                      sheet_format format) {
    report_book *b = &book->book;
    if (first == last)
        sheet_put(book, row, first, text, format);
    else
        report_check(
            b, worksheet_merge_range(b->sheet, row, first, row, last, report_clean(b, text), book->formats[format]));
}

#define LINE 1.36 /* of the size of its letters is a line high */
#define ROOM 5.0
#define MOST 409.0
#define BOLD 0.95 /* as many letters go into a line when they are bold */

int sheet_lines(const char *text, double width, sheet_format format) {
    return report_lines(text, width * 10 / sheet_points(format) * (sheet_is_bold(format) ? BOLD : 1));
}

double sheet_height(int lines, sheet_format format) {
    double points = LINE * sheet_points(format) * lines + ROOM;
    return points < MOST ? points : MOST;
}

void sheet_row(sheet_book *book, lxw_row_t row, int lines, sheet_format format) {
    report_check(&book->book, worksheet_set_row(book->book.sheet, row, sheet_height(lines, format), NULL));
}

/* Where a text is cut so that its start takes at most MOST_LINES lines: behind a blank where there is one. */
static size_t cut(const char *text, double width, sheet_format format, char *room) {
    size_t end = 0, size = strlen(text);
    memcpy(room, text, size + 1);
    if (sheet_lines(room, width, format) <= MOST_LINES)
        return size;
    for (size_t low = 1, high = size; low <= high;) {
        size_t middle = low + (high - low) / 2;
        memcpy(room, text, middle);
        room[middle] = '\0';
        bool fits = sheet_lines(room, width, format) <= MOST_LINES;
        end = fits ? middle : end;
        low = fits ? middle + 1 : low;
        high = fits ? high : middle - 1;
    }
    size_t blank = end;
    while (blank > 0 && text[blank] != ' ' && text[blank] != '\n')
        blank--;
    for (end = blank ? blank : end; end > 1 && ((unsigned char)text[end] & 0xC0) == 0x80;)
        end--;
    return end ? end : 1;
}

lxw_row_t sheet_put_long(sheet_book *book, lxw_row_t row, lxw_col_t first, lxw_col_t last, double width,
                         const char *text, sheet_format format) {
    char *room = malloc(strlen(text) + 1);
    if (!room)
        report_check(&book->book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    for (const char *at = text; room && *at;) {
        size_t size = cut(at, width, format, room);
        memcpy(room, at, size);
        room[size] = '\0';
        sheet_row(book, row, sheet_lines(room, width, format), format);
        sheet_put_across(book, row++, first, last, room, format);
        at += size;
        at += strspn(at, " \n");
    }
    free(room);
    return row;
}

void sheet_lock(sheet_book *book) {
    lxw_protection allowed = {.format_columns = LXW_TRUE, .format_rows = LXW_TRUE};
    worksheet_protect(book->book.sheet, NULL, &allowed);
}

bool sheet_point_is_labelled(const sheet_book *book, int point) {
    const delphi_scale *scale = &book->plan->protocol->scale;
    return scale->labels && *delphi_text_in(&scale->labels[point - scale->min], book->book.language);
}

void sheet_point_words(const sheet_book *book, int point, delphi_buffer *out) {
    const delphi_scale *scale = &book->plan->protocol->scale;
    base_buffer_format(out, "%d", point);
    if (sheet_point_is_labelled(book, point))
        base_buffer_format(out, " \xE2\x80\x93 %s",
                           delphi_text_in(&scale->labels[point - scale->min], book->book.language));
}

bool sheet_scale_is_long(const delphi_scale *scale) {
    return scale->max - scale->min + 1 > SHEET_MOST_POINTS;
}

size_t sheet_bins(const delphi_scale *scale) {
    return sheet_scale_is_long(scale) ? SHEET_BINS : (size_t)(scale->max - scale->min) + 1;
}

void sheet_bin(const delphi_scale *scale, size_t bin, int *low, int *high) {
    int points = scale->max - scale->min + 1, bins = (int)sheet_bins(scale), at = (int)bin;
    *low = scale->min + at * points / bins;
    *high = scale->min + (at + 1) * points / bins - 1;
}

const char *sheet_cannot_judge(const sheet_book *book) {
    return export_words_in(book->book.language, "answer", "cannot judge");
}

double sheet_width(const sheet_book *book, lxw_col_t col) {
    return book->widths[col];
}

void sheet_validate(sheet_book *book, const delphi_buffer *formula, const char *title, const delphi_buffer *words) {
    report_book *b = &book->book;
    lxw_data_validation rule = {.validate = LXW_VALIDATION_TYPE_CUSTOM_FORMULA,
                                .value_formula = formula->data,
                                .error_title = (char *)(uintptr_t)title,
                                .error_message = words->data};
    if (formula->failed || words->failed)
        report_check(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
    else
        report_check(b, worksheet_data_validation_range(b->sheet, book->first_entry, book->at.rating, book->last,
                                                        book->at.rating, &rule));
}

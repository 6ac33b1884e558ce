/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What experts wrote about an indicator in the round before: without a name or a rating, the own marked. */
#include "export/sheet.h"

/* In a round with few answers a comment would be as good as signed. */
static bool may_be_shown(const sheet_book *book, const delphi_comment *comment) {
    const delphi_result *result = book->book.result;
    return comment->expert == book->expert || result->response.responded >= (uint32_t)book->plan->protocol->min_group;
}

static const char *words_of(sheet_book *book, const delphi_comment *comment) {
    report_book *b = &book->book;
    delphi_buffer *out = report_new_phrase(b);
    if (comment->criterion != DELPHI_NONE && b->protocol->criterion_count > 1) {
        const delphi_named *criterion = &b->protocol->criteria[comment->criterion];
        const char *title = delphi_text_in(&criterion->title, b->language);
        base_buffer_format(out, "%s: ", *title ? title : criterion->id);
    }
    if (comment->expert == book->expert)
        base_buffer_format(out, "(%s) ", report_words(b, N_("you")));
    base_buffer_text(out, comment->text);
    return report_phrase_text(b);
}

/* Beside the first comment, whose row may be lower than the label. */
static void put_label(sheet_book *book, lxw_row_t row) {
    const char *label = report_words(&book->book, N_("Comments of the round before"));
    int lines = sheet_lines(label, sheet_width(book, book->at.label), SHEET_QUIET);
    const lxw_row *now = lxw_worksheet_find_row(book->book.sheet, row);
    if (now && now->height < sheet_height(lines, SHEET_QUIET))
        sheet_row(book, row, lines, SHEET_QUIET);
    sheet_put(book, row, book->at.label, label, SHEET_QUIET);
}

lxw_row_t sheet_comments(sheet_book *book, lxw_row_t row, size_t indicator) {
    const sheet_plan *plan = book->plan;
    lxw_row_t first = row;
    for (size_t i = plan->first_comment[indicator]; i < plan->first_comment[indicator + 1]; i++)
        if (may_be_shown(book, plan->comments[i]))
            row = sheet_put_long(book, row, (lxw_col_t)(book->at.label + 1), book->at.last, book->text_width - 2,
                                 words_of(book, plan->comments[i]), SHEET_REMARK);
    if (row > first)
        put_label(book, first);
    return row;
}

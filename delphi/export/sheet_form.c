/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form: the indicators by topic, a row a criterion with its cells for answers; the marks in the hidden first row
 * and column, by which alone a returned form is read; and what a cell takes. */
#include "export/sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export/topics.h"

enum { MARKS, OVER, HEADS, FIRST };
#define PROPOSALS 5

/* ---- columns ---- */

static lxw_col_t add_column(sheet_book *book, lxw_col_t *next, double width) {
    book->widths[*next] = width;
    return (*next)++;
}

static void lay_out_feedback(sheet_book *book, lxw_col_t *next) {
    const delphi_scale *scale = &book->plan->protocol->scale;
    size_t bins = sheet_bins(scale);
    sheet_columns *at = &book->at;
    at->own = add_column(book, next, 10);
    at->point = *next;
    at->points = (lxw_col_t)bins;
    for (size_t i = 0; i < bins; i++)
        add_column(book, next, sheet_scale_is_long(scale) ? 6.3 : 4.3);
    if (scale->cannot_judge)
        at->cannot_judge = add_column(book, next, 9.5);
    at->n = add_column(book, next, 5);
    at->median = add_column(book, next, 8);
    at->quartiles = add_column(book, next, 9);
    if (book->plan->high != DELPHI_NONE)
        at->high = add_column(book, next, 8.5);
    at->place = add_column(book, next, 12);
}

/* With what the round before came to there are many narrow columns; without it, few wide ones. */
static void lay_out(sheet_book *book) {
    bool feedback = book->plan->before != NULL;
    lxw_col_t next = 1;
    book->widths[0] = 14;
    book->at.label = add_column(book, &next, feedback ? 22 : 30);
    if (feedback)
        lay_out_feedback(book, &next);
    book->at.rating = add_column(book, &next, feedback ? 17 : 26);
    if (feedback)
        book->at.reason = add_column(book, &next, 28);
    book->at.comment = add_column(book, &next, feedback ? 30 : 76);
    book->at.last = book->at.comment;
    for (lxw_col_t col = 2; col <= book->at.last; col++)
        book->text_width += book->widths[col];
    report_widths(&book->book, 0, book->widths, (size_t)book->at.last + 1);
}

/* ---- the hidden marks ---- */

static void put_mark(sheet_book *book, lxw_row_t row, lxw_col_t col, const char *text) {
    report_check(&book->book, worksheet_write_string(book->book.sheet, row, col, text, NULL));
}

static void put_marks(sheet_book *book) {
    report_book *b = &book->book;
    lxw_row_col_options hidden = {.hidden = LXW_TRUE};
    put_mark(book, MARKS, 0, book->mark);
    put_mark(book, MARKS, book->at.rating, DELPHI_SHEET_RATING);
    if (book->at.reason)
        put_mark(book, MARKS, book->at.reason, DELPHI_SHEET_REASON);
    put_mark(book, MARKS, book->at.comment, DELPHI_SHEET_COMMENT);
    report_check(b, worksheet_set_row_opt(b->sheet, MARKS, 15, NULL, &hidden));
    report_check(b, worksheet_set_column_opt(b->sheet, 0, 0, book->widths[0], NULL, &hidden));
}

static void put_key(sheet_book *book, size_t indicator, size_t criterion) {
    char key[160];
    const delphi_protocol *protocol = book->plan->protocol;
    snprintf(key, sizeof key, "%s%c%s", book->plan->study->indicators[indicator].id, DELPHI_SHEET_KEY_SEPARATOR,
             criterion == DELPHI_NONE ? "" : protocol->criteria[criterion].id);
    put_mark(book, book->row, 0, key);
}

/* ---- headings ---- */

static void put_point_heads(sheet_book *book) {
    const delphi_scale *scale = &book->plan->protocol->scale;
    for (lxw_col_t i = 0; i < book->at.points; i++) {
        int low, high;
        char words[32];
        sheet_bin(scale, i, &low, &high);
        snprintf(words, sizeof words, "%d\xE2\x80\x93%d", low, high);
        if (low == high)
            sheet_put_number(book, HEADS, (lxw_col_t)(book->at.point + i), low, SHEET_HEAD_MANY);
        else
            sheet_put(book, HEADS, (lxw_col_t)(book->at.point + i), words, SHEET_HEAD_MANY);
    }
}

static void put_head(sheet_book *book, lxw_col_t col, const char *text, sheet_format format) {
    if (col)
        sheet_put(book, HEADS, col, report_words(&book->book, text), format);
}

static void put_high_head(sheet_book *book) {
    if (!book->at.high)
        return;
    const delphi_band *band = &book->plan->protocol->bands[book->plan->high];
    const char *text = REPORT_PHRASE(&book->book, N_("rated {low}\xE2\x80\x93{high}"),
                                     {"low", export_number(band->low).text}, {"high", export_number(band->high).text});
    sheet_put(book, HEADS, book->at.high, text, SHEET_HEAD_MANY);
}

static void put_over_heads(sheet_book *book) {
    report_book *b = &book->book;
    const char *now = REPORT_PHRASE(b, N_("Your answers in round {round}"), {"round", export_number(b->round).text});
    sheet_put_across(book, OVER, book->at.rating, book->at.last, now, SHEET_HEAD_ENTRY);
    if (!book->plan->before) {
        sheet_put(book, OVER, book->at.label, "", SHEET_HEAD);
        return;
    }
    const char *then = REPORT_PHRASE(b, N_("Round {round}: how many experts gave each rating"),
                                     {"round", export_number(b->result->round).text});
    sheet_put_across(book, OVER, book->at.point, book->at.place, then, SHEET_HEAD);
    sheet_put_across(book, OVER, book->at.label, book->at.own, "", SHEET_HEAD);
}

static void put_heads(sheet_book *book) {
    report_book *b = &book->book;
    put_over_heads(book);
    put_head(book, book->at.label, N_("Criterion"), SHEET_HEAD);
    put_head(book, book->at.own, N_("Your rating then"), SHEET_HEAD_MANY);
    put_point_heads(book);
    put_head(book, book->at.cannot_judge, N_("cannot judge"), SHEET_HEAD_MANY);
    put_head(book, book->at.n, N_("n"), SHEET_HEAD_MANY);
    put_head(book, book->at.median, N_("Median"), SHEET_HEAD_MANY);
    put_head(book, book->at.quartiles, N_("Q1\xE2\x80\x93Q3"), SHEET_HEAD_MANY);
    put_high_head(book);
    put_head(book, book->at.place, N_("Your rating lies"), SHEET_HEAD_MANY);
    put_head(book, book->at.rating, book->plan->ranking ? N_("Your ranking") : N_("Your rating now"), SHEET_HEAD_ENTRY);
    put_head(book, book->at.reason, N_("Reason (where one is asked for below)"), SHEET_HEAD_ENTRY);
    put_head(book, book->at.comment, N_("Comment"), SHEET_HEAD_ENTRY);
    sheet_row(book, OVER, 1, SHEET_HEAD);
    sheet_row(book, HEADS, book->plan->before ? 3 : 1, SHEET_HEAD);
    worksheet_freeze_panes(b->sheet, FIRST, 2);
    report_paper(b, OVER, HEADS);
}

/* ---- an indicator ---- */

static int more(int a, int b) {
    return a > b ? a : b;
}

static void put_topic(sheet_book *book, const char *topic) {
    if (!*topic)
        return;
    sheet_put(book, book->row, book->at.label, topic, SHEET_TOPIC);
    for (lxw_col_t col = (lxw_col_t)(book->at.label + 1); col <= book->at.last; col++)
        sheet_put(book, book->row, col, "", SHEET_TOPIC);
    report_check(&book->book, worksheet_set_row(book->book.sheet, book->row++, 24, NULL));
}

/* "New wording of I07." or "New in this round.", where it is. */
static const char *newness(sheet_book *book, const delphi_indicator *indicator) {
    report_book *b = &book->book;
    int before = delphi_round_before(b->protocol, b->round);
    if (!before || indicator->since <= before)
        return "";
    if (indicator->replaces_count == 0)
        return report_words(b, N_("New in this round."));
    return REPORT_PHRASE(b, N_("New wording: takes the place of {id}."),
                         {"id", b->study->indicators[indicator->replaces[0]].id});
}

static void put_line(sheet_book *book, const char *text, sheet_format format) {
    if (*text)
        book->row = sheet_put_long(book, book->row, (lxw_col_t)(book->at.label + 1), book->at.last, book->text_width,
                                   text, format);
}

static void put_source(sheet_book *book, const char *source) {
    if (*source)
        put_line(book, REPORT_PHRASE(&book->book, N_("Source: {source}"), {"source", source}), SHEET_DEFINITION);
}

static void put_indicator_head(sheet_book *book, const delphi_indicator *indicator) {
    lxw_row_t first = book->row;
    book->row = sheet_put_long(book, first, (lxw_col_t)(book->at.label + 1), book->at.last, book->text_width,
                               delphi_text_in(&indicator->text, book->book.language), SHEET_INDICATOR);
    if (book->row == first) /* an indicator without a text */
        sheet_put_across(book, book->row++, (lxw_col_t)(book->at.label + 1), book->at.last, "", SHEET_INDICATOR);
    sheet_put(book, first, book->at.label, indicator->id, SHEET_INDICATOR);
    put_line(book, newness(book, indicator), SHEET_DEFINITION);
    put_line(book, delphi_text_in(&indicator->definition, book->book.language), SHEET_DEFINITION);
    put_source(book, indicator->source);
}

static void put_criterion(sheet_book *book, size_t indicator, size_t criterion) {
    report_book *b = &book->book;
    const char *title = delphi_text_in(&b->protocol->criteria[criterion].title, b->language);
    title = *title ? title : b->protocol->criteria[criterion].id;
    lxw_row_t row = book->row;
    put_key(book, indicator, criterion);
    sheet_put(book, row, book->at.label, title, SHEET_CRITERION);
    sheet_put(book, row, book->at.rating, "", SHEET_ENTRY_RATING);
    if (book->at.reason)
        sheet_put(book, row, book->at.reason, "", SHEET_ENTRY_TEXT);
    sheet_put(book, row, book->at.comment, "", SHEET_ENTRY_TEXT);
    sheet_row(book, row, more(2, sheet_lines(title, sheet_width(book, book->at.label), SHEET_CRITERION)),
              SHEET_CRITERION);
    book->first_entry = book->first_entry ? book->first_entry : row;
    book->last = row;
    book->row = book->plan->before ? sheet_feedback(book, row, indicator, criterion) : row + 1;
}

/* A row with a cell for a comment alone. */
static void put_comment_row(sheet_book *book, const char *label) {
    sheet_put(book, book->row, book->at.label, label, SHEET_GROUP_NOTE);
    sheet_put(book, book->row, book->at.comment, "", SHEET_ENTRY_TEXT);
    sheet_row(book, book->row++, 2, SHEET_ENTRY_TEXT);
}

static void put_indicator(sheet_book *book, size_t indicator) {
    put_indicator_head(book, &book->plan->study->indicators[indicator]);
    for (size_t c = 0; c < book->plan->protocol->criterion_count; c++)
        put_criterion(book, indicator, c);
    if (book->plan->before)
        book->row = sheet_comments(book, book->row, indicator);
    /* With one criterion its own cell is for all there is to say. */
    if (book->plan->protocol->criterion_count > 1) {
        put_key(book, indicator, DELPHI_NONE);
        put_comment_row(book, report_words(&book->book, N_("On the indicator as a whole")));
    }
    report_check(&book->book, worksheet_set_row(book->book.sheet, book->row++, 7, NULL));
}

/* ---- proposals of new indicators ---- */

static void put_proposals(sheet_book *book) {
    report_book *b = &book->book;
    put_topic(book, report_words(b, N_("Is an indicator missing?")));
    put_line(book, report_words(b, N_("Propose it here: a name, and what it should tell. One indicator a row.")),
             SHEET_DEFINITION);
    for (int i = 1; i <= PROPOSALS; i++) {
        char key[16];
        snprintf(key, sizeof key, "%c%d", DELPHI_SHEET_PROPOSAL, i);
        put_mark(book, book->row, 0, key);
        const char *label = REPORT_PHRASE(b, N_("Proposal {number}"), {"number", export_number(i).text});
        put_comment_row(book, label);
    }
}

/* ---- what a cell takes ---- */

/* Refuses what is not on the scale. The number is looked at through N(), for a text must not make an error of the whole
 * formula. */
static void long_scale_formula(const sheet_book *book, delphi_buffer *out) {
    const delphi_scale *scale = &book->plan->protocol->scale;
    char cell[16];
    lxw_rowcol_to_cell(cell, book->first_entry, book->at.rating);
    base_buffer_format(out, "=OR(AND(ISNUMBER(%s),N(%s)>=%d,N(%s)<=%d,N(%s)=INT(N(%s)))", cell, cell, scale->min, cell,
                       scale->max, cell, cell);
    if (scale->cannot_judge)
        base_buffer_format(out, ",%s=\"?\",%s=\"%s\"", cell, cell, sheet_cannot_judge(book));
    base_buffer_char(out, ')');
}

/* libxlsxwriter (1.1.4) copies the formula of a list twice and forgets the first copy. So the rule is made as one of
 * another kind, whose formula is written alike, and then said to be a list. */
static void make_list(lxw_worksheet *sheet) {
    lxw_data_val_obj *rule;
    /* cppcheck-suppress unknownMacro ; libxlsxwriter's */
    STAILQ_FOREACH(rule, sheet->data_validations, list_pointers)
    rule->validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
}

static void put_validation(sheet_book *book) {
    report_book *b = &book->book;
    const delphi_scale *scale = &b->protocol->scale;
    delphi_buffer formula = {0}, words = {0};
    bool is_long = sheet_scale_is_long(scale);
    if (is_long)
        long_scale_formula(book, &formula);
    else
        base_buffer_text(&formula, book->answers);
    EXPORT_FILL(&words,
                report_words(b, is_long ? N_("Please type a whole number from {low} to {high}.")
                                        : N_("Please choose an answer from the list, or type a whole number from {low} "
                                             "to {high}.")),
                {"low", export_number(scale->min).text}, {"high", export_number(scale->max).text});
    sheet_validate(book, &formula, report_words(b, N_("Not on the scale")), &words);
    if (!is_long && b->error == LXW_NO_ERROR)
        make_list(b->sheet);
    delphi_buffer_free(&formula);
    delphi_buffer_free(&words);
}

/* ---- pages ---- */

static double row_pixels(const sheet_book *book, lxw_row_t row) {
    const lxw_row *found = lxw_worksheet_find_row(book->book.sheet, row);
    return (found ? found->height : LXW_DEF_ROW_HEIGHT) * 4 / 3;
}

/* An indicator stays on one page, with its topic: `starts` has the rows where they begin. */
static void break_pages(sheet_book *book, const lxw_row_t *starts, size_t count) {
    report_breaks breaks = {0};
    double width = report_pixels(book->widths + 1, book->at.last);
    double height = REPORT_PAGE_PIXELS / report_scale(width) - row_pixels(book, OVER) - row_pixels(book, HEADS);
    double used = 0;
    for (size_t i = 0; i < count; i++) {
        double own = 0;
        for (lxw_row_t row = starts[i]; row < (i + 1 < count ? starts[i + 1] : book->row); row++)
            own += row_pixels(book, row);
        if (used > 0 && used + own > height) {
            report_break(&breaks, starts[i]);
            used = 0;
        }
        used += own;
    }
    if (breaks.count > 0)
        report_pages(&book->book, width, &breaks);
}

static void put_indicators(sheet_book *book, lxw_row_t *starts) {
    const sheet_plan *plan = book->plan;
    const char *topic = NULL;
    for (size_t i = 0; i < plan->count; i++) {
        const delphi_indicator *indicator = &plan->study->indicators[plan->order[i]];
        starts[i] = book->row;
        if (!topic || strcmp(topic, export_topic(indicator)) != 0)
            put_topic(book, delphi_text_in(&indicator->topic, book->book.language));
        topic = export_topic(indicator);
        put_indicator(book, plan->order[i]);
    }
}

void sheet_form(sheet_book *book) {
    const sheet_plan *plan = book->plan;
    lxw_row_t *starts = calloc(plan->count + 1, sizeof *starts);
    if (!starts) {
        report_check(&book->book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    lay_out(book);
    put_marks(book);
    put_heads(book);
    book->row = FIRST;
    put_indicators(book, starts);
    starts[plan->count] = book->row;
    if (plan->before)
        sheet_bars(book);
    if (plan->proposals)
        put_proposals(book);
    break_pages(book, starts, plan->count + 1);
    free(starts);
    if (book->first_entry) {
        if (plan->ranking)
            sheet_ranking_validation(book);
        else
            put_validation(book);
        worksheet_set_selection(book->book.sheet, book->first_entry, book->at.rating, book->first_entry,
                                book->at.rating);
    }
}

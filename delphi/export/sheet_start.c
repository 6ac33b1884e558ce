/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first page of a sheet: what this is, for whom, how to fill it in, and by when. One glance should do. A column out
 * of sight lists the answers that the form's cells offer. */
#include "export/sheet.h"

#include <stdio.h>
#include <string.h>

enum { MARGIN, LABEL, TEXT, LAST = TEXT, LIST = 5 };
static const double widths[] = {2, 24, 94};

static lxw_row_t put_pair(sheet_book *book, lxw_row_t row, const char *label, const char *text) {
    sheet_row(book, row, sheet_lines(text, widths[TEXT], SHEET_BODY), SHEET_BODY);
    sheet_put(book, row, LABEL, label, SHEET_LABEL);
    sheet_put(book, row, TEXT, text, SHEET_BODY);
    return row + 1;
}

static lxw_row_t put_section(sheet_book *book, lxw_row_t row, const char *title) {
    report_check(&book->book, worksheet_set_row(book->book.sheet, row, 30, NULL));
    sheet_put(book, row, LABEL, report_words(&book->book, title), SHEET_SECTION);
    return row + 1;
}

/* ---- what this is ---- */

static lxw_row_t put_for(sheet_book *book, lxw_row_t row) {
    const delphi_expert *expert = &book->plan->study->experts[book->expert];
    report_book *b = &book->book;
    delphi_buffer *out = report_new_phrase(b);
    base_buffer_text(out, expert->id);
    if (expert->group != DELPHI_NONE)
        base_buffer_format(out, " \xC2\xB7 %s", delphi_text_in(&b->protocol->groups[expert->group].title, b->language));
    return put_pair(book, row, report_words(b, N_("For")), report_phrase_text(b));
}

static lxw_row_t put_deadline(sheet_book *book, lxw_row_t row) {
    report_book *b = &book->book;
    const char *closes = b->protocol->rounds[b->round - 1].closes;
    if (!closes)
        return row;
    export_date(report_new_phrase(b), b->language, closes);
    return put_pair(book, row, report_words(b, N_("Please return by")), report_phrase_text(b));
}

static lxw_row_t put_head(sheet_book *book, lxw_row_t row) {
    report_book *b = &book->book;
    int lines = report_lines(report_title(b), (widths[LABEL] + widths[TEXT]) / 2);
    report_check(b, worksheet_set_row(b->sheet, row, 28.0 * lines + 6, NULL));
    sheet_put_across(book, row++, LABEL, TEXT, report_title(b), SHEET_TITLE);
    report_round_words(b, report_new_phrase(b));
    report_check(b, worksheet_set_row(b->sheet, row, 22, NULL));
    sheet_put(book, row++, LABEL, report_phrase_text(b), SHEET_SUBTITLE);
    row = put_for(book, row + 1);
    return put_deadline(book, row);
}

/* ---- how to fill it in ---- */

static const char *rating_step(sheet_book *book) {
    report_book *b = &book->book;
    const delphi_scale *scale = &b->protocol->scale;
    if (book->plan->ranking)
        return sheet_ranking_step(book);
    delphi_buffer *out = report_new_phrase(b);
    EXPORT_FILL(out,
                report_words(b, sheet_scale_is_long(scale)
                                    ? N_("Rate every criterion with a whole number from {low} to {high}.")
                                    : N_("Rate every criterion from {low} to {high}: choose from the list, or type the "
                                         "number.")),
                {"low", export_number(scale->min).text}, {"high", export_number(scale->max).text});
    base_buffer_char(out, ' ');
    if (scale->cannot_judge)
        EXPORT_FILL(out, report_words(b, N_("Where you cannot judge, answer \xE2\x80\x9C{words}\xE2\x80\x9D (or ?).")),
                    {"words", sheet_cannot_judge(book)});
    if (book->plan->before) {
        base_buffer_char(out, ' ');
        base_buffer_text(out, report_words(b, N_("Please rate again where your rating stays the same, too: it is not "
                                                 "taken over by itself.")));
    }
    return report_phrase_text(b);
}

/* A step, and whether this form has it; NULL: it has. */
typedef struct {
    const char *text;
    bool (*wanted)(const sheet_plan *plan);
} step;

static bool goes_on(const sheet_plan *plan) {
    return plan->goes_on;
}

static bool ends_here(const sheet_plan *plan) {
    return !plan->goes_on;
}

static bool asks_for_more(const sheet_plan *plan) {
    return plan->proposals;
}

static const step first_steps[] = {
    {N_("Write a comment where you like: the other experts will read it in the next round, without your name."),
     goes_on},
    {N_("Write a comment where you like: the researchers read it, and never show it with your name."), ends_here},
    {N_("Is an indicator missing? At the foot of the form there is room for proposals."), asks_for_more},
    {NULL, NULL},
};
static const step later_steps[] = {
    {N_("You see how often each rating was given in the round before; your own has a dark frame. Change your rating or "
        "stay with it, as you see fit: no answer is right or wrong."),
     NULL},
    {N_("Please give a reason where your rating lies outside the middle half of the panel, or in another part of the "
        "scale than before. The form tells which ratings these are."),
     NULL},
    {NULL, NULL},
};

static lxw_row_t put_step(sheet_book *book, lxw_row_t row, int number, const char *text) {
    char label[80];
    snprintf(label, sizeof label, "%s %d", report_words(&book->book, N_("Step")), number);
    return put_pair(book, row, label, text);
}

static lxw_row_t put_steps(sheet_book *book, lxw_row_t row) {
    report_book *b = &book->book;
    const step *more = book->plan->before ? later_steps : first_steps;
    const char *unfinished = book->plan->ranking
                                 ? N_("Save the file as an Excel workbook (.xlsx) and send it back to whoever sent it "
                                      "to you. It counts when "
                                      "every place is given.")
                                 : N_("Save the file as an Excel workbook (.xlsx) and send it back to whoever sent it "
                                      "to you. Not finished? What you have filled in is welcome, too.");
    int number = 1;
    row = put_section(book, row, N_("How to fill it in"));
    const char *where = REPORT_PHRASE(b,
                                      N_("Go to the sheet \xE2\x80\x9C{sheet}\xE2\x80\x9D. The yellow cells are yours; "
                                         "the Tab key takes you from one to the next."),
                                      {"sheet", sheet_page_name(book, SHEET_PAGE_FORM)});
    row = put_step(book, row, number++, where);
    row = put_step(book, row, number++, rating_step(book));
    for (; more->text; more++)
        if (!more->wanted || more->wanted(book->plan))
            row = put_step(book, row, number++, report_words(b, more->text));
    return put_step(book, row, number, report_words(b, unfinished));
}

/* ---- the scale ---- */

static lxw_row_t put_point(sheet_book *book, lxw_row_t row, int point) {
    const delphi_scale *scale = &book->plan->protocol->scale;
    sheet_put(book, row, LABEL, "", SHEET_POINT_NUMBER);
    sheet_put_number(book, row, LABEL, point, SHEET_POINT_NUMBER);
    if (sheet_point_is_labelled(book, point))
        sheet_put(book, row, TEXT, delphi_text_in(&scale->labels[point - scale->min], book->book.language), SHEET_BODY);
    return row + 1;
}

static lxw_row_t put_scale(sheet_book *book, lxw_row_t row) {
    const delphi_scale *scale = &book->plan->protocol->scale;
    row = put_section(book, row, N_("The scale"));
    for (int point = scale->min; point <= scale->max; point++)
        if (sheet_point_is_labelled(book, point) || point == scale->min || point == scale->max)
            row = put_point(book, row, point);
    if (scale->cannot_judge) {
        sheet_put(book, row, LABEL, "?", SHEET_POINT_NUMBER);
        sheet_put(book, row++, TEXT, sheet_cannot_judge(book), SHEET_BODY);
    }
    return row;
}

/* ---- from round 2 on ---- */

static lxw_row_t put_decided(sheet_book *book, lxw_row_t row) {
    report_book *b = &book->book;
    const uint32_t *decided = b->result->decided;
    size_t others = b->result->outcome_count - book->plan->decided;
    row = put_section(book, row, N_("What the round before came to"));
    delphi_buffer *out = report_new_phrase(b);
    EXPORT_FILL(out, report_words(b, N_("Kept: {kept}. Dropped: {dropped}. Not yet settled: {others}.")),
                {"kept", export_number(decided[DELPHI_KEEP]).text},
                {"dropped", export_number(decided[DELPHI_DROP]).text}, {"others", export_number((int64_t)others).text});
    if (book->plan->decided > 0) {
        base_buffer_char(out, ' ');
        EXPORT_FILL(out, report_words(b, N_("The sheet \xE2\x80\x9C{sheet}\xE2\x80\x9D tells which, and why.")),
                    {"sheet", sheet_page_name(book, SHEET_PAGE_DECISIONS)});
    }
    return put_pair(book, row, report_words(b, N_("Indicators")), report_phrase_text(b));
}

static lxw_row_t put_reading(sheet_book *book, lxw_row_t row) {
    static const struct {
        const char *label, *text;
    } lines[] = {
        {N_("n"), N_("The number of ratings, without \xE2\x80\x9C"
                     "cannot judge\xE2\x80\x9D.")},
        {N_("Median"), N_("Half of the ratings are no higher, half are no lower.")},
        {N_("Q1\xE2\x80\x93Q3"),
         N_("The quartiles: the middle half of the ratings lies from Q1 to Q3. Beside it stands "
            "whether your own rating lies inside or outside.")},
    };
    report_book *b = &book->book;
    row = put_section(book, row, N_("How to read the figures"));
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        row = put_pair(book, row, report_words(b, lines[i].label), report_words(b, lines[i].text));
    return row;
}

/* ---- privacy, and the foot ---- */

static lxw_row_t put_privacy(sheet_book *book, lxw_row_t row) {
    report_book *b = &book->book;
    row = put_section(book, row, N_("Your privacy"));
    delphi_buffer *out = report_new_phrase(b);
    EXPORT_FILL(out,
                report_words(b, N_("Your answers are kept under the pseudonym {expert}. Others see how often each "
                                   "rating was given, and comments without a name; nobody sees figures on fewer than "
                                   "{count} experts, or figures from which those could be worked out. You may stop at "
                                   "any time: tell whoever sent you this sheet.")),
                {"expert", book->plan->study->experts[book->expert].id},
                {"count", export_number(b->protocol->min_group).text});
    return put_pair(book, row, report_words(b, N_("Anonymous")), report_phrase_text(b));
}

static void put_code(sheet_book *book, lxw_row_t row) {
    report_book *b = &book->book;
    const char *text = REPORT_PHRASE(b, N_("Code: {code}"), {"code", book->mark});
    sheet_row(book, row, 1, SHEET_QUIET);
    sheet_put_across(book, row, LABEL, TEXT, text, SHEET_QUIET);
}

/* ---- the list of answers, out of sight ---- */

/* A number typed by itself is in the list, too: Excel takes from a list what is in it, and nothing else. */
static void put_list(sheet_book *book) {
    const delphi_scale *scale = &book->plan->protocol->scale;
    lxw_row_t row = 0;
    for (int point = scale->min; point <= scale->max; point++) {
        delphi_buffer *out = report_new_phrase(&book->book);
        sheet_point_words(book, point, out);
        if (sheet_point_is_labelled(book, point))
            sheet_put(book, row++, LIST, report_phrase_text(&book->book), SHEET_QUIET);
        else
            sheet_put_number(book, row++, LIST, point, SHEET_QUIET);
    }
    if (scale->cannot_judge)
        sheet_put(book, row++, LIST, sheet_cannot_judge(book), SHEET_QUIET);
    for (int point = scale->min; point <= scale->max; point++)
        if (sheet_point_is_labelled(book, point))
            sheet_put_number(book, row++, LIST, point, SHEET_QUIET);
    if (scale->cannot_judge)
        sheet_put(book, row++, LIST, "?", SHEET_QUIET);
    snprintf(book->answers, sizeof book->answers, "='%s'!$F$1:$F$%u", sheet_page_name(book, SHEET_PAGE_START),
             (unsigned)row);
}

static void put_columns(sheet_book *book) {
    report_book *b = &book->book;
    lxw_row_col_options hidden = {0};
    hidden.hidden = LXW_TRUE;
    report_widths(b, 0, widths, sizeof widths / sizeof *widths);
    report_check(b, worksheet_set_column_opt(b->sheet, LIST, LIST, 20, NULL, &hidden));
}

void sheet_start(sheet_book *book) {
    put_columns(book);
    if (!sheet_scale_is_long(&book->plan->protocol->scale))
        put_list(book);
    lxw_row_t row = put_head(book, 1);
    row = put_steps(book, row);
    if (!book->plan->ranking)
        row = put_scale(book, row);
    if (book->plan->before) {
        row = put_decided(book, row);
        row = put_reading(book, row);
    }
    row = put_privacy(book, row);
    put_code(book, row + 1);
    report_paper(&book->book, 0, -1);
    worksheet_set_portrait(book->book.sheet); /* one page to lay beside the form */
    worksheet_fit_to_pages(book->book.sheet, 1, 1);
    report_check(&book->book, worksheet_print_area(book->book.sheet, 0, 0, row + 1, LAST));
}

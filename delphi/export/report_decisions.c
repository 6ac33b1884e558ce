/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheet "Decisions": a row an indicator, with what each criterion came to and the clauses that settled it. */
#include "export/report.h"

#include <delphi/stats.h>

#include "export/shares.h"

/* Fixed columns on the left, a block for each criterion, and the explanation on the right. */
enum { ID, TOPIC, TEXT, DECISION, FIRST_BLOCK };
enum { NOTE_ROW = 1, BAND_ROW = 2, HEAD_ROW = 3, FIRST_ROW = 4 };
static const double left_widths[] = {8, 17, 36, 19};
#define WHY_WIDTH 52
#define WHY_LINES 8

/* What a block shows. `share` columns are over the protocol's denominator, whose count may need a column of its own. */
typedef struct {
    const char *head;
    double width;
    const char *measure; /* by this name in delphi_measures(), else one of the counts below */
    enum { MEASURE, RATED, CANNOT_JUDGE, HIGH, BASE } what;
} block_column;

static const block_column block_columns[] = {
    {N_("n"), 4.5, NULL, RATED},
    {N_("Cannot judge"), 4.5, NULL, CANNOT_JUDGE},
    {N_("Median"), 7, "median", MEASURE},
    {N_("IQR"), 7, "iqr", MEASURE},
    {NULL, 8.5, NULL, HIGH},
    {N_("Base of %"), 5, NULL, BASE},
};
#define BLOCK_COLUMNS (sizeof block_columns / sizeof *block_columns)

typedef struct {
    report_book *book;
    const delphi_band *high; /* NULL: no such band */
    const block_column *columns[BLOCK_COLUMNS];
    size_t measures[BLOCK_COLUMNS];
    lxw_col_t columns_count;
    lxw_col_t why; /* the last column */
    report_footnotes notes;
} decisions_sheet;

/* Only what this study has: a share of the high band where there is one, "cannot judge" where experts may say so. */
static bool is_shown(const delphi_protocol *protocol, const delphi_band *high, const block_column *column) {
    switch (column->what) {
    case CANNOT_JUDGE:
        return protocol->scale.cannot_judge;
    case HIGH:
        return high != NULL;
    case BASE:
        return high != NULL && protocol->denominator != DELPHI_DENOMINATOR_VALID;
    default:
        return true;
    }
}

static decisions_sheet new_sheet(report_book *book) {
    decisions_sheet sheet = {.book = book};
    size_t band = delphi_study_band(book->study, "high");
    sheet.high = band == DELPHI_NONE ? NULL : &book->protocol->bands[band];
    for (size_t i = 0; i < BLOCK_COLUMNS; i++) {
        if (!is_shown(book->protocol, sheet.high, &block_columns[i]))
            continue;
        if (block_columns[i].measure)
            sheet.measures[sheet.columns_count] = delphi_measure_find(block_columns[i].measure);
        sheet.columns[sheet.columns_count++] = &block_columns[i];
    }
    sheet.why = (lxw_col_t)(FIRST_BLOCK + sheet.columns_count * book->protocol->criterion_count);
    return sheet;
}

static lxw_col_t block_start(const decisions_sheet *sheet, size_t criterion) {
    return (lxw_col_t)(FIRST_BLOCK + criterion * sheet->columns_count);
}

/* "% high (7-9)", and what it is a percentage of. */
static void put_high_head(const decisions_sheet *sheet, lxw_col_t col) {
    bool valid = sheet->book->protocol->denominator == DELPHI_DENOMINATOR_VALID;
    const char *text = REPORT_PHRASE(
        sheet->book,
        valid ? N_("% high ({low}\xE2\x80\x93{high}), of n") : N_("% high ({low}\xE2\x80\x93{high}), of base"),
        {"low", export_number(sheet->high->low).text}, {"high", export_number(sheet->high->high).text});
    report_put(sheet->book, HEAD_ROW, col, text, REPORT_HEAD_OVER);
}

static void put_block_heads(const decisions_sheet *sheet, size_t criterion) {
    report_book *book = sheet->book;
    lxw_col_t start = block_start(sheet, criterion);
    report_put_across(book, BAND_ROW, start, (lxw_col_t)(start + sheet->columns_count - 1),
                      delphi_text_in(&book->protocol->criteria[criterion].title, book->language), REPORT_HEAD_BAND);
    for (lxw_col_t i = 0; i < sheet->columns_count; i++) {
        report_check(book, worksheet_set_column(book->sheet, start + i, start + i, sheet->columns[i]->width, NULL));
        if (sheet->columns[i]->what == HIGH)
            put_high_head(sheet, start + i);
        else
            report_put_words(book, HEAD_ROW, start + i, sheet->columns[i]->head, REPORT_HEAD_OVER);
    }
}

static void put_heads(const decisions_sheet *sheet) {
    static const char *const heads[] = {N_("Id"), N_("Topic"), N_("Text"), N_("Decision")};
    report_book *book = sheet->book;
    report_widths(book, ID, left_widths, sizeof left_widths / sizeof *left_widths);
    report_check(book, worksheet_set_column(book->sheet, sheet->why, sheet->why, WHY_WIDTH, NULL));
    report_put_words(book, 0, ID, N_("Decision on each indicator"), REPORT_TITLE);
    report_put_words(
        book, NOTE_ROW, ID,
        N_("Shares and percentages are shown rounded; decisions use exact counts. Every clause of the rules "
           "with its value is in results.json."),
        REPORT_SUBTITLE);
    for (lxw_col_t i = 0; i < FIRST_BLOCK; i++)
        report_put_words(book, HEAD_ROW, i, heads[i], REPORT_HEAD);
    for (size_t c = 0; c < book->protocol->criterion_count; c++)
        put_block_heads(sheet, c);
    report_put_words(book, HEAD_ROW, sheet->why, N_("Why: clause of the rule, what it saw, whether it holds"),
                     REPORT_HEAD);
    report_check(book, worksheet_set_row(book->sheet, 0, 28, NULL));
    report_check(book, worksheet_set_row(book->sheet, BAND_ROW, 18, NULL));
    report_check(book, worksheet_set_row(book->sheet, HEAD_ROW, 104, NULL));
}

static void put_block_cell(decisions_sheet *sheet, lxw_row_t row, lxw_col_t start, lxw_col_t i,
                           const delphi_cell *cell) {
    lxw_col_t col = (lxw_col_t)(start + i);
    delphi_value share;
    switch (sheet->columns[i]->what) {
    case MEASURE:
        report_put_value(sheet->book, row, col, &cell->values[sheet->measures[i]], &sheet->notes);
        break;
    case RATED:
        report_put_count(sheet->book, row, col, cell->n, REPORT_COUNT);
        break;
    case CANNOT_JUDGE:
        report_put_count(sheet->book, row, col, cell->cannot_judge, REPORT_COUNT);
        break;
    case BASE:
        report_put_count(sheet->book, row, col, cell->base, REPORT_COUNT);
        break;
    case HIGH:
        share = export_band_share(sheet->book->protocol, cell, sheet->high);
        report_put_value(sheet->book, row, col, &share, &sheet->notes);
        break;
    }
}

#define TEXT_LINES 25 /* of a text of pages the start is shown */

static int most_lines(const char *topic, const char *text, const char *why) {
    int lines = report_lines(text, left_widths[TEXT]), topic_lines = report_lines(topic, left_widths[TOPIC]);
    int why_lines = report_lines(why, WHY_WIDTH);
    if (lines > TEXT_LINES)
        lines = TEXT_LINES;
    lines = topic_lines > lines ? topic_lines : lines;
    return why_lines > lines ? why_lines : lines;
}

static void put_row(decisions_sheet *sheet, lxw_row_t row, const delphi_outcome *outcome) {
    report_book *book = sheet->book;
    const delphi_indicator *indicator = &book->study->indicators[outcome->indicator];
    const char *text = delphi_text_in(&indicator->text, book->language);
    const char *topic = delphi_text_in(&indicator->topic, book->language);
    report_put(book, row, ID, indicator->id, REPORT_TEXT_BOLD);
    report_put(book, row, TOPIC, topic, REPORT_TEXT);
    report_put(book, row, TEXT, text,
               report_lines(text, left_widths[TEXT]) > TEXT_LINES ? REPORT_TEXT_TOP : REPORT_TEXT);
    report_put(book, row, DECISION, report_outcome_words(book, outcome), REPORT_DECISION + outcome->decision);
    for (size_t c = 0; c < book->protocol->criterion_count; c++)
        for (lxw_col_t i = 0; i < sheet->columns_count; i++)
            put_block_cell(sheet, row, block_start(sheet, c), i, report_panel_cell(book, outcome, c));
    export_why(book->result, book->language, outcome, WHY_LINES, report_new_phrase(book));
    report_put(book, row, sheet->why, report_phrase_text(book), REPORT_TEXT);
    report_row_lines(book, row, most_lines(topic, text, report_phrase_text(book)));
}

/* What the mark beside a decision means, where there is one. */
static lxw_row_t put_legend(report_book *book, lxw_row_t row) {
    if (!book->result->overridden)
        return row;
    report_put_across(book, row, ID, DECISION,
                      report_words(book, N_("* decided by the steering group, whatever the rules come to")),
                      REPORT_NOTE);
    return row + 1;
}

void report_decisions(report_book *book) {
    decisions_sheet sheet = new_sheet(book);
    size_t count = book->result->outcome_count;
    report_paper(book, BAND_ROW, HEAD_ROW);
    put_heads(&sheet);
    for (size_t i = 0; i < count; i++)
        put_row(&sheet, (lxw_row_t)(FIRST_ROW + i), &book->result->outcomes[i]);
    lxw_row_t end = (lxw_row_t)(FIRST_ROW + count);
    report_check(book,
                 worksheet_autofilter(book->sheet, HEAD_ROW, ID, end > FIRST_ROW ? end - 1 : HEAD_ROW, sheet.why));
    worksheet_freeze_panes(book->sheet, FIRST_ROW, TEXT + 1);
    end = put_legend(book, end + 1);
    report_put_footnotes(book, end, DECISION, &sheet.notes);
}

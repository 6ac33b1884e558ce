/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the round before kept and dropped, and why: the experts' ratings did that, so they should see it. */
#include "export/rule_words.h"
#include "export/sheet.h"

#include <stdlib.h>

enum { ID, INDICATOR, DECISION, WHY, COLUMNS };
static const double widths[COLUMNS] = {12, 58, 14, 62};
static const char *const heads[COLUMNS] = {N_("Id"), N_("Indicator"), N_("Decision"), N_("Why")};

static lxw_row_t put_note(sheet_book *book, lxw_row_t row, const char *text) {
    double width = widths[ID] + widths[INDICATOR] + widths[DECISION] + widths[WHY];
    sheet_row(book, row, sheet_lines(text, width, SHEET_QUIET), SHEET_QUIET);
    sheet_put_across(book, row, ID, WHY, text, SHEET_QUIET);
    return row + 1;
}

/* In words, and what those words mean that are a name: an expert need not know how a rule is written. */
static lxw_row_t put_rule(sheet_book *book, lxw_row_t row, bool keep) {
    report_book *b = &book->book;
    delphi_buffer rule = {0}, sentence = {0};
    export_rule_prose(b->result, b->language, keep, &rule);
    if (rule.size > 0) {
        EXPORT_FILL(&sentence,
                    report_words(b, keep ? N_("An indicator is kept if it has {rule}.")
                                         : N_("It is dropped if it has {rule}.")),
                    {"rule", rule.failed ? "" : rule.data});
        export_rule_definitions(b->result, b->language, keep, &sentence);
    }
    bool failed = rule.failed || sentence.failed;
    if (failed)
        report_check(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
    else if (sentence.size > 0)
        row = put_note(book, row, sentence.data);
    delphi_buffer_free(&rule);
    delphi_buffer_free(&sentence);
    return row;
}

static lxw_row_t put_head(sheet_book *book) {
    report_book *b = &book->book;
    report_check(b, worksheet_set_row(b->sheet, 0, 28, NULL));
    const char *title =
        REPORT_PHRASE(b, N_("What round {round} decided"), {"round", export_number(b->result->round).text});
    sheet_put(book, 0, ID, title, SHEET_SECTION);
    lxw_row_t row = put_rule(book, 1, true);
    row = put_rule(book, row, false);
    for (lxw_col_t col = 0; col < COLUMNS; col++)
        sheet_put(book, row, col, report_words(b, heads[col]), SHEET_HEAD);
    report_check(b, worksheet_set_row(b->sheet, row, 20, NULL));
    worksheet_freeze_panes(b->sheet, row + 1, 0);
    report_paper(b, (int)row, (int)row);
    return row + 1;
}

static void put_outcome(sheet_book *book, lxw_row_t row, const delphi_outcome *outcome, delphi_clause *room) {
    report_book *b = &book->book;
    const delphi_indicator *indicator = &b->study->indicators[outcome->indicator];
    const char *text = delphi_text_in(&indicator->text, b->language);
    delphi_outcome shown = sheet_public_outcome(book, outcome, room);
    delphi_buffer why = {0};
    export_why(b->result, b->language, &shown, 0, &why);
    const char *reason = why.failed || !why.data ? "" : why.data;
    if (why.failed)
        report_check(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
    int text_lines = sheet_lines(text, widths[INDICATOR], SHEET_DECIDED);
    int why_lines = sheet_lines(reason, widths[WHY], SHEET_WHY);
    bool why_is_higher = why_lines * sheet_points(SHEET_WHY) > text_lines * sheet_points(SHEET_DECIDED);
    sheet_row(book, row, why_is_higher ? why_lines : text_lines, why_is_higher ? SHEET_WHY : SHEET_DECIDED);
    sheet_put(book, row, ID, indicator->id, SHEET_DECIDED);
    sheet_put(book, row, INDICATOR, text, SHEET_DECIDED);
    sheet_put(book, row, DECISION, report_outcome_words(b, outcome), SHEET_DECIDED);
    sheet_put(book, row, WHY, reason, SHEET_WHY);
    delphi_buffer_free(&why);
}

static delphi_clause *room_for_clauses(const delphi_result *result) {
    size_t most = 1;
    for (size_t i = 0; i < result->outcome_count; i++)
        most = result->outcomes[i].because_count > most ? result->outcomes[i].because_count : most;
    return calloc(most, sizeof(delphi_clause));
}

void sheet_decisions(sheet_book *book) {
    report_book *b = &book->book;
    static const delphi_decision order[] = {DELPHI_KEEP, DELPHI_DROP};
    delphi_clause *room = room_for_clauses(b->result);
    if (!room)
        report_check(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
    report_widths(b, 0, widths, COLUMNS);
    lxw_row_t row = put_head(book);
    for (size_t d = 0; room && d < 2; d++)
        for (size_t i = 0; i < b->result->outcome_count; i++)
            if (b->result->outcomes[i].decision == order[d])
                put_outcome(book, row++, &b->result->outcomes[i], room);
    free(room);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the round before kept and dropped, and why: the experts' ratings did that, so they should see it. */
#include "export/sheet.h"

#include <stdlib.h>

enum { ID, INDICATOR, DECISION, WHY, COLUMNS };
static const double widths[COLUMNS] = {12, 58, 14, 62};
static const char *const heads[COLUMNS] = {N_("Id"), N_("Indicator"), N_("Decision"), N_("Why")};

static int more(int a, int b) {
    return a > b ? a : b;
}

static lxw_row_t put_rule(sheet_book *book, lxw_row_t row, const char *sentence, const char *rule) {
    if (!rule)
        return row;
    const char *text = REPORT_PHRASE(&book->book, sentence, {"rule", rule});
    double width = widths[ID] + widths[INDICATOR] + widths[DECISION] + widths[WHY];
    sheet_row(book, row, sheet_lines(text, width, SHEET_QUIET), SHEET_QUIET);
    sheet_put_across(book, row, ID, WHY, text, SHEET_QUIET);
    return row + 1;
}

static lxw_row_t put_head(sheet_book *book) {
    report_book *b = &book->book;
    report_check(b, worksheet_set_row(b->sheet, 0, 28, NULL));
    const char *title =
        REPORT_PHRASE(b, N_("What round {round} decided"), {"round", export_number(b->result->round).text});
    sheet_put(book, 0, ID, title, SHEET_SECTION);
    lxw_row_t row = put_rule(book, 1, N_("An indicator is kept where: {rule}"), b->result->keep_rule);
    row = put_rule(book, row, N_("An indicator is dropped where: {rule}"), b->result->drop_rule);
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
    sheet_row(book, row,
              more(sheet_lines(text, widths[INDICATOR], SHEET_DECIDED), sheet_lines(reason, widths[WHY], SHEET_WHY)),
              SHEET_DECIDED);
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

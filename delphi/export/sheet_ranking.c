/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of a ranking: a cell an indicator for its place. A place that is given twice is refused where the
 * spreadsheet program watches, and shown where it does not. */
#include "export/sheet.h"

static bool is_pick(const sheet_book *book) {
    return book->plan->protocol->rounds[book->book.round - 1].ranking.pick;
}

const char *sheet_ranking_step(sheet_book *book) {
    const delphi_scale *scale = &book->plan->protocol->scale;
    const char *text =
        is_pick(book) ? N_("Pick {places} of the {items} indicators: type a 1 beside each, and leave the "
                           "others empty.")
        : scale->places < scale->items
            ? N_("Give {places} of the {items} indicators a place: type 1 beside the most important one, 2 "
                 "beside the next, up to {places}. Give each place once, and leave the others empty.")
            : N_("Put the {items} indicators in order: type 1 beside the most important one, 2 beside the "
                 "next, up to {places}. Give each place once.");
    return REPORT_PHRASE(&book->book, text, {"places", export_number(scale->places).text},
                         {"items", export_number(scale->items).text});
}

/* "=AND(ISNUMBER(G4),N(G4)=INT(N(G4)),N(G4)>=1,N(G4)<=5,COUNTIF($G$4:$G$30,G4)=1)"; of a pick no more than so many. */
static void write_formula(const sheet_book *book, delphi_buffer *out) {
    const delphi_scale *scale = &book->plan->protocol->scale;
    char cell[16], range[40];
    lxw_rowcol_to_cell(cell, book->first_entry, book->at.rating);
    lxw_rowcol_to_range_abs(range, book->first_entry, book->at.rating, book->last, book->at.rating);
    if (is_pick(book))
        base_buffer_format(out, "=AND(ISNUMBER(%s),N(%s)=1,COUNTIF(%s,1)<=%d)", cell, cell, range, scale->places);
    else
        base_buffer_format(out, "=AND(ISNUMBER(%s),N(%s)=INT(N(%s)),N(%s)>=1,N(%s)<=%d,COUNTIF(%s,%s)=1)", cell, cell,
                           cell, cell, cell, scale->places, range, cell);
}

static void mark_doubled(sheet_book *book) {
    report_book *b = &book->book;
    delphi_buffer formula = {0};
    char cell[16], range[40];
    lxw_rowcol_to_cell(cell, book->first_entry, book->at.rating);
    lxw_rowcol_to_range_abs(range, book->first_entry, book->at.rating, book->last, book->at.rating);
    if (is_pick(book))
        base_buffer_format(&formula, "=AND(%s=1,COUNTIF(%s,1)>%d)", cell, range, book->plan->protocol->scale.places);
    else
        base_buffer_format(&formula, "=AND(%s<>\"\",COUNTIF(%s,%s)>1)", cell, range, cell);
    lxw_format *format = workbook_add_format(b->workbook);
    if (!format || formula.failed) {
        report_check(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
    } else {
        format_set_bold(format);
        format_set_font_color(format, 0xA00000);
        format_set_bg_color(format, 0xFFD9D0);
        lxw_conditional_format doubled = {
            .type = LXW_CONDITIONAL_TYPE_FORMULA, .value_string = formula.data, .format = format};
        report_check(b, worksheet_conditional_format_range(b->sheet, book->first_entry, book->at.rating, book->last,
                                                           book->at.rating, &doubled));
    }
    delphi_buffer_free(&formula);
}

void sheet_ranking_validation(sheet_book *book) {
    report_book *b = &book->book;
    delphi_buffer formula = {0}, words = {0};
    write_formula(book, &formula);
    EXPORT_FILL(&words,
                report_words(b, is_pick(book)
                                    ? N_("Please type a 1 beside {high} indicators at most.")
                                    : N_("Please type a place from 1 to {high} that no other indicator has.")),
                {"high", export_number(book->plan->protocol->scale.places).text});
    sheet_validate(book, &formula, report_words(b, N_("Not a free place")), &words);
    delphi_buffer_free(&formula);
    delphi_buffer_free(&words);
    mark_doubled(book);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the row of a criterion shows of the round before: the own rating, how often each rating was given, median,
 * quartiles and share of high ratings, and where the own rating lies; and below it the same of the own group. */
#include "export/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "export/place.h"
#include "export/shares.h"

#define EN_DASH "\xE2\x80\x93"

typedef struct {
    const delphi_cell *panel, *group; /* group: NULL where the study has none */
    sheet_view view;
    delphi_rating own;
    size_t indicator, criterion;
} feedback;

static const delphi_value *value_of(const delphi_cell *cell, const char *measure) {
    return &cell->values[delphi_measure_find(measure)];
}

/* ---- the figures of a row ---- */

static void put_counts(sheet_book *book, lxw_row_t row, const delphi_cell *cell, delphi_rating own, bool of_group) {
    const delphi_scale *scale = &book->plan->protocol->scale;
    for (lxw_col_t i = 0; i < book->at.points; i++) {
        int low, high;
        uint32_t count = 0;
        sheet_bin(scale, i, &low, &high);
        for (int point = low; point <= high; point++)
            count += cell->counts[point - scale->min];
        bool mine = export_is_point(own) && own >= low && own <= high;
        sheet_format format = (mine ? SHEET_COUNT_MINE : SHEET_COUNT) + (of_group ? SHEET_OF_GROUP : 0);
        sheet_put_number(book, row, (lxw_col_t)(book->at.point + i), count, format);
        book->most = count > book->most ? count : book->most;
    }
}

static void put_value(sheet_book *book, lxw_row_t row, lxw_col_t col, const delphi_value *value, bool of_group) {
    sheet_format shift = of_group ? SHEET_OF_GROUP : 0;
    if (value->kind == DELPHI_VALUE_UNDEFINED)
        sheet_put(book, row, col, EN_DASH, SHEET_FIGURE + shift);
    else if (value->kind == DELPHI_VALUE_SHARE)
        sheet_put_number(book, row, col, delphi_value_real(value), SHEET_SHARE + shift);
    else
        sheet_put_number(book, row, col, delphi_value_real(value),
                         SHEET_WHOLE + (sheet_format)export_decimals(value) + shift);
}

static void put_quartiles(sheet_book *book, lxw_row_t row, const delphi_cell *cell, bool of_group) {
    const delphi_value *q1 = value_of(cell, "q1"), *q3 = value_of(cell, "q3");
    delphi_buffer *out = report_new_phrase(&book->book);
    if (q1->kind != DELPHI_VALUE_UNDEFINED) {
        export_value(out, book->book.language, q1);
        base_buffer_text(out, EN_DASH);
        export_value(out, book->book.language, q3);
    } else {
        base_buffer_text(out, EN_DASH);
    }
    sheet_put(book, row, book->at.quartiles, report_phrase_text(&book->book),
              of_group ? SHEET_GROUP_FIGURE : SHEET_FIGURE);
}

static void put_figures(sheet_book *book, lxw_row_t row, const delphi_cell *cell, delphi_rating own, bool of_group) {
    const delphi_protocol *protocol = book->plan->protocol;
    sheet_format whole = of_group ? SHEET_GROUP_WHOLE : SHEET_WHOLE;
    put_counts(book, row, cell, own, of_group);
    if (book->at.cannot_judge)
        sheet_put_number(book, row, book->at.cannot_judge, cell->cannot_judge, whole);
    sheet_put_number(book, row, book->at.n, cell->n, whole);
    put_value(book, row, book->at.median, value_of(cell, "median"), of_group);
    put_quartiles(book, row, cell, of_group);
    if (book->at.high) {
        delphi_value share = export_band_share(protocol, cell, &protocol->bands[book->plan->high]);
        put_value(book, row, book->at.high, &share, of_group);
    }
}

/* ---- in place of figures ---- */

/* The number of ratings is no secret; which they are is. */
static void put_hidden(sheet_book *book, lxw_row_t row, const delphi_cell *cell, const char *why, bool of_group) {
    const char *text = REPORT_PHRASE(&book->book, why, {"n", export_number(cell->n).text},
                                     {"count", export_number(book->plan->protocol->min_group).text});
    sheet_put_across(book, row, book->at.point, (lxw_col_t)(book->at.place - 1), text,
                     of_group ? SHEET_GROUP_NOTE : SHEET_FIGURE);
}

static void put_panel(sheet_book *book, lxw_row_t row, const feedback *f) {
    if (f->view == SHEET_SEES_NOTHING)
        put_hidden(book, row, f->panel, N_("not shown: {n} ratings, fewer than {count}"), false);
    else
        put_figures(book, row, f->panel, f->own, false);
}

static void put_group(sheet_book *book, lxw_row_t row, const feedback *f) {
    if (f->view == SHEET_SEES_BOTH)
        put_figures(book, row, f->group, f->own, true);
    else if (f->view == SHEET_SEES_NOTHING || f->group->n < (uint32_t)book->plan->protocol->min_group)
        put_hidden(book, row, f->group, N_("not shown: {n} ratings, fewer than {count}"), true);
    else
        put_hidden(book, row, f->group,
                   N_("not shown: what the others gave, fewer than {count} experts, could be worked out"), true);
}

/* ---- the own rating ---- */

static void put_own(sheet_book *book, lxw_row_t row, delphi_rating own) {
    if (export_is_point(own))
        sheet_put_number(book, row, book->at.own, own, SHEET_OWN);
    else
        sheet_put(book, row, book->at.own, own == DELPHI_MISSING ? EN_DASH : "?", SHEET_OWN);
}

static bool has_quartiles(const feedback *f) {
    return f->view != SHEET_SEES_NOTHING && value_of(f->panel, "q1")->kind == DELPHI_VALUE_RATIONAL;
}

static const char *place_of(const feedback *f) {
    return export_place_words(export_place_of(f->own, has_quartiles(f) ? f->panel : NULL));
}

/* ---- which ratings ask for a reason ---- */

typedef struct {
    int low, high; /* no reason is asked from low to high */
} calm;

static int64_t floor_of(delphi_rational r) {
    return r.num >= 0 || r.num % r.den == 0 ? r.num / r.den : r.num / r.den - 1;
}

static void narrow(calm *range, int low, int high) {
    range->low = low > range->low ? low : range->low;
    range->high = high < range->high ? high : range->high;
}

static calm calm_range(const sheet_book *book, const feedback *f) {
    const delphi_protocol *protocol = book->plan->protocol;
    calm range = {protocol->scale.min, protocol->scale.max};
    if (has_quartiles(f)) {
        delphi_rational q1 = value_of(f->panel, "q1")->as.rational, q3 = value_of(f->panel, "q3")->as.rational;
        delphi_rational minus_q1 = {-q1.num, q1.den};
        narrow(&range, (int)-floor_of(minus_q1), (int)floor_of(q3));
    }
    for (size_t i = 0; i < protocol->band_count && export_is_point(f->own); i++)
        if (f->own >= protocol->bands[i].low && f->own <= protocol->bands[i].high)
            narrow(&range, protocol->bands[i].low, protocol->bands[i].high);
    return range;
}

static const char *hint(sheet_book *book, const feedback *f) {
    const delphi_scale *scale = &book->plan->protocol->scale;
    calm range = calm_range(book, f);
    bool below = range.low > scale->min, above = range.high < scale->max;
    if (!below && !above)
        return "";
    const char *text = range.low > range.high    ? N_("reason asked")
                       : range.low == range.high ? N_("reason asked for all but {low}")
                       : below && above          ? N_("reason asked below {low} or above {high}")
                       : below                   ? N_("reason asked below {low}")
                                                 : N_("reason asked above {high}");
    return REPORT_PHRASE(&book->book, text, {"low", export_number(range.low).text},
                         {"high", export_number(range.high).text});
}

/* ---- both rows ---- */

static const char *group_label(sheet_book *book) {
    const report_book *b = &book->book;
    size_t group = book->plan->study->experts[book->expert].group;
    if (group == DELPHI_NONE)
        return "";
    const char *title = delphi_text_in(&b->protocol->groups[group].title, b->language);
    return REPORT_PHRASE(&book->book, N_("your group: {group}"),
                         {"group", *title ? title : b->protocol->groups[group].id});
}

/* The line below the row runs on where nothing stands. */
static void put_blanks(sheet_book *book, lxw_row_t row, bool has_group) {
    const sheet_columns *at = &book->at;
    const lxw_col_t always[] = {at->own, at->place, at->rating, at->comment};
    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        sheet_put(book, row, always[i], "", SHEET_GROUP_NOTE);
    for (lxw_col_t col = at->point; col < at->place && !has_group; col++)
        sheet_put(book, row, col, "", SHEET_GROUP_NOTE);
}

static void put_second_row(sheet_book *book, lxw_row_t row, const feedback *f) {
    put_blanks(book, row, f->group != NULL);
    const char *label = group_label(book);
    int lines = sheet_lines(label, sheet_width(book, book->at.label) - 2, SHEET_GROUP);
    sheet_put(book, row, book->at.label, label, SHEET_GROUP);
    if (f->group)
        put_group(book, row, f);
    const char *asked = hint(book, f);
    sheet_put(book, row, book->at.reason, asked, SHEET_GROUP_NOTE);
    int asked_lines = sheet_lines(asked, sheet_width(book, book->at.reason), SHEET_GROUP_NOTE);
    sheet_row(book, row, lines > asked_lines ? lines : asked_lines, SHEET_GROUP_NOTE);
}

static feedback find(const sheet_book *book, const delphi_outcome *outcome, size_t criterion) {
    const delphi_expert *expert = &book->plan->study->experts[book->expert];
    const delphi_result *result = book->book.result;
    feedback f = {.panel = delphi_result_cell(result, outcome, criterion, DELPHI_NONE),
                  .own = delphi_ratings_column(book->plan->before, outcome->indicator, criterion)[book->expert],
                  .indicator = outcome->indicator,
                  .criterion = criterion};
    if (expert->group != DELPHI_NONE)
        f.group = delphi_result_cell(result, outcome, criterion, expert->group);
    f.view = sheet_may_see(f.panel, f.group, (uint32_t)book->plan->protocol->min_group);
    return f;
}

void sheet_bars(sheet_book *book) {
    lxw_conditional_format bars = {
        .type = LXW_CONDITIONAL_DATA_BAR,
        .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
        .min_value = 0,
        .max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
        .max_value = book->most,
        .bar_color = SHEET_BAR_COLOUR,
        .bar_solid = LXW_TRUE,
        .bar_no_border = LXW_TRUE,
        .data_bar_2010 = LXW_TRUE,
    };
    lxw_col_t first = book->at.point, last = (lxw_col_t)(first + book->at.points - 1);
    if (book->most > 0)
        report_check(&book->book, worksheet_conditional_format_range(book->book.sheet, book->first_entry, first,
                                                                     book->last + 1, last, &bars));
}

lxw_row_t sheet_feedback(sheet_book *book, lxw_row_t row, size_t indicator, size_t criterion) {
    const delphi_outcome *outcome = delphi_result_outcome(book->book.result, indicator);
    if (!outcome) {
        const char *text = report_words(&book->book, N_("not rated before"));
        sheet_put_across(book, row, book->at.own, book->at.place, text, SHEET_FIGURE);
        return row + 1;
    }
    feedback f = find(book, outcome, criterion);
    put_own(book, row, f.own);
    put_panel(book, row, &f);
    sheet_put(book, row, book->at.place, report_words(&book->book, place_of(&f)), SHEET_PLACE);
    put_second_row(book, row + 1, &f);
    return row + 2;
}

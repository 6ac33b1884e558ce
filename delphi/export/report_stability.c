/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheet "Stability": a row an indicator and criterion, with what changed since the previous round for the group
 * and for the persons, side by side because either can hide the other; and which indicators are worth another round. */
#include "export/report.h"

#include <delphi/stability.h>

#include "base/rational.h"
#include "export/verdicts.h"

enum { ID, TEXT, CRITERION, DECISION, ANOTHER, OPINION, FIRST_FIGURE };
enum { ANSWER_ROW = 1, NOTES_ROW = 2, NOTES = 4, BAND_ROW = 8, HEAD_ROW = 9, FIRST_ROW = 10 };
static const double left_widths[] = {7, 34, 16, 19, 10, 15};
#define TEXT_CHARACTERS 120 /* the sheet "Decisions" has the whole */
#define SMALLER         1.2 /* letters of 9 points that stand where one of 11 does, those of 10 being between */

/* What a column shows: a verdict, a median, or a measure of a pair by its name. */
typedef struct {
    const char *head; /* NULL: the measure's title */
    const char *measure;
    double width;
    enum { MEASURE, GROUP_STABLE, INDIVIDUALS_STABLE, BEFORE, NOW } what;
} figure_column;

static const figure_column figures[] = {
    {N_("Group stable"), "net_change_unpaired", 12, GROUP_STABLE},
    {NULL, "net_change_unpaired", 8, MEASURE},
    {N_("Median, previous round"), "median_change", 7, BEFORE},
    {N_("Median, this round"), "median_change", 7, NOW},
    {N_("Change in IQR"), "iqr_change", 7, MEASURE},
    {N_("Individuals stable"), "changed_share", 12, INDIVIDUALS_STABLE},
    {NULL, "matched", 6, MEASURE},
    {NULL, "changed_share", 8, MEASURE},
    {NULL, "changed_up", 6, MEASURE},
    {NULL, "changed_down", 6, MEASURE},
    {NULL, "wilcoxon_p_exact", 8, MEASURE},
    {N_("Kappa, quadratic"), "kappa_quadratic", 7, MEASURE},
};
enum { FIGURES = sizeof figures / sizeof *figures, INDIVIDUALS = 5 }; /* the first column that is of persons */
enum { LAST = FIRST_FIGURE + FIGURES - 1 };

static const char *const opinions[DELPHI_OPINION_COUNT] = {
    [DELPHI_OPINION_NONE] = NC_("opinion", "not known"),
    [DELPHI_OPINION_CONSENSUS] = NC_("opinion", "consensus"),
    [DELPHI_OPINION_MAJORITY] = NC_("opinion", "majority"),
    [DELPHI_OPINION_BIPOLARITY] = NC_("opinion", "bipolarity"),
    [DELPHI_OPINION_PLURALITY] = NC_("opinion", "plurality"),
    [DELPHI_OPINION_DISAGREEMENT] = NC_("opinion", "disagreement"),
};

static double whole_width(void) {
    double width = 0;
    for (size_t i = 0; i < sizeof left_widths / sizeof *left_widths; i++)
        width += left_widths[i];
    for (size_t i = 0; i < FIGURES; i++)
        width += figures[i].width;
    return width;
}

static void put_note(report_book *book, lxw_row_t row, const char *text, report_format format) {
    report_put_across(book, row, ID, LAST, text, format);
    report_row_lines(book, row, report_lines(text, whole_width() * (format == REPORT_NOTE ? SMALLER : 0.8)));
}

/* "3 of 20 indicators are worth another round: I03, I07, I12." */
static void put_answer(report_book *book) {
    const delphi_result *result = book->result;
    delphi_buffer names = {0};
    uint64_t count = 0;
    for (size_t i = 0; i < result->stability_count; i++)
        if (result->stability[i].another_round && ++count)
            base_buffer_format(&names, "%s%s", names.size ? ", " : "",
                               book->study->indicators[result->stability[i].indicator].id);
    if (names.failed)
        report_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    delphi_buffer *out = report_new_phrase(book);
    if (count == 0)
        base_buffer_text(out, report_words(book, N_("No indicator is worth another round.")));
    else
        EXPORT_FILL(out,
                    export_words_many(book->language, "{count} of {total} indicators is worth another round: {names}.",
                                      "{count} of {total} indicators are worth another round: {names}.", count),
                    {"count", export_number((int64_t)count).text},
                    {"total", export_number((int64_t)result->stability_count).text},
                    {"names", names.data ? names.data : ""});
    put_note(book, ANSWER_ROW, report_phrase_text(book), REPORT_ANSWER);
    delphi_buffer_free(&names);
}

static void put_introduction(report_book *book) {
    const delphi_result *result = book->result;
    size_t count;
    const delphi_verdict *verdicts = delphi_stability_verdicts(&count);
    report_put(book, 0, ID,
               REPORT_PHRASE(book, N_("Stability: what changed since round {round}"),
                             {"round", export_number(result->round - 1).text}),
               REPORT_TITLE);
    report_check(book, worksheet_set_row(book->sheet, 0, 28, NULL));
    put_answer(book);
    for (size_t i = 0; i < count && i < NOTES; i++) {
        delphi_buffer *out = report_new_phrase(book);
        base_buffer_format(out, "%s \xE2\x80\x93 %s (%s)", report_words(book, verdicts[i].title),
                           report_words(book, verdicts[i].definition), report_words(book, verdicts[i].source));
        put_note(book, (lxw_row_t)(NOTES_ROW + i), report_phrase_text(book), REPORT_NOTE);
    }
    size_t apart = result->outcome_count - result->stability_count;
    if (apart > 0)
        put_note(book, NOTES_ROW + NOTES,
                 REPORT_PHRASE(book,
                               N_("Not compared, because they are new or have another wording (indicators: {count})."),
                               {"count", export_number((int64_t)apart).text}),
                 REPORT_NOTE);
}

static const char *title_of(const figure_column *column) {
    size_t count;
    return column->head ? column->head : delphi_pair_measures(&count)[delphi_pair_measure_find(column->measure)].title;
}

static bool is_verdict(const figure_column *column) {
    return column->what == GROUP_STABLE || column->what == INDIVIDUALS_STABLE;
}

static void put_heads(report_book *book) {
    static const char *const heads[] = {
        N_("Id"), N_("Text"), N_("Criterion"), N_("Decision"), N_("Worth another round"), N_("Opinion")};
    report_widths(book, ID, left_widths, sizeof left_widths / sizeof *left_widths);
    for (lxw_col_t i = 0; i < FIRST_FIGURE; i++)
        report_put_words(book, HEAD_ROW, i, heads[i], REPORT_HEAD);
    for (size_t i = 0; i < FIGURES; i++) {
        lxw_col_t col = (lxw_col_t)(FIRST_FIGURE + i);
        report_widths(book, col, &figures[i].width, 1);
        report_put_words(book, HEAD_ROW, col, title_of(&figures[i]),
                         is_verdict(&figures[i]) ? REPORT_HEAD : REPORT_HEAD_OVER);
    }
    report_put_across(book, BAND_ROW, FIRST_FIGURE, FIRST_FIGURE + INDIVIDUALS - 1,
                      report_words(book, N_("Group: all ratings of either round")), REPORT_HEAD_BAND);
    report_put_across(book, BAND_ROW, FIRST_FIGURE + INDIVIDUALS, LAST,
                      report_words(book, N_("Individuals: experts who rated in both rounds")), REPORT_HEAD_BAND);
    report_check(book, worksheet_set_row(book->sheet, BAND_ROW, 18, NULL));
    report_check(book, worksheet_set_row(book->sheet, HEAD_ROW, 118, NULL));
}

/* A row being written. */
typedef struct {
    report_book *book;
    lxw_row_t row;
    const delphi_outcome *outcome;
    const delphi_stability *stability;
    size_t criterion;
    report_footnotes *notes;
} line;

static void put_verdict(const line *l, lxw_col_t col, const delphi_value *stable) {
    if (stable->kind != DELPHI_VALUE_TRUTH)
        report_put_value(l->book, l->row, col, stable, l->notes);
    else if (stable->as.truth)
        report_put_words(l->book, l->row, col, N_("\xE2\x9C\x93 stable"), REPORT_TEXT);
    else
        report_put_words(l->book, l->row, col, N_("\xE2\x9C\x97 not stable"), REPORT_TEXT_BOLD);
}

/* This round's median, or, from it and the change, that of the round before. */
static void put_median(const line *l, lxw_col_t col, const delphi_value *change, bool before) {
    const delphi_cell *cell = report_panel_cell(l->book, l->outcome, l->criterion);
    const delphi_value *now = &cell->values[delphi_measure_find("median")], *shown = before ? change : now;
    delphi_value earlier;
    if (before && now->kind == DELPHI_VALUE_RATIONAL && change->kind == DELPHI_VALUE_RATIONAL) {
        earlier = base_value_rational(base_rational_subtract(now->as.rational, change->as.rational));
        shown = &earlier;
    }
    report_put_value(l->book, l->row, col, shown, l->notes);
}

static void put_figure(const line *l, size_t figure) {
    const figure_column *column = &figures[figure];
    const delphi_stability_cell *cell = &l->stability->criteria[l->criterion];
    const delphi_value *value = &cell->values[delphi_pair_measure_find(column->measure)];
    lxw_col_t col = (lxw_col_t)(FIRST_FIGURE + figure);
    delphi_value verdict;
    switch (column->what) {
    case MEASURE:
        report_put_measure(l->book, l->row, col, column->measure, value, l->notes);
        break;
    case GROUP_STABLE:
        verdict = export_group_stable(cell);
        put_verdict(l, col, &verdict);
        break;
    case INDIVIDUALS_STABLE:
        verdict = export_individuals_stable(cell);
        put_verdict(l, col, &verdict);
        break;
    case BEFORE:
    case NOW:
        put_median(l, col, value, column->what == BEFORE);
        break;
    }
}

static void put_line(const line *l) {
    report_book *book = l->book;
    const delphi_indicator *indicator = &book->study->indicators[l->stability->indicator];
    const char *criterion = delphi_text_in(&book->protocol->criteria[l->criterion].title, book->language);
    report_put(book, l->row, ID, indicator->id, REPORT_TEXT_BOLD);
    report_put(book, l->row, CRITERION, criterion, REPORT_TEXT);
    report_put(book, l->row, DECISION, report_outcome_words(book, l->outcome), REPORT_DECISION + l->outcome->decision);
    report_put_words(book, l->row, ANOTHER, l->stability->another_round ? N_("yes") : N_("no"),
                     l->stability->another_round ? REPORT_TEXT_BOLD : REPORT_TEXT);
    report_put(book, l->row, OPINION,
               export_words_in(book->language, "opinion", opinions[l->stability->criteria[l->criterion].opinion]),
               REPORT_TEXT);
    for (size_t i = 0; i < FIGURES; i++)
        put_figure(l, i);
    const char *text = report_start(book, delphi_text_in(&indicator->text, book->language), TEXT_CHARACTERS);
    report_put(book, l->row, TEXT, text, REPORT_TEXT_SMALL);
    int lines = report_lines(text, left_widths[TEXT] * SMALLER), own = report_lines(criterion, left_widths[CRITERION]);
    report_row_lines(book, l->row, lines > own ? lines : own);
}

void report_stability(report_book *book) {
    const delphi_result *result = book->result;
    report_footnotes undefined = {0};
    lxw_row_t row = FIRST_ROW;
    report_paper(book, BAND_ROW, HEAD_ROW);
    put_introduction(book);
    put_heads(book);
    for (size_t i = 0; i < result->stability_count; i++) {
        const delphi_stability *stability = &result->stability[i];
        const delphi_outcome *outcome = delphi_result_outcome(result, stability->indicator);
        for (size_t c = 0; c < book->protocol->criterion_count; c++) {
            line l = {book, row++, outcome, stability, c, &undefined};
            put_line(&l);
        }
    }
    report_check(book, worksheet_autofilter(book->sheet, HEAD_ROW, ID, row > FIRST_ROW ? row - 1 : HEAD_ROW, LAST));
    worksheet_freeze_panes(book->sheet, FIRST_ROW, TEXT + 1);
    report_put_footnotes(book, row + 1, DECISION, &undefined);
}

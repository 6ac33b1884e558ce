/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheet "Summary": the answers first, then how they came about: decisions, response, what needs a decision, and the
 * indicators that were kept. */
#include "export/report.h"

/* Columns: an id, a label, five of figures, and one wide one where the chart stands. */
enum { ID, LABEL, FIRST_FIGURE, LAST_FIGURE = FIRST_FIGURE + 4, WIDE };
static const double widths[] = {9, 27, 12, 12, 12, 12, 12, 56};
#define FIGURES_WIDTH   60
#define TEXT_WIDTH      (FIGURES_WIDTH + 56)
#define TEXT_CHARACTERS 500 /* of a longer text the start: the sheet "Decisions" has the whole */

/* In a sentence: "24 are kept", "3 are dropped". The order is that of reading. */
static const struct {
    delphi_decision decision;
    const char *one, *many;
} parts[] = {
    {DELPHI_KEEP, NN_("{count} is kept", "{count} are kept")},
    {DELPHI_DROP, NN_("{count} is dropped", "{count} are dropped")},
    {DELPHI_RERATE, NN_("{count} goes on to the next round", "{count} go on to the next round")},
    {DELPHI_NO_CONSENSUS, NN_("{count} ends without consensus", "{count} end without consensus")},
    {DELPHI_UNDECIDED, NN_("{count} is undecided", "{count} are undecided")},
    {DELPHI_CONFLICT, NN_("{count} is in conflict", "{count} are in conflict")},
};
#define PART_COUNT (sizeof parts / sizeof *parts)

/* Where the rules never had a say about a decision its part is left out; none kept is an answer too. */
static size_t told_parts(const delphi_result *result, size_t out[PART_COUNT]) {
    size_t count = 0;
    for (size_t i = 0; i < PART_COUNT; i++)
        if (result->decided[parts[i].decision] > 0 || parts[i].decision == DELPHI_KEEP)
            out[count++] = i;
    return count;
}

static void append_part(const report_book *book, size_t part, delphi_buffer *out) {
    uint32_t count = book->result->decided[parts[part].decision];
    if (count == 0)
        base_buffer_text(out, report_words(book, N_("none is kept")));
    else
        EXPORT_FILL(out, export_words_many(book->language, parts[part].one, parts[part].many, count),
                    {"count", export_number(count).text});
}

static void append_parts(const report_book *book, delphi_buffer *out) {
    size_t told[PART_COUNT], count = told_parts(book->result, told);
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            base_buffer_text(out, i + 1 < count ? ", " : report_words(book, N_(" and ")));
        append_part(book, told[i], out);
    }
}

/* "Of 61 indicators 24 are kept, 3 are dropped and 34 go on to the next round." */
static void put_answer(report_book *book, lxw_row_t row) {
    delphi_buffer list = {0};
    append_parts(book, &list);
    if (list.failed)
        report_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    size_t total = book->result->outcome_count;
    const char *pattern =
        export_words_many(book->language, "Of {total} indicator {list}.", "Of {total} indicators {list}.", total);
    delphi_buffer *out = report_new_phrase(book);
    EXPORT_FILL(out, pattern, {"total", export_number((int64_t)total).text}, {"list", list.data ? list.data : ""});
    report_put_across(book, row, ID, WIDE, report_phrase_text(book), REPORT_ANSWER);
    report_row_lines(book, row, 1 + report_lines(report_phrase_text(book), 110));
    delphi_buffer_free(&list);
}

static void put_heading(report_book *book) {
    report_put(book, 0, ID, book->title, REPORT_TITLE);
    report_check(book, worksheet_set_row(book->sheet, 0, 28, NULL));
    delphi_buffer *out = report_new_phrase(book);
    base_buffer_text(out, book->heading);
    const char *closes = book->protocol->rounds[book->result->round - 1].closes;
    if (closes) {
        delphi_buffer date = {0};
        export_date(&date, book->language, closes);
        if (date.failed)
            report_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        EXPORT_FILL(out, report_words(book, N_(", closed on {date}")), {"date", date.data ? date.data : closes});
        delphi_buffer_free(&date);
    }
    if (book->result->stale)
        EXPORT_FILL(out,
                    report_words(book, N_(". STALE: round {round} was re-opened after this round, which rests on it")),
                    {"round", export_number(book->result->stale).text});
    report_put(book, 1, ID, report_phrase_text(book), REPORT_SUBTITLE);
    put_answer(book, 2);
}

static lxw_row_t put_section(report_book *book, lxw_row_t row, const char *title) {
    report_check(book, worksheet_set_row(book->sheet, row, 24, NULL));
    report_put_words(book, row, ID, title, REPORT_SECTION);
    return row + 1;
}

/* A decision that cannot come up in this round has no row: re-rate after the last, no consensus before it. */
static bool has_row(const delphi_result *result, delphi_decision decision) {
    if (result->decided[decision] > 0)
        return true;
    return decision == DELPHI_KEEP || decision == DELPHI_DROP ||
           decision == (result->last_round ? DELPHI_NO_CONSENSUS : DELPHI_RERATE);
}

static void put_decision_row(report_book *book, lxw_row_t row, delphi_decision decision) {
    const delphi_result *result = book->result;
    report_put_across(book, row, ID, LABEL, report_decision_words(book, decision), REPORT_DECISION + decision);
    report_put_count(book, row, FIRST_FIGURE, result->decided[decision], REPORT_COUNT);
    report_put_percent(book, row, FIRST_FIGURE + 1, result->decided[decision], result->outcome_count, REPORT_PERCENT);
    report_row_lines(book, row, 1);
}

static lxw_row_t put_decisions(report_book *book, lxw_row_t row, lxw_row_t *first, delphi_decision *shown) {
    size_t count = 0;
    row = put_section(book, row, N_("Decisions after this round"));
    report_put_across(book, row, ID, LABEL, report_words(book, N_("Decision")), REPORT_HEAD);
    report_put_words(book, row, FIRST_FIGURE, N_("Indicators"), REPORT_HEAD_MANY);
    report_put_words(book, row, FIRST_FIGURE + 1, N_("% of all"), REPORT_HEAD_MANY);
    *first = ++row;
    for (delphi_decision d = 0; d < DELPHI_DECISION_COUNT; d++)
        if (has_row(book->result, d)) {
            put_decision_row(book, row++, d);
            shown[count++] = d;
        }
    report_put_across(book, row, ID, LABEL, report_words(book, N_("All indicators in this round")), REPORT_TOTAL_TEXT);
    report_put_count(book, row, FIRST_FIGURE, book->result->outcome_count, REPORT_TOTAL_COUNT);
    report_put_percent(book, row, FIRST_FIGURE + 1, book->result->outcome_count, book->result->outcome_count,
                       REPORT_TOTAL_PERCENT);
    return row + 1;
}

/* A bar a decision, the word on the axis and the count at its end: it reads the same without colour. */
static void style_chart(report_book *book, lxw_chart *chart, lxw_chart_series *series, const delphi_decision *shown,
                        size_t count) {
    lxw_chart_fill fills[DELPHI_DECISION_COUNT];
    lxw_chart_point points[DELPHI_DECISION_COUNT], *list[DELPHI_DECISION_COUNT + 1] = {NULL};
    lxw_chart_line no_line = {.none = LXW_TRUE};
    lxw_chart_font small = {.size = 10}, title = {.size = 12, .bold = LXW_TRUE};
    for (size_t i = 0; i < count; i++) {
        fills[i] = (lxw_chart_fill){.color = export_decision_colour(shown[i])};
        points[i] = (lxw_chart_point){.fill = &fills[i]};
        list[i] = &points[i];
    }
    report_check(book, chart_series_set_points(series, list));
    chart_series_set_labels(series);
    chart_series_set_labels_font(series, &small);
    chart_title_set_name(chart, report_words(book, N_("Indicators by decision")));
    chart_title_set_name_font(chart, &title);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    chart_axis_set_reverse(chart->y_axis);
    chart_axis_set_num_font(chart->y_axis, &small);
    chart_axis_major_gridlines_set_visible(chart->x_axis, LXW_FALSE);
    chart_axis_off(chart->x_axis);
    chart_axis_set_min(chart->x_axis, 0);
    chart_set_series_gap(chart, 40);
    chart_chartarea_set_line(chart, &no_line);
}

static void put_chart(report_book *book, lxw_row_t at, lxw_row_t first, const delphi_decision *shown, size_t count) {
    lxw_chart *chart = workbook_add_chart(book->workbook, LXW_CHART_BAR);
    lxw_chart_series *series = chart ? chart_add_series(chart, NULL, NULL) : NULL;
    if (!series) {
        report_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    const char *sheet = book->sheet->name;
    lxw_row_t last = first + (lxw_row_t)count - 1;
    chart_series_set_categories(series, sheet, first, ID, last, ID);
    chart_series_set_values(series, sheet, first, FIRST_FIGURE, last, FIRST_FIGURE);
    style_chart(book, chart, series, shown, count);
    lxw_chart_options options = {.x_offset = 24,
                                 .x_scale = 372.0 / 480,
                                 .y_scale = (62.0 + 34.0 * (double)count) / 288,
                                 .object_position = LXW_OBJECT_MOVE_DONT_SIZE};
    report_check(book, worksheet_insert_chart_opt(book->sheet, at, WIDE, chart, &options));
}

/* Which of the counts above are not the rules'. */
static lxw_row_t put_overridden(report_book *book, lxw_row_t row) {
    const delphi_result *result = book->result;
    if (!result->overridden)
        return row;
    delphi_buffer list = {0};
    for (size_t i = 0; i < result->outcome_count; i++) {
        const delphi_outcome *outcome = &result->outcomes[i];
        if (!outcome->override_why)
            continue;
        base_buffer_format(&list, "%s%s (", list.size ? ", " : "", book->study->indicators[outcome->indicator].id);
        base_buffer_text(&list, report_decision_words(book, outcome->rule_decision));
        base_buffer_char(&list, ')');
    }
    if (list.failed)
        report_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    const char *pattern = export_words_many(
        book->language, "* {count} of these decisions is the steering group's; by the rules: {list}.",
        "* {count} of these decisions are the steering group's; by the rules: {list}.", result->overridden);
    delphi_buffer *out = report_new_phrase(book);
    EXPORT_FILL(out, pattern, {"count", export_number(result->overridden).text}, {"list", list.data ? list.data : ""});
    report_put_across(book, row, ID, LAST_FIGURE, report_phrase_text(book), REPORT_NOTE);
    report_row_lines(book, row,
                     report_lines(report_phrase_text(book), 1.25 * (widths[ID] + widths[LABEL] + FIGURES_WIDTH)));
    delphi_buffer_free(&list);
    return row + 1;
}

static void put_response_row(report_book *book, lxw_row_t row, const char *label, const delphi_response *response,
                             bool total) {
    report_format count = total ? REPORT_TOTAL_COUNT : REPORT_COUNT;
    report_format percent = total ? REPORT_TOTAL_PERCENT : REPORT_PERCENT;
    report_put_across(book, row, ID, LABEL, label, total ? REPORT_TOTAL_TEXT : REPORT_TEXT);
    report_put_count(book, row, FIRST_FIGURE, response->invited, count);
    report_put_count(book, row, FIRST_FIGURE + 1, response->responded, count);
    report_put_percent(book, row, FIRST_FIGURE + 2, response->responded, response->invited, percent);
    report_put_count(book, row, FIRST_FIGURE + 3, response->complete, count);
    report_put_percent(book, row, FIRST_FIGURE + 4, response->complete, response->invited, percent);
    report_row_lines(book, row, 1);
}

static void put_retention(report_book *book, lxw_row_t row) {
    const delphi_result *result = book->result;
    const char *text = REPORT_PHRASE(
        book, N_("Against the previous round: {stayed} took part in both, {left} stopped, {joined} are new."),
        {"stayed", export_number(result->response.stayed).text}, {"left", export_number(result->response.left).text},
        {"joined", export_number(result->response.joined).text});
    report_put_across(book, row, ID, LAST_FIGURE, text, REPORT_NOTE);
    report_row_lines(book, row, 1);
}

static lxw_row_t put_response(report_book *book, lxw_row_t row) {
    static const char *const heads[] = {N_("Invited"), N_("Responded"), N_("% of invited"), N_("Complete"),
                                        N_("% of invited")};
    const delphi_protocol *protocol = book->protocol;
    row = put_section(book, row, N_("Response"));
    report_put_across(book, row, ID, LABEL, report_words(book, protocol->group_count ? N_("Group") : N_("Panel")),
                      REPORT_HEAD);
    for (lxw_col_t i = 0; i < 5; i++)
        report_put_words(book, row, FIRST_FIGURE + i, heads[i], REPORT_HEAD_MANY);
    report_row_lines(book, row++, 2);
    for (size_t g = 0; g < protocol->group_count; g++)
        put_response_row(book, row++, delphi_text_in(&protocol->groups[g].title, book->language),
                         &book->result->groups[g], false);
    put_response_row(book, row++, report_words(book, N_("Whole panel")), &book->result->response, true);
    const char *note =
        report_words(book, N_("Responded: gave at least one rating, \xE2\x80\x9C"
                              "cannot judge\xE2\x80\x9D or comment. Complete: answered every question."));
    report_put_across(book, row, ID, LAST_FIGURE, note, REPORT_NOTE);
    report_row_lines(book, row++, report_lines(note, 1.25 * (widths[ID] + widths[LABEL] + FIGURES_WIDTH)));
    if (book->result->round > 1)
        put_retention(book, row++);
    return row;
}

static void put_open_row(report_book *book, lxw_row_t row, const delphi_outcome *outcome) {
    const delphi_indicator *indicator = &book->study->indicators[outcome->indicator];
    report_put(book, row, ID, indicator->id, REPORT_TEXT_BOLD);
    report_put(book, row, LABEL, report_outcome_words(book, outcome), REPORT_DECISION + outcome->decision);
    const char *text = report_start(book, delphi_text_in(&indicator->text, book->language), TEXT_CHARACTERS);
    int lines = report_lines(text, FIGURES_WIDTH);
    report_put_across(book, row, FIRST_FIGURE, LAST_FIGURE, text, REPORT_TEXT);
    delphi_buffer *why = report_new_phrase(book);
    export_why(book->result, book->language, outcome, 3, why);
    int why_lines = report_lines(report_phrase_text(book), widths[WIDE]);
    report_put(book, row, WIDE, report_phrase_text(book), REPORT_TEXT);
    report_row_lines(book, row, lines > why_lines ? lines : why_lines);
}

static bool is_open(delphi_decision decision) {
    return decision == DELPHI_UNDECIDED || decision == DELPHI_CONFLICT;
}

static lxw_row_t put_open(report_book *book, lxw_row_t row) {
    const delphi_result *result = book->result;
    row = put_section(book, row, N_("Needs a decision by people"));
    if (result->decided[DELPHI_UNDECIDED] + result->decided[DELPHI_CONFLICT] == 0) {
        report_put_across(book, row, ID, WIDE,
                          report_words(book, result->overridden
                                                 ? N_("None: the rules, or the steering group, came to an answer for "
                                                      "every indicator.")
                                                 : N_("None: the rules came to an answer for every indicator.")),
                          REPORT_TEXT);
        return row + 1;
    }
    report_put_words(book, row, ID, N_("Indicator"), REPORT_HEAD);
    report_put_words(book, row, LABEL, N_("Decision"), REPORT_HEAD);
    report_put_across(book, row, FIRST_FIGURE, LAST_FIGURE, report_words(book, N_("Text")), REPORT_HEAD);
    report_put_words(book, row++, WIDE, N_("Why"), REPORT_HEAD);
    for (size_t i = 0; i < result->outcome_count; i++)
        if (is_open(result->outcomes[i].decision))
            put_open_row(book, row++, &result->outcomes[i]);
    return row;
}

static void put_kept_row(report_book *book, lxw_row_t row, const delphi_outcome *outcome) {
    const delphi_indicator *indicator = &book->study->indicators[outcome->indicator];
    delphi_buffer *id = report_new_phrase(book);
    base_buffer_format(id, "%s%s", indicator->id, outcome->override_why ? " *" : "");
    report_put(book, row, ID, report_phrase_text(book), REPORT_TEXT_BOLD);
    const char *of_topic = delphi_text_in(&indicator->topic, book->language);
    report_put(book, row, LABEL, of_topic, REPORT_TEXT);
    const char *text = report_start(book, delphi_text_in(&indicator->text, book->language), TEXT_CHARACTERS);
    int lines = report_lines(text, TEXT_WIDTH), topic = report_lines(of_topic, widths[LABEL]);
    report_put_across(book, row, FIRST_FIGURE, WIDE, text, REPORT_TEXT);
    report_row_lines(book, row, lines > topic ? lines : topic);
}

static lxw_row_t put_kept(report_book *book, lxw_row_t row) {
    const delphi_result *result = book->result;
    row = put_section(book, row, N_("Kept indicators"));
    if (result->decided[DELPHI_KEEP] == 0) {
        report_put_across(book, row, ID, WIDE, report_words(book, N_("None was kept in this round.")), REPORT_TEXT);
        return row + 1;
    }
    report_put_words(book, row, ID, N_("Indicator"), REPORT_HEAD);
    report_put_words(book, row, LABEL, N_("Topic"), REPORT_HEAD);
    report_put_across(book, row++, FIRST_FIGURE, WIDE, report_words(book, N_("Text")), REPORT_HEAD);
    for (size_t i = 0; i < result->outcome_count; i++)
        if (result->outcomes[i].decision == DELPHI_KEEP)
            put_kept_row(book, row++, &result->outcomes[i]);
    return row;
}

void report_summary(report_book *book) {
    delphi_decision shown[DELPHI_DECISION_COUNT];
    lxw_row_t first;
    report_widths(book, ID, widths, sizeof widths / sizeof *widths);
    report_paper(book, 0, -1);
    put_heading(book);
    lxw_row_t row = put_decisions(book, 3, &first, shown);
    put_chart(book, 3, first, shown, row - 1 - first);
    row = put_overridden(book, row);
    row = put_response(book, row);
    row = put_open(book, row);
    put_kept(book, row);
}

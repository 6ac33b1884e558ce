/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of decisions. An indicator has a head (decision, id, text, n) and, for each criterion, a cell with median,
 * quartiles, share of high ratings and distribution. Head and cells stand on one line where that leaves room for the
 * text; else the cells stand below the head, side by side; and on a very narrow terminal one below the other.
 */
#include "cli/decisions.h"

#include "cli/figures.h"
#include "cli/study.h"
#include "cli/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_CRITERIA 16 /* side by side; more of them stand one below the other */
#define LEAST_TEXT    24 /* columns for the indicator's text that are worth one line */
#define TEXT_COLUMN   2  /* of the heads */
#define INDENT        2
#define GAP           2

const char *cli_decision_words(delphi_decision decision) {
    static const char *const words[DELPHI_DECISION_COUNT] = {"keep",         "drop",      "re-rate",
                                                             "no consensus", "undecided", "conflict"};
    return decision < DELPHI_DECISION_COUNT ? words[decision] : "?";
}

const char *cli_decision_mark(const cli_terminal *terminal, delphi_decision decision) {
    return decision < DELPHI_DECISION_COUNT ? terminal->signs->marks[decision] : "?";
}

cli_style cli_decision_style(delphi_decision decision) {
    static const cli_style styles[DELPHI_DECISION_COUNT] = {CLI_GREEN, CLI_RED,    CLI_PLAIN,
                                                            CLI_PLAIN, CLI_YELLOW, CLI_YELLOW};
    return decision < DELPHI_DECISION_COUNT ? styles[decision] : CLI_PLAIN;
}

static void print_head_lines(const cli_terminal *terminal, const delphi_result *result) {
    const delphi_protocol *protocol = &result->study->protocol;
    const char *title = cli_study_title(result->study), *dot = terminal->signs->dot;
    size_t width = cli_text_width(terminal, title);
    bool high = delphi_study_band(result->study, "high") != DELPHI_NONE;
    cli_style_on(terminal, stdout, CLI_BOLD);
    cli_text_put(terminal, stdout, title, width < terminal->width ? width : terminal->width, false);
    cli_style_off(terminal, stdout, CLI_BOLD);
    printf("\nRound %d of %zu%s%u of %u experts%s%zu %s\n", result->round, protocol->round_count, dot,
           result->response.responded, result->response.invited, dot, result->outcome_count,
           delphi_level_count_name(result->level, result->outcome_count));
    if (result->stale)
        printf("STALE: round %d was re-opened after this round\n", result->stale);
    printf("Median [q1%sq3], %sand how the ratings lie from %d to %d\n\n", terminal->signs->dash,
           high ? "% high, " : "", protocol->scale.min, protocol->scale.max);
}

/* How many valid ratings: "21", or "19-21" where the criteria differ. */
static void rating_numbers(const cli_terminal *terminal, const delphi_result *result, const delphi_outcome *outcome,
                           char out[CLI_FIGURE_SIZE]) {
    uint32_t least = UINT32_MAX, most = 0;
    for (size_t c = 0; c < result->study->protocol.criterion_count; c++) {
        uint32_t n = delphi_result_cell(result, outcome, c, DELPHI_NONE)->n;
        least = n < least ? n : least;
        most = n > most ? n : most;
    }
    if (least == most)
        snprintf(out, CLI_FIGURE_SIZE, "%u", most);
    else
        snprintf(out, CLI_FIGURE_SIZE, "%u%s%u", least, terminal->signs->dash, most);
}

static cli_table *make_heads(const cli_terminal *terminal, const delphi_result *result) {
    static const cli_column columns[DELPHI_LEVEL_COUNT][4] = {
        {{.heading = "decision"},
         {.heading = "id"},
         {.heading = "indicator", .elastic = true},
         {.heading = "n", .right = true}},
        {{.heading = "decision"},
         {.heading = "id"},
         {.heading = "topic", .elastic = true},
         {.heading = "n", .right = true}},
    };
    const delphi_study *study = result->study;
    cli_table *heads = cli_table_new(terminal, columns[result->level], 4);
    for (size_t i = 0; i < result->outcome_count; i++) {
        const delphi_outcome *outcome = &result->outcomes[i];
        const delphi_indicator *indicator = &study->indicators[outcome->indicator];
        char n[CLI_FIGURE_SIZE];
        rating_numbers(terminal, result, outcome, n);
        cli_table_add(heads, cli_decision_style(outcome->decision), "%s %s%s",
                      cli_decision_mark(terminal, outcome->decision), cli_decision_words(outcome->decision),
                      outcome->override_why ? "*" : "");
        cli_table_add(heads, CLI_PLAIN, "%s", indicator->id);
        cli_table_add(heads, CLI_PLAIN, "%s", delphi_text_in(&indicator->text, study->protocol.language));
        cli_table_add(heads, CLI_PLAIN, "%s", n);
    }
    return heads;
}

/* The four figures of a cell. */
static void add_parts(cli_table *parts, const cli_terminal *terminal, const delphi_result *result,
                      const delphi_cell *cell) {
    delphi_value median = cli_measure_in(cell, "median");
    char figure[CLI_FIGURE_SIZE];
    cli_figure_value(terminal, &median, figure);
    cli_table_add(parts, CLI_PLAIN, "%s", figure);
    cli_figure_quartiles(terminal, cell, figure);
    cli_table_add(parts, CLI_PLAIN, "%s", figure);
    cli_figure_high(terminal, result->study, cell, figure);
    cli_table_add(parts, CLI_PLAIN, "%s", figure);
    cli_figure_bars(terminal, result->study, cell, figure);
    cli_table_add(parts, CLI_PLAIN, "%s", figure);
}

/* Those of `count` criteria from `first` on, for each outcome a row a criterion, so that they stand in line. */
static cli_table *make_parts(const cli_terminal *terminal, const delphi_result *result, size_t first, size_t count) {
    static const cli_column columns[] = {{.right = true}, {.heading = NULL}, {.right = true}, {.heading = NULL}};
    cli_table *parts = cli_table_new(terminal, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < result->outcome_count; i++)
        for (size_t c = first; c < first + count; c++)
            add_parts(parts, terminal, result, delphi_result_cell(result, &result->outcomes[i], c, DELPHI_NONE));
    cli_table_gap(parts, 1);
    cli_table_fit(parts, SIZE_MAX);
    return parts;
}

/* All that one printing needs. */
typedef struct {
    const cli_terminal *terminal;
    const delphi_result *result;
    size_t criteria;
    cli_table *heads;
    cli_table **parts;   /* one for each criterion */
    cli_column *columns; /* of the cells where they stand side by side */
    cli_table *cells;
    size_t cell_lines; /* below the head, for each indicator; 0: beside it */
} view;

static const char *criterion_title(const view *v, size_t criterion) {
    const delphi_protocol *protocol = &v->result->study->protocol;
    const char *title = delphi_text_in(&protocol->criteria[criterion].title, protocol->language);
    return *title ? title : protocol->criteria[criterion].id;
}

static void make_cells_beside(view *v) {
    for (size_t c = 0; c < v->criteria; c++)
        v->columns[c] = (cli_column){.heading = criterion_title(v, c), .narrow = true};
    v->cells = cli_table_new(v->terminal, v->columns, v->criteria);
    for (size_t row = 0; row < v->result->outcome_count; row++) {
        for (size_t c = 0; c < v->criteria; c++)
            cli_table_take(v->cells, CLI_PLAIN, cli_table_text(v->parts[c], row));
    }
}

static void make_cells_below(view *v) {
    static const cli_column columns[] = {{.elastic = true}, {.heading = NULL}};
    cli_table *all = make_parts(v->terminal, v->result, 0, v->criteria);
    v->cells = cli_table_new(v->terminal, columns, sizeof columns / sizeof *columns);
    for (size_t row = 0; row < v->result->outcome_count; row++) {
        for (size_t c = 0; c < v->criteria; c++) {
            cli_table_add(v->cells, CLI_FAINT, "%s", criterion_title(v, c));
            cli_table_take(v->cells, CLI_PLAIN, cli_table_text(all, row * v->criteria + c));
        }
    }
    cli_table_free(all);
}

/* Do head and cells go on one line, with enough of the text? */
static bool fits_one_line(const view *v, size_t cells_width) {
    size_t whole = cli_table_fit(v->heads, SIZE_MAX), text = cli_table_column_width(v->heads, TEXT_COLUMN);
    size_t kept = text < LEAST_TEXT ? text : LEAST_TEXT;
    return whole - text + kept + GAP + cells_width <= v->terminal->width;
}

static void settle(view *v) {
    size_t width = v->terminal->width, cells_width = SIZE_MAX / 2;
    if (v->criteria <= MOST_CRITERIA) {
        make_cells_beside(v);
        cells_width = cli_table_fit(v->cells, SIZE_MAX);
    }
    if (fits_one_line(v, cells_width)) {
        v->cell_lines = 0;
        cli_table_fit(v->heads, width - GAP - cells_width);
        return;
    }
    v->cell_lines = 1;
    cli_table_fit(v->heads, width);
    if (cells_width + INDENT <= width)
        return;
    cli_table_free(v->cells);
    make_cells_below(v);
    v->cell_lines = v->criteria;
    cli_table_fit(v->cells, width - INDENT);
}

/* A row of heads and cells, joined or under each other; DELPHI_NONE: the headings. */
static bool print_row(const view *v, size_t row) {
    if (v->cell_lines == 0) {
        cli_table_put(v->heads, row, stdout);
        return cli_table_print_row(v->cells, row, GAP);
    }
    bool good = cli_table_print_row(v->heads, row, 0);
    if (row == DELPHI_NONE)
        return good && (v->cell_lines > 1 || cli_table_print_row(v->cells, row, INDENT));
    for (size_t i = 0; i < v->cell_lines; i++)
        good = good && cli_table_print_row(v->cells, row * v->cell_lines + i, INDENT);
    return good;
}

static bool fill(view *v) {
    v->heads = make_heads(v->terminal, v->result);
    v->parts = calloc(v->criteria, sizeof(cli_table *));
    v->columns = calloc(v->criteria, sizeof *v->columns);
    if (!v->parts || !v->columns)
        return false;
    for (size_t c = 0; c < v->criteria; c++) {
        v->parts[c] = make_parts(v->terminal, v->result, c, 1);
        if (cli_table_failed(v->parts[c]))
            return false;
    }
    settle(v);
    return !cli_table_failed(v->heads) && !cli_table_failed(v->cells);
}

/* The footnotes of the mark. */
static bool print_overridden(const cli_terminal *terminal, const delphi_result *result) {
    bool good = true;
    for (size_t i = 0; good && result->overridden && i < result->outcome_count; i++) {
        const delphi_outcome *outcome = &result->outcomes[i];
        char *text = NULL;
        if (!outcome->override_why)
            continue;
        good = asprintf(&text, "* %s: decided by the steering group, the rules come to %s. Why: %s",
                        result->study->indicators[outcome->indicator].id, cli_decision_words(outcome->rule_decision),
                        outcome->override_why) >= 0;
        if (good)
            cli_print_paragraph(terminal, text, 0);
        free(good ? text : NULL);
    }
    return good;
}

delphi_status cli_print_decisions(const cli_terminal *terminal, const delphi_result *result) {
    view v = {.terminal = terminal, .result = result, .criteria = result->study->protocol.criterion_count};
    bool good = fill(&v);
    if (good) {
        print_head_lines(terminal, result);
        good = print_row(&v, DELPHI_NONE);
    }
    for (size_t row = 0; good && row < result->outcome_count; row++)
        good = print_row(&v, row);
    good = good && print_overridden(terminal, result);
    for (size_t c = 0; v.parts && c < v.criteria; c++)
        cli_table_free(v.parts[c]);
    cli_table_free(v.heads);
    cli_table_free(v.cells);
    free(v.parts);
    free(v.columns);
    return good ? DELPHI_OK : DELPHI_ERR_MEMORY;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Decisions": a row an indicator, with what each criterion came to and the clauses that settled it. */
#include <math.h>
#include <stdlib.h>

#include <delphi/stats.h>

#include "export/parts.h"
#include "export/shares.h"

/* Fixed columns on the left, a block for each criterion, and the explanation on the right. */
enum { ID, TOPIC, TEXT, DECISION, FIRST_BLOCK };
#define WHY_LINES       8
#define TEXT_CHARACTERS 900 /* of a text of pages the start is shown */

/* What a block shows. Shares are over the protocol's denominator, whose count may need a column of its own. */
typedef enum { MEASURE, RATED, CANNOT_JUDGE, HIGH, BASE } block_kind;
typedef struct {
    const char *head; /* NULL: that of the high band */
    double width;
    const char *measure; /* by this name in delphi_measures() */
    block_kind kind;
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
    report *report;
    document_table *table;
    const delphi_band *high; /* NULL: no such band */
    const block_column *shown[BLOCK_COLUMNS];
    size_t measures[BLOCK_COLUMNS];
    size_t shown_count;
} decisions_table;

/* Only what this study has: a share of the high band where there is one, "cannot judge" where experts may say so. */
static bool is_shown(const delphi_protocol *protocol, const delphi_band *high, const block_column *column) {
    switch (column->kind) {
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

static decisions_table choose_columns(report *r) {
    decisions_table t = {.report = r};
    size_t band = delphi_study_band(r->study, "high");
    t.high = band == DELPHI_NONE ? NULL : &r->protocol->bands[band];
    for (size_t i = 0; i < BLOCK_COLUMNS; i++) {
        if (!is_shown(r->protocol, t.high, &block_columns[i]))
            continue;
        if (block_columns[i].measure)
            t.measures[t.shown_count] = delphi_measure_find(block_columns[i].measure);
        t.shown[t.shown_count++] = &block_columns[i];
    }
    return t;
}

/* "% high (7-9)", and what it is a percentage of: a phrase. */
static const char *high_head(const decisions_table *t) {
    bool valid = t->report->protocol->denominator == DELPHI_DENOMINATOR_VALID;
    return PART_PHRASE(t->report,
                       valid ? N_("% high ({low}\xE2\x80\x93{high}), of n")
                             : N_("% high ({low}\xE2\x80\x93{high}), of base"),
                       {"low", export_number(t->high->low).text}, {"high", export_number(t->high->high).text});
}

static void fill_columns(const decisions_table *t, document_column *columns) {
    report *r = t->report;
    const char *high = t->high ? high_head(t) : "";
    size_t at = FIRST_BLOCK;
    columns[ID] = (document_column){.head = part_words(r, N_("Id")), .width = 8, .names_row = true};
    columns[TOPIC] = (document_column){.head = part_words(r, N_("Topic")), .width = 17};
    columns[TEXT] = (document_column){.head = part_words(r, N_("Text")), .width = 36};
    columns[DECISION] = (document_column){.head = part_words(r, N_("Decision")), .width = 21};
    for (size_t c = 0; c < r->protocol->criterion_count; c++)
        for (size_t i = 0; i < t->shown_count; i++)
            columns[at++] = (document_column){.head = t->shown[i]->head ? part_words(r, t->shown[i]->head) : high,
                                              .over = part_criterion_title(r, c),
                                              .width = t->shown[i]->width,
                                              .direction = DOCUMENT_HEAD_UPWARDS};
    columns[at] = (document_column){.head = part_words(r, N_("Why: clause of the rule, what it saw, whether it holds")),
                                    .width = 52};
}

/* Returns false when out of memory. */
static bool add_table(decisions_table *t, document_part *part) {
    size_t count = FIRST_BLOCK + t->shown_count * t->report->protocol->criterion_count + 1;
    document_column *columns = calloc(count, sizeof *columns);
    if (!columns)
        return false;
    fill_columns(t, columns);
    t->table = document_add_table(
        part, &(document_table_spec){.columns = columns, .column_count = count, .filter = true, .frozen = TEXT + 1});
    free(columns);
    return true;
}

static void put_block(decisions_table *t, const delphi_cell *cell) {
    for (size_t i = 0; i < t->shown_count; i++) {
        delphi_value share;
        switch (t->shown[i]->kind) {
        case MEASURE:
            document_put_value(t->table, &cell->values[t->measures[i]]);
            break;
        case RATED:
            document_put_count(t->table, cell->n, DOCUMENT_PLAIN);
            break;
        case CANNOT_JUDGE:
            document_put_count(t->table, cell->cannot_judge, DOCUMENT_PLAIN);
            break;
        case BASE:
            document_put_count(t->table, cell->base, DOCUMENT_PLAIN);
            break;
        case HIGH:
            share = export_band_share(t->report->protocol, cell, t->high);
            document_put_value(t->table, &share);
            break;
        }
    }
}

static void put_row(decisions_table *t, const delphi_outcome *outcome) {
    report *r = t->report;
    const delphi_indicator *indicator = &r->study->indicators[outcome->indicator];
    document_start_row(t->table);
    document_put_text(t->table, indicator->id, DOCUMENT_STRONG);
    document_put_text(t->table, delphi_text_in(&indicator->topic, t->report->language), DOCUMENT_PLAIN);
    document_put_text(t->table, part_start(r, part_indicator_text(r, outcome->indicator), TEXT_CHARACTERS),
                      DOCUMENT_PLAIN);
    part_put_outcome(r, t->table, outcome);
    for (size_t c = 0; c < r->protocol->criterion_count; c++)
        put_block(t, part_panel_cell(r, outcome, c));
    export_why(r->result, r->language, outcome, WHY_LINES, part_new_phrase(r));
    document_put_text(t->table, part_phrase_text(r), DOCUMENT_PLAIN);
}

/* How the decisions are spread, in a line: it is what a reader counts first. */
static void say_answer(report *r, document_part *part) {
    delphi_buffer *out = part_new_phrase(r);
    bool any = false;
    for (delphi_decision d = 0; d < DELPHI_DECISION_COUNT; d++) {
        if (r->result->decided[d] == 0)
            continue;
        base_buffer_text(out, any ? "; " : "");
        export_decision_words(out, r->language, d);
        base_buffer_format(out, ": %u", (unsigned)r->result->decided[d]);
        any = true;
    }
    document_say(part, DOCUMENT_ANSWER, part_phrase_text(r));
}

/* What the figures are measured in. */
static void add_notes(const decisions_table *t) {
    static const char *const bases[] = {
        [DELPHI_DENOMINATOR_VALID] = N_("the valid ratings (n)"),
        [DELPHI_DENOMINATOR_ANSWERED] = N_("all answers, \xE2\x80\x9C"
                                           "cannot judge\xE2\x80\x9D included (base)"),
        [DELPHI_DENOMINATOR_PANEL] = N_("all who were invited to rate (base)"),
    };
    report *r = t->report;
    if (r->result->overridden)
        document_add_note(t->table, part_words(r, N_("* decided by the steering group, whatever the rules come to")));
    document_add_note(t->table,
                      PART_PHRASE(r, N_("n: valid ratings. IQR: interquartile range, by quantiles of type {type}."),
                                  {"type", export_number(r->protocol->quantile_type).text}));
    if (t->high)
        document_add_note(t->table, PART_PHRASE(r, N_("% high: of {base}."),
                                                {"base", part_words(r, bases[r->protocol->denominator])}));
}

/* The column with a criterion's share of the high band. */
static size_t high_column(const decisions_table *t, size_t criterion) {
    size_t i = 0;
    while (t->shown[i]->kind != HIGH)
        i++;
    return FIRST_BLOCK + criterion * t->shown_count + i;
}

/* The first two criteria against each other: what is rated highly on both stands at the top right, what is wanted but
 * falls short on the second below it. */
static void draw_agreement(const decisions_table *t) {
    report *r = t->report;
    if (!t->high || r->protocol->criterion_count < 2 || r->result->outcome_count < 2)
        return;
    const export_field fields[] = {{"first", part_criterion_title(r, 0)}, {"second", part_criterion_title(r, 1)}};
    const char *title =
        document_copy(r->document, part_phrase(r, N_("Agreement: {first} against {second}"), fields, 2));
    const char *high = document_copy(r->document, high_head(t));
    const char *names[2];
    for (size_t i = 0; i < 2; i++)
        names[i] = document_copy(
            r->document, PART_PHRASE(r, N_("{criterion}: {share}"), {"criterion", fields[i].value}, {"share", high}));
    const char *description =
        part_phrase(r,
                    N_("Points, one an indicator: the share of high ratings on {first} against that on {second}. "
                       "Indicators at the top right are rated highly by nearly all on both; those at the bottom right "
                       "on {first} only."),
                    fields, 2);
    document_add_chart(
        t->table, &(document_chart_spec){.kind = DOCUMENT_SCATTER,
                                         .title = title,
                                         .description = description,
                                         .row_count = r->result->outcome_count,
                                         .categories = ID,
                                         .x = high_column(t, 0),
                                         .series = &(document_series){.column = high_column(t, 1), .colour = 0x0072B2},
                                         .series_count = 1,
                                         .x_title = names[0],
                                         .y_title = names[1],
                                         .least = 0,
                                         .most = 1,
                                         .x_least = 0,
                                         .x_most = 1,
                                         .mark = NAN,
                                         .x_mark = NAN,
                                         .percent = true,
                                         .place = DOCUMENT_BELOW,
                                         .width = 1100,
                                         .height = 640});
}

void part_decisions(report *r, document_part *part) {
    decisions_table t = choose_columns(r);
    document_set_title(part, part_words(r, N_("Decision on each indicator")));
    say_answer(r, part);
    document_say(part, DOCUMENT_SUBTITLE,
                 part_words(r, N_("Shares and percentages are shown rounded; decisions use exact counts. Every clause "
                                  "of the rules with its value is in results.json.")));
    if (!add_table(&t, part)) {
        r->failed = true;
        return;
    }
    for (size_t i = 0; i < r->result->outcome_count; i++)
        put_row(&t, &r->result->outcomes[i]);
    add_notes(&t);
    draw_agreement(&t);
}

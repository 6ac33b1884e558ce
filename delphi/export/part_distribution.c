/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Distribution": for each criterion a table of how often each answer was given, the indicators with the
 * highest median first, and beside it a chart of the same figures, a bar an indicator. */
#include <math.h>
#include <stdlib.h>

#include <delphi/stats.h>

#include "export/part_bins.h"

enum { ID, TEXT, RATED, MEDIAN, MEAN, FIRST_BIN, MOST_COLUMNS = FIRST_BIN + PART_BINS + 2 };

/* A page of A4 holds a block of the most rows. The chart has labels of its own and bars that are nearer to each other
 * than the table's rows: no program lets bars stand just beside their rows. */
#define BLOCK_ROWS   20
#define BAR_PIXELS   24
#define FRAME_PIXELS 136 /* title, legend and axis */
#define CHART_PIXELS 480
#define MOST_DRAWN                                                                                                     \
    1000 /* of a criterion with thousands of indicators the first: no program opens thousands of charts */
#define TEXT_CHARACTERS 110 /* the part "Decisions" has the whole */

typedef struct {
    const delphi_outcome *outcome;
    const delphi_cell *cell;
    double median, mean; /* below all ratings where undefined */
    size_t place;
} ranked;

typedef struct {
    report *report;
    document_part *part;
    part_bins bins;
    size_t median, mean; /* of the measures */
    document_column columns[MOST_COLUMNS];
    size_t column_count;
    size_t tables;
} distribution;

/* A part of a criterion's indicators that stands together. */
typedef struct {
    size_t criterion;
    size_t first, rows; /* in the order shown */
} block;

/* ---- the order ---- */

static double rank_value(const delphi_value *value) {
    return value->kind == DELPHI_VALUE_UNDEFINED ? -1e9 : delphi_value_real(value);
}

/* Median, then mean, highest first; then the order of indicators.csv, so that the order is total. */
static int compare_ranked(const void *a, const void *b) {
    const ranked *x = a, *y = b;
    if (x->median != y->median)
        return x->median < y->median ? 1 : -1;
    if (x->mean != y->mean)
        return x->mean < y->mean ? 1 : -1;
    return x->place < y->place ? -1 : x->place > y->place;
}

/* NULL when out of memory. */
static ranked *rank(const distribution *d, size_t criterion) {
    const delphi_result *result = d->report->result;
    size_t count = result->outcome_count;
    ranked *list = malloc((count ? count : 1) * sizeof *list);
    for (size_t i = 0; list && i < count; i++) {
        const delphi_outcome *outcome = &result->outcomes[i];
        const delphi_cell *cell = part_panel_cell(d->report, outcome, criterion);
        list[i] = (ranked){outcome, cell, rank_value(&cell->values[d->median]), rank_value(&cell->values[d->mean]), i};
    }
    if (list)
        qsort(list, count, sizeof *list, compare_ranked);
    return list;
}

/* ---- the answer ---- */

/* How many indicators have a median within the band on the criterion. */
static size_t count_within(const distribution *d, size_t criterion, const delphi_band *band) {
    const delphi_result *result = d->report->result;
    size_t count = 0;
    for (size_t i = 0; i < result->outcome_count; i++) {
        double median = rank_value(&part_panel_cell(d->report, &result->outcomes[i], criterion)->values[d->median]);
        count += median >= band->low && median <= band->high;
    }
    return count;
}

/* "Median in the high band (7-9): Relevance 40 of 61 indicators, Measurability 22 of 61 indicators." */
static void say_answer(distribution *d) {
    report *r = d->report;
    size_t band = delphi_study_band(r->study, "high");
    delphi_buffer list = {0};
    if (band == DELPHI_NONE)
        return;
    const delphi_band *high = &r->protocol->bands[band];
    for (size_t c = 0; c < r->protocol->criterion_count; c++) {
        if (c > 0)
            base_buffer_text(&list, ", ");
        EXPORT_FILL(&list, part_words(r, N_("{criterion} {count} of {total}")),
                    {"criterion", part_criterion_title(r, c)},
                    {"count", export_number((int64_t)count_within(d, c, high)).text},
                    {"total", export_number((int64_t)r->result->outcome_count).text});
    }
    const char *text =
        PART_PHRASE(r, N_("Indicators with a median in the high band ({low}\xE2\x80\x93{high}): {list}."),
                    {"low", export_number(high->low).text}, {"high", export_number(high->high).text},
                    {"list", part_text_of(r, &list)});
    document_say(d->part, DOCUMENT_ANSWER, text);
    part_end(r, &list);
}

/* ---- tables and charts ---- */

static void make_columns(distribution *d, document *doc) {
    report *r = d->report;
    document_column *columns = d->columns;
    const document_column narrow = {.width = 4.7, .direction = DOCUMENT_HEAD_UPWARDS};
    columns[ID] = (document_column){.head = part_words(r, N_("Id")), .width = 8, .names_row = true};
    columns[TEXT] = (document_column){.head = part_words(r, N_("Text")), .width = 44};
    columns[RATED] = columns[MEDIAN] = columns[MEAN] = narrow;
    columns[RATED].head = part_words(r, N_("n"));
    columns[MEDIAN].head = part_words(r, N_("Median"));
    columns[MEAN].head = part_words(r, N_("Mean"));
    columns[MEDIAN].width = columns[MEAN].width = 8;
    d->column_count = FIRST_BIN;
    for (size_t i = 0; i < d->bins.count; i++) {
        columns[d->column_count] = narrow;
        columns[d->column_count++].head = document_copy(doc, part_bin_label(r, &d->bins.list[i]));
    }
    columns[d->column_count] = narrow;
    columns[d->column_count++].head = part_words(r, N_("Cannot judge"));
    columns[d->column_count] = narrow;
    columns[d->column_count++].head = part_words(r, N_("Missing"));
}

static void put_row(distribution *d, document_table *table, const ranked *item) {
    report *r = d->report;
    document_start_row(table);
    document_put_text(table, r->study->indicators[item->outcome->indicator].id, DOCUMENT_STRONG);
    document_put_text(table, part_start(r, part_indicator_text(r, item->outcome->indicator), TEXT_CHARACTERS),
                      DOCUMENT_SMALL);
    document_put_count(table, item->cell->n, DOCUMENT_PLAIN);
    document_put_value(table, &item->cell->values[d->median]);
    document_put_figure(table, &item->cell->values[d->mean], 2);
    for (size_t i = 0; i < d->bins.count; i++)
        document_put_count_of_few(table, part_bin_count(r, &d->bins.list[i], item->cell));
    document_put_count_of_few(table, item->cell->cannot_judge);
    document_put_count_of_few(table, item->cell->missing);
}

/* "Relevance", and where the indicators are more than one block holds "Relevance (1-20 of 60)": a phrase. */
static const char *block_title(report *r, const block *b) {
    size_t count = r->result->outcome_count;
    if (count <= BLOCK_ROWS) {
        base_buffer_text(part_new_phrase(r), part_criterion_title(r, b->criterion));
        return part_phrase_text(r);
    }
    return PART_PHRASE(
        r, N_("{criterion} ({first}\xE2\x80\x93{last} of {count})"),
        {"criterion", part_criterion_title(r, b->criterion)}, {"first", export_number((int64_t)b->first + 1).text},
        {"last", export_number((int64_t)(b->first + b->rows)).text}, {"count", export_number((int64_t)count).text});
}

/* What the bars show, and which of them stand at the ends. */
static void describe(report *r, delphi_buffer *out, const char *title, const ranked *list, size_t rows) {
    EXPORT_FILL(
        out,
        part_words(r, N_("Stacked bars for {criterion}, a bar an indicator: the share of the valid ratings that "
                         "each answer got. Ordered by median, from {first} (highest) to {last} (lowest).")),
        {"criterion", title}, {"first", r->study->indicators[list[0].outcome->indicator].id},
        {"last", r->study->indicators[list[rows - 1].outcome->indicator].id});
}

static void draw(distribution *d, document_table *table, const block *b, const char *name, const ranked *list) {
    report *r = d->report;
    document_series series[PART_BINS];
    delphi_buffer description = {0};
    for (size_t i = 0; i < d->bins.count; i++)
        series[i] = (document_series){.column = FIRST_BIN + i, .colour = export_scale_colour(i, d->bins.count)};
    describe(r, &description, name, list, b->rows);
    document_add_chart(
        table, &(document_chart_spec){.kind = DOCUMENT_BARS_STACKED,
                                      .title = PART_PHRASE(r, N_("Distribution: {criterion}"), {"criterion", name}),
                                      .description = part_text_of(r, &description),
                                      .row_count = b->rows,
                                      .series = series,
                                      .series_count = d->bins.count,
                                      .x_title = part_words(r, N_("Share of the valid ratings")),
                                      .y_title = part_words(r, N_("Indicator")),
                                      .mark = NAN,
                                      .x_mark = NAN,
                                      .percent = true,
                                      .place = DOCUMENT_BESIDE,
                                      .width = CHART_PIXELS,
                                      .height = FRAME_PIXELS + BAR_PIXELS * (int)b->rows});
    part_end(r, &description);
}

static void add_block(distribution *d, const block *b, const ranked *list) {
    report *r = d->report;
    const char *title = document_copy(r->document, block_title(r, b));
    document_table *table = document_add_table(d->part, &(document_table_spec){.title = title,
                                                                               .columns = d->columns,
                                                                               .column_count = d->column_count,
                                                                               .frozen = 1,
                                                                               .new_page = d->tables++ > 0});
    for (size_t i = 0; i < b->rows; i++)
        put_row(d, table, &list[i]);
    if (b->first < MOST_DRAWN && b->rows > 0)
        draw(d, table, b, title, list);
}

/* As few blocks as can be, of about the same size. */
static size_t block_size(size_t count) {
    size_t blocks = (count + BLOCK_ROWS - 1) / BLOCK_ROWS;
    return blocks ? (count + blocks - 1) / blocks : 0;
}

static void add_criterion(distribution *d, size_t criterion) {
    size_t count = d->report->result->outcome_count, size = block_size(count);
    ranked *list = rank(d, criterion);
    if (!list) {
        d->report->failed = true;
        return;
    }
    for (size_t first = 0; first < count; first += size) {
        block b = {criterion, first, count - first < size ? count - first : size};
        add_block(d, &b, &list[first]);
    }
    free(list);
}

void part_distribution(report *r, document_part *part) {
    distribution d = {
        .report = r, .part = part, .median = delphi_measure_find("median"), .mean = delphi_measure_find("mean")};
    part_make_bins(r->protocol, &d.bins);
    make_columns(&d, r->document);
    document_set_title(part, part_words(r, N_("Distribution of the ratings")));
    say_answer(&d);
    document_say(part, DOCUMENT_SUBTITLE,
                 part_words(r, N_("How many experts gave each answer; the indicators with the highest median first, "
                                  "then by mean. The bars show the valid ratings (n) as 100%.")));
    if (r->result->outcome_count > MOST_DRAWN)
        document_say(part, DOCUMENT_NOTE,
                     PART_PHRASE(r, N_("Charts: the first {count} indicators of each criterion."),
                                 {"count", export_number(MOST_DRAWN).text}));
    for (size_t c = 0; c < r->protocol->criterion_count; c++)
        add_criterion(&d, c);
}

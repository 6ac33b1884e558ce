/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Movement": for each criterion what the indicators came to in the round before and in this one, those with
 * the highest median first, and a chart of the medians. */
#include "export/parts.h"

#include <delphi/stats.h>

#include <math.h>
#include <stdlib.h>

#include "export/shares.h"

#define TEXT_CHARACTERS 90
#define BLOCK_ROWS      18 /* that a page holds with their chart */

enum {
    ID,
    TEXT,
    BEFORE,
    NOW,
    N_BEFORE,
    N_NOW,
    MEDIAN_BEFORE,
    MEDIAN_NOW,
    IQR_BEFORE,
    IQR_NOW,
    HIGH_BEFORE,
    HIGH_NOW,
    COLUMNS
};

/* An indicator that both rounds rated. */
typedef struct {
    const delphi_outcome *before, *now;
    double median;
    size_t place;
} pair;

static double median_of(const delphi_cell *cell) {
    const delphi_value *value = &cell->values[delphi_measure_find("median")];
    return value->kind == DELPHI_VALUE_UNDEFINED ? -1e9 : delphi_value_real(value);
}

/* Highest first; then the order of indicators.csv, so that the order is total. */
static int compare(const void *a, const void *b) {
    const pair *x = a, *y = b;
    if (x->median != y->median)
        return x->median < y->median ? 1 : -1;
    return x->place < y->place ? -1 : x->place > y->place;
}

static size_t find_pairs(const report *r, size_t criterion, pair *out) {
    size_t count = 0;
    for (size_t i = 0; i < r->result->outcome_count; i++) {
        const delphi_outcome *now = &r->result->outcomes[i];
        const delphi_outcome *before = delphi_result_outcome(part_before(r), now->indicator);
        if (before)
            out[count++] = (pair){before, now, median_of(part_panel_cell(r, now, criterion)), i};
    }
    qsort(out, count, sizeof *out, compare);
    return count;
}

/* ---- how far it moved, in a sentence ---- */

static void say_answer(report *r, document_part *part, const pair *pairs, size_t count) {
    size_t up = 0, down = 0;
    for (size_t i = 0; i < count; i++) {
        double before = median_of(delphi_result_cell(part_before(r), pairs[i].before, 0, DELPHI_NONE));
        up += pairs[i].median > before;
        down += pairs[i].median < before;
    }
    const char *pattern = part_many(
        r,
        "Of {count} indicator rated in both rounds the median on {criterion} rose for {up}, fell for {down} and stayed "
        "for {same}.",
        "Of {count} indicators rated in both rounds the median on {criterion} rose for {up}, fell for {down} and "
        "stayed "
        "for {same}.",
        count);
    document_say(part, DOCUMENT_ANSWER,
                 PART_FILLED(r, pattern, {"count", export_number((int64_t)count).text},
                             {"criterion", part_criterion_title(r, 0)}, {"up", export_number((int64_t)up).text},
                             {"down", export_number((int64_t)down).text},
                             {"same", export_number((int64_t)(count - up - down)).text}));
}

/* ---- the tables ---- */

static void put_high(report *r, document_table *table, const delphi_cell *cell) {
    size_t band = delphi_study_band(r->study, "high");
    if (band == DELPHI_NONE) {
        document_put_hidden(table);
        return;
    }
    delphi_value share = export_band_share(r->protocol, cell, &r->protocol->bands[band]);
    document_put_value(table, &share);
}

static void put_row(report *r, document_table *table, const pair *p, size_t criterion) {
    const delphi_cell *before = delphi_result_cell(part_before(r), p->before, criterion, DELPHI_NONE);
    const delphi_cell *now = part_panel_cell(r, p->now, criterion);
    size_t median = delphi_measure_find("median"), iqr = delphi_measure_find("iqr");
    document_start_row(table);
    document_put_text(table, r->study->indicators[p->now->indicator].id, DOCUMENT_STRONG);
    document_put_text(table, part_start(r, part_indicator_text(r, p->now->indicator), TEXT_CHARACTERS), DOCUMENT_SMALL);
    part_put_outcome(r, table, p->before);
    part_put_outcome(r, table, p->now);
    document_put_count(table, before->n, DOCUMENT_PLAIN);
    document_put_count(table, now->n, DOCUMENT_PLAIN);
    document_put_value(table, &before->values[median]);
    document_put_value(table, &now->values[median]);
    document_put_value(table, &before->values[iqr]);
    document_put_value(table, &now->values[iqr]);
    put_high(r, table, before);
    put_high(r, table, now);
}

/* A marker for either median, over each indicator. */
static void draw(report *r, document_table *table, size_t criterion, size_t count) {
    const document_series series[] = {
        {.column = MEDIAN_BEFORE,
         .name = document_copy(
             r->document, PART_PHRASE(r, N_("Round {round}"), {"round", export_number(part_round_before(r)).text})),
         .colour = export_series_colour(1)},
        {.column = MEDIAN_NOW,
         .name =
             document_copy(r->document, PART_PHRASE(r, N_("Round {round}"), {"round", export_number(r->round).text})),
         .colour = export_series_colour(0)},
    };
    document_add_chart(
        table,
        &(document_chart_spec){
            .kind = DOCUMENT_MOVES,
            .title = PART_PHRASE(r, N_("Medians, this round and the one before: {criterion}"),
                                 {"criterion", part_criterion_title(r, criterion)}),
            .description = document_copy(
                r->document, part_words(r, N_("Over each indicator a marker for the median of the round before and one "
                                              "for that of this round, joined by a line. The table has the figures."))),
            .row_count = count,
            .categories = ID,
            .series = series,
            .series_count = 2,
            .y_title = document_copy(r->document, part_words(r, N_("Median"))),
            .least = r->protocol->scale.min,
            .most = r->protocol->scale.max,
            .mark = NAN,
            .x_mark = NAN,
            .place = DOCUMENT_BELOW,
            .width = 900,
            .height = 250,
        });
}

static void add_block(report *r, document_part *part, size_t criterion, const pair *pairs, size_t first, size_t rows,
                      size_t count) {
    const char *decision = part_words(r, N_("Decision")), *n = part_words(r, N_("Valid ratings (n)"));
    const char *median = part_words(r, N_("Median")), *iqr = part_words(r, N_("IQR"));
    const char *high = part_words(r, N_("% high, of base"));
    const char *before = part_words(r, N_("before")), *now = part_words(r, N_("now"));
    const document_column columns[COLUMNS] = {
        [ID] = {.head = part_words(r, N_("Id")), .width = 8, .names_row = true},
        [TEXT] = {.head = part_words(r, N_("Text")), .width = 62},
        [BEFORE] = {.head = before, .over = decision, .width = 21},
        [NOW] = {.head = now, .over = decision, .width = 21},
        [N_BEFORE] = {.head = before, .over = n, .width = 8, .direction = DOCUMENT_HEAD_FIGURES},
        [N_NOW] = {.head = now, .over = n, .width = 8, .direction = DOCUMENT_HEAD_FIGURES},
        [MEDIAN_BEFORE] = {.head = before, .over = median, .width = 8, .direction = DOCUMENT_HEAD_FIGURES},
        [MEDIAN_NOW] = {.head = now, .over = median, .width = 8, .direction = DOCUMENT_HEAD_FIGURES},
        [IQR_BEFORE] = {.head = before, .over = iqr, .width = 8, .direction = DOCUMENT_HEAD_FIGURES},
        [IQR_NOW] = {.head = now, .over = iqr, .width = 8, .direction = DOCUMENT_HEAD_FIGURES},
        [HIGH_BEFORE] = {.head = before, .over = high, .width = 9, .direction = DOCUMENT_HEAD_FIGURES},
        [HIGH_NOW] = {.head = now, .over = high, .width = 9, .direction = DOCUMENT_HEAD_FIGURES},
    };
    const char *title = part_criterion_title(r, criterion);
    if (count > rows)
        title = PART_PHRASE(r, N_("{criterion} ({first}\xE2\x80\x93{last} of {count})"), {"criterion", title},
                            {"first", export_number((int64_t)first + 1).text},
                            {"last", export_number((int64_t)(first + rows)).text},
                            {"count", export_number((int64_t)count).text});
    document_table *table = document_add_table(
        part, &(document_table_spec){
                  .title = title, .columns = columns, .column_count = COLUMNS, .new_page = criterion + first > 0});
    for (size_t i = 0; i < rows; i++)
        put_row(r, table, &pairs[first + i], criterion);
    draw(r, table, criterion, rows);
}

/* As few blocks as can be, of about the same size. */
static void add_criterion(report *r, document_part *part, size_t criterion, pair *pairs) {
    size_t count = find_pairs(r, criterion, pairs), blocks = (count + BLOCK_ROWS - 1) / BLOCK_ROWS;
    size_t size = blocks ? (count + blocks - 1) / blocks : 1;
    if (criterion == 0)
        say_answer(r, part, pairs, count);
    for (size_t first = 0; first < count; first += size)
        add_block(r, part, criterion, pairs, first, count - first < size ? count - first : size, count);
}

void part_movement(report *r, document_part *part) {
    pair *pairs = calloc(r->result->outcome_count + 1, sizeof *pairs);
    document_set_title(part, PART_PHRASE(r, N_("What moved since round {round}"),
                                         {"round", export_number(part_round_before(r)).text}));
    r->failed |= !pairs;
    for (size_t c = 0; pairs && c < r->protocol->criterion_count; c++)
        add_criterion(r, part, c, pairs);
    free(pairs);
}

bool part_movement_wanted(const report *r) {
    const delphi_result *previous = part_before(r);
    for (size_t i = 0; previous && i < r->result->outcome_count; i++)
        if (delphi_result_outcome(previous, r->result->outcomes[i].indicator))
            return true;
    return false;
}

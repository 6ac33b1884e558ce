/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Scores" of a scan's report: the blocks with the score of all and of each type, and a chart. */
#include "export/part_scan.h"

#include <math.h>
#include <stdlib.h>

/* Before the scores: number, title, questions; then two columns for all, and two for each type. */
enum { NUMBER, BLOCK, QUESTIONS, ALL, FIRST_TYPE = ALL + 2 };

/* ---- the answer ---- */

/* The blocks whose score, as it is shown, is this one: "Leadership, Finance". */
static void name_blocks(const report *r, int64_t units, delphi_buffer *out) {
    const delphi_scan *scan = r->result->scan;
    for (size_t b = 0; b < scan->block_count; b++) {
        const delphi_value *score = &scan->blocks[b].scores[0].value;
        if (score->kind != DELPHI_VALUE_UNDEFINED && delphi_scan_rounded(score, r->protocol->scan.decimals) == units)
            base_buffer_format(out, "%s%s", out->size ? ", " : "", part_block_title(r, scan->blocks[b].title));
    }
}

typedef struct {
    const delphi_value *low, *high;
} extremes;

static extremes find_extremes(const delphi_scan *scan) {
    extremes e = {NULL, NULL};
    for (size_t b = 0; b < scan->block_count; b++) {
        const delphi_value *score = &scan->blocks[b].scores[0].value;
        if (score->kind == DELPHI_VALUE_UNDEFINED)
            continue;
        e.low = !e.low || delphi_value_real(score) < delphi_value_real(e.low) ? score : e.low;
        e.high = !e.high || delphi_value_real(score) > delphi_value_real(e.high) ? score : e.high;
    }
    return e;
}

/* "The highest score is 3.4 (Leadership), the lowest 2.1 (IT)." */
static void append_extremes(report *r, delphi_buffer *out) {
    extremes e = find_extremes(r->result->scan);
    int decimals = r->protocol->scan.decimals;
    if (!e.low || delphi_scan_rounded(e.low, decimals) == delphi_scan_rounded(e.high, decimals))
        return;
    delphi_buffer low = {0}, high = {0}, lowest = {0}, highest = {0};
    part_scan_score_text(r, e.low, &low);
    part_scan_score_text(r, e.high, &high);
    name_blocks(r, delphi_scan_rounded(e.low, decimals), &lowest);
    name_blocks(r, delphi_scan_rounded(e.high, decimals), &highest);
    base_buffer_char(out, ' ');
    EXPORT_FILL(out,
                part_words(r, N_("The highest score of all together is {high} ({highest}), the lowest {low} "
                                 "({lowest}).")),
                {"high", part_text_of(r, &high)}, {"highest", part_text_of(r, &highest)},
                {"low", part_text_of(r, &low)}, {"lowest", part_text_of(r, &lowest)});
    delphi_buffer_free(&low);
    delphi_buffer_free(&high);
    delphi_buffer_free(&lowest);
    delphi_buffer_free(&highest);
}

static void say_answer(report *r, document_part *part) {
    const delphi_response *response = &r->result->response;
    delphi_buffer text = {0}, percent = {0};
    if (response->invited > 0)
        export_percent(&percent, r->language, r->result->scan->participants, response->invited);
    EXPORT_FILL(
        &text,
        part_words(r, N_("{count} of {invited} invited participants took part in the wave of {wave} ({percent}).")),
        {"count", export_number(r->result->scan->participants).text},
        {"invited", export_number(response->invited).text}, {"wave", r->result->scan->wave},
        {"percent", part_text_of(r, &percent)});
    append_extremes(r, &text);
    document_say(part, DOCUMENT_ANSWER, part_text_of(r, &text));
    document_say(part, DOCUMENT_PARAGRAPH,
                 part_words(r, N_("A scan is a mirror and no judgement: there is no good or bad score, and nobody is "
                                  "held to account by it.")));
    delphi_buffer_free(&text);
    delphi_buffer_free(&percent);
}

/* ---- the table ---- */

static size_t set_columns(report *r, document_column *columns, const size_t *types, size_t type_count) {
    const char *score = part_words(r, N_("Score")), *n = part_words(r, N_("n"));
    size_t count = 0;
    columns[count++] =
        (document_column){.head = part_words(r, N_("No.")), .width = 6, .direction = DOCUMENT_HEAD_FIGURES};
    columns[count++] = (document_column){.head = part_words(r, N_("Block")), .width = 38, .names_row = true};
    columns[count++] =
        (document_column){.head = part_words(r, N_("Questions")), .width = 11, .direction = DOCUMENT_HEAD_FIGURES};
    for (size_t t = 0; t <= type_count; t++) {
        const char *over = t ? part_group_title(r, types[t - 1]) : part_words(r, N_("All participants"));
        columns[count++] =
            (document_column){.head = score, .over = over, .width = 13, .direction = DOCUMENT_HEAD_FIGURES};
        columns[count++] = (document_column){.head = n, .over = over, .width = 9, .direction = DOCUMENT_HEAD_FIGURES};
    }
    return count;
}

static void put_block(report *r, document_table *table, size_t number, const delphi_scan_block *block,
                      const size_t *types, size_t type_count) {
    document_start_row(table);
    document_put_count(table, number, DOCUMENT_PLAIN);
    document_put_text(table, part_block_title(r, block->title), DOCUMENT_STRONG);
    document_put_count(table, block->scored, DOCUMENT_PLAIN);
    for (size_t t = 0; t <= type_count; t++) {
        const delphi_scan_score *score = &block->scores[t ? 1 + types[t - 1] : 0];
        part_put_score(r, table, score, t ? DOCUMENT_PLAIN : DOCUMENT_STRONG);
        document_put_count(table, score->n, DOCUMENT_QUIET);
    }
}

static void add_notes(report *r, document_table *table) {
    document_add_note(table, part_words(r, N_("The score of a participant on a block is the mean of the scores of the "
                                              "answers given to its questions; that of a type, and of all, is the mean "
                                              "of its participants, each counting the same. n: participants with a "
                                              "score.")));
    part_scan_note_hidden(r, table);
}

/* ---- the chart ---- */

#define BAR_PIXELS 13

static void add_chart(report *r, document_table *table, size_t type_count) {
    document_series *series = calloc(1 + type_count, sizeof *series);
    if (!series) {
        r->failed = true;
        return;
    }
    for (size_t t = 0; t <= type_count; t++)
        series[t] = (document_series){
            .column = ALL + 2 * t, .name = table->spec.columns[ALL + 2 * t].over, .colour = export_series_colour(t)};
    document_chart_spec spec = {
        .kind = DOCUMENT_BARS_CLUSTERED,
        .title = part_words(r, N_("Scores by block")),
        .description = part_words(r, N_("For each block a bar for all participants and one for each type: the score. "
                                        "The table has the figures.")),
        .row_count = table->row_count,
        .categories = BLOCK,
        .series = series,
        .series_count = 1 + type_count,
        .x_title = part_words(r, N_("Score")),
        .mark = NAN,
        .x_mark = NAN,
        .place = DOCUMENT_BELOW,
        .width = 820,
        .height = 110 + (int)(table->row_count * (BAR_PIXELS * (1 + type_count) + 10))};
    part_scan_range(r, &spec.least, &spec.most);
    document_add_chart(table, &spec);
    free(series);
}

void part_scan_scores(report *r, document_part *part) {
    const delphi_scan *scan = r->result->scan;
    size_t *types = calloc(r->protocol->group_count + 1, sizeof *types);
    document_column *columns = calloc(FIRST_TYPE + 2 * r->protocol->group_count, sizeof *columns);
    say_answer(r, part);
    if (types && columns) {
        size_t type_count = part_scan_types(r, types), number = 0;
        const document_table_spec spec = {
            .columns = columns, .column_count = set_columns(r, columns, types, type_count), .frozen = BLOCK + 1};
        document_table *table = document_add_table(part, &spec);
        for (size_t b = 0; b < scan->block_count; b++)
            if (scan->blocks[b].scored > 0)
                put_block(r, table, ++number, &scan->blocks[b], types, type_count);
        add_notes(r, table);
        if (number > 0)
            add_chart(r, table, type_count);
    }
    r->failed |= !types || !columns;
    free(types);
    free(columns);
}

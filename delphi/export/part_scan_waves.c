/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Waves" of a scan's report: a series of scores for each version of the questionnaire, which are never mixed,
 * and what changed since the wave before over the questions that are comparable. */
#include "export/part_scan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool part_scan_waves_wanted(const report *r) {
    return r->round > 1;
}

static const delphi_scan *wave(const report *r, size_t i) {
    return r->rounds[i]->scan;
}

/* ---- a version ---- */

/* Is this the first wave of its version? */
static bool starts_version(const report *r, size_t i) {
    for (size_t k = 0; k < i; k++)
        if (strcmp(wave(r, k)->version, wave(r, i)->version) == 0)
            return false;
    return true;
}

/* Was the block there in an earlier wave of its version? */
static bool block_is_known(const report *r, size_t i, const delphi_scan_block *block) {
    for (size_t k = 0; k < i; k++)
        if (delphi_scan_same_block(wave(r, i), block, wave(r, k)))
            return true;
    return false;
}

static void put_series(report *r, document_table *table, size_t home, const delphi_scan_block *block) {
    document_start_row(table);
    document_put_text(table, part_block_title(r, block->title), DOCUMENT_STRONG);
    for (size_t i = 0; i < (size_t)r->round; i++) {
        if (strcmp(wave(r, i)->version, wave(r, home)->version) != 0)
            continue;
        const delphi_scan_block *same = i == home ? block : delphi_scan_same_block(wave(r, home), block, wave(r, i));
        if (same && same->scored) {
            part_put_score(r, table, &same->scores[0], DOCUMENT_PLAIN);
            document_put_count(table, same->scores[0].n, DOCUMENT_QUIET);
        } else {
            document_put_blank(table);
            document_put_blank(table);
        }
    }
}

static void add_chart(report *r, document_table *table, size_t waves) {
    document_series *series = calloc(waves, sizeof *series);
    for (size_t i = 0; series && i < waves; i++)
        series[i] = (document_series){
            .column = 1 + 2 * i, .name = table->spec.columns[1 + 2 * i].over, .colour = export_series_colour(i)};
    document_chart_spec spec = {
        .kind = DOCUMENT_BARS_CLUSTERED,
        .title = part_words(r, N_("Scores by block and wave")),
        .description = part_words(r, N_("For each block a bar a wave: the score of all participants. The table has the "
                                        "figures.")),
        .row_count = table->row_count,
        .series = series,
        .series_count = waves,
        .x_title = part_words(r, N_("Score")),
        .mark = NAN,
        .x_mark = NAN,
        .place = DOCUMENT_BELOW,
        .width = 760,
        .height = 110 + (int)(table->row_count * (13 * waves + 10))};
    part_scan_range(r, &spec.least, &spec.most);
    if (series)
        document_add_chart(table, &spec);
    r->failed |= !series;
    free(series);
}

static size_t set_columns(report *r, size_t first, document_column *columns) {
    size_t count = 0;
    columns[count++] = (document_column){.head = part_words(r, N_("Block")), .width = 44, .names_row = true};
    for (size_t i = first; i < (size_t)r->round; i++) {
        if (strcmp(wave(r, i)->version, wave(r, first)->version) != 0)
            continue;
        columns[count++] = (document_column){.head = part_words(r, N_("Score")),
                                             .over = wave(r, i)->wave,
                                             .width = 11,
                                             .direction = DOCUMENT_HEAD_FIGURES};
        columns[count++] = (document_column){
            .head = part_words(r, N_("n")), .over = wave(r, i)->wave, .width = 11, .direction = DOCUMENT_HEAD_FIGURES};
    }
    return count;
}

static void write_version(report *r, document_part *part, size_t first, document_column *columns) {
    document_table_spec spec = {.columns = columns, .column_count = set_columns(r, first, columns)};
    document_say(part, DOCUMENT_SECTION,
                 PART_PHRASE(r, N_("Questionnaire {version}"), {"version", wave(r, first)->version}));
    document_table *table = document_add_table(part, &spec);
    for (size_t i = first; i < (size_t)r->round; i++) {
        const delphi_scan *scan = wave(r, i);
        if (strcmp(scan->version, wave(r, first)->version) != 0)
            continue;
        for (size_t b = 0; b < scan->block_count; b++)
            if (scan->blocks[b].scored && !block_is_known(r, i, &scan->blocks[b]))
                put_series(r, table, i, &scan->blocks[b]);
    }
    if (spec.column_count > 3 && table->row_count > 0)
        add_chart(r, table, (spec.column_count - 1) / 2);
}

/* ---- against the wave before ---- */

enum { CHANGE_COLUMNS = 5 };

static document_table *start_changes(report *r, document_part *part, const char *what, const char *middle,
                                     const char *note) {
    const delphi_scan *now = r->result->scan, *then = wave(r, (size_t)now->previous - 1);
    const document_column columns[CHANGE_COLUMNS] = {
        {.head = what, .width = 44, .names_row = true},
        {.head = middle, .width = 11, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = then->wave, .width = 11, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = now->wave, .width = 11, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Difference")), .width = 11, .direction = DOCUMENT_HEAD_FIGURES}};
    document_table *table =
        document_add_table(part, &(document_table_spec){.columns = columns, .column_count = CHANGE_COLUMNS});
    document_add_note(table, note);
    return table;
}

static void put_block_changes(report *r, document_part *part) {
    const delphi_scan *scan = r->result->scan;
    document_table *table = NULL;
    for (size_t b = 0; b < scan->block_count; b++) {
        const delphi_scan_block *block = &scan->blocks[b];
        if (!block->compared)
            continue;
        if (!table)
            table = start_changes(r, part, part_words(r, N_("Block")), part_words(r, N_("Questions")),
                                  part_words(r, N_("Scores of all participants of either wave, over the questions that "
                                                   "both asked: they need not be the scores above. Who took part "
                                                   "differs from wave to wave.")));
        document_start_row(table);
        document_put_text(table, part_block_title(r, block->title), DOCUMENT_STRONG);
        document_put_count(table, block->compared, DOCUMENT_PLAIN);
        part_put_score(r, table, &block->then, DOCUMENT_PLAIN);
        part_put_score(r, table, &block->now, DOCUMENT_PLAIN);
        part_put_difference(r, table, &block->then.value, &block->now.value, DOCUMENT_PLAIN);
    }
    if (!table)
        document_say(part, DOCUMENT_PARAGRAPH,
                     part_words(r, N_("No block can be compared with the wave before: the questionnaires differ. "
                                      "Questions that were declared comparable are below.")));
}

static void put_question_change(report *r, document_table *table, const delphi_scan_question *q,
                                const delphi_scan_question *old) {
    const delphi_scan_score *then = &old->answers[0].score, *now = &q->answers[0].score;
    const delphi_indicator *indicator = &r->study->indicators[q->indicators[0]];
    delphi_buffer text = {0};
    base_buffer_format(&text, "%s  %s", indicator->id, part_indicator_text(r, q->indicators[0]));
    document_start_row(table);
    document_put_text(table, part_text_of(r, &text), DOCUMENT_PLAIN);
    document_put_count(table, now->n, DOCUMENT_PLAIN);
    part_put_score(r, table, then, DOCUMENT_PLAIN);
    part_put_score(r, table, now, DOCUMENT_PLAIN);
    part_put_difference(r, table, &then->value, &now->value, DOCUMENT_PLAIN);
    delphi_buffer_free(&text);
}

static void put_question_changes(report *r, document_part *part) {
    const delphi_scan *scan = r->result->scan, *before = wave(r, (size_t)scan->previous - 1);
    document_table *table = NULL;
    for (size_t i = 0; i < scan->question_count; i++) {
        const delphi_scan_question *q = &scan->questions[i], *old = delphi_scan_question_before(scan, q, before);
        if (!old || q->multiple || !delphi_question_is_scored(r->study, q->indicators[0]))
            continue;
        if (!table)
            table = start_changes(r, part, part_words(r, N_("Question")), part_words(r, N_("n now")),
                                  part_words(r, N_("Questions that both waves asked in the same words, or that are "
                                                   "declared comparable: the mean score of all who answered.")));
        put_question_change(r, table, q, old);
    }
}

void part_scan_waves(report *r, document_part *part) {
    document_column *columns = calloc(1 + 2 * (size_t)r->round, sizeof *columns);
    size_t versions = 0;
    document_set_title(part, part_words(r, N_("Scores from wave to wave")));
    for (size_t i = 0; columns && i < (size_t)r->round; i++)
        if (starts_version(r, i)) {
            versions++;
            write_version(r, part, i, columns);
        }
    document_say(part, DOCUMENT_SECTION,
                 PART_PHRASE(r, N_("Since the wave of {wave}, over comparable questions"),
                             {"wave", part_wave_name(r, r->result->scan->previous)}));
    put_block_changes(r, part);
    put_question_changes(r, part);
    if (versions > 1)
        document_say_first(part, DOCUMENT_CAUTION,
                           part_words(r, N_("The questionnaire changed between these waves. Each version is a series "
                                            "of its own: do not join or compare scores of two versions.")));
    r->failed |= !columns;
    free(columns);
}

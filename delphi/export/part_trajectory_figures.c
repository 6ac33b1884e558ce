/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of the part "Trajectory": a criterion's figures in every round, and how they moved. Only what was rated more than
 * once has moved. Those stand together by where they ended, each with the signs of its decisions, and a chart has no
 * more of them than can be read. */
#include <math.h>

#include "export/part_trajectory.h"

#define TEXT_CHARACTERS 160
#define CHART_ROWS      26
#define CHART_MARGIN    120
#define CHART_ROW       40
#define CHART_LEAST     560
#define CHART_HEIGHT    300
enum { LABEL, TEXT, FIRST_ROUND };

/* Rows of the table that follow each other: those that ended so, or all that were rated once. */
typedef struct {
    final_end end; /* ENDS: rated once */
    size_t first, count;
} stretch;

typedef struct {
    const trajectory *t;
    document_table *table;
    size_t criterion;
    stretch stretches[ENDS + 1];
    size_t stretch_count;
} figures;

static const delphi_outcome *outcome_in(const trajectory *t, int round, size_t indicator) {
    return delphi_result_outcome(t->r->rounds[round - 1], indicator);
}

static bool is_rated_again(const trajectory *t, size_t indicator) {
    int rounds = 0;
    for (int round = 1; round <= t->r->round; round++)
        rounds += outcome_in(t, round, indicator) != NULL;
    return rounds > 1;
}

static final_end stretch_of(const trajectory *t, size_t indicator) {
    return is_rated_again(t, indicator) ? t->ways[indicator].end : ENDS;
}

/* ---- rows ---- */

void trajectory_put_text(const trajectory *t, document_table *table, size_t indicator) {
    document_put_text(table, part_start(t->r, part_indicator_text(t->r, indicator), TEXT_CHARACTERS), DOCUMENT_SMALL);
}

/* "I11 ↻↻✓": its decisions from the first round on, a dot where it was not on the list. */
static const char *label_of(const trajectory *t, size_t indicator) {
    delphi_buffer *out = part_new_phrase(t->r);
    base_buffer_format(out, "%s ", t->r->study->indicators[indicator].id);
    for (int round = 1; round <= t->ways[indicator].result->round; round++) {
        const delphi_outcome *outcome = outcome_in(t, round, indicator);
        base_buffer_text(out, outcome ? export_decision_sign(outcome->decision) : "\xC2\xB7");
        base_buffer_text(out, outcome && outcome->override_why ? "*" : "");
    }
    return part_phrase_text(t->r);
}

static void put_row(const figures *f, size_t indicator) {
    const trajectory *t = f->t;
    document_start_row(f->table);
    document_put_text(f->table, label_of(t, indicator), DOCUMENT_STRONG);
    trajectory_put_text(t, f->table, indicator);
    for (int round = 1; round <= t->r->round; round++) {
        const delphi_outcome *outcome = outcome_in(t, round, indicator);
        final_put_figures(t->r, f->table,
                          outcome ? delphi_result_cell(t->r->rounds[round - 1], outcome, f->criterion, DELPHI_NONE)
                                  : NULL);
    }
}

/* "✓ kept, rated more than once" */
static const char *heading_of(const figures *f, final_end end) {
    report *r = f->t->r;
    if (end == ENDS)
        return part_words(r, N_("Rated in one round only"));
    return PART_PHRASE(r, N_("{end}, rated more than once"), {"end", final_end_words(r, end)});
}

/* Those that ended so, under a heading. */
static void put_stretch(figures *f, final_end end) {
    const trajectory *t = f->t;
    stretch *s = &f->stretches[f->stretch_count];
    *s = (stretch){.end = end};
    for (size_t i = 0; i < t->count; i++) {
        if (stretch_of(t, t->order[i]) != end)
            continue;
        if (s->count++ == 0 && t->r->round > 1)
            document_title_row(f->table, heading_of(f, end));
        if (s->count == 1)
            s->first = f->table->row_count;
        put_row(f, t->order[i]);
    }
    f->stretch_count += s->count > 0;
}

/* ---- charts ---- */

static bool has_figures(const document_table *table, size_t first, size_t count, size_t column) {
    for (size_t i = first; i < first + count; i++)
        if (document_is_figure(&table->rows[i].cells[column]))
            return true;
    return false;
}

/* Agreement where the study says what is high, else the median: a series a round that has any. Returns how many. */
static size_t find_series(const figures *f, size_t first, size_t count, document_series *out) {
    report *r = f->t->r;
    size_t high = final_figure_of_high(r), of_round = high == DELPHI_NONE ? FINAL_FIGURE_OF_MEDIAN : high, found = 0;
    for (int round = 1; round <= r->round; round++) {
        size_t column = FIRST_ROUND + ((size_t)round - 1) * final_figure_count(r) + of_round;
        if (has_figures(f->table, first, count, column))
            out[found++] = (document_series){.column = column,
                                             .name = final_round_name(r, round),
                                             .colour = export_series_colour((size_t)round - 1)};
    }
    return found;
}

static void draw(const figures *f, const stretch *s, size_t first, size_t count) {
    report *r = f->t->r;
    bool share = final_figure_of_high(r) != DELPHI_NONE;
    int width = CHART_MARGIN + CHART_ROW * (int)count;
    document_series *series = base_arena_array(r->document->arena, (size_t)r->round, sizeof *series);
    if (!series) {
        r->failed = true;
        return;
    }
    size_t rounds = find_series(f, s->first + first, count, series);
    if (rounds < 2) /* nothing can be seen to move */
        return;
    const char *title =
        document_copy(r->document, PART_PHRASE(r,
                                               share ? N_("{criterion}, high ratings in each round: {end}")
                                                     : N_("{criterion}, median in each round: {end}"),
                                               {"criterion", part_criterion_title(r, f->criterion)},
                                               {"end", final_end_words(r, s->end)}));
    const char *description =
        part_words(r, share ? N_("For each indicator a mark a round: the share of high ratings, joined by a line. A "
                                 "long line is an opinion that moved. The signs behind its name are the decisions of "
                                 "the rounds.")
                            : N_("For each indicator a mark a round: the median, joined by a line. A long line is an "
                                 "opinion that moved. The signs behind its name are the decisions of the rounds."));
    document_add_chart(f->table, &(document_chart_spec){.kind = DOCUMENT_MOVES,
                                                        .title = title,
                                                        .description = description,
                                                        .first_row = s->first + first,
                                                        .row_count = count,
                                                        .categories = LABEL,
                                                        .series = series,
                                                        .series_count = rounds,
                                                        .y_title = share ? part_words(r, N_("% high, of base"))
                                                                         : part_words(r, N_("Median")),
                                                        .least = share ? 0 : r->protocol->scale.min,
                                                        .most = share ? 1 : r->protocol->scale.max,
                                                        .percent = share,
                                                        .mark = NAN,
                                                        .x_mark = NAN,
                                                        .place = DOCUMENT_BELOW,
                                                        .width = width < CHART_LEAST ? CHART_LEAST : width,
                                                        .height = CHART_HEIGHT});
}

/* As few charts as can be, of about the same size. */
static void draw_stretch(const figures *f, const stretch *s) {
    size_t charts = (s->count + CHART_ROWS - 1) / CHART_ROWS, size = (s->count + charts - 1) / charts;
    for (size_t first = 0; first < s->count; first += size)
        draw(f, s, first, s->count - first < size ? s->count - first : size);
}

/* ---- the table ---- */

/* "Signs: ✓ keep, ✗ drop, ...": of the decisions that there were. */
static void note_signs(const figures *f) {
    report *r = f->t->r;
    delphi_buffer list = {0};
    for (delphi_decision decision = 0; decision < DELPHI_DECISION_COUNT; decision++) {
        uint32_t count = 0;
        for (int round = 1; round <= r->round; round++)
            count += r->rounds[round - 1]->decided[decision];
        if (count == 0)
            continue;
        base_buffer_text(&list, list.size ? ", " : "");
        export_decision_words(&list, r->language, decision);
    }
    document_add_note(f->table, PART_PHRASE(r,
                                            N_("Behind each name the decision of every round: {signs}; \xC2\xB7 not on "
                                               "the list of that round."),
                                            {"signs", part_text_of(r, &list)}));
    part_end(r, &list);
}

static document_table *add_table(const trajectory *t, size_t criterion) {
    report *r = t->r;
    size_t rounds = (size_t)r->round, width = final_figure_count(r), count = FIRST_ROUND + rounds * width;
    document_column *columns = base_arena_array(r->document->arena, count, sizeof *columns);
    if (!columns) {
        r->failed = true;
        return NULL;
    }
    columns[LABEL] =
        (document_column){.head = part_words(r, N_("Id, decisions")), .width = TRAJECTORY_ID, .names_row = true};
    columns[TEXT] = (document_column){.head = part_words(r, N_("Text")), .width = TRAJECTORY_TEXT};
    for (size_t i = 0; i < rounds; i++)
        final_figure_columns(r, final_round_name(r, (int)i + 1), &columns[FIRST_ROUND + i * width]);
    return document_add_table(t->part, &(document_table_spec){.title = part_criterion_title(r, criterion),
                                                              .columns = columns,
                                                              .column_count = count,
                                                              .new_page = true});
}

void trajectory_add_figures(const trajectory *t, size_t criterion) {
    figures f = {.t = t, .table = add_table(t, criterion), .criterion = criterion};
    if (!f.table)
        return;
    for (final_end end = 0; end <= ENDS; end++)
        put_stretch(&f, end);
    note_signs(&f);
    final_note_figures(t->r, f.table);
    for (size_t i = 0; i < f.stretch_count; i++)
        if (f.stretches[i].end != ENDS)
            draw_stretch(&f, &f.stretches[i]);
}

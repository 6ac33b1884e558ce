/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Trajectory": what each indicator came to in every round. First the decisions, then for each criterion the
 * figures and how agreement moved. A text that took the place of another one stands below it and says so. */
#include <math.h>

#include "export/part_final.h"

#define ID_WIDTH        9
#define TEXT_WIDTH      44
#define END_WIDTH       20
#define LINK_WIDTH      34
#define TEXT_CHARACTERS 160 /* "Core set" has the whole of what was kept */
#define CHART_LEAST     560
#define CHART_MOST      1700
enum { ID, TEXT, FIRST_ROUND };

typedef struct {
    report *r;
    document_part *part;
    const final_way *ways;
    size_t *order; /* indicators in the order of the rows */
    size_t count;
} trajectory;

/* ---- the order of the rows ---- */

static bool is_placed(const trajectory *t, size_t indicator) {
    for (size_t i = 0; i < t->count; i++)
        if (t->order[i] == indicator)
            return true;
    return false;
}

/* Places those that took its place, too, once all that they name have been placed. A predecessor is of an earlier
 * round, so that this comes to an end. */
static void place(trajectory *t, size_t indicator) {
    const delphi_study *study = t->r->study;
    t->order[t->count++] = indicator;
    for (size_t i = 0; i < study->indicator_count; i++) {
        const delphi_indicator *next = &study->indicators[i];
        bool follows = false, ready = t->ways[i].end != END_NEVER;
        for (size_t k = 0; k < next->replaces_count; k++) {
            follows |= next->replaces[k] == indicator;
            ready &= t->ways[next->replaces[k]].end == END_NEVER || is_placed(t, next->replaces[k]);
        }
        if (follows && ready && !is_placed(t, i))
            place(t, i);
    }
}

static bool find_order(trajectory *t) {
    const delphi_study *study = t->r->study;
    t->order = base_arena_array(t->r->document->arena, study->indicator_count, sizeof *t->order);
    if (!t->order) {
        t->r->failed = true;
        return false;
    }
    for (size_t i = 0; i < study->indicator_count; i++) {
        bool first = true;
        for (size_t k = 0; k < study->indicators[i].replaces_count; k++)
            first &= t->ways[study->indicators[i].replaces[k]].end == END_NEVER;
        if (first && t->ways[i].end != END_NEVER)
            place(t, i);
    }
    return true;
}

/* ---- the answer ---- */

/* How many indicators were first kept or dropped in a round. */
static uint32_t count_settled(const report *r, int round, delphi_decision decision) {
    return r->rounds[round - 1]->decided[decision];
}

/* "Kept: 17 in round 1, 3 in round 2 and 7 in round 3. Dropped: ..." */
static void append_rounds(const report *r, delphi_decision decision, delphi_buffer *out) {
    size_t count = 0, i = 0;
    for (int round = 1; round <= r->round; round++)
        count += count_settled(r, round, decision) > 0;
    for (int round = 1; round <= r->round; round++) {
        uint32_t settled = count_settled(r, round, decision);
        if (settled == 0)
            continue;
        final_join(r, out, i++, count);
        EXPORT_FILL(out, part_words(r, N_("{count} in round {round}")), {"count", export_number(settled).text},
                    {"round", export_number(round).text});
    }
    if (count == 0)
        base_buffer_text(out, part_words(r, N_("none")));
}

static void say_answer(const trajectory *t) {
    report *r = t->r;
    delphi_buffer kept = {0}, dropped = {0};
    append_rounds(r, DELPHI_KEEP, &kept);
    append_rounds(r, DELPHI_DROP, &dropped);
    document_say(t->part, DOCUMENT_ANSWER,
                 PART_PHRASE(r, N_("Decided to keep: {kept}; to drop: {dropped}."), {"kept", part_text_of(r, &kept)},
                             {"dropped", part_text_of(r, &dropped)}));
    delphi_buffer_free(&kept);
    delphi_buffer_free(&dropped);
}

/* ---- decisions ---- */

static const char *old_words(const trajectory *t, size_t indicator) {
    const delphi_study *study = t->r->study;
    const delphi_indicator *own = &study->indicators[indicator];
    delphi_buffer *out = part_new_phrase(t->r);
    for (size_t k = 0; k < own->replaces_count; k++)
        base_buffer_format(out, "%s%s", k ? ", " : "", study->indicators[own->replaces[k]].id);
    return document_copy(t->r->document, part_phrase_text(t->r));
}

static const char *new_words(const trajectory *t, size_t indicator) {
    const delphi_study *study = t->r->study;
    delphi_buffer *out = part_new_phrase(t->r);
    for (size_t i = 0; i < study->indicator_count; i++)
        for (size_t k = 0; study->indicators[i].since <= t->r->round && k < study->indicators[i].replaces_count; k++)
            if (study->indicators[i].replaces[k] == indicator)
                base_buffer_format(out, "%s%s", out->size ? ", " : "", study->indicators[i].id);
    return document_copy(t->r->document, part_phrase_text(t->r));
}

static void part_from_before(delphi_buffer *out) {
    if (out->size > 0)
        base_buffer_text(out, "; ");
}

/* "merged from I03, I07, from round 2 on; taken up in I40" */
static const char *link_words(const trajectory *t, size_t indicator) {
    static const char *const origins[DELPHI_ORIGIN_COUNT] = {
        [DELPHI_ORIGIN_ADDED] = N_("added in round {round}"),
        [DELPHI_ORIGIN_REWORDED] = N_("a new wording of {old}, from round {round} on"),
        [DELPHI_ORIGIN_MERGED] = N_("merged from {old}, from round {round} on"),
        [DELPHI_ORIGIN_SPLIT] = N_("split off {old}, from round {round} on"),
    };
    report *r = t->r;
    const char *origin = origins[delphi_indicator_origin(r->study, indicator)];
    const char *old = old_words(t, indicator), *new = new_words(t, indicator);
    delphi_buffer *out = part_new_phrase(r);
    if (origin)
        EXPORT_FILL(out, part_words(r, origin), {"round", export_number(r->study->indicators[indicator].since).text},
                    {"old", old});
    if (*new) {
        part_from_before(out);
        EXPORT_FILL(out, part_words(r, N_("taken up in {new}")), {"new", new});
    }
    if (t->ways[indicator].end == END_WITHDRAWN) {
        part_from_before(out);
        EXPORT_FILL(out, part_words(r, N_("withdrawn after round {round}")),
                    {"round", export_number(t->ways[indicator].result->round).text});
    }
    return part_phrase_text(r);
}

static void put_text(const trajectory *t, document_table *table, size_t indicator) {
    document_put_text(table, t->r->study->indicators[indicator].id, DOCUMENT_STRONG);
    document_put_text(table, part_start(t->r, part_indicator_text(t->r, indicator), TEXT_CHARACTERS), DOCUMENT_SMALL);
}

static void put_decisions(const trajectory *t, document_table *table, size_t indicator) {
    report *r = t->r;
    final_end end = t->ways[indicator].end;
    document_start_row(table);
    put_text(t, table, indicator);
    for (int round = 1; round <= r->round; round++) {
        const delphi_outcome *outcome = delphi_result_outcome(r->rounds[round - 1], indicator);
        if (outcome)
            part_put_outcome(r, table, outcome);
        else
            document_put_blank(table);
    }
    document_put_text(table, final_end_words(r, end), end == END_KEPT ? DOCUMENT_STRONG : DOCUMENT_PLAIN);
    document_put_text(table, link_words(t, indicator), DOCUMENT_SMALL);
}

static void add_decisions(const trajectory *t) {
    report *r = t->r;
    size_t rounds = (size_t)r->round, count = FIRST_ROUND + rounds + 2;
    document_column *columns = base_arena_array(r->document->arena, count, sizeof *columns);
    if (!columns) {
        r->failed = true;
        return;
    }
    columns[ID] = (document_column){.head = part_words(r, N_("Id")), .width = ID_WIDTH, .names_row = true};
    columns[TEXT] = (document_column){.head = part_words(r, N_("Text")), .width = TEXT_WIDTH};
    for (size_t i = 0; i < rounds; i++)
        columns[FIRST_ROUND + i] =
            (document_column){.head = final_round_name(r, (int)i + 1), .width = 26, .span = (int)final_figure_count(r)};
    columns[FIRST_ROUND + rounds] = (document_column){.head = part_words(r, N_("Ended as")), .width = END_WIDTH};
    columns[FIRST_ROUND + rounds + 1] = (document_column){.head = part_words(r, N_("Wording")), .width = LINK_WIDTH};
    document_table *table = document_add_table(t->part, &(document_table_spec){.title = part_words(r, N_("Decisions")),
                                                                               .columns = columns,
                                                                               .column_count = count,
                                                                               .frozen = FIRST_ROUND});
    bool overridden = false;
    for (size_t i = 0; i < t->count; i++)
        put_decisions(t, table, t->order[i]);
    for (size_t i = 0; i < rounds; i++)
        overridden |= r->rounds[i]->overridden > 0;
    if (overridden)
        document_add_note(table, part_words(r, N_("* decided by the steering group, whatever the rules come to")));
    document_add_note(table, part_words(r, N_("An empty cell: not on the list of that round.")));
}

/* ---- figures ---- */

static void put_figures(const trajectory *t, document_table *table, size_t indicator, size_t criterion) {
    report *r = t->r;
    document_start_row(table);
    put_text(t, table, indicator);
    for (int round = 1; round <= r->round; round++) {
        const delphi_result *result = r->rounds[round - 1];
        const delphi_outcome *outcome = delphi_result_outcome(result, indicator);
        final_put_figures(r, table, outcome ? delphi_result_cell(result, outcome, criterion, DELPHI_NONE) : NULL);
    }
}

/* Agreement where the study says what is high, else the median. */
static void draw_moves(const trajectory *t, document_table *table, size_t criterion) {
    report *r = t->r;
    size_t rounds = (size_t)r->round, figures = final_figure_count(r), high = final_figure_of_high(r);
    bool share = high != DELPHI_NONE;
    int width = 140 + 26 * (int)t->count;
    document_series *series = base_arena_array(r->document->arena, rounds, sizeof *series);
    if (!series || rounds < 2) {
        r->failed |= !series;
        return;
    }
    for (size_t i = 0; i < rounds; i++)
        series[i] = (document_series){.column = FIRST_ROUND + i * figures + (share ? high : FINAL_FIGURE_OF_MEDIAN),
                                      .name = final_round_name(r, (int)i + 1),
                                      .colour = export_series_colour(i)};
    const char *title = document_copy(r->document, PART_PHRASE(r,
                                                               share ? N_("{criterion}: high ratings in each round")
                                                                     : N_("{criterion}: the median in each round"),
                                                               {"criterion", part_criterion_title(r, criterion)}));
    const char *description =
        part_words(r, share ? N_("For each indicator a mark a round: the share of high ratings, joined by a line. A "
                                 "long line is an opinion that moved; one mark alone was rated in one round only.")
                            : N_("For each indicator a mark a round: the median, joined by a line. A long line is an "
                                 "opinion that moved; one mark alone was rated in one round only."));
    document_add_chart(table, &(document_chart_spec){.kind = DOCUMENT_MOVES,
                                                     .title = title,
                                                     .description = description,
                                                     .row_count = t->count,
                                                     .categories = ID,
                                                     .series = series,
                                                     .series_count = rounds,
                                                     .least = share ? 0 : r->protocol->scale.min,
                                                     .most = share ? 1 : r->protocol->scale.max,
                                                     .percent = share,
                                                     .mark = NAN,
                                                     .x_mark = NAN,
                                                     .place = DOCUMENT_BELOW,
                                                     .width = width < CHART_LEAST  ? CHART_LEAST
                                                              : width > CHART_MOST ? CHART_MOST
                                                                                   : width,
                                                     .height = 460});
}

static void add_figures(const trajectory *t, size_t criterion) {
    report *r = t->r;
    size_t rounds = (size_t)r->round, figures = final_figure_count(r), count = FIRST_ROUND + rounds * figures;
    document_column *columns = base_arena_array(r->document->arena, count, sizeof *columns);
    if (!columns) {
        r->failed = true;
        return;
    }
    columns[ID] = (document_column){.head = part_words(r, N_("Id")), .width = ID_WIDTH, .names_row = true};
    columns[TEXT] = (document_column){.head = part_words(r, N_("Text")), .width = TEXT_WIDTH};
    for (size_t i = 0; i < rounds; i++)
        final_figure_columns(r, final_round_name(r, (int)i + 1), &columns[FIRST_ROUND + i * figures]);
    document_table *table = document_add_table(
        t->part,
        &(document_table_spec){
            .title = part_criterion_title(r, criterion), .columns = columns, .column_count = count, .new_page = true});
    for (size_t i = 0; i < t->count; i++)
        put_figures(t, table, t->order[i], criterion);
    final_note_figures(r, table);
    draw_moves(t, table, criterion);
}

/* The tables stand below each other: a round takes the columns of its figures in all of them. */
static void set_grid(const trajectory *t) {
    report *r = t->r;
    size_t figures = final_figure_count(r), count = FIRST_ROUND + (size_t)r->round * figures + 2;
    document_column columns[FINAL_FIGURES_MOST];
    double *grid = base_arena_array(r->document->arena, count, sizeof *grid);
    if (!grid) {
        r->failed = true;
        return;
    }
    final_figure_columns(r, "", columns);
    grid[ID] = ID_WIDTH;
    grid[TEXT] = TEXT_WIDTH;
    for (size_t i = FIRST_ROUND; i + 2 < count; i++)
        grid[i] = columns[(i - FIRST_ROUND) % figures].width;
    grid[count - 2] = END_WIDTH;
    grid[count - 1] = LINK_WIDTH;
    document_set_grid(t->part, grid, count);
}

void part_trajectory(report *r, document_part *part) {
    trajectory t = {.r = r, .part = part, .ways = final_ways(r)};
    if (!t.ways || !find_order(&t))
        return;
    document_set_title(part, part_words(r, N_("Each indicator through the rounds")));
    set_grid(&t);
    say_answer(&t);
    document_say(
        part, DOCUMENT_NOTE,
        part_words(r, N_("A text that took the place of another one stands below it; the two are not compared, "
                         "since the experts rated different texts.")));
    add_decisions(&t);
    for (size_t c = 0; c < r->protocol->criterion_count; c++)
        add_figures(&t, c);
}

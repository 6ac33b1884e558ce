/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Trajectory": what each indicator came to in every round. First the decisions, then for each criterion the
 * figures and how agreement moved (part_trajectory_figures.c). In the table of decisions a text that took the place of
 * another one stands below it and says so. */
#include "export/part_trajectory.h"

#define END_WIDTH  20
#define LINK_WIDTH 34
enum { ID, TEXT, FIRST_ROUND };

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
    bool of_level = delphi_round_level(r->protocol, round) == r->level;
    return of_level ? r->rounds[round - 1]->decided[decision] : 0;
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
    part_end(r, &kept);
    part_end(r, &dropped);
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

static void put_decisions(const trajectory *t, document_table *table, size_t indicator) {
    report *r = t->r;
    final_end end = t->ways[indicator].end;
    document_start_row(table);
    document_put_text(table, r->study->indicators[indicator].id, DOCUMENT_STRONG);
    trajectory_put_text(t, table, indicator);
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
    columns[ID] = (document_column){.head = part_words(r, N_("Id")), .width = TRAJECTORY_ID, .names_row = true};
    columns[TEXT] = (document_column){.head = part_words(r, N_("Text")), .width = TRAJECTORY_TEXT};
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
    grid[ID] = TRAJECTORY_ID;
    grid[TEXT] = TRAJECTORY_TEXT;
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
    document_say(part, DOCUMENT_NOTE,
                 part_words(r, N_("A text that took the place of another one stands below it in the table of "
                                  "decisions; the two are not compared, "
                                  "since the experts rated different texts.")));
    add_decisions(&t);
    for (size_t c = 0; c < r->protocol->criterion_count; c++)
        trajectory_add_figures(&t, c);
}

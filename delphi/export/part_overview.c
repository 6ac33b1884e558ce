/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Overview" of the final report: what the study came to, who took part, and what is still open. */
#include "export/final.h"

#include <math.h>

static uint32_t rated(const report *r) {
    uint32_t count = 0;
    const delphi_result *result;
    const delphi_outcome *outcome;
    for (size_t i = 0; i < r->study->indicator_count; i++)
        count += final_outcome(r, i, &result, &outcome);
    return count;
}

/* How many ended in each decision; replaced ones apart. */
static void count_ends(const report *r, uint32_t counts[DELPHI_DECISION_COUNT], uint32_t *replaced) {
    const delphi_result *result;
    const delphi_outcome *outcome;
    for (size_t i = 0; i < r->study->indicator_count; i++)
        if (final_is_replaced(r, i))
            ++*replaced;
        else if (final_outcome(r, i, &result, &outcome))
            counts[outcome->decision]++;
}

static void say_answer(report *r, document_part *part, const uint32_t counts[DELPHI_DECISION_COUNT]) {
    document_say(part, DOCUMENT_ANSWER,
                 PART_PHRASE(r,
                             N_("In {rounds} rounds {total} indicators were rated: {kept} are kept, {dropped} dropped, "
                                "and {open} ended without consensus."),
                             {"rounds", export_number((int64_t)r->order->round_count).text},
                             {"total", export_number(rated(r)).text}, {"kept", export_number(counts[DELPHI_KEEP]).text},
                             {"dropped", export_number(counts[DELPHI_DROP]).text},
                             {"open", export_number(counts[DELPHI_NO_CONSENSUS]).text}));
    if (!r->result->last_round)
        document_say(
            part, DOCUMENT_CAUTION,
            PART_PHRASE(r, N_("Interim: this report goes up to round {round} of {rounds}; the study is not done."),
                        {"round", export_number(r->round).text},
                        {"rounds", export_number((int64_t)r->protocol->round_count).text}));
    uint32_t people = counts[DELPHI_UNDECIDED] + counts[DELPHI_CONFLICT];
    if (people > 0)
        document_say(part, DOCUMENT_CAUTION,
                     PART_PHRASE(r, N_("Indicators that need a decision by people: {count}."),
                                 {"count", export_number(people).text}));
}

static void add_ends(report *r, document_part *part, const uint32_t counts[DELPHI_DECISION_COUNT], uint32_t replaced) {
    static const document_series series = {.column = 1, .colour = 0x0072B2};
    const document_column columns[] = {
        {.head = part_words(r, N_("Where indicators ended")), .width = 36, .span = 2, .names_row = true},
        {.head = part_words(r, N_("Indicators")), .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("% of all")), .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
    };
    document_table *table = document_add_table(
        part, &(document_table_spec){
                  .title = part_words(r, N_("Decisions of the study")), .columns = columns, .column_count = 3});
    uint32_t colours[DELPHI_DECISION_COUNT], total = rated(r);
    size_t rows = 0;
    for (delphi_decision d = 0; d < DELPHI_DECISION_COUNT; d++) {
        if (counts[d] == 0 && d != DELPHI_KEEP && d != DELPHI_DROP)
            continue;
        document_start_row(table);
        document_put_decision(table, d, part_decision_words(r, d));
        document_put_count(table, counts[d], DOCUMENT_PLAIN);
        document_put_share(table, counts[d], total, DOCUMENT_PLAIN);
        colours[rows++] = export_decision_colour(d);
    }
    if (replaced > 0) {
        document_start_row(table);
        document_put_text(table, part_words(r, N_("taken up in another text")), DOCUMENT_PLAIN);
        document_put_count(table, replaced, DOCUMENT_PLAIN);
        document_put_share(table, replaced, total, DOCUMENT_PLAIN);
    }
    document_start_row(table);
    document_put_text(table, part_words(r, N_("All indicators that were rated")), DOCUMENT_TOTAL);
    document_put_count(table, total, DOCUMENT_TOTAL);
    document_put_share(table, total, total, DOCUMENT_TOTAL);
    document_add_note(table, part_words(r, N_("The decision of the last round that rated the indicator.")));
    document_add_chart(table,
                       &(document_chart_spec){.kind = DOCUMENT_BARS,
                                              .title = part_words(r, N_("Decisions of the study")),
                                              .description = part_words(r, N_("Bars: how many indicators ended in each "
                                                                              "decision. The table has the figures.")),
                                              .row_count = rows,
                                              .series = &series,
                                              .series_count = 1,
                                              .row_colours = colours,
                                              .mark = NAN,
                                              .x_mark = NAN,
                                              .place = DOCUMENT_BESIDE,
                                              .width = 560,
                                              .height = 62 + 34 * (int)rows});
}

/* A row a round: what it started with, who took part, what it came to. */
static void add_rounds(report *r, document_part *part) {
    const document_column columns[] = {
        {.head = part_words(r, N_("Round")), .width = 9, .names_row = true},
        {.head = part_words(r, N_("Closed on")), .width = 27},
        {.head = delphi_protocol_rates_topics(r->protocol) ? part_words(r, N_("Topics or indicators rated"))
                                                           : part_words(r, N_("Indicators rated")),
         .width = 12,
         .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Invited")), .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Responded")), .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("% of invited")), .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Kept")), .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Dropped")), .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
    };
    document_table *table = document_add_table(
        part, &(document_table_spec){.title = part_words(r, N_("The rounds")), .columns = columns, .column_count = 8});
    for (size_t i = 0; i < r->order->round_count; i++) {
        const delphi_result *result = r->rounds[i];
        const char *closes = r->protocol->rounds[i].closes;
        delphi_buffer *out = part_new_phrase(r);
        document_start_row(table);
        document_put_count(table, i + 1, DOCUMENT_STRONG);
        if (closes)
            export_date(out, r->language, closes);
        document_put_text(table, part_phrase_text(r), DOCUMENT_PLAIN);
        document_put_count(table, result->outcome_count, DOCUMENT_PLAIN);
        document_put_count(table, result->response.invited, DOCUMENT_PLAIN);
        document_put_count(table, result->response.responded, DOCUMENT_PLAIN);
        document_put_share(table, result->response.responded, result->response.invited, DOCUMENT_PLAIN);
        document_put_count(table, result->decided[DELPHI_KEEP], DOCUMENT_PLAIN);
        document_put_count(table, result->decided[DELPHI_DROP], DOCUMENT_PLAIN);
    }
}

void part_overview(report *r, document_part *part) {
    static const double grid[] = {9, 27, 12, 12, 12, 12, 12, 12};
    uint32_t counts[DELPHI_DECISION_COUNT] = {0}, replaced = 0;
    document_set_grid(part, grid, sizeof grid / sizeof *grid);
    document_set_title(part, part_words(r, N_("What the study came to")));
    count_ends(r, counts, &replaced);
    say_answer(r, part, counts);
    add_ends(r, part, counts, replaced);
    add_rounds(r, part);
}

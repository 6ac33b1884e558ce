/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Ranking": the order by Borda points with the figures behind it, how far the experts agree on it, and what
 * it owes to single ones. In a final report of every ranking. */
#include <math.h>

#include <delphi/stats.h>

#include "export/parts.h"

enum { PLACE, ID, TEXT, BORDA, MEAN, PICKED, FIRST, N, RANGE, COLUMNS };

static bool is_pick(const delphi_result *result) {
    return result->study->protocol.rounds[result->round - 1].ranking.pick;
}

static void say_answer(report *r, document_part *part, const delphi_result *result) {
    const delphi_ranking *ranking = result->ranking;
    delphi_buffer names = {0};
    for (size_t i = 0; i < ranking->count && ranking->order[i].place <= ranking->top; i++)
        base_buffer_format(&names, "%s%s", names.size ? ", " : "",
                           r->study->indicators[result->outcomes[ranking->order[i].outcome].indicator].id);
    const char *pattern =
        is_pick(result) ? N_("{experts} experts each picked {places} of {items} indicators; the first {top}: {names}.")
                        : N_("{experts} experts each gave {places} of {items} indicators a place; the first {top}: "
                             "{names}.");
    document_say(part, DOCUMENT_ANSWER,
                 PART_PHRASE(r, pattern, {"experts", export_number(ranking->experts).text},
                             {"places", export_number(ranking->places).text},
                             {"items", export_number((int64_t)result->outcome_count).text},
                             {"top", export_number(ranking->top).text}, {"names", part_text_of(r, &names)}));
    delphi_buffer_free(&names);
}

static void say_robustness(report *r, document_part *part, const delphi_result *result) {
    const delphi_ranking *ranking = result->ranking;
    const char *pattern = part_many(
        r,
        "With any one of {experts} experts left out, {order} time another order comes out, and the set of the "
        "first {top} is another one {sets} times.",
        "With any one of {experts} experts left out, {order} times another order comes out, and the set of the "
        "first {top} is another one {sets} times.",
        ranking->order_changes);
    document_say(part, ranking->top_changes ? DOCUMENT_CAUTION : DOCUMENT_PARAGRAPH,
                 PART_FILLED(r, pattern, {"experts", export_number(ranking->experts).text},
                             {"order", export_number(ranking->order_changes).text},
                             {"sets", export_number(ranking->top_changes).text},
                             {"top", export_number(ranking->top).text}));
}

/* Kendall's W with its correction for ties, which is what items without a place are. */
static void say_agreement(report *r, document_part *part, const delphi_result *result) {
    delphi_buffer w = {0};
    if (!result->concordance)
        return;
    const delphi_concordance *found = delphi_result_concordance(result, 0, DELPHI_NONE);
    export_value(&w, r->language, &found->values[delphi_set_measure_find("kendall_w_ties")]);
    document_say(part, DOCUMENT_PARAGRAPH,
                 PART_PHRASE(r,
                             N_("Kendall's W, corrected for ties: {w}. 1 is the same order from everyone, 0 is no "
                                "agreement."),
                             {"w", part_text_of(r, &w)}));
    delphi_buffer_free(&w);
}

static document_table *add_table(report *r, document_part *part, const delphi_result *result) {
    const document_column columns[COLUMNS] = {
        [PLACE] = {.head = part_words(r, N_("Place")), .width = 8, .direction = DOCUMENT_HEAD_FIGURES},
        [ID] = {.head = part_words(r, N_("Id")), .width = 9, .names_row = true},
        [TEXT] = {.head = part_words(r, N_("Text")), .width = 50},
        [BORDA] = {.head = part_words(r, N_("Borda points")), .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
        [MEAN] = {.head = part_words(r, N_("Mean rank")), .width = 10, .direction = DOCUMENT_HEAD_FIGURES},
        [PICKED] = {.head = part_words(r, is_pick(result) ? N_("% picked") : N_("% gave it a place")),
                    .width = 11,
                    .direction = DOCUMENT_HEAD_FIGURES,
                    .data_bar = true},
        [FIRST] = {.head = part_words(r, N_("% put it first")),
                   .width = 11,
                   .direction = DOCUMENT_HEAD_FIGURES,
                   .data_bar = true},
        [N] = {.head = part_words(r, N_("n")), .width = 6, .direction = DOCUMENT_HEAD_FIGURES},
        [RANGE] = {.head = part_words(r, N_("Places without one expert")), .width = 16},
    };
    return document_add_table(
        part, &(document_table_spec){.title = document_copy(r->document, part_round_name(r, result->round)),
                                     .columns = columns,
                                     .column_count = COLUMNS,
                                     .frozen = TEXT + 1});
}

static void put_share(document_table *table, const delphi_cell *cell, const char *measure) {
    const delphi_value *value = &cell->values[delphi_measure_find(measure)];
    if (value->kind == DELPHI_VALUE_UNDEFINED)
        document_put_blank(table);
    else
        document_put_share(table, (uint32_t)lround(delphi_value_real(value) * cell->n), cell->n, DOCUMENT_PLAIN);
}

static void put_row(report *r, document_table *table, const delphi_result *result, const delphi_ranked *ranked) {
    const delphi_outcome *outcome = &result->outcomes[ranked->outcome];
    const delphi_cell *cell = delphi_result_cell(result, outcome, 0, DELPHI_NONE);
    document_start_row(table);
    document_put_count(table, ranked->place, DOCUMENT_STRONG);
    document_put_text(table, r->study->indicators[outcome->indicator].id, DOCUMENT_STRONG);
    document_put_text(table, part_indicator_text(r, outcome->indicator), DOCUMENT_PLAIN);
    document_put_value(table, &cell->values[delphi_measure_find("borda")]);
    document_put_figure(table, &cell->values[delphi_measure_find("mean_rank")], 2);
    put_share(table, cell, "pick_share");
    put_share(table, cell, "first_share");
    document_put_count(table, cell->n, DOCUMENT_PLAIN);
    delphi_buffer *range = part_new_phrase(r);
    base_buffer_format(range, ranked->best == ranked->worst ? "%u" : "%u\xE2\x80\x93%u", ranked->best, ranked->worst);
    document_put_text(table, part_phrase_text(r), DOCUMENT_PLAIN);
}

static void add_ranking(report *r, document_part *part, const delphi_result *result) {
    say_answer(r, part, result);
    say_robustness(r, part, result);
    say_agreement(r, part, result);
    document_table *table = add_table(r, part, result);
    for (size_t i = 0; i < result->ranking->count; i++)
        put_row(r, table, result, &result->ranking->order[i]);
    document_add_note(table,
                      part_words(r, N_("Borda points: for each expert the number of indicators ranked behind. What "
                                       "got no place shares the mean of the places left; what was picked shares "
                                       "the first ones. Equals share the first of their places.")));
}

static const delphi_result *shown(const report *r, int round) {
    const delphi_result *result = r->order->final || round == r->round ? r->rounds[round - 1] : NULL;
    return result && result->ranking ? result : NULL;
}

void part_ranking(report *r, document_part *part) {
    for (int round = 1; round <= r->round; round++)
        if (shown(r, round))
            add_ranking(r, part, shown(r, round));
}

bool part_ranking_wanted(const report *r) {
    for (int round = 1; round <= r->round; round++)
        if (shown(r, round))
            return true;
    return false;
}

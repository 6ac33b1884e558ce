/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts "Trajectory" and "Deviations" of the final report: each indicator through the rounds, and what was done
 * that the protocol did not foresee. */
#include "export/final.h"

#include <delphi/stats.h>

#include <stdlib.h>
#include <string.h>

#include "export/shares.h"

#define TEXT_CHARACTERS 90
enum { FIXED = 4, EACH = 5 }; /* columns before the rounds, and of each round */

/* ---- each indicator through the rounds ---- */

static void put_round(report *r, document_table *table, size_t round, size_t indicator, size_t criterion) {
    const delphi_result *result = r->rounds[round];
    const delphi_outcome *outcome = delphi_result_outcome(result, indicator);
    if (!outcome) {
        for (int i = 0; i < EACH; i++)
            document_put_blank(table);
        return;
    }
    const delphi_cell *cell = delphi_result_cell(result, outcome, criterion, DELPHI_NONE);
    size_t band = delphi_study_band(r->study, "high");
    part_put_outcome(r, table, outcome);
    document_put_count(table, cell->n, DOCUMENT_PLAIN);
    document_put_value(table, &cell->values[delphi_measure_find("median")]);
    document_put_value(table, &cell->values[delphi_measure_find("iqr")]);
    if (band == DELPHI_NONE) {
        document_put_hidden(table);
        return;
    }
    delphi_value share = export_band_share(r->protocol, cell, &r->protocol->bands[band]);
    document_put_value(table, &share);
}

/* The ids that this one took the place of. */
static const char *replaced_words(report *r, size_t indicator) {
    const delphi_indicator *own = &r->study->indicators[indicator];
    delphi_buffer *out = part_new_phrase(r);
    for (size_t i = 0; i < own->replaces_count; i++)
        base_buffer_format(out, "%s%s", i ? ", " : "", r->study->indicators[own->replaces[i]].id);
    return part_phrase_text(r);
}

static void put_indicator(report *r, document_table *table, size_t indicator) {
    const delphi_result *result;
    const delphi_outcome *outcome;
    if (!final_outcome(r, indicator, &result, &outcome))
        return;
    for (size_t c = 0; c < r->protocol->criterion_count; c++) {
        document_start_row(table);
        document_put_text(table, r->study->indicators[indicator].id, DOCUMENT_STRONG);
        document_put_text(table, replaced_words(r, indicator), DOCUMENT_PLAIN);
        document_put_text(table, part_start(r, part_indicator_text(r, indicator), TEXT_CHARACTERS), DOCUMENT_SMALL);
        document_put_text(table, part_criterion_title(r, c), DOCUMENT_PLAIN);
        for (size_t i = 0; i < r->order->round_count; i++)
            put_round(r, table, i, indicator, c);
    }
}

static size_t set_columns(report *r, document_column *columns) {
    static const char *const figures[EACH] = {N_("Decision"), N_("n"), N_("Median"), N_("IQR"), N_("% high, of base")};
    static const double widths[EACH] = {17, 5, 7, 7, 9};
    size_t count = 0;
    columns[count++] = (document_column){.head = part_words(r, N_("Id")), .width = 8, .names_row = true};
    columns[count++] = (document_column){.head = part_words(r, N_("In the place of")), .width = 10};
    columns[count++] = (document_column){.head = part_words(r, N_("Text")), .width = 36};
    columns[count++] = (document_column){.head = part_words(r, N_("Criterion")), .width = 16};
    for (size_t i = 0; i < r->order->round_count; i++) {
        const char *over = document_copy(
            r->document, PART_PHRASE(r, N_("Round {round}"), {"round", export_number((int64_t)i + 1).text}));
        for (size_t k = 0; k < EACH; k++)
            columns[count++] = (document_column){.head = part_words(r, figures[k]),
                                                 .over = over,
                                                 .width = widths[k],
                                                 .direction = k ? DOCUMENT_HEAD_UPWARDS : DOCUMENT_HEAD_WORDS};
    }
    return count;
}

void part_trajectory(report *r, document_part *part) {
    document_set_title(part, part_words(r, N_("Each indicator through the rounds")));
    document_say(part, DOCUMENT_ANSWER,
                 PART_PHRASE(r, N_("What each indicator came to in each of the {rounds} rounds."),
                             {"rounds", export_number((int64_t)r->order->round_count).text}));
    document_say(
        part, DOCUMENT_NOTE,
        part_words(r, N_("An indicator whose text changed is a new one and names the one in whose place it came; "
                         "their ratings are not compared. Blank: not rated in that round.")));
    document_column *columns = calloc(FIXED + EACH * r->order->round_count, sizeof *columns);
    if (!columns) {
        r->failed = true;
        return;
    }
    document_table *table = document_add_table(
        part, &(document_table_spec){
                  .columns = columns, .column_count = set_columns(r, columns), .filter = true, .frozen = 3});
    for (size_t i = 0; i < r->study->indicator_count; i++)
        if (r->study->indicators[i].level == r->level)
            put_indicator(r, table, i);
    free(columns);
}

/* ---- what the protocol did not foresee ---- */

static const char *act_words(const report *r, const char *act) {
    static const struct {
        const char *act, *words;
    } table[] = {
        {"override", N_("The steering group decided")},
        {"reopen", N_("A closed round was opened again")},
        {"correct", N_("Answers were corrected")},
        {"ingest", N_("Answers were corrected")},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (strcmp(table[i].act, act) == 0)
            return part_words(r, table[i].words);
    return act;
}

static void put_deviation(report *r, document_table *table, const delphi_deviation *deviation) {
    delphi_buffer *out = part_new_phrase(r);
    document_start_row(table);
    export_date(out, r->language, deviation->date);
    document_put_text(table, part_phrase_text(r), DOCUMENT_PLAIN);
    if (deviation->round > 0)
        document_put_count(table, (uint64_t)deviation->round, DOCUMENT_PLAIN);
    else
        document_put_blank(table);
    document_put_text(table, act_words(r, deviation->act), DOCUMENT_STRONG);
    document_put_text(table, deviation->what, DOCUMENT_PLAIN);
    document_put_text(table, deviation->why, DOCUMENT_PLAIN);
}

void part_deviations(report *r, document_part *part) {
    const document_column columns[] = {
        {.head = part_words(r, N_("Date")), .width = 18, .names_row = true},
        {.head = part_words(r, N_("Round")), .width = 8, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("What was done")), .width = 34},
        {.head = part_words(r, N_("As the ledger tells it")), .width = 50},
        {.head = part_words(r, N_("Reason given")), .width = 50},
    };
    size_t count = r->order->deviation_count;
    document_set_title(part, part_words(r, N_("Deviations from protocol")));
    if (count == 0) {
        document_say(part, DOCUMENT_ANSWER, part_words(r, N_("None is on record.")));
        document_say(
            part, DOCUMENT_NOTE,
            part_words(r, N_("On record are acts that need a reason: corrections of answers, rounds opened again, "
                             "and decisions of the steering group. What was done outside of the engine is for "
                             "the author to tell.")));
        return;
    }
    const char *pattern =
        part_many(r, "{count} act on record needed a reason.", "{count} acts on record needed a reason.", count);
    document_say(part, DOCUMENT_ANSWER, PART_FILLED(r, pattern, {"count", export_number((int64_t)count).text}));
    document_table *table = document_add_table(part, &(document_table_spec){.columns = columns, .column_count = 5});
    for (size_t i = 0; i < count; i++)
        put_deviation(r, table, &r->order->deviations[i]);
}

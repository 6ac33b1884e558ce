/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Agreement": how far the experts agree on each indicator, against where their median lies. An indicator high
 * on the right is one that the panel values and agrees upon. */
#include "export/parts.h"

#include <delphi/stats.h>

#include <math.h>

#define TEXT_CHARACTERS 110
#define MOST_POINTS     200 /* of a chart: no one reads more */

enum { ID, TEXT, DECISION, N, MEDIAN, MEAN, AGREEMENT, IQR, COLUMNS };

static const char measure[] = "van_der_eijk_a";

/* The first criterion is the one that a study is about. */
static const delphi_cell *cell_of(const report *r, const delphi_outcome *outcome) {
    return part_panel_cell(r, outcome, 0);
}

static const delphi_value *agreement_of(const report *r, const delphi_outcome *outcome) {
    return &cell_of(r, outcome)->values[delphi_measure_find(measure)];
}

static void put_row(report *r, document_table *table, const delphi_outcome *outcome) {
    const delphi_cell *cell = cell_of(r, outcome);
    document_start_row(table);
    document_put_text(table, r->study->indicators[outcome->indicator].id, DOCUMENT_STRONG);
    document_put_text(table, part_start(r, part_indicator_text(r, outcome->indicator), TEXT_CHARACTERS),
                      DOCUMENT_SMALL);
    part_put_outcome(r, table, outcome);
    document_put_count(table, cell->n, DOCUMENT_PLAIN);
    document_put_value(table, &cell->values[delphi_measure_find("median")]);
    document_put_figure(table, &cell->values[delphi_measure_find("mean")], 2);
    document_put_figure(table, agreement_of(r, outcome), 2);
    document_put_value(table, &cell->values[delphi_measure_find("iqr")]);
}

/* Least and most agreement, by id. */
static void say_answer(report *r, document_part *part) {
    const delphi_outcome *least = NULL, *most = NULL;
    for (size_t i = 0; i < r->result->outcome_count; i++) {
        const delphi_outcome *outcome = &r->result->outcomes[i];
        double a = delphi_value_real(agreement_of(r, outcome));
        if (isnan(a))
            continue;
        if (!least || a < delphi_value_real(agreement_of(r, least)))
            least = outcome;
        if (!most || a > delphi_value_real(agreement_of(r, most)))
            most = outcome;
    }
    if (!least)
        return;
    delphi_buffer low = {0}, high = {0};
    export_value(&low, r->language, agreement_of(r, least));
    export_value(&high, r->language, agreement_of(r, most));
    document_say(
        part, DOCUMENT_ANSWER,
        PART_PHRASE(r,
                    N_("On {criterion} the experts agree most on {most} (A = {high}) and least on {least} (A = "
                       "{low})."),
                    {"criterion", part_criterion_title(r, 0)}, {"most", r->study->indicators[most->indicator].id},
                    {"high", part_text_of(r, &high)}, {"least", r->study->indicators[least->indicator].id},
                    {"low", part_text_of(r, &low)}));
    part_end(r, &low);
    part_end(r, &high);
}

/* Least and most of all indicators' figures; NaN where none has any. */
static void extent(const report *r, const char *name, double *least, double *most) {
    size_t place = delphi_measure_find(name);
    *least = *most = NAN;
    for (size_t i = 0; i < r->result->outcome_count; i++) {
        double value = delphi_value_real(&cell_of(r, &r->result->outcomes[i])->values[place]);
        *least = fmin(*least, value);
        *most = fmax(*most, value);
    }
}

static void draw(report *r, document_table *table) {
    static const document_series series = {.column = AGREEMENT, .colour = 0x0072B2};
    size_t count = r->result->outcome_count;
    double least, most, left, right; /* points lie close together: the axis of the means has no more than they need */
    extent(r, measure, &least, &most);
    extent(r, "mean", &left, &right);
    document_add_chart(
        table, &(document_chart_spec){
                   .kind = DOCUMENT_SCATTER,
                   .title = PART_PHRASE(r, N_("Agreement against the mean: {criterion}"),
                                        {"criterion", part_criterion_title(r, 0)}),
                   .description =
                       part_words(r, N_("A point an indicator: to the right those with a higher mean, higher up those "
                                        "on which the experts agree more. The table has the figures.")),
                   .row_count = count < MOST_POINTS ? count : MOST_POINTS,
                   .categories = ID,
                   .x = MEAN,
                   .series = &series,
                   .series_count = 1,
                   .x_title = document_copy(r->document, part_words(r, N_("Mean"))),
                   .y_title = document_copy(r->document, part_words(r, N_("Agreement (Van der Eijk's A)"))),
                   .least = least < 0 ? -1 : 0,
                   .most = 1,
                   .x_least = isnan(left) ? 0 : floor(left),
                   .x_most = isnan(left) ? 0 : floor(right) + 1,
                   .mark = NAN,
                   .x_mark = NAN,
                   .place = DOCUMENT_BESIDE,
                   .width = 720,
                   .height = 540,
               });
}

void part_agreement(report *r, document_part *part) {
    const document_column columns[COLUMNS] = {
        [ID] = {.head = part_words(r, N_("Id")), .width = 8, .names_row = true},
        [TEXT] = {.head = part_words(r, N_("Text")), .width = 44},
        [DECISION] = {.head = part_words(r, N_("Decision")), .width = 21},
        [N] = {.head = part_words(r, N_("n")), .width = 6, .direction = DOCUMENT_HEAD_FIGURES},
        [MEDIAN] = {.head = part_words(r, N_("Median")), .width = 9, .direction = DOCUMENT_HEAD_FIGURES},
        [MEAN] = {.head = part_words(r, N_("Mean")), .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
        [AGREEMENT] = {.head = part_words(r, N_("Agreement A")), .width = 17, .direction = DOCUMENT_HEAD_FIGURES},
        [IQR] = {.head = part_words(r, N_("IQR")), .width = 8, .direction = DOCUMENT_HEAD_FIGURES},
    };
    document_set_title(part, PART_PHRASE(r, N_("Agreement on each indicator: {criterion}"),
                                         {"criterion", part_criterion_title(r, 0)}));
    say_answer(r, part);
    document_say(
        part, DOCUMENT_NOTE,
        part_words(r, N_("A is 1 where all experts give the same answer, 0 where every answer is as frequent, and "
                         "-1 where half of them stands at either end of the scale. Base: the valid ratings (n) "
                         "of the whole panel.")));
    document_table *table = document_add_table(
        part, &(document_table_spec){.columns = columns, .column_count = COLUMNS, .filter = true, .frozen = 1});
    for (size_t i = 0; i < r->result->outcome_count; i++)
        put_row(r, table, &r->result->outcomes[i]);
    if (r->result->outcome_count > 0)
        draw(r, table);
}

bool part_agreement_wanted(const report *r) {
    return r->result->outcome_count > 0 && r->result->kind != DELPHI_KIND_RANKING; /* which has places, no ratings */
}

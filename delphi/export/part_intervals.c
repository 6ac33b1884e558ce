/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Intervals": how far a share of high ratings and a median may lie from those of other such experts. */
#include "export/parts.h"

#include <delphi/stats.h>

#include <math.h>

#include "export/shares.h"

static const delphi_share_interval *interval_of(const report *r, size_t i, size_t criterion, size_t band) {
    return &r->result->robustness[i].shares[criterion * r->protocol->band_count + band];
}

/* How wide the widest is, on the criterion that the study is about. */
static void say_answer(report *r, document_part *part, size_t band) {
    const delphi_interval *widest = NULL;
    size_t place = 0;
    for (size_t i = 0; i < r->result->outcome_count; i++) {
        const delphi_share_interval *found = interval_of(r, i, 0, band);
        const delphi_interval *wilson = &found->wilson;
        if (found->undefined == DELPHI_REASON_NONE &&
            (!widest || wilson->high - wilson->low > widest->high - widest->low)) {
            widest = wilson;
            place = i;
        }
    }
    if (!widest) {
        document_say(part, DOCUMENT_ANSWER, part_words(r, N_("No share of high ratings has an interval.")));
        return;
    }
    delphi_buffer low = {0}, high = {0};
    export_percent(&low, r->language, llround(1000 * widest->low), 1000);
    export_percent(&high, r->language, llround(1000 * widest->high), 1000);
    document_say(part, DOCUMENT_ANSWER,
                 PART_PHRASE(r,
                             N_("On {criterion} the share of high ratings is least certain for {indicator}: its 95% "
                                "interval goes from {low} to {high}."),
                             {"criterion", part_criterion_title(r, 0)},
                             {"indicator", r->study->indicators[r->result->outcomes[place].indicator].id},
                             {"low", part_text_of(r, &low)}, {"high", part_text_of(r, &high)}));
    part_end(r, &low);
    part_end(r, &high);
}

static void put_interval(document_table *table, const delphi_interval *interval, bool known) {
    if (known) {
        document_put_number(table, 100 * interval->low, 1, DOCUMENT_PLAIN);
        document_put_number(table, 100 * interval->high, 1, DOCUMENT_PLAIN);
        return;
    }
    document_put_hidden(table);
    document_put_hidden(table);
}

static void put_share(report *r, document_table *table, size_t i, size_t criterion, size_t band) {
    const delphi_outcome *outcome = &r->result->outcomes[i];
    const delphi_cell *cell = part_panel_cell(r, outcome, criterion);
    const delphi_share_interval *found = interval_of(r, i, criterion, band);
    bool known = found->undefined == DELPHI_REASON_NONE;
    delphi_value share = export_band_share(r->protocol, cell, &r->protocol->bands[band]);
    document_start_row(table);
    document_put_text(table, r->study->indicators[outcome->indicator].id, DOCUMENT_STRONG);
    document_put_text(table, part_criterion_title(r, criterion), DOCUMENT_PLAIN);
    document_put_count(table, cell->base, DOCUMENT_PLAIN);
    document_put_value(table, &share);
    put_interval(table, &found->wilson, known);
    put_interval(table, &found->clopper_pearson, known);
    document_put_value(table, &cell->values[delphi_measure_find("median")]);
    document_put_value(table, &cell->values[delphi_measure_find("median_low")]);
    document_put_value(table, &cell->values[delphi_measure_find("median_high")]);
}

static void add_shares(report *r, document_part *part, size_t band) {
    const char *wilson = part_words(r, N_("95% interval in % (Wilson)"));
    const char *exact = part_words(r, N_("95% interval in % (Clopper-Pearson)"));
    const char *of_median = part_words(r, N_("95% interval of the median"));
    const char *from = part_words(r, N_("from")), *to = part_words(r, N_("to"));
    const document_column columns[] = {
        {.head = part_words(r, N_("Id")), .width = 8, .names_row = true},
        {.head = part_words(r, N_("Criterion")), .width = 30},
        {.head = part_words(r, N_("Base of %")), .width = 11, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("% high, of base")),
         .width = 18,
         .direction = DOCUMENT_HEAD_FIGURES,
         .data_bar = true},
        {.head = from, .over = wilson, .width = 13, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = to, .over = wilson, .width = 13, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = from, .over = exact, .width = 13, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = to, .over = exact, .width = 13, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Median")), .width = 9, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = from, .over = of_median, .width = 11, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = to, .over = of_median, .width = 11, .direction = DOCUMENT_HEAD_FIGURES},
    };
    document_table *table = document_add_table(
        part, &(document_table_spec){
                  .columns = columns, .column_count = sizeof columns / sizeof *columns, .filter = true, .frozen = 2});
    for (size_t i = 0; i < r->result->outcome_count; i++)
        for (size_t c = 0; c < r->protocol->criterion_count; c++)
            put_share(r, table, i, c, band);
    document_add_note(
        table, part_words(r, N_("With 15 to 20 ratings a share of 70% does not exclude one of 50%. The interval of a "
                                "median comes from order statistics and is 95% at least; with fewer than six "
                                "ratings there is none.")));
}

void part_intervals(report *r, document_part *part) {
    size_t band = delphi_study_band(r->study, "high");
    document_set_title(part, part_words(r, N_("How wide the shares and medians are")));
    say_answer(r, part, band);
    add_shares(r, part, band);
}

bool part_intervals_wanted(const report *r) {
    return part_robustness_wanted(r) && delphi_study_band(r->study, "high") != DELPHI_NONE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Reading": what was done, what it takes for granted, and every measure with its source. */
#include "export/trends.h"

static const struct {
    const char *label, *text;
} entries[] = {
    {N_("Chosen set"), N_("Only indicators that the study kept are here. Values of others are named and left out.")},
    {N_("Missing values"), N_("A missing value is not filled in. Slope and test hold with gaps: the slope counts the "
                              "years between two values, the test only their order.")},
    {N_("Breaks"), N_("Where a series starts anew, as after another way of measuring, level, change, slope and test "
                      "are of the years from the last break on. What went before is shown and not used.")},
    {N_("Few years"), N_("With fewer than five years no order of values is rare enough to speak for a trend; no "
                         "direction is told then.")},
    {N_("Exact or not"), N_("Where no two values are equal (and at most 60 years), p and the slope's interval are "
                            "exact. Else they rest on the normal distribution, corrected for equal values and for "
                            "continuity: rough with few years.")},
    {N_("Many tests"), N_("The more series are tested, the more seem to have a trend by chance. Holm's correction "
                          "keeps the chance of even one false alarm at 5%; it is strict, and a trend that does not "
                          "hold after it may still be one.")},
    {N_("Years that hang together"), N_("The test takes years as independent. Where a value carries over to the next "
                                        "year (a moving mean, a stock), p is too small.")},
    {N_("Better and worse"), N_("By the column polarity of indicators.csv alone. A trend says nothing about what "
                                "caused it, and a level can be good or bad without any trend.")},
};

static void add_entries(report *r, document_part *part) {
    const document_column columns[] = {{.width = 26, .names_row = true}, {.width = 96}};
    document_table *table =
        document_add_table(part, &(document_table_spec){.columns = columns, .column_count = 2, .headless = true});
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        document_start_row(table);
        document_put_text(table, part_words(r, entries[i].label), DOCUMENT_STRONG);
        document_put_text(table, part_words(r, entries[i].text), DOCUMENT_PLAIN);
    }
}

static void add_measures(report *r, document_part *part) {
    const document_column columns[] = {
        {.head = part_words(r, N_("Measure")), .width = 26, .names_row = true},
        {.head = part_words(r, N_("Definition")), .width = 96},
        {.head = part_words(r, N_("Source")), .width = 26},
        {.head = part_words(r, N_("Name in CSV and JSON")), .width = 26},
    };
    size_t count;
    const delphi_trend_measure *measures = delphi_trend_measures(&count);
    document_table *table = document_add_table(
        part, &(document_table_spec){
                  .title = part_words(r, N_("Measures of a series")), .columns = columns, .column_count = 4});
    for (size_t i = 0; i < count; i++) {
        document_start_row(table);
        document_put_text(table, part_words(r, measures[i].title), DOCUMENT_STRONG);
        document_put_text(table, part_words(r, measures[i].definition), DOCUMENT_PLAIN);
        document_put_text(table, measures[i].source, DOCUMENT_PLAIN);
        document_put_text(table, measures[i].name, DOCUMENT_QUIET);
    }
    document_start_row(table);
    document_put_text(table, part_words(r, N_("p, Holm")), DOCUMENT_STRONG);
    document_put_text(table, part_words(r, N_("p after Holm's correction over all series that were tested.")),
                      DOCUMENT_PLAIN);
    document_put_text(table, "Holm, 1979", DOCUMENT_PLAIN);
    document_put_text(table, "mann_kendall_p_holm", DOCUMENT_QUIET);
}

void trends_reading(trends_document *t, document_part *part) {
    add_entries(&t->r, part);
    add_measures(&t->r, part);
}

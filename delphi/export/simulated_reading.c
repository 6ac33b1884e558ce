/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Reading": the model of opinions and the numbers that were put into it. */
#include "export/simulated.h"

#include "base/rational.h"

static void put_entry(report *r, document_table *table, const char *label, const char *text) {
    document_start_row(table);
    document_put_text(table, part_words(r, label), DOCUMENT_STRONG);
    document_put_text(table, text, DOCUMENT_PLAIN);
}

static const struct {
    const char *label, *text;
} entries[] = {
    {N_("Opinion"), N_("An expert's opinion of an indicator is the indicator's mean, plus the shift of the expert's "
                       "group, plus the expert's own leniency, plus a draw with the indicator's spread. It is held "
                       "through all rounds, rounded to the nearest point of the scale, and cut off at its ends.")},
    {N_("Feedback"), N_("From the second round on an expert goes a part of the way (conformity) to the panel's median "
                        "of the round before. Real panels differ in how far they move, and some move apart.")},
    {N_("Leaving"), N_("Before each later round an expert leaves for good with the same chance (attrition), whatever "
                       "was rated. Who leaves because of disagreement is not modelled.")},
    {N_("What should be kept"), N_("What a panel of endless size with these opinions would keep in its last round, "
                                   "under the study's own rules. It is not what is true or best.")},
    {N_("Random numbers"), N_("Each replicate has a stream of its own (Mersenne Twister, GSL), so that any division "
                              "of the work gives the same counts.")},
};

static const char *number_words(report *r, double number, const char *pattern) {
    delphi_buffer out = {0};
    delphi_value value = base_value_real(number);
    export_value(&out, r->language, &value);
    const char *copy = document_copy(r->document, PART_PHRASE(r, pattern, {"number", part_text_of(r, &out)}));
    part_end(r, &out);
    return copy;
}

static const char *source_words(report *r, const delphi_plan *plan) {
    if (plan->beliefs_file)
        return part_words(r, N_("means, spreads and cannot-judge rates from a table that was given"));
    if (plan->pilot)
        return PART_PHRASE(r, N_("as in the ratings of round {round}, the pilot"),
                           {"round", export_number(plan->pilot).text});
    return part_words(r, N_("no round has been rated: means laid evenly over the scale, each with a spread of a sixth "
                            "of it"));
}

void simulated_reading(simulated_document *d, document_part *part) {
    report *r = &d->r;
    const delphi_plan *plan = d->plan;
    const document_column columns[] = {{.width = 26, .names_row = true}, {.width = 96}};
    const document_table_spec spec = {.columns = columns, .column_count = 2, .headless = true};
    document_table *table = document_add_table(part, &spec);
    put_entry(r, table, N_("Opinions"), source_words(r, plan));
    put_entry(r, table, N_("Leniency"), number_words(r, plan->leniency, N_("{number} points")));
    put_entry(r, table, N_("From round to round"), number_words(r, plan->wobble, N_("{number} points")));
    put_entry(r, table, N_("Conformity"), number_words(r, plan->conformity, "{number}"));
    put_entry(r, table, N_("Attrition"), number_words(r, plan->attrition, "{number}"));
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++)
        put_entry(r, table, entries[i].label, part_words(r, entries[i].text));
}

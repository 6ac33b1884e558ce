/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Each indicator": how often panels of each size keep it, beside what should become of it. */
#include <stdlib.h>

#include "export/simulated.h"

/* A panel's own kind of outcome for an indicator: what should become of it, else that it is kept wrongly. */
static delphi_decision asked(const delphi_simulated *indicator) {
    return indicator->should == DELPHI_DROP ? DELPHI_DROP : DELPHI_KEEP;
}

static void put_indicator(simulated_document *d, document_table *table, size_t i) {
    report *r = &d->r;
    const delphi_simulated *first = &d->plan->sizes[0]->indicators[i];
    document_start_row(table);
    document_put_text(table, r->study->indicators[first->indicator].id, DOCUMENT_STRONG);
    document_put_text(table, part_indicator_text(r, first->indicator), DOCUMENT_SMALL);
    document_put_decision(table, first->should, part_decision_words(r, first->should));
    document_put_text(table, part_decision_word(r, asked(first)), DOCUMENT_PLAIN);
    for (size_t k = 0; k < d->plan->size_count; k++) {
        const delphi_simulation *s = d->plan->sizes[k];
        document_put_share(table, s->indicators[i].decided[asked(first)], s->to - s->from, DOCUMENT_PLAIN);
    }
}

void simulated_indicators(simulated_document *d, document_part *part) {
    report *r = &d->r;
    enum { OWN = 4 };
    size_t count = OWN + d->plan->size_count;
    document_column *columns = calloc(count, sizeof *columns);
    if (!columns) {
        r->failed = true;
        return;
    }
    const char *over = part_words(r, N_("Share of panels with so many experts"));
    columns[0] = (document_column){.head = part_words(r, N_("Id")), .width = 8, .names_row = true};
    columns[1] = (document_column){.head = part_words(r, N_("Indicator")), .width = 46};
    columns[2] = (document_column){.head = part_words(r, N_("Should be")), .width = 19};
    columns[3] = (document_column){.head = part_words(r, N_("Counted")), .width = 11};
    for (size_t k = 0; k < d->plan->size_count; k++)
        columns[OWN + k] = (document_column){
            .head = document_copy(r->document, export_number((int64_t)d->plan->sizes[k]->experts).text),
            .over = over,
            .width = 11,
            .direction = DOCUMENT_HEAD_FIGURES,
            .data_bar = true};
    document_say(part, DOCUMENT_PARAGRAPH,
                 part_words(r, N_("How often a panel comes to the decision under Counted: to keep, or to drop where "
                                  "that is what should be. Where it should be neither, a high share of keep is a share "
                                  "of mistakes.")));
    document_table *table = document_add_table(
        part, &(document_table_spec){.columns = columns, .column_count = count, .filter = true, .frozen = 2});
    for (size_t i = 0; i < d->plan->sizes[0]->indicator_count; i++)
        put_indicator(d, table, i);
    free(columns);
}

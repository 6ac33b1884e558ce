/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a factsheet is read, what it is not, and what others see. */
#include "export/factsheet.h"

typedef struct {
    const char *label, *text;
    bool (*wanted)(const factsheet *f); /* NULL: always */
} entry;

static bool has_group(const factsheet *f) {
    return f->group != DELPHI_NONE;
}

static bool has_before(const factsheet *f) {
    return f->plan->before != NULL;
}

static bool may_not_judge(const factsheet *f) {
    return f->r.protocol->scale.cannot_judge;
}

static const entry entries[] = {
    {N_("Your score"),
     N_("The mean of your ratings of a topic's indicators. How many these are stands beside it; where you "
        "rated none there is no score."),
     NULL},
    {N_("Panel"),
     N_("All experts who rated, you included. The panel's score is the mean over the same indicators as yours: "
        "first the mean of all ratings of each indicator, then the mean of these."),
     NULL},
    {N_("Your group"), N_("The experts of your group, you included; its score is made in the same way."), has_group},
    {N_("n"),
     N_("The number of ratings, without \xE2\x80\x9C"
        "cannot judge\xE2\x80\x9D."),
     NULL},
    {N_("Median"), N_("Half of the ratings are no higher, half are no lower."), NULL},
    {N_("Q1\xE2\x80\x93Q3"),
     N_("The quartiles: the middle half of the ratings lies from Q1 to Q3. Beside it stands whether "
        "your own rating lies inside or outside."),
     NULL},
    {"?", N_("You answered that you cannot judge. Such answers count in no score."), may_not_judge},
    {N_("Round before"),
     N_("Only comparable versions are compared: an indicator whose text changed has a new id, and is "
        "\xE2\x80\x9Cnew\xE2\x80\x9D here."),
     has_before},
    {N_("No judgement"),
     N_("There is no good or bad score. The factsheet is a mirror to think and talk by, and no "
        "instrument of accountability: an expert who differs from the panel may well be right."),
     NULL},
    {N_("Your privacy"),
     N_("This factsheet is made for {expert} alone, under that pseudonym. Nobody else's ratings are in "
        "it, and none can be worked out from it: figures on fewer than {count} experts are not shown, "
        "nor figures from which those could be worked out."),
     NULL},
};

void factsheet_reading(factsheet *f, document_part *part) {
    report *r = &f->r;
    export_digits least = export_number(r->protocol->min_group);
    const document_column columns[] = {{.width = 24, .names_row = true}, {.width = 100}};
    document_table_spec spec = {.columns = columns, .column_count = 2, .headless = true};
    document_table *table = document_add_table(part, &spec);
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        if (entries[i].wanted && !entries[i].wanted(f))
            continue;
        document_start_row(table);
        document_put_text(table, part_words(r, entries[i].label), DOCUMENT_STRONG);
        document_put_text(
            table, PART_PHRASE(r, entries[i].text, {"expert", r->study->experts[f->expert].id}, {"count", least.text}),
            DOCUMENT_PLAIN);
    }
}

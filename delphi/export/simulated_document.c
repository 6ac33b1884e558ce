/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A planned Delphi as a document of its own: what panels of several sizes came to. */
#include "export/simulated.h"

#include "export/document_file.h"

/* In the order in which they stand. */
static const struct {
    const char *id, *name, *title;
    void (*write)(simulated_document *d, document_part *part);
} parts[] = {
    {"sizes", N_("Size of the panel"), N_("How many experts?"), simulated_sizes},
    {"indicators", N_("Each indicator"), N_("Each indicator over the sizes of the panel"), simulated_indicators},
    {"reading", N_("Reading"), N_("What this rests on"), simulated_reading},
};
#define PART_COUNT (sizeof parts / sizeof *parts)

static void entitle(simulated_document *d) {
    report *r = &d->r;
    const delphi_simulation *first = d->plan->sizes[0];
    document_set_heading(r->document, part_words(r, N_("Planning a Delphi")));
    const char *title = delphi_text_in(&r->protocol->title, r->language);
    document_entitle(r->document, *title ? title : r->protocol->id,
                     PART_PHRASE(r, N_("Planning a Delphi: {count} simulated panels of each size, seed {seed}"),
                                 {"count", export_number(first->to - first->from).text},
                                 {"seed", export_number((int64_t)d->plan->seed).text}));
}

static document *write_document(const delphi_plan *plan, delphi_language language) {
    simulated_document d = {.plan = plan};
    d.r = (report){.study = plan->study,
                   .protocol = &plan->study->protocol,
                   .round = 1,
                   .language = language,
                   .document = document_new(language)};
    if (!d.r.document)
        return NULL;
    entitle(&d);
    for (size_t i = 0; i < PART_COUNT; i++)
        parts[i].write(&d, document_add_part(d.r.document, parts[i].id, part_words(&d.r, parts[i].name),
                                             part_words(&d.r, parts[i].title)));
    return document_finish(&d.r);
}

delphi_status delphi_export_plan(const delphi_plan *plan, delphi_language language, const char *path,
                                 delphi_problems *problems) {
    return document_file_book(write_document(plan, language), &plan->study->protocol, 1, path, problems);
}

delphi_status delphi_export_plan_page(const delphi_plan *plan, delphi_language language, const char *path,
                                      delphi_problems *problems) {
    return document_file_page(write_document(plan, language), path, problems);
}

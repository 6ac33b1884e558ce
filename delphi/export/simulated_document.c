/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A planned Delphi as a document of its own: what panels of several sizes came to. */
#include "export/simulated.h"

#include "base/file.h"
#include "base/problems.h"
#include "export/document_book.h"
#include "export/document_html.h"

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
    bool failed = d.r.failed || d.r.document->failed || d.r.phrase.failed;
    delphi_buffer_free(&d.r.phrase);
    if (!failed)
        return d.r.document;
    document_free(d.r.document);
    return NULL;
}

delphi_status delphi_export_plan(const delphi_plan *plan, delphi_language language, const char *path,
                                 delphi_problems *problems) {
    document *doc = write_document(plan, language);
    if (!doc)
        return base_no_memory(problems);
    document_book book = {doc, &plan->study->protocol, 1};
    delphi_status status = document_book_write(&book, path, base_file_replace, problems);
    document_free(doc);
    return status;
}

delphi_status delphi_export_plan_page(const delphi_plan *plan, delphi_language language, const char *path,
                                      delphi_problems *problems) {
    delphi_buffer page = {0};
    document *doc = write_document(plan, language);
    delphi_status status = doc ? html_write_document(doc, &page) : DELPHI_ERR_MEMORY;
    document_free(doc);
    if (status == DELPHI_OK)
        status = base_file_replace(path, path, page.data, page.size, problems);
    else
        base_no_memory(problems);
    delphi_buffer_free(&page);
    return status;
}

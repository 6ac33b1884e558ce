/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The round report as an xlsx file: opens the book and has every sheet written. */
#include "export/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <delphi/concordance.h>

#include "base/file.h"
#include "base/problems.h"
#include "export/book.h"
#include "export/document_xlsx.h"
#include "export/parts.h"

static bool has_concordance(const delphi_result *result) {
    return result->concordance != NULL;
}

static bool has_stability(const delphi_result *result) {
    return result->stability != NULL;
}

/* In the first round everything starts. */
static bool has_rounds_before(const delphi_result *result) {
    return result->round > 1;
}

static const report_sheet sheets[] = {
    {N_("Stability"), report_stability, has_stability},
    {N_("Concordance"), report_concordance, has_concordance},
    {N_("Flow"), report_flow, has_rounds_before},
    {N_("Method"), report_method, NULL},
};

static char *made_by(void) {
    char *text = NULL;
    return asprintf(&text, "delphi %s", delphi_version()) < 0 ? NULL : text;
}

/* The file's own properties: libxlsxwriter copies them. */
static void write_properties(report_book *book) {
    lxw_doc_properties properties = {
        .title = strdup(report_clean(book, book->title)),
        .subject = strdup(report_clean(book, book->heading)),
        .author = made_by(),
        .created = export_book_date(book->protocol, book->round),
    };
    /* Properties of more than 255 characters are refused. */
    if (properties.title && strlen(properties.title) > 255)
        properties.title[0] = '\0';
    if (!properties.title || !properties.subject || !properties.author)
        report_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    else
        report_check(book, workbook_set_properties(book->workbook, &properties));
    free(properties.title);
    free(properties.subject);
    free(properties.author);
}

static void write_sheets(report_book *book) {
    for (size_t i = 0; i < sizeof sheets / sizeof *sheets && book->error == LXW_NO_ERROR; i++) {
        if (sheets[i].wanted && !sheets[i].wanted(book->result))
            continue;
        book->sheet = workbook_add_worksheet(book->workbook, report_words(book, sheets[i].title));
        if (!book->sheet)
            report_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        else
            sheets[i].write(book);
    }
}

/* Writes the book to `path`; `folder` takes libxlsxwriter's temporary files. */
static lxw_error write_book(const delphi_result *result, const document *doc, const char *path, char *folder) {
    lxw_workbook_options options = {.tmpdir = folder};
    report_book book = {.result = result,
                        .study = result->study,
                        .protocol = &result->study->protocol,
                        .round = result->round,
                        .language = doc->language,
                        .title = doc->title,
                        .heading = doc->heading,
                        .workbook = workbook_new_opt(path, &options)};
    if (!book.workbook || !report_formats(&book))
        report_check(&book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    if (book.error == LXW_NO_ERROR)
        write_properties(&book);
    if (book.error == LXW_NO_ERROR)
        document_xlsx_draw(&book, doc);
    if (book.error == LXW_NO_ERROR)
        write_sheets(&book);
    if (book.phrase.failed || book.clean.failed)
        report_check(&book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    /* Closing writes the file and frees the book, so it is called whatever came before. */
    if (book.workbook)
        report_check(&book, workbook_close(book.workbook));
    delphi_buffer_free(&book.phrase);
    delphi_buffer_free(&book.clean);
    return book.error;
}

/* Room for the uncompressed sheets, with a wide margin: about 100 bytes a cell, texts in two or three places. */
static uint64_t room_needed(const delphi_result *result) {
    const delphi_protocol *protocol = &result->study->protocol;
    uint64_t points = (uint64_t)(protocol->scale.max - protocol->scale.min) + 1;
    uint64_t bytes = 4 * 1024 * 1024;
    for (size_t i = 0; i < result->outcome_count; i++) {
        const delphi_indicator *indicator = &result->study->indicators[result->outcomes[i].indicator];
        bytes += 4 * (export_text_size(&indicator->topic) + export_text_size(&indicator->text));
        bytes += 200 * result->outcomes[i].because_count;
        bytes += 300 * protocol->criterion_count * ((points < 12 ? points : 12) + 10);
    }
    size_t measures;
    delphi_set_measures(&measures);
    bytes += 100 * measures * protocol->criterion_count * (2 + protocol->group_count);
    bytes += 2500 * protocol->criterion_count * result->stability_count;
    return bytes;
}

typedef struct {
    const delphi_result *result;
    document *document;
} report_job;

static lxw_error write_scratch(void *context, const char *path, char *folder) {
    const report_job *job = context;
    return write_book(job->result, job->document, path, folder);
}

delphi_status delphi_export_report(const delphi_report_order *order, const char *path, delphi_problems *problems) {
    report_job job = {order->rounds[order->round_count - 1], parts_write(order)};
    if (!job.document)
        return base_no_memory(problems);
    uint64_t room = room_needed(job.result) + document_xlsx_room(job.document);
    delphi_status status = export_book_write(path, room, write_scratch, &job, base_file_replace, problems);
    document_free(job.document);
    return status;
}

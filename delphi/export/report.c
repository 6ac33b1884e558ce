/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The round report as an xlsx file: opens the book and has the document drawn. */
#include "export/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/problems.h"
#include "export/book.h"
#include "export/document_xlsx.h"
#include "export/parts.h"

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
    if (book.phrase.failed || book.clean.failed)
        report_check(&book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    /* Closing writes the file and frees the book, so it is called whatever came before. */
    if (book.workbook)
        report_check(&book, workbook_close(book.workbook));
    delphi_buffer_free(&book.phrase);
    delphi_buffer_free(&book.clean);
    return book.error;
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
    delphi_status status =
        export_book_write(path, document_xlsx_room(job.document), write_scratch, &job, base_file_replace, problems);
    document_free(job.document);
    return status;
}

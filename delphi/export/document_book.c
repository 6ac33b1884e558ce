/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document as a workbook file: opens the book, gives it its properties, and has its sheets drawn. */
#include "export/document_book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export/document_xlsx.h"

/* The file's own properties: libxlsxwriter copies them. */
static void write_properties(report_book *book) {
    char *title = strdup(report_clean(book, book->title)), *subject = strdup(report_clean(book, book->heading));
    char *author = NULL;
    if (asprintf(&author, "delphi %s", delphi_version()) < 0)
        author = NULL;
    /* Properties of more than 255 characters are refused. */
    if (title && strlen(title) > 255)
        title[0] = '\0';
    lxw_doc_properties properties = {
        .title = title, .subject = subject, .author = author, .created = export_book_date(book->protocol, book->round)};
    if (!title || !subject || !author)
        report_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    else
        report_check(book, workbook_set_properties(book->workbook, &properties));
    free(title);
    free(subject);
    free(author);
}

/* `folder` takes libxlsxwriter's temporary files. */
static lxw_error write_book(void *context, const char *path, char *folder) {
    const document_book *of = context;
    lxw_workbook_options options = {.tmpdir = folder};
    report_book book = {.protocol = of->protocol,
                        .round = of->round,
                        .language = of->document->language,
                        .title = of->document->title,
                        .heading = of->document->heading,
                        .workbook = workbook_new_opt(path, &options)};
    if (!book.workbook || !report_formats(&book))
        report_check(&book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    if (book.error == LXW_NO_ERROR)
        write_properties(&book);
    if (book.error == LXW_NO_ERROR)
        document_xlsx_draw(&book, of->document);
    if (book.phrase.failed || book.clean.failed)
        report_check(&book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    /* Closing writes the file and frees the book, so it is called whatever came before. */
    if (book.workbook)
        report_check(&book, workbook_close(book.workbook));
    delphi_buffer_free(&book.phrase);
    delphi_buffer_free(&book.clean);
    return book.error;
}

delphi_status document_book_write(const document_book *book, const char *path, export_book_placer place,
                                  delphi_problems *problems) {
    document_book copy = *book;
    return export_book_write(path, document_xlsx_room(book->document), write_book, &copy, place, problems);
}

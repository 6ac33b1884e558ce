/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workbook opened from memory. */
#include "ingest/xlsx.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/problems.h"
#include "ingest/xlsx_part.h"

bool ingest_is_zip(const char *bytes, size_t size) {
    return size >= 4 && memcmp(bytes, "PK\003\004", 4) == 0;
}

/* A workbook with as many cells as can be read is smaller. What is in it costs memory before it is unpacked. */
#define FILE_MAX ((size_t)256 << 20)

static delphi_status open_zip(ingest_book *book, const char *bytes, size_t size, delphi_problems *problems) {
    zip_error_t error;
    zip_error_init(&error);
    errno = 0;
    zip_source_t *source = zip_source_buffer_create(bytes, size, 0, &error);
    if (source)
        book->zip = zip_open_from_source(source, ZIP_RDONLY, &error);
    delphi_status status = DELPHI_OK;
    if (!book->zip) {
        zip_source_free(source);
        status =
            zip_error_code_zip(&error) == ZIP_ER_MEMORY || errno == ENOMEM
                ? base_no_memory(problems)
                : base_problem(problems, DELPHI_ERR_INPUT, (base_place){.file = book->file},
                               "this workbook cannot be unpacked (%s); it may have been cut off on its way: ask for it "
                               "again",
                               zip_error_strerror(&error));
    }
    zip_error_fini(&error);
    return status;
}

delphi_status ingest_book_open(const char *file, const char *bytes, size_t size, ingest_book **out,
                               delphi_problems *problems) {
    ingest_book *book = calloc(1, sizeof *book);
    if (!book || !(book->arena = base_arena_new())) {
        free(book);
        return base_no_memory(problems);
    }
    book->file = file;
    delphi_status status = DELPHI_OK;
    if (size > FILE_MAX)
        status =
            base_problem(problems, DELPHI_ERR_INPUT, (base_place){.file = file},
                         "this workbook is larger than 256 MiB, the most that is allowed; save the answers as CSV");
    if (!status)
        status = open_zip(book, bytes, size, problems);
    if (!status)
        status = xlsx_find_parts(book, problems);
    if (!status)
        status = xlsx_read_strings(book, problems);
    if (!status)
        status = xlsx_read_styles(book, problems);
    if (!status)
        status = xlsx_read_properties(book, problems);
    if (status)
        ingest_book_free(book);
    else
        *out = book;
    return status;
}

void ingest_book_free(ingest_book *book) {
    if (!book)
        return;
    if (book->zip)
        zip_discard(book->zip);
    delphi_buffer_free(&book->texts);
    free(book->starts);
    free(book->formats);
    free(book->sheets);
    free(book->properties);
    base_arena_free(book->arena);
    free(book);
}

const ingest_book_sheet *ingest_book_sheets(const ingest_book *book, size_t *count) {
    *count = book->sheet_count;
    return book->sheets;
}

const char *ingest_book_property(const ingest_book *book, const char *name) {
    for (size_t i = 0; i < book->property_count; i++)
        if (book->properties[i].name && strcmp(book->properties[i].name, name) == 0)
            return book->properties[i].value;
    return NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbooks (Office Open XML, ISO/IEC 29500, transitional and strict) by libzip and expat: cells as text.
 *
 * A number is written as the shortest text that reads back, a date or time by its format as ISO 8601, a formula is the
 * value that was last computed. */
#ifndef INGEST_XLSX_H
#define INGEST_XLSX_H

#include "ingest/grid.h"

typedef struct {
    const char *name;
    bool hidden;
    const char *part; /* the file inside the zip */
} ingest_book_sheet;

/* A workbook that is being read. */
typedef struct ingest_book ingest_book;

/* Is it a zip file? */
bool ingest_is_zip(const char *bytes, size_t size);

/* Reads the list of sheets, the texts that they share, and which formats are dates. Borrows `file` and `bytes`. What is
 * no workbook, is damaged, encrypted, or made to exhaust memory is refused with the reason. */
delphi_status ingest_book_open(const char *file, const char *bytes, size_t size, ingest_book **out,
                               delphi_problems *problems);
void ingest_book_free(ingest_book *book);

const ingest_book_sheet *ingest_book_sheets(const ingest_book *book, size_t *count);
/* Reads one sheet; the caller frees the grid. */
delphi_status ingest_book_read(ingest_book *book, size_t sheet, ingest_grid *out, delphi_problems *problems);
/* Reads a sheet up to its first cell that is not empty; *text is "" where there is none. Borrowed until the book is
 * freed. */
delphi_status ingest_book_first(ingest_book *book, size_t sheet, uint32_t *row, uint32_t *column, const char **text,
                                delphi_problems *problems);
/* A document property that a program gave the workbook (docProps/custom.xml), or NULL. */
const char *ingest_book_property(const ingest_book *book, const char *name);

#endif

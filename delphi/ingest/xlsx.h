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

/* What reading one workbook leaves for the next one: room, and an XML parser. For one thread at a time. */
typedef struct ingest_tools ingest_tools;
ingest_tools *ingest_tools_new(void); /* NULL when out of memory */
void ingest_tools_free(ingest_tools *tools);

/* Is it a zip file? */
bool ingest_is_zip(const char *bytes, size_t size);

/* Reads the list of sheets, the texts that they share, and which formats are dates. Borrows `file` and `bytes`, and
 * `tools`, where they are not NULL, until ingest_book_return(). What is no workbook, is damaged, encrypted, or made to
 * exhaust memory is refused with the reason. */
delphi_status ingest_book_open_with(ingest_tools *tools, const char *file, const char *bytes, size_t size,
                                    ingest_book **out, delphi_problems *problems);
delphi_status ingest_book_open(const char *file, const char *bytes, size_t size, ingest_book **out,
                               delphi_problems *problems);
/* Gives back the tools that were borrowed; if the book reads on, it makes its own. */
void ingest_book_return(ingest_book *book);
/* Frees all but the list of sheets and the properties: nothing more can be read. */
void ingest_book_close(ingest_book *book);
void ingest_book_free(ingest_book *book);

const ingest_book_sheet *ingest_book_sheets(const ingest_book *book, size_t *count);
/* Reads one sheet; the caller frees the grid. */
delphi_status ingest_book_read(ingest_book *book, size_t sheet, ingest_grid *out, delphi_problems *problems);
/* Of a sheet's first cell that is not empty: is the sheet wanted? */
typedef bool (*ingest_cell_test)(uint32_t row, uint32_t column, const char *text, size_t size);
/* Reads one sheet where it is wanted; of another *out gets the first cell, and the rest is not looked at. */
delphi_status ingest_book_read_if(ingest_book *book, size_t sheet, ingest_cell_test wanted, ingest_grid *out,
                                  delphi_problems *problems);
/* Reads a sheet up to its first cell that is not empty; *text is "" where there is none. Borrowed until the book is
 * freed. */
delphi_status ingest_book_first(ingest_book *book, size_t sheet, uint32_t *row, uint32_t *column, const char **text,
                                delphi_problems *problems);
/* A document property that a program gave the workbook (docProps/custom.xml), or NULL. */
const char *ingest_book_property(const ingest_book *book, const char *name);

#endif

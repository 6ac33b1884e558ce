/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document as a whole workbook file. */
#ifndef EXPORT_DOCUMENT_BOOK_H
#define EXPORT_DOCUMENT_BOOK_H

#include "export/book.h"
#include "export/document.h"

typedef struct {
    const document *document;
    const delphi_protocol *protocol;
    int round; /* whose closing date the file bears */
} document_book;

/* Draws the document and puts the finished file in its place. */
delphi_status document_book_write(const document_book *book, const char *path, export_book_placer place,
                                  delphi_problems *problems);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document that is no round's report, once its parts are written: the files made of it. */
#ifndef EXPORT_DOCUMENT_FILE_H
#define EXPORT_DOCUMENT_FILE_H

#include "export/parts.h"

/* The document that the parts wrote, which the caller has from here on; NULL where memory ran out on the way. */
document *document_finish(report *r);
/* Puts it into a file as a workbook, or as a page, and frees it; NULL is "out of memory". `round`: see document_book.
 */
delphi_status document_file_book(document *doc, const delphi_protocol *protocol, int round, const char *path,
                                 delphi_problems *problems);
delphi_status document_file_page(document *doc, const char *path, delphi_problems *problems);

#endif

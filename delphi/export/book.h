/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every workbook needs beyond libxlsxwriter: a date that is not the clock's, room for temporary files, and to come
 * into its place whole or not at all. */
#ifndef EXPORT_BOOK_H
#define EXPORT_BOOK_H

#include <delphi/model.h>
#include <time.h>
#include <xlsxwriter.h>

/* Midnight UTC of the day on which the round closes, so that the clock has no part in the bytes. */
time_t export_book_date(const delphi_protocol *protocol, int round);

/* Bytes of a text in all languages. */
size_t export_text_size(const delphi_text *text);

/* Writes a workbook to `path` with temporary files in `folder`, and closes it. */
typedef lxw_error (*export_book_writer)(void *context, const char *path, char *folder);

/* Puts the finished file in its place: base_file_replace(), or base_file_replace_soon() for one of many. */
typedef delphi_status (*export_book_placer)(const char *path, const char *name, const char *bytes, size_t size,
                                            delphi_problems *problems);

/* Has a workbook written, looks at it, and puts it in its place. `bytes`: what its sheets take uncompressed, at most.
 */
delphi_status export_book_write(const char *path, uint64_t bytes, export_book_writer write, void *context,
                                export_book_placer place, delphi_problems *problems);

#endif

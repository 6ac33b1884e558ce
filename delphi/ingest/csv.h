/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Delimited text by libcsv, with the physical lines that libcsv does not tell. */
#ifndef INGEST_CSV_H
#define INGEST_CSV_H

#include "ingest/blocks.h"

typedef struct {
    const char *text; /* not NUL-terminated; quotes taken off; valid during the call */
    size_t size;
    long line; /* physical line on which the field starts, from 1 */
} ingest_field;

typedef struct {
    const ingest_field *fields;
    size_t count;
    long line; /* physical line on which the row starts */
} ingest_row;

/* Takes a row; false stops the reading (the taker has added its own problem). */
typedef bool (*ingest_row_taker)(void *context, const ingest_row *row);

/* Gives every row of RFC 4180 text, the heading included, to `take`, in order. Bytes must be UTF-8 without BOM (a BOM
 * is the caller's to skip). Rows may end in LF, CRLF or CR; blank lines are passed over; white space in fields is kept.
 * A quote that is not closed, or that stands inside an unquoted field, a field over 1 MiB, a row of more than 20,000
 * fields and a NUL byte are errors with their line. DELPHI_ERR_INPUT also where the taker stopped. */
delphi_status ingest_csv_rows(const char *file, const char *bytes, size_t size, char delimiter, ingest_row_taker take,
                              void *context, delphi_problems *problems);

/* The same of a file's blocks, which check what the bytes must be. */
delphi_status ingest_csv_blocks(ingest_blocks *blocks, char delimiter, ingest_row_taker take, void *context,
                                delphi_problems *problems);

/* Appends one field, quoted where RFC 4180 asks for it (libcsv does the quoting). */
void ingest_csv_write(delphi_buffer *out, const char *text, size_t size, char delimiter);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the bytes of a foreign file to UTF-8 text and the way its fields are delimited. */
#ifndef INGEST_DECODE_H
#define INGEST_DECODE_H

#include "ingest/grid.h"

/* UTF-8 without BOM and without NUL: the file's own bytes, or a converted copy. */
typedef struct {
    const char *text;
    size_t size;
    delphi_buffer owned;
} intake_text;

/* Refuses what is plainly no delimited text, with the way out. `out` borrows from `bytes` where these are UTF-8. */
delphi_status intake_decode(const char *file, const char *bytes, size_t size, intake_text *out,
                            delphi_problems *problems);
void intake_text_free(intake_text *text);

/* Where the heading starts, and the delimiter; or the worksheet that takes the place of the text. */
typedef struct {
    const ingest_grid *grid; /* NULL: delimited text */
    const char *text;        /* a first line `sep=;` is taken off, but for its line break: lines stay the file's own */
    size_t size;
    char delimiter;
} intake_layout;

/* `given` is 0, or the delimiter to use whatever the text looks like. */
intake_layout intake_layout_find(const intake_text *text, char given);

/* Gives every row to `take`, the heading included, in order. Can be asked again. */
delphi_status intake_layout_rows(const intake_layout *layout, const char *file, ingest_row_taker take, void *context,
                                 delphi_problems *problems);

#endif

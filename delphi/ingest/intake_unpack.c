/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbooks ahead of their turn: what can be read of one without a study, so that several threads can each read some.
 */
#include "ingest/intake.h"

#include <stdlib.h>

/* Of a returned sheet nothing is wanted but its form, and many are unpacked at once. */
void intake_unpack(delphi_unpacked *out, ingest_tools *tools, const char *bytes, size_t size) {
    out->form = DELPHI_NONE;
    out->status = ingest_book_open_with(tools, out->file, bytes, size, &out->book, out->problems);
    if (out->status)
        return;
    out->status = intake_sheet_find(out->book, out->file, &out->form, &out->grid, out->problems);
    if (out->status || out->form != DELPHI_NONE)
        ingest_book_close(out->book);
    else
        ingest_book_return(out->book);
}

void intake_unpack_end(delphi_unpacked *unpacked) {
    ingest_grid_free(&unpacked->grid);
    ingest_book_free(unpacked->book);
    delphi_problems_free(unpacked->problems);
}

struct delphi_unpacker {
    ingest_tools *tools;
};

delphi_unpacker *delphi_unpacker_new(void) {
    delphi_unpacker *unpacker = calloc(1, sizeof *unpacker);
    if (unpacker && (unpacker->tools = ingest_tools_new()))
        return unpacker;
    free(unpacker);
    return NULL;
}

void delphi_unpacker_free(delphi_unpacker *unpacker) {
    if (!unpacker)
        return;
    ingest_tools_free(unpacker->tools);
    free(unpacker);
}

delphi_unpacked *delphi_unpack(delphi_unpacker *unpacker, const char *file, const char *bytes, size_t size) {
    delphi_unpacked *unpacked = ingest_is_zip(bytes, size) ? calloc(1, sizeof *unpacked) : NULL;
    if (!unpacked)
        return NULL;
    *unpacked = (delphi_unpacked){.file = file, .problems = delphi_problems_new()};
    if (unpacked->problems) {
        intake_unpack(unpacked, unpacker ? unpacker->tools : NULL, bytes, size);
        return unpacked;
    }
    free(unpacked);
    return NULL;
}

void delphi_unpacked_free(delphi_unpacked *unpacked) {
    if (!unpacked)
        return;
    intake_unpack_end(unpacked);
    free(unpacked);
}

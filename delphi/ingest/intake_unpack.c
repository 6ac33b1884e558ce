/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbooks ahead of their turn: what can be read of one without a study, so that several threads can each read some.
 */
#include "ingest/intake.h"

#include <stdlib.h>

void intake_unpack(delphi_unpacked *out, const char *bytes, size_t size) {
    out->form = DELPHI_NONE;
    out->status = ingest_book_open(out->file, bytes, size, &out->book, out->problems);
    if (!out->status)
        out->status = intake_sheet_find(out->book, out->file, &out->form, out->problems);
    if (!out->status && out->form != DELPHI_NONE)
        out->status = ingest_book_read(out->book, out->form, &out->grid, out->problems);
}

void intake_unpack_end(delphi_unpacked *unpacked) {
    ingest_grid_free(&unpacked->grid);
    ingest_book_free(unpacked->book);
    delphi_problems_free(unpacked->problems);
}

delphi_unpacked *delphi_unpack(const char *file, const char *bytes, size_t size) {
    delphi_unpacked *unpacked = ingest_is_zip(bytes, size) ? calloc(1, sizeof *unpacked) : NULL;
    if (!unpacked)
        return NULL;
    *unpacked = (delphi_unpacked){.file = file, .problems = delphi_problems_new()};
    if (unpacked->problems) {
        intake_unpack(unpacked, bytes, size);
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

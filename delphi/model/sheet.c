/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The marks of an expert's sheet. The nonce is in the study folder alone, so that nobody can make the code of another
 * expert's sheet from their own. */
#include <delphi/sheet.h>

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/hash.h"

static void append_keys(const delphi_study *study, const bool *in_play, delphi_buffer *out) {
    for (size_t i = 0; i < study->indicator_count; i++)
        for (size_t c = 0; in_play[i] && c < study->protocol.criterion_count; c++) {
            base_buffer_text(out, study->indicators[i].id);
            base_buffer_char(out, DELPHI_SHEET_KEY_SEPARATOR);
            base_buffer_text(out, study->protocol.criteria[c].id);
            base_buffer_char(out, '\n');
        }
}

delphi_status delphi_sheet_code(const delphi_study *study, int round, size_t expert, const bool *in_play,
                                const char *nonce, char code[DELPHI_SHEET_CODE_SIZE]) {
    delphi_buffer text = {0};
    base_buffer_format(&text, DELPHI_SHEET_FORMAT "\n%s\n%d\n%s\n", study->protocol.id, round,
                       study->experts[expert].id);
    append_keys(study, in_play, &text);
    base_buffer_text(&text, nonce);
    delphi_status status = text.failed ? DELPHI_ERR_MEMORY : DELPHI_OK;
    if (!status) {
        char hex[65];
        base_sha256(text.data, text.size, hex);
        snprintf(code, DELPHI_SHEET_CODE_SIZE, "%.*s", DELPHI_SHEET_CODE_SIZE - 1, hex);
    }
    delphi_buffer_free(&text);
    return status;
}

char *delphi_sheet_mark(const delphi_study *study, int round, size_t expert, const char *code) {
    char *mark = NULL;
    int size =
        asprintf(&mark, DELPHI_SHEET_FORMAT " %s %d %s %s", study->protocol.id, round, study->experts[expert].id, code);
    return size < 0 ? NULL : mark;
}

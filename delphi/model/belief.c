/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <delphi/belief.h>

#include <stdlib.h>

delphi_beliefs *delphi_beliefs_new(const delphi_study *study) {
    size_t cells = study->indicator_count * study->protocol.criterion_count;
    delphi_beliefs *out = calloc(1, sizeof *out);
    if (!out)
        return NULL;
    out->beliefs = calloc(cells + 1, sizeof *out->beliefs);
    out->shifts = calloc(cells * study->protocol.group_count + 1, sizeof *out->shifts);
    if (out->beliefs && out->shifts)
        return out;
    delphi_beliefs_free(out);
    return NULL;
}

void delphi_beliefs_free(delphi_beliefs *beliefs) {
    if (!beliefs)
        return;
    free(beliefs->beliefs);
    free(beliefs->shifts);
    free(beliefs);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two versions of a results.json: which decisions moved, and what else differs. */
#ifndef MANAGER_COMPARE_H
#define MANAGER_COMPARE_H

#include <delphi/base.h>

typedef struct {
    bool same_bytes, only_engine;
    size_t moved;
    delphi_buffer details; /* a line for each difference, the last without its line end; the caller frees it */
} manager_comparison;

/* Compares the file as it is with what was computed now. DELPHI_ERR_MEMORY is the only error; nothing is added to any
 * problems. */
delphi_status manager_compare(const delphi_buffer *stored, const delphi_buffer *computed, manager_comparison *out);

#endif

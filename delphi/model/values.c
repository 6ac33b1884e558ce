/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The memory of a table of values. */
#include <delphi/values.h>

#include <stdlib.h>

#include "base/arena.h"

void delphi_values_free(delphi_values *values) {
    if (!values)
        return;
    base_arena_free(values->owned);
    free(values);
}

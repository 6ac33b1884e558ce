/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files on variants share. */
#ifndef ANALYSIS_VARIANT_H
#define ANALYSIS_VARIANT_H

#include <delphi/variant.h>

#include "analysis/private.h"

/* What two checks come to; statuses are in the order of their gravity as far as these checks give them. */
static inline delphi_status analysis_worst(delphi_status a, delphi_status b) {
    return a > b ? a : b;
}

/* The rules of a variant, each one parsed and found good; their texts are in the arena, the real result's or the
 * variant's. All that is wrong is added. */
delphi_status analysis_variant_rules(const delphi_result *real, const delphi_variant *variant,
                                     const delphi_rule_vocabulary *words, base_arena *arena, delphi_rule_texts *out,
                                     delphi_problems *problems);

/* The list of alternatives being made. */
typedef struct {
    const delphi_result *real;
    base_arena *arena;
    delphi_alternative *items;
    size_t count, capacity;
    bool no_memory;
} analysis_alternatives;

/* Lists the alternatives for a round, none of them tried yet; `later` tells that it has a round before it. false when
 * out of memory. */
bool analysis_alternatives_list(analysis_alternatives *list, bool later);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The experts' weights, ready to be added. */
#include "analysis/private.h"

#include <stdlib.h>

static bool is_one(delphi_rational weight) {
    return weight.num == weight.den;
}

static bool any_weight(const delphi_study *study) {
    for (size_t e = 0; e < study->expert_count; e++)
        if (!is_one(study->experts[e].weight))
            return true;
    return false;
}

bool analysis_weights_make(const delphi_study *study, base_arena *arena, analysis_weights *out) {
    *out = (analysis_weights){.weighted = any_weight(study)};
    if (!out->weighted)
        return true;
    delphi_rational *fractions = malloc(study->expert_count * sizeof *fractions);
    int64_t *whole = base_arena_array(arena, study->expert_count, sizeof *whole);
    bool done = fractions && whole;
    for (size_t e = 0; done && e < study->expert_count; e++)
        fractions[e] = study->experts[e].weight;
    if (done && delphi_weights_in_units(fractions, study->expert_count, whole))
        out->of = whole;
    free(fractions);
    return done;
}

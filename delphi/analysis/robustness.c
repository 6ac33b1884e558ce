/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How sure each decision of a round is. */
#include "analysis/robustness.h"

#include <stdlib.h>

static bool find_all(const delphi_result *result, const delphi_result *previous, analysis_sureness *found) {
    return analysis_share_intervals(result, found) && analysis_stayers_only(result, previous, found) &&
           analysis_leave_one_out(result, found) && analysis_flip_margins(result, found) &&
           analysis_bootstrap(result, found);
}

bool analysis_robustness(delphi_result *result, const delphi_result *previous) {
    base_arena *arena = ((analysis_memory *)result->owned)->arena;
    size_t count = result->outcome_count;
    const delphi_protocol *p = &result->study->protocol;
    analysis_sureness *found = calloc(count + 1, sizeof *found);
    delphi_robustness *robustness = base_arena_array(arena, count, sizeof *robustness);
    bool done = found && robustness;
    for (size_t i = 0; done && i < count; i++) {
        found[i].flips_to = found[i].stayers_only = result->outcomes[i].rule_decision;
        found[i].values = base_arena_array(arena, DECISION_MEASURE_COUNT, sizeof *found[i].values);
        found[i].shares = base_arena_array(arena, p->criterion_count * p->band_count, sizeof *found[i].shares);
        done = found[i].values && found[i].shares;
    }
    done = done && find_all(result, previous, found);
    for (size_t i = 0; done && i < count; i++)
        robustness[i] = (delphi_robustness){.values = found[i].values,
                                            .flips_to = found[i].flips_to,
                                            .stayers_only = found[i].stayers_only,
                                            .shares = found[i].shares};
    free(found);
    if (done)
        result->robustness = robustness;
    return done;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which groups a report may show beside the panel. */
#include "export/part_privacy.h"

/* The smallest group that is shown; DELPHI_NONE: there is none. */
static size_t smallest(const delphi_result *result, const delphi_outcome *outcome, size_t criterion,
                       const bool *shown) {
    size_t found = DELPHI_NONE;
    uint32_t least = UINT32_MAX;
    for (size_t g = 0; g < result->study->protocol.group_count; g++) {
        uint32_t n = delphi_result_cell(result, outcome, criterion, g)->n;
        if (shown[g] && n <= least) {
            least = n;
            found = g;
        }
    }
    return found;
}

bool part_groups_shown(const delphi_result *result, const delphi_outcome *outcome, size_t criterion, bool *shown) {
    const delphi_protocol *protocol = &result->study->protocol;
    uint32_t least = (uint32_t)protocol->min_group, hidden = 0;
    bool held_back = false;
    for (size_t g = 0; g < protocol->group_count; g++) {
        const delphi_cell *cell = delphi_result_cell(result, outcome, criterion, g);
        shown[g] = !cell->suppressed && cell->n >= least;
        hidden += shown[g] ? 0 : cell->n;
    }
    while (hidden > 0 && hidden < least) {
        size_t next = smallest(result, outcome, criterion, shown);
        if (next == DELPHI_NONE)
            break;
        shown[next] = false;
        held_back = true;
        hidden += delphi_result_cell(result, outcome, criterion, next)->n;
    }
    return held_back;
}

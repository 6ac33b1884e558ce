/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an expert may see of the others. The argument stands in sheet_privacy.h. */
#include "export/sheet.h"

static uint32_t answers(const delphi_cell *cell) {
    return cell->n + cell->cannot_judge;
}

sheet_view sheet_may_see(const delphi_cell *panel, const delphi_cell *group, uint32_t min_group) {
    if (panel->n < min_group)
        return SHEET_SEES_NOTHING;
    if (!group || group->n < min_group)
        return SHEET_SEES_PANEL;
    bool nobody_else = answers(panel) == answers(group);
    return nobody_else || panel->n - group->n >= min_group ? SHEET_SEES_BOTH : SHEET_SEES_PANEL;
}

delphi_outcome sheet_public_outcome(const sheet_book *book, const delphi_outcome *outcome, delphi_clause *room) {
    delphi_outcome out = *outcome;
    out.because = room;
    out.because_count = 0;
    for (size_t i = 0; i < outcome->because_count; i++) {
        const delphi_clause *clause = &outcome->because[i];
        bool shown = clause->group == DELPHI_NONE && clause->criterion != DELPHI_NONE &&
                     sheet_may_see(report_panel_cell(&book->book, outcome, clause->criterion), NULL,
                                   (uint32_t)book->plan->protocol->min_group) != SHEET_SEES_NOTHING;
        if (shown)
            room[out.because_count++] = *clause;
    }
    return out;
}

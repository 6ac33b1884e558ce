/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which indicators a round rates. */
#include "analysis/private.h"

/* An indicator whose text changed lives on under its new id. */
static void take_out_replaced(const delphi_study *study, int round, bool *in_play) {
    for (size_t i = 0; i < study->indicator_count; i++) {
        const delphi_indicator *indicator = &study->indicators[i];
        if (indicator->since > round)
            continue;
        for (size_t r = 0; r < indicator->replaces_count; r++)
            in_play[indicator->replaces[r]] = false;
    }
}

/* Was it rated in the round before and left unsettled there? */
static bool goes_on(const delphi_result *previous, size_t indicator) {
    const delphi_outcome *outcome = delphi_result_outcome(previous, indicator);
    return outcome && outcome->decision != DELPHI_KEEP && outcome->decision != DELPHI_DROP;
}

size_t delphi_in_play(const delphi_study *study, int round, const delphi_result *previous, bool *in_play) {
    bool leave = study->protocol.settled == DELPHI_SETTLED_LEAVE;
    for (size_t i = 0; i < study->indicator_count; i++) {
        int since = study->indicators[i].since, until = study->indicators[i].until;
        bool withdrawn = until && until < round;
        in_play[i] = !withdrawn && (since == round || (since < round && (!leave || !previous || goes_on(previous, i))));
    }
    take_out_replaced(study, round, in_play);
    size_t count = 0;
    for (size_t i = 0; i < study->indicator_count; i++)
        count += in_play[i];
    return count;
}

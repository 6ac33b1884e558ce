/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which indicators, or topics, a round rates. */
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

static bool is_candidate(const delphi_study *study, int round, const uint8_t *standing, size_t index) {
    const delphi_indicator *indicator = &study->indicators[index];
    bool withdrawn = indicator->until && indicator->until < round;
    bool settled = standing && (standing[index] == DELPHI_KEEP || standing[index] == DELPHI_DROP);
    bool leaves = settled && study->protocol.settled == DELPHI_SETTLED_LEAVE;
    return indicator->level == delphi_round_level(&study->protocol, round) && indicator->since <= round && !withdrawn &&
           !leaves;
}

size_t analysis_in_play(const delphi_study *study, int round, const delphi_result *previous, bool *in_play,
                        size_t *left_out) {
    const uint8_t *standing = analysis_standing(previous);
    size_t count = 0;
    *left_out = 0;
    for (size_t i = 0; i < study->indicator_count; i++)
        in_play[i] = is_candidate(study, round, standing, i);
    take_out_replaced(study, round, in_play);
    for (size_t i = 0; i < study->indicator_count; i++) {
        bool admitted = in_play[i] && analysis_topic_admits(study, round, standing, i);
        *left_out += in_play[i] && !admitted;
        count += admitted;
        in_play[i] = admitted;
    }
    return count;
}

size_t delphi_in_play(const delphi_study *study, int round, const delphi_result *previous, bool *in_play) {
    size_t left_out;
    return analysis_in_play(study, round, previous, in_play, &left_out);
}

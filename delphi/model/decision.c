/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decisions by their names, and those of the steering group. */
#include <delphi/model.h>

#include <string.h>

const char *delphi_decision_name(delphi_decision decision) {
    static const char *const names[DELPHI_DECISION_COUNT] = {
        [DELPHI_KEEP] = "keep",           [DELPHI_DROP] = "drop",
        [DELPHI_RERATE] = "rerate",       [DELPHI_NO_CONSENSUS] = "no_consensus",
        [DELPHI_UNDECIDED] = "undecided", [DELPHI_CONFLICT] = "conflict",
    };
    return (unsigned)decision < DELPHI_DECISION_COUNT ? names[decision] : "unknown";
}

bool delphi_decision_read(const char *name, delphi_decision *out) {
    for (int d = 0; d < DELPHI_DECISION_COUNT; d++)
        if (strcmp(name, delphi_decision_name((delphi_decision)d)) == 0) {
            *out = (delphi_decision)d;
            return true;
        }
    return false;
}

/* There are few of them. */
const delphi_override *delphi_study_override(const delphi_study *study, int round, size_t indicator) {
    for (size_t i = 0; i < study->override_count; i++)
        if (study->overrides[i].round == round && study->overrides[i].indicator == indicator)
            return &study->overrides[i];
    return NULL;
}

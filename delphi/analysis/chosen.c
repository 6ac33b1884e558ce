/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where each indicator ended. */
#include <delphi/chosen.h>

const delphi_outcome *delphi_final_outcome(const delphi_rounds *rounds, size_t indicator,
                                           const delphi_result **result) {
    for (size_t i = rounds->round_count; i-- > 0;) {
        const delphi_outcome *found = delphi_result_outcome(rounds->rounds[i], indicator);
        if (!found)
            continue;
        if (result)
            *result = rounds->rounds[i];
        return found;
    }
    return NULL;
}

bool delphi_is_replaced(const delphi_rounds *rounds, size_t indicator) {
    const delphi_study *study = rounds->rounds[0]->study;
    for (size_t i = 0; i < study->indicator_count; i++) {
        const delphi_indicator *other = &study->indicators[i];
        for (size_t k = 0; k < other->replaces_count; k++)
            if (other->replaces[k] == indicator && delphi_final_outcome(rounds, i, NULL))
                return true;
    }
    return false;
}

bool delphi_is_chosen(const delphi_rounds *rounds, size_t indicator) {
    const delphi_outcome *outcome = delphi_final_outcome(rounds, indicator, NULL);
    bool measured = rounds->rounds[0]->study->indicators[indicator].level == DELPHI_LEVEL_INDICATOR;
    return measured && outcome && outcome->decision == DELPHI_KEEP && !delphi_is_replaced(rounds, indicator);
}

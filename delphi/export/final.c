/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where each indicator ended. */
#include "export/final.h"

bool final_outcome(const report *r, size_t indicator, const delphi_result **result, const delphi_outcome **outcome) {
    if (r->study->indicators[indicator].level != DELPHI_LEVEL_INDICATOR)
        return false; /* topics have a part of their own */
    for (size_t i = r->order->round_count; i-- > 0;) {
        const delphi_outcome *found = delphi_result_outcome(r->rounds[i], indicator);
        if (!found)
            continue;
        *result = r->rounds[i];
        *outcome = found;
        return true;
    }
    return false;
}

bool final_is_replaced(const report *r, size_t indicator) {
    const delphi_result *result;
    const delphi_outcome *outcome;
    for (size_t i = 0; i < r->study->indicator_count; i++) {
        const delphi_indicator *other = &r->study->indicators[i];
        for (size_t k = 0; k < other->replaces_count; k++)
            if (other->replaces[k] == indicator && final_outcome(r, i, &result, &outcome))
                return true;
    }
    return false;
}

bool final_is_kept(const report *r, size_t indicator) {
    const delphi_result *result;
    const delphi_outcome *outcome;
    return final_outcome(r, indicator, &result, &outcome) && outcome->decision == DELPHI_KEEP &&
           !final_is_replaced(r, indicator);
}

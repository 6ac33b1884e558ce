/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where each indicator ended, as the parts of a report ask for it. */
#include "export/final.h"

#include <delphi/chosen.h>

static delphi_rounds rounds_of(const report *r) {
    return (delphi_rounds){r->rounds, r->order->round_count};
}

bool final_outcome(const report *r, size_t indicator, const delphi_result **result, const delphi_outcome **outcome) {
    delphi_rounds rounds = rounds_of(r);
    const delphi_outcome *found = delphi_final_outcome(&rounds, indicator, result);
    if (found)
        *outcome = found;
    return found != NULL;
}

bool final_is_replaced(const report *r, size_t indicator) {
    delphi_rounds rounds = rounds_of(r);
    return delphi_is_replaced(&rounds, indicator);
}

bool final_is_kept(const report *r, size_t indicator) {
    delphi_rounds rounds = rounds_of(r);
    return delphi_is_chosen(&rounds, indicator);
}

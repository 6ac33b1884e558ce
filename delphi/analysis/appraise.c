/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What decides nothing but tells how far to trust a result, part by part. */
#include "analysis/private.h"

static bool (*const parts[])(delphi_result *result, const delphi_result *previous) = {
    analysis_concordance,
    analysis_stability,
    analysis_attrition,
    analysis_robustness,
};

delphi_status delphi_appraise_stability(delphi_result *result, const delphi_result *previous) {
    if (result->kind == DELPHI_KIND_MEETING || result->scan)
        return DELPHI_OK;
    return analysis_stability(result, previous) ? DELPHI_OK : DELPHI_ERR_MEMORY;
}

delphi_status delphi_appraise(delphi_result *result, const delphi_result *previous) {
    if (result->concordance || result->kind == DELPHI_KIND_MEETING || result->scan)
        return DELPHI_OK; /* a scan decides nothing, so that there is nothing to appraise */
    const delphi_result before = *result;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!parts[i](result, previous)) {
            *result = before;
            return DELPHI_ERR_MEMORY;
        }
    }
    return DELPHI_OK;
}

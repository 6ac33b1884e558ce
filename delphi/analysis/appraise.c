/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What decides nothing but tells how far to trust a result, part by part. */
#include "analysis/private.h"

static bool (*const parts[])(delphi_result *result, const delphi_result *previous) = {
    analysis_concordance,
    analysis_stability,
    analysis_attrition,
    analysis_robustness,
};

delphi_status delphi_appraise(delphi_result *result, const delphi_result *previous) {
    if (result->concordance)
        return DELPHI_OK;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!parts[i](result, previous)) {
            result->concordance = NULL;
            result->robustness = NULL;
            result->stability = NULL;
            result->attrition = NULL;
            result->stability_count = result->attrition_count = 0;
            return DELPHI_ERR_MEMORY;
        }
    }
    return DELPHI_OK;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "robustness" and "sensitivity" of an indicator in results.json: intervals of shares, and how sure the decision is. */
#ifndef EXPORT_JSON_ROBUSTNESS_H
#define EXPORT_JSON_ROBUSTNESS_H

#include <delphi/analysis.h>

#include "export/json_form.h"
#include "export/json_reasons.h"

/* "[low,high]" */
typedef char json_interval[2 * BASE_NUMBER_SIZE + 4];

/* The forms that every indicator of a result fills in; empty where the result was not appraised. */
typedef struct {
    const delphi_result *result;
    json_form shares, sensitivity;
    json_interval *intervals; /* two for each criterion and band */
    json_reasons reasons;
    delphi_buffer undefined; /* what they are printed into */
    bool failed;
} json_robustness;

void json_robustness_start(json_robustness *forms, const delphi_result *result);
void json_robustness_end(json_robustness *forms);
/* Prints both members of one outcome at the end of the buffers; nothing where the result was not appraised. */
void json_robustness_print(json_robustness *forms, size_t outcome, delphi_buffer *robustness,
                           delphi_buffer *sensitivity);

#endif

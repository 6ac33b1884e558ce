/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of `robustness` share: where each measure stands in the table, and how a part is called. */
#ifndef ANALYSIS_ROBUSTNESS_H
#define ANALYSIS_ROBUSTNESS_H

#include "analysis/private.h"

/* The rows of delphi_decision_measures(). */
enum {
    DECISION_FLIP_MARGIN,
    DECISION_FLIP_MARGIN_EXACT,
    DECISION_LOO_EXPERTS,
    DECISION_LOO_FLIPS,
    DECISION_LOO, /* one for each decision */
    DECISION_BOOTSTRAP_REPLICATES = DECISION_LOO + DELPHI_DECISION_COUNT,
    DECISION_BOOTSTRAP, /* one for each decision */
    DECISION_BOOTSTRAP_SAME = DECISION_BOOTSTRAP + DELPHI_DECISION_COUNT,
    DECISION_MEASURE_COUNT,
};

/* A decision while its measures are being found. */
typedef struct {
    delphi_value *values; /* DECISION_MEASURE_COUNT of them */
    delphi_decision flips_to, stayers_only;
    delphi_share_interval *shares;
} analysis_sureness;

/* The parts, each a file; `found` has an entry for each outcome. false when out of memory. */
bool analysis_leave_one_out(const delphi_result *result, analysis_sureness *found);
bool analysis_flip_margins(const delphi_result *result, analysis_sureness *found);
bool analysis_bootstrap(const delphi_result *result, analysis_sureness *found);
/* The same on so many threads, 1 to 8. */
bool analysis_bootstrap_on(const delphi_result *result, size_t threads, analysis_sureness *found);
bool analysis_share_intervals(const delphi_result *result, analysis_sureness *found);
bool analysis_stayers_only(const delphi_result *result, const delphi_result *previous, analysis_sureness *found);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What results.json and what-if say alike: the terms of a decision, and the clauses behind it. Each is NULL where
 * memory ran out. */
#ifndef EXPORT_JSON_TERMS_H
#define EXPORT_JSON_TERMS_H

#include "export/json_node.h"

/* {"keep": ..., "drop": ...}; a rule that is not there is null. */
cJSON *json_rules(json_writer *w, const char *keep, const char *drop);
/* A count by the name of each decision. */
cJSON *json_decisions(json_writer *w, const uint32_t decided[DELPHI_DECISION_COUNT]);
cJSON *json_quantile_type(delphi_quantile_type type);
cJSON *json_denominator(delphi_denominator denominator);
/* Every leaf clause of an outcome with the value that it saw. */
cJSON *json_clauses(json_writer *w, const delphi_outcome *outcome);

#endif

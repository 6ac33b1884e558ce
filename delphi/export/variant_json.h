/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pieces that the JSON of a variant and of the alternatives share; NULL where memory ran out. */
#ifndef EXPORT_VARIANT_JSON_H
#define EXPORT_VARIANT_JSON_H

#include <delphi/variant.h>

#include "export/json_terms.h"

/* `{"format": ..., "engine": ..., "study": ..., "round": ...`, a line each, with what has to follow. */
void variant_json_head(json_writer *w, const char *format);
/* The settings, rules and counts of a result. */
cJSON *variant_json_side(json_writer *w, const delphi_result *result);
/* {"id": ..., "from": ..., "to": ...} of the real result's outcome at this place. */
cJSON *variant_json_move(json_writer *w, size_t outcome, delphi_decision to);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The members of results.json that stand after the indicators, a file each. */
#ifndef EXPORT_JSON_TAIL_H
#define EXPORT_JSON_TAIL_H

#include "export/json_node.h"

void json_write_tail(json_writer *w);

void json_write_concordance(json_writer *w);
void json_write_stability(json_writer *w);
void json_write_attrition(json_writer *w);

/* The frame of a member that is about the indicators of two rounds: `{"previous_round": N, "indicators": {`, then the
 * lines, each with its id, then the end with a list of ids under `key`. */
void json_tail_begin(json_writer *w);
void json_tail_line(json_writer *w, size_t indicator, bool first);
void json_tail_end(json_writer *w, const char *key, cJSON *list);

#endif

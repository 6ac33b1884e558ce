/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A wave of a scan for programs: as JSON, in results.json and by itself, and as tidy CSV. */
#ifndef EXPORT_SCAN_DATA_H
#define EXPORT_SCAN_DATA_H

#include "export/csv_rows.h"
#include "export/json_node.h"

/* The wave of w->result, or NULL when out of memory. Titles are in the study's language. */
cJSON *json_scan(json_writer *w);

/* The title of a block in the study's language; of questions in no block "". */
const char *export_block_title(const delphi_scan_block *block, delphi_language language);
/* Had the type a participant in this wave? */
bool export_scan_has_group(const delphi_result *result, size_t group);
/* "V01"; of a question with options to choose from "V09a-V09i": in `out`. */
void export_scan_question_id(const delphi_scan *scan, const delphi_scan_question *question, delphi_buffer *out);

#endif

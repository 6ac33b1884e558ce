/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of a scan's report share, which its factsheets use, too. Scores are rounded as the protocol says, a
 * half upwards: so are they published. */
#ifndef EXPORT_PART_SCAN_H
#define EXPORT_PART_SCAN_H

#include <delphi/questionnaire.h>
#include <delphi/scan.h>

#include "export/parts.h"

/* Titles in the reader's language, or words for having none. */
const char *part_block_title(const report *r, const delphi_text *title);
const char *part_wave_name(const report *r, int round);

/* "3.4", with the protocol's decimals. It must not be undefined. */
void part_scan_score_text(const report *r, const delphi_value *score, delphi_buffer *out);
/* A score in its cell: a dash where it is hidden, or where there is none. */
void part_put_score(const report *r, document_table *table, const delphi_scan_score *score, document_look look);
void part_put_score_value(const report *r, document_table *table, const delphi_value *score, document_look look);
/* Now less then, of the scores as they are shown: exact ones would tell more of them than is shown. */
void part_put_difference(const report *r, document_table *table, const delphi_value *then, const delphi_value *now,
                         document_look look);

/* Types that took part in the wave: their places among the protocol's groups. Returns how many. */
size_t part_scan_types(const report *r, size_t *types);

/* The lowest and highest score that there can be, for the axis of a chart. */
void part_scan_range(const report *r, double *least, double *most);

/* A note, where something in the table is held back. */
void part_scan_note_hidden(report *r, document_table *table);

#endif

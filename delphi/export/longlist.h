/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the part "Longlist" and its diagram share. */
#ifndef EXPORT_LONGLIST_H
#define EXPORT_LONGLIST_H

#include <delphi/longlist.h>

#include "export/parts.h"

const char *longlist_source_title(const report *r, size_t source);
const char *longlist_reason_title(const report *r, size_t reason);
void longlist_diagram(report *r, document_part *part, const delphi_longlist_counts *counts);

#endif

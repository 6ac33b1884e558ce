/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the document of a planned Delphi share. */
#ifndef EXPORT_SIMULATED_H
#define EXPORT_SIMULATED_H

#include <delphi/export.h>

#include "export/parts.h"

typedef struct {
    report r; /* words and phrases */
    const delphi_plan *plan;
} simulated_document;

void simulated_sizes(simulated_document *d, document_part *part);
void simulated_indicators(simulated_document *d, document_part *part);
void simulated_reading(simulated_document *d, document_part *part);

#endif

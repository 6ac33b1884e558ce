/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The diagram of the part "Flow". */
#ifndef EXPORT_PART_FLOW_DIAGRAM_H
#define EXPORT_PART_FLOW_DIAGRAM_H

#include "export/parts.h"

void part_flow_diagram(report *r, document_part *part);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the data of a study fill in of each point of the reporting checklist: a function a point. */
#ifndef EXPORT_PART_CHECKLIST_H
#define EXPORT_PART_CHECKLIST_H

#include "export/parts.h"

/* Each appends what is known; nothing where the data say nothing on the point. */
typedef void checklist_fill(const report *r, delphi_buffer *out);

checklist_fill checklist_title, checklist_protocol, checklist_panel, checklist_candidates, checklist_scale,
    checklist_rounds, checklist_consensus, checklist_feedback, checklist_anonymity, checklist_participants,
    checklist_results, checklist_final_list, checklist_stability, checklist_robustness, checklist_materials;

#endif

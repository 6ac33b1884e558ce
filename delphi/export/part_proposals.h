/* SPDX-License-Identifier: GPL-3.0-or-later */
/* New indicators that experts proposed, each text once, with what became of it. */
#ifndef EXPORT_PART_PROPOSALS_H
#define EXPORT_PART_PROPOSALS_H

#include "export/part_final.h"

typedef struct {
    const delphi_proposed *proposal;
    uint32_t times;   /* that it was proposed in its round */
    size_t indicator; /* of a later round with the same words; DELPHI_NONE: there is none */
    bool shown;       /* false: so few answered in its round that it would name its expert */
} proposed;

typedef struct {
    proposed *entries; /* by round, then by letters */
    size_t count;
    size_t listed; /* of these are on a later list */
} proposals;

/* Lasts as long as the document. False when out of memory. */
bool proposals_find(report *r, proposals *out);
/* Appends a sentence: how many, and how many of them came on the list. */
void proposals_append(const report *r, const proposals *all, delphi_buffer *out);

#endif

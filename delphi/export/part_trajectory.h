/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tables of the part "Trajectory" share. */
#ifndef EXPORT_PART_TRAJECTORY_H
#define EXPORT_PART_TRAJECTORY_H

#include "export/part_final.h"

/* Widths of the columns that all tables have. */
#define TRAJECTORY_ID   12
#define TRAJECTORY_TEXT 44

typedef struct {
    report *r;
    document_part *part;
    const final_way *ways;
    size_t *order; /* indicators that were rated, so that a text stands below the one whose place it took */
    size_t count;
} trajectory;

/* The start of its text: "Core set" has the whole of what was kept. */
void trajectory_put_text(const trajectory *t, document_table *table, size_t indicator);
/* A criterion's figures in every round, with charts of how they moved. */
void trajectory_add_figures(const trajectory *t, size_t criterion);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answers of a scale as the columns of a table: each by itself, or put together where the scale is long. */
#ifndef EXPORT_PART_BINS_H
#define EXPORT_PART_BINS_H

#include "export/parts.h"

/* A scale of at most so many points is shown point by point, a longer one by its bands or in classes. */
#define PART_BINS    11
#define PART_CLASSES 10

typedef struct {
    int low, high;    /* points of the scale */
    const char *band; /* its name, NULL where it is no band */
} part_bin;

typedef struct {
    part_bin list[PART_BINS];
    size_t count;
} part_bins;

void part_make_bins(const delphi_protocol *protocol, part_bins *bins);
/* "9 very high", "4-6 middle", "10-19": a phrase. A long label is cut: the part "Method" has it whole. */
const char *part_bin_label(report *r, const part_bin *bin);
uint32_t part_bin_count(const report *r, const part_bin *bin, const delphi_cell *cell);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the table and the chart of the sheet "Distribution" share. */
#ifndef EXPORT_REPORT_DISTRIBUTION_H
#define EXPORT_REPORT_DISTRIBUTION_H

#include "export/report.h"

/* A scale of at most so many points is shown point by point, a longer one by its bands or in classes. */
#define REPORT_BINS    11
#define REPORT_CLASSES 10

#define REPORT_FIRST_BIN 5
#define REPORT_HEAD_ROW  2 /* one heading for all criteria: frozen, and on every page */

/* Heights and widths on the screen. A block is as high as its chart, and a page of A4 holds one of the most rows. */
#define REPORT_HEAD_PIXELS  112
#define REPORT_TITLE_PIXELS 84
#define REPORT_ROW_PIXELS   32
#define REPORT_AXIS_PIXELS  44
#define REPORT_CHART_PIXELS 560
#define REPORT_BLOCK_ROWS   20
#define REPORT_LEAST_BARS   4 /* a chart of fewer is as high as one of these */

typedef struct {
    int low, high;    /* points of the scale */
    const char *band; /* its name, NULL where it is no band */
} report_bin;

typedef struct {
    report_bin list[REPORT_BINS];
    size_t count;
} report_bins;

/* A part of a criterion's indicators that stands together: a heading, a table, and a chart beside it. */
typedef struct {
    size_t criterion;
    size_t first, rows; /* of the criterion's indicators, in the order shown */
    lxw_row_t row;      /* of the heading */
} report_block;

/* "Relevance", and where the indicators are more than one block holds "Relevance (1-20 of 60)"; a phrase. */
const char *report_block_title(report_book *book, const report_block *block);
void report_distribution_chart(report_book *book, const report_bins *bins, const report_block *block);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the table and the chart of the sheet "Distribution" share. */
#ifndef EXPORT_REPORT_DISTRIBUTION_H
#define EXPORT_REPORT_DISTRIBUTION_H

#include "export/report.h"

/* A scale of at most so many points is shown point by point, a longer one by its bands or in classes. */
#define REPORT_BINS    11
#define REPORT_CLASSES 10

#define REPORT_FIRST_BIN    5
#define REPORT_TITLE_PIXELS 30
#define REPORT_HEAD_PIXELS  112
#define REPORT_ROW_PIXELS   32
#define REPORT_CHART_PIXELS 600
#define REPORT_CHART_ROWS   60

typedef struct {
    int low, high;    /* points of the scale */
    const char *band; /* its name, NULL where it is no band */
} report_bin;

typedef struct {
    report_bin list[REPORT_BINS];
    size_t count;
} report_bins;

/* The chart for `rows` rows of the block that starts at `block`, from its row `first` on. */
void report_distribution_chart(report_book *book, const report_bins *bins, const char *title, lxw_row_t block,
                               size_t first, size_t rows);

#endif

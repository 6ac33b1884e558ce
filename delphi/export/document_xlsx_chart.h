/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files share that draw a chart: its place, its series, its axes. */
#ifndef EXPORT_DOCUMENT_XLSX_CHART_H
#define EXPORT_DOCUMENT_XLSX_CHART_H

#include "export/document_xlsx.h"

typedef struct {
    document_sheet *sheet;
    const document_xlsx_place *place;
    const document_chart_spec *spec;
    lxw_chart *chart;
    lxw_row_t first, last; /* rows of the sheet */
    size_t series;         /* drawn so far */
} chart_drawing;

/* Of a threshold. */
extern const lxw_chart_line document_xlsx_mark_line;
/* How shares are written beside an axis. */
const char *document_xlsx_percent(delphi_language language);
/* A text of the study must not be taken for a formula. Borrowed until the next text is cleaned. */
const char *document_xlsx_chart_text(report_book *book, const char *text);
/* Adds the series of the chart, and its thin lines of a scatter. */
void document_xlsx_series(chart_drawing *d);

#endif

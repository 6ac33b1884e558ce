/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the kinds of charts of a page share. A chart is an SVG without a viewBox: what stands along its width is in
 * percent of it, what stands along its height in pixels, and letters keep their size on a screen of any width. Around
 * the plot is room in pixels, as padding, for labels. */
#ifndef EXPORT_DOCUMENT_HTML_CHART_H
#define EXPORT_DOCUMENT_HTML_CHART_H

#include "export/document_html.h"

/* From `least` to `most`, with a line every `step`. */
typedef struct {
    double least, most, step;
} html_axis;

typedef struct {
    html_page *page;
    const document_table *table;
    const document_chart_spec *spec;
    size_t first, rows;            /* of the table, in this picture */
    html_axis axis, across;        /* of values; of a scatter's abscissa */
    int above, right, below, left; /* pixels around the plot */
    int height;                    /* of the plot */
    int row_height;                /* of charts with a bar a row */
    size_t label_width;            /* characters of a line of a row's label */
    int label_height;              /* pixels that labels take above their bars; 0: they stand before them */
} html_chart_view;

/* The figure in a cell; false where it is none, or none that can be drawn. */
bool html_chart_value(const html_chart_view *chart, size_t row, size_t column, double *out);
/* What the row is called, not escaped; borrowed until the next words. */
const char *html_chart_label(const html_chart_view *chart, size_t row);
/* A value as the axis writes it. */
void html_chart_tick(const html_chart_view *chart, const html_axis *axis, bool percent, double value);
/* Where a value is, in percent of the axis, kept within it. */
double html_chart_place(const html_axis *axis, double value);
/* The least and greatest figure of the series' columns (of the abscissa's for `x`), over all rows of the chart. */
bool html_chart_range(const html_chart_view *chart, bool x, double *least, double *most);
/* The axis that is asked for, or one that holds what is there; `zero`: from zero on. */
html_axis html_chart_axis(double least, double most, bool given, bool zero);
/* How often a step fits, plus one: how many lines the axis has. */
size_t html_chart_ticks(const html_axis *axis);

/* ---- how series differ (document_html_chart_marks.c) ---- */

const char *html_series_name(const html_chart_view *chart, size_t series);
/* Of stacked and clustered bars: 0 no pattern, else one that tells it from an earlier series of the same grey. */
int html_series_pattern(const document_chart_spec *spec, size_t series);
/* Writes what `fill=` takes: a colour, or the pattern of the series in this chart. */
void html_series_fill(const html_chart_view *chart, size_t series);
void html_series_patterns(const html_chart_view *chart);
/* A marker at x percent and y pixels. */
void html_series_marker(const html_chart_view *chart, size_t series, double x, double y);
/* A path around the middle, for a marker of its own. */
void html_series_mark(html_page *page, const document_chart_spec *spec, size_t series);
const char *html_series_dashes(size_t series);
void html_series_legend(const html_chart_view *chart);
/* Dark or white: what can be read on the colour. */
const char *html_ink_on(uint32_t colour);

/* ---- kinds ---- */

/* What charts with an upright axis share: room, axis, a threshold's line, the title below; a value's height in pixels.
 */
void html_upright_measure(html_chart_view *chart);
void html_upright_draw(const html_chart_view *chart);
void html_upright_mark(const html_chart_view *chart);
void html_upright_title(const html_chart_view *chart);
double html_upright_height(const html_chart_view *chart, double value);

void html_bars_measure(html_chart_view *chart);
void html_bars_draw(const html_chart_view *chart);
void html_stacked_draw(const html_chart_view *chart);
void html_clustered_draw(const html_chart_view *chart);
void html_moves_draw(const html_chart_view *chart);
void html_lines_measure(html_chart_view *chart);
void html_lines_draw(const html_chart_view *chart);
void html_scatter_measure(html_chart_view *chart);
void html_scatter_draw(const html_chart_view *chart);
void html_radar_measure(html_chart_view *chart);
void html_radar_draw(const html_chart_view *chart);
/* A line of a text, in the picture's coordinates, each in a <text> of its own. */
void html_chart_text(html_page *page, const char *x, double y, const char *attributes, const char *text, size_t size);

#endif

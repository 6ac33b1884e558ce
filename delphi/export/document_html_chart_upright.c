/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts with an upright axis of values: the axis, and lines over the rows of a table. */
#include "export/document_html_chart.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"

#define LETTER       7
#define PLOT_HEIGHT  240
#define NARROW_PLOT  300 /* pixels across on a phone */
#define SMALL_PLOT   190 /* of one of many small charts */
#define LABEL_LINE   14
#define TITLE_HEIGHT 20

/* ---- the upright axis ---- */

double html_upright_height(const html_chart_view *chart, double value) {
    return chart->height * (1 - html_chart_place(&chart->axis, value) / 100);
}

/* The upright axis's title lies above it, where it can be read. */
void html_upright_measure(html_chart_view *chart) {
    const document_chart_spec *spec = chart->spec;
    chart->height = spec->height > 0 && spec->height < 600 ? spec->height - 60 : PLOT_HEIGHT;
    chart->height = chart->height < 160 && !spec->small ? 160 : chart->height;
    chart->left = spec->percent ? 48 : 40;
    chart->right = !isnan(spec->mark) && spec->percent ? 44 : isnan(spec->mark) ? 20 : 30;
    chart->above = spec->y_title ? 26 : 12;
}

void html_upright_draw(const html_chart_view *chart) {
    html_page *page = chart->page;
    const html_axis *axis = &chart->axis;
    for (size_t i = 0; i < html_chart_ticks(axis); i++) {
        double value = axis->least + (double)i * axis->step, y = html_upright_height(chart, value);
        html_write(page,
                   "<line class=\"%s\" x2=\"100%%\" y1=\"%s\" y2=\"%s\"/><text class=\"soft\" x=\"-7\" y=\"%s\" "
                   "text-anchor=\"end\">",
                   i == 0 ? "axis" : "grid", html_length(y).text, html_length(y).text, html_length(y + 4).text);
        html_chart_tick(chart, axis, chart->spec->percent, value);
        html_write(page, "</text>");
    }
    if (chart->spec->y_title)
        html_chart_text(page, chart->spec->percent ? "-42" : "-34", -14, " class=\"soft\"", chart->spec->y_title,
                        strlen(chart->spec->y_title));
    html_write(page, "\n");
}

void html_upright_mark(const html_chart_view *chart) {
    if (isnan(chart->spec->mark))
        return;
    double y = html_upright_height(chart, chart->spec->mark);
    html_write(chart->page,
               "<line class=\"mark\" x2=\"100%%\" y1=\"%s\" y2=\"%s\"/><text class=\"soft\" x=\"100%%\" dx=\"3\" "
               "y=\"%s\">",
               html_length(y).text, html_length(y).text, html_length(y + 4).text);
    html_chart_tick(chart, &chart->axis, chart->spec->percent, chart->spec->mark);
    html_write(chart->page, "</text>");
}

void html_upright_title(const html_chart_view *chart) {
    const char *title = chart->spec->x_title;
    if (title)
        html_chart_text(chart->page, "50%", chart->height + chart->below - 5.0,
                        " text-anchor=\"middle\" class=\"soft\"", title, strlen(title));
}

/* ---- lines ---- */

static size_t plot_width(const html_chart_view *chart) {
    return chart->spec->small ? SMALL_PLOT : NARROW_PLOT;
}

/* Characters of a line of a label: what a phone has for each row. With many rows not each of them has one. */
static size_t label_room(const html_chart_view *chart) {
    size_t room = plot_width(chart) / chart->rows / LETTER;
    room = room > 0 ? room - 1 : 0;
    return room < 6 ? 6 : room > 24 ? 24 : room;
}

static size_t label_stride(const html_chart_view *chart) {
    size_t longest = 1;
    for (size_t i = 0; i < chart->rows; i++) {
        size_t count = html_characters(html_chart_label(chart, chart->first + i));
        longest = count > longest ? count : longest;
    }
    longest = longest < chart->label_width ? longest : chart->label_width;
    return (chart->rows * (longest + 1) * LETTER + plot_width(chart) - 1) / plot_width(chart);
}

void html_lines_measure(html_chart_view *chart) {
    size_t lines = 1;
    html_upright_measure(chart);
    chart->label_width = label_room(chart);
    for (size_t i = 0; i < chart->rows; i++) {
        size_t count = html_count_lines(html_chart_label(chart, chart->first + i), chart->label_width);
        lines = count > lines ? count : lines;
    }
    chart->label_height = (int)lines * LABEL_LINE;
    chart->below = chart->label_height + 12 + (chart->spec->x_title ? TITLE_HEIGHT : 0);
}

static double middle_of(const html_chart_view *chart, size_t i) {
    return 100 * ((double)i + 0.5) / (double)chart->rows;
}

static void draw_labels(const html_chart_view *chart) {
    size_t stride = label_stride(chart), size;
    char x[40];
    for (size_t i = 0; i < chart->rows; i += stride) {
        const char *label = html_chart_label(chart, chart->first + i), *line;
        double y = chart->height + 17;
        snprintf(x, sizeof x, "%s%%", html_length(middle_of(chart, i)).text);
        for (; html_next_line(&label, chart->label_width, &line, &size); y += LABEL_LINE)
            html_chart_text(chart->page, x, y, " text-anchor=\"middle\"", line, size);
    }
    html_write(chart->page, "\n");
}

static void draw_segment(const html_chart_view *chart, size_t series, size_t from, double a, size_t to, double b) {
    const char *dashes = html_series_dashes(series);
    html_write(chart->page, "<line x1=\"%s%%\" y1=\"%s\"", html_length(middle_of(chart, from)).text,
               html_length(html_upright_height(chart, a)).text);
    html_write(chart->page, " x2=\"%s%%\" y2=\"%s\" stroke=\"#%06x\" stroke-width=\"2\"",
               html_length(middle_of(chart, to)).text, html_length(html_upright_height(chart, b)).text,
               (unsigned)chart->spec->series[series].colour);
    html_write(chart->page, *dashes ? " stroke-dasharray=\"%s\"/>" : "/>%s", dashes);
}

/* A row without a figure breaks the line: nothing is known between its neighbours. */
static void draw_line(const html_chart_view *chart, size_t series) {
    size_t column = chart->spec->series[series].column;
    double before = 0, value;
    bool joined = false;
    for (size_t i = 0; i < chart->rows; i++) {
        bool there = html_chart_value(chart, chart->first + i, column, &value);
        if (there && joined)
            draw_segment(chart, series, i - 1, before, i, value);
        joined = there;
        before = value;
    }
    for (size_t i = 0; i < chart->rows; i++)
        if (html_chart_value(chart, chart->first + i, column, &value))
            html_series_marker(chart, series, middle_of(chart, i), html_upright_height(chart, value));
    html_write(chart->page, "\n");
}

void html_lines_draw(const html_chart_view *chart) {
    html_upright_draw(chart);
    draw_labels(chart);
    html_upright_mark(chart);
    for (size_t s = 0; s < chart->spec->series_count; s++)
        draw_line(chart, s);
    html_upright_title(chart);
}

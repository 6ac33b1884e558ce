/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A radar of a page: a spoke a row, a line a column. It keeps its proportion, so it has a viewBox as wide as a phone.
 */
#include "export/document_html_chart.h"

#include <math.h>
#include <string.h>

#include "base/buffer.h"

#define WIDTH       360
#define RADIUS      92.0
#define LABEL_WIDTH 12 /* characters of a line of a label */
#define LABEL_LINE  13
#define TURN        6.283185307179586

void html_radar_measure(html_chart_view *chart) {
    size_t lines = 1;
    for (size_t i = 0; i < chart->rows; i++) {
        size_t count = html_count_lines(html_chart_label(chart, chart->first + i), LABEL_WIDTH);
        lines = count > lines ? count : lines;
    }
    chart->right = WIDTH;
    chart->label_height = (int)lines * LABEL_LINE;
    chart->height = 2 * (chart->label_height + (int)RADIUS + 20);
}

typedef struct {
    double x, y;
} point;

static double centre_y(const html_chart_view *chart) {
    return chart->height / 2.0;
}

/* From the top, clockwise; `part` of the radius. */
static point at(const html_chart_view *chart, size_t spoke, double part) {
    double angle = TURN * (double)spoke / (double)chart->rows;
    return (point){WIDTH / 2.0 + RADIUS * part * sin(angle), centre_y(chart) - RADIUS * part * cos(angle)};
}

static void step_to(const html_chart_view *chart, point place, bool first) {
    html_write(chart->page, "%s%s ", first ? "M" : "L", html_length(place.x).text);
    html_write(chart->page, "%s", html_length(place.y).text);
}

static void draw_rings(const html_chart_view *chart) {
    html_page *page = chart->page;
    for (size_t k = 1; k < html_chart_ticks(&chart->axis); k++) {
        double value = chart->axis.least + (double)k * chart->axis.step;
        html_write(page, "<path class=\"grid\" fill=\"none\" d=\"");
        for (size_t i = 0; i < chart->rows; i++)
            step_to(chart, at(chart, i, html_chart_place(&chart->axis, value) / 100), i == 0);
        html_write(page, "z\"/>");
    }
    for (size_t i = 0; i < chart->rows; i++) {
        html_write(page, "<path class=\"grid\" d=\"");
        step_to(chart, at(chart, i, 0), true);
        step_to(chart, at(chart, i, 1), false);
        html_write(page, "\"/>");
    }
}

static void draw_ticks(const html_chart_view *chart) {
    size_t count = html_chart_ticks(&chart->axis), stride = count > 5 ? 2 : 1;
    for (size_t k = (count - 1) % stride; k < count; k += stride) {
        double value = chart->axis.least + (double)k * chart->axis.step;
        point place = at(chart, 0, html_chart_place(&chart->axis, value) / 100);
        html_write(chart->page, "<text class=\"soft\" x=\"%s\"", html_length(place.x - 4).text);
        html_write(chart->page, " y=\"%s\" text-anchor=\"end\">", html_length(place.y + 4).text);
        html_chart_tick(chart, &chart->axis, chart->spec->percent, value);
        html_write(chart->page, "</text>");
    }
    html_write(chart->page, "\n");
}

static void draw_label(const html_chart_view *chart, size_t spoke) {
    const char *label = html_chart_label(chart, chart->first + spoke), *line;
    size_t lines = html_count_lines(label, LABEL_WIDTH), size;
    point place = at(chart, spoke, 1.1);
    double side = place.x - WIDTH / 2.0;
    const char *anchor = fabs(side) < 12 ? " text-anchor=\"middle\"" : side < 0 ? " text-anchor=\"end\"" : "";
    /* A label above the radar grows upwards, one below it downwards, the others both ways. */
    double up = (1 - (place.y - centre_y(chart)) / RADIUS) / 2;
    double y = place.y + 8 - fmin(1, fmax(0, up)) * LABEL_LINE * (double)(lines > 0 ? lines - 1 : 0) - 4 * up;
    for (; html_next_line(&label, LABEL_WIDTH, &line, &size); y += LABEL_LINE)
        html_chart_text(chart->page, html_length(place.x).text, y, anchor, line, size);
}

static void draw_series(const html_chart_view *chart, size_t series) {
    html_page *page = chart->page;
    const document_series *one = &chart->spec->series[series];
    const char *dashes = html_series_dashes(series);
    double value;
    size_t drawn = 0;
    html_write(page, "<path fill=\"none\" stroke=\"#%06x\" stroke-width=\"2\" stroke-dasharray=\"%s\" d=\"",
               (unsigned)one->colour, *dashes ? dashes : "none");
    /* The path closes where every spoke has a figure; else it breaks where one has none. */
    for (size_t i = 0, joined = 0; i < chart->rows; i++) {
        joined = html_chart_value(chart, chart->first + i, one->column, &value) ? joined + 1 : 0;
        if (joined)
            step_to(chart, at(chart, i, html_chart_place(&chart->axis, value) / 100), joined == 1);
        drawn += joined > 0;
    }
    html_write(page, "%s\"/>", drawn == chart->rows ? "z" : "");
    for (size_t i = 0; i < chart->rows; i++)
        if (html_chart_value(chart, chart->first + i, one->column, &value)) {
            point place = at(chart, i, html_chart_place(&chart->axis, value) / 100);
            html_write(page, "<g transform=\"translate(%s", html_length(place.x).text);
            html_write(page, " %s)\">", html_length(place.y).text);
            html_series_mark(page, chart->spec, series);
            html_write(page, "</g>");
        }
    html_write(page, "\n");
}

void html_radar_draw(const html_chart_view *chart) {
    draw_rings(chart);
    for (size_t i = 0; i < chart->rows; i++)
        draw_label(chart, i);
    for (size_t s = 0; s < chart->spec->series_count; s++)
        draw_series(chart, s);
    draw_ticks(chart);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts with an upright axis of values: lines over the rows of a table, and a scatter of them. */
#include "export/document_html_chart.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"

#define LETTER       7
#define PLOT_HEIGHT  240
#define NARROW_PLOT  300 /* pixels across on a phone */
#define LABEL_LINE   14
#define TITLE_HEIGHT 20

/* ---- the upright axis ---- */

static double height_at(const html_chart_view *chart, double value) {
    return chart->height * (1 - html_chart_place(&chart->axis, value) / 100);
}

/* The upright axis's title lies above it, where it can be read. */
static void measure_upright(html_chart_view *chart) {
    const document_chart_spec *spec = chart->spec;
    chart->height = spec->height > 0 && spec->height < 600 ? spec->height - 60 : PLOT_HEIGHT;
    chart->height = chart->height < 160 ? 160 : chart->height;
    chart->left = spec->percent ? 48 : 40;
    chart->right = !isnan(spec->mark) && spec->percent ? 44 : isnan(spec->mark) ? 20 : 30;
    chart->above = spec->y_title ? 26 : 12;
}

static void draw_upright(const html_chart_view *chart) {
    html_page *page = chart->page;
    const html_axis *axis = &chart->axis;
    for (size_t i = 0; i < html_chart_ticks(axis); i++) {
        double value = axis->least + (double)i * axis->step, y = height_at(chart, value);
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

static void draw_level(const html_chart_view *chart) {
    if (isnan(chart->spec->mark))
        return;
    double y = height_at(chart, chart->spec->mark);
    html_write(chart->page,
               "<line class=\"mark\" x2=\"100%%\" y1=\"%s\" y2=\"%s\"/><text class=\"soft\" x=\"100%%\" dx=\"3\" "
               "y=\"%s\">",
               html_length(y).text, html_length(y).text, html_length(y + 4).text);
    html_chart_tick(chart, &chart->axis, chart->spec->percent, chart->spec->mark);
    html_write(chart->page, "</text>");
}

static void draw_title_below(const html_chart_view *chart) {
    const char *title = chart->spec->x_title;
    if (title)
        html_chart_text(chart->page, "50%", chart->height + chart->below - 5.0,
                        " text-anchor=\"middle\" class=\"soft\"", title, strlen(title));
}

/* ---- lines ---- */

/* Characters of a line of a label: what a phone has for each row. With many rows not each of them has one. */
static size_t label_room(const html_chart_view *chart) {
    size_t room = NARROW_PLOT / chart->rows / LETTER;
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
    return (chart->rows * (longest + 1) * LETTER + NARROW_PLOT - 1) / NARROW_PLOT;
}

void html_lines_measure(html_chart_view *chart) {
    size_t lines = 1;
    measure_upright(chart);
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
               html_length(height_at(chart, a)).text);
    html_write(chart->page, " x2=\"%s%%\" y2=\"%s\" stroke=\"#%06x\" stroke-width=\"2\"",
               html_length(middle_of(chart, to)).text, html_length(height_at(chart, b)).text,
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
            html_series_marker(chart, series, middle_of(chart, i), height_at(chart, value));
    html_write(chart->page, "\n");
}

void html_lines_draw(const html_chart_view *chart) {
    draw_upright(chart);
    draw_labels(chart);
    draw_level(chart);
    for (size_t s = 0; s < chart->spec->series_count; s++)
        draw_line(chart, s);
    draw_title_below(chart);
}

/* ---- scatter ---- */

void html_scatter_measure(html_chart_view *chart) {
    const document_chart_spec *spec = chart->spec;
    double least = 0, most = 1;
    bool given = spec->x_most > spec->x_least;
    measure_upright(chart);
    chart->height = chart->height < 280 ? 280 : chart->height;
    html_chart_range(chart, true, &least, &most);
    chart->across = html_chart_axis(given ? spec->x_least : least, given ? spec->x_most : most, given, false);
    chart->below = 26 + (spec->x_title ? TITLE_HEIGHT : 0);
}

static void draw_across(const html_chart_view *chart) {
    html_page *page = chart->page;
    for (size_t i = 0; i < html_chart_ticks(&chart->across); i++) {
        double value = chart->across.least + (double)i * chart->across.step;
        const html_digits x = html_length(html_chart_place(&chart->across, value));
        html_write(page, "<line class=\"grid\" x1=\"%s%%\" x2=\"%s%%\" y2=\"%d\"/>", x.text, x.text, chart->height);
        html_write(page, "<text class=\"soft\" x=\"%s%%\" y=\"%d\" text-anchor=\"middle\">", x.text,
                   chart->height + 17);
        html_chart_tick(chart, &chart->across, false, value);
        html_write(page, "</text>");
    }
    if (!isnan(chart->spec->x_mark)) {
        const html_digits x = html_length(html_chart_place(&chart->across, chart->spec->x_mark));
        html_write(page, "<line class=\"mark\" x1=\"%s%%\" x2=\"%s%%\" y2=\"%d\"/>", x.text, x.text, chart->height);
    }
}

/* Labels are kept apart as on a plot of this width, between a phone's and a desk's. */
#define ASSUMED_PLOT 460.0
#define MOST_PLACES  200

typedef struct {
    double x, y, width;
} taken_place;

typedef struct {
    taken_place places[MOST_PLACES];
    size_t count;
} taken_list;

static bool is_free(const taken_list *taken, const taken_place *place) {
    if (place->x < -20 || place->x + place->width > ASSUMED_PLOT + 20)
        return false;
    for (size_t i = 0; i < taken->count; i++) {
        const taken_place *other = &taken->places[i];
        if (place->x < other->x + other->width && other->x < place->x + place->width && fabs(place->y - other->y) < 11)
            return false;
    }
    return true;
}

static void take(taken_list *taken, taken_place place) {
    if (taken->count < MOST_PLACES)
        taken->places[taken->count++] = place;
}

/* At the right of its point, at the left, above or below it; where all are taken the table has to tell. */
static void draw_point_label(const html_chart_view *chart, taken_list *taken, size_t row, double x, double y) {
    const char *label = html_chart_label(chart, row);
    double width = 6.4 * (double)html_characters(label), at = x / 100 * ASSUMED_PLOT;
    const struct {
        double x, y, dx;
        const char *anchor;
    } sides[] = {{at + 8, y, 8, "start"},
                 {at - 8 - width, y, -8, "end"},
                 {at - width / 2, y - 12, 0, "middle"},
                 {at - width / 2, y + 12, 0, "middle"}};
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
        taken_place place = {sides[i].x, sides[i].y, width};
        if (!is_free(taken, &place))
            continue;
        take(taken, place);
        html_write(chart->page, "<text class=\"soft\" x=\"%s%%\" dx=\"%s\" y=\"%s\" text-anchor=\"%s\">",
                   html_length(x).text, html_length(sides[i].dx).text, html_length(sides[i].y + 4).text,
                   sides[i].anchor);
        html_text(chart->page, label);
        html_write(chart->page, "</text>");
        return;
    }
}

/* The place of a row's point; false where one of its figures is not there. */
static bool point_of(const html_chart_view *chart, size_t row, size_t series, double *x, double *y) {
    if (!html_chart_value(chart, row, chart->spec->x, x) ||
        !html_chart_value(chart, row, chart->spec->series[series].column, y))
        return false;
    *x = html_chart_place(&chart->across, *x);
    *y = height_at(chart, *y);
    return true;
}

void html_scatter_draw(const html_chart_view *chart) {
    taken_list taken = {.count = 0};
    double x, y;
    draw_upright(chart);
    draw_across(chart);
    draw_level(chart);
    for (size_t s = 0; s < chart->spec->series_count; s++)
        for (size_t r = chart->first; r < chart->first + chart->rows; r++)
            if (point_of(chart, r, s, &x, &y)) {
                html_series_marker(chart, s, x, y);
                take(&taken, (taken_place){x / 100 * ASSUMED_PLOT - 5, y, 10});
            }
    html_write(chart->page, "\n");
    for (size_t s = 0; s < chart->spec->series_count; s++)
        for (size_t r = chart->first; r < chart->first + chart->rows; r++)
            if (point_of(chart, r, s, &x, &y))
                draw_point_label(chart, &taken, r, x, y);
    draw_title_below(chart);
}

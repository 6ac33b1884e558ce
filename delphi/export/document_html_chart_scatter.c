/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scatter of a page: a point a row, its label where there is room for it. */
#include "export/document_html_chart.h"

#include <math.h>
#include <string.h>

#include "base/buffer.h"

#define LETTER       6.6 /* pixels that a small letter takes, about */
#define TITLE_HEIGHT 20

void html_scatter_measure(html_chart_view *chart) {
    const document_chart_spec *spec = chart->spec;
    double least = 0, most = 1;
    bool given = spec->x_most > spec->x_least;
    html_upright_measure(chart);
    chart->height = chart->height < 280 ? 280 : chart->height;
    html_chart_range(chart, true, &least, &most);
    chart->across = html_chart_axis(given ? spec->x_least : least, given ? spec->x_most : most, given, false);
    chart->below = 26 + (spec->x_title ? TITLE_HEIGHT : 0);
}

/* Does the abscissa's column hold shares? */
static bool has_shares(const html_chart_view *chart) {
    double value;
    for (size_t r = chart->first; r < chart->first + chart->rows; r++)
        if (html_chart_value(chart, r, chart->spec->x, &value))
            return chart->table->rows[r].cells[chart->spec->x].kind == DOCUMENT_SHARE;
    return false;
}

static void draw_across(const html_chart_view *chart) {
    html_page *page = chart->page;
    bool percent = has_shares(chart);
    for (size_t i = 0; i < html_chart_ticks(&chart->across); i++) {
        double value = chart->across.least + (double)i * chart->across.step;
        const html_digits x = html_length(html_chart_place(&chart->across, value));
        html_write(page, "<line class=\"grid\" x1=\"%s%%\" x2=\"%s%%\" y2=\"%d\"/>", x.text, x.text, chart->height);
        html_write(page, "<text class=\"soft\" x=\"%s%%\" y=\"%d\" text-anchor=\"middle\">", x.text,
                   chart->height + 17);
        html_chart_tick(chart, &chart->across, percent, value);
        html_write(page, "</text>");
    }
    if (!isnan(chart->spec->x_mark)) {
        const html_digits x = html_length(html_chart_place(&chart->across, chart->spec->x_mark));
        html_write(page, "<line class=\"mark\" x1=\"%s%%\" x2=\"%s%%\" y2=\"%d\"/>", x.text, x.text, chart->height);
    }
}

/* ---- labels ---- */

/* Labels are kept apart on the plot of a phone; what finds a place on a desk only is shown there only. */
static const double plots[] = {290, 640};
#define PLOTS       (sizeof plots / sizeof *plots)
#define MOST_LABELS 200

/* Where a label may stand at its point: at the right, at the left, above, below. */
static const struct {
    double from, dx, dy; /* from: its left end, in parts of its width */
    const char *anchor;
} sides[] = {{0, 8, 0, "start"}, {-1, -8, 0, "end"}, {-0.5, 0, -12, "middle"}, {-0.5, 0, 12, "middle"}};
#define SIDES (int)(sizeof sides / sizeof *sides)

typedef struct {
    size_t row;
    double x, y, width; /* of the point, in percent and pixels; of its label in pixels */
    int side;           /* SIDES: not placed */
    size_t plot;        /* the narrowest that it is shown on */
} point_label;

typedef struct {
    point_label labels[MOST_LABELS];
    size_t count;
} label_list;

/* Two texts, or a text and a marker, are in each other's way. */
static bool collide(double a_left, double a_width, double a_y, double b_left, double b_width, double b_y) {
    return a_left < b_left + b_width && b_left < a_left + a_width && fabs(a_y - b_y) < 12;
}

static double left_of(const point_label *label, int side, double plot) {
    return label->x / 100 * plot + sides[side].dx + sides[side].from * label->width;
}

static bool is_free(const label_list *list, const point_label *label, int side, double plot) {
    double left = left_of(label, side, plot), y = label->y + sides[side].dy;
    if (left < -20 || left + label->width > plot + 20)
        return false;
    for (size_t i = 0; i < list->count; i++) {
        const point_label *other = &list->labels[i];
        if (collide(left, label->width, y, other->x / 100 * plot - 5, 10, other->y))
            return false;
        if (other != label && other->side < SIDES &&
            collide(left, label->width, y, left_of(other, other->side, plot), other->width,
                    other->y + sides[other->side].dy))
            return false;
    }
    return true;
}

/* Labels that find no place are left to the table. */
static void place_labels(label_list *list) {
    for (size_t plot = 0; plot < PLOTS; plot++)
        for (size_t i = 0; i < list->count; i++) {
            point_label *label = &list->labels[i];
            if (label->side < SIDES)
                continue;
            int side = 0;
            while (side < SIDES && !is_free(list, label, side, plots[plot]))
                side++;
            label->side = side;
            label->plot = plot;
        }
}

static void draw_labels(const html_chart_view *chart, const label_list *list) {
    for (size_t i = 0; i < list->count; i++) {
        const point_label *label = &list->labels[i];
        if (label->side == SIDES)
            continue;
        html_write(chart->page, "<text class=\"soft%s\" x=\"%s%%\" dx=\"%s\" y=\"%s\" text-anchor=\"%s\">",
                   label->plot > 0 ? " desk" : "", html_length(label->x).text, html_length(sides[label->side].dx).text,
                   html_length(label->y + sides[label->side].dy + 4).text, sides[label->side].anchor);
        html_text(chart->page, html_chart_label(chart, label->row));
        html_write(chart->page, "</text>");
    }
    html_write(chart->page, "\n");
}

/* The place of a row's point; false where one of its figures is not there. */
static bool point_of(const html_chart_view *chart, size_t row, size_t series, double *x, double *y) {
    if (!html_chart_value(chart, row, chart->spec->x, x) ||
        !html_chart_value(chart, row, chart->spec->series[series].column, y))
        return false;
    *x = html_chart_place(&chart->across, *x);
    *y = html_upright_height(chart, *y);
    return true;
}

void html_scatter_draw(const html_chart_view *chart) {
    label_list list = {.count = 0};
    double x, y;
    html_upright_draw(chart);
    draw_across(chart);
    html_upright_mark(chart);
    for (size_t s = 0; s < chart->spec->series_count; s++)
        for (size_t r = chart->first; r < chart->first + chart->rows; r++)
            if (point_of(chart, r, s, &x, &y)) {
                html_series_marker(chart, s, x, y);
                if (list.count < MOST_LABELS)
                    list.labels[list.count++] =
                        (point_label){r, x, y, LETTER * (double)html_characters(html_chart_label(chart, r)), SIDES, 0};
            }
    html_write(chart->page, "\n");
    place_labels(&list);
    draw_labels(chart, &list);
    html_upright_title(chart);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts with a row below each other: bars, stacked bars, clustered bars, and moves from round to round. */
#include "export/document_html_chart.h"

#include <math.h>
#include <string.h>

#include "base/buffer.h"

#define LETTER       7  /* pixels that a letter takes, about */
#define LONG_LABEL   18 /* characters: a longer one stands above its bar, or a phone has no room for the bar */
#define LABEL_WIDTH  44 /* characters of its lines there */
#define LABEL_LINE   15
#define LABEL_GAP    10 /* above a label, so that it belongs to the bar below it */
#define BAND         24 /* of a row with one bar, */
#define BAR          16 /* which is less high */
#define CLUSTER_BAR  14
#define CLUSTER_GAP  12
#define TICKS_HEIGHT 20
#define TITLE_HEIGHT 18

/* ---- room ---- */

static void measure_labels(html_chart_view *chart) {
    size_t longest = 0, lines = 1;
    for (size_t r = chart->first; r < chart->first + chart->rows; r++) {
        const char *label = html_chart_label(chart, r);
        size_t count = html_characters(label), folded = html_count_lines(label, LABEL_WIDTH);
        bool more = strchr(label, '\n') != NULL;
        longest = more ? LONG_LABEL + 1 : count > longest ? count : longest;
        lines = folded > lines ? folded : lines;
    }
    bool above = longest > LONG_LABEL;
    chart->label_width = above ? LABEL_WIDTH : longest;
    chart->label_height = above ? (int)lines * LABEL_LINE + LABEL_GAP : 0;
    chart->left = above ? 4 : (int)longest * LETTER + 14;
}

/* The longest figure at the end of a bar. */
static int figure_pixels(const html_chart_view *chart) {
    size_t longest = 2;
    for (size_t s = 0; s < chart->spec->series_count; s++)
        for (size_t r = chart->first; r < chart->first + chart->rows; r++) {
            const document_row *row = &chart->table->rows[r];
            if (chart->spec->series[s].column >= row->cell_count)
                continue;
            size_t count = html_characters(html_cell_words(chart->page, &row->cells[chart->spec->series[s].column]));
            longest = count > longest ? count : longest;
        }
    return (int)longest * LETTER + 10;
}

static const char *value_title(const document_chart_spec *spec) {
    return spec->kind == DOCUMENT_MOVES && spec->y_title ? spec->y_title : spec->x_title;
}

/* Plain bars have their figures and need no axis, but where a threshold stands on it. */
static bool has_ticks(const html_chart_view *chart) {
    return chart->spec->kind != DOCUMENT_BARS || !isnan(chart->spec->mark);
}

void html_bars_measure(html_chart_view *chart) {
    const document_chart_spec *spec = chart->spec;
    bool ends = spec->kind == DOCUMENT_BARS || spec->kind == DOCUMENT_BARS_CLUSTERED;
    int band = spec->kind == DOCUMENT_BARS_CLUSTERED ? (int)spec->series_count * CLUSTER_BAR + CLUSTER_GAP : BAND;
    measure_labels(chart);
    chart->right = ends ? figure_pixels(chart) : 20;
    chart->row_height = band + chart->label_height;
    chart->height = chart->row_height * (int)chart->rows;
    chart->above = isnan(spec->mark) ? 4 : 18;
    chart->below = 6 + (has_ticks(chart) ? TICKS_HEIGHT : 0) + (value_title(spec) ? TITLE_HEIGHT : 0);
    if (ends && chart->axis.least < 0)
        chart->left += chart->right;
}

/* The middle of the bars of the i-th row of the picture. */
static double middle_of(const html_chart_view *chart, size_t i) {
    double middle = (double)chart->row_height * (double)i + (chart->row_height + chart->label_height) / 2.0;
    return chart->label_height ? middle - 2 : middle;
}

/* ---- what they share ---- */

static void upright_line(const html_chart_view *chart, const char *class, double value, int from, int to) {
    const html_digits x = html_length(html_chart_place(&chart->axis, value));
    html_write(chart->page, "<line class=\"%s\" x1=\"%s%%\" x2=\"%s%%\" y1=\"%d\" y2=\"%d\"/>", class, x.text, x.text,
               from, to);
}

static void draw_ticks(const html_chart_view *chart) {
    html_page *page = chart->page;
    const html_axis *axis = &chart->axis;
    bool percent = chart->spec->percent || chart->spec->kind == DOCUMENT_BARS_STACKED;
    for (size_t i = 0; i < html_chart_ticks(axis); i++) {
        double value = axis->least + (double)i * axis->step;
        upright_line(chart, "grid", value, 0, chart->height);
        html_write(page, "<text class=\"soft\" x=\"%s%%\" y=\"%d\" text-anchor=\"middle\">",
                   html_length(html_chart_place(axis, value)).text, chart->height + 16);
        html_chart_tick(chart, axis, percent, value);
        html_write(page, "</text>");
    }
}

static void draw_mark(const html_chart_view *chart) {
    if (isnan(chart->spec->mark))
        return;
    upright_line(chart, "mark", chart->spec->mark, -4, chart->height);
    html_write(chart->page, "<text class=\"soft\" x=\"%s%%\" y=\"-7\" text-anchor=\"middle\">",
               html_length(html_chart_place(&chart->axis, chart->spec->mark)).text);
    html_chart_tick(chart, &chart->axis, chart->spec->percent, chart->spec->mark);
    html_write(chart->page, "</text>");
}

static void draw_frame(const html_chart_view *chart) {
    const char *title = value_title(chart->spec);
    if (has_ticks(chart))
        draw_ticks(chart);
    if (chart->spec->kind == DOCUMENT_BARS || chart->spec->kind == DOCUMENT_BARS_CLUSTERED)
        upright_line(chart, "axis", 0, 0, chart->height);
    draw_mark(chart);
    if (title)
        html_chart_text(chart->page, "50%", chart->height + chart->below - 6.0,
                        " text-anchor=\"middle\" class=\"soft\"", title, strlen(title));
    html_write(chart->page, "\n");
}

static void draw_label(const html_chart_view *chart, size_t i) {
    const char *label = html_chart_label(chart, chart->first + i), *line;
    size_t size;
    if (!chart->label_height) {
        html_chart_text(chart->page, "-8", middle_of(chart, i) + 4, " text-anchor=\"end\"", label, strlen(label));
        return;
    }
    size_t lines = html_count_lines(label, chart->label_width);
    double y = (double)chart->row_height * (double)i + chart->label_height - (double)lines * LABEL_LINE + 11;
    const html_digits x = html_length(4 - chart->left);
    for (; html_next_line(&label, chart->label_width, &line, &size); y += LABEL_LINE)
        html_chart_text(chart->page, x.text, y, "", line, size);
}

/* From zero, or from the end of the axis that is nearest to it. */
static double bar_start(const html_axis *axis) {
    return html_chart_place(axis, 0);
}

static const document_cell *cell_of(const html_chart_view *chart, size_t row, size_t series) {
    const document_row *one = &chart->table->rows[row];
    size_t column = chart->spec->series[series].column;
    return column < one->cell_count ? &one->cells[column] : NULL;
}

/* The figure at the end of a bar; where there is none what stands in the cell instead. */
static void draw_figure(const html_chart_view *chart, const document_cell *cell, double x, double y, bool left) {
    const char *words = cell ? html_cell_words(chart->page, cell) : "";
    html_write(chart->page, "<svg x=\"%s%%\" y=\"%s\">", html_length(x).text, html_length(y).text);
    html_chart_text(chart->page, left ? "-5" : "5", 4, left ? " text-anchor=\"end\"" : "", words, strlen(words));
    html_write(chart->page, "</svg>");
}

static void draw_bar(const html_chart_view *chart, size_t row, size_t series, double y, int thick) {
    const document_chart_spec *spec = chart->spec;
    double value = 0, start = bar_start(&chart->axis), end = start;
    bool there = html_chart_value(chart, row, spec->series[series].column, &value);
    if (there) {
        end = html_chart_place(&chart->axis, value);
        html_write(chart->page, "<rect x=\"%s%%\" y=\"%s\" width=\"%s%%\" height=\"%d\" fill=\"",
                   html_length(fmin(start, end)).text, html_length(y - thick / 2.0).text,
                   html_length(fabs(end - start)).text, thick);
        if (spec->row_colours)
            html_write(chart->page, "#%06x", (unsigned)spec->row_colours[row - spec->first_row]);
        else
            html_series_fill(chart, series);
        html_write(chart->page, "\"/>");
    }
    draw_figure(chart, cell_of(chart, row, series), end, y, there && value < 0);
}

/* ---- the kinds ---- */

void html_bars_draw(const html_chart_view *chart) {
    draw_frame(chart);
    for (size_t i = 0; i < chart->rows; i++) {
        draw_label(chart, i);
        if (chart->spec->series_count > 0)
            draw_bar(chart, chart->first + i, 0, middle_of(chart, i), BAR);
        html_write(chart->page, "\n");
    }
}

void html_clustered_draw(const html_chart_view *chart) {
    double count = (double)chart->spec->series_count;
    draw_frame(chart);
    for (size_t i = 0; i < chart->rows; i++) {
        draw_label(chart, i);
        for (size_t s = 0; s < chart->spec->series_count; s++)
            draw_bar(chart, chart->first + i, s, middle_of(chart, i) + ((double)s - (count - 1) / 2) * CLUSTER_BAR,
                     CLUSTER_BAR - 2);
        html_write(chart->page, "\n");
    }
}

#define LEAST_LABELLED 0.08 /* of the whole: a narrower piece has no room for its figure */

static void draw_piece(const html_chart_view *chart, size_t row, size_t series, double from, double part, double y) {
    html_page *page = chart->page;
    uint32_t colour = chart->spec->series[series].colour;
    const document_cell *cell = cell_of(chart, row, series);
    html_write(page, "<rect x=\"%s%%\" y=\"%s\" width=\"%s%%\" height=\"%d\" stroke=\"#fff\" fill=\"",
               html_length(100 * from).text, html_length(y - BAR / 2.0 - 1).text, html_length(100 * part).text,
               BAR + 2);
    html_series_fill(chart, series);
    html_write(page, "\"/>");
    if (part < LEAST_LABELLED)
        return;
    html_write(page, "<text class=\"piece\" x=\"%s%%\" y=\"%s\" text-anchor=\"middle\" style=\"stroke:#%06x;fill:%s\">",
               html_length(100 * (from + part / 2)).text, html_length(y + 4).text, (unsigned)colour,
               html_ink_on(colour));
    if (cell->kind == DOCUMENT_SHARE) {
        page->words.size = 0;
        html_percentage(&page->words, page->language, cell->number, 0);
        html_text(page, page->words.failed ? "" : page->words.data);
    } else
        html_text(page, html_cell_words(page, cell));
    html_write(page, "</text>");
}

static void draw_stack(const html_chart_view *chart, size_t row, double y) {
    double total = 0, from = 0, value;
    for (size_t s = 0; s < chart->spec->series_count; s++)
        if (html_chart_value(chart, row, chart->spec->series[s].column, &value) && value > 0)
            total += value;
    for (size_t s = 0; s < chart->spec->series_count; s++)
        if (html_chart_value(chart, row, chart->spec->series[s].column, &value) && value > 0) {
            draw_piece(chart, row, s, from, value / total, y);
            from += value / total;
        }
    if (total == 0)
        html_chart_text(chart->page, "0", y + 4, " class=\"soft\"", "\xE2\x80\x93", 3);
}

void html_stacked_draw(const html_chart_view *chart) {
    draw_frame(chart);
    for (size_t i = 0; i < chart->rows; i++) {
        draw_label(chart, i);
        draw_stack(chart, chart->first + i, middle_of(chart, i));
        html_write(chart->page, "\n");
    }
}

/* ---- moves ---- */

static void draw_move(const html_chart_view *chart, size_t row, double y) {
    const document_chart_spec *spec = chart->spec;
    double first = 0, last = 0, value;
    bool found = false;
    for (size_t s = 0; s < spec->series_count; s++)
        if (html_chart_value(chart, row, spec->series[s].column, &value)) {
            first = found ? first : value;
            last = value;
            found = true;
        }
    html_write(chart->page, "<line class=\"grid\" x2=\"100%%\" y1=\"%s\" y2=\"%s\"/>", html_length(y).text,
               html_length(y).text);
    if (found && first != last)
        html_write(chart->page,
                   "<line x1=\"%s%%\" x2=\"%s%%\" y1=\"%s\" y2=\"%s\" stroke=\"#4d5c6a\" stroke-width=\"2\"/>",
                   html_length(html_chart_place(&chart->axis, first)).text,
                   html_length(html_chart_place(&chart->axis, last)).text, html_length(y).text, html_length(y).text);
    for (size_t s = 0; s < spec->series_count; s++)
        if (html_chart_value(chart, row, spec->series[s].column, &value))
            html_series_marker(chart, s, html_chart_place(&chart->axis, value), y);
}

void html_moves_draw(const html_chart_view *chart) {
    draw_frame(chart);
    for (size_t i = 0; i < chart->rows; i++) {
        draw_label(chart, i);
        draw_move(chart, chart->first + i, middle_of(chart, i));
        html_write(chart->page, "\n");
    }
}

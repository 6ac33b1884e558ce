/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chart of a page: its frame, its names for who cannot see it, and the axes that the kinds share. */
#include "export/document_html_chart.h"

#include <math.h>
#include <string.h>

#include "base/buffer.h"
#include "export/phrase.h"

#define MOST_ROWS 32 /* of charts with a bar a row: more are drawn in a picture each, so that one fits on paper */

static const struct {
    void (*measure)(html_chart_view *chart);
    void (*draw)(const html_chart_view *chart);
    bool by_row; /* a bar a row, one below the other */
    bool legend; /* also of one series */
} kinds[] = {
    [DOCUMENT_BARS] = {html_bars_measure, html_bars_draw, true, false},
    [DOCUMENT_BARS_STACKED] = {html_bars_measure, html_stacked_draw, true, true},
    [DOCUMENT_BARS_CLUSTERED] = {html_bars_measure, html_clustered_draw, true, false},
    [DOCUMENT_LINES] = {html_lines_measure, html_lines_draw, false, false},
    [DOCUMENT_MOVES] = {html_bars_measure, html_moves_draw, true, true},
    [DOCUMENT_SCATTER] = {html_scatter_measure, html_scatter_draw, false, false},
    [DOCUMENT_RADAR] = {html_radar_measure, html_radar_draw, false, false},
};

/* ---- values ---- */

static const document_cell *cell_at(const html_chart_view *chart, size_t row, size_t column) {
    const document_table *table = chart->table;
    if (row >= table->row_count || column >= table->rows[row].cell_count)
        return NULL;
    return &table->rows[row].cells[column];
}

bool html_chart_value(const html_chart_view *chart, size_t row, size_t column, double *out) {
    const document_cell *cell = cell_at(chart, row, column);
    if (!cell || !document_is_figure(cell) || !isfinite(cell->number))
        return false;
    *out = cell->number;
    return true;
}

const char *html_chart_label(const html_chart_view *chart, size_t row) {
    const document_cell *cell = cell_at(chart, row, chart->spec->categories);
    return cell ? html_cell_words(chart->page, cell) : "";
}

bool html_chart_range(const html_chart_view *chart, bool x, double *least, double *most) {
    const document_chart_spec *spec = chart->spec;
    bool found = false;
    double value;
    for (size_t s = 0; s < (x ? 1 : spec->series_count); s++)
        for (size_t r = spec->first_row; r < spec->first_row + spec->row_count; r++)
            if (html_chart_value(chart, r, x ? spec->x : spec->series[s].column, &value)) {
                *least = found ? fmin(*least, value) : value;
                *most = found ? fmax(*most, value) : value;
                found = true;
            }
    return found;
}

/* ---- axes ---- */

#define MOST_TICKS 7

/* 1, 2, 2.5 or 5 times a power of ten, the least that makes few enough steps; for a range that was asked for one that
 * ends where it ends, if there is any. */
static double nice_step(double range, bool ends) {
    static const double steps[] = {1, 2, 2.5, 5};
    double scale = 1;
    while (scale * 10 < range)
        scale *= 10;
    while (scale > range)
        scale /= 10;
    scale /= 10;
    double fallback = 0;
    for (int i = 0; i < 12; i++) {
        double step = scale * steps[i % 4], count = range / step;
        if (i % 4 == 3)
            scale *= 10;
        if (count > MOST_TICKS + (ends ? 1 : 0) + 1e-9)
            continue;
        if (fallback == 0)
            fallback = step;
        if (!ends || fabs(count - round(count)) < 1e-9)
            return step;
    }
    return fallback > 0 ? fallback : range;
}

html_axis html_chart_axis(double least, double most, bool given, bool zero) {
    if (zero && !given) {
        least = fmin(least, 0);
        most = fmax(most, 0);
    }
    if (!(most > least))
        most = least + 1;
    html_axis axis = {least, most, nice_step(most - least, given)};
    if (!given) {
        axis.least = floor(least / axis.step + 1e-9) * axis.step;
        axis.most = ceil(most / axis.step - 1e-9) * axis.step;
    }
    return axis;
}

size_t html_chart_ticks(const html_axis *axis) {
    return (size_t)floor((axis->most - axis->least) / axis->step + 1e-6) + 1;
}

double html_chart_place(const html_axis *axis, double value) {
    double place = (value - axis->least) / (axis->most - axis->least);
    return 100 * fmin(1, fmax(0, place));
}

static int decimals_of(double step) {
    for (int decimals = 0; decimals < 2; decimals++, step *= 10)
        if (fabs(step - round(step)) < 1e-6)
            return decimals;
    return 2;
}

void html_chart_tick(const html_chart_view *chart, const html_axis *axis, bool percent, double value) {
    delphi_buffer *out = &chart->page->words;
    out->size = 0;
    int from_least = decimals_of(axis->least * (percent ? 100 : 1)),
        from_step = decimals_of(axis->step * (percent ? 100 : 1));
    int decimals = from_least > from_step ? from_least : from_step;
    if (decimals_of(value * (percent ? 100 : 1)) > decimals)
        decimals = decimals_of(value * (percent ? 100 : 1));
    if (percent)
        html_percentage(out, chart->page->language, value, decimals);
    else
        html_number(out, chart->page->language, value, decimals);
    html_text(chart->page, out->failed ? "" : out->data);
}

void html_chart_text(html_page *page, const char *x, double y, const char *attributes, const char *text, size_t size) {
    html_write(page, "<text x=\"%s\" y=\"%s\"%s>", x, html_length(y).text, attributes);
    html_text_part(page, text, size);
    html_write(page, "</text>");
}

/* ---- the frame ---- */

/* "Figure 2. Title", and which rows where they take more than one picture. */
static void write_title(const html_chart_view *chart) {
    html_page *page = chart->page;
    const document_chart_spec *spec = chart->spec;
    if (!spec->small) {
        html_words(page, N_("Figure"));
        html_write(page, " %zu. ", page->charts);
    }
    html_text(page, spec->title && *spec->title ? spec->title : page->part_title);
    if (chart->rows < spec->row_count)
        html_write(page, " (%zu\xE2\x80\x93%zu)", chart->first - spec->first_row + 1,
                   chart->first - spec->first_row + chart->rows);
}

static void write_picture(html_chart_view *chart) {
    html_page *page = chart->page;
    const document_chart_spec *spec = chart->spec;
    size_t picture = chart->first - spec->first_row;
    kinds[spec->kind].measure(chart);
    html_write(page, "<svg class=\"plot\" role=\"img\" aria-labelledby=\"c%zu-%zu-t c%zu-%zu-d\"", page->charts,
               picture, page->charts, picture);
    if (spec->kind == DOCUMENT_RADAR)
        html_write(page, " viewBox=\"0 0 %d %d\" style=\"width:100%%;max-width:%dpx\">", chart->right, chart->height,
                   chart->right * 5 / 4);
    else
        html_write(page, " style=\"padding:%dpx %dpx %dpx %dpx;width:calc(100%% - %dpx);height:%dpx\">", chart->above,
                   chart->right, chart->below, chart->left, chart->left + chart->right, chart->height);
    html_write(page, "\n<title id=\"c%zu-%zu-t\">", page->charts, picture);
    write_title(chart);
    html_write(page, "</title><desc id=\"c%zu-%zu-d\">", page->charts, picture);
    html_text(page, spec->description ? spec->description : "");
    html_write(page, "</desc>\n");
    kinds[spec->kind].draw(chart);
    html_write(page, "\n</svg>\n");
}

/* Pictures of about the same number of rows. */
static size_t picture_rows(const document_chart_spec *spec) {
    size_t pictures = kinds[spec->kind].by_row ? (spec->row_count + MOST_ROWS - 1) / MOST_ROWS : 1;
    return (spec->row_count + pictures - 1) / pictures;
}

static void write_nothing(html_page *page) {
    html_write(page, "<p class=\"note\">");
    html_words(page, N_("Nothing to show here."));
    html_write(page, "</p>\n");
}

void html_chart(html_page *page, const document_table *table, const document_chart_spec *spec) {
    html_chart_view chart = {
        .page = page, .table = table, .spec = spec, .first = spec->first_row, .rows = spec->row_count};
    double least = 0, most = 0;
    page->charts++;
    html_write(page, "<figure class=\"chart%s\">\n<figcaption>", spec->small ? " few" : "");
    write_title(&chart);
    html_write(page, "</figcaption>\n");
    if (spec->row_count == 0 || !html_chart_range(&chart, false, &least, &most))
        write_nothing(page);
    else {
        bool given = spec->most > spec->least;
        chart.axis = html_chart_axis(given ? spec->least : least, given ? spec->most : most, given,
                                     spec->kind == DOCUMENT_BARS || spec->kind == DOCUMENT_BARS_CLUSTERED ||
                                         spec->kind == DOCUMENT_RADAR);
        if (spec->kind == DOCUMENT_BARS_STACKED)
            chart.axis = (html_axis){0, 1, 0.25};
        if (spec->series_count > 1 || kinds[spec->kind].legend)
            html_series_legend(&chart);
        size_t size = picture_rows(spec), end = spec->first_row + spec->row_count;
        for (; chart.first < end; chart.first += size) {
            chart.rows = end - chart.first < size ? end - chart.first : size;
            write_picture(&chart);
        }
    }
    html_write(page, "</figure>\n");
}

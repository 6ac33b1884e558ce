/* SPDX-License-Identifier: GPL-3.0-or-later */
/* By what the series of a chart are told apart besides colour: patterns, markers, dashes, and the legend. */
#include "export/document_html_chart.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"

const char *html_series_name(const html_chart_view *chart, size_t series) {
    const document_series *one = &chart->spec->series[series];
    if (one->name)
        return one->name;
    const char *head =
        one->column < chart->table->spec.column_count ? chart->table->spec.columns[one->column].head : NULL;
    return head ? head : "";
}

/* ---- light and dark ---- */

/* Relative luminance with 2 for the exponent: near enough to compare greys. */
static double luminance(uint32_t colour) {
    double red = ((colour >> 16) & 0xFF) / 255.0, green = ((colour >> 8) & 0xFF) / 255.0,
           blue = (colour & 0xFF) / 255.0;
    return 0.2126 * red * red + 0.7152 * green * green + 0.0722 * blue * blue;
}

static bool same_grey(uint32_t a, uint32_t b) {
    double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
    return fmax(x, y) / fmin(x, y) < 1.25;
}

const char *html_ink_on(uint32_t colour) {
    return luminance(colour) > 0.22 ? "#1b2a38" : "#fff";
}

/* ---- patterns ---- */

/* Each on a tile of 8 by 8. */
static const char *const patterns[] = {
    NULL,           "M-2 2l4-4M0 8l8-8M6 10l4-4", "M2 2h.01M6 6h.01", "M0 4h8", "M-2 6l4 4M0 0l8 8M6-2l4 4", "M4 0v8",
    "M0 4h8M4 0v8",
};
#define PATTERNS    ((int)(sizeof patterns / sizeof *patterns))
#define MOST_SERIES 24

/* Steps of one row of shades, as answers of a scale have them. */
static bool same_hue(uint32_t a, uint32_t b) {
    for (int shift = 0; shift <= 16; shift += 8)
        if (abs((int)(a >> shift & 0xFF) - (int)(b >> shift & 0xFF)) > 100)
            return false;
    return true;
}

/* Two series of the same grey need a pattern, but for neighbours of a row of shades: their order tells. */
static bool look_alike(const document_series *series, size_t a, size_t b) {
    uint32_t x = series[a].colour, y = series[b].colour;
    return same_grey(x, y) && !(a + 1 == b && same_hue(x, y));
}

/* A row of shades from one end to the other: its upper half, where most answers lie, is left plain. */
static bool is_ramp(const document_chart_spec *spec) {
    for (size_t i = 1; i < spec->series_count; i++)
        if (!same_hue(spec->series[i - 1].colour, spec->series[i].colour))
            return false;
    return spec->series_count > 2;
}

int html_series_pattern(const document_chart_spec *spec, size_t series) {
    int chosen[MOST_SERIES] = {0};
    size_t count = spec->series_count < MOST_SERIES ? spec->series_count : MOST_SERIES;
    bool backwards = is_ramp(spec);
    for (size_t n = 0; n < count; n++) {
        size_t i = backwards ? count - 1 - n : n;
        bool taken[PATTERNS] = {false};
        for (size_t k = 0; k < count; k++)
            if ((backwards ? k > i : k < i) && look_alike(spec->series, k < i ? k : i, k < i ? i : k))
                taken[chosen[k]] = true;
        while (chosen[i] < PATTERNS - 1 && taken[chosen[i]])
            chosen[i]++;
    }
    return series < count ? chosen[series] : 0;
}

void html_series_fill(const html_chart_view *chart, size_t series) {
    if (html_series_pattern(chart->spec, series))
        html_write(chart->page, "url(#c%zu-p%zu)", chart->page->charts, series);
    else
        html_write(chart->page, "#%06x", (unsigned)chart->spec->series[series].colour);
}

void html_series_patterns(const html_chart_view *chart) {
    for (size_t i = 0; i < chart->spec->series_count; i++) {
        int pattern = html_series_pattern(chart->spec, i);
        uint32_t colour = chart->spec->series[i].colour;
        if (pattern)
            html_write(chart->page,
                       "<pattern id=\"c%zu-p%zu\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">"
                       "<rect width=\"8\" height=\"8\" fill=\"#%06x\"/><path d=\"%s\" fill=\"none\" stroke=\"%s\" "
                       "stroke-opacity=\".45\" stroke-width=\"%s\" stroke-linecap=\"round\"/></pattern>",
                       chart->page->charts, i, (unsigned)colour, patterns[pattern], html_ink_on(colour),
                       pattern == 2 ? "2" : "1");
    }
}

/* ---- markers and dashes ---- */

static const char *const marks[] = {
    "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z",
    "M-4-4h8v8h-8z",
    "M0-5.5l5.5 5.5l-5.5 5.5l-5.5-5.5z",
    "M0-5l5 9h-10z",
    "M0 5l5-9h-10z",
    "M-1.8-5h3.6v3.2h3.2v3.6h-3.2v3.2h-3.6v-3.2h-3.2v-3.6h3.2z",
    "M-5-2.5l10 0l0 5l-10 0z",
};
#define MARKS (sizeof marks / sizeof *marks)

static const char *const dashes[MARKS] = {"", "7 4", "2 3", "10 3 2 3", "4 2", "12 4", "2 5"};

const char *html_series_dashes(size_t series) {
    return dashes[series % MARKS];
}

void html_series_mark(html_page *page, const document_chart_spec *spec, size_t series) {
    html_write(page, "<path d=\"%s\" fill=\"#%06x\" stroke=\"#1b2a38\"/>", marks[series % MARKS],
               (unsigned)spec->series[series].colour);
}

void html_series_marker(const html_chart_view *chart, size_t series, double x, double y) {
    html_write(chart->page, "<svg x=\"%s%%\" y=\"%s\">", html_length(x).text, html_length(y).text);
    html_series_mark(chart->page, chart->spec, series);
    html_write(chart->page, "</svg>");
}

/* ---- legend ---- */

static bool has_bars(document_chart_kind kind) {
    return kind == DOCUMENT_BARS || kind == DOCUMENT_BARS_STACKED || kind == DOCUMENT_BARS_CLUSTERED;
}

static void write_sample(const html_chart_view *chart, size_t series) {
    html_page *page = chart->page;
    document_chart_kind kind = chart->spec->kind;
    html_write(page, "<svg aria-hidden=\"true\" viewBox=\"0 0 26 12\">");
    if (has_bars(kind)) {
        html_write(page, "<rect x=\"1\" width=\"24\" height=\"12\" stroke=\"#7d8b98\" stroke-width=\".5\" fill=\"");
        html_series_fill(chart, series);
        html_write(page, "\"/></svg>");
        return;
    }
    if (kind == DOCUMENT_LINES || kind == DOCUMENT_RADAR)
        html_write(page, "<path d=\"M0 6h26\" stroke=\"#%06x\" stroke-width=\"2\" stroke-dasharray=\"%s\"/>",
                   (unsigned)chart->spec->series[series].colour,
                   *html_series_dashes(series) ? html_series_dashes(series) : "none");
    html_write(page, "<g transform=\"translate(13 6)\">");
    html_series_mark(page, chart->spec, series);
    html_write(page, "</g></svg>");
}

void html_series_legend(const html_chart_view *chart) {
    html_page *page = chart->page;
    bool patterned = has_bars(chart->spec->kind);
    if (patterned)
        html_write(page, "<svg width=\"0\" height=\"0\" style=\"position:absolute\" aria-hidden=\"true\"><defs>");
    if (patterned)
        html_series_patterns(chart);
    html_write(page, "%s<ul class=\"legend\">\n", patterned ? "</defs></svg>\n" : "");
    for (size_t i = 0; i < chart->spec->series_count; i++) {
        html_write(page, "<li>");
        write_sample(chart, i);
        html_text(page, html_series_name(chart, i));
        html_write(page, "</li>\n");
    }
    html_write(page, "</ul>\n");
}

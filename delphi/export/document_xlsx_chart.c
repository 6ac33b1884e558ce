/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document's charts as native ones: what they look like, and where they stand. */
#include "export/document_xlsx_chart.h"

#include <math.h>
#include <string.h>

#define GRID        0xD5DCE2
#define GAP_PIXELS  16.0 /* between a table and what stands beside or below it */
#define MANY_LABELS 14   /* of an axis below: more are written upwards */

#define HEADED_PIXELS 48.0 /* of the first rows, that stay with their heads */

static const struct {
    lxw_chart_type type;
    bool lying;
} kinds[] = {
    [DOCUMENT_BARS] = {LXW_CHART_BAR, true},
    [DOCUMENT_BARS_STACKED] = {LXW_CHART_BAR_STACKED_PERCENT, true},
    [DOCUMENT_BARS_CLUSTERED] = {LXW_CHART_BAR, true},
    [DOCUMENT_LINES] = {LXW_CHART_LINE, false},
    [DOCUMENT_MOVES] = {LXW_CHART_LINE, false},
    [DOCUMENT_SCATTER] = {LXW_CHART_SCATTER, false},
    [DOCUMENT_RADAR] = {LXW_CHART_RADAR_WITH_MARKERS, false},
};

const lxw_chart_line document_xlsx_mark_line = {
    .color = 0x8A3B00, .width = 1.25F, .dash_type = LXW_CHART_LINE_DASH_SQUARE_DOT};

const char *document_xlsx_chart_text(report_book *book, const char *text) {
    const char *clean = report_clean(book, text);
    if (*clean != '=')
        return clean;
    base_buffer_text(report_new_phrase(book), " ");
    base_buffer_text(&book->phrase, clean);
    return report_phrase_text(book);
}

const char *document_xlsx_percent(delphi_language language) {
    static const char *const formats[DELPHI_LANGUAGE_COUNT] = {
        [DELPHI_NL] = "0\"\xC2\xA0\"%",
        [DELPHI_EN] = "0%",
    };
    return formats[language];
}

/* ---- axes ---- */

static void name_axis(chart_drawing *d, lxw_chart_axis *axis, const char *title) {
    lxw_chart_font font = {.size = 9};
    if (!title || !*title)
        return;
    chart_axis_set_name(axis, document_xlsx_chart_text(d->sheet->book, title));
    chart_axis_set_name_font(axis, &font);
}

static void limit_axis(lxw_chart_axis *axis, double least, double most) {
    if (!(least < most))
        return;
    chart_axis_set_min(axis, least);
    chart_axis_set_max(axis, most);
}

/* A line of the grid at the mark and nowhere else between the axis' ends: the only line that lying bars can have. */
static void mark_bars(chart_drawing *d, lxw_chart_axis *axis) {
    const document_chart_spec *spec = d->spec;
    lxw_chart_line line = document_xlsx_mark_line;
    double step = spec->mark - spec->least;
    if (isnan(spec->mark) || !(spec->least < spec->most) || 2 * step <= spec->most - spec->least)
        return;
    chart_axis_set_major_unit(axis, step);
    chart_axis_major_gridlines_set_line(axis, &line);
}

/* Of an upright chart the axis of categories itself stands at the mark, and its labels below. */
static void mark_level(chart_drawing *d) {
    lxw_chart_line line = document_xlsx_mark_line;
    if (isnan(d->spec->mark))
        return;
    chart_axis_set_crossing(d->chart->y_axis, d->spec->mark);
    chart_axis_set_label_position(d->chart->x_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    chart_axis_set_line(d->chart->x_axis, &line);
    chart_axis_set_major_tick_mark(d->chart->x_axis, LXW_CHART_AXIS_TICK_MARK_NONE);
}

static void style_values(chart_drawing *d, lxw_chart_axis *axis) {
    const document_chart_spec *spec = d->spec;
    lxw_chart_font small = {.size = 8};
    lxw_chart_line grid = {.color = GRID, .width = 0.5};
    chart_axis_set_num_font(axis, &small);
    chart_axis_major_gridlines_set_visible(axis, LXW_TRUE);
    chart_axis_major_gridlines_set_line(axis, &grid);
    if (spec->percent || spec->kind == DOCUMENT_BARS_STACKED)
        chart_axis_set_num_format(axis, document_xlsx_percent(d->sheet->doc->language));
    limit_axis(axis, spec->least, spec->most);
    if (kinds[spec->kind].lying)
        mark_bars(d, axis);
}

static void style_categories(chart_drawing *d, lxw_chart_axis *axis) {
    bool upwards = !kinds[d->spec->kind].lying && d->spec->row_count > MANY_LABELS;
    lxw_chart_font small = {.size = kinds[d->spec->kind].lying ? 9 : 8, .rotation = upwards ? -90 : 0};
    chart_axis_set_num_font(axis, &small);
    chart_axis_set_interval_unit(axis, 1);
}

/* Bars of one figure each say it at their ends: no axis is needed, unless it has a name or ends of its own. */
static bool needs_values(const document_chart_spec *spec) {
    return spec->kind != DOCUMENT_BARS || spec->x_title || spec->least < spec->most;
}

/* Lying bars go from top to bottom like the rows. */
static void style_lying(chart_drawing *d) {
    lxw_chart *chart = d->chart;
    style_categories(d, chart->y_axis);
    chart_axis_set_reverse(chart->y_axis);
    chart_axis_set_crossing_max(chart->y_axis);
    chart_set_series_gap(chart, d->spec->kind == DOCUMENT_BARS_CLUSTERED ? 50 : 35);
    if (needs_values(d->spec)) {
        style_values(d, chart->x_axis);
        return;
    }
    chart_axis_major_gridlines_set_visible(chart->x_axis, LXW_FALSE);
    chart_axis_off(chart->x_axis);
    chart_axis_set_min(chart->x_axis, 0);
}

/* Are the abscissas of a scatter shares? */
static bool across_is_share(const chart_drawing *d) {
    for (size_t i = 0; i < d->spec->row_count; i++) {
        const document_row *row = &d->place->table->rows[d->spec->first_row + i];
        if (d->spec->x < row->cell_count && document_is_figure(&row->cells[d->spec->x]))
            return row->cells[d->spec->x].kind == DOCUMENT_SHARE;
    }
    return false;
}

static void style_upright(chart_drawing *d) {
    lxw_chart_line joint = {.color = 0x7A8794, .width = 1.5}, grid = {.color = GRID, .width = 0.5};
    lxw_chart *chart = d->chart;
    style_values(d, chart->y_axis);
    if (d->spec->kind == DOCUMENT_SCATTER) {
        lxw_chart_font small = {.size = 8};
        chart_axis_set_num_font(chart->x_axis, &small);
        chart_axis_major_gridlines_set_visible(chart->x_axis, LXW_TRUE);
        chart_axis_major_gridlines_set_line(chart->x_axis, &grid);
        limit_axis(chart->x_axis, d->spec->x_least, d->spec->x_most);
        if (across_is_share(d))
            chart_axis_set_num_format(chart->x_axis, document_xlsx_percent(d->sheet->doc->language));
    } else {
        style_categories(d, chart->x_axis);
        mark_level(d);
    }
    if (d->spec->kind == DOCUMENT_MOVES)
        chart_set_high_low_lines(chart, &joint);
}

static void style(chart_drawing *d) {
    lxw_chart_font title = {.size = 12, .bold = LXW_TRUE}, small = {.size = 8};
    lxw_chart_line no_line = {.none = LXW_TRUE};
    const document_chart_spec *spec = d->spec;
    if (spec->title && *spec->title) {
        chart_title_set_name(d->chart, document_xlsx_chart_text(d->sheet->book, spec->title));
        chart_title_set_name_font(d->chart, &title);
    } else {
        chart_title_off(d->chart);
    }
    if (kinds[spec->kind].lying)
        style_lying(d);
    else
        style_upright(d);
    name_axis(d, d->chart->x_axis, spec->x_title);
    name_axis(d, d->chart->y_axis, spec->y_title);
    chart_legend_set_position(d->chart, spec->series_count > 1 ? LXW_CHART_LEGEND_TOP : LXW_CHART_LEGEND_NONE);
    chart_legend_set_font(d->chart, &small);
    chart_chartarea_set_line(d->chart, &no_line);
}

/* ---- places ---- */

#define USUAL_WIDTH  480.0 /* of libxlsxwriter's charts */
#define USUAL_HEIGHT 288.0

static void insert(chart_drawing *d, lxw_row_t row, lxw_col_t col, double x, double y, double width, double height) {
    report_book *book = d->sheet->book;
    lxw_chart_options options = {.x_offset = (int32_t)x,
                                 .y_offset = (int32_t)y,
                                 .x_scale = width / USUAL_WIDTH,
                                 .y_scale = height / USUAL_HEIGHT,
                                 .object_position = LXW_OBJECT_MOVE_DONT_SIZE};
    char *description = d->spec->description ? strdup(report_clean(book, d->spec->description)) : NULL;
    if (d->spec->description && !description)
        report_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    options.description = description;
    report_check(book, worksheet_insert_chart_opt(book->sheet, row, col, d->chart, &options));
    free(description);
}

static bool draw(chart_drawing *d) {
    d->chart = workbook_add_chart(d->sheet->book->workbook, (uint8_t)kinds[d->spec->kind].type);
    if (!d->chart) {
        report_check(d->sheet->book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return false;
    }
    document_xlsx_series(d);
    style(d);
    return d->sheet->book->error == LXW_NO_ERROR;
}

static void note_extent(document_sheet *sheet, double bottom, double right) {
    sheet->busy = fmax(sheet->busy, bottom);
    sheet->right = fmax(sheet->right, right);
}

/* Beside the rows: what stands beside heads is printed with them on every page. Returns where it ends. */
static double put_beside(chart_drawing *d, double x, double y) {
    insert(d, d->place->first_row, (lxw_col_t)d->place->columns, GAP_PIXELS, y - d->place->first_top, d->spec->width,
           d->spec->height);
    note_extent(d->sheet, y + d->spec->height, x + GAP_PIXELS + d->spec->width);
    return y + d->spec->height;
}

/* One below the other. Returns where what should stay together ends: the charts, or the first rows. */
static double draw_beside(document_sheet *sheet, const document_xlsx_place *place) {
    double x = document_xlsx_pixels(sheet, 0, place->columns), y = place->first_top,
           end = place->first_top + HEADED_PIXELS;
    for (const document_chart *chart = place->table->charts; chart; chart = chart->next) {
        chart_drawing d = {.sheet = sheet, .place = place, .spec = &chart->spec};
        if (chart->spec.place != DOCUMENT_BESIDE || chart->spec.row_count == 0)
            continue;
        d.first = place->first_row + (lxw_row_t)chart->spec.first_row;
        d.last = d.first + (lxw_row_t)chart->spec.row_count - 1;
        if (!draw(&d))
            break;
        end = fmax(end, y = put_beside(&d, x, y));
    }
    return end;
}

/* Below the table and its notes, beside each other where the sheet is wide enough. */
static void draw_below(document_sheet *sheet, const document_xlsx_place *place) {
    double x = 0, wide = fmax(document_xlsx_pixels(sheet, 0, sheet->columns), sheet->right);
    for (const document_chart *chart = place->table->charts; chart; chart = chart->next) {
        chart_drawing d = {.sheet = sheet, .place = place, .spec = &chart->spec};
        if (chart->spec.place != DOCUMENT_BELOW || chart->spec.row_count == 0)
            continue;
        d.first = place->first_row + (lxw_row_t)chart->spec.first_row;
        d.last = d.first + (lxw_row_t)chart->spec.row_count - 1;
        if (!draw(&d))
            break;
        if (x == 0 || x + chart->spec.width > wide) {
            document_xlsx_clear(sheet);
            x = 0;
        }
        insert(&d, sheet->row, 0, x, GAP_PIXELS / 2, chart->spec.width, chart->spec.height);
        document_xlsx_keep(sheet, sheet->row, sheet->top + GAP_PIXELS + chart->spec.height, false);
        x += chart->spec.width + GAP_PIXELS;
        note_extent(sheet, sheet->top + GAP_PIXELS + chart->spec.height, x);
    }
    document_xlsx_clear(sheet);
}

void document_xlsx_charts(document_sheet *sheet, const document_xlsx_place *place) {
    double end = draw_beside(sheet, place);
    /* The heads stay with the first rows, and with all that a chart stands beside. */
    document_xlsx_keep(sheet, place->top_row, end, place->table->spec.new_page);
    draw_below(sheet, place);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The series of a native chart. They refer to the cells of the table. A cell with words in it would be drawn as zero,
 * so that a column that has such cells, or blanks, is drawn from a hidden one beside the sheet, where they are empty;
 * there too stand the ends of thin lines, which no table has. */
#include <math.h>

#include "export/document_xlsx_chart.h"

#define INK 0x404A54

/* Told apart without colour. */
static const uint8_t markers[] = {LXW_CHART_MARKER_CIRCLE,   LXW_CHART_MARKER_SQUARE, LXW_CHART_MARKER_DIAMOND,
                                  LXW_CHART_MARKER_TRIANGLE, LXW_CHART_MARKER_X,      LXW_CHART_MARKER_PLUS};
static const uint8_t dashes[] = {LXW_CHART_LINE_DASH_SOLID, LXW_CHART_LINE_DASH_DASH, LXW_CHART_LINE_DASH_ROUND_DOT,
                                 LXW_CHART_LINE_DASH_DASH_DOT, LXW_CHART_LINE_DASH_LONG_DASH};

/* ---- the cells that a series is drawn from ---- */

static size_t sheet_column(const document_table *table, size_t column) {
    size_t at = 0;
    for (size_t i = 0; i < column; i++)
        at += table->spec.columns[i].span > 1 ? (size_t)table->spec.columns[i].span : 1;
    return at;
}

static const document_cell *cell_of(const chart_drawing *d, size_t row, size_t column) {
    const document_row *at = &d->place->table->rows[d->spec->first_row + row];
    return column < at->cell_count ? &at->cells[column] : NULL;
}

static bool is_figure(const chart_drawing *d, size_t row, size_t column) {
    const document_cell *cell = cell_of(d, row, column);
    return cell && document_is_figure(cell) && isfinite(cell->number);
}

/* A blank cell that has a format is kept as a zero beside the chart, for readers that look there. */
static bool has_gaps(const chart_drawing *d, size_t column) {
    for (size_t i = 0; i < d->spec->row_count; i++)
        if (!is_figure(d, i, column))
            return true;
    return false;
}

static void put_spare(chart_drawing *d, lxw_row_t row, size_t column, double number, lxw_format *format) {
    report_check(d->sheet->book, worksheet_write_number(d->sheet->book->sheet, row, (lxw_col_t)column, number, format));
}

/* Labels of a series are written as its cells are. */
static lxw_format *format_of(const chart_drawing *d, const document_cell *cell) {
    report_figure figure = cell->kind == DOCUMENT_SHARE    ? REPORT_SHARE
                           : cell->kind != DOCUMENT_NUMBER ? REPORT_WHOLE
                           : cell->decimals <= 0           ? REPORT_WHOLE
                           : cell->decimals == 1           ? REPORT_ONE
                                                           : REPORT_TWO;
    return d->sheet->book->formats[report_figure_format(figure, DOCUMENT_PLAIN)];
}

/* A hidden column with the figures of `column` in the rows where `other` has figures too. */
static size_t copy_figures(chart_drawing *d, size_t column, size_t other) {
    size_t spare = d->sheet->spare++;
    for (size_t i = 0; i < d->spec->row_count; i++)
        if (is_figure(d, i, column) && is_figure(d, i, other))
            put_spare(d, d->first + (lxw_row_t)i, spare, cell_of(d, i, column)->number,
                      format_of(d, cell_of(d, i, column)));
    chart_show_hidden_data(d->chart);
    return spare;
}

static size_t figures_of(chart_drawing *d, size_t column) {
    return has_gaps(d, column) ? copy_figures(d, column, column) : sheet_column(d->place->table, column);
}

/* ---- series ---- */

static lxw_chart_series *add(chart_drawing *d) {
    lxw_chart_series *series = chart_add_series(d->chart, NULL, NULL);
    if (!series)
        report_check(d->sheet->book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    else
        d->series++;
    return series;
}

static void refer_to_categories(const chart_drawing *d, lxw_chart_series *series, size_t column) {
    chart_series_set_categories(series, d->sheet->book->sheet->name, d->first, (lxw_col_t)column, d->last,
                                (lxw_col_t)column);
}

static void refer_to_values(const chart_drawing *d, lxw_chart_series *series, size_t column) {
    chart_series_set_values(series, d->sheet->book->sheet->name, d->first, (lxw_col_t)column, d->last,
                            (lxw_col_t)column);
}

/* The head of its column, where there is one on the sheet. */
static void set_name(const chart_drawing *d, lxw_chart_series *series, const document_series *of) {
    const document_table *table = d->place->table;
    if (of->name)
        chart_series_set_name(series, document_xlsx_chart_text(d->sheet->book, of->name));
    else if (!table->spec.headless)
        chart_series_set_name_range(series, d->sheet->book->sheet->name, d->place->first_row - 1,
                                    (lxw_col_t)sheet_column(table, of->column));
    else if (table->spec.columns[of->column].head)
        chart_series_set_name(series, document_xlsx_chart_text(d->sheet->book, table->spec.columns[of->column].head));
}

static void set_marker(lxw_chart_series *series, size_t i, uint32_t colour, uint8_t size) {
    lxw_chart_fill fill = {.color = colour};
    lxw_chart_line line = {.color = colour, .width = 0.75};
    chart_series_set_marker_type(series, markers[i % (sizeof markers / sizeof *markers)]);
    chart_series_set_marker_size(series, size);
    chart_series_set_marker_fill(series, &fill);
    chart_series_set_marker_line(series, &line);
}

static void style_line(lxw_chart_series *series, size_t i, uint32_t colour) {
    lxw_chart_line line = {.color = colour, .width = 2, .dash_type = dashes[i % (sizeof dashes / sizeof *dashes)]};
    chart_series_set_line(series, &line);
    set_marker(series, i, colour, 7);
}

/* Of markers over each other each is smaller than the one below it, so that equal figures are seen to be there. */
static void style_points(const chart_drawing *d, lxw_chart_series *series, size_t i, uint32_t colour) {
    lxw_chart_line no_line = {.none = LXW_TRUE};
    uint8_t size = 7;
    if (d->spec->kind == DOCUMENT_MOVES && d->spec->series_count > 1)
        size = (uint8_t)(12 - 6 * i / (d->spec->series_count - 1));
    chart_series_set_line(series, &no_line);
    set_marker(series, i, colour, size);
}

static void style_bar(lxw_chart_series *series, uint32_t colour) {
    lxw_chart_fill fill = {.color = colour};
    lxw_chart_line line = {.color = 0xFFFFFF, .width = 0.5};
    chart_series_set_fill(series, &fill);
    chart_series_set_line(series, &line);
}

/* ---- bars of a colour each, with their figures ---- */

#define MOST_POINTS 256

static void colour_rows(chart_drawing *d, lxw_chart_series *series) {
    lxw_chart_fill fills[MOST_POINTS];
    lxw_chart_point points[MOST_POINTS], *list[MOST_POINTS + 1] = {NULL};
    size_t count = d->spec->row_count < MOST_POINTS ? d->spec->row_count : MOST_POINTS;
    for (size_t i = 0; i < count; i++) {
        fills[i] = (lxw_chart_fill){.color = d->spec->row_colours[i]};
        points[i] = (lxw_chart_point){.fill = &fills[i]};
        list[i] = &points[i];
    }
    if (count > 0)
        report_check(d->sheet->book, chart_series_set_points(series, list));
}

static void label_bars(chart_drawing *d, lxw_chart_series *series) {
    lxw_chart_font small = {.size = 9};
    chart_series_set_labels(series);
    chart_series_set_labels_font(series, &small);
    if (d->spec->percent)
        chart_series_set_labels_num_format(series, document_xlsx_percent(d->sheet->doc->language));
}

static void add_series(chart_drawing *d, size_t i) {
    const document_series *of = &d->spec->series[i];
    lxw_chart_series *series = add(d);
    if (!series)
        return;
    /* Those of the first series are the axis; said again with each they were half of the chart's bytes. */
    if (i == 0)
        refer_to_categories(d, series, sheet_column(d->place->table, d->spec->categories));
    refer_to_values(d, series, figures_of(d, of->column));
    set_name(d, series, of);
    switch (d->spec->kind) {
    case DOCUMENT_LINES:
    case DOCUMENT_RADAR:
        style_line(series, i, of->colour);
        break;
    case DOCUMENT_MOVES:
        style_points(d, series, i, of->colour);
        break;
    default:
        style_bar(series, of->colour);
        if (d->spec->row_colours && i == 0)
            colour_rows(d, series);
        if (d->spec->kind != DOCUMENT_BARS_STACKED)
            label_bars(d, series);
    }
}

/* ---- points with the labels of their rows ---- */

/* The cells' texts themselves: a program may not follow a label's reference. */
static void label_points(chart_drawing *d, lxw_chart_series *series, size_t column) {
    size_t count = d->spec->row_count;
    lxw_chart_font small = {.size = 8, .color = INK};
    lxw_chart_data_label *labels = calloc(count + 1, sizeof *labels), **list = calloc(count + 1, sizeof *list);
    bool made = labels && list;
    for (size_t i = 0; made && i < count; i++) {
        const document_cell *cell = cell_of(d, i, d->spec->categories);
        const char *text = cell && cell->text ? cell->text : "";
        labels[i].value = strdup(document_xlsx_chart_text(d->sheet->book, text));
        labels[i].hide = !is_figure(d, i, column) || !is_figure(d, i, d->spec->x) || !*text;
        list[i] = &labels[i];
        made = labels[i].value != NULL;
    }
    if (made) {
        chart_series_set_labels(series);
        chart_series_set_labels_position(series, LXW_CHART_LABEL_POSITION_RIGHT);
        chart_series_set_labels_font(series, &small);
        report_check(d->sheet->book, chart_series_set_labels_custom(series, list));
    } else {
        report_check(d->sheet->book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    }
    for (size_t i = 0; labels && i < count; i++)
        free(labels[i].value);
    free(labels);
    free(list);
}

static bool are_figures(const chart_drawing *d, size_t column) {
    for (size_t i = 0; i < d->spec->row_count; i++)
        if (!is_figure(d, i, column))
            return false;
    return true;
}

/* A point whose one figure is missing has neither. */
static void add_points(chart_drawing *d, size_t i) {
    const document_series *of = &d->spec->series[i];
    const document_table *table = d->place->table;
    lxw_chart_series *series = add(d);
    if (!series)
        return;
    bool whole = are_figures(d, of->column) && are_figures(d, d->spec->x);
    size_t x = whole ? sheet_column(table, d->spec->x) : copy_figures(d, d->spec->x, of->column);
    size_t y = whole ? sheet_column(table, of->column) : copy_figures(d, of->column, d->spec->x);
    refer_to_categories(d, series, x);
    refer_to_values(d, series, y);
    set_name(d, series, of);
    style_points(d, series, i, of->colour);
    label_points(d, series, of->column);
}

/* ---- thin lines ---- */

static void style_mark(lxw_chart_series *series) {
    lxw_chart_line line = document_xlsx_mark_line;
    chart_series_set_line(series, &line);
    chart_series_set_marker_type(series, LXW_CHART_MARKER_NONE);
}

/* Least and most of a column's figures. */
static void extent(const chart_drawing *d, size_t column, double *least, double *most) {
    for (size_t i = 0; i < d->spec->row_count; i++)
        if (is_figure(d, i, column)) {
            double number = cell_of(d, i, column)->number;
            *least = fmin(*least, number);
            *most = fmax(*most, number);
        }
}

/* From one end of an axis to the other; where the axis has no ends of its own, over the figures. */
static void ends(const chart_drawing *d, bool across, double *from, double *to) {
    *from = across ? d->spec->x_least : d->spec->least;
    *to = across ? d->spec->x_most : d->spec->most;
    if (*from < *to)
        return;
    *from = INFINITY;
    *to = -INFINITY;
    for (size_t i = 0; i < d->spec->series_count; i++)
        extent(d, across ? d->spec->x : d->spec->series[i].column, from, to);
    if (*from > *to)
        *from = *to = 0;
}

/* From (x1, y1) to (x2, y2), in two hidden columns. */
static void add_line(chart_drawing *d, double x1, double y1, double x2, double y2) {
    lxw_chart_series *series = add(d);
    const char *name = d->sheet->book->sheet->name;
    if (!series)
        return;
    lxw_col_t x = (lxw_col_t)d->sheet->spare++, y = (lxw_col_t)d->sheet->spare++;
    put_spare(d, d->first, x, x1, NULL);
    put_spare(d, d->first, y, y1, NULL);
    put_spare(d, d->first + 1, x, x2, NULL);
    put_spare(d, d->first + 1, y, y2, NULL);
    chart_series_set_categories(series, name, d->first, x, d->first + 1, x);
    chart_series_set_values(series, name, d->first, y, d->first + 1, y);
    chart_show_hidden_data(d->chart);
    style_mark(series);
}

static void add_lines(chart_drawing *d) {
    double from, to;
    if (!isnan(d->spec->mark)) {
        ends(d, true, &from, &to);
        add_line(d, from, d->spec->mark, to, d->spec->mark);
    }
    if (!isnan(d->spec->x_mark)) {
        ends(d, false, &from, &to);
        add_line(d, d->spec->x_mark, from, d->spec->x_mark, to);
    }
}

/* Thin lines are no entries of the legend. */
static void leave_out_of_legend(chart_drawing *d, size_t from) {
    int16_t list[4];
    size_t count = 0;
    for (size_t i = from; i < d->series && count < 3; i++)
        list[count++] = (int16_t)i;
    list[count] = -1;
    if (count > 0)
        report_check(d->sheet->book, chart_legend_delete_series(d->chart, list));
}

void document_xlsx_series(chart_drawing *d) {
    bool scatter = d->spec->kind == DOCUMENT_SCATTER;
    for (size_t i = 0; i < d->spec->series_count && d->sheet->book->error == LXW_NO_ERROR; i++)
        if (scatter)
            add_points(d, i);
        else
            add_series(d, i);
    size_t own = d->series;
    if (scatter)
        add_lines(d);
    leave_out_of_legend(d, own);
}

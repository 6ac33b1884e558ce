/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stacked bars of the sheet "Distribution": a bar an indicator, a piece an answer, the whole 100%.
 */
#include "export/palette.h"
#include "export/report_distribution.h"

static void add_bin(report_book *book, lxw_chart *chart, size_t i, size_t count, lxw_row_t top, lxw_row_t bottom) {
    lxw_col_t col = (lxw_col_t)(REPORT_FIRST_BIN + i);
    lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
    lxw_chart_fill fill = {.color = export_scale_colour(i, count)};
    lxw_chart_line line = {.color = 0xFFFFFF, .width = 0.5};
    if (!series) {
        report_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    chart_series_set_categories(series, book->sheet->name, top, 0, bottom, 0);
    chart_series_set_values(series, book->sheet->name, top, col, bottom, col);
    chart_series_set_name_range(series, book->sheet->name, REPORT_HEAD_ROW, col);
    chart_series_set_fill(series, &fill);
    chart_series_set_line(series, &line);
}

static void style(report_book *book, lxw_chart *chart, const report_block *block) {
    lxw_chart_font small = {.size = 8}, heading = {.size = 12, .bold = LXW_TRUE}, name = {.size = 9};
    lxw_chart_line no_line = {.none = LXW_TRUE}, grid = {.color = 0xD5DCE2, .width = 0.5};
    delphi_buffer title = {0};
    /* The title starts with a word of ours, so that a criterion's own words never look like a formula. */
    EXPORT_FILL(&title, report_words(book, N_("Distribution: {criterion}")),
                {"criterion", report_block_title(book, block)});
    if (title.failed)
        report_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    chart_title_set_name(chart, report_clean(book, title.data ? title.data : ""));
    chart_title_set_name_font(chart, &heading);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_TOP);
    chart_legend_set_font(chart, &small);
    chart_axis_set_reverse(chart->y_axis);
    chart_axis_set_num_font(chart->y_axis, &small);
    chart_axis_set_interval_unit(chart->y_axis, 1);
    chart_axis_set_num_font(chart->x_axis, &small);
    chart_axis_set_name(chart->x_axis, report_words(book, N_("Share of the valid ratings")));
    chart_axis_set_name_font(chart->x_axis, &name);
    chart_axis_set_name(chart->y_axis, report_words(book, N_("Indicator")));
    chart_axis_set_name_font(chart->y_axis, &name);
    chart_axis_set_crossing_max(chart->y_axis);
    chart_axis_major_gridlines_set_line(chart->x_axis, &grid);
    chart_set_series_gap(chart, 35);
    chart_chartarea_set_line(chart, &no_line);
    delphi_buffer_free(&title);
}

void report_distribution_chart(report_book *book, const report_bins *bins, const report_block *block) {
    lxw_chart *chart = workbook_add_chart(book->workbook, LXW_CHART_BAR_STACKED_PERCENT);
    if (!chart) {
        report_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    lxw_row_t top = block->row + 1, bottom = (lxw_row_t)(block->row + block->rows);
    for (size_t i = 0; i < bins->count; i++)
        add_bin(book, chart, i, bins->count, top, bottom);
    style(book, chart, block);
    size_t bars = block->rows < REPORT_LEAST_BARS ? REPORT_LEAST_BARS : block->rows;
    double height = (double)(REPORT_TITLE_PIXELS + bars * REPORT_ROW_PIXELS + REPORT_AXIS_PIXELS);
    lxw_chart_options options = {.x_scale = (REPORT_CHART_PIXELS - 8) / 480.0,
                                 .y_scale = height / 288.0,
                                 .object_position = LXW_OBJECT_MOVE_DONT_SIZE};
    lxw_col_t col = (lxw_col_t)(REPORT_FIRST_BIN + bins->count + 3);
    report_check(book, worksheet_insert_chart_opt(book->sheet, block->row, col, chart, &options));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheet "Distribution": for each criterion a table of how often each answer was given, the indicators with the
 * highest median first, and beside it a native chart of the same figures, a bar an indicator. */
#include "export/report_distribution.h"

#include <stdlib.h>
#include <string.h>

static const double left_widths[] = {8, 44, 5, 8, 8};
#define BIN_WIDTH   4.7
#define SPACE_WIDTH 2.0

/* Bands that follow each other from end to end of the scale, in order: bins of a long scale. */
static size_t bins_of_bands(const delphi_protocol *protocol, report_bin *bins) {
    size_t count = 0;
    for (int from = protocol->scale.min; from <= protocol->scale.max;) {
        size_t b = 0;
        while (b < protocol->band_count && protocol->bands[b].low != from)
            b++;
        if (b == protocol->band_count || count == REPORT_BINS)
            return 0;
        bins[count++] = (report_bin){protocol->bands[b].low, protocol->bands[b].high, protocol->bands[b].id};
        from = protocol->bands[b].high + 1;
    }
    return count;
}

static size_t bins_of_classes(const delphi_scale *scale, report_bin *bins) {
    int points = scale->max - scale->min + 1;
    for (int i = 0; i < REPORT_CLASSES; i++)
        bins[i] = (report_bin){scale->min + i * points / REPORT_CLASSES,
                               scale->min + (i + 1) * points / REPORT_CLASSES - 1, NULL};
    return REPORT_CLASSES;
}

static size_t make_bins(const delphi_protocol *protocol, report_bin *bins) {
    int points = protocol->scale.max - protocol->scale.min + 1;
    if (points > REPORT_BINS) {
        size_t count = bins_of_bands(protocol, bins);
        return count ? count : bins_of_classes(&protocol->scale, bins);
    }
    for (int i = 0; i < points; i++)
        bins[i] = (report_bin){protocol->scale.min + i, protocol->scale.min + i, NULL};
    return (size_t)points;
}

#define LABEL_CHARACTERS 20

/* "9 very high", "4-6 middle", "10-19". A long label is cut: the sheet "Method" has it whole. */
static const char *bin_label(report_book *book, const report_bin *bin) {
    char label[256];
    const delphi_text *labels = book->protocol->scale.labels;
    const char *name = bin->band ? bin->band : "";
    if (bin->high == bin->low && labels)
        name = delphi_text_in(&labels[bin->low - book->protocol->scale.min], book->language);
    if (bin->high > bin->low)
        snprintf(label, sizeof label, "%d\xE2\x80\x93%d %s", bin->low, bin->high, name);
    else
        snprintf(label, sizeof label, "%d %s", bin->low, name);
    return report_start(book, label, LABEL_CHARACTERS);
}

typedef struct {
    const delphi_outcome *outcome;
    const delphi_cell *cell;
    double median, mean; /* below all ratings where undefined */
    size_t place;
} ranked;

static double rank_value(const delphi_value *value) {
    return value->kind == DELPHI_VALUE_UNDEFINED ? -1e9 : delphi_value_real(value);
}

/* Median, then mean, highest first; then the order of indicators.csv, so that the order is total. */
static int compare_ranked(const void *a, const void *b) {
    const ranked *x = a, *y = b;
    if (x->median != y->median)
        return x->median < y->median ? 1 : -1;
    if (x->mean != y->mean)
        return x->mean < y->mean ? 1 : -1;
    return x->place < y->place ? -1 : x->place > y->place;
}

static ranked *rank(const report_book *book, size_t criterion) {
    size_t count = book->result->outcome_count, median = delphi_measure_find("median"),
           mean = delphi_measure_find("mean");
    ranked *list = malloc((count ? count : 1) * sizeof *list);
    for (size_t i = 0; list && i < count; i++) {
        const delphi_outcome *outcome = &book->result->outcomes[i];
        const delphi_cell *cell = report_panel_cell(book, outcome, criterion);
        list[i] = (ranked){outcome, cell, rank_value(&cell->values[median]), rank_value(&cell->values[mean]), i};
    }
    if (list)
        qsort(list, count, sizeof *list, compare_ranked);
    return list;
}

static void put_heads(report_book *book, const report_bins *bins) {
    static const char *const heads[] = {N_("Id"), N_("Text"), N_("n"), N_("Median"), N_("Mean")};
    for (lxw_col_t i = 0; i < REPORT_FIRST_BIN; i++)
        report_put_words(book, REPORT_HEAD_ROW, i, heads[i], i < 2 ? REPORT_HEAD : REPORT_HEAD_TALL);
    for (size_t i = 0; i < bins->count; i++)
        report_put(book, REPORT_HEAD_ROW, (lxw_col_t)(REPORT_FIRST_BIN + i), bin_label(book, &bins->list[i]),
                   REPORT_HEAD_TALL);
    lxw_col_t col = (lxw_col_t)(REPORT_FIRST_BIN + bins->count);
    report_put_words(book, REPORT_HEAD_ROW, col, N_("Cannot judge"), REPORT_HEAD_TALL);
    report_put_words(book, REPORT_HEAD_ROW, col + 1, N_("Missing"), REPORT_HEAD_TALL);
    report_check(book, worksheet_set_row_pixels(book->sheet, REPORT_HEAD_ROW, REPORT_HEAD_PIXELS, NULL));
}

static uint32_t count_bin(const report_book *book, const report_bin *bin, const delphi_cell *cell) {
    uint32_t count = 0;
    for (int point = bin->low; point <= bin->high; point++)
        count += cell->counts[point - book->protocol->scale.min];
    return count;
}

/* Two lines beside the bar; the sheet "Decisions" has the whole. */
#define TEXT_CHARACTERS 84

static void put_row(report_book *book, const report_bins *bins, lxw_row_t row, const ranked *item,
                    report_footnotes *notes) {
    size_t median = delphi_measure_find("median"), mean = delphi_measure_find("mean");
    const delphi_indicator *indicator = &book->study->indicators[item->outcome->indicator];
    report_put(book, row, 0, indicator->id, REPORT_TEXT_BOLD);
    report_put(book, row, 1, report_start(book, delphi_text_in(&indicator->text, book->language), TEXT_CHARACTERS),
               REPORT_TEXT_SMALL);
    report_put_count(book, row, 2, item->cell->n, REPORT_COUNT);
    report_put_value(book, row, 3, &item->cell->values[median], notes);
    report_put_figure(book, row, 4, &item->cell->values[mean], REPORT_NUMBER_2, notes);
    lxw_col_t col = REPORT_FIRST_BIN;
    for (size_t i = 0; i < bins->count; i++)
        report_put_count(book, row, col++, count_bin(book, &bins->list[i], item->cell), REPORT_COUNT_OF_FEW);
    report_put_count(book, row, col++, item->cell->cannot_judge, REPORT_COUNT_OF_FEW);
    report_put_count(book, row, col, item->cell->missing, REPORT_COUNT_OF_FEW);
    report_check(book, worksheet_set_row_pixels(book->sheet, row, REPORT_ROW_PIXELS, NULL));
}

const char *report_block_title(report_book *book, const report_block *block) {
    const char *title = delphi_text_in(&book->protocol->criteria[block->criterion].title, book->language);
    size_t count = book->result->outcome_count;
    if (count <= REPORT_BLOCK_ROWS) {
        base_buffer_text(report_new_phrase(book), title);
        return report_phrase_text(book);
    }
    return REPORT_PHRASE(book, N_("{criterion} ({first}\xE2\x80\x93{last} of {count})"), {"criterion", title},
                         {"first", export_number((int64_t)block->first + 1).text},
                         {"last", export_number((int64_t)(block->first + block->rows)).text},
                         {"count", export_number((int64_t)count).text});
}

/* Of a criterion with thousands of indicators the first are drawn: no program opens thousands of charts. */
#define MOST_DRAWN 1000

/* Heading, rows, chart, and a row below that the chart's axis stands beside. Returns the row after it. */
static lxw_row_t put_block(report_book *book, const report_bins *bins, const report_block *block, const ranked *list,
                           report_footnotes *notes) {
    lxw_row_t row = block->row;
    report_put(book, row, 0, report_block_title(book, block), REPORT_SECTION);
    report_check(book, worksheet_set_row_pixels(book->sheet, row++, REPORT_TITLE_PIXELS, NULL));
    for (size_t i = 0; i < block->rows; i++)
        put_row(book, bins, row++, &list[block->first + i], notes);
    if (block->first < MOST_DRAWN)
        report_distribution_chart(book, bins, block);
    size_t absent = block->rows < REPORT_LEAST_BARS ? REPORT_LEAST_BARS - block->rows : 0;
    size_t below = REPORT_AXIS_PIXELS + absent * REPORT_ROW_PIXELS;
    report_check(book, worksheet_set_row_pixels(book->sheet, row, (uint32_t)below, NULL));
    return row + 1;
}

/* Rows of each block: as few blocks as can be, of about the same size. */
static size_t block_size(size_t count) {
    size_t blocks = (count + REPORT_BLOCK_ROWS - 1) / REPORT_BLOCK_ROWS;
    return blocks ? (count + blocks - 1) / blocks : 0;
}

static lxw_row_t put_criterion(report_book *book, const report_bins *bins, size_t criterion, lxw_row_t row,
                               report_footnotes *notes, report_breaks *breaks) {
    size_t count = book->result->outcome_count, size = block_size(count);
    ranked *list = rank(book, criterion);
    if (!list) {
        report_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return row;
    }
    for (size_t first = 0; first < count; first += size) {
        report_block block = {criterion, first, count - first < size ? count - first : size, row};
        if (row > REPORT_HEAD_ROW + 1)
            report_break(breaks, row);
        row = put_block(book, bins, &block, list, notes);
    }
    free(list);
    return row;
}

static double put_widths(report_book *book, const report_bins *bins) {
    double total = REPORT_CHART_PIXELS + 7 * SPACE_WIDTH + 5;
    report_widths(book, 0, left_widths, sizeof left_widths / sizeof *left_widths);
    for (size_t i = 0; i < sizeof left_widths / sizeof *left_widths; i++)
        total += 7 * left_widths[i] + 5;
    lxw_col_t last = (lxw_col_t)(REPORT_FIRST_BIN + bins->count + 1);
    report_check(book, worksheet_set_column(book->sheet, REPORT_FIRST_BIN, last, BIN_WIDTH, NULL));
    total += (double)(bins->count + 2) * (7 * BIN_WIDTH + 5);
    report_check(book, worksheet_set_column(book->sheet, last + 1, last + 1, SPACE_WIDTH, NULL));
    report_check(book, worksheet_set_column_pixels(book->sheet, last + 2, last + 2, REPORT_CHART_PIXELS, NULL));
    return total;
}

void report_distribution(report_book *book) {
    report_bins bins = {0};
    report_footnotes notes = {0};
    report_breaks breaks = {0};
    lxw_row_t row = REPORT_HEAD_ROW + 1;
    bins.count = make_bins(book->protocol, bins.list);
    report_paper(book, REPORT_HEAD_ROW, REPORT_HEAD_ROW);
    double width = put_widths(book, &bins);
    report_put_words(book, 0, 0, N_("Distribution of the ratings"), REPORT_TITLE);
    report_check(book, worksheet_set_row(book->sheet, 0, 28, NULL));
    report_put_words(
        book, 1, 0,
        N_("How many experts gave each answer; the indicators with the highest median first, then by mean. "
           "The bars show the valid ratings (n) as 100%."),
        REPORT_SUBTITLE);
    put_heads(book, &bins);
    if (book->result->outcome_count > MOST_DRAWN)
        report_put(book, 1, (lxw_col_t)(REPORT_FIRST_BIN + bins.count + 3),
                   REPORT_PHRASE(book, N_("Charts: the first {count} indicators of each criterion."),
                                 {"count", export_number(MOST_DRAWN).text}),
                   REPORT_SUBTITLE);
    for (size_t c = 0; c < book->protocol->criterion_count; c++)
        row = put_criterion(book, &bins, c, row, &notes, &breaks);
    report_put_footnotes(book, row, 1, &notes);
    report_pages(book, width, &breaks);
    worksheet_freeze_panes(book->sheet, REPORT_HEAD_ROW + 1, 1);
}

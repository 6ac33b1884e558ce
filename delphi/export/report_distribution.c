/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheet "Distribution": for each criterion a table of how often each answer was given, the indicators with the
 * highest median first, and beside it a native chart of the same figures, a bar an indicator. */
#include "export/report_distribution.h"

#include <stdlib.h>
#include <string.h>

static const double left_widths[] = {8, 44, 5, 8, 8};

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

#define LABEL_BYTES 40

/* "9 very high", "4-6 middle", "10-19". A long label is cut at a character: the sheet "Method" has it whole. */
static const char *bin_label(report_book *book, const report_bin *bin) {
    delphi_buffer *out = report_new_phrase(book);
    const delphi_text *labels = book->protocol->scale.labels;
    const char *name = bin->band ? bin->band : "";
    base_buffer_text(out, export_number(bin->low).text);
    if (bin->high > bin->low)
        base_buffer_format(out, "\xE2\x80\x93%d", bin->high);
    else if (labels)
        name = delphi_text_in(&labels[bin->low - book->protocol->scale.min], book->language);
    if (*name)
        base_buffer_char(out, ' ');
    size_t end = strlen(name);
    if (end > LABEL_BYTES)
        for (end = LABEL_BYTES; end > 0 && ((unsigned char)name[end] & 0xC0) == 0x80;)
            end--;
    base_buffer_append(out, name, end);
    if (name[end])
        base_buffer_text(out, "\xE2\x80\xA6");
    return report_phrase_text(book);
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
    size_t count = book->result->outcome_count, median = delphi_measure_find("median"), mean = delphi_measure_find("mean");
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

static void put_heads(report_book *book, const report_bins *bins, lxw_row_t row) {
    static const char *const heads[] = {N_("Id"), N_("Text"), N_("n"), N_("Median"), N_("Mean")};
    for (lxw_col_t i = 0; i < REPORT_FIRST_BIN; i++)
        report_put_words(book, row, i, heads[i], i < 2 ? REPORT_HEAD : REPORT_HEAD_TALL);
    for (size_t i = 0; i < bins->count; i++)
        report_put(book, row, (lxw_col_t)(REPORT_FIRST_BIN + i), bin_label(book, &bins->list[i]), REPORT_HEAD_TALL);
    lxw_col_t col = (lxw_col_t)(REPORT_FIRST_BIN + bins->count);
    report_put_words(book, row, col, N_("Cannot judge"), REPORT_HEAD_TALL);
    report_put_words(book, row, col + 1, N_("Missing"), REPORT_HEAD_TALL);
    report_check(book, worksheet_set_row_pixels(book->sheet, row, REPORT_HEAD_PIXELS, NULL));
}

static uint32_t count_bin(const report_book *book, const report_bin *bin, const delphi_cell *cell) {
    uint32_t count = 0;
    for (int point = bin->low; point <= bin->high; point++)
        count += cell->counts[point - book->protocol->scale.min];
    return count;
}

/* The start of a text that takes two lines beside its bar; the sheet "Decisions" has the whole. */
static void put_short_text(report_book *book, lxw_row_t row, lxw_col_t col, const char *text) {
    enum { MOST = 84 };
    size_t end = 0, characters = 0;
    while (text[end] && characters < MOST) {
        end++;
        while (((unsigned char)text[end] & 0xC0) == 0x80)
            end++;
        characters++;
    }
    delphi_buffer *out = report_new_phrase(book);
    base_buffer_append(out, text, end);
    if (text[end])
        base_buffer_text(out, "\xE2\x80\xA6");
    report_put(book, row, col, report_phrase_text(book), REPORT_TEXT_SMALL);
}

static void put_row(report_book *book, const report_bins *bins, lxw_row_t row, const ranked *item,
                    report_footnotes *notes) {
    size_t median = delphi_measure_find("median"), mean = delphi_measure_find("mean");
    const delphi_indicator *indicator = &book->study->indicators[item->outcome->indicator];
    report_put(book, row, 0, indicator->id, REPORT_TEXT_BOLD);
    put_short_text(book, row, 1, delphi_text_in(&indicator->text, book->language));
    report_put_count(book, row, 2, item->cell->n, REPORT_COUNT);
    report_put_value(book, row, 3, &item->cell->values[median], notes);
    report_put_value(book, row, 4, &item->cell->values[mean], notes);
    lxw_col_t col = REPORT_FIRST_BIN;
    for (size_t i = 0; i < bins->count; i++)
        report_put_count(book, row, col++, count_bin(book, &bins->list[i], item->cell), REPORT_COUNT);
    report_put_count(book, row, col++, item->cell->cannot_judge, REPORT_COUNT);
    report_put_count(book, row, col, item->cell->missing, REPORT_COUNT);
    report_check(book, worksheet_set_row_pixels(book->sheet, row, REPORT_ROW_PIXELS, NULL));
}

/* One block: a heading, the table, and a chart for every REPORT_CHART_ROWS rows. Returns the row after it. */
static lxw_row_t put_block(report_book *book, const report_bins *bins, size_t criterion, lxw_row_t row,
                           report_footnotes *notes) {
    const char *title = delphi_text_in(&book->protocol->criteria[criterion].title, book->language);
    size_t count = book->result->outcome_count;
    ranked *list = rank(book, criterion);
    if (!list) {
        report_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return row;
    }
    report_put(book, row, 0, title, REPORT_SECTION);
    report_check(book, worksheet_set_row_pixels(book->sheet, row, REPORT_TITLE_PIXELS, NULL));
    put_heads(book, bins, row + 1);
    for (size_t i = 0; i < count; i++)
        put_row(book, bins, (lxw_row_t)(row + 2 + i), &list[i], notes);
    for (size_t first = 0; first < count; first += REPORT_CHART_ROWS) {
        size_t rows = count - first < REPORT_CHART_ROWS ? count - first : REPORT_CHART_ROWS;
        report_distribution_chart(book, bins, title, row, first, rows);
    }
    free(list);
    lxw_row_t after = (lxw_row_t)(row + 2 + count), spare = count < 4 ? (lxw_row_t)(2 * (4 - count)) : 0;
    return after + spare + 2;
}

static void put_widths(report_book *book, const report_bins *bins) {
    report_widths(book, 0, left_widths, sizeof left_widths / sizeof *left_widths);
    lxw_col_t last = (lxw_col_t)(REPORT_FIRST_BIN + bins->count + 1);
    report_check(book, worksheet_set_column(book->sheet, REPORT_FIRST_BIN, last, 4.7, NULL));
    report_check(book, worksheet_set_column(book->sheet, last + 1, last + 1, 2, NULL));
    report_check(book, worksheet_set_column_pixels(book->sheet, last + 2, last + 2, REPORT_CHART_PIXELS, NULL));
}

/* A criterion starts on a new page; programs that fit a sheet to a page's width may pass over that. */
static void break_pages(report_book *book, const lxw_row_t *starts, size_t count) {
    lxw_row_t *breaks = calloc(count + 1, sizeof *breaks);
    if (!breaks) {
        report_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    for (size_t i = 1; i < count && i < 1023; i++)
        breaks[i - 1] = starts[i];
    if (count > 1)
        report_check(book, worksheet_set_h_pagebreaks(book->sheet, breaks));
    free(breaks);
}

void report_distribution(report_book *book) {
    report_bins bins = {0};
    report_footnotes notes = {0};
    size_t count = book->protocol->criterion_count;
    lxw_row_t row = 3, *starts = malloc(count * sizeof *starts);
    if (!starts) {
        report_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    bins.count = make_bins(book->protocol, bins.list);
    report_paper(book, 0, -1);
    put_widths(book, &bins);
    report_put_words(book, 0, 0, N_("Distribution of the ratings"), REPORT_TITLE);
    report_check(book, worksheet_set_row(book->sheet, 0, 28, NULL));
    report_put_words(book, 1, 0,
                     N_("How many experts gave each answer; the indicators with the highest median first, then by mean. "
                        "The bars show the valid ratings (n) as 100%."),
                     REPORT_SUBTITLE);
    for (size_t c = 0; c < count; c++) {
        starts[c] = row;
        row = put_block(book, &bins, c, row, &notes);
    }
    break_pages(book, starts, count);
    report_put_footnotes(book, row, 1, &notes);
    free(starts);
}

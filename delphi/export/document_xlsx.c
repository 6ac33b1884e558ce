/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document as a workbook: sheets, their columns, and running text. */
#include "export/document_xlsx.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define ROW_PIXELS     20.0 /* of a row that has no height of its own */
#define TITLE_PIXELS   38.0 /* of the sheet's title */
#define SECTION_PIXELS 32.0
#define TEXT_WIDTH     116.0 /* characters: longer lines are hard to follow, and shorter ones waste the screen */

double document_xlsx_width(const document_sheet *sheet, size_t first, size_t count) {
    double width = 0;
    for (size_t i = first; i < first + count && i < sheet->columns; i++)
        width += sheet->widths[i];
    return width;
}

double document_xlsx_pixels(const document_sheet *sheet, size_t first, size_t count) {
    if (first >= sheet->columns)
        return 0;
    return report_pixels(sheet->widths + first, count < sheet->columns - first ? count : sheet->columns - first);
}

void document_xlsx_across(document_sheet *sheet, size_t first, size_t count, const char *text, report_format format) {
    lxw_col_t from = (lxw_col_t)first, to = (lxw_col_t)(first + count - 1);
    if (count <= 1)
        report_put(sheet->book, sheet->row, from, text, format);
    else
        report_put_across(sheet->book, sheet->row, from, to, text, format);
}

/* Notes where the row began. */
static void end_row(document_sheet *sheet, double pixels) {
    if (sheet->row == sheet->tops_room) {
        size_t room = sheet->tops_room ? 2 * sheet->tops_room : 128;
        double *grown = realloc(sheet->tops, room * sizeof *grown);
        if (!grown) {
            report_check(sheet->book, LXW_ERROR_MEMORY_MALLOC_FAILED);
            return;
        }
        sheet->tops = grown;
        sheet->tops_room = room;
    }
    sheet->tops[sheet->row++] = sheet->top;
    sheet->top += pixels;
}

void document_xlsx_end_usual_row(document_sheet *sheet) {
    end_row(sheet, ROW_PIXELS);
}

void document_xlsx_end_row(document_sheet *sheet, double pixels) {
    uint32_t whole = (uint32_t)pixels;
    report_check(sheet->book, worksheet_set_row_pixels(sheet->book->sheet, sheet->row, whole, NULL));
    end_row(sheet, whole);
}

void document_xlsx_end_row_lines(document_sheet *sheet, int lines) {
    document_xlsx_end_row(sheet, report_line_pixels(lines));
}

void document_xlsx_clear(document_sheet *sheet) {
    while (sheet->top < sheet->busy && sheet->book->error == LXW_NO_ERROR)
        document_xlsx_end_usual_row(sheet);
}

/* ---- words ---- */

/* How running text looks, and how much wider or narrower its letters are than those of a cell. */
static const struct {
    report_format format;
    double room;
    double line; /* height of one in pixels, where it is not the usual one */
} words_looks[] = {
    [DOCUMENT_ANSWER] = {REPORT_ANSWER, 0.72, 24},  [DOCUMENT_SUBTITLE] = {REPORT_LEAD, 0.9, 0},
    [DOCUMENT_SECTION] = {REPORT_SECTION, 0.72, 0}, [DOCUMENT_PARAGRAPH] = {REPORT_PARAGRAPH, 1, 0},
    [DOCUMENT_NOTE] = {REPORT_NOTE, 1.1, 0},        [DOCUMENT_CAUTION] = {REPORT_WARNING, 0.93, 0},
};

void document_xlsx_text_row(document_sheet *sheet, size_t columns, const char *text, document_words words) {
    int lines = report_lines(text, words_looks[words].room * document_xlsx_width(sheet, 0, columns));
    document_xlsx_across(sheet, 0, columns, text, words_looks[words].format);
    if (words_looks[words].line > 0)
        document_xlsx_end_row(sheet, fmin(540, words_looks[words].line * lines + 10));
    else
        document_xlsx_end_row_lines(sheet, lines);
}

void document_xlsx_section(document_sheet *sheet, const char *title) {
    report_put(sheet->book, sheet->row, 0, title, REPORT_SECTION);
    document_xlsx_end_row(sheet, SECTION_PIXELS);
}

/* A heading stays with what it is of. */
static void draw_words(document_sheet *sheet, const document_block *block) {
    if (block->words != DOCUMENT_SECTION) {
        document_xlsx_text_row(sheet, sheet->text, block->text, block->words);
        return;
    }
    document_xlsx_keep(sheet, sheet->row, sheet->top + 4 * SECTION_PIXELS, false);
    document_xlsx_section(sheet, block->text);
}

/* ---- columns ---- */

static size_t table_columns(const document_table *table) {
    size_t count = 0;
    for (size_t i = 0; i < table->spec.column_count; i++)
        count += table->spec.columns[i].span > 1 ? (size_t)table->spec.columns[i].span : 1;
    return count;
}

/* Columns that the part's blocks take at most. */
static size_t most_columns(const document_part *part) {
    size_t tables = part->grid_count, diagrams = 0;
    for (const document_block *block = part->blocks; block; block = block->next) {
        size_t table = block->kind == DOCUMENT_IS_TABLE ? table_columns(&block->table) : 0;
        size_t diagram = block->kind == DOCUMENT_IS_DIAGRAM ? document_xlsx_diagram_columns(&block->diagram) : 0;
        tables = table > tables ? table : tables;
        diagrams = diagram > diagrams ? diagram : diagrams;
    }
    return tables + diagrams;
}

/* Gives a table's columns widths where the grid has none. */
static void widen_for(document_sheet *sheet, const document_table *table) {
    size_t at = 0;
    for (size_t i = 0; i < table->spec.column_count; i++) {
        const document_column *column = &table->spec.columns[i];
        size_t span = column->span > 1 ? (size_t)column->span : 1;
        for (size_t end = at + span; at < end; at++)
            if (at >= sheet->columns)
                sheet->widths[sheet->columns++] = column->width > 0 ? column->width / (double)span : 12;
    }
}

/* Words stand a little to the right in their column; it is so much wider, once, whatever tables share it. */
static void widen_for_indents(document_sheet *sheet) {
    uint64_t widened = 0;
    for (const document_block *block = sheet->part->blocks; block; block = block->next) {
        const document_table_spec *spec = &block->table.spec;
        size_t at = 0;
        for (size_t i = 0; block->kind == DOCUMENT_IS_TABLE && i < spec->column_count; i++) {
            bool words = spec->columns[i].direction == DOCUMENT_HEAD_WORDS;
            if (words && at < 64 && at < sheet->columns && !(widened >> at & 1)) {
                sheet->widths[at] += DOCUMENT_XLSX_INDENT;
                widened |= UINT64_C(1) << at;
            }
            at += spec->columns[i].span > 1 ? (size_t)spec->columns[i].span : 1;
        }
    }
}

/* A part of diagrams alone has columns for their boxes. */
static void widen_for_diagrams(document_sheet *sheet) {
    if (sheet->columns > 0)
        return;
    for (const document_block *block = sheet->part->blocks; block; block = block->next)
        if (block->kind == DOCUMENT_IS_DIAGRAM)
            for (size_t i = sheet->columns; i < document_xlsx_diagram_columns(&block->diagram); i++)
                sheet->widths[sheet->columns++] = i % 2 ? DOCUMENT_XLSX_GAP : DOCUMENT_XLSX_BOX;
}

/* Columns under running text: those that come to TEXT_WIDTH, and one more where all are too narrow for reading. */
static void lay_text(document_sheet *sheet) {
    double width = 0;
    sheet->text = 0;
    while (sheet->text < sheet->columns && width < TEXT_WIDTH)
        width += sheet->widths[sheet->text++];
    if (width < TEXT_WIDTH - 20) {
        sheet->widths[sheet->columns++] = TEXT_WIDTH - width;
        sheet->text++;
    }
}

/* Width of the widest chart that stands beside its table, for the hidden columns to keep clear of it. */
static double widest_chart(const document_part *part) {
    double most = 0;
    for (const document_block *block = part->blocks; block; block = block->next)
        if (block->kind == DOCUMENT_IS_TABLE)
            for (const document_chart *chart = block->table.charts; chart; chart = chart->next)
                most = fmax(most, chart->spec.width);
    return most;
}

#define COLUMN_PIXELS 64 /* of a column that has no width of its own */

static bool make_columns(document_sheet *sheet) {
    const document_part *part = sheet->part;
    sheet->widths = calloc(most_columns(part) + 2, sizeof *sheet->widths);
    if (!sheet->widths)
        return false;
    for (size_t i = 0; i < part->grid_count; i++)
        sheet->widths[sheet->columns++] = part->grid[i];
    for (const document_block *block = part->blocks; block; block = block->next)
        if (block->kind == DOCUMENT_IS_TABLE)
            widen_for(sheet, &block->table);
    widen_for_indents(sheet);
    widen_for_diagrams(sheet);
    lay_text(sheet);
    sheet->spare = sheet->first_spare = sheet->columns + (size_t)(widest_chart(part) / COLUMN_PIXELS) + 3;
    return true;
}

static void set_columns(document_sheet *sheet) {
    report_book *book = sheet->book;
    report_widths(book, 0, sheet->widths, sheet->columns);
    if (sheet->spare > sheet->first_spare) {
        lxw_row_col_options unseen = {.hidden = LXW_TRUE};
        report_check(book, worksheet_set_column_opt(book->sheet, (lxw_col_t)sheet->first_spare,
                                                    (lxw_col_t)(sheet->spare - 1), 9, NULL, &unseen));
    }
}

/* ---- sheets ---- */

static void draw_block(document_sheet *sheet, const document_block *block) {
    switch (block->kind) {
    case DOCUMENT_IS_WORDS:
        document_xlsx_clear(sheet);
        draw_words(sheet, block);
        break;
    case DOCUMENT_IS_TABLE:
        document_xlsx_table(sheet, &block->table);
        break;
    case DOCUMENT_IS_DIAGRAM:
        document_xlsx_diagram(sheet, &block->diagram);
        break;
    }
}

/* The first sheet is about the study, the others about their part. */
static void draw_heading(document_sheet *sheet, bool first) {
    report_put(sheet->book, 0, 0, first ? sheet->doc->title : sheet->part->title, REPORT_TITLE);
    document_xlsx_end_row(sheet, TITLE_PIXELS);
    if (!first)
        return;
    report_put(sheet->book, 1, 0, sheet->doc->subtitle, REPORT_SUBTITLE);
    document_xlsx_end_row(sheet, ROW_PIXELS);
}

static void free_sheet(document_sheet *sheet) {
    if (!sheet)
        return;
    free(sheet->widths);
    free(sheet->kept);
    free(sheet->tops);
    free(sheet);
}

static void draw_part(report_book *book, const document *doc, const document_part *part) {
    document_sheet *sheet = calloc(1, sizeof *sheet);
    if (sheet)
        *sheet = (document_sheet){.book = book, .doc = doc, .part = part, .repeat_last = -1};
    if (!sheet || !make_columns(sheet)) {
        report_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        free_sheet(sheet);
        return;
    }
    draw_heading(sheet, part == doc->parts);
    for (const document_block *block = part->blocks; block && book->error == LXW_NO_ERROR; block = block->next)
        draw_block(sheet, block);
    set_columns(sheet);
    document_xlsx_pages(sheet);
    free_sheet(sheet);
}

void document_xlsx_draw(report_book *book, const document *doc) {
    for (const document_part *part = doc->parts; part && book->error == LXW_NO_ERROR; part = part->next) {
        document_xlsx_add_sheet(book, part->name);
        if (book->sheet)
            draw_part(book, doc, part);
    }
}

static uint64_t room_of_table(const document_table *table) {
    uint64_t bytes = 2048 + 4096 * (uint64_t)(table->charts != NULL);
    for (const document_chart *chart = table->charts; chart; chart = chart->next)
        bytes += 8192 + (chart->spec.series_count + 1) * (2048 + 64 * (uint64_t)chart->spec.row_count);
    for (size_t r = 0; r < table->row_count; r++) {
        const document_row *row = &table->rows[r];
        bytes += 128 + 100 * (uint64_t)table->spec.column_count + (row->title ? 4 * strlen(row->title) : 0);
        for (size_t c = 0; c < row->cell_count; c++)
            bytes += row->cells[c].text ? 4 * strlen(row->cells[c].text) : 0;
    }
    return bytes;
}

uint64_t document_xlsx_room(const document *doc) {
    uint64_t bytes = 1024 * 1024;
    for (const document_part *part = doc->parts; part; part = part->next)
        for (const document_block *block = part->blocks; block; block = block->next)
            bytes += block->kind == DOCUMENT_IS_TABLE   ? room_of_table(&block->table)
                     : block->kind == DOCUMENT_IS_WORDS ? 1024 + 4 * strlen(block->text)
                                                        : 256 * 1024;
    return bytes;
}

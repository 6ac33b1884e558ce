/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A diagram on a sheet: boxes are cells with lines around them, arrows are characters in the cells between. The sheet's
 * columns are put together to columns of boxes and the gaps between these; a row of boxes is a row of the sheet, and a
 * lower row follows for the arrows that go down. */
#include "export/document_xlsx.h"

#include <string.h>

#define GAP_PIXELS  24.0
#define MOST_ACROSS 12 /* columns of boxes */
#define RIGHT       "\xE2\x86\x92"
#define DOWN        "\xE2\x86\x93"
#define SLANT       "\xE2\x86\x98"
#define PASS        "\xE2\x94\x82"

/* Columns of the sheet: those of box column i are slots[2 * i], the gap on its right slots[2 * i + 1]. */
typedef struct {
    size_t first, count;
} slot;

typedef struct {
    document_sheet *sheet;
    const document_diagram *diagram;
    slot slots[2 * MOST_ACROSS];
    int columns, rows;
} diagram_drawing;

static int wide(const document_box *box) {
    return box->columns > 1 ? box->columns : 1;
}

static int columns_of(const document_diagram *diagram) {
    int columns = 0;
    for (size_t i = 0; i < diagram->box_count; i++) {
        int end = diagram->boxes[i].column + wide(&diagram->boxes[i]);
        columns = end > columns ? end : columns;
    }
    return columns < MOST_ACROSS ? columns : MOST_ACROSS;
}

size_t document_xlsx_diagram_columns(const document_diagram *diagram) {
    return 2 * (size_t)columns_of(diagram);
}

/* Takes columns of the sheet until they come to a width; behind the last one new ones. */
static slot take(document_sheet *sheet, size_t first, double width) {
    slot taken = {first, 0};
    double sum = 0;
    while (taken.count == 0 || sum < 0.85 * width) {
        if (first + taken.count == sheet->columns)
            sheet->widths[sheet->columns++] = width - sum;
        sum += sheet->widths[first + taken.count++];
    }
    return taken;
}

static void make_slots(diagram_drawing *d) {
    size_t next = 0;
    for (int i = 0; i < 2 * d->columns; i++) {
        d->slots[i] = take(d->sheet, next, i % 2 ? DOCUMENT_XLSX_GAP : DOCUMENT_XLSX_BOX);
        next = d->slots[i].first + d->slots[i].count;
    }
}

static bool fits(const diagram_drawing *d, const document_box *box) {
    return box->row >= 0 && box->column >= 0 && box->column + wide(box) <= d->columns;
}

/* ---- arrows ---- */

static void mark(const char **marks, int at, const char *sign) {
    if (!marks[at])
        marks[at] = sign;
}

/* A column of boxes that lies over both, or -1. */
static int shared_column(const document_box *from, const document_box *to) {
    int first = from->column > to->column ? from->column : to->column;
    int from_end = from->column + wide(from), to_end = to->column + wide(to);
    int end = from_end < to_end ? from_end : to_end;
    return first < end ? first + (end - first - 1) / 2 : -1;
}

/* How many columns both have, from the first one on: an arrow stands in their middle. */
static int shared_columns(const document_box *from, const document_box *to, int first) {
    int from_end = from->column + wide(from), to_end = to->column + wide(to);
    return (from_end < to_end ? from_end : to_end) - first;
}

/* Signs in a row of boxes: arrows to the right before the box that they reach, and those that pass on their way down.
 */
static void mark_boxes_row(const diagram_drawing *d, int row, const char **marks) {
    for (size_t i = 0; i < d->diagram->arrow_count; i++) {
        const document_arrow *arrow = &d->diagram->arrows[i];
        const document_box *from = &d->diagram->boxes[arrow->from], *to = &d->diagram->boxes[arrow->to];
        int shared = shared_column(from, to);
        if (from->row == row && to->row == row && to->column > from->column && fits(d, to))
            mark(marks, 2 * to->column - 1, RIGHT);
        else if (from->row < row && row < to->row && shared >= 0 && shared < d->columns)
            mark(marks, 2 * shared, PASS);
    }
}

/* The same in the row below it. */
static void mark_gap_row(const diagram_drawing *d, int row, const char **marks) {
    for (size_t i = 0; i < d->diagram->arrow_count; i++) {
        const document_arrow *arrow = &d->diagram->arrows[i];
        const document_box *from = &d->diagram->boxes[arrow->from], *to = &d->diagram->boxes[arrow->to];
        int shared = shared_column(from, to);
        if (from->row > row || to->row <= row || !fits(d, from) || !fits(d, to))
            continue;
        if (shared >= 0 && to->row == row + 1)
            mark(marks, 2 * shared + shared_columns(from, to, shared) - 1, DOWN);
        else if (shared >= 0)
            mark(marks, 2 * shared, PASS);
        else if (from->row == row && to->column > from->column)
            mark(marks, 2 * (from->column + wide(from)) - 1, SLANT);
    }
}

static void draw_marks(const diagram_drawing *d, const char *const *marks) {
    for (int i = 0; i < 2 * d->columns; i++)
        if (marks[i])
            document_xlsx_across(d->sheet, d->slots[i].first, d->slots[i].count, marks[i], REPORT_ARROW);
}

/* ---- boxes ---- */

/* Returns the lines that it needs. */
static int draw_box(const diagram_drawing *d, const document_box *box, const char **marks) {
    int first = 2 * box->column, last = 2 * (box->column + wide(box) - 1);
    size_t from = d->slots[first].first, end = d->slots[last].first + d->slots[last].count;
    double width = 0.95 * document_xlsx_width(d->sheet, from, end - from);
    document_xlsx_across(d->sheet, from, end - from, box->text, (report_format)(REPORT_BOX + (int)box->look));
    for (int i = first; i <= last; i++)
        marks[i] = NULL;
    return report_lines(box->text, width);
}

static void draw_boxes_row(const diagram_drawing *d, int row) {
    const char *marks[2 * MOST_ACROSS] = {NULL};
    int lines = 1;
    mark_boxes_row(d, row, marks);
    for (size_t i = 0; i < d->diagram->box_count; i++) {
        const document_box *box = &d->diagram->boxes[i];
        if (box->row != row || !fits(d, box))
            continue;
        int more = draw_box(d, box, marks);
        lines = more > lines ? more : lines;
    }
    draw_marks(d, marks);
    document_xlsx_end_row_lines(d->sheet, lines + 1);
}

static void draw_gap_row(const diagram_drawing *d, int row) {
    const char *marks[2 * MOST_ACROSS] = {NULL};
    mark_gap_row(d, row, marks);
    draw_marks(d, marks);
    document_xlsx_end_row(d->sheet, GAP_PIXELS);
}

void document_xlsx_diagram(document_sheet *sheet, const document_diagram *diagram) {
    diagram_drawing d = {.sheet = sheet, .diagram = diagram, .columns = columns_of(diagram)};
    document_xlsx_clear(sheet);
    lxw_row_t row = sheet->row;
    for (size_t i = 0; i < diagram->box_count; i++)
        d.rows = diagram->boxes[i].row >= d.rows ? diagram->boxes[i].row + 1 : d.rows;
    make_slots(&d);
    if (diagram->title)
        document_xlsx_section(sheet, diagram->title);
    for (int i = 0; i < d.rows; i++) {
        draw_boxes_row(&d, i);
        draw_gap_row(&d, i);
    }
    document_xlsx_keep(sheet, row, sheet->top, false);
}

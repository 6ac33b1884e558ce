/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawing a document as a workbook: a part a sheet. Its blocks follow each other down the sheet; a sheet's columns are
 * the part's grid, and a column of a table takes one or more of these. */
#ifndef EXPORT_DOCUMENT_XLSX_H
#define EXPORT_DOCUMENT_XLSX_H

#include "export/document.h"
#include "export/report.h"

/* Draws every part as a sheet of the book; errors are the book's. */
void document_xlsx_draw(report_book *book, const document *doc);
/* What the sheets take uncompressed, at most. */
uint64_t document_xlsx_room(const document *doc);

/* ---- shared by document_xlsx_*.c ---- */

#define DOCUMENT_XLSX_MOST_LINES 31   /* that the highest row holds */
#define DOCUMENT_XLSX_BOX        26.0 /* characters that a diagram's box is wide, at least */
#define DOCUMENT_XLSX_GAP        4.0  /* and the gap between two */
#define DOCUMENT_XLSX_INDENT     1.5  /* characters that words keep clear of the column before */

/* What paper should not part: a chart, or a heading and what it is of. */
typedef struct {
    lxw_row_t row;
    double bottom; /* in pixels */
    bool new_page; /* it starts one */
} document_xlsx_kept;

typedef struct {
    report_book *book;
    const document *doc;
    const document_part *part;
    double *widths; /* of the columns, in characters */
    size_t columns; /* that have a width */
    size_t text;    /* over which running text is laid */
    lxw_row_t row;  /* the next free one */
    double top;     /* where it begins, in pixels */
    double busy;    /* down to where charts reach */
    double right;   /* how far charts reach to the right, in pixels */
    size_t spare;   /* the next hidden column, for what a chart needs and no table has */
    size_t first_spare;
    int repeat_first, repeat_last; /* heads on every page; last < first: none */
    document_xlsx_kept *kept;
    size_t kept_count, kept_room;
    double *tops; /* of the rows so far */
    size_t tops_room;
} document_sheet;

/* Widths in characters and pixels of `count` columns from `first` on. */
double document_xlsx_width(const document_sheet *sheet, size_t first, size_t count);
double document_xlsx_pixels(const document_sheet *sheet, size_t first, size_t count);
/* One text over columns, which need not be more than one. */
void document_xlsx_across(document_sheet *sheet, size_t first, size_t count, const char *text, report_format format);
/* Ends the row: at the usual height, at one in pixels, or as so many lines need. */
void document_xlsx_end_usual_row(document_sheet *sheet);
void document_xlsx_end_row(document_sheet *sheet, double pixels);
void document_xlsx_end_row_lines(document_sheet *sheet, int lines);
/* A text in rows of its own. */
void document_xlsx_text_row(document_sheet *sheet, size_t columns, const char *text, document_words words);
void document_xlsx_section(document_sheet *sheet, const char *title);
/* Goes on below all charts. */
void document_xlsx_clear(document_sheet *sheet);
/* Keeps what stands from the row on down to `bottom` on one page, where a page has room for it. */
void document_xlsx_keep(document_sheet *sheet, lxw_row_t row, double bottom, bool new_page);
/* Sets the paper: pages, and what they repeat. */
void document_xlsx_pages(document_sheet *sheet);
/* Starts a sheet: its name is cut to what Excel takes, and numbered where there is one of that name. */
void document_xlsx_add_sheet(report_book *book, const char *name);

void document_xlsx_table(document_sheet *sheet, const document_table *table);
void document_xlsx_diagram(document_sheet *sheet, const document_diagram *diagram);
/* Columns of the sheet that a diagram takes at most. */
size_t document_xlsx_diagram_columns(const document_diagram *diagram);

/* Where a table stands, for its charts. */
typedef struct {
    const document_table *table;
    lxw_row_t top_row;   /* of its title or heads */
    double top;          /* of these, in pixels */
    lxw_row_t first_row; /* of its cells */
    double first_top;    /* of these, in pixels */
    double bottom;       /* of its last row */
    size_t columns;      /* of the sheet that it takes */
} document_xlsx_place;

void document_xlsx_charts(document_sheet *sheet, const document_xlsx_place *place);

#endif

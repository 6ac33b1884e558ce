/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What workbooks share: the book being written, its formats, and the only ways into a cell. */
#ifndef EXPORT_REPORT_H
#define EXPORT_REPORT_H

#include <delphi/export.h>
#include <xlsxwriter.h>

#include "base/buffer.h"
#include "export/decision.h"
#include "export/document.h"
#include "export/phrase.h"
#include "export/text.h"

/* How a number is written. */
typedef enum {
    REPORT_NO_FIGURE, /* a word or a dash in a column of figures */
    REPORT_WHOLE,
    REPORT_FEW, /* a dot for zero */
    REPORT_ONE, /* decimal */
    REPORT_TWO,
    REPORT_SHARE,
    REPORT_PROBABILITY,
    REPORT_FIGURES
} report_figure;

/* Every way a cell can look; report_formats.c holds the table. */
typedef enum {
    REPORT_TITLE,
    REPORT_SUBTITLE,
    REPORT_ANSWER, /* the sentence that says it all */
    REPORT_SECTION,
    REPORT_HEAD,      /* of a column of words */
    REPORT_HEAD_MANY, /* of a column of figures */
    REPORT_HEAD_TALL, /* the same, written upwards */
    REPORT_HEAD_OVER, /* the same, clear of the filter's button at the bottom; and so those of the others */
    REPORT_HEAD_MANY_OVER,
    REPORT_HEAD_WORDS_OVER,
    REPORT_HEAD_BAND, /* over several columns */
    REPORT_TEXT_TOP,  /* of a text that does not fit: its start is shown */
    REPORT_NOTE,
    REPORT_WARNING,
    REPORT_LEAD, /* what a sheet is about, over several columns */
    REPORT_PARAGRAPH,
    REPORT_GROUP, /* of a row that is a heading within a table */
    REPORT_ARROW,
    REPORT_DECISION, /* and one for each decision from here on */
    /* Of a document's cells: a text, a box of a diagram, and figures of each kind, for each look. */
    REPORT_LOOK = REPORT_DECISION + DELPHI_DECISION_COUNT,
    REPORT_BOX = REPORT_LOOK + DOCUMENT_LOOK_COUNT,
    REPORT_FIGURE = REPORT_BOX + DOCUMENT_LOOK_COUNT,
    REPORT_FORMAT_COUNT = REPORT_FIGURE + DOCUMENT_LOOK_COUNT * REPORT_FIGURES
} report_format;

/* The format of a figure in a cell of that look. */
static inline report_format report_figure_format(report_figure figure, document_look look) {
    return (report_format)(REPORT_FIGURE + (int)look * REPORT_FIGURES + (int)figure);
}

typedef struct {
    const delphi_result *result;
    const delphi_study *study;
    const delphi_protocol *protocol;
    int round;
    delphi_language language;
    const char *title, *heading; /* of every page's head; NULL: the study's title and its round */
    lxw_workbook *workbook;
    lxw_worksheet *sheet; /* the one being written */
    lxw_format *formats[REPORT_FORMAT_COUNT];
    delphi_buffer phrase; /* the last sentence put together */
    delphi_buffer clean;  /* the last text made fit for a cell */
    lxw_error error;      /* the first one */
} report_book;

/* Fills book->formats; false when out of memory. */
bool report_formats(report_book *book);
/* The sign and word of a decision, as in "✓ keep". Borrowed until the next phrase. */
const char *report_decision_words(report_book *book, delphi_decision decision);
/* The same of an outcome, with a mark where the steering group decided. */
const char *report_outcome_words(report_book *book, const delphi_outcome *outcome);

/* Remembers the first error of libxlsxwriter. */
void report_check(report_book *book, lxw_error error);

/* A translated sentence with its fields filled in, in book->phrase; "" when out of memory. */
const char *report_phrase(report_book *book, const char *text, const export_field *fields, size_t count);
#define REPORT_PHRASE(book, text, ...)                                                                                 \
    report_phrase(book, text, (const export_field[]){__VA_ARGS__},                                                     \
                  sizeof((const export_field[]){__VA_ARGS__}) / sizeof(export_field))
/* Starts a phrase that is put together in steps. */
delphi_buffer *report_new_phrase(report_book *book);
const char *report_phrase_text(const report_book *book);
const char *report_words(const report_book *book, const char *text);
/* The text made fit for a cell: no control characters, no more than 32,767 characters, nothing that a reader of xlsx
 * would decode. Borrowed until the next call; may be the text itself. */
const char *report_clean(report_book *book, const char *text);

/* Cells. Texts are always strings, whatever they start with. */
void report_put(report_book *book, lxw_row_t row, lxw_col_t col, const char *text, report_format format);
/* One text over several columns. */
void report_put_across(report_book *book, lxw_row_t row, lxw_col_t first, lxw_col_t last, const char *text,
                       report_format format);

/* Columns from `first` on: widths in characters. */
void report_widths(report_book *book, lxw_col_t first, const double *widths, size_t count);
/* What such columns take on the screen. */
double report_pixels(const double *widths, size_t count);
/* How wide the first `size` bytes of a text are in ems: in pixels 4/3 of the size of its letters in points each. */
double report_ems(const char *text, size_t size);
/* Lines that a text takes in a column of `width` characters. */
int report_lines(const char *text, double width);
/* Height in pixels of a row of `lines` lines of the ordinary size; a cell cannot be higher than Excel's 409 points. */
double report_line_pixels(int lines);

/* Paper: A4 landscape, a page wide, rows first to last on every page (none where last < first), header and footer. */
void report_paper(report_book *book, int repeat_first, int repeat_last);

#define REPORT_PAGE_PIXELS 668.0 /* that A4 landscape is high between our margins, less a little */

/* Rows at which a page begins. */
#define REPORT_MOST_BREAKS 1023 /* that Excel takes on a sheet */
typedef struct {
    lxw_row_t rows[REPORT_MOST_BREAKS + 1]; /* ends in 0 */
    size_t count;
} report_breaks;
void report_break(report_breaks *breaks, lxw_row_t row);
/* Instead of the fit to a page's width, with which Excel passes over page breaks: scaled from the sheet's width. */
double report_scale(double pixels);
void report_pages(report_book *book, double pixels, report_breaks *breaks);

/* The study's title, and "round 2 of 3". */
const char *report_title(const report_book *book);
void report_round_words(report_book *book, delphi_buffer *out);

/* The cell of a criterion for the whole panel. */
static inline const delphi_cell *report_panel_cell(const report_book *book, const delphi_outcome *outcome,
                                                   size_t criterion) {
    return delphi_result_cell(book->result, outcome, criterion, DELPHI_NONE);
}

#endif

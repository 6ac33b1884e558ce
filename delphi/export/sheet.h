/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of an expert's sheet share. A sheet_book is a report_book with looks of its own: words, cells, widths
 * and paper are the report's. Its `result` is that of the round before, NULL in round 1. */
#ifndef EXPORT_SHEET_H
#define EXPORT_SHEET_H

#include <delphi/export.h>
#include <delphi/sheet.h>

#include "export/report.h"
#include "export/sheet_privacy.h"

/* Most columns of a distribution: a point each, or where the scale has more, SHEET_BINS bins. */
#define SHEET_MOST_POINTS 11
#define SHEET_BINS        10
#define SHEET_BAR_COLOUR  0x9CC3DE

/* What every sheet of a round has in common, found once. */
typedef struct {
    const delphi_sheet_round *of;
    delphi_study asked; /* as the round asks it */
    bool ranking;
    const delphi_study *study;
    const delphi_protocol *protocol;
    const delphi_ratings *before; /* of the round before; NULL in round 1 */
    bool goes_on;                 /* a later round asks again: it shows what experts write in this one */
    bool proposals;               /* new indicators are asked for */
    size_t high;                  /* index of the band "high", or DELPHI_NONE */
    size_t *order;                /* the indicators in play, by topic, in the order in which topics come up */
    size_t count;
    const delphi_comment **comments; /* of the round before: by indicator, then by text, so that no voice is followed */
    size_t *first_comment;           /* indicator_count + 1 entries */
    size_t decided;                  /* outcomes of the round before that were kept or dropped */
    uint64_t bytes;                  /* that a sheet takes uncompressed, at most */
} sheet_plan;

delphi_status sheet_plan_make(const delphi_sheet_round *of, sheet_plan *plan);
void sheet_plan_end(sheet_plan *plan);

/* How a cell can look; sheet_formats.c holds the table. */
typedef enum {
    SHEET_TITLE,
    SHEET_SUBTITLE,
    SHEET_SECTION,
    SHEET_LABEL,
    SHEET_BODY,
    SHEET_QUIET,
    SHEET_POINT_NUMBER, /* of the table of the scale */
    SHEET_HEAD,
    SHEET_HEAD_MANY,
    SHEET_HEAD_ENTRY,
    SHEET_TOPIC,
    SHEET_INDICATOR,
    SHEET_DEFINITION,
    SHEET_REMARK, /* what others wrote */
    SHEET_CRITERION,
    SHEET_OWN,
    SHEET_COUNT, /* and the same for the smaller row of the own group: + SHEET_OF_GROUP */
    SHEET_COUNT_MINE,
    SHEET_WHOLE,
    SHEET_ONE,
    SHEET_TWO,
    SHEET_SHARE,
    SHEET_FIGURE, /* a figure in words */
    SHEET_PLACE,
    SHEET_GROUP,
    SHEET_GROUP_COUNT,
    SHEET_GROUP_COUNT_MINE,
    SHEET_GROUP_WHOLE,
    SHEET_GROUP_ONE,
    SHEET_GROUP_TWO,
    SHEET_GROUP_SHARE,
    SHEET_GROUP_FIGURE,
    SHEET_GROUP_NOTE,
    SHEET_DECIDED,
    SHEET_WHY,
    SHEET_ENTRY_RATING,
    SHEET_ENTRY_TEXT,
    SHEET_FORMAT_COUNT,
} sheet_format;
#define SHEET_OF_GROUP (SHEET_GROUP_COUNT - SHEET_COUNT)

/* The columns of the form; those that a form has not are 0, which is the hidden one. */
typedef struct {
    lxw_col_t label, own, point, points, cannot_judge, n, median, quartiles, high, place;
    lxw_col_t rating, reason, comment, last;
} sheet_columns;

typedef struct {
    report_book book;
    const sheet_plan *plan;
    size_t expert;
    const char *code;
    const char *mark;
    lxw_format *formats[SHEET_FORMAT_COUNT];
    sheet_columns at;
    double widths[SHEET_MOST_POINTS + 16];
    lxw_row_t row;               /* of the form: the next one */
    lxw_row_t first_entry, last; /* of the form: first and last row with a rating */
    char answers[64];            /* the formula of the cells that list what may be answered */
    uint32_t most;               /* of the form: the highest count of a distribution */
    double text_width;           /* of the form: characters from the column after the label to the last */
} sheet_book;

/* Fills book->formats; false when out of memory. */
bool sheet_formats(sheet_book *book);
/* The size of its letters. */
double sheet_points(sheet_format format);
bool sheet_is_bold(sheet_format format);

typedef enum { SHEET_PAGE_START, SHEET_PAGE_DECISIONS, SHEET_PAGE_FORM, SHEET_PAGE_COUNT } sheet_page;
/* The name of a page, at most 31 characters in any language. */
const char *sheet_page_name(const sheet_book *book, sheet_page page);

/* The words for "cannot judge", as the list offers them. */
const char *sheet_cannot_judge(const sheet_book *book);

/* The pages. */
void sheet_start(sheet_book *book);
void sheet_decisions(sheet_book *book);
void sheet_form(sheet_book *book);

/* What may be typed into the column of ratings, by a formula, and what is said of anything else. */
void sheet_validate(sheet_book *book, const delphi_buffer *formula, const char *title, const delphi_buffer *words);

/* Cells. Texts are always strings, whatever they start with. */
void sheet_put(sheet_book *book, lxw_row_t row, lxw_col_t col, const char *text, sheet_format format);
void sheet_put_number(sheet_book *book, lxw_row_t row, lxw_col_t col, double number, sheet_format format);
void sheet_put_across(sheet_book *book, lxw_row_t row, lxw_col_t first, lxw_col_t last, const char *text,
                      sheet_format format);
/* Lines that a text takes in columns of `width` characters together. */
int sheet_lines(const char *text, double width, sheet_format format);
/* How high as many lines are, in points: no more than Excel shows. */
double sheet_height(int lines, sheet_format format);
/* Makes a row high enough for as many lines. */
void sheet_row(sheet_book *book, lxw_row_t row, int lines, sheet_format format);
/* A text over several columns that are `width` characters wide, in as many rows as it needs, each as high as it must
 * be; returns the row after the last. */
lxw_row_t sheet_put_long(sheet_book *book, lxw_row_t row, lxw_col_t first, lxw_col_t last, double width,
                         const char *text, sheet_format format);
/* Locks all cells of the sheet being written but those for answers; there is no password. */
void sheet_lock(sheet_book *book);

/* One answer of the scale as the list offers it: "7 - Very important", or "" for a point without a label. */
void sheet_point_words(const sheet_book *book, int point, delphi_buffer *out);
bool sheet_point_is_labelled(const sheet_book *book, int point);
/* Are the points so many that a list of them would be no help? */
bool sheet_scale_is_long(const delphi_scale *scale);

/* The clauses of an outcome whose values an expert may see: of the whole panel, where the panel may be shown. The copy
 * borrows `room`, because_count entries. */
delphi_outcome sheet_public_outcome(const sheet_book *book, const delphi_outcome *outcome, delphi_clause *room);

/* What the row of one criterion shows of the round before, from column `own` to `place`, and the row of the own group
 * below it. `row` is the panel's row; returns the row after the last. */
lxw_row_t sheet_feedback(sheet_book *book, lxw_row_t row, size_t indicator, size_t criterion);
/* The width of a column of the form in characters. */
double sheet_width(const sheet_book *book, lxw_col_t col);
/* Bars behind all counts of the form, of one scale, so that they can be compared from row to row. One rule does it: a
 * rule a row would be half of the file. */
void sheet_bars(sheet_book *book);
/* How many columns the distribution takes, and which points go into each (both ends included). */
size_t sheet_bins(const delphi_scale *scale);
void sheet_bin(const delphi_scale *scale, size_t bin, int *low, int *high);

/* Comments of the round before on an indicator, from `row` on; returns the row after the last. */
lxw_row_t sheet_comments(sheet_book *book, lxw_row_t row, size_t indicator);

/* Writes one sheet. */
delphi_status sheet_write(const sheet_plan *plan, const delphi_sheet_order *order, delphi_problems *problems);

/* ---- a ranking (sheet_ranking.c) ---- */

/* What is to be done: put in order, or pick. */
const char *sheet_ranking_step(sheet_book *book);
/* What a cell for a place takes: a place of the list that no other cell has. */
void sheet_ranking_validation(sheet_book *book);

#endif

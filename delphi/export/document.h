/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a report says, before it is a workbook or a page: parts of paragraphs, tables, charts and diagrams, in the
 * reader's language. The parts are written once (report_*.c); document_xlsx*.c draws them as sheets and
 * document_html*.c as one page, so that both say the same.
 *
 * A chart shows columns of a table and nothing else: the table is what a reader has who cannot see it.
 * Every text is copied. Running out of memory marks the document (`failed`); the caller looks once, at the end. */
#ifndef EXPORT_DOCUMENT_H
#define EXPORT_DOCUMENT_H

#include <delphi/model.h>
#include <delphi/value.h>

#include "base/arena.h"

/* ---- cells ---------------------------------------------------------------------------------------------------- */

typedef enum {
    DOCUMENT_BLANK,
    DOCUMENT_TEXT,
    DOCUMENT_COUNT,        /* a whole number */
    DOCUMENT_COUNT_OF_FEW, /* the same where most are zero: a dot for zero */
    DOCUMENT_NUMBER,       /* with `decimals` */
    DOCUMENT_SHARE,        /* a part of one, shown as a percentage with one decimal */
    DOCUMENT_P,            /* of a test: three decimals, "< 0.001" below */
    DOCUMENT_TRUTH,        /* yes or no: `number` is 1 or 0 */
    DOCUMENT_DECISION,     /* sign, word and colour */
    DOCUMENT_ABSENT,       /* not defined: a dash and the number of the table's footnote */
    DOCUMENT_HIDDEN,       /* not shown, to protect a small group: a dash; a note below the table should say so */
} document_kind;

/* How a text stands out. The drawers have a table each; colour is never the only sign. */
typedef enum {
    DOCUMENT_PLAIN,
    DOCUMENT_SMALL,  /* a long text beside figures */
    DOCUMENT_STRONG, /* what names the row, or what a reader must not miss */
    DOCUMENT_QUIET,
    DOCUMENT_WARNING,
    DOCUMENT_TOTAL, /* of a row of totals: the cells of one */
    DOCUMENT_LOOK_COUNT
} document_look;

typedef struct {
    document_kind kind;
    document_look look;
    const char *text; /* of a text; of a decision its words; else NULL */
    double number;    /* of every kind of figure, and 1 or 0 of a truth; NaN for the others */
    int decimals;     /* of a number: 0 to 2 */
    int footnote;     /* of an absent value: its number in the table, from 1 */
    delphi_decision decision;
} document_cell;

/* ---- tables --------------------------------------------------------------------------------------------------- */

typedef enum {
    DOCUMENT_HEAD_WORDS,   /* over texts: at the left */
    DOCUMENT_HEAD_FIGURES, /* over figures: in the middle */
    DOCUMENT_HEAD_UPWARDS, /* over narrow figures: written upwards in a workbook */
} document_head;

typedef struct {
    const char *head;
    const char *over; /* a heading over this column and the neighbours with the same one; NULL: none */
    double width;     /* in characters of a workbook; on a page widths are in proportion */
    int span;         /* how many of the part's grid columns it takes in a workbook; 0 counts as 1 */
    document_head direction;
    bool names_row; /* the cell says what the row is about */
    bool data_bar;  /* shares are drawn as bars within the cells, besides their figures */
} document_column;

typedef struct {
    const char *title; /* a heading over the table; NULL: none */
    const document_column *columns;
    size_t column_count;
    bool headless;   /* no heads: labels and texts */
    bool filter;     /* the reader may filter its rows; one table of a part can have it */
    int frozen;      /* columns that stay in sight, with the heads; 0: none */
    int head_pixels; /* height of the heads; 0: as they need */
    bool new_page;   /* on paper it starts a page */
    bool whole;      /* on paper the rows below a title row stay on its page */
} document_table_spec;

typedef struct {
    const char *title; /* not NULL: a row that is a heading for those below it, without cells */
    document_cell *cells;
    size_t cell_count; /* of the columns once the row is complete */
} document_row;

typedef struct document_chart document_chart;
typedef struct document document;

typedef struct {
    document *document;
    document_table_spec spec;
    document_row *rows;
    size_t row_count, row_room;
    delphi_reason reasons[DELPHI_REASON_COUNT]; /* of the footnotes */
    size_t reason_count;
    const char **notes; /* below the table, after the footnotes */
    size_t note_count, note_room;
    document_chart *charts; /* in order, a list */
} document_table;

/* ---- charts --------------------------------------------------------------------------------------------------- */

typedef enum {
    DOCUMENT_BARS,           /* lying, a bar a row, its figure at the end */
    DOCUMENT_BARS_STACKED,   /* lying, a bar a row, its columns one after another, the whole 100 % */
    DOCUMENT_BARS_CLUSTERED, /* lying, for each row a bar a column beside each other */
    DOCUMENT_LINES,          /* a line a column over the rows, with markers */
    DOCUMENT_MOVES,          /* over each row a marker a column (a round each), joined by a line from first to last */
    DOCUMENT_SCATTER,        /* a point a row: `x` against each column, with the label of the row */
    DOCUMENT_RADAR,          /* a spoke a row, a line a column */
} document_chart_kind;

typedef struct {
    size_t column;    /* of the table: its figures. Cells that are no figures are left out */
    const char *name; /* in the legend; NULL: the column's head */
    uint32_t colour;  /* 0xRRGGBB; markers and dashes differ too, by their place */
} document_series;

typedef enum { DOCUMENT_BELOW, DOCUMENT_BESIDE } document_place;

typedef struct {
    document_chart_kind kind;
    const char *title;
    const char *description; /* the alternative text: what it shows, and the finding in a sentence */
    size_t first_row;        /* of the table's rows, none of which is a title */
    size_t row_count;
    size_t categories; /* column with the labels of the rows */
    size_t x;          /* column of a scatter's abscissa */
    const document_series *series;
    size_t series_count;
    const uint32_t *row_colours;   /* of bars: row_count entries, or NULL */
    const char *x_title, *y_title; /* NULL: none */
    double least, most;            /* of the axis of values (a scatter's ordinate); least == most: as the figures ask */
    double x_least, x_most;        /* of a scatter's abscissa */
    double mark, x_mark;           /* where a thin line stands (a threshold) on either axis; NaN: none */
    bool percent;                  /* values are shares */
    document_place place;
    bool small;        /* one of many that are to be compared: they stand beside each other, unnumbered */
    int width, height; /* pixels of a workbook; on a page they keep their proportion */
} document_chart_spec;

struct document_chart {
    document_chart_spec spec;
    document_chart *next;
};

/* ---- diagrams: boxes in a grid, and arrows ---------------------------------------------------------------------- */

typedef struct {
    int row, column;  /* from 0 */
    int columns;      /* that it is wide; 0 counts as 1 */
    const char *text; /* lines apart by \n */
    document_look look;
} document_box;

typedef struct {
    size_t from, to; /* boxes: to the right of each other or below */
} document_arrow;

typedef struct {
    const char *title, *description;
    const document_box *boxes;
    size_t box_count;
    const document_arrow *arrows;
    size_t arrow_count;
} document_diagram;

/* ---- parts ------------------------------------------------------------------------------------------------------ */

typedef enum {
    DOCUMENT_ANSWER,    /* the sentence that says it all: at the top */
    DOCUMENT_SUBTITLE,  /* what the part is about */
    DOCUMENT_SECTION,   /* a heading */
    DOCUMENT_PARAGRAPH, /* running text */
    DOCUMENT_NOTE,
    DOCUMENT_CAUTION,
} document_words;

typedef enum { DOCUMENT_IS_WORDS, DOCUMENT_IS_TABLE, DOCUMENT_IS_DIAGRAM } document_block_kind;

typedef struct document_block document_block;
struct document_block {
    document_block_kind kind;
    document_words words;
    const char *text;
    document_table table;
    document_diagram diagram;
    document_block *next;
};

typedef struct document_part document_part;
struct document_part {
    document *document;
    const char *id;     /* "decisions": an anchor, the same in every language */
    const char *name;   /* of the sheet, at most 31 characters */
    const char *title;  /* the heading */
    const double *grid; /* widths of a workbook's columns; NULL: those of the first table */
    size_t grid_count;
    document_block *blocks, *last;
    document_part *next;
};

struct document {
    base_arena *arena;
    delphi_language language;
    const char *title;    /* of the study */
    const char *subtitle; /* "Round 2 of 3, closed on 20 November 2020" */
    const char *heading;  /* for a page's head: short */
    document_part *parts, *last;
    bool failed;
    /* Where writing goes once memory has run out. */
    document_part spare_part;
    document_block spare_block;
};

/* NULL when out of memory. */
document *document_new(delphi_language language);
void document_free(document *doc);
void document_entitle(document *doc, const char *title, const char *subtitle);
/* What a page's head says beside the title: short. */
void document_set_heading(document *doc, const char *heading);

/* A copy of a text that lasts as long as the document, as of a phrase that the next one would overwrite. */
const char *document_copy(document *doc, const char *text);

/* Never NULL: out of memory gives a place that takes what is written to it and belongs to the document. */
document_part *document_add_part(document *doc, const char *id, const char *name, const char *title);
/* Another heading than the one it was made with. */
void document_set_title(document_part *part, const char *title);
/* Sets the columns of the workbook's sheet, for a part whose tables share columns. */
void document_set_grid(document_part *part, const double *widths, size_t count);

/* Empty texts are left out. */
void document_say(document_part *part, document_words words, const char *text);
/* The same before all that the part has, as an answer that is known at the end. */
void document_say_first(document_part *part, document_words words, const char *text);
document_table *document_add_table(document_part *part, const document_table_spec *spec);
void document_add_diagram(document_part *part, const document_diagram *diagram);

/* Starts a row; cells follow in the order of the columns. A row that is cut short is filled up with blanks. */
void document_start_row(document_table *table);
/* A row that is a heading. */
void document_title_row(document_table *table, const char *title);
void document_put_blank(document_table *table);
void document_put_text(document_table *table, const char *text, document_look look);
void document_put_count(document_table *table, uint64_t count, document_look look);
void document_put_count_of_few(document_table *table, uint64_t count);
/* k of n; a dash where n is 0. */
void document_put_share(document_table *table, uint64_t k, uint64_t n, document_look look);
void document_put_number(document_table *table, double number, int decimals, document_look look);
void document_put_hidden(document_table *table);
void document_put_hidden_as(document_table *table, document_look look);
/* A value as its kind asks, with as many decimals as it needs, two at most; where it is undefined a footnote. */
void document_put_value(document_table *table, const delphi_value *value);
/* The same with just so many decimals, for a column that is compared from row to row. */
void document_put_figure(document_table *table, const delphi_value *value, int decimals);
/* A real value as a percentage. */
void document_put_percentage(document_table *table, const delphi_value *value);
/* The value of a measure of a set or of two rounds, as its name asks: a p, a share as a percentage, a number. */
void document_put_measure(document_table *table, const char *name, const delphi_value *value);
/* `words`: sign and word, see report_decision_words(). */
void document_put_decision(document_table *table, delphi_decision decision, const char *words);

/* A line below the table. */
void document_add_note(document_table *table, const char *text);
/* Rows and columns must be there already. */
void document_add_chart(document_table *table, const document_chart_spec *spec);

/* Is the cell a figure? */
bool document_is_figure(const document_cell *cell);
/* Counts blocks of a kind: 0 where a part has none. */
size_t document_count_blocks(const document_part *part, document_block_kind kind);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the intake share: its state, the columns of a file, the columns map. */
#ifndef INGEST_INTAKE_H
#define INGEST_INTAKE_H

#include <delphi/ingest.h>

#include "base/arena.h"
#include "base/problems.h"
#include "ingest/csv.h"
#include "ingest/decode.h"
#include "ingest/xlsx.h"

/* What a column holds. The order is that of the table of names in intake_names.c. */
typedef enum {
    INTAKE_OPEN,     /* nothing says what it holds */
    INTAKE_LEFT_OUT, /* looked at, and found to hold no answers */
    INTAKE_IGNORE,   /* the map says so */
    INTAKE_EXPERT,
    INTAKE_GROUP,
    INTAKE_INDICATOR, /* long form: the row's indicator */
    INTAKE_CRITERION, /* long form: the row's criterion */
    INTAKE_RATING,
    INTAKE_COMMENT,
    INTAKE_TICK,         /* a box: ticked is the highest point of the scale, not ticked the lowest */
    INTAKE_CHOICES,      /* several choices in one cell, each of them a criterion */
    INTAKE_CANNOT_JUDGE, /* a box for "cannot judge" beside a rating */
    INTAKE_ROLE_COUNT
} intake_role;

/* Do columns with this role hold answers? */
static inline bool intake_role_answers(intake_role role) {
    return role >= INTAKE_RATING;
}

/* A survey tool's way to write an export (ingest/dialect.h). */
typedef struct ingest_dialect ingest_dialect;

/* What a column is by the tool that made it. */
typedef enum {
    DIALECT_OTHER, /* nothing of the tool's own: a question of the survey */
    DIALECT_EXPERT,
    DIALECT_PERSONAL, /* would tell who somebody is: never read */
    DIALECT_METADATA,
    /* From here on a column tells about its row. */
    DIALECT_SENT_IN,     /* filled once the answers were sent in */
    DIALECT_FINISHED,    /* true or 1 */
    DIALECT_PROGRESS,    /* in per cent */
    DIALECT_FORM_STATUS, /* REDCap's: 2 or Complete */
    DIALECT_PREVIEW,     /* says that a row is a trial */
    DIALECT_EVENT,       /* which of several rounds, packages or events a row is of */
    DIALECT_ROUND,       /* the round's number */
    DIALECT_KIND_COUNT
} dialect_kind;

/* What became of a row. */
typedef enum {
    INTAKE_ROW_HEAD,
    INTAKE_ROW_READ,
    INTAKE_ROW_PARTIAL, /* read, of answers that were not sent in */
    INTAKE_ROW_EMPTY,
    INTAKE_ROW_PREVIEW,
    INTAKE_ROW_INCOMPLETE, /* left out with --complete-only */
    INTAKE_ROW_ELSEWHERE,  /* of another round or event */
    INTAKE_ROW_REFUSED,
    INTAKE_ROW_FATES
} intake_row_fate;

/* A role, and for a rating or comment what it is on: DELPHI_NONE where the row says it. For a comment, criterion
 * DELPHI_NONE in a file without a criterion column is the indicator as a whole. */
typedef struct {
    intake_role role;
    size_t indicator, criterion;
} intake_target;

/* Why a column could not be given a role. */
typedef enum {
    INTAKE_WHY_UNKNOWN,   /* the heading says nothing */
    INTAKE_WHY_BARE,      /* an indicator alone, in a study with several criteria */
    INTAKE_WHY_PART,      /* an indicator with something in brackets that is no criterion */
    INTAKE_WHY_TWO_TEXTS, /* the text of two indicators */
    INTAKE_WHY_LONG,      /* an indicator's column in a file in long form */
} intake_why;

typedef struct {
    const char *heading; /* white space folded */
    size_t heading_size;
    const char *also; /* how the dialect renames it, or another head of it; NULL: no other name */
    size_t also_size;
    long line;
    dialect_kind kind;
    bool only;        /* rows with another value than --only gives are left out */
    bool form_counts; /* a form's status that is on columns in use */
    intake_target target;
    intake_why why;
    long map_line;      /* line of the map's row that speaks of this column; 0: none does */
    bool repeated;      /* the heading is empty or occurs more than once */
    bool reported;      /* a problem that is told once a column was told */
    bool doubled;       /* another column has the same target */
    size_t filled;      /* cells that are not empty, counted until the column has shown what it is */
    size_t answers;     /* of these, cells that read as answers */
    intake_target near; /* where open: what the heading nearly says (an indicator's index), or DELPHI_NONE */
} intake_column;

/* A file that was taken in. Stays for the places of answers that come a second time. */
typedef struct intake_file {
    const char *name;
    uint32_t base; /* answers of this file have the source base + line */
    long last_line;
    intake_column *columns;
    size_t column_count;
    size_t *used; /* the columns of ratings, then those of comments */
    size_t used_count;
    size_t expert, group, indicator, criterion; /* columns, or DELPHI_NONE */
    const ingest_dialect *dialect;
    const struct dialect_heads *heads; /* the first rows */
    const char *seen;                  /* the marks of the dialect; "" where --format said it */
    size_t head_rows;
    const intake_layout *layout; /* while it is read */
    size_t *about_rows;          /* columns that tell about their row */
    size_t about_row_count;
    size_t fates[INTAKE_ROW_FATES];
    delphi_buffer rows;           /* an intake_row for each row, where these are wanted */
    bool cells_as_they_are;       /* the dialect has no way of its own to write a cell */
    bool has_personal, has_ticks; /* columns of this kind */
    bool tells_complete;          /* it can be told whether answers were sent in */
    size_t missing_codes;         /* cells with a code for "not answered" */
    const struct intake_file *previous;
} intake_file;

/* A row for the loss report. */
typedef struct {
    long line;
    intake_row_fate fate;
} intake_row;

/* One row of a columns map. */
typedef struct {
    const char *column; /* heading, white space folded */
    size_t column_size;
    size_t number; /* from `#N`; 0 where a heading is given */
    bool rest;     /* `*` */
    intake_target target;
    long line;
} intake_map_row;

typedef struct {
    const char *file;
    intake_map_row *rows;
    size_t count;
} intake_map;

typedef struct {
    delphi_comment comment; /* the text is NULL where a correction took it back */
    uint32_t source;        /* 0: the round held it already */
    uint32_t column;
} intake_comment;

/* What a person says beside the map. */
typedef struct {
    const ingest_dialect *format;         /* NULL: by its marks */
    const char *only_column, *only_value; /* NULL: rows of all values */
    bool complete_only, keeps_rows;
} intake_settings;

typedef struct {
    delphi_proposal proposal;
    uint32_t source; /* 0: the round held it already */
} intake_proposal;

struct delphi_intake {
    const delphi_study *study;
    int round;
    const bool *in_play;
    const char *present_file;
    base_arena *arena;
    delphi_ratings *ratings; /* cells only: what the round held and what came in */
    struct {
        delphi_ballot *items; /* likewise, of a meeting; room for every indicator */
        bool *taken;          /* beside the items: came in now */
        size_t count;
    } ballots;
    uint32_t *sources; /* beside the cells: base + line, 0 for what the round held */
    uint32_t next_base;
    intake_comment *comments;
    size_t comment_count, comment_capacity;
    intake_proposal *proposals;
    size_t proposal_count, proposal_capacity;
    delphi_second_return *second_returns;
    size_t second_return_count, second_return_capacity;
    delphi_intake_terms terms;
    delphi_intake *aside; /* where terms say what counts: the last survey file, read by itself */
    const intake_map *map;
    const intake_file *last; /* the files, last one first */
    bool *answered;          /* experts with something in the files */
    delphi_intake_counts counts;
    bool correcting; /* what the round holds may be replaced */
    delphi_correction *corrections;
    size_t correction_count, correction_capacity;
    intake_settings settings;
    delphi_buffer loss, summary; /* of the files so far (loss.c) */
    size_t hints;                /* nearest spellings that were looked for */
    bool failed;
};

/* ---- names (intake_names.c) ---- */

/* Room for a text that intake_cut() made. */
#define INTAKE_CUT_SIZE 256
/* A text for a message: at most 60 characters, without line breaks. */
const char *intake_cut(char out[INTAKE_CUT_SIZE], const char *text, size_t size);
#define INTAKE_CUT(text, size) intake_cut((char[INTAKE_CUT_SIZE]){0}, text, size)
#define INTAKE_HEADING(column) INTAKE_CUT((column)->heading, (column)->heading_size)

/* Room for a hint. */
#define INTAKE_HINT_SIZE 128
/* "; did you mean 'I01'?", or "". `first` is the first of `count` structs of `stride` bytes that begin with an id.
 * After many hints there are no more: a file with a million unknown experts must not take a day. */
const char *intake_hint(delphi_intake *intake, char out[INTAKE_HINT_SIZE], const char *text, size_t size,
                        const void *first, size_t stride, size_t count);
const char *intake_hint_expert(delphi_intake *intake, char out[INTAKE_HINT_SIZE], const char *text, size_t size);
const char *intake_hint_indicator(delphi_intake *intake, char out[INTAKE_HINT_SIZE], const char *text, size_t size);
const char *intake_hint_criterion(delphi_intake *intake, char out[INTAKE_HINT_SIZE], const char *text, size_t size);

/* A copy with runs of white space folded to one blank; NULL when out of memory. */
char *intake_fold(base_arena *arena, const char *text, size_t size, size_t *folded_size);

/* The indicator with this id or text. Where several have the text, those of this round go first; *two tells that two of
 * these have it. DELPHI_NONE where there is none. */
size_t intake_find_indicator(const delphi_intake *intake, const char *text, size_t size, bool *two);
/* The criterion with this id or title; likewise the group. */
size_t intake_find_criterion(const delphi_intake *intake, const char *text, size_t size);
size_t intake_find_group(const delphi_intake *intake, const char *text, size_t size);

/* "expert", "rating", ...; "" for an open column. */
const char *intake_role_name(intake_role role);
/* The role with this name in a columns map, or INTAKE_OPEN. */
intake_role intake_role_named(const char *text, size_t size);
/* The role that a heading of a long file stands for, in English or Dutch, or INTAKE_OPEN. */
intake_role intake_role_of_heading(const char *text, size_t size);

/* Room for the name of what a target is on. */
#define INTAKE_TARGET_SIZE 256
/* "I01[relevance]", "I01" where the study has one criterion, "I01[comment]", "expert". */
const char *intake_target_name(const delphi_intake *intake, intake_target target, char out[INTAKE_TARGET_SIZE]);

/* The role that a column's heading, or its other name, stands for in a long file. */
intake_role intake_column_word(const intake_column *column);

/* ---- columns (intake_headings.c, intake_columns.c, columns_map.c) ---- */

/* What a heading of a wide file says by itself. */
intake_target intake_heading_target(const delphi_intake *intake, const char *text, size_t size, intake_why *why);
/* The columns of a file from its heading row and the map. After DELPHI_ERR_INPUT the file can still be looked through.
 */
delphi_status intake_columns_find(delphi_intake *intake, intake_file *file, const ingest_row *row,
                                  delphi_problems *problems);
/* Lets the map's rows speak first (columns_apply.c). */
delphi_status intake_map_apply(delphi_intake *intake, intake_file *file, delphi_problems *problems);
/* After a look at the cells of open columns: decides what is open, tells what is left out, and lists the columns in
 * use. */
delphi_status intake_columns_settle(delphi_intake *intake, intake_file *file, delphi_problems *problems);

/* The sheet of a workbook that holds the answers: the only visible one with anything in it (intake_workbook.c). The
 * caller frees the grid. */
delphi_status intake_workbook_grid(ingest_book *book, const char *file, ingest_grid *out, delphi_problems *problems);

/* ---- rows and places (intake.c, intake_rows.c, intake_places.c) ---- */

/* A file of this name, from here on the last one; NULL when out of memory. */
intake_file *intake_file_new(delphi_intake *intake, const char *name);

/* Reads the cells of every row below the heading. */
delphi_status intake_rows_take(delphi_intake *intake, intake_file *file, const intake_layout *layout,
                               delphi_problems *problems);
/* The text of a cell as the file's dialect means it; empty where it is a code for "not answered", and then true. */
bool intake_cell_plain(const delphi_intake *intake, const intake_file *file, size_t column, const char **text,
                       size_t *size);
/* Is this a row of the head? Counts on. */
static inline bool intake_in_head(const intake_file *file, size_t *row) {
    return (*row)++ < file->head_rows;
}
/* Notes what became of a row. False when out of memory. */
bool intake_row_note(const delphi_intake *intake, intake_file *file, long line, intake_row_fate fate);
/* As many criteria as a study may have. */
#define INTAKE_CRITERIA_MAX 100
/* Ratings of one cell on every criterion: DELPHI_MISSING where it says nothing. NULL, or what is wrong with the cell.
 * (intake_choices.c) */
const char *intake_choices_read(const delphi_intake *intake, const char *text, size_t size, delphi_rating *ratings);
/* 1 or 0 where the text is a word for a box that is ticked, or for one that is not; else DELPHI_MISSING. */
delphi_rating intake_tick_word(const char *text, size_t size);
/* A box that is ticked or not: the scale's ends. DELPHI_MISSING for what is no tick. */
delphi_rating intake_tick_read(const delphi_scale *scale, const char *text, size_t size);
/* Room for a place as text. */
#define INTAKE_PLACE_SIZE 320
/* "FILE:LINE:COL" of the answer with this source, or what the round held already. */
const char *intake_place(const delphi_intake *intake, uint32_t source, intake_target target,
                         char out[INTAKE_PLACE_SIZE]);
/* Why an answer is refused that the round holds already, and what can be done. */
#define INTAKE_ONLY_CHANGED                                                                                            \
    "what is in can only be changed by a correction (--correct), or as a whole where --again says which of two "       \
    "returns counts; the same again is refused as well"
/* More that can be done about a second answer, where the two are in different files; else "". */
const char *intake_or_again(const delphi_intake *intake, uint32_t first, const intake_file *second);
/* Replaces what the round holds at a place, or counts it as the same (corrections.c). false when out of memory. */
bool intake_correct_rating(delphi_intake *intake, const delphi_correction *found, uint32_t source);
/* The same of a comment; `old` NULL: the round holds none there. */
bool intake_correct_comment(delphi_intake *intake, const char *old, intake_comment *now);
/* Comments: taken in as they come; then sorted, and those that come twice are told and left out. */
bool intake_comment_add(delphi_intake *intake, const delphi_comment *comment, size_t size, uint32_t source,
                        uint32_t column);
delphi_status intake_comments_sort(delphi_intake *intake, delphi_problems *problems);
/* Expert, indicator, criterion, the whole first. */
int intake_comment_order(const void *left, const void *right);
/* The file in which an answer came, or NULL where the round held it. */
const intake_file *intake_source_file(const delphi_intake *intake, uint32_t source);

/* ---- returns: all that one expert answered in one file (intake_again.c, intake_undo.c) ---- */

typedef struct {
    size_t expert;
    const intake_file *file;
    delphi_rating *cells;     /* indicators * criteria */
    uint32_t *lines;          /* beside the cells: in which line or row of the file */
    size_t answers;           /* cells that hold something */
    intake_comment *comments; /* their source is the line; texts are borrowed */
    size_t comment_count;
    intake_proposal *proposals; /* likewise */
    size_t proposal_count;
} intake_return;

/* Proposals of a return that have a number that the round holds take its text; the others are left in the return. */
bool intake_correct_proposals(delphi_intake *intake, intake_return *ret);

/* false when out of memory; free with intake_return_end(), also after a failure. The texts are the caller's. */
bool intake_return_start(intake_return *ret, const delphi_intake *intake, size_t expert, const intake_file *file);
void intake_return_end(intake_return *ret);
bool intake_return_comment(intake_return *ret, const intake_comment *comment);
bool intake_return_proposal(intake_return *ret, int number, const char *text, uint32_t line);
/* Takes a return in by the terms. */
delphi_status intake_return_take(delphi_intake *intake, const intake_return *ret, delphi_problems *problems);
/* Takes every expert's answers out of an intake of one file, by the terms. */
delphi_status intake_take_aside(delphi_intake *intake, const delphi_intake *aside, delphi_problems *problems);
bool intake_proposal_add(delphi_intake *intake, const delphi_proposal *proposal, uint32_t source);
/* Takes out again what a refused file brought. */
void intake_undo(delphi_intake *intake, const intake_file *file, const delphi_intake_counts *before);

/* ---- returned sheets (sheet_find.c, sheet_mark.c, sheet_rows.c) ---- */

/* Is this workbook a returned sheet? Then *at is its form, and *form, which the caller frees, what is in it; else *at
 * is DELPHI_NONE. Refuses one whose marks are gone, or that has several forms. */
delphi_status intake_sheet_find(ingest_book *book, const char *file, size_t *at, ingest_grid *form,
                                delphi_problems *problems);
/* Whose sheet it is: its mark is of this study and round, its code fits, and the document says the same. */
delphi_status intake_sheet_expert(delphi_intake *intake, ingest_book *book, const char *file, const char *mark,
                                  size_t size, size_t *expert, delphi_problems *problems);
/* Takes a returned sheet in, of which the form has been read. */
delphi_status intake_sheet_take(delphi_intake *intake, ingest_book *book, const ingest_grid *form, const char *file,
                                delphi_problems *problems);

/* ---- workbooks (intake_unpack.c) ---- */

/* A workbook, as far as it can be read without a study. */
struct delphi_unpacked {
    const char *file;
    delphi_problems *problems;
    delphi_status status;
    ingest_book *book;
    size_t form;      /* the worksheet of a returned sheet, or DELPHI_NONE */
    ingest_grid grid; /* of the form */
};
void intake_unpack(delphi_unpacked *out, ingest_tools *tools, const char *bytes, size_t size);
void intake_unpack_end(delphi_unpacked *unpacked);

/* ---- rankings (ranking.c) ---- */

/* Is this expert's ballot, a cell an indicator `stride` apart, whole or empty? */
delphi_status intake_ballot_check(const delphi_intake *intake, const char *file, size_t expert,
                                  const delphi_rating *cells, size_t stride, delphi_problems *problems);
/* The same of everyone in a file whose rows were taken; nothing in the other kinds of round. */
delphi_status intake_ballots_check(const delphi_intake *intake, const intake_file *file, delphi_problems *problems);

/* ---- ballots (intake_ballots.c) ---- */

/* Room for ballots, with those that the round holds. false when out of memory. */
bool intake_ballots_start(delphi_intake *intake, const delphi_ratings *present);
delphi_status intake_ballots_take(delphi_intake *intake, const char *file, const intake_layout *layout,
                                  delphi_problems *problems);
/* Gives a block all ballots; false when out of memory. */
bool intake_ballots_give(const delphi_intake *intake, delphi_ratings *ratings);

/* Keeps what stood in the place of an answer; counts it as corrected. false when out of memory. (corrections.c) */
bool intake_correction_keep(delphi_intake *intake, const delphi_correction *found);

/* Adds what became of a file's columns and rows to the reports, and gives back what was noted of its rows (loss.c). */
void intake_loss_note(delphi_intake *intake, intake_file *file, bool refused);
/* A file that could not be cut into columns; a returned sheet, of which each cell is read or refused. */
void intake_loss_refused(delphi_intake *intake, const char *file);
void intake_loss_sheet(delphi_intake *intake, const char *file);
void intake_loss_ballots(delphi_intake *intake, const char *file);

#endif

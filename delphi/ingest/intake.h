/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the intake share: its state, the columns of a file, the columns map. */
#ifndef INGEST_INTAKE_H
#define INGEST_INTAKE_H

#include <delphi/ingest.h>

#include "base/arena.h"
#include "base/problems.h"
#include "ingest/csv.h"
#include "ingest/decode.h"

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
    INTAKE_ROLE_COUNT
} intake_role;

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
    long line;
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
    const struct intake_file *previous;
} intake_file;

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
    delphi_comment comment;
    uint32_t source; /* 0: the round held it already */
    uint32_t column;
} intake_comment;

struct delphi_intake {
    const delphi_study *study;
    int round;
    const bool *in_play;
    const char *present_file;
    base_arena *arena;
    delphi_ratings *ratings; /* cells only: what the round held and what came in */
    uint32_t *sources;       /* beside the cells: base + line, 0 for what the round held */
    uint32_t next_base;
    intake_comment *comments;
    size_t comment_count, comment_capacity;
    const intake_map *map;
    const intake_file *last; /* the files, last one first */
    const char *allowed;     /* what a rating may be, in words */
    bool *answered;          /* experts with something in the files */
    delphi_intake_counts counts;
    bool correcting; /* what the round holds may be replaced */
    delphi_correction *corrections;
    size_t correction_count, correction_capacity;
    size_t hints; /* nearest spellings that were looked for */
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
delphi_status intake_workbook_grid(const char *file, const char *bytes, size_t size, ingest_grid *out,
                                   delphi_problems *problems);

/* ---- rows and places (intake_rows.c, intake_places.c) ---- */

/* Reads the cells of every row below the heading. */
delphi_status intake_rows_take(delphi_intake *intake, intake_file *file, const intake_layout *layout,
                               delphi_problems *problems);
/* Room for a place as text. */
#define INTAKE_PLACE_SIZE 320
/* "FILE:LINE:COL" of the answer with this source, or what the round held already. */
const char *intake_place(const delphi_intake *intake, uint32_t source, intake_target target,
                         char out[INTAKE_PLACE_SIZE]);
/* Replaces what the round holds at a place, or counts it as the same (corrections.c). false when out of memory. */
bool intake_correct_rating(delphi_intake *intake, const delphi_correction *found, uint32_t source);
bool intake_correct_comment(delphi_intake *intake, const intake_comment *old, const intake_comment *now);
/* Comments: taken in as they come; then sorted, and those that come twice are told and left out. */
bool intake_comment_add(delphi_intake *intake, const delphi_comment *comment, size_t size, uint32_t source,
                        uint32_t column);
delphi_status intake_comments_sort(delphi_intake *intake, delphi_problems *problems);

#endif

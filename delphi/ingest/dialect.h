/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Survey tools' exports: what a tool calls its own columns, which rows are no answers, how it writes a cell. A dialect
 * is one file with one such struct, and a row in dialects.c. It says what is there; what is done about it is the same
 * for all (dialect_columns.c, dialect_rows.c). */
#ifndef INGEST_DIALECT_H
#define INGEST_DIALECT_H

#include "ingest/intake.h"

/* Rows at the head of a file in which marks are looked for. */
#define DIALECT_HEADS 4

typedef struct {
    const char *text;
    size_t size;
} dialect_text;

/* The first rows of a file, white space folded. */
typedef struct dialect_heads {
    dialect_text *cells[DIALECT_HEADS];
    size_t widths[DIALECT_HEADS];
    size_t count;
} dialect_heads;

/* A heading that the tool itself makes; `*` at its beginning or end stands for any text. */
typedef struct {
    const char *heading;
    dialect_kind kind;
} dialect_heading;

struct ingest_dialect {
    const char *name, *title;
    /* Headings that only this tool writes, "a|b|c": all of these in the first row; `^a` in its first column. Any of
     * the sets will do. Ends with NULL; NULL where the marks are not in the headings. */
    const char *const *marks;
    /* What the headings of the first row do not tell: the row that ends the head (from 1) where a mark is there, else
     * 0; `seen` is set to what was seen. May be NULL. */
    size_t (*mark_row)(const dialect_heads *heads, const char **seen);
    /* Rows of the head, for a file without that mark which --format says to be of this dialect. 0 is 1. */
    size_t (*head_rows)(const dialect_heads *heads);
    const dialect_heading *headings; /* ends with NULL */
    /* What the table cannot say; DIALECT_OTHER where it does not know. May be NULL. */
    dialect_kind (*kind)(const intake_file *file, size_t column);
    /* A column's heads as this program would head it, ID, ID[criterion] or ID[comment], or a word of a long file.
     * False where that is not seen. May be NULL. */
    bool (*rename)(delphi_intake *intake, const dialect_text *heads, size_t count, delphi_buffer *out);
    /* How this tool writes a cell. True where it was a code for "not answered", which is now empty. May be NULL. */
    bool (*cell)(const delphi_scale *scale, bool rating, const char **text, size_t *size);
    bool only_complete; /* the tool keeps no partial answers */
    bool status_behind; /* a form's status stands behind the form's own columns, and is on no others */
    const char *key;    /* how an export comes to have the expert's code, to stand in a message; NULL: by itself */
};

/* dialects.c */
extern const ingest_dialect dialect_generic, dialect_limesurvey, dialect_qualtrics, dialect_redcap, dialect_castor,
    dialect_microsoft_forms, dialect_google_forms, dialect_jisc, dialect_long_scores;
const ingest_dialect *dialect_at(size_t index); /* NULL behind the last */

/* ---- marks (dialect_detect.c) ---- */

/* The dialect of a file, by --format or by its marks, into file->dialect, with the rows of its head. */
delphi_status dialect_detect(delphi_intake *intake, intake_file *file, const intake_layout *layout,
                             delphi_problems *problems);
/* Does a heading fit a pattern: the same words, or with `*` at one end a part of them? */
bool dialect_fits(const char *pattern, size_t pattern_size, const char *text, size_t size);

/* ---- columns (dialect_columns.c, dialect_names.c) ---- */

/* What the columns are by the tool's own headings; the map was applied before. */
delphi_status dialect_columns(delphi_intake *intake, intake_file *file, delphi_problems *problems);
/* Once the columns in use are known: which statuses are on them, and whether there are any where these are asked for.
 */
delphi_status dialect_settle(const delphi_intake *intake, intake_file *file, delphi_problems *problems);
/* Do these words name what would tell who somebody is: a name, a mail address, a telephone number? */
bool dialect_is_personal(const char *heading, size_t size);
/* A list of columns whose cells are experts of panel.csv, for a message; empty where there are none. */
delphi_status dialect_expert_columns(delphi_intake *intake, intake_file *file, delphi_buffer *out);

/* The indicator with this id, in whatever case, or text. */
size_t dialect_indicator(const delphi_intake *intake, dialect_text name);
/* Writes ID[part] or ID where one of two parts is an indicator, and the other a criterion, a word for a comment, or (in
 * front of the indicator) whatever a question was called. */
bool dialect_join(const delphi_intake *intake, dialect_text before, dialect_text behind, delphi_buffer *out);
/* `before[behind]`. */
bool dialect_brackets(const delphi_intake *intake, dialect_text whole, delphi_buffer *out);
/* `before` SEPARATOR `behind`, at the last place that makes sense. */
bool dialect_split(const delphi_intake *intake, dialect_text whole, const char *separator, delphi_buffer *out);
/* An indicator by its text alone. */
bool dialect_whole(const delphi_intake *intake, dialect_text whole, delphi_buffer *out);

/* ---- rows (dialect_rows.c) ---- */

/* What becomes of a row before its answers are looked at: read, partial, or why it is left out. */
intake_row_fate dialect_row(const delphi_intake *intake, const intake_file *file, const ingest_row *row);

#endif

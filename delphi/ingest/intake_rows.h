/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reading of a file's rows: what the part that looks at rows (intake_rows.c) shares with the part that takes their
 * cells (intake_answers.c). */
#ifndef INGEST_INTAKE_ROWS_H
#define INGEST_INTAKE_ROWS_H

#include "base/text.h"
#include "ingest/intake.h"

typedef struct {
    const char *text;
    size_t size;
    base_place place;
} intake_cell_at;

typedef struct {
    delphi_intake *intake;
    intake_file *file;
    delphi_problems *problems;
    size_t row; /* rows seen */
    delphi_status status;
    bool refused;      /* something in this row was */
    bool partial;      /* this row was not sent in */
    const char *event; /* of the first row with answers; NULL: none yet */
    size_t event_size;
    size_t expert, indicator, criterion; /* of this row, DELPHI_NONE where none or unknown */
    size_t answers;                      /* taken from this row */
    size_t repeats;                      /* answers of this row that were there already */
    intake_target repeat;                /* the first of these */
    uint32_t repeat_source;
    base_place repeat_place;
    size_t other_words; /* in this file: points with a text that is not their label */
    base_place other_words_place;
} intake_reading;

#define INTAKE_REFUSE(r, cell, ...)                                                                                    \
    ((r)->refused = true, (r)->status = base_problem((r)->problems, DELPHI_ERR_INPUT, (cell)->place, __VA_ARGS__))
#define INTAKE_QUOTE(cell) INTAKE_CUT((cell)->text, (cell)->size)

/* The cell of a row in a column; empty where the row is too short. Called for every cell, and so in place. */
static inline intake_cell_at intake_row_cell(const intake_reading *r, const ingest_row *row, size_t column) {
    if (column >= row->count)
        return (intake_cell_at){.text = "", .place = {r->file->name, row->line, (long)column + 1, NULL}};
    const ingest_field *field = &row->fields[column];
    intake_cell_at c = {field->text, field->size, {r->file->name, field->line, (long)column + 1, NULL}};
    if (r->file->cells_as_they_are)
        base_trim(&c.text, &c.size);
    else
        intake_cell_plain(r->intake, r->file, column, &c.text, &c.size);
    return c;
}

/* Takes a row's ratings and comments. A criterion that the row names and that is unknown is told before, once. */
void intake_row_take(intake_reading *r, const ingest_row *row, bool criterion_known);
/* "indicator I07 is not in this round: ...". */
void intake_refuse_not_in_play(intake_reading *r, const intake_cell_at *c, size_t indicator);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One cell of a foreign file as a rating: a number, a label of the scale, a number with its label, "cannot judge". */
#ifndef INGEST_CELL_H
#define INGEST_CELL_H

#include <delphi/model.h>

typedef enum {
    INTAKE_CELL_MISSING,
    INTAKE_CELL_POINT,
    INTAKE_CELL_CANNOT_JUDGE,
    INTAKE_CELL_WITHDRAWN, /* takes the answer of before back; only in a correction */
    /* What follows is refused. */
    INTAKE_CELL_OFF_SCALE,
    INTAKE_CELL_NOT_WHOLE,
    INTAKE_CELL_CONTRADICTION,   /* a point with the label of another one, or with "cannot judge" */
    INTAKE_CELL_NO_CANNOT_JUDGE, /* "cannot judge", which the protocol does not have */
    INTAKE_CELL_OTHER,
} intake_cell_kind;

typedef struct {
    intake_cell_kind kind;
    int point;        /* the point that the cell says */
    bool other_words; /* the point stands with a text that is not the label that the study gives it */
} intake_cell;

intake_cell intake_cell_read(const delphi_scale *scale, const char *text, size_t size);
/* The same by the answers of one question, its own where it has them; DELPHI_NONE: by the protocol's scale. An option
 * that can be chosen beside others takes ticks, too. */
intake_cell intake_answer_read(const delphi_study *study, size_t indicator, const char *text, size_t size);
/* Is it an answer: a point of the scale, an allowed "cannot judge", or the word that takes one back? */
bool intake_cell_answers(intake_cell cell);

/* "withdrawn", in the languages of people, and nothing else: what takes an answer back. An empty cell never does, nor
 * does a mark such as `-`, by which many a survey tool says that a question was not answered. */
bool intake_takes_back(const char *text, size_t size);
/* The word as it is written down. */
#define INTAKE_WITHDRAWN_WORD "withdrawn"
/* Stands for a rating on its way to intake_correct_rating(), and is never stored. */
#define INTAKE_WITHDRAWN (INT16_MIN + 2)
/* The rating that a cell gives; false where it gives none that may stand here. */
bool intake_cell_rating(intake_cell cell, bool correcting, delphi_rating *out);

/* Room for what is allowed in a cell, in words. */
#define INTAKE_ALLOWED_SIZE 320
/* "whole numbers from 1 to 9 (1 = niet relevant, 9 = zeer relevant), or ? for cannot judge"; of one question as above.
 */
void intake_cell_allowed(const delphi_study *study, size_t indicator, char out[INTAKE_ALLOWED_SIZE]);
/* What is wrong with a refused cell, to stand behind what was found. */
const char *intake_cell_fault(intake_cell_kind kind);

#endif

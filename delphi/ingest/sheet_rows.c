/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answers on the form of a returned sheet. Its hidden first row says which columns hold answers, its hidden first
 * column what each row is about; nothing else on it matters, so that sorted, moved and inserted rows do no harm. */
#include <delphi/sheet.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/number.h"
#include "base/text.h"
#include "ingest/cell.h"
#include "ingest/intake.h"
#include "model/private.h"

enum { RATING, REASON, COMMENT, MARK_COUNT };

static const char *const mark_names[MARK_COUNT] = {DELPHI_SHEET_RATING, DELPHI_SHEET_REASON, DELPHI_SHEET_COMMENT};

typedef struct {
    delphi_intake *intake;
    const char *file;
    const ingest_grid *grid;
    delphi_problems *problems;
    delphi_status status;
    uint32_t columns[MARK_COUNT]; /* of the entry cells, 0 where there is none */
    uint32_t *rows;               /* of each rating's key, then of each indicator's as a whole; 0: not seen */
    uint32_t proposals[DELPHI_PROPOSALS_MAX + 1];
    uint32_t first, last; /* rows with keys */
    size_t row_at;        /* the place in the grid from which a row is looked through */
    size_t filled_rows;
    size_t other_words;
    base_place other_words_place;
    intake_return ret;
} form;

typedef struct {
    const char *text;
    size_t size;
    base_place place;
    uint32_t row, column;
} cell;

/* What the key of a row says. */
typedef struct {
    size_t indicator, criterion; /* DELPHI_NONE: as a whole */
    int proposal;                /* 0: none */
} key;

#define REFUSE(f, c, ...) ((f)->status = base_problem((f)->problems, DELPHI_ERR_INPUT, (c)->place, __VA_ARGS__))
#define QUOTE(c)          INTAKE_CUT((c)->text, (c)->size)

/* Its cells lie side by side from row_at on, where that is in this row. */
static cell cell_at(const form *f, uint32_t row, uint32_t column) {
    cell c = {.text = "",
              .row = row,
              .column = column,
              .place = {.file = f->file, .line = (long)row, .column = (long)column}};
    const ingest_grid_cell *g = f->grid->cells + f->row_at, *end = f->grid->cells + f->grid->count;
    if (g < end && g->row != row) {
        c.text = ingest_grid_cell_text(f->grid, row, column, &c.size);
    } else {
        while (g < end && g->row == row && g->column < column)
            g++;
        if (g < end && g->row == row && g->column == column) {
            c.text = f->grid->text.data + g->at;
            c.size = g->size;
        }
    }
    base_trim(&c.text, &c.size);
    return c;
}

#define CELL_NAME_SIZE 16

/* D12, as a person finds it in the program. */
static const char *cell_name(const cell *c, char out[CELL_NAME_SIZE]) {
    char letters[8];
    size_t at = sizeof letters;
    letters[--at] = '\0';
    for (uint32_t column = c->column; column && at; column = (column - 1) / 26)
        letters[--at] = (char)('A' + (column - 1) % 26);
    snprintf(out, CELL_NAME_SIZE, "%s%lu", letters + at, (unsigned long)c->row);
    return out;
}
#define CELL_NAME(c) cell_name(c, (char[CELL_NAME_SIZE]){0})

/* ---- marks ---- */

static void find_columns(form *f) {
    for (size_t i = 0; i < f->grid->count && f->grid->cells[i].row == 1; i++) {
        cell c = cell_at(f, 1, f->grid->cells[i].column);
        for (int m = 0; m < MARK_COUNT; m++) {
            if (c.size != strlen(mark_names[m]) || memcmp(c.text, mark_names[m], c.size) != 0)
                continue;
            if (f->columns[m])
                REFUSE(f, &c, "the mark %s stands twice in the hidden first row, here and in column %lu", mark_names[m],
                       (unsigned long)f->columns[m]);
            f->columns[m] = c.column;
        }
    }
    const cell first = cell_at(f, 1, 1);
    if (!f->columns[RATING] || !f->columns[COMMENT])
        REFUSE(f, &first,
               "the mark %s is gone from the hidden first row, so that the answers cannot be found; ask the expert for "
               "the sheet as it was sent, with hidden row and column",
               mark_names[f->columns[RATING] ? COMMENT : RATING]);
}

static bool read_proposal(const cell *c, key *out) {
    int64_t number;
    if (c->text[0] != DELPHI_SHEET_PROPOSAL ||
        !base_read_integer(c->text + 1, c->size - 1, 1, DELPHI_PROPOSALS_MAX, &number))
        return false;
    *out = (key){.proposal = (int)number};
    return true;
}

static size_t find_criterion(const delphi_study *study, const char *id, size_t size) {
    for (size_t i = 0; i < study->protocol.criterion_count; i++)
        if (strlen(study->protocol.criteria[i].id) == size && memcmp(study->protocol.criteria[i].id, id, size) == 0)
            return i;
    return DELPHI_NONE;
}

static bool read_key(form *f, const cell *c, key *out) {
    const delphi_study *study = f->intake->study;
    const char *bar = memchr(c->text, DELPHI_SHEET_KEY_SEPARATOR, c->size);
    if (!bar && read_proposal(c, out))
        return true;
    size_t before = bar ? (size_t)(bar - c->text) : 0, behind = bar ? c->size - before - 1 : 0;
    *out = (key){.indicator = bar ? model_find_indicator(study, c->text, before) : DELPHI_NONE,
                 .criterion = behind ? find_criterion(study, bar + 1, behind) : DELPHI_NONE};
    if (out->indicator == DELPHI_NONE || (behind && out->criterion == DELPHI_NONE))
        REFUSE(f, c, "the key '%s' in the hidden first column is of no indicator and criterion of this study",
               QUOTE(c));
    else if (!f->intake->in_play[out->indicator])
        REFUSE(f, c, "the key '%s' is of an indicator that is not in round %d", QUOTE(c), f->intake->round);
    else
        return true;
    return false;
}

static size_t key_place(const form *f, const key *k) {
    size_t criteria = f->intake->ratings->criteria;
    if (k->criterion != DELPHI_NONE)
        return k->indicator * criteria + k->criterion;
    return f->intake->ratings->indicators * criteria + k->indicator;
}

/* A key that stands twice would leave it open which row counts. */
static bool note_key(form *f, const cell *c, const key *k) {
    uint32_t *seen = k->proposal ? &f->proposals[k->proposal] : &f->rows[key_place(f, k)];
    if (*seen) {
        REFUSE(f, c, "the key '%s' stands twice in the hidden first column, in row %lu and here; a row was copied",
               QUOTE(c), (unsigned long)*seen);
        return false;
    }
    *seen = c->row;
    return true;
}

static void refuse_missing(form *f) {
    const delphi_intake *in = f->intake;
    size_t criteria = in->ratings->criteria, count = 0, first = 0;
    for (size_t i = 0; i < in->ratings->indicators * criteria; i++)
        if (in->in_play[i / criteria] && !f->rows[i]) {
            first = count ? first : i;
            count++;
        }
    char name[INTAKE_TARGET_SIZE];
    const cell at = cell_at(f, 1, 1);
    if (count)
        REFUSE(f, &at,
               "%zu row%s of this sheet %s gone, the first being that of %s; ask the expert for the sheet as it was "
               "sent",
               count, count == 1 ? "" : "s", count == 1 ? "is" : "are",
               intake_target_name(in, (intake_target){INTAKE_RATING, first / criteria, first % criteria}, name));
}

/* ---- answers ---- */

static void take_rating(form *f, const cell *c, const key *k) {
    const delphi_intake *in = f->intake;
    intake_cell read = intake_answer_read(in->study, k->indicator, c->text, c->size);
    char name[INTAKE_TARGET_SIZE];
    intake_target target = {INTAKE_RATING, k->indicator, k->criterion};
    if (!c->size)
        return;
    if (!intake_cell_rating(read, in->correcting, &f->ret.cells[key_place(f, k)])) {
        char allowed[INTAKE_ALLOWED_SIZE];
        intake_cell_allowed(in->study, k->indicator, allowed);
        REFUSE(f, c, "cell %s, %s: '%s' %s; allowed is %s", CELL_NAME(c), intake_target_name(in, target, name),
               QUOTE(c), intake_cell_fault(read.kind), allowed);
        return;
    }
    if (read.other_words && f->other_words++ == 0)
        f->other_words_place = c->place;
    f->ret.lines[key_place(f, k)] = c->row;
    f->ret.answers++;
}

static void append_text(delphi_buffer *out, const cell *c) {
    if (c->size && out->size)
        base_buffer_text(out, " / ");
    for (size_t i = 0; i < c->size; i++)
        if (c->text[i] != '\r')
            base_buffer_char(out, c->text[i]);
        else if (i + 1 == c->size || c->text[i + 1] != '\n')
            base_buffer_char(out, '\n');
}

/* Reason and comment as one text, `reason / comment` where both are there; NULL where neither is. Line ends become LF:
 * which ones a program writes is not the expert's doing. */
static const char *text_of(form *f, const cell *reason, const cell *comment) {
    delphi_buffer text = {0};
    append_text(&text, reason);
    append_text(&text, comment);
    const char *out = text.size ? base_arena_text(f->intake->arena, text.data, text.size) : NULL;
    if (text.failed || (text.size && !out))
        f->status = base_no_memory(f->problems);
    delphi_buffer_free(&text);
    return out;
}

static void take_text(form *f, const key *k, uint32_t row) {
    cell reason = cell_at(f, row, f->columns[REASON]), comment = cell_at(f, row, f->columns[COMMENT]);
    const char *text = text_of(f, &reason, &comment);
    if (!text)
        return;
    intake_comment taken = {.comment = {f->ret.expert, k->indicator, k->criterion, text},
                            .source = row,
                            .column = comment.size ? comment.column : reason.column};
    bool done =
        k->proposal ? intake_return_proposal(&f->ret, k->proposal, text, row) : intake_return_comment(&f->ret, &taken);
    if (!done)
        f->status = base_no_memory(f->problems);
}

/* A rating where none is asked for: on an indicator as a whole it would be lost, beside a proposal it says nothing. */
static void check_no_rating(form *f, const cell *c, const key *k) {
    if (!intake_cell_answers(intake_cell_read(&f->intake->study->protocol.scale, c->text, c->size)))
        return;
    if (k->proposal)
        base_notice(f->problems, c->place, "the rating '%s' in cell %s, beside a proposal, was left out", QUOTE(c),
                    CELL_NAME(c));
    else
        REFUSE(f, c, "cell %s holds the rating '%s', but this row is for a comment on indicator %s as a whole",
               CELL_NAME(c), QUOTE(c), f->intake->study->indicators[k->indicator].id);
}

static void take_row(form *f, uint32_t row) {
    const cell c = cell_at(f, row, 1), rating = cell_at(f, row, f->columns[RATING]);
    size_t before = f->ret.answers + f->ret.comment_count + f->ret.proposal_count;
    key k;
    f->first = f->first ? f->first : row;
    f->last = row;
    if (!read_key(f, &c, &k) || !note_key(f, &c, &k))
        return;
    if (k.proposal || k.criterion == DELPHI_NONE)
        check_no_rating(f, &rating, &k);
    else
        take_rating(f, &rating, &k);
    take_text(f, &k, row);
    f->filled_rows += f->ret.answers + f->ret.comment_count + f->ret.proposal_count > before;
}

/* A rating in a row that a person put between the others belongs to nothing: it is not taken, and not passed over in
 * silence. */
static void tell_keyless(const form *f) {
    uint32_t keyed = 0; /* the last row with something in its first column */
    for (size_t i = 0; i < f->grid->count; i++) {
        const ingest_grid_cell *g = &f->grid->cells[i];
        if (g->column == 1)
            keyed = g->row;
        if (g->column != f->columns[RATING] || g->row == keyed || g->row <= f->first || g->row >= f->last)
            continue;
        cell c = cell_at(f, g->row, g->column);
        if (c.size && intake_cell_answers(intake_cell_read(&f->intake->study->protocol.scale, c.text, c.size)))
            base_notice(f->problems, c.place,
                        "'%s' in cell %s was left out: the sheet asks nothing in this row, which was put in later",
                        QUOTE(&c), CELL_NAME(&c));
    }
}

static void take_rows(form *f) {
    const ingest_grid *grid = f->grid;
    for (f->row_at = 0; f->row_at < grid->count && f->status != DELPHI_ERR_MEMORY; f->row_at++) {
        const ingest_grid_cell *g = &grid->cells[f->row_at];
        if (g->column == 1 && g->row > 1 && cell_at(f, g->row, 1).size)
            take_row(f, g->row);
    }
    f->row_at = 0;
    refuse_missing(f);
    tell_keyless(f);
    if (f->other_words)
        base_notice(f->problems, f->other_words_place,
                    "in %zu cell%s, this one first, the number stands with another text than the study's label for it; "
                    "the number was taken",
                    f->other_words, f->other_words == 1 ? "" : "s");
}

/* ---- the whole form ---- */

/* An empty sheet takes the place of nothing, whatever the terms. */
static delphi_status take_return(form *f) {
    delphi_intake *in = f->intake;
    if (!f->filled_rows)
        base_notice(f->problems, (base_place){.file = f->file}, "this sheet of expert %s holds no answers",
                    in->study->experts[f->ret.expert].id);
    if (delphi_round_kind(&in->study->protocol, in->round) == DELPHI_KIND_RANKING) {
        delphi_status whole = intake_ballot_check(in, f->ret.file->name, f->ret.expert, f->ret.cells, 1, f->problems);
        if (whole)
            return whole;
    }
    delphi_status status = f->filled_rows ? intake_return_take(in, &f->ret, f->problems) : DELPHI_OK;
    if (status)
        return status;
    in->next_base += f->grid->cells[f->grid->count - 1].row;
    in->counts.files++;
    in->counts.sheets++;
    in->counts.rows += f->filled_rows;
    return DELPHI_OK;
}

static delphi_status take_form(form *f, size_t expert) {
    const delphi_ratings *ratings = f->intake->ratings;
    const intake_file *file = intake_file_new(f->intake, f->file);
    f->rows = calloc(ratings->indicators * (ratings->criteria + 1) + 1, sizeof *f->rows);
    if (!intake_return_start(&f->ret, f->intake, expert, file) || !f->rows || !file)
        return base_no_memory(f->problems);
    find_columns(f);
    if (!f->status)
        take_rows(f);
    return f->status ? f->status : take_return(f);
}

delphi_status intake_sheet_take(delphi_intake *intake, ingest_book *book, const ingest_grid *grid, const char *file,
                                delphi_problems *problems) {
    size_t expert, size;
    const char *mark = ingest_grid_cell_text(grid, 1, 1, &size);
    delphi_status status = intake_sheet_expert(intake, book, file, mark, size, &expert, problems);
    if (status)
        return status;
    form f = {.intake = intake, .file = file, .grid = grid, .problems = problems};
    status = take_form(&f, expert);
    intake_return_end(&f.ret);
    free(f.rows);
    return status;
}

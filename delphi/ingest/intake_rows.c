/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a foreign file, long or wide, cell by cell into the round's ratings. Nothing is allocated for a row; only
 * the text of a comment is copied. */
#include "ingest/intake.h"

#include <string.h>

#include "base/text.h"
#include "ingest/cell.h"
#include "model/private.h"

typedef struct {
    const char *text;
    size_t size;
    base_place place;
} cell;

typedef struct {
    delphi_intake *intake;
    intake_file *file;
    delphi_problems *problems;
    bool heading_seen;
    delphi_status status;
    size_t expert, indicator, criterion; /* of this row, DELPHI_NONE where none or unknown */
    size_t answers;                      /* taken from this row */
    size_t repeats;                      /* answers of this row that were there already */
    intake_target repeat;                /* the first of these */
    uint32_t repeat_source;
    base_place repeat_place;
    size_t other_words; /* in this file: points with a text that is not their label */
    base_place other_words_place;
} rows;

#define REFUSE(r, cell, ...) ((r)->status = base_problem((r)->problems, DELPHI_ERR_INPUT, (cell)->place, __VA_ARGS__))
#define QUOTE(cell)          INTAKE_CUT((cell)->text, (cell)->size)

/* The cell of a row in a column; empty where the row is too short. */
static cell cell_of(const rows *r, const ingest_row *row, size_t column) {
    if (column >= row->count)
        return (cell){.text = "", .place = {r->file->name, row->line, (long)column + 1, NULL}};
    const ingest_field *field = &row->fields[column];
    cell c = {field->text, field->size, {r->file->name, field->line, (long)column + 1, NULL}};
    base_trim(&c.text, &c.size);
    return c;
}

static bool has_answers(const rows *r, const ingest_row *row) {
    for (size_t i = 0; i < r->file->used_count; i++)
        if (cell_of(r, row, r->file->used[i]).size)
            return true;
    return false;
}

static void refuse_beyond_heading(rows *r, const ingest_row *row) {
    for (size_t i = r->file->column_count; i < row->count; i++) {
        cell c = cell_of(r, row, i);
        if (!c.size)
            continue;
        REFUSE(r, &c, "'%s' stands beyond the last heading: this row has %zu fields, the heading row %zu", QUOTE(&c),
               row->count, r->file->column_count);
        return;
    }
}

static void check_group(rows *r, const ingest_row *row) {
    const delphi_study *study = r->intake->study;
    if (r->file->group == DELPHI_NONE || r->expert == DELPHI_NONE)
        return;
    cell c = cell_of(r, row, r->file->group);
    size_t own = study->experts[r->expert].group;
    if (!c.size || own == DELPHI_NONE || intake_find_group(r->intake, c.text, c.size) == own)
        return;
    REFUSE(r, &c, "expert %s is in group %s in panel.csv, here '%s' is written", study->experts[r->expert].id,
           study->protocol.groups[own].id, QUOTE(&c));
}

static void find_expert(rows *r, const ingest_row *row) {
    const delphi_study *study = r->intake->study;
    cell c = cell_of(r, row, r->file->expert);
    char hint[INTAKE_HINT_SIZE];
    r->expert = c.size ? model_find_expert(study, c.text, c.size) : DELPHI_NONE;
    if (!c.size) {
        REFUSE(r, &c, "this row holds answers, but its expert is empty");
    } else if (r->expert == DELPHI_NONE) {
        REFUSE(r, &c, "unknown expert '%s'; panel.csv has no such expert%s", QUOTE(&c),
               intake_hint_expert(r->intake, hint, c.text, c.size));
    } else if (study->experts[r->expert].since > r->intake->round) {
        REFUSE(r, &c, "expert %s takes part from round %d on, this is round %d", study->experts[r->expert].id,
               study->experts[r->expert].since, r->intake->round);
        r->expert = DELPHI_NONE;
    }
}

static void refuse_not_in_play(rows *r, const cell *c, size_t indicator) {
    const delphi_indicator *i = &r->intake->study->indicators[indicator];
    if (i->since > r->intake->round)
        REFUSE(r, c, "indicator %s is not in this round: it is rated from round %d on, this is round %d", i->id,
               i->since, r->intake->round);
    else if (i->until && i->until < r->intake->round)
        REFUSE(r, c, "indicator %s is not in round %d: it was withdrawn after round %d", i->id, r->intake->round,
               i->until);
    else
        REFUSE(r, c,
               "indicator %s is not in round %d: it was settled in an earlier round, or another one took its place",
               i->id, r->intake->round);
}

/* Long form: the row's own indicator. */
static void find_indicator(rows *r, const ingest_row *row) {
    char hint[INTAKE_HINT_SIZE];
    bool two = false;
    r->indicator = DELPHI_NONE;
    if (r->file->indicator == DELPHI_NONE)
        return;
    cell c = cell_of(r, row, r->file->indicator);
    size_t found = c.size ? intake_find_indicator(r->intake, c.text, c.size, &two) : DELPHI_NONE;
    if (!c.size)
        REFUSE(r, &c, "this row holds an answer, but its indicator is empty");
    else if (found == DELPHI_NONE)
        REFUSE(r, &c, "unknown indicator '%s'; indicators.csv has no such indicator%s", QUOTE(&c),
               intake_hint_indicator(r->intake, hint, c.text, c.size));
    else if (two)
        REFUSE(r, &c, "'%s' is the text of several indicators; write the indicator's id", QUOTE(&c));
    else if (!r->intake->in_play[found])
        refuse_not_in_play(r, &c, found);
    else
        r->indicator = found;
}

/* Long form: the row's own criterion. *known is false where it is named and unknown. */
static void find_criterion(rows *r, const ingest_row *row, bool *known) {
    char hint[INTAKE_HINT_SIZE];
    *known = true;
    r->criterion = r->intake->study->protocol.criterion_count == 1 ? 0 : DELPHI_NONE;
    if (r->file->criterion == DELPHI_NONE)
        return;
    cell c = cell_of(r, row, r->file->criterion);
    if (!c.size)
        return;
    r->criterion = intake_find_criterion(r->intake, c.text, c.size);
    if (r->criterion != DELPHI_NONE)
        return;
    *known = false;
    REFUSE(r, &c, "unknown criterion '%s'%s", QUOTE(&c), intake_hint_criterion(r->intake, hint, c.text, c.size));
}

static void note_answer(rows *r) {
    r->answers++;
    r->intake->counts.experts += !r->intake->answered[r->expert];
    r->intake->answered[r->expert] = true;
}

/* The round holds another answer here, or the same. */
static void correct_rating(rows *r, const cell *c, intake_target target, delphi_rating old, delphi_rating now) {
    delphi_correction found = {.expert = r->expert,
                               .indicator = target.indicator,
                               .criterion = target.criterion,
                               .old_rating = old,
                               .new_rating = now};
    if (!intake_correct_rating(r->intake, &found, r->file->base + (uint32_t)c->place.line))
        r->status = base_no_memory(r->problems);
    note_answer(r);
}

static void store_rating(rows *r, const cell *c, intake_target target, delphi_rating rating) {
    delphi_intake *in = r->intake;
    size_t at = (target.indicator * in->ratings->criteria + target.criterion) * in->ratings->experts + r->expert;
    if (in->ratings->cells[at] != DELPHI_MISSING && in->correcting && !in->sources[at]) {
        correct_rating(r, c, target, in->ratings->cells[at], rating);
        return;
    }
    if (in->ratings->cells[at] != DELPHI_MISSING) {
        if (r->repeats++ == 0) {
            r->repeat = target;
            r->repeat_source = in->sources[at];
            r->repeat_place = c->place;
        }
        return;
    }
    in->ratings->cells[at] = rating;
    in->sources[at] = r->file->base + (uint32_t)c->place.line;
    in->counts.ratings += rating != DELPHI_CANNOT_JUDGE;
    in->counts.cannot_judge += rating == DELPHI_CANNOT_JUDGE;
    note_answer(r);
}

/* What a column's cell is on in this row. Tells what is missing; *whole: a comment may do without a criterion. */
static bool target_of(rows *r, const cell *c, intake_column *column, intake_target *out) {
    *out = column->target;
    if (out->indicator == DELPHI_NONE)
        out->indicator = r->indicator;
    else if (!r->intake->in_play[out->indicator]) {
        if (!column->reported)
            refuse_not_in_play(r, c, out->indicator);
        column->reported = true;
        return false;
    }
    if (out->criterion == DELPHI_NONE)
        out->criterion = r->criterion;
    if (out->role == INTAKE_RATING && out->criterion == DELPHI_NONE && out->indicator != DELPHI_NONE) {
        REFUSE(r, c, "this rating has no criterion; the study has %zu criteria, and a rating is on one of them",
               r->intake->study->protocol.criterion_count);
        return false;
    }
    return out->indicator != DELPHI_NONE;
}

static void note_other_words(rows *r, const cell *c) {
    if (r->other_words++ == 0)
        r->other_words_place = c->place;
}

static void take_rating(rows *r, const cell *c, intake_column *column) {
    delphi_intake *in = r->intake;
    intake_target target;
    intake_cell read = intake_cell_read(&in->study->protocol.scale, c->text, c->size);
    if (!intake_cell_answers(read)) {
        REFUSE(r, c, "'%s' in column '%s' %s; allowed is %s", QUOTE(c), INTAKE_HEADING(column),
               intake_cell_fault(read.kind), in->allowed);
        return;
    }
    if (read.other_words)
        note_other_words(r, c);
    if (target_of(r, c, column, &target) && r->expert != DELPHI_NONE)
        store_rating(r, c, target, read.kind == INTAKE_CELL_POINT ? (delphi_rating)read.point : DELPHI_CANNOT_JUDGE);
}

static void take_comment(rows *r, const cell *c, intake_column *column) {
    intake_target target;
    if (!target_of(r, c, column, &target) || r->expert == DELPHI_NONE || r->repeats)
        return;
    delphi_comment comment = {r->expert, target.indicator, target.criterion, c->text};
    if (!intake_comment_add(r->intake, &comment, c->size, r->file->base + (uint32_t)c->place.line,
                            (uint32_t)c->place.column)) {
        r->status = base_no_memory(r->problems);
        return;
    }
    r->intake->counts.comments++;
    note_answer(r);
}

/* A whole row that comes a second time is one problem, not sixty. */
static void refuse_repeats(rows *r) {
    char name[INTAKE_TARGET_SIZE], place[INTAKE_PLACE_SIZE];
    const char *expert = r->intake->study->experts[r->expert].id;
    const cell at = {.place = r->repeat_place};
    intake_target_name(r->intake, r->repeat, name);
    intake_place(r->intake, r->repeat_source, r->repeat, place);
    if (!r->repeat_source)
        REFUSE(
            r, &at,
            "the round already holds %zu of this row's answers of expert %s, the first being %s (%s); what is in can "
            "only be changed by a correction (--correct), and the same answer again is refused as well",
            r->repeats, expert, name, place);
    else if (r->repeats > 1)
        REFUSE(r, &at,
               "%zu answers of expert %s in this row come a second time, from %s on; the first time is at %s. Keep one "
               "of the two, even where they are the same",
               r->repeats, expert, name, place);
    else
        REFUSE(r, &at,
               "expert %s rates %s a second time; the first time is at %s. Keep one of the two, even where they are "
               "the same",
               expert, name, place);
}

static void take_cells(rows *r, const ingest_row *row, bool criterion_known) {
    for (size_t i = 0; i < r->file->used_count; i++) {
        intake_column *column = &r->file->columns[r->file->used[i]];
        cell c = cell_of(r, row, r->file->used[i]);
        if (!c.size || (!criterion_known && column->target.criterion == DELPHI_NONE))
            continue;
        if (column->target.role == INTAKE_RATING)
            take_rating(r, &c, column);
        else
            take_comment(r, &c, column);
    }
}

static bool take_row(void *context, const ingest_row *row) {
    rows *r = context;
    bool criterion_known;
    if (!r->heading_seen) {
        r->heading_seen = true;
        return true;
    }
    refuse_beyond_heading(r, row);
    r->file->last_line = row->fields[row->count - 1].line;
    if (!has_answers(r, row))
        return true;
    r->answers = r->repeats = 0;
    find_expert(r, row);
    check_group(r, row);
    find_indicator(r, row);
    find_criterion(r, row, &criterion_known);
    take_cells(r, row, criterion_known);
    if (r->repeats)
        refuse_repeats(r);
    r->intake->counts.rows += r->answers > 0;
    return r->status != DELPHI_ERR_MEMORY;
}

static void tell_about_file(const rows *r) {
    if (r->other_words)
        base_notice(r->problems, r->other_words_place,
                    "in %zu cell%s, this one first, the number stands with another text than the study's label for it; "
                    "the number was taken",
                    r->other_words, r->other_words == 1 ? "" : "s");
}

delphi_status intake_rows_take(delphi_intake *intake, intake_file *file, const intake_layout *layout,
                               delphi_problems *problems) {
    rows r = {.intake = intake, .file = file, .problems = problems, .status = DELPHI_OK};
    size_t before = intake->counts.rows;
    delphi_status status = intake_layout_rows(layout, file->name, take_row, &r, problems);
    if (status == DELPHI_OK || r.status == DELPHI_ERR_MEMORY)
        status = r.status;
    tell_about_file(&r);
    if (status == DELPHI_OK && file->used_count && intake->counts.rows == before)
        base_notice(problems, (base_place){.file = file->name}, "this file holds no answers");
    return status;
}

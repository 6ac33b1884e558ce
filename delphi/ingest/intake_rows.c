/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a foreign file, long or wide, cell by cell into the round's ratings. Nothing is allocated for a row; only
 * the text of a comment is copied. */
#include "ingest/intake_rows.h"
#include "ingest/dialect.h"

#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "ingest/cell.h"
#include "ingest/words.h"
#include "model/private.h"

static bool has_answers(intake_reading *r, const ingest_row *row) {
    for (size_t i = 0; i < r->file->used_count; i++)
        if (intake_row_cell(r, row, r->file->used[i]).size)
            return true;
    /* Who sent in a survey and ticked no box has answered. */
    return r->file->has_ticks && r->file->tells_complete && !r->partial &&
           intake_row_cell(r, row, r->file->expert).size;
}

static void refuse_beyond_heading(intake_reading *r, const ingest_row *row) {
    for (size_t i = r->file->column_count; i < row->count; i++) {
        intake_cell_at c = intake_row_cell(r, row, i);
        if (!c.size)
            continue;
        INTAKE_REFUSE(r, &c, "'%s' stands beyond the last heading: this row has %zu fields, the heading row %zu",
                      INTAKE_QUOTE(&c), row->count, r->file->column_count);
        return;
    }
}

static void check_group(intake_reading *r, const ingest_row *row) {
    const delphi_study *study = r->intake->study;
    if (r->file->group == DELPHI_NONE || r->expert == DELPHI_NONE)
        return;
    intake_cell_at c = intake_row_cell(r, row, r->file->group);
    size_t own = study->experts[r->expert].group;
    if (!c.size || own == DELPHI_NONE || intake_find_group(r->intake, c.text, c.size) == own)
        return;
    INTAKE_REFUSE(r, &c, "expert %s is in group %s in panel.csv, here '%s' is written", study->experts[r->expert].id,
                  study->protocol.groups[own].id, INTAKE_QUOTE(&c));
}

/* What would tell who somebody is, is not repeated in a message: messages are kept and sent on. */
static void refuse_unknown_expert(intake_reading *r, const intake_cell_at *c) {
    char hint[INTAKE_HINT_SIZE];
    const char *private = ingest_looks_private(c->text, c->size);
    if (private || r->file->columns[r->file->expert].kind == DIALECT_PERSONAL)
        INTAKE_REFUSE(
            r, c,
            "column '%s' holds %s where panel.csv has codes; map the column that holds these, so that no names come "
            "in",
            INTAKE_HEADING(&r->file->columns[r->file->expert]), private ? private : "personal data");
    else
        INTAKE_REFUSE(r, c, "unknown expert '%s'; panel.csv has no such expert%s", INTAKE_QUOTE(c),
                      intake_hint_expert(r->intake, hint, c->text, c->size));
}

static void find_expert(intake_reading *r, const ingest_row *row) {
    const delphi_study *study = r->intake->study;
    intake_cell_at c = intake_row_cell(r, row, r->file->expert);
    r->expert = c.size ? model_find_expert(study, c.text, c.size) : DELPHI_NONE;
    if (!c.size) {
        INTAKE_REFUSE(r, &c, "this row holds answers, but its expert is empty");
    } else if (r->expert == DELPHI_NONE) {
        refuse_unknown_expert(r, &c);
    } else if (study->experts[r->expert].since > r->intake->round) {
        INTAKE_REFUSE(r, &c, "expert %s takes part from round %d on, this is round %d", study->experts[r->expert].id,
                      study->experts[r->expert].since, r->intake->round);
        r->expert = DELPHI_NONE;
    }
}

/* Long form: the row's own indicator. */
static void find_indicator(intake_reading *r, const ingest_row *row) {
    char hint[INTAKE_HINT_SIZE];
    bool two = false;
    r->indicator = DELPHI_NONE;
    if (r->file->indicator == DELPHI_NONE)
        return;
    intake_cell_at c = intake_row_cell(r, row, r->file->indicator);
    size_t found = c.size ? intake_find_indicator(r->intake, c.text, c.size, &two) : DELPHI_NONE;
    if (!c.size)
        INTAKE_REFUSE(r, &c, "this row holds an answer, but its indicator is empty");
    else if (found == DELPHI_NONE)
        INTAKE_REFUSE(r, &c, "unknown indicator '%s'; indicators.csv has no such indicator%s", INTAKE_QUOTE(&c),
                      intake_hint_indicator(r->intake, hint, c.text, c.size));
    else if (two)
        INTAKE_REFUSE(r, &c, "'%s' is the text of several indicators; write the indicator's id", INTAKE_QUOTE(&c));
    else if (!r->intake->in_play[found])
        intake_refuse_not_in_play(r, &c, found);
    else
        r->indicator = found;
}

/* Long form: the row's own criterion. *known is false where it is named and unknown. */
static void find_criterion(intake_reading *r, const ingest_row *row, bool *known) {
    char hint[INTAKE_HINT_SIZE];
    *known = true;
    r->criterion = r->intake->study->protocol.criterion_count == 1 ? 0 : DELPHI_NONE;
    if (r->file->criterion == DELPHI_NONE)
        return;
    intake_cell_at c = intake_row_cell(r, row, r->file->criterion);
    if (!c.size)
        return;
    r->criterion = intake_find_criterion(r->intake, c.text, c.size);
    if (r->criterion != DELPHI_NONE)
        return;
    *known = false;
    INTAKE_REFUSE(r, &c, "unknown criterion '%s'%s", INTAKE_QUOTE(&c),
                  intake_hint_criterion(r->intake, hint, c.text, c.size));
}

/* A whole row that comes a second time is one problem, not sixty. */
static void refuse_repeats(intake_reading *r) {
    char name[INTAKE_TARGET_SIZE], place[INTAKE_PLACE_SIZE];
    const char *expert = r->intake->study->experts[r->expert].id;
    const intake_cell_at at = {.place = r->repeat_place};
    const char *again = intake_or_again(r->intake, r->repeat_source, r->file);
    intake_target_name(r->intake, r->repeat, name);
    intake_place(r->intake, r->repeat_source, r->repeat, place);
    if (!r->repeat_source)
        INTAKE_REFUSE(r, &at,
                      "the round already holds %zu of this row's answers of expert %s, the first being %s "
                      "(%s); " INTAKE_ONLY_CHANGED,
                      r->repeats, expert, name, place);
    else if (r->repeats > 1)
        INTAKE_REFUSE(
            r, &at,
            "%zu answers of expert %s in this row come a second time, from %s on; the first time is at %s. Keep one "
            "of the two, even where they are the same%s",
            r->repeats, expert, name, place, again);
    else
        INTAKE_REFUSE(
            r, &at,
            "expert %s rates %s a second time; the first time is at %s. Keep one of the two, even where they are "
            "the same%s",
            expert, name, place, again);
}

/* Rows of two events are two answers of the same expert, or a mix of rounds: which, only a person knows. */
static void check_event(intake_reading *r, const ingest_row *row) {
    for (size_t i = 0; i < r->file->about_row_count; i++) {
        size_t at = r->file->about_rows[i];
        intake_column *column = &r->file->columns[at];
        if (column->kind != DIALECT_EVENT || column->only || column->reported)
            continue;
        intake_cell_at c = intake_row_cell(r, row, at);
        if (!r->event) {
            r->event = base_arena_text(r->intake->arena, c.text, c.size);
            r->event_size = c.size;
            if (!r->event)
                r->status = base_no_memory(r->problems);
        } else if (!base_same_words(r->event, r->event_size, c.text, c.size)) {
            INTAKE_REFUSE(
                r, &c,
                "this file has answers of several rounds or events, '%s' and '%s' in column '%s'; say which are of "
                "this round, with --only '%s=…'",
                INTAKE_CUT(r->event, r->event_size), INTAKE_QUOTE(&c), INTAKE_HEADING(column), INTAKE_HEADING(column));
            column->reported = true;
        }
    }
}

static void count_left_blank(intake_reading *r, const ingest_row *row) {
    for (size_t i = 0; !r->file->cells_as_they_are && i < r->file->used_count; i++) {
        size_t at = r->file->used[i];
        const char *text = at < row->count ? row->fields[at].text : "";
        size_t size = at < row->count ? row->fields[at].size : 0;
        r->file->missing_codes += intake_cell_plain(r->intake, r->file, at, &text, &size);
    }
    for (size_t i = 0; r->file->has_personal && i < r->file->column_count && i < row->count; i++)
        if (r->file->columns[i].kind == DIALECT_PERSONAL)
            r->file->columns[i].filled += row->fields[i].size > 0;
}

static void take_answers(intake_reading *r, const ingest_row *row) {
    bool criterion_known;
    r->answers = r->repeats = 0;
    check_event(r, row);
    find_expert(r, row);
    check_group(r, row);
    find_indicator(r, row);
    find_criterion(r, row, &criterion_known);
    intake_row_take(r, row, criterion_known);
    if (r->repeats)
        refuse_repeats(r);
    r->intake->counts.rows += r->answers > 0;
}

/* What becomes of a row that is no heading. */
static intake_row_fate fate_of(intake_reading *r, const ingest_row *row) {
    intake_row_fate fate = dialect_row(r->intake, r->file, row);
    count_left_blank(r, row);
    if (fate > INTAKE_ROW_PARTIAL)
        return fate;
    r->partial = fate == INTAKE_ROW_PARTIAL;
    if (!has_answers(r, row))
        return INTAKE_ROW_EMPTY;
    take_answers(r, row);
    return fate;
}

static bool take_row(void *context, const ingest_row *row) {
    intake_reading *r = context;
    intake_row_fate fate = INTAKE_ROW_HEAD;
    r->refused = false;
    if (!intake_in_head(r->file, &r->row)) {
        refuse_beyond_heading(r, row);
        r->file->last_line = row->fields[row->count - 1].line;
        fate = fate_of(r, row);
    }
    if (!intake_row_note(r->intake, r->file, row->line, r->refused ? INTAKE_ROW_REFUSED : fate))
        r->status = base_no_memory(r->problems);
    return r->status != DELPHI_ERR_MEMORY;
}

/* By the tool's own headings, or by the words of a question that was left out. */
static bool is_personal(const intake_column *column) {
    return column->kind == DIALECT_PERSONAL ||
           (column->target.role == INTAKE_LEFT_OUT && dialect_is_personal(column->heading, column->heading_size));
}

/* What a copy in received/ holds beyond answers: whoever shares the folder should know. */
static void tell_personal(const intake_reading *r) {
    delphi_buffer list = {0};
    for (size_t i = 0; i < r->file->column_count; i++)
        if (r->file->columns[i].filled && is_personal(&r->file->columns[i]))
            base_buffer_format(&list, "%s'%s'", list.size ? ", " : "", INTAKE_HEADING(&r->file->columns[i]));
    if (list.size)
        base_notice(r->problems, (base_place){.file = r->file->name},
                    "this file holds personal data in %s; none of it is read%s", list.data,
                    r->intake->study->protocol.received
                        ? ", but the copy in received/ holds it too: take these columns out before, or write "
                          "\"received\": false in study.json"
                        : "");
    delphi_buffer_free(&list);
}

static void tell_about_file(const intake_reading *r) {
    size_t partial = r->file->fates[INTAKE_ROW_PARTIAL], codes = r->file->missing_codes;
    base_place file = {.file = r->file->name};
    if (r->other_words)
        base_notice(r->problems, r->other_words_place,
                    "in %zu cell%s, this one first, the number stands with another text than the study's label for it; "
                    "the number was taken",
                    r->other_words, r->other_words == 1 ? "" : "s");
    if (codes)
        base_notice(r->problems, file, "%zu cell%s a code of %s for \"not answered\", and %s read as empty", codes,
                    codes == 1 ? " holds" : "s hold", r->file->dialect->title, codes == 1 ? "was" : "were");
    if (partial)
        base_notice(r->problems, file,
                    "%zu row%s of answers that were not sent in %s taken as well; --complete-only leaves such out",
                    partial, partial == 1 ? "" : "s", partial == 1 ? "is" : "are");
    tell_personal(r);
}

delphi_status intake_rows_take(delphi_intake *intake, intake_file *file, const intake_layout *layout,
                               delphi_problems *problems) {
    intake_reading r = {.intake = intake, .file = file, .problems = problems, .status = DELPHI_OK};
    size_t before = intake->counts.rows;
    delphi_status status = intake_layout_rows(layout, file->name, take_row, &r, problems);
    if (status == DELPHI_OK || r.status == DELPHI_ERR_MEMORY)
        status = r.status;
    tell_about_file(&r);
    if (status == DELPHI_OK && file->used_count && intake->counts.rows == before)
        base_notice(problems, (base_place){.file = file->name}, "this file holds no answers");
    return status;
}

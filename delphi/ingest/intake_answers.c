/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cells of a row into the round's ratings: ratings, comments, boxes and choices. */
#include "ingest/cell.h"
#include "ingest/intake_rows.h"

#include <delphi/questionnaire.h>

void intake_refuse_not_in_play(intake_reading *r, const intake_cell_at *c, size_t indicator) {
    const delphi_indicator *i = &r->intake->study->indicators[indicator];
    delphi_level level = delphi_round_level(&r->intake->study->protocol, r->intake->round);
    if (i->level != level)
        INTAKE_REFUSE(r, c, "%s %s is not in round %d, which rates %s", delphi_level_name(i->level), i->id,
                      r->intake->round, delphi_level_count_name(level, 2));
    else if (i->since > r->intake->round)
        INTAKE_REFUSE(r, c, "indicator %s is not in this round: it is rated from round %d on, this is round %d", i->id,
                      i->since, r->intake->round);
    else if (i->until && i->until < r->intake->round)
        INTAKE_REFUSE(r, c, "indicator %s is not in round %d: it was withdrawn after round %d", i->id, r->intake->round,
                      i->until);
    else if (i->topic_item != DELPHI_NONE)
        INTAKE_REFUSE(r, c,
                      "indicator %s is not in round %d: it was settled in an earlier round, its topic was not kept, or "
                      "another one took its place",
                      i->id, r->intake->round);
    else
        INTAKE_REFUSE(
            r, c, "indicator %s is not in round %d: it was settled in an earlier round, or another one took its place",
            i->id, r->intake->round);
}

static void note_answer(intake_reading *r) {
    r->answers++;
    r->intake->counts.experts += !r->intake->answered[r->expert];
    r->intake->answered[r->expert] = true;
}

/* The round holds another answer here, or the same. */
static void correct_rating(intake_reading *r, const intake_cell_at *c, intake_target target, delphi_rating old,
                           delphi_rating now) {
    delphi_correction found = {.expert = r->expert,
                               .indicator = target.indicator,
                               .criterion = target.criterion,
                               .old_rating = old,
                               .new_rating = now};
    if (!intake_correct_rating(r->intake, &found, r->file->base + (uint32_t)c->place.line))
        r->status = base_no_memory(r->problems);
    note_answer(r);
}

static void store_rating(intake_reading *r, const intake_cell_at *c, intake_target target, delphi_rating rating) {
    delphi_intake *in = r->intake;
    size_t at = (target.indicator * in->ratings->criteria + target.criterion) * in->ratings->experts + r->expert;
    bool held = in->ratings->cells[at] != DELPHI_MISSING;
    if (!in->sources[at] && in->correcting && (held || rating == INTAKE_WITHDRAWN)) {
        correct_rating(r, c, target, in->ratings->cells[at], rating);
        return;
    }
    if (held || in->sources[at]) {
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
static bool target_of(intake_reading *r, const intake_cell_at *c, intake_column *column, intake_target *out) {
    *out = column->target;
    if (out->indicator == DELPHI_NONE)
        out->indicator = r->indicator;
    else if (!r->intake->in_play[out->indicator]) {
        if (!column->reported)
            intake_refuse_not_in_play(r, c, out->indicator);
        column->reported = true;
        return false;
    }
    if (out->criterion == DELPHI_NONE)
        out->criterion = r->criterion;
    if (out->role == INTAKE_RATING && out->criterion == DELPHI_NONE && out->indicator != DELPHI_NONE) {
        INTAKE_REFUSE(r, c, "this rating has no criterion; the study has %zu criteria, and a rating is on one of them",
                      r->intake->study->protocol.criterion_count);
        return false;
    }
    return out->indicator != DELPHI_NONE;
}

static void note_other_words(intake_reading *r, const intake_cell_at *c) {
    if (r->other_words++ == 0)
        r->other_words_place = c->place;
}

/* The question that a cell answers; DELPHI_NONE where that is not known (yet). */
static size_t question_of(const intake_reading *r, const intake_column *column) {
    return column->target.indicator == DELPHI_NONE ? r->indicator : column->target.indicator;
}

static void take_rating(intake_reading *r, const intake_cell_at *c, intake_column *column) {
    delphi_intake *in = r->intake;
    intake_target target;
    delphi_rating rating;
    size_t question = question_of(r, column);
    intake_cell read = intake_answer_read(in->study, question, c->text, c->size);
    if (!intake_cell_rating(read, in->correcting, &rating)) {
        char allowed[INTAKE_ALLOWED_SIZE];
        intake_cell_allowed(in->study, question, allowed);
        INTAKE_REFUSE(r, c, "'%s' in column '%s' %s; allowed is %s", INTAKE_QUOTE(c), INTAKE_HEADING(column),
                      intake_cell_fault(read.kind), allowed);
        return;
    }
    if (read.other_words)
        note_other_words(r, c);
    if (target_of(r, c, column, &target) && r->expert != DELPHI_NONE)
        store_rating(r, c, target, rating);
}

/* A box that is not ticked in answers that were not sent in may not have been reached. */
static void take_tick(intake_reading *r, const intake_cell_at *c, intake_column *column) {
    intake_target target;
    const delphi_study *study = r->intake->study;
    size_t question = question_of(r, column);
    bool choice = question != DELPHI_NONE && delphi_question_is_choice(&study->indicators[question]);
    delphi_rating rating = intake_tick_read(&study->protocol.scale, c->text, c->size);
    if (choice && rating != DELPHI_MISSING)
        rating = (delphi_rating)(study->protocol.scale.min + (rating == study->protocol.scale.min));
    if (rating == DELPHI_MISSING)
        INTAKE_REFUSE(r, c, "'%s' in column '%s' is no tick: 1, x, yes or the label of %d, and 0, no or nothing",
                      INTAKE_QUOTE(c), INTAKE_HEADING(column), r->intake->study->protocol.scale.max);
    else if ((c->size || !r->partial) && target_of(r, c, column, &target) && r->expert != DELPHI_NONE)
        store_rating(r, c, target, rating);
}

static void take_choices(intake_reading *r, const intake_cell_at *c, intake_column *column) {
    delphi_rating ratings[INTAKE_CRITERIA_MAX];
    intake_target target;
    const char *fault = intake_choices_read(r->intake, c->text, c->size, ratings);
    if (fault) {
        INTAKE_REFUSE(r, c, "'%s' in column '%s' %s", INTAKE_QUOTE(c), INTAKE_HEADING(column), fault);
        return;
    }
    for (size_t i = 0; i < r->intake->study->protocol.criterion_count; i++) {
        target = column->target;
        if (ratings[i] != DELPHI_MISSING && target_of(r, c, column, &target) && r->expert != DELPHI_NONE) {
            target.criterion = i;
            store_rating(r, c, target, ratings[i]);
        }
    }
}

/* The flag beside a rating: with a rating it contradicts, and that is told as an answer that comes twice. */
static void take_cannot_judge(intake_reading *r, const intake_cell_at *c, intake_column *column) {
    intake_target target;
    delphi_rating tick = intake_tick_read(&(delphi_scale){.min = 0, .max = 1}, c->text, c->size);
    if (tick == DELPHI_MISSING)
        INTAKE_REFUSE(r, c, "'%s' in column '%s' is no tick: 1, x or yes, and 0, no or nothing", INTAKE_QUOTE(c),
                      INTAKE_HEADING(column));
    else if (tick == 0)
        return;
    else if (!r->intake->study->protocol.scale.cannot_judge)
        INTAKE_REFUSE(r, c, "column '%s' %s", INTAKE_HEADING(column), intake_cell_fault(INTAKE_CELL_NO_CANNOT_JUDGE));
    else if (target_of(r, c, column, &target) && r->expert != DELPHI_NONE)
        store_rating(r, c, target, DELPHI_CANNOT_JUDGE);
}

static void take_comment(intake_reading *r, const intake_cell_at *c, intake_column *column) {
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

void intake_row_take(intake_reading *r, const ingest_row *row, bool criterion_known) {
    static void (*const take[INTAKE_ROLE_COUNT])(intake_reading *, const intake_cell_at *, intake_column *) = {
        [INTAKE_RATING] = take_rating,   [INTAKE_COMMENT] = take_comment,           [INTAKE_TICK] = take_tick,
        [INTAKE_CHOICES] = take_choices, [INTAKE_CANNOT_JUDGE] = take_cannot_judge,
    };
    for (size_t i = 0; i < r->file->used_count; i++) {
        intake_column *column = &r->file->columns[r->file->used[i]];
        intake_cell_at c = intake_row_cell(r, row, r->file->used[i]);
        if ((!c.size && column->target.role != INTAKE_TICK) ||
            (!criterion_known && column->target.criterion == DELPHI_NONE))
            continue;
        take[column->target.role](r, &c, column);
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Corrections: answers that take the place of what the round holds, and the file that keeps what stood there. */
#include "ingest/intake.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/number.h"
#include "ingest/cell.h"
#include "ingest/csv.h"

void delphi_intake_correct(delphi_intake *intake) {
    intake->correcting = true;
}

bool intake_correction_keep(delphi_intake *intake, const delphi_correction *found) {
    if (intake->correction_count == intake->correction_capacity) {
        size_t capacity = intake->correction_capacity ? intake->correction_capacity * 2 : 16;
        delphi_correction *corrections = realloc(intake->corrections, capacity * sizeof *corrections);
        if (!corrections)
            return false;
        intake->corrections = corrections;
        intake->correction_capacity = capacity;
    }
    intake->corrections[intake->correction_count++] = *found;
    intake->counts.corrected++;
    if (!found->old_ballot)
        intake->counts.withdrawn += found->old_comment ? !found->new_comment : found->new_rating == DELPHI_MISSING;
    return true;
}

/* The place gets the new source in any case: a second answer in the files is refused. */
bool intake_correct_rating(delphi_intake *intake, const delphi_correction *found, uint32_t source) {
    const delphi_ratings *ratings = intake->ratings;
    size_t at = (found->indicator * ratings->criteria + found->criterion) * ratings->experts + found->expert;
    delphi_correction put = *found;
    if (put.new_rating == INTAKE_WITHDRAWN)
        put.new_rating = DELPHI_MISSING;
    intake->sources[at] = source;
    if (put.old_rating == put.new_rating) {
        intake->counts.same++;
        return true;
    }
    ratings->cells[at] = put.new_rating;
    return intake_correction_keep(intake, &put);
}

/* A comment that is taken back stays as a place without a text, so that a second one on it is refused. */
bool intake_correct_comment(delphi_intake *intake, const char *old, intake_comment *now) {
    const char *text = now->comment.text;
    bool gone = text && intake_takes_back(text, strlen(text));
    if (!old && !gone)
        return true; /* a new one, or seen to before */
    now->comment.text = gone ? NULL : text;
    delphi_correction found = {.expert = now->comment.expert,
                               .indicator = now->comment.indicator,
                               .criterion = now->comment.criterion,
                               .old_comment = old,
                               .new_comment = now->comment.text};
    intake->counts.comments--; /* it was counted as a new one */
    if (old && (gone || strcmp(old, text) != 0))
        return intake_correction_keep(intake, &found);
    intake->counts.same++;
    return true;
}

/* The text of before stays in the sheet that it came in. */
static bool replace_proposal(delphi_intake *intake, const intake_proposal *now) {
    for (size_t i = 0; i < intake->proposal_count; i++) {
        delphi_proposal *held = &intake->proposals[i].proposal;
        if (held->expert != now->proposal.expert || held->number != now->proposal.number)
            continue;
        intake->counts.same += strcmp(held->text, now->proposal.text) == 0;
        intake->counts.corrected += strcmp(held->text, now->proposal.text) != 0;
        held->text = base_arena_text(intake->arena, now->proposal.text, strlen(now->proposal.text));
        return true;
    }
    return false;
}

bool intake_correct_proposals(delphi_intake *intake, intake_return *ret) {
    size_t kept = 0;
    for (size_t i = 0; i < ret->proposal_count; i++)
        if (!replace_proposal(intake, &ret->proposals[i]))
            ret->proposals[kept++] = ret->proposals[i];
    ret->proposal_count = kept;
    for (size_t i = 0; i < intake->proposal_count; i++)
        if (!intake->proposals[i].proposal.text)
            return false;
    return true;
}

static int compare_sizes(size_t a, size_t b) {
    return (a > b) - (a < b);
}

/* DELPHI_NONE + 1 is 0, so that the whole goes first. */
static int compare(const void *left, const void *right) {
    const delphi_correction *a = left, *b = right;
    int order = compare_sizes(a->expert, b->expert);
    if (!order)
        order = compare_sizes(a->indicator, b->indicator);
    if (!order)
        order = compare_sizes(a->criterion + 1, b->criterion + 1);
    return order ? order : (a->old_comment != NULL) - (b->old_comment != NULL);
}

const delphi_correction *delphi_intake_corrections(delphi_intake *intake, size_t *count) {
    *count = intake->correction_count;
    if (*count > 1)
        qsort(intake->corrections, *count, sizeof *intake->corrections, compare);
    return intake->corrections;
}

static void write_rating(delphi_rating rating, delphi_buffer *out) {
    char digits[BASE_NUMBER_SIZE];
    if (rating == DELPHI_CANNOT_JUDGE)
        base_buffer_char(out, '?');
    else if (rating == DELPHI_MISSING)
        base_buffer_text(out, INTAKE_WITHDRAWN_WORD);
    else
        base_buffer_append(out, digits, base_write_integer(rating, digits));
}

/* "present;for;against;abstain", without the note: that stands in the file it came in. */
static void write_ballot(const delphi_ballot *ballot, delphi_buffer *out) {
    base_buffer_format(out, "%u;%u;%u;%u", ballot->present, ballot->in_favour, ballot->against, ballot->abstain);
}

static void write_ballots(const delphi_study *study, const delphi_correction *c, long act, const char *why,
                          delphi_buffer *out) {
    base_buffer_format(out, "%ld,,%s,,ballot,", act, study->indicators[c->indicator].id);
    write_ballot(c->old_ballot, out);
    base_buffer_char(out, ',');
    write_ballot(c->new_ballot, out);
    base_buffer_char(out, ',');
    ingest_csv_write(out, why, strlen(why), ',');
    base_buffer_char(out, '\n');
}

static void write_row(const delphi_study *study, const delphi_correction *c, long act, const char *why,
                      delphi_buffer *out) {
    if (c->old_ballot) {
        write_ballots(study, c, act, why, out);
        return;
    }
    const char *criterion = c->criterion == DELPHI_NONE ? "" : study->protocol.criteria[c->criterion].id;
    base_buffer_format(out, "%ld,%s,%s,%s,%s,", act, study->experts[c->expert].id, study->indicators[c->indicator].id,
                       criterion, c->old_comment ? "comment" : "rating");
    if (c->old_comment) {
        ingest_csv_write(out, c->old_comment, strlen(c->old_comment), ',');
        base_buffer_char(out, ',');
        const char *now = c->new_comment ? c->new_comment : INTAKE_WITHDRAWN_WORD;
        ingest_csv_write(out, now, strlen(now), ',');
    } else {
        write_rating(c->old_rating, out);
        base_buffer_char(out, ',');
        write_rating(c->new_rating, out);
    }
    base_buffer_char(out, ',');
    ingest_csv_write(out, why, strlen(why), ',');
    base_buffer_char(out, '\n');
}

delphi_status delphi_write_corrections(const delphi_study *study, const delphi_correction *corrections, size_t count,
                                       long act, const char *why, delphi_buffer *out) {
    if (!out->size)
        base_buffer_text(out, "act,expert,indicator,criterion,field,old,new,why\n");
    for (size_t i = 0; i < count; i++)
        write_row(study, &corrections[i], act, why, out);
    return out->failed ? DELPHI_ERR_MEMORY : DELPHI_OK;
}

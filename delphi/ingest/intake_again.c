/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Returns: all that one expert answered in one file. Where the expert has returned answers to this round before, the
 * terms say which of the two returns counts, as a whole: answers of two returns are never mixed. */
#include "ingest/cell.h"
#include "ingest/intake.h"

#include <stdlib.h>
#include <string.h>

const char *delphi_again_name(delphi_again again) {
    static const char *const names[DELPHI_AGAIN_COUNT] = {"refuse", "latest", "first", "most-complete"};
    return (unsigned)again < DELPHI_AGAIN_COUNT ? names[again] : "";
}

/* What the round and the files before hold of an expert. */
typedef struct {
    size_t answers; /* ratings and "cannot judge" */
    bool any;       /* these, a comment or a proposal */
    uint32_t source;
} holding;

static void note_source(holding *h, uint32_t source) {
    h->source = source > h->source ? source : h->source;
    h->any = true;
}

static size_t cell_at(const delphi_intake *intake, size_t place, size_t expert) {
    return place * intake->ratings->experts + expert;
}

static size_t places(const delphi_intake *intake) {
    return intake->ratings->indicators * intake->ratings->criteria;
}

static holding find_holding(const delphi_intake *intake, size_t expert) {
    holding h = {0};
    for (size_t i = 0; i < places(intake); i++) {
        size_t at = cell_at(intake, i, expert);
        if (intake->ratings->cells[at] == DELPHI_MISSING && !intake->sources[at])
            continue;
        h.answers += intake->ratings->cells[at] != DELPHI_MISSING;
        note_source(&h, intake->sources[at]);
    }
    for (size_t i = 0; i < intake->comment_count; i++)
        if (intake->comments[i].comment.expert == expert)
            note_source(&h, intake->comments[i].source);
    for (size_t i = 0; i < intake->proposal_count; i++)
        if (intake->proposals[i].proposal.expert == expert)
            note_source(&h, intake->proposals[i].source);
    return h;
}

static void count_rating(delphi_intake *intake, delphi_rating rating, size_t by) {
    intake->counts.ratings += rating != DELPHI_CANNOT_JUDGE ? by : 0;
    intake->counts.cannot_judge += rating == DELPHI_CANNOT_JUDGE ? by : 0;
}

#define ONE_LESS ((size_t)-1)

/* All that is held of an expert goes; what came in from a file is counted no more. */
static void take_away(delphi_intake *intake, size_t expert) {
    size_t kept = 0;
    for (size_t i = 0; i < places(intake); i++) {
        size_t at = cell_at(intake, i, expert);
        if (intake->sources[at])
            count_rating(intake, intake->ratings->cells[at], ONE_LESS);
        intake->ratings->cells[at] = DELPHI_MISSING;
        intake->sources[at] = 0;
    }
    for (size_t i = 0; i < intake->comment_count; i++) {
        const intake_comment *c = &intake->comments[i];
        if (c->comment.expert == expert)
            intake->counts.comments -= c->source != 0;
        else
            intake->comments[kept++] = *c;
    }
    intake->comment_count = kept;
    kept = 0;
    for (size_t i = 0; i < intake->proposal_count; i++) {
        const intake_proposal *p = &intake->proposals[i];
        if (p->proposal.expert == expert)
            intake->counts.proposals -= p->source != 0;
        else
            intake->proposals[kept++] = *p;
    }
    intake->proposal_count = kept;
}

static bool put_texts(delphi_intake *intake, const intake_return *ret) {
    uint32_t base = ret->file->base;
    bool done = true;
    for (size_t i = 0; done && i < ret->comment_count; i++) {
        const intake_comment *c = &ret->comments[i];
        done = intake_comment_add(intake, &c->comment, strlen(c->comment.text), base + c->source, c->column);
    }
    for (size_t i = 0; done && i < ret->proposal_count; i++)
        done = intake_proposal_add(intake, &ret->proposals[i].proposal, base + ret->proposals[i].source);
    intake->counts.comments += ret->comment_count;
    intake->counts.proposals += ret->proposal_count;
    return done;
}

static delphi_status put(delphi_intake *intake, const intake_return *ret, delphi_problems *problems) {
    for (size_t i = 0; i < places(intake); i++) {
        size_t at = cell_at(intake, i, ret->expert);
        if (ret->cells[i] == DELPHI_MISSING)
            continue;
        intake->ratings->cells[at] = ret->cells[i];
        intake->sources[at] = ret->file->base + ret->lines[i];
        count_rating(intake, ret->cells[i], 1);
    }
    intake->counts.experts += !intake->answered[ret->expert];
    intake->answered[ret->expert] = true;
    return put_texts(intake, ret) ? DELPHI_OK : base_no_memory(problems);
}

static delphi_status refuse(const delphi_intake *intake, const intake_return *ret, const holding *held,
                            const char *earlier, delphi_problems *problems) {
    return base_problem(problems, DELPHI_ERR_INPUT, (base_place){.file = ret->file->name},
                        "expert %s has returned answers to round %d before: %zu answer%s in %s; say which return "
                        "counts: --again latest (this one, in place of all the earlier answers), --again first (the "
                        "earlier one), or --again most-complete",
                        intake->study->experts[ret->expert].id, intake->round, held->answers,
                        held->answers == 1 ? "" : "s", earlier);
}

static bool note_second(delphi_intake *intake, const delphi_second_return *second) {
    if (intake->second_return_count == intake->second_return_capacity) {
        size_t capacity = intake->second_return_capacity ? intake->second_return_capacity * 2 : 16;
        delphi_second_return *items = realloc(intake->second_returns, capacity * sizeof *items);
        if (!items)
            return false;
        intake->second_returns = items;
        intake->second_return_capacity = capacity;
    }
    intake->second_returns[intake->second_return_count++] = *second;
    return true;
}

/* In a correction a return need not be whole: what it holds is put beside, or in the place of, what the round held. */
static delphi_status correct(delphi_intake *intake, const intake_return *ret, delphi_problems *problems) {
    intake_return more = *ret;
    bool done = true;
    more.cells = malloc((places(intake) + 1) * sizeof *more.cells);
    for (size_t i = 0; done && more.cells && i < places(intake); i++) {
        delphi_rating held = intake->ratings->cells[cell_at(intake, i, ret->expert)], now = ret->cells[i];
        delphi_correction found = {.expert = ret->expert,
                                   .indicator = i / intake->ratings->criteria,
                                   .criterion = i % intake->ratings->criteria,
                                   .old_rating = held,
                                   .new_rating = now};
        bool corrects = now == INTAKE_WITHDRAWN || (held != DELPHI_MISSING && now != DELPHI_MISSING);
        more.cells[i] = corrects ? DELPHI_MISSING : now;
        done = !corrects || intake_correct_rating(intake, &found, ret->file->base + ret->lines[i]);
    }
    done = done && more.cells && intake_correct_proposals(intake, &more);
    delphi_status status = done ? put(intake, &more, problems) : base_no_memory(problems);
    free(more.cells);
    return status ? status : intake_comments_sort(intake, problems);
}

delphi_status intake_return_take(delphi_intake *intake, const intake_return *ret, delphi_problems *problems) {
    holding held = find_holding(intake, ret->expert);
    const intake_file *from = intake_source_file(intake, held.source);
    delphi_again again = intake->terms.again;
    delphi_second_return second = {.expert = ret->expert,
                                   .earlier = from ? from->name : intake->present_file,
                                   .later = ret->file->name,
                                   .earlier_answers = held.answers,
                                   .later_answers = ret->answers};
    if (intake->correcting && !held.source)
        return correct(intake, ret, problems);
    if (!held.any)
        return put(intake, ret, problems);
    if (again == DELPHI_AGAIN_REFUSE)
        return refuse(intake, ret, &held, second.earlier, problems);
    second.replaced =
        again == DELPHI_AGAIN_LATEST || (again == DELPHI_AGAIN_MOST_COMPLETE && ret->answers >= held.answers);
    if (!note_second(intake, &second))
        return base_no_memory(problems);
    if (!second.replaced)
        return DELPHI_OK;
    take_away(intake, ret->expert);
    return put(intake, ret, problems);
}

const delphi_second_return *delphi_intake_second_returns(const delphi_intake *intake, size_t *count) {
    *count = intake->second_return_count;
    return intake->second_returns;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A ballot of a ranking is whole or it is none: each place once, from the first to the last, or as many picked as were
 * asked for. Half of an order would have to be guessed at. */
#include "ingest/intake.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/problems.h"

/* Whose ballot, and where it came from. */
typedef struct {
    const delphi_intake *intake;
    const char *file;
    size_t expert;
    const delphi_rating *cells; /* of the first indicator */
    size_t stride;              /* to that of the next */
    delphi_problems *problems;
    delphi_status status;
} ballot;

static delphi_rating answer(const ballot *b, size_t indicator) {
    return b->cells[indicator * b->stride];
}

static void refuse(ballot *b, delphi_buffer *words) {
    b->status = words->failed ? base_no_memory(b->problems)
                              : base_problem(b->problems, DELPHI_ERR_INPUT, (base_place){.file = b->file}, "%s: %s",
                                             b->intake->study->experts[b->expert].id, words->data);
}

static void name_those_on(const ballot *b, int place, delphi_buffer *out) {
    const char *before = "";
    for (size_t i = 0; i < b->intake->study->indicator_count; i++)
        if (b->intake->in_play[i] && answer(b, i) == place) {
            base_buffer_format(out, "%s%s", before, b->intake->study->indicators[i].id);
            before = ", ";
        }
}

static void check_order(ballot *b, const delphi_scale *scale, const uint32_t *given) {
    delphi_buffer words = {0};
    const char *before = "";
    for (int place = 1; place <= scale->places; place++) {
        if (given[place] == 1)
            continue;
        base_buffer_format(&words, "%splace %d is given %s", before, place, given[place] ? "to " : "to none");
        if (given[place])
            name_those_on(b, place, &words);
        before = "; ";
    }
    if (words.size) {
        base_buffer_format(&words, "; a ranking gives each place from 1 to %d once", scale->places);
        refuse(b, &words);
    }
    delphi_buffer_free(&words);
}

static void check_pick(ballot *b, const delphi_scale *scale, const uint32_t *given) {
    delphi_buffer words = {0};
    if (given[1] != (uint32_t)scale->places) {
        base_buffer_format(&words, "picked %u (", given[1]);
        name_those_on(b, 1, &words);
        base_buffer_format(&words, "), and %d are to be picked", scale->places);
        refuse(b, &words);
    }
    delphi_buffer_free(&words);
}

delphi_status intake_ballot_check(const delphi_intake *intake, const char *file, size_t expert,
                                  const delphi_rating *cells, size_t stride, delphi_problems *problems) {
    ballot b = {intake, file, expert, cells, stride, problems, DELPHI_OK};
    const delphi_ranking_terms *terms = &intake->study->protocol.rounds[intake->round - 1].ranking;
    delphi_scale scale;
    size_t in_play = 0, answered = 0;
    uint32_t *given = calloc(DELPHI_POINTS_MAX + 1, sizeof *given);
    if (!given)
        return base_no_memory(problems);
    for (size_t i = 0; i < intake->study->indicator_count; i++) {
        delphi_rating place = answer(&b, i);
        in_play += intake->in_play[i];
        if (!intake->in_play[i] || place < 0 || place > DELPHI_POINTS_MAX)
            continue;
        given[place]++;
        answered += place > 0;
    }
    delphi_scale_rank(terms, in_play, &scale);
    delphi_buffer words = {0};
    for (int place = scale.places + 1; !terms->pick && place <= DELPHI_POINTS_MAX && !words.size; place++)
        if (given[place]) {
            name_those_on(&b, place, &words);
            base_buffer_format(&words, " on place %d, and the last place is %d", place, scale.places);
        }
    if (words.size)
        refuse(&b, &words);
    else if (answered)
        (terms->pick ? check_pick : check_order)(&b, &scale, given);
    delphi_buffer_free(&words);
    free(given);
    return b.status;
}

delphi_status intake_ballots_check(const delphi_intake *intake, const intake_file *file, delphi_problems *problems) {
    const delphi_ratings *ratings = intake->ratings;
    delphi_status status = DELPHI_OK;
    if (delphi_round_kind(&intake->study->protocol, intake->round) != DELPHI_KIND_RANKING)
        return status;
    for (size_t e = 0; e < ratings->experts; e++) {
        bool came = false;
        for (size_t i = 0; i < ratings->indicators && !came; i++)
            came = intake->sources[i * ratings->experts + e] > file->base;
        delphi_status one =
            came ? intake_ballot_check(intake, file->name, e, ratings->cells + e, ratings->experts, problems)
                 : DELPHI_OK;
        status = status == DELPHI_OK || one == DELPHI_ERR_MEMORY ? one : status;
    }
    return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answers to each question of a wave: who was asked, who answered, and what. */
#include "analysis/scan.h"

#include "base/rational.h"

#include <stdlib.h>

/* ---- which questions ---- */

/* Does an option of the same question stand before this one in the block? */
static bool is_known(const delphi_scan *scan, const delphi_scan_block *block, size_t place) {
    const delphi_indicator *all = scan->study->indicators;
    for (size_t i = 0; i < place; i++)
        if (delphi_question_same_choice(&all[block->indicators[i]], &all[block->indicators[place]]))
            return true;
    return false;
}

static bool add_question(const delphi_scan *scan, size_t b, size_t place, base_arena *arena,
                         delphi_scan_question *out) {
    const delphi_scan_block *block = &scan->blocks[b];
    const delphi_indicator *all = scan->study->indicators, *first = &all[block->indicators[place]];
    const delphi_scale *scale = delphi_question_scale(scan->study, block->indicators[place]);
    size_t *list = base_arena_array(arena, block->indicator_count, sizeof *list), count = 0;
    if (!list)
        return false;
    list[count++] = block->indicators[place];
    for (size_t i = place + 1; i < block->indicator_count; i++)
        if (delphi_question_same_choice(first, &all[block->indicators[i]]))
            list[count++] = block->indicators[i];
    bool multiple = delphi_question_is_choice(first);
    *out = (delphi_scan_question){.multiple = multiple,
                                  .title = multiple ? &first->choice_of : &first->text,
                                  .indicators = list,
                                  .option_count = multiple ? count : (size_t)(scale->max - scale->min) + 1,
                                  .block = b};
    return true;
}

/* ---- answers ---- */

/* What one participant's answers to a question come to. */
typedef struct {
    bool asked, answered, cannot_judge;
} answer_fate;

static answer_fate count_answer(const delphi_scan *scan, const delphi_scan_question *q, size_t expert,
                                uint32_t *counts) {
    const delphi_ratings *ratings = scan->study->ratings[scan->round - 1];
    delphi_rating low = (delphi_rating)scan->study->protocol.scale.min;
    answer_fate fate = {0};
    for (size_t i = 0; i < (q->multiple ? q->option_count : 1); i++) {
        delphi_rating answer = delphi_question_answer(scan->study, ratings, expert, q->indicators[i]);
        fate.asked = fate.asked || answer != DELPHI_NOT_ASKED;
        fate.cannot_judge = fate.cannot_judge || answer == DELPHI_CANNOT_JUDGE;
        if (answer < low)
            continue;
        fate.answered = true;
        if (q->multiple)
            counts[i] += answer == low;
        else
            counts[answer - low]++;
    }
    return fate;
}

static void add_fate(delphi_scan_answers *a, answer_fate fate) {
    a->asked += fate.asked;
    a->n += fate.answered;
    a->cannot_judge += !fate.answered && fate.cannot_judge;
    a->missing += fate.asked && !fate.answered && !fate.cannot_judge;
}

/* The mean score of a question by its counts. */
static delphi_scan_score score_of(const delphi_scan *scan, const delphi_scan_question *q, const uint32_t *counts) {
    delphi_rating low = (delphi_rating)scan->study->protocol.scale.min;
    scan_pile pile = {0};
    delphi_rational score;
    for (size_t k = 0; k < q->option_count && !q->multiple; k++)
        if (delphi_question_score(scan->study, q->indicators[0], (delphi_rating)(low + (int)k), &score))
            for (uint32_t i = 0; i < counts[k]; i++)
                scan_pile_add(&pile, score);
    return (delphi_scan_score){.n = pile.count, .value = scan_pile_mean(&pile)};
}

/* Slot by slot: all, then each type. */
static void settle(const delphi_scan *scan, const delphi_scan_question *q, delphi_scan_answers *answers,
                   const uint32_t *counts, uint32_t *n, bool *hidden) {
    size_t slots = 1 + scan->study->protocol.group_count;
    for (size_t s = 0; s < slots; s++)
        n[s] = answers[s].n;
    scan_hide(n, slots, (uint32_t)scan->study->protocol.min_group, hidden);
    for (size_t s = 0; s < slots; s++) {
        answers[s].counts = hidden[s] ? NULL : counts + s * q->option_count;
        answers[s].score = score_of(scan, q, counts + s * q->option_count);
        answers[s].suppressed = answers[s].score.suppressed = hidden[s];
        if (hidden[s])
            answers[s].score.value = base_value_undefined(DELPHI_REASON_SMALL_GROUP);
    }
}

static void count_all(const delphi_scan *scan, const delphi_result *result, const delphi_scan_question *q,
                      delphi_scan_answers *answers, uint32_t *counts) {
    for (size_t e = 0; e < scan->study->expert_count; e++) {
        if (!scan_took_part(result, e))
            continue;
        size_t group = scan->study->experts[e].group;
        add_fate(&answers[0], count_answer(scan, q, e, counts));
        if (group != DELPHI_NONE)
            add_fate(&answers[1 + group], count_answer(scan, q, e, counts + (1 + group) * q->option_count));
    }
}

static bool answer_question(const delphi_scan *scan, const delphi_result *result, delphi_scan_question *q,
                            base_arena *arena) {
    size_t slots = 1 + scan->study->protocol.group_count;
    delphi_scan_answers *answers = base_arena_array(arena, slots, sizeof *answers);
    uint32_t *counts = base_arena_array(arena, slots * q->option_count, sizeof *counts);
    uint32_t *n = calloc(slots, sizeof *n);
    bool *hidden = calloc(slots, sizeof *hidden), done = answers && counts && n && hidden;
    if (done) {
        count_all(scan, result, q, answers, counts);
        settle(scan, q, answers, counts, n, hidden);
    }
    q->answers = answers;
    free(n);
    free(hidden);
    return done;
}

bool scan_questions(delphi_scan *scan, const delphi_result *result) {
    base_arena *arena = ((analysis_memory *)result->owned)->arena;
    delphi_scan_question *questions = base_arena_array(arena, result->outcome_count, sizeof *questions);
    bool done = questions != NULL;
    for (size_t b = 0; done && b < scan->block_count; b++)
        for (size_t i = 0; done && i < scan->blocks[b].indicator_count; i++) {
            if (is_known(scan, &scan->blocks[b], i))
                continue;
            delphi_scan_question *q = &questions[scan->question_count++];
            done = add_question(scan, b, i, arena, q) && answer_question(scan, result, q, arena);
        }
    scan->questions = questions;
    return done;
}

/* ---- what readers ask ---- */

const delphi_text *delphi_scan_option(const delphi_scan *scan, const delphi_scan_question *question, size_t option) {
    static const delphi_text none = {{NULL, NULL}};
    if (question->multiple)
        return &scan->study->indicators[question->indicators[option]].text;
    const delphi_scale *scale = delphi_question_scale(scan->study, question->indicators[0]);
    return scale->labels ? &scale->labels[option] : &none;
}

const delphi_scan_question *delphi_scan_question_before(const delphi_scan *scan, const delphi_scan_question *question,
                                                        const delphi_scan *earlier) {
    size_t old = delphi_question_before(scan->study, scan->round, earlier->round, question->indicators[0]);
    for (size_t i = 0; old != DELPHI_NONE && i < earlier->question_count; i++) {
        const delphi_scan_question *q = &earlier->questions[i];
        bool same = q->multiple == question->multiple && q->option_count == question->option_count;
        for (size_t k = 0; same && k < (q->multiple ? q->option_count : 1); k++)
            same = delphi_question_before(scan->study, scan->round, earlier->round, question->indicators[k]) ==
                   q->indicators[k];
        if (same)
            return q;
    }
    return NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The blocks of a wave by its version of the questionnaire, and the scores on them. */
#include "analysis/scan.h"

#include "base/rational.h"

#include <stdlib.h>
#include <string.h>

/* ---- which blocks ---- */

static const char *key_of(const delphi_text *title) {
    return delphi_text_in(title, DELPHI_NL);
}

static size_t find_block(const delphi_scan_block *blocks, size_t count, const delphi_text *title) {
    for (size_t b = 0; b < count; b++)
        if (strcmp(key_of(blocks[b].title), key_of(title)) == 0)
            return b;
    return count;
}

static const delphi_text *title_of(const delphi_scan *scan, size_t indicator) {
    return delphi_question_block(scan->study, scan->version, indicator);
}

/* The blocks in the order in which they come up, each with its questions. */
static delphi_scan_block *list_blocks(delphi_scan *scan, const delphi_result *result, base_arena *arena) {
    delphi_scan_block *blocks = base_arena_array(arena, result->outcome_count, sizeof *blocks);
    size_t count = 0;
    for (size_t i = 0; blocks && i < result->outcome_count; i++) {
        const delphi_text *title = title_of(scan, result->outcomes[i].indicator);
        size_t b = find_block(blocks, count, title);
        if (b == count)
            blocks[count++].title = title;
        blocks[b].indicator_count++;
    }
    for (size_t b = 0; blocks && b < count; b++) {
        size_t *list = base_arena_array(arena, blocks[b].indicator_count, sizeof *list), used = 0;
        if (!list)
            return NULL;
        for (size_t i = 0; i < result->outcome_count; i++) {
            size_t indicator = result->outcomes[i].indicator;
            if (strcmp(key_of(title_of(scan, indicator)), key_of(blocks[b].title)) != 0)
                continue;
            list[used++] = indicator;
            blocks[b].scored += delphi_question_is_scored(scan->study, indicator);
        }
        blocks[b].indicators = list;
    }
    scan->block_count = count;
    return blocks;
}

/* ---- scores ---- */

/* The mean score of one participant over some questions of a round. */
static delphi_value own_score(const delphi_study *study, const delphi_ratings *ratings, size_t expert,
                              const size_t *indicators, size_t count, uint32_t *answered) {
    scan_pile pile = {0};
    for (size_t i = 0; i < count; i++) {
        delphi_rational score;
        delphi_rating answer = delphi_question_answer(study, ratings, expert, indicators[i]);
        if (delphi_question_score(study, indicators[i], answer, &score))
            scan_pile_add(&pile, score);
    }
    *answered = pile.count;
    return scan_pile_mean(&pile);
}

static void settle_score(delphi_scan_score *score, const scan_pile *pile, bool hidden) {
    score->n = pile->count;
    score->suppressed = hidden;
    score->value = hidden ? base_value_undefined(DELPHI_REASON_SMALL_GROUP) : scan_pile_mean(pile);
}

/* The heaps of all and of each type, and which of them may be shown. */
static bool settle_scores(const delphi_study *study, const scan_pile *piles, delphi_scan_score *scores) {
    size_t slots = 1 + study->protocol.group_count;
    uint32_t *n = calloc(slots, sizeof *n);
    bool *hidden = calloc(slots, sizeof *hidden);
    for (size_t s = 0; n && s < slots; s++)
        n[s] = piles[s].count;
    if (n && hidden)
        scan_hide(n, slots, (uint32_t)study->protocol.min_group, hidden);
    for (size_t s = 0; n && hidden && s < slots; s++)
        settle_score(&scores[s], &piles[s], hidden[s]);
    bool done = n && hidden;
    free(n);
    free(hidden);
    return done;
}

static bool score_block(const delphi_scan *scan, const delphi_result *result, delphi_scan_block *block) {
    const delphi_study *study = scan->study;
    base_arena *arena = ((analysis_memory *)result->owned)->arena;
    size_t slots = 1 + study->protocol.group_count;
    delphi_value *own = base_arena_array(arena, study->expert_count, sizeof *own);
    uint32_t *answered = base_arena_array(arena, study->expert_count, sizeof *answered);
    delphi_scan_score *scores = base_arena_array(arena, slots, sizeof *scores);
    scan_pile *piles = calloc(slots, sizeof *piles);
    bool done = own && answered && scores && piles;
    for (size_t e = 0; done && e < study->expert_count; e++) {
        own[e] = own_score(study, study->ratings[scan->round - 1], e, block->indicators, block->indicator_count,
                           &answered[e]);
        if (!answered[e])
            continue;
        scan_pile_add_value(&piles[0], &own[e]);
        if (study->experts[e].group != DELPHI_NONE)
            scan_pile_add_value(&piles[1 + study->experts[e].group], &own[e]);
    }
    done = done && settle_scores(study, piles, scores);
    block->own = own;
    block->answered = answered;
    block->scores = scores;
    free(piles);
    return done;
}

/* ---- against the wave before ---- */

/* All participants of one wave over some questions. */
static delphi_scan_score score_over(const delphi_study *study, int round, const size_t *indicators, size_t count) {
    scan_pile pile = {0};
    delphi_scan_score score = {0};
    for (size_t e = 0; e < study->expert_count; e++) {
        uint32_t answered;
        delphi_value own = own_score(study, study->ratings[round - 1], e, indicators, count, &answered);
        if (answered)
            scan_pile_add_value(&pile, &own);
    }
    settle_score(&score, &pile, pile.count > 0 && pile.count < (uint32_t)study->protocol.min_group);
    return score;
}

/* Over the same questions in either wave, of the same version: another one would be another series. */
static bool compare_block(const delphi_scan *scan, const delphi_scan *earlier, delphi_scan_block *block) {
    if (!earlier || strcmp(earlier->version, scan->version) != 0 || block->scored == 0)
        return true;
    size_t *now = calloc(block->indicator_count, sizeof *now), *then = calloc(block->indicator_count, sizeof *then);
    for (size_t i = 0; now && then && i < block->indicator_count; i++) {
        size_t old = delphi_question_before(scan->study, scan->round, earlier->round, block->indicators[i]);
        bool scored = delphi_question_is_scored(scan->study, block->indicators[i]);
        if (old == DELPHI_NONE || !scored || !delphi_question_is_scored(scan->study, old))
            continue;
        then[block->compared] = old;
        now[block->compared++] = block->indicators[i];
    }
    if (now && then && block->compared > 0) {
        block->then = score_over(scan->study, earlier->round, then, block->compared);
        block->now = score_over(scan->study, scan->round, now, block->compared);
    }
    bool done = now && then;
    free(now);
    free(then);
    return done;
}

delphi_scan_own_change delphi_scan_own_since(const delphi_scan *scan, const delphi_scan_block *block, size_t expert) {
    const delphi_study *study = scan->study;
    scan_pile then = {0}, now = {0};
    for (size_t i = 0; block->compared && i < block->indicator_count; i++) {
        size_t indicator = block->indicators[i];
        size_t old = delphi_question_before(study, scan->round, scan->previous, indicator);
        if (old == DELPHI_NONE)
            continue;
        delphi_rating a = delphi_question_answer(study, study->ratings[scan->previous - 1], expert, old);
        delphi_rating b = delphi_question_answer(study, study->ratings[scan->round - 1], expert, indicator);
        delphi_rational first, second;
        if (!delphi_question_score(study, old, a, &first) || !delphi_question_score(study, indicator, b, &second))
            continue;
        scan_pile_add(&then, first);
        scan_pile_add(&now, second);
    }
    return (delphi_scan_own_change){now.count, scan_pile_mean(&then), scan_pile_mean(&now)};
}

bool scan_blocks(delphi_scan *scan, const delphi_result *result, const delphi_result *previous) {
    delphi_scan_block *blocks = list_blocks(scan, result, ((analysis_memory *)result->owned)->arena);
    bool done = blocks != NULL;
    for (size_t b = 0; done && b < scan->block_count; b++)
        done =
            score_block(scan, result, &blocks[b]) && compare_block(scan, previous ? previous->scan : NULL, &blocks[b]);
    scan->blocks = blocks;
    return done;
}

const delphi_scan_block *delphi_scan_same_block(const delphi_scan *scan, const delphi_scan_block *block,
                                                const delphi_scan *other) {
    if (strcmp(scan->version, other->version) != 0)
        return NULL;
    size_t b = find_block(other->blocks, other->block_count, block->title);
    return b < other->block_count ? &other->blocks[b] : NULL;
}

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

/* ---- what a score would give away ----
 *
 * Where some participants left a question of the block out, the score, the answers to each question and n, taken
 * together, are sums from which those of all who answered everything cancel out (or those of all who did not): what is
 * left is of the others alone. So there must be min_group of both kinds, or nobody of one. Where many took part it does
 * not matter: a score is read rounded, and what n participants add up to is then not known to within what one of them
 * can add. */

/* So many participants with a score, and how many of them answered every question that any of them did. */
typedef struct {
    scan_pile scores;
    uint32_t complete;
} heap;

static bool gives_away(const delphi_study *study, const heap *h) {
    uint32_t least = (uint32_t)study->protocol.min_group, partial = h->scores.count - h->complete;
    if (least == 1 || partial == 0 || (partial >= least && h->complete >= least))
        return false;
    delphi_rational low, high;
    delphi_question_score_range(study, &low, &high);
    double unit = study->protocol.scan.decimals == 0 ? 1 : study->protocol.scan.decimals == 1 ? 0.1 : 0.01;
    return h->scores.count * unit < base_rational_real(high) - base_rational_real(low);
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

static void settle_score(delphi_scan_score *score, const heap *h, bool hidden) {
    score->n = h->scores.count;
    score->suppressed = hidden;
    score->value = hidden ? base_value_undefined(DELPHI_REASON_SMALL_GROUP) : scan_pile_mean(&h->scores);
}

static void add_to(heap *h, const delphi_value *own, bool complete) {
    scan_pile_add_value(&h->scores, own);
    h->complete += complete;
}

/* What the whole has beyond the parts that are shown can be worked out, too. */
static void hide_the_rest(const delphi_study *study, const heap *heaps, const uint32_t *n, size_t slots, bool *hidden) {
    for (size_t more = 1; more;) {
        heap rest = {0};
        for (size_t s = 1; s < slots; s++)
            if (hidden[s]) {
                rest.scores.count += heaps[s].scores.count;
                rest.complete += heaps[s].complete;
            }
        more = gives_away(study, &rest) ? scan_smallest_shown(n, slots, hidden) : 0;
        hidden[more] = hidden[more] || more;
    }
}

/* The heaps of all and of each type, and which of them may be shown. */
static bool settle_scores(const delphi_study *study, const heap *heaps, delphi_scan_score *scores) {
    size_t slots = 1 + study->protocol.group_count;
    uint32_t *n = calloc(slots, sizeof *n);
    bool *hidden = calloc(slots, sizeof *hidden), done = n && hidden;
    for (size_t s = 0; done && s < slots; s++)
        n[s] = heaps[s].scores.count;
    if (done)
        scan_hide(n, slots, (uint32_t)study->protocol.min_group, hidden);
    for (size_t s = 0; done && s < slots; s++)
        hidden[s] = hidden[s] || gives_away(study, &heaps[s]);
    if (done)
        hide_the_rest(study, heaps, n, slots, hidden);
    for (size_t s = 0; done && s < slots; s++)
        settle_score(&scores[s], &heaps[s], hidden[s]);
    free(n);
    free(hidden);
    return done;
}

/* How many of the questions somebody of the type (DELPHI_NONE: of all) answered so that it has a score. */
static uint32_t count_live(const delphi_study *study, int round, size_t group, const size_t *indicators, size_t count) {
    const delphi_ratings *ratings = study->ratings[round - 1];
    uint32_t live = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t e = 0; e < study->expert_count; e++) {
            delphi_rational score;
            if ((group == DELPHI_NONE || study->experts[e].group == group) &&
                delphi_question_score(study, indicators[i], delphi_question_answer(study, ratings, e, indicators[i]),
                                      &score)) {
                live++;
                break;
            }
        }
    return live;
}

/* Each participant's own score, and with it the heaps: those of all and of each type. */
static void fill_heaps(const delphi_scan *scan, const delphi_scan_block *block, heap *heaps, delphi_value *own,
                       uint32_t *answered) {
    const delphi_study *study = scan->study;
    size_t slots = 1 + study->protocol.group_count;
    for (size_t e = 0; e < study->expert_count; e++)
        own[e] = own_score(study, study->ratings[scan->round - 1], e, block->indicators, block->indicator_count,
                           &answered[e]);
    for (size_t s = 0; s < slots; s++) {
        size_t group = s ? s - 1 : DELPHI_NONE;
        uint32_t live = count_live(study, scan->round, group, block->indicators, block->indicator_count);
        for (size_t e = 0; e < study->expert_count; e++)
            if (answered[e] && (!s || study->experts[e].group == group))
                add_to(&heaps[s], &own[e], answered[e] == live);
    }
}

static bool score_block(const delphi_scan *scan, const delphi_result *result, delphi_scan_block *block) {
    const delphi_study *study = scan->study;
    base_arena *arena = ((analysis_memory *)result->owned)->arena;
    size_t slots = 1 + study->protocol.group_count;
    delphi_value *own = base_arena_array(arena, study->expert_count, sizeof *own);
    uint32_t *answered = base_arena_array(arena, study->expert_count, sizeof *answered);
    delphi_scan_score *scores = base_arena_array(arena, slots, sizeof *scores);
    heap *heaps = calloc(slots, sizeof *heaps);
    bool done = own && answered && scores && heaps;
    if (done)
        fill_heaps(scan, block, heaps, own, answered);
    done = done && settle_scores(study, heaps, scores);
    block->own = own;
    block->answered = answered;
    block->scores = scores;
    free(heaps);
    return done;
}

/* ---- against the wave before ---- */

/* All participants of one wave over some questions. */
static delphi_scan_score score_over(const delphi_study *study, int round, const size_t *indicators, size_t count) {
    heap h = {0};
    delphi_scan_score score = {0};
    uint32_t live = count_live(study, round, DELPHI_NONE, indicators, count);
    for (size_t e = 0; e < study->expert_count; e++) {
        uint32_t answered;
        delphi_value own = own_score(study, study->ratings[round - 1], e, indicators, count, &answered);
        if (answered)
            add_to(&h, &own, answered == live);
    }
    bool few = h.scores.count > 0 && h.scores.count < (uint32_t)study->protocol.min_group;
    settle_score(&score, &h, few || gives_away(study, &h));
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

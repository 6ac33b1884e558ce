/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * @file scan.h
 * What one wave of a scan came to: scores by block, answers by question, and what can be compared with an earlier wave.
 *
 * A participant's score on a block is the mean of the scores of the scored questions of the block that the participant
 * answered. The score of a type, and of all, is the mean of the scores of its participants, each counting the same. All
 * of it is exact. A block is what the version of the questionnaire says it is; two versions are never mixed.
 *
 * A figure of fewer than min_group participants is not shown, and neither is one from which such a figure could be
 * worked out as what remains of the whole: `suppressed`, with its n alone. A score of a block is also held back where
 * fewer than min_group left some of its questions out (or answered them all), and so few have a score that it could
 * give away, together with the answers to each question, what these answered. It is a mirror: no score is good or bad.
 */
#ifndef DELPHI_SCAN_H
#define DELPHI_SCAN_H

#include <delphi/model.h>
#include <delphi/value.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A mean of scores. */
typedef struct {
    uint32_t n;         /**< participants who have one */
    delphi_value value; /**< exact where its fraction fits 64 bits; undefined where n is 0, or suppressed */
    bool suppressed;
} delphi_scan_score;

/** A block of the questionnaire in this wave. */
typedef struct {
    const delphi_text *title;        /**< may be none: questions that are in no block */
    const size_t *indicators;        /**< its questions in the order of indicators.csv, options of choices each */
    size_t indicator_count, scored;  /**< and how many of them have scores */
    const delphi_scan_score *scores; /**< 1 + group_count: all, then each type */
    const delphi_value *own;         /**< by expert; undefined where nothing was answered that is scored */
    const uint32_t *answered;        /**< by expert: scored questions that were */
    /* Against `delphi_scan.previous`, over the scored questions that are comparable: all participants of either wave.
     * Not paired: who took part differs. */
    size_t compared; /**< how many questions; 0: none, or another version */
    delphi_scan_score then, now;
} delphi_scan_block;

/** The answers to one question, of all or of one type. */
typedef struct {
    uint32_t asked; /**< of those who took part: n + cannot_judge + missing */
    uint32_t n;     /**< the base: who gave one of the answers, or chose one option at least */
    uint32_t cannot_judge, missing;
    const uint32_t *counts;  /**< an entry an answer, or an option that could be chosen; NULL where suppressed */
    delphi_scan_score score; /**< of the question by itself */
    bool suppressed;
} delphi_scan_answers;

/** A question. */
typedef struct {
    bool multiple;                      /**< several options could be chosen */
    const delphi_text *title;           /**< its text; of a multiple one that of `choice_of` */
    const size_t *indicators;           /**< its one indicator, or one for each option */
    size_t option_count;                /**< answers of the one, or options */
    size_t block;                       /**< place among the blocks */
    const delphi_scan_answers *answers; /**< 1 + group_count: all, then each type */
} delphi_scan_question;

/** A wave. Owned by its result. */
typedef struct {
    const delphi_study *study;
    int round;
    const char *wave, *version;
    int previous;                    /**< round of the wave that blocks are compared with; 0: there is none */
    const delphi_scan_block *blocks; /**< in the order in which indicators.csv brings them up */
    size_t block_count;
    const delphi_scan_question *questions; /**< block by block */
    size_t question_count;
    uint32_t participants;      /**< gave one answer at least */
    uint32_t not_asked_answers; /**< answers of participants to questions that they were not asked: left out */
} delphi_scan;

/** The label of an answer, or of an option that can be chosen. Never NULL. */
const delphi_text *delphi_scan_option(const delphi_scan *scan, const delphi_scan_question *question, size_t option);

/** The same question in an earlier wave, where it may be compared with; else NULL. */
const delphi_scan_question *delphi_scan_question_before(const delphi_scan *scan, const delphi_scan_question *question,
                                                        const delphi_scan *earlier);

/** The block with the same title in another wave of the same version; NULL where there is none. */
const delphi_scan_block *delphi_scan_same_block(const delphi_scan *scan, const delphi_scan_block *block,
                                                const delphi_scan *other);

/** What changed for one participant on a block: means over the same questions in both waves. */
typedef struct {
    uint32_t questions;     /**< comparable with the wave before, scored, and answered in both waves; 0: no scores */
    delphi_value then, now; /**< exact where the fraction fits; undefined where questions is 0 */
} delphi_scan_own_change;

delphi_scan_own_change delphi_scan_own_since(const delphi_scan *scan, const delphi_scan_block *block, size_t expert);

/** k of n in whole per cents, a half upwards, as such figures are published. n > 0. */
int delphi_scan_percent(uint32_t k, uint32_t n);
/** A score in units of its last decimal, a half upwards: 2.45 with one decimal is 25. It must not be undefined. */
int64_t delphi_scan_rounded(const delphi_value *score, int decimals);

#ifdef __cplusplus
}
#endif
#endif

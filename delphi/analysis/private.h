/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of this room share: the compiled rules of a round, and the memory behind a result. */
#ifndef ANALYSIS_PRIVATE_H
#define ANALYSIS_PRIVATE_H

#include <delphi/analysis.h>

#include "base/arena.h"

/* The names that the rules of a study may use, built once for a study. */
typedef struct {
    delphi_rule_vocabulary words;
    base_arena *arena;
} analysis_vocabulary;

/* false when out of memory; `out` is then empty. */
bool analysis_vocabulary_make(const delphi_study *study, analysis_vocabulary *out);
void analysis_vocabulary_free(analysis_vocabulary *vocabulary);

/* The rules of one round as they apply; either may be NULL. */
typedef struct {
    delphi_rule *keep, *drop;
} analysis_rules;

delphi_status analysis_rules_make(const delphi_study *study, int round, const delphi_rule_vocabulary *words,
                                  analysis_rules *out, delphi_problems *problems);
void analysis_rules_free(analysis_rules *rules);
/* The preset that a name which is none was probably meant to be, or NULL. */
const char *analysis_nearest_preset(const char *name);

/* The experts' weights in units of one common denominator. */
typedef struct {
    bool weighted;     /* some weight is not 1 */
    const int64_t *of; /* of each expert; NULL where all are 1, or where they cannot be added exactly */
} analysis_weights;

/* Those of the whole panel, in the arena; false when out of memory. */
bool analysis_weights_make(const delphi_study *study, base_arena *arena, analysis_weights *out);

/* What delphi_result.owned points to. */
typedef struct {
    base_arena *arena;
    analysis_weights weights;
    analysis_vocabulary vocabulary;
    analysis_rules rules; /* the clauses of a result borrow their text from here */
    bool *responded;      /* for each expert */
    /* For each indicator, its last decision where that was to keep or to drop and nothing took its place since; else
     * DELPHI_DECISION_COUNT. */
    uint8_t *standing;
} analysis_memory;

static inline const analysis_weights *analysis_weights_of(const delphi_result *result) {
    return &((const analysis_memory *)result->owned)->weights;
}

/* What every item of a study has in common: scale, quantile type, min_ratings, the band "high". Counts, n and weights
 * are the caller's to fill in. */
delphi_item analysis_item(const delphi_study *study);

/* Counts and measures of one indicator: criterion_count * (1 + group_count) cells in the result's arena.
 * Adds to answered[expert] the criteria on which each expert gave an answer. NULL when out of memory. */
const delphi_cell *analysis_cells_make(const delphi_result *result, const delphi_ratings *ratings, size_t indicator,
                                       uint32_t *answered);

/* The base of a cell's shares, and whether it is a group that is too small to be shown, from its counts. */
void analysis_settle_cell(const delphi_protocol *p, bool of_group, delphi_cell *cell);

/* Who was invited to a round. */
static inline bool analysis_invited(const delphi_study *study, size_t expert, int round) {
    return study->experts[expert].since <= round;
}

/* Decides one outcome by the round's rules and writes its explanation. false when out of memory. */
bool analysis_decide(const delphi_result *result, const analysis_rules *rules, delphi_outcome *outcome);

/* Fills response and groups from answered[] and the comments. false when out of memory. */
bool analysis_response(delphi_result *result, const delphi_ratings *ratings, const uint32_t *answered,
                       const delphi_result *previous);

/* Fills flow. false when out of memory. */
bool analysis_flow(delphi_result *result, const delphi_result *previous);

/* The parts of delphi_appraise(), each a file: false when out of memory. What they find stands in the result's arena.
 */
bool analysis_concordance(delphi_result *result, const delphi_result *previous);
bool analysis_stability(delphi_result *result, const delphi_result *previous);
bool analysis_attrition(delphi_result *result, const delphi_result *previous);
bool analysis_robustness(delphi_result *result, const delphi_result *previous);

/* Of a scan: its wave. false when out of memory. */
bool analysis_scan(delphi_result *result, const delphi_result *previous);
/* Questions in play that the participant was not asked. */
uint32_t analysis_not_asked(const delphi_result *result, const delphi_ratings *ratings, size_t expert);
/* The answers to a question of a scan as they count, see delphi_question_answer(); NULL when out of memory. */
const delphi_rating *analysis_answers(const delphi_result *result, const delphi_ratings *ratings, size_t indicator);

/* The opinion that the panel's ratings of a cell show, under the outcome's decision. */
delphi_opinion analysis_opinion(const delphi_protocol *p, delphi_decision decision, const delphi_cell *cell);

#endif

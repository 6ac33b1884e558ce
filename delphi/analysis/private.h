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

/* A sort key of a selection. */
typedef struct {
    delphi_rule *rule; /* a clause with the key on its left; NULL: the key is the id */
    delphi_rule_term term;
    size_t criterion;
    int sign; /* 1: the highest first; -1: the lowest */
} analysis_key;

/* The selection of one round as it applies. */
typedef struct {
    const delphi_select *select; /* NULL: there is none */
    analysis_key *keys;
    size_t count;
} analysis_selector;

/* The round's; DELPHI_ERR_INPUT, with a problem for each key that has no meaning. Empty on failure. */
delphi_status analysis_selector_make(const delphi_study *study, int round, const delphi_rule_vocabulary *words,
                                     analysis_selector *out, delphi_problems *problems);
void analysis_selector_free(analysis_selector *selector);

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
    analysis_selector selector;
    bool *responded; /* for each expert */
    /* For each indicator, its last decision where nothing took its place since; else DELPHI_DECISION_COUNT. */
    uint8_t *standing;
    const delphi_result *round_before; /* of the round before, of whichever level and kind */
    delphi_ratings *completed;         /* of a ranking, in the place of the study's */
    delphi_study asked;                /* what the result's `study` points to */
} analysis_memory;

/* What each indicator stands at after a round, by the rounds up to it; NULL before the first. */
static inline const uint8_t *analysis_standing(const delphi_result *result) {
    return result ? ((const analysis_memory *)result->owned)->standing : NULL;
}

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

/* Of a ranking: the study as it is asked with so many items, each ballot with a point for what it gave no place.
 * Nothing for the other kinds. false when out of memory. */
bool analysis_ranking_complete(delphi_result *result, const bool *in_play, size_t count);
/* Fills ranking. false when out of memory. */
bool analysis_ranking(delphi_result *result);

/* The majority that a meeting asks, in the place of rules. false when out of memory. */
bool analysis_meeting_rules(delphi_result *result);
/* Decides one outcome of a meeting by its ballot, and writes the explanation. false when out of memory. */
bool analysis_meeting_decide(const delphi_result *result, const delphi_ratings *ratings, delphi_outcome *outcome);

/* Fills response and groups from answered[] and the comments. false when out of memory. */
bool analysis_response(delphi_result *result, const delphi_ratings *ratings, const uint32_t *answered,
                       const delphi_result *previous);

/* Fills flow. `left_out`: indicators left out with their topic. false when out of memory. */
bool analysis_flow(delphi_result *result, const delphi_result *round_before, size_t left_out);

/* As delphi_in_play(); also counts the indicators that only their topic keeps out. */
size_t analysis_in_play(const delphi_study *study, int round, const delphi_result *previous, bool *in_play,
                        size_t *left_out);
/* Is this indicator's topic kept, or has it none that was rated? `standing` is that after the round before `round`. */
bool analysis_topic_admits(const delphi_study *study, int round, const uint8_t *standing, size_t indicator);
/* Fills topics. false when out of memory. */
bool analysis_topics(delphi_result *result);

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

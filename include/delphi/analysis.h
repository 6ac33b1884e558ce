/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * @file analysis.h
 * From a study and a round to one result: what is in play, the measures, the rules' outcome and its explanation.
 */
#ifndef DELPHI_ANALYSIS_H
#define DELPHI_ANALYSIS_H

#include <delphi/base.h>
#include <delphi/model.h>
#include <delphi/rules.h>
#include <delphi/stats.h>
#include <delphi/value.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    DELPHI_KEEP,
    DELPHI_DROP,
    DELPHI_RERATE,
    DELPHI_NO_CONSENSUS, /**< neither rule holds, and this was the last round */
    DELPHI_UNDECIDED,    /**< a rule is unknown: a measure it needs is undefined */
    DELPHI_CONFLICT,     /**< both rules hold */
    DELPHI_DECISION_COUNT
} delphi_decision;

/** "keep", "drop", "rerate", "no_consensus", "undecided", "conflict". */
const char *delphi_decision_name(delphi_decision decision);

/** One leaf clause of a rule with what it saw, for the explanation of a decision. */
typedef struct {
    bool of_keep;       /**< a clause of the keep rule; else of the drop rule */
    const char *clause; /**< as written */
    size_t criterion;   /**< index, or DELPHI_NONE */
    size_t group;       /**< index, or DELPHI_NONE for the whole panel */
    delphi_value value;
    delphi_value compare; /**< the right side where it is not a plain number; else undefined without reason */
    delphi_truth holds;
} delphi_clause;

/** What was rated, by the whole panel or by one group, for one indicator on one criterion. */
typedef struct {
    uint32_t invited; /**< experts who could rate: n + cannot_judge + missing */
    uint32_t n;       /**< ratings on the scale */
    uint32_t cannot_judge;
    uint32_t missing;
    uint32_t base;              /**< the protocol's denominator of shares */
    const uint32_t *counts;     /**< a count for each point of the scale */
    const delphi_value *values; /**< a value for each row of delphi_measures() */
    bool suppressed;            /**< a group with fewer valid ratings than min_group: not to be shown to experts */
} delphi_cell;

typedef struct {
    size_t indicator;
    delphi_decision decision;
    const delphi_clause *because;
    size_t because_count;
    /** criterion_count * (1 + group_count) cells: for each criterion the panel, then each group. See
     * delphi_result_cell(). */
    const delphi_cell *cells;
} delphi_outcome;

/** How many experts took part, in all or of one group. */
typedef struct {
    uint32_t invited;
    uint32_t responded; /**< gave at least one rating, "cannot judge" or comment */
    uint32_t complete;  /**< answered every indicator in play on every criterion */
} delphi_response;

/** The result of one round. Owns its memory; borrows the study, which must outlive it. */
typedef struct {
    const delphi_study *study;
    int round;
    bool last_round;
    const char *keep_rule; /**< as applied, presets written out; NULL where there is none */
    const char *drop_rule;
    delphi_response response;
    const delphi_response *groups; /**< protocol.group_count entries */
    /** Against the previous round (zero in round 1): responded in both, only before, only now. */
    uint32_t stayed, left, joined;
    const delphi_outcome *outcomes; /**< one for each indicator in play, in the order of indicators.csv */
    size_t outcome_count;
    uint32_t decided[DELPHI_DECISION_COUNT]; /**< how many indicators came to each decision */
    void *owned;                             /**< private */
} delphi_result;

/** The cell of an outcome for a criterion; `group` DELPHI_NONE for the whole panel. */
const delphi_cell *delphi_result_cell(const delphi_result *result, const delphi_outcome *outcome, size_t criterion,
                                      size_t group);
/** The outcome of an indicator, or NULL where it was not in play. */
const delphi_outcome *delphi_result_outcome(const delphi_result *result, size_t indicator);
void delphi_result_free(delphi_result *result);

/** Checks the rules of every round: each one parses and uses only what the study has. Adds an error for each that does
 * not. */
delphi_status delphi_study_check_rules(const delphi_study *study, delphi_problems *problems);

/**
 * Which indicators are rated in `round`: since <= round, not replaced by one that is in the round, and, where settled
 * indicators leave, rated in the previous round without being kept or dropped, or new in this one.
 * @param previous the result of round - 1; NULL when round is 1.
 * @param in_play  indicator_count entries, written.
 * @return how many are in play.
 */
size_t delphi_in_play(const delphi_study *study, int round, const delphi_result *previous, bool *in_play);

/**
 * Analyses one round whose ratings have been read.
 * @param previous the result of round - 1, or NULL when round is 1. Only read during the call.
 * @param out      the result, written on success; free with delphi_result_free().
 * @return DELPHI_ERR_INPUT where a rule does not parse, DELPHI_ERR_MEMORY.
 */
delphi_status delphi_analyse(const delphi_study *study, int round, const delphi_result *previous, delphi_result **out,
                             delphi_problems *problems);

#ifdef __cplusplus
}
#endif
#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clauses of a round's two rules, and decisions from the truth of each: the truth of a clause depends on one cell
 * only, so that what is found of one cell is found once. */
#ifndef ANALYSIS_CLAUSES_H
#define ANALYSIS_CLAUSES_H

#include "analysis/trial.h"

typedef struct {
    const delphi_rule *rule;
    size_t index; /* in its rule */
    bool of_keep;
    delphi_rule_clause about;
    size_t criterion; /* the one it looks at; DELPHI_NONE: each in turn */
} analysis_clause;

typedef struct {
    const analysis_rules *rules;
    analysis_clause *items;
    size_t count;
    size_t first_of_drop;
    size_t criteria, slots;
    bool last_round;
    /* A clause compares two criteria, so that its truth depends on two cells. */
    bool entangled;
    /* A clause needs to know more than the counts: who gave which rating. */
    bool by_expert;
    bool of_whole;  /* a clause needs the count of every point */
    bool in_groups; /* a clause looks at groups */
} analysis_clauses;

/* false when out of memory. */
bool analysis_clauses_start(analysis_clauses *clauses, const delphi_result *result);
void analysis_clauses_end(analysis_clauses *clauses);

/* Does this clause look at this cell? */
bool analysis_clause_looks_at(const analysis_clause *clause, size_t criterion, size_t slot);
/* Its truth on the cells of a trial, those that it looks at being settled. */
delphi_truth analysis_clause_truth(const analysis_clause *clause, const analysis_trial *trial, size_t criterion,
                                   size_t slot);

/* Where the truth of a clause on a cell stands in an array of analysis_truth_count(); that of one which looks at no
 * cell stands where criterion and slot are 0. */
static inline size_t analysis_truth_at(const analysis_clauses *clauses, size_t clause, size_t criterion, size_t slot) {
    return (clause * clauses->criteria + criterion) * clauses->slots + slot;
}
static inline size_t analysis_truth_count(const analysis_clauses *clauses) {
    return clauses->count * clauses->criteria * clauses->slots;
}

/* What is asked of those who know the truths. */
typedef struct {
    const void *context;
    bool (*group_reaches)(const void *context, size_t criterion, size_t group);
    /* A delphi_truth or DELPHI_OPEN, where `at` is analysis_truth_at(). */
    unsigned (*truth)(const void *context, size_t clause, size_t criterion, size_t slot);
} analysis_facts;

/* What remains of the rule, see delphi_rule_residue(); one byte, DELPHI_FALSE, where there is no such rule. */
size_t analysis_residue(const analysis_clauses *clauses, bool of_keep, const analysis_facts *facts, uint8_t *out,
                        size_t size);
/* The decision where no truth is open. */
delphi_decision analysis_decide_by(const analysis_clauses *clauses, const analysis_facts *facts);

#endif

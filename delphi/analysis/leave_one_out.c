/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each expert who responded left out by himself, with all his answers: does the decision change, and to what?
 *
 * A clause looks at one cell, and what becomes of a cell depends only on the answer that is taken out of it. So each
 * clause is evaluated once for each answer that occurs, and an expert costs a walk through the rules. Of a large panel
 * many experts are in one group and answered alike: they cost one walk together. */
#include "analysis/clauses.h"
#include "analysis/contest.h"
#include "analysis/robustness.h"

#include "base/rational.h"

#include <stdlib.h>
#include <string.h>

#define NOT_KNOWN 0xFF

typedef struct {
    const delphi_result *result;
    const delphi_ratings *ratings;
    analysis_trial trial;
    analysis_clauses clauses;
    size_t answers;  /* rating, "cannot judge" or nothing, and last: the cell lacks no answer */
    uint8_t *truths; /* of each clause on each cell lacking each answer; NOT_KNOWN where nobody has asked */
    size_t *lacking; /* the answer taken from each criterion */
    uint8_t *alike;  /* the decision without an expert of each group with each set of answers, or NOT_KNOWN; or NULL */
    size_t alike_count;
    size_t outcome, group;
} leaving;

/* How many kinds of experts there can be: group and answers. 0 where looking them up would cost more than it spares. */
static size_t count_kinds(const leaving *l) {
    const delphi_study *study = l->result->study;
    size_t kinds = study->protocol.group_count + 1, most = study->expert_count;
    for (size_t c = 0; c < study->protocol.criterion_count && kinds <= most; c++)
        kinds *= l->answers;
    return kinds <= most && !l->clauses.by_expert ? kinds : 0;
}

static bool leaving_start(leaving *l, const delphi_result *result) {
    *l = (leaving){.result = result, .ratings = result->study->ratings[result->round - 1]};
    bool started = analysis_trial_start(&l->trial, result) && analysis_clauses_start(&l->clauses, result);
    l->answers = l->trial.points + 3;
    l->truths = malloc(analysis_truth_count(&l->clauses) * l->answers + 1);
    l->lacking = calloc(result->study->protocol.criterion_count, sizeof *l->lacking);
    l->alike_count = started ? count_kinds(l) : 0;
    l->alike = l->alike_count ? malloc(l->alike_count) : NULL;
    return started && l->truths && l->lacking && (l->alike || !l->alike_count);
}

static void leaving_end(leaving *l) {
    analysis_trial_end(&l->trial);
    analysis_clauses_end(&l->clauses);
    free(l->truths);
    free(l->lacking);
    free(l->alike);
}

/* The answer that a cell lacks. */
static size_t lacking_in(const leaving *l, size_t criterion, size_t slot) {
    bool untouched = slot > 0 && slot - 1 != l->group;
    return untouched ? l->answers - 1 : l->lacking[criterion];
}

static bool group_reaches(const void *context, size_t criterion, size_t group) {
    const leaving *l = context;
    const delphi_cell *cell = &l->trial.cells[criterion * l->trial.slots + group + 1];
    bool fewer = group == l->group && l->lacking[criterion] < l->trial.points;
    return cell->n - fewer >= (uint32_t)l->result->study->protocol.min_group;
}

/* Takes one answer out of one cell for as long as it takes to look at it. */
static delphi_truth truth_without(leaving *l, size_t clause, size_t criterion, size_t slot, size_t answer) {
    size_t cell = criterion * l->trial.slots + slot;
    const analysis_clause *of = &l->clauses.items[clause];
    if (!of->about.looks || answer == l->answers - 1)
        return analysis_clause_truth(of, &l->trial, criterion, slot);
    analysis_trial_add_to(&l->trial, cell, answer, -1);
    analysis_trial_settle(&l->trial, cell);
    delphi_truth found = analysis_clause_truth(of, &l->trial, criterion, slot);
    analysis_trial_add_to(&l->trial, cell, answer, 1);
    analysis_trial_settle(&l->trial, cell);
    return found;
}

static unsigned truth(const void *context, size_t clause, size_t criterion, size_t slot) {
    leaving *l = *(leaving *const *)context;
    size_t answer = lacking_in(l, criterion, slot);
    uint8_t *known = &l->truths[analysis_truth_at(&l->clauses, clause, criterion, slot) * l->answers + answer];
    if (*known == NOT_KNOWN)
        *known = (uint8_t)truth_without(l, clause, criterion, slot, answer);
    return *known;
}

static bool reaches(const void *context, size_t criterion, size_t group) {
    return group_reaches(*(leaving *const *)context, criterion, group);
}

/* The plain way: all his answers are taken out, and the rules are read again. */
static delphi_decision decide_plainly(leaving *l, size_t expert) {
    size_t criteria = l->clauses.criteria;
    for (size_t c = 0; c < criteria; c++)
        analysis_trial_add(&l->trial, c, expert, l->lacking[c], -1);
    delphi_decision decision = analysis_trial_decide(&l->trial);
    for (size_t c = 0; c < criteria; c++)
        analysis_trial_add(&l->trial, c, expert, l->lacking[c], 1);
    return decision;
}

static delphi_decision decide_by_rules(leaving *l, size_t expert) {
    if (l->clauses.entangled || l->clauses.by_expert)
        return decide_plainly(l, expert);
    analysis_facts facts = {.context = &l, .group_reaches = reaches, .truth = truth};
    return analysis_decide_by(&l->clauses, &facts);
}

/* Where the decision without experts like this one is kept. */
static uint8_t *kind_of(const leaving *l) {
    size_t kind = l->group == DELPHI_NONE ? l->result->study->protocol.group_count : l->group;
    for (size_t c = 0; c < l->clauses.criteria; c++)
        kind = kind * l->answers + l->lacking[c];
    return &l->alike[kind];
}

static delphi_decision decide_without(leaving *l, size_t expert) {
    const delphi_outcome *outcome = &l->result->outcomes[l->outcome];
    for (size_t c = 0; c < l->clauses.criteria; c++) {
        const delphi_rating *column = delphi_ratings_column(l->ratings, outcome->indicator, c);
        l->lacking[c] = analysis_answer_of(&l->trial, column[expert]);
    }
    l->group = l->result->study->experts[expert].group;
    if (!l->alike)
        return decide_by_rules(l, expert);
    uint8_t *known = kind_of(l);
    if (*known == NOT_KNOWN)
        *known = (uint8_t)decide_by_rules(l, expert);
    return (delphi_decision)*known;
}

static void leave_each_out(leaving *l, analysis_sureness *found) {
    const bool *responded = ((const analysis_memory *)l->result->owned)->responded;
    delphi_decision taken = l->result->outcomes[l->outcome].rule_decision;
    int64_t to[DELPHI_DECISION_COUNT] = {0}, experts = 0, flips = 0;
    analysis_trial_load(&l->trial, &l->result->outcomes[l->outcome]);
    analysis_trial_settle_all(&l->trial);
    memset(l->truths, NOT_KNOWN, analysis_truth_count(&l->clauses) * l->answers);
    if (l->alike)
        memset(l->alike, NOT_KNOWN, l->alike_count);
    for (size_t e = 0; e < l->result->study->expert_count; e++) {
        if (!responded[e])
            continue;
        delphi_decision decision = decide_without(l, e);
        experts++;
        flips += decision != taken;
        to[decision] += decision != taken;
    }
    found->values[DECISION_LOO_EXPERTS] = base_value_integer(experts);
    found->values[DECISION_LOO_FLIPS] = base_value_integer(flips);
    for (size_t d = 0; d < DELPHI_DECISION_COUNT; d++)
        found->values[DECISION_LOO + d] = base_value_integer(to[d]);
}

/* Where the best so many are chosen, all items are decided again for every expert left out. */
static void decide_all_without(leaving *l, size_t expert, analysis_contest *contest) {
    const delphi_result *result = l->result;
    for (size_t i = 0; i < result->outcome_count; i++) {
        const delphi_outcome *outcome = &result->outcomes[i];
        analysis_trial_load(&l->trial, outcome);
        for (size_t c = 0; c < l->clauses.criteria; c++) {
            delphi_rating rating = delphi_ratings_column(l->ratings, outcome->indicator, c)[expert];
            analysis_trial_add(&l->trial, c, expert, analysis_answer_of(&l->trial, rating), -1);
        }
        delphi_decision by_rules = analysis_trial_decide(&l->trial);
        analysis_contest_enter(contest, i, result->study->indicators[outcome->indicator].id, by_rules, &l->trial.scene);
    }
    analysis_contest_decide(contest);
}

static void add_to_measure(delphi_value *value, int64_t more) {
    *value = base_value_integer(value->as.rational.num + more);
}

static void leave_each_out_of_all(leaving *l, analysis_contest *contest, analysis_sureness *found) {
    const delphi_result *result = l->result;
    const bool *responded = ((const analysis_memory *)result->owned)->responded;
    for (size_t i = 0; i < result->outcome_count; i++)
        for (size_t m = DECISION_LOO_EXPERTS; m < DECISION_LOO + DELPHI_DECISION_COUNT; m++)
            found[i].values[m] = base_value_integer(0);
    for (size_t e = 0; e < result->study->expert_count; e++) {
        if (!responded[e])
            continue;
        decide_all_without(l, e, contest);
        for (size_t i = 0; i < result->outcome_count; i++) {
            delphi_decision decision = contest->list[i].decision;
            bool other = decision != result->outcomes[i].rule_decision;
            add_to_measure(&found[i].values[DECISION_LOO_EXPERTS], 1);
            add_to_measure(&found[i].values[DECISION_LOO_FLIPS], other);
            add_to_measure(&found[i].values[DECISION_LOO + decision], other);
        }
    }
}

static bool leave_one_out_of_selection(leaving *l, analysis_sureness *found) {
    analysis_contest contest;
    if (!analysis_contest_start(&contest, l->result, l->result->outcome_count))
        return false;
    leave_each_out_of_all(l, &contest, found);
    analysis_contest_end(&contest);
    return true;
}

bool analysis_leave_one_out(const delphi_result *result, analysis_sureness *found) {
    leaving l;
    bool started = leaving_start(&l, result);
    if (started && result->selection)
        started = leave_one_out_of_selection(&l, found);
    for (l.outcome = 0; started && !result->selection && l.outcome < result->outcome_count; l.outcome++)
        leave_each_out(&l, &found[l.outcome]);
    leaving_end(&l);
    return started;
}

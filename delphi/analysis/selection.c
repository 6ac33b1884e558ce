/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The selection of a round on its own ratings: each outcome's rank becomes a clause of its explanation, and its
 * decision the selection's. */
#include "analysis/contest.h"
#include "analysis/trial.h"

#include "base/rational.h"

#include <string.h>

/* "+median", "-iqr": the keys with the sign that they are sorted by. */
static const char *const *signed_keys(const analysis_selector *selector, base_arena *arena) {
    const char **keys = base_arena_array(arena, selector->count, sizeof *keys);
    for (size_t k = 0; keys && k < selector->count; k++) {
        const char *text = selector->select->by[k];
        keys[k] = base_arena_format(arena, "%c%s", selector->keys[k].sign < 0 ? '-' : '+',
                                    text + (*text == '+' || *text == '-'));
        if (!keys[k])
            return NULL;
    }
    return keys;
}

static const delphi_sort_key *sort_keys(const analysis_selector *selector, base_arena *arena) {
    delphi_sort_key *keys = base_arena_array(arena, selector->count, sizeof *keys);
    for (size_t k = 0; keys && k < selector->count; k++) {
        const analysis_key *key = &selector->keys[k];
        keys[k] = (delphi_sort_key){.term = key->rule ? &key->term : NULL, .highest_first = key->sign > 0};
    }
    return keys;
}

static delphi_reason missing_of(const analysis_contender *one) {
    for (size_t k = 0; k < one->selector->count; k++)
        if (one->selector->keys[k].rule && one->values[k].kind == DELPHI_VALUE_UNDEFINED)
            return one->values[k].reason;
    return DELPHI_REASON_NONE;
}

/* The clause `rank <= 25`, behind those of the rules. */
static bool add_clause(const analysis_contender *one, const char *text, base_arena *arena, delphi_outcome *outcome) {
    delphi_clause *because = base_arena_array(arena, outcome->because_count + 1, sizeof *because);
    if (!because)
        return false;
    if (outcome->because_count)
        memcpy(because, outcome->because, outcome->because_count * sizeof *because);
    delphi_value none = base_value_undefined(DELPHI_REASON_NONE);
    because[outcome->because_count] = (delphi_clause){
        .of_keep = true,
        .clause = text,
        .criterion = DELPHI_NONE,
        .group = DELPHI_NONE,
        .value = one->rank.rank ? base_value_integer(one->rank.rank) : base_value_undefined(missing_of(one)),
        .compare = one->rank.rank && one->rank.selected == DELPHI_UNKNOWN
                       ? base_value_undefined(DELPHI_REASON_TIED_AT_CUT)
                       : none,
        .holds = one->rank.selected,
    };
    outcome->because = because;
    outcome->because_count++;
    return true;
}

static bool apply(const analysis_contender *one, const char *clause, base_arena *arena, delphi_outcome *outcome) {
    delphi_rank *rank = base_arena_array(arena, 1, sizeof *rank);
    if (!rank)
        return false;
    *rank = one->rank;
    outcome->rank = rank;
    if (!rank->candidate)
        return true;
    delphi_value *values = base_arena_array(arena, one->selector->count, sizeof *values);
    if (!values || !add_clause(one, clause, arena, outcome))
        return false;
    memcpy(values, one->values, one->selector->count * sizeof *values);
    rank->values = values;
    outcome->rule_decision = one->decision;
    if (!outcome->override_why)
        outcome->decision = one->decision;
    return true;
}

static void count(const delphi_rank *rank, delphi_selection *out) {
    out->candidates += rank->candidate;
    out->unranked += rank->candidate && !rank->rank;
    out->selected += rank->candidate && rank->selected == DELPHI_TRUE;
    if (rank->at_cut) {
        out->tied = rank->tied;
        out->tied_rank = rank->rank;
    }
}

static const size_t *order_of(const analysis_contest *contest, base_arena *arena) {
    size_t *order = base_arena_array(arena, contest->ranked, sizeof *order);
    for (size_t i = 0; order && i < contest->ranked; i++)
        order[i] = contest->order[i]->outcome;
    return order;
}

static bool settle(delphi_result *result, delphi_outcome *outcomes, analysis_contest *contest) {
    base_arena *arena = ((analysis_memory *)result->owned)->arena;
    delphi_selection *selection = base_arena_array(arena, 1, sizeof *selection);
    const char *clause = base_arena_format(arena, "rank <= %d", contest->selector->select->best);
    if (!selection || !clause)
        return false;
    *selection = (delphi_selection){.select = contest->selector->select,
                                    .by = signed_keys(contest->selector, arena),
                                    .keys = sort_keys(contest->selector, arena),
                                    .order = order_of(contest, arena),
                                    .ranked = contest->ranked};
    for (size_t i = 0; i < result->outcome_count; i++) {
        if (!apply(&contest->list[i], clause, arena, &outcomes[i]))
            return false;
        count(outcomes[i].rank, selection);
    }
    result->selection = selection;
    return selection->by && selection->keys && selection->order;
}

bool analysis_selection(delphi_result *result, delphi_outcome *outcomes) {
    analysis_contest contest;
    if (!analysis_contest_start(&contest, result, result->outcome_count))
        return false;
    if (!contest.selector)
        return true;
    for (size_t i = 0; i < result->outcome_count; i++) {
        analysis_view view = {.result = result, .outcome = &outcomes[i]};
        delphi_rule_scene scene = analysis_scene(&view);
        analysis_contest_enter(&contest, i, result->study->indicators[outcomes[i].indicator].id,
                               outcomes[i].rule_decision, &scene);
    }
    analysis_contest_decide(&contest);
    bool done = settle(result, outcomes, &contest);
    analysis_contest_end(&contest);
    return done;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The decision on one indicator: both rules on its cells, and every clause with what it saw. */
#include "analysis/trial.h"

#include "base/rational.h"

#include <stdlib.h>
#include <string.h>

static const delphi_cell *cell_of(const void *context, size_t criterion, size_t group) {
    const analysis_view *v = context;
    return delphi_result_cell(v->result, v->outcome, criterion, group);
}

static bool group_reaches(const void *context, size_t criterion, size_t group) {
    return !cell_of(context, criterion, group)->suppressed;
}

static void measure(const void *context, size_t index, size_t criterion, size_t group, delphi_value *out) {
    const delphi_cell *cell = cell_of(context, criterion, group);
    if (cell->values) {
        *out = cell->values[index];
        return;
    }
    size_t count;
    delphi_item item = *((const analysis_view *)context)->item;
    item.counts = cell->counts;
    item.weights = cell->weights;
    item.n = cell->n;
    delphi_measure_value(&delphi_measures(&count)[index], &item, out);
}

static int64_t answers_in(const void *context, const delphi_answer_set *set, const delphi_cell *cell) {
    const delphi_scale *scale = &((const analysis_view *)context)->result->study->protocol.scale;
    int64_t count = set->cannot_judge ? cell->cannot_judge : 0;
    for (int k = 0; k <= scale->max - scale->min; k++)
        if (set->points[k])
            count += cell->counts[k];
    return count;
}

static void share(const void *context, const delphi_answer_set *set, size_t criterion, size_t group,
                  delphi_value *out) {
    const delphi_cell *cell = cell_of(context, criterion, group);
    int min_ratings = ((const analysis_view *)context)->result->study->protocol.min_ratings;
    if (cell->n < (uint32_t)min_ratings)
        *out = base_value_undefined(cell->n ? DELPHI_REASON_TOO_FEW_RATINGS : DELPHI_REASON_NO_RATINGS);
    else if (!cell->base)
        *out = base_value_undefined(DELPHI_REASON_EMPTY_BASE);
    else
        *out = base_value_share(answers_in(context, set, cell), cell->base);
}

static void count(const void *context, const delphi_answer_set *set, size_t criterion, size_t group,
                  delphi_value *out) {
    *out = base_value_integer(answers_in(context, set, cell_of(context, criterion, group)));
}

static int64_t valid(const void *context, size_t criterion, size_t group) {
    return cell_of(context, criterion, group)->n;
}

static int64_t cannot_judge(const void *context, size_t criterion, size_t group) {
    return cell_of(context, criterion, group)->cannot_judge;
}

/* Clauses in the order seen. */
typedef struct {
    delphi_clause *items;
    size_t count, capacity;
    bool of_keep, failed;
} clauses;

static bool take_leaf(void *context, const delphi_rule_leaf *leaf) {
    clauses *list = context;
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 16;
        delphi_clause *items = realloc(list->items, capacity * sizeof *items);
        if (!items) {
            list->failed = true; /* or a decision would be written with a part of its reasons */
            return false;
        }
        list->items = items;
        list->capacity = capacity;
    }
    list->items[list->count++] = (delphi_clause){
        .of_keep = list->of_keep,
        .clause = leaf->clause,
        .criterion = leaf->criterion,
        .group = leaf->group,
        .value = leaf->value,
        .compare = leaf->compare,
        .holds = leaf->holds,
    };
    return true;
}

delphi_decision analysis_decision_of(delphi_truth keep, delphi_truth drop, bool last_round) {
    if (keep == DELPHI_TRUE && drop == DELPHI_TRUE)
        return DELPHI_CONFLICT;
    /* An unknown rule might hold: to decide by the other one would be to guess. */
    if (keep == DELPHI_UNKNOWN || drop == DELPHI_UNKNOWN)
        return DELPHI_UNDECIDED;
    if (keep == DELPHI_TRUE)
        return DELPHI_KEEP;
    if (drop == DELPHI_TRUE)
        return DELPHI_DROP;
    return last_round ? DELPHI_NO_CONSENSUS : DELPHI_RERATE;
}

/* A clause may name the same text for many groups; copies are cheap, the texts are borrowed. */
static bool keep_clauses(base_arena *arena, const clauses *list, delphi_outcome *outcome) {
    delphi_clause *because = base_arena_array(arena, list->count, sizeof *because);
    if (!because)
        return false;
    if (list->count)
        memcpy(because, list->items, list->count * sizeof *because);
    outcome->because = because;
    outcome->because_count = list->count;
    return true;
}

delphi_rule_scene analysis_scene(const analysis_view *v) {
    return (delphi_rule_scene){
        .context = v,
        .round = v->result->round,
        .criterion_count = v->result->study->protocol.criterion_count,
        .group_count = v->result->study->protocol.group_count,
        .group_reaches = group_reaches,
        .measure = measure,
        .share = share,
        .count = count,
        .n = valid,
        .cannot_judge = cannot_judge,
    };
}

static delphi_truth truth_of(const delphi_rule *rule, const delphi_rule_scene *scene, clauses *list) {
    return rule ? delphi_rule_evaluate(rule, scene, list ? take_leaf : NULL, list) : DELPHI_FALSE;
}

bool analysis_decide(const delphi_result *result, const analysis_rules *rules, delphi_outcome *outcome) {
    analysis_view v = {.result = result, .outcome = outcome};
    delphi_rule_scene scene = analysis_scene(&v);
    clauses list = {.of_keep = true};
    delphi_truth keep = truth_of(rules->keep, &scene, &list);
    list.of_keep = false;
    delphi_truth drop = truth_of(rules->drop, &scene, &list);
    const delphi_override *override = delphi_study_override(result->study, result->round, outcome->indicator);
    /* A scan decides nothing: whatever wave comes next asks again. */
    bool last = result->last_round && !result->study->protocol.scan.on;
    outcome->rule_decision = analysis_decision_of(keep, drop, last);
    outcome->decision = override ? override->decision : outcome->rule_decision;
    outcome->override_why = override ? override->why : NULL;
    bool done = !list.failed && keep_clauses(((analysis_memory *)result->owned)->arena, &list, outcome);
    free(list.items);
    return done;
}

delphi_decision analysis_trial_decide_settled(const analysis_trial *trial) {
    const analysis_rules *rules = &((const analysis_memory *)trial->result->owned)->rules;
    delphi_truth keep = truth_of(rules->keep, &trial->scene, NULL), drop = truth_of(rules->drop, &trial->scene, NULL);
    return analysis_decision_of(keep, drop, trial->result->last_round);
}

delphi_decision analysis_trial_decide(analysis_trial *trial) {
    analysis_trial_settle_all(trial);
    return analysis_trial_decide_settled(trial);
}

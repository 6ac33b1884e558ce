/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What changed since the previous round, for every indicator that both rounds rated: all measures of a pair, and what
 * they come to.
 *
 * Group        stable where the net change is at most 15 % (Scheibe, Skutsch and Schofer 1975; not re-read), by
 *              integers.
 * Individuals  stable where the matched experts' later ratings depend on their earlier ones, in the same direction:
 *              chi-square of independence with p < 5 % and Spearman's correlation above 0 (Chaffin and Talley 1980; not
 *              re-read). The test is asked where no expected count of its table, banded or not, is below 1, the least
 *              that Cochran (1954) allows. Small panels are often thinner than that, and unanimous ones leave nothing
 *              to test: then at most 15 % of the matched experts changed their rating. That fallback is ours.
 * Advice       another round where the rules have not settled the indicator, and the group is not known to be stable on
 *              every criterion. A stable indicator without consensus is a result, not a reason to ask again. */
#include "analysis/private.h"

#include "base/rational.h"

#include <stdlib.h>

static const delphi_rational limit = {15, 100};
static const double significant = 0.05, expected_enough = 1;

/* What the pairs of two rounds have in common, and the memory that they are counted in. */
typedef struct {
    const delphi_result *result;
    const delphi_ratings *before, *after;
    delphi_pair pair;
    bool *included; /* an expert each */
    delphi_pair_space *space;
    size_t net_change, changed_share, p, least_expected, spearman; /* places in the table of measures */
} comparison;

static bool comparison_start(comparison *c, const delphi_result *result, const delphi_result *previous) {
    const delphi_study *study = result->study;
    const delphi_protocol *p = &study->protocol;
    delphi_item item = analysis_item(study);
    size_t low = delphi_study_band(study, "low");
    *c = (comparison){
        .result = result,
        .before = study->ratings[previous->round - 1],
        .after = study->ratings[result->round - 1],
        .net_change = delphi_pair_measure_find("net_change_unpaired"),
        .changed_share = delphi_pair_measure_find("changed_share"),
        .p = delphi_pair_measure_find("chi2_independence_p"),
        .least_expected = delphi_pair_measure_find("chi2_independence_least_expected"),
        .spearman = delphi_pair_measure_find("spearman"),
    };
    c->included = calloc(study->expert_count + 1, sizeof *c->included);
    c->space = delphi_pair_space_new(study->expert_count, item.points);
    /* Who joins now has no rating in the round before: the reader refuses it. */
    for (size_t e = 0; c->included && e < study->expert_count; e++)
        c->included[e] = analysis_invited(study, e, result->round);
    c->pair = (delphi_pair){
        .scale_min = item.scale_min,
        .points = item.points,
        .experts = study->expert_count,
        .included = c->included,
        .min_ratings = item.min_ratings,
        .quantile_type = item.quantile_type,
        .high_low = item.high_low,
        .high_high = item.high_high,
        .low_low = low == DELPHI_NONE ? 1 : p->bands[low].low,
        .low_high = low == DELPHI_NONE ? 0 : p->bands[low].high,
    };
    return c->included && c->space;
}

static void comparison_end(comparison *c) {
    delphi_pair_space_free(c->space);
    free(c->included);
}

static delphi_truth truth_of(bool holds) {
    return holds ? DELPHI_TRUE : DELPHI_FALSE;
}

static delphi_truth within_limit(const delphi_value *share) {
    if (share->kind == DELPHI_VALUE_UNDEFINED)
        return DELPHI_UNKNOWN;
    return truth_of(base_rational_compare(share->as.rational, limit) <= 0);
}

static void judge_individuals(const comparison *c, delphi_stability_cell *cell) {
    const delphi_value *values = cell->values, *least = &values[c->least_expected];
    bool tested = least->kind != DELPHI_VALUE_UNDEFINED && delphi_value_real(least) >= expected_enough;
    bool depend =
        tested && delphi_value_real(&values[c->p]) < significant && delphi_value_real(&values[c->spearman]) > 0;
    cell->individuals_stable = tested ? truth_of(depend) : within_limit(&values[c->changed_share]);
    size_t count;
    cell->individuals_by = delphi_pair_measures(&count)[tested ? c->p : c->changed_share].name;
}

static bool compare_criterion(comparison *c, const delphi_outcome *outcome, size_t criterion, base_arena *arena,
                              delphi_stability_cell *out) {
    size_t count;
    const delphi_pair_measure *measures = delphi_pair_measures(&count);
    delphi_value *values = base_arena_array(arena, count, sizeof *values);
    c->pair.before = delphi_ratings_column(c->before, outcome->indicator, criterion);
    c->pair.after = delphi_ratings_column(c->after, outcome->indicator, criterion);
    if (!values || delphi_pair_load(c->space, &c->pair))
        return false;
    for (size_t m = 0; m < count; m++)
        delphi_pair_value(&measures[m], c->space, &values[m]);
    *out = (delphi_stability_cell){
        .values = values,
        .group_stable = within_limit(&values[c->net_change]),
        .opinion = analysis_opinion(&c->result->study->protocol, outcome->rule_decision,
                                    delphi_result_cell(c->result, outcome, criterion, DELPHI_NONE)),
    };
    judge_individuals(c, out);
    return true;
}

static bool compare_indicator(comparison *c, const delphi_outcome *outcome, base_arena *arena, delphi_stability *out) {
    size_t criteria = c->result->study->protocol.criterion_count;
    delphi_stability_cell *cells = base_arena_array(arena, criteria, sizeof *cells);
    bool done = cells != NULL, stable = true;
    for (size_t i = 0; done && i < criteria; i++) {
        done = compare_criterion(c, outcome, i, arena, &cells[i]);
        stable = stable && cells[i].group_stable == DELPHI_TRUE;
    }
    bool settled = outcome->decision == DELPHI_KEEP || outcome->decision == DELPHI_DROP;
    *out = (delphi_stability){outcome->indicator, !settled && !stable, cells};
    return done;
}

bool analysis_stability(delphi_result *result, const delphi_result *previous) {
    if (!previous || result->stability)
        return true;
    base_arena *arena = ((analysis_memory *)result->owned)->arena;
    delphi_stability *found = base_arena_array(arena, result->outcome_count, sizeof *found);
    size_t count = 0;
    comparison c;
    bool done = comparison_start(&c, result, previous) && found;
    for (size_t i = 0; done && i < result->outcome_count; i++)
        if (delphi_result_outcome(previous, result->outcomes[i].indicator))
            done = compare_indicator(&c, &result->outcomes[i], arena, &found[count++]);
    comparison_end(&c);
    if (done) {
        result->stability = found;
        result->stability_count = count;
    }
    return done;
}

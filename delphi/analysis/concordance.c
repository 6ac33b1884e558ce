/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far the experts agree over the indicators in play: for each criterion the panel, then each group. */
#include "analysis/private.h"

#include <stdlib.h>

/* What the sets of one round have in common, and the memory that they are counted in. */
typedef struct {
    const delphi_result *result;
    const delphi_ratings *ratings;
    delphi_set set;
    const delphi_rating **columns; /* an indicator in play each */
    bool *included;                /* an expert each */
    delphi_set_space *space;
} survey;

static bool survey_start(survey *s, const delphi_result *result) {
    const delphi_protocol *p = &result->study->protocol;
    delphi_item item = analysis_item(result->study);
    size_t low = delphi_study_band(result->study, "low");
    *s = (survey){.result = result, .ratings = result->study->ratings[result->round - 1]};
    s->columns = calloc(result->outcome_count + 1, sizeof *s->columns);
    s->included = calloc(result->study->expert_count + 1, sizeof *s->included);
    s->space =
        delphi_set_space_new(result->study->expert_count, result->outcome_count, item.points, (uint32_t)p->replicates);
    s->set = (delphi_set){
        .scale_min = item.scale_min,
        .points = item.points,
        .experts = result->study->expert_count,
        .items = result->outcome_count,
        .columns = s->columns,
        .included = s->included,
        .high_low = item.high_low,
        .high_high = item.high_high,
        .low_low = low == DELPHI_NONE ? 1 : p->bands[low].low,
        .low_high = low == DELPHI_NONE ? 0 : p->bands[low].high,
        .seed = p->seed,
        .bootstraps = (uint32_t)p->replicates,
    };
    return s->columns && s->included && s->space;
}

static void survey_end(survey *s) {
    delphi_set_space_free(s->space);
    free(s->columns);
    free(s->included);
}

static bool is_rating(delphi_rating cell) {
    return cell != DELPHI_MISSING && cell != DELPHI_CANNOT_JUDGE;
}

/* Who of the slot (0: the panel) rated anything, and who rated everything. */
static void count_experts(const survey *s, size_t slot, delphi_concordance *out) {
    const delphi_study *study = s->result->study;
    for (size_t e = 0; e < study->expert_count; e++) {
        size_t rated = 0;
        s->included[e] = analysis_invited(study, e, s->result->round) && (!slot || study->experts[e].group == slot - 1);
        for (size_t i = 0; s->included[e] && i < s->set.items; i++)
            rated += is_rating(s->columns[i][e]);
        out->experts += rated > 0;
        out->complete += rated > 0 && rated == s->set.items;
    }
}

/* Chi-square is a good guide to W where there are many items and experts, and permuting those is slow. */
static uint32_t permutations_for(const survey *s, uint32_t experts) {
    bool few = s->set.items <= DELPHI_FEW_ITEMS || experts <= DELPHI_FEW_ITEMS;
    return few ? (uint32_t)s->result->study->protocol.replicates : 0;
}

static bool measure_slot(survey *s, size_t slot, base_arena *arena, delphi_concordance *out) {
    size_t count;
    const delphi_set_measure *measures = delphi_set_measures(&count);
    delphi_value *values = base_arena_array(arena, count, sizeof *values);
    if (!values)
        return false;
    count_experts(s, slot, out);
    out->suppressed = slot > 0 && out->experts < (uint32_t)s->result->study->protocol.min_group;
    s->set.permutations = permutations_for(s, out->complete);
    s->set.permutations_incomplete = permutations_for(s, out->experts);
    if (delphi_set_load(s->space, &s->set))
        return false;
    for (size_t m = 0; m < count; m++)
        measures[m].compute(s->space, &values[m]);
    out->values = values;
    return true;
}

bool analysis_concordance(delphi_result *result, const delphi_result *previous) {
    (void)previous;
    const delphi_protocol *p = &result->study->protocol;
    base_arena *arena = ((analysis_memory *)result->owned)->arena;
    size_t slots = 1 + p->group_count;
    delphi_concordance *found = base_arena_array(arena, p->criterion_count * slots, sizeof *found);
    survey s;
    bool done = survey_start(&s, result) && found;
    for (size_t c = 0; done && c < p->criterion_count; c++) {
        for (size_t i = 0; i < result->outcome_count; i++)
            s.columns[i] = delphi_ratings_column(s.ratings, result->outcomes[i].indicator, c);
        for (size_t slot = 0; done && slot < slots; slot++)
            done = measure_slot(&s, slot, arena, &found[c * slots + slot]);
    }
    survey_end(&s);
    if (done)
        result->concordance = found;
    return done;
}

const delphi_concordance *delphi_result_concordance(const delphi_result *result, size_t criterion, size_t group) {
    size_t slots = 1 + result->study->protocol.group_count;
    return &result->concordance[criterion * slots + (group == DELPHI_NONE ? 0 : group + 1)];
}

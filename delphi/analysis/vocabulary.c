/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names that the rules of a study may use. */
#include "analysis/private.h"

/* Can the measure ever have a value in this study? It is tried on a panel that lacks nothing: a reason that is left
 * then is the protocol's, and a rule that used the measure would never decide. */
static const char *refusal_of(const delphi_measure *measure, const delphi_item *probe) {
    delphi_value value;
    delphi_measure_value(measure, probe, &value);
    switch (value.kind == DELPHI_VALUE_UNDEFINED ? value.reason : DELPHI_REASON_NONE) {
    case DELPHI_REASON_SCALE:
    case DELPHI_REASON_FEW_POINTS:
    case DELPHI_REASON_NO_SUCH_QUANTILE:
    case DELPHI_REASON_NO_HIGH_BAND:
    case DELPHI_REASON_WEIGHTS:
    case DELPHI_REASON_NO_RANKING:
    case DELPHI_REASON_NO_ORDER:
        return delphi_reason_text(value.reason);
    default:
        return NULL;
    }
}

/* A hundred ratings on the highest point, of experts with equal weights unless theirs cannot be added. */
static bool probe_make(const delphi_study *study, base_arena *arena, delphi_item *out) {
    analysis_weights weights;
    if (!analysis_weights_make(study, arena, &weights))
        return false;
    delphi_item probe = analysis_item(study);
    probe.weighted = weights.weighted && !weights.of;
    uint32_t *counts = base_arena_array(arena, (size_t)probe.points, sizeof *counts);
    if (!counts)
        return false;
    counts[probe.points - 1] = 100;
    probe.counts = counts;
    probe.n = 100;
    probe.min_ratings = 1;
    *out = probe;
    return true;
}

static bool add_measures(const delphi_study *study, analysis_vocabulary *out) {
    size_t count;
    const delphi_measure *measures = delphi_measures(&count);
    delphi_rule_measure *words = base_arena_array(out->arena, count, sizeof *words);
    delphi_item probe;
    if (!words || !probe_make(study, out->arena, &probe))
        return false;
    for (size_t i = 0; i < count; i++)
        words[i] = (delphi_rule_measure){
            .name = measures[i].name,
            .truth = measures[i].kind == DELPHI_MEASURE_TRUTH,
            .refusal = refusal_of(&measures[i], &probe),
        };
    out->words.measures = words;
    out->words.measure_count = count;
    return true;
}

static bool add_criteria_and_bands(const delphi_protocol *p, analysis_vocabulary *out) {
    const char **criteria = base_arena_array(out->arena, p->criterion_count, sizeof *criteria);
    delphi_rule_band *bands = base_arena_array(out->arena, p->band_count, sizeof *bands);
    if (!criteria || !bands)
        return false;
    for (size_t i = 0; i < p->criterion_count; i++)
        criteria[i] = p->criteria[i].id;
    for (size_t i = 0; i < p->band_count; i++)
        bands[i] = (delphi_rule_band){p->bands[i].id, p->bands[i].low, p->bands[i].high};
    out->words.criteria = criteria;
    out->words.criterion_count = p->criterion_count;
    out->words.bands = bands;
    out->words.band_count = p->band_count;
    return true;
}

bool analysis_vocabulary_make(const delphi_study *study, analysis_vocabulary *out) {
    const delphi_protocol *p = &study->protocol;
    *out = (analysis_vocabulary){.arena = base_arena_new()};
    if (!out->arena || !add_measures(study, out) || !add_criteria_and_bands(p, out)) {
        analysis_vocabulary_free(out);
        return false;
    }
    out->words.group_count = p->group_count;
    out->words.scale_min = p->scale.min;
    out->words.scale_max = p->scale.max;
    if (!p->scale.cannot_judge)
        out->words.cannot_judge_refusal = "the scale of this study has no \"cannot judge\"";
    else if (p->denominator == DELPHI_DENOMINATOR_VALID)
        out->words.cannot_judge_refusal =
            "shares are counted over valid ratings, and \"cannot judge\" is none of them: it "
            "needs the denominator \"answered\" or \"panel\"";
    return true;
}

void analysis_vocabulary_free(analysis_vocabulary *vocabulary) {
    base_arena_free(vocabulary->arena);
    *vocabulary = (analysis_vocabulary){0};
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A variant of a study is a shallow copy of it with another protocol, and, for stayers only, a panel in which the
 * others were not invited yet; then it is analysed like any other. */
#include "analysis/variant.h"

#include "base/problems.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    delphi_study study; /* borrows all but its rounds, its rules and, for stayers only, its experts */
    base_arena *arena;
    delphi_result *result;
    delphi_variant_result handle;
} copy;

void delphi_variant_free(delphi_variant_result *result) {
    if (!result)
        return;
    copy *c = result->owned;
    delphi_result_free(c->result);
    base_arena_free(c->arena);
    free(c);
}

static delphi_status refuse(delphi_problems *problems, const char *why) {
    return base_problem(problems, DELPHI_ERR_USAGE, (base_place){0}, "%s", why);
}

static delphi_status refuse_preset(delphi_problems *problems, const char *name) {
    const char *nearest = analysis_nearest_preset(name);
    return base_problem(problems, DELPHI_ERR_USAGE, (base_place){0},
                        "no preset is named \"%.60s\"%s%s%s; `delphi rules` lists them", name,
                        nearest ? " (did you mean \"" : "", nearest ? nearest : "", nearest ? "\"?)" : "");
}

static delphi_status check(const delphi_result *result, const delphi_result *previous, const delphi_variant *variant,
                           delphi_problems *problems) {
    delphi_status status = DELPHI_OK;
    if (variant->preset && !delphi_preset_find(variant->preset))
        status = refuse_preset(problems, variant->preset);
    if (variant->groups && !result->study->protocol.group_count)
        status = refuse(problems, "this study has no groups, so that no rule can be asked of every or any group");
    if (variant->best && !result->selection)
        status = refuse(problems, "this round selects nothing: its decisions are those of the rules; \"select\" in "
                                  "study.json has the best so many chosen");
    if (variant->stayers_only && !previous)
        status = refuse(problems, "round 1 has no stayers: nobody rated in a round before it");
    else if (variant->stayers_only && !result->response.stayed)
        status = refuse(problems, "nobody took part in both rounds; were the experts numbered anew?");
    return status;
}

static void put_settings(copy *c, const delphi_variant *variant) {
    delphi_protocol *p = &c->study.protocol;
    if (variant->other_quantile_type)
        p->quantile_type = variant->quantile_type;
    if (variant->other_denominator)
        p->denominator = variant->denominator;
    if (variant->min_ratings)
        p->min_ratings = variant->min_ratings;
    p->replicates = 0;
    c->study.override_count = 0;
}

/* Whoever did not respond in both rounds is not invited in the variant: the analysis then leaves him out of every
 * count, the panel's too. */
static bool put_stayers(copy *c, const delphi_result *result, const delphi_result *previous) {
    const bool *now = ((const analysis_memory *)result->owned)->responded;
    const bool *before = ((const analysis_memory *)previous->owned)->responded;
    delphi_expert *experts = base_arena_array(c->arena, c->study.expert_count, sizeof *experts);
    if (!experts)
        return false;
    for (size_t e = 0; e < c->study.expert_count; e++) {
        experts[e] = c->study.experts[e];
        if (!now[e] || !before[e])
            experts[e].since = INT_MAX;
    }
    c->study.experts = experts;
    return true;
}

/* Only this round is analysed; the study's own rules would stand in for one that is left out. */
static delphi_status put_rules(copy *c, const delphi_result *result, const delphi_variant *variant,
                               delphi_problems *problems) {
    delphi_protocol *p = &c->study.protocol;
    delphi_round *rounds = base_arena_array(c->arena, p->round_count, sizeof *rounds);
    delphi_rule_texts texts;
    analysis_vocabulary vocabulary;
    if (!rounds || !analysis_vocabulary_make(&c->study, &vocabulary))
        return base_no_memory(problems);
    delphi_status status = analysis_variant_rules(result, variant, &vocabulary.words, c->arena, &texts, problems);
    analysis_vocabulary_free(&vocabulary);
    if (status)
        return status;
    memcpy(rounds, p->rounds, p->round_count * sizeof *rounds);
    rounds[result->round - 1].rules = texts;
    if (variant->best && result->selection) {
        rounds[result->round - 1].select = *result->selection->select;
        rounds[result->round - 1].select.best = variant->best;
    }
    p->rules = (delphi_rule_texts){0};
    p->rounds = rounds;
    return DELPHI_OK;
}

static delphi_status prepare(copy *c, const delphi_result *result, const delphi_result *previous,
                             const delphi_variant *variant, delphi_problems *problems) {
    c->study = *result->study;
    c->arena = base_arena_new();
    if (!c->arena)
        return base_no_memory(problems);
    put_settings(c, variant);
    if (variant->stayers_only && previous && !put_stayers(c, result, previous))
        return base_no_memory(problems);
    return put_rules(c, result, variant, problems);
}

static void compare(copy *c, const delphi_result *real) {
    c->handle = (delphi_variant_result){.result = c->result, .experts = c->result->response.responded, .owned = c};
    for (size_t i = 0; i < real->outcome_count; i++)
        c->handle.moved += c->result->outcomes[i].decision != real->outcomes[i].rule_decision;
}

delphi_status delphi_variant_analyse(const delphi_result *result, const delphi_result *previous,
                                     const delphi_variant *variant, delphi_variant_result **out,
                                     delphi_problems *problems) {
    /* What is wrong with the rules is told beside what is wrong with the rest. */
    delphi_status status = check(result, previous, variant, problems);
    copy *c = calloc(1, sizeof *c);
    status = analysis_worst(status, c ? prepare(c, result, previous, variant, problems) : base_no_memory(problems));
    if (!status)
        status = delphi_analyse(&c->study, result->round, ((const analysis_memory *)result->owned)->round_before,
                                &c->result, problems);
    if (!status) {
        compare(c, result);
        *out = &c->handle;
        return DELPHI_OK;
    }
    if (c)
        base_arena_free(c->arena);
    free(c);
    return status;
}

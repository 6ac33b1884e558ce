/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A variant of a study is a shallow copy of it with another protocol, and, for stayers only, a panel in which the
 * others were not invited yet; then it is analysed like any other. */
#include <delphi/variant.h>

#include "analysis/private.h"
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

static delphi_status check(const delphi_result *result, const delphi_result *previous, const delphi_variant *variant,
                           delphi_problems *problems) {
    delphi_status status = DELPHI_OK;
    if (variant->preset && !delphi_preset_find(variant->preset))
        status = base_problem(problems, DELPHI_ERR_USAGE, (base_place){0},
                              "no preset is named \"%.60s\"; `delphi rules` lists them", variant->preset);
    if (variant->groups && !result->study->protocol.group_count)
        status = refuse(problems, "this study has no groups, so that no rule can be asked of every or any group");
    if (variant->stayers_only && !previous)
        status = refuse(problems, "round 1 has no stayers: nobody rated in a round before it");
    else if (variant->stayers_only && !result->response.stayed)
        status = refuse(problems, "nobody took part in both rounds; were the experts numbered anew?");
    return status;
}

/* The rule inside a quantifier over groups; a rule without text stays so. */
static const char *wrapped(base_arena *arena, const char *rule, delphi_group_logic groups, bool *failed) {
    if (!rule || !*rule || groups == DELPHI_GROUPS_AS_WRITTEN)
        return rule;
    const char *out = base_arena_format(arena, "%s group (%s)", groups == DELPHI_GROUPS_EVERY ? "every" : "any", rule);
    *failed = *failed || !out;
    return out;
}

/* The variant's rule, else its preset's, else the one that was applied. */
static const char *rule_of(const char *own, const delphi_preset *preset, const char *of_preset, const char *applied) {
    if (own)
        return *own ? own : NULL;
    return preset ? of_preset : applied;
}

static bool put_rules(copy *c, const delphi_result *result, const delphi_variant *variant) {
    delphi_protocol *p = &c->study.protocol;
    const delphi_preset *preset = variant->preset ? delphi_preset_find(variant->preset) : NULL;
    delphi_round *rounds = base_arena_array(c->arena, p->round_count, sizeof *rounds);
    bool failed = false;
    if (!rounds)
        return false;
    const char *keep = rule_of(variant->keep, preset, preset ? preset->keep : NULL, result->keep_rule);
    const char *drop = rule_of(variant->drop, preset, preset ? preset->drop : NULL, result->drop_rule);
    memcpy(rounds, p->rounds, p->round_count * sizeof *rounds);
    /* Only this round is analysed, and no other rule may come in where it has none. */
    for (size_t i = 0; i < p->round_count; i++)
        rounds[i].rules = (delphi_rule_texts){.keep = wrapped(c->arena, keep, variant->groups, &failed),
                                              .drop = wrapped(c->arena, drop, variant->groups, &failed)};
    p->rules = (delphi_rule_texts){0};
    p->rounds = rounds;
    return !failed;
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
}

/* Who did not respond in the round before is not invited in the variant. */
static bool put_stayers(copy *c, const delphi_result *previous) {
    const bool *before = ((const analysis_memory *)previous->owned)->responded;
    delphi_expert *experts = base_arena_array(c->arena, c->study.expert_count, sizeof *experts);
    if (!experts)
        return false;
    for (size_t e = 0; e < c->study.expert_count; e++) {
        experts[e] = c->study.experts[e];
        if (!before[e])
            experts[e].since = INT_MAX;
    }
    c->study.experts = experts;
    return true;
}

/* Told here, with the column in the rule as it was given; the analysis would name a place in study.json. */
static delphi_status check_rule(const char *rule, const char *name, const delphi_rule_vocabulary *words,
                                delphi_problems *problems) {
    if (!rule)
        return DELPHI_OK;
    delphi_rule *parsed = delphi_rule_parse(rule, words, name, "", problems);
    delphi_rule_free(parsed);
    return parsed ? DELPHI_OK : DELPHI_ERR_INPUT;
}

static delphi_status check_rules(const copy *c, int round, delphi_problems *problems) {
    const delphi_rule_texts *rules = &c->study.protocol.rounds[round - 1].rules;
    analysis_vocabulary vocabulary;
    if (!rules->keep && !rules->drop)
        return refuse(problems, "the variant has neither a rule to keep nor one to drop");
    if (!analysis_vocabulary_make(&c->study, &vocabulary))
        return base_no_memory(problems);
    delphi_status keep = check_rule(rules->keep, "keep", &vocabulary.words, problems);
    delphi_status drop = check_rule(rules->drop, "drop", &vocabulary.words, problems);
    analysis_vocabulary_free(&vocabulary);
    return keep ? keep : drop;
}

static bool prepare(copy *c, const delphi_result *result, const delphi_result *previous,
                    const delphi_variant *variant) {
    c->study = *result->study;
    c->arena = base_arena_new();
    if (!c->arena || !put_rules(c, result, variant))
        return false;
    put_settings(c, variant);
    return !variant->stayers_only || put_stayers(c, previous);
}

static void compare(copy *c, const delphi_result *real) {
    c->handle = (delphi_variant_result){.result = c->result, .experts = c->result->response.responded, .owned = c};
    for (size_t i = 0; i < real->outcome_count; i++)
        c->handle.moved += c->result->outcomes[i].decision != real->outcomes[i].decision;
}

delphi_status delphi_variant_analyse(const delphi_result *result, const delphi_result *previous,
                                     const delphi_variant *variant, delphi_variant_result **out,
                                     delphi_problems *problems) {
    delphi_status status = check(result, previous, variant, problems);
    if (status)
        return status;
    copy *c = calloc(1, sizeof *c);
    if (!c || !prepare(c, result, previous, variant))
        status = base_no_memory(problems);
    if (!status)
        status = check_rules(c, result->round, problems);
    if (!status)
        status = delphi_analyse(&c->study, result->round, previous, &c->result, problems);
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

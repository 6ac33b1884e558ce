/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules of a variant: its own, a preset's, or the round's as they are; asked of the groups where it says so. They
 * are parsed here, before the analysis does so again, because a complaint has to name the place where a person wrote
 * the rule, which is not study.json. */
#include "analysis/variant.h"

#include "base/problems.h"

/* A rule's text and where it stands; no text where there is no rule. */
typedef struct {
    const char *text, *place;
} candidate;

typedef struct {
    const delphi_result *real;
    const delphi_variant *variant;
    const delphi_preset *preset;
    const delphi_rule_vocabulary *words;
    base_arena *arena;
    delphi_problems *problems;
} settling;

static candidate choose(const settling *s, bool keep) {
    const delphi_variant *v = s->variant;
    const char *own = keep ? v->keep : v->drop, *place = keep ? v->keep_place : v->drop_place;
    if (own)
        return (candidate){*own ? own : NULL, place ? place : keep ? "keep" : "drop"};
    if (s->preset)
        return (candidate){keep ? s->preset->keep : s->preset->drop,
                           base_arena_format(s->arena, "preset %s", s->preset->name)};
    return (candidate){keep ? s->real->keep_rule : s->real->drop_rule,
                       keep ? "the study's keep rule" : "the study's drop rule"};
}

static delphi_status parse(const settling *s, const candidate *from, delphi_rule **out) {
    *out = delphi_rule_parse(from->text, s->words, from->place, "", s->problems);
    if (*out)
        return DELPHI_OK;
    return s->problems && delphi_problems_status(s->problems) == DELPHI_ERR_MEMORY ? DELPHI_ERR_MEMORY
                                                                                   : DELPHI_ERR_INPUT;
}

/* The rule asked of the groups, in *text; it must still be a rule. */
static delphi_status ask_groups(const settling *s, const candidate *from, const delphi_rule *rule, const char **text) {
    delphi_buffer wrapped = {0};
    bool every = s->variant->groups == DELPHI_GROUPS_EVERY;
    delphi_status status = delphi_rule_ask_groups(rule, every, from->place, &wrapped, s->problems);
    if (!status) {
        delphi_rule *again = NULL;
        *text = base_arena_text(s->arena, wrapped.data, wrapped.size);
        status = *text ? parse(s, &(candidate){*text, from->place}, &again) : base_no_memory(s->problems);
        delphi_rule_free(again);
    }
    delphi_buffer_free(&wrapped);
    return status;
}

static delphi_status settle(const settling *s, bool keep, const char **out) {
    candidate from = choose(s, keep);
    delphi_rule *rule = NULL;
    *out = from.text;
    if (!from.text)
        return DELPHI_OK;
    if (!from.place)
        return base_no_memory(s->problems);
    delphi_status status = parse(s, &from, &rule);
    bool groups = s->variant->groups != DELPHI_GROUPS_AS_WRITTEN && s->words->group_count > 0;
    if (!status && groups)
        status = ask_groups(s, &from, rule, out);
    delphi_rule_free(rule);
    return status;
}

delphi_status analysis_variant_rules(const delphi_result *real, const delphi_variant *variant,
                                     const delphi_rule_vocabulary *words, base_arena *arena, delphi_rule_texts *out,
                                     delphi_problems *problems) {
    settling s = {.real = real, .variant = variant, .words = words, .arena = arena, .problems = problems};
    s.preset = variant->preset ? delphi_preset_find(variant->preset) : NULL;
    *out = (delphi_rule_texts){0};
    delphi_status status = settle(&s, true, &out->keep);
    status = analysis_worst(status, settle(&s, false, &out->drop));
    bool selected = real->selection && real->selection->select->among == DELPHI_AMONG_ALL;
    if (!status && !out->keep && !out->drop && !selected)
        status = base_problem(problems, DELPHI_ERR_USAGE, (base_place){0},
                              "the variant has neither a rule to keep nor one to drop");
    return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the rule texts of a protocol to the rules of a round: a round's own before the study's, a preset written out. */
#include "analysis/private.h"

#include "base/problems.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

/* Where a rule stands, and its text; `text` NULL where there is none. */
typedef struct {
    const char *text;
    const char *file;
    char pointer[64];
} source;

/* The rule with this key that `texts` gives by itself or by its preset. */
static source source_in(const delphi_study *study, const delphi_rule_texts *texts, const char *at, bool keep) {
    source out = {.text = keep ? texts->keep : texts->drop, .file = study->protocol.file};
    if (out.text) {
        snprintf(out.pointer, sizeof out.pointer, "%s/rules/%s", at, keep ? "keep" : "drop");
    } else if (texts->preset) {
        const delphi_preset *preset = delphi_preset_find(texts->preset);
        out.text = !preset ? NULL : keep ? preset->keep : preset->drop;
        snprintf(out.pointer, sizeof out.pointer, "%s/rules", at);
    }
    return out;
}

/* It decides by its majority. */
static bool is_meeting(const delphi_study *study, int round) {
    return delphi_round_kind(&study->protocol, round) == DELPHI_KIND_MEETING;
}

static source source_of(const delphi_study *study, int round, bool keep) {
    const delphi_rule_texts *own = &study->protocol.rounds[round - 1].rules;
    char at[32];
    snprintf(at, sizeof at, "/rounds/%d", round - 1);
    source out = source_in(study, own, at, keep);
    bool about_ratings = delphi_round_kind(&study->protocol, round) == DELPHI_KIND_RATING;
    return out.text || own->preset || !about_ratings ? out : source_in(study, &study->protocol.rules, "", keep);
}

const char *analysis_nearest_preset(const char *name) {
    size_t count;
    const delphi_preset *presets = delphi_presets(&count);
    const char *names[32];
    for (size_t i = 0; i < count && i < 32; i++)
        names[i] = presets[i].name;
    return base_nearest(name, names, count < 32 ? count : 32);
}

static delphi_status unknown_preset(const char *file, const char *name, const char *pointer,
                                    delphi_problems *problems) {
    const char *nearest = analysis_nearest_preset(name);
    return base_problem(problems, DELPHI_ERR_INPUT, (base_place){.file = file, .pointer = pointer},
                        "no preset is named \"%.60s\"%s%s%s; `delphi rules` lists them", name,
                        nearest ? " (did you mean \"" : "", nearest ? nearest : "", nearest ? "\"?)" : "");
}

/* Parses one rule, or leaves *out NULL where the round has none. */
static delphi_status make_rule(const source *from, const delphi_rule_vocabulary *words, delphi_rule **out,
                               delphi_problems *problems) {
    if (!from->text)
        return DELPHI_OK;
    *out = delphi_rule_parse(from->text, words, from->file, from->pointer, problems);
    if (*out)
        return DELPHI_OK;
    return problems && delphi_problems_status(problems) == DELPHI_ERR_MEMORY ? DELPHI_ERR_MEMORY : DELPHI_ERR_INPUT;
}

delphi_status analysis_rules_make(const delphi_study *study, int round, const delphi_rule_vocabulary *words,
                                  analysis_rules *out, delphi_problems *problems) {
    const delphi_select *select = delphi_round_select(&study->protocol, round);
    *out = (analysis_rules){0};
    if ((select && select->among == DELPHI_AMONG_ALL) || is_meeting(study, round))
        return DELPHI_OK;
    source keep = source_of(study, round, true), drop = source_of(study, round, false);
    delphi_status status = make_rule(&keep, words, &out->keep, problems);
    if (!status)
        status = make_rule(&drop, words, &out->drop, problems);
    if (status)
        analysis_rules_free(out);
    return status;
}

void analysis_rules_free(analysis_rules *rules) {
    delphi_rule_free(rules->keep);
    delphi_rule_free(rules->drop);
    *rules = (analysis_rules){0};
}

/* Checks each text where it stands, so that a fault of the study's rules is told once and not for every round. */
static void check_texts(const delphi_study *study, const delphi_rule_texts *texts, const char *at,
                        const delphi_rule_vocabulary *words, delphi_problems *problems) {
    if (texts->preset && !delphi_preset_find(texts->preset)) {
        char pointer[64];
        snprintf(pointer, sizeof pointer, "%s/rules", at);
        unknown_preset(study->protocol.file, texts->preset, pointer, problems);
    }
    for (int keep = 1; keep >= 0; keep--) {
        source from = source_in(study, texts, at, keep);
        delphi_rule *rule = NULL;
        make_rule(&from, words, &rule, problems);
        delphi_rule_free(rule);
    }
}

static void check_round_has_a_rule(const delphi_study *study, int round, delphi_problems *problems) {
    char pointer[32];
    const delphi_select *select = delphi_round_select(&study->protocol, round);
    snprintf(pointer, sizeof pointer, "/rounds/%d/rules", round - 1);
    if ((select && select->among == DELPHI_AMONG_ALL) || is_meeting(study, round))
        return;
    if (!source_of(study, round, true).text && !source_of(study, round, false).text)
        base_problem(problems, DELPHI_ERR_INPUT, (base_place){.file = study->protocol.file, .pointer = pointer},
                     "round %d has no rule: give \"keep\" or \"drop\" here or under /rules, or name a preset", round);
}

/* What was kept before has left the list, and would stand beside the best so many without having been compared. */
static void check_all_are_there(const delphi_study *study, int round, delphi_problems *problems) {
    const delphi_protocol *p = &study->protocol;
    bool own = p->rounds[round - 1].select.best > 0;
    char pointer[40] = "/select";
    if (own)
        snprintf(pointer, sizeof pointer, "/rounds/%d/select", round - 1);
    for (int before = delphi_round_before(p, round); before; before = delphi_round_before(p, before))
        if (p->settled == DELPHI_SETTLED_LEAVE && source_of(study, before, true).text) {
            base_problem(problems, DELPHI_ERR_INPUT, (base_place){.file = p->file, .pointer = pointer},
                         "round %d selects among what it rates, and what round %d keeps has left the list by then; "
                         "have it stay (\"settled\": \"stay\"), or give round %d rules without \"keep\"",
                         round, before, before);
            return;
        }
}

/* A round's own rules and selection, in the words that what it asks allows. false when out of memory. */
static bool check_round(const delphi_study *study, int round, const char *at, delphi_problems *problems) {
    const delphi_study asked = delphi_study_in_round(study, round);
    analysis_vocabulary vocabulary;
    analysis_selector selector;
    if (!analysis_vocabulary_make(&asked, &vocabulary))
        return false;
    check_texts(&asked, &asked.protocol.rounds[round - 1].rules, at, &vocabulary.words, problems);
    if (delphi_round_select(&asked.protocol, round)) {
        analysis_selector_make(&asked, round, &vocabulary.words, &selector, problems);
        analysis_selector_free(&selector);
        check_all_are_there(&asked, round, problems);
    }
    analysis_vocabulary_free(&vocabulary);
    return true;
}

delphi_status delphi_study_check_rules(const delphi_study *study, delphi_problems *problems) {
    const delphi_protocol *p = &study->protocol;
    analysis_vocabulary vocabulary;
    if (!analysis_vocabulary_make(study, &vocabulary))
        return base_no_memory(problems);
    size_t before = delphi_problems_errors(problems);
    check_texts(study, &p->rules, "", &vocabulary.words, problems);
    for (size_t i = 0; i < p->round_count; i++) {
        char at[32];
        snprintf(at, sizeof at, "/rounds/%zu", i);
        if (!check_round(study, (int)i + 1, at, problems)) {
            analysis_vocabulary_free(&vocabulary);
            return base_no_memory(problems);
        }
    }
    /* A preset that does not exist has been told of already. */
    if (delphi_problems_errors(problems) == before && !p->scan.on)
        for (size_t i = 0; i < p->round_count; i++)
            check_round_has_a_rule(study, (int)i + 1, problems);
    analysis_vocabulary_free(&vocabulary);
    if (delphi_problems_errors(problems) == before)
        return DELPHI_OK;
    return delphi_problems_status(problems) == DELPHI_ERR_MEMORY ? DELPHI_ERR_MEMORY : DELPHI_ERR_INPUT;
}

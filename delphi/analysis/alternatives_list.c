/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The alternatives that Delphi studies use, as variants of one round. Cuts: 70, 75 and 80 % are the shares in use; an
 * IQR of at most 1 on scales up to 7 points, of 2 or 3 on 9 points and 2 on 10, and 1 there as the strict end. */
#include "analysis/variant.h"

#include "base/buffer.h"

#include <stdio.h>
#include <string.h>

/* More than all that are not presets. */
#define BESIDE_PRESETS 40

static const char *const share_cuts[] = {"70%", "75%", "80%"};
static const char *const iqr_cuts[] = {"1", "2", "3"};
#define CUTS 3

static size_t iqr_cut_count(const delphi_scale *scale) {
    int points = scale->max - scale->min + 1;
    return points <= 7 ? 1 : points <= 11 ? CUTS : 0;
}

static bool same_text(const char *a, const char *b) {
    return strcmp(a ? a : "", b ? b : "") == 0;
}

/* Both rules as texts; a rule that is not varied is the round's. */
static void rules_of(const delphi_result *real, const delphi_variant *v, const char **keep, const char **drop) {
    const delphi_preset *preset = v->preset ? delphi_preset_find(v->preset) : NULL;
    *keep = v->keep ? v->keep : preset ? preset->keep : real->keep_rule;
    *drop = v->drop ? v->drop : preset ? preset->drop : real->drop_rule;
}

/* Only of variants that differ in their rules and in nothing else. */
static bool is_there(const analysis_alternatives *list, const delphi_variant *variant) {
    const char *keep, *drop, *other_keep, *other_drop;
    rules_of(list->real, variant, &keep, &drop);
    if (same_text(keep, list->real->keep_rule) && same_text(drop, list->real->drop_rule))
        return true;
    for (size_t i = 0; i < list->count; i++) {
        rules_of(list->real, &list->items[i].variant, &other_keep, &other_drop);
        if (same_text(keep, other_keep) && same_text(drop, other_drop))
            return true;
    }
    return false;
}

/* `label` is in the arena or static; NULL when out of memory. */
static void add(analysis_alternatives *list, delphi_family family, const char *label, delphi_variant variant) {
    list->no_memory |= !label;
    if (!list->no_memory && list->count < list->capacity)
        list->items[list->count++] = (delphi_alternative){.label = label, .family = family, .variant = variant};
}

static void add_rules(analysis_alternatives *list, delphi_family family, const char *label, delphi_variant variant) {
    list->no_memory |= !label;
    if (!list->no_memory && !is_there(list, &variant))
        add(list, family, label, variant);
}

static void list_presets(analysis_alternatives *list) {
    size_t count;
    const delphi_preset *presets = delphi_presets(&count);
    for (size_t i = 0; i < count; i++)
        add_rules(list, DELPHI_FAMILY_RULE, presets[i].name, (delphi_variant){.preset = presets[i].name});
}

/* The plain rules by the protocol's own bands, written in points, so that one that is a preset is seen to be it. */
static void list_plain_rules(analysis_alternatives *list) {
    const delphi_protocol *p = &list->real->study->protocol;
    size_t high_place = delphi_study_band(list->real->study, "high");
    size_t low_place = delphi_study_band(list->real->study, "low");
    if (high_place == DELPHI_NONE || low_place == DELPHI_NONE)
        return;
    const delphi_band *high = &p->bands[high_place], *low = &p->bands[low_place];
    for (size_t i = 0; i < CUTS; i++) {
        char *keep = base_arena_format(list->arena, "share(%d..%d) >= %s", high->low, high->high, share_cuts[i]);
        char *drop = base_arena_format(list->arena, "share(%d..%d) >= %s", low->low, low->high, share_cuts[i]);
        add_rules(list, DELPHI_FAMILY_RULE, keep, (delphi_variant){.keep = keep, .drop = drop});
    }
    for (size_t i = 0; i < iqr_cut_count(&p->scale); i++) {
        char *keep = base_arena_format(list->arena, "median >= %d and iqr <= %s", high->low, iqr_cuts[i]);
        char *drop = base_arena_format(list->arena, "median <= %d and iqr <= %s", low->high, iqr_cuts[i]);
        add_rules(list, DELPHI_FAMILY_RULE, keep, (delphi_variant){.keep = keep, .drop = drop});
    }
}

/* One of the round's rules with another cut, in the arena; NULL where it is not there or has no such cut. */
static const char *recut(analysis_alternatives *list, const delphi_rule *rule, delphi_rule_cut cut,
                         const char *number) {
    delphi_buffer text = {0};
    const char *out = NULL;
    size_t found = 0;
    if (!rule)
        return NULL;
    if (delphi_rule_recut(rule, cut, number, &text, &found))
        list->no_memory = true;
    else if (found && !(out = base_arena_text(list->arena, text.data, text.size)))
        list->no_memory = true;
    delphi_buffer_free(&text);
    return out;
}

static void list_cut(analysis_alternatives *list, delphi_rule_cut cut, const char *what, const char *number) {
    const analysis_rules *rules = &((const analysis_memory *)list->real->owned)->rules;
    delphi_variant variant = {
        .keep = recut(list, rules->keep, cut, number),
        .drop = recut(list, rules->drop, cut, number),
        .keep_place = "the study's keep rule",
        .drop_place = "the study's drop rule",
    };
    if (variant.keep || variant.drop)
        add_rules(list, DELPHI_FAMILY_CUT, base_arena_format(list->arena, "%s cut %s", what, number), variant);
}

static void list_cuts(analysis_alternatives *list) {
    for (size_t i = 0; i < CUTS; i++)
        list_cut(list, DELPHI_CUT_SHARE, "share", share_cuts[i]);
    for (size_t i = 0; i < iqr_cut_count(&list->real->study->protocol.scale); i++)
        list_cut(list, DELPHI_CUT_IQR, "IQR", iqr_cuts[i]);
}

static void list_counting(analysis_alternatives *list) {
    static const delphi_quantile_type types[] = {DELPHI_QUANTILE_TYPE2, DELPHI_QUANTILE_TYPE6, DELPHI_QUANTILE_TYPE7,
                                                 DELPHI_QUANTILE_TYPE8, DELPHI_QUANTILE_HINGES};
    static const char *const type_names[] = {"type 2", "type 6", "type 7", "type 8", "hinges"};
    static const char *const denominator_names[] = {
        [DELPHI_DENOMINATOR_VALID] = "valid",
        [DELPHI_DENOMINATOR_ANSWERED] = "answered",
        [DELPHI_DENOMINATOR_PANEL] = "panel",
    };
    const delphi_protocol *p = &list->real->study->protocol;
    for (size_t t = 0; t < sizeof types / sizeof *types; t++) {
        for (int d = DELPHI_DENOMINATOR_VALID; d <= DELPHI_DENOMINATOR_PANEL; d++) {
            bool other_type = types[t] != p->quantile_type, other_base = d != (int)p->denominator;
            const char *label = !other_base
                                    ? type_names[t]
                                    : base_arena_format(list->arena, "%s%s%s", other_type ? type_names[t] : "",
                                                        other_type ? ", " : "denominator ", denominator_names[d]);
            if (other_type || other_base)
                add(list, DELPHI_FAMILY_COUNTING, label,
                    (delphi_variant){.other_quantile_type = other_type,
                                     .quantile_type = types[t],
                                     .other_denominator = other_base,
                                     .denominator = (delphi_denominator)d});
        }
    }
}

static void list_experts(analysis_alternatives *list, bool later) {
    if (list->real->study->protocol.group_count > 0) {
        add(list, DELPHI_FAMILY_EXPERTS, "every group", (delphi_variant){.groups = DELPHI_GROUPS_EVERY});
        add(list, DELPHI_FAMILY_EXPERTS, "any group", (delphi_variant){.groups = DELPHI_GROUPS_ANY});
    }
    if (later)
        add(list, DELPHI_FAMILY_EXPERTS, "stayers only", (delphi_variant){.stayers_only = true});
}

bool analysis_alternatives_list(analysis_alternatives *list, bool later) {
    size_t presets;
    delphi_presets(&presets);
    list->capacity = presets + BESIDE_PRESETS;
    list->items = base_arena_array(list->arena, list->capacity, sizeof *list->items);
    if (!list->items)
        return false;
    list_presets(list);
    list_plain_rules(list);
    list_cuts(list);
    list_counting(list);
    list_experts(list, later);
    return !list->no_memory;
}

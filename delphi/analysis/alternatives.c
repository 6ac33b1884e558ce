/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The published alternatives, tried on one round: is a decision the ratings' or the rule's? */
#include <delphi/variant.h>

#include "analysis/private.h"
#include "base/problems.h"

#include <stdlib.h>
#include <string.h>

#define ALTERNATIVES_MAX 64

typedef struct {
    delphi_alternatives handle;
    base_arena *arena;
    const delphi_study *study;
    delphi_alternative items[ALTERNATIVES_MAX];
    size_t count;
    bool failed; /* out of memory */
} list;

void delphi_alternatives_free(delphi_alternatives *alternatives) {
    if (!alternatives)
        return;
    list *l = alternatives->owned;
    base_arena_free(l->arena);
    free(l);
}

static void add(list *l, const char *kind, const char *label, delphi_variant variant) {
    if (l->count < ALTERNATIVES_MAX && label)
        l->items[l->count++] = (delphi_alternative){.kind = kind, .label = label, .variant = variant};
    l->failed = l->failed || !label;
}

static void add_presets(list *l) {
    size_t count;
    const delphi_preset *presets = delphi_presets(&count);
    for (size_t i = 0; i < count; i++)
        add(l, "preset", presets[i].name,
            (delphi_variant){.preset = presets[i].name, .drop = presets[i].drop ? NULL : ""});
}

static const delphi_band *band_of(const list *l, const char *name) {
    size_t band = delphi_study_band(l->study, name);
    return band == DELPHI_NONE ? NULL : &l->study->protocol.bands[band];
}

/* 70, 75 and 80 per cent are the thresholds in use. */
static void add_share_cuts(list *l) {
    static const int cuts[] = {70, 75, 80};
    for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
        const char *keep = base_arena_format(l->arena, "share(high) >= %d%%", cuts[i]);
        const char *drop = band_of(l, "low") ? base_arena_format(l->arena, "share(low) >= %d%%", cuts[i]) : "";
        l->failed = l->failed || !keep || !drop;
        add(l, "share cut", keep, (delphi_variant){.keep = keep, .drop = drop});
    }
}

/* An IQR of at most 1 on short scales, of 1 to 3 on long ones, with the median in the band. */
static void add_iqr_cuts(list *l) {
    const delphi_scale *scale = &l->study->protocol.scale;
    const delphi_band *high = band_of(l, "high"), *low = band_of(l, "low");
    int points = scale->max - scale->min + 1, most = points < 7 ? 1 : points < 9 ? 2 : 3;
    for (int cut = 1; high && cut <= most; cut++) {
        const char *keep = base_arena_format(l->arena, "median >= %d and iqr <= %d", high->low, cut);
        const char *drop = low ? base_arena_format(l->arena, "median <= %d and iqr <= %d", low->high, cut) : "";
        l->failed = l->failed || !keep || !drop;
        add(l, "IQR cut", keep, (delphi_variant){.keep = keep, .drop = drop});
    }
}

static void add_quantile_types(list *l) {
    static const struct {
        delphi_quantile_type type;
        const char *label;
    } types[] = {{DELPHI_QUANTILE_TYPE2, "type 2"},
                 {DELPHI_QUANTILE_TYPE6, "type 6"},
                 {DELPHI_QUANTILE_TYPE7, "type 7"},
                 {DELPHI_QUANTILE_TYPE8, "type 8"},
                 {DELPHI_QUANTILE_HINGES, "hinges"}};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (types[i].type != l->study->protocol.quantile_type)
            add(l, "quantile type", types[i].label,
                (delphi_variant){.other_quantile_type = true, .quantile_type = types[i].type});
}

static void add_denominators(list *l) {
    static const char *const labels[] = {"valid", "answered", "panel"};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if ((delphi_denominator)i != l->study->protocol.denominator)
            add(l, "denominator", labels[i],
                (delphi_variant){.other_denominator = true, .denominator = (delphi_denominator)i});
}

static void add_all(list *l, const delphi_result *previous) {
    add_presets(l);
    if (band_of(l, "high")) {
        add_share_cuts(l);
        add_iqr_cuts(l);
    }
    add_quantile_types(l);
    add_denominators(l);
    if (l->study->protocol.group_count) {
        add(l, "groups", "every group", (delphi_variant){.groups = DELPHI_GROUPS_EVERY});
        add(l, "groups", "any group", (delphi_variant){.groups = DELPHI_GROUPS_ANY});
    }
    if (previous)
        add(l, "experts", "stayers only", (delphi_variant){.stayers_only = true});
}

/* The first line of the first error: the rest shows the rule with a caret. */
static const char *refusal_of(list *l, const delphi_problems *found) {
    const delphi_error *first = delphi_problems_kept(found) ? delphi_problems_get(found, 0) : NULL;
    const char *message = first ? first->message : "it has no meaning here";
    return base_arena_text(l->arena, message, strcspn(message, "\n"));
}

static bool take(list *l, delphi_alternative *item, const delphi_variant_result *tried) {
    size_t count = tried->result->outcome_count;
    delphi_decision *decisions = base_arena_array(l->arena, count, sizeof *decisions);
    if (!decisions)
        return false;
    for (size_t i = 0; i < count; i++)
        decisions[i] = tried->result->outcomes[i].decision;
    memcpy(item->decided, tried->result->decided, sizeof item->decided);
    item->decisions = decisions;
    item->moved = tried->moved;
    return true;
}

static bool try_one(list *l, delphi_alternative *item, const delphi_result *result, const delphi_result *previous) {
    delphi_variant_result *tried = NULL;
    delphi_problems *found = delphi_problems_new();
    delphi_status status =
        found ? delphi_variant_analyse(result, previous, &item->variant, &tried, found) : DELPHI_ERR_MEMORY;
    bool done = status != DELPHI_ERR_MEMORY;
    if (done && status)
        done = (item->refusal = refusal_of(l, found)) != NULL;
    else if (done)
        done = take(l, item, tried);
    delphi_variant_free(tried);
    delphi_problems_free(found);
    return done;
}

static bool count_agreeing(list *l, const delphi_result *result) {
    size_t *agreeing = base_arena_array(l->arena, result->outcome_count, sizeof *agreeing);
    if (!agreeing)
        return false;
    for (size_t a = 0; a < l->count; a++) {
        l->handle.decided += l->items[a].decisions != NULL;
        for (size_t i = 0; l->items[a].decisions && i < result->outcome_count; i++)
            agreeing[i] += l->items[a].decisions[i] == result->outcomes[i].decision;
    }
    l->handle.agreeing = agreeing;
    return true;
}

delphi_status delphi_alternatives_try(const delphi_result *result, const delphi_result *previous,
                                      delphi_alternatives **out, delphi_problems *problems) {
    list *l = calloc(1, sizeof *l);
    if (!l || !(l->arena = base_arena_new())) {
        free(l);
        return base_no_memory(problems);
    }
    l->study = result->study;
    add_all(l, previous);
    bool done = !l->failed;
    for (size_t i = 0; done && i < l->count; i++)
        done = try_one(l, &l->items[i], result, previous);
    done = done && count_agreeing(l, result);
    l->handle.items = l->items;
    l->handle.count = l->count;
    l->handle.owned = l;
    if (!done) {
        delphi_alternatives_free(&l->handle);
        return base_no_memory(problems);
    }
    *out = &l->handle;
    return DELPHI_OK;
}

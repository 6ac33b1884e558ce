/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is chosen from at each site.
 *
 * Of behaviours that leave the same of the rules the cheapest will do. Which truths leave the same depends on the rules
 * alone, and is found once.
 *
 * Before all behaviours are searched for, bounds are chosen from: truths that may or may not be had together, at the
 * cost of the dearest of them by itself. Nothing can cost less than the cheapest choice of bounds, so that where as
 * much is enough no more has to be searched; where it is not, the bounds of that choice are what has to be looked into.
 */
#include "analysis/margin.h"

#include <stdlib.h>
#include <string.h>

#define KEY_MOST 4096

/* Every truth of one site as `truths` says, a bit a clause; all else is open. */
typedef struct {
    const margin_search *s;
    const margin_site *site;
    size_t truths;
} supposed;

static unsigned truth(const void *context, size_t clause, size_t criterion, size_t slot) {
    const supposed *p = context;
    if (criterion == p->site->criterion && slot == p->site->slot)
        for (size_t i = 0; i < p->site->clause_count; i++)
            if (p->site->clauses[i] == clause)
                return p->truths >> i & 1 ? DELPHI_TRUE : DELPHI_FALSE;
    if (p->s->clauses.items[clause].about.looks)
        return DELPHI_OPEN;
    return p->s->truths[analysis_truth_at(&p->s->clauses, clause, 0, 0)];
}

/* Where a group that does not reach min_group is taken for one that does, at most more is told apart. */
static bool reaches(const void *context, size_t criterion, size_t group) {
    (void)context, (void)criterion, (void)group;
    return true;
}

static size_t key_of(const margin_search *s, const margin_site *site, size_t truths, uint8_t *key) {
    supposed p = {s, site, truths};
    analysis_facts facts = {.context = &p, .group_reaches = reaches, .truth = truth};
    size_t keep = analysis_residue(&s->clauses, true, &facts, key, KEY_MOST);
    size_t drop = keep ? analysis_residue(&s->clauses, false, &facts, key + keep, KEY_MOST - keep) : 0;
    return drop ? keep + drop : 0;
}

/* The first truths that leave the same as these: their effect. */
static bool find_effects(const margin_search *s, margin_site *site, uint8_t *keys, size_t *sizes) {
    size_t count = (size_t)1 << site->clause_count;
    for (size_t v = 0; v < count; v++) {
        size_t first = 0;
        sizes[v] = key_of(s, site, v, keys + v * KEY_MOST);
        if (!sizes[v])
            return false;
        while (sizes[first] != sizes[v] || memcmp(keys + first * KEY_MOST, keys + v * KEY_MOST, sizes[v]) != 0)
            first++;
        site->effects[v] = (uint8_t)first;
    }
    return true;
}

bool margin_find_effects(margin_search *s) {
    size_t most = (size_t)1 << MARGIN_EFFECTS_MOST;
    uint8_t *keys = malloc(most * KEY_MOST);
    size_t *sizes = calloc(most, sizeof *sizes);
    bool made = keys && sizes;
    for (size_t i = 0; made && i < s->site_count; i++) {
        margin_site *site = &s->sites[i];
        site->has_effects = site->clause_count <= MARGIN_EFFECTS_MOST && find_effects(s, site, keys, sizes);
    }
    free(keys);
    free(sizes);
    return made;
}

size_t margin_packed(const margin_site *site, uint64_t truths) {
    size_t out = 0;
    for (size_t i = 0; i < site->clause_count; i++) {
        unsigned one = truths >> 2 * i & 3;
        if (one == DELPHI_UNKNOWN)
            return DELPHI_NONE;
        out |= (size_t)(one == DELPHI_TRUE) << i;
    }
    return out;
}

static uint64_t unpacked(const margin_site *site, size_t truths) {
    uint64_t out = 0;
    for (size_t i = 0; i < site->clause_count; i++)
        out |= (uint64_t)(truths >> i & 1 ? DELPHI_TRUE : DELPHI_FALSE) << 2 * i;
    return out;
}

/* Of each effect the cheapest; `places` tells where it stands, DELPHI_NONE where there is none yet. */
static void take_option(margin_site *site, size_t *places, size_t effect, margin_behaviour option, size_t source) {
    size_t *place = &places[effect];
    if (*place == DELPHI_NONE)
        *place = site->option_count++;
    else if (site->options[*place].cost <= option.cost)
        return;
    site->options[*place] = option;
    site->sources[*place] = source;
}

static void use_behaviours_of(margin_site *site) {
    size_t places[1 << MARGIN_EFFECTS_MOST];
    memset(places, 0xFF, sizeof places);
    site->option_count = 0;
    for (size_t i = 0; i < site->behaviour_count; i++) {
        size_t truths = site->has_effects ? margin_packed(site, site->behaviours[i].truths) : DELPHI_NONE;
        if (truths != DELPHI_NONE) {
            take_option(site, places, site->effects[truths], site->behaviours[i], i);
            continue;
        }
        site->options[site->option_count] = site->behaviours[i];
        site->sources[site->option_count++] = i;
    }
}

void margin_use_behaviours(margin_search *s) {
    for (size_t i = 0; i < s->site_count; i++)
        use_behaviours_of(&s->sites[i]);
}

/* What the truths cost at the least: the dearest clause that turns. False where that is more than all ratings. */
static bool bound_of(const margin_site *site, size_t now, size_t truths, uint32_t *cost) {
    *cost = 0;
    for (size_t i = 0; i < site->clause_count; i++)
        if (((now ^ truths) >> i & 1) && site->turns[i].cost > *cost)
            *cost = site->turns[i].cost;
    return *cost <= site->n;
}

static bool use_bounds_of(margin_site *site) {
    size_t places[1 << MARGIN_EFFECTS_MOST];
    size_t now = margin_packed(site, site->behaviours[0].truths);
    memset(places, 0xFF, sizeof places);
    site->option_count = 0;
    if (!site->has_effects || now == DELPHI_NONE)
        return false;
    /* What it is comes first: it is what a site keeps to where nothing is to be gained. */
    take_option(site, places, site->effects[now], site->behaviours[0], now);
    for (size_t v = 0; v < (size_t)1 << site->clause_count; v++) {
        uint32_t cost, known = site->bounds[site->effects[v]];
        if (bound_of(site, now, v, &cost) && known <= site->n)
            take_option(site, places, site->effects[v],
                        (margin_behaviour){unpacked(site, v), cost > known ? cost : known}, v);
    }
    return true;
}

bool margin_use_bounds(margin_search *s) {
    bool used = true;
    for (size_t i = 0; i < s->site_count; i++)
        used = use_bounds_of(&s->sites[i]) && used;
    return used;
}

uint32_t margin_bound(const margin_site *site, size_t effect) {
    for (size_t i = 0; i < site->option_count; i++)
        if (site->effects[site->sources[i]] == effect)
            return site->options[i].cost;
    return UINT32_MAX;
}

uint32_t margin_known(const margin_site *site, size_t effect) {
    uint32_t least = UINT32_MAX;
    for (size_t i = 0; i < site->behaviour_count; i++) {
        size_t truths = margin_packed(site, site->behaviours[i].truths);
        bool has = truths != DELPHI_NONE && site->effects[truths] == effect;
        least = has && site->behaviours[i].cost < least ? site->behaviours[i].cost : least;
    }
    return least;
}

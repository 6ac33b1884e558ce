/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cheapest choice of one option a site with which the rules decide otherwise.
 *
 * Site after site is settled. What was chosen so far matters only by what it leaves of the two rules (their residue),
 * so that of all choices which leave the same the cheapest is kept: with `every criterion (...)` those are a handful,
 * whatever the rule.
 *
 * Where panel and groups of a criterion are both looked at, their changes are the same changes: what the panel needs
 * and what its groups need together is added up side by side, and the larger of the two is needed at the least. */
#include "analysis/margin.h"

#include <stdlib.h>
#include <string.h>

#define RESIDUE_MOST 4096

typedef struct {
    /* With the changes of the criterion at hand counted in the panel, or in its groups; the same where only one of them
     * is looked at. */
    uint32_t by_panel, by_groups;
    size_t key_size;
    bool settled; /* no clause that is open can change it */
} state;

/* One generation of states; their arrays have MARGIN_STATES_MOST rows. */
typedef struct {
    state *items;
    size_t count;
    uint8_t *truths; /* of all clauses on all cells */
    uint8_t *keys;   /* what remains of both rules */
    uint16_t *plans; /* the option of each site */
} generation;

struct margin_states {
    generation now, next;
    size_t truth_count, key_room;
    bool lost; /* a state had no room */
};

static bool generation_new(generation *g, size_t truths, size_t key_room, size_t sites) {
    g->items = calloc(MARGIN_STATES_MOST, sizeof *g->items);
    g->truths = calloc(MARGIN_STATES_MOST, truths + 1);
    g->keys = calloc(MARGIN_STATES_MOST, key_room);
    g->plans = calloc(MARGIN_STATES_MOST * (sites + 1), sizeof *g->plans);
    return g->items && g->truths && g->keys && g->plans;
}

static void generation_free(generation *g) {
    free(g->items);
    free(g->truths);
    free(g->keys);
    free(g->plans);
}

/* Of a rule with every clause open nothing is left out: no residue is longer. */
static unsigned all_open(const void *context, size_t clause, size_t criterion, size_t slot) {
    (void)context, (void)clause, (void)criterion, (void)slot;
    return DELPHI_OPEN;
}

static bool all_reach(const void *context, size_t criterion, size_t group) {
    (void)context, (void)criterion, (void)group;
    return true;
}

static size_t longest_key(const margin_search *s) {
    uint8_t room[RESIDUE_MOST];
    analysis_facts facts = {.group_reaches = all_reach, .truth = all_open};
    size_t keep = analysis_residue(&s->clauses, true, &facts, room, sizeof room);
    size_t drop = analysis_residue(&s->clauses, false, &facts, room, sizeof room);
    /* While a part is being written it stands there with its place, which is taken back. */
    return keep && drop ? keep + drop + 16 : 0;
}

struct margin_states *margin_states_new(const margin_search *s) {
    struct margin_states *states = calloc(1, sizeof *states);
    if (!states)
        return NULL;
    states->truth_count = analysis_truth_count(&s->clauses);
    states->key_room = longest_key(s);
    size_t room = states->key_room ? states->key_room : 1;
    bool made = generation_new(&states->now, states->truth_count, room, s->site_count);
    made = generation_new(&states->next, states->truth_count, room, s->site_count) && made;
    if (made)
        return states;
    margin_states_free(states);
    return NULL;
}

void margin_states_free(struct margin_states *states) {
    if (!states)
        return;
    generation_free(&states->now);
    generation_free(&states->next);
    free(states);
}

/* The truths of one state, as the rules ask for them. */
typedef struct {
    const margin_search *s;
    const uint8_t *truths;
} known;

static unsigned truth(const void *context, size_t clause, size_t criterion, size_t slot) {
    const known *k = context;
    return k->truths[analysis_truth_at(&k->s->clauses, clause, criterion, slot)];
}

static bool group_reaches(const void *context, size_t criterion, size_t group) {
    const known *k = context;
    return !k->s->trial.cells[criterion * k->s->trial.slots + group + 1].suppressed;
}

/* What remains of both rules, the second behind the first. */
static void describe(const margin_search *s, const uint8_t *truths, uint8_t *key, size_t room, state *out) {
    known k = {s, truths};
    analysis_facts facts = {.context = &k, .group_reaches = group_reaches, .truth = truth};
    size_t keep = analysis_residue(&s->clauses, true, &facts, key, room);
    size_t drop = keep ? analysis_residue(&s->clauses, false, &facts, key + keep, room - keep) : 0;
    out->key_size = drop ? keep + drop : 0;
    out->settled = keep == 1 && drop == 1;
}

static uint32_t cost_of(const state *of) {
    return of->by_panel > of->by_groups ? of->by_panel : of->by_groups;
}

static bool is_no_dearer(const state *a, const state *b) {
    return a->by_panel <= b->by_panel && a->by_groups <= b->by_groups;
}

/* The row for a state whose key stands behind the last: that of one which leaves the same and costs no less, or a new
 * one; DELPHI_NONE where there is one that is as good. */
static size_t row_for(const struct margin_states *states, const state *made) {
    const generation *next = &states->next;
    const uint8_t *key = next->keys + next->count * states->key_room;
    for (size_t i = 0; i < next->count; i++) {
        const state *other = &next->items[i];
        if (other->key_size != made->key_size || memcmp(next->keys + i * states->key_room, key, made->key_size) != 0)
            continue;
        if (is_no_dearer(other, made))
            return DELPHI_NONE;
        if (is_no_dearer(made, other))
            return i;
    }
    return next->count;
}

/* The state that an option leads to, with its costs in `made`. */
static void follow(const margin_search *s, struct margin_states *states, size_t from, size_t site_index, size_t option,
                   state made) {
    generation *now = &states->now, *next = &states->next;
    const margin_site *site = &s->sites[site_index];
    size_t width = s->site_count + 1;
    if (next->count + 1 >= MARGIN_STATES_MOST) { /* the last row is where a new key is written */
        states->lost = true;
        return;
    }
    uint8_t *truths = next->truths + next->count * states->truth_count;
    memcpy(truths, now->truths + from * states->truth_count, states->truth_count);
    for (size_t i = 0; i < site->clause_count; i++)
        truths[analysis_truth_at(&s->clauses, site->clauses[i], site->criterion, site->slot)] =
            site->options[option].truths >> 2 * i & 3;
    describe(s, truths, next->keys + next->count * states->key_room, states->key_room, &made);
    states->lost |= made.key_size == 0;
    size_t row = row_for(states, &made);
    if (row == DELPHI_NONE || made.key_size == 0)
        return;
    if (row < next->count)
        memcpy(next->truths + row * states->truth_count, truths, states->truth_count);
    next->items[row] = made;
    memcpy(next->plans + row * width, now->plans + from * width, s->site_count * sizeof *next->plans);
    next->plans[row * width + site_index] = (uint16_t)option;
    next->count += row == next->count;
}

/* What a state costs once an option of the site is added. Behind the last site of a criterion panel and groups are
 * of one mind. */
static state add_cost(const margin_search *s, state before, size_t site_index, uint32_t cost) {
    const margin_site *site = &s->sites[site_index];
    bool last = site_index + 1 == s->site_count || s->sites[site_index + 1].criterion != site->criterion;
    before.by_panel += !site->coupled || site->slot == 0 ? cost : 0;
    before.by_groups += !site->coupled || site->slot > 0 ? cost : 0;
    if (last)
        before.by_panel = before.by_groups = cost_of(&before);
    return before;
}

/* What is settled stays so at no cost. */
static void settle_site(const margin_search *s, struct margin_states *states, size_t site_index, uint32_t most) {
    const margin_site *site = &s->sites[site_index];
    states->next.count = 0;
    for (size_t i = 0; i < states->now.count; i++) {
        size_t options = states->now.items[i].settled ? 1 : site->option_count;
        for (size_t o = 0; o < options; o++) {
            state made = add_cost(s, states->now.items[i], site_index, site->options[o].cost);
            if (cost_of(&made) <= most)
                follow(s, states, i, site_index, o, made);
        }
    }
    generation done = states->now;
    states->now = states->next;
    states->next = done;
}

bool margin_next_plan(margin_search *s, delphi_decision taken, size_t *at, margin_choice *out) {
    const generation *now = &s->states->now;
    for (size_t i = (*at)++; i < now->count; i = (*at)++) {
        const uint8_t *key = now->keys + i * s->states->key_room;
        delphi_decision decision =
            analysis_decision_of((delphi_truth)key[0], (delphi_truth)key[1], s->clauses.last_round);
        if (decision == taken)
            continue;
        *out = (margin_choice){.found = true, .cost = cost_of(&now->items[i]), .decision = decision};
        for (size_t k = 0; k < s->site_count; k++)
            s->plan[k] = s->sites[k].sources[now->plans[i * (s->site_count + 1) + k]];
        return true;
    }
    return false;
}

margin_choice margin_better(margin_choice a, margin_choice b) {
    if (!a.found || (b.found && (b.cost < a.cost || (b.cost == a.cost && b.decision < a.decision))))
        return b;
    return a;
}

margin_choice margin_choose(margin_search *s, delphi_decision taken, uint32_t most) {
    struct margin_states *states = s->states;
    margin_choice best = {0}, found;
    if (states->key_room == 0)
        return best;
    states->lost = false;
    states->now.count = 1;
    memcpy(states->now.truths, s->truths, states->truth_count);
    states->now.items[0] = (state){0};
    describe(s, states->now.truths, states->now.keys, states->key_room, &states->now.items[0]);
    for (size_t i = 0; i < s->site_count; i++)
        settle_site(s, states, i, most);
    for (size_t at = 0; margin_next_plan(s, taken, &at, &found);)
        best = margin_better(best, found);
    best.complete = !states->lost;
    return best;
}

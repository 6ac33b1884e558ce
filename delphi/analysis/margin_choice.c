/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cheapest choice of one behaviour a site with which the rules decide otherwise.
 *
 * Site after site is settled. What was chosen so far matters only by what it leaves of the two rules (their residue),
 * so that of all choices which leave the same the cheapest is kept: with `every criterion (...)` those are a handful,
 * whatever the rule. */
#include "analysis/margin.h"

#include <stdlib.h>
#include <string.h>

#define RESIDUE_MOST 4096

typedef struct {
    uint32_t cost;
    size_t key_size;
    bool settled; /* no clause that is open can change it */
} state;

/* One generation of states; their arrays have MARGIN_STATES_MOST rows. */
typedef struct {
    state *items;
    size_t count;
    uint8_t *truths; /* of all clauses on all cells */
    uint8_t *keys;   /* what remains of both rules */
    uint16_t *plans; /* the behaviour of each site */
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
static state describe(const margin_search *s, const uint8_t *truths, uint8_t *key, size_t room) {
    known k = {s, truths};
    analysis_facts facts = {.context = &k, .group_reaches = group_reaches, .truth = truth};
    size_t keep = analysis_residue(&s->clauses, true, &facts, key, room);
    size_t drop = keep ? analysis_residue(&s->clauses, false, &facts, key + keep, room - keep) : 0;
    return (state){.key_size = drop ? keep + drop : 0, .settled = keep == 1 && drop == 1};
}

/* The next generation's state with the key that stands in its last row, or that row. */
static size_t row_for(struct margin_states *states, state new_state) {
    generation *next = &states->next;
    const uint8_t *key = next->keys + next->count * states->key_room;
    for (size_t i = 0; i < next->count; i++)
        if (next->items[i].key_size == new_state.key_size &&
            memcmp(next->keys + i * states->key_room, key, new_state.key_size) == 0)
            return i;
    return next->count;
}

static void follow(const margin_search *s, struct margin_states *states, size_t from, size_t site_index,
                   size_t behaviour, uint32_t cost) {
    generation *now = &states->now, *next = &states->next;
    const margin_site *site = &s->sites[site_index];
    if (next->count + 1 >= MARGIN_STATES_MOST) { /* the last row is where a new key is written */
        states->lost = true;
        return;
    }
    uint8_t *truths = next->truths + next->count * states->truth_count;
    memcpy(truths, now->truths + from * states->truth_count, states->truth_count);
    for (size_t i = 0; i < site->clause_count; i++)
        truths[analysis_truth_at(&s->clauses, site->clauses[i], site->criterion, site->slot)] =
            site->behaviours[behaviour].truths >> 2 * i & 3;
    state made = describe(s, truths, next->keys + next->count * states->key_room, states->key_room);
    if (!made.key_size) {
        states->lost = true;
        return;
    }
    made.cost = cost;
    size_t row = row_for(states, made);
    if (row < next->count && next->items[row].cost <= cost)
        return;
    if (row < next->count)
        memcpy(next->truths + row * states->truth_count, truths, states->truth_count);
    next->items[row] = made;
    memcpy(next->plans + row * (s->site_count + 1), now->plans + from * (s->site_count + 1),
           s->site_count * sizeof *next->plans);
    next->plans[row * (s->site_count + 1) + site_index] = (uint16_t)behaviour;
    next->count += row == next->count;
}

static bool is_counted(const margin_site *site, margin_counting counting) {
    return !site->coupled || (site->slot == 0) == (counting == MARGIN_COUNT_PANEL);
}

/* What is settled stays so at no cost. */
static void settle_site(const margin_search *s, struct margin_states *states, size_t site_index,
                        margin_counting counting, uint32_t most) {
    const margin_site *site = &s->sites[site_index];
    bool counted = is_counted(site, counting);
    states->next.count = 0;
    for (size_t i = 0; i < states->now.count; i++) {
        size_t behaviours = states->now.items[i].settled ? 1 : site->behaviour_count;
        for (size_t b = 0; b < behaviours; b++) {
            uint32_t cost = states->now.items[i].cost + (counted ? site->behaviours[b].cost : 0);
            if (cost <= most)
                follow(s, states, i, site_index, b, cost);
        }
    }
    generation done = states->now;
    states->now = states->next;
    states->next = done;
}

static margin_choice cheapest(margin_search *s, delphi_decision taken) {
    const generation *now = &s->states->now;
    margin_choice best = {0};
    for (size_t i = 0; i < now->count; i++) {
        const uint8_t *key = now->keys + i * s->states->key_room;
        delphi_decision decision =
            analysis_decision_of((delphi_truth)key[0], (delphi_truth)key[1], s->clauses.last_round);
        uint32_t cost = now->items[i].cost;
        if (decision == taken || (best.found && (cost > best.cost || (cost == best.cost && decision >= best.decision))))
            continue;
        best = (margin_choice){.found = true, .cost = cost, .decision = decision};
        for (size_t k = 0; k < s->site_count; k++)
            s->plan[k] = now->plans[i * (s->site_count + 1) + k];
    }
    best.complete = !s->states->lost;
    return best;
}

margin_choice margin_choose(margin_search *s, delphi_decision taken, margin_counting counting, uint32_t most) {
    struct margin_states *states = s->states;
    if (states->key_room == 0)
        return (margin_choice){0};
    states->lost = false;
    states->now.count = 1;
    memcpy(states->now.truths, s->truths, states->truth_count);
    states->now.items[0] = describe(s, states->now.truths, states->now.keys, states->key_room);
    for (size_t i = 0; i < s->site_count; i++)
        settle_site(s, states, i, counting, most);
    return cheapest(s, taken);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The flip margin: the least number of ratings that would have to be other ones for the decision to change. margin.h
 * tells how it is searched for. */
#include "analysis/margin.h"
#include "analysis/robustness.h"

#include "base/rational.h"

#include <stdlib.h>
#include <string.h>

uint64_t margin_truths(margin_search *s, const margin_site *site, const uint32_t *counts) {
    delphi_cell *cell = &s->trial.cells[site->cell];
    const uint32_t *own = cell->counts;
    uint64_t truths = 0;
    cell->counts = counts;
    for (size_t i = 0; i < site->clause_count; i++)
        truths |=
            (uint64_t)analysis_clause_truth(&s->clauses.items[site->clauses[i]], &s->trial, site->criterion, site->slot)
            << 2 * i;
    cell->counts = own;
    return truths;
}

void margin_note(margin_search *s, margin_site *site, uint64_t truths, uint32_t cost, const uint32_t *counts) {
    size_t place = 0;
    while (place < site->behaviour_count && site->behaviours[place].truths != truths)
        place++;
    if (place < site->behaviour_count && site->behaviours[place].cost <= cost)
        return;
    if (place == MARGIN_BEHAVIOURS_MOST) {
        site->complete = false;
        return;
    }
    site->behaviours[place] = (margin_behaviour){truths, cost};
    site->behaviour_count += place == site->behaviour_count;
    memcpy(site->witnesses + place * s->points, counts, s->points * sizeof *counts);
}

static bool add_site(margin_search *s, size_t criterion, size_t slot) {
    margin_site site = {.criterion = criterion, .slot = slot, .cell = criterion * s->trial.slots + slot};
    for (size_t i = 0; i < s->clauses.count; i++) {
        if (!analysis_clause_looks_at(&s->clauses.items[i], criterion, slot))
            continue;
        if (site.clause_count == MARGIN_CLAUSES_MOST)
            s->sound = false;
        else
            site.clauses[site.clause_count++] = i;
    }
    if (site.clause_count == 0)
        return true;
    site.behaviours = calloc(MARGIN_BEHAVIOURS_MOST, sizeof *site.behaviours);
    site.witnesses = calloc(MARGIN_BEHAVIOURS_MOST * s->points, sizeof *site.witnesses);
    site.options = calloc(MARGIN_OPTIONS_MOST, sizeof *site.options);
    site.sources = calloc(MARGIN_OPTIONS_MOST, sizeof *site.sources);
    s->sites[s->site_count++] = site;
    return site.behaviours && site.witnesses && site.options && site.sources;
}

static void couple_sites(margin_search *s) {
    for (size_t i = 0; i < s->site_count; i++)
        for (size_t k = 0; k < s->site_count; k++)
            s->sites[i].coupled |=
                s->sites[i].criterion == s->sites[k].criterion && (s->sites[i].slot == 0) != (s->sites[k].slot == 0);
    for (size_t i = 0; i < s->site_count; i++)
        s->any_coupled |= s->sites[i].coupled;
}

static void search_end(margin_search *s) {
    for (size_t i = 0; i < s->site_count; i++) {
        free(s->sites[i].behaviours);
        free(s->sites[i].witnesses);
        free(s->sites[i].options);
        free(s->sites[i].sources);
    }
    margin_scratch_free(s->scratch);
    margin_states_free(s->states);
    analysis_clauses_end(&s->clauses);
    analysis_trial_end(&s->trial);
    free(s->sites);
    free(s->counts);
    free(s->truths);
    free(s->plan);
    free(s->order);
}

/* All is open but the clauses that look at no ratings. */
static void suppose_nothing(margin_search *s) {
    memset(s->truths, DELPHI_OPEN, analysis_truth_count(&s->clauses));
    for (size_t i = 0; i < s->clauses.count; i++)
        if (!s->clauses.items[i].about.looks)
            s->truths[analysis_truth_at(&s->clauses, i, 0, 0)] =
                (uint8_t)analysis_clause_truth(&s->clauses.items[i], &s->trial, 0, 0);
}

static bool search_start(margin_search *s, const delphi_result *result) {
    *s = (margin_search){.result = result};
    if (!analysis_trial_start(&s->trial, result) || !analysis_clauses_start(&s->clauses, result))
        return false;
    s->points = s->trial.points;
    s->sound = !s->clauses.entangled && !s->clauses.by_expert;
    s->work_most =
        (s->clauses.of_whole ? MARGIN_WORK_MOST_OF_WHOLE : MARGIN_WORK_MOST) / (s->points > 9 ? s->points / 9 : 1);
    s->sites = calloc(s->trial.cell_count, sizeof *s->sites);
    s->counts = calloc(s->points, sizeof *s->counts);
    s->truths = calloc(analysis_truth_count(&s->clauses) + 1, 1);
    s->plan = calloc(s->trial.cell_count + 1, sizeof *s->plan);
    s->order = calloc(s->clauses.criteria * (result->study->expert_count + 1), sizeof *s->order);
    s->scratch = margin_scratch_new(s->points);
    bool made = s->sites && s->counts && s->truths && s->plan && s->order && s->scratch;
    for (size_t c = 0; made && c < s->clauses.criteria; c++)
        for (size_t slot = 0; made && slot < s->trial.slots; slot++)
            made = add_site(s, c, slot);
    if (!made)
        return false;
    couple_sites(s);
    suppose_nothing(s);
    s->states = margin_states_new(s);
    return s->states && margin_find_effects(s);
}

/* What the clauses of each site are without a change. */
static void look_at_sites(margin_search *s, const delphi_outcome *outcome) {
    s->work = 0;
    analysis_trial_load(&s->trial, outcome);
    analysis_trial_settle_all(&s->trial);
    for (size_t i = 0; i < s->site_count; i++) {
        margin_site *site = &s->sites[i];
        const uint32_t *counts = s->trial.counts + site->cell * s->points;
        site->n = s->trial.cells[site->cell].n;
        site->behaviour_count = 0;
        site->complete = true;
        memset(site->bounds, 0, sizeof site->bounds);
        margin_note(s, site, margin_truths(s, site, counts), 0, counts);
    }
}

/* Behaviours that are cheap to find: all that matter where the rules are monotone, and some where they are not. */
static bool follow_chains(margin_search *s) {
    bool complete = true;
    for (size_t i = 0; i < s->site_count; i++) {
        if (s->sites[i].n > 0)
            margin_follow_chains(s, &s->sites[i]);
        complete = complete && s->sites[i].complete;
    }
    return complete;
}

static bool search_boxes(margin_search *s, uint32_t budget) {
    bool complete = true;
    for (size_t i = 0; i < s->site_count; i++) {
        if (s->sites[i].n > 0)
            margin_search_boxes(s, &s->sites[i], budget);
        complete = complete && s->sites[i].complete;
    }
    return complete;
}

static uint32_t most_ratings(const margin_search *s) {
    uint32_t most = 0;
    for (size_t i = 0; i < s->site_count; i++)
        most = s->sites[i].n > most ? s->sites[i].n : most;
    return most;
}

/* What is enough, and what is needed at the least: nothing is needed where nothing up to `most` is enough. */
typedef struct {
    margin_choice enough, needed;
} margin_answer;

/* Where panel and groups are coupled, what is needed has to be tried out. */
static margin_answer ask(margin_search *s, const delphi_outcome *outcome, uint32_t most) {
    margin_use_behaviours(s);
    margin_answer answer = {.needed = margin_choose(s, outcome->rule_decision, most)};
    margin_choice plan;
    if (!s->any_coupled)
        answer.enough = answer.needed;
    for (size_t at = 0; s->any_coupled && margin_next_plan(s, outcome->rule_decision, &at, &plan);)
        answer.enough = margin_better(answer.enough, margin_realise(s, outcome));
    return answer;
}

/* What was found when every behaviour that costs up to `within` is known, or some are missing: no less than `proven`
 * and one would do. `complete` of what is found says that no fewer would do, and of what is not, that nothing would. */
static margin_choice conclude(margin_answer answer, bool complete, uint32_t proven) {
    margin_choice found = answer.enough;
    complete = complete && answer.needed.complete;
    if (found.found)
        found.complete = found.cost <= proven + 1 || (complete && found.cost <= answer.needed.cost);
    else
        found.complete = complete && !answer.needed.found;
    return found;
}

/* Does nothing less do than what is enough? Nor may as many changes make an earlier decision of it. */
static bool is_least(margin_choice bound, margin_choice enough) {
    return bound.complete &&
           (!bound.found || (enough.found && (bound.cost > enough.cost ||
                                              (bound.cost == enough.cost && bound.decision >= enough.decision))));
}

/* What turns those clauses that neither gain nor lose, as far as it is of use. */
static void search_turns(margin_search *s, uint32_t budget) {
    for (size_t i = 0; i < s->site_count; i++)
        for (size_t k = 0; k < s->sites[i].clause_count; k++)
            if (s->sites[i].n > 0 && !s->sites[i].turns[k].exact)
                margin_search_turn(s, &s->sites[i], k, budget);
}

/* Behaviours of all sites, with ever larger budgets, up to what is known to be enough. */
static margin_choice search_all(margin_search *s, const delphi_outcome *outcome, margin_choice enough) {
    uint32_t most = most_ratings(s), proven = 0;
    for (uint32_t budget = 1;; budget = 3 * budget + 2) {
        uint32_t last = enough.found && enough.cost < most ? enough.cost : most;
        bool all = budget >= last, complete = search_boxes(s, all ? last : budget);
        margin_answer found = ask(s, outcome, all ? UINT32_MAX : budget);
        if (all || !complete || !found.needed.complete || found.needed.found) {
            found.enough = margin_better(found.enough, enough);
            return conclude(found, complete, proven);
        }
        proven = budget;
    }
}

/* Looks into one effect that the cheapest bounds ask for and that no behaviour has at that cost: a little above its
 * bound, or as far as what is enough leaves room. false where there is none, or the search was given up. */
static bool raise_a_bound(margin_search *s, const delphi_outcome *outcome, margin_choice bound, margin_choice enough) {
    margin_choice plan = {0};
    for (size_t at = 0; margin_next_plan(s, outcome->rule_decision, &at, &plan);)
        if (plan.cost == bound.cost && plan.decision == bound.decision)
            break;
    for (size_t i = 0; i < s->site_count && plan.found; i++) {
        margin_site *site = &s->sites[i];
        size_t effect = site->effects[s->plan[i]];
        uint32_t least = margin_bound(site, effect), known = margin_known(site, effect);
        if (known <= least)
            continue;
        uint32_t room = enough.found ? least + (enough.cost - bound.cost) : UINT32_MAX, budget = least + least / 4 + 1;
        budget = budget < room ? budget : room;
        budget = budget < known ? budget : known - 1;
        return margin_search_effect(s, site, effect, budget < site->n ? budget : site->n);
    }
    return false;
}

/* Bounds are raised until the cheapest choice of them is one that can be had. */
static margin_choice search_by_bounds(margin_search *s, const delphi_outcome *outcome, margin_choice enough) {
    for (;;) {
        margin_use_bounds(s);
        margin_choice bound = margin_choose(s, outcome->rule_decision, enough.found ? enough.cost : UINT32_MAX);
        enough.complete = is_least(bound, enough);
        if (enough.complete || !bound.complete || !raise_a_bound(s, outcome, bound, enough))
            return enough;
        enough = margin_better(ask(s, outcome, enough.found ? enough.cost : UINT32_MAX).enough, enough);
    }
}

/* First what chains tell, which is all where the rules are monotone. Else that is enough, and bounds show what is the
 * least: those of single clauses first. Where truths are unknown, or clauses many, all behaviours are searched for. */
static margin_choice search(margin_search *s, const delphi_outcome *outcome) {
    bool complete = follow_chains(s);
    margin_answer answer = ask(s, outcome, UINT32_MAX);
    if (margin_is_monotone(s))
        return conclude(answer, complete, 0);
    if (!margin_use_bounds(s))
        return search_all(s, outcome, answer.enough);
    margin_choice bound =
        margin_choose(s, outcome->rule_decision, answer.enough.found ? answer.enough.cost : UINT32_MAX);
    answer.enough.complete = is_least(bound, answer.enough);
    if (answer.enough.complete)
        return answer.enough;
    search_turns(s, answer.enough.found ? answer.enough.cost : most_ratings(s));
    answer.enough = search_by_bounds(s, outcome, margin_better(ask(s, outcome, UINT32_MAX).enough, answer.enough));
    return answer.enough.complete ? answer.enough : search_all(s, outcome, answer.enough);
}

static void write_margin(const delphi_outcome *outcome, margin_choice found, analysis_sureness *out) {
    delphi_reason reason = found.complete ? DELPHI_REASON_NO_FLIP : DELPHI_REASON_NO_FLIP_FOUND;
    out->flips_to = found.found ? found.decision : outcome->rule_decision;
    out->values[DECISION_FLIP_MARGIN] = found.found ? base_value_integer(found.cost) : base_value_undefined(reason);
    out->values[DECISION_FLIP_MARGIN_EXACT] =
        found.found ? base_value_truth(found.complete) : base_value_undefined(reason);
}

static void find_margin(margin_search *s, const delphi_outcome *outcome, analysis_sureness *out) {
    margin_choice found = {0};
    look_at_sites(s, outcome);
    if (s->sound)
        found = search(s, outcome);
    if (!found.complete) {
        margin_choice tried = margin_try_families(s, outcome, found.found ? found.cost - 1 : UINT32_MAX);
        found = tried.found ? tried : found;
        /* Nothing needs less than one. */
        found.complete = found.found && found.cost == 1;
    }
    write_margin(outcome, found, out);
}

/* Of a rank among others, single clauses tell nothing. */
static void write_no_margin(analysis_sureness *out) {
    out->values[DECISION_FLIP_MARGIN] = base_value_undefined(DELPHI_REASON_SELECTION);
    out->values[DECISION_FLIP_MARGIN_EXACT] = base_value_undefined(DELPHI_REASON_SELECTION);
}

bool analysis_flip_margins(const delphi_result *result, analysis_sureness *found) {
    margin_search s;
    if (result->selection) {
        for (size_t i = 0; i < result->outcome_count; i++)
            write_no_margin(&found[i]);
        return true;
    }
    bool started = search_start(&s, result);
    for (size_t i = 0; started && i < result->outcome_count; i++)
        find_margin(&s, &result->outcomes[i], &found[i]);
    search_end(&s);
    return started;
}

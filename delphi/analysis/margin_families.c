/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes that are tried out on the ratings themselves: they tell how many are enough, not that fewer would not be.
 *
 * Where nothing can be proved of a rule: the ratings on one criterion, or on all of them, are brought to one point of
 * the scale, the farthest first, or from the middle to both ends. Where panel and groups are both looked at: the
 * changes found for one of them are carried over to the other. */
#include "analysis/margin.h"

#include <string.h>

/* Points that ratings are brought to: all of them, or so many spread over a long scale. */
#define TARGETS_MOST 11
#define BOTH_ENDS    DELPHI_NONE

typedef struct {
    margin_search *s;
    const delphi_outcome *outcome;
    margin_choice best;
    uint32_t most;
} attempt;

static size_t distance(size_t answer, size_t target, size_t points) {
    if (target == BOTH_ENDS) { /* the middle first */
        size_t to_low = answer, to_high = points - 1 - answer;
        return to_low < to_high ? to_low : to_high;
    }
    return answer > target ? answer - target : target - answer;
}

static size_t answer_of(const attempt *a, size_t criterion, size_t expert) {
    const delphi_study *study = a->s->result->study;
    const delphi_ratings *ratings = study->ratings[a->s->result->round - 1];
    if (!analysis_invited(study, expert, a->s->result->round))
        return a->s->points + 1;
    return analysis_answer_of(&a->s->trial, delphi_ratings_column(ratings, a->outcome->indicator, criterion)[expert]);
}

/* Experts whose rating is not where it should go, the farthest first. A pass a distance: scales are short. */
static size_t put_in_order(attempt *a, size_t criterion, size_t target, size_t *order) {
    size_t count = 0;
    for (size_t d = a->s->points; d-- > 0;) {
        if (target != BOTH_ENDS && d == 0)
            break;
        for (size_t e = 0; e < a->s->result->study->expert_count; e++) {
            size_t answer = answer_of(a, criterion, e);
            if (answer < a->s->points && distance(answer, target, a->s->points) == d)
                order[count++] = e;
        }
    }
    return count;
}

static void take_if_better(attempt *a, uint32_t cost) {
    delphi_decision decision = analysis_trial_decide_settled(&a->s->trial);
    if (decision == a->outcome->rule_decision || cost > a->most)
        return;
    margin_choice found = {.found = true, .cost = cost, .decision = decision};
    if (!a->best.found || cost < a->best.cost || (cost == a->best.cost && decision < a->best.decision))
        a->best = found;
}

static void move(attempt *a, size_t criterion, size_t expert, size_t to) {
    analysis_trial_add(&a->s->trial, criterion, expert, answer_of(a, criterion, expert), -1);
    analysis_trial_add(&a->s->trial, criterion, expert, to, 1);
}

/* Brings the ratings on the criteria from `first` to `last` to the target, one of each after the other. */
static void bring(attempt *a, size_t first, size_t last, size_t target) {
    size_t experts = a->s->result->study->expert_count, counts[2] = {0, 0}, longest = 0;
    for (size_t c = first; c <= last; c++) {
        counts[0] = put_in_order(a, c, target, a->s->order + c * (experts + 1) + 1);
        a->s->order[c * (experts + 1)] = counts[0];
        longest = counts[0] > longest ? counts[0] : longest;
    }
    uint32_t cost = 0;
    analysis_trial_load(&a->s->trial, a->outcome);
    analysis_trial_settle_all(&a->s->trial);
    for (size_t step = 0; step < longest && cost < a->most && (!a->best.found || cost < a->best.cost); step++) {
        for (size_t c = first; c <= last; c++) {
            const size_t *order = a->s->order + c * (experts + 1);
            if (step >= order[0])
                continue;
            size_t end = step % 2 ? a->s->points - 1 : 0, expert = order[step + 1];
            move(a, c, expert, target == BOTH_ENDS ? end : target);
            cost++;
        }
        take_if_better(a, cost);
    }
}

margin_choice margin_try_families(margin_search *s, const delphi_outcome *outcome, uint32_t most) {
    size_t criteria = s->clauses.criteria, targets = s->points < TARGETS_MOST ? s->points : TARGETS_MOST;
    attempt a = {.s = s, .outcome = outcome, .most = most};
    for (size_t t = 0; t <= targets; t++) {
        size_t target = t < targets ? t * (s->points - 1) / (targets - 1) : BOTH_ENDS;
        for (size_t c = 0; c < criteria; c++)
            bring(&a, c, c, target);
        if (criteria > 1)
            bring(&a, 0, criteria - 1, target);
    }
    return a.best;
}

static uint32_t *counts_of(margin_search *s, size_t criterion, size_t slot) {
    return s->trial.counts + (criterion * s->trial.slots + slot) * s->points;
}

static const uint32_t *planned(const margin_search *s, size_t site) {
    return s->sites[site].witnesses + s->plan[site] * s->points;
}

/* The panel is what its groups are. */
static void add_up_panel(margin_search *s, size_t criterion) {
    uint32_t *panel = counts_of(s, criterion, 0);
    memset(panel, 0, s->points * sizeof *panel);
    for (size_t slot = 1; slot < s->trial.slots; slot++)
        for (size_t k = 0; k < s->points; k++)
            panel[k] += counts_of(s, criterion, slot)[k];
}

/* Moves one rating of a group that has one there; the groups are asked in turn, from `first` on. */
static void move_in_a_group(margin_search *s, size_t criterion, size_t from, size_t to, size_t first) {
    size_t groups = s->trial.slots - 1;
    for (size_t i = 0; i < groups; i++) {
        uint32_t *counts = counts_of(s, criterion, 1 + (first + i) % groups);
        if (counts[from] == 0)
            continue;
        counts[from]--;
        counts[to]++;
        return;
    }
}

/* Gives the panel's planned changes to its groups. */
static void share_out(margin_search *s, size_t site, size_t manner) {
    size_t criterion = s->sites[site].criterion, to = 0, given = 0, groups = s->trial.slots - 1;
    const uint32_t *goal = planned(s, site), *panel = counts_of(s, criterion, 0);
    uint32_t arrived = 0;
    for (size_t from = 0; from < s->points; from++) {
        for (uint32_t k = panel[from]; k > goal[from]; k--) {
            while (to < s->points && (goal[to] <= panel[to] || arrived == goal[to] - panel[to])) {
                to++;
                arrived = 0;
            }
            if (to == s->points)
                return;
            arrived++;
            move_in_a_group(s, criterion, from, to, manner < groups ? manner : given++);
        }
    }
}

/* Sets the cells of every site to what the plan says; on coupled criteria the panel or the groups lead. */
static uint32_t carry_out(margin_search *s, bool panel_leads, size_t manner) {
    uint32_t cost = 0;
    for (size_t i = 0; i < s->site_count; i++) {
        const margin_site *site = &s->sites[i];
        if (site->coupled && (site->slot == 0) != panel_leads)
            continue;
        cost += site->behaviours[s->plan[i]].cost;
        if (site->coupled && panel_leads)
            share_out(s, i, manner);
        else
            memcpy(counts_of(s, site->criterion, site->slot), planned(s, i), s->points * sizeof(uint32_t));
    }
    for (size_t i = 0; i < s->site_count; i++)
        if (s->sites[i].coupled)
            add_up_panel(s, s->sites[i].criterion);
    return cost;
}

margin_choice margin_realise(margin_search *s, const delphi_outcome *outcome) {
    attempt a = {.s = s, .outcome = outcome, .most = UINT32_MAX};
    /* The groups lead, or the panel does, in each manner of sharing out its changes. */
    for (size_t manner = 0; manner <= s->trial.slots; manner++) {
        analysis_trial_load(&s->trial, outcome);
        uint32_t cost = carry_out(s, manner < s->trial.slots, manner);
        analysis_trial_settle_all(&s->trial);
        take_if_better(&a, cost);
    }
    analysis_trial_load(&s->trial, outcome);
    analysis_trial_settle_all(&s->trial);
    return a.best;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Behaviours of a site whose clauses all gain or lose with higher ratings.
 *
 * Where k ratings may be changed, bringing the k lowest to the top gives ratings that are, one by one in their order,
 * at least as high as any other change gives: no clause that gains with higher ratings can be true otherwise and false
 * here. The k highest to the bottom likewise. So each clause turns once on the way up and once on the way down, and
 * that is found by halving. */
#include "analysis/margin.h"

#include <string.h>

#define NEITHER 2

/* 1: grows with higher ratings; -1: falls; 0: stays; NEITHER. */
static int direction_of_set(const delphi_answer_set *set, size_t points) {
    size_t turns = 0;
    for (size_t k = 1; k < points; k++)
        turns += set->points[k] != set->points[k - 1];
    if (turns == 0)
        return 0;
    if (turns > 1)
        return NEITHER;
    return set->points[points - 1] ? 1 : -1;
}

static int direction_of_measure(size_t measure, delphi_item item, uint32_t n) {
    size_t count;
    delphi_needs needs;
    item.n = n;
    delphi_measure_needs(&delphi_measures(&count)[measure], &item, &needs);
    bool constant = needs.kind == DELPHI_NEEDS_PARTS && needs.rank_count == 0 && needs.cut_count == 0;
    return constant ? 0 : needs.direction ? needs.direction : NEITHER;
}

static int direction_of(const margin_search *s, const delphi_rule_term *term, uint32_t n) {
    switch (term->kind) {
    case DELPHI_TERM_MEASURE:
        return direction_of_measure(term->measure, s->trial.item, n);
    case DELPHI_TERM_SHARE:
    case DELPHI_TERM_COUNT:
        return direction_of_set(term->set, s->points);
    default:
        return 0;
    }
}

/* What higher ratings do to the rule by way of this clause. */
static int pull_of(const margin_search *s, const analysis_clause *clause, uint32_t n) {
    int left = direction_of(s, &clause->about.left, n), right = direction_of(s, &clause->about.right, n);
    if (left == NEITHER || right == NEITHER || (left != 0 && left == right))
        return NEITHER;
    int both = left ? left : -right;
    if (both != 0 && clause->about.sense == 0)
        return NEITHER;
    return both * clause->about.sense;
}

static bool is_unknown(const margin_site *site, size_t clause) {
    return (site->behaviours[0].truths >> 2 * clause & 3) == DELPHI_UNKNOWN;
}

bool margin_is_monotone(const margin_search *s) {
    int pulls[2] = {0, 0};
    for (size_t i = 0; i < s->site_count; i++) {
        const margin_site *site = &s->sites[i];
        if (i > 0 && site->criterion != s->sites[i - 1].criterion)
            pulls[0] = pulls[1] = 0;
        for (size_t k = 0; k < site->clause_count; k++) {
            const analysis_clause *clause = &s->clauses.items[site->clauses[k]];
            int pull = pull_of(s, clause, site->n), *known = &pulls[clause->of_keep];
            if (pull == NEITHER || is_unknown(site, k) || (pull && *known && pull != *known))
                return false;
            *known = pull ? pull : *known;
        }
        if (pulls[0] && pulls[0] == pulls[1])
            return false;
    }
    return true;
}

/* The k lowest ratings brought to the top, or the k highest to the bottom. */
static void bring(margin_search *s, const margin_site *site, bool up, uint32_t k) {
    size_t last = s->points - 1;
    uint32_t left = k;
    memcpy(s->counts, s->trial.counts + site->cell * s->points, s->points * sizeof *s->counts);
    for (size_t i = 0; i <= last && left > 0; i++) {
        uint32_t *count = &s->counts[up ? i : last - i], taken = *count < left ? *count : left;
        *count -= taken;
        left -= taken;
    }
    s->counts[up ? last : 0] += k;
}

static uint64_t truth_after(margin_search *s, const margin_site *site, size_t clause, bool up, uint32_t k) {
    bring(s, site, up, k);
    margin_site alone = {.cell = site->cell, .criterion = site->criterion, .slot = site->slot, .clause_count = 1};
    alone.clauses[0] = site->clauses[clause];
    return margin_truths(s, &alone, s->counts);
}

/* The least k with which the clause turns; n + 1 where none does. */
static uint32_t turn_of(margin_search *s, const margin_site *site, size_t clause, bool up) {
    uint64_t before = site->behaviours[0].truths >> 2 * clause & 3;
    uint32_t low = 0, high = site->n;
    if (truth_after(s, site, clause, up, high) == before)
        return high + 1;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (truth_after(s, site, clause, up, middle) == before)
            low = middle;
        else
            high = middle;
    }
    return high;
}

void margin_follow_chains(margin_search *s, margin_site *site) {
    for (size_t clause = 0; clause < site->clause_count; clause++) {
        int pull = pull_of(s, &s->clauses.items[site->clauses[clause]], site->n);
        uint32_t least = site->n + 1;
        for (int up = 0; up <= 1; up++) {
            uint32_t turn = turn_of(s, site, clause, up);
            if (turn > site->n)
                continue;
            bring(s, site, up, turn);
            margin_note(s, site, margin_truths(s, site, s->counts), turn, s->counts);
            least = turn < least ? turn : least;
        }
        site->turns[clause].exact = pull != NEITHER;
        site->turns[clause].cost = pull != NEITHER ? least : 1;
    }
    site->complete = true;
}

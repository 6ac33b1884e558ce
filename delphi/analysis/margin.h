/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search behind the flip margin.
 *
 * A clause looks at one cell: a criterion, and the panel or a group. For each such cell (a site) it is found which
 * truths its clauses can be brought to, and with how few changed ratings: its behaviours. Then the cheapest choice of
 * one behaviour a site is found with which the rules decide otherwise.
 *
 * margin_chain.c finds behaviours where every clause gains or loses with higher ratings, margin_boxes.c where clauses
 * depend on ranks and cuts; margin_options.c says what is chosen from, margin_choice.c chooses; margin_families.c tries
 * plausible changes where nothing can be proved; flip_margin.c asks them in turn. */
#ifndef ANALYSIS_MARGIN_H
#define ANALYSIS_MARGIN_H

#include "analysis/clauses.h"

/* More clauses of both rules on one cell are not searched: their truths stand in 64 bits, two each. */
#define MARGIN_CLAUSES_MOST 32
/* Different truths of a site that are kept. */
#define MARGIN_BEHAVIOURS_MOST 256
/* Ends of pieces that the numbers of ratings below a cut are divided into. */
#define MARGIN_BREAKS_MOST 48
/* The bound of what all searches of an indicator may cost together: a step from cut to cut counts for one, about ten
 * nanoseconds, and a box that is looked into for so many. On a scale of more than nine points there are more steps to a
 * box and far more boxes, with less hope to see them all; and where a measure looks at every count a box is a panel,
 * and there is hope in small ones alone. */
#define MARGIN_WORK_MOST          2000000
#define MARGIN_WORK_MOST_OF_WHOLE 300000
#define MARGIN_WORK_OF_BOX        30
/* Behaviours, or bounds: one for each effect. */
#define MARGIN_OPTIONS_MOST MARGIN_BEHAVIOURS_MOST
/* Sites with more clauses have no effects: there are two to the power of them. */
#define MARGIN_EFFECTS_MOST 7
/* Residues that are kept while behaviours are chosen. */
#define MARGIN_STATES_MOST 512

typedef struct {
    uint64_t truths; /* of the site's clauses, two bits each */
    uint32_t cost;   /* ratings that are changed */
} margin_behaviour;

typedef struct {
    size_t criterion, slot, cell;
    size_t clause_count, clauses[MARGIN_CLAUSES_MOST];
    bool coupled; /* panel and groups of this criterion are both looked at: their ratings are the same */
    uint32_t n;   /* ratings; 0: nothing can be changed */
    margin_behaviour *behaviours; /* the first is what it is */
    size_t behaviour_count;
    uint32_t *witnesses; /* for each behaviour, counts that show it: `points` entries */
    bool complete;       /* no behaviour within the budget of the search is missing */
    /* For each clause the least number of changes that turns it, other clauses left aside: more than n where none does.
     * Where it is not exact it may be more. */
    struct {
        uint32_t cost;
        bool exact;
    } turns[MARGIN_CLAUSES_MOST];
    /* What is chosen from, see margin_options.c; each comes from a behaviour. */
    margin_behaviour *options;
    size_t *sources;
    size_t option_count;
    bool has_effects;
    uint8_t effects[1 << MARGIN_EFFECTS_MOST]; /* of truths, a bit a clause: the first ones that leave the same */
    uint32_t bounds[1 << MARGIN_EFFECTS_MOST]; /* for each effect, what it is known to cost at the least */
} margin_site;

typedef struct {
    const delphi_result *result;
    analysis_clauses clauses;
    analysis_trial trial;
    size_t points;
    margin_site *sites;
    size_t site_count;
    bool sound; /* no site has too many clauses, none is entangled, none needs to know experts */
    bool any_coupled;
    uint32_t *counts; /* of the cell being tried */
    uint8_t *truths;  /* analysis_truth_count(): as far as they are known whatever is changed, else DELPHI_OPEN */
    struct margin_scratch *scratch; /* of margin_boxes.c */
    struct margin_states *states;   /* of margin_choice.c */
    size_t *order;                  /* of margin_families.c: for each criterion how many experts, then these */
    size_t work, work_most;         /* boxes looked into for the indicator at hand, and how many may be */
    size_t *plan; /* for each site, the behaviour (of bounds, the truths) behind the option that was chosen */
} margin_search;

/* The truths of a site's clauses on other counts: the trial's cell is left with its own. */
uint64_t margin_truths(margin_search *s, const margin_site *site, const uint32_t *counts);
/* Notes that `counts` can be had for `cost`. */
void margin_note(margin_search *s, margin_site *site, uint64_t truths, uint32_t cost, const uint32_t *counts);

/* margin_chain.c */
/* Does every clause gain or lose with higher ratings, and do the two rules pull apart on every criterion? Then the
 * cheapest way to change a rule is to bring the lowest ratings to the top, or the highest to the bottom. */
bool margin_is_monotone(const margin_search *s);
/* Notes what chains come by, and what turns each clause: exact for those that gain or lose with higher ratings. */
void margin_follow_chains(margin_search *s, margin_site *site);

/* margin_boxes.c */
struct margin_scratch *margin_scratch_new(size_t points);
void margin_scratch_free(struct margin_scratch *scratch);
/* All behaviours that cost `budget` ratings at most. */
void margin_search_boxes(margin_search *s, margin_site *site, uint32_t budget);
/* What turns one of the site's clauses, as far as `budget` ratings go. */
void margin_search_turn(margin_search *s, margin_site *site, size_t clause, uint32_t budget);

/* What truths with this effect cost, as far as `budget` ratings go: noted as a behaviour, or as a bound. false where
 * the search had to be given up. */
bool margin_search_effect(margin_search *s, margin_site *site, size_t effect, uint32_t budget);

/* margin_options.c */
/* The truths, two bits a clause, as one bit a clause; DELPHI_NONE where one is unknown. */
size_t margin_packed(const margin_site *site, uint64_t truths);
/* false when out of memory. */
bool margin_find_effects(margin_search *s);
/* Chooses from the behaviours that are known. */
void margin_use_behaviours(margin_search *s);
/* Chooses from bounds; false where they are not known. */
bool margin_use_bounds(margin_search *s);
/* What an effect costs at the least by the bounds that are chosen from, and by the behaviours that are known. */
uint32_t margin_bound(const margin_site *site, size_t effect);
uint32_t margin_known(const margin_site *site, size_t effect);

/* margin_choice.c */
typedef struct {
    bool found, complete; /* complete: no state was lost */
    uint32_t cost;
    delphi_decision decision;
} margin_choice;

struct margin_states *margin_states_new(const margin_search *s);
void margin_states_free(struct margin_states *states);
/* The cheapest options, `most` at most, with which the decision is not `taken`; among equals the first decision in
 * their order. Where panel and groups are coupled it is what is needed at the least, and may not be enough. */
margin_choice margin_choose(margin_search *s, delphi_decision taken, uint32_t most);
/* The choices that margin_choose() looked at last, one after the other, with what each plans in s->plan. */
bool margin_next_plan(margin_search *s, delphi_decision taken, size_t *at, margin_choice *out);
/* The cheaper one; where they are as good, the first in the order of decisions. */
margin_choice margin_better(margin_choice a, margin_choice b);

/* margin_families.c: plausible changes, tried on the ratings themselves. */
margin_choice margin_try_families(margin_search *s, const delphi_outcome *outcome, uint32_t most);
/* The changes of s->plan brought about in panel and groups at once: on coupled criteria one side leads, the other has
 * to follow, and the decision is what comes of it. */
margin_choice margin_realise(margin_search *s, const delphi_outcome *outcome);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Did those who left rate otherwise? Every indicator of the previous round by who responded in both rounds (stayers)
 * and by who responded before only (leavers), and the previous round's decision on the stayers alone.
 *
 * Definition   superiority = P(leaver higher) + P(equal) / 2 over all pairs of a leaver and a stayer, exact: 2 wins +
 *              ties of 2 n1 n2.
 * Source       Vargha and Delaney (2000), after Mann and Whitney (1947); the comparison of who left with who stayed is
 * that of the COMET handbook (Williamson et al. 2017; not re-read). */
#include "analysis/contest.h"
#include "analysis/trial.h"

#include "base/rational.h"

#include <stdlib.h>
#include <string.h>

enum { STAYERS, LEAVERS, SIDES };

typedef struct {
    const delphi_result *previous;
    const delphi_ratings *ratings;
    const bool *before, *now; /* who responded */
    analysis_trial trial;
    analysis_contest contest;
    const delphi_measure *median, *mean;
    delphi_item item;
    uint32_t *counts[SIDES]; /* a count for each point of the scale */
    uint32_t n[SIDES];
} departure;

static bool departure_start(departure *d, const delphi_result *result, const delphi_result *previous) {
    size_t count;
    const delphi_measure *measures = delphi_measures(&count);
    *d = (departure){
        .previous = previous,
        .ratings = previous->study->ratings[previous->round - 1],
        .before = ((const analysis_memory *)previous->owned)->responded,
        .now = ((const analysis_memory *)result->owned)->responded,
        .median = &measures[delphi_measure_find("median")],
        .mean = &measures[delphi_measure_find("mean")],
        .item = analysis_item(previous->study),
    };
    d->item.min_ratings = 1;
    for (int side = 0; side < SIDES; side++)
        d->counts[side] = calloc((size_t)d->item.points, sizeof *d->counts[side]);
    return analysis_trial_start(&d->trial, previous) &&
           analysis_contest_start(&d->contest, previous, previous->outcome_count) && d->counts[STAYERS] &&
           d->counts[LEAVERS];
}

static void departure_end(departure *d) {
    analysis_trial_end(&d->trial);
    analysis_contest_end(&d->contest);
    for (int side = 0; side < SIDES; side++)
        free(d->counts[side]);
}

/* One column is read once: for the sides, and for the trial with the stayers alone. */
static void count_column(departure *d, size_t indicator, size_t criterion) {
    const delphi_rating *column = delphi_ratings_column(d->ratings, indicator, criterion);
    for (int side = 0; side < SIDES; side++) {
        memset(d->counts[side], 0, (size_t)d->item.points * sizeof *d->counts[side]);
        d->n[side] = 0;
    }
    for (size_t e = 0; e < d->previous->study->expert_count; e++) {
        if (!d->before[e])
            continue;
        int side = d->now[e] ? STAYERS : LEAVERS;
        analysis_answer answer = analysis_answer_of(&d->trial, column[e]);
        if (answer < d->trial.points) {
            d->counts[side][answer]++;
            d->n[side]++;
        }
        if (side == STAYERS)
            analysis_trial_add(&d->trial, criterion, e, answer, 1);
    }
}

static delphi_leaver_side side_of(const departure *d, int side) {
    delphi_item item = d->item;
    item.counts = d->counts[side];
    item.n = d->n[side];
    delphi_leaver_side out = {.n = item.n};
    delphi_measure_value(d->median, &item, &out.median);
    delphi_measure_value(d->mean, &item, &out.mean);
    return out;
}

static delphi_value superiority(const departure *d) {
    int64_t below = 0, twice_won = 0;
    if (!d->n[STAYERS] || !d->n[LEAVERS])
        return base_value_undefined(DELPHI_REASON_NO_RATINGS);
    for (int point = 0; point < d->item.points; point++) {
        int64_t stayers = d->counts[STAYERS][point];
        twice_won += (2 * below + stayers) * d->counts[LEAVERS][point];
        below += stayers;
    }
    return base_value_share(twice_won, 2 * (int64_t)d->n[STAYERS] * d->n[LEAVERS]);
}

static bool compare_indicator(departure *d, const delphi_outcome *outcome, base_arena *arena, delphi_attrition *out) {
    const delphi_protocol *p = &d->previous->study->protocol;
    uint32_t least = (uint32_t)p->min_group;
    delphi_attrition_cell *cells = base_arena_array(arena, p->criterion_count, sizeof *cells);
    if (!cells)
        return false;
    analysis_trial_clear(&d->trial);
    for (size_t c = 0; c < p->criterion_count; c++) {
        count_column(d, outcome->indicator, c);
        cells[c] = (delphi_attrition_cell){
            .stayers = side_of(d, STAYERS),
            .leavers = side_of(d, LEAVERS),
            .superiority = superiority(d),
            .suppressed = d->n[STAYERS] < least || d->n[LEAVERS] < least,
        };
    }
    *out = (delphi_attrition){
        .indicator = outcome->indicator,
        .decision = outcome->rule_decision, /* with which the trial compares */
        .stayers_only = analysis_trial_decide(&d->trial),
        .criteria = cells,
    };
    analysis_contest_enter(&d->contest, (size_t)(outcome - d->previous->outcomes),
                           d->previous->study->indicators[outcome->indicator].id, out->stayers_only, &d->trial.scene);
    return true;
}

bool analysis_attrition(delphi_result *result, const delphi_result *previous) {
    if (!previous)
        return true;
    base_arena *arena = ((analysis_memory *)result->owned)->arena;
    delphi_attrition *found = base_arena_array(arena, previous->outcome_count, sizeof *found);
    departure d;
    bool done = departure_start(&d, result, previous) && found;
    for (size_t i = 0; done && i < previous->outcome_count; i++)
        done = compare_indicator(&d, &previous->outcomes[i], arena, &found[i]);
    if (done)
        analysis_contest_decide(&d.contest);
    for (size_t i = 0; done && d.contest.selector && i < previous->outcome_count; i++)
        found[i].stayers_only = d.contest.list[i].decision;
    departure_end(&d);
    if (done) {
        result->attrition = found;
        result->attrition_count = previous->outcome_count;
    }
    return done;
}

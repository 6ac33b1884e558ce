/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A model of opinions, to make ratings that look like those of a Delphi study.
 *
 * Each indicator has on each criterion a mean and a spread, and a shift for each group. An expert's own opinion is
 *     mean + shift(group) + leniency(expert) + spread * z,    z = halo(expert, indicator) and a part of its own,
 * drawn once and held through all rounds. From round 2 on the expert has seen the panel's median and goes some way
 * towards it, each to an own degree, a little further every round. A small wobble is new in every round. What is
 * then rounded to a point of the scale is the rating.
 *
 * It is there to make plausible data in any amount. It is not a finding about how experts behave. */
#include "generate.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double HALO = 0.55;     /* share of an opinion's spread that an indicator's criteria have in common */
static const double LENIENCY = 0.35; /* standard deviation, in points */
static const double WOBBLE = 0.30;   /* standard deviation, in points */

typedef struct {
    double mean, spread;
} belief;

struct bench_opinions {
    const delphi_study *study;
    const bench_options *options;
    size_t slots;                /* groups, at least 1 */
    belief *beliefs;             /* indicator, criterion */
    double *shift;               /* indicator, criterion, slot */
    double *cannot_judge;        /* indicator, criterion, slot: a chance */
    double *leniency, *yielding; /* expert */
    float *z;                    /* indicator, criterion, expert */
    bool *takes_part;            /* expert, round */
};

gsl_rng *bench_stream(unsigned long seed, unsigned long purpose) {
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    /* Knuth's multiplicative hash spreads neighbouring seeds and purposes over the 32 bits that the generator takes. */
    gsl_rng_set(rng, ((seed * 2654435761UL) ^ (purpose * 2246822519UL)) & 0xffffffffUL);
    return rng;
}

static size_t cell_of(const bench_opinions *o, size_t indicator, size_t criterion) {
    return indicator * o->study->protocol.criterion_count + criterion;
}

static size_t slot_of(const bench_opinions *o, size_t expert) {
    size_t group = o->study->experts[expert].group;
    return group == DELPHI_NONE ? 0 : group;
}

/* A longlist as studies have it: some that everyone wants, many in between, some that nobody wants, a few on which the
 * groups are at odds. */
static void draw_beliefs(bench_opinions *o) {
    const delphi_scale *scale = &o->study->protocol.scale;
    size_t criteria = o->study->protocol.criterion_count;
    double width = scale->max - scale->min;
    gsl_rng *rng = bench_stream(o->options->seed, BENCH_STREAM_BELIEFS);
    for (size_t i = 0; i < o->study->indicator_count; i++) {
        double level = gsl_ran_flat(rng, 0.15, 0.95);
        for (size_t c = 0; c < criteria; c++) {
            size_t cell = cell_of(o, i, c);
            double odds = gsl_rng_uniform(rng) < 0.08 ? 0.3 : 0.04;
            o->beliefs[cell].mean = scale->min + width * (level + gsl_ran_gaussian(rng, 0.06));
            o->beliefs[cell].spread = width * gsl_ran_flat(rng, 0.1, 0.24);
            for (size_t s = 0; s < o->slots; s++) {
                o->shift[cell * o->slots + s] = width * gsl_ran_gaussian(rng, odds);
                o->cannot_judge[cell * o->slots + s] = o->options->cannot_judge * gsl_ran_flat(rng, 0.5, 1.5);
            }
        }
    }
    gsl_rng_free(rng);
}

/* An empty cell of the table leaves what a row before it said. */
static void apply_row(bench_opinions *o, const bench_table *t, size_t row, size_t cell) {
    belief *b = &o->beliefs[cell];
    b->mean = bench_table_number(t, row, "mean", b->mean);
    b->spread = bench_table_number(t, row, "spread", b->spread);
    for (size_t s = 0; s < o->slots; s++) {
        double *shift = &o->shift[cell * o->slots + s], *cannot = &o->cannot_judge[cell * o->slots + s];
        const char *group = o->study->protocol.group_count ? o->study->protocol.groups[s].id : "panel";
        char heading[128];
        *cannot = bench_table_number(t, row, "cannot_judge", *cannot);
        snprintf(heading, sizeof heading, "cannot_%s", group);
        *cannot = bench_table_number(t, row, heading, *cannot);
        snprintf(heading, sizeof heading, "shift_%s", group);
        *shift = bench_table_number(t, row, heading, *shift);
    }
}

/* `*` stands for every indicator, so that a table opens with what holds for most. */
static bool apply_table(bench_opinions *o, const bench_table *t) {
    for (size_t row = 1; row < t->rows; row++) {
        const char *id = bench_table_at(t, row, "indicator");
        size_t indicator = delphi_study_indicator(o->study, id);
        size_t criterion = delphi_study_criterion(o->study, bench_table_at(t, row, "criterion"));
        bool all = strcmp(id, "*") == 0;
        if (criterion == DELPHI_NONE || (indicator == DELPHI_NONE && !all)) {
            fprintf(stderr, "generate: %s: row %zu names an indicator or criterion that the study does not have\n",
                    o->options->beliefs, row + 1);
            return false;
        }
        for (size_t i = 0; i < o->study->indicator_count; i++)
            if (all || i == indicator)
                apply_row(o, t, row, cell_of(o, i, criterion));
    }
    return true;
}

static bool read_beliefs(bench_opinions *o) {
    bench_table table;
    if (!o->options->beliefs)
        return true;
    if (!bench_table_read(o->options->beliefs, &table))
        return false;
    bool done = apply_table(o, &table);
    bench_table_free(&table);
    return done;
}

static void draw_people(bench_opinions *o) {
    size_t rounds = o->study->protocol.round_count;
    gsl_rng *rng = bench_stream(o->options->seed, BENCH_STREAM_PEOPLE);
    for (size_t e = 0; e < o->study->expert_count; e++) {
        bool left = false;
        o->leniency[e] = gsl_ran_gaussian(rng, LENIENCY);
        o->yielding[e] = gsl_ran_beta(rng, 1.5, 3.5);
        for (size_t r = 0; r < rounds; r++) {
            double leaves = gsl_rng_uniform(rng), skips = gsl_rng_uniform(rng);
            left = left || (r > 0 && leaves < o->options->attrition);
            o->takes_part[e * rounds + r] = !left && skips >= o->options->absent;
        }
    }
    gsl_rng_free(rng);
}

static void draw_opinions(bench_opinions *o) {
    size_t experts = o->study->expert_count, criteria = o->study->protocol.criterion_count;
    gsl_rng *rng = bench_stream(o->options->seed, BENCH_STREAM_OPINIONS);
    for (size_t i = 0; i < o->study->indicator_count; i++)
        for (size_t e = 0; e < experts; e++) {
            double halo = gsl_ran_gaussian_ziggurat(rng, sqrt(HALO));
            for (size_t c = 0; c < criteria; c++)
                o->z[cell_of(o, i, c) * experts + e] = (float)(halo + gsl_ran_gaussian_ziggurat(rng, sqrt(1 - HALO)));
        }
    gsl_rng_free(rng);
}

static bool allocate(bench_opinions *o) {
    size_t cells = o->study->indicator_count * o->study->protocol.criterion_count, experts = o->study->expert_count;
    o->beliefs = calloc(cells, sizeof *o->beliefs);
    o->shift = calloc(cells * o->slots, sizeof *o->shift);
    o->cannot_judge = calloc(cells * o->slots, sizeof *o->cannot_judge);
    o->leniency = calloc(experts, sizeof *o->leniency);
    o->yielding = calloc(experts, sizeof *o->yielding);
    o->z = calloc(cells * experts, sizeof *o->z);
    o->takes_part = calloc(experts * o->study->protocol.round_count, sizeof *o->takes_part);
    return o->beliefs && o->shift && o->cannot_judge && o->leniency && o->yielding && o->z && o->takes_part;
}

bench_opinions *bench_opinions_new(const delphi_study *study, const bench_options *options) {
    bench_opinions *o = calloc(1, sizeof *o);
    if (!o)
        return NULL;
    o->study = study;
    o->options = options;
    o->slots = study->protocol.group_count ? study->protocol.group_count : 1;
    if (!allocate(o)) {
        bench_opinions_free(o);
        return NULL;
    }
    draw_beliefs(o);
    draw_people(o);
    draw_opinions(o);
    if (!read_beliefs(o)) {
        bench_opinions_free(o);
        return NULL;
    }
    return o;
}

void bench_opinions_free(bench_opinions *o) {
    if (!o)
        return;
    free(o->beliefs);
    free(o->shift);
    free(o->cannot_judge);
    free(o->leniency);
    free(o->yielding);
    free(o->z);
    free(o->takes_part);
    free(o);
}

bool bench_takes_part(const bench_opinions *o, size_t expert, int round) {
    return o->takes_part[expert * o->study->protocol.round_count + (size_t)round - 1];
}

/* The median that the panel was shown, or NAN where the indicator is new to it. */
static double shown_median(const delphi_result *previous, size_t indicator, size_t criterion) {
    const delphi_outcome *outcome = previous ? delphi_result_outcome(previous, indicator) : NULL;
    if (!outcome)
        return NAN;
    const delphi_cell *cell = delphi_result_cell(previous, outcome, criterion, DELPHI_NONE);
    return delphi_value_real(&cell->values[delphi_measure_find("median")]);
}

/* What one round adds to the opinions: how far people have come towards the median, and chance. */
typedef struct {
    const bench_opinions *opinions;
    int round;
    gsl_rng *rng;
} sitting;

static delphi_rating rate(const sitting *s, size_t cell, size_t expert, double median) {
    const bench_opinions *o = s->opinions;
    const delphi_scale *scale = &o->study->protocol.scale;
    double x = o->beliefs[cell].mean + o->shift[cell * o->slots + slot_of(o, expert)] + o->leniency[expert] +
               o->beliefs[cell].spread * o->z[cell * o->study->expert_count + expert];
    if (!isnan(median))
        x += (1 - pow(1 - o->yielding[expert], s->round - 1)) * (median - x);
    x = round(x + gsl_ran_gaussian_ziggurat(s->rng, WOBBLE));
    return (delphi_rating)fmin(fmax(x, scale->min), scale->max);
}

static delphi_rating answer(const sitting *s, size_t cell, size_t expert, double median) {
    const bench_opinions *o = s->opinions;
    double skip = gsl_rng_uniform(s->rng), cannot = gsl_rng_uniform(s->rng);
    delphi_rating rating = rate(s, cell, expert, median);
    if (skip < o->options->missing)
        return DELPHI_MISSING;
    bool allowed = o->study->protocol.scale.cannot_judge;
    return allowed && cannot < o->cannot_judge[cell * o->slots + slot_of(o, expert)] ? DELPHI_CANNOT_JUDGE : rating;
}

/* The first indicator that the expert no longer answers. */
static size_t last_of(const sitting *s) {
    size_t indicators = s->opinions->study->indicator_count;
    double stops = gsl_rng_uniform(s->rng), where = gsl_rng_uniform(s->rng);
    return stops < s->opinions->options->break_off ? (size_t)(where * (double)indicators) : indicators;
}

/* Each expert goes through the indicators in play, as on a form. */
static void fill(const sitting *s, const bool *in_play, const double *medians, delphi_ratings *out) {
    const bench_opinions *o = s->opinions;
    for (size_t e = 0; e < out->experts; e++) {
        if (!bench_takes_part(o, e, s->round) || o->study->experts[e].since > s->round)
            continue;
        size_t end = last_of(s);
        for (size_t i = 0; i < end; i++)
            for (size_t c = 0; in_play[i] && c < out->criteria; c++) {
                size_t cell = cell_of(o, i, c);
                delphi_ratings_column(out, i, c)[e] = answer(s, cell, e, medians[cell]);
            }
    }
}

bool bench_answer_round(const bench_opinions *o, int round, const bool *in_play, const delphi_result *previous,
                        delphi_ratings *out) {
    sitting s = {.opinions = o, .round = round};
    double *medians = calloc(out->indicators * out->criteria, sizeof *medians);
    if (!medians)
        return false;
    for (size_t i = 0; i < out->indicators; i++)
        for (size_t c = 0; c < out->criteria; c++)
            medians[cell_of(o, i, c)] = shown_median(previous, i, c);
    s.rng = bench_stream(o->options->seed, BENCH_STREAM_ROUND + (unsigned long)round);
    fill(&s, in_play, medians, out);
    gsl_rng_free(s.rng);
    free(medians);
    return true;
}

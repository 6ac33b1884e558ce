/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A model of opinions from a round that was rated, by moments. */
#include <delphi/simulate.h>

#include "base/problems.h"

#include <math.h>
#include <stdlib.h>

/* What rounding to whole points adds to a variance (Sheppard). */
#define ROUNDING (1.0 / 12)
/* Nobody is so much of one mind that another panel could not differ. */
#define LEAST_SPREAD 0.1

typedef struct {
    double sum, squares;
    uint64_t n, cannot_judge;
} moments;

typedef struct {
    const delphi_result *result;
    const delphi_ratings *ratings;
    delphi_belief *beliefs;
    double *shifts;
    size_t criteria, groups;
} fitting;

static void take(moments *m, delphi_rating rating) {
    if (rating == DELPHI_MISSING)
        return;
    m->cannot_judge += rating == DELPHI_CANNOT_JUDGE;
    if (rating == DELPHI_CANNOT_JUDGE)
        return;
    m->n++;
    m->sum += rating;
    m->squares += (double)rating * rating;
}

static double mean_of(const moments *m) {
    return m->sum / (double)m->n;
}

static double variance_of(const moments *m) {
    return fmax((m->squares - m->sum * m->sum / (double)m->n) / (double)(m->n - 1), 0);
}

static moments of_cell(const fitting *f, size_t indicator, size_t criterion, size_t group) {
    const delphi_rating *column = delphi_ratings_column(f->ratings, indicator, criterion);
    moments m = {0};
    for (size_t e = 0; e < f->ratings->experts; e++)
        if (group == DELPHI_NONE || f->result->study->experts[e].group == group)
            take(&m, column[e]);
    return m;
}

/* How lenient experts are: the variance of their mean distances from the cells' means, less what chance makes of it. */
static double leniency_of(const fitting *f, const bool *rated, double *within) {
    double between = 0, inside = 0;
    size_t experts = 0;
    for (size_t e = 0; e < f->ratings->experts; e++) {
        double sum = 0, variances = 0;
        size_t n = 0;
        for (size_t cell = 0; cell < f->ratings->indicators * f->criteria; cell++) {
            delphi_rating r = delphi_ratings_column(f->ratings, cell / f->criteria, cell % f->criteria)[e];
            if (!rated[cell] || r == DELPHI_MISSING || r == DELPHI_CANNOT_JUDGE)
                continue;
            sum += r - f->beliefs[cell].mean;
            variances += f->beliefs[cell].spread * f->beliefs[cell].spread;
            n++;
        }
        if (n < 2)
            continue;
        between += sum / (double)n * (sum / (double)n);
        inside += variances / (double)n / (double)n;
        experts++;
    }
    *within = experts ? inside / (double)experts : 0;
    return experts > 1 ? fmax(between / (double)(experts - 1) - *within, 0) : 0;
}

/* Cells that nobody rated have what all have in common. */
static size_t fit_cells(fitting *f, bool *rated) {
    moments all = {0};
    double variance = 0;
    size_t fitted = 0, cells = f->ratings->indicators * f->criteria;
    for (size_t cell = 0; cell < cells; cell++) {
        moments m = of_cell(f, cell / f->criteria, cell % f->criteria, DELPHI_NONE);
        rated[cell] = m.n >= 2;
        if (!rated[cell])
            continue;
        f->beliefs[cell] = (delphi_belief){.mean = mean_of(&m),
                                           .spread = sqrt(variance_of(&m)),
                                           .cannot_judge = (double)m.cannot_judge / (double)(m.n + m.cannot_judge)};
        all.sum += m.sum;
        all.n += m.n;
        all.cannot_judge += m.cannot_judge;
        variance += variance_of(&m);
        fitted++;
    }
    for (size_t cell = 0; cell < cells && fitted > 0; cell++)
        if (!rated[cell])
            f->beliefs[cell] =
                (delphi_belief){.mean = mean_of(&all),
                                .spread = sqrt(variance / (double)fitted),
                                .cannot_judge = (double)all.cannot_judge / (double)(all.n + all.cannot_judge)};
    return fitted;
}

static void fit_shifts(fitting *f, const bool *rated) {
    for (size_t cell = 0; cell < f->ratings->indicators * f->criteria; cell++)
        for (size_t g = 0; g < f->groups && rated[cell]; g++) {
            moments m = of_cell(f, cell / f->criteria, cell % f->criteria, g);
            f->shifts[cell * f->groups + g] = m.n >= 2 ? mean_of(&m) - f->beliefs[cell].mean : 0;
        }
}

/* A cell's spread is between experts of one group, of the same leniency, before rounding. */
static void narrow(fitting *f, double leniency, const bool *rated) {
    for (size_t cell = 0; cell < f->ratings->indicators * f->criteria; cell++) {
        double shifts = 0;
        size_t shifted = 0;
        for (size_t g = 0; g < f->groups && rated[cell]; g++, shifted++)
            shifts += f->shifts[cell * f->groups + g] * f->shifts[cell * f->groups + g];
        double spread = f->beliefs[cell].spread,
               left = spread * spread - ROUNDING - leniency - (shifted ? shifts / (double)shifted : 0);
        f->beliefs[cell].spread = fmax(sqrt(fmax(left, 0)), LEAST_SPREAD);
    }
}

static delphi_status fit(fitting *f, delphi_pilot *out, delphi_problems *problems) {
    double within;
    bool *rated = calloc(f->ratings->indicators * f->criteria + 1, sizeof *rated);
    if (!rated)
        return base_no_memory(problems);
    size_t fitted = fit_cells(f, rated);
    double leniency = leniency_of(f, rated, &within);
    fit_shifts(f, rated);
    narrow(f, leniency, rated);
    free(rated);
    out->model = (delphi_opinion_model){
        .beliefs = f->beliefs, .shifts = f->groups ? f->shifts : NULL, .leniency = sqrt(leniency)};
    return fitted ? DELPHI_OK
                  : base_problem(problems, DELPHI_ERR_STATE, (base_place){.file = f->result->study->protocol.file},
                                 "round %d cannot be a pilot: no indicator was rated by two experts", f->result->round);
}

delphi_status delphi_pilot_make(const delphi_result *result, delphi_pilot **out, delphi_problems *problems) {
    const delphi_study *study = result->study;
    if (result->kind != DELPHI_KIND_RATING)
        return base_problem(problems, DELPHI_ERR_STATE, (base_place){.file = study->protocol.file},
                            "round %d cannot be a pilot: it is a %s, and beliefs are fitted to ratings", result->round,
                            delphi_kind_name(result->kind));
    fitting f = {.result = result,
                 .ratings = study->ratings[result->round - 1],
                 .criteria = study->protocol.criterion_count,
                 .groups = study->protocol.group_count};
    size_t cells = study->indicator_count * f.criteria;
    delphi_pilot *pilot = calloc(1, sizeof *pilot);
    double *shifts = calloc(cells * f.groups + 1, sizeof *shifts);
    f.shifts = shifts;
    f.beliefs = calloc(cells + 1, sizeof *f.beliefs);
    delphi_status status = pilot && shifts && f.beliefs ? fit(&f, pilot, problems) : base_no_memory(problems);
    if (status) {
        free(f.beliefs);
        free(shifts);
        free(pilot);
        return status;
    }
    pilot->owned = shifts;
    *out = pilot;
    return DELPHI_OK;
}

void delphi_pilot_free(delphi_pilot *pilot) {
    if (!pilot)
        return;
    free((void *)(uintptr_t)pilot->model.beliefs);
    free(pilot->owned);
    free(pilot);
}

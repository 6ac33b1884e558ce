/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the measures themselves cost, without reading and writing: `measures [RUNS]` and `measures growth`.
 *
 * `measures` makes two rounds of a study of 100 experts in three groups, 60 indicators and 4 criteria, and times four
 * parts in one process: counts and measures of every indicator for the panel and each group; concordance of the panel
 * and each group; stability between the rounds; intervals of the shares of three bands. Each of RUNS runs (51 where
 * nothing is said, after three that warm up) does all of it, on one core and then on two, a criterion at a time each.
 * Bootstraps and permutations are off: they take as long as one asks for.
 *
 * `measures growth` times the same parts on 10 thousand to 10 million ratings, to see that cost grows with their number
 * and no faster. */
#include <delphi/concordance.h>
#include <delphi/model.h>
#include <delphi/stability.h>
#include <delphi/stats.h>

#include <gsl/gsl_randist.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { GROUPS = 3, SLOTS = 1 + GROUPS, POINTS = 9, BANDS = 3, PARTS = 4, WORKERS = 2, WARM_UP = 3, RUNS_MAX = 10000 };

static const char *const part_names[PARTS] = {"indicators", "concordance", "stability", "intervals"};

typedef struct {
    size_t experts, items, criteria;
    int16_t *rounds[2];    /* experts * items * criteria, expert fastest */
    bool *included[SLOTS]; /* the panel, then each group */
} ratings;

/* What one worker needs: its spaces, and a place for what it computes. */
typedef struct {
    const ratings *made;
    size_t first, step; /* the criteria that are its own */
    delphi_set_space *set;
    delphi_pair_space *pair;
    const int16_t **columns;
    delphi_value value;
    double seconds[PARTS];
} worker;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* ---- ratings
 * --------------------------------------------------------------------------------------------------------- */

static int16_t *column_of(const ratings *made, int round, size_t item, size_t criterion) {
    return made->rounds[round] + (criterion * made->items + item) * made->experts;
}

static int16_t point_near(double opinion) {
    return (int16_t)(opinion < 1 ? 1 : opinion > POINTS ? POINTS : opinion + 0.5);
}

/* Three experts of ten leave out one answer of twelve. In the second round all come a little nearer to the mean. */
static void rate(const ratings *made, size_t item, size_t criterion, gsl_rng *rng) {
    double mean = gsl_ran_flat(rng, 2.5, 8), spread = gsl_ran_flat(rng, 0.8, 2);
    int16_t *first = column_of(made, 0, item, criterion), *second = column_of(made, 1, item, criterion);
    for (size_t e = 0; e < made->experts; e++) {
        double opinion = mean + gsl_ran_gaussian_ziggurat(rng, spread), yields = gsl_ran_flat(rng, 0, 0.6);
        bool careless = e % 10 < 3;
        first[e] = careless && gsl_rng_uniform_int(rng, 12) == 0 ? DELPHI_MISSING : point_near(opinion);
        second[e] = careless && gsl_rng_uniform_int(rng, 12) == 0 ? DELPHI_MISSING
                                                                  : point_near(opinion + yields * (mean - opinion));
    }
}

static void ratings_free(ratings *made) {
    for (int i = 0; i < 2; i++)
        free(made->rounds[i]);
    for (int i = 0; i < SLOTS; i++)
        free(made->included[i]);
}

static bool ratings_make(ratings *made, size_t experts, size_t items, size_t criteria) {
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    bool there = rng != NULL;
    *made = (ratings){.experts = experts, .items = items, .criteria = criteria};
    for (int i = 0; i < 2; i++)
        there = (made->rounds[i] = malloc(experts * items * criteria * sizeof(int16_t))) && there;
    for (int i = 0; i < SLOTS; i++)
        there = (made->included[i] = malloc(experts * sizeof(bool))) && there;
    for (size_t slot = 0; there && slot < SLOTS; slot++)
        for (size_t e = 0; e < experts; e++)
            made->included[slot][e] = slot == 0 || e % GROUPS == slot - 1;
    for (size_t c = 0; there && c < criteria; c++)
        for (size_t i = 0; i < items; i++)
            rate(made, i, c, rng);
    if (rng)
        gsl_rng_free(rng);
    if (!there)
        ratings_free(made);
    return there;
}

/* ---- the parts
 * ------------------------------------------------------------------------------------------------------- */

static void count_slots(const ratings *made, const int16_t *column, uint32_t counts[SLOTS][POINTS]) {
    memset(counts, 0, SLOTS * sizeof *counts);
    for (size_t e = 0; e < made->experts; e++) {
        if (column[e] != DELPHI_MISSING)
            counts[1 + e % GROUPS][column[e] - 1]++;
    }
    for (int slot = 1; slot < SLOTS; slot++)
        for (int point = 0; point < POINTS; point++)
            counts[0][point] += counts[slot][point];
}

static delphi_item item_of(const uint32_t *counts) {
    delphi_item item = {.scale_min = 1,
                        .points = POINTS,
                        .counts = counts,
                        .min_ratings = 5,
                        .quantile_type = DELPHI_QUANTILE_TYPE7,
                        .high_low = 7,
                        .high_high = 9};
    for (int point = 0; point < POINTS; point++)
        item.n += counts[point];
    return item;
}

static void measure_indicators(worker *w, size_t criterion) {
    uint32_t counts[SLOTS][POINTS];
    size_t rows;
    const delphi_measure *measures = delphi_measures(&rows);
    for (size_t i = 0; i < w->made->items; i++) {
        count_slots(w->made, column_of(w->made, 1, i, criterion), counts);
        for (int slot = 0; slot < SLOTS; slot++) {
            delphi_item item = item_of(counts[slot]);
            for (size_t m = 0; m < rows; m++)
                delphi_measure_value(&measures[m], &item, &w->value);
        }
    }
}

static void measure_concordance(worker *w, size_t criterion) {
    size_t rows;
    const delphi_set_measure *measures = delphi_set_measures(&rows);
    for (size_t i = 0; i < w->made->items; i++)
        w->columns[i] = column_of(w->made, 1, i, criterion);
    for (int slot = 0; slot < SLOTS; slot++) {
        delphi_set set = {.scale_min = 1,
                          .points = POINTS,
                          .experts = w->made->experts,
                          .items = w->made->items,
                          .columns = w->columns,
                          .included = w->made->included[slot],
                          .high_low = 7,
                          .high_high = 9,
                          .low_low = 1,
                          .low_high = 3};
        if (delphi_set_load(w->set, &set) != DELPHI_OK)
            abort();
        for (size_t m = 0; m < rows; m++)
            measures[m].compute(w->set, &w->value);
    }
}

static void measure_stability(worker *w, size_t criterion) {
    size_t rows;
    const delphi_pair_measure *measures = delphi_pair_measures(&rows);
    for (size_t i = 0; i < w->made->items; i++) {
        delphi_pair pair = {.scale_min = 1,
                            .points = POINTS,
                            .experts = w->made->experts,
                            .before = column_of(w->made, 0, i, criterion),
                            .after = column_of(w->made, 1, i, criterion),
                            .min_ratings = 5,
                            .quantile_type = DELPHI_QUANTILE_TYPE7,
                            .high_low = 7,
                            .high_high = 9,
                            .low_low = 1,
                            .low_high = 3};
        if (delphi_pair_load(w->pair, &pair) != DELPHI_OK)
            abort();
        for (size_t m = 0; m < rows; m++)
            delphi_pair_value(&measures[m], w->pair, &w->value);
    }
}

static void measure_intervals(worker *w, size_t criterion) {
    uint32_t counts[SLOTS][POINTS];
    delphi_interval interval;
    for (size_t i = 0; i < w->made->items; i++) {
        count_slots(w->made, column_of(w->made, 1, i, criterion), counts);
        uint32_t n = item_of(counts[0]).n;
        for (int band = 0; band < BANDS; band++) {
            uint32_t k = counts[0][3 * band] + counts[0][3 * band + 1] + counts[0][3 * band + 2];
            delphi_interval_wilson(k, n, &interval);
            delphi_interval_clopper_pearson(k, n, &interval);
        }
    }
}

static void (*const parts[PARTS])(worker *, size_t) = {measure_indicators, measure_concordance, measure_stability,
                                                       measure_intervals};

/* All parts of the worker's criteria. */
static void *work(void *context) {
    worker *w = context;
    for (int part = 0; part < PARTS; part++) {
        double begin = now();
        for (size_t c = w->first; c < w->made->criteria; c += w->step)
            parts[part](w, c);
        w->seconds[part] = now() - begin;
    }
    return NULL;
}

/* ---- workers
 * --------------------------------------------------------------------------------------------------------- */

static void worker_end(worker *w) {
    delphi_set_space_free(w->set);
    delphi_pair_space_free(w->pair);
    free(w->columns);
}

static bool worker_start(worker *w, const ratings *made, size_t first, size_t step) {
    *w = (worker){.made = made, .first = first, .step = step};
    w->set = delphi_set_space_new(made->experts, made->items, POINTS, 0);
    w->pair = delphi_pair_space_new(made->experts, POINTS);
    w->columns = malloc(made->items * sizeof *w->columns);
    if (w->set && w->pair && w->columns)
        return true;
    worker_end(w);
    return false;
}

/* All parts on two cores; returns the seconds. */
static double work_together(worker *workers) {
    pthread_t other;
    double begin = now();
    if (pthread_create(&other, NULL, work, &workers[1]) != 0)
        abort();
    work(&workers[0]);
    pthread_join(other, NULL);
    return now() - begin;
}

/* ---- tables
 * ---------------------------------------------------------------------------------------------------------- */

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Sorts `seconds`. */
static void print_row(const char *name, double *seconds, size_t runs) {
    qsort(seconds, runs, sizeof *seconds, by_size);
    printf("%-24s %10.3f %10.3f %10.3f\n", name, 1e3 * seconds[runs / 2], 1e3 * seconds[0], 1e3 * seconds[runs - 1]);
}

static int time_study(size_t runs) {
    ratings made;
    worker alone, together[WORKERS];
    static double seconds[PARTS + 2][RUNS_MAX];
    if (!ratings_make(&made, 100, 60, 4) || !worker_start(&alone, &made, 0, 1) ||
        !worker_start(&together[0], &made, 0, WORKERS) || !worker_start(&together[1], &made, 1, WORKERS))
        return 4;
    for (size_t run = 0; run < runs + WARM_UP; run++) {
        size_t at = run < WARM_UP ? 0 : run - WARM_UP;
        work(&alone);
        seconds[PARTS][at] = 0;
        for (int part = 0; part < PARTS; part++)
            seconds[PARTS][at] += seconds[part][at] = alone.seconds[part];
        seconds[PARTS + 1][at] = work_together(together);
    }
    printf("100 experts, 60 indicators, 4 criteria, 3 groups, %zu runs; milliseconds\n", runs);
    printf("%-24s %10s %10s %10s\n", "", "median", "shortest", "longest");
    for (int part = 0; part < PARTS; part++)
        print_row(part_names[part], seconds[part], runs);
    print_row("together, one core", seconds[PARTS], runs);
    print_row("together, two cores", seconds[PARTS + 1], runs);
    worker_end(&alone);
    worker_end(&together[0]);
    worker_end(&together[1]);
    ratings_free(&made);
    return 0;
}

/* The best of a few runs on one criterion, in nanoseconds a rating. */
static int time_growth(void) {
    static const size_t experts[] = {100, 1000, 10000, 100000};
    printf("nanoseconds a rating, the best of three runs\n%12s %9s", "ratings", "experts");
    for (int part = 0; part < PARTS; part++)
        printf(" %12s", part_names[part]);
    puts("");
    for (size_t i = 0; i < sizeof experts / sizeof *experts; i++) {
        ratings made;
        worker w;
        double best[PARTS] = {1e9, 1e9, 1e9, 1e9}, count = 100.0 * (double)experts[i];
        if (!ratings_make(&made, experts[i], 100, 1) || !worker_start(&w, &made, 0, 1))
            return 4;
        for (int run = 0; run < 3; run++) {
            work(&w);
            for (int part = 0; part < PARTS; part++)
                best[part] = w.seconds[part] < best[part] ? w.seconds[part] : best[part];
        }
        printf("%12.0f %9zu", count, experts[i]);
        for (int part = 0; part < PARTS; part++)
            printf(" %12.2f", 1e9 * best[part] / count);
        puts("");
        worker_end(&w);
        ratings_free(&made);
    }
    return 0;
}

int main(int argc, char **argv) {
    long runs = argc > 1 ? strtol(argv[1], NULL, 10) : 51;
    if (argc == 2 && strcmp(argv[1], "growth") == 0)
        return time_growth();
    if (argc > 2 || runs < 1 || runs > RUNS_MAX) {
        fputs("usage: measures [RUNS]\n       measures growth\n", stderr);
        return 2;
    }
    return time_study((size_t)runs);
}

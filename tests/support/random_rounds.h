/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Studies made at random, of two rounds, for laws that hold whatever the study: the ratings are kept apart from the
 * texts that they are written as, so that one study can be built with its experts or indicators in another order, under
 * other names, twice over, or with one group alone. */
#ifndef TESTS_RANDOM_ROUNDS_H
#define TESTS_RANDOM_ROUNDS_H

#include "study.h"

#include <stdlib.h>

enum {
    RANDOM_EXPERTS = 24,
    RANDOM_INDICATORS = 8,
    RANDOM_CRITERIA = 2,
    RANDOM_GROUPS = 4,
    RANDOM_ROUNDS = 2,
    RANDOM_PANEL = RANDOM_EXPERTS * 4, /* most experts of a view */
    RANDOM_MISSING = INT16_MIN,
    RANDOM_CANNOT_JUDGE = INT16_MIN + 1
};

typedef struct {
    int min, max;
    size_t experts, indicators, criteria, groups;
    int quantile_type; /* 0: hinges */
    const char *denominator;
    int min_ratings, min_group, replicates;
    bool settled_leave;
    int keep_median, keep_share, low_share;
    size_t group_of[RANDOM_EXPERTS];
    int weight[RANDOM_EXPERTS];
    int16_t cells[RANDOM_ROUNDS][RANDOM_CRITERIA][RANDOM_INDICATORS][RANDOM_EXPERTS];
} random_study;

/* How a study is written down. */
typedef struct {
    size_t experts;
    size_t expert[RANDOM_PANEL]; /* whose ratings the expert on this line of the panel has */
    size_t indicator[RANDOM_INDICATORS];
    bool other_names; /* of the experts */
    bool no_groups;
} random_view;

/* A generator of our own, so that the studies are the same on every machine. */
static inline uint32_t random_below(uint64_t *state, uint32_t below) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((*state >> 33) % below);
}

static inline int16_t random_answer(const random_study *s, uint64_t *state, int level, uint32_t gaps) {
    if (random_below(state, 100) < gaps)
        return random_below(state, 2) ? RANDOM_MISSING : RANDOM_CANNOT_JUDGE;
    int any = s->min + (int)random_below(state, (uint32_t)(s->max - s->min + 1));
    return (int16_t)(random_below(state, 3) ? (any + level + level) / 3 : any);
}

/* Ratings about a level of each indicator; in the second round most are repeated, or moved towards the level. */
static inline void random_fill(random_study *s, uint64_t *state) {
    static const uint32_t gap_percents[] = {0, 0, 6, 25};
    uint32_t gaps = gap_percents[random_below(state, 4)];
    for (size_t c = 0; c < s->criteria; c++) {
        for (size_t i = 0; i < s->indicators; i++) {
            int level = s->min + (int)random_below(state, (uint32_t)(s->max - s->min + 1));
            for (size_t e = 0; e < s->experts; e++) {
                int16_t before = random_answer(s, state, level, gaps);
                bool again = before >= s->min && random_below(state, 2);
                s->cells[0][c][i][e] = before;
                s->cells[1][c][i][e] = again ? before : random_answer(s, state, level, gaps);
            }
        }
    }
}

/* The next study: a scale of 1-4, 1-5, 1-9 or 0-100, no group to four, one or two criteria. */
static inline void random_study_make(random_study *s, uint64_t *state) {
    static const int scales[][2] = {{1, 4}, {1, 5}, {1, 9}, {0, 100}}, types[] = {0, 2, 6, 7, 8};
    static const char *const denominators[] = {"valid", "answered", "panel"};
    const int *scale = scales[random_below(state, 4)];
    *s = (random_study){.min = scale[0],
                        .max = scale[1],
                        .experts = 2 + random_below(state, RANDOM_EXPERTS - 1),
                        .indicators = 1 + random_below(state, RANDOM_INDICATORS),
                        .criteria = 1 + random_below(state, RANDOM_CRITERIA),
                        .groups = random_below(state, RANDOM_GROUPS + 1),
                        .quantile_type = types[random_below(state, 5)],
                        .denominator = denominators[random_below(state, 3)],
                        .min_ratings = 1 + (int)random_below(state, 6),
                        .min_group = 1 + (int)random_below(state, 6),
                        .settled_leave = random_below(state, 2)};
    s->keep_median = s->min + (s->max - s->min + 1) / 2;
    s->keep_share = 10 + (int)random_below(state, 60);
    s->low_share = 20 + (int)random_below(state, 80);
    for (size_t e = 0; e < s->experts; e++) {
        s->group_of[e] = s->groups ? random_below(state, (uint32_t)s->groups) : 0;
        s->weight[e] = 1 + (int)random_below(state, 4);
    }
    random_fill(s, state);
}

/* As it is: experts and indicators in order, once. */
static inline random_view random_view_plain(const random_study *s) {
    random_view view = {.experts = s->experts};
    for (size_t e = 0; e < s->experts; e++)
        view.expert[e] = e;
    for (size_t i = 0; i < s->indicators; i++)
        view.indicator[i] = i;
    return view;
}

static inline void random_shuffle(size_t *order, size_t count, uint64_t *state) {
    for (size_t i = count; i > 1; i--) {
        size_t other = random_below(state, (uint32_t)i), kept = order[i - 1];
        order[i - 1] = order[other];
        order[other] = kept;
    }
}

/* IPRAS needs a scale of 1 to 9 and quantiles that hinges do not give. */
static inline void random_write_rules(FILE *f, const random_study *s, const random_view *view) {
    fprintf(f, "\"rules\": {\"keep\": \"median >= %d and share(high) >= %d%%", s->keep_median, s->keep_share);
    if (s->groups && !view->no_groups)
        fprintf(f, " and every group (share(low) < %d%%)", s->low_share);
    if (s->max == 9)
        fputs(s->quantile_type ? " and not disagreement" : " and not disagreement_classic", f);
    fprintf(f, "\", \"drop\": \"median <= %d or iqr > %d\"}, ", s->keep_median - 1, (s->max - s->min) * 2 / 5);
}

static inline void random_write_protocol(FILE *f, const random_study *s, const random_view *view) {
    int third = (s->max - s->min + 1) / 3;
    fprintf(f,
            "{\"format\": \"delphi-study/1\", \"id\": \"random\", \"scale\": {\"min\": %d, \"max\": %d, "
            "\"cannot_judge\": true}, \"bands\": {\"low\": [%d, %d], \"high\": [%d, %d]}, \"criteria\": [",
            s->min, s->max, s->min, s->min + third - 1, s->max - third + 1, s->max);
    for (size_t c = 0; c < s->criteria; c++)
        fprintf(f, "%s{\"id\": \"c%zu\"}", c ? ", " : "", c);
    fputs("], \"groups\": [", f);
    for (size_t g = 0; g < s->groups && !view->no_groups; g++)
        fprintf(f, "%s{\"id\": \"g%zu\"}", g ? ", " : "", g);
    fprintf(f, "], \"quantile_type\": ");
    fprintf(f, s->quantile_type ? "%d" : "\"hinges\"", s->quantile_type);
    fprintf(f,
            ", \"denominator\": \"%s\", \"min_ratings\": %d, \"min_group\": %d, \"settled\": \"%s\", \"seed\": 1, "
            "\"replicates\": %d, ",
            s->denominator, s->min_ratings, s->min_group, s->settled_leave ? "leave" : "stay", s->replicates);
    random_write_rules(f, s, view);
    fputs("\"rounds\": [{\"id\": 1}, {\"id\": 2}]}", f);
}

/* 37 and 101 have no common divisor: no two of the other names are the same. */
static inline void random_write_name(FILE *f, const random_view *view, size_t line) {
    if (view->other_names)
        fprintf(f, "X%zu", (line * 37 + 11) % 101);
    else
        fprintf(f, "E%zu", line);
}

static inline void random_write_panel(FILE *f, const random_study *s, const random_view *view) {
    bool groups = s->groups && !view->no_groups;
    fputs(groups ? "expert,weight,group\n" : "expert,weight\n", f);
    for (size_t line = 0; line < view->experts; line++) {
        random_write_name(f, view, line);
        fprintf(f, ",%d", s->weight[view->expert[line]]);
        if (groups)
            fprintf(f, ",g%zu", s->group_of[view->expert[line]]);
        fputc('\n', f);
    }
}

static inline void random_write_ratings(FILE *f, const random_study *s, const random_view *view, size_t round) {
    for (size_t line = 0; line < view->experts; line++) {
        for (size_t i = 0; i < s->indicators; i++) {
            for (size_t c = 0; c < s->criteria; c++) {
                int16_t cell = s->cells[round][c][i][view->expert[line]];
                if (cell == RANDOM_MISSING)
                    continue;
                random_write_name(f, view, line);
                fprintf(f, ",I%zu,c%zu,", i, c);
                fprintf(f, cell == RANDOM_CANNOT_JUDGE ? "?,\n" : "%d,\n", cell);
            }
        }
    }
}

/* The study in memory, by the readers of its files; freed with delphi_study_free(). */
static inline delphi_study *random_study_build(const random_study *s, const random_view *view) {
    char *texts[3 + RANDOM_ROUNDS];
    FILE *files[3 + RANDOM_ROUNDS];
    size_t size;
    for (size_t t = 0; t < 3 + RANDOM_ROUNDS; t++)
        cr_assert_not_null(files[t] = open_memstream(&texts[t], &size));
    random_write_protocol(files[0], s, view);
    fputs("id,text\n", files[1]);
    for (size_t i = 0; i < s->indicators; i++)
        fprintf(files[1], "I%zu,Indicator %zu\n", view->indicator[i], view->indicator[i]);
    random_write_panel(files[2], s, view);
    for (size_t round = 0; round < RANDOM_ROUNDS; round++)
        random_write_ratings(files[3 + round], s, view, round);
    for (size_t t = 0; t < 3 + RANDOM_ROUNDS; t++)
        cr_assert_eq(fclose(files[t]), 0);
    const char *const ratings[] = {texts[3], texts[4], NULL};
    delphi_study *study = test_study(texts[0], texts[1], texts[2], ratings);
    for (size_t t = 0; t < 3 + RANDOM_ROUNDS; t++)
        free(texts[t]);
    return study;
}

/* A study with the appraised results of both rounds. */
typedef struct {
    delphi_study *study;
    delphi_result *round[RANDOM_ROUNDS];
} random_run;

static inline random_run random_run_start(const random_study *s, const random_view *view) {
    random_run run = {.study = random_study_build(s, view)};
    for (int r = 0; r < RANDOM_ROUNDS; r++) {
        const delphi_result *previous = r ? run.round[r - 1] : NULL;
        run.round[r] = test_analyse(run.study, r + 1, previous);
        cr_assert_eq(delphi_appraise(run.round[r], previous), DELPHI_OK);
    }
    return run;
}

static inline void random_run_end(random_run *run) {
    for (int r = 0; r < RANDOM_ROUNDS; r++)
        delphi_result_free(run->round[r]);
    delphi_study_free(run->study);
}

/* An indicator on a criterion in both rounds, of everyone. */
static inline delphi_pair random_pair(const delphi_study *study, const char *indicator, size_t criterion) {
    const delphi_protocol *p = &study->protocol;
    const delphi_band *low = &p->bands[delphi_study_band(study, "low")],
                      *high = &p->bands[delphi_study_band(study, "high")];
    size_t i = delphi_study_indicator(study, indicator);
    return (delphi_pair){.scale_min = p->scale.min,
                         .points = p->scale.max - p->scale.min + 1,
                         .experts = study->expert_count,
                         .before = delphi_ratings_column(study->ratings[0], i, criterion),
                         .after = delphi_ratings_column(study->ratings[1], i, criterion),
                         .min_ratings = (uint32_t)p->min_ratings,
                         .quantile_type = p->quantile_type,
                         .high_low = high->low,
                         .high_high = high->high,
                         .low_low = low->low,
                         .low_high = low->high};
}

/* A value for each row of delphi_pair_measures(). */
static inline void random_pair_values(const delphi_pair *pair, delphi_value *out) {
    size_t count;
    const delphi_pair_measure *rows = delphi_pair_measures(&count);
    delphi_pair_space *space = delphi_pair_space_new(pair->experts, pair->points);
    cr_assert_not_null(space);
    cr_assert_eq(delphi_pair_load(space, pair), DELPHI_OK);
    for (size_t i = 0; i < count; i++)
        delphi_pair_value(&rows[i], space, &out[i]);
    delphi_pair_space_free(space);
}

#endif

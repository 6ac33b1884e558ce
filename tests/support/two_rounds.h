/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A study of two rounds, an indicator's ratings as a row of numbers, for tests of what delphi_appraise() adds. */
#ifndef TESTS_TWO_ROUNDS_H
#define TESTS_TWO_ROUNDS_H

#include "study.h"

#include <stdlib.h>

#define TWO_ROUNDS_PROTOCOL(more)                                                                                      \
    "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 1, \"max\": 9}, \"min_ratings\": 5, "        \
    "\"rules\": {\"keep\": \"median >= 7\", \"drop\": \"median <= 3\"}, " more                                         \
    "\"rounds\": [{\"id\": 1}, {\"id\": 2}]}"
/* Kept and dropped indicators are rated again. */
#define TWO_ROUNDS_STAY "\"settled\": \"stay\", "

typedef struct {
    const char *protocol, *indicators;
    int experts;
    int late;             /* from this expert on they are invited from round 2 on; 0: none is */
    char *rows[3];        /* of ratings.csv; the last one ends the list */
    const char *group_of; /* a letter for each expert, each a group of this id; NULL: no groups */
    delphi_study *study;
    delphi_result *first, *second;
} two_rounds;

/* The experts are E1, E2, ... */
static inline two_rounds two_rounds_start(const char *protocol, const char *indicators, int experts) {
    two_rounds t = {.protocol = protocol, .indicators = indicators, .experts = experts};
    t.rows[0] = calloc(1, 1);
    t.rows[1] = calloc(1, 1);
    return t;
}

/* One rating an expert, in order: a number, "?" for cannot judge, "0" for none. */
static inline void two_rounds_rate_on(two_rounds *t, int round, const char *indicator, const char *criterion,
                                      const char *ratings) {
    for (int e = 1; *ratings; e++) {
        size_t size = strcspn(ratings, " ");
        char *more = NULL;
        if (*ratings != '0') {
            cr_assert_gt(
                asprintf(&more, "%sE%d,%s,%s,%.*s,\n", t->rows[round - 1], e, indicator, criterion, (int)size, ratings),
                0);
            free(t->rows[round - 1]);
            t->rows[round - 1] = more;
        }
        ratings += size + (ratings[size] == ' ');
    }
}

static inline void two_rounds_rate(two_rounds *t, int round, const char *indicator, const char *ratings) {
    two_rounds_rate_on(t, round, indicator, "rating", ratings);
}

/* The result of round 2; both rounds are appraised. */
static inline const delphi_result *two_rounds_appraise(two_rounds *t) {
    char panel[2000];
    char *at = panel + sprintf(panel, t->group_of ? "expert,since,group\n" : "expert,since\n");
    for (int e = 1; e <= t->experts; e++) {
        at += sprintf(at, "E%d,%d", e, t->late && e >= t->late ? 2 : 1);
        at += t->group_of ? sprintf(at, ",%c\n", t->group_of[e - 1]) : sprintf(at, "\n");
    }
    t->study = test_study(t->protocol, t->indicators, panel, (const char *const *)t->rows);
    t->first = test_analyse(t->study, 1, NULL);
    t->second = test_analyse(t->study, 2, t->first);
    cr_assert_eq(delphi_appraise(t->first, NULL), DELPHI_OK);
    cr_assert_eq(delphi_appraise(t->second, t->first), DELPHI_OK);
    return t->second;
}

static inline void two_rounds_end(two_rounds *t) {
    delphi_result_free(t->second);
    delphi_result_free(t->first);
    delphi_study_free(t->study);
    free(t->rows[0]);
    free(t->rows[1]);
}

#endif

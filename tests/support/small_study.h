/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small studies at random: one round, five or nine points, one or two criteria, none or two groups. */
#ifndef TESTS_SMALL_STUDY_H
#define TESTS_SMALL_STUDY_H

#include "study.h"

#include <stdlib.h>

#define SMALL_INDICATORS 24

static inline uint64_t small_next(uint64_t *state) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return *state >> 33;
}

static inline size_t small_below(uint64_t *state, size_t bound) {
    return (size_t)(small_next(state) % bound);
}

typedef struct {
    const char *keep, *drop; /* drop NULL: none */
    int points, criteria, groups, experts;
    const char *quantile_type, *denominator;
    bool weighted; /* the experts' weights are 1, 2 and 3 */
} small_study;

static inline char *small_protocol(const small_study *c) {
    char *text = NULL;
    size_t size;
    FILE *f = open_memstream(&text, &size);
    int third = c->points / 3;
    fprintf(f,
            "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 1, \"max\": %d, "
            "\"cannot_judge\": true}, \"bands\": {\"low\": [1, %d], \"middle\": [%d, %d], \"high\": [%d, %d]}, ",
            c->points, third, third + 1, c->points - third, c->points - third + 1, c->points);
    fprintf(f, "\"criteria\": [{\"id\": \"a\"}%s], ", c->criteria > 1 ? ", {\"id\": \"b\"}" : "");
    if (c->groups)
        fprintf(f, "\"groups\": [{\"id\": \"g\"}, {\"id\": \"h\"}], ");
    fprintf(f, "\"quantile_type\": %s, \"denominator\": \"%s\", \"min_ratings\": 2, \"min_group\": 2, ",
            c->quantile_type, c->denominator);
    fprintf(f, "\"rules\": {\"keep\": \"%s\"", c->keep);
    if (c->drop)
        fprintf(f, ", \"drop\": \"%s\"", c->drop);
    fprintf(f, "}, \"rounds\": [{\"id\": 1}, {\"id\": 2}]}");
    fclose(f);
    return text;
}

/* Around an opinion of each indicator, so that every decision occurs. */
static inline char *small_ratings(const small_study *c, uint64_t *state, int without) {
    char *text = NULL;
    size_t size;
    FILE *f = open_memstream(&text, &size);
    for (int i = 0; i < SMALL_INDICATORS; i++) {
        size_t centre = 1 + small_below(state, (size_t)c->points), spread = 1 + small_below(state, (size_t)c->points);
        for (int e = 0; e < c->experts; e++) {
            for (int k = 0; k < c->criteria; k++) {
                int rating = (int)centre + (int)small_below(state, spread) - (int)(spread / 2);
                rating = rating < 1 ? 1 : rating > c->points ? c->points : rating;
                size_t luck = small_below(state, 16);
                if (e == without)
                    continue;
                if (luck == 0)
                    fprintf(f, "E%d,I%d,%s,?,\n", e, i, k ? "b" : "a");
                else if (luck > 1)
                    fprintf(f, "E%d,I%d,%s,%d,\n", e, i, k ? "b" : "a", rating);
            }
        }
    }
    fclose(f);
    return text;
}

/* The same study, but for the expert `without` (-1: nobody). */
static inline delphi_study *small_study_of(const small_study *c, uint64_t seed, int without) {
    char indicators[SMALL_INDICATORS * 16] = "id,text\n", panel[1000];
    uint64_t state = seed;
    for (int i = 0; i < SMALL_INDICATORS; i++)
        sprintf(indicators + strlen(indicators), "I%d,x\n", i);
    strcpy(panel, c->groups ? "expert,weight,group\n" : "expert,weight\n");
    for (int e = 0; e < c->experts; e++)
        if (e != without)
            sprintf(panel + strlen(panel), "E%d,%d%s\n", e, c->weighted ? e % 3 + 1 : 1,
                    !c->groups ? ""
                    : e % 2    ? ",g"
                               : ",h");
    char *protocol = small_protocol(c), *ratings = small_ratings(c, &state, without);
    const char *const rounds[] = {ratings, NULL};
    delphi_study *study = test_study(protocol, indicators, panel, rounds);
    free(protocol);
    free(ratings);
    return study;
}

#endif

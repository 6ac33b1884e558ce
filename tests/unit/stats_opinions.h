/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sets of ratings and pairs of rounds for the tests of delphi/stats: written as a text or made at random. */
#ifndef STATS_OPINIONS_H
#define STATS_OPINIONS_H

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#include <delphi/concordance.h>
#include <delphi/stability.h>

#include "base/rational.h"

enum { OPINIONS_EXPERTS = 60, OPINIONS_ITEMS = 40, OPINIONS_NONE = INT16_MIN };

typedef struct {
    int16_t cells[OPINIONS_ITEMS][OPINIONS_EXPERTS];
    const int16_t *columns[OPINIONS_ITEMS];
    delphi_set set;
} opinions;

/* No bands, no replicates. */
static inline void opinions_start(opinions *o, int min, int max, size_t experts, size_t items) {
    cr_assert(experts <= OPINIONS_EXPERTS && items <= OPINIONS_ITEMS);
    for (size_t item = 0; item < items; item++)
        o->columns[item] = o->cells[item];
    o->set = (delphi_set){.scale_min = min,
                          .points = max - min + 1,
                          .experts = experts,
                          .items = items,
                          .columns = o->columns,
                          .high_low = 1,
                          .low_low = 1};
}

/* A row an expert, rows parted by '/', '.' where there is no rating: "1 2 3 / 1 . 3". */
static inline void opinions_read(opinions *o, int min, int max, const char *text) {
    size_t expert = 0, item = 0;
    for (const char *c = text; *c;) {
        char *end = (char *)(size_t)c + 1;
        if (*c == '/') {
            expert++;
            item = 0;
        } else if (*c != ' ') {
            long rating = *c == '.' ? OPINIONS_NONE : strtol(c, &end, 10);
            cr_assert(expert < OPINIONS_EXPERTS && item < OPINIONS_ITEMS);
            o->cells[item++][expert] = (int16_t)rating;
        }
        c = end;
    }
    opinions_start(o, min, max, expert + 1, item);
}

/* A generator of our own, so that the ratings are the same on every machine. */
static inline uint32_t opinions_random(uint64_t *state, uint32_t below) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((*state >> 33) % below);
}

/* Ratings about a level of each item; `missing` per cent of the cells are empty. */
static inline void opinions_make(opinions *o, uint64_t *state, int min, int max, uint32_t missing) {
    size_t experts = 2 + opinions_random(state, 12), items = 2 + opinions_random(state, 10);
    uint32_t points = (uint32_t)(max - min + 1);
    opinions_start(o, min, max, experts, items);
    for (size_t item = 0; item < items; item++) {
        uint32_t level = opinions_random(state, points);
        for (size_t expert = 0; expert < experts; expert++) {
            uint32_t any = opinions_random(state, points), near = (any + level) / 2;
            uint32_t point = opinions_random(state, 3) ? near : any;
            bool none = opinions_random(state, 100) < missing;
            o->cells[item][expert] = (int16_t)(none ? OPINIONS_NONE : min + (int)point);
        }
    }
}

/* The measure of a set, in a space that is made for it. */
static inline delphi_value set_measure(const delphi_set *set, const char *name) {
    size_t count, index = delphi_set_measure_find(name);
    delphi_value value = {0};
    delphi_set_space *space = delphi_set_space_new(set->experts, set->items, set->points, set->bootstraps);
    cr_assert_not_null(space);
    cr_assert_neq(index, DELPHI_NONE, "there is no measure named %s", name);
    cr_assert_eq(delphi_set_load(space, set), DELPHI_OK);
    delphi_set_measures(&count)[index].compute(space, &value);
    delphi_set_space_free(space);
    return value;
}

static inline double set_number(const delphi_set *set, const char *name) {
    delphi_value value = set_measure(set, name);
    return delphi_value_real(&value);
}

static inline delphi_reason set_reason(const delphi_set *set, const char *name) {
    delphi_value value = set_measure(set, name);
    return value.kind == DELPHI_VALUE_UNDEFINED ? value.reason : DELPHI_REASON_NONE;
}

/* The measure of a pair, likewise. */
static inline delphi_value pair_measure(const delphi_pair *pair, const char *name) {
    size_t count, index = delphi_pair_measure_find(name);
    delphi_value value = {0};
    delphi_pair_space *space = delphi_pair_space_new(pair->experts, pair->points);
    cr_assert_not_null(space);
    cr_assert_neq(index, DELPHI_NONE, "there is no measure named %s", name);
    cr_assert_eq(delphi_pair_load(space, pair), DELPHI_OK);
    delphi_pair_value(&delphi_pair_measures(&count)[index], space, &value);
    delphi_pair_space_free(space);
    return value;
}

static inline double pair_number(const delphi_pair *pair, const char *name) {
    delphi_value value = pair_measure(pair, name);
    return value.kind == DELPHI_VALUE_TRUTH ? value.as.truth : delphi_value_real(&value);
}

static inline delphi_reason pair_reason(const delphi_pair *pair, const char *name) {
    delphi_value value = pair_measure(pair, name);
    return value.kind == DELPHI_VALUE_UNDEFINED ? value.reason : DELPHI_REASON_NONE;
}

/* As printed: to the last digit that is given. */
#define expect_near(value, expected, half_digit)                                                                       \
    cr_expect_float_eq(value, expected, half_digit, #value ": %.12g, not %.12g", value, (double)(expected))

#endif

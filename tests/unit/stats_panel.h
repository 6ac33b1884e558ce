/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Panels for the tests of delphi/stats: ratings written as a text, made at random, or one by one through all of them.
 */
#ifndef STATS_PANEL_H
#define STATS_PANEL_H

#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#include <delphi/model.h>
#include <delphi/stats.h>

#include "base/number.h"
#include "base/rational.h"

static const delphi_quantile_type all_types[] = {DELPHI_QUANTILE_HINGES, DELPHI_QUANTILE_TYPE2, DELPHI_QUANTILE_TYPE6,
                                                 DELPHI_QUANTILE_TYPE7, DELPHI_QUANTILE_TYPE8};
enum { TYPE_COUNT = sizeof all_types / sizeof *all_types };

/* `item.counts` points into the panel: set it where it is to stay. */
typedef struct {
    uint32_t counts[DELPHI_POINTS_MAX];
    delphi_item item;
} panel;

static inline void panel_clear(panel *p, int min, int max) {
    memset(p, 0, sizeof *p);
    p->item = (delphi_item){.scale_min = min,
                            .points = max - min + 1,
                            .counts = p->counts,
                            .min_ratings = 1,
                            .quantile_type = DELPHI_QUANTILE_TYPE7,
                            .high_low = max + 1,
                            .high_high = max};
}

static inline void panel_add(panel *p, int rating, uint32_t times) {
    p->counts[rating - p->item.scale_min] += times;
    p->item.n += times;
}

/* Ratings separated by spaces; `5x3` stands for three fives. */
static inline void panel_set(panel *p, int min, int max, const char *ratings) {
    panel_clear(p, min, max);
    while (*ratings) {
        char *end;
        long rating = strtol(ratings, &end, 10), times = 1;
        if (*end == 'x')
            times = strtol(end + 1, &end, 10);
        panel_add(p, (int)rating, (uint32_t)times);
        ratings = *end == ' ' ? end + 1 : end;
    }
}

/* The ratings in order; `out` has room for n. */
static inline void panel_sorted(const panel *p, double *out) {
    for (int i = 0; i < p->item.points; i++) {
        for (uint32_t k = 0; k < p->counts[i]; k++)
            *out++ = p->item.scale_min + i;
    }
}

/* The same ratings on the scale turned round. */
static inline void panel_mirror(panel *out, const panel *p) {
    *out = *p;
    out->item.counts = out->counts;
    for (int i = 0; i < p->item.points; i++)
        out->counts[i] = p->counts[p->item.points - 1 - i];
}

/* A generator of our own, so that the panels are the same on every machine. */
static inline uint32_t panel_random(uint64_t *state, uint32_t below) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((*state >> 33) % below);
}

static inline void panel_set_random(panel *p, uint64_t *state, int min, int max, uint32_t n) {
    panel_clear(p, min, max);
    int focus = min + (int)panel_random(state, (uint32_t)(max - min + 1));
    for (uint32_t i = 0; i < n; i++) {
        int any = min + (int)panel_random(state, (uint32_t)(max - min + 1));
        panel_add(p, panel_random(state, 2) ? any : (any + focus) / 2, 1);
    }
}

/* The first and the next of all the ways to give n ratings; false after the last. */
static inline void panel_first(panel *p, int min, int max, uint32_t n) {
    panel_clear(p, min, max);
    panel_add(p, min, n);
}

static inline bool panel_next(panel *p) {
    int last = p->item.points - 1, i = last - 1;
    uint32_t moved = p->counts[last];
    p->counts[last] = 0;
    while (i >= 0 && p->counts[i] == 0)
        i--;
    if (i < 0)
        return false;
    p->counts[i]--;
    p->counts[i + 1] = moved + 1;
    return true;
}

static inline delphi_value panel_measure(const panel *p, const char *name) {
    size_t count, index = delphi_measure_find(name);
    const delphi_measure *measures = delphi_measures(&count);
    cr_assert_lt(index, count, "there is no measure named %s", name);
    delphi_value value = {0};
    delphi_measure_value(&measures[index], &p->item, &value);
    return value;
}

static inline bool same_rational(delphi_value value, delphi_rational r) {
    return value.kind == DELPHI_VALUE_RATIONAL && value.as.rational.num == r.num && value.as.rational.den == r.den;
}

/* Is the value exactly this decimal number, and reduced? */
static inline bool same_decimal(delphi_value value, const char *decimal) {
    delphi_rational r;
    return base_read_decimal(decimal, strlen(decimal), '.', &r) && same_rational(value, base_rational(r.num, r.den));
}

static inline bool same_truth(delphi_value value, bool truth) {
    return value.kind == DELPHI_VALUE_TRUTH && value.as.truth == truth;
}

static inline bool same_reason(delphi_value value, delphi_reason reason) {
    return value.kind == DELPHI_VALUE_UNDEFINED && value.reason == reason;
}

#endif

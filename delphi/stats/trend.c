/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The memory of a series' measures, and the series as whole units. */
#include "stats/trend.h"

#include <stdlib.h>
#include <string.h>

#define LARGEST_UNIT ((int64_t)1000000000000000) /* 10^15 */

delphi_trend_space *delphi_trend_space_new(size_t points) {
    delphi_trend_space *space = calloc(1, sizeof *space);
    size_t most = points ? points : 1, inversions = DELPHI_TREND_EXACT_MAX * (DELPHI_TREND_EXACT_MAX - 1) / 2 + 1;
    if (!space || most > DELPHI_TREND_YEAR_MAX) {
        free(space);
        return NULL;
    }
    space->most = points;
    space->years = calloc(most, sizeof *space->years);
    space->units = calloc(most, sizeof *space->units);
    space->slopes = calloc(most * (most - 1) / 2 + 1, sizeof *space->slopes);
    space->chances = calloc(inversions, sizeof *space->chances);
    space->spare = calloc(inversions, sizeof *space->spare);
    if (space->years && space->units && space->slopes && space->chances && space->spare)
        return space;
    delphi_trend_space_free(space);
    return NULL;
}

void delphi_trend_space_free(delphi_trend_space *space) {
    if (!space)
        return;
    free(space->years);
    free(space->units);
    free(space->slopes);
    free(space->chances);
    free(space->spare);
    free(space);
}

static bool fits(const delphi_trend_point *point) {
    delphi_rational value = point->value;
    return point->year >= 1 && point->year <= DELPHI_TREND_YEAR_MAX && value.den > 0 && LARGEST_UNIT % value.den == 0 &&
           value.num < LARGEST_UNIT && value.num > -LARGEST_UNIT;
}

static int64_t common_divisor(int64_t a, int64_t b) {
    while (b) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

delphi_status delphi_trend_load(delphi_trend_space *space, const delphi_trend_point *points, size_t count) {
    int64_t unit = 1;
    if (count > space->most)
        return DELPHI_ERR_USAGE;
    for (size_t i = 0; i < count; i++) {
        if (!fits(&points[i]) || (i > 0 && points[i].year <= points[i - 1].year))
            return DELPHI_ERR_USAGE;
        unit = unit / common_divisor(unit, points[i].value.den) * points[i].value.den;
    }
    for (size_t i = 0; i < count; i++) {
        space->years[i] = points[i].year;
        space->units[i] = (stats_wide)points[i].value.num * (unit / points[i].value.den);
    }
    space->unit = unit;
    space->count = count;
    space->found = (stats_trend_found){0};
    return DELPHI_OK;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a measure says it needs to know is enough: over all small panels, those that agree on it have the same value.
 * And a direction that it claims holds for every rating that is raised. */
#include <delphi/delphi.h>

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define POINTS 9
#define MOST   1300 /* multisets of five ratings on nine points: 1287 */

static uint32_t panels[MOST][POINTS];
static size_t panel_count;

static void list_panels(uint32_t *counts, int point, uint32_t left) {
    if (point + 1 == POINTS) {
        counts[point] = left;
        memcpy(panels[panel_count++], counts, POINTS * sizeof *counts);
        return;
    }
    for (uint32_t here = 0; here <= left; here++) {
        counts[point] = here;
        list_panels(counts, point + 1, left - here);
    }
}

static void list_all(uint32_t n) {
    uint32_t counts[POINTS] = {0};
    panel_count = 0;
    list_panels(counts, 0, n);
}

static delphi_item item_of(uint32_t n, size_t panel, delphi_quantile_type type) {
    return (delphi_item){.scale_min = 1,
                         .points = POINTS,
                         .counts = panels[panel],
                         .n = n,
                         .min_ratings = 1,
                         .quantile_type = type,
                         .high_low = 7,
                         .high_high = 9};
}

static int rating_of_rank(const uint32_t *counts, uint32_t rank) {
    int point = 0;
    for (uint32_t seen = counts[0]; seen < rank; seen += counts[++point])
        ;
    return point;
}

/* What the panel tells the measure, as a text. */
static void describe(const delphi_needs *needs, const uint32_t *counts, char *out) {
    out[0] = '\0';
    for (size_t i = 0; i < needs->rank_count; i++)
        out += sprintf(out, "r%d ", rating_of_rank(counts, needs->ranks[i]));
    for (size_t i = 0; i < needs->cut_count; i++) {
        uint32_t below = 0, least = needs->cuts[i].at_least;
        for (int k = 0; k < needs->cuts[i].point; k++)
            below += counts[k];
        out += sprintf(out, "c%u ", least ? below >= least : below);
    }
    for (int k = 0; needs->kind == DELPHI_NEEDS_COUNTS && k < POINTS; k++)
        out += sprintf(out, "%u,", counts[k]);
}

static void expect_enough(const delphi_measure *measure, uint32_t n, delphi_quantile_type type) {
    static char told[MOST][128], values[MOST][48];
    delphi_needs needs;
    for (size_t i = 0; i < panel_count; i++) {
        delphi_item item = item_of(n, i, type);
        delphi_value value;
        delphi_measure_needs(measure, &item, &needs);
        describe(&needs, panels[i], told[i]);
        delphi_measure_value(measure, &item, &value);
        delphi_value_text(&value, values[i], sizeof values[i]);
    }
    for (size_t i = 1; i < panel_count; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(told[i], told[k]) == 0)
                cr_assert_str_eq(values[i], values[k], "%s of %u by type %d, told %s", measure->name, n, (int)type,
                                 told[i]);
}

Test(stats_needs, what_a_measure_is_told_settles_its_value, .timeout = 120) {
    static const delphi_quantile_type types[] = {DELPHI_QUANTILE_HINGES, DELPHI_QUANTILE_TYPE2, DELPHI_QUANTILE_TYPE6,
                                                 DELPHI_QUANTILE_TYPE7, DELPHI_QUANTILE_TYPE8};
    size_t count;
    const delphi_measure *measures = delphi_measures(&count);
    for (uint32_t n = 1; n <= 5; n++) {
        list_all(n);
        for (size_t m = 0; m < count; m++)
            for (size_t t = 0; t < sizeof types / sizeof *types; t++)
                expect_enough(&measures[m], n, types[t]);
    }
}

Test(stats_needs, every_measure_of_the_counts_has_said_what_it_needs) {
    static const uint32_t none[POINTS] = {0};
    delphi_item item = {.scale_min = 1,
                        .points = POINTS,
                        .counts = none,
                        .n = 0,
                        .min_ratings = 1,
                        .quantile_type = DELPHI_QUANTILE_TYPE7,
                        .high_low = 7,
                        .high_high = 9};
    size_t count, unknown = 0;
    const delphi_measure *measures = delphi_measures(&count);
    for (size_t m = 0; m < count; m++) {
        delphi_needs needs;
        delphi_measure_needs(&measures[m], &item, &needs);
        unknown += needs.kind == DELPHI_NEEDS_UNKNOWN;
        cr_expect_neq(needs.kind, DELPHI_NEEDS_UNKNOWN, "%s: a row in needs.c", measures[m].name);
        item.weighted = true;
        delphi_measure_needs(&measures[m], &item, &needs);
        bool weighted = strncmp(measures[m].name, "weighted", 8) == 0;
        cr_expect_eq(needs.kind == DELPHI_NEEDS_UNKNOWN, weighted, "%s where experts have weights", measures[m].name);
        item.weighted = false;
    }
    cr_expect_eq(unknown, 0u);
}

Test(stats_needs, a_rating_that_is_raised_moves_no_measure_against_its_direction) {
    size_t count, tried = 0;
    const delphi_measure *measures = delphi_measures(&count);
    static const uint32_t sizes[] = {1, 2, 4, 5};
    for (size_t s = 0; s < 4; s++) {
        list_all(sizes[s]);
        for (size_t m = 0; m < count; m++)
            for (size_t i = 0; i < panel_count; i++)
                for (int k = 0; k + 1 < POINTS; k++) {
                    delphi_item before = item_of(sizes[s], i, DELPHI_QUANTILE_TYPE6), after = before;
                    uint32_t raised[POINTS];
                    delphi_value low, high;
                    delphi_needs needs;
                    delphi_measure_needs(&measures[m], &before, &needs);
                    if (needs.direction == 0 || panels[i][k] == 0)
                        continue;
                    memcpy(raised, panels[i], sizeof raised);
                    raised[k]--;
                    raised[k + 1]++;
                    after.counts = raised;
                    delphi_measure_value(&measures[m], &before, &low);
                    delphi_measure_value(&measures[m], &after, &high);
                    cr_assert_eq(low.kind, high.kind);
                    tried++;
                    cr_assert(low.kind == DELPHI_VALUE_UNDEFINED ||
                                  needs.direction * (delphi_value_real(&high) - delphi_value_real(&low)) >= -1e-12,
                              "%s", measures[m].name);
                }
    }
    cr_expect_gt(tried, 10000u);
}

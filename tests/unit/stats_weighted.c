/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The weighted quantile. */
#include "stats_panel.h"

enum { MOST = 200 };

typedef struct {
    int ratings[MOST];
    delphi_rational weights[MOST];
    size_t count;
} weighted;

static void add(weighted *w, int rating, int64_t num, int64_t den) {
    w->ratings[w->count] = rating;
    w->weights[w->count++] = base_rational(num, den);
}

static delphi_value quantile(const weighted *w, int num, int den) {
    return delphi_weighted_quantile(w->ratings, w->weights, w->count, num, den);
}

/* `whole` becomes the panel in which an expert of weight 3 is three experts. */
static void set_random(weighted *w, panel *whole, uint64_t *state, int64_t num, int64_t den) {
    *w = (weighted){0};
    panel_clear(whole, 1, 9);
    size_t count = 1 + panel_random(state, 30);
    for (int rating = 1; rating <= 9; rating++) {
        for (size_t i = panel_random(state, 9); i > 0 && w->count < count; i--) {
            uint32_t weight = 1 + panel_random(state, 6);
            add(w, rating, weight * num, den);
            panel_add(whole, rating, weight);
        }
    }
}

static bool same_value(delphi_value a, delphi_value b) {
    return b.kind == DELPHI_VALUE_UNDEFINED ? same_reason(a, b.reason) : same_rational(a, b.as.rational);
}

Test(stats_weighted, whole_weights_are_replicated_experts_and_their_unit_does_not_matter) {
    static const delphi_rational units[] = {{1, 1}, {1, 2}, {3, 10}, {1, 7}, {1000000, 1}, {1, 100000000000000}};
    uint64_t state = 61;
    int averaged = 0;
    for (int run = 0; run < 6000; run++) {
        weighted w;
        panel whole;
        delphi_rational unit = units[run % 6];
        set_random(&w, &whole, &state, unit.num, unit.den);
        static const int dens[] = {2, 4, 10, 100};
        int den = dens[panel_random(&state, 4)], num = 1 + (int)panel_random(&state, (uint32_t)den - 1);
        delphi_value expected = delphi_quantile(&whole.item, DELPHI_QUANTILE_TYPE2, num, den);
        cr_assert(same_value(quantile(&w, num, den), expected), "run %d, %d/%d", run, num, den);
        averaged += expected.kind == DELPHI_VALUE_RATIONAL && expected.as.rational.den == 2;
    }
    cr_expect_gt(averaged, 20);
}

Test(stats_weighted, weights_move_the_median) {
    weighted w = {0};
    add(&w, 3, 1, 1);
    add(&w, 5, 1, 1);
    add(&w, 9, 1, 1);
    cr_expect(same_decimal(quantile(&w, 1, 2), "5"));
    w.weights[2] = (delphi_rational){2, 1};
    cr_expect(same_decimal(quantile(&w, 1, 2), "7"), "exactly half of the weight lies up to 5");
    w.weights[2] = (delphi_rational){201, 100};
    cr_expect(same_decimal(quantile(&w, 1, 2), "9"));
    w.weights[2] = (delphi_rational){199, 100};
    cr_expect(same_decimal(quantile(&w, 1, 2), "5"));
}

/* In doubles 0.1 + 0.2 is more than half of 0.6. */
Test(stats_weighted, tenths_are_tenths) {
    weighted w = {0};
    add(&w, 1, 1, 10);
    add(&w, 2, 2, 10);
    add(&w, 4, 3, 10);
    cr_expect(same_decimal(quantile(&w, 1, 2), "3"));
    cr_expect(same_decimal(quantile(&w, 1, 6), "1.5"));
    cr_expect(same_decimal(quantile(&w, 1, 7), "1"));
}

Test(stats_weighted, a_weight_of_nothing_is_no_rating) {
    weighted w = {0};
    add(&w, 1, 0, 1);
    add(&w, 2, 1, 1);
    add(&w, 5, 0, 1);
    add(&w, 8, 1, 1);
    add(&w, 9, 0, 1);
    cr_expect(same_decimal(quantile(&w, 1, 2), "5"), "between 2 and 8");
    cr_expect(same_decimal(quantile(&w, 1, 100), "2"));
    cr_expect(same_decimal(quantile(&w, 99, 100), "8"));
    w.weights[1] = w.weights[3] = (delphi_rational){0, 1};
    cr_expect(same_reason(quantile(&w, 1, 2), DELPHI_REASON_NO_RATINGS));
    cr_expect(same_reason(delphi_weighted_quantile(NULL, NULL, 0, 1, 2), DELPHI_REASON_NO_RATINGS));
}

Test(stats_weighted, a_decimal_of_fifteen_digits_beside_another) {
    weighted w = {0};
    add(&w, -2, 999999999999999, 1);
    add(&w, -1, 999999999999998, 1);
    add(&w, 3, 99999999999999, 100000000000000);
    cr_expect(same_decimal(quantile(&w, 1, 2), "-2"), "the first is half of all and a little more");
    add(&w, 4, 1, 100000000000000);
    cr_expect(same_decimal(quantile(&w, 1, 2), "-1.5"), "and now half of all exactly");
    add(&w, 5, 1, 100000000000000);
    cr_expect(same_decimal(quantile(&w, 1, 2), "-1"));
}

Test(stats_weighted, weights_that_cannot_be_added_exactly_are_refused) {
    weighted w = {0};
    add(&w, 1, 1, 99999999999973);
    add(&w, 2, 1, 99999999999971);
    cr_expect(same_reason(quantile(&w, 1, 2), DELPHI_REASON_WEIGHTS), "their common denominator is near 10^28");
    w.count = 0;
    for (int i = 0; i < MOST; i++)
        add(&w, i, INT64_MAX - 1, 1);
    cr_expect(same_decimal(quantile(&w, 1, 2), "99.5"), "large, and still exact");
    w.weights[0] = (delphi_rational){1, 100000000000000};
    cr_expect(same_reason(quantile(&w, 1, 2), DELPHI_REASON_WEIGHTS), "their sum in that unit is beyond 2^116");
}

/* ---- the measures of an item ----------------------------------------------------------------------------------------
 */

static const char *const names[] = {"weighted_median", "weighted_q1", "weighted_q3"};
static const int nums[] = {1, 1, 3}, dens[] = {2, 4, 4};

static void expect_type2(const panel *p, const panel *whole, int run) {
    delphi_value quartiles[3];
    for (int i = 0; i < 3; i++) {
        quartiles[i] = delphi_quantile(&whole->item, DELPHI_QUANTILE_TYPE2, nums[i], dens[i]);
        cr_assert(same_value(panel_measure(p, names[i]), quartiles[i]), "run %d, %s", run, names[i]);
    }
    delphi_rational iqr = base_rational_subtract(quartiles[2].as.rational, quartiles[1].as.rational);
    cr_assert(same_rational(panel_measure(p, "weighted_iqr"), iqr), "run %d", run);
}

/* Experts of a weight of one to six units each. */
Test(stats_weighted, measures_with_whole_weights_are_those_of_replicated_experts) {
    static const int64_t units[] = {1, 3, 100000000000000};
    uint64_t state = 62;
    for (int run = 0; run < 3000; run++) {
        panel p, whole;
        int64_t weights[9] = {0};
        panel_clear(&p, 1, 9);
        panel_clear(&whole, 1, 9);
        for (uint32_t e = 1 + panel_random(&state, 12); e > 0; e--) {
            int rating = 1 + (int)panel_random(&state, 9);
            uint32_t weight = 1 + panel_random(&state, 6);
            panel_add(&p, rating, 1);
            panel_add(&whole, rating, weight);
            weights[rating - 1] += weight * units[run % 3];
        }
        p.item.weighted = true;
        p.item.weights = weights;
        expect_type2(&p, &whole, run);
        whole.item.quantile_type = DELPHI_QUANTILE_TYPE7;
        expect_type2(&whole, &whole, run); /* all weights 1, whatever the protocol's type */
    }
}

Test(stats_weighted, the_other_measures_do_not_see_the_weights) {
    size_t count;
    const delphi_measure *measures = delphi_measures(&count);
    static const int64_t weights[9] = {50, 0, 0, 0, 0, 0, 1, 1, 1};
    panel p;
    panel_set(&p, 1, 9, "1 7x4 8x3 9");
    for (size_t i = 0; i < count; i++) {
        if (strncmp(measures[i].name, "weighted", 8) == 0)
            continue;
        p.item.weights = NULL;
        delphi_value plain = panel_measure(&p, measures[i].name);
        p.item.weights = weights;
        delphi_value value = panel_measure(&p, measures[i].name);
        cr_expect_eq(value.kind, plain.kind, "%s", measures[i].name);
        double a = delphi_value_real(&value), b = delphi_value_real(&plain);
        cr_expect(a == b || (a != a && b != b), "%s", measures[i].name);
    }
    cr_expect(same_decimal(panel_measure(&p, "weighted_median"), "1"));
}

Test(stats_weighted, measures_without_weights_that_can_be_added_are_undefined) {
    panel p;
    panel_set(&p, 1, 9, "7x3 8x2");
    p.item.weighted = true;
    int64_t none[9] = {0};
    for (int i = 0; i < 4; i++) {
        const char *name = i < 3 ? names[i] : "weighted_iqr";
        p.item.weights = NULL;
        cr_expect(same_reason(panel_measure(&p, name), DELPHI_REASON_WEIGHTS), "%s", name);
        p.item.weights = none;
        cr_expect(same_reason(panel_measure(&p, name), DELPHI_REASON_NO_RATINGS), "%s", name);
    }
}

Test(stats_weighted, weights_come_in_units_of_their_least_common_denominator) {
    static const delphi_rational weights[] = {{1, 2}, {3, 1}, {2, 3}, {0, 1}, {5, 4}};
    int64_t out[5] = {-1, -1, -1, -1, -1};
    cr_assert(delphi_weights_in_units(weights, 5, out));
    static const int64_t expected[] = {6, 36, 8, 0, 15};
    cr_expect_arr_eq(out, expected, sizeof out);
    cr_expect(delphi_weights_in_units(NULL, 0, NULL));
}

Test(stats_weighted, units_that_would_not_fit_are_refused_and_nothing_is_written) {
    const delphi_rational fine[] = {{1, 100000000000000}, {46116, 1}}, coarse[] = {{1, 100000000000000}, {46117, 1}},
                          unlike[] = {{1, 99999999999973}, {1, 99999999999971}};
    int64_t out[2] = {-1, -1};
    cr_expect_not(delphi_weights_in_units(coarse, 2, out), "twice the largest is beyond 2^63");
    cr_expect_not(delphi_weights_in_units(unlike, 2, out));
    cr_expect(out[0] == -1 && out[1] == -1);
    cr_expect(delphi_weights_in_units(fine, 2, out));
    cr_expect(out[0] == 1 && out[1] == 4611600000000000000);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Agreement A and polarisation, Leik's D, Blair and Lacy's l-squared, Tastle and Wierman's consensus. */
#include <math.h>

#include "stats_panel.h"

static void set_counts(panel *p, int points, const uint32_t *counts) {
    panel_clear(p, 1, points);
    for (int i = 0; i < points; i++)
        panel_add(p, 1 + i, counts[i]);
}

static double number(const panel *p, const char *name) {
    delphi_value value = panel_measure(p, name);
    return delphi_value_real(&value);
}

static const uint32_t eijk[] = {30, 40, 210, 130, 530, 50, 10}, nine[] = {0, 0, 0, 1, 1, 1, 5, 5, 2};

/* METHODS 2.7: van der Eijk's p. 331, two Dutch parties in tenths of a per cent, four points, nine points. */
Test(stats_polarisation, agreement_of_the_published_examples) {
    static const uint32_t pvda[] = {24, 28, 32, 62, 135, 304, 416}, d66[] = {16, 26, 82, 210, 293, 270, 103},
                          four[] = {2, 0, 1, 1};
    panel p;
    set_counts(&p, 7, eijk);
    cr_expect(same_rational(panel_measure(&p, "van_der_eijk_a"), (delphi_rational){917, 1500}));
    cr_expect(same_rational(panel_measure(&p, "polarisation"), (delphi_rational){583, 3000}));
    set_counts(&p, 7, pvda);
    cr_expect_float_eq(number(&p, "van_der_eijk_a"), .609724, 5e-7);
    set_counts(&p, 7, d66);
    cr_expect_float_eq(number(&p, "van_der_eijk_a"), .482333, 5e-7);
    set_counts(&p, 4, four);
    cr_expect(same_rational(panel_measure(&p, "van_der_eijk_a"), (delphi_rational){1, 12}));
    set_counts(&p, 9, nine);
    cr_expect(same_rational(panel_measure(&p, "van_der_eijk_a"), (delphi_rational){13, 20}));
}

/* The layers of the first example are the patterns that its agreements belong to. */
Test(stats_polarisation, agreement_of_single_layers) {
    static const struct {
        uint32_t counts[7];
        int num, den;
    } rows[] = {
        {{1, 1, 1, 1, 1, 1, 1}, 0, 1}, {{1, 1, 1, 1, 1, 1, 0}, 1, 6},  {{0, 1, 1, 1, 1, 1, 0}, 1, 3},
        {{0, 0, 1, 1, 1, 1, 0}, 1, 2}, {{0, 0, 1, 1, 1, 0, 0}, 2, 3},  {{0, 0, 1, 0, 1, 0, 0}, 7, 15},
        {{0, 0, 0, 0, 1, 0, 0}, 1, 1}, {{1, 0, 0, 0, 0, 0, 1}, -1, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        panel p;
        set_counts(&p, 7, rows[i].counts);
        cr_expect(same_rational(panel_measure(&p, "van_der_eijk_a"), (delphi_rational){rows[i].num, rows[i].den}),
                  "row %zu: %.17g", i, number(&p, "van_der_eijk_a"));
    }
}

Test(stats_polarisation, dispersion_of_the_published_examples) {
    panel p;
    set_counts(&p, 7, eijk);
    cr_expect(same_rational(panel_measure(&p, "leik_d"), (delphi_rational){43, 150}), ".286667");
    cr_expect_float_eq(number(&p, "blair_lacy_l2"), 1 - .402667, 5e-7);
    cr_expect_float_eq(number(&p, "tastle_wierman_cns"), .7256876, 5e-8);
    set_counts(&p, 9, nine);
    cr_expect(same_rational(panel_measure(&p, "leik_d"), (delphi_rational){1, 4}));
    cr_expect_float_eq(number(&p, "blair_lacy_l2"), 1 - .351111, 5e-7);
    cr_expect_float_eq(number(&p, "tastle_wierman_cns"), .7924342, 5e-8);
}

static const char *const all_five[] = {"van_der_eijk_a", "polarisation", "leik_d", "tastle_wierman_cns",
                                       "blair_lacy_l2"};
enum { FIVE = sizeof all_five / sizeof *all_five };

static void expect_all(const panel *p, const double *expected, const char *what) {
    for (size_t i = 0; i < FIVE; i++)
        cr_expect_eq(number(p, all_five[i]), expected[i], "%s of %s: %.17g", all_five[i], what, number(p, all_five[i]));
}

/* Exactly, the irrational one too. */
Test(stats_polarisation, all_alike_and_both_extremes_are_the_ends_of_every_measure) {
    static const double alike[] = {1, 0, 0, 1, 1}, extremes[] = {-1, 1, 1, 0, 0};
    for (int points = 3; points <= 101; points++) {
        panel p;
        panel_clear(&p, 1, points);
        panel_add(&p, 1, 7);
        panel_add(&p, points, 7);
        expect_all(&p, extremes, "the extremes");
        for (int rating = 1; rating <= points; rating += 1 + points / 7) {
            panel_clear(&p, 1, points);
            panel_add(&p, rating, 13);
            expect_all(&p, alike, "equal ratings");
        }
    }
}

Test(stats_polarisation, an_even_spread_agrees_by_exactly_nothing) {
    panel p;
    for (int points = 3; points <= 60; points++) {
        panel_clear(&p, 1, points);
        for (int i = 1; i <= points; i++)
            panel_add(&p, i, 3);
        cr_expect(same_rational(panel_measure(&p, "van_der_eijk_a"), (delphi_rational){0, 1}), "%d points", points);
        cr_expect(same_rational(panel_measure(&p, "polarisation"), (delphi_rational){1, 2}), "%d points", points);
    }
    panel_set(&p, 1, 9, "1 2 3 4 5 6 7 8 9");
    cr_expect(same_rational(panel_measure(&p, "leik_d"), (delphi_rational){5, 9}));
    cr_expect_float_eq(number(&p, "tastle_wierman_cns"), .4920546, 5e-8);
}

Test(stats_polarisation, two_points_have_no_agreement_but_have_a_dispersion) {
    panel none, three;
    panel_set(&none, 0, 1, "");
    panel_set(&three, 0, 1, "0 1 1");
    for (size_t i = 0; i < 2; i++) {
        cr_expect(same_reason(panel_measure(&none, all_five[i]), DELPHI_REASON_FEW_POINTS), "%s", all_five[i]);
        cr_expect(same_reason(panel_measure(&three, all_five[i]), DELPHI_REASON_FEW_POINTS), "%s", all_five[i]);
    }
    cr_expect(same_rational(panel_measure(&three, "leik_d"), (delphi_rational){2, 3}));
    cr_expect(same_rational(panel_measure(&three, "blair_lacy_l2"), (delphi_rational){1, 9}));
    cr_expect_float_eq(number(&three, "tastle_wierman_cns"), 1 + log2(1. / 3) / 3 + 2 * log2(2. / 3) / 3, 1e-15);
}

/* One layer, by counting the triples as the definition has it. */
static double agreement_of_pattern(const bool *filled, int points) {
    double united = 0, split = 0, k = points;
    int s = 0;
    for (int i = 0; i < points; i++) {
        s += filled[i];
        for (int j = i + 1; j < points; j++) {
            for (int l = j + 1; l < points; l++) {
                split += filled[i] && !filled[j] && filled[l];
                united += (filled[i] && filled[j] && !filled[l]) || (!filled[i] && filled[j] && filled[l]);
            }
        }
    }
    if (s == 1 || s == points)
        return s == 1;
    return ((k - 2) * united - (k - 1) * split) / ((k - 2) * (united + split)) * (1 - (s - 1) / (k - 1));
}

static double reference_agreement(const panel *p) {
    double sum = 0;
    uint32_t rest[DELPHI_POINTS_MAX];
    memcpy(rest, p->counts, sizeof rest);
    for (;;) {
        bool filled[DELPHI_POINTS_MAX];
        uint32_t least = UINT32_MAX, s = 0;
        for (int i = 0; i < p->item.points; i++) {
            filled[i] = rest[i] > 0;
            s += filled[i];
            if (filled[i] && rest[i] < least)
                least = rest[i];
        }
        if (s == 0)
            return sum / p->item.n;
        sum += agreement_of_pattern(filled, p->item.points) * least * s;
        for (int i = 0; i < p->item.points; i++)
            rest[i] -= filled[i] ? least : 0;
    }
}

Test(stats_polarisation, agreement_follows_from_the_triples_in_all_panels_of_six_on_five_points) {
    panel p;
    int panels = 0;
    panel_first(&p, 1, 5, 6);
    do {
        cr_assert_float_eq(number(&p, "van_der_eijk_a"), reference_agreement(&p), 1e-14);
        panels++;
    } while (panel_next(&p));
    cr_expect_eq(panels, 210);
}

Test(stats_polarisation, agreement_follows_from_the_triples_on_long_scales) {
    uint64_t state = 31;
    for (int run = 0; run < 60; run++) {
        panel p;
        panel_set_random(&p, &state, 0, 10 + (int)panel_random(&state, 40), 1 + panel_random(&state, 400));
        cr_assert_float_eq(number(&p, "van_der_eijk_a"), reference_agreement(&p), 1e-13, "run %d", run);
    }
}

/* Sixty layers of 1 to 60 points: their common denominator is beyond 64 bits. */
static void set_comb(panel *p, int points) {
    panel_clear(p, 1, points);
    for (int i = 0; i < points; i++)
        panel_add(p, 1 + i, (uint32_t)(1 + i * 7 % points));
}

Test(stats_polarisation, agreement_is_a_real_where_its_fraction_is_too_large) {
    panel p;
    set_comb(&p, 61);
    delphi_value a = panel_measure(&p, "van_der_eijk_a"), polarisation = panel_measure(&p, "polarisation");
    cr_assert_eq(a.kind, DELPHI_VALUE_REAL);
    cr_assert_eq(polarisation.kind, DELPHI_VALUE_REAL);
    cr_expect_float_eq(a.as.real, reference_agreement(&p), 1e-14);
    cr_expect_float_eq(polarisation.as.real, (1 - a.as.real) / 2, 1e-15);
}

Test(stats_polarisation, agreement_is_exact_on_eighteen_points_whatever_the_panel) {
    uint64_t state = 32;
    for (int run = 0; run < 300; run++) {
        panel p;
        panel_clear(&p, 1, 18);
        for (int i = 1; i <= 18; i++)
            panel_add(&p, i, panel_random(&state, 200000000));
        delphi_value a = panel_measure(&p, "van_der_eijk_a"), polarisation = panel_measure(&p, "polarisation");
        cr_assert_eq(a.kind, DELPHI_VALUE_RATIONAL);
        cr_assert_eq(polarisation.kind, DELPHI_VALUE_RATIONAL);
        cr_assert_float_eq(delphi_value_real(&a), reference_agreement(&p), 1e-14);
    }
}

/* n^2 (K - 1) is near 2^67 here. */
Test(stats_polarisation, concentration_of_thousands_of_millions) {
    panel p;
    panel_clear(&p, 1, 9);
    panel_add(&p, 1, 2000000000);
    panel_add(&p, 9, 2000000000);
    cr_expect(same_rational(panel_measure(&p, "blair_lacy_l2"), (delphi_rational){0, 1}), "it reduces");
    panel_add(&p, 2, 1);
    panel_add(&p, 5, 294967290);
    delphi_value value = panel_measure(&p, "blair_lacy_l2");
    cr_expect_eq(value.kind, DELPHI_VALUE_REAL);
    double n = p.item.n, a = 2000000000 / n, b = 2000000001 / n, c = 2294967291 / n;
    cr_expect_float_eq(delphi_value_real(&value), 1 - (a * (1 - a) + 3 * b * (1 - b) + 4 * c * (1 - c)) / 2, 1e-14);
}

static void expect_same(const panel *a, const panel *b, const char *what) {
    for (size_t i = 0; i < FIVE; i++) {
        delphi_value x = panel_measure(a, all_five[i]), y = panel_measure(b, all_five[i]);
        cr_assert_eq(x.kind, y.kind, "%s, %s", all_five[i], what);
        if (x.kind == DELPHI_VALUE_RATIONAL)
            cr_assert(same_rational(x, y.as.rational), "%s, %s", all_five[i], what);
        else
            cr_assert_float_eq(x.as.real, y.as.real, 1e-14, "%s, %s", all_five[i], what);
    }
}

Test(stats_polarisation, doubling_the_panel_turning_the_scale_and_shifting_it_change_nothing) {
    uint64_t state = 33;
    for (int run = 0; run < 1000; run++) {
        panel p, other;
        panel_set_random(&p, &state, 1, 3 + (int)panel_random(&state, 8), 1 + panel_random(&state, 40));
        panel_mirror(&other, &p);
        expect_same(&p, &other, "mirrored");
        panel_clear(&other, -5, p.item.points - 6);
        for (int i = 0; i < p.item.points; i++)
            panel_add(&other, i - 5, 2 * p.counts[i]);
        expect_same(&p, &other, "doubled and shifted");
    }
}

static bool within(const panel *p, const char *name, double low, double high) {
    double x = number(p, name);
    return x >= low && x <= high;
}

Test(stats_polarisation, bounds_hold_and_polarisation_is_half_of_what_agreement_lacks) {
    uint64_t state = 34;
    for (int run = 0; run < 3000; run++) {
        panel p;
        panel_set_random(&p, &state, 1, 3 + (int)panel_random(&state, 10), 1 + panel_random(&state, 60));
        cr_assert(within(&p, "van_der_eijk_a", -1, 1), "run %d", run);
        for (size_t i = 1; i < FIVE; i++)
            cr_assert(within(&p, all_five[i], 0, 1), "%s, run %d: %.17g", all_five[i], run, number(&p, all_five[i]));
        delphi_rational a = panel_measure(&p, "van_der_eijk_a").as.rational;
        cr_assert(same_rational(panel_measure(&p, "polarisation"), base_rational(a.den - a.num, 2 * a.den)));
    }
}

/* The logarithm is the engine's own: it is compared with the C library's. */
Test(stats_polarisation, consensus_agrees_with_the_logarithm_of_the_c_library) {
    uint64_t state = 35;
    for (int run = 0; run < 2000; run++) {
        panel p;
        panel_set_random(&p, &state, 1, 2 + (int)panel_random(&state, 999), 1 + panel_random(&state, 200));
        double mean = number(&p, "mean"), cns = 1, n = p.item.n;
        for (int i = 0; i < p.item.points; i++) {
            if (p.counts[i] > 0)
                cns += p.counts[i] / n * log2(1 - fabs(1 + i - mean) / (p.item.points - 1));
        }
        cr_assert_float_eq(number(&p, "tastle_wierman_cns"), cns, 1e-12, "run %d", run);
    }
}

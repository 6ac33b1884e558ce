/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The item content validity index and the modified kappa. */
#include <math.h>

#include "stats_panel.h"

/* `relevant` of `n` ratings in the band "high" of a scale of four points. */
static void set_relevant(panel *p, uint32_t relevant, uint32_t n) {
    panel_clear(p, 1, 4);
    p->item.high_low = 3;
    p->item.high_high = 4;
    panel_add(p, 4, relevant / 2);
    panel_add(p, 3, relevant - relevant / 2);
    panel_add(p, 2, n - relevant);
}

static double kappa(uint32_t relevant, uint32_t n) {
    panel p;
    set_relevant(&p, relevant, n);
    delphi_value value = panel_measure(&p, "modified_kappa");
    return value.kind == DELPHI_VALUE_REAL ? value.as.real : NAN;
}

Test(stats_content, the_index_is_the_share_of_the_high_band) {
    panel p;
    set_relevant(&p, 6, 7);
    cr_expect(same_rational(panel_measure(&p, "i_cvi"), (delphi_rational){6, 7}));
    set_relevant(&p, 8, 10);
    cr_expect(same_rational(panel_measure(&p, "i_cvi"), (delphi_rational){4, 5}));
    set_relevant(&p, 0, 3);
    cr_expect(same_rational(panel_measure(&p, "i_cvi"), (delphi_rational){0, 1}));
    set_relevant(&p, 3, 3);
    cr_expect(same_rational(panel_measure(&p, "i_cvi"), (delphi_rational){1, 1}));
}

Test(stats_content, without_a_band_high_there_is_neither) {
    panel p;
    panel_set(&p, 1, 4, "3 4 4");
    cr_expect(same_reason(panel_measure(&p, "i_cvi"), DELPHI_REASON_NO_HIGH_BAND));
    cr_expect(same_reason(panel_measure(&p, "modified_kappa"), DELPHI_REASON_NO_HIGH_BAND));
}

/* METHODS 2.4; the first two are the published check. */
Test(stats_content, modified_kappa_of_the_tables) {
    static const struct {
        uint32_t n, relevant;
        double kappa;
    } rows[] = {
        {7, 7, 1},    {7, 6, .85},  {3, 2, .467}, {4, 3, .667}, {5, 4, .763},  {6, 5, .816},
        {6, 4, .565}, {8, 7, .871}, {8, 6, .719}, {9, 7, .761}, {10, 8, .791},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double half_a_digit = i < 2 ? .005 : .0005;
        cr_expect_float_eq(kappa(rows[i].relevant, rows[i].n), rows[i].kappa, half_a_digit, "%u of %u: %.17g",
                           rows[i].relevant, rows[i].n, kappa(rows[i].relevant, rows[i].n));
    }
    cr_expect_eq(kappa(2, 3), 7.0 / 15);
    cr_expect_eq(kappa(3, 4), 2.0 / 3);
}

/* C(n, k) / 2^n as a product that neither overflows nor takes a logarithm. */
static double chance_of(uint32_t k, uint32_t n) {
    double chance = 1;
    uint32_t halves = n;
    for (uint32_t i = 1; i <= k; i++) {
        chance *= (double)(n - k + i) / i;
        for (; chance > 1 && halves > 0; halves--)
            chance /= 2;
    }
    return ldexp(chance, -(int)halves);
}

Test(stats_content, modified_kappa_follows_from_the_definition_where_it_is_exact_and_beyond) {
    for (uint32_t n = 1; n <= 300; n++) {
        for (uint32_t k = 0; k <= n; k++) {
            double chance = chance_of(k, n), expected = ((double)k / n - chance) / (1 - chance);
            cr_assert_float_eq(kappa(k, n), expected, 1e-12, "%u of %u: %.17g, not %.17g", k, n, kappa(k, n), expected);
        }
    }
}

Test(stats_content, modified_kappa_keeps_its_bounds) {
    for (uint32_t n = 1; n <= 120; n++) {
        for (uint32_t k = 0; k <= n; k++)
            cr_assert(kappa(k, n) >= -1 && kappa(k, n) <= (double)k / n, "%u of %u", k, n);
        cr_expect_eq(kappa(n, n), 1, "%u of %u", n, n);
        cr_expect(kappa(0, n) < 0, "0 of %u", n);
    }
    cr_expect_eq(kappa(0, 1), -1);
}

Test(stats_content, a_panel_of_thousands_of_millions_has_both) {
    cr_expect_float_eq(kappa(3000000000, 4000000000), .75, 1e-12);
    cr_expect(kappa(2000000000, 4000000000) < .5);
}

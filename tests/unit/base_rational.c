/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact fractions and values. */
#include <criterion/criterion.h>

#include "base/rational.h"

#include <math.h>

Test(base_rational, reduces_and_carries_the_sign_on_top) {
    delphi_rational r = base_rational(-6, -8);
    cr_expect(r.num == 3 && r.den == 4);
    r = base_rational(6, -8);
    cr_expect(r.num == -3 && r.den == 4);
    r = base_rational(0, 5);
    cr_expect(r.num == 0 && r.den == 1);
}

Test(base_rational, compares_without_overflow) {
    delphi_rational a = {INT64_MAX, 3}, b = {INT64_MAX - 1, 3};
    cr_expect_eq(base_rational_compare(a, b), 1);
    cr_expect_eq(base_rational_compare(b, a), -1);
    cr_expect_eq(base_rational_compare(a, a), 0);
    /* 3/20 is not below 15 %, though 0.15 as a double is above 0.15. */
    cr_expect_eq(base_rational_compare((delphi_rational){3, 20}, (delphi_rational){15, 100}), 0);
    cr_expect_eq(base_rational_compare((delphi_rational){-1, 2}, (delphi_rational){1, 3}), -1);
}

Test(base_rational, calculates_as_fractions_do) {
    delphi_rational half = {1, 2}, third = {1, 3};
    cr_expect_eq(base_rational_compare(base_rational_add(half, third), (delphi_rational){5, 6}), 0);
    cr_expect_eq(base_rational_compare(base_rational_subtract(third, half), (delphi_rational){-1, 6}), 0);
    cr_expect_eq(base_rational_compare(base_rational_multiply(half, third), (delphi_rational){1, 6}), 0);
    cr_expect_eq(base_rational_compare(base_rational_divide(half, third), (delphi_rational){3, 2}), 0);
    cr_expect_eq(base_rational_compare(base_rational_divide(half, (delphi_rational){-1, 3}), (delphi_rational){-3, 2}),
                 0);
}

Test(value, has_a_text_and_a_number_for_each_kind) {
    static const struct {
        delphi_value value;
        const char *text;
        double real;
    } rows[] = {
        {{.kind = DELPHI_VALUE_SHARE, .as.rational = {15, 20}}, "15/20", 0.75},
        {{.kind = DELPHI_VALUE_RATIONAL, .as.rational = {15, 2}}, "7.5", 7.5},
        {{.kind = DELPHI_VALUE_REAL, .as.real = 0.125}, "0.125", 0.125},
        {{.kind = DELPHI_VALUE_TRUTH, .as.truth = true}, "true", NAN},
        {{.kind = DELPHI_VALUE_UNDEFINED, .reason = DELPHI_REASON_NO_RATINGS}, "undefined", NAN},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[32];
        delphi_value_text(&rows[i].value, text, sizeof text);
        cr_expect_str_eq(text, rows[i].text);
        double real = delphi_value_real(&rows[i].value);
        cr_expect(isnan(rows[i].real) ? isnan(real) : real == rows[i].real, "row %zu gave %g", i, real);
    }
    char cut[3];
    cr_expect_eq(delphi_value_text(&rows[0].value, cut, sizeof cut), 2u);
    cr_expect_str_eq(cut, "15");
}

Test(value, every_reason_has_words) {
    cr_expect_str_eq(delphi_reason_text(DELPHI_REASON_NONE), "");
    for (int r = 1; r < DELPHI_REASON_COUNT; r++)
        cr_expect_neq(delphi_reason_text((delphi_reason)r)[0], '\0', "reason %d", r);
    cr_expect_str_eq(delphi_reason_text((delphi_reason)999), "unknown reason");
}

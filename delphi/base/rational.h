/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact fractions. Their parts stay far below 2^63 here (counts, points of a scale, small denominators); products are
 * taken in 128 bits. */
#ifndef BASE_RATIONAL_H
#define BASE_RATIONAL_H

#include <delphi/value.h>

/* num/den, den not 0, reduced and with the sign on top. */
delphi_rational base_rational(int64_t num, int64_t den);
/* -1, 0, 1: exact, by 128-bit cross-multiplication. */
int base_rational_compare(delphi_rational a, delphi_rational b);
delphi_rational base_rational_add(delphi_rational a, delphi_rational b);
delphi_rational base_rational_subtract(delphi_rational a, delphi_rational b);
delphi_rational base_rational_multiply(delphi_rational a, delphi_rational b);
/* b not 0. */
delphi_rational base_rational_divide(delphi_rational a, delphi_rational b);
double base_rational_real(delphi_rational a);

delphi_value base_value_rational(delphi_rational r);
delphi_value base_value_integer(int64_t i);
delphi_value base_value_share(int64_t num, int64_t den); /* den > 0 */
delphi_value base_value_real(double real);               /* finite */
delphi_value base_value_truth(bool truth);
delphi_value base_value_undefined(delphi_reason reason);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact fractions. */
#include "base/rational.h"

__extension__ typedef __int128 wide;

static uint64_t magnitude(int64_t a) {
    return a < 0 ? -(uint64_t)a : (uint64_t)a;
}

static uint64_t common_divisor(uint64_t a, uint64_t b) {
    while (b) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

delphi_rational base_rational(int64_t num, int64_t den) {
    if (den < 0) {
        num = -num;
        den = -den;
    }
    if (den == 1)
        return (delphi_rational){num, 1};
    int64_t d = (int64_t)common_divisor(magnitude(num), (uint64_t)den);
    return (delphi_rational){num / d, den / d};
}

int base_rational_compare(delphi_rational a, delphi_rational b) {
    wide left = (wide)a.num * b.den, right = (wide)b.num * a.den;
    return (left > right) - (left < right);
}

delphi_rational base_rational_add(delphi_rational a, delphi_rational b) {
    if (a.den == b.den)
        return base_rational(a.num + b.num, a.den);
    return base_rational(a.num * b.den + b.num * a.den, a.den * b.den);
}

delphi_rational base_rational_subtract(delphi_rational a, delphi_rational b) {
    return base_rational_add(a, (delphi_rational){-b.num, b.den});
}

delphi_rational base_rational_multiply(delphi_rational a, delphi_rational b) {
    return base_rational(a.num * b.num, a.den * b.den);
}

delphi_rational base_rational_divide(delphi_rational a, delphi_rational b) {
    return base_rational(a.num * b.den, a.den * b.num);
}

double base_rational_real(delphi_rational a) {
    return (double)a.num / (double)a.den;
}

delphi_value base_value_rational(delphi_rational r) {
    return (delphi_value){.kind = DELPHI_VALUE_RATIONAL, .as.rational = r};
}

delphi_value base_value_integer(int64_t i) {
    return base_value_rational((delphi_rational){i, 1});
}

delphi_value base_value_share(int64_t num, int64_t den) {
    return (delphi_value){.kind = DELPHI_VALUE_SHARE, .as.rational = {num, den}};
}

delphi_value base_value_real(double real) {
    return (delphi_value){.kind = DELPHI_VALUE_REAL, .as.real = real};
}

delphi_value base_value_truth(bool truth) {
    return (delphi_value){.kind = DELPHI_VALUE_TRUTH, .as.truth = truth};
}

delphi_value base_value_undefined(delphi_reason reason) {
    return (delphi_value){.kind = DELPHI_VALUE_UNDEFINED, .reason = reason};
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Means of scores, exact; what may be shown of them; and how they are rounded. */
#include "analysis/scan.h"

#include "base/rational.h"

#include <math.h>

/* Below this a sum of two fractions of 64 bits still fits. */
#define WIDE_MAX ((scan_wide)1 << 60)

static scan_wide divisor(scan_wide a, scan_wide b) {
    a = a < 0 ? -a : a;
    while (b) {
        scan_wide rest = a % b;
        a = b;
        b = rest;
    }
    return a ? a : 1;
}

void scan_pile_add(scan_pile *pile, delphi_rational score) {
    scan_sum *sum = &pile->sum;
    if (pile->count++ == 0)
        *sum = (scan_sum){.den = 1};
    sum->real += base_rational_real(score);
    if (sum->lost || score.den > WIDE_MAX || sum->den > WIDE_MAX) {
        sum->lost = true;
        return;
    }
    sum->num = sum->num * score.den + (scan_wide)score.num * sum->den;
    sum->den *= score.den;
    scan_wide common = divisor(sum->num, sum->den);
    sum->num /= common;
    sum->den /= common;
}

void scan_pile_add_value(scan_pile *pile, const delphi_value *score) {
    if (score->kind == DELPHI_VALUE_RATIONAL) {
        scan_pile_add(pile, score->as.rational);
        return;
    }
    scan_pile_add(pile, base_rational(0, 1));
    pile->sum.lost = true;
    pile->sum.real += score->as.real;
}

delphi_value scan_pile_mean(const scan_pile *pile) {
    if (pile->count == 0)
        return base_value_undefined(DELPHI_REASON_NO_RATINGS);
    scan_wide num = pile->sum.num, den = pile->sum.den * pile->count, common = divisor(num, den);
    num /= common;
    den /= common;
    if (pile->sum.lost || den > INT64_MAX || num > INT64_MAX || num < -INT64_MAX)
        return base_value_real(pile->sum.real / pile->count);
    return base_value_rational(base_rational((int64_t)num, (int64_t)den));
}

size_t scan_smallest_shown(const uint32_t *n, size_t slots, const bool *hidden) {
    size_t found = 0;
    for (size_t s = 1; s < slots; s++)
        if (!hidden[s] && n[s] > 0 && (!found || n[s] < n[found]))
            found = s;
    return found;
}

void scan_hide(const uint32_t *n, size_t slots, uint32_t min_group, bool *hidden) {
    uint32_t together = 0;
    for (size_t s = 0; s < slots; s++) {
        hidden[s] = n[s] > 0 && n[s] < min_group;
        together += s > 0 && hidden[s] ? n[s] : 0;
    }
    for (size_t more; together > 0 && together < min_group && (more = scan_smallest_shown(n, slots, hidden)) > 0;) {
        hidden[more] = true;
        together += n[more];
    }
}

int delphi_scan_percent(uint32_t k, uint32_t n) {
    return (int)((200 * (uint64_t)k + n) / (2 * (uint64_t)n));
}

int64_t delphi_scan_rounded(const delphi_value *score, int decimals) {
    scan_wide units = 1;
    for (int d = 0; d < decimals; d++)
        units *= 10;
    if (score->kind != DELPHI_VALUE_RATIONAL)
        return (int64_t)floor(score->as.real * (double)units + 0.5);
    scan_wide num = 2 * score->as.rational.num * units + score->as.rational.den,
              den = 2 * (scan_wide)score->as.rational.den;
    return (int64_t)(num / den - (num % den < 0));
}

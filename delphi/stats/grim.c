/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole counts and sums behind printed percentages and means.
 *
 * Definition   A figure of u units of its last decimal stands for the values v, in such units, with
 *              u - 1/2 <= v < u + 1/2; which end belongs to it is a matter of how halves are rounded. Of k in n answers
 *              v is 100 * 10^d * k / n, of a sum of scores 10^d * sum / n.
 * Source       Brown and Heathers (2017), as in grim.h; for percentages the same argument.
 * Variant      Ends are compared in twentieths of a unit, since rounding twice reaches down to u - 11/20.
 * Edge cases   The counts of exclusive options add up to the base: each is bounded by what the others leave.
 * Checked      tests/unit/stats_grim.c: by trying every count, and against published tables. */
#include <delphi/grim.h>

#include <string.h>

#define DIGITS_MAX   9
#define DECIMALS_MAX 6
#define PARTS        20 /* of a unit */

__extension__ typedef __int128 wide;

bool delphi_printed_read(const char *text, delphi_printed *out) {
    bool negative = *text == '-', marked = false;
    delphi_printed read = {0, 0};
    int digits = 0;
    const char *at = text + negative;
    for (; *at && *at != '%'; at++) {
        if ((*at == '.' || *at == ',') && !marked && digits) {
            marked = true;
            continue;
        }
        if (*at < '0' || *at > '9' || ++digits > DIGITS_MAX)
            return false;
        read.units = read.units * 10 + (*at - '0');
        read.decimals += marked;
    }
    if (!digits || (marked && read.decimals == 0) || read.decimals > DECIMALS_MAX || (*at == '%' && at[1]))
        return false;
    read.units = negative ? -read.units : read.units;
    *out = read;
    return true;
}

/* The whole part of a / b, b > 0, rounded down. */
static wide floor_of(wide a, wide b) {
    return a / b - (a % b < 0);
}

/* The k for which k * step / base, in units of the last decimal, is printed as u. */
static delphi_grim_range range_of(int64_t u, wide step, wide base, delphi_rounding rounding) {
    bool even = u % 2 == 0, twice = rounding == DELPHI_ROUNDED_TWICE;
    bool low_in = rounding != DELPHI_ROUNDED_EVEN || even;
    bool high_in = even && (rounding == DELPHI_ROUNDED_EVEN || rounding == DELPHI_ROUNDED_EITHER);
    wide low = ((wide)u * PARTS - PARTS / 2 - twice) * base, high = ((wide)u * PARTS + PARTS / 2) * base;
    step *= PARTS;
    wide first = -floor_of(-low, step), last = floor_of(high, step);
    if (!low_in && first * step == low)
        first++;
    if (!high_in && last * step == high)
        last--;
    return (delphi_grim_range){(int64_t)first, (int64_t)last};
}

static int64_t units_in_one(int decimals) {
    int64_t units = 1;
    while (decimals-- > 0)
        units *= 10;
    return units;
}

static bool cut(delphi_grim_range *range, int64_t low, int64_t high) {
    if (range->low < low)
        range->low = low;
    if (range->high > high)
        range->high = high;
    return range->low <= range->high;
}

static bool count_range(delphi_printed p, int64_t base, delphi_rounding rounding, delphi_grim_range *out) {
    *out = range_of(p.units, (wide)100 * units_in_one(p.decimals), base, rounding);
    return cut(out, 0, base);
}

bool delphi_grim_counts(const delphi_printed *percentages, size_t count, int64_t base, bool exclusive,
                        delphi_rounding rounding, delphi_grim_range *out) {
    delphi_grim_range ranges[DELPHI_GRIM_OPTIONS_MAX];
    int64_t least = 0, most = 0;
    for (size_t i = 0; i < count; i++) {
        if (!count_range(percentages[i], base, rounding, &ranges[i]))
            return false;
        least += ranges[i].low;
        most += ranges[i].high;
    }
    if (exclusive && (least > base || most < base))
        return false;
    for (size_t i = 0; i < count && exclusive; i++) {
        int64_t low = ranges[i].low, high = ranges[i].high;
        cut(&ranges[i], base - (most - high), base - (least - low));
    }
    memcpy(out, ranges, count * sizeof *out);
    return true;
}

bool delphi_grim_sums(delphi_printed mean, const delphi_grim_scores *of, delphi_rounding rounding,
                      delphi_grim_range *out) {
    int64_t answers = of->base * of->items;
    delphi_grim_range sums = range_of(mean.units, units_in_one(mean.decimals), answers, rounding);
    bool fits = of->bounded ? cut(&sums, of->min * answers, of->max * answers) : sums.low <= sums.high;
    if (fits)
        *out = sums;
    return fits;
}

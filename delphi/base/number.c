/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one strict parser and the one formatter of numbers.
 *
 * The shortest text of a double is found by exact integer arithmetic where the number is of ordinary size: a double is
 * m * 2^e, and m * 10^k fits in 128 bits for every k that 17 digits can ask for. Elsewhere printf and strtod do it,
 * three times slower. The tests hold the two against each other. */
#include "base/number.h"

#include "base/rational.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool base_read_integer(const char *text, size_t size, int64_t min, int64_t max, int64_t *out) {
    bool negative = size && text[0] == '-';
    size_t i = negative;
    int64_t value = 0;
    if (i == size || size - i > 18)
        return false;
    for (; i < size; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        value = value * 10 + (text[i] - '0');
    }
    value = negative ? -value : value;
    if (value < min || value > max)
        return false;
    *out = value;
    return true;
}

bool base_read_decimal(const char *text, size_t size, char mark, delphi_rational *out) {
    bool negative = size && text[0] == '-', marked = false;
    int64_t num = 0, den = 1;
    size_t digits = 0, before = 0;
    for (size_t i = negative; i < size; i++) {
        if (text[i] == mark && !marked && digits) {
            marked = true;
            before = digits;
            continue;
        }
        if (text[i] < '0' || text[i] > '9' || ++digits > 15)
            return false;
        num = num * 10 + (text[i] - '0');
        if (marked)
            den *= 10;
    }
    if (!digits || (marked && digits == before))
        return false;
    *out = base_rational(negative ? -num : num, den);
    return true;
}

/* Digits from the end, two at a time: a division is what costs. */
size_t base_write_integer(int64_t value, char out[BASE_NUMBER_SIZE]) {
    static const char pairs[] = "00010203040506070809101112131415161718192021222324252627282930313233343536373839"
                                "40414243444546474849505152535455565758596061626364656667686970717273747576777879"
                                "8081828384858687888990919293949596979899";
    if (value >= 0 && value < 10) { /* most numbers here are small counts */
        out[0] = (char)('0' + value);
        out[1] = '\0';
        return 1;
    }
    char digits[BASE_NUMBER_SIZE], *at = digits + sizeof digits;
    uint64_t left = value < 0 ? -(uint64_t)value : (uint64_t)value;
    for (; left >= 10; left /= 100) {
        at -= 2;
        memcpy(at, pairs + 2 * (left % 100), 2);
    }
    if (left)
        *--at = (char)('0' + left);
    if (value < 0)
        *--at = '-';
    size_t length = (size_t)(digits + sizeof digits - at);
    memcpy(out, at, length);
    out[length] = '\0';
    return length;
}

__extension__ typedef unsigned __int128 wide;

/* Writes digits / 10^decimals, digits > 0, without closing zeros. */
static size_t write_fixed(uint64_t digits, int decimals, bool negative, char *out) {
    while (decimals > 0 && digits % 10 == 0) {
        digits /= 10;
        decimals--;
    }
    char text[BASE_NUMBER_SIZE];
    size_t count = base_write_integer((int64_t)digits, text), length = 0;
    if (negative)
        out[length++] = '-';
    if ((int)count <= decimals) {
        out[length++] = '0';
        out[length++] = '.';
        for (int i = (int)count; i < decimals; i++)
            out[length++] = '0';
        memcpy(out + length, text, count);
        length += count;
    } else {
        size_t whole = count - (size_t)decimals;
        memcpy(out + length, text, whole);
        length += whole;
        if (decimals) {
            out[length++] = '.';
            memcpy(out + length, text + whole, (size_t)decimals);
            length += (size_t)decimals;
        }
    }
    out[length] = '\0';
    return length;
}

static const uint64_t powers_of_ten[] = {1u,
                                         10u,
                                         100u,
                                         1000u,
                                         10000u,
                                         100000u,
                                         1000000u,
                                         10000000u,
                                         100000000u,
                                         1000000000u,
                                         10000000000u,
                                         100000000000u,
                                         1000000000000u,
                                         10000000000000u,
                                         100000000000000u,
                                         1000000000000000u,
                                         10000000000000000u,
                                         100000000000000000u,
                                         1000000000000000000u,
                                         10000000000000000000u};

/* Tries 15, 16 and 17 significant digits for m / 2^shift in [1e-3, 1e15). The text reads back as the same double where
 * it is nearer to it than half the gap to the next one, that is |digits * 2^shift - m * 10^k| < 10^k / 2. At a power of
 * two the gap below is half as wide: those are left to the slow way. */
static size_t write_exact(uint64_t m, int shift, double magnitude, bool negative, char *out) {
    int whole = 0; /* digits before the decimal mark; 0, -1, -2 for 0.x, 0.0x, 0.00x */
    if (magnitude >= 1)
        while (whole < 16 && magnitude >= (double)powers_of_ten[whole])
            whole++;
    else
        whole = magnitude >= 0.1 ? 0 : magnitude >= 0.01 ? -1 : -2;
    for (int significant = 15; significant <= 17; significant++) {
        int k = significant - whole;
        if (k < 0 || k > 19)
            continue;
        wide scaled = (wide)m * powers_of_ten[k], unit = (wide)1 << shift;
        wide digits = (scaled + unit / 2) >> shift, back = digits << shift;
        wide off = back > scaled ? back - scaled : scaled - back;
        if (2 * off < powers_of_ten[k])
            return write_fixed((uint64_t)digits, k, negative, out);
    }
    return 0;
}

/* printf writes 1e-07 where 1e-7 reads back the same. */
static void shorten_exponent(char *text) {
    char *e = strchr(text, 'e');
    if (!e)
        return;
    char *to = e + 1, *from = e + 1;
    if (*from == '-')
        *to++ = *from++;
    while (*from == '+' || *from == '0')
        from++;
    memmove(to, from, strlen(from) + 1);
}

static size_t write_slow(double value, char *out) {
    /* Below the normal doubles fewer digits are enough; elsewhere %g takes closing zeros off by itself. */
    int significant = fabs(value) < 1e-300 ? 1 : 15;
    do
        snprintf(out, BASE_NUMBER_SIZE, "%.*g", significant, value);
    while (strtod(out, NULL) != value && ++significant <= 17);
    shorten_exponent(out);
    return strlen(out);
}

size_t base_write_real(double value, char out[BASE_NUMBER_SIZE]) {
    double magnitude = fabs(value);
    if (magnitude < 1e15 && value == (double)(int64_t)value)
        return base_write_integer((int64_t)value, out); /* -0 becomes 0 */
    /* Halves, quarters, tenths, hundredths: the double nearest to k / 100 is what the text k / 100 reads back as. */
    if (magnitude < 1e9 && (double)(int64_t)(magnitude * 100 + 0.5) / 100 == magnitude)
        return write_fixed((uint64_t)(magnitude * 100 + 0.5), 2, value < 0, out);
    if (magnitude >= 1e-3 && magnitude < 1e15) {
        int exponent;
        uint64_t m = (uint64_t)ldexp(frexp(magnitude, &exponent), 53);
        int shift = 53 - exponent; /* magnitude = m / 2^shift, 2^52 <= m < 2^53 */
        if (m != (uint64_t)1 << 52 && shift > 0 && shift < 64) {
            size_t length = write_exact(m, shift, magnitude, value < 0, out);
            if (length)
                return length;
        }
    }
    return write_slow(value, out);
}

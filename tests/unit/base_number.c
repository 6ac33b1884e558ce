/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strict numbers in, shortest numbers out. */
#include <criterion/criterion.h>

#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Test(base_number, reads_whole_numbers_and_nothing_else) {
    static const struct {
        const char *text;
        bool good;
        int64_t value;
    } rows[] = {
        {"7", true, 7},     {"-3", true, -3},  {"0", true, 0},     {"007", true, 7},
        {"100", true, 100}, {"", false, 0},    {"-", false, 0},    {"+7", false, 0},
        {" 7", false, 0},   {"7 ", false, 0},  {"7.0", false, 0},  {"1e2", false, 0},
        {"0x7", false, 0},  {"101", false, 0}, {"-101", false, 0}, {"99999999999999999999", false, 0},
        {"--7", false, 0},  {"7\0", true, 7},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t value = 12345;
        bool good = base_read_integer(rows[i].text, strlen(rows[i].text), -100, 100, &value);
        cr_expect_eq(good, rows[i].good, "'%s'", rows[i].text);
        cr_expect_eq(value, rows[i].good ? rows[i].value : 12345, "'%s' gave %lld", rows[i].text, (long long)value);
    }
}

Test(base_number, reads_decimals_as_exact_fractions) {
    static const struct {
        const char *text;
        char mark;
        bool good;
        delphi_rational value;
    } rows[] = {
        {"7.5", '.', true, {15, 2}},
        {"7,5", ',', true, {15, 2}},
        {"-0.25", '.', true, {-1, 4}},
        {"3", '.', true, {3, 1}},
        {"0.10", '.', true, {1, 10}},
        {"7,5", '.', false, {0, 0}},
        {"7.", '.', false, {0, 0}},
        {".5", '.', false, {0, 0}},
        {"1.2.3", '.', false, {0, 0}},
        {"", '.', false, {0, 0}},
        {"-", '.', false, {0, 0}},
        {"1e3", '.', false, {0, 0}},
        {"123456789012345", '.', true, {123456789012345, 1}},
        {"1234567890123456", '.', false, {0, 0}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        delphi_rational value = {0, 0};
        bool good = base_read_decimal(rows[i].text, strlen(rows[i].text), rows[i].mark, &value);
        cr_expect_eq(good, rows[i].good, "'%s'", rows[i].text);
        cr_expect(value.num == rows[i].value.num && value.den == rows[i].value.den, "'%s' gave %lld/%lld", rows[i].text,
                  (long long)value.num, (long long)value.den);
    }
}

Test(base_number, writes_the_shortest_text) {
    static const struct {
        double value;
        const char *text;
    } rows[] = {
        {0.0, "0"},
        {-0.0, "0"},
        {7.0, "7"},
        {7.5, "7.5"},
        {-2.25, "-2.25"},
        {0.1 + 0.2, "0.30000000000000004"},
        {0.3, "0.3"},
        {1.0 / 3, "0.3333333333333333"},
        {2.0 / 3, "0.6666666666666666"},
        {0.05, "0.05"},
        {0.001, "0.001"},
        {1e15, "1e15"},
        {123456789.125, "123456789.125"},
        {1e-7, "1e-7"},
        {5e-324, "5e-324"},
        {0.5, "0.5"},
        {0.25, "0.25"},
        {1e300, "1e300"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[BASE_NUMBER_SIZE];
        size_t length = base_write_real(rows[i].value, text);
        cr_expect_str_eq(text, rows[i].text);
        cr_expect_eq(length, strlen(text));
    }
}

/* The fast way against printf and strtod, over random doubles of the sizes that measures have. */
Test(base_number, agrees_with_printf_on_a_million_doubles) {
    uint64_t state = 88172645463325252u;
    for (int i = 0; i < 1000000; i++) {
        state ^= state << 13, state ^= state >> 7, state ^= state << 17;
        uint64_t bits = (state & 0x800FFFFFFFFFFFFFu) | ((uint64_t)(1023 - 12 + (int)(state >> 32) % 40) << 52);
        double value;
        memcpy(&value, &bits, sizeof value);
        if (i % 3 == 0) /* fractions of small counts, as measures give them */
            value = (double)(state % 1000) / (double)(1 + (state >> 20) % 997);
        char text[BASE_NUMBER_SIZE], reference[BASE_NUMBER_SIZE];
        base_write_real(value, text);
        cr_assert_eq(strtod(text, NULL), value, "%.17g was written as %s", value, text);
        int significant = 15;
        do
            snprintf(reference, sizeof reference, "%.*g", significant, value);
        while (strtod(reference, NULL) != value && ++significant <= 17);
        if (!strchr(reference, 'e'))
            cr_assert_leq(strlen(text), strlen(reference), "%s is longer than %s", text, reference);
    }
}

Test(base_number, writes_integers_as_printf_does) {
    char text[BASE_NUMBER_SIZE], reference[BASE_NUMBER_SIZE];
    for (int64_t value = -20000; value < 200000; value++) {
        size_t length = base_write_integer(value, text);
        snprintf(reference, sizeof reference, "%lld", (long long)value);
        cr_assert_str_eq(text, reference);
        cr_assert_eq(length, strlen(reference));
    }
}

Test(base_number, writes_integers_at_the_ends_of_the_range) {
    char text[BASE_NUMBER_SIZE];
    base_write_integer(INT64_MIN, text);
    cr_expect_str_eq(text, "-9223372036854775808");
    base_write_integer(INT64_MAX, text);
    cr_expect_str_eq(text, "9223372036854775807");
}

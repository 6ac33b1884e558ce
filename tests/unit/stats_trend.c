/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trends of a series: published examples, what is exact, what makes a measure undefined, and what must hold. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include <delphi/trend.h>

#include "base/rational.h"

enum { MOST = 80 };

static delphi_trend_space *space;

static void set_up(void) {
    space = delphi_trend_space_new(MOST);
    cr_assert_not_null(space);
}

static void tear_down(void) {
    delphi_trend_space_free(space);
}

TestSuite(stats_trend, .init = set_up, .fini = tear_down);

/* Values in hundredths; years from 2001 on where `years` is NULL. */
static void load(const int *years, const int *hundredths, size_t count) {
    delphi_trend_point points[MOST];
    for (size_t i = 0; i < count; i++)
        points[i] = (delphi_trend_point){years ? years[i] : 2001 + (int)i, base_rational(hundredths[i], 100)};
    cr_assert_eq(delphi_trend_load(space, points, count), DELPHI_OK);
}

static delphi_value value_of(const char *name) {
    size_t count;
    delphi_value value;
    cr_assert_neq(delphi_trend_measure_find(name), DELPHI_NONE, "%s", name);
    delphi_trend_value(&delphi_trend_measures(&count)[delphi_trend_measure_find(name)], space, &value);
    return value;
}

static double number(const char *name) {
    delphi_value value = value_of(name);
    return delphi_value_real(&value);
}

static void expect_fraction(const char *name, int64_t num, int64_t den) {
    delphi_value value = value_of(name);
    cr_expect_eq(value.kind, DELPHI_VALUE_RATIONAL, "%s", name);
    cr_expect_eq(value.as.rational.num, num, "%s", name);
    cr_expect_eq(value.as.rational.den, den, "%s", name);
}

static void expect_undefined(const char *name, delphi_reason reason) {
    delphi_value value = value_of(name);
    cr_expect_eq(value.kind, DELPHI_VALUE_UNDEFINED, "%s", name);
    cr_expect_eq(value.reason, reason, "%s: %s", name, delphi_reason_text(value.reason));
}

#define COUNT(array) (sizeof(array) / sizeof *(array))

Test(stats_trend, example_of_sen_1968) {
    static const int years[] = {1, 2, 3, 4, 10, 12, 18}, values[] = {900, 1500, 1900, 2000, 4500, 5500, 7800};
    load(years, values, COUNT(values));
    expect_fraction("sen_slope", 4, 1);
    expect_fraction("sen_low", 26, 7);
    expect_fraction("sen_high", 35, 8);
    cr_expect(delphi_trend_exact(space));
}

Test(stats_trend, example_9_1_of_hollander_and_wolfe) {
    static const int values[] = {126, 127, 112, 116, 103};
    load(NULL, values, COUNT(values));
    cr_expect_eq(number("mann_kendall_s"), -6);
    cr_expect_float_eq(number("mann_kendall_p_exact"), 2 * 14.0 / 120, 1e-12);
    expect_fraction("sen_slope", -9, 160); /* -0.05625 */
    expect_fraction("sen_low", -3, 20);
    expect_fraction("sen_high", 1, 25);
}

Test(stats_trend, example_of_epa_qa_g9_with_ties) {
    static const int values[] = {1000, 1000, 1000, 500, 1000, 2000, 1800, 1700, 1500, 2400, 1500};
    load(NULL, values, COUNT(values));
    cr_expect_eq(number("mann_kendall_s"), 22);
    expect_fraction("mann_kendall_var", 466, 3);
    cr_expect_float_eq(number("mann_kendall_z"), 1.685, 5e-4);
    expect_undefined("mann_kendall_p_exact", DELPHI_REASON_EQUAL_VALUES);
    cr_expect_eq(number("mann_kendall_p"), number("mann_kendall_p_normal"));
    cr_expect_not(delphi_trend_exact(space));
}

Test(stats_trend, the_change_is_exact_and_gaps_count_in_years) {
    static const int years[] = {2015, 2016, 2021}, values[] = {1110, 1120, 1230};
    load(years, values, COUNT(values));
    expect_fraction("level", 123, 10);
    expect_fraction("level_change", 6, 5);
    expect_fraction("level_change_relative", 4, 37);
    expect_fraction("sen_slope", 1, 5); /* 0.1, 0.2 and 0.22 */
}

Test(stats_trend, few_years_say_why_they_have_no_value) {
    static const int values[] = {0, 300, 200, 400, 500};
    load(NULL, values, 0);
    cr_expect_eq(number("years"), 0);
    expect_undefined("level", DELPHI_REASON_NO_VALUES);
    load(NULL, values, 1);
    cr_expect_eq(number("level"), 0);
    expect_undefined("sen_slope", DELPHI_REASON_ONE_YEAR);
    load(NULL, values, 4);
    expect_undefined("level_change_relative", DELPHI_REASON_NOT_ABOVE_ZERO);
    expect_undefined("sen_low", DELPHI_REASON_FEW_YEARS);
    cr_expect_float_eq(number("mann_kendall_p_exact"), 2 * 4.0 / 24, 1e-12);
    load(NULL, values, 5);
    cr_expect_eq(value_of("sen_low").kind, DELPHI_VALUE_RATIONAL);
}

Test(stats_trend, equal_values_have_a_slope_of_zero_and_no_test) {
    static const int values[] = {750, 750, 750, 750, 750, 750};
    load(NULL, values, COUNT(values));
    expect_fraction("sen_slope", 0, 1);
    expect_undefined("sen_high", DELPHI_REASON_SAME_VALUE);
    expect_undefined("mann_kendall_tau", DELPHI_REASON_SAME_VALUE);
    expect_undefined("mann_kendall_p", DELPHI_REASON_SAME_VALUE);
}

Test(stats_trend, the_largest_exact_test_is_near_the_normal_one) {
    int values[DELPHI_TREND_EXACT_MAX + 1];
    for (int i = 0; i <= DELPHI_TREND_EXACT_MAX; i++)
        values[i] = i * 37 % 61 * 100 + i * 30;
    load(NULL, values, DELPHI_TREND_EXACT_MAX);
    cr_expect(delphi_trend_exact(space));
    cr_expect_float_eq(number("mann_kendall_p_exact"), number("mann_kendall_p_normal"), 1e-3);
    load(NULL, values, DELPHI_TREND_EXACT_MAX + 1);
    expect_undefined("mann_kendall_p_exact", DELPHI_REASON_MANY_YEARS);
    cr_expect_not(delphi_trend_exact(space));
}

/* All orders of five values, counted out. */
Test(stats_trend, the_exact_p_counts_orders) {
    int order[5], at_least[11] = {0};
    for (int code = 0; code < 3125; code++) {
        int rest = code, seen = 0, s = 0;
        for (int i = 0; i < 5; i++, rest /= 5)
            seen |= 1 << (order[i] = rest % 5);
        if (seen != 31)
            continue;
        for (int i = 0; i < 5; i++)
            for (int j = i + 1; j < 5; j++)
                s += order[j] > order[i] ? 1 : -1;
        for (int k = 0; k <= s; k++)
            at_least[k]++;
    }
    for (int code = 0; code < 3125; code++) {
        int rest = code, seen = 0, values[5];
        for (int i = 0; i < 5; i++, rest /= 5)
            seen |= 1 << (rest % 5), values[i] = 100 * (rest % 5);
        if (seen != 31)
            continue;
        load(NULL, values, 5);
        double s = fabs(number("mann_kendall_s")), p = fmin(1, 2 * at_least[(int)s] / 120.0);
        cr_expect_float_eq(number("mann_kendall_p_exact"), p, 1e-12);
    }
}

/* A series turned upside down, or moved, tells the same with the other sign. */
Test(stats_trend, upside_down_changes_signs_only) {
    int values[12], mirror[12];
    srand(7);
    for (int round = 0; round < 200; round++) {
        size_t count = 5 + (size_t)rand() % 8;
        for (size_t i = 0; i < count; i++) {
            values[i] = rand() % 900 + 100;
            mirror[i] = 5000 - values[i];
        }
        load(NULL, values, count);
        double slope = number("sen_slope"), low = number("sen_low"), high = number("sen_high"),
               p = number("mann_kendall_p"), tau = number("mann_kendall_tau");
        load(NULL, mirror, count);
        cr_expect_eq(number("sen_slope"), -slope);
        cr_expect_eq(number("sen_low"), -high);
        cr_expect_eq(number("sen_high"), -low);
        cr_expect_eq(number("mann_kendall_p"), p);
        cr_expect_eq(number("mann_kendall_tau"), -tau);
        cr_expect(low <= slope && slope <= high);
    }
}

Test(stats_trend, what_is_no_series_is_refused_and_the_last_one_kept) {
    static const int values[] = {100, 200};
    const delphi_trend_point twice[] = {{2001, {1, 1}}, {2001, {2, 1}}}, back[] = {{2002, {1, 1}}, {2001, {2, 1}}},
                             third[] = {{2001, {1, 3}}}, large[] = {{2001, {INT64_MAX, 1}}}, zero[] = {{0, {1, 1}}};
    delphi_trend_point many[MOST + 1] = {{0}};
    load(NULL, values, 2);
    cr_expect_eq(delphi_trend_load(space, twice, 2), DELPHI_ERR_USAGE);
    cr_expect_eq(delphi_trend_load(space, back, 2), DELPHI_ERR_USAGE);
    cr_expect_eq(delphi_trend_load(space, third, 1), DELPHI_ERR_USAGE);
    cr_expect_eq(delphi_trend_load(space, large, 1), DELPHI_ERR_USAGE);
    cr_expect_eq(delphi_trend_load(space, zero, 1), DELPHI_ERR_USAGE);
    cr_expect_eq(delphi_trend_load(space, many, MOST + 1), DELPHI_ERR_USAGE);
    cr_expect_eq(number("level"), 2);
}

/* 15 digits before the mark beside 15 behind it: slopes outgrow 64 bits and are told as reals. */
Test(stats_trend, values_as_unlike_as_decimals_can_be) {
    const delphi_trend_point points[] = {
        {1, {1, 1000000000000000}}, {2, {2, 1000000000000000}}, {9999, {999999999999999, 1}}};
    cr_assert_eq(delphi_trend_load(space, points, 3), DELPHI_OK);
    cr_expect_float_eq(number("sen_slope") / (999999999999999.0 / 9998), 1, 1e-12);
    cr_expect_float_eq(number("level_change"), 999999999999999.0, 0.5);
}

Test(stats_trend, holm_by_hand) {
    static const double p[] = {0.04, 0.01, 0.03, 0.005, 0.03}, expected[] = {0.09, 0.04, 0.09, 0.025, 0.09};
    double out[5];
    delphi_holm(p, 5, out);
    for (size_t i = 0; i < 5; i++)
        cr_expect_float_eq(out[i], expected[i], 1e-15, "%zu: %g", i, out[i]);
}

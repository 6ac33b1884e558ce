/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole counts behind printed figures: against every count tried, and against published tables. */
#include <criterion/criterion.h>

#include <delphi/grim.h>

#include <inttypes.h>
#include <stdlib.h>

static delphi_printed printed(const char *text) {
    delphi_printed p = {0, 0};
    cr_assert(delphi_printed_read(text, &p), "%s", text);
    return p;
}

Test(stats_grim, figures_are_read_as_they_were_printed) {
    static const struct {
        const char *text;
        int64_t units;
        int decimals;
    } rows[] = {{"48", 48, 0}, {"48.4", 484, 1}, {"48,40%", 4840, 2}, {"0", 0, 0}, {"-0.25", -25, 2}, {"100%", 100, 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        delphi_printed p = printed(rows[i].text);
        cr_expect(p.units == rows[i].units && p.decimals == rows[i].decimals, "%s: %" PRId64 ", %d", rows[i].text,
                  p.units, p.decimals);
    }
    static const char *const refused[] = {"",    "-",  "%",  ".5",  "5.",         "1.2.3",
                                          "1e3", " 7", "7 ", "7%%", "1234567890", "0.1234567"};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        delphi_printed p = {7, 7};
        cr_expect(!delphi_printed_read(refused[i], &p), "%s", refused[i]);
        cr_expect_eq(p.units, 7, "nothing is written");
    }
}

/* ---- the oracle: every count is rounded and compared ---- */

/* num/den, den > 0, num >= 0, to a whole number. */
static int64_t rounded(int64_t num, int64_t den, bool to_even) {
    int64_t whole = num / den, twice = num % den * 2;
    if (twice != den)
        return whole + (twice > den);
    return whole + (to_even ? whole % 2 : 1);
}

static bool prints(int64_t k, int64_t scale, int64_t base, int64_t units, delphi_rounding rounding) {
    bool up = rounded(k * scale, base, false) == units, even = rounded(k * scale, base, true) == units;
    bool twice = rounded(rounded(k * scale * 10, base, false), 10, false) == units;
    switch (rounding) {
    case DELPHI_ROUNDED_UP:
        return up;
    case DELPHI_ROUNDED_EVEN:
        return even;
    case DELPHI_ROUNDED_TWICE:
        return up || twice;
    default:
        return up || even;
    }
}

Test(stats_grim, every_count_of_small_bases_that_is_printed_so_fits_and_no_other_does) {
    for (int r = 0; r < DELPHI_ROUNDING_COUNT; r++)
        for (int64_t base = 1; base <= 60; base++)
            for (int64_t units = 0; units <= 1000; units++) {
                int64_t low = INT64_MAX, high = -1;
                for (int64_t k = 0; k <= base; k++)
                    if (prints(k, 1000, base, units, (delphi_rounding)r)) {
                        low = low == INT64_MAX ? k : low;
                        high = k;
                    }
                delphi_grim_range range = {-1, -1};
                delphi_printed p = {units, 1};
                bool fits = delphi_grim_counts(&p, 1, base, false, (delphi_rounding)r, &range);
                cr_assert_eq(fits, high >= 0, "%" PRId64 " tenths of %" PRId64 ", rounding %d", units, base, r);
                cr_assert(!fits || (range.low == low && range.high == high), "%" PRId64 " tenths of %" PRId64, units,
                          base);
            }
}

/* Does a whole count of each option, together the base, print so? By trying them all. */
static bool some_counts_fit(const int64_t *units, size_t options, int64_t base, int64_t left) {
    if (options == 0)
        return left == 0;
    for (int64_t k = 0; k <= left; k++)
        if (prints(k, 100, base, *units, DELPHI_ROUNDED_EITHER) &&
            some_counts_fit(units + 1, options - 1, base, left - k))
            return true;
    return false;
}

Test(stats_grim, a_question_fits_where_some_counts_that_add_up_do) {
    srand(20220915);
    size_t fitting = 0;
    for (int round = 0; round < 4000; round++) {
        int64_t base = 1 + rand() % 25, counts[3] = {rand() % (base + 1), 0, 0}, units[3];
        counts[1] = rand() % (base - counts[0] + 1);
        counts[2] = base - counts[0] - counts[1];
        delphi_printed p[3];
        delphi_grim_range ranges[3];
        for (int i = 0; i < 3; i++) {
            int64_t off = rand() % 4 == 0 ? rand() % 3 - 1 : 0;
            units[i] = rounded(counts[i] * 100, base, rand() % 2) + off;
            units[i] = units[i] < 0 ? 0 : units[i];
            p[i] = (delphi_printed){units[i], 0};
        }
        bool fits = delphi_grim_counts(p, 3, base, true, DELPHI_ROUNDED_EITHER, ranges);
        cr_assert_eq(fits, some_counts_fit(units, 3, base, base), "%" PRId64 " %" PRId64 " %" PRId64 " of %" PRId64,
                     units[0], units[1], units[2], base);
        fitting += fits;
    }
    cr_expect(fitting > 1000 && fitting < 4000, "both come up: %zu", fitting);
}

/* ---- published tables ---- */

static bool fits(const char *const *texts, int64_t base, delphi_rounding rounding, delphi_grim_range *out) {
    delphi_printed p[8];
    size_t count = 0;
    for (; texts[count]; count++)
        p[count] = printed(texts[count]);
    return delphi_grim_counts(p, count, base, true, rounding, out);
}

/* NVZ, JuMP-scan 2022: percentages in the order of the options, and the number of answers. */
Test(stats_grim, questions_of_the_jump_scan_2022) {
    static const struct {
        const char *percentages[6];
        int64_t base, counts[5], others[6]; /* other bases from 1 to 51 that fit as well */
    } rows[] = {
        {{"8", "30", "44", "18"}, 50, {4, 15, 22, 9}, {0}},
        {{"0", "20", "41", "39"}, 51, {0, 10, 21, 20}, {41, 44, 46, 49}},
        {{"10", "27", "25", "35", "2"}, 51, {5, 14, 13, 18, 1}, {48}},
        {{"0", "60", "38", "2"}, 50, {0, 30, 19, 1}, {40, 42, 45, 47, 48}},
        {{"6", "55", "25", "14"}, 51, {3, 28, 13, 7}, {0}},
        {{"29", "22", "39", "10"}, 51, {15, 11, 20, 5}, {41, 49}},
        {{"0", "57", "24", "20"}, 51, {0, 29, 12, 10}, {46}},
        {{"6", "39", "25", "29"}, 51, {3, 20, 13, 15}, {0}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        delphi_grim_range out[8];
        size_t other = 0;
        for (int64_t base = 1; base <= 51; base++) {
            if (base == rows[i].base)
                continue;
            if (fits(rows[i].percentages, base, DELPHI_ROUNDED_EITHER, out))
                cr_expect_eq(base, rows[i].others[other++], "row %zu fits %" PRId64, i, base);
        }
        cr_expect_eq(rows[i].others[other], 0, "row %zu", i);
        cr_assert(fits(rows[i].percentages, rows[i].base, DELPHI_ROUNDED_EITHER, out), "row %zu", i);
        for (size_t o = 0; rows[i].percentages[o]; o++)
            cr_expect(out[o].low == rows[i].counts[o] && out[o].high == rows[i].counts[o], "row %zu, option %zu", i, o);
    }
}

/* Kagesten and others (2017), table 2: 1 in 29 is 3.448..., which five rows print as 3.5. */
Test(stats_grim, rows_of_kagesten_2017) {
    static const struct {
        const char *percentages[4];
        int64_t base;
        bool once, twice;
    } rows[] = {
        {{"58.1", "37.2", "4.7"}, 43, true, true}, {{"62.1", "34.5", "3.5"}, 29, false, true},
        {{"97.7", "2.3"}, 43, true, true},         {{"96.6", "3.5"}, 29, false, true},
        {{"93.0", "4.7", "2.3"}, 43, true, true},  {{"96.6", "3.5"}, 29, false, true},
        {{"48.8", "44.2", "7"}, 43, true, true},   {{"65.5", "34.5"}, 29, true, true},
        {{"39.5", "58.1", "2.3"}, 43, true, true}, {{"44.8", "48.4", "6.9"}, 29, false, false},
        {{"69.8", "27.9", "2.3"}, 43, true, true}, {{"62.1", "37.9"}, 29, true, true},
        {{"79.1", "16.3", "4.7"}, 43, true, true}, {{"82.8", "13.8", "3.5"}, 29, false, true},
        {{"55.8", "41.9", "2.3"}, 43, true, true}, {{"41.4", "48.3", "10.3"}, 29, true, true},
        {{"81.4", "18.6"}, 43, true, true},        {{"82.8", "17.2"}, 29, true, true},
        {{"93.0", "7.0"}, 43, true, true},         {{"85.7", "14.3"}, 28, true, true},
        {{"72.4", "27.6"}, 29, true, true},        {{"55.2", "41.4", "3.5"}, 29, false, true},
    };
    size_t twice = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        delphi_grim_range out[8];
        cr_expect_eq(fits(rows[i].percentages, rows[i].base, DELPHI_ROUNDED_EITHER, out), rows[i].once, "row %zu", i);
        bool fit = fits(rows[i].percentages, rows[i].base, DELPHI_ROUNDED_TWICE, out);
        cr_expect_eq(fit, rows[i].twice, "row %zu", i);
        twice += fit;
    }
    cr_expect_eq(twice, 21, "all but the row that prints 48.4 for 14 of 29");
    static const char *const item_10[] = {"85.7", "14.3", NULL};
    delphi_grim_range out[8];
    cr_expect_not(fits(item_10, 29, DELPHI_ROUNDED_TWICE, out), "one of the 29 left it open");
}

Test(stats_grim, means_of_whole_scores) {
    static const struct {
        const char *mean;
        delphi_grim_scores of;
        bool fits;
        int64_t low, high;
    } rows[] = {
        {"5.19", {.base = 28, .items = 1}, false, 0, 0}, /* 145/28 is 5.18, 146/28 5.21: the example of the test */
        {"5.18", {.base = 28, .items = 1}, true, 145, 145},
        {"3.4", {.base = 46, .items = 1}, true, 155, 158}, /* 3.35 is 154.1, 3.45 is 158.7 */
        {"5.19", {.base = 28, .items = 4}, true, 581, 581},
        {"1.00", {.base = 20, .items = 1, .bounded = true, .min = 1, .max = 4}, true, 20, 20},
        {"4.02", {.base = 50, .items = 1, .bounded = true, .min = 1, .max = 4}, false, 0, 0},
        {"-0.50", {.base = 4, .items = 1, .bounded = true, .min = -2, .max = 2}, true, -2, -2},
        {"2.5", {.base = 20, .items = 1}, true, 49, 50}, /* 2.45 upwards; 51 would be 2.55, upwards 2.6, to even 2.6 */
        {"2.4", {.base = 20, .items = 1}, true, 47, 49}, /* 2.35 to even, 2.45 to even */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        delphi_grim_range out = {0, 0};
        bool fit = delphi_grim_sums(printed(rows[i].mean), &rows[i].of, DELPHI_ROUNDED_EITHER, &out);
        cr_expect_eq(fit, rows[i].fits, "row %zu", i);
        cr_expect(out.low == rows[i].low && out.high == rows[i].high, "row %zu: %" PRId64 " to %" PRId64, i, out.low,
                  out.high);
    }
}

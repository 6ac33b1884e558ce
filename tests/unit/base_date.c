/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates: which there are, and how far apart. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/date.h"

Test(base_date, only_days_of_the_calendar_are_dates) {
    static const struct {
        const char *text;
        bool is;
    } rows[] = {
        {"2020-11-20", true},  {"2020-02-29", true},   {"2021-02-29", false}, {"1900-02-29", false},
        {"2000-02-29", true},  {"2020-04-31", false},  {"2020-13-01", false}, {"2020-00-10", false},
        {"2020-10-00", false}, {"2020-1-01", false},   {"20201120", false},   {"2020/11/20", false},
        {"", false},           {"2020-11-20 ", false}, {"0999-11-20", false}, {"+020-11-20", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_eq(base_is_date(rows[i].text, strlen(rows[i].text)), rows[i].is, "%s", rows[i].text);
}

Test(base_date, days_between_dates) {
    static const struct {
        const char *from, *to;
        long days;
    } rows[] = {{"2020-11-20", "2020-11-20", 0},      {"2020-11-20", "2020-11-23", 3},
                {"2020-11-23", "2020-11-20", -3},     {"2020-02-28", "2020-03-01", 2},
                {"2021-02-28", "2021-03-01", 1},      {"2020-12-31", "2021-01-01", 1},
                {"2000-01-01", "2400-01-01", 146097}, {"1999-12-31", "2000-12-31", 366}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_eq(base_days_between(rows[i].from, rows[i].to), rows[i].days, "%s %s", rows[i].from, rows[i].to);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading dates, and how many days are between them. */
#include "base/date.h"

#include "base/number.h"

static int days_in(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[month - 1] + (month == 2 && leap);
}

typedef struct {
    int64_t year, month, day;
} date;

static bool read(const char *text, size_t size, date *out) {
    return size == 10 && text[4] == '-' && text[7] == '-' && base_read_integer(text, 4, 1000, 9999, &out->year) &&
           base_read_integer(text + 5, 2, 1, 12, &out->month) &&
           base_read_integer(text + 8, 2, 1, days_in((int)out->year, (int)out->month), &out->day);
}

bool base_is_date(const char *text, size_t size) {
    date ignored;
    return read(text, size, &ignored);
}

/* Days since 1 March of year 0: leap days then come at the end of a year. */
static long day_number(const date *d) {
    long month = (long)(d->month + 9) % 12, year = (long)d->year - (d->month <= 2);
    return 365 * year + year / 4 - year / 100 + year / 400 + (306 * month + 5) / 10 + (long)d->day - 1;
}

long base_days_between(const char *from, const char *to) {
    date first = {0}, last = {0};
    return read(from, 10, &first) && read(to, 10, &last) ? day_number(&last) - day_number(&first) : 0;
}

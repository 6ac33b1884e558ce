/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many days are left until a round closes. */
#include "cli/answers.h"

#include <stdlib.h>
#include <time.h>

/* Days since 1 March of year 0 in the Gregorian calendar: leap days then come at the end of a year. */
static long day_number(long year, long month, long day) {
    long shifted = (month + 9) % 12, y = year - (month <= 2);
    return 365 * y + y / 4 - y / 100 + y / 400 + (306 * shifted + 5) / 10 + day - 1;
}

static long today(void) {
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    time_t now = epoch && *epoch ? (time_t)strtoll(epoch, NULL, 10) : time(NULL);
    struct tm parts;
    /* A given moment is UTC, as everywhere; the clock's is the day on the calendar at the wall. */
    bool good = epoch && *epoch ? gmtime_r(&now, &parts) != NULL : localtime_r(&now, &parts) != NULL;
    return good ? day_number(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday) : 0;
}

bool cli_days_until(const char *date, long *out) {
    int year, month, day, end = 0;
    if (!date || sscanf(date, "%4d-%2d-%2d%n", &year, &month, &day, &end) != 3 || date[end] != '\0')
        return false;
    *out = day_number(year, month, day) - today();
    return true;
}

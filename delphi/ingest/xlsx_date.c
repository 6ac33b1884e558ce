/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Serial numbers of days as dates. Day 1 is 1 January 1900; a 29 February 1900 that never was is day 60. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>

#include "ingest/xlsx_part.h"

/* The last day that a spreadsheet knows: 31 December 9999. */
#define LAST_DAY     2958465
#define DAYS_TO_1904 1462

/* Civil date from days since 1 March 0000, by the lengths of the Gregorian calendar's cycles. */
static void civil_from_days(int64_t days, int *year, int *month, int *day) {
    int64_t era = days / 146097, of_era = days % 146097;
    int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t day_of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t from_march = (5 * day_of_year + 2) / 153;
    *day = (int)(day_of_year - (153 * from_march + 2) / 5 + 1);
    *month = (int)(from_march < 10 ? from_march + 3 : from_march - 9);
    *year = (int)(era * 400 + year_of_era + (*month <= 2));
}

bool xlsx_date_text(double serial, xlsx_format format, bool from_1904, char out[XLSX_DATE_SIZE]) {
    if (from_1904)
        serial += DAYS_TO_1904;
    if (!(serial >= 0 && serial < LAST_DAY + 1))
        return false;
    int64_t seconds = (int64_t)llround(serial * 86400.0), days = seconds / 86400, rest = seconds % 86400;
    char time[12];
    snprintf(time, sizeof time, "%02d:%02d:%02d", (int)(rest / 3600), (int)(rest / 60 % 60), (int)(rest % 60));
    if (format == XLSX_TIME || (format == XLSX_DATE_TIME && days == 0)) {
        snprintf(out, XLSX_DATE_SIZE, "%s", time);
        return true;
    }
    int year, month, day;
    /* Day 25569 is 1 January 1970, 719468 days after 1 March 0000; days before the one that never was are one short. */
    civil_from_days(days + 693899 + (days < 60), &year, &month, &day);
    bool whole = format == XLSX_DATE || rest == 0;
    snprintf(out, XLSX_DATE_SIZE, "%04d-%02d-%02d%s%s", year, month, day, whole ? "" : " ", whole ? "" : time);
    return true;
}

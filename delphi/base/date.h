/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates of the Gregorian calendar as YYYY-MM-DD. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>

/* A day that there is, of the years 1000 to 9999. */
bool base_is_date(const char *text, size_t size);
/* Days from one such date to a later one; negative to an earlier one. */
long base_days_between(const char *from, const char *to);

#endif

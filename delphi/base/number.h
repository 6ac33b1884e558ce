/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one strict parser and the one formatter of numbers: whole text, range-checked, C locale. */
#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include <delphi/value.h>

/* Room for any number that is written here, its NUL included. */
#define BASE_NUMBER_SIZE 40

/* `-?[0-9]+`, nothing before or after, in [min, max]. */
bool base_read_integer(const char *text, size_t size, int64_t min, int64_t max, int64_t *out);
/* `-?[0-9]+(\.[0-9]+)?` as an exact fraction, at most 15 digits in all. `mark` is the decimal mark, '.' or ','. */
bool base_read_decimal(const char *text, size_t size, char mark, delphi_rational *out);
/* Writes the shortest decimal text that reads back as `value`, which must be finite; returns the length. */
size_t base_write_real(double value, char out[BASE_NUMBER_SIZE]);
size_t base_write_integer(int64_t value, char out[BASE_NUMBER_SIZE]);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a cell of a table of values says: a number, a year, yes or no. */
#include "ingest/values.h"

#include <string.h>

#include "base/number.h"
#include "base/rational.h"
#include "base/text.h"

#define DIGITS_MAX   15
#define YEAR_LEAST   1800
#define YEAR_MOST    2200
#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool is_one_of(const char *text, size_t size, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (base_same_words(text, size, words[i], strlen(words[i])))
            return true;
    return false;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* How tables say that there is no value, beside an empty cell. */
static bool is_missing(const char *text, size_t size) {
    static const char *const words[] = {"", ".", "NA", "N/A", "n.a.", "n.b."};
    return is_one_of(text, size, words, COUNT(words));
}

/* Digits with at most one mark among them; `*point` is the mark's place, or `size`. */
static bool is_plain(const char *text, size_t size, size_t *point) {
    *point = size;
    for (size_t i = 0; i < size; i++) {
        if (is_digit(text[i]))
            continue;
        if ((text[i] != '.' && text[i] != ',') || *point < size || i == 0 || i + 1 == size)
            return false;
        *point = i;
    }
    return size > 0;
}

/* Digits, marks and blanks, that together look like 1.234.567,8. */
static bool has_thousands(const char *text, size_t size) {
    size_t marks = 0;
    for (size_t i = 0; i < size; i++) {
        bool mark = strchr(".,' ", text[i]) != NULL && text[i] != '\0';
        if (!mark && !is_digit(text[i]) && !(i == 0 && text[i] == '-'))
            return false;
        marks += mark;
    }
    return marks > 1;
}

/* The first 15 digits of a number, rounded half up. */
static values_number_kind read_rounded(const char *text, size_t size, size_t point, bool negative,
                                       delphi_rational *out) {
    int64_t number = 0, den = 1;
    size_t digits = 0;
    bool rounded = false;
    for (size_t i = 0; i < size; i++) {
        if (i == point)
            continue;
        int digit = text[i] - '0';
        if (digits == DIGITS_MAX) {
            if (i < point)
                return VALUES_TOO_LARGE;
            number += digit >= 5;
            rounded = true;
            break;
        }
        digits += digits > 0 || digit > 0 || i > point;
        number = number * 10 + digit;
        den *= i > point ? 10 : 1;
    }
    *out = base_rational(negative ? -number : number, den);
    return rounded ? VALUES_ROUNDED : VALUES_NUMBER;
}

values_number_kind values_number(const char *text, size_t size, char *mark, delphi_rational *out) {
    static const char minus[] = "\xE2\x88\x92"; /* the sign itself, which tables made for print have */
    bool negative = false;
    size_t point;
    base_trim(&text, &size);
    if (is_missing(text, size))
        return VALUES_MISSING;
    const char *whole = text;
    size_t whole_size = size, signed_by = *text == '-' ? 1 : size > 3 && memcmp(text, minus, 3) == 0 ? 3 : 0;
    negative = signed_by > 0;
    text += signed_by;
    size -= signed_by;
    if (!is_plain(text, size, &point)) {
        if (size > 1 && text[size - 1] == '%')
            return VALUES_PERCENT;
        return has_thousands(whole, whole_size) ? VALUES_THOUSANDS : VALUES_NO_NUMBER;
    }
    if (point < size && *mark && *mark != text[point])
        return VALUES_THOUSANDS;
    if (point < size)
        *mark = text[point];
    return read_rounded(text, size, point, negative, out);
}

const char *values_number_fault(values_number_kind kind) {
    switch (kind) {
    case VALUES_TOO_LARGE:
        return "is larger than can be kept exactly: at most 15 digits";
    case VALUES_PERCENT:
        return "has a percent sign; write the number alone, and the unit in the indicator's definition";
    case VALUES_THOUSANDS:
        return "has marks of two kinds, or another decimal mark than the values above it; write no marks of thousands, "
               "and one decimal mark throughout";
    default:
        return "is not a number; allowed are numbers such as 12.5 or 12,5, and nothing where the value is missing";
    }
}

int values_year(const char *text, size_t size) {
    int64_t year;
    base_trim(&text, &size);
    if (size == 8 && memcmp(text + 4, "JJ00", 4) == 0)
        size = 4;
    return size == 4 && base_read_integer(text, size, YEAR_LEAST, YEAR_MOST, &year) ? (int)year : 0;
}

bool values_truth(const char *text, size_t size, bool *out) {
    static const char *const yes[] = {"1", "yes", "ja", "x", "true", "waar", "break", "breuk"}, *const no[] = {
                                                                                                    "",      "0",
                                                                                                    "no",    "nee",
                                                                                                    "false", "onwaar"};
    base_trim(&text, &size);
    *out = is_one_of(text, size, yes, COUNT(yes));
    return *out || is_one_of(text, size, no, COUNT(no));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sentences, numbers and dates as a language writes them. */
#ifndef EXPORT_PHRASE_H
#define EXPORT_PHRASE_H

#include <delphi/model.h>
#include <delphi/value.h>

/* What stands in a sentence for `{name}`. */
typedef struct {
    const char *name;
    const char *value;
} export_field;

/* A whole number as text, made to be used inside one expression: export_number(n).text. */
typedef struct {
    char text[24];
} export_digits;
export_digits export_number(int64_t number);

/* Appends `pattern` with each `{name}` replaced. A name that is not among the fields stays as it is. */
void export_fill(delphi_buffer *out, const char *pattern, const export_field *fields, size_t count);
#define EXPORT_FILL(out, pattern, ...)                                                                                 \
    export_fill(out, pattern, (const export_field[]){__VA_ARGS__},                                                     \
                sizeof((const export_field[]){__VA_ARGS__}) / sizeof(export_field))

/* Appends the start of a text: at most `most` characters and an ellipsis. */
void export_start(delphi_buffer *out, const char *text, size_t most);
/* Appends k of n as a percentage with one decimal, rounded half up from the exact counts: 76.2% or 76,2 %. n > 0. */
void export_percent(delphi_buffer *out, delphi_language language, int64_t k, int64_t n);
/* Appends a value: 7.5 or 7,5; 16/21 (76.2%); yes or no; "not defined (why)". Reals and long fractions get two
 * decimals. */
void export_value(delphi_buffer *out, delphi_language language, const delphi_value *value);
/* Appends a date given as YYYY-MM-DD: 20 November 2020, 20 november 2020. Another text is appended as it is. */
void export_date(delphi_buffer *out, delphi_language language, const char *date);
/* How many decimals the value needs, at most two. */
int export_decimals(const delphi_value *value);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sentences, numbers and dates as a language writes them. No locale of the machine has a part in it. */
#include "export/phrase.h"

#include "base/buffer.h"
#include "base/number.h"
#include "export/text.h"

#include <stdio.h>
#include <string.h>

#define NO_BREAK_SPACE "\xC2\xA0"

export_digits export_number(int64_t number) {
    export_digits digits;
    snprintf(digits.text, sizeof digits.text, "%lld", (long long)number);
    return digits;
}

static const char *field_value(const export_field *fields, size_t count, const char *name, size_t size) {
    for (size_t i = 0; i < count; i++)
        if (strlen(fields[i].name) == size && memcmp(fields[i].name, name, size) == 0)
            return fields[i].value;
    return NULL;
}

void export_fill(delphi_buffer *out, const char *pattern, const export_field *fields, size_t count) {
    const char *at = pattern, *open;
    while ((open = strchr(at, '{'))) {
        const char *close = strchr(open, '}');
        const char *value = close ? field_value(fields, count, open + 1, (size_t)(close - open - 1)) : NULL;
        base_buffer_append(out, at, (size_t)(open - at));
        if (value)
            base_buffer_text(out, value);
        else
            base_buffer_char(out, '{');
        at = value ? close + 1 : open + 1;
    }
    base_buffer_text(out, at);
}

static char decimal_mark(delphi_language language) {
    return language == DELPHI_NL ? ',' : '.';
}

/* `tenths` or `hundredths` written out: the number times 10^decimals, rounded already. */
static void append_scaled(delphi_buffer *out, delphi_language language, int64_t scaled, int decimals) {
    int64_t unit = decimals == 2 ? 100 : decimals == 1 ? 10 : 1;
    if (scaled < 0) {
        base_buffer_text(out, "\xE2\x88\x92"); /* the minus sign */
        scaled = -scaled;
    }
    base_buffer_text(out, export_number(scaled / unit).text);
    if (decimals > 0)
        base_buffer_format(out, "%c%0*lld", decimal_mark(language), decimals, (long long)(scaled % unit));
}

void export_percent(delphi_buffer *out, delphi_language language, int64_t k, int64_t n) {
    append_scaled(out, language, (2000 * k + n) / (2 * n), 1);
    base_buffer_text(out, language == DELPHI_NL ? NO_BREAK_SPACE "%" : "%");
}

int export_decimals(const delphi_value *value) {
    if (value->kind != DELPHI_VALUE_RATIONAL)
        return value->kind == DELPHI_VALUE_REAL ? 2 : 0;
    int64_t den = value->as.rational.den;
    return den == 1 ? 0 : 10 % den == 0 ? 1 : 2;
}

/* Half away from zero; the double is within one unit in the last place of the exact value, and only for the eye. */
static int64_t rounded(double x) {
    return (int64_t)(x < 0 ? x - 0.5 : x + 0.5);
}

static void append_number(delphi_buffer *out, delphi_language language, const delphi_value *value) {
    int decimals = export_decimals(value);
    double scale = decimals == 2 ? 100 : decimals == 1 ? 10 : 1;
    append_scaled(out, language, rounded(delphi_value_real(value) * scale), decimals);
}

static void append_share(delphi_buffer *out, delphi_language language, delphi_rational share) {
    base_buffer_format(out, "%lld/%lld (", (long long)share.num, (long long)share.den);
    export_percent(out, language, share.num, share.den);
    base_buffer_char(out, ')');
}

void export_value(delphi_buffer *out, delphi_language language, const delphi_value *value) {
    switch (value->kind) {
    case DELPHI_VALUE_TRUTH:
        base_buffer_text(out, export_words(language, value->as.truth ? N_("yes") : N_("no")));
        break;
    case DELPHI_VALUE_RATIONAL:
    case DELPHI_VALUE_REAL:
        append_number(out, language, value);
        break;
    case DELPHI_VALUE_SHARE:
        append_share(out, language, value->as.rational);
        break;
    default:
        EXPORT_FILL(out, export_words(language, N_("not defined ({why})")),
                    {"why", export_words(language, delphi_reason_text(value->reason))});
    }
}

static const char *const months[] = {
    NC_("month", "January"),   NC_("month", "February"), NC_("month", "March"),    NC_("month", "April"),
    NC_("month", "May"),       NC_("month", "June"),     NC_("month", "July"),     NC_("month", "August"),
    NC_("month", "September"), NC_("month", "October"),  NC_("month", "November"), NC_("month", "December"),
};

void export_date(delphi_buffer *out, delphi_language language, const char *date) {
    int64_t year, month, day;
    if (strlen(date) != 10 || !base_read_integer(date, 4, 0, 9999, &year) ||
        !base_read_integer(date + 5, 2, 1, 12, &month) || !base_read_integer(date + 8, 2, 1, 31, &day)) {
        base_buffer_text(out, date);
        return;
    }
    EXPORT_FILL(out, export_words(language, N_("{day} {month} {year}")), {"day", export_number(day).text},
                {"month", export_words_in(language, "month", months[month - 1])}, {"year", export_number(year).text});
}

void export_start(delphi_buffer *out, const char *text, size_t most) {
    size_t end = 0;
    for (size_t count = 0; text[end] && count < most; count++)
        do
            end++;
        while (((unsigned char)text[end] & 0xC0) == 0x80);
    base_buffer_append(out, text, end);
    if (text[end])
        base_buffer_text(out, "\xE2\x80\xA6");
}

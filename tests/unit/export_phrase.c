/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sentences, numbers and dates as a language writes them. */
#include <stdio.h>

#include <criterion/criterion.h>

#include "base/buffer.h"
#include "base/rational.h"
#include "export/phrase.h"

#define NBSP "\xC2\xA0"

static const char *filled(delphi_buffer *out, const char *pattern) {
    out->size = 0;
    EXPORT_FILL(out, pattern, {"a", "1"}, {"name", "word"}, {"empty", ""});
    return out->data;
}

Test(export_phrase, fields_take_the_place_of_their_names) {
    delphi_buffer out = {0};
    cr_expect_str_eq(filled(&out, "{name}: {a}{a}, {empty}."), "word: 11, .");
    cr_expect_str_eq(filled(&out, "no field"), "no field");
    cr_expect_str_eq(filled(&out, ""), "");
    cr_expect_str_eq(filled(&out, "{unknown} {a"), "{unknown} {a", "what is no field stays");
    cr_expect_str_eq(filled(&out, "{{a}}"), "{1}");
    delphi_buffer_free(&out);
}

Test(export_phrase, percentages_are_rounded_half_up_from_the_counts) {
    static const struct {
        int64_t k, n;
        const char *english, *dutch;
    } cases[] = {
        {16, 21, "76.2%", "76,2" NBSP "%"}, {0, 5, "0.0%", "0,0" NBSP "%"},         {5, 5, "100.0%", "100,0" NBSP "%"},
        {1, 16, "6.3%", "6,3" NBSP "%"},    {3, 20, "15.0%", "15,0" NBSP "%"},      {1, 2000, "0.1%", "0,1" NBSP "%"},
        {1, 2001, "0.0%", "0,0" NBSP "%"},  {1874, 2500, "75.0%", "75,0" NBSP "%"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        delphi_buffer english = {0}, dutch = {0};
        export_percent(&english, DELPHI_EN, cases[i].k, cases[i].n);
        export_percent(&dutch, DELPHI_NL, cases[i].k, cases[i].n);
        cr_expect_str_eq(english.data, cases[i].english);
        cr_expect_str_eq(dutch.data, cases[i].dutch);
        delphi_buffer_free(&english);
        delphi_buffer_free(&dutch);
    }
}

Test(export_phrase, values_of_every_kind) {
    const struct {
        delphi_value value;
        const char *english, *dutch;
    } cases[] = {
        {base_value_integer(7), "7", "7"},
        {base_value_rational(base_rational(15, 2)), "7.5", "7,5"},
        {base_value_rational(base_rational(29, 4)), "7.25", "7,25"},
        {base_value_rational(base_rational(22, 3)), "7.33", "7,33"},
        {base_value_rational(base_rational(-1, 4)),
         "\xE2\x88\x92"
         "0.25",
         "\xE2\x88\x92"
         "0,25"},
        {base_value_share(16, 21), "16/21 (76.2%)", "16/21 (76,2" NBSP "%)"},
        {base_value_real(1.005), "1.00", "1,00"},
        {base_value_real(2.386), "2.39", "2,39"},
        {base_value_truth(true), "yes", "ja"},
        {base_value_truth(false), "no", "nee"},
        {base_value_undefined(DELPHI_REASON_NO_RATINGS), "not defined (no valid rating)",
         "niet bepaald (geen geldige beoordeling)"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        delphi_buffer english = {0}, dutch = {0};
        export_value(&english, DELPHI_EN, &cases[i].value);
        export_value(&dutch, DELPHI_NL, &cases[i].value);
        cr_expect_str_eq(english.data, cases[i].english);
        cr_expect_str_eq(dutch.data, cases[i].dutch);
        delphi_buffer_free(&english);
        delphi_buffer_free(&dutch);
    }
}

Test(export_phrase, dates_in_words_for_every_month) {
    static const char *const dutch[] = {"januari", "februari", "maart",     "april",   "mei",      "juni",
                                        "juli",    "augustus", "september", "oktober", "november", "december"};
    for (int m = 1; m <= 12; m++) {
        char date[32], expected[64];
        delphi_buffer out = {0};
        snprintf(date, sizeof date, "2020-%02d-20", m);
        snprintf(expected, sizeof expected, "20 %s 2020", dutch[m - 1]);
        export_date(&out, DELPHI_NL, date);
        cr_expect_str_eq(out.data, expected);
        delphi_buffer_free(&out);
    }
    delphi_buffer out = {0};
    export_date(&out, DELPHI_EN, "2021-01-05");
    cr_expect_str_eq(out.data, "5 January 2021");
    out.size = 0;
    export_date(&out, DELPHI_EN, "spring");
    cr_expect_str_eq(out.data, "spring", "what is no date stays as it is");
    delphi_buffer_free(&out);
}

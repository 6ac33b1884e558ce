/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UTF-8, white space, spelling, ids. */
#include <criterion/criterion.h>

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

Test(base_text, finds_the_first_byte_that_is_not_utf8) {
    static const struct {
        const char *bytes;
        size_t at; /* (size_t)-1: well-formed */
    } rows[] = {
        {"", (size_t)-1},        {"Beïnvloedbaarheid – “goed”", (size_t)-1}, {"abcdefgh\xF0\x9F\x98\x80", (size_t)-1},
        {"abc\x96 def", 3},      /* Windows-1252 dash */
        {"abcdefghijk\xC3", 11}, /* cut */
        {"\xC0\xAF", 0},         /* overlong */
        {"ab\xED\xA0\x80", 2},   /* surrogate */
        {"\xF4\x90\x80\x80", 0}, /* above U+10FFFF */
        {"12345678\x80", 8},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t at = 999;
        bool good = base_utf8_valid(rows[i].bytes, strlen(rows[i].bytes), &at);
        cr_expect_eq(good, rows[i].at == (size_t)-1, "row %zu", i);
        if (!good)
            cr_expect_eq(at, rows[i].at, "row %zu: %zu", i, at);
    }
}

Test(base_text, trims_blanks_and_no_break_spaces) {
    const char *text = " \t\xC2\xA0 seven \xC2\xA0\r\n";
    size_t size = strlen(text);
    base_trim(&text, &size);
    cr_expect_eq(size, 5u);
    cr_expect_eq(memcmp(text, "seven", 5), 0);
    text = " \xC2\xA0 ", size = strlen(text);
    base_trim(&text, &size);
    cr_expect_eq(size, 0u);
}

static bool same(const char *a, const char *b) {
    return base_same_words(a, strlen(a), b, strlen(b));
}

Test(base_text, same_words_fold_case_and_white_space) {
    cr_expect(same("Zeer  relevant", " zeer relevant\n"));
    cr_expect(same("zeer\r\nrelevant", "zeer relevant"));
    cr_expect(same("", "  "));
    cr_expect_not(same("zeer relevant", "zeerrelevant"));
    cr_expect_not(same("zeer relevant", "zeer"));
    cr_expect_not(same("é", "e"));
}

Test(base_text, edit_distance_counts_a_swap_once) {
    cr_expect_eq(base_edit_distance("median", 6, "mediam", 6, 3), 1u);
    cr_expect_eq(base_edit_distance("meidan", 6, "median", 6, 3), 1u);
    cr_expect_eq(base_edit_distance("iqr", 3, "IQR", 3, 3), 0u);
    cr_expect_eq(base_edit_distance("a", 1, "completely", 10, 3), 4u);
    cr_expect_eq(base_edit_distance("", 0, "abc", 3, 5), 3u);
}

Test(base_text, nearest_spelling_or_none) {
    static const char *const names[] = {"median", "mean", "share", "iqr"};
    cr_expect_str_eq(base_nearest("medain", names, 4), "median");
    cr_expect_str_eq(base_nearest("shares", names, 4), "share");
    cr_expect_null(base_nearest("disagreement", names, 4));
    cr_expect_null(base_nearest("x", names, 4));
}

Test(base_text, ids_hold_letters_digits_and_three_signs) {
    cr_expect(base_is_id("I01", 3));
    cr_expect(base_is_id("p-1_a.b", 7));
    cr_expect(base_is_id("één", strlen("één")));
    static const char *const bad[] = {"", "a b", "a@b.nl", "I01[rel]", "a,b", "a;b", "a\nb", "a\"b", "a/b", "\xC2\xA0"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        cr_expect_not(base_is_id(bad[i], strlen(bad[i])), "'%s'", bad[i]);
    char lang[66];
    memset(lang, 'a', sizeof lang);
    cr_expect(base_is_id(lang, 64));
    cr_expect_not(base_is_id(lang, 65));
}

Test(base_text, names_can_stand_in_a_rule) {
    cr_expect(base_is_name("relevance", 9));
    cr_expect(base_is_name("cost-2", 6));
    cr_expect_not(base_is_name("2cost", 5));
    cr_expect_not(base_is_name("é", 2));
    cr_expect_not(base_is_name("", 0));
}

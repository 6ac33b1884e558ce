/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The look-up of translations: the MO format, contexts, plurals, and that nothing is left in English. */
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#include <delphi/delphi.h>

#include "export/mo.h"
#include "export/text.h"

/* A catalogue of five texts as the gettext manual describes the format; keys are sorted as C strings. */
typedef struct {
    const char *key, *text;
    size_t key_size, text_size;
} pair;

#define PAIR(key, text)                                                                                                \
    { key, text, sizeof(key) - 1, sizeof(text) - 1 }
static const pair pairs[] = {
    PAIR("", "Language: nl\n"),
    PAIR("May", "mag"),
    PAIR("decision\004keep", "behouden"),
    PAIR("month\004May", "mei"),
    PAIR("{n} expert\0{n} experts", "{n} expert\0{n} experts (mv)"),
};
enum { PAIRS = sizeof pairs / sizeof *pairs, HEADER = 28, TABLES = PAIRS * 8 };

static void put_word(unsigned char *at, uint32_t word, bool big) {
    for (int i = 0; i < 4; i++)
        at[i] = (unsigned char)(word >> 8 * (big ? 3 - i : i));
}

/* Exactly as many bytes as the catalogue has, so that a sanitizer sees every step outside. */
static unsigned char *make_catalogue(bool big, size_t *size) {
    size_t end = HEADER + 2 * TABLES;
    for (size_t i = 0; i < PAIRS; i++)
        end += pairs[i].key_size + pairs[i].text_size + 2;
    unsigned char *bytes = calloc(1, end);
    uint32_t header[] = {0x950412de, 0, PAIRS, HEADER, HEADER + TABLES, 0, 0};
    size_t at = HEADER + 2 * TABLES;
    for (size_t i = 0; i < 7; i++)
        put_word(bytes + 4 * i, header[i], big);
    for (size_t table = 0; table < 2; table++)
        for (size_t i = 0; i < PAIRS; i++) {
            size_t length = table ? pairs[i].text_size : pairs[i].key_size;
            put_word(bytes + HEADER + table * TABLES + 8 * i, (uint32_t)length, big);
            put_word(bytes + HEADER + table * TABLES + 8 * i + 4, (uint32_t)at, big);
            memcpy(bytes + at, table ? pairs[i].text : pairs[i].key, length);
            at += length + 1;
        }
    *size = end;
    return bytes;
}

Test(export_text, finds_texts_contexts_and_plurals_in_either_byte_order) {
    for (int big = 0; big < 2; big++) {
        export_mo mo;
        unsigned char *bytes = make_catalogue(big, &mo.size);
        mo.bytes = bytes;
        cr_assert_str_eq(export_mo_find(&mo, NULL, "May", 0), "mag");
        cr_assert_str_eq(export_mo_find(&mo, "month", "May", 0), "mei");
        cr_assert_str_eq(export_mo_find(&mo, "decision", "keep", 0), "behouden");
        cr_assert_str_eq(export_mo_find(&mo, NULL, "{n} expert", 0), "{n} expert");
        cr_assert_str_eq(export_mo_find(&mo, NULL, "{n} expert", 1), "{n} experts (mv)");
        cr_assert_null(export_mo_find(&mo, NULL, "{n} expert", 2), "there is no third form");
        free(bytes);
    }
}

Test(export_text, does_not_find_what_is_not_there) {
    export_mo mo;
    unsigned char *bytes = make_catalogue(false, &mo.size);
    mo.bytes = bytes;
    static const char *const absent[] = {"Ma", "May ", "keep",       "decision", "decision\004keep ",
                                         "a",  "zzz",  "{n} experts"};
    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++)
        cr_expect_null(export_mo_find(&mo, NULL, absent[i], 0), "%s", absent[i]);
    cr_expect_null(export_mo_find(&mo, "decision", "May", 0));
    cr_expect_null(export_mo_find(&mo, "month", "keep", 0));
    cr_expect_null(export_mo_find(&mo, "mont", "May", 0));
    free(bytes);
}

static void look_up_everything(const export_mo *mo) {
    for (size_t i = 0; i < PAIRS; i++)
        for (size_t form = 0; form < 3; form++) {
            const char *found = export_mo_find(mo, NULL, pairs[i].key, form);
            if (found)
                cr_assert_leq(strlen(found), mo->size);
        }
    export_mo_find(mo, "month", "May", 0);
}

Test(export_text, a_catalogue_that_is_cut_anywhere_is_never_read_beyond_its_end) {
    size_t size;
    unsigned char *whole = make_catalogue(false, &size);
    for (size_t cut = 0; cut < size; cut++) {
        unsigned char *bytes = malloc(cut ? cut : 1);
        memcpy(bytes, whole, cut);
        export_mo mo = {bytes, cut};
        look_up_everything(&mo);
        cr_assert_null(export_mo_find(&mo, NULL, "{n} expert", 1), "the last text is cut at %zu", cut);
        free(bytes);
    }
    free(whole);
}

Test(export_text, a_catalogue_with_any_one_byte_changed_is_never_read_beyond_its_end) {
    static const unsigned char changes[] = {0x01, 0x80, 0xFF};
    export_mo mo;
    unsigned char *bytes = make_catalogue(false, &mo.size);
    mo.bytes = bytes;
    for (size_t i = 0; i < mo.size; i++)
        for (size_t c = 0; c < sizeof changes; c++) {
            bytes[i] ^= changes[c];
            look_up_everything(&mo);
            bytes[i] ^= changes[c];
        }
    cr_assert_str_eq(export_mo_find(&mo, NULL, "May", 0), "mag");
    free(bytes);
}

Test(export_text, english_is_the_language_of_the_code) {
    cr_assert_str_eq(export_words(DELPHI_EN, "Summary"), "Summary");
    cr_assert_null(export_translation(DELPHI_EN, NULL, "Summary"));
    cr_assert_str_eq(export_words_many(DELPHI_EN, "one", "many", 1), "one");
    cr_assert_str_eq(export_words_many(DELPHI_EN, "one", "many", 0), "many");
    cr_assert_str_eq(export_words_many(DELPHI_EN, "one", "many", 2), "many");
}

Test(export_text, dutch_comes_from_the_catalogue_and_else_the_text_stays) {
    cr_assert_str_eq(export_words(DELPHI_NL, "Summary"), "Samenvatting");
    cr_assert_str_eq(export_words_in(DELPHI_NL, "month", "May"), "mei");
    cr_assert_str_eq(export_words_many(DELPHI_NL, "{count} is dropped", "{count} are dropped", 1),
                     "valt er {count} af");
    cr_assert_str_eq(export_words_many(DELPHI_NL, "{count} is dropped", "{count} are dropped", 3),
                     "vallen er {count} af");
    cr_assert_str_eq(export_words(DELPHI_NL, "no such text"), "no such text");
    cr_assert_str_eq(export_words(DELPHI_NL, ""), "", "the catalogue's header is no text");
}

static void expect_dutch(const char *text) {
    const char *dutch = export_translation(DELPHI_NL, NULL, text);
    cr_expect(dutch && *dutch && strcmp(dutch, text) != 0, "not in Dutch: %s", text);
}

Test(export_text, every_text_of_the_tables_is_in_dutch) {
    size_t measures, presets, words = 0;
    const delphi_measure *measure = delphi_measures(&measures);
    const delphi_preset *preset = delphi_presets(&presets);
    for (size_t i = 0; i < measures; i++, words++) {
        cr_expect_not_null(export_translation(DELPHI_NL, NULL, measure[i].title), "%s", measure[i].title);
        expect_dutch(measure[i].definition);
    }
    for (size_t i = 0; i < presets; i++, words++)
        expect_dutch(preset[i].text);
    for (delphi_reason r = DELPHI_REASON_NONE + 1; r < DELPHI_REASON_COUNT; r++, words++)
        expect_dutch(delphi_reason_text(r));
    cr_assert_gt(words, 40);
}

/* ---- rounds about topics ---- */

Test(export_text, texts_about_indicators_speak_of_topics_where_these_are_rated) {
    static const struct {
        const char *text, *dutch, *english;
    } cases[] = {
        {"Indicators", "Onderwerpen", "Topics"},
        {"Is an indicator missing?", "Mist u een onderwerp?", "Is a topic missing?"},
        {"The id of the indicator.", "De id van het onderwerp.", "The id of the topic."},
        {"Topics and their indicators", "Onderwerpen en hun indicatoren", "Topics and their indicators"},
        {"Summary", "Samenvatting", "Summary"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_expect_str_eq(export_words_about(DELPHI_LEVEL_TOPIC, DELPHI_NL, cases[i].text), cases[i].dutch);
        cr_expect_str_eq(export_words_about(DELPHI_LEVEL_TOPIC, DELPHI_EN, cases[i].text), cases[i].english);
        cr_expect_str_eq(export_words_about(DELPHI_LEVEL_INDICATOR, DELPHI_EN, cases[i].text), cases[i].text);
    }
    cr_expect_str_eq(export_words_about_many(DELPHI_LEVEL_TOPIC, DELPHI_NL, "Of {total} indicator {list}.",
                                             "Of {total} indicators {list}.", 3),
                     "Van de {total} onderwerpen {list}.");
}

/* Of all texts of the tables none is left that a round about topics would say of indicators. */
Test(export_text, no_measure_is_of_indicators_where_topics_are_rated) {
    size_t measures, sets;
    const delphi_set_measure *set = delphi_set_measures(&sets);
    const delphi_measure *measure = delphi_measures(&measures);
    for (int l = 0; l < DELPHI_LANGUAGE_COUNT; l++) {
        for (size_t i = 0; i < sets; i++) {
            const char *words = export_words_about(DELPHI_LEVEL_TOPIC, (delphi_language)l, set[i].definition);
            cr_expect(!strstr(words, "ndicator"), "%s", words);
        }
        for (size_t i = 0; i < measures; i++) {
            const char *words = export_words_about(DELPHI_LEVEL_TOPIC, (delphi_language)l, measure[i].definition);
            cr_expect(!strstr(words, "ndicator"), "%s", words);
        }
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* study.json: what it says, its defaults, and every way in which it is refused. */
#include "ingest_help.h"

#include "base/buffer.h"

#include <cJSON.h>
#include <errno.h>
#include <stdlib.h>

#define SMALL                                                                                                          \
    "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 1, \"max\": 9}, \"rules\": \"ram\", "        \
    "\"rounds\": [{\"id\": 1}]}"

Test(ingest_protocol, what_is_left_out_has_its_default) {
    delphi_study *study = study_with(SMALL);
    const delphi_protocol *p = &study->protocol;
    cr_expect_str_eq(p->id, "s");
    cr_expect_eq(p->language, DELPHI_NL);
    cr_expect_str_eq(p->title.in[DELPHI_NL], "s");
    cr_expect_null(p->title.in[DELPHI_EN]);
    cr_expect(p->scale.cannot_judge);
    cr_expect_eq(p->scale.cannot_judge_label_count, 0u);
    for (int i = 0; i < 9; i++)
        cr_expect(!p->scale.labels[i].in[DELPHI_NL] && !p->scale.labels[i].in[DELPHI_EN]);
    cr_assert_eq(p->band_count, 3u);
    cr_expect(p->bands[0].low == 1 && p->bands[0].high == 3 && strcmp(p->bands[0].id, "low") == 0);
    cr_expect(p->bands[1].low == 4 && p->bands[1].high == 6 && strcmp(p->bands[1].id, "middle") == 0);
    cr_expect(p->bands[2].low == 7 && p->bands[2].high == 9 && strcmp(p->bands[2].id, "high") == 0);
    cr_assert_eq(p->criterion_count, 1u);
    cr_expect_str_eq(p->criteria[0].id, "rating");
    cr_expect_str_eq(p->criteria[0].title.in[DELPHI_NL], "Beoordeling");
    cr_expect_str_eq(p->criteria[0].title.in[DELPHI_EN], "Rating");
    cr_expect_eq(p->group_count, 0u);
    cr_expect_eq(p->quantile_type, DELPHI_QUANTILE_TYPE7);
    cr_expect_eq(p->denominator, DELPHI_DENOMINATOR_VALID);
    cr_expect(p->min_ratings == 5 && p->min_group == 5);
    cr_expect_eq(p->settled, DELPHI_SETTLED_LEAVE);
    cr_expect_eq(p->seed, 1u);
    cr_expect(p->received);
    cr_expect_str_eq(p->rules.preset, "ram");
    cr_expect(!p->rules.keep && !p->rules.drop);
    cr_assert_eq(p->round_count, 1u);
    cr_expect(p->rounds[0].id == 1 && !p->rounds[0].closes && !p->rounds[0].rules.preset);
    cr_expect_null(study->ratings[0]);
    delphi_study_free(study);
}

Test(ingest_protocol, a_scale_other_than_one_to_nine_has_no_bands_of_itself) {
    delphi_study *study =
        study_with("{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": -1, \"max\": 2},"
                   "\"rules\": \"ram\", \"rounds\": [{\"id\": 1}]}");
    cr_expect_eq(study->protocol.band_count, 0u);
    delphi_study_free(study);
}

static const char full[] =
    "\xEF\xBB\xBF"
    "{\"rounds\": [{\"id\": 1, \"closes\": \"2020-02-29\"}, {\"id\": 2},\n"
    "   {\"id\": 3, \"closes\": \"2020-02-29\", \"rules\": {\"preset\": \"ram\", \"drop\": \"median <= 3\"}}],\n"
    " \"rules\": {\"keep\": \"median >= 7\"}, \"received\": false, \"seed\": 9007199254740991, \"settled\": \"stay\",\n"
    " \"min_group\": 1, \"min_ratings\": 100000, \"denominator\": \"panel\", \"quantile_type\": \"hinges\",\n"
    " \"groups\": [{\"id\": \"é.1\", \"title\": {\"nl\": \"Een\"}}, {\"id\": \"g2\"}],\n"
    " \"criteria\": [{\"id\": \"a-b\", \"title\": \"A/B \\u00e9\"}],\n"
    " \"bands\": {\"top\": [2, 3], \"one\": [-2, -2]}, \"language\": \"en\", \"id\": \"st\", \"format\": "
    "\"delphi-study/1\",\n"
    " \"title\": {\"nl\": \"Titel\", \"en\": \"Title\"},\n"
    " \"scale\": {\"labels\": {\"-2\": \"not\", \"3\": {\"nl\": \"zeer\"}}, \"min\": -2, \"max\": 3,\n"
    "   \"cannot_judge\": [\"n/a\", {\"nl\": \"weet niet\", \"en\": \"don't know\"}]}}\n";

Test(ingest_protocol, everything_that_can_be_said_is_read) {
    delphi_study *study = study_with(full);
    const delphi_protocol *p = &study->protocol;
    cr_expect_eq(p->language, DELPHI_EN);
    cr_expect_str_eq(p->title.in[DELPHI_NL], "Titel");
    cr_expect_str_eq(p->title.in[DELPHI_EN], "Title");
    cr_expect(p->scale.min == -2 && p->scale.max == 3 && p->scale.cannot_judge);
    cr_expect_str_eq(p->scale.labels[0].in[DELPHI_EN], "not");
    cr_expect_null(p->scale.labels[0].in[DELPHI_NL]);
    cr_expect_str_eq(p->scale.labels[5].in[DELPHI_NL], "zeer");
    cr_assert_eq(p->scale.cannot_judge_label_count, 3u);
    cr_expect_str_eq(p->scale.cannot_judge_labels[0], "n/a");
    cr_expect_str_eq(p->scale.cannot_judge_labels[1], "weet niet");
    cr_expect_str_eq(p->scale.cannot_judge_labels[2], "don't know");
    cr_assert_eq(p->band_count, 2u);
    cr_expect(strcmp(p->bands[0].id, "top") == 0 && p->bands[0].low == 2 && p->bands[0].high == 3);
    cr_expect(strcmp(p->bands[1].id, "one") == 0 && p->bands[1].low == -2 && p->bands[1].high == -2);
    cr_expect_str_eq(p->criteria[0].title.in[DELPHI_EN], "A/B \xC3\xA9");
    cr_assert_eq(p->group_count, 2u);
    cr_expect_str_eq(p->groups[0].title.in[DELPHI_NL], "Een");
    cr_expect_str_eq(p->groups[1].title.in[DELPHI_EN], "g2");
    cr_expect(p->quantile_type == DELPHI_QUANTILE_HINGES && p->denominator == DELPHI_DENOMINATOR_PANEL);
    cr_expect(p->min_ratings == 100000 && p->min_group == 1 && p->settled == DELPHI_SETTLED_STAY && !p->received);
    cr_expect_eq(p->seed, 9007199254740991u);
    cr_expect(p->rules.keep && !p->rules.preset && !p->rules.drop);
    cr_assert_eq(p->round_count, 3u);
    cr_expect_str_eq(p->rounds[0].closes, "2020-02-29");
    cr_expect_null(p->rounds[1].closes);
    cr_expect_str_eq(p->rounds[2].rules.preset, "ram");
    cr_expect_str_eq(p->rounds[2].rules.drop, "median <= 3");
    cr_expect_null(p->rounds[2].rules.keep);
    delphi_study_free(study);
}

Test(ingest_protocol, the_fingerprint_is_of_the_bytes) {
    delphi_study *study = study_with(SMALL);
    char first[65];
    strcpy(first, study->protocol.sha256);
    cr_expect_eq(strlen(first), 64u);
    delphi_study_free(study);
    study = study_with(SMALL "\n");
    cr_expect_str_neq(study->protocol.sha256, first);
    delphi_study_free(study);
}

Test(ingest_protocol, each_quantile_type_and_each_word_is_read) {
    static const struct {
        const char *json;
        int quantile, denominator;
    } rows[] = {{"2", 2, 0}, {"6", 6, 0}, {"7", 7, 0}, {"8", 8, 0}, {"8, \"denominator\": \"answered\"", 8, 1}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char json[400];
        snprintf(json, sizeof json, "{\"quantile_type\": %s, %s", rows[i].json, &SMALL[1]);
        delphi_study *study = study_with(json);
        cr_expect_eq((int)study->protocol.quantile_type, rows[i].quantile, "%s", json);
        cr_expect_eq((int)study->protocol.denominator, rows[i].denominator, "%s", json);
        delphi_study_free(study);
    }
}

static void refuse(const char *json, size_t size, const char *expected) {
    delphi_problems *problems = delphi_problems_new();
    delphi_study *study = delphi_study_new();
    cr_expect_eq(delphi_read_protocol(study, "s.json", json, size, problems), DELPHI_ERR_INPUT, "%s", json);
    expect_told(problems, expected, json);
    cr_expect_eq(study->protocol.round_count, 0u);
    delphi_study_free(study);
    delphi_problems_free(problems);
}

typedef struct {
    const char *json, *expected;
} refusal;

Test(ingest_protocol, what_is_no_json_is_refused_at_its_line_and_column) {
#define NOT_HERE " is not expected here (a comma too many or missing, a key without quotes?)\n"
    static const refusal rows[] = {
        {"", "s.json:1:1: this file is empty; a study's protocol is a JSON object { ... }\n"},
        {" \n", "s.json:1:1: this file is empty; a study's protocol is a JSON object { ... }\n"},
        {"{\n \"é\": 1,}", "s.json:2:9: this is not JSON: \"}\"" NOT_HERE},
        {"{\"a\": 1\r\n \"b\": 2}", "s.json:2:2: this is not JSON: \"\"\"" NOT_HERE},
        {"{\"a\": é}", "s.json:1:7: this is not JSON: \"é\"" NOT_HERE},
        {"{\"a\": [1}", "s.json:1:9: a ] is expected here, before the }\n"},
        {"{\"a\": {1]", "s.json:1:9: a } is expected here, before the ]\n"},
        {"{\n\"a\": [1\n", "s.json:2:6: this bracket is never closed\n"},
        {"]", "s.json:1:1: this bracket closes nothing\n"},
        {"{\"a\": \"b", "s.json:1:7: the quote that opens this text is never closed\n"},
        {"{\"a\": \"b\\", "s.json:1:7: the quote that opens this text is never closed\n"},
        {"{\"a\": \"b\n\"}", "s.json:1:9: a text may not run on to the next line; is its closing quote missing?\n"},
        {"{\"a\": \"b\tc\"}", "s.json:1:9: a control character stands inside a text\n"},
        {"{\"a\": \"\\u0000\"}", "s.json:1:8: the character \\u0000 is not allowed in a text\n"},
        {"{\"a\":\v 1}", "s.json:1:6: a control character stands here\n"},
        {SMALL "x", "s.json:1:110: text follows the end of the JSON; nothing may\n"},
        {SMALL "\n{}", "s.json:2:1: text follows the end of the JSON; nothing may\n"},
        {"\xEF\xBB\xBF{\"a\": \"\xE9t\xE9\"}", "s.json:1: the byte E9 (character 8 of this line) is not UTF-8; save "
                                               "the file as UTF-8 (in Excel: \"CSV UTF-8\")\n"},
        {"\xFF\xFE{", "s.json:1: this file is UTF-16; save it as UTF-8\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        refuse(rows[i].json, strlen(rows[i].json), rows[i].expected);
    refuse("{\"a\":\0}", 7, "s.json:1:6: a control character stands here\n");
}

Test(ingest_protocol, numbers_that_json_does_not_have_are_refused) {
    static const char *const numbers[] = {"01", "-01", "1.", "1.e3", "-", "1e", "1e+", "1+1", "00"};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        char json[400];
        snprintf(json, sizeof json, "{\"seed\": %s, %s", numbers[i], &SMALL[1]);
        delphi_problems *problems = delphi_problems_new();
        delphi_study *study = delphi_study_new();
        cr_expect_eq(delphi_read_protocol(study, "s", json, strlen(json), problems), DELPHI_ERR_INPUT, "%s", json);
        const delphi_error *first = delphi_problems_get(problems, 0);
        cr_assert_not_null(first, "%s", json);
        cr_expect(first->line == 1 && first->column == 10, "%s", json);
        cr_expect(strstr(first->message, "JSON does not write a number like this"), "%s", first->message);
        delphi_study_free(study);
        delphi_problems_free(problems);
    }
}

Test(ingest_protocol, nesting_has_an_end) {
    char json[200];
    memset(json, '[', 100);
    memset(json + 100, ']', 100);
    refuse(json, 200, "s.json:1:33: this is nested more than 32 deep\n");
}

/* A small study with one field more. */
static void refuse_field(const char *field, const char *expected) {
    char json[1000];
    snprintf(json, sizeof json, "{%s, %s", field, &SMALL[1]);
    refuse(json, strlen(json), expected);
}

Test(ingest_protocol, a_wrong_field_is_told_with_its_pointer) {
#define WHOLE(high) ": expected a whole number from 1 to " high ", found "
    static const refusal rows[] = {
        {"\"titel\": 1",
         "s.json:/titel: unknown key; did you mean \"title\"? Allowed: $schema, format, id, language, title, scale, "
         "bands, criteria, groups, quantile_type, denominator, min_ratings, min_group, settled, seed, replicates, "
         "received, scan, rules, select, longlist, rounds\n"},
        {"\"id\": \"t\"", "s.json:/id: this key stands more than once; one of them is to go\n"},
        {"\"language\": \"de\"", "s.json:/language: found \"de\"; allowed: nl, en\n"},
        {"\"language\": [\"nl\"]", "s.json:/language: found an array [ ]; allowed: nl, en\n"},
        {"\"title\": 7", "s.json:/title: expected a text, or an object with \"nl\" and \"en\", found 7\n"},
        {"\"title\": \" \"", "s.json:/title: this text is empty; leave the key out\n"},
        {"\"title\": \"\\u0007\"", "s.json:/title: this text holds a control character\n"},
        {"\"title\": {}", "s.json:/title: expected a text in \"nl\", in \"en\" or in both, found none\n"},
        {"\"title\": {\"nl\": null}", "s.json:/title/nl: expected a text, found null\n"},
        {"\"title\": {\"de\": \"x\"}", "s.json:/title/de: unknown key; allowed: nl, en\n"},
        {"\"title\": {\"a/b~c\": \"x\"}", "s.json:/title/a~1b~0c: unknown key; allowed: nl, en\n"},
        {"\"bands\": []",
         "s.json:/bands: expected an object with bands, such as {\"high\": [7, 9]}, found an array [ ]\n"},
        {"\"bands\": {\"top\": 9}",
         "s.json:/bands/top: expected an array [ ] of points, the lowest and the highest, found 9\n"},
        {"\"bands\": {\"top\": [7]}", "s.json:/bands/top: expected 2 points, the lowest and the highest, found 1\n"},
        {"\"bands\": {\"top\": [9, 7]}",
         "s.json:/bands/top: this band runs from 9 to 7; its lowest point comes first\n"},
        {"\"bands\": {\"top\": [0, 10]}", "s.json:/bands/top/0" WHOLE("9") "0\ns.json:/bands/top/1" WHOLE("9") "10\n"},
        {"\"bands\": {\"count\": [7, 9]}",
         "s.json:/bands/count: \"count\" is a word of the rule language; choose another\n"},
        {"\"bands\": {\"cannot_judge\": [7, 9]}",
         "s.json:/bands/cannot_judge: \"cannot_judge\" is a word of the rule language; choose another\n"},
        {"\"bands\": {\"7up\": [7, 9]}",
         "s.json:/bands/7up: \"7up\" cannot be used in a rule; allowed are at most 64 of A-Z, a-z, 0-9, _ and -, and a "
         "letter or _ to begin with\n"},
        {"\"bands\": {\"a\": [7, 9], \"a\": [7, 9]}",
         "s.json:/bands/a: this key stands more than once; one of them is to go\n"},
        {"\"criteria\": {}", "s.json:/criteria: expected an array [ ] of criteria, found an object { }\n"},
        {"\"criteria\": []", "s.json:/criteria: expected 1 to 100 criteria, found 0\n"},
        {"\"criteria\": [\"a\"]", "s.json:/criteria/0: expected an object { }, found \"a\"\n"},
        {"\"criteria\": [{}]", "s.json:/criteria/0/id: this key is required, and missing\n"},
        {"\"criteria\": [{\"id\": \"any\"}]",
         "s.json:/criteria/0/id: \"any\" is a word of the rule language; choose another\n"},
        {"\"criteria\": [{\"id\": \"a\"}, {\"id\": \"b\"}, {\"id\": \"a\"}]",
         "s.json:/criteria/2/id: the id \"a\" is taken: number 1 of this list has it too\n"},
        {"\"groups\": [{\"id\": \"a b\"}]",
         "s.json:/groups/0/id: expected an id of 1 to 64 letters, digits, _, - and ., found \"a b\"\n"},
        {"\"groups\": [{\"id\": \"a\", \"titel\": \"x\"}]",
         "s.json:/groups/0/titel: unknown key; did you mean \"title\"? Allowed: id, title\n"},
        {"\"quantile_type\": 5", "s.json:/quantile_type: expected 2, 6, 7, 8 or \"hinges\", found 5\n"},
        {"\"quantile_type\": \"7\"", "s.json:/quantile_type: expected 2, 6, 7, 8 or \"hinges\", found \"7\"\n"},
        {"\"denominator\": \"vallid\"",
         "s.json:/denominator: found \"vallid\"; did you mean \"valid\"? Allowed: valid, answered, panel\n"},
        {"\"settled\": true", "s.json:/settled: found true; allowed: leave, stay\n"},
        {"\"min_ratings\": 0", "s.json:/min_ratings" WHOLE("100000") "0\n"},
        {"\"min_ratings\": 2.5", "s.json:/min_ratings" WHOLE("100000") "2.5\n"},
        {"\"min_ratings\": \"5\"", "s.json:/min_ratings" WHOLE("100000") "\"5\"\n"},
        {"\"min_group\": 100001", "s.json:/min_group" WHOLE("100000") "100001\n"},
        {"\"min_group\": 1e999", "s.json:/min_group" WHOLE("100000") "a number too large\n"},
        {"\"seed\": -1", "s.json:/seed: expected a whole number from 0 to 9007199254740991, found -1\n"},
        {"\"seed\": 9007199254740993",
         "s.json:/seed: expected a whole number from 0 to 9007199254740991, found 9007199254740992\n"},
        {"\"received\": 1", "s.json:/received: expected true or false, found 1\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        refuse_field(rows[i].json, rows[i].expected);
}

static void refuse_scale(const char *scale, const char *expected) {
    char json[1000];
    snprintf(
        json, sizeof json,
        "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": %s, \"rules\": \"ram\", \"rounds\": [{\"id\": 1}]}",
        scale);
    refuse(json, strlen(json), expected);
}

Test(ingest_protocol, a_wrong_scale_is_told_with_its_pointer) {
    static const refusal rows[] = {
        {"9", "s.json:/scale: expected an object { }, found 9\n"},
        {"{\"max\": 9}", "s.json:/scale/min: this key is required, and missing\n"},
        {"{\"min\": 1}", "s.json:/scale/max: this key is required, and missing\n"},
        {"{\"min\": -1001, \"max\": 9}",
         "s.json:/scale/min: expected a whole number from -1000 to 1000, found -1001\n"},
        {"{\"min\": 9, \"max\": 9}",
         "s.json:/scale/max: the scale runs from 9 to 9; \"max\" is to lie above \"min\"\n"},
        {"{\"min\": -1, \"max\": 1000}", "s.json:/scale/max: the scale has 1002 points; at most 1001 are allowed\n"},
        {"{\"min\": 1, \"max\": 5, \"labels\": {\"6\": \"x\"}}",
         "s.json:/scale/labels/6: \"6\" is not a point of the scale; allowed: \"1\" to \"5\"\n"},
        {"{\"min\": 1, \"max\": 5, \"labels\": {\"1\": \"x\", \"01\": \"y\", \"1\": \"z\"}}",
         "s.json:/scale/labels/1: this key stands more than once; one of them is to go\n"
         "s.json:/scale/labels/01: the point 1 has a label already\n"
         "s.json:/scale/labels/1: the point 1 has a label already\n"},
        {"{\"min\": 1, \"max\": 5, \"labels\": {\"1\": 1}}",
         "s.json:/scale/labels/1: expected a text, or an object with \"nl\" and \"en\", found 1\n"},
        {"{\"min\": 1, \"max\": 5, \"labels\": []}", "s.json:/scale/labels: expected an object with a label for some "
                                                     "points, such as {\"1\": \"...\"}, found an array "
                                                     "[ ]\n"},
        {"{\"min\": 1, \"max\": 5, \"cannot_judge\": 0}", "s.json:/scale/cannot_judge: expected true, false, or the "
                                                          "text (or an array of texts) by which exports write it, "
                                                          "found 0\n"},
        {"{\"min\": 1, \"max\": 5, \"cannot_judge\": []}",
         "s.json:/scale/cannot_judge: expected 1 to 100 texts, found 0\n"},
        {"{\"min\": 1, \"max\": 5, \"cannot_judge\": [\"a\", 3]}",
         "s.json:/scale/cannot_judge/1: expected a text, or an object with \"nl\" and \"en\", found 3\n"},
        /* What can be said of the labels is said, also where the ends are wrong. */
        {"{\"min\": 1, \"max\": \"9\", \"labels\": {\"x\": 1}}",
         "s.json:/scale/max: expected a whole number from -1000 to 1000, found \"9\"\n"
         "s.json:/scale/labels/x: expected a text, or an object with \"nl\" and \"en\", found 1\n"
         "s.json:/scale/labels/x: \"x\" is not a point of the scale; allowed: \"-1000\" to \"1000\"\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        refuse_scale(rows[i].json, rows[i].expected);
}

static void refuse_rounds(const char *rules_and_rounds, const char *expected) {
    char json[1000];
    snprintf(json, sizeof json,
             "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 1, \"max\": 9}, %s}",
             rules_and_rounds);
    refuse(json, strlen(json), expected);
}

Test(ingest_protocol, wrong_rules_and_rounds_are_told_with_their_pointer) {
#define RULES "\"rules\": \"ram\", "
#define DATE  ": expected a date of the calendar as \"YYYY-MM-DD\", found "
    static const refusal rows[] = {
        {"\"rules\": \"ram\"", "s.json:/rounds: this key is required, and missing\n"},
        {RULES "\"rounds\": []", "s.json:/rounds: expected 1 to 100 rounds, found 0\n"},
        {RULES "\"rounds\": [{}]", "s.json:/rounds/0/id: this key is required, and missing\n"},
        {RULES "\"rounds\": [{\"id\": 1}, {\"id\": 3}]",
         "s.json:/rounds/1/id: expected the number 2 (rounds are numbered in order), found 3\n"},
        {RULES "\"rounds\": [{\"id\": \"1\"}]",
         "s.json:/rounds/0/id: expected the number 1 (rounds are numbered in order), found \"1\"\n"},
        {RULES "\"rounds\": [{\"id\": 1, \"closes\": \"2021-02-29\"}]",
         "s.json:/rounds/0/closes" DATE "\"2021-02-29\"\n"},
        {RULES "\"rounds\": [{\"id\": 1, \"closes\": \"1900-02-29\"}]",
         "s.json:/rounds/0/closes" DATE "\"1900-02-29\"\n"},
        {RULES "\"rounds\": [{\"id\": 1, \"closes\": \"2021-13-01\"}]",
         "s.json:/rounds/0/closes" DATE "\"2021-13-01\"\n"},
        {RULES "\"rounds\": [{\"id\": 1, \"closes\": \"1-2-2021\"}]", "s.json:/rounds/0/closes" DATE "\"1-2-2021\"\n"},
        {RULES "\"rounds\": [{\"id\": 1, \"closes\": \"2021-02--1\"}]",
         "s.json:/rounds/0/closes" DATE "\"2021-02--1\"\n"},
        {RULES "\"rounds\": [{\"id\": 1, \"closes\": 2021}]", "s.json:/rounds/0/closes" DATE "2021\n"},
        {RULES
         "\"rounds\": [{\"id\": 1, \"closes\": \"2021-02-02\"}, {\"id\": 2}, {\"id\": 3, \"closes\": \"2021-02-01\"}]",
         "s.json:/rounds/2/closes: round 3 closes on 2021-02-01, before round 1 does (2021-02-02)\n"},
        {"\"rounds\": [{\"id\": 1, \"rules\": \"ram\"}, {\"id\": 2}]",
         "s.json:/rounds/1: round 2 has no rules: give \"rules\" to the study, or to every round\n"},
        {"\"rules\": {}, \"rounds\": [{\"id\": 1}]",
         "s.json:/rules: expected \"keep\", \"drop\" or \"preset\", found none of them\n"},
        {"\"rules\": 1, \"rounds\": [{\"id\": 1}]",
         "s.json:/rules: expected an object with \"keep\" and \"drop\", or the name of a preset, found 1\n"},
        {"\"rules\": {\"keep\": \"\"}, \"rounds\": [{\"id\": 1}]",
         "s.json:/rules/keep: this text is empty; leave the key out\n"},
        {"\"rules\": {\"kep\": \"n > 1\"}, \"rounds\": [{\"id\": 1}]",
         "s.json:/rules/kep: unknown key; did you mean \"keep\"? Allowed: preset, keep, drop\n"},
        {RULES "\"rounds\": [{\"id\": 1, \"rules\": {\"drop\": 3}, \"opens\": 1}]",
         "s.json:/rounds/0/opens: unknown key; allowed: id, closes, level, kind, ranking, meeting, wave, version, "
         "rules, select\n"
         "s.json:/rounds/0/rules/drop: expected a text, found 3\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        refuse_rounds(rows[i].json, rows[i].expected);
}

Test(ingest_protocol, all_problems_are_told_at_once) {
    static const char json[] = "{\"format\": \"delphi-study/2\", \"id\": \"\", \"min_group\": 0, \"extra\": 0}";
    refuse(
        json, strlen(json),
        "s.json:/extra: unknown key; allowed: $schema, format, id, language, title, scale, bands, criteria, groups, "
        "quantile_type, denominator, min_ratings, min_group, settled, seed, replicates, received, scan, rules, select, "
        "longlist, "
        "rounds\n"
        "s.json:/format: expected \"delphi-study/1\", found \"delphi-study/2\"\n"
        "s.json:/id: this text is empty; leave the key out\n"
        "s.json:/scale: this key is required, and missing\n"
        "s.json:/min_group: expected a whole number from 1 to 100000, found 0\n"
        "s.json:/rounds: this key is required, and missing\n");
}

Test(ingest_protocol, lists_have_their_limits) {
    static const struct {
        const char *key, *what;
        int most;
    } rows[] = {{"criteria", "1 to 100 criteria", 100}, {"groups", "0 to 200 groups", 200}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (int more = 0; more < 2; more++) {
            delphi_buffer json = {0};
            base_buffer_format(&json, "{\"%s\": [{\"id\": \"a\"}", rows[i].key);
            for (int n = 1; n < rows[i].most + more; n++)
                base_buffer_format(&json, ", {\"id\": \"a%d\"}", n);
            base_buffer_format(&json, "], %s", &SMALL[1]);
            char expected[200];
            snprintf(expected, sizeof expected, "s.json:/%s: expected %s, found %d\n", rows[i].key, rows[i].what,
                     rows[i].most + 1);
            if (more)
                refuse(json.data, json.size, expected);
            else
                delphi_study_free(study_with(json.data));
            delphi_buffer_free(&json);
        }
}

Test(ingest_protocol, a_file_cut_short_anywhere_is_refused) {
    for (size_t size = 0; size + 1 < sizeof full - 1; size++) {
        delphi_problems *problems = delphi_problems_new();
        delphi_study *study = delphi_study_new();
        char *cut = malloc(size + 1); /* of its own, so that reading past the end is seen */
        memcpy(cut, full, size);
        cr_expect_eq(delphi_read_protocol(study, "s", cut, size, problems), DELPHI_ERR_INPUT, "cut at %zu", size);
        cr_expect_gt(delphi_problems_errors(problems), 0u);
        free(cut);
        delphi_study_free(study);
        delphi_problems_free(problems);
    }
}

static int allocations_left;

static void *allocate(size_t size) {
    if (allocations_left-- > 0)
        return malloc(size);
    errno = ENOMEM; /* as malloc does */
    return NULL;
}

Test(ingest_protocol, memory_that_runs_out_inside_the_parser_is_no_fault_of_the_text) {
    cJSON_Hooks hooks = {allocate, free};
    cJSON_InitHooks(&hooks);
    delphi_status status = DELPHI_ERR_MEMORY;
    int tries = 0;
    for (; status == DELPHI_ERR_MEMORY && tries < 1000; tries++) {
        delphi_problems *problems = delphi_problems_new();
        delphi_study *study = delphi_study_new();
        allocations_left = tries;
        status = delphi_read_protocol(study, "s.json", SMALL, sizeof SMALL - 1, problems);
        expect_told(problems, status == DELPHI_OK ? "" : "out of memory\n", SMALL);
        delphi_study_free(study);
        delphi_problems_free(problems);
    }
    cr_expect_eq(status, DELPHI_OK);
    cr_expect_gt(tries, 10);
}

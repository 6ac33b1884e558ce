/* SPDX-License-Identifier: GPL-3.0-or-later */
/* indicators.csv: headings, rows, and every way in which it is refused. */
#include "ingest_help.h"

#include "base/buffer.h"

#define STUDY(language)                                                                                                \
    "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"language\": \"" language                                        \
    "\", \"scale\": {\"min\": 1, \"max\": 9}, \"rules\": \"ram\", \"rounds\": [{\"id\": 1}, {\"id\": 2}, {\"id\": "    \
    "3}]}"

static delphi_study *read_into(const char *protocol, const char *csv) {
    delphi_problems *problems = delphi_problems_new();
    delphi_study *study = study_with(protocol);
    delphi_status status = delphi_read_indicators(study, "i.csv", csv, strlen(csv), problems);
    expect_told(problems, "", csv);
    cr_assert_eq(status, DELPHI_OK);
    delphi_problems_free(problems);
    return study;
}

Test(ingest_indicators, every_column_is_read_in_any_order) {
    delphi_study *study =
        read_into(STUDY("nl"), "\xEF\xBB\xBFreplaces,since,source,definition,text_en,text,topic,id\r\n"
                               ",,,,,Een,,I1\r\n"
                               ",2,S,\"D\nE\",Two,Twee,T,I2\r\n"
                               "\"I2; I1\",3,,,,Drie,,é-3.x\r\n");
    cr_assert_eq(study->indicator_count, 3u);
    const delphi_indicator *i = study->indicators;
    cr_expect_str_eq(i[0].id, "I1");
    cr_expect_str_eq(delphi_text_in(&i[0].topic, DELPHI_NL), "");
    cr_expect_str_eq(i[0].text.in[DELPHI_NL], "Een");
    cr_expect_null(i[0].text.in[DELPHI_EN]);
    cr_expect(i[0].since == 1 && i[0].replaces_count == 0 && !*delphi_text_in(&i[0].definition, DELPHI_NL) &&
              !*i[0].source);
    cr_expect_str_eq(i[1].topic.in[DELPHI_NL], "T");
    cr_expect_str_eq(i[1].text.in[DELPHI_NL], "Twee");
    cr_expect_str_eq(i[1].text.in[DELPHI_EN], "Two");
    cr_expect_str_eq(i[1].definition.in[DELPHI_NL], "D\nE");
    cr_expect_null(i[1].definition.in[DELPHI_EN]);
    cr_expect_str_eq(i[1].source, "S");
    cr_expect_eq(i[1].since, 2);
    cr_assert_eq(i[2].replaces_count, 2u);
    cr_expect(i[2].replaces[0] == 1 && i[2].replaces[1] == 0);
    cr_expect_eq(delphi_study_indicator(study, "é-3.x"), 2u);
    cr_expect_eq(delphi_study_indicator(study, "I4"), DELPHI_NONE);
    delphi_study_free(study);
}

Test(ingest_indicators, until_is_the_last_round_and_empty_is_none) {
    delphi_study *study = read_into(STUDY("nl"), "id,text,since,until\nA,a,,\nB,b,,1\nC,c,2,3\n");
    static const int until[] = {0, 1, 3};
    for (size_t i = 0; i < 3; i++)
        cr_expect_eq(study->indicators[i].until, until[i], "indicator %zu", i);
    delphi_study_free(study);
}

Test(ingest_indicators, the_one_text_of_an_english_study_is_english) {
    delphi_study *study = read_into(STUDY("en"), "id,text,text_en\nA,One,\nB,Twee,Two\n");
    cr_expect_str_eq(study->indicators[0].text.in[DELPHI_EN], "One");
    cr_expect_null(study->indicators[0].text.in[DELPHI_NL]);
    cr_expect_str_eq(study->indicators[1].text.in[DELPHI_EN], "Two");
    cr_expect_str_eq(study->indicators[1].text.in[DELPHI_NL], "Twee");
    delphi_study_free(study);
}

Test(ingest_indicators, topic_and_definition_have_their_english_as_the_text_has) {
    static const char csv[] =
        "id,text,topic,topic_en,definition,definition_en\n"
        "A,a,Zorg,,Aantal,Number\nB,b,Zorg,Care,Aantal,\nC,c,,,,\nD,d,Zorg,Care,,\nE,e,Thuis,,,\n";
    static const char *const topics[2][5] = {{"Zorg", "Zorg", "", "Zorg", "Thuis"},
                                             {"Care", "Care", "", "Care", "Thuis"}},
                             *const definitions[2][5] = {{"Aantal", "Aantal", "", "", ""},
                                                         {"Number", "Aantal", "", "", ""}};
    /* The language of the study makes a difference only to what a text without its English is in. */
    static const char *const protocols[] = {STUDY("nl"), STUDY("en")};
    for (size_t p = 0; p < 2; p++) {
        delphi_study *study = read_into(protocols[p], csv);
        for (size_t i = 0; i < 5; i++)
            for (int l = 0; l < 2; l++) {
                const delphi_indicator *of = &study->indicators[i];
                cr_expect_str_eq(delphi_text_in(&of->topic, l), topics[l][i], "indicator %zu, %d", i, l);
                cr_expect_str_eq(delphi_text_in(&of->definition, l), definitions[l][i], "indicator %zu, %d", i, l);
            }
        cr_expect_null(study->indicators[4].topic.in[p == 0 ? DELPHI_EN : DELPHI_NL]);
        delphi_study_free(study);
    }
}

Test(ingest_indicators, id_and_text_are_enough_and_none_is_allowed) {
    delphi_study *study = read_into(STUDY("nl"), "id,text");
    cr_expect_eq(study->indicator_count, 0u);
    delphi_study_free(study);
}

typedef struct {
    const char *csv, *expected;
} refusal;

static void refuse(const char *csv, const char *expected) {
    delphi_problems *problems = delphi_problems_new();
    delphi_study *study = study_with(STUDY("nl"));
    cr_expect_eq(delphi_read_indicators(study, "i.csv", csv, strlen(csv), problems), DELPHI_ERR_INPUT, "%s", csv);
    expect_told(problems, expected, csv);
    cr_expect(study->indicators == NULL && study->indicator_count == 0);
    delphi_study_free(study);
    delphi_problems_free(problems);
}

Test(ingest_indicators, a_last_round_that_cannot_be_is_refused) {
    static const refusal rows[] = {
        {"id,text,since,until\nI1,a,,4\n", "i.csv:2:4: found \"4\"; allowed is a round of the study, 1 to 3\n"},
        {"id,text,since,until\nI1,a,,0\n", "i.csv:2:4: found \"0\"; allowed is a round of the study, 1 to 3\n"},
        {"id,text,since,until\nI1,a,3,2\n",
         "i.csv:2:4: the last round in which it is rated, 2, is before the first one, 3; to withdraw an indicator that "
         "was never rated, take its row away\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        refuse(rows[i].csv, rows[i].expected);
}

Test(ingest_indicators, an_english_text_beside_none_and_a_topic_with_two_are_refused) {
    static const refusal rows[] = {
        {"id,text,topic,topic_en\nA,a,,Care\n", "i.csv:2:4: this stands beside no topic, of which it is the English\n"},
        {"id,text,definition_en\nA,a,Number\n",
         "i.csv:2:3: this stands beside no definition, of which it is the English\n"},
        {"id,text,topic,topic_en\nA,a,Zorg,Care\nB,b,Zorg,\nC,c,Zorg,Health care\n",
         "i.csv:4:4: the topic \"Zorg\" is \"Health care\" here, and \"Care\" on line 2; one topic has one English "
         "text\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        refuse(rows[i].csv, rows[i].expected);
}

Test(ingest_indicators, wrong_headings_are_told_with_their_column) {
#define ALLOWED                                                                                                        \
    "id, level, topic, topic_en, text, text_en, definition, definition_en, source, since, until, replaces, polarity, " \
    "choice_of, choice_of_en, asked_if, comparable\n"
    static const refusal rows[] = {
        {"", "i.csv:1: this file is empty: it has no heading\n"},
        {"\n\n", "i.csv:1: this file is empty: it has no heading\n"},
        {"\nid,txet\n", "i.csv:2:2: unknown heading \"txet\"; did you mean \"text\"? Allowed: " ALLOWED
                        "i.csv:2: the heading \"text\" is required, and missing\n"},
        {"id,text,\n", "i.csv:1:3: unknown heading \"\"; allowed: " ALLOWED},
        {"ID,text\n", "i.csv:1:1: unknown heading \"ID\"; did you mean \"id\"? Allowed: " ALLOWED
                      "i.csv:1: the heading \"id\" is required, and missing\n"},
        {"id,text,topic,id\n", "i.csv:1:4: the heading \"id\" stands twice, in columns 1 and 4\n"},
        {"topic\n", "i.csv:1: the heading \"id\" is required, and missing\n"
                    "i.csv:1: the heading \"text\" is required, and missing\n"},
        {"id;text\nI1;een\n",
         "i.csv:1: the heading has semicolons and no comma: this file seems to have been saved by a Dutch Excel; a "
         "study's own files are comma-separated\n"},
        {"id,text\nI1,\xE9\xE9n\n", "i.csv:2: the byte E9 (character 4 of this line) is not UTF-8; save the file as "
                                    "UTF-8 (in Excel: \"CSV UTF-8\")\n"},
        {"\xFE\xFFid", "i.csv:1: this file is UTF-16; save it as UTF-8\n"},
        {"id,text\nI1,\"een\n", "i.csv:2:2: the quote that opens this field is never closed\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        refuse(rows[i].csv, rows[i].expected);
}

Test(ingest_indicators, wrong_rows_are_told_with_line_and_column) {
    static const refusal rows[] = {
        {"id,text\nI1\nI2,a,b\n", "i.csv:2: this row has 1 field, the heading has 2\n"
                                  "i.csv:3: this row has 3 fields, the heading has 2\n"},
        {"text,id\nx,I 1\n", "i.csv:2:2: \"I 1\" is not an id: allowed are 1 to 64 letters, digits, _, - and .\n"},
        {"text,id\nx,\n", "i.csv:2:2: \"\" is not an id: allowed are 1 to 64 letters, digits, _, - and .\n"},
        {"id,text\nI1,\"a\nb\"\nI2,x\nI1,y\n",
         "i.csv:5:1: the indicator \"I1\" stands twice: on line 2 and on line 5\n"},
        {"id,text\nI1, \n", "i.csv:2:2: an indicator needs a text\n"},
        {"id,text,since\nI1,a,0\nI2,a,4\nI3,a,1.0\nI4,a,een\n",
         "i.csv:2:3: found \"0\"; allowed is a round of the study, 1 to 3\n"
         "i.csv:3:3: found \"4\"; allowed is a round of the study, 1 to 3\n"
         "i.csv:4:3: found \"1.0\"; allowed is a round of the study, 1 to 3\n"
         "i.csv:5:3: found \"een\"; allowed is a round of the study, 1 to 3\n"},
        {"id,text,since,replaces\nOLD1,a,,\nI2,a,2,OLD2\n",
         "i.csv:3:4: there is no indicator \"OLD2\"; did you mean \"OLD1\"?\n"},
        {"id,text,since,replaces\nI2,a,2,I2\n", "i.csv:2:4: the indicator \"I2\" replaces itself\n"},
        {"id,text,since,replaces\nI1,a,,\nI2,a,2,I1 I1\n", "i.csv:3:4: \"I1\" stands twice here\n"},
        {"id,text,since,replaces\nI1,a,2,I2\nI2,a,2,I1\n", "i.csv:2:4: \"I1\" is rated from round 2 on and cannot "
                                                           "replace \"I2\" of round 2 (line 3), which is to be of an "
                                                           "earlier round\n"
                                                           "i.csv:3:4: \"I2\" is rated from round 2 on and cannot "
                                                           "replace \"I1\" of round 2 (line 2), which is to be of an "
                                                           "earlier round\n"},
        {"id,text,since,replaces\nI1,a,3,\nI2,a,2,I1\n", "i.csv:3:4: \"I2\" is rated from round 2 on and cannot "
                                                         "replace \"I1\" of round 3 (line 2), which is to be of an "
                                                         "earlier round\n"},
        {"id,text,since\na b,,9\n", "i.csv:2:1: \"a b\" is not an id: allowed are 1 to 64 letters, digits, _, - and .\n"
                                    "i.csv:2:2: an indicator needs a text\n"
                                    "i.csv:2:3: found \"9\"; allowed is a round of the study, 1 to 3\n"},
        {"id,text\n\x1B[31mred,a\n",
         "i.csv:2:1: \" [31mred\" is not an id: allowed are 1 to 64 letters, digits, _, - and .\n"},
        {"id,text\nééééééééééééééééééééééééééééééééééééééé x,a\n",
         "i.csv:2:1: \"éééééééééééééééééééééééééééééé…\" is not an id: allowed are 1 to 64 letters, digits, _, - and "
         ".\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        refuse(rows[i].csv, rows[i].expected);
}

Test(ingest_indicators, thousands_of_problems_are_counted_and_told_in_a_moment) {
    delphi_buffer csv = {0};
    base_buffer_text(&csv, "id,text,since,replaces\n");
    for (int i = 0; i < 20000; i++)
        base_buffer_format(&csv, "I%05d,a,2,J%05d\n", i, i);
    delphi_problems *problems = delphi_problems_new();
    delphi_study *study = study_with(STUDY("nl"));
    cr_expect_eq(delphi_read_indicators(study, "i.csv", csv.data, csv.size, problems), DELPHI_ERR_INPUT);
    cr_expect_eq(delphi_problems_errors(problems), 20000u);
    cr_expect_eq(delphi_problems_kept(problems), 1000u);
    cr_expect_str_eq(delphi_problems_get(problems, 0)->message,
                     "there is no indicator \"J00000\"; did you mean \"I00000\"?");
    delphi_study_free(study);
    delphi_problems_free(problems);
    delphi_buffer_free(&csv);
}

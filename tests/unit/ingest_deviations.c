/* SPDX-License-Identifier: GPL-3.0-or-later */
/* deviations.csv: what the researchers note, in one language or two, and where it is wrong. */
#include "ingest_help.h"

#define PROTOCOL(language)                                                                                             \
    "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"language\": \"" language "\", \"scale\": {\"min\": 1, "         \
    "\"max\": 9}, \"criteria\": [{\"id\": \"r\"}], \"rules\": {\"keep\": \"median >= 7\"}, "                           \
    "\"rounds\": [{\"id\": 1}, {\"id\": 2}]}"

typedef struct {
    delphi_problems *problems;
    delphi_study *study;
    const delphi_deviation *deviations;
    size_t count;
    delphi_status status;
} reading;

static reading read_text(const char *protocol, const char *text) {
    reading r = {.problems = delphi_problems_new(), .study = delphi_study_new()};
    cr_assert_eq(delphi_read_protocol(r.study, "study.json", protocol, strlen(protocol), r.problems), DELPHI_OK);
    r.status =
        delphi_read_deviations(r.study, "deviations.csv", text, strlen(text), &r.deviations, &r.count, r.problems);
    return r;
}

static void end(reading *r) {
    delphi_study_free(r->study);
    delphi_problems_free(r->problems);
}

Test(ingest_deviations, a_note_has_its_day_its_round_and_its_texts_in_the_languages_given) {
    reading r = read_text(PROTOCOL("nl"), "date,round,what,what_en,why,why_en,effect\n"
                                          "2020-11-03,2,Later begonnen,Began later,Ziekte,Illness,\n"
                                          "2020-10-01,,Anders geworven,,\"Te weinig, nog\",,Meer experts\n");
    cr_assert_eq(r.status, DELPHI_OK);
    cr_assert_eq(r.count, 2u);
    cr_expect_str_eq(r.deviations[0].date, "2020-11-03");
    cr_expect_eq(r.deviations[0].kind, DELPHI_DEVIATION_NOTED);
    cr_expect_eq(r.deviations[0].round, 2);
    cr_expect_str_eq(delphi_text_in(&r.deviations[0].what, DELPHI_NL), "Later begonnen");
    cr_expect_str_eq(delphi_text_in(&r.deviations[0].what, DELPHI_EN), "Began later");
    cr_expect_str_eq(delphi_text_in(&r.deviations[0].why, DELPHI_EN), "Illness");
    cr_expect_str_eq(delphi_text_in(&r.deviations[0].effect, DELPHI_EN), "");
    cr_expect_eq(r.deviations[1].round, 0);
    cr_expect_str_eq(delphi_text_in(&r.deviations[1].why, DELPHI_EN), "Te weinig, nog");
    cr_expect_str_eq(delphi_text_in(&r.deviations[1].effect, DELPHI_NL), "Meer experts");
    end(&r);
}

Test(ingest_deviations, the_one_text_of_an_english_study_is_english) {
    reading r = read_text(PROTOCOL("en"), "date,what,why\n2020-11-03,Began later,Illness\n");
    cr_assert_eq(r.status, DELPHI_OK);
    cr_assert_eq(r.count, 1u);
    cr_expect_str_eq(r.deviations[0].what.in[DELPHI_EN], "Began later");
    cr_expect_null(r.deviations[0].what.in[DELPHI_NL]);
    end(&r);
}

Test(ingest_deviations, a_fault_is_told_with_its_place) {
    static const struct {
        const char *text;
        long line, column;
        const char *said;
    } rows[] = {
        {"date,what,why\n2020-02-30,a,b\n", 2, 1, "found \"2020-02-30\"; allowed is a date"},
        {"date,what,why\n3-11-2020,a,b\n", 2, 1, "YYYY-MM-DD"},
        {"date,round,what,why\n2020-02-20,3,a,b\n", 2, 2, "allowed is a round of the study, 1 to 2"},
        {"date,what,why\n2020-02-20,,b\n", 2, 2, "needs to say what was done"},
        {"date,what,why\n2020-02-20,a,\" \"\n", 2, 3, "needs to say why"},
        {"date,what,why,effect,effect_en\n2020-02-20,a,b,,c\n", 2, 5, "beside no effect"},
        {"date,what\n2020-02-20,a\n", 1, 0, "why"},
        {"date,what,why,how\n", 1, 4, "how"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        reading r = read_text(PROTOCOL("nl"), rows[i].text);
        cr_expect_eq(r.status, DELPHI_ERR_INPUT, "%s", rows[i].text);
        cr_assert_geq(delphi_problems_errors(r.problems), 1u, "%s", rows[i].text);
        const delphi_error *error = delphi_problems_get(r.problems, 0);
        cr_expect_eq(error->line, rows[i].line, "%s: line %ld", rows[i].text, error->line);
        if (rows[i].column)
            cr_expect_eq(error->column, rows[i].column, "%s: column %ld", rows[i].text, error->column);
        cr_expect(strstr(error->message, rows[i].said), "%s: %s", rows[i].text, error->message);
        end(&r);
    }
}

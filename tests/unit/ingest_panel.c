/* SPDX-License-Identifier: GPL-3.0-or-later */
/* panel.csv: experts by pseudonym, and every way in which it is refused. */
#include "ingest_help.h"

#define STUDY(more)                                                                                                    \
    "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"language\": \"en\", " more                                      \
    "\"scale\": {\"min\": 1, \"max\": 9}, \"rules\": \"ram\", \"rounds\": [{\"id\": 1}, {\"id\": 2}]}"
#define GROUPS "\"groups\": [{\"id\": \"inwoners\"}, {\"id\": \"bestuurders\"}], "

static delphi_study *read_into(const char *protocol, const char *csv) {
    delphi_problems *problems = delphi_problems_new();
    delphi_study *study = study_with(protocol);
    delphi_status status = delphi_read_panel(study, "p.csv", csv, strlen(csv), problems);
    expect_told(problems, "", csv);
    cr_assert_eq(status, DELPHI_OK);
    delphi_problems_free(problems);
    return study;
}

Test(ingest_panel, every_column_is_read_in_any_order) {
    delphi_study *study = read_into(STUDY(GROUPS), "since,weight,language,group,expert\n"
                                                   ",,,bestuurders,P1\n"
                                                   "2,0.75,nl,inwoners,P-2\n"
                                                   "1,\"2,50\",en,inwoners,1.2.3\n");
    cr_assert_eq(study->expert_count, 3u);
    const delphi_expert *e = study->experts;
    cr_expect_str_eq(e[0].id, "P1");
    cr_expect(e[0].group == 1 && e[0].language == DELPHI_EN && e[0].since == 1);
    cr_expect(e[0].weight.num == 1 && e[0].weight.den == 1);
    cr_expect(e[1].group == 0 && e[1].language == DELPHI_NL && e[1].since == 2);
    cr_expect(e[1].weight.num == 3 && e[1].weight.den == 4);
    cr_expect(e[2].weight.num == 5 && e[2].weight.den == 2);
    cr_expect_eq(delphi_study_expert(study, "1.2.3"), 2u);
    cr_expect_eq(delphi_study_expert(study, "P2"), DELPHI_NONE);
    delphi_study_free(study);
}

Test(ingest_panel, without_groups_the_expert_is_enough) {
    delphi_study *study = read_into(STUDY(""), "expert,group\nP1,\n");
    cr_expect_eq(study->experts[0].group, DELPHI_NONE);
    delphi_study_free(study);
    study = read_into(STUDY(""), "expert\nP1\nP2\n");
    cr_expect_eq(study->expert_count, 2u);
    delphi_study_free(study);
}

typedef struct {
    const char *csv, *expected;
} refusal;

static void refuse(const char *protocol, const char *csv, const char *expected) {
    delphi_problems *problems = delphi_problems_new();
    delphi_study *study = study_with(protocol);
    cr_expect_eq(delphi_read_panel(study, "p.csv", csv, strlen(csv), problems), DELPHI_ERR_INPUT, "%s", csv);
    expect_told(problems, expected, csv);
    cr_expect(study->experts == NULL && study->expert_count == 0);
    delphi_study_free(study);
    delphi_problems_free(problems);
}

Test(ingest_panel, whoever_can_be_recognised_is_refused_and_not_repeated) {
#define MAIL         "this looks like a mail address; for their privacy experts go by a pseudonym, such as P01\n"
#define ADDRESS      "this looks like an IP address; for their privacy experts go by a pseudonym, such as P01\n"
#define NO_PSEUDONYM "this is not a pseudonym: allowed are 1 to 64 letters, digits, _, - and ., such as P01\n"
    static const refusal rows[] = {
        {"expert\njan@rivm.nl\n", "p.csv:2:1: " MAIL},
        {"expert\nP1\n192.168.1.254\n", "p.csv:3:1: " ADDRESS},
        {"expert\nJan de Vries\n", "p.csv:2:1: " NO_PSEUDONYM},
        {"expert,weight\n,1\n", "p.csv:2:1: " NO_PSEUDONYM},
        {"expert\n12345678901234567890123456789012345678901234567890123456789012345\n", "p.csv:2:1: " NO_PSEUDONYM},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        refuse(STUDY(""), rows[i].csv, rows[i].expected);
    /* Near to an address, and none. */
    delphi_study_free(read_into(STUDY(""), "expert\n192.168.1\n192.168.1.256\n1.2.3.4.5\n1.2.3.x\n1.2.3.\n"));
}

Test(ingest_panel, wrong_rows_are_told_with_line_and_column) {
#define FOUND ": found "
    static const refusal rows[] = {
        {"expert\nP1\n", "p.csv:1: the heading \"group\" is required, and missing\n"},
        {"expert,group,mail\nP1,inwoners,x\n",
         "p.csv:1:3: unknown heading \"mail\"; allowed: expert, group, language, weight, since\n"},
        {"expert,group\nP1,inwoner\n",
         "p.csv:2:2: there is no group \"inwoner\"; did you mean \"inwoners\"? Allowed: inwoners, bestuurders\n"},
        {"expert,group\nP1,\n",
         "p.csv:2:2: every expert of this study belongs to a group; allowed: inwoners, bestuurders\n"},
        {"expert,group\nP1,inwoners\n\nP2,bestuurders\nP1,inwoners\n",
         "p.csv:5:1: the expert \"P1\" stands twice: on line 2 and on line 5\n"},
        {"expert,group,language\nP1,inwoners,NL\n", "p.csv:2:3: found \"NL\"; allowed: nl, en\n"},
        {"expert,group,weight\nP1,inwoners,0\nP2,inwoners,-1\nP3,inwoners,1e3\nP4,inwoners,\"1.000,5\"\n",
         "p.csv:2:3: found \"0\"; a weight is a number above 0, such as 1 or 0.5\n"
         "p.csv:3:3: found \"-1\"; a weight is a number above 0, such as 1 or 0.5\n"
         "p.csv:4:3: found \"1e3\"; a weight is a number above 0, such as 1 or 0.5\n"
         "p.csv:5:3: found \"1.000,5\"; a weight is a number above 0, such as 1 or 0.5\n"},
        {"expert,group,since\nP1,inwoners,3\n", "p.csv:2:3: found \"3\"; allowed is a round of the study, 1 to 2\n"},
        {"expert,group,language,weight,since\na b,x,y,z,0\n",
         "p.csv:2:1: " NO_PSEUDONYM "p.csv:2:2: there is no group \"x\"; allowed: inwoners, bestuurders\n"
         "p.csv:2:3: found \"y\"; allowed: nl, en\n"
         "p.csv:2:4: found \"z\"; a weight is a number above 0, such as 1 or 0.5\n"
         "p.csv:2:5: found \"0\"; allowed is a round of the study, 1 to 2\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        refuse(STUDY(GROUPS), rows[i].csv, rows[i].expected);
    refuse(STUDY(""), "expert,group\nP1,inwoners\n", "p.csv:2:2: found \"inwoners\", but study.json has no groups\n");
}

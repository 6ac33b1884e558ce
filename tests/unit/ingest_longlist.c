/* SPDX-License-Identifier: GPL-3.0-or-later */
/* longlist.csv: what it comes to, and what does not fit, all of it at once with line and column. */
#include "ingest_help.h"

#define PROTOCOL(longlist)                                                                                             \
    "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"language\": \"en\", \"scale\": {\"min\": 1, \"max\": 9}, "      \
    "\"rules\": \"ram\"," longlist " \"rounds\": [{\"id\": 1}, {\"id\": 2}]}"
#define TERMS                                                                                                          \
    "\"longlist\": {\"sources\": [{\"id\": \"medline\", \"title\": \"MEDLINE\"}, {\"id\": \"people\", \"kind\": "      \
    "\"other\"}], \"reasons\": [{\"id\": \"data\"}, {\"id\": \"scope\"}], \"added\": [{\"indicator\": \"I3\", "        \
    "\"why\": \"asked for\"}]},"
#define HEADING "id,source,found_in,topic,text,duplicate_of,excluded,reason,indicator\n"

static delphi_study *study_of(const char *protocol) {
    static const char indicators[] = "id,text,since\nI1,a,1\nI2,b,1\nI3,c,1\nI4,d,2\n";
    delphi_study *study = study_with(protocol);
    cr_assert_eq(delphi_read_indicators(study, "i.csv", indicators, sizeof indicators - 1, NULL), DELPHI_OK);
    return study;
}

static delphi_study *read_longlist(const char *protocol, const char *csv, const char *expected) {
    delphi_study *study = study_of(protocol);
    delphi_problems *problems = delphi_problems_new();
    delphi_status status = delphi_read_longlist(study, "l.csv", csv, strlen(csv), problems);
    expect_told(problems, expected, csv);
    cr_expect_eq(status, *expected ? DELPHI_ERR_INPUT : DELPHI_OK);
    cr_expect_eq(study->longlist != NULL, !*expected);
    delphi_problems_free(problems);
    return study;
}

static const char sound[] = HEADING "L1,medline,ref 1,t,a,,,,I1\n"
                                    "L2,people,,t,b,L3,,,\n"
                                    "L3,medline,,t,c,L1,,,\n"
                                    "L4,medline,,t,d,,screening,scope,\n"
                                    "L5,people,,t,e,,assessment,data,\n"
                                    "L6,people,,t,f,,no,,I1; I2\n"
                                    "L7,medline,,t,g,,yes,scope,\n";

Test(ingest_longlist, counts_add_up_and_follow_duplicates_to_their_end) {
    delphi_study *study = read_longlist(PROTOCOL(TERMS), sound, "");
    const delphi_longlist *list = study->longlist;
    delphi_longlist_counts all = delphi_longlist_count(list, DELPHI_NONE);
    cr_expect(all.identified == 7 && all.duplicates == 2 && all.screened == 5);
    cr_expect(all.excluded_screening == 2 && all.assessed == 3 && all.excluded_assessment == 1);
    cr_expect(all.included == 2 && all.indicators == 2 && all.added == 1);
    cr_expect_eq(list->candidates[1].original, 0);
    cr_expect(delphi_longlist_found_in(list, 0, 1), "by way of L2, a duplicate of L3, which is one of L1");
    cr_expect_not(delphi_longlist_found_in(list, 5, 0));
    cr_expect_eq(delphi_longlist_excluded(list, DELPHI_STAGE_SCREENING, 1), 2);
    cr_expect_eq(delphi_longlist_excluded(list, DELPHI_STAGE_ASSESSMENT, 1), 0);
    cr_expect_eq(list->sources[1].kind, DELPHI_SOURCE_OTHER);
    delphi_longlist_counts people = delphi_longlist_count(list, 1);
    cr_expect(people.identified == 3 && people.duplicates == 1 && people.included == 1 && people.indicators == 2);
    cr_expect_eq(people.added, 0);
    delphi_study_free(study);
}

Test(ingest_longlist, without_lists_in_the_protocol_any_name_will_do) {
    delphi_study *study = read_longlist(PROTOCOL(""),
                                        "id,source,text,excluded,reason,indicator\nA,x,a,,,I1 I2 I3\nB,y,b,yes,too "
                                        "vague,\nC,x,c,yes,too vague,\n",
                                        "");
    cr_expect_eq(study->longlist->source_count, 2);
    cr_expect_eq(study->longlist->reason_count, 1);
    cr_expect_str_eq(study->longlist->reasons[0].title.in[DELPHI_EN], "too vague");
    delphi_study_free(study);
}

Test(ingest_longlist, what_does_not_fit_is_told_with_its_place) {
    static const struct {
        const char *rows, *expected;
    } cases[] = {
        {"L1,medlin,,,a,,,,I1;I2\n", "l.csv:2:2: \"medlin\" is not in the list of study.json (/longlist/sources); did "
                                     "you mean \"medline\"? Allowed: medline, people\n"},
        {"L1,medline,,,a,,,,I1;I2\nL2,medline,,,b,,screening,date,\n",
         "l.csv:3:8: \"date\" is not in the list of study.json (/longlist/reasons); did you mean \"data\"? Allowed: "
         "data, scope\n"},
        {"L1,medline,,,a,,,,I1;I2\nL1,,,,,,,data,I9\n",
         "l.csv:3:1: the candidate \"L1\" stands twice: on line 2 and on line 3\n"
         "l.csv:3:5: a candidate needs a text\n"
         "l.csv:3:2: a candidate needs the source in which it was found\n"
         "l.csv:3:8: a reason stands here, but the candidate was not left out; say in excluded at which stage it was\n"
         "l.csv:3:9: there is no indicator \"I9\"; did you mean \"I1\"?\n"},
        {"L1,medline,,,a,,,,I1;I2\nL2,medline,,,b,,maybe,data,\nL3,people,,,c,,yes,,\nL4,people,,,d,,,,\n",
         "l.csv:3:7: found \"maybe\"; allowed are screening (or yes) and assessment, and nothing (or no) where it was "
         "not left out\n"
         "l.csv:4:8: a candidate that was left out needs the reason\n"
         "l.csv:5:9: this candidate is neither a duplicate nor left out; name the indicator that it became\n"},
        {"L1,medline,,,a,,,,I1;I2\nL2,medline,,,b,L1,yes,data,I1\nL3,people,,,c,L9,,,\nL4,people,,,d,L4,,,\n",
         "l.csv:3:7: a duplicate is left out as such; say of the candidate that it is the same as whether it was left "
         "out, and why\n"
         "l.csv:4:6: there is no candidate \"L9\"; did you mean \"L1\"?\n"
         "l.csv:5:6: the candidate \"L4\" is a duplicate of itself\n"
         "l.csv:3:9: a candidate that is a duplicate became no indicator; the column is to be empty here\n"},
        {"L1,medline,,,a,,,,I1;I2\nL2,medline,,,b,L3,,,\nL3,people,,,c,L4,,,\nL4,people,,,d,L2,,,\n"
         "L5,people,,,e,L2,,,\n",
         "l.csv:3:6: these duplicates go round in a circle: L2 -> L3 -> L4 -> L2; one of them is to be the "
         "candidate\n"},
        {"L1,medline,,,a,,,,I1 I1\n",
         "l.csv:2:9: \"I1\" stands twice here\n"
         "l.csv: no candidate leads to this indicator of round 1: I2; name it in the column indicator of the candidate "
         "that it came from, or as added in study.json (/longlist/added)\n"},
        {"L1,medline,,,a,,,,I1;I2;I3\n",
         "study.json:/longlist/added/0/indicator: I3 is named as added, and a candidate "
         "of longlist.csv leads to it\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char csv[2048];
        snprintf(csv, sizeof csv, HEADING "%s", cases[i].rows);
        delphi_study_free(read_longlist(PROTOCOL(TERMS), csv, cases[i].expected));
    }
}

Test(ingest_longlist, an_addition_must_be_an_indicator) {
    delphi_study_free(read_longlist(PROTOCOL("\"longlist\": {\"added\": [{\"indicator\": \"I33\"}]},"),
                                    HEADING "L1,m,,,a,,,,I1;I2;I3\n",
                                    "study.json:/longlist/added/0/indicator: \"I33\" is no indicator; did you mean "
                                    "\"I3\"?\n"));
}

Test(ingest_longlist, the_protocol_is_strict_about_it) {
    static const struct {
        const char *json, *expected;
    } rows[] = {
        {PROTOCOL("\"longlist\": {\"source\": []},"),
         "study.json:/longlist/source: unknown key; did you mean \"sources\"? Allowed: sources, reasons, added\n"},
        {PROTOCOL("\"longlist\": {\"sources\": [{\"id\": \"a\"}, {\"id\": \"a\", \"kind\": \"site\"}]},"),
         "study.json:/longlist/sources/1/kind: found \"site\"; allowed: database, register, other\n"
         "study.json:/longlist/sources/1: \"a\" is here twice: number 1 of this list is it, too\n"},
        {PROTOCOL("\"longlist\": {\"reasons\": [{\"title\": \"x\"}], \"added\": [{\"indicator\": \"no id\"}]},"),
         "study.json:/longlist/reasons/0/id: this key is required, and missing\n"
         "study.json:/longlist/added/0/indicator: expected an id of 1 to 64 letters, digits, _, - and ., found \"no "
         "id\"\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        delphi_problems *problems = delphi_problems_new();
        delphi_study *study = delphi_study_new();
        cr_expect_eq(delphi_read_protocol(study, "study.json", rows[i].json, strlen(rows[i].json), problems),
                     DELPHI_ERR_INPUT);
        expect_told(problems, rows[i].expected, rows[i].json);
        delphi_problems_free(problems);
        delphi_study_free(study);
    }
}

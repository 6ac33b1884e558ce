/* SPDX-License-Identifier: GPL-3.0-or-later */
/* overrides.csv: read, written in canonical order, and refused with its place. */
#include "ingest_help.h"

#include "base/buffer.h"

#define PROTOCOL                                                                                                       \
    "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 1, \"max\": 9}, \"rules\": \"ram\","         \
    " \"rounds\": [{\"id\": 1}, {\"id\": 2}]}"
#define HEADING "round,indicator,decision,why\n"

static delphi_study *study_of_two(void) {
    delphi_study *study = study_with(PROTOCOL);
    cr_assert_eq(delphi_read_indicators(study, "i.csv", "id,text\nI2,b\nI1,a\n", 18, NULL), DELPHI_OK);
    return study;
}

Test(ingest_overrides, written_and_read_again_they_are_the_same_in_canonical_order) {
    delphi_study *study = study_of_two();
    delphi_override overrides[] = {{2, 1, DELPHI_NO_CONSENSUS, "x"},
                                   {1, 1, DELPHI_DROP, "a \"quoted\", and parted"},
                                   {1, 0, DELPHI_KEEP, "\xC3\xA9"},
                                   {2, 0, DELPHI_RERATE, "why not"}};
    delphi_buffer out = {0}, again = {0};
    cr_assert_eq(delphi_write_overrides(study, overrides, 4, &out), DELPHI_OK);
    cr_expect_str_eq(out.data, HEADING "1,I2,keep,\xC3\xA9\n1,I1,drop,\"a \"\"quoted\"\", and parted\"\n"
                                       "2,I2,rerate,why not\n2,I1,no_consensus,x\n");
    cr_assert_eq(delphi_read_overrides(study, "o.csv", out.data, out.size, NULL), DELPHI_OK);
    cr_assert_eq(study->override_count, 4);
    cr_expect_eq(delphi_study_override(study, 1, 1)->decision, DELPHI_DROP);
    cr_expect_null(delphi_study_override(study, 3, 1));
    memcpy(overrides, study->overrides, sizeof overrides);
    cr_assert_eq(delphi_write_overrides(study, overrides, 4, &again), DELPHI_OK);
    cr_expect_str_eq(again.data, out.data);
    delphi_buffer_free(&out);
    delphi_buffer_free(&again);
    delphi_study_free(study);
}

Test(ingest_overrides, reading_replaces_those_of_before) {
    delphi_study *study = study_of_two();
    static const char some[] = HEADING "1,I1,keep,x\n";
    cr_assert_eq(delphi_read_overrides(study, "o.csv", some, sizeof some - 1, NULL), DELPHI_OK);
    cr_assert_eq(delphi_read_overrides(study, "o.csv", HEADING, sizeof HEADING - 1, NULL), DELPHI_OK);
    cr_expect_eq(study->override_count, 0);
    delphi_study_free(study);
}

Test(ingest_overrides, what_is_wrong_is_told_with_its_place) {
    static const struct {
        const char *csv, *expected;
    } rows[] = {
        {HEADING "3,I1,keep,x\n", "o.csv:2:1: found \"3\"; allowed is a round of the study, 1 to 2\n"},
        {HEADING "1,I3,keep,x\n", "o.csv:2:2: there is no indicator \"I3\"\n"},
        {HEADING "1,I1,conflict,x\n", "o.csv:2:3: found \"conflict\"; allowed are keep, drop, rerate and "
                                      "no_consensus\n"},
        {HEADING "1,I1,Keep,x\n", "o.csv:2:3: found \"Keep\"; allowed are keep, drop, rerate and no_consensus\n"},
        {HEADING "1,I1,keep, \n", "o.csv:2:4: a decision of the steering group needs a reason\n"},
        {HEADING "1,I1,keep,x\n1,I1,drop,y\n", "o.csv:3:2: I1 has two decisions in round 1\n"},
        {"round,indicator,decision\n", "o.csv:1: the heading \"why\" is required, and missing\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        delphi_study *study = study_of_two();
        delphi_problems *problems = delphi_problems_new();
        cr_expect_eq(delphi_read_overrides(study, "o.csv", rows[i].csv, strlen(rows[i].csv), problems),
                     DELPHI_ERR_INPUT);
        expect_told(problems, rows[i].expected, rows[i].csv);
        cr_expect_eq(study->override_count, 0);
        delphi_problems_free(problems);
        delphi_study_free(study);
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Corrections in the intake: what replaces what the round holds, what is the same, and what is still refused. */
#include "intake_study.h"

#define PRESENT                                                                                                        \
    "expert,indicator,criterion,rating,comment\nE1,I01,relevance,7,\nE1,I02,relevance,?,why\nE2,I01,,,whole\n"         \
    "E2,I01,relevance,3,\n"

/* A round that holds PRESENT and may be corrected. */
static round_one correcting(void) {
    delphi_study *study = study_new(1);
    static delphi_round rounds[] = {{.id = 1}, {.id = 2}};
    study->protocol.rounds = rounds;
    study->protocol.round_count = 2;
    cr_assert(model_make_rounds(study));
    cr_assert_eq(delphi_read_ratings(study, 1, "round-1/ratings.csv", PRESENT, sizeof PRESENT - 1, NULL), DELPHI_OK);
    round_one r = {.study = study, .problems = delphi_problems_new()};
    r.intake = delphi_intake_new(study, 1, study_in_play, study->ratings[0], "round-1/ratings.csv");
    cr_assert_not_null(r.intake);
    delphi_intake_correct(r.intake);
    return r;
}

static void expect_text(const round_one *r, const char *expected) {
    delphi_buffer text = {0};
    round_text(r, &text);
    cr_expect_str_eq(text.data ? text.data : "", expected);
    delphi_buffer_free(&text);
}

Test(intake_correct, answers_that_differ_replace_what_the_round_holds_and_the_old_ones_are_kept) {
    round_one r = correcting();
    cr_assert_eq(round_add(&r, "c.csv",
                           "expert,indicator,rating,comment\nE2,I01,4,\nE1,I02,9,\"because, now\"\nE1,I01,7,new\n"
                           "E3,I05,2,\n"),
                 DELPHI_OK, "%s", round_first_problem(&r));
    delphi_intake_counts counts = delphi_intake_count(r.intake);
    cr_expect_eq(counts.corrected, 3);
    cr_expect_eq(counts.same, 1);
    cr_expect_eq(counts.ratings, 1);
    cr_expect_eq(counts.comments, 1);
    expect_text(&r, "E1 I01 7; E1 I02 9; E2 I01 4; E3 I05 2; E1 I01 'new'; E1 I02 'because, now'; E2 I01[] 'whole'; ");
    size_t count;
    const delphi_correction *found = delphi_intake_corrections(r.intake, &count);
    delphi_buffer out = {0};
    cr_assert_eq(delphi_write_corrections(r.study, found, count, 12, "typing, twice", &out), DELPHI_OK);
    cr_expect_str_eq(out.data, "act,expert,indicator,criterion,field,old,new,why\n"
                               "12,E1,I02,relevance,rating,?,9,\"typing, twice\"\n"
                               "12,E1,I02,relevance,comment,why,\"because, now\",\"typing, twice\"\n"
                               "12,E2,I01,relevance,rating,3,4,\"typing, twice\"\n");
    cr_assert_eq(delphi_write_corrections(r.study, found, 1, 13, "again", &out), DELPHI_OK);
    cr_expect(strstr(out.data, "\"typing, twice\"\n13,E1,I02,relevance,rating,?,9,again\n"));
    delphi_buffer_free(&out);
    round_free(&r);
}

Test(intake_correct, an_empty_cell_takes_nothing_away) {
    round_one r = correcting();
    cr_assert_eq(round_add(&r, "c.csv", "expert,I01,I02\nE1,,\nE2,5,\n"), DELPHI_OK, "%s", round_first_problem(&r));
    cr_expect_eq(delphi_intake_count(r.intake).corrected, 1);
    expect_text(&r, "E1 I01 7; E1 I02 ?; E2 I01 5; E1 I02 'why'; E2 I01[] 'whole'; ");
    round_free(&r);
}

Test(intake_correct, a_place_is_corrected_once_in_all_files_together) {
    static const struct {
        const char *first, *second, *words;
    } rows[] = {
        {"expert,I01\nE1,8\nE1,9\n", NULL, "a second time"},
        {"expert,I01\nE1,8\n", "expert,I01\nE1,9\n", "a second time"},
        {"expert,I01\nE1,7\n", "expert,I01\nE1,9\n", "a second time"}, /* the same, then another */
        {"expert,indicator,rating,comment\nE1,I02,?,a\n", "expert,indicator,rating,comment\nE1,I02,,b\n",
         "a second time"},
        {"expert,indicator,rating,comment\nE1,I02,?,why\n", "expert,indicator,rating,comment\nE1,I02,,b\n",
         "a second time"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        round_one r = correcting();
        delphi_status status = round_add(&r, "1.csv", rows[i].first);
        if (rows[i].second) {
            cr_expect_eq(status, DELPHI_OK, "row %zu: %s", i, round_first_problem(&r));
            status = round_add(&r, "2.csv", rows[i].second);
        }
        cr_expect_eq(status, DELPHI_ERR_INPUT, "row %zu", i);
        const delphi_error *last = delphi_problems_get(r.problems, delphi_problems_kept(r.problems) - 1);
        cr_expect(last && strstr(last->message, rows[i].words), "row %zu: %s", i, last ? last->message : "");
        cr_expect_null(delphi_intake_ratings(r.intake));
        round_free(&r);
    }
}

/* Whatever the order of the rows, what stands in the end and what is told is the same. */
Test(intake_correct, the_order_of_rows_does_not_matter) {
    static const char *const files[] = {
        "expert,indicator,rating,comment\nE1,I01,1,\nE1,I02,2,x\nE2,I01,9,y\n",
        "expert,indicator,rating,comment\nE2,I01,9,y\nE1,I02,2,x\nE1,I01,1,\n",
    };
    delphi_buffer out[2] = {{0}, {0}};
    for (size_t i = 0; i < 2; i++) {
        round_one r = correcting();
        size_t count;
        cr_assert_eq(round_add(&r, "c.csv", files[i]), DELPHI_OK, "%s", round_first_problem(&r));
        const delphi_correction *found = delphi_intake_corrections(r.intake, &count);
        cr_assert_eq(delphi_write_corrections(r.study, found, count, 1, "w", &out[i]), DELPHI_OK);
        round_text(&r, &out[i]);
        round_free(&r);
    }
    cr_expect_str_eq(out[0].data, out[1].data);
    delphi_buffer_free(&out[0]);
    delphi_buffer_free(&out[1]);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Corrections in the intake: what replaces what the round holds, what is the same, and what is still refused. */
#include "intake_study.h"

#include <stdio.h>

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

/* PRESENT: E1 I01 7; E1 I02 ? 'why'; E2 I01 3, and 'whole' on I01. */
Test(intake_correct, a_word_takes_an_answer_back_and_what_stood_there_is_kept) {
    static const struct {
        const char *file, *left;
        size_t withdrawn, same, ratings;
    } rows[] = {
        {"expert,I01\nE1,withdrawn\n", "E1 I02 ?; E2 I01 3; E1 I02 'why'; E2 I01[] 'whole'; ", 1, 0, 0},
        {"expert,I01,I02\nE1,Ingetrokken, WITHDRAWN \n", "E2 I01 3; E1 I02 'why'; E2 I01[] 'whole'; ", 2, 0, 0},
        {"expert,indicator,rating,comment\nE1,I02,,withdrawn\n", "E1 I01 7; E1 I02 ?; E2 I01 3; E2 I01[] 'whole'; ", 1,
         0, 0},
        {"expert,indicator,rating,comment\nE1,I02,withdrawn,ingetrokken\n", "E1 I01 7; E2 I01 3; E2 I01[] 'whole'; ", 2,
         0, 0},
        /* What is not there is gone already. */
        {"expert,indicator,rating,comment\nE3,I01,withdrawn,withdrawn\nE3,I02,4,\n",
         "E1 I01 7; E1 I02 ?; E2 I01 3; E3 I02 4; E1 I02 'why'; E2 I01[] 'whole'; ", 0, 2, 1},
        /* A text with the word in it is a comment. */
        {"expert,indicator,rating,comment\nE1,I02,?,withdrawn by E1\n",
         "E1 I01 7; E1 I02 ?; E2 I01 3; E1 I02 'withdrawn by E1'; E2 I01[] 'whole'; ", 0, 1, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        round_one r = correcting();
        cr_assert_eq(round_add(&r, "c.csv", rows[i].file), DELPHI_OK, "row %zu: %s", i, round_first_problem(&r));
        delphi_intake_counts counts = delphi_intake_count(r.intake);
        cr_expect_eq(counts.withdrawn, rows[i].withdrawn, "row %zu: %zu", i, counts.withdrawn);
        cr_expect_eq(counts.same, rows[i].same, "row %zu: %zu", i, counts.same);
        cr_expect_eq(counts.ratings, rows[i].ratings, "row %zu: %zu", i, counts.ratings);
        cr_expect_eq(counts.comments, 0, "row %zu: %zu", i, counts.comments);
        expect_text(&r, rows[i].left);
        round_free(&r);
    }
}

Test(intake_correct, what_was_taken_back_is_written_down_as_withdrawn) {
    round_one r = correcting();
    cr_assert_eq(round_add(&r, "c.csv", "expert,indicator,rating,comment\nE1,I02,withdrawn,withdrawn\n"), DELPHI_OK);
    size_t count;
    const delphi_correction *found = delphi_intake_corrections(r.intake, &count);
    cr_assert_eq(count, 2);
    cr_expect_eq(found[0].new_rating, DELPHI_MISSING);
    cr_expect_null(found[1].new_comment);
    delphi_buffer out = {0};
    cr_assert_eq(delphi_write_corrections(r.study, found, count, 12, "asked", &out), DELPHI_OK);
    cr_expect_str_eq(out.data, "act,expert,indicator,criterion,field,old,new,why\n"
                               "12,E1,I02,relevance,rating,?,withdrawn,asked\n"
                               "12,E1,I02,relevance,comment,why,withdrawn,asked\n");
    delphi_buffer_free(&out);
    round_free(&r);
}

Test(intake_correct, a_place_that_was_taken_back_is_not_answered_in_the_same_files) {
    static const char *const files[][2] = {
        {"expert,I01\nE1,withdrawn\nE1,9\n", NULL},
        {"expert,I01\nE1,withdrawn\n", "expert,I01\nE1,9\n"},
        {"expert,I01\nE1,9\n", "expert,I01\nE1,withdrawn\n"},
        {"expert,I01\nE3,withdrawn\n", "expert,I01\nE3,9\n"},
        {"expert,indicator,rating,comment\nE1,I02,,withdrawn\n", "expert,indicator,rating,comment\nE1,I02,,b\n"},
        {"expert,indicator,rating,comment\nE1,I02,,b\n", "expert,indicator,rating,comment\nE1,I02,,withdrawn\n"},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        round_one r = correcting();
        delphi_status status = round_add(&r, "1.csv", files[i][0]);
        if (files[i][1]) {
            cr_expect_eq(status, DELPHI_OK, "row %zu: %s", i, round_first_problem(&r));
            status = round_add(&r, "2.csv", files[i][1]);
        }
        cr_expect_eq(status, DELPHI_ERR_INPUT, "row %zu", i);
        const delphi_error *last = delphi_problems_get(r.problems, delphi_problems_kept(r.problems) - 1);
        cr_expect(last && strstr(last->message, "a second time"), "row %zu: %s", i, last ? last->message : "");
        round_free(&r);
    }
}

/* What exports and people write where there is no answer never takes one away. */
Test(intake_correct, no_mark_takes_an_answer_back) {
    static const char *const marks[] = {"-", "--", "–", "x", "n/a", "nvt", "withdraw", "0x", "NULL", "none", "leeg"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        char file[64];
        round_one r = correcting();
        snprintf(file, sizeof file, "expert,I01\nE1,%s\nE2,5\n", marks[i]);
        cr_expect_eq(round_add(&r, "c.csv", file), DELPHI_ERR_INPUT, "%s", marks[i]);
        cr_expect(strstr(round_first_problem(&r), "is not a rating"), "%s: %s", marks[i], round_first_problem(&r));
        round_free(&r);
    }
}

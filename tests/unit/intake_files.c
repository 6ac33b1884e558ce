/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What files that are in order come to: long and wide, by their headings and by a map. */
#include "intake_study.h"

#include <stdio.h>

static const struct {
    const char *name;
    size_t criteria;
    const char *map, *file, *expected;
} files[] = {
    {"long", 1, NULL, "expert,indicator,rating\nE2,I02,?\nE1,I01,7\n", "E1 I01 7; E2 I02 ?; "},
    {"long in Dutch, blanks and case", 1, NULL,
     " Panellid ; INDICATOR;Beoordeling;Toelichting;groep\nE1;I01;7,0;;inwoners\n", "E1 I01 7; "},
    {"long by the indicator's text", 1, NULL,
     "expert,indicator,rating\nE1,wachttijd,7\nE1,\"Waiting time\n [days]\",\n", "E1 I02 7; "},
    {"long with comments", 1, NULL, "expert,indicator,rating,comment\nE1,I01,7,\" a\nb \"\nE1,I02,,only this\n",
     "E1 I01 7; E1 I01 'a\nb'; E1 I02 'only this'; "},
    {"long with criteria", 2, NULL,
     "expert,indicator,criterion,rating,comment\nE1,I01,relevance,7,r\nE1,I01,Haalbaarheid,3,\nE1,I01,,,whole\n",
     "E1 I01[r] 7; E1 I01[f] 3; E1 I01[] 'whole'; E1 I01 'r'; "},
    {"long, comments alone", 1, NULL, "expert,indicator,comment\nE1,I01,x\n", "E1 I01 'x'; "},
    {"a rating and its comment on two rows", 1, NULL, "expert,indicator,rating,comment\nE1,I01,7,\nE1,I01,,why\n",
     "E1 I01 7; E1 I01 'why'; "},
    {"wide by id", 1, NULL, "expert,I01,I02\nE1,7,8\nE2,,?\n", "E1 I01 7; E1 I02 8; E2 I02 ?; "},
    {"wide by text", 1, NULL, "expert,VALINCIDENTEN bij  ouderen,Waiting time [days]\nE1,7,8\n",
     "E1 I01 7; E1 I02 8; "},
    {"wide with comments", 1, NULL, "expert,I01,I01[comment],Wachttijd [toelichting]\nE1,7,a,b\n",
     "E1 I01 7; E1 I01 'a'; E1 I02 'b'; "},
    {"wide with criteria", 2, NULL,
     "expert,I01[relevance],Wachttijd [Haalbaarheid],I01[comment],I01[feasibility][comment]\nE1,7,8,whole,f\n",
     "E1 I01[r] 7; E1 I02[f] 8; E1 I01[] 'whole'; E1 I01[f] 'f'; "},
    {"a criterion in a study with one", 1, NULL, "expert,I01[relevance]\nE1,7\n", "E1 I01 7; "},
    {"labels", 1, NULL, "expert,I01,I02\nE1,zeer relevant,1 – Not relevant\nE2,X – Don't know this item,weet niet\n",
     "E1 I01 9; E1 I02 1; E2 I01 ?; E2 I02 ?; "},
    {"rows and columns without anything", 1, NULL, "expert,I01,,I02,\n,,,,\nE1,7,,,\n\nE2,,,,\n", "E1 I01 7; "},
    {"an expert without answers may be unknown: nothing is lost", 1, NULL, "expert,I01\nE9,\nE1,7\n", "E1 I01 7; "},
    {"a text that two rounds share is this round's", 1, NULL, "expert,Trust\nE1,7\n", "E1 I05 7; "},
    {"groups that agree, by id and title", 1, NULL, "expert,group,I01\nE1,inwoners,7\nE2,Administrators,8\nE3,,9\n",
     "E1 I01 7; E2 I01 8; E3 I01 9; "},
    {"an empty second column gives way", 1, NULL, "expert,I01,I01,I02\nE1,7,,8\n", "E1 I01 7; E1 I02 8; "},
    {"an empty first column gives way", 1, NULL, "expert,I01,I01,I02\nE1,,7,8\n", "E1 I01 7; E1 I02 8; "},
    {"an empty column of an indicator without its criterion", 2, NULL, "expert,I01,I01[relevance]\nE1,,7\n",
     "E1 I01[r] 7; "},
    {"an indicator that is not in this round, empty", 1, NULL, "expert,I01,I03,I04\nE1,7,,\n", "E1 I01 7; "},
    {"a map by heading and number", 1,
     "column,field,indicator,criterion\nToken,expert,,\n#2,rating,I01,\n\"Q, 2\",comment,I01,\n",
     "Token,,\"Q,\n2\"\nE1,7,x\n", "E1 I01 7; E1 I01 'x'; "},
    {"a map saved by a Dutch Excel", 1,
     "column;field;indicator;criterion\r\nToken;expert;;\r\nScore;rating;I01;\r\n\r\n", "Token,Score\nE1,7\n",
     "E1 I01 7; "},
    {"a map with two headings only", 1, "Field,Column\nexpert,Token\n", "Token,I01\nE1,7\n", "E1 I01 7; "},
    {"a map goes before the headings", 1, "column,field,indicator,criterion\nI01,rating,I02,\nI02,rating,I01,\n",
     "expert,I01,I02\nE1,7,8\n", "E1 I01 8; E1 I02 7; "},
    {"a map says which of two is the expert", 1, "column,field\ncode,expert\n", "expert,code,I01\nx,E1,7\n",
     "E1 I01 7; "},
    {"ignored columns", 1, "column,field\nI02,ignore\nno such column,ignore\n", "expert,I01,I02\nE1,7,99\n",
     "E1 I01 7; "},
    {"all others ignored", 1, "column,field,indicator,criterion\n*,ignore,,\nexpert,expert,,\nI01,rating,I01,\n",
     "expert,I01,I02,x\nE1,7,8,1\n", "E1 I01 7; "},
    {"a long file by a map", 2,
     "column,field,indicator,criterion\nwho,expert,,\nitem,indicator,,\naspect,criterion,,\nscore,rating,,\nwhy,"
     "comment,,\n",
     "item,aspect,who,score,why\nI01,relevance,E1,7,x\n", "E1 I01[r] 7; E1 I01 'x'; "},
    {"a long file with a column for each criterion", 2,
     "column,field,indicator,criterion\nR,rating,,relevance\nF,rating,,feasibility\n",
     "expert,indicator,R,F\nE1,I01,7,8\nE1,I02,?,\n", "E1 I01[r] 7; E1 I01[f] 8; E1 I02[r] ?; "},
    {"a map of ratings in a file that heads its indicators", 1, "column,field\nscore,rating\n",
     "expert,indicator,score\nE1,I01,7\n", "E1 I01 7; "},
    {"repeated headings by their numbers", 1,
     "column,field,indicator,criterion\n#2,rating,I01,\n#3,rating,I02,\n#4,ignore,,\n", "expert,Q,Q,Q\nE1,7,8,9\n",
     "E1 I01 7; E1 I02 8; "},
};

Test(intake_files, each_file_comes_to_what_it_says) {
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        expect_taken(files[i].name, files[i].criteria, files[i].map, files[i].file, files[i].expected);
}

/* The map that was used gives the same again, now without a word about what was left out. */
Test(intake_files, the_map_that_was_used_gives_the_same) {
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        round_one r = round_with(files[i].criteria, NULL);
        delphi_buffer map = {0}, again = {0};
        if (files[i].map)
            cr_assert_eq(round_map(&r, files[i].map), DELPHI_OK);
        cr_assert_eq(round_add(&r, "a.csv", files[i].file), DELPHI_OK, "%s", files[i].name);
        cr_assert_eq(delphi_intake_write_map(r.intake, &map), DELPHI_OK);
        expect_taken(map.data, files[i].criteria, map.data, files[i].file, files[i].expected);
        round_free(&r);
        r = round_with(files[i].criteria, NULL);
        cr_assert_eq(round_map(&r, map.data), DELPHI_OK, "%s: %s", files[i].name, round_first_problem(&r));
        cr_assert_eq(round_add(&r, "a.csv", files[i].file), DELPHI_OK);
        delphi_intake_write_map(r.intake, &again);
        cr_expect_str_eq(again.data, map.data, "%s", files[i].name);
        cr_expect_eq(delphi_problems_kept(r.problems), 0, "%s: %s", files[i].name, round_first_problem(&r));
        delphi_buffer_free(&map);
        delphi_buffer_free(&again);
        round_free(&r);
    }
}

Test(intake_files, the_map_shows_every_column) {
    round_one r = round_with(2, NULL);
    delphi_buffer map = {0};
    cr_assert_eq(round_add(&r, "a.csv",
                           "date,expert,\"I01 [relevance]\",I01[comment],x,x,=1+1,\"a, \"\"b\"\"\",*,\n"
                           "mon,E1,7,why,p,q,r,s,t,\n"),
                 DELPHI_OK, "%s", round_first_problem(&r));
    cr_assert_eq(delphi_intake_write_map(r.intake, &map), DELPHI_OK);
    cr_expect_str_eq(map.data, "column,field,indicator,criterion\n"
                               "date,ignore,,\n"
                               "expert,expert,,\n"
                               "I01 [relevance],rating,I01,relevance\n"
                               "I01[comment],comment,I01,\n"
                               "#5,ignore,,\n"
                               "#6,ignore,,\n"
                               "#7,ignore,,\n"
                               "\"a, \"\"b\"\"\",ignore,,\n"
                               "#9,ignore,,\n"
                               "#10,ignore,,\n");
    delphi_buffer_free(&map);
    round_free(&r);
}

/* A column that must be decided on has an empty field in the map: saved as it is, it is refused and not lost. */
Test(intake_files, an_undecided_column_stays_undecided_in_the_map) {
    round_one r = round_with(1, NULL);
    delphi_buffer map = {0};
    cr_assert_eq(round_add(&r, "a.csv", "expert,I01,Q7\nE1,7,3\n"), DELPHI_ERR_INPUT);
    cr_assert_eq(delphi_intake_write_map(r.intake, &map), DELPHI_OK);
    cr_expect_str_eq(map.data, "column,field,indicator,criterion\nexpert,expert,,\nI01,rating,I01,\nQ7,,,\n");
    cr_expect_eq(round_map(&r, map.data), DELPHI_ERR_INPUT);
    expect_problem("map", r.problems, 1, &(wanted_problem){"columns.csv", 4, 2, "no field is given|expert, rating"});
    delphi_buffer_free(&map);
    round_free(&r);
}

Test(intake_files, what_came_in_is_counted) {
    round_one r = round_with(1, NULL);
    cr_assert_eq(round_add(&r, "a.csv", "expert,I01,I02,I01[comment]\nE1,7,?,x\nE2,8,,\nE3,,,\n"), DELPHI_OK);
    cr_assert_eq(round_add(&r, "b.csv", "expert,indicator,rating\nE1,I05,1\n"), DELPHI_OK);
    delphi_intake_counts c = delphi_intake_count(r.intake);
    cr_expect_eq(c.files, 2);
    cr_expect_eq(c.rows, 3);
    cr_expect_eq(c.experts, 2);
    cr_expect_eq(c.ratings, 3);
    cr_expect_eq(c.cannot_judge, 1);
    cr_expect_eq(c.comments, 1);
    round_free(&r);
}

Test(intake_files, files_add_to_what_the_round_holds) {
    round_one first = round_with(1, NULL);
    cr_assert_eq(round_add(&first, "a.csv", "expert,I01,I02[comment]\nE2,7,old\n"), DELPHI_OK);
    delphi_ratings *present = delphi_intake_ratings(first.intake);
    round_one r = round_with(1, present);
    delphi_buffer text = {0};
    cr_assert_eq(round_add(&r, "b.csv", "expert,I02,I02[comment]\nE1,?,new\nE2,9,\n"), DELPHI_OK, "%s",
                 round_first_problem(&r));
    round_text(&r, &text);
    cr_expect_str_eq(text.data, "E1 I02 ?; E2 I01 7; E2 I02 9; E1 I02 'new'; E2 I02 'old'; ", "%s", text.data);
    cr_expect_eq(delphi_intake_count(r.intake).ratings, 1);
    delphi_buffer_free(&text);
    delphi_ratings_free(present);
    round_free(&r);
    round_free(&first);
}

Test(intake_files, columns_without_answers_are_left_out_with_one_notice) {
    round_one r = round_with(1, NULL);
    cr_assert_eq(round_add(&r, "a.csv", "date,expert,empty,I01,\"why\nso\"\nmonday,E1,,7,because\ntuesday,,,,\n"),
                 DELPHI_OK, "%s", round_first_problem(&r));
    cr_expect_eq(delphi_problems_kept(r.problems), 1);
    expect_problem("notice", r.problems, 0,
                   &(wanted_problem){"a.csv", 1, 1, "2 columns without ratings were left out: 'date', 'why so'"});
    cr_expect_eq(delphi_problems_get(r.problems, 0)->severity, DELPHI_NOTICE);
    round_free(&r);
}

Test(intake_files, a_file_without_answers_is_told) {
    round_one r = round_with(1, NULL);
    cr_assert_eq(round_add(&r, "a.csv", "expert,I01\nE1,\n"), DELPHI_OK);
    expect_problem("notice", r.problems, 0, &(wanted_problem){"a.csv", 0, 0, "no answers"});
    cr_expect_eq(delphi_problems_errors(r.problems), 0);
    round_free(&r);
}

Test(intake_files, other_words_than_the_studys_are_told) {
    round_one r = round_with(1, NULL);
    cr_assert_eq(round_add(&r, "a.csv", "expert,I01,I02\nE1,7 – x,9 – top\nE2,9 – hoog,9 – zeer relevant\n"),
                 DELPHI_OK);
    expect_problem("notice", r.problems, 0, &(wanted_problem){"a.csv", 2, 3, "in 2 cells|the number was taken"});
    cr_expect_eq(delphi_problems_kept(r.problems), 1);
    round_free(&r);
}

/* After a file that is refused nothing can be had. */
Test(intake_files, all_or_nothing) {
    round_one r = round_with(1, NULL);
    cr_assert_eq(round_add(&r, "a.csv", "expert,I01\nE1,7\n"), DELPHI_OK);
    cr_assert_eq(round_add(&r, "b.csv", "expert,I01\nE2,12\n"), DELPHI_ERR_INPUT);
    cr_assert_eq(round_add(&r, "c.csv", "expert,I01\nE3,7\n"), DELPHI_OK);
    cr_expect_null(delphi_intake_ratings(r.intake));
    round_free(&r);
}

/* Property: the same answers, long or wide, in any order of rows and with any delimiter, come to the same. */
Test(intake_files, long_and_wide_say_the_same) {
    static const size_t indicators[] = {0, 1, 4, 5};
    unsigned seed = 20210401;
    for (int run = 0; run < 200; run++) {
        delphi_buffer wide = {0}, rows = {0}, expected = {0}, got = {0};
        char d = ",;\t|"[run % 4];
        base_buffer_format(&wide, "expert%cI01%cI02%cI05%cI06\n", d, d, d, d);
        base_buffer_format(&rows, "rating%cindicator%cexpert\n", d, d);
        for (int e = 0; e < 3; e++) {
            base_buffer_text(&wide, study_experts[e].id);
            for (int i = 0; i < 4; i++) {
                seed = seed * 1664525u + 1013904223u;
                int answer = (int)((seed >> 16) % 12);
                const char *id = study_indicators[indicators[i]].id;
                char cell[8] = "";
                if (answer)
                    snprintf(cell, sizeof cell, answer > 9 ? "?" : "%d", answer);
                base_buffer_format(&wide, "%c%s", d, cell);
                base_buffer_format(&rows, "%s%c%s%c%s\n", cell, d, id, d, study_experts[e].id);
                if (answer)
                    base_buffer_format(&expected, "%s %s %s; ", study_experts[e].id, id, cell);
            }
            base_buffer_char(&wide, '\n');
        }
        const char *want = expected.data ? expected.data : "";
        expect_taken(wide.data, 1, NULL, wide.data, want);
        expect_taken(rows.data, 1, NULL, rows.data, want);
        delphi_buffer_free(&wide);
        delphi_buffer_free(&rows);
        delphi_buffer_free(&expected);
        delphi_buffer_free(&got);
    }
}

/* What came in can be written as ratings.csv and comes back as it was. */
Test(intake_files, what_came_in_is_the_same_after_writing_and_reading) {
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        round_one r = round_with(files[i].criteria, NULL);
        delphi_buffer first = {0}, second = {0};
        if (files[i].map)
            cr_assert_eq(round_map(&r, files[i].map), DELPHI_OK);
        cr_assert_eq(round_add(&r, "a.csv", files[i].file), DELPHI_OK);
        delphi_ratings *ratings = delphi_intake_ratings(r.intake);
        cr_assert_eq(delphi_write_ratings(r.study, ratings, &first), DELPHI_OK);
        r.study->protocol.round_count = 1;
        cr_assert(model_make_rounds(r.study));
        cr_assert_eq(delphi_read_ratings(r.study, 1, "ratings.csv", first.data, first.size, r.problems), DELPHI_OK,
                     "%s: %s", files[i].name, round_first_problem(&r));
        cr_assert_eq(delphi_write_ratings(r.study, r.study->ratings[0], &second), DELPHI_OK);
        cr_expect_str_eq(second.data, first.data, "%s", files[i].name);
        delphi_ratings_free(ratings);
        delphi_buffer_free(&first);
        delphi_buffer_free(&second);
        round_free(&r);
    }
}

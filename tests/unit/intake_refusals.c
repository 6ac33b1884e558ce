/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every way in which a file is refused, with its place; and that all problems come at once. */
#include "intake_study.h"

#include <stdio.h>

#define IN "a.csv"

static const struct {
    const char *name;
    size_t criteria;
    const char *file;
    wanted_problem wanted;
} refusals[] = {
    /* Cells. */
    {"off the scale",
     1,
     "expert,I01,I02\nE1,7,12\n",
     {IN, 2, 3,
      "'12' in column 'I02' is off the scale|from 1 to 9 (1 = niet relevant, 9 = zeer relevant)|? for cannot judge"}},
    {"not whole", 1, "expert;I01;I02\nE1;7,5;7\n", {IN, 2, 2, "'7,5' in column 'I01' is not a whole point"}},
    {"contradiction",
     1,
     "expert,I01,I02\nE1,7,1 – zeer relevant\n",
     {IN, 2, 3, "'1 – zeer relevant'|contradicts itself"}},
    {"several choices", 1, "expert,I01,I02\nE1,7,\"7 – a,8 – b\"\n", {IN, 2, 3, "'7 – a,8 – b'|is not a rating"}},
    {"words", 1, "expert,indicator,rating\nE1,I01,hoog\n", {IN, 2, 3, "'hoog' in column 'rating' is not a rating"}},
    {"behind a quoted line break", 1, "expert,I01[comment],I01\nE1,\"a\nb\",12\n", {IN, 3, 3, "'12'"}},
    {"long cells are cut at sixty characters",
     1,
     "expert,I01\nE1,éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé\n",
     {IN, 2, 2, "'éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé…' in"}},
    {"beyond the heading",
     1,
     "expert,I01\nE1,7\nE2,7,,8\n",
     {IN, 3, 4, "'8' stands beyond the last heading|4 fields|2"}},
    /* Experts and groups. */
    {"unknown expert", 1, "expert,I01\nF1,7\n", {IN, 2, 1, "unknown expert 'F1'|did you mean 'E1'?"}},
    {"empty expert", 1, "expert,I01\nE1,7\n,8\n", {IN, 3, 1, "holds answers, but its expert is empty"}},
    {"short row", 1, "I01,expert\n7\n", {IN, 2, 2, "its expert is empty"}},
    {"an expert of a later round",
     1,
     "expert,I01\nE4,7\n",
     {IN, 2, 1, "expert E4 takes part from round 2 on, this is round 1"}},
    {"another group",
     1,
     "expert,group,I01\nE1,Administrators,7\n",
     {IN, 2, 2, "expert E1 is in group inwoners in panel.csv, here 'Administrators' is written"}},
    {"unknown group", 1, "expert,groep,I01\nE1,burgers,7\n", {IN, 2, 2, "inwoners|'burgers'"}},
    /* Indicators and criteria. */
    {"unknown indicator",
     1,
     "expert,indicator,rating\nE1,I1,7\n",
     {IN, 2, 2, "unknown indicator 'I1'|did you mean 'I01'?"}},
    {"empty indicator", 1, "expert,indicator,rating\nE1,,7\n", {IN, 2, 2, "its indicator is empty"}},
    {"the text of two",
     1,
     "expert,indicator,rating\nE1,Vertrouwen,7\n",
     {IN, 2, 2, "'Vertrouwen' is the text of several"}},
    {"an indicator of a later round",
     1,
     "expert,indicator,rating\nE1,I03,7\n",
     {IN, 2, 2, "indicator I03 is not in this round: it is rated from round 2 on, this is round 1"}},
    {"a settled indicator",
     1,
     "expert,indicator,rating\nE1,I04,7\n",
     {IN, 2, 2, "indicator I04 is not in round 1: it was settled"}},
    {"a settled indicator's column, told once",
     1,
     "expert,I01,I04\nE1,7,\nE2,7,7\nE3,,8\n",
     {IN, 3, 3, "indicator I04 is not in round 1"}},
    {"its comment", 1, "expert,I01,I03[comment]\nE1,7,x\n", {IN, 2, 3, "indicator I03 is not in this round"}},
    {"unknown criterion",
     2,
     "expert,indicator,criterion,rating\nE1,I01,relevanc,7\n",
     {IN, 2, 3, "unknown criterion 'relevanc'|did you mean 'relevance'?"}},
    {"empty criterion", 2, "expert,indicator,criterion,rating\nE1,I01,,7\n", {IN, 2, 4, "no criterion|2 criteria"}},
    {"no criterion column",
     2,
     "expert,indicator,rating\nE1,I01,7\n",
     {IN, 1, 3, "2 criteria|add a column 'criterion'"}},
    /* Headings. */
    {"no expert column", 1, "naam,I01,I02\nE9,7,8\n", {IN, 1, 1, "no column holds the experts|'naam', 'I01', 'I02'"}},
    {"no expert column, but a column of experts",
     1,
     "naam,I01,I02\nE1,7,8\n",
     {IN, 1, 1, "no column holds the experts|are found in: 'naam' (column 1, 1 row)"}},
    {"nothing to read", 1, "expert,a,b\nE1,x,y\n", {IN, 1, 1, "no column holds ratings or comments"}},
    {"an indicator without its criterion",
     2,
     "expert,I01[relevance],I02\nE1,7,8\n",
     {IN, 1, 3, "'I02' is indicator I02|2 criteria|I02[relevance]"}},
    {"a text without its criterion",
     2,
     "expert,I01[relevance],Wachttijd\nE1,7,8\n",
     {IN, 1, 3, "'Wachttijd' is indicator I02"}},
    {"brackets that are no criterion",
     1,
     "expert,I01,I02[other]\nE1,7,x\n",
     {IN, 1, 3, "'I02[other]' names indicator I02|no criterion"}},
    {"the heading is the text of two",
     1,
     "expert,I01,Vertrouwen\nE1,7,8\n",
     {IN, 1, 3, "'Vertrouwen' is the text of several"}},
    {"a wide column in a long file",
     1,
     "expert,indicator,rating,I02\nE1,I01,7,8\n",
     {IN, 1, 4, "'I02' is a column of indicator I02"}},
    {"a heading nearly an indicator's",
     1,
     "expert,I01,I0S\nE1,7,x\n",
     {IN, 1, 3, "unknown heading 'I0S'; did you mean indicator I01?|'ignore'|--dry-run"}},
    {"nearly an indicator's with its criterion",
     2,
     "expert,I01[relevance],I02[relevence]\nE1,7,8\n",
     {IN, 1, 3, "'I02[relevence]'|I02"}},
    {"nearly with a criterion, and the id wrong too",
     2,
     "expert,I01[relevance],I0x[relevance]\nE1,7,8\n",
     {IN, 1, 3, "unknown heading 'I0x[relevance]'; did you mean indicator I01?"}},
    {"a column of nothing but ratings",
     1,
     "expert,I01,Q7\nE1,7,8\nE2,8,\nE3,,?\n",
     {IN, 1, 3, "'Q7' is no indicator of this study|(2 cells) reads as ratings|would be lost|'ignore'"}},
    {"the same without a heading", 1, "expert,I01,\nE1,7,8\n", {IN, 1, 3, "'' is no indicator|would be lost"}},
    {"two columns of one indicator",
     1,
     "expert,I01,I02,Valincidenten bij ouderen\nE1,7,8,9\n",
     {IN, 1, 4, "columns #2 ('I01') and #4 ('Valincidenten bij ouderen') both hold I01"}},
    {"two expert columns",
     1,
     "expert,I01,panellid\nE1,7,E1\n",
     {IN, 1, 3, "columns #1 ('expert') and #3 ('panellid') both hold expert"}},
    {"two rating columns",
     1,
     "expert,indicator,rating,beoordeling\nE1,I01,7,8\n",
     {IN, 1, 4, "#3 ('rating') and #4 ('beoordeling') both hold rating"}},
    /* Twice. */
    {"twice in long rows",
     1,
     "expert,indicator,rating\nE1,I01,7\nE2,I01,7\nE1,I01,7\n",
     {IN, 4, 3, "expert E1 rates I01 a second time|a.csv:2:3|even where they are the same"}},
    {"twice by another criterion's name",
     2,
     "expert,indicator,criterion,rating\nE1,I01,relevance,7\nE1,I01,Relevantie,8\n",
     {IN, 3, 4, "expert E1 rates I01[relevance] a second time|a.csv:2:4"}},
    {"a whole row twice is one problem",
     1,
     "expert,I01,I02,I05\nE1,7,8,?\nE2,1,,\nE1,,8,9\n",
     {IN, 4, 3, "2 answers of expert E1|from I02 on|a.csv:2:3"}},
    {"one answer twice in wide rows",
     1,
     "expert,I01,I02\nE1,7,\nE1,7,8\n",
     {IN, 3, 2, "expert E1 rates I01|a.csv:2:2"}},
    {"a comment twice",
     1,
     "expert,indicator,rating,comment\nE1,I01,7,x\nE1,I01,,y\n",
     {IN, 3, 4, "expert E1 comments on I01[comment] a second time|a.csv:2:4"}},
    {"a wide row twice, its comments not told again",
     1,
     "expert,I01,I01[comment]\nE1,7,x\nE1,8,y\n",
     {IN, 3, 2, "a.csv:2:2"}},
    {"behind a multi-line field", 1, "expert,I01[comment],I01\nE1,\"a\n\nb\",7\nE1,,8\n", {IN, 5, 3, "a.csv:4:3"}},
};

Test(intake_refusals, each_says_its_place_and_is_told_once) {
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        round_one r = round_with(refusals[i].criteria, NULL);
        cr_expect_eq(round_add(&r, IN, refusals[i].file), DELPHI_ERR_INPUT, "%s", refusals[i].name);
        size_t at = 0;
        while (at + 1 < delphi_problems_kept(r.problems) &&
               delphi_problems_get(r.problems, at)->severity == DELPHI_NOTICE)
            at++;
        expect_problem(refusals[i].name, r.problems, at, &refusals[i].wanted);
        cr_expect_eq(delphi_problems_errors(r.problems), 1, "%s: %zu errors, the second: %s", refusals[i].name,
                     delphi_problems_errors(r.problems),
                     delphi_problems_get(r.problems, at + 1) ? delphi_problems_get(r.problems, at + 1)->message : "");
        cr_expect_null(delphi_intake_ratings(r.intake), "%s", refusals[i].name);
        round_free(&r);
    }
}

Test(intake_refusals, cannot_judge_where_the_protocol_has_none) {
    round_one r = round_with(1, NULL);
    r.study->protocol.scale.cannot_judge = false;
    cr_expect_eq(round_add(&r, IN, "expert,I01\nE1,weet ik niet\n"), DELPHI_ERR_INPUT);
    expect_problem("cannot judge", r.problems, 0,
                   &(wanted_problem){IN, 2, 2,
                                     "'weet ik niet' in column 'I01' says cannot judge, which the protocol "
                                     "does not allow"});
    round_free(&r);
}

Test(intake_refusals, all_problems_come_at_once) {
    static const wanted_problem wanted[] = {
        {IN, 1, 4, "'Q' is no indicator"},
        {IN, 2, 1, "unknown expert 'X'"},
        {IN, 2, 2, "'12'"},
        {IN, 3, 3, "'7,5'"},
        {IN, 4, 1, "expert is empty"},
        {IN, 5, 5, "beyond"},
        {IN, 5, 2, "expert E2 rates I01 a second time; the first time is at a.csv:3:2"},
    };
    round_one r = round_with(1, NULL);
    cr_expect_eq(round_add(&r, IN, "expert,I01,I02,Q\nX,12,8,1\nE2,7,\"7,5\",2\n,7,,\nE2,7,,,z\n"), DELPHI_ERR_INPUT);
    size_t count = sizeof wanted / sizeof *wanted;
    cr_assert_eq(delphi_problems_errors(r.problems), count);
    for (size_t i = 0; i < count; i++)
        expect_problem(wanted[i].words, r.problems, i, &wanted[i]);
    round_free(&r);
}

Test(intake_refusals, the_same_answer_in_two_files) {
    round_one r = round_with(1, NULL);
    cr_assert_eq(round_add(&r, "a.csv", "expert,I01,I02[comment]\nE1,7,x\n"), DELPHI_OK);
    cr_assert_eq(round_add(&r, "b.csv", "expert,indicator,rating\nE2,I01,7\n"), DELPHI_OK);
    cr_expect_eq(round_add(&r, "c.csv", "indicator,expert,comment,rating\nI01,E1,,7\nI01,E2,,8\nI02,E1,y,\n"),
                 DELPHI_ERR_INPUT);
    expect_problem("wide and long", r.problems, 0, &(wanted_problem){"c.csv", 2, 4, "expert E1|I01|a.csv:2:2"});
    expect_problem("long and long", r.problems, 1, &(wanted_problem){"c.csv", 3, 4, "expert E2|I01|b.csv:2:3"});
    expect_problem("comment", r.problems, 2, &(wanted_problem){"c.csv", 4, 3, "expert E1|I02|a.csv:2:3"});
    cr_expect_eq(delphi_problems_errors(r.problems), 3);
    round_free(&r);
}

Test(intake_refusals, what_the_round_already_holds) {
    round_one first = round_with(1, NULL);
    cr_assert_eq(round_add(&first, "a.csv", "expert,I01,I02,I01[comment]\nE1,7,8,x\nE2,?,,\n"), DELPHI_OK);
    delphi_ratings *present = delphi_intake_ratings(first.intake);
    round_one r = round_with(1, present);
    cr_expect_eq(round_add(&r, "b.csv", "expert,I05,I01,I02\nE1,1,7,9\nE2,,?,\n"), DELPHI_ERR_INPUT);
    cr_expect_eq(round_add(&r, "c.csv", "expert,I01[comment]\nE1,x\n"), DELPHI_ERR_INPUT);
    expect_problem("row", r.problems, 0,
                   &(wanted_problem){"b.csv", 2, 3,
                                     "already holds 2 of this row's answers of expert E1|I01|"
                                     "round-1/ratings.csv|correction (--correct)"});
    expect_problem("cannot judge", r.problems, 1, &(wanted_problem){"b.csv", 3, 3, "already holds 1|E2|I01"});
    expect_problem("comment", r.problems, 2,
                   &(wanted_problem){"c.csv", 2, 2,
                                     "already holds a comment of expert E1|round-1/ratings.csv|"
                                     "correction (--correct)"});
    cr_expect_eq(delphi_problems_errors(r.problems), 3);
    delphi_ratings_free(present);
    round_free(&r);
    round_free(&first);
}

/* A map refuses with its own file's place. */
static const struct {
    const char *name;
    size_t criteria;
    const char *map;
    wanted_problem wanted;
} maps[] = {
    {"empty", 1, "", {"columns.csv", 0, 0, "empty|column,field,indicator,criterion"}},
    {"no heading field", 1, "column,what\nx,expert\n", {"columns.csv", 1, 1, "'field' is not there"}},
    {"no heading column", 1, "field,indicator\nexpert,\n", {"columns.csv", 1, 1, "'column' is not there"}},
    {"unknown field",
     1,
     "column,field\na,expert\nb,ratng\n",
     {"columns.csv", 3, 2, "unknown field 'ratng'; did you mean 'rating'?|expert, rating, comment, group"}},
    {"empty field", 1, "column,field\na,expert\nb,\n", {"columns.csv", 3, 2, "no field is given"}},
    {"empty column", 1, "column,field\n,expert\n", {"columns.csv", 2, 1, "no column is given"}},
    {"unknown indicator",
     1,
     "column,field,indicator,criterion\n\"a\nb\",rating,I01,\nb,rating,J02,\n",
     {"columns.csv", 4, 3, "unknown indicator 'J02'; did you mean 'I02'?"}},
    {"unknown criterion",
     2,
     "column,field,indicator,criterion\nb,rating,I01,feasability\n",
     {"columns.csv", 2, 4, "unknown criterion 'feasability'; did you mean 'feasibility'?"}},
    {"a rating without criterion",
     2,
     "column,field,indicator,criterion\nb,rating,I01,\n",
     {"columns.csv", 2, 4, "2 criteria"}},
    {"the same column twice",
     1,
     "column,field,indicator\na,rating,I01\n a ,rating,I02\n",
     {"columns.csv", 3, 1, "'a' stands in this map already, on line 2"}},
    {"the same target twice",
     1,
     "column,field,indicator\na,rating,I01\nb,rating,I01\n",
     {"columns.csv", 3, 1, "two columns are given for I01: 'a' on line 2"}},
    {"two experts", 1, "column,field\na,expert\nb,expert\n", {"columns.csv", 3, 1, "two columns are given for expert"}},
    {"all others", 1, "column,field\n*,rating\n", {"columns.csv", 2, 1, "* stands for all other columns"}},
    {"an indicator for an expert",
     1,
     "column,field,indicator\na,expert,I01\n",
     {"columns.csv", 2, 3, "field expert takes no indicator"}},
    {"a map that is no text", 1, "PK\003\004", {"columns.csv", 1, 0, "workbook"}},
    {"a single column", 1, "column field\n", {"columns.csv", 1, 1, "is not there"}},
    {"a stray quote", 1, "column,field\na,\"expert\n", {"columns.csv", 2, 2, "never closed"}},
};

Test(intake_refusals, a_map_is_refused_with_its_place) {
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) {
        round_one r = round_with(maps[i].criteria, NULL);
        cr_expect_eq(round_map(&r, maps[i].map), DELPHI_ERR_INPUT, "%s", maps[i].name);
        expect_problem(maps[i].name, r.problems, 0, &maps[i].wanted);
        cr_expect_eq(delphi_problems_errors(r.problems), 1, "%s", maps[i].name);
        round_free(&r);
    }
}

Test(intake_refusals, a_group_column_in_a_study_without_groups) {
    round_one r = round_with(1, NULL);
    r.study->protocol.group_count = 0;
    cr_expect_eq(round_map(&r, "column,field\ng,group\n"), DELPHI_ERR_INPUT);
    expect_problem("group", r.problems, 0, &(wanted_problem){"columns.csv", 2, 2, "no groups"});
    round_free(&r);
}

/* A map that is in order by itself, and a file that it does not fit. */
static const struct {
    const char *name;
    size_t criteria;
    const char *map, *file;
    wanted_problem wanted;
} misfits[] = {
    {"no such column",
     1,
     "column,field,indicator\nScore 1,rating,I01\n",
     "expert,Score1,I02\nE1,x,7\n",
     {"columns.csv", 2, 1, "a.csv has no column 'Score 1'; did you mean 'Score1'?"}},
    {"no such number",
     1,
     "column,field,indicator\n#4,rating,I01\n",
     "expert,a,I02\nE1,x,7\n",
     {"columns.csv", 2, 1, "a.csv has 3 columns, there is no column #4"}},
    {"a heading that occurs twice",
     1,
     "column,field,indicator\nQ,rating,I01\n",
     "expert,Q,I02,Q\nE1,1,7,2\n",
     {"columns.csv", 2, 1, "'Q' occurs more than once in a.csv|#2, #4"}},
    {"a column by name and number",
     1,
     "column,field,indicator\nQ,rating,I01\n#2,rating,I02\n",
     "expert,Q,x\nE1,1,y\n",
     {"columns.csv", 3, 1, "column #2 ('Q') of a.csv was mapped already, on line 2"}},
    {"a rating without indicator in a wide file",
     1,
     "column,field\nQ,rating\n",
     "expert,Q,I02\nE1,1,7\n",
     {"columns.csv", 2, 1, "'Q' is mapped as rating without an indicator|write the indicator's id"}},
    {"a mapped column and one that maps itself",
     1,
     "column,field,indicator\nQ,rating,I01\n",
     "expert,Q,I01\nE1,1,7\n",
     {"a.csv", 1, 3, "columns #2 ('Q') and #3 ('I01') both hold I01"}},
    {"a mapped column that is empty does not give way",
     1,
     "column,field,indicator\nQ,rating,I01\n",
     "expert,I01,Q\nE1,1,\n",
     {"a.csv", 1, 3, "#2 ('I01') and #3 ('Q') both hold I01"}},
    {"no expert column",
     1,
     "column,field\nexpert,ignore\n",
     "expert,I01\nE1,7\n",
     {"a.csv", 1, 1, "no column holds the experts"}},
    {"all others ignored, the expert too",
     1,
     "column,field,indicator\nI01,rating,I01\n*,ignore,\n",
     "expert,I01\nE1,7\n",
     {"a.csv", 1, 1, "no column holds the experts"}},
    {"no criterion column for a mapped rating",
     2,
     "column,field\nscore,rating\n",
     "expert,indicator,score\nE1,I01,7\n",
     {"columns.csv", 2, 1, "2 criteria|'score'"}},
    {"an indicator of a later round",
     1,
     "column,field,indicator\nQ,rating,I03\n",
     "expert,Q,I01\nE1,7,7\n",
     {"a.csv", 2, 2, "indicator I03 is not in this round"}},
};

Test(intake_refusals, a_map_that_does_not_fit_the_file) {
    for (size_t i = 0; i < sizeof misfits / sizeof *misfits; i++) {
        round_one r = round_with(misfits[i].criteria, NULL);
        cr_assert_eq(round_map(&r, misfits[i].map), DELPHI_OK, "%s: %s", misfits[i].name, round_first_problem(&r));
        cr_expect_eq(round_add(&r, "a.csv", misfits[i].file), DELPHI_ERR_INPUT, "%s", misfits[i].name);
        size_t at = 0;
        while (at + 1 < delphi_problems_kept(r.problems) &&
               delphi_problems_get(r.problems, at)->severity == DELPHI_NOTICE)
            at++;
        expect_problem(misfits[i].name, r.problems, at, &misfits[i].wanted);
        cr_expect_eq(delphi_problems_errors(r.problems), 1, "%s", misfits[i].name);
        round_free(&r);
    }
}

/* The hints of a file full of unknown names stop; the errors do not. */
Test(intake_refusals, a_file_full_of_unknown_experts_ends_soon) {
    round_one r = round_with(1, NULL);
    delphi_buffer file = {0};
    base_buffer_text(&file, "expert,indicator,rating\n");
    for (int i = 0; i < 20000; i++)
        base_buffer_format(&file, "F%d,I01,7\n", i);
    cr_expect_eq(delphi_intake_add(r.intake, "a.csv", file.data, file.size, 0, r.problems), DELPHI_ERR_INPUT);
    cr_expect_eq(delphi_problems_errors(r.problems), 20000);
    delphi_buffer_free(&file);
    round_free(&r);
}

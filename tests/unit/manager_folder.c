/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a study folder: its state from its files, and everything that is wrong with it. */
#include "../kit/study_kit.h"

Test(manager_folder, state_follows_the_files) {
    static const struct {
        size_t acts;
        int opened, closed;
    } rows[] = {{0, 0, 0}, {1, 1, 0}, {3, 1, 0}, {4, 1, 1}, {5, 2, 1}, {7, 2, 2}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *path = kit_new();
        kit_live(path, rows[i].acts);
        delphi_folder *folder = kit_open(path, DELPHI_FOLDER_READ);
        cr_expect_eq(delphi_folder_opened(folder), rows[i].opened, "row %zu", i);
        cr_expect_eq(delphi_folder_closed(folder), rows[i].closed, "row %zu", i);
        cr_expect_str_eq(delphi_folder_path(folder), path);
        delphi_folder_free(folder);
        kit_remove(path);
    }
}

/* What is done to a folder that went through the first `acts` acts, and what opening it says then. */
typedef struct {
    size_t acts;
    const char *remove, *write, *text, *mkdir;
    delphi_status status;
    const char *file, *words;
} broken;

static void break_folder(const char *path, const broken *row) {
    char *victim = base_path_join(path, row->remove ? row->remove : "nothing");
    if (row->remove)
        scratch_clear(victim);
    free(victim);
    if (row->mkdir)
        scratch_mkdir(path, row->mkdir);
    if (row->write)
        scratch_write(path, row->write, row->text);
}

Test(manager_folder, what_is_wrong_is_said_with_its_place) {
    static const broken rows[] = {
        {0, "study.json", NULL, NULL, NULL, DELPHI_ERR_IO, "study/study.json", "cannot be opened"},
        {0, "panel.csv", NULL, NULL, NULL, DELPHI_ERR_IO, "study/panel.csv", "cannot be opened"},
        {0, "indicators.csv", NULL, NULL, NULL, DELPHI_ERR_IO, "study/indicators.csv", "cannot be opened"},
        {5, "round-1", NULL, NULL, NULL, DELPHI_ERR_STATE, "study/round-1", "a later round is"},
        {5, "round-1/results.json", NULL, NULL, NULL, DELPHI_ERR_STATE, "study/round-1/results.json",
         "the round is not closed"},
        {5, "round-2/ratings.csv", NULL, NULL, NULL, DELPHI_ERR_STATE, "study/round-2/ratings.csv",
         "an opened round has one"},
        {1, "round-1", NULL, NULL, NULL, DELPHI_ERR_STATE, "study/round-1", "line 1 of the ledger opened this round"},
        {5, "round-2", NULL, NULL, NULL, DELPHI_ERR_STATE, "study/round-2", "line 5 of the ledger opened this round"},
        {7, "round-2", NULL, NULL, NULL, DELPHI_ERR_STATE, "study/round-2", "line 5 of the ledger opened this round"},
        {4, NULL, NULL, NULL, "round-3", DELPHI_ERR_STATE, "study/round-3", "the protocol ends with round 2"},
        {0, NULL, NULL, NULL, "round-2", DELPHI_ERR_STATE, "study/round-1", "a later round is"},
        {5, NULL, "round-2/ratings.csv", KIT_HEADING "P9,I03,relevance,5,\n", NULL, DELPHI_ERR_INPUT,
         "study/round-2/ratings.csv", "P9"},
        {0, NULL, "study.json", KIT_STUDY("\"seed\": -1, "), NULL, DELPHI_ERR_INPUT, "study/study.json", "-1"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *path = kit_new();
        kit_live(path, rows[i].acts);
        break_folder(path, &rows[i]);
        delphi_problems *problems = delphi_problems_new();
        delphi_folder *folder = NULL;
        delphi_status status = delphi_folder_open(path, DELPHI_FOLDER_READ, &folder, problems);
        char *words = kit_words(problems);
        cr_expect_eq(status, rows[i].status, "row %zu: %d%s", i, (int)status, words);
        cr_expect(kit_has(problems, DELPHI_ERROR, rows[i].file, rows[i].words), "row %zu:%s", i, words);
        cr_expect_null(folder, "row %zu", i);
        free(words);
        delphi_problems_free(problems);
        kit_remove(path);
    }
}

/* A person mends all files at once. */
Test(manager_folder, problems_of_all_files_are_said_together) {
    char *path = kit_new();
    scratch_write(path, "indicators.csv", "id,text\nI01,First\nI01,Again\n");
    scratch_write(path, "panel.csv", "expert\nP1\nP1\n");
    scratch_mkdir(path, "round-7");
    delphi_problems *problems = delphi_problems_new();
    delphi_folder *folder;
    cr_expect_neq(delphi_folder_open(path, DELPHI_FOLDER_READ, &folder, problems), DELPHI_OK);
    cr_expect(kit_has(problems, DELPHI_ERROR, "indicators.csv", ""));
    cr_expect(kit_has(problems, DELPHI_ERROR, "panel.csv", ""));
    cr_expect(kit_has(problems, DELPHI_ERROR, "round-7", ""));
    delphi_problems_free(problems);
    kit_remove(path);
}

/* The rounds are read by threads of their own; what they say comes in the order of the rounds. */
Test(manager_folder, problems_of_the_rounds_come_in_their_order) {
    char *path = kit_new();
    kit_live(path, 7);
    scratch_write(path, "round-1/ratings.csv", KIT_HEADING "P1,I77,relevance,5,\nP1,I78,relevance,5,\n");
    scratch_write(path, "round-2/ratings.csv", KIT_HEADING "P1,I79,relevance,5,\n");
    for (int i = 0; i < 20; i++) {
        delphi_problems *problems = delphi_problems_new();
        delphi_folder *folder;
        cr_expect_eq(delphi_folder_open(path, DELPHI_FOLDER_READ, &folder, problems), DELPHI_ERR_INPUT);
        cr_assert_eq(delphi_problems_errors(problems), 3);
        static const char *const ids[] = {"I77", "I78", "I79"};
        for (size_t e = 0; e < 3; e++)
            cr_expect(strstr(delphi_problems_get(problems, e)->message, ids[e]), "%zu: %s", e,
                      delphi_problems_get(problems, e)->message);
        delphi_problems_free(problems);
    }
    kit_remove(path);
}

Test(manager_folder, a_folder_that_is_not_there_is_said_once) {
    delphi_problems *problems = delphi_problems_new();
    cr_expect_eq(delphi_folder_check("/nowhere/at/all", problems), DELPHI_ERR_IO);
    cr_expect_eq(delphi_problems_errors(problems), 1);
    cr_expect(kit_has(problems, DELPHI_ERROR, "/nowhere/at/all", "cannot be opened"));
    delphi_problems_free(problems);
}

Test(manager_folder, reading_leaves_the_folder_as_it_is) {
    char *path = kit_new();
    kit_live(path, 6);
    char *before = scratch_picture(path);
    delphi_folder *folder = kit_open(path, DELPHI_FOLDER_READ);
    const delphi_result *result;
    delphi_problems *problems = delphi_problems_new();
    cr_expect_eq(delphi_folder_result(folder, 2, &result, problems), DELPHI_OK);
    delphi_folder_free(folder);
    cr_expect_eq(kit_check(path), DELPHI_OK);
    char *after = scratch_picture(path);
    cr_expect_str_eq(before, after);
    free(before);
    free(after);
    delphi_problems_free(problems);
    kit_remove(path);
}

Test(manager_folder, a_result_is_computed_once) {
    char *path = kit_new();
    kit_live(path, 6);
    delphi_folder *folder = kit_open(path, DELPHI_FOLDER_READ);
    const delphi_result *one, *two, *first;
    delphi_problems *problems = delphi_problems_new();
    cr_assert_eq(delphi_folder_result(folder, 2, &one, problems), DELPHI_OK);
    cr_assert_eq(delphi_folder_result(folder, 2, &two, problems), DELPHI_OK);
    cr_assert_eq(delphi_folder_result(folder, 1, &first, problems), DELPHI_OK);
    cr_expect_eq(one, two);
    cr_expect_eq(one->round, 2);
    cr_expect_eq(first->round, 1);
    delphi_folder_free(folder);
    delphi_problems_free(problems);
    kit_remove(path);
}

Test(manager_folder, a_round_that_was_not_opened_has_no_result) {
    static const int rounds[] = {-1, 0, 2, 3};
    char *path = kit_new();
    kit_live(path, 3);
    delphi_folder *folder = kit_open(path, DELPHI_FOLDER_READ);
    for (size_t i = 0; i < sizeof rounds / sizeof *rounds; i++) {
        delphi_problems *problems = delphi_problems_new();
        const delphi_result *result;
        cr_expect_eq(delphi_folder_result(folder, rounds[i], &result, problems), DELPHI_ERR_USAGE);
        cr_expect(kit_has(problems, DELPHI_ERROR, "study", "rounds 1 to 1 were opened"));
        delphi_problems_free(problems);
    }
    delphi_folder_free(folder);
    kit_remove(path);
}

Test(manager_folder, check_notes_what_the_user_should_know) {
    char *path = kit_new_with(KIT_STUDY("\"groups\": [{\"id\": \"a\"}, {\"id\": \"b\"}], \"min_group\": 3, "));
    scratch_write(path, "panel.csv", "expert,group,weight\nP1,a,1\nP2,a,1\nP3,a,1\nP4,b,1\nP5,b,2\n");
    delphi_problems *problems = delphi_problems_new();
    cr_expect_eq(delphi_folder_check(path, problems), DELPHI_OK);
    cr_expect(kit_has(problems, DELPHI_NOTICE, "panel.csv", "expert P5"));
    cr_expect(kit_has(problems, DELPHI_NOTICE, "panel.csv", "group b has 2 experts"));
    cr_expect_not(kit_has(problems, DELPHI_NOTICE, "panel.csv", "group a"));
    delphi_problems_free(problems);
    kit_remove(path);
}

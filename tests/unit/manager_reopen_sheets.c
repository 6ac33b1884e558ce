/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sheets that were sent out before an earlier round was opened again: what counts is the list that they ask about. */
#include "../kit/sheet_kit.h"

/* Round 1 with other answers than before, and closed again, while round 2 is open. */
static void change_round_1(const char *folder, const char *answers) {
    static const delphi_ingest_options correct = {.correct = true, .why = "typing errors"};
    char *root = kit_beside(folder, "");
    scratch_write(root, "corrected.csv", answers);
    free(root);
    delphi_problems *problems = delphi_problems_new();
    cr_assert_eq(kit_do(folder, KIT_REOPEN, problems), DELPHI_OK);
    delphi_folder *open = kit_open(folder, DELPHI_FOLDER_WRITE);
    cr_assert_eq(kit_ingest(open, "corrected.csv", &correct, problems), DELPHI_OK);
    delphi_folder_free(open);
    cr_assert_eq(kit_do(folder, KIT_CLOSE, problems), DELPHI_OK);
    delphi_problems_free(problems);
}

static delphi_status ingest(const char *folder, const char *sheet, const char *said) {
    delphi_problems *problems = delphi_problems_new();
    delphi_folder *open = kit_open(folder, DELPHI_FOLDER_WRITE);
    delphi_status status = kit_ingest(open, sheet, NULL, problems);
    char *words = kit_words(problems);
    cr_expect(strstr(words, said), "wanted \"%s\", got%s", said, words);
    free(words);
    delphi_folder_free(open);
    delphi_problems_free(problems);
    return status;
}

static char *in_round_2(void) {
    char *folder = kit_new();
    kit_live(folder, 5);
    static const kit_sheet sent = {.rows = {{"I03|relevance", "8"}}};
    kit_write_sheet(folder, "sent.xlsx", "P1", &sent);
    return folder;
}

Test(manager_reopen_sheets, a_sheet_that_asks_about_another_list_than_that_of_now_is_stale_and_a_new_one_is_accepted) {
    char *folder = in_round_2();
    /* I02 is dropped no longer, and is rated again. */
    change_round_1(folder, KIT_HEADING "P1,I02,relevance,5,\nP2,I02,relevance,5,\n");
    char *before = scratch_picture(folder);
    cr_expect_eq(ingest(folder, "sent.xlsx", "the indicators in play were changed since; make a new sheet"),
                 DELPHI_ERR_INPUT);
    char *after = scratch_picture(folder);
    cr_expect_str_eq(before, after);
    free(before);
    free(after);
    static const kit_sheet made_anew = {.rows = {{"I02|relevance", "3"}, {"I03|relevance", "7"}}};
    kit_write_sheet(folder, "anew.xlsx", "P1", &made_anew);
    cr_expect_eq(ingest(folder, "anew.xlsx", ""), DELPHI_OK);
    char *ratings = scratch_read(folder, "round-2/ratings.csv");
    cr_expect_str_eq(ratings, KIT_HEADING "P1,I02,relevance,3,\nP1,I03,relevance,7,\n");
    free(ratings);
    kit_remove(folder);
}

/* What an expert answered stays an answer where the questions are the same. */
Test(manager_reopen_sheets, a_sheet_that_asks_about_the_same_list_stays_good) {
    char *folder = in_round_2();
    change_round_1(folder, KIT_CORRECTIONS);
    cr_expect_eq(ingest(folder, "sent.xlsx", ""), DELPHI_OK);
    char *ratings = scratch_read(folder, "round-2/ratings.csv");
    cr_expect_str_eq(ratings, KIT_HEADING "P1,I03,relevance,8,\n");
    free(ratings);
    kit_remove(folder);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The code of a sheet: what it rests on, and that nothing else makes it. */
#include "../kit/study_kit.h"
#include "../support/study.h"

#define PROTOCOL                                                                                                       \
    "{\"format\": \"delphi-study/1\", \"id\": \"kit\", \"scale\": {\"min\": 1, \"max\": 9}, \"criteria\": "            \
    "[{\"id\": \"relevance\"}, {\"id\": \"use\"}], \"rules\": {\"keep\": \"median >= 7\"}, \"rounds\": [{\"id\": 1}, " \
    "{\"id\": 2}]}"
#define NONCE "54f9a775d2ead201155e0944dfa79b66a0844b724bad21da93968fc429f4580e"

static delphi_study *small_study(void) {
    return test_study(PROTOCOL, "id,text\nI01,First\nI02,Second\nI03,Third\n", "expert\nP1\nP2\n",
                      (const char *const[]){NULL});
}

Test(model_sheet, code_is_the_start_of_the_hash_of_what_the_header_lists) {
    delphi_study *study = small_study();
    static const char text[] = "delphi-sheet/1\nkit\n2\nP2\nI01|relevance\nI01|use\nI03|relevance\nI03|use\n" NONCE;
    char hex[65], code[DELPHI_SHEET_CODE_SIZE];
    base_sha256(text, sizeof text - 1, hex);
    cr_assert_eq(delphi_sheet_code(study, 2, 1, (const bool[]){true, false, true}, NONCE, code), DELPHI_OK);
    hex[16] = '\0';
    cr_expect_str_eq(code, hex);
    char *mark = delphi_sheet_mark(study, 2, 1, code), wanted[100];
    snprintf(wanted, sizeof wanted, "delphi-sheet/1 kit 2 P2 %s", hex);
    cr_expect_str_eq(mark, wanted);
    free(mark);
    delphi_study_free(study);
}

Test(model_sheet, another_round_expert_list_or_nonce_gives_another_code) {
    delphi_study *study = small_study();
    static const struct {
        int round;
        size_t expert;
        bool in_play[3];
        const char *nonce;
    } rows[] = {
        {1, 0, {true, true, true}, NONCE},  {2, 0, {true, true, true}, NONCE},  {1, 1, {true, true, true}, NONCE},
        {1, 0, {true, true, false}, NONCE}, {1, 0, {true, true, true}, "54f9"},
    };
    enum { COUNT = sizeof rows / sizeof *rows };
    char codes[COUNT][DELPHI_SHEET_CODE_SIZE];
    for (size_t i = 0; i < COUNT; i++) {
        delphi_sheet_code(study, rows[i].round, rows[i].expert, rows[i].in_play, rows[i].nonce, codes[i]);
        cr_expect_eq(strspn(codes[i], "0123456789abcdef"), 16u, "row %zu: %s", i, codes[i]);
        for (size_t j = 0; j < i; j++)
            cr_expect_str_neq(codes[i], codes[j], "rows %zu and %zu", i, j);
    }
    delphi_study_free(study);
}

Test(model_sheet, nonce_is_what_the_next_line_carries) {
    char *path = kit_new();
    kit_live(path, 2);
    delphi_folder *folder = kit_open(path, DELPHI_FOLDER_READ);
    delphi_problems *problems = delphi_problems_new();
    char nonce[65], wanted[100];
    cr_assert_eq(delphi_folder_nonce(folder, 1, nonce, problems), DELPHI_OK);
    snprintf(wanted, sizeof wanted, "\"prev\":\"%s\"", nonce);
    char *ledger = scratch_read(path, "ledger.jsonl");
    cr_expect(strstr(ledger, wanted), "%s is not in %s", wanted, ledger);
    free(ledger);
    delphi_problems_free(problems);
    delphi_folder_free(folder);
    kit_remove(path);
}

Test(model_sheet, without_the_line_there_is_no_nonce) {
    char *path = kit_new();
    kit_live(path, 2);
    scratch_write(path, "ledger.jsonl", "");
    delphi_folder *folder = kit_open(path, DELPHI_FOLDER_READ);
    delphi_problems *problems = delphi_problems_new();
    char nonce[65];
    cr_expect_eq(delphi_folder_nonce(folder, 1, nonce, problems), DELPHI_ERR_STATE);
    cr_expect(kit_has(problems, DELPHI_ERROR, "study/ledger.jsonl", "round 1 was opened"));
    delphi_problems_free(problems);
    delphi_folder_free(folder);
    kit_remove(path);
}

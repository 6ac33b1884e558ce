/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a study left its protocol, as the folder's ledger and deviations.csv tell it. */
#include "../kit/study_kit.h"

static void at_day(const char *epoch) {
    setenv("SOURCE_DATE_EPOCH", epoch, 1);
}

#define JANUARY_2 KIT_EPOCH
#define JANUARY_5 "1767582245"
#define JANUARY_9 "1767927845"

static const delphi_deviation *ask(delphi_folder *folder, int round, size_t *count) {
    delphi_problems *problems = delphi_problems_new();
    const delphi_deviation *found = NULL;
    *count = 0;
    cr_assert_eq(delphi_folder_deviations(folder, round, &found, count, problems), DELPHI_OK);
    delphi_problems_free(problems);
    return found;
}

static void do_acts(const char *path, const kit_act *acts, size_t count) {
    for (size_t i = 0; i < count; i++)
        cr_assert_eq(kit_do(path, acts[i], NULL), DELPHI_OK, "act %zu", i);
}
#define DO(path, ...)                                                                                                  \
    do_acts(path, (const kit_act[]){__VA_ARGS__}, sizeof((const kit_act[]){__VA_ARGS__}) / sizeof(kit_act))

Test(manager_deviations, a_study_by_the_book_has_none) {
    char *path = kit_new();
    DO(path, KIT_OPEN, KIT_INGEST_A, KIT_INGEST_B, KIT_CLOSE, KIT_OPEN, KIT_INGEST_C, KIT_CLOSE, KIT_RECOMPUTE);
    delphi_folder *folder = kit_open(path, DELPHI_FOLDER_READ);
    size_t count;
    ask(folder, 2, &count);
    cr_expect_eq(count, 0u);
    delphi_folder_free(folder);
    kit_remove(path);
}

Test(manager_deviations, a_round_that_is_not_open_yet_has_none) {
    char *path = kit_new();
    delphi_folder *folder = kit_open(path, DELPHI_FOLDER_READ);
    size_t count;
    ask(folder, 0, &count);
    cr_expect_eq(count, 0u);
    delphi_folder_free(folder);
    kit_remove(path);
}

/* Two answers differ and one is new; of the decisions only that of the steering group is another one. */
Test(manager_deviations, acts_that_the_protocol_did_not_foresee_are_told_with_their_effect) {
    char *path = kit_new();
    DO(path, KIT_OPEN, KIT_INGEST_A, KIT_INGEST_B, KIT_CLOSE);
    at_day(JANUARY_5);
    DO(path, KIT_REOPEN, KIT_CORRECT, KIT_OVERRIDE, KIT_CLOSE);
    delphi_folder *folder = kit_open(path, DELPHI_FOLDER_READ);
    size_t count;
    const delphi_deviation *found = ask(folder, 1, &count);
    cr_assert_eq(count, 3u);
    cr_expect_eq(found[0].kind, DELPHI_DEVIATION_REOPEN);
    cr_expect_str_eq(found[0].date, "2026-01-05");
    cr_expect_eq(found[0].round, 1);
    cr_expect(found[0].counted);
    cr_expect_eq(found[0].count, 1u, "I03 is kept now, %u", found[0].count);
    cr_expect_str_eq(delphi_text_in(&found[0].why, DELPHI_EN), "two codes were swapped");
    cr_expect_eq(found[1].kind, DELPHI_DEVIATION_CORRECTION);
    cr_expect(found[1].counted);
    cr_expect_eq(found[1].count, 2u, "%u", found[1].count);
    cr_expect_eq(found[2].kind, DELPHI_DEVIATION_OVERRIDE);
    cr_expect_str_eq(found[2].about, "I03");
    cr_expect_eq(found[2].decision, DELPHI_KEEP);
    cr_expect_eq(found[2].by_rules, DELPHI_RERATE);
    delphi_folder_free(folder);
    kit_remove(path);
}

Test(manager_deviations, what_a_round_that_is_open_again_comes_to_is_not_known) {
    char *path = kit_new();
    DO(path, KIT_OPEN, KIT_INGEST_A, KIT_INGEST_B, KIT_CLOSE, KIT_REOPEN);
    delphi_folder *folder = kit_open(path, DELPHI_FOLDER_READ);
    size_t count;
    const delphi_deviation *found = ask(folder, 1, &count);
    cr_assert_eq(count, 1u);
    cr_expect_not(found[0].counted);
    delphi_folder_free(folder);
    kit_remove(path);
}

Test(manager_deviations, a_decision_that_is_taken_back_is_told_as_well) {
    char *path = kit_new();
    DO(path, KIT_OPEN, KIT_INGEST_A, KIT_INGEST_B, KIT_CLOSE, KIT_OVERRIDE);
    delphi_folder *folder = kit_open(path, DELPHI_FOLDER_WRITE);
    delphi_problems *problems = delphi_problems_new();
    cr_assert_eq(delphi_folder_override(folder, 1, "I03", NULL, "it was clear after all", NULL, problems), DELPHI_OK);
    size_t count;
    const delphi_deviation *found = ask(folder, 1, &count);
    cr_assert_eq(count, 2u);
    cr_expect_eq(found[0].kind, DELPHI_DEVIATION_OVERRIDE);
    cr_expect_eq(found[1].kind, DELPHI_DEVIATION_TAKEN_BACK);
    cr_expect_str_eq(found[1].about, "I03");
    cr_expect_eq(found[1].decision, DELPHI_KEEP);
    delphi_problems_free(problems);
    delphi_folder_free(folder);
    kit_remove(path);
}

#define DATED(day)                                                                                                     \
    "{\"format\": \"delphi-study/1\", \"id\": \"kit\", \"language\": \"en\", \"scale\": {\"min\": 1, \"max\": 9},\n"   \
    " \"bands\": {\"low\": [1, 3], \"high\": [7, 9]}, \"criteria\": [{\"id\": \"relevance\"}], \"min_ratings\": 3,\n"  \
    " \"rules\": {\"keep\": \"median >= 7\", \"drop\": \"median <= 3\"}, \"rounds\": [{\"id\": 1, \"closes\": \"" day  \
    "\"}, {\"id\": 2}]}\n"

Test(manager_deviations, a_round_is_late_by_the_days_after_its_closing_date) {
    static const struct {
        const char *closes;
        uint32_t days; /* 0: not late */
    } rows[] = {{"2026-01-09", 0}, {"2026-01-10", 0}, {"2026-01-08", 1}, {"2025-12-31", 9}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char study[1000];
        snprintf(study, sizeof study, "%s", DATED("0000-00-00"));
        memcpy(strstr(study, "0000-00-00"), rows[i].closes, 10);
        char *path = kit_new_with(study);
        DO(path, KIT_OPEN, KIT_INGEST_A, KIT_INGEST_B);
        at_day(JANUARY_9);
        DO(path, KIT_CLOSE);
        delphi_folder *folder = kit_open(path, DELPHI_FOLDER_READ);
        size_t count;
        const delphi_deviation *found = ask(folder, 1, &count);
        cr_assert_eq(count, rows[i].days > 0, "%s", rows[i].closes);
        if (count) {
            cr_expect_eq(found[0].kind, DELPHI_DEVIATION_LATE);
            cr_expect_str_eq(found[0].about, rows[i].closes);
            cr_expect_eq(found[0].count, rows[i].days);
        }
        delphi_folder_free(folder);
        kit_remove(path);
    }
}

/* ---- files that change ---- */

static size_t count_changes(const char *path, const char *file) {
    delphi_folder *folder = kit_open(path, DELPHI_FOLDER_READ);
    size_t count, changes = 0;
    const delphi_deviation *found = ask(folder, 2, &count);
    for (size_t i = 0; i < count; i++)
        changes += found[i].kind == DELPHI_DEVIATION_CHANGE && strcmp(found[i].about, file) == 0;
    delphi_folder_free(folder);
    return changes;
}

Test(manager_deviations, a_file_that_changed_after_the_first_opening_is_told_once) {
    char *path = kit_new();
    DO(path, KIT_OPEN, KIT_INGEST_A, KIT_INGEST_B, KIT_CLOSE);
    cr_expect_eq(count_changes(path, "study.json"), 0u);
    scratch_write(path, "study.json", KIT_STUDY("\"seed\": 7, "));
    cr_expect_eq(count_changes(path, "study.json"), 1u, "before any act saw it");
    DO(path, KIT_OPEN, KIT_INGEST_C, KIT_CLOSE);
    cr_expect_eq(count_changes(path, "study.json"), 1u, "after acts that saw it");
    cr_expect_eq(count_changes(path, "panel.csv"), 0u);
    kit_remove(path);
}

Test(manager_deviations, a_list_and_a_panel_that_grow_are_no_deviation_and_another_text_under_the_same_id_is) {
    static const struct {
        const char *name, *text;
        size_t changes;
    } rows[] = {
        {"indicators.csv", "id,text,since\nI01,First,\nI02,Second,\nI03,Third,\nI04,Fourth,2\n", 0},
        {"indicators.csv", "id,text,since,until\nI01,First,,\nI02,Second,,\nI03,Third,,1\n", 0},
        {"indicators.csv", "id,text\nI01,First\nI02,Second\nI03,The third\n", 1},
        {"panel.csv", "expert,since\nP1,\nP2,\nP3,\nP4,\nP5,\nP6,\nP7,2\n", 0},
        {"panel.csv", "expert\nP1\nP2\nP3\nP4\nP5\nP6\nP7\n", 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *path = kit_new();
        DO(path, KIT_OPEN, KIT_INGEST_A, KIT_INGEST_B, KIT_CLOSE);
        scratch_write(path, rows[i].name, rows[i].text);
        cr_expect_eq(count_changes(path, rows[i].name), rows[i].changes, "row %zu", i);
        kit_remove(path);
    }
}

/* ---- notes ---- */

Test(manager_deviations, notes_stand_among_the_acts_by_their_day_and_harm_no_closed_round) {
    char *path = kit_new();
    DO(path, KIT_OPEN, KIT_INGEST_A, KIT_INGEST_B, KIT_CLOSE, KIT_REOPEN, KIT_CLOSE);
    scratch_write(path, "deviations.csv",
                  "date,round,what,why\n2026-01-04,2,Later,Illness\n2026-01-01,,Another way,Too few\n");
    delphi_folder *folder = kit_open(path, DELPHI_FOLDER_READ);
    size_t count;
    const delphi_deviation *found = ask(folder, 2, &count);
    cr_assert_eq(count, 3u);
    cr_expect_str_eq(found[0].date, "2026-01-01");
    cr_expect_eq(found[1].kind, DELPHI_DEVIATION_REOPEN);
    cr_expect_str_eq(found[2].date, "2026-01-04");
    ask(folder, 1, &count);
    cr_expect_eq(count, 2u, "what is of round 2 is of a later report");
    delphi_folder_free(folder);
    cr_expect_eq(kit_check(path), DELPHI_OK);
    DO(path, KIT_OPEN);
    char *ledger = scratch_read(path, "ledger.jsonl");
    cr_expect(strstr(ledger, "\"deviations.csv\""), "the next act lists the file");
    free(ledger);
    kit_remove(path);
}

Test(manager_deviations, a_fault_in_the_notes_is_found_by_check_and_stops_no_act) {
    char *path = kit_new();
    scratch_write(path, "deviations.csv", "date,what,why\nyesterday,Later,Illness\n");
    DO(path, KIT_OPEN, KIT_INGEST_A, KIT_INGEST_B, KIT_CLOSE);
    cr_expect_eq(kit_check(path), DELPHI_ERR_INPUT);
    kit_remove(path);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The life of a study: opening, taking in, closing; and each of them refused where it must be. */
#include "../kit/study_kit.h"

static void expect_refused(const char *path, kit_act act, delphi_status wanted, const char *file, const char *said) {
    char *before = scratch_picture(path);
    delphi_problems *problems = delphi_problems_new();
    delphi_status status = kit_do(path, act, problems);
    char *words = kit_words(problems), *after = scratch_picture(path);
    cr_expect_eq(status, wanted, "%d:%s", (int)status, words);
    cr_expect(kit_has(problems, DELPHI_ERROR, file, said), "wanted \"%s\", got%s", said, words);
    cr_expect_str_eq(before, after);
    free(words);
    free(before);
    free(after);
    delphi_problems_free(problems);
}

Test(manager_acts, a_study_lives_from_its_first_round_to_its_last) {
    char *path = kit_new();
    kit_live(path, 7);
    delphi_folder *folder = kit_open(path, DELPHI_FOLDER_READ);
    delphi_problems *problems = delphi_problems_new();
    const delphi_result *result;
    static const delphi_decision first[] = {DELPHI_KEEP, DELPHI_DROP, DELPHI_RERATE};
    cr_assert_eq(delphi_folder_result(folder, 1, &result, problems), DELPHI_OK);
    cr_assert_eq(result->outcome_count, 3);
    for (size_t i = 0; i < 3; i++)
        cr_expect_eq(result->outcomes[i].decision, first[i], "indicator %zu", i);
    cr_assert_eq(delphi_folder_result(folder, 2, &result, problems), DELPHI_OK);
    cr_assert_eq(result->outcome_count, 1);
    cr_expect_eq(result->outcomes[0].decision, DELPHI_KEEP);
    delphi_folder_free(folder);
    cr_expect_eq(delphi_folder_check(path, problems), DELPHI_OK);
    cr_expect_eq(delphi_problems_kept(problems), 0);
    delphi_problems_free(problems);
    kit_remove(path);
}

Test(manager_acts, the_ledger_tells_it_in_words) {
    static const char *const texts[][2] = {
        {"open", "round 1: 3 indicators in play, 6 experts invited"},
        {"ingest", "round 1: 1 file, 1 expert, 3 ratings, 0 cannot judge, 0 comments"},
        {"ingest", "round 1: 1 file, 3 experts, 6 ratings, 1 cannot judge, 1 comment"},
        {"close", "round 1: 1 keep, 1 drop, 1 rerate"},
        {"open", "round 2: 1 indicator in play, 6 experts invited"},
        {"ingest", "round 2: 1 file, 3 experts, 3 ratings, 0 cannot judge, 0 comments"},
        {"close", "round 2: 1 keep"},
    };
    char *path = kit_new();
    kit_live(path, 7);
    delphi_problems *problems = delphi_problems_new();
    delphi_ledger *ledger;
    cr_assert_eq(delphi_ledger_read(path, &ledger, problems), DELPHI_OK);
    cr_assert_eq(delphi_ledger_count(ledger), 7);
    for (size_t i = 0; i < 7; i++) {
        cr_expect_str_eq(delphi_ledger_get(ledger, i)->act, texts[i][0]);
        cr_expect_str_eq(delphi_ledger_get(ledger, i)->text, texts[i][1]);
        cr_expect_str_eq(delphi_ledger_get(ledger, i)->time, KIT_TIME);
    }
    delphi_ledger_free(ledger);
    delphi_problems_free(problems);
    kit_remove(path);
}

Test(manager_acts, acts_out_of_their_turn_are_refused) {
    static const struct {
        size_t acts;
        kit_act act;
        const char *words;
    } rows[] = {
        {0, KIT_CLOSE, "`delphi open` opens round 1"},
        {0, KIT_INGEST_A, "`delphi open` opens round 1"},
        {1, KIT_OPEN, "round 1 is open"},
        {1, KIT_CLOSE, "has no ratings yet"},
        {4, KIT_CLOSE, "`delphi open` opens round 2"},
        {7, KIT_OPEN, "all 2 rounds of the protocol are closed"},
        {7, KIT_INGEST_A, "all 2 rounds of the protocol are closed"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *path = kit_new();
        kit_live(path, rows[i].acts);
        expect_refused(path, rows[i].act, DELPHI_ERR_STATE, "study", rows[i].words);
        kit_remove(path);
    }
}

Test(manager_acts, a_round_with_nothing_to_rate_is_not_opened) {
    char *path = kit_new();
    scratch_write(path, "indicators.csv", "id,text,since\nI01,First,2\n");
    expect_refused(path, KIT_OPEN, DELPHI_ERR_STATE, "study", "has nothing to rate");
    kit_remove(path);
}

Test(manager_acts, a_round_to_which_nobody_is_invited_is_not_opened) {
    char *path = kit_new();
    scratch_write(path, "panel.csv", "expert,since\nP1,2\n");
    expect_refused(path, KIT_OPEN, DELPHI_ERR_STATE, "study", "nobody is invited to round 1");
    kit_remove(path);
}

/* One folder object through all acts holds the same as one opened anew each time. */
Test(manager_acts, a_folder_that_stays_open_sees_its_own_changes) {
    static const kit_act life[] = {KIT_OPEN, KIT_INGEST_A, KIT_INGEST_B, KIT_CLOSE, KIT_OPEN, KIT_INGEST_C, KIT_CLOSE};
    char *one = kit_new(), *other = kit_new();
    delphi_problems *problems = delphi_problems_new();
    delphi_folder *folder = kit_open(one, DELPHI_FOLDER_WRITE);
    for (size_t i = 0; i < sizeof life / sizeof *life; i++) {
        const delphi_result *preview;
        if (delphi_folder_opened(folder))
            cr_expect_eq(delphi_folder_result(folder, delphi_folder_opened(folder), &preview, problems), DELPHI_OK);
        cr_assert_eq(kit_do_on(folder, life[i], problems), DELPHI_OK, "act %zu", i);
    }
    cr_expect_eq(delphi_folder_closed(folder), 2);
    delphi_folder_free(folder);
    kit_live(other, 7);
    char *a = scratch_picture(one), *b = scratch_picture(other);
    cr_expect_str_eq(a, b);
    free(a);
    free(b);
    delphi_problems_free(problems);
    kit_remove(one);
    kit_remove(other);
}

Test(manager_acts, a_folder_opened_to_be_read_cannot_be_changed) {
    char *path = kit_new();
    kit_live(path, 2);
    delphi_folder *folder = kit_open(path, DELPHI_FOLDER_READ);
    static const kit_act acts[] = {KIT_INGEST_B, KIT_CLOSE};
    for (size_t i = 0; i < 2; i++) {
        delphi_problems *problems = delphi_problems_new();
        cr_expect_eq(kit_do_on(folder, acts[i], problems), DELPHI_ERR_USAGE);
        cr_expect(kit_has(problems, DELPHI_ERROR, "study", "opened to be read"));
        delphi_problems_free(problems);
    }
    delphi_folder_free(folder);
    kit_remove(path);
}

/* Ratings are changed by ingest alone; whatever else was done to them stops the next act. */
Test(manager_acts, ratings_changed_by_hand_stop_every_act) {
    static const struct {
        size_t acts;
        kit_act act;
        const char *file;
    } rows[] = {{3, KIT_CLOSE, "round-1/ratings.csv"},
                {2, KIT_INGEST_B, "round-1/ratings.csv"},
                {4, KIT_OPEN, "round-1/ratings.csv"},
                {6, KIT_CLOSE, "round-1/ratings.csv"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *path = kit_new();
        kit_live(path, rows[i].acts);
        scratch_write(path, rows[i].file, KIT_HEADING "P1,I01,relevance,9,\n");
        expect_refused(path, rows[i].act, DELPHI_ERR_STATE, rows[i].file, "changed by hand after line");
        kit_remove(path);
    }
}

Test(manager_acts, a_broken_ledger_stops_every_act) {
    char *path = kit_new();
    kit_live(path, 3);
    scratch_write(path, "ledger.jsonl", "{}\n");
    expect_refused(path, KIT_CLOSE, DELPHI_ERR_STATE, "ledger.jsonl", "has not the form");
    kit_remove(path);
}

/* A study that was published without its ledger and its seal can go on; the first change begins one. */
Test(manager_acts, a_folder_without_a_ledger_gets_one) {
    char *path = kit_new();
    kit_live(path, 3);
    char *ledger_path = base_path_join(path, "ledger.jsonl"), *seal_path = base_path_join(path, "ledger.sha256");
    cr_assert_eq(unlink(ledger_path), 0);
    expect_refused(path, KIT_CLOSE, DELPHI_ERR_STATE, "ledger.sha256", "taken out at its end");
    cr_assert_eq(unlink(seal_path), 0);
    cr_expect_eq(kit_check(path), DELPHI_OK);
    cr_expect_eq(kit_do(path, KIT_CLOSE, NULL), DELPHI_OK);
    char *ledger = scratch_read(path, "ledger.jsonl");
    cr_assert(ledger);
    cr_expect(strncmp(ledger, "{\"number\":1,", 12) == 0, "%s", ledger);
    cr_expect_eq(kit_check(path), DELPHI_OK);
    free(ledger);
    free(ledger_path);
    free(seal_path);
    kit_remove(path);
}

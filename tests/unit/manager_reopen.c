/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a closed round again: its state, what becomes stale and what makes it stale no longer; corrections and
 * decisions of the steering group in the folder. */
#include "../kit/study_kit.h"

/* Does a list of acts, aborting where one fails. */
static void do_all(const char *path, const kit_act *acts, size_t count) {
    for (size_t i = 0; i < count; i++) {
        delphi_problems *problems = delphi_problems_new();
        cr_assert_eq(kit_do(path, acts[i], problems), DELPHI_OK, "act %zu:%s", i, kit_words(problems));
        delphi_problems_free(problems);
    }
}

static void expect_refused(const char *path, kit_act act, const char *said) {
    char *before = scratch_picture(path);
    delphi_problems *problems = delphi_problems_new();
    delphi_status status = kit_do(path, act, problems);
    char *words = kit_words(problems), *after = scratch_picture(path);
    cr_expect_neq(status, DELPHI_OK);
    cr_expect(strstr(words, said), "wanted \"%s\", got%s", said, words);
    cr_expect_str_eq(before, after);
    free(words);
    free(before);
    free(after);
    delphi_problems_free(problems);
}

typedef struct {
    delphi_round_state state[2];
    int closed, stale; /* `stale`: of round 2 */
} standing;

static void expect_standing(const char *path, const standing *wanted, const char *when) {
    delphi_folder *folder = kit_open(path, DELPHI_FOLDER_READ);
    for (int round = 1; round <= 2; round++)
        cr_expect_eq(delphi_folder_round_state(folder, round), wanted->state[round - 1], "%s, round %d", when, round);
    cr_expect_eq(delphi_folder_closed(folder), wanted->closed, "%s", when);
    cr_expect_eq(delphi_folder_stale(folder, 1), 0, "%s", when);
    cr_expect_eq(delphi_folder_stale(folder, 2), wanted->stale, "%s", when);
    delphi_folder_free(folder);
}

Test(manager_reopen, a_round_goes_from_closed_to_open_and_back_and_the_one_after_it_is_stale_until_it_is_recomputed) {
    static const struct {
        const char *when;
        kit_act act;
        standing after;
    } rows[] = {
        {"re-opened", KIT_REOPEN, {{DELPHI_ROUND_REOPENED, DELPHI_ROUND_CLOSED}, 0, 1}},
        {"corrected", KIT_CORRECT, {{DELPHI_ROUND_REOPENED, DELPHI_ROUND_CLOSED}, 0, 1}},
        {"closed again", KIT_CLOSE, {{DELPHI_ROUND_CLOSED, DELPHI_ROUND_CLOSED}, 2, 1}},
        {"recomputed", KIT_RECOMPUTE, {{DELPHI_ROUND_CLOSED, DELPHI_ROUND_CLOSED}, 2, 0}},
        {"re-opened twice", KIT_REOPEN, {{DELPHI_ROUND_REOPENED, DELPHI_ROUND_CLOSED}, 0, 1}},
        {"closed unchanged", KIT_CLOSE, {{DELPHI_ROUND_CLOSED, DELPHI_ROUND_CLOSED}, 2, 1}},
        {"recomputed to the same bytes", KIT_RECOMPUTE, {{DELPHI_ROUND_CLOSED, DELPHI_ROUND_CLOSED}, 2, 0}},
    };
    char *path = kit_new();
    kit_live(path, 7);
    char *first = scratch_read(path, "round-1/results.json");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        do_all(path, &rows[i].act, 1);
        expect_standing(path, &rows[i].after, rows[i].when);
        cr_expect_eq(kit_check(path), i == 2 ? DELPHI_ERR_INPUT : DELPHI_OK, "%s", rows[i].when);
    }
    char *kept = scratch_read(path, "round-1/superseded/results-1.json");
    cr_expect_str_eq(kept, first);
    free(kept);
    kept = scratch_read(path, "round-1/superseded/results-2.json");
    cr_expect(kept != NULL);
    free(kept);
    free(first);
    kit_remove(path);
}

Test(manager_reopen, one_folder_object_sees_its_own_changes) {
    static const kit_act acts[] = {KIT_REOPEN, KIT_CORRECT, KIT_OVERRIDE, KIT_CLOSE, KIT_RECOMPUTE};
    char *one = kit_new(), *other = kit_new();
    kit_live(one, 7);
    kit_live(other, 7);
    delphi_folder *folder = kit_open(one, DELPHI_FOLDER_WRITE);
    delphi_problems *problems = delphi_problems_new();
    const delphi_result *preview;
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        cr_assert_eq(delphi_folder_result(folder, 2, &preview, problems), DELPHI_OK);
        cr_assert_eq(kit_do_on(folder, acts[i], problems), DELPHI_OK, "act %zu:%s", i, kit_words(problems));
        cr_assert_eq(delphi_folder_result(folder, 2, &preview, problems), DELPHI_OK);
        cr_expect_eq(preview->stale, delphi_folder_stale(folder, 2), "act %zu", i);
    }
    delphi_folder_free(folder);
    do_all(other, acts, sizeof acts / sizeof *acts);
    char *a = scratch_picture(one), *b = scratch_picture(other);
    cr_expect_str_eq(a, b);
    free(a);
    free(b);
    delphi_problems_free(problems);
    kit_remove(one);
    kit_remove(other);
}

Test(manager_reopen, nothing_goes_on_upon_a_stale_round) {
    char *path = kit_new_with(KIT_STUDY("\"settled\": \"stay\", "));
    scratch_write(path, "study.json",
                  "{\"format\": \"delphi-study/1\", \"id\": \"kit\", \"scale\": {\"min\": 1, \"max\": 9},"
                  " \"criteria\": [{\"id\": \"relevance\"}], \"min_ratings\": 3, \"settled\": \"stay\","
                  " \"rules\": {\"keep\": \"median >= 7\"}, \"rounds\": [{\"id\": 1}, {\"id\": 2}, {\"id\": 3}]}");
    kit_live(path, 7);
    static const kit_act again[] = {KIT_REOPEN, KIT_CLOSE};
    do_all(path, again, 2);
    expect_refused(path, KIT_OPEN, "round 2 is stale: round 1 was re-opened after it");
    static const kit_act on[] = {KIT_RECOMPUTE, KIT_OPEN};
    do_all(path, on, 2);
    do_all(path, again, 1);
    expect_refused(path, KIT_OPEN, "round 1 is open");
    do_all(path, &again[1], 1);
    expect_refused(path, KIT_INGEST_C, "these very bytes were taken in before"); /* into round 3, which is open */
    expect_refused(path, KIT_CLOSE, "round 2 is stale");
    kit_remove(path);
}

Test(manager_reopen, what_cannot_be_done_is_refused_and_changes_nothing) {
    static const struct {
        size_t acts;
        kit_act act;
        const char *words;
    } rows[] = {
        {0, KIT_REOPEN, "none was opened yet"},
        {1, KIT_REOPEN, "round 1 is open"},
        {4, KIT_CORRECT, "round 1 is closed, and only an open round can be corrected"},
        {3, KIT_OVERRIDE, "the rules decide when it is closed"},
        {0, KIT_OVERRIDE, "none was opened yet"},
        {5, KIT_OVERRIDE, "round 2 was opened on the decisions of round 1"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *path = kit_new();
        kit_live(path, rows[i].acts);
        expect_refused(path, rows[i].act, rows[i].words);
        kit_remove(path);
    }
}

Test(manager_reopen, results_and_decisions_changed_by_hand_stop_it) {
    static const struct {
        kit_act before, act;
        const char *file, *words;
    } rows[] = {
        {KIT_RECOMPUTE, KIT_REOPEN, "round-1/results.json", "was changed by hand after line 4"},
        {KIT_RECOMPUTE, KIT_OVERRIDE, "round-1/results.json", "was changed by hand after line 4"},
        {KIT_RECOMPUTE, KIT_OPEN, "overrides.csv", "was made by hand"},
        {KIT_OVERRIDE, KIT_OPEN, "overrides.csv", "was changed by hand after line 5"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *path = kit_new();
        kit_live(path, 4);
        do_all(path, &rows[i].before, 1);
        scratch_write(path, rows[i].file, i < 2 ? "{}\n" : "round,indicator,decision,why\n1,I03,drop,x\n");
        expect_refused(path, rows[i].act, rows[i].words);
        kit_remove(path);
    }
}

/* Protocol edits since the close would come along unseen. */
Test(manager_reopen, an_override_changes_nothing_but_its_decision) {
    char *path = kit_new();
    kit_live(path, 4);
    scratch_write(path, "study.json", KIT_STUDY("\"seed\": 2, "));
    expect_refused(path, KIT_OVERRIDE, "is not what the ratings and the protocol come to now");
    kit_remove(path);
}

Test(manager_reopen, the_next_round_follows_the_steering_group) {
    char *path = kit_new();
    kit_live(path, 4);
    static const kit_act act = KIT_OVERRIDE;
    do_all(path, &act, 1);
    expect_refused(path, KIT_OPEN, "has nothing to rate"); /* I03 was the only one left */
    delphi_folder *folder = kit_open(path, DELPHI_FOLDER_READ);
    delphi_problems *problems = delphi_problems_new();
    const delphi_result *result;
    cr_assert_eq(delphi_folder_result(folder, 1, &result, problems), DELPHI_OK);
    const delphi_outcome *outcome = &result->outcomes[2];
    cr_expect_eq(outcome->decision, DELPHI_KEEP);
    cr_expect_eq(outcome->rule_decision, DELPHI_RERATE);
    cr_expect_str_eq(outcome->override_why, "required by law");
    cr_expect_eq(result->overridden, 1);
    cr_expect_eq(result->decided[DELPHI_KEEP], 2);
    cr_expect_eq(result->decided[DELPHI_RERATE], 0);
    delphi_problems_free(problems);
    delphi_folder_free(folder);
    kit_remove(path);
}

Test(manager_reopen, corrections_are_told_in_the_ledger_and_only_added_to_their_file) {
    char *path = kit_new();
    kit_live(path, 3);
    static const kit_act act = KIT_CORRECT;
    do_all(path, &act, 1);
    char *kept = scratch_read(path, "round-1/corrections.csv");
    cr_expect_str_eq(kept, "act,expert,indicator,criterion,field,old,new,why\n4,P1,I01,relevance,rating,7,6,typing "
                           "errors\n4,P2,I01,relevance,comment,good,\"better, now\",typing errors\n");
    free(kept);
    delphi_problems *problems = delphi_problems_new();
    delphi_ledger *ledger;
    cr_assert_eq(delphi_ledger_read(path, &ledger, problems), DELPHI_OK);
    const delphi_ledger_entry *line = delphi_ledger_get(ledger, 3);
    cr_expect_str_eq(line->text, "round 1: 1 file, 3 experts, 1 rating, 0 cannot judge, 0 comments, 2 corrected: P1 "
                                 "I01[relevance] 7 -> 6, P2 I01[relevance] comment");
    cr_expect_str_eq(line->why, "typing errors");
    delphi_ledger_free(ledger);
    char *before = scratch_picture(path);
    do_all(path, &act, 1); /* all is the same now: nothing is written */
    char *after = scratch_picture(path);
    cr_expect_str_eq(before, after);
    free(before);
    free(after);
    scratch_write(path, "round-1/corrections.csv", "x\n");
    cr_expect_eq(delphi_folder_check(path, problems), DELPHI_ERR_INPUT);
    cr_expect(kit_has(problems, DELPHI_ERROR, "round-1/corrections.csv", "was changed after line 4"));
    delphi_problems_free(problems);
    kit_remove(path);
}

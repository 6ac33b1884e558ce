/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every act on a study with a fault in each of its system calls: the folder that the next command finds is the one of
 * before or the one of after, to the byte. */
#include "faulty_calls.h"

#include "../kit/study_kit.h"

#include <sys/wait.h>

TestSuite(acts, .init = scratch_in_memory);

/* An act, and how much of the study's life comes before it. */
typedef struct {
    const char *name;
    size_t after;
    kit_act act;
} act_case;

static const act_case cases[] = {
    {"open round 1", 0, KIT_OPEN},
    {"first ingest", 1, KIT_INGEST_A},
    {"second ingest", 2, KIT_INGEST_B},
    {"close round 1", 3, KIT_CLOSE},
    {"open round 2", 4, KIT_OPEN},
    {"recompute", 7, KIT_RECOMPUTE},
    {"correction", 3, KIT_CORRECT},
    {"override", 4, KIT_OVERRIDE},
    {"re-open the last round", 4, KIT_REOPEN},
    {"re-open an earlier round", 7, KIT_REOPEN},
};
#define CASES (sizeof cases / sizeof *cases)

/* The study just before the act. Recompute is given something to put right. */
static void set_up(const char *folder, const act_case *c) {
    scratch_clear(folder);
    cr_assert_eq(mkdir(folder, 0777), 0);
    kit_write_study(folder, KIT_STUDY(""));
    kit_live(folder, c->after);
    if (c->act == KIT_RECOMPUTE)
        scratch_write(folder, "round-1/results.json", "{}\n");
}

static bool survives(const char *folder, kit_act act, long at) {
    pid_t child = fork();
    cr_assert_geq(child, 0);
    if (child == 0) {
        fault_set(FAULT_CRASH, at);
        _exit(kit_do(folder, act, NULL) ? 1 : 0);
    }
    int status;
    cr_assert_eq(waitpid(child, &status, 0), child);
    cr_assert(WIFEXITED(status) && (WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == CRASHED), "call %ld", at);
    return WEXITSTATUS(status) == 0;
}

/* What the next command does first. */
static void open_and_close(const char *folder) {
    delphi_folder_free(kit_open(folder, DELPHI_FOLDER_READ));
}

typedef struct {
    char *folder, *before, *after;
} act_run;

static act_run run_new(const act_case *c) {
    act_run r = {.folder = kit_new()};
    set_up(r.folder, c);
    r.before = scratch_picture(r.folder);
    cr_assert_eq(kit_do(r.folder, c->act, NULL), DELPHI_OK, "%s", c->name);
    r.after = scratch_picture(r.folder);
    cr_assert_str_neq(r.before, r.after, "%s", c->name);
    return r;
}

static void run_free(act_run *r) {
    kit_remove(r->folder);
    free(r->before);
    free(r->after);
}

static void expect_whole(const act_run *r, const act_case *c, long at, bool *is_before) {
    char *now = scratch_picture(r->folder);
    *is_before = strcmp(now, r->before) == 0;
    cr_expect(*is_before || strcmp(now, r->after) == 0, "%s, fault at call %ld left\n%s", c->name, at, now);
    free(now);
}

static void crash_everywhere(const act_case *c) {
    act_run r = run_new(c);
    long undone = 0, finished = 0;
    bool ended = false;
    for (long at = 1; !ended; at++) {
        bool is_before;
        set_up(r.folder, c);
        ended = survives(r.folder, c->act, at);
        open_and_close(r.folder);
        expect_whole(&r, c, at, &is_before);
        undone += is_before;
        finished += !is_before && !ended;
    }
    cr_expect_geq(undone, 6, "%s", c->name);
    cr_expect_geq(finished, 5, "%s", c->name);
    run_free(&r);
}

Test(acts, a_crash_at_any_call_leaves_before_or_after) {
    for (size_t i = 0; i < CASES; i++)
        crash_everywhere(&cases[i]);
}

static void fail_everywhere(const act_case *c, fault_kind kind) {
    act_run r = run_new(c);
    for (long at = 1, calls = 1; at <= calls; at++) {
        bool is_before;
        set_up(r.folder, c);
        fault_set(kind, at);
        delphi_status status = kit_do(r.folder, c->act, NULL);
        calls = fault.calls;
        fault_set(FAULT_NONE, 0);
        open_and_close(r.folder);
        expect_whole(&r, c, at, &is_before);
        cr_expect(status == DELPHI_ERR_IO || !is_before, "%s, call %ld: said it was done", c->name, at);
    }
    run_free(&r);
}

Test(acts, an_error_of_any_call_leaves_before_or_after) {
    for (size_t i = 0; i < CASES; i++)
        fail_everywhere(&cases[i], FAULT_ERROR);
}

Test(acts, a_full_disk_leaves_before_or_after) {
    for (size_t i = 0; i < CASES; i++)
        fail_everywhere(&cases[i], FAULT_FULL);
}

/* A new folder is there whole, or can be made by saying so again. */
Test(acts, an_init_that_crashed_can_be_done_again) {
    static char *folder; /* static, so that a child that ends at once does not seem to lose it */
    char *root = scratch_new();
    folder = base_path_join(root, "new");
    setenv("SOURCE_DATE_EPOCH", KIT_EPOCH, 1);
    bool ended = false;
    for (long at = 1; !ended; at++) {
        scratch_clear(folder);
        pid_t child = fork();
        if (child == 0) {
            fault_set(FAULT_CRASH, at);
            _exit(kit_init(folder) ? 1 : 0);
        }
        int status;
        cr_assert_eq(waitpid(child, &status, 0), child);
        ended = WIFEXITED(status) && WEXITSTATUS(status) == 0;
        delphi_status again = kit_init(folder);
        cr_expect(again == DELPHI_OK || again == DELPHI_ERR_STATE, "crash at call %ld: %d", at, (int)again);
        cr_expect_eq(kit_check(folder), DELPHI_OK, "crash at call %ld", at);
        char *now = scratch_picture(folder);
        cr_expect_not(strstr(now, ".delphi"), "crash at call %ld left\n%s", at, now);
        free(now);
    }
    free(folder);
    scratch_remove(root);
}

Test(acts, an_init_that_fails_leaves_no_folder) {
    char *root = scratch_new(), *folder = base_path_join(root, "new");
    long failed = 0;
    for (long at = 1; at < 100; at++) {
        fault_set(FAULT_FULL, at);
        delphi_status status = kit_init(folder);
        fault_set(FAULT_NONE, 0);
        char *commit = scratch_read(folder, ".delphi/commit");
        if (status && !commit)
            cr_expect_neq(access(folder, F_OK), 0, "full from call %ld on", at);
        free(commit);
        scratch_clear(folder);
        if (!status)
            break;
        failed++;
    }
    cr_expect_geq(failed, 10);
    cr_expect_lt(failed, 99);
    free(folder);
    scratch_remove(root);
}

/* Two processes ingest at once. Each takes the folder as it is when its turn comes, so nothing of either is lost. */
Test(acts, two_processes_at_once_lose_nothing) {
    static char *folder; /* static, so that a child that ends at once does not seem to lose it */
    folder = kit_new();
    kit_live(folder, 1);
    pid_t children[2];
    for (int i = 0; i < 2; i++) {
        children[i] = fork();
        if (children[i] == 0)
            _exit(kit_do(folder, i ? KIT_INGEST_B : KIT_INGEST_A, NULL) ? 1 : 0);
    }
    for (int i = 0; i < 2; i++) {
        int status;
        cr_assert_eq(waitpid(children[i], &status, 0), children[i]);
        cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    char *ratings = scratch_read(folder, "round-1/ratings.csv");
    cr_expect(strstr(ratings, "P1,I01,relevance,7"));
    cr_expect(strstr(ratings, "P2,I01,relevance,8"));
    free(ratings);
    cr_expect_eq(kit_check(folder), DELPHI_OK);
    kit_remove(folder);
}

Test(acts, a_second_process_is_told_busy_while_the_first_has_the_folder) {
    char *folder = kit_new();
    delphi_folder *held = kit_open(folder, DELPHI_FOLDER_WRITE), *other = NULL;
    delphi_problems *problems = delphi_problems_new();
    cr_expect_eq(delphi_folder_open(folder, DELPHI_FOLDER_WRITE, &other, problems), DELPHI_ERR_BUSY);
    cr_expect(kit_has(problems, DELPHI_ERROR, "study", "try again when it is done"));
    cr_expect_null(other);
    delphi_folder_free(held);
    cr_expect_eq(kit_do(folder, KIT_OPEN, NULL), DELPHI_OK);
    delphi_problems_free(problems);
    kit_remove(folder);
}

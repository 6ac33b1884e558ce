/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A transaction with a fault in every one of its system calls: afterwards the folder is as before or as after, to the
 * byte, and never in between. */
#include "faulty_calls.h"

#include "../kit/scratch.h"
#include "manager/lock.h"
#include "manager/recover.h"
#include "manager/txn.h"

#include <criterion/criterion.h>
#include <sys/wait.h>

TestSuite(transaction, .init = scratch_in_memory);

#define OLD_LEDGER "{\"number\":1}\n"
#define NEW_LINE   "{\"number\":2,\"text\":\"a line that is long enough to be torn in the middle\"}\n"

static void fill_folder(const char *root) {
    scratch_write(root, "study.json", "{}");
    scratch_write(root, "ledger.jsonl", OLD_LEDGER);
    scratch_mkdir(root, "round-1");
    scratch_write(root, "round-1/ratings.csv", "old ratings\n");
}

/* A file replaced, a folder made with two files in it, a line added. */
static delphi_status make_change(const char *root, delphi_problems *problems) {
    int lock;
    char sha256[65];
    manager_txn *txn = NULL;
    delphi_status status = manager_settle(root, true, &lock, problems);
    if (status)
        return status;
    status = manager_txn_new(lock, root, &txn, problems);
    if (!status)
        status = manager_txn_file(txn, "round-1/ratings.csv", "new ratings\n", 12, sha256, problems);
    if (!status)
        status = manager_txn_folder(txn, "round-1/received", problems);
    if (!status)
        status = manager_txn_file(txn, "round-1/received/001-a.csv", "a,b\n", 4, sha256, problems);
    if (!status)
        status = manager_txn_file(txn, "round-1/received/002-b.csv", "", 0, sha256, problems);
    if (!status)
        status = manager_txn_commit(txn, "ingest", strlen(OLD_LEDGER), NEW_LINE, problems);
    manager_txn_free(txn);
    close(lock);
    return status;
}

static delphi_status settle(const char *root, delphi_problems *problems) {
    int lock;
    delphi_status status = manager_settle(root, false, &lock, problems);
    if (!status)
        close(lock);
    return status;
}

/* Runs one step in a process of its own with a crash in its n-th call; true where it came to its end. */
static bool survives(delphi_status (*step)(const char *, delphi_problems *), const char *root, long at) {
    pid_t child = fork();
    cr_assert_geq(child, 0);
    if (child == 0) {
        fault_set(FAULT_CRASH, at);
        _exit(step(root, NULL) ? 1 : 0);
    }
    int status;
    cr_assert_eq(waitpid(child, &status, 0), child);
    cr_assert(WIFEXITED(status) && (WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == CRASHED), "call %ld: status %x",
              at, (unsigned)status);
    return WEXITSTATUS(status) == 0;
}

typedef struct {
    char *root, *before, *after;
} pictures;

static pictures pictures_new(void) {
    pictures p = {.root = scratch_new()};
    fill_folder(p.root);
    p.before = scratch_picture(p.root);
    cr_assert_eq(make_change(p.root, NULL), DELPHI_OK);
    p.after = scratch_picture(p.root);
    cr_assert_str_neq(p.before, p.after);
    return p;
}

static void pictures_reset(pictures *p) {
    scratch_clear(p->root);
    cr_assert_eq(mkdir(p->root, 0777), 0);
    fill_folder(p->root);
}

static void pictures_free(pictures *p) {
    scratch_remove(p->root);
    free(p->before);
    free(p->after);
}

/* The commit point is one: up to it every crash is undone, from it on every crash is finished. */
Test(transaction, a_crash_at_any_call_leaves_before_or_after) {
    pictures p = pictures_new();
    long undone = 0, finished = 0, at = 1;
    for (bool ended = false; !ended; at++) {
        pictures_reset(&p);
        ended = survives(make_change, p.root, at);
        delphi_problems *problems = delphi_problems_new();
        cr_assert_eq(settle(p.root, problems), DELPHI_OK, "crash at call %ld cannot be recovered", at);
        char *now = scratch_picture(p.root);
        bool is_before = strcmp(now, p.before) == 0, is_after = strcmp(now, p.after) == 0;
        cr_expect(is_before || is_after, "crash at call %ld left\n%s", at, now);
        cr_expect(!(is_before && finished), "crash at call %ld was undone, after an earlier one was finished", at);
        undone += is_before;
        finished += is_after && !ended;
        free(now);
        delphi_problems_free(problems);
    }
    cr_expect_geq(undone, 10);
    cr_expect_geq(finished, 8);
    pictures_free(&p);
}

Test(transaction, recovery_says_what_it_did) {
    pictures p = pictures_new();
    static const char *const words[] = {"undone", "finished: ingest"};
    bool said[2] = {false, false};
    for (long at = 1; at < 100; at++) {
        pictures_reset(&p);
        bool ended = survives(make_change, p.root, at);
        delphi_problems *problems = delphi_problems_new();
        settle(p.root, problems);
        const delphi_error *notice = delphi_problems_get(problems, 0);
        for (int w = 0; notice && w < 2; w++)
            said[w] |= notice->severity == DELPHI_NOTICE && strstr(notice->message, words[w]) != NULL;
        delphi_problems_free(problems);
        if (ended)
            break;
    }
    cr_expect(said[0]);
    cr_expect(said[1]);
    pictures_free(&p);
}

/* Recovery may crash too, and its recovery again. */
Test(transaction, a_crash_during_recovery_is_recovered_from) {
    pictures p = pictures_new();
    bool ended = false;
    for (long at = 1; !ended; at++) {
        bool recovered = false;
        for (long again = 1; !recovered; again++) {
            pictures_reset(&p);
            ended = survives(make_change, p.root, at);
            recovered = survives(settle, p.root, again);
            cr_assert_eq(settle(p.root, NULL), DELPHI_OK, "crashes at %ld and %ld", at, again);
            char *now = scratch_picture(p.root);
            cr_expect(strcmp(now, p.before) == 0 || strcmp(now, p.after) == 0, "crashes at %ld and %ld left\n%s", at,
                      again, now);
            free(now);
        }
    }
    pictures_free(&p);
}

/* An error before the commit point leaves the folder as it was, without any recovery; after it, the change is made. */
static void check_failure(fault_kind kind) {
    pictures p = pictures_new();
    long failed = 0;
    for (long at = 1;; at++) {
        pictures_reset(&p);
        delphi_problems *problems = delphi_problems_new();
        fault_set(kind, at);
        delphi_status status = make_change(p.root, problems);
        long calls = fault.calls;
        fault_set(FAULT_NONE, 0);
        char *now = scratch_picture(p.root);
        bool unsettled = strstr(now, ".delphi") != NULL;
        failed += status != DELPHI_OK;
        if (status) {
            cr_expect_eq(status, DELPHI_ERR_IO);
            cr_expect_geq(delphi_problems_errors(problems), 1);
        }
        if (!unsettled)
            cr_expect_str_eq(now, status ? p.before : p.after, "fault at call %ld", at);
        free(now);
        cr_assert_eq(settle(p.root, NULL), DELPHI_OK, "fault at call %ld", at);
        now = scratch_picture(p.root);
        cr_expect(strcmp(now, p.before) == 0 || strcmp(now, p.after) == 0, "fault at call %ld left\n%s", at, now);
        if (!status)
            cr_expect_str_eq(now, p.after);
        free(now);
        delphi_problems_free(problems);
        if (at > calls)
            break;
    }
    cr_expect_geq(failed, 8);
    pictures_free(&p);
}

Test(transaction, an_error_of_any_call_leaves_before_or_after) {
    check_failure(FAULT_ERROR);
}

Test(transaction, a_full_disk_leaves_before_or_after) {
    check_failure(FAULT_FULL);
}

/* Up to the commit record's rename, the disk being full is the common case: nothing of it may stay behind. */
Test(transaction, a_full_disk_before_the_commit_point_leaves_nothing_behind) {
    pictures p = pictures_new();
    for (long at = 1; at <= 6; at++) {
        pictures_reset(&p);
        delphi_problems *problems = delphi_problems_new();
        fault_set(FAULT_FULL, at);
        cr_expect_eq(make_change(p.root, problems), DELPHI_ERR_IO);
        fault_set(FAULT_NONE, 0);
        char *now = scratch_picture(p.root);
        cr_expect_str_eq(now, p.before, "full from call %ld on", at);
        cr_expect(strstr(delphi_problems_get(problems, 0)->message, "No space left on device"));
        free(now);
        delphi_problems_free(problems);
    }
    pictures_free(&p);
}

static void crash_after_commit(const pictures *p) {
    char *commit = NULL;
    for (long at = 1; !commit; at++) {
        scratch_clear(p->root);
        cr_assert_eq(mkdir(p->root, 0777), 0);
        fill_folder(p->root);
        cr_assert(!survives(make_change, p->root, at));
        commit = scratch_read(p->root, ".delphi/commit");
    }
    free(commit);
}

static void expect_refused(const pictures *p, const char *words) {
    delphi_problems *problems = delphi_problems_new();
    cr_expect_eq(settle(p->root, problems), DELPHI_ERR_STATE);
    const delphi_error *error = delphi_problems_get(problems, 0);
    cr_assert(error);
    cr_expect(strstr(error->message, words), "%s", error->message);
    delphi_problems_free(problems);
}

Test(transaction, staged_bytes_that_were_altered_are_not_put_in_place) {
    pictures p = pictures_new();
    crash_after_commit(&p);
    scratch_write(p.root, ".delphi/1", "other ratings\n");
    expect_refused(&p, "was altered");
    char *ratings = scratch_read(p.root, "round-1/ratings.csv");
    cr_expect_str_eq(ratings, "old ratings\n");
    free(ratings);
    pictures_free(&p);
}

Test(transaction, a_ledger_that_grew_otherwise_is_not_cut) {
    pictures p = pictures_new();
    crash_after_commit(&p);
    scratch_write(p.root, "ledger.jsonl", OLD_LEDGER "{\"number\":9}\n");
    expect_refused(&p, "changed by something else");
    char *ledger = scratch_read(p.root, "ledger.jsonl");
    cr_expect_str_eq(ledger, OLD_LEDGER "{\"number\":9}\n");
    free(ledger);
    pictures_free(&p);
}

/* A study folder may come from anywhere: its record must not reach outside it. */
Test(transaction, a_record_that_leaves_the_folder_is_refused) {
    static const char *const records[] = {
        "{\"format\":\"delphi-commit/1\",\"what\":\"\",\"folders\":[],\"moves\":[{\"staged\":\".delphi/1\",\"file\":"
        "\"../x\",\"sha256\":\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"}],\"ledger_size\":0,"
        "\"ledger_line\":\"\"}",
        "{\"format\":\"delphi-commit/1\",\"what\":\"\",\"folders\":[\"/tmp/x\"],\"moves\":[],\"ledger_size\":0,"
        "\"ledger_line\":\"\"}",
        "{\"format\":\"delphi-commit/1\",\"what\":\"\",\"folders\":[\"a/../../x\"],\"moves\":[],\"ledger_size\":0,"
        "\"ledger_line\":\"\"}",
        "{\"format\":\"delphi-commit/2\"}",
        "not json",
        "",
    };
    pictures p = pictures_new();
    for (size_t i = 0; i < sizeof records / sizeof *records; i++) {
        pictures_reset(&p);
        scratch_mkdir(p.root, ".delphi");
        scratch_write(p.root, ".delphi/1", "");
        scratch_write(p.root, ".delphi/commit", records[i]);
        expect_refused(&p, "not a commit record");
    }
    pictures_free(&p);
}

Test(transaction, a_reader_waits_for_a_writer_and_is_then_told_busy) {
    pictures p = pictures_new();
    int lock, other;
    cr_assert_eq(manager_lock(p.root, true, &lock, NULL), DELPHI_OK);
    delphi_problems *problems = delphi_problems_new();
    cr_expect_eq(manager_lock(p.root, false, &other, problems), DELPHI_ERR_BUSY);
    cr_expect(strstr(delphi_problems_get(problems, 0)->message, "another delphi process"));
    close(lock);
    cr_expect_eq(manager_lock(p.root, false, &other, NULL), DELPHI_OK);
    close(other);
    delphi_problems_free(problems);
    pictures_free(&p);
}

/* What a crash of the machine would leave cannot be seen from a process, but the order of the calls can: a file is
 * synced before it is promised, the promise and its folder before it is kept, what was kept before the promise is
 * forgotten. */
Test(transaction, everything_is_on_the_disk_before_something_rests_on_it) {
    char *root = scratch_new();
    fill_folder(root);
    fault_set(FAULT_NONE, 0);
    cr_assert_eq(make_change(root, NULL), DELPHI_OK);
    cr_expect_str_eq(fault.order,
                     "d"    /* the stage */
                     "cws"  /* three files, the last one empty */
                     "cws"  //
                     "cs"   //
                     "cws"  /* the record's draft */
                     "ss"   /* the stage and the study folder */
                     "rs"   /* the commit point, and the stage that holds it */
                     "drrr" /* a folder made, files put in place */
                     "aws"  /* the ledger's line */
                     "sss"  /* the folders that changed */
                     "uxs", /* the record and the stage go */
                     "the order was %s", fault.order);
    scratch_remove(root);
}

Test(transaction, a_second_process_is_told_busy) {
    pictures p = pictures_new();
    int lock, status;
    cr_assert_eq(manager_lock(p.root, true, &lock, NULL), DELPHI_OK);
    pid_t child = fork();
    if (child == 0) {
        close(lock); /* or the child would hold what its parent holds */
        _exit(make_change(p.root, NULL) == DELPHI_ERR_BUSY ? 0 : 1);
    }
    cr_assert_eq(waitpid(child, &status, 0), child);
    cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    close(lock);
    char *now = scratch_picture(p.root);
    cr_expect_str_eq(now, p.after);
    free(now);
    pictures_free(&p);
}

/* Two readers do not wait for each other. */
Test(transaction, readers_share_the_lock) {
    pictures p = pictures_new();
    int one, two;
    cr_assert_eq(manager_lock(p.root, false, &one, NULL), DELPHI_OK);
    cr_assert_eq(manager_lock(p.root, false, &two, NULL), DELPHI_OK);
    close(one);
    close(two);
    pictures_free(&p);
}

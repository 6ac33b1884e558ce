/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands, killed or refused at every system call that changes the disk: the folder is the one of before or the
 * one of after, the next command says which, and done again all ends as if nothing had happened. */
#include "commands.h"
#include "traced.h"

/* Of the faults that are no kill, a sample is tried unless all are asked for: one in so many calls. */
#define ONE_IN 7

/* One command with all that is compared. */
typedef struct {
    stage s;
    const char *check[4];
    char *before, *after;
    long undone, finished;
} trial;

/* Every test begins so. */
static void start(void) {
    if (program_in_valgrind())
        cr_skip("a program under valgrind cannot be traced");
    if (!traced_possible())
        cr_skip("programs cannot be traced here: ptrace or seccomp is not allowed, or not known");
    scratch_in_memory();
    traced_set_environment();
}

static void start_altering(void) {
    if (!traced_can_alter())
        cr_skip("how a system call is altered on this machine is not known");
    start();
}

static traced_end run(const trial *t, traced_fault fault) {
    return traced_run(t->s.line, &fault, t->s.said);
}

static traced_end run_soundly(const trial *t, const char *const *line) {
    return traced_run(line, &(traced_fault){TRACED_NOTHING, 0, 0, false}, t->s.said);
}

static trial trial_new(const command *c) {
    trial t = {.s = stage_new(c, program_path(), NULL)};
    t.check[0] = program_path();
    t.check[1] = "check";
    t.check[2] = t.s.folder;
    t.before = stage_picture(&t.s);
    traced_end end = run_soundly(&t, t.s.line);
    char *words = stage_text(t.s.said);
    cr_assert(end.exit == 0, "%s: exit %d: %s", c->name, end.exit, words);
    t.after = stage_picture(&t.s);
    cr_assert_str_neq(t.before, t.after, "%s", c->name);
    cr_assert_geq(end.calls, 10, "%s: only %ld calls were seen", c->name, end.calls);
    free(words);
    return t;
}

static void trial_free(trial *t) {
    stage_free(&t->s);
    free(t->before);
    free(t->after);
}

/* Files that a command left in its stage. */
static int staged_files(const trial *t) {
    struct dirent **entries;
    char *left = base_path_join(t->s.folder, ".delphi");
    int count = scandir(left, &entries, NULL, alphasort);
    for (int i = 0; i < count; i++)
        free(entries[i]);
    if (count >= 0)
        free(entries);
    free(left);
    return count < 2 ? 0 : count - 2;
}

static bool is_promised(const trial *t) {
    char *record = base_path_join(t->s.folder, ".delphi/commit");
    bool promised = access(record, F_OK) == 0;
    free(record);
    return promised;
}

/* `check` finds a sound study, and says what it found half done. A study that was to be put right is not sound yet.
 * Returns whether the change was made. */
static bool expect_settled(trial *t, const char *fault, long at) {
    const char *name = t->s.c->name;
    bool promised = is_promised(t), undone = !promised && staged_files(t);
    traced_end end = run_soundly(t, t->check);
    char *words = stage_text(t->s.said), *now = stage_picture(&t->s);
    bool is_before = strcmp(now, t->before) == 0, is_after = strcmp(now, t->after) == 0;
    bool to_mend = t->s.c->prepare == command_alter_results && is_before;
    cr_expect(is_before || is_after, "%s, %s at call %ld left\n%s\n%s", name, fault, at, now, words);
    cr_expect(end.exit == (to_mend ? 1 : 0), "%s, %s at call %ld: check: %s", name, fault, at, words);
    cr_expect(!promised || (is_after && strstr(words, "was finished")), "%s, %s at call %ld: %s", name, fault, at,
              words);
    cr_expect(!undone || (is_before && strstr(words, "was undone")), "%s, %s at call %ld: %s", name, fault, at, words);
    t->undone += is_before;
    t->finished += promised;
    free(words);
    free(now);
    return is_after;
}

/* Done again, all is as if nothing had happened. What was done, and can be done twice, only adds to the ledger. */
static void expect_carries_on(const trial *t, bool done, const char *fault, long at) {
    const char *name = t->s.c->name;
    if (done && t->s.c->once)
        return;
    traced_end end = run_soundly(t, t->s.line);
    char *words = stage_text(t->s.said), *now = stage_picture(&t->s);
    cr_expect(end.exit == 0, "%s again after %s at call %ld: %s", name, fault, at, words);
    cr_expect(done || strcmp(now, t->after) == 0, "%s again after %s at call %ld gave\n%s", name, fault, at, now);
    free(words);
    free(now);
}

static void kill_everywhere(const command *c, traced_kind kind, const char *fault) {
    trial t = trial_new(c);
    for (long at = 1;; at++) {
        stage_reset(&t.s);
        traced_end end = run(&t, (traced_fault){kind, at, 0, false});
        bool done = expect_settled(&t, fault, at);
        if (!end.struck)
            break;
        expect_carries_on(&t, done, fault, at);
    }
    cr_expect_geq(t.undone, 6, "%s: %ld undone", c->name, t.undone);
    cr_expect_geq(t.finished, 5, "%s: %ld finished", c->name, t.finished);
    trial_free(&t);
}

Test(killed, at_any_call_leaves_before_or_after) {
    start();
    for (size_t i = 0; i < ACTS; i++)
        kill_everywhere(&acts[i], TRACED_KILL, "kill -9");
}

Test(killed, in_the_middle_of_a_write_leaves_before_or_after) {
    static const char *const sample[] = {"close", "ingest of sheets"};
    start_altering();
    for (size_t i = 0; i < ACTS; i++)
        if (program_tries_all() || strcmp(acts[i].name, sample[0]) == 0 || strcmp(acts[i].name, sample[1]) == 0)
            kill_everywhere(&acts[i], TRACED_TEAR, "kill -9 within a write");
}

/* A call that fails is told (exit 3) or does not matter (exit 0); what was not done leaves no trace. False where there
 * was no such call. */
static bool fail_at(trial *t, traced_fault fault, const char *name) {
    const command *c = t->s.c;
    stage_reset(&t->s);
    traced_end end = run(t, fault);
    char *words = stage_text(t->s.said);
    cr_expect(end.exit == 0 || end.exit == 3, "%s, %s at call %ld: exit %d: %s", c->name, name, fault.at, end.exit,
              words);
    cr_expect(end.exit == 0 || *words, "%s, %s at call %ld: nothing is said", c->name, name, fault.at);
    bool done = expect_settled(t, name, fault.at);
    cr_expect(end.exit || done, "%s, %s at call %ld: said to be done", c->name, name, fault.at);
    if (end.struck)
        expect_carries_on(t, done, name, fault.at);
    free(words);
    return end.struck;
}

/* The sample is another one for each command, so that together they come to every kind of call. */
static void fail_everywhere(size_t act, traced_fault fault, const char *name) {
    trial t = trial_new(&acts[act]);
    long step = program_tries_all() ? 1 : ONE_IN, tried = 0;
    for (fault.at = program_tries_all() ? 1 : 1 + (long)act % ONE_IN; fail_at(&t, fault, name); fault.at += step)
        tried++;
    cr_expect_geq(tried, step == 1 ? 7 : 1, "%s: %ld calls", acts[act].name, tried);
    trial_free(&t);
}

Test(refused, an_error_of_any_call_leaves_before_or_after) {
    start_altering();
    for (size_t i = 0; i < ACTS; i++)
        fail_everywhere(i, (traced_fault){TRACED_FAIL, 0, EIO, false}, "EIO");
}

Test(refused, an_error_of_any_sync_leaves_before_or_after) {
    start_altering();
    for (size_t i = 0; i < ACTS; i++)
        fail_everywhere(i, (traced_fault){TRACED_FAIL, 0, EIO, true}, "EIO of a sync");
}

Test(refused, a_full_disk_leaves_before_or_after) {
    start_altering();
    for (size_t i = 0; i < ACTS; i++)
        fail_everywhere(i, (traced_fault){TRACED_FULL, 0, ENOSPC, false}, "ENOSPC");
}

/* ---- a new folder ---- */

static void kill_init(const char *folder, const char *said) {
    const char *const arguments[] = {program_path(), "init", folder, "--template", "ram", NULL};
    const char *const check[] = {program_path(), "check", folder, NULL};
    const traced_fault nothing = {TRACED_NOTHING, 0, 0, false};
    cr_assert_eq(traced_run(arguments, &nothing, said).exit, 0);
    char *whole = scratch_picture(folder);
    for (long at = 1;; at++) {
        scratch_clear(folder);
        traced_end end = traced_run(arguments, &(traced_fault){TRACED_KILL, at, 0, false}, said);
        if (!end.struck)
            break;
        /* Where the folder was made, it is empty, whole, or will be so. */
        int again = traced_run(arguments, &nothing, said).exit;
        char *now = scratch_picture(folder);
        cr_expect(again == 0 || again == 1, "init again after kill -9 at call %ld: exit %d", at, again);
        cr_expect_str_eq(now, whole, "init again after kill -9 at call %ld", at);
        cr_expect_eq(traced_run(check, &nothing, said).exit, 0, "kill -9 at call %ld", at);
        free(now);
    }
    free(whole);
}

Test(killed, an_init_can_be_done_again) {
    start();
    char *root = scratch_new(), *folder = base_path_join(root, "new"), *said = base_path_join(root, "said");
    setenv("SOURCE_DATE_EPOCH", KIT_EPOCH, 1);
    kill_init(folder, said);
    free(folder);
    free(said);
    scratch_remove(root);
}

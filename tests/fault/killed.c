/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands, killed or refused at every system call that changes the disk: the folder is the one of before or the
 * one of after, the next command says which, and done again all ends as if nothing had happened. */
#include "program.h"
#include "traced.h"

#include "../kit/study_kit.h"

#define ARGUMENTS_MAX 12

/* A command, and how much of the study's life comes before it. @ is the study folder, @/ a file in or beside it. */
typedef struct {
    const char *name;
    size_t after;
    const char *arguments[ARGUMENTS_MAX];
    bool alters_results; /* a results.json is altered first, for the command to put right */
    bool once;           /* cannot be done a second time */
} command;

static const command commands[] = {
    {"open", 0, {"open", "@"}, false, true},
    {"ingest", 1, {"ingest", "@", "@/../a.csv"}, false, true},
    {"ingest of two files", 1, {"ingest", "@", "@/../a.csv", "@/../b.csv"}, false, true},
    {"correction", 3, {"ingest", "@", "@/../d.csv", "--correct", "--why", "a slip"}, false, true},
    {"close", 3, {"close", "@"}, false, true},
    {"reopen", 4, {"reopen", "@", "--round", "1", "--why", "a late return"}, false, true},
    {"override", 4, {"override", "@", "--round", "1", "--why", "agreed", "I03", "keep"}, false, false},
    {"recompute", 7, {"recompute", "@"}, true, false},
};
#define COMMANDS (sizeof commands / sizeof *commands)

/* The study has replicates, so that all that is random is in its results. */
#define STUDY KIT_STUDY("\"replicates\": 20, \"seed\": 7, ")

typedef struct {
    const char *arguments[ARGUMENTS_MAX + 2];
} line;

static line line_new(const command *c, const char *folder) {
    line l = {.arguments[0] = strdup(program_path())};
    for (size_t i = 0; i < ARGUMENTS_MAX && c->arguments[i]; i++) {
        const char *argument = c->arguments[i];
        delphi_buffer text = {0};
        base_buffer_format(&text, "%s%s", argument[0] == '@' ? folder : "", argument + (argument[0] == '@'));
        l.arguments[i + 1] = text.data;
    }
    return l;
}

static void line_free(line *l) {
    for (size_t i = 0; l->arguments[i]; i++)
        free((char *)(uintptr_t)l->arguments[i]);
}

static void set_up(const char *folder, const command *c) {
    scratch_clear(folder);
    cr_assert_eq(mkdir(folder, 0777), 0);
    kit_write_study(folder, STUDY);
    kit_live(folder, c->after);
    if (c->alters_results)
        scratch_write(folder, "round-1/results.json", "{}\n");
}

/* One command with all that is compared. */
typedef struct {
    const command *c;
    char *folder, *said, *before, *after;
    line command, check;
    long undone, finished;
} trial;

static traced_end run(const trial *t, const line *l, traced_fault fault) {
    return traced_run(l->arguments, &fault, t->said);
}

/* What the last command said, to be freed. */
static char *words_of(const trial *t) {
    delphi_buffer bytes = {0};
    base_file_read(t->said, t->said, &bytes, NULL, NULL);
    return bytes.data ? bytes.data : strdup("");
}

static trial trial_new(const command *c) {
    program_choose_disk();
    static const command check = {.name = "check", .arguments = {"check", "@"}};
    trial t = {.c = c, .folder = kit_new_with(STUDY)};
    t.said = kit_beside(t.folder, "said");
    t.command = line_new(c, t.folder);
    t.check = line_new(&check, t.folder);
    traced_set_environment();
    set_up(t.folder, c);
    t.before = scratch_picture(t.folder);
    traced_end end = run(&t, &t.command, (traced_fault){TRACED_NOTHING, 0, 0, false});
    char *words = words_of(&t);
    cr_assert(end.exit == 0, "%s: exit %d: %s", c->name, end.exit, words);
    t.after = scratch_picture(t.folder);
    cr_assert_str_neq(t.before, t.after, "%s", c->name);
    cr_assert_geq(end.calls, 10, "%s: only %ld calls were seen", c->name, end.calls);
    free(words);
    return t;
}

static void trial_free(trial *t) {
    kit_remove(t->folder);
    line_free(&t->command);
    line_free(&t->check);
    free(t->said);
    free(t->before);
    free(t->after);
}

/* Files that a command left in its stage. */
static int staged_files(const trial *t) {
    struct dirent **entries;
    char *stage = base_path_join(t->folder, ".delphi");
    int count = scandir(stage, &entries, NULL, alphasort);
    for (int i = 0; i < count; i++)
        free(entries[i]);
    if (count >= 0)
        free(entries);
    free(stage);
    return count < 2 ? 0 : count - 2;
}

static bool is_promised(const trial *t) {
    char *record = base_path_join(t->folder, ".delphi/commit");
    bool promised = access(record, F_OK) == 0;
    free(record);
    return promised;
}

/* `check` finds a sound study, and says what it found half done. A study that was to be put right is not sound yet.
 * Returns whether the change was made. */
static bool expect_settled(trial *t, const char *fault, long at) {
    bool promised = is_promised(t), undone = !promised && staged_files(t);
    traced_end end = run(t, &t->check, (traced_fault){TRACED_NOTHING, 0, 0, false});
    char *words = words_of(t), *now = scratch_picture(t->folder);
    bool is_before = strcmp(now, t->before) == 0, is_after = strcmp(now, t->after) == 0;
    cr_expect(is_before || is_after, "%s, %s at call %ld left\n%s\n%s", t->c->name, fault, at, now, words);
    cr_expect(end.exit == 0 || (t->c->alters_results && is_before && end.exit == 1), "%s, %s at call %ld: check: %s",
              t->c->name, fault, at, words);
    cr_expect(!promised || (is_after && strstr(words, "was finished")), "%s, %s at call %ld: %s", t->c->name, fault, at,
              words);
    cr_expect(!undone || (is_before && strstr(words, "was undone")), "%s, %s at call %ld: %s", t->c->name, fault, at,
              words);
    t->undone += is_before;
    t->finished += promised;
    free(words);
    free(now);
    return is_after;
}

/* Done again, all is as if nothing had happened. */
static void expect_carries_on(const trial *t, const char *fault, long at) {
    char *now = scratch_picture(t->folder);
    if (strcmp(now, t->after) != 0 || !t->c->once) {
        traced_end end = run(t, &t->command, (traced_fault){TRACED_NOTHING, 0, 0, false});
        char *words = words_of(t);
        free(now);
        now = scratch_picture(t->folder);
        cr_expect(end.exit == 0 || strcmp(now, t->after) == 0, "%s again after %s at call %ld: %s", t->c->name, fault,
                  at, words);
        free(words);
    }
    /* What can be done twice adds a line to the ledger. */
    cr_expect(strcmp(now, t->after) == 0 || !t->c->once, "%s again after %s at call %ld gave\n%s", t->c->name, fault,
              at, now);
    free(now);
}

static void kill_everywhere(const command *c, traced_kind kind, const char *fault) {
    trial t = trial_new(c);
    for (long at = 1;; at++) {
        set_up(t.folder, c);
        traced_end end = run(&t, &t.command, (traced_fault){kind, at, 0, false});
        expect_settled(&t, fault, at);
        if (!end.struck)
            break;
        expect_carries_on(&t, fault, at);
    }
    cr_expect_geq(t.undone, 6, "%s: %ld undone", c->name, t.undone);
    cr_expect_geq(t.finished, 5, "%s: %ld finished", c->name, t.finished);
    trial_free(&t);
}

Test(killed, at_any_call_leaves_before_or_after) {
    for (size_t i = 0; traced_possible() && i < COMMANDS; i++)
        kill_everywhere(&commands[i], TRACED_KILL, "kill -9");
}

Test(killed, in_the_middle_of_a_write_leaves_before_or_after) {
    static const size_t some[] = {1, 4}; /* ingest, close */
    for (size_t i = 0; traced_possible() && traced_can_alter() && i < sizeof some / sizeof *some; i++)
        kill_everywhere(&commands[some[i]], TRACED_TEAR, "kill -9 within a write");
}

/* A call that fails is told (exit 3) or does not matter (exit 0); what was not done leaves no trace. */
static void fail_everywhere(const command *c, traced_fault fault, const char *name) {
    trial t = trial_new(c);
    for (fault.at = 1;; fault.at++) {
        set_up(t.folder, c);
        traced_end end = run(&t, &t.command, fault);
        char *words = words_of(&t);
        cr_expect(end.exit == 0 || end.exit == 3, "%s, %s at call %ld: exit %d: %s", c->name, name, fault.at, end.exit,
                  words);
        cr_expect(end.exit == 0 || *words, "%s, %s at call %ld: nothing is said", c->name, name, fault.at);
        bool done = expect_settled(&t, name, fault.at);
        cr_expect(end.exit || done, "%s, %s at call %ld: said to be done", c->name, name, fault.at);
        free(words);
        if (!end.struck)
            break;
        expect_carries_on(&t, name, fault.at);
    }
    cr_expect_geq(fault.at, 4, "%s: %ld calls", c->name, fault.at);
    trial_free(&t);
}

Test(refused, an_error_of_any_call_leaves_before_or_after) {
    for (size_t i = 0; traced_possible() && traced_can_alter() && i < COMMANDS; i++)
        fail_everywhere(&commands[i], (traced_fault){TRACED_FAIL, 0, EIO, false}, "EIO");
}

Test(refused, an_error_of_any_sync_leaves_before_or_after) {
    for (size_t i = 0; traced_possible() && traced_can_alter() && i < COMMANDS; i++)
        fail_everywhere(&commands[i], (traced_fault){TRACED_FAIL, 0, EIO, true}, "EIO of a sync");
}

Test(refused, a_full_disk_leaves_before_or_after) {
    for (size_t i = 0; traced_possible() && traced_can_alter() && i < COMMANDS; i++)
        fail_everywhere(&commands[i], (traced_fault){TRACED_FULL, 0, ENOSPC, false}, "ENOSPC");
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
    if (!traced_possible())
        return;
    program_choose_disk();
    char *root = scratch_new(), *folder = base_path_join(root, "new"), *said = base_path_join(root, "said");
    setenv("SOURCE_DATE_EPOCH", KIT_EPOCH, 1);
    traced_set_environment();
    kill_init(folder, said);
    free(folder);
    free(said);
    scratch_remove(root);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many processes on one study at once: one has its turn after the other, or is told to come again (exit 3). No answer
 * is lost, and the ledger is sound. */
#include "commands.h"

#define CROWD_MAX 16

static const char *const readers[] = {"check", "status", "results"};

/* Under valgrind each of them takes a second to begin. */
static int crowd(void) {
    return program_in_valgrind() ? 5 : CROWD_MAX;
}

/* Each expert's answers in a file of their own. */
static void write_answers(const char *folder) {
    char *root = kit_beside(folder, "");
    delphi_buffer panel = {0};
    base_buffer_text(&panel, "expert\n");
    for (int i = 1; i <= crowd(); i++) {
        char name[32], text[200];
        base_buffer_format(&panel, "P%d\n", i);
        snprintf(name, sizeof name, "p%d.csv", i);
        snprintf(text, sizeof text, KIT_HEADING "P%d,I01,relevance,%d,\nP%d,I03,relevance,%d,c%d\n", i, 1 + i % 9, i,
                 9 - i % 9, i);
        scratch_write(root, name, text);
    }
    scratch_write(folder, "panel.csv", panel.data);
    delphi_buffer_free(&panel);
    free(root);
}

static pid_t start_ingest(const char *folder, int i) {
    char name[32];
    snprintf(name, sizeof name, "p%d.csv", i + 1);
    char *file = kit_beside(folder, name);
    const char *const arguments[] = {program_path(), "ingest", folder, file, NULL};
    pid_t child = program_start(arguments, NULL, NULL, NULL);
    free(file);
    return child;
}

/* Starts all; whoever is told that the study is busy comes again. Returns how often that was said. */
static int ingest_all(const char *folder) {
    pid_t children[CROWD_MAX];
    int busy = 0, left = crowd(), status;
    for (int i = 0; i < crowd(); i++)
        children[i] = start_ingest(folder, i);
    while (left) {
        pid_t ended = wait(&status);
        for (int i = 0; i < crowd(); i++) {
            if (children[i] != ended)
                continue;
            int code = program_exit(status);
            cr_assert(code == 0 || code == 3, "ingest of expert %d ended with %d", i + 1, code);
            busy += code == 3;
            left -= code == 0;
            children[i] = code == 3 ? start_ingest(folder, i) : 0;
        }
    }
    return busy;
}

static void expect_all_there(const char *folder) {
    char *ratings = scratch_read(folder, "round-1/ratings.csv"), *ledger = scratch_read(folder, "ledger.jsonl");
    size_t ingests = 0;
    for (int i = 1; i <= crowd(); i++) {
        char wanted[100];
        snprintf(wanted, sizeof wanted, "\nP%d,I01,relevance,%d,\n", i, 1 + i % 9);
        cr_expect(strstr(ratings, wanted), "the answer of expert %d was lost", i);
    }
    for (const char *at = ledger; (at = strstr(at, "\"act\":\"ingest\"")); at++)
        ingests++;
    cr_expect_eq(ingests, (size_t)crowd());
    free(ratings);
    free(ledger);
}

static void expect_verified(const char *folder) {
    const char *const verify[] = {program_path(), "log", folder, "--verify", NULL};
    cr_expect_eq(program_run(verify, NULL, NULL), 0);
    cr_expect_eq(kit_check(folder), DELPHI_OK);
}

static char *crowd_study(void) {
    scratch_in_memory();
    char *folder = kit_new();
    write_answers(folder);
    kit_live(folder, 1);
    return folder;
}

Test(crowd, ingests_at_once_lose_no_answer) {
    char *folder = crowd_study();
    int busy = ingest_all(folder);
    expect_all_there(folder);
    expect_verified(folder);
    fprintf(stderr, "%d of %d ingests at once came again\n", busy, crowd());
    kit_remove(folder);
}

/* Readers in between see a sound study, or are told to come again. */
Test(crowd, readers_see_a_sound_study_while_others_write) {
    char *folder = crowd_study();
    pid_t children[3 * CROWD_MAX];
    for (int i = 0; i < crowd(); i++) {
        const char *const other[] = {program_path(), readers[i % 3], folder, NULL};
        children[i] = start_ingest(folder, i);
        children[crowd() + i] = program_start(other, NULL, NULL, NULL);
        children[2 * crowd() + i] = program_start(other, NULL, NULL, NULL);
    }
    for (int i = 0; i < 3 * crowd(); i++) {
        int code = program_wait(children[i], NULL);
        cr_expect(code == 0 || code == 3, "process %d ended with %d", i, code);
    }
    /* Those that were told to come again do; the others' bytes are known. */
    for (int i = 0; i < crowd(); i++) {
        int code = program_wait(start_ingest(folder, i), NULL);
        cr_expect(code == 0 || code == 1, "expert %d once more: %d", i + 1, code);
    }
    expect_all_there(folder);
    expect_verified(folder);
    kit_remove(folder);
}

/* What comes late, after a round was closed, is refused. */
Test(crowd, answers_after_the_close_are_refused) {
    char *folder = crowd_study();
    ingest_all(folder);
    const char *const close_it[] = {program_path(), "close", folder, NULL};
    cr_expect_eq(program_run(close_it, NULL, NULL), 0);
    cr_expect_eq(program_wait(start_ingest(folder, 0), NULL), 1);
    expect_all_there(folder);
    expect_verified(folder);
    kit_remove(folder);
}

/* One of many does it; the others find it done (exit 1), or nothing new (exit 0), or the study busy (exit 3). */
static void do_at_once(const command *c) {
    stage s = stage_new(c, program_path(), NULL);
    pid_t children[CROWD_MAX];
    int done = 0;
    cr_assert_eq(program_run(s.line, NULL, s.said), 0, "%s", c->name);
    char *after = stage_picture(&s);
    stage_reset(&s);
    for (int i = 0; i < crowd(); i++)
        children[i] = program_start(s.line, NULL, NULL, NULL);
    for (int i = 0; i < crowd(); i++) {
        int code = program_wait(children[i], NULL);
        cr_expect(code == 0 || code == 1 || code == 3, "%s ended with %d", c->name, code);
        done += code == 0;
    }
    char *now = stage_picture(&s);
    cr_expect_geq(done, 1, "%s: none did it", c->name);
    cr_expect_str_eq(now, after, "%s was done by %d processes", c->name, done);
    expect_verified(s.folder);
    free(now);
    free(after);
    stage_free(&s);
}

Test(crowd, what_can_be_done_once_is_done_once) {
    scratch_in_memory();
    for (size_t i = 0; i < ACTS; i += program_in_valgrind() ? 4 : 1)
        if (acts[i].once)
            do_at_once(&acts[i]);
}

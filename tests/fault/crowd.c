/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many processes on one study at once: one has its turn after the other, or is told to come again (exit 3). No answer
 * is lost, and the ledger is sound. */
#include "program.h"

#include "../kit/study_kit.h"

#define CROWD 16

static const char *const commands[] = {"check", "status", "results"};

/* Each expert's answers in a file of their own. */
static void write_answers(const char *folder) {
    char *root = kit_beside(folder, "");
    delphi_buffer panel = {0};
    base_buffer_text(&panel, "expert\n");
    for (int i = 1; i <= CROWD; i++) {
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
    pid_t children[CROWD];
    int busy = 0, left = CROWD, status;
    for (int i = 0; i < CROWD; i++)
        children[i] = start_ingest(folder, i);
    while (left) {
        pid_t ended = wait(&status);
        for (int i = 0; i < CROWD; i++) {
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
    for (int i = 1; i <= CROWD; i++) {
        char wanted[100];
        snprintf(wanted, sizeof wanted, "\nP%d,I01,relevance,%d,\n", i, 1 + i % 9);
        cr_expect(strstr(ratings, wanted), "the answer of expert %d was lost", i);
    }
    for (const char *at = ledger; (at = strstr(at, "\"act\":\"ingest\"")); at++)
        ingests++;
    cr_expect_eq(ingests, CROWD);
    free(ratings);
    free(ledger);
}

static void expect_verified(const char *folder) {
    const char *const verify[] = {program_path(), "log", folder, "--verify", NULL};
    cr_expect_eq(program_run(verify, NULL, NULL), 0);
    cr_expect_eq(kit_check(folder), DELPHI_OK);
}

static char *crowd_study(void) {
    program_choose_disk();
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
    fprintf(stderr, "%d of %d ingests at once came again\n", busy, CROWD);
    kit_remove(folder);
}

/* Readers in between see a sound study, or are told to come again. */
Test(crowd, readers_see_a_sound_study_while_others_write) {
    char *folder = crowd_study();
    pid_t children[3 * CROWD];
    for (int i = 0; i < CROWD; i++) {
        const char *const other[] = {program_path(), commands[i % 3], folder, NULL};
        children[i] = start_ingest(folder, i);
        children[CROWD + i] = program_start(other, NULL, NULL, NULL);
        children[2 * CROWD + i] = program_start(other, NULL, NULL, NULL);
    }
    for (int i = 0; i < 3 * CROWD; i++) {
        int code = program_wait(children[i], NULL);
        cr_expect(code == 0 || code == 3, "process %d ended with %d", i, code);
    }
    /* Those that were told to come again do; the others' bytes are known. */
    for (int i = 0; i < CROWD; i++) {
        int code = program_wait(start_ingest(folder, i), NULL);
        cr_expect(code == 0 || code == 1, "expert %d once more: %d", i + 1, code);
    }
    expect_all_there(folder);
    expect_verified(folder);
    kit_remove(folder);
}

/* One of many closes the round; the others find it closed, or the study busy. What comes late is refused. */
Test(crowd, a_round_is_closed_once) {
    char *folder = crowd_study();
    pid_t children[CROWD];
    int closed = 0;
    ingest_all(folder);
    for (int i = 0; i < CROWD; i++) {
        const char *const close_it[] = {program_path(), "close", folder, NULL};
        children[i] = program_start(close_it, NULL, NULL, NULL);
    }
    for (int i = 0; i < CROWD; i++) {
        int code = program_wait(children[i], NULL);
        cr_expect(code == 0 || code == 1 || code == 3, "close ended with %d", code);
        closed += code == 0;
    }
    cr_expect_eq(closed, 1);
    cr_expect_eq(program_wait(start_ingest(folder, 0), NULL), 1);
    expect_all_there(folder);
    expect_verified(folder);
    kit_remove(folder);
}

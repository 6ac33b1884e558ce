/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the round manager reads back: its ledger, its commit record, its results.json. */
#include "fuzz.h"

#include "manager/compare.h"
#include "manager/plan.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[200]; /* of this process, with a ledger.jsonl in it */

static void remove_folder(void) {
    char path[256];
    snprintf(path, sizeof path, "%s/ledger.jsonl", folder);
    unlink(path);
    rmdir(folder);
}

/* In memory where that can be had: a ledger is written for every run. */
static void make_folder(void) {
    if (folder[0])
        return;
    snprintf(folder, sizeof folder, "%s/delphi-fuzz-XXXXXX", access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    FUZZ_MUST(mkdtemp(folder));
    atexit(remove_folder);
}

static void write_ledger(const char *bytes, size_t size) {
    char path[256];
    make_folder();
    snprintf(path, sizeof path, "%s/ledger.jsonl", folder);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    FUZZ_MUST(fd >= 0 && write(fd, bytes, size) == (ssize_t)size && close(fd) == 0);
}

/* Every line can be shown, and one that cannot be read is an error of the chain. */
void fuzz_ledger(const char *bytes, size_t size) {
    delphi_problems *problems = delphi_problems_new();
    delphi_ledger *ledger = NULL;
    write_ledger(bytes, size);
    delphi_status status = delphi_ledger_read(folder, &ledger, problems);
    fuzz_check_problems(status, problems);
    bool unreadable = false;
    for (size_t i = 0; ledger && i < delphi_ledger_count(ledger); i++) {
        const delphi_ledger_entry *e = delphi_ledger_get(ledger, i);
        FUZZ_MUST(e->time && e->act && e->by && e->text);
        unreadable = unreadable || !e->number;
    }
    if (ledger)
        status = delphi_ledger_verify(ledger, problems);
    fuzz_check_problems(status, problems);
    FUZZ_MUST(!unreadable || status);
    delphi_ledger_free(ledger);
    delphi_problems_free(problems);
}

static void check_inside(const char *name) {
    FUZZ_MUST(name[0] && name[0] != '/' && strcmp(name, "..") != 0 && strncmp(name, "../", 3) != 0);
    FUZZ_MUST(!strstr(name, "/../") && !strstr(name, "//"));
    size_t size = strlen(name);
    FUZZ_MUST(size < 3 || strcmp(name + size - 3, "/..") != 0);
}

/* A record names nothing outside the study, and is the same after it was written and read. */
void fuzz_record(const char *bytes, size_t size) {
    manager_plan plan, again;
    FUZZ_MUST(manager_plan_start(&plan) && manager_plan_start(&again));
    if (manager_plan_read(&plan, bytes, size)) {
        for (const manager_new_folder *f = plan.folders; f; f = f->next)
            check_inside(f->name);
        for (const manager_move *m = plan.moves; m; m = m->next) {
            check_inside(m->file);
            check_inside(m->staged);
            FUZZ_MUST(strncmp(m->staged, MANAGER_STAGE "/", sizeof MANAGER_STAGE) == 0);
            FUZZ_MUST(strncmp(m->file, MANAGER_STAGE "/", sizeof MANAGER_STAGE) != 0);
        }
        char *first = manager_plan_write(&plan);
        FUZZ_MUST(first && manager_plan_read(&again, first, strlen(first)));
        char *second = manager_plan_write(&again);
        FUZZ_MUST(second && strcmp(first, second) == 0);
        free(first);
        free(second);
    }
    manager_plan_free(&plan);
    manager_plan_free(&again);
}

static const char computed[] =
    "{\"format\":\"delphi-results/1\",\"engine\":\"0.1.0\",\"study\":\"fuzz\",\"round\":1,\"inputs\":[{\"file\":\"a\","
    "\"sha256\":\"b\"}],\"indicators\":[{\"id\":\"I01\",\"decision\":\"keep\",\"criteria\":{\"relevance\":{\"n\":5,"
    "\"counts\":[0,1,2],\"median\":8,\"cv\":null}}},{\"id\":\"I02\",\"decision\":\"drop\"}]}\n";

/* A results.json that someone else wrote is compared with one that was computed. */
void fuzz_results(const char *bytes, size_t size) {
    char *copy = malloc(size + 1);
    memcpy(copy, bytes, size);
    copy[size] = '\0';
    const delphi_buffer stored = {.data = copy, .size = size, .capacity = size + 1},
                        now = {.data = (char *)(uintptr_t)computed, .size = sizeof computed - 1};
    manager_comparison out = {0};
    FUZZ_MUST(manager_compare(&stored, &now, &out) == DELPHI_OK);
    bool same = size == now.size && memcmp(bytes, computed, size) == 0;
    FUZZ_MUST(out.same_bytes == same && (same || out.details.size > 0));
    FUZZ_MUST(!out.only_engine || !out.moved);
    delphi_buffer_free(&out.details);
    free(copy);
}

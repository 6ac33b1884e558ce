/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a closed round again. Its results are kept as superseded; the rounds after it stay and are stale. */
#include "manager/reopen.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/problems.h"
#include "manager/disk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void manager_supersede(manager_change *change, int round, const delphi_buffer *results, char name[ROUND_NAME_ROOM]) {
    char inside[64];
    int number = 0;
    do {
        snprintf(inside, sizeof inside, MANAGER_SUPERSEDED "/results-%d.json", ++number);
        manager_round_name(round, inside, name);
    } while (manager_disk_there(change->of.lock, name) || manager_ledger_last(change->of.ledger, name, NULL));
    char folder[ROUND_NAME_ROOM];
    manager_change_folder(change, manager_round_name(round, MANAGER_SUPERSEDED, folder));
    manager_change_write(change, name, results->data, results->size);
}

static delphi_status check_closed(const delphi_folder *folder, int round, delphi_problems *problems) {
    base_place place = {.file = folder->path};
    if (round < 1 || round > folder->opened)
        return base_problem(problems, DELPHI_ERR_STATE, place, "there is no round %d to re-open: %s", round,
                            folder->opened ? "it was not opened yet" : "none was opened yet");
    if (!folder->rounds[round - 1].closed)
        return base_problem(problems, DELPHI_ERR_STATE, place, "round %d is open: there is nothing to re-open", round);
    return DELPHI_OK;
}

/* Results that are not those of the ledger are not put away as if they were. */
delphi_status manager_read_results(const delphi_folder *folder, int round, const delphi_ledger *ledger,
                                   delphi_buffer *out, delphi_problems *problems) {
    char name[ROUND_NAME_ROOM], sha256[65];
    long line;
    char *path = base_path_join(folder->path, manager_round_name(round, "results.json", name));
    delphi_status status = path ? base_file_read(path, path, out, NULL, problems) : base_no_memory(problems);
    free(path);
    if (status)
        return status;
    const manager_ledger_file *last = manager_ledger_last(ledger, name, &line);
    base_sha256(base_buffer_string(out), out->size, sha256);
    if (!last || strcmp(last->sha256, sha256) == 0)
        return DELPHI_OK;
    return manager_problem(folder->path, name, problems, DELPHI_ERR_STATE,
                           "was changed by hand after line %ld of the ledger recorded it; put that version back", line);
}

/* "; round 2 is stale", "; rounds 2 to 4 are stale", or "". */
static const char *stale_words(const delphi_folder *folder, int round, char out[64]) {
    *out = '\0';
    if (folder->opened == round + 1)
        snprintf(out, 64, "; round %d is stale", folder->opened);
    else if (folder->opened > round)
        snprintf(out, 64, "; rounds %d to %d are stale", round + 1, folder->opened);
    return out;
}

static delphi_status write_reopen(const delphi_folder *folder, const manager_change_of *of, const char *why,
                                  const delphi_buffer *results) {
    char kept[ROUND_NAME_ROOM], name[ROUND_NAME_ROOM], stale[64];
    manager_change change;
    manager_change_start(&change, of);
    manager_change_why(&change, why);
    manager_supersede(&change, of->round, results, kept);
    manager_change_remove(&change, manager_round_name(of->round, "results.json", name));
    delphi_status status = manager_change_commit(&change, "round %d: its results are kept as %s%s", of->round, kept,
                                                 stale_words(folder, of->round, stale));
    manager_change_end(&change);
    return status;
}

delphi_status delphi_folder_reopen_round(delphi_folder *folder, int round, const char *why, const char *operator_name,
                                         delphi_problems *problems) {
    delphi_ledger *ledger = NULL;
    delphi_buffer results = {0};
    delphi_status status = manager_why_check(why, "reopen", problems);
    if (!status)
        status = check_closed(folder, round, problems);
    if (!status)
        status = manager_ready(folder, &ledger, problems);
    if (!status)
        status = manager_read_results(folder, round, ledger, &results, problems);
    if (!status) {
        manager_change_of of = {folder->lock, folder->path, ledger, "reopen", round, operator_name, problems};
        status = write_reopen(folder, &of, why, &results);
    }
    if (!status) {
        manager_forget_results(folder, round);
        status = manager_load_rounds(folder, problems);
    }
    delphi_buffer_free(&results);
    delphi_ledger_free(ledger);
    return status;
}

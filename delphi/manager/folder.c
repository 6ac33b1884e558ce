/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a study folder, and what it can be asked. */
#include "manager/folder.h"

#include "base/problems.h"
#include "manager/disk.h"
#include "manager/lock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *manager_round_name(int round, const char *name, char out[ROUND_NAME_ROOM]) {
    snprintf(out, ROUND_NAME_ROOM, "round-%d%s%s", round, *name ? "/" : "", name);
    return out;
}

static delphi_folder *folder_new(const char *path) {
    delphi_folder *folder = calloc(1, sizeof *folder);
    if (!folder)
        return NULL;
    folder->lock = -1;
    folder->path = strdup(path);
    folder->study = delphi_study_new();
    if (folder->path && folder->study)
        return folder;
    delphi_folder_free(folder);
    return NULL;
}

void delphi_folder_free(delphi_folder *folder) {
    if (!folder)
        return;
    manager_forget_trends(folder);
    if (folder->results)
        manager_forget_results(folder, 1);
    free(folder->results);
    free(folder->rounds);
    base_arena_free(folder->findings);
    base_arena_free(folder->ingest_arena);
    base_arena_free(folder->deviations);
    delphi_study_free(folder->study);
    if (folder->lock >= 0)
        close(folder->lock);
    free(folder->path);
    free(folder);
}

/* Goes as far as it makes sense, so that a person sees all problems at once. */
static delphi_status load(delphi_folder *folder, delphi_problems *problems) {
    delphi_status status = manager_load_study(folder, problems);
    if (folder->study->protocol.round_count == 0)
        return status; /* without its protocol nothing else can be judged */
    folder->results = calloc(folder->study->protocol.round_count, sizeof(delphi_result *));
    folder->rounds = calloc(folder->study->protocol.round_count, sizeof *folder->rounds);
    if (!folder->results || !folder->rounds)
        return base_no_memory(problems);
    delphi_status rounds = manager_load_rounds(folder, problems);
    status = status ? status : rounds;
    return status ? status : manager_load_ratings(folder, problems);
}

delphi_status delphi_folder_open(const char *path, delphi_folder_mode mode, delphi_folder **out,
                                 delphi_problems *problems) {
    int lock;
    delphi_status status = manager_settle(path, mode == DELPHI_FOLDER_WRITE, &lock, problems);
    if (status)
        return status;
    delphi_folder *folder = folder_new(path);
    status = folder ? load(folder, problems) : base_no_memory(problems);
    if (folder && mode == DELPHI_FOLDER_WRITE)
        folder->lock = lock;
    else
        close(lock); /* all that a reader needs is in memory now */
    if (status)
        delphi_folder_free(folder);
    else
        *out = folder;
    return status;
}

const delphi_study *delphi_folder_study(const delphi_folder *folder) {
    return folder->study;
}

const char *delphi_folder_path(const delphi_folder *folder) {
    return folder->path;
}

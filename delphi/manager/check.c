/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding everything that is wrong with a study folder, and what its user should know. */
#include "base/file.h"
#include "base/problems.h"
#include "manager/change.h"
#include "manager/disk.h"
#include "manager/folder.h"
#include "manager/ledger.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static delphi_status check_ledger(const char *path, delphi_problems *problems) {
    delphi_ledger *ledger;
    delphi_status status = delphi_ledger_read(path, &ledger, problems);
    if (status)
        return status;
    status = delphi_ledger_verify(ledger, problems);
    delphi_ledger_free(ledger);
    return status;
}

/* A problem has room for so many bytes of details. */
#define DETAILS_MOST 560

/* Bytes of the lines that are shown whole. */
static size_t whole_lines(const char *details) {
    size_t size = strlen(details);
    if (size <= DETAILS_MOST)
        return size;
    for (size = DETAILS_MOST; size > 0 && details[size] != '\n'; size--)
        continue;
    return size;
}

static delphi_status check_result(const delphi_folder *folder, const delphi_recomputed *found,
                                  delphi_problems *problems) {
    char name[ROUND_NAME_ROOM];
    const char *details = found->details ? found->details : "";
    size_t shown = whole_lines(details);
    manager_round_name(found->round, "results.json", name);
    if (found->same_bytes)
        return DELPHI_OK;
    if (!found->only_engine)
        return manager_problem(folder->path, name, problems, DELPHI_ERR_INPUT,
                               "is not what the ratings and the protocol come to; %zu decision%s moved:\n%.*s%s",
                               found->moved, manager_plural(found->moved), (int)shown, details,
                               details[shown] ? "\n... (recompute --check shows all)" : "");
    char *file = base_path_join(folder->path, name);
    base_notice(problems, (base_place){.file = file},
                "was computed by another version of delphi, with the same outcome");
    free(file);
    return DELPHI_OK;
}

static delphi_status check_results(delphi_folder *folder, delphi_problems *problems) {
    const delphi_recomputed *rounds;
    size_t count;
    delphi_status status = delphi_folder_recompute(folder, true, NULL, &rounds, &count, problems);
    if (status)
        return status;
    for (size_t i = 0; i < count; i++) {
        delphi_status one = check_result(folder, &rounds[i], problems);
        status = status ? status : one;
    }
    return status;
}

static delphi_status check_proposals(const delphi_folder *folder, delphi_problems *problems) {
    delphi_status status = DELPHI_OK;
    for (int round = 1; round <= folder->opened; round++) {
        delphi_proposals *proposals = NULL;
        delphi_status one = delphi_folder_proposals(folder, round, &proposals, problems);
        status = status ? status : one;
        delphi_proposals_free(proposals);
    }
    return status;
}

static delphi_status check_deviations(delphi_folder *folder, delphi_problems *problems) {
    const delphi_deviation *deviations;
    size_t count;
    return delphi_folder_deviations(folder, folder->opened, &deviations, &count, problems);
}

static void note_weights(const delphi_folder *folder, delphi_problems *problems) {
    const delphi_study *study = folder->study;
    for (size_t i = 0; i < study->expert_count; i++) {
        delphi_rational weight = study->experts[i].weight;
        if (weight.num == weight.den)
            continue;
        char *file = base_path_join(folder->path, "panel.csv");
        base_notice(problems, (base_place){.file = file},
                    "gives weights (expert %s has one), but no measure uses them yet: everyone counts as one",
                    study->experts[i].id);
        free(file);
        return;
    }
}

static void note_groups(const delphi_folder *folder, delphi_problems *problems) {
    const delphi_study *study = folder->study;
    char *file = base_path_join(folder->path, "panel.csv");
    for (size_t g = 0; g < study->protocol.group_count; g++) {
        int size = 0;
        for (size_t i = 0; i < study->expert_count; i++)
            size += study->experts[i].group == g;
        if (size < study->protocol.min_group)
            base_notice(problems, (base_place){.file = file},
                        "group %s has %d expert%s, fewer than min_group (%d): it gets no verdict of its own and is not "
                        "shown apart",
                        study->protocol.groups[g].id, size, size == 1 ? "" : "s", study->protocol.min_group);
    }
    free(file);
}

delphi_status delphi_folder_check(const char *path, delphi_problems *problems) {
    delphi_folder *folder;
    delphi_status status = delphi_folder_open(path, DELPHI_FOLDER_READ, &folder, problems);
    if (status == DELPHI_ERR_BUSY || access(path, X_OK) != 0)
        return status; /* the ledger could only say the same again */
    if (!status) {
        note_weights(folder, problems);
        note_groups(folder, problems);
        delphi_folder_note_stale(folder, problems);
        status = check_results(folder, problems);
        delphi_status proposals = check_proposals(folder, problems);
        status = status ? status : proposals;
        delphi_status deviations = check_deviations(folder, problems);
        status = status ? status : deviations;
        delphi_folder_free(folder);
    }
    delphi_status ledger = check_ledger(path, problems);
    return status ? status : ledger;
}

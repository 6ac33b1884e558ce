/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state of a study, from its files: round-N/ is there once the round was opened, its results.json once it was
 * closed; a round that was closed and has only superseded results was opened again. */
#include "base/file.h"
#include "base/number.h"
#include "base/problems.h"
#include "manager/disk.h"
#include "manager/folder.h"
#include "manager/ledger.h"
#include "manager/reopen.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* N of "round-N", written as a person writes it; 0 for any other name. */
static int round_of(const char *name) {
    int64_t number;
    if (strncmp(name, "round-", 6) != 0 || name[6] == '0' ||
        !base_read_integer(name + 6, strlen(name + 6), 1, 1000000, &number))
        return 0;
    return (int)number;
}

static delphi_status highest_round(const delphi_folder *folder, int *highest, delphi_problems *problems) {
    DIR *entries = opendir(folder->path);
    if (!entries)
        return base_io_problem(problems, folder->path, "cannot be read");
    const struct dirent *entry;
    *highest = 0;
    while ((entry = readdir(entries))) {
        int round = round_of(entry->d_name);
        *highest = round > *highest ? round : *highest;
    }
    closedir(entries);
    return DELPHI_OK;
}

static bool is_there(const delphi_folder *folder, int round, const char *name) {
    char inside[ROUND_NAME_ROOM];
    char path[PATH_MAX]; /* without memory that may run out: "not there" would be another state of the study */
    int length = snprintf(path, sizeof path, "%s/%s", folder->path, manager_round_name(round, name, inside));
    return (size_t)length < sizeof path && access(path, F_OK) == 0;
}

static delphi_status missing(const delphi_folder *folder, int round, const char *name, const char *why,
                             delphi_problems *problems) {
    char inside[ROUND_NAME_ROOM];
    return manager_problem(folder->path, manager_round_name(round, name, inside), problems, DELPHI_ERR_STATE,
                           "is not there, %s; put it back from a copy", why);
}

/* What is written into a round stays in the study's own folder. */
static delphi_status check_no_link(const delphi_folder *folder, int round, const char *name,
                                   delphi_problems *problems) {
    char inside[ROUND_NAME_ROOM], path[PATH_MAX];
    struct stat status;
    snprintf(path, sizeof path, "%s/%s", folder->path, manager_round_name(round, name, inside));
    if (lstat(path, &status) != 0 || !S_ISLNK(status.st_mode))
        return DELPHI_OK;
    return manager_problem(folder->path, inside, problems, DELPHI_ERR_STATE,
                           "is a symbolic link; put the folder itself in its place");
}

/* Every round before the last must be there, and closed or re-opened. */
static delphi_status check_round(const delphi_folder *folder, int round, bool last, delphi_problems *problems) {
    if (!is_there(folder, round, ""))
        return missing(folder, round, "", "but a later round is", problems);
    delphi_status linked = check_no_link(folder, round, "", problems);
    if (!linked)
        linked = check_no_link(folder, round, "received", problems);
    if (linked)
        return linked;
    delphi_status status = DELPHI_OK;
    manager_round *found = &folder->rounds[round - 1];
    found->closed = is_there(folder, round, "results.json");
    found->reopened = !found->closed && is_there(folder, round, MANAGER_SUPERSEDED);
    const char *answers = delphi_kind_file(delphi_round_kind(&folder->study->protocol, round));
    if (!is_there(folder, round, answers))
        status = missing(folder, round, answers, "and an opened round has one, if only its heading", problems);
    if (!last && !found->closed && !found->reopened)
        status = missing(folder, round, "results.json", "so the round is not closed, but the round after it was opened",
                         problems);
    return status;
}

static delphi_status check_known(const delphi_folder *folder, int highest, delphi_problems *problems) {
    char name[ROUND_NAME_ROOM];
    size_t known = folder->study->protocol.round_count;
    if ((size_t)highest <= known)
        return DELPHI_OK;
    return manager_problem(folder->path, manager_round_name(highest, "", name), problems, DELPHI_ERR_STATE,
                           "is there, but the protocol ends with round %zu; add the round to study.json, or take the "
                           "folder away where it is not one that delphi made",
                           known);
}

static bool ever_reopened(const delphi_folder *folder) {
    for (int round = 1; round <= folder->opened; round++)
        if (is_there(folder, round, MANAGER_SUPERSEDED))
            return true;
    return false;
}

/* Without its folder a round would be opened a second time, and what was rated in it forgotten. */
static delphi_status check_lost(const delphi_folder *folder, const delphi_ledger *ledger, delphi_problems *problems) {
    char name[ROUND_NAME_ROOM];
    delphi_status status = DELPHI_OK;
    for (size_t i = 0; i < delphi_ledger_count(ledger); i++) {
        const manager_ledger_line *line = manager_ledger_at(ledger, i);
        if (!line->fault && line->round > folder->opened && strcmp(line->entry.act, "open") == 0)
            status =
                manager_problem(folder->path, manager_round_name(line->round, "", name), problems, DELPHI_ERR_STATE,
                                "is not there, but line %zu of the ledger opened this round; put the folder back "
                                "from a copy",
                                i + 1);
    }
    return status;
}

/* What only the ledger knows. */
static delphi_status ask_ledger(delphi_folder *folder, delphi_problems *problems) {
    delphi_ledger *ledger;
    delphi_status status = manager_ledger_load(folder->path, &ledger, problems);
    if (status)
        return status;
    status = check_lost(folder, ledger, problems);
    if (!status && ever_reopened(folder))
        manager_find_stale(folder, ledger);
    delphi_ledger_free(ledger);
    return status;
}

delphi_status manager_load_rounds(delphi_folder *folder, delphi_problems *problems) {
    int highest = 0;
    delphi_status status = highest_round(folder, &highest, problems);
    if (!status)
        status = check_known(folder, highest, problems);
    if (status)
        return status;
    memset(folder->rounds, 0, folder->study->protocol.round_count * sizeof *folder->rounds);
    for (int round = 1; round <= highest; round++) {
        delphi_status one = check_round(folder, round, round == highest, problems);
        status = status ? status : one;
    }
    folder->opened = highest;
    folder->closed = 0;
    while (folder->closed < highest && folder->rounds[folder->closed].closed)
        folder->closed++;
    return status ? status : ask_ledger(folder, problems);
}

int delphi_folder_opened(const delphi_folder *folder) {
    return folder->opened;
}

int delphi_folder_closed(const delphi_folder *folder) {
    return folder->closed;
}

delphi_round_state delphi_folder_round_state(const delphi_folder *folder, int round) {
    if (round < 1 || round > folder->opened)
        return DELPHI_ROUND_UNOPENED;
    const manager_round *found = &folder->rounds[round - 1];
    return found->closed ? DELPHI_ROUND_CLOSED : found->reopened ? DELPHI_ROUND_REOPENED : DELPHI_ROUND_OPEN;
}

int delphi_folder_stale(const delphi_folder *folder, int round) {
    return round < 1 || round > folder->opened ? 0 : folder->rounds[round - 1].stale;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Staging and committing a change of the study folder. */
#include "manager/txn.h"

#include "base/hash.h"
#include "base/problems.h"
#include "manager/disk.h"
#include "manager/plan.h"
#include "manager/syscalls.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct manager_txn {
    int folder;
    const char *root;
    manager_plan plan;
    int staged;     /* files in the stage, numbered from 1 */
    bool drafted;   /* the record's draft may be there */
    bool committed; /* past the commit point: nothing may be taken back */
};

delphi_status manager_txn_new(int folder, const char *root, manager_txn **out, delphi_problems *problems) {
    manager_txn *txn = calloc(1, sizeof *txn);
    if (!txn || !manager_plan_start(&txn->plan)) {
        free(txn);
        return base_no_memory(problems);
    }
    txn->folder = folder;
    txn->root = root;
    if (manager_sys_mkdir(folder, MANAGER_STAGE) != 0) {
        delphi_status status =
            manager_disk_problem(root, MANAGER_STAGE, "the change cannot be prepared here", problems);
        manager_plan_free(&txn->plan);
        free(txn);
        return status;
    }
    *out = txn;
    return DELPHI_OK;
}

static void staged_name(int number, char out[PATH_ROOM]) {
    snprintf(out, PATH_ROOM, "%s/%d", MANAGER_STAGE, number);
}

/* What cannot be removed now is removed by the next command. */
static void take_back(const manager_txn *txn) {
    char name[PATH_ROOM];
    for (int i = 1; i <= txn->staged; i++) {
        staged_name(i, name);
        manager_sys_unlink(txn->folder, name);
    }
    if (txn->drafted)
        manager_sys_unlink(txn->folder, MANAGER_DRAFT);
    manager_sys_rmdir(txn->folder, MANAGER_STAGE);
}

void manager_txn_free(manager_txn *txn) {
    if (!txn)
        return;
    if (!txn->committed)
        take_back(txn);
    manager_plan_free(&txn->plan);
    free(txn);
}

delphi_status manager_txn_folder(manager_txn *txn, const char *name, delphi_problems *problems) {
    return manager_plan_folder(&txn->plan, name) ? DELPHI_OK : base_no_memory(problems);
}

delphi_status manager_txn_remove(manager_txn *txn, const char *name, delphi_problems *problems) {
    return manager_plan_removal(&txn->plan, name) ? DELPHI_OK : base_no_memory(problems);
}

static bool write_new(int folder, const char *name, const char *bytes, size_t size) {
    int fd = manager_sys_create(folder, name);
    if (fd < 0)
        return false;
    bool done = manager_disk_write(fd, bytes, size) && manager_sys_sync(fd) == 0;
    int saved = errno;
    close(fd);
    errno = saved;
    return done;
}

delphi_status manager_txn_file(manager_txn *txn, const char *name, const char *bytes, size_t size, char sha256[65],
                               delphi_problems *problems) {
    char staged[PATH_ROOM];
    staged_name(++txn->staged, staged);
    if (!write_new(txn->folder, staged, bytes, size))
        return manager_disk_problem(txn->root, name, "cannot be written; nothing was changed", problems);
    base_sha256(bytes, size, sha256);
    return manager_plan_move(&txn->plan, staged, name, sha256) ? DELPHI_OK : base_no_memory(problems);
}

/* A record whose place on the disk is not certain is no promise: it is taken away again, on the disk too, before the
 * staged files go. */
static bool settle_record(const manager_txn *txn) {
    if (manager_disk_sync_folder(txn->folder, MANAGER_STAGE))
        return true;
    int saved = errno;
    if (manager_sys_unlink(txn->folder, MANAGER_COMMIT) == 0)
        manager_disk_sync_folder(txn->folder, MANAGER_STAGE);
    errno = saved;
    return false;
}

static bool write_record(manager_txn *txn, const char *record) {
    txn->drafted = true;
    if (!write_new(txn->folder, MANAGER_DRAFT, record, strlen(record)) ||
        !manager_disk_sync_folder(txn->folder, MANAGER_STAGE) || !manager_disk_sync_folder(txn->folder, ".") ||
        manager_sys_rename(txn->folder, MANAGER_DRAFT, MANAGER_COMMIT) != 0)
        return false;
    bool done = settle_record(txn);
    txn->committed = done || manager_disk_there(txn->folder, MANAGER_COMMIT);
    return done;
}

delphi_status manager_txn_commit(manager_txn *txn, const char *what, size_t ledger_size, const char *line,
                                 delphi_problems *problems) {
    txn->plan.what = what;
    txn->plan.ledger_size = ledger_size;
    txn->plan.ledger_line = line;
    char *record = manager_plan_write(&txn->plan);
    if (!record)
        return base_no_memory(problems);
    delphi_status status = DELPHI_OK;
    if (!write_record(txn, record))
        status = manager_disk_problem(txn->root, "", "the change cannot be written", problems);
    free(record);
    if (!status)
        status = manager_plan_apply(&txn->plan, txn->folder, txn->root, false, problems);
    if (status && txn->committed)
        base_notice(problems, (base_place){.file = txn->root},
                    "the change is safe on the disk; the next command on this study finishes it: %s", what);
    return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Carrying out a committed plan, for the first time or after a crash. */
#include "manager/disk.h"
#include "manager/plan.h"
#include "manager/syscalls.h"

#include "base/problems.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static delphi_status make_folders(const manager_plan *plan, int folder, const char *root, delphi_problems *problems) {
    for (const manager_new_folder *new = plan->folders; new; new = new->next)
        if (manager_sys_mkdir(folder, new->name) != 0 && errno != EEXIST)
            return manager_disk_problem(root, new->name, "this folder cannot be made", problems);
    return DELPHI_OK;
}

static delphi_status move_files(const manager_plan *plan, int folder, const char *root, bool again,
                                delphi_problems *problems) {
    for (const manager_move *move = plan->moves; move; move = move->next)
        if (manager_sys_rename(folder, move->staged, move->file) != 0 && !(again && errno == ENOENT))
            return manager_disk_problem(root, move->file, "the new version cannot be put in place", problems);
    return DELPHI_OK;
}

static delphi_status remove_files(const manager_plan *plan, int folder, const char *root, bool again,
                                  delphi_problems *problems) {
    for (const manager_removal *removal = plan->removals; removal; removal = removal->next)
        if (manager_sys_unlink(folder, removal->name) != 0 && !(again && errno == ENOENT))
            return manager_disk_problem(root, removal->name, "cannot be taken away", problems);
    return DELPHI_OK;
}

/* After the size before the change only a beginning of the line may stand: the rest of it was lost in a crash. */
static bool tail_is_ours(int fd, size_t before, size_t now, const char *line) {
    char there[512];
    size_t tail = now - before, done = 0;
    if (tail > strlen(line))
        return false;
    while (done < tail) {
        size_t wanted = tail - done < sizeof there ? tail - done : sizeof there;
        ssize_t got = pread(fd, there, wanted, (off_t)(before + done));
        if (got <= 0 || memcmp(there, line + done, (size_t)got) != 0)
            return false;
        done += (size_t)got;
    }
    return true;
}

static bool write_line(int fd, const manager_plan *plan, size_t now) {
    if (now > plan->ledger_size && manager_sys_truncate(fd, (off_t)plan->ledger_size) != 0)
        return false;
    return manager_disk_write(fd, plan->ledger_line, strlen(plan->ledger_line)) && manager_sys_sync(fd) == 0;
}

static delphi_status append_line(const manager_plan *plan, int folder, const char *root, delphi_problems *problems) {
    int fd = manager_sys_append(folder, MANAGER_LEDGER);
    struct stat ledger;
    if (fd < 0 || fstat(fd, &ledger) != 0) {
        delphi_status status = manager_disk_problem(root, MANAGER_LEDGER, "cannot be opened", problems);
        if (fd >= 0)
            close(fd);
        return status;
    }
    size_t now = (size_t)ledger.st_size;
    delphi_status status = DELPHI_OK;
    if (now < plan->ledger_size || !tail_is_ours(fd, plan->ledger_size, now, plan->ledger_line))
        status = manager_problem(root, MANAGER_LEDGER, problems, DELPHI_ERR_STATE,
                                 "was changed by something else while a change was being finished; put back the "
                                 "version of before, and run the command again");
    else if (!write_line(fd, plan, now))
        status = manager_disk_problem(root, MANAGER_LEDGER, "cannot be written", problems);
    close(fd);
    return status;
}

/* The part of `name` before its last slash; "." where there is none. */
static const char *parent_of(const char *name, char out[PATH_ROOM]) {
    const char *slash = strrchr(name, '/');
    size_t length = slash ? (size_t)(slash - name) : 1;
    if (length >= PATH_ROOM)
        return ".";
    memcpy(out, slash ? name : ".", length);
    out[length] = '\0';
    return out;
}

/* Syncs the parent of `name`, but not twice in a row: the files of a folder follow each other. */
static bool sync_parent(int folder, const char *name, char last[PATH_ROOM]) {
    char parent[PATH_ROOM];
    if (strcmp(parent_of(name, parent), last) == 0)
        return true;
    strcpy(last, parent);
    return manager_disk_sync_folder(folder, parent);
}

static delphi_status sync_folders(const manager_plan *plan, int folder, const char *root, delphi_problems *problems) {
    char last[PATH_ROOM] = ".";
    bool done = manager_disk_sync_folder(folder, ".");
    for (const manager_new_folder *new = plan->folders; done &&new; new = new->next)
        done = sync_parent(folder, new->name, last);
    for (const manager_move *move = plan->moves; done && move; move = move->next)
        done = sync_parent(folder, move->file, last);
    for (const manager_removal *removal = plan->removals; done && removal; removal = removal->next)
        done = sync_parent(folder, removal->name, last);
    return done ? DELPHI_OK : manager_disk_problem(root, "", "cannot be written to the disk", problems);
}

/* All is done and on the disk by now. An empty stage that stays behind is removed by the next command. */
static delphi_status remove_record(int folder, const char *root, delphi_problems *problems) {
    if (manager_sys_unlink(folder, MANAGER_COMMIT) != 0)
        return manager_disk_problem(root, MANAGER_COMMIT, "cannot be removed", problems);
    if (manager_sys_rmdir(folder, MANAGER_STAGE) == 0)
        manager_disk_sync_folder(folder, ".");
    return DELPHI_OK;
}

delphi_status manager_plan_apply(const manager_plan *plan, int folder, const char *root, bool again,
                                 delphi_problems *problems) {
    delphi_status status = make_folders(plan, folder, root, problems);
    if (!status)
        status = move_files(plan, folder, root, again, problems);
    if (!status)
        status = remove_files(plan, folder, root, again, problems);
    if (!status)
        status = append_line(plan, folder, root, problems);
    if (!status)
        status = sync_folders(plan, folder, root, problems);
    if (!status)
        status = remove_record(folder, root, problems);
    return status;
}

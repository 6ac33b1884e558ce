/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recovery after a crash. Everything here may itself be cut short and be done again. */
#include "manager/recover.h"

#include "base/file.h"
#include "base/problems.h"
#include "manager/disk.h"
#include "manager/plan.h"
#include "manager/syscalls.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool manager_unsettled(int folder) {
    return manager_disk_there(folder, MANAGER_STAGE);
}

static delphi_status read_inside(const char *root, const char *name, delphi_buffer *out, delphi_problems *problems) {
    char *path = base_path_join(root, name);
    delphi_status status = path ? base_file_read(path, path, out, NULL, problems) : base_no_memory(problems);
    free(path);
    return status;
}

/* A move can be made, or was made: the bytes that were promised are at its start or at its end. */
static delphi_status check_move(const manager_move *move, int folder, const char *root, delphi_problems *problems) {
    const char *where = manager_disk_there(folder, move->staged) ? move->staged : move->file;
    char sha256[65], *path = base_path_join(root, where);
    delphi_status status = path ? base_file_sha256(path, path, sha256, NULL, problems) : base_no_memory(problems);
    free(path);
    if (status)
        return status;
    if (strcmp(sha256, move->sha256) == 0)
        return DELPHI_OK;
    return manager_problem(root, where, problems, DELPHI_ERR_STATE,
                           "was altered after a command was interrupted, so that the command cannot be finished; put "
                           "the study folder back from a copy");
}

static delphi_status finish(manager_plan *plan, int folder, const char *root, delphi_problems *problems) {
    delphi_buffer record = {0};
    delphi_status status = read_inside(root, MANAGER_COMMIT, &record, problems);
    if (status)
        return status;
    errno = 0;
    bool sound = manager_plan_read(plan, record.data, record.size);
    bool no_memory = !sound && errno == ENOMEM; /* cJSON does not tell, malloc does */
    delphi_buffer_free(&record);
    if (no_memory)
        return base_no_memory(problems);
    if (!sound)
        return manager_problem(root, MANAGER_COMMIT, problems, DELPHI_ERR_STATE,
                               "is not a commit record that this version can read; put the study folder back from a "
                               "copy");
    for (const manager_move *move = plan->moves; !status && move; move = move->next)
        status = check_move(move, folder, root, problems);
    if (!status)
        status = manager_plan_apply(plan, folder, root, true, problems);
    if (!status)
        base_notice(problems, (base_place){.file = root}, "a change that had been interrupted was finished: %s",
                    plan->what);
    return status;
}

/* Removes the staged files one by one. *found counts them. */
static bool empty_stage(int folder, size_t *found) {
    int fd = openat(folder, MANAGER_STAGE, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *stage = fd < 0 ? NULL : fdopendir(fd);
    if (!stage) {
        if (fd >= 0)
            close(fd);
        return false;
    }
    bool done = true;
    const struct dirent *entry;
    while (done && (entry = readdir(stage))) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        char name[PATH_ROOM];
        snprintf(name, sizeof name, "%s/%s", MANAGER_STAGE, entry->d_name);
        done = manager_sys_unlink(folder, name) == 0;
        ++*found;
    }
    int saved = errno;
    closedir(stage);
    errno = saved;
    return done;
}

static delphi_status undo(int folder, const char *root, delphi_problems *problems) {
    size_t found = 0;
    if (!empty_stage(folder, &found) || manager_sys_rmdir(folder, MANAGER_STAGE) != 0)
        return manager_disk_problem(root, MANAGER_STAGE, "what an interrupted command left there cannot be removed",
                                    problems);
    if (found)
        base_notice(problems, (base_place){.file = root},
                    "a change that had been interrupted was undone: the folder is as it was before it");
    return DELPHI_OK;
}

/* A study may come from anywhere: what is cleared away must not lie elsewhere. */
static bool is_folder_itself(int folder, const char *name) {
    struct stat status;
    return fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(status.st_mode);
}

delphi_status manager_recover(int folder, const char *root, delphi_problems *problems) {
    if (!is_folder_itself(folder, MANAGER_STAGE))
        return manager_problem(root, MANAGER_STAGE, problems, DELPHI_ERR_STATE,
                               "is a link or a file, and no folder that delphi made; take it away");
    if (!manager_disk_there(folder, MANAGER_COMMIT))
        return undo(folder, root, problems);
    manager_plan plan;
    delphi_status status = manager_plan_start(&plan) ? finish(&plan, folder, root, problems) : base_no_memory(problems);
    manager_plan_free(&plan);
    return status;
}

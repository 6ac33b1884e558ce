/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking the lock of a study folder. */
#include "manager/lock.h"

#include "base/problems.h"
#include "manager/recover.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

/* A command holds the lock for milliseconds, so a short wait spares people a needless refusal. */
#define TRIES      100
#define WAIT_NANOS 20000000

static bool take(int fd, int how) {
    const struct timespec wait = {.tv_nsec = WAIT_NANOS};
    for (int i = 0; i < TRIES; i++) {
        if (flock(fd, how | LOCK_NB) == 0)
            return true;
        if (errno != EWOULDBLOCK && errno != EINTR)
            return false;
        nanosleep(&wait, NULL);
    }
    errno = EWOULDBLOCK;
    return false;
}

/* Where the file system has no locks, reading goes on without one. */
static delphi_status take_or_say(int fd, const char *root, bool exclusive, delphi_problems *problems) {
    if (take(fd, exclusive ? LOCK_EX : LOCK_SH) || (!exclusive && errno != EWOULDBLOCK))
        return DELPHI_OK;
    if (errno != EWOULDBLOCK)
        return base_io_problem(problems, root, "cannot be locked");
    return base_problem(problems, DELPHI_ERR_BUSY, (base_place){.file = root},
                        "another delphi process is %s this study; try again when it is done",
                        exclusive ? "using" : "changing");
}

delphi_status manager_lock(const char *root, bool exclusive, int *fd, delphi_problems *problems) {
    int folder = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return base_io_problem(problems, root, "this study folder cannot be opened");
    delphi_status status = take_or_say(folder, root, exclusive, problems);
    if (status) {
        close(folder);
        return status;
    }
    *fd = folder;
    return DELPHI_OK;
}

delphi_status manager_settle(const char *root, bool exclusive, int *fd, delphi_problems *problems) {
    int folder;
    delphi_status status = manager_lock(root, exclusive, &folder, problems);
    if (status)
        return status;
    if (manager_unsettled(folder)) { /* no process is at it, or the lock would not have been had */
        status = exclusive ? DELPHI_OK : take_or_say(folder, root, true, problems);
        if (!status)
            status = manager_recover(folder, root, problems);
    }
    if (status)
        close(folder);
    else
        *fd = folder;
    return status;
}

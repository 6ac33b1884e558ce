/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small steps on the disk. */
#include "manager/disk.h"

#include "base/problems.h"
#include "manager/syscalls.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool manager_disk_write(int fd, const void *bytes, size_t size) {
    const char *at = bytes;
    while (size) {
        ssize_t put = manager_sys_write(fd, at, size);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        at += put;
        size -= (size_t)put;
    }
    return true;
}

bool manager_disk_sync_folder(int folder, const char *name) {
    int fd = openat(folder, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return false;
    bool done = manager_sys_sync(fd) == 0;
    int saved = errno;
    close(fd);
    errno = saved;
    return done;
}

bool manager_disk_there(int folder, const char *name) {
    struct stat status;
    return fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0;
}

static const char *full_name(const char *root, const char *name, char *out, size_t size) {
    size_t length = strlen(root);
    while (length > 1 && root[length - 1] == '/')
        length--;
    snprintf(out, size, "%.*s%s%s", (int)length, root, *name ? "/" : "", name);
    return out;
}

delphi_status manager_disk_problem(const char *root, const char *name, const char *what, delphi_problems *problems) {
    int saved = errno;
    char place[PATH_ROOM];
    full_name(root, name, place, sizeof place);
    errno = saved;
    return base_io_problem(problems, place, what);
}

delphi_status manager_problem(const char *root, const char *name, delphi_problems *problems, delphi_status status,
                              const char *format, ...) {
    char place[PATH_ROOM], message[sizeof((delphi_error *)0)->message];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    return base_problem(problems, status, (base_place){.file = full_name(root, name, place, sizeof place)}, "%s",
                        message);
}

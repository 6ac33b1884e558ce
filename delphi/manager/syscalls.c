/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real system calls behind syscalls.h. A fault test defines all of them itself, and the linker then leaves this
 * object out of the program. */
#include "manager/syscalls.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

int manager_sys_create(int folder, const char *name) {
    return openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
}

int manager_sys_append(int folder, const char *name) {
    return openat(folder, name, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
}

ssize_t manager_sys_write(int fd, const void *bytes, size_t size) {
    return write(fd, bytes, size);
}

int manager_sys_sync(int fd) {
    return fsync(fd) == 0 || errno == EINVAL ? 0 : -1;
}

int manager_sys_truncate(int fd, off_t size) {
    return ftruncate(fd, size);
}

int manager_sys_rename(int folder, const char *from, const char *to) {
    return renameat(folder, from, folder, to);
}

int manager_sys_mkdir(int folder, const char *name) {
    return mkdirat(folder, name, 0777);
}

int manager_sys_unlink(int folder, const char *name) {
    return unlinkat(folder, name, 0);
}

int manager_sys_rmdir(int folder, const char *name) {
    return unlinkat(folder, name, AT_REMOVEDIR);
}

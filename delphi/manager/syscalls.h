/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every system call by which a transaction changes the disk, so that a test can link its own and let the n-th one fail
 * or end the process. `folder` is a descriptor of the study folder, names are relative to it; -1 and errno on failure.
 */
#ifndef MANAGER_SYSCALLS_H
#define MANAGER_SYSCALLS_H

#include <sys/types.h>

/* A new file to write; one that exists is refused. */
int manager_sys_create(int folder, const char *name);
/* A file to be read and written at its end; made where it is not there. */
int manager_sys_append(int folder, const char *name);
ssize_t manager_sys_write(int fd, const void *bytes, size_t size);
/* A file or a folder; where the file system cannot sync a folder that counts as done. */
int manager_sys_sync(int fd);
int manager_sys_truncate(int fd, off_t size);
int manager_sys_rename(int folder, const char *from, const char *to);
int manager_sys_mkdir(int folder, const char *name);
int manager_sys_unlink(int folder, const char *name);
int manager_sys_rmdir(int folder, const char *name);

#endif

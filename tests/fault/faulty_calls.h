/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The manager's system calls with a fault in the n-th: the process ends there, as in a crash, or the call fails. The
 * file that includes this defines all of manager/syscalls.h, so the linker leaves the real one out. */
#ifndef TESTS_FAULTY_CALLS_H
#define TESTS_FAULTY_CALLS_H

#include "manager/syscalls.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CRASHED 77

typedef enum { FAULT_NONE, FAULT_CRASH, FAULT_ERROR, FAULT_FULL } fault_kind;

/* `at` counts from 1. A full disk stays full for writing; an error happens once. */
static struct {
    fault_kind kind;
    long at, calls;
    char order[200]; /* a letter a call, as far as there is room */
} fault;

static void fault_set(fault_kind kind, long at) {
    fault.kind = kind;
    fault.at = at;
    fault.calls = 0;
    memset(fault.order, 0, sizeof fault.order);
}

/* Is this the call? Ends the process where it is to end. `fills` for a call that takes room on the disk. */
static bool fault_here(char letter, bool fills) {
    if (fault.calls < (long)sizeof fault.order - 1)
        fault.order[fault.calls] = letter;
    fault.calls++;
    if (fault.kind == FAULT_FULL && fills && fault.calls >= fault.at) {
        errno = ENOSPC;
        return true;
    }
    if (fault.kind == FAULT_NONE || fault.kind == FAULT_FULL || fault.calls != fault.at)
        return false;
    if (fault.kind == FAULT_CRASH)
        _exit(CRASHED);
    errno = EIO;
    return true;
}

int manager_sys_create(int folder, const char *name) {
    return fault_here('c', true) ? -1 : openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
}

int manager_sys_append(int folder, const char *name) {
    return fault_here('a', false) ? -1 : openat(folder, name, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
}

/* A crash or a full disk in the middle of a write leaves half of it. */
ssize_t manager_sys_write(int fd, const void *bytes, size_t size) {
    bool next = fault.calls + 1 == fault.at;
    if (next && size > 1 && (fault.kind == FAULT_CRASH || fault.kind == FAULT_FULL)) {
        ssize_t half = write(fd, bytes, size / 2);
        if (fault.kind == FAULT_FULL) {
            fault.calls++;
            return half;
        }
    }
    return fault_here('w', true) ? -1 : write(fd, bytes, size);
}

/* Not for real: what a test looks at is the order of the calls. */
int manager_sys_sync(int fd) {
    (void)fd;
    return fault_here('s', false) ? -1 : 0;
}

int manager_sys_truncate(int fd, off_t size) {
    return fault_here('t', false) ? -1 : ftruncate(fd, size);
}

int manager_sys_rename(int folder, const char *from, const char *to) {
    return fault_here('r', false) ? -1 : renameat(folder, from, folder, to);
}

int manager_sys_mkdir(int folder, const char *name) {
    return fault_here('d', true) ? -1 : mkdirat(folder, name, 0777);
}

int manager_sys_unlink(int folder, const char *name) {
    return fault_here('u', false) ? -1 : unlinkat(folder, name, 0);
}

int manager_sys_rmdir(int folder, const char *name) {
    return fault_here('x', false) ? -1 : unlinkat(folder, name, AT_REMOVEDIR);
}

#endif

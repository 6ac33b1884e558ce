/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program itself, as it is installed, run with a fault in the n-th of its system calls that change the disk: it is
 * killed there, or the call fails. A seccomp filter stops it at these calls alone, and ptrace does the rest, so that
 * nothing of the program is built otherwise for the test. */
#ifndef TESTS_TRACED_H
#define TESTS_TRACED_H

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

typedef enum {
    TRACED_NOTHING, /* counts the calls */
    TRACED_KILL,    /* kill -9 before the call */
    TRACED_TEAR,    /* half of a write, and then kill -9 */
    TRACED_FAIL,    /* the call fails once with `error` */
    TRACED_FULL,    /* from this call on, all that takes room fails with ENOSPC */
} traced_kind;

typedef struct {
    traced_kind kind;
    long at; /* from 1 */
    int error;
    bool sync_only; /* counts fsync() and its like alone */
} traced_fault;

typedef struct {
    long calls;
    bool struck; /* the fault happened */
    int exit;    /* -1: killed by the test; else the exit code, or 128 and a signal */
} traced_end;

static const int traced_calls[] = {
#ifdef SYS_open
    SYS_open,      SYS_creat, SYS_rename,    SYS_unlink, SYS_rmdir,     SYS_mkdir,    SYS_link,      SYS_symlink,
#endif
#ifdef SYS_renameat
    SYS_renameat,
#endif
    SYS_openat,    SYS_write, SYS_pwrite64,  SYS_writev, SYS_renameat2, SYS_unlinkat, SYS_mkdirat,   SYS_linkat,
    SYS_symlinkat, SYS_fsync, SYS_fdatasync, SYS_syncfs, SYS_ftruncate, SYS_truncate, SYS_fallocate,
};
#define TRACED_CALLS (sizeof traced_calls / sizeof *traced_calls)

static inline void traced_filter(void) {
    struct sock_filter code[TRACED_CALLS + 4];
    size_t n = 0;
    code[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    for (size_t i = 0; i < TRACED_CALLS; i++)
        code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)traced_calls[i],
                                                 (unsigned char)(TRACED_CALLS - i), 0);
    code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRACE);
    const struct sock_fprog program = {.len = (unsigned short)n, .filter = code};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program))
        _exit(125);
}

/* Becomes the program: what it says goes to the file `said`, and its results nowhere. */
static inline void traced_become(const char *const *argv, const char *said) {
    int quiet = open("/dev/null", O_RDWR), words = open(said, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    dup2(quiet, 0);
    dup2(quiet, 1);
    dup2(words, 2);
    close(quiet);
    close(words);
    if (ptrace(PTRACE_TRACEME, 0, NULL, NULL))
        _exit(125);
    raise(SIGSTOP);
    traced_filter();
    execv(argv[0], (char *const *)(uintptr_t)argv);
    _exit(126);
}

static inline bool traced_is_sync(long call) {
    return call == SYS_fsync || call == SYS_fdatasync || call == SYS_syncfs;
}

static inline bool traced_is_write(long call) {
    return call == SYS_write || call == SYS_pwrite64 || call == SYS_writev;
}

/* Does it change the disk? What is written to the standard streams, and files opened to be read, do not. */
static inline bool traced_changes(long call, const uint64_t *arguments) {
    if (traced_is_write(call))
        return arguments[0] > 2;
    if (call == SYS_openat)
        return arguments[2] & (O_CREAT | O_TRUNC);
#ifdef SYS_open
    if (call == SYS_open)
        return arguments[1] & (O_CREAT | O_TRUNC);
#endif
    return true;
}

static inline bool traced_takes_room(long call) {
#ifdef SYS_open
    if (call == SYS_open || call == SYS_mkdir)
        return true;
#endif
    return traced_is_write(call) || call == SYS_openat || call == SYS_mkdirat || call == SYS_fallocate;
}

/* The call is passed over and gives -error; or, where `error` is 0, writes half of what it was to write. False where
 * this machine's registers are not known here. */
static inline bool traced_alter(pid_t thread, int error) {
#ifdef __x86_64__
    struct user_regs_struct registers;
    if (ptrace(PTRACE_GETREGS, thread, NULL, &registers))
        return false;
    if (error) {
        registers.orig_rax = (unsigned long long)-1;
        registers.rax = (unsigned long long)-error;
    } else {
        registers.rdx /= 2;
    }
    return ptrace(PTRACE_SETREGS, thread, NULL, &registers) == 0;
#else
    (void)thread, (void)error;
    return false;
#endif
}

static inline bool traced_can_alter(void) {
#ifdef __x86_64__
    return true;
#else
    return false;
#endif
}

/* At a call of the program: lets it go on, or strikes. */
static inline void traced_stop(pid_t program, pid_t thread, const traced_fault *fault, traced_end *end) {
    struct __ptrace_syscall_info info;
    if (ptrace(PTRACE_GET_SYSCALL_INFO, thread, sizeof info, &info) <= 0)
        return;
    long call = (long)info.seccomp.nr;
    if (!traced_changes(call, info.seccomp.args) || (fault->sync_only && !traced_is_sync(call)))
        return;
    end->calls++;
    if (end->struck && fault->kind == TRACED_TEAR)
        kill(program, SIGKILL);
    if (fault->kind == TRACED_FULL && end->calls >= fault->at && traced_takes_room(call)) {
        end->struck = true;
        traced_alter(thread, ENOSPC);
    }
    if (end->calls != fault->at)
        return;
    end->struck = end->struck || fault->kind != TRACED_FULL;
    if (fault->kind == TRACED_KILL || (fault->kind == TRACED_TEAR && !traced_is_write(call)))
        kill(program, SIGKILL);
    else if (fault->kind == TRACED_TEAR)
        traced_alter(thread, 0);
    else if (fault->kind == TRACED_FAIL)
        traced_alter(thread, fault->error);
}

/* Follows a child that stopped itself to its end or its fault. */
static inline traced_end traced_follow(pid_t program, const traced_fault *fault) {
    traced_end end = {.exit = -1};
    int status;
    pid_t stopped;
    ptrace(PTRACE_SETOPTIONS, program, NULL, PTRACE_O_EXITKILL | PTRACE_O_TRACESECCOMP | PTRACE_O_TRACECLONE);
    ptrace(PTRACE_CONT, program, NULL, NULL);
    while ((stopped = waitpid(-1, &status, __WALL)) > 0) {
        if (!WIFSTOPPED(status)) {
            if (stopped != program)
                continue; /* a thread that ended */
            if (WIFEXITED(status))
                end.exit = WEXITSTATUS(status);
            else if (WTERMSIG(status) != SIGKILL)
                end.exit = 128 + WTERMSIG(status);
            break;
        }
        int signal = WSTOPSIG(status), event = status >> 16;
        if (event == PTRACE_EVENT_SECCOMP)
            traced_stop(program, stopped, fault, &end);
        ptrace(PTRACE_CONT, stopped, NULL, event || signal == SIGSTOP || signal == SIGTRAP ? 0 : signal);
    }
    return end;
}

/* Runs a command to its end or its fault. */
static inline traced_end traced_run(const char *const *argv, const traced_fault *fault, const char *said) {
    int status;
    pid_t program = fork();
    cr_assert_geq(program, 0);
    if (program == 0)
        traced_become(argv, said);
    cr_assert_eq(waitpid(program, &status, 0), program);
    cr_assert(WIFSTOPPED(status), "the program cannot be traced: %x", (unsigned)status);
    return traced_follow(program, fault);
}

/* Is it possible here? A child is traced for real: sandboxes and old kernels may know a part of it only. */
static inline bool traced_possible(void) {
    int status;
    pid_t child = fork();
    if (child == 0) {
        if (ptrace(PTRACE_TRACEME, 0, NULL, NULL))
            _exit(1);
        raise(SIGSTOP);
        traced_filter();
        fsync(-1);
        _exit(0);
    }
    if (child < 0 || waitpid(child, &status, 0) != child || !WIFSTOPPED(status))
        return false;
    traced_end end = traced_follow(child, &(traced_fault){TRACED_NOTHING, 0, 0, false});
    return end.exit == 0 && end.calls == 1;
}

/* LeakSanitizer cannot work in a program that is traced. */
static inline void traced_set_environment(void) {
    char options[1000];
    const char *given = getenv("ASAN_OPTIONS");
    snprintf(options, sizeof options, "%s%sdetect_leaks=0", given ? given : "", given ? ":" : "");
    setenv("ASAN_OPTIONS", options, 1);
}

#endif

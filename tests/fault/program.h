/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program as a test runs it: started, waited for, its words and what it took. */
#ifndef TESTS_PROGRAM_H
#define TESTS_PROGRAM_H

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static inline const char *program_path(void) {
    const char *path = getenv("DELPHI");
    cr_assert(path && access(path, X_OK) == 0, "DELPHI must name the program");
    return path;
}

static inline bool program_in_valgrind(void) {
    const char *preloaded = getenv("LD_PRELOAD");
    return preloaded && strstr(preloaded, "vgpreload");
}

/* DELPHI_FAULTS=all: every fault there is is tried, and not a sample of them. */
static inline bool program_tries_all(void) {
    const char *faults = getenv("DELPHI_FAULTS");
    return faults && strcmp(faults, "all") == 0;
}

static inline void program_redirect(int to, const char *path) {
    int fd = open(path ? path : "/dev/null", path ? O_WRONLY | O_CREAT | O_TRUNC : O_RDWR, 0666);
    dup2(fd, to);
    close(fd);
}

/* What limits a run; 0: nothing does. */
typedef struct {
    rlim_t memory, file_size; /* bytes */
    rlim_t seconds;
} program_limits;

/* Starts a command: its results go to `out` and its words to `said` (NULL: nowhere). */
static inline pid_t program_start(const char *const *arguments, const char *out, const char *said,
                                  const program_limits *limits) {
    pid_t child = fork();
    cr_assert_geq(child, 0);
    if (child)
        return child;
    program_redirect(0, NULL);
    program_redirect(1, out);
    program_redirect(2, said);
    if (limits && limits->memory)
        setrlimit(RLIMIT_AS, &(struct rlimit){limits->memory, limits->memory});
    if (limits && limits->file_size)
        setrlimit(RLIMIT_FSIZE, &(struct rlimit){limits->file_size, limits->file_size});
    if (limits && limits->seconds)
        setrlimit(RLIMIT_CPU, &(struct rlimit){limits->seconds, limits->seconds});
    execv(arguments[0], (char *const *)(uintptr_t)arguments);
    _exit(126);
}

/* How it ended: its exit code, or 128 and the signal. */
static inline int program_exit(int status) {
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* Waits for it; what it took goes to *used where that is not NULL. */
static inline int program_wait(pid_t child, struct rusage *used) {
    int status;
    struct rusage own;
    cr_assert_eq(wait4(child, &status, 0, used ? used : &own), child);
    return program_exit(status);
}

static inline int program_run(const char *const *arguments, const char *out, const char *said) {
    return program_wait(program_start(arguments, out, said, NULL), NULL);
}

#endif

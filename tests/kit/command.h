/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands run by a shell, and data that are no part of the project: what the golden tests of real studies share. */
#ifndef TESTS_COMMAND_H
#define TESTS_COMMAND_H

#include <criterion/criterion.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

/* Where real data lie: DELPHI_SHARED, else ../shared. */
static inline const char *command_shared_folder(void) {
    const char *given = getenv("DELPHI_SHARED");
    return given && *given ? given : "../shared";
}

/* Is this file of the shared folder here? Where it is not, says so: the test then passes it over. */
static inline bool command_has_shared(const char *name) {
    char path[600];
    snprintf(path, sizeof path, "%s/%s", command_shared_folder(), name);
    if (access(path, R_OK) == 0)
        return true;
    fprintf(stderr, "skipped: %s is not here\n", path);
    return false;
}

/* The exit code of a command line for sh. */
static inline int command_run(const char *format, ...) __attribute__((format(printf, 1, 2)));
static inline int command_run(const char *format, ...) {
    char command[2000];
    va_list args;
    va_start(args, format);
    int length = vsnprintf(command, sizeof command, format, args);
    va_end(args);
    cr_assert_lt((size_t)length, sizeof command);
    int status = system(command);
    cr_assert(status != -1 && WIFEXITED(status), "%s", command);
    return WEXITSTATUS(status);
}

#endif

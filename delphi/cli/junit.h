/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JUnit's XML, which every CI shows: a suite a study, a test a round. */
#ifndef CLI_JUNIT_H
#define CLI_JUNIT_H

#include "cli/command.h"

/* Start with {0}; end with cli_junit_free(). */
typedef struct {
    char *text; /* of all suites so far */
    size_t size;
    FILE *out;
    size_t tests, failures, errors;
    /* Of the suite that is being written. */
    char *suite;
    size_t suite_size;
    FILE *rows;
    size_t suite_tests, suite_failures, suite_errors;
} cli_junit;

bool cli_junit_start(cli_junit *junit);
/* A study; its tests follow until cli_junit_end_suite(). */
bool cli_junit_suite(cli_junit *junit);
/* `kind`: NULL where all is well, "failure" or "error"; then `message` says it in a line, `details` in full. */
void cli_junit_test(cli_junit *junit, const char *suite, const char *name, const char *kind, const char *message,
                    const char *details);
void cli_junit_end_suite(cli_junit *junit, const char *name);
delphi_status cli_junit_write(cli_junit *junit, const char *path);
void cli_junit_free(cli_junit *junit);

#endif

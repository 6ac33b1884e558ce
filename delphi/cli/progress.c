/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far long work has come. */
#include "cli/progress.h"

#include <stdio.h>
#include <unistd.h>

void cli_progress(const char *noun, size_t done, size_t count) {
    if (isatty(STDERR_FILENO))
        fprintf(stderr, "\r%zu of %zu %ss%s", done, count, noun, done == count ? "\n" : "");
}

void cli_progress_break(void) {
    if (isatty(STDERR_FILENO))
        fputc('\n', stderr);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far long work has come: a line on standard error that is written over, and nothing where that is no terminal. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stddef.h>

/* "12 of 40 sheets": the line ends when all are done. */
void cli_progress(const char *noun, size_t done, size_t count);
/* Ends a line that stands unfinished, before something else is said. */
void cli_progress_break(void);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adding to a delphi_problems. */
#ifndef BASE_PROBLEMS_H
#define BASE_PROBLEMS_H

#include <delphi/base.h>

/* Where a problem stands; parts that are absent are 0 or NULL. */
typedef struct {
    const char *file;
    long line, column;
    const char *pointer;
} base_place;

/* Adds an error and returns its status, so that a function can end with it. `problems` may be NULL. */
delphi_status base_problem(delphi_problems *problems, delphi_status status, base_place place, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void base_notice(delphi_problems *problems, base_place place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Adds an entry of another list. */
void base_problem_copy(delphi_problems *problems, const delphi_error *entry);
/* Adds "out of memory" and returns DELPHI_ERR_MEMORY. */
delphi_status base_no_memory(delphi_problems *problems);
/* Adds "FILE: what: strerror(errno)" as DELPHI_ERR_IO. */
delphi_status base_io_problem(delphi_problems *problems, const char *file, const char *what);

#endif

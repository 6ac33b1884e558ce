/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What recomputing came to, study by study: told as text, as JUnit and as JSON, and read back from the JSON of a part.
 */
#ifndef CLI_RECOMPUTED_H
#define CLI_RECOMPUTED_H

#include "cli/junit.h"

typedef struct {
    int round;
    bool same_bytes, only_engine;
    size_t moved;
    char *details; /* whole lines; "" where nothing differs */
} cli_recomputed_round;

typedef struct {
    delphi_severity severity;
    char *text;
} cli_recomputed_problem;

/* One study. Everything is owned; end with cli_recomputed_free(). */
typedef struct {
    char *study;  /* the folder as it was named */
    size_t place; /* in the whole list of studies, from 1 */
    delphi_status status;
    bool computed; /* its rounds could be looked at */
    int reopened;  /* the round that is open again; 0: none */
    cli_recomputed_round *rounds;
    size_t round_count;
    cli_recomputed_problem *problems;
    size_t problem_count, more; /* problems kept, and errors beyond them */
} cli_recomputed;

/* Recomputes a study; false where memory ran out. */
bool cli_recomputed_make(const char *study, size_t place, bool check, const char *by, cli_recomputed *out);
void cli_recomputed_free(cli_recomputed *study);

/* On stdout, with the problems on stderr; and in `junit` unless it is NULL. False where memory ran out. */
bool cli_recomputed_tell(const cli_recomputed *study, bool check, cli_junit *junit);

/* A run or a part of one. */
typedef struct {
    bool check;
    size_t total; /* studies in the whole list */
    cli_recomputed *studies;
    size_t count;
} cli_recomputation;

/* Everything on stdout, so that merged parts are the very bytes of the whole. */
delphi_status cli_recomputation_print_json(const cli_recomputation *run);
/* Adds the studies of a part that was written so; the first says which list it is. */
delphi_status cli_recomputation_add(cli_recomputation *run, const char *path);
/* Puts studies in the order of the list. Every one must be there, and once. */
delphi_status cli_recomputation_complete(cli_recomputation *run);
void cli_recomputation_free(cli_recomputation *run);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of `delphi simulate` share. */
#ifndef CLI_SIMULATE_H
#define CLI_SIMULATE_H

#include "cli/command.h"

#define CLI_REPLICATES_MOST 100000000

/* Panels of several sizes under one model, all or a part of their replicates. */
typedef struct {
    const delphi_study *study;
    uint32_t replicates; /* of the whole, of which a part has a range */
    uint64_t seed;
    int pilot; /* the round; 0: none */
    bool beliefs_file;
    delphi_opinion_model model; /* of merged parts the numbers alone: no beliefs */
    char beliefs[17];           /* a digest: parts of other beliefs do not go together */
    delphi_simulation **sizes;  /* owned */
    size_t count;
} cli_simulations;

/* ---- what is asked for (simulate_model.c, simulate_panel.c) ---- */

/* A whole number of the command line; NULL leaves `*out` as it is. What is wrong goes to stderr. */
delphi_status cli_simulate_count(const char *option, const char *text, long least, long most, long *out);
delphi_status cli_simulate_refuse(const char *option, const char *text, const char *allowed);
/* A whole number from `least` to `most`, -1 where there is none. `end` is after it. */
long cli_simulate_whole(const char *text, long least, long most, const char **end);

/* Reads the next size of "10,20,40" or "5+5+10,10+10+20" into `panel` and steps over it. */
delphi_status cli_simulate_panel(const delphi_study *study, const char **text, size_t *panel, size_t most);

/* A model and what it borrows. */
typedef struct {
    delphi_pilot *pilot;
    delphi_beliefs *beliefs; /* its own copy, or what was read */
    delphi_opinion_model model;
    int round; /* 0: no pilot */
} cli_planned;

/* The model that the command line asks for. End with cli_planned_free(), whatever comes of it. */
delphi_status cli_planned_make(cli_call *call, delphi_folder *folder, cli_planned *out);
void cli_planned_free(cli_planned *planned);
/* The beliefs as the table that --beliefs reads. */
void cli_planned_print(const delphi_study *study, const cli_planned *planned);
void cli_planned_digest(const delphi_study *study, const cli_planned *planned, char out[17]);

/* ---- what is told ---- */

delphi_status cli_simulate_print(const cli_terminal *terminal, const cli_simulations *all);
delphi_status cli_simulate_print_json(const cli_simulations *all);
/* Adds up parts that cli_simulate_print_json() wrote, in whatever order they are given; all of them must be there. */
delphi_status cli_simulate_merge(char *const *paths, size_t count, cli_simulations *all);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of `delphi simulate` share. */
#ifndef CLI_SIMULATE_H
#define CLI_SIMULATE_H

#include "cli/command.h"

#include <delphi/simulate.h>

/* One size of panel. */
typedef struct {
    size_t experts;
    delphi_simulation *found;
} cli_simulated;

typedef struct {
    const delphi_study *study;
    uint64_t seed;
    uint32_t replicates; /* of the whole, of which a shard has a part */
    int pilot;           /* the round; 0: none */
    double leniency;
    char model[512]; /* parts that differ in it do not go together */
    cli_simulated *sizes;
    size_t count;
} cli_simulations;

delphi_status cli_simulate_print(const cli_terminal *terminal, const cli_simulations *all);
delphi_status cli_simulate_print_json(const cli_simulations *all);
/* Reads what cli_simulate_print_json() wrote and adds it to `all`, or makes it of the first. */
delphi_status cli_simulate_merge(const char *path, cli_simulations *all);

#endif

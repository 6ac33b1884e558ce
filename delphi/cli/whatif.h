/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of `delphi whatif` share. */
#ifndef CLI_WHATIF_H
#define CLI_WHATIF_H

#include "cli/command.h"

/* One variant beside the real result: what is other, the decisions that move, the counts. */
delphi_status cli_whatif_print(const cli_terminal *terminal, const delphi_result *real,
                               const delphi_variant_result *tried);
/* The published alternatives: a row each, and what they do not agree on. */
delphi_status cli_whatif_print_grid(const cli_terminal *terminal, const delphi_result *real,
                                    const delphi_alternatives *alternatives);
/* "Round 3 of 3, what if", and on which indicators. */
void cli_whatif_print_round(const cli_terminal *terminal, const delphi_result *real);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of `delphi whatif` share. */
#ifndef CLI_WHATIF_H
#define CLI_WHATIF_H

#include "cli/command.h"

/* Places in the choices of --format, from 1. */
typedef enum { CLI_WHATIF_TABLE = 1, CLI_WHATIF_CSV, CLI_WHATIF_JSON } cli_whatif_format;

/* One variant beside the real result: what is other, the decisions that move, the counts. */
delphi_status cli_whatif_print(const cli_terminal *terminal, const delphi_result *real,
                               const delphi_variant_result *tried);
/* The published alternatives: a row each, and what they do not agree on. */
delphi_status cli_whatif_print_grid(const cli_terminal *terminal, const delphi_result *real,
                                    const delphi_alternatives *alternatives);

/* The same for a program (delphi-whatif/1, or a row an indicator and alternative). */
delphi_status cli_whatif_json(const delphi_result *real, const delphi_variant_result *tried);
delphi_status cli_whatif_csv(const delphi_result *real, const delphi_variant_result *tried);
delphi_status cli_whatif_grid_json(const delphi_result *real, const delphi_alternatives *alternatives);
delphi_status cli_whatif_grid_csv(const delphi_result *real, const delphi_alternatives *alternatives);

/* "7" or "hinges"; "valid", "answered", "panel". */
const char *cli_quantile_type_name(delphi_quantile_type type);
const char *cli_denominator_name(delphi_denominator denominator);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of commands, in the order in which a study needs them: help, manual and completion are made of it. */
#include "cli/command.h"

const cli_command *const cli_commands[] = {
    &cli_command_demo,       &cli_command_init,   &cli_command_check,    &cli_command_open,      &cli_command_sheets,
    &cli_command_ingest,     &cli_command_status, &cli_command_close,    &cli_command_results,   &cli_command_report,
    &cli_command_factsheets, &cli_command_whatif, &cli_command_diff,     &cli_command_recompute, &cli_command_reopen,
    &cli_command_override,   &cli_command_log,    &cli_command_rules,    &cli_command_measures,  &cli_command_simulate,
    &cli_command_schema,     &cli_command_trends, &cli_command_longlist, &cli_command_scan,      &cli_command_grim,
};

const size_t cli_command_count = sizeof cli_commands / sizeof *cli_commands;

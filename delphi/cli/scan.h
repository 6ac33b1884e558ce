/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A wave of a scan on the screen. */
#ifndef CLI_SCAN_H
#define CLI_SCAN_H

#include "cli/command.h"

/* The head lines, and a table with a row a block: the scores of all and of each type. */
delphi_status cli_print_blocks(const cli_terminal *terminal, const delphi_result *result);
/* Each question with its answers, block by block. */
delphi_status cli_print_questions(const cli_terminal *terminal, const delphi_result *result);
/* A row a participant, a column a block. */
delphi_status cli_print_participants(const cli_terminal *terminal, const delphi_result *result);

/* For a command that is about decisions: DELPHI_ERR_STATE, with words, where the study is a scan. */
delphi_status cli_refuse_scan(const cli_call *call, const delphi_study *study);

#endif

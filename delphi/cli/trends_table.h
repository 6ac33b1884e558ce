/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trends as a table in the terminal. */
#ifndef CLI_TRENDS_TABLE_H
#define CLI_TRENDS_TABLE_H

#include "cli/command.h"

delphi_status cli_print_trends(const cli_call *call, const delphi_trends *trends);

#endif

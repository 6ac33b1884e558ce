/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers for a program to read. */
#ifndef CLI_JSON_H
#define CLI_JSON_H

#include <delphi/base.h>

#include <cjson/cJSON.h>

/* Prints a tree on stdout and deletes it. `good`: is it whole? */
delphi_status cli_print_json(cJSON *root, bool good);

#endif

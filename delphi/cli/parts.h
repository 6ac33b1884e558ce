/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work that is split over machines: which part is asked for, and the files in which parts come back. */
#ifndef CLI_PARTS_H
#define CLI_PARTS_H

#include "cli/command.h"

#include <cjson/cJSON.h>

/* The I-th of N. */
typedef struct {
    uint32_t part, parts; /* 1 <= part <= parts */
} cli_shard;

/* Reads "2/5"; NULL is 1/1. What is wrong goes to stderr, after the command's name. */
delphi_status cli_read_shard(const char *command, const char *text, cli_shard *out);

/* A file of JSON that this program wrote, to be given to cJSON_Delete(); what is wrong goes to stderr. `format` is what
 * its member "format" must say, `writer` the command that writes it. */
delphi_status cli_read_part(const char *path, const char *format, const char *writer, cJSON **out);

/* Members that must be there. Anything else clears `sound`. */
uint64_t cli_part_whole(const cJSON *object, const char *key, bool *sound);
const char *cli_part_text(const cJSON *object, const char *key, bool *sound);
bool cli_part_truth(const cJSON *object, const char *key, bool *sound);

#endif

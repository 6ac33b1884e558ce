/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi schema`: the JSON Schemas of study.json, results.json and what commands print, for editors and other
 * programs. */
#include "cli/command.h"

#include <string.h>

static const unsigned char study[] = {
#include "schema/study.inc"
};
static const unsigned char results[] = {
#include "schema/results.inc"
};

static const unsigned char longlist[] = {
#include "schema/longlist.inc"
};
static const unsigned char trends[] = {
#include "schema/trends.inc"
};

static const struct {
    const char *name;
    const unsigned char *text;
    size_t size;
} schemas[] = {{"study", study, sizeof study},
               {"results", results, sizeof results},
               {"longlist", longlist, sizeof longlist},
               {"trends", trends, sizeof trends}};

static delphi_status run(cli_call *call) {
    const char *name = call->values.arguments[0];
    for (size_t i = 0; i < sizeof schemas / sizeof *schemas; i++)
        if (strcmp(schemas[i].name, name) == 0) {
            fwrite(schemas[i].text, 1, schemas[i].size, stdout);
            return DELPHI_OK;
        }
    return cli_error(DELPHI_ERR_USAGE, "there is no schema '%s'; there are study, results, longlist and trends", name);
}

static const cli_option options[] = {CLI_OPTION_END};

const cli_command cli_command_schema = {
    .name = "schema",
    .arguments = "NAME",
    .about = "the JSON Schema of study, results, longlist or trends",
    .details = "Prints the JSON Schema (draft 2020-12) of study.json or results.json, or of what 'delphi longlist' or "
               "'delphi trends' prints with --json. An editor that is told of the "
               "first (\"$schema\": \"study.schema.json\" in study.json) completes and checks a protocol as it is "
               "written; `delphi check` finds what a schema cannot say.",
    .examples = {"delphi schema study > study.schema.json", "delphi schema results"},
    .least = 1,
    .most = 1,
    .options = options,
    .run = run,
};

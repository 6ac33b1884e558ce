/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi ingest`: takes exports into the open round, all of them or none. */
#include "cli/study.h"

#include <string.h>

/* One character, or the name of one that is hard to type. */
static delphi_status read_delimiter(const char *text, char *out) {
    static const struct {
        const char *name;
        char character;
    } names[] = {{"tab", '\t'}, {"\\t", '\t'}, {"comma", ','}, {"semicolon", ';'}, {"bar", '|'}};
    *out = 0;
    if (!text)
        return DELPHI_OK;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(text, names[i].name) == 0)
            *out = names[i].character;
    }
    if (text[0] && !text[1] && strchr(",;|\t", text[0]))
        *out = text[0];
    if (*out)
        return DELPHI_OK;
    return cli_error(DELPHI_ERR_USAGE, "ingest: --delimiter: '%s' is not allowed: it takes , ; | or tab", text);
}

static void say_counts(FILE *out, const delphi_intake_counts *counts) {
    fprintf(out, "%zu file%s, %zu row%s: %zu expert%s, %zu rating%s, %zu \"cannot judge\", %zu comment%s.\n",
            counts->files, cli_plural(counts->files), counts->rows, cli_plural(counts->rows), counts->experts,
            cli_plural(counts->experts), counts->ratings, cli_plural(counts->ratings), counts->cannot_judge,
            counts->comments, cli_plural(counts->comments));
}

static void print_done(const cli_call *call, const delphi_intake_counts *counts) {
    if (call->values.dry_run) {
        fprintf(stderr, "delphi: note: nothing was changed; these would come in: ");
        say_counts(stderr, counts);
        return;
    }
    say_counts(stdout, counts);
    cli_print_next("status", call->values.arguments[0], "", "who has answered");
}

static delphi_status run(cli_call *call) {
    const cli_values *values = &call->values;
    delphi_ingest_options options = {.map = values->map, .dry_run = values->dry_run, .operator_name = values->by};
    delphi_folder *folder = NULL;
    delphi_intake_counts counts = {0};
    delphi_buffer map = {0};
    delphi_status status = read_delimiter(values->delimiter, &options.delimiter);
    if (status == DELPHI_OK)
        status = cli_open_folder(call, values->dry_run ? DELPHI_FOLDER_READ : DELPHI_FOLDER_WRITE, &folder);
    if (status == DELPHI_OK)
        status = delphi_folder_ingest(folder, (const char *const *)values->arguments + 1, values->argument_count - 1,
                                      &options, &counts, &map, call->problems);
    /* Only the map on stdout, so that it can be saved as columns.csv; also that of a file that was refused. */
    if (values->dry_run && map.data)
        fwrite(map.data, 1, map.size, stdout);
    if (status == DELPHI_OK)
        print_done(call, &counts);
    delphi_buffer_free(&map);
    delphi_folder_free(folder);
    return status;
}

static const cli_option options[] = {
    {"map", 'm', CLI_TEXT, "FILE", "what each column is (else columns.csv of the round)", offsetof(cli_values, map)},
    {"delimiter", 'd', CLI_TEXT, "C", "between fields: , ; | or tab (else found by itself)",
     offsetof(cli_values, delimiter)},
    {"dry-run", 'n', CLI_FLAG, NULL, "check only, and print the columns map that would be used",
     offsetof(cli_values, dry_run)},
    CLI_OPTION_BY,
    CLI_OPTION_END,
};

const cli_command cli_command_ingest = {
    .name = "ingest",
    .arguments = "STUDY FILE...",
    .about = "takes exports into the open round",
    .details = "Reads delimited text, long (a row a rating) or wide (a row an expert), into the open round: "
               "all files or none. Encoding, delimiter and decimal mark are found by themselves.",
    .examples = {"delphi ingest kernset export.csv", "delphi ingest kernset export.csv --dry-run > columns.csv"},
    .least = 2,
    .most = SIZE_MAX,
    .options = options,
    .run = run,
};

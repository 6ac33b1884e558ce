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

static void say_corrections(FILE *out, const delphi_intake_counts *counts) {
    fprintf(out, "%zu answer%s corrected, %zu answer%s the same.\n", counts->corrected,
            counts->corrected == 1 ? " is" : "s are", counts->same, counts->same == 1 ? " is" : "s are");
    if (!counts->ratings && !counts->cannot_judge && !counts->comments && !counts->corrected)
        fprintf(out, "Nothing differs from what the round holds: nothing was written.\n");
}

static delphi_status check_correction(const cli_values *values) {
    if (values->correct && !values->why)
        return cli_error(DELPHI_ERR_USAGE,
                         "ingest: say why with --why TEXT: the reason of a correction is kept in the ledger");
    if (values->why && !values->correct)
        return cli_error(DELPHI_ERR_USAGE, "ingest: --why goes with --correct");
    return DELPHI_OK;
}

static void print_done(const cli_call *call, const delphi_intake_counts *counts) {
    if (call->values.dry_run) {
        fprintf(stderr, "delphi: note: nothing was changed; these would come in: ");
        say_counts(stderr, counts);
        if (call->values.correct)
            say_corrections(stderr, counts);
        return;
    }
    say_counts(stdout, counts);
    if (call->values.correct)
        say_corrections(stdout, counts);
    cli_print_next("status", call->values.arguments[0], "", "who has answered");
}

static delphi_status run(cli_call *call) {
    const cli_values *values = &call->values;
    delphi_ingest_options options = {.map = values->map,
                                     .dry_run = values->dry_run,
                                     .correct = values->correct,
                                     .why = values->why,
                                     .operator_name = values->by};
    delphi_folder *folder = NULL;
    delphi_intake_counts counts = {0};
    delphi_buffer map = {0};
    delphi_status status = check_correction(values);
    if (status == DELPHI_OK)
        status = read_delimiter(values->delimiter, &options.delimiter);
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
    {"correct", 0, CLI_FLAG, NULL, "answers that differ from what the round holds replace it (needs --why)",
     offsetof(cli_values, correct)},
    CLI_OPTION_WHY,
    CLI_OPTION_BY,
    CLI_OPTION_END,
};

const cli_command cli_command_ingest = {
    .name = "ingest",
    .arguments = "STUDY FILE...",
    .about = "takes exports into the open round",
    .details = "Reads delimited text, long (a row a rating) or wide (a row an expert), into the open round: "
               "all files or none. Encoding, delimiter and decimal mark are found by themselves. With --correct "
               "answers that are in already are replaced where they differ; what stood there is kept in the "
               "ledger and in round-N/corrections.csv. An empty cell takes nothing away.",
    .examples = {"delphi ingest kernset export.csv", "delphi ingest kernset export.csv --dry-run > columns.csv"},
    .least = 2,
    .most = SIZE_MAX,
    .options = options,
    .run = run,
};

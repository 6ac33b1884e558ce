/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi ingest`: takes exports into the open round, all of them or none. */
#include "cli/study.h"

#include <errno.h>
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

static delphi_status write_loss(const char *path, const delphi_buffer *loss) {
    FILE *file = path ? fopen(path, "w") : NULL;
    if (!path || (file && fwrite(loss->data, 1, loss->size, file) == loss->size && fclose(file) == 0))
        return DELPHI_OK;
    return cli_error(DELPHI_ERR_IO, "%s: the loss report cannot be written: %s", path, strerror(errno));
}

/* Of a plain table the counts say enough, unless something was left out. */
static void print_done(const cli_call *call, const delphi_intake_counts *counts, const delphi_buffer *summary) {
    if (call->values.dry_run) {
        fprintf(stderr, "delphi: note: nothing was changed; these would come in: ");
        say_counts(stderr, counts);
        fputs(summary->data ? summary->data : "", stderr);
        return;
    }
    say_counts(stdout, counts);
    fputs(summary->data ? summary->data : "", stdout);
    cli_print_next("status", call->values.arguments[0], "", "who has answered");
}

/* All that a call gives back. */
typedef struct {
    delphi_intake_counts counts;
    delphi_buffer map, loss, summary;
} ingest_outcome;

static delphi_status ingest(cli_call *call, delphi_ingest_options *options, ingest_outcome *out) {
    const cli_values *values = &call->values;
    delphi_folder *folder = NULL;
    delphi_status status = cli_open_folder(call, values->dry_run ? DELPHI_FOLDER_READ : DELPHI_FOLDER_WRITE, &folder);
    if (status == DELPHI_OK)
        status = delphi_folder_ingest(folder, (const char *const *)values->arguments + 1, values->argument_count - 1,
                                      options, &out->counts, &out->map, call->problems);
    delphi_folder_free(folder);
    return status;
}

static delphi_status run(cli_call *call) {
    const cli_values *values = &call->values;
    ingest_outcome out = {0};
    delphi_ingest_options options = {.map = values->map,
                                     .dry_run = values->dry_run,
                                     .operator_name = values->by,
                                     .format = values->survey,
                                     .only = values->only,
                                     .complete_only = values->complete_only,
                                     .loss = values->loss_report ? &out.loss : NULL,
                                     .summary = &out.summary};
    delphi_status status = read_delimiter(values->delimiter, &options.delimiter), written = DELPHI_OK;
    if (status == DELPHI_OK)
        status = ingest(call, &options, &out);
    /* Only the map on stdout, so that it can be saved as columns.csv; also that of a file that was refused. */
    if (values->dry_run && out.map.data)
        fwrite(out.map.data, 1, out.map.size, stdout);
    if (out.loss.data)
        written = write_loss(values->loss_report, &out.loss);
    if (status == DELPHI_OK)
        print_done(call, &out.counts, &out.summary);
    delphi_buffer_free(&out.map);
    delphi_buffer_free(&out.loss);
    delphi_buffer_free(&out.summary);
    return status ? status : written;
}

static const cli_option options[] = {
    {"map", 'm', CLI_TEXT, "FILE", "what each column is (else columns.csv of the round)", offsetof(cli_values, map)},
    {"delimiter", 'd', CLI_TEXT, "C", "between fields: , ; | or tab (else found by itself)",
     offsetof(cli_values, delimiter)},
    {"dry-run", 'n', CLI_FLAG, NULL, "check only, and print the columns map that would be used",
     offsetof(cli_values, dry_run)},
    {"format", 'f', CLI_TEXT, "NAME", "the survey tool, see above (else found by its marks)",
     offsetof(cli_values, survey)},
    {"complete-only", 0, CLI_FLAG, NULL, "leave out answers that were not sent in",
     offsetof(cli_values, complete_only)},
    {"only", 0, CLI_TEXT, "COLUMN=VALUE", "rows with this value: of several rounds or events in a file",
     offsetof(cli_values, only)},
    {"loss-report", 0, CLI_TEXT, "FILE", "write what became of each column and row (CSV)",
     offsetof(cli_values, loss_report)},
    CLI_OPTION_BY,
    CLI_OPTION_END,
};

const cli_command cli_command_ingest = {
    .name = "ingest",
    .arguments = "STUDY FILE...",
    .about = "takes exports into the open round",
    .details = "Reads delimited text and workbooks, long (a row a rating) or wide (a row an expert), into the open "
               "round: all files or none. Encoding, delimiter, decimal mark and the survey tool are found by "
               "themselves. Names, mail addresses and the like are not read. Answers that were not sent in are taken "
               "as well, and counted. Formats: generic, limesurvey, qualtrics, redcap, castor, microsoft-forms, "
               "google-forms, jisc, long-scores (DelphiManager and the like).",
    .examples = {"delphi ingest kernset export.csv", "delphi ingest kernset export.csv --dry-run > columns.csv"},
    .least = 2,
    .most = SIZE_MAX,
    .options = options,
    .run = run,
};

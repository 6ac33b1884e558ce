/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi ingest`: takes exports and returned sheets into the open round, all of them or none. */
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
    fprintf(out, "%zu file%s, %zu row%s: %zu expert%s, %zu rating%s, %zu \"cannot judge\", %zu comment%s",
            counts->files, cli_plural(counts->files), counts->rows, cli_plural(counts->rows), counts->experts,
            cli_plural(counts->experts), counts->ratings, cli_plural(counts->ratings), counts->cannot_judge,
            counts->comments, cli_plural(counts->comments));
    if (counts->proposals)
        fprintf(out, ", %zu proposal%s", counts->proposals, cli_plural(counts->proposals));
    fprintf(out, ".\n");
}

static void say_ballots(FILE *out, const delphi_intake_counts *counts) {
    fprintf(out, "%zu file%s, %zu new ballot%s.\n", counts->files, cli_plural(counts->files), counts->ballots,
            cli_plural(counts->ballots));
}

static void say_corrections(FILE *out, const delphi_intake_counts *counts) {
    fprintf(out, "%zu answer%s corrected", counts->corrected, counts->corrected == 1 ? " is" : "s are");
    if (counts->withdrawn)
        fprintf(out, " (%zu withdrawn)", counts->withdrawn);
    fprintf(out, ", %zu answer%s the same.\n", counts->same, counts->same == 1 ? " is" : "s are");
    if (!counts->ratings && !counts->cannot_judge && !counts->comments && !counts->ballots && !counts->corrected)
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

static delphi_status write_loss(const char *path, const delphi_buffer *loss) {
    FILE *file = fopen(path, "w");
    bool whole = file && fwrite(loss->data, 1, loss->size, file) == loss->size;
    int why = errno;
    if (file && fclose(file) == 0 && whole)
        return DELPHI_OK;
    return cli_error(DELPHI_ERR_IO, "%s: the loss report cannot be written: %s", path, strerror(why ? why : errno));
}

/* Which of two returns counts is a decision about answers, so each one is told. */
static void say_second_returns(FILE *out, const delphi_study *study, const delphi_ingested *ingested,
                               delphi_again again) {
    for (size_t i = 0; i < ingested->second_return_count; i++) {
        const delphi_second_return *second = &ingested->second_returns[i];
        const char *stays = second->replaced ? second->later : second->earlier;
        const char *goes = second->replaced ? second->earlier : second->later;
        size_t kept = second->replaced ? second->later_answers : second->earlier_answers;
        size_t lost = second->replaced ? second->earlier_answers : second->later_answers;
        fprintf(out, "%s answered twice; by --again %s the %s return stands: %s (%zu answer%s), not %s (%zu).\n",
                study->experts[second->expert].id, delphi_again_name(again), second->replaced ? "later" : "earlier",
                stays, kept, cli_plural(kept), goes, lost);
    }
}

/* All that a call gives back. */
typedef struct {
    delphi_intake_counts counts;
    delphi_buffer map, loss, summary;
} ingest_outcome;

static void print_done(const cli_call *call, const delphi_folder *folder, const delphi_ingest_options *options,
                       const ingest_outcome *outcome) {
    const delphi_ingested *ingested = delphi_folder_ingested(folder);
    bool meeting = delphi_round_kind(&delphi_folder_study(folder)->protocol, ingested->round) == DELPHI_KIND_MEETING;
    bool dry = call->values.dry_run;
    FILE *out = dry ? stderr : stdout;
    if (dry)
        fprintf(out, "delphi: note: nothing was changed; these would come into round %d: ", ingested->round);
    else
        fprintf(out, ingested->changed || call->values.correct ? "Round %d: " : "Nothing new for round %d: ",
                ingested->round);
    if (meeting)
        say_ballots(out, &outcome->counts);
    else
        say_counts(out, &outcome->counts);
    if (call->values.correct)
        say_corrections(out, &outcome->counts);
    fputs(outcome->summary.data ? outcome->summary.data : "", out);
    say_second_returns(out, delphi_folder_study(folder), ingested, options->again);
    if (!dry)
        cli_print_next("status", call->values.arguments[0], "",
                       meeting ? "what is left to vote on" : "who has answered");
}

/* A few bad files among many must not cost the others, nor be forgotten. */
static delphi_status last_word(cli_call *call, const delphi_folder *folder, delphi_status status) {
    const delphi_ingested *ingested = delphi_folder_ingested(folder);
    size_t refused = ingested->count[DELPHI_FILE_REFUSED], sound = ingested->count[DELPHI_FILE_SOUND];
    if (!refused || !sound || status == DELPHI_ERR_MEMORY || status == DELPHI_ERR_INTERNAL)
        return status;
    if (!call->values.keep_going)
        snprintf(call->last_word, sizeof call->last_word,
                 "nothing was taken in: %zu of %zu files %s sound; take %s in with --keep-going", sound,
                 ingested->file_count, sound == 1 ? "is" : "are", sound == 1 ? "it" : "them");
    else if (status == DELPHI_OK)
        snprintf(call->last_word, sizeof call->last_word, "%zu of %zu files %s refused, for the reasons above; %s",
                 refused, ingested->file_count, refused == 1 ? "was" : "were",
                 call->values.dry_run ? "the others are sound" : "the others were taken in");
    return status == DELPHI_OK ? DELPHI_ERR_INPUT : status;
}

static delphi_status ingest(cli_call *call, delphi_folder *folder, const delphi_ingest_options *given) {
    const cli_values *values = &call->values;
    ingest_outcome out = {0};
    delphi_ingest_options own = *given, *options = &own;
    delphi_status written = DELPHI_OK;
    options->loss = values->loss_report ? &out.loss : NULL;
    options->summary = &out.summary;
    delphi_status status =
        delphi_folder_ingest(folder, (const char *const *)values->arguments + 1, values->argument_count - 1, options,
                             &out.counts, &out.map, call->problems);
    /* Only the map on stdout, so that it can be saved as columns.csv; also that of a file that was refused. */
    if (values->dry_run && out.map.data)
        fwrite(out.map.data, 1, out.map.size, stdout);
    if (out.loss.data)
        written = write_loss(values->loss_report, &out.loss);
    if (status == DELPHI_OK)
        print_done(call, folder, options, &out);
    delphi_buffer_free(&out.map);
    delphi_buffer_free(&out.loss);
    delphi_buffer_free(&out.summary);
    status = last_word(call, folder, status);
    return status ? status : written;
}

static delphi_status run(cli_call *call) {
    const cli_values *values = &call->values;
    delphi_ingest_options options = {.map = values->map,
                                     .dry_run = values->dry_run,
                                     .correct = values->correct,
                                     .why = values->why,
                                     .operator_name = values->by,
                                     .format = values->survey,
                                     .only = values->only,
                                     .complete_only = values->complete_only,
                                     .again = (delphi_again)values->again, /* the choices stand in its order */
                                     .keep_going = values->keep_going};
    delphi_folder *folder = NULL;
    delphi_status status = check_correction(values);
    if (status == DELPHI_OK)
        status = read_delimiter(values->delimiter, &options.delimiter);
    if (status == DELPHI_OK)
        status = cli_open_folder(call, values->dry_run ? DELPHI_FOLDER_READ : DELPHI_FOLDER_WRITE, &folder);
    if (status == DELPHI_OK)
        status = ingest(call, folder, &options);
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
    {"format", 'f', CLI_TEXT, "NAME", "the survey tool, see above (else found by its marks)",
     offsetof(cli_values, survey)},
    {"complete-only", 0, CLI_FLAG, NULL, "leave out answers that were not sent in",
     offsetof(cli_values, complete_only)},
    {"only", 0, CLI_TEXT, "COLUMN=VALUE", "rows with this value: of several rounds or events in a file",
     offsetof(cli_values, only)},
    {"loss-report", 0, CLI_TEXT, "FILE", "write what became of each column and row (CSV)",
     offsetof(cli_values, loss_report)},
    {"again", 0, CLI_CHOICE, "latest|first|most-complete",
     "which return counts where an expert answers twice (else the second one is refused)", offsetof(cli_values, again)},
    {"keep-going", 'k', CLI_FLAG, NULL, "take the sound files in where others are refused",
     offsetof(cli_values, keep_going)},
    CLI_OPTION_BY,
    CLI_OPTION_END,
};

const cli_command cli_command_ingest = {
    .name = "ingest",
    .arguments = "STUDY FILE...",
    .about = "takes exports and returned sheets into the open round",
    .details =
        "Reads experts' sheets as they came back, and survey exports as delimited text or xlsx, long (a row a "
        "rating) or wide (a row an expert), into the open round: all files or none. Encoding, delimiter, "
        "decimal mark and the survey tool are found by themselves. Names, mail addresses and the like are not "
        "read; answers that were not sent in are, and are counted. Formats: generic, limesurvey, qualtrics, "
        "redcap, castor, microsoft-forms, google-forms, jisc, long-scores (DelphiManager and the like). Where "
        "an expert answers twice, --again says which return counts "
        "as a whole: the latest (in the order of the command line), the first, or the one with more ratings. With "
        "--correct single answers that are in already are replaced where they differ; what stood there is kept "
        "in the ledger and in round-N/corrections.csv. An empty cell takes nothing away: the word 'withdrawn' "
        "(ingetrokken) in the cell of a rating or comment takes it back. A round that is a meeting takes ballots "
        "instead: "
        "a row an indicator, with the columns indicator, present, for, against, abstain and note.",
    .examples = {"delphi ingest kernset export.csv --dry-run > columns.csv",
                 "delphi ingest kernset returned/*.xlsx --again latest --keep-going"},
    .least = 2,
    .most = SIZE_MAX,
    .options = options,
    .run = run,
};

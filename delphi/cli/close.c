/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi close`: freezes the round, decides, and shows the decisions. */
#include "cli/decisions.h"
#include "cli/scan.h"
#include "cli/study.h"

/* A wave decides nothing: it has scores. */
static delphi_status print_wave(cli_call *call, const delphi_folder *folder, const delphi_result *result) {
    delphi_status status = cli_print_blocks(&call->terminal, result);
    printf("\nRound %d, wave %s, is closed: %u participant%s\n", result->round, result->scan->wave,
           result->scan->participants, cli_plural(result->scan->participants));
    return status == DELPHI_OK ? cli_print_after_round(call->values.arguments[0], folder, result) : status;
}

static delphi_status print_closed(cli_call *call, const delphi_folder *folder, const delphi_result *result) {
    if (result->scan)
        return print_wave(call, folder, result);
    char words[40];
    snprintf(words, sizeof words, "Round %d is closed: ", result->round);
    return cli_print_outcome(call, folder, result, words);
}

static delphi_status run(cli_call *call) {
    delphi_folder *folder = NULL;
    const delphi_result *result = NULL;
    delphi_status status = cli_open_folder(call, DELPHI_FOLDER_WRITE, &folder);
    if (status == DELPHI_OK)
        status = delphi_folder_close_round(folder, call->values.by, &result, call->problems);
    if (status == DELPHI_OK)
        status = print_closed(call, folder, result);
    delphi_folder_free(folder);
    return status;
}

static const cli_option options[] = {CLI_OPTION_BY, CLI_OPTION_END};

const cli_command cli_command_close = {
    .name = "close",
    .arguments = "STUDY",
    .about = "closes the round and decides",
    .details = "Freezes the open round, applies the protocol's rules, writes round-N/results.json and "
               "prints the decisions. A closed round does not change without a line in the ledger.",
    .examples = {"delphi close kernset", "delphi close kernset --by facilitator-1"},
    .least = 1,
    .most = 1,
    .options = options,
    .run = run,
};

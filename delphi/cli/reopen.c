/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi reopen`: opens a closed round again, for a reason. */
#include "cli/study.h"

static delphi_status check_values(const cli_values *values) {
    if (!values->round)
        return cli_error(DELPHI_ERR_USAGE, "reopen: say which round with --round N");
    if (!values->why)
        return cli_error(DELPHI_ERR_USAGE, "reopen: say why with --why TEXT: the reason is kept in the ledger");
    return DELPHI_OK;
}

static void print_reopened(const cli_call *call, const delphi_folder *folder) {
    const char *path = call->values.arguments[0];
    int round = call->values.round, opened = delphi_folder_opened(folder);
    printf("Round %d is open again; its results are kept in round-%d/superseded/.\n", round, round);
    if (opened == round + 1)
        printf("Round %d is stale: it stays as it is, and rests on what round %d comes to.\n", opened, round);
    else if (opened > round)
        printf("Rounds %d to %d are stale: they stay as they are, and rest on what round %d comes to.\n", round + 1,
               opened, round);
    cli_print_next("ingest", path, "FILE... --correct --why TEXT", "then close the round again");
}

static delphi_status run(cli_call *call) {
    const cli_values *values = &call->values;
    delphi_folder *folder = NULL;
    delphi_status status = check_values(values);
    if (status == DELPHI_OK)
        status = cli_open_folder(call, DELPHI_FOLDER_WRITE, &folder);
    if (status == DELPHI_OK)
        status = delphi_folder_reopen_round(folder, values->round, values->why, values->by, call->problems);
    if (status == DELPHI_OK)
        print_reopened(call, folder);
    delphi_folder_free(folder);
    return status;
}

static const cli_option options[] = {
    {"round", 'r', CLI_NUMBER, "N", "which round", offsetof(cli_values, round)},
    CLI_OPTION_WHY,
    CLI_OPTION_BY,
    CLI_OPTION_END,
};

const cli_command cli_command_reopen = {
    .name = "reopen",
    .arguments = "STUDY",
    .about = "opens a closed round again",
    .details = "Opens a closed round again, so that it can be corrected and closed anew. Its results are kept "
               "in round-N/superseded/. Rounds after it are not touched; they are stale until they are "
               "recomputed, re-opened or closed themselves, and are shown as such.",
    .examples = {"delphi reopen kernset --round 1 --why 'two experts had swapped their codes'",
                 "delphi reopen kernset -r 2 --why 'a late answer is to count' --by facilitator-1"},
    .least = 1,
    .most = 1,
    .options = options,
    .run = run,
};

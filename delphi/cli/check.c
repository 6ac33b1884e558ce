/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi check`: every problem of every study named, not the first. */
#include "cli/study.h"

/* One study with a list of its own, so that its problems stand with its line. */
static delphi_status check_one(const char *study) {
    delphi_problems *problems = delphi_problems_new();
    if (!problems)
        return DELPHI_ERR_MEMORY;
    delphi_status status = delphi_folder_check(study, problems);
    size_t errors = delphi_problems_errors(problems);
    if (errors == 0 && status == DELPHI_OK)
        printf("%s: no problems\n", study);
    else
        printf("%s: %zu problem%s\n", study, errors, cli_plural(errors));
    fflush(stdout);
    cli_print_problems(problems);
    if (errors > 0)
        status = delphi_problems_status(problems);
    delphi_problems_free(problems);
    return status;
}

static delphi_status run(cli_call *call) {
    delphi_status worst = DELPHI_OK;
    for (size_t i = 0; i < call->values.argument_count; i++) {
        delphi_status status = check_one(call->values.arguments[i]);
        worst = status > worst ? status : worst;
    }
    return worst;
}

static const cli_option options[] = {CLI_OPTION_END};

const cli_command cli_command_check = {
    .name = "check",
    .arguments = "STUDY...",
    .about = "lists every problem of a study folder",
    .details = "Reads protocol, rules, indicators, panel, ratings, results and ledger, and lists every "
               "problem with its place. Changes nothing.",
    .examples = {"delphi check kernset", "delphi check rounds/*/"},
    .least = 1,
    .most = SIZE_MAX,
    .options = options,
    .run = run,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi override`: the steering group decides otherwise than the rules, for a reason. */
#include "cli/decisions.h"
#include "cli/study.h"

#include <string.h>

#define WITHDRAW "withdraw"

/* A decision by its name, or by the word that tables have for it; *taken_back for "withdraw". */
static delphi_status read_decision(const char *word, delphi_decision *out, bool *taken_back) {
    static const char *const words[] = {"keep", "drop", "rerate", "no_consensus", WITHDRAW};
    *taken_back = strcmp(word, WITHDRAW) == 0;
    if (*taken_back || delphi_decision_read(word, out))
        return DELPHI_OK;
    for (int d = 0; d < DELPHI_DECISION_COUNT; d++)
        if (strcmp(word, cli_decision_words((delphi_decision)d)) == 0) {
            *out = (delphi_decision)d;
            return DELPHI_OK;
        }
    const char *near = cli_nearest(word, words, sizeof words / sizeof *words);
    return cli_error(DELPHI_ERR_USAGE,
                     "override: '%s' is no decision: it takes keep, drop, rerate, no_consensus, or " WITHDRAW
                     " to take one back%s%s%s",
                     word, near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
}

/* The round that can be decided on: the re-opened one, else the last closed one. */
static int usual_round(const delphi_folder *folder) {
    int closed = delphi_folder_closed(folder);
    return delphi_folder_round_state(folder, closed + 1) == DELPHI_ROUND_REOPENED ? closed + 1 : closed;
}

static delphi_status print_overridden(cli_call *call, delphi_folder *folder, int round) {
    const char *id = call->values.arguments[1];
    const delphi_result *result;
    delphi_status status = delphi_folder_result(folder, round, &result, call->problems);
    if (status != DELPHI_OK)
        return status;
    const delphi_outcome *outcome = delphi_result_outcome(result, delphi_study_indicator(result->study, id));
    if (outcome->override_why)
        printf("%s: %s, by the steering group; the rules come to %s\n", id, cli_decision_words(outcome->decision),
               cli_decision_words(outcome->rule_decision));
    else
        printf("%s: %s, by the rules again\n", id, cli_decision_words(outcome->decision));
    printf("Round %d: ", round);
    cli_print_counts(&call->terminal, result);
    putchar('\n');
    return cli_print_after_round(call->values.arguments[0], folder, result);
}

static delphi_status run(cli_call *call) {
    const cli_values *values = &call->values;
    delphi_folder *folder = NULL;
    delphi_decision decision = DELPHI_KEEP;
    bool taken_back = false;
    int round = values->round;
    delphi_status status = read_decision(values->arguments[2], &decision, &taken_back);
    if (status == DELPHI_OK && !values->why)
        status = cli_error(DELPHI_ERR_USAGE, "override: say why with --why TEXT: the reason is kept, and shown with "
                                             "the decision");
    if (status == DELPHI_OK)
        status = cli_open_folder(call, DELPHI_FOLDER_WRITE, &folder);
    if (status == DELPHI_OK && !round)
        round = usual_round(folder);
    if (status == DELPHI_OK && !round)
        status = cli_error(DELPHI_ERR_STATE, "%s: no round has been closed yet: the rules decide first",
                           values->arguments[0]);
    if (status == DELPHI_OK)
        status = delphi_folder_override(folder, round, values->arguments[1], taken_back ? NULL : &decision, values->why,
                                        values->by, call->problems);
    if (status == DELPHI_OK)
        status = print_overridden(call, folder, round);
    delphi_folder_free(folder);
    return status;
}

static const cli_option options[] = {
    CLI_OPTION_WHY,
    CLI_OPTION_ROUND,
    CLI_OPTION_BY,
    CLI_OPTION_END,
};

const cli_command cli_command_override = {
    .name = "override",
    .arguments = "STUDY INDICATOR DECISION",
    .about = "the steering group's decision",
    .details = "Puts a decision of the steering group (keep, drop, rerate, or no_consensus after the last "
               "round) beside that of the rules; 'withdraw' takes it back. It counts from then on, and is shown as "
               "such everywhere, with its reason. The round must be closed and the next one not opened yet, or "
               "be opened again with 'delphi reopen'.",
    .examples = {"delphi override kernset I07 keep --why 'required by law'",
                 "delphi override kernset I07 withdraw --why 'the law was repealed' --by facilitator-1"},
    .least = 3,
    .most = 3,
    .options = options,
    .run = run,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi factsheets`: a workbook an expert with the own ratings beside those of the panel. */
#include "cli/experts.h"

typedef struct {
    delphi_folder *folder;
    delphi_factsheet_round round;
    cli_experts experts;
} factsheets;

static bool has_rated(const void *context, size_t expert) {
    const factsheets *f = context;
    return delphi_factsheet_is_for(&f->round, expert);
}

static delphi_status refuse(const void *context, size_t expert) {
    const factsheets *f = context;
    return cli_error(DELPHI_ERR_USAGE,
                     "factsheets: --expert: %s gave no rating in round %d, so that there is nothing to compare",
                     f->experts.study->experts[expert].id, f->experts.round);
}

/* The round and the one before it, by which the comparison is made. */
static delphi_status find_rounds(cli_call *call, factsheets *f) {
    const delphi_result *result = NULL;
    delphi_status status = cli_round_decisions(call, f->folder, &result);
    if (status != DELPHI_OK)
        return status;
    bool open = delphi_folder_round_state(f->folder, result->round) != DELPHI_ROUND_CLOSED;
    f->round = (delphi_factsheet_round){result, result->before, open};
    f->experts = (cli_experts){"factsheet", result->study, result->round, has_rated, refuse, f, NULL, 0, NULL};
    return DELPHI_OK;
}

/* Of an expert who has two factsheets of a round that went on between them, the difference would be what came in. */
static void warn_of_second(const factsheets *f) {
    if (f->round.open)
        cli_note("hand out factsheets of an open round once at most: the difference of two tells what came in between");
}

static bool anyone_rated(const factsheets *f) {
    for (size_t e = 0; e < f->experts.study->expert_count; e++)
        if (delphi_factsheet_is_for(&f->round, e))
            return true;
    return false;
}

static delphi_status write_factsheets(cli_call *call, factsheets *f) {
    cli_experts *x = &f->experts;
    if (!anyone_rated(f))
        return cli_error(DELPHI_ERR_STATE, "%s: nobody has rated in round %d yet, so that there is nothing to compare",
                         call->values.arguments[0], x->round);
    delphi_status status = cli_expert_orders(call, x);
    fflush(NULL); /* what is not yet written would be written by every process */
    if (status == DELPHI_OK)
        status = delphi_export_factsheets(&f->round, x->orders, x->count, cli_jobs(call), cli_expert_progress, x,
                                          call->problems);
    if (status == DELPHI_OK) {
        cli_print_written(x);
        warn_of_second(f);
    }
    return status;
}

static delphi_status run(cli_call *call) {
    factsheets f = {0};
    delphi_status status = cli_open_folder(call, DELPHI_FOLDER_READ, &f.folder);
    if (status == DELPHI_OK)
        status = find_rounds(call, &f);
    if (status == DELPHI_OK)
        status = write_factsheets(call, &f);
    cli_expert_orders_end(&f.experts);
    delphi_folder_free(f.folder);
    return status;
}

static const cli_option options[] = {
    CLI_OPTION_ROUND,
    {"output", 'o', CLI_TEXT, "DIR", "where to write (else STUDY/out/round-N/factsheets)",
     offsetof(cli_values, output)},
    CLI_OPTION_EXPERT,
    CLI_OPTION_JOBS,
    CLI_OPTION_LANG("language of all factsheets (else each expert's own)"),
    CLI_OPTION_END,
};

const cli_command cli_command_factsheets = {
    .name = "factsheets",
    .arguments = "STUDY",
    .about = "writes each expert's own factsheet (xlsx)",
    .details = "Writes a workbook for every expert who rated in the round: the own scores by topic beside those of the "
               "panel, of the own group and of the round before, with charts, and every indicator with the own rating "
               "and where it lies. Each is in the expert's own language. Nobody's ratings can be worked out from "
               "another's factsheet. The same input gives the same bytes.",
    .examples = {"delphi factsheets kernset", "delphi factsheets kernset --round 1 --expert E07 -o one"},
    .least = 1,
    .most = SIZE_MAX,
    .options = options,
    .run = run,
};

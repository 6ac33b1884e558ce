/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi recompute`: every closed round anew from its ratings, against the results that were committed. */
#include "cli/parts.h"
#include "cli/recomputed.h"

#include <stdlib.h>

static delphi_status worst_of(const cli_recomputation *run) {
    delphi_status worst = DELPHI_OK;
    for (size_t i = 0; i < run->count; i++)
        worst = run->studies[i].status > worst ? run->studies[i].status : worst;
    return worst;
}

/* Every N-th study from the I-th on: studies of a kind stand together in a list, and so every part has some of each. */
static delphi_status recompute(const cli_call *call, cli_shard shard, cli_recomputation *run, cli_junit *junit) {
    const cli_values *values = &call->values;
    run->check = values->check;
    run->total = values->argument_count;
    run->studies = calloc(run->total + 1, sizeof *run->studies);
    if (!run->studies)
        return DELPHI_ERR_MEMORY;
    for (size_t i = shard.part - 1; i < run->total; i += shard.parts) {
        cli_recomputed *study = &run->studies[run->count];
        if (!cli_recomputed_make(values->arguments[i], i + 1, run->check, values->by, study))
            return DELPHI_ERR_MEMORY;
        run->count++;
        if (!values->json && !cli_recomputed_tell(study, run->check, junit))
            return DELPHI_ERR_MEMORY;
    }
    return DELPHI_OK;
}

static delphi_status merge(const cli_call *call, cli_recomputation *run, cli_junit *junit) {
    delphi_status status = DELPHI_OK;
    for (size_t i = 0; i < call->values.argument_count && status == DELPHI_OK; i++)
        status = cli_recomputation_add(run, call->values.arguments[i]);
    if (status == DELPHI_OK)
        status = cli_recomputation_complete(run);
    for (size_t i = 0; i < run->count && status == DELPHI_OK && !call->values.json; i++)
        status = cli_recomputed_tell(&run->studies[i], run->check, junit) ? DELPHI_OK : DELPHI_ERR_MEMORY;
    return status;
}

static delphi_status check_values(const cli_values *values) {
    if (values->json && values->junit)
        return cli_error(DELPHI_ERR_USAGE,
                         "recompute: --json and --junit do not go together: merge parts with --junit");
    if (values->merge && (values->shard || values->check || values->by))
        return cli_error(DELPHI_ERR_USAGE,
                         "recompute: --merge takes files that --json wrote, and neither --shard, --check nor --by");
    return DELPHI_OK;
}

static delphi_status run(cli_call *call) {
    const cli_values *values = &call->values;
    cli_junit junit = {0}, *told = values->junit ? &junit : NULL;
    cli_recomputation all = {0};
    cli_shard shard;
    delphi_status status = check_values(values);
    if (status == DELPHI_OK)
        status = cli_read_shard("recompute", values->shard, &shard);
    if (status == DELPHI_OK && told && !cli_junit_start(told))
        status = DELPHI_ERR_MEMORY;
    if (status == DELPHI_OK)
        status = values->merge ? merge(call, &all, told) : recompute(call, shard, &all, told);
    if (status == DELPHI_OK && values->json)
        status = cli_recomputation_print_json(&all);
    if (status == DELPHI_OK && told)
        status = cli_junit_write(told, values->junit);
    delphi_status worst = worst_of(&all);
    cli_junit_free(&junit);
    cli_recomputation_free(&all);
    return status > worst ? status : worst;
}

static const cli_option options[] = {
    {"check", 'c', CLI_FLAG, NULL, "write nothing; exit 1 where anything differs", offsetof(cli_values, check)},
    {"junit", 0, CLI_TEXT, "FILE", "write what was found as JUnit's XML, which a CI shows",
     offsetof(cli_values, junit)},
    {"shard", 0, CLI_TEXT, "I/N", "the I-th of N parts of the studies, to be merged", offsetof(cli_values, shard)},
    {"merge", 0, CLI_FLAG, NULL, "tell what parts came to that --shard and --json wrote", offsetof(cli_values, merge)},
    CLI_OPTION_JSON,
    CLI_OPTION_BY,
    CLI_OPTION_END,
};

const cli_command cli_command_recompute = {
    .name = "recompute",
    .arguments = "STUDY|FILE...",
    .about = "recomputes every closed round",
    .details = "Computes every closed round anew from its ratings and compares it, byte for byte, with its "
               "results.json. Where they differ, the file is replaced and the ledger says so; with --check "
               "nothing is written and the decisions that moved are listed. Thousands of studies may be split over "
               "machines: each recomputes --shard I/N of the same list with --json, and --merge tells of their files "
               "what one run would have told, to the byte. A part that was killed is run again.",
    .examples = {"delphi recompute --check rounds/*/",
                 "delphi recompute --check --shard 2/5 --json rounds/*/ > part-2.json"},
    .least = 1,
    .most = SIZE_MAX,
    .options = options,
    .run = run,
};

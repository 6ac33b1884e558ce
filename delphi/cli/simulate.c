/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi simulate`: how many experts, how many rounds, which rule? */
#include "cli/simulate.h"

#include "cli/parts.h"
#include "cli/scan.h"
#include "cli/study.h"

#include <stdlib.h>
#include <unistd.h>

#define SIZES_MOST  32
#define GROUPS_MOST 200
#define REPLICATES  2000

static int threads_for(const cli_values *values) {
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    return values->jobs ? values->jobs : cores > 0 && cores < 64 ? (int)cores : 1;
}

static delphi_status simulate_sizes(cli_call *call, cli_shard shard, cli_simulations *all) {
    size_t panel[GROUPS_MOST];
    delphi_simulation_order order = {.model = &all->model,
                                     .panel = panel,
                                     .seed = all->seed,
                                     .from = (uint32_t)((uint64_t)all->replicates * (shard.part - 1) / shard.parts),
                                     .to = (uint32_t)((uint64_t)all->replicates * shard.part / shard.parts),
                                     .threads = threads_for(&call->values)};
    const char *text = call->values.panel ? call->values.panel : "5,10,15,20,30,40";
    all->sizes = calloc(SIZES_MOST, sizeof *all->sizes);
    delphi_status status = all->sizes ? DELPHI_OK : DELPHI_ERR_MEMORY;
    while (*text && status == DELPHI_OK) {
        if (all->count == SIZES_MOST)
            return cli_simulate_refuse("panel", text, "32 sizes at the most");
        status = cli_simulate_panel(all->study, &text, panel, GROUPS_MOST);
        if (status == DELPHI_OK)
            status = delphi_simulate(all->study, &order, &all->sizes[all->count], call->problems);
        all->count += status == DELPHI_OK;
    }
    return status;
}

static delphi_status simulate(cli_call *call, cli_planned *planned, cli_simulations *all) {
    long replicates = REPLICATES, seed = -1;
    cli_shard shard;
    delphi_status status =
        cli_simulate_count("replicates", call->values.replicates, 1, CLI_REPLICATES_MOST, &replicates);
    if (status == DELPHI_OK)
        status = cli_simulate_count("seed", call->values.seed, 0, 9007199254740991, &seed);
    if (status == DELPHI_OK)
        status = cli_read_shard("simulate", call->values.shard, &shard);
    if (status != DELPHI_OK)
        return status;
    all->replicates = (uint32_t)replicates;
    all->seed = seed < 0 ? all->study->protocol.seed : (uint64_t)seed;
    all->pilot = planned->round;
    all->beliefs_file = call->values.beliefs != NULL;
    all->model = planned->model;
    cli_planned_digest(all->study, planned, all->beliefs);
    return simulate_sizes(call, shard, all);
}

/* The workbook or page. */
static delphi_status write_file(cli_call *call, const cli_simulations *all) {
    const cli_values *values = &call->values;
    delphi_plan plan = {.study = all->study,
                        .sizes = (const delphi_simulation *const *)all->sizes,
                        .size_count = all->count,
                        .seed = all->seed,
                        .pilot = all->pilot,
                        .beliefs_file = all->beliefs_file,
                        .leniency = all->model.leniency,
                        .wobble = all->model.wobble,
                        .conformity = all->model.conformity,
                        .attrition = all->model.attrition};
    delphi_language language = cli_language(values, all->study->protocol.language);
    delphi_status status = values->html ? delphi_export_plan_page(&plan, language, values->output, call->problems)
                                        : delphi_export_plan(&plan, language, values->output, call->problems);
    if (status == DELPHI_OK)
        printf("%s\n", values->output);
    return status;
}

static delphi_status tell(cli_call *call, const cli_simulations *all) {
    if (call->values.json)
        return cli_simulate_print_json(all);
    return call->values.output ? write_file(call, all) : cli_simulate_print(&call->terminal, all);
}

static delphi_status check_values(const cli_values *v) {
    if (!v->merge && v->argument_count > 1)
        return cli_error(DELPHI_ERR_USAGE, "simulate: '%s' is one argument too many: files go with --merge",
                         v->arguments[1]);
    if (v->merge && v->argument_count < 2)
        return cli_error(DELPHI_ERR_USAGE, "simulate: --merge needs the files of the parts");
    if (v->html && !v->output)
        return cli_error(DELPHI_ERR_USAGE, "simulate: --html needs --output FILE");
    if ((v->output != NULL) + v->json + v->dry_run > 1)
        return cli_error(DELPHI_ERR_USAGE, "simulate: --output, --json and --dry-run do not go together");
    if (v->merge && (v->beliefs || v->panel || v->replicates || v->round || v->conformity || v->attrition ||
                     v->cannot_judge || v->leniency || v->wobble || v->seed || v->shard || v->dry_run))
        return cli_error(DELPHI_ERR_USAGE, "simulate: --merge takes parts as they are: the model stands in them");
    return DELPHI_OK;
}

static delphi_status run(cli_call *call) {
    delphi_folder *folder = NULL;
    cli_simulations all = {0};
    cli_planned planned = {0};
    const cli_values *values = &call->values;
    delphi_status status = check_values(values);
    if (status == DELPHI_OK)
        status = cli_open_folder(call, DELPHI_FOLDER_READ, &folder);
    if (status == DELPHI_OK) {
        all.study = delphi_folder_study(folder);
        status = cli_refuse_scan(call, all.study);
    }
    if (status == DELPHI_OK && !values->merge)
        status = cli_planned_make(call, folder, &planned);
    if (status == DELPHI_OK && values->dry_run) {
        cli_planned_print(all.study, &planned);
    } else if (status == DELPHI_OK) {
        status = values->merge ? cli_simulate_merge(values->arguments + 1, values->argument_count - 1, &all)
                               : simulate(call, &planned, &all);
        if (status == DELPHI_OK)
            status = tell(call, &all);
    }
    for (size_t i = 0; i < all.count; i++)
        delphi_simulation_free(all.sizes[i]);
    free(all.sizes);
    cli_planned_free(&planned);
    delphi_folder_free(folder);
    return status;
}

static const cli_option options[] = {
    {"panel", 'p', CLI_TEXT, "SIZES", "10,20,40 experts in all; or 5+5+10 of each group (else 5 to 40)",
     offsetof(cli_values, panel)},
    {"replicates", 'n', CLI_TEXT, "N", "how many panels of each size (else 2000)", offsetof(cli_values, replicates)},
    {"round", 'r', CLI_NUMBER, "N", "the round whose ratings are the pilot (else the last closed one)",
     offsetof(cli_values, round)},
    {"beliefs", 0, CLI_TEXT, "FILE", "means and spreads of each indicator (indicator,criterion,group,mean,spread,...)",
     offsetof(cli_values, beliefs)},
    {"conformity", 0, CLI_TEXT, "PART", "how far experts go to the median they were shown (else 0)",
     offsetof(cli_values, conformity)},
    {"attrition", 0, CLI_TEXT, "PART", "how many leave before each later round (else 0)",
     offsetof(cli_values, attrition)},
    {"cannot-judge", 0, CLI_TEXT, "PART", "how many cannot judge (else as in the pilot)",
     offsetof(cli_values, cannot_judge)},
    {"leniency", 0, CLI_TEXT, "POINTS", "how experts differ over all indicators (else as in the pilot)",
     offsetof(cli_values, leniency)},
    {"wobble", 0, CLI_TEXT, "POINTS", "how an opinion differs from round to round (else 0)",
     offsetof(cli_values, wobble)},
    {"seed", 's', CLI_TEXT, "N", "of the generator (else the study's)", offsetof(cli_values, seed)},
    {"shard", 0, CLI_TEXT, "I/N", "the I-th of N parts of the replicates, to be merged", offsetof(cli_values, shard)},
    {"merge", 0, CLI_FLAG, NULL, "add up parts that --shard and --json wrote", offsetof(cli_values, merge)},
    {"output", 'o', CLI_TEXT, "FILE", "writes a workbook with curves over the sizes there",
     offsetof(cli_values, output)},
    {"html", 0, CLI_FLAG, NULL, "a page for a browser in place of a workbook", offsetof(cli_values, html)},
    CLI_OPTION_LANG("language of the workbook or page (else the study's)"),
    {"dry-run", 0, CLI_FLAG, NULL, "print the table of beliefs that would be used", offsetof(cli_values, dry_run)},
    {"jobs", 'j', CLI_NUMBER, "N", "how many threads (else one a core)", offsetof(cli_values, jobs)},
    CLI_OPTION_JSON,
    CLI_OPTION_END,
};

const cli_command cli_command_simulate = {
    .name = "simulate",
    .arguments = "STUDY [FILE...]",
    .about = "how many experts does it take?",
    .details =
        "Plays the study's rounds under its rules with panels of several sizes, thousands of times, and says how "
        "often what should be kept is kept and what should be dropped is dropped, each with its Monte-Carlo "
        "error. Opinions are those of a round that was rated, the pilot, or of a table of your own (--dry-run "
        "prints one to start from); without either the indicators' means are laid evenly over the scale. What should "
        "be kept is what a panel without end would keep. Any "
        "split into parts by --shard comes to the same bytes when it is merged.",
    .examples = {"delphi simulate kernset --panel 10,20,40 --conformity 30% --attrition 10%",
                 "delphi simulate kernset --merge part-*.json"},
    .least = 1,
    .most = SIZE_MAX,
    .options = options,
    .run = run,
};

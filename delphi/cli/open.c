/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi open`: opens the next round with the indicators still in play. */
#include "cli/study.h"

static size_t invited(const delphi_study *study, int round) {
    size_t count = 0;
    for (size_t i = 0; i < study->expert_count; i++)
        count += study->experts[i].since <= round;
    return count;
}

static delphi_status print_opened(cli_call *call, delphi_folder *folder) {
    const delphi_study *study = delphi_folder_study(folder);
    const char *path = call->values.arguments[0];
    int round = delphi_folder_opened(folder);
    const delphi_result *preview;
    delphi_status status = delphi_folder_result(folder, round, &preview, call->problems);
    if (status != DELPHI_OK)
        return status;
    size_t experts = invited(study, round), in_play = preview->outcome_count;
    const char *closes = study->protocol.rounds[round - 1].closes;
    const delphi_scan *scan = preview->scan;
    if (scan) {
        printf("Round %d of %zu, wave %s, is open: %zu question%s, %zu participant%s invited%s%s.\n", round,
               study->protocol.round_count, scan->wave, scan->question_count, cli_plural(scan->question_count), experts,
               cli_plural(experts), closes ? ", closes on " : "", closes ? closes : "");
        cli_print_next("ingest", path, "FILE...", "what a survey tool exports: a row a participant");
        return DELPHI_OK;
    }
    printf("Round %d of %zu is open: %zu %s in play, %zu expert%s invited%s%s.\n", round, study->protocol.round_count,
           in_play, delphi_level_count_name(preview->level, in_play), experts, cli_plural(experts),
           closes ? ", closes on " : "", closes ? closes : "");
    if (preview->kind == DELPHI_KIND_MEETING)
        cli_print_next("ingest", path, "ballots.csv", CLI_WHY_BALLOTS);
    else
        cli_print_next("sheets", path, "", CLI_WHY_SHEETS);
    return DELPHI_OK;
}

static delphi_status run(cli_call *call) {
    delphi_folder *folder = NULL;
    delphi_status status = cli_open_folder(call, DELPHI_FOLDER_WRITE, &folder);
    if (status == DELPHI_OK)
        status = delphi_folder_open_round(folder, call->values.by, call->problems);
    if (status == DELPHI_OK)
        status = print_opened(call, folder);
    delphi_folder_free(folder);
    return status;
}

static const cli_option options[] = {CLI_OPTION_BY, CLI_OPTION_END};

const cli_command cli_command_open = {
    .name = "open",
    .arguments = "STUDY",
    .about = "opens the next round",
    .details = "Opens the next round with the indicators that are still in play: new ones, and those that "
               "were neither kept nor dropped (or all, where the protocol lets settled ones stay).",
    .examples = {"delphi open kernset", "delphi open kernset --by facilitator-1"},
    .least = 1,
    .most = 1,
    .options = options,
    .run = run,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi sheets`: a workbook an expert for the round that is open. */
#include "cli/experts.h"

#include <stdlib.h>

typedef struct {
    const delphi_study *study;
    delphi_folder *folder;
    delphi_sheet_round round;
    bool *in_play;
    char nonce[65];
    cli_experts experts;
} sheets;

static delphi_status check_round(const cli_call *call, const delphi_folder *folder) {
    const char *study = call->values.arguments[0];
    int open = delphi_folder_closed(folder) + 1;
    bool any = delphi_folder_opened(folder) >= open;
    if (any && delphi_round_kind(&delphi_folder_study(folder)->protocol, open) == DELPHI_KIND_MEETING)
        return cli_error(DELPHI_ERR_STATE,
                         "%s: round %d is a meeting, which has no sheets: take its ballots in with 'delphi ingest'",
                         study, open);
    if (any)
        return DELPHI_OK;
    return cli_error(DELPHI_ERR_STATE,
                     "%s: no round is open, and sheets are for an open round: begin with 'delphi "
                     "open'",
                     study);
}

/* What all sheets rest on: the list, the round before, the nonce. */
static delphi_status find_round(cli_call *call, sheets *s) {
    int round = delphi_folder_closed(s->folder) + 1; /* of several that are open, the one that answers go to */
    const delphi_result *round_before = NULL, *previous = NULL;
    int before = delphi_round_before(&s->study->protocol, round);
    delphi_status status = DELPHI_OK;
    if (round > 1)
        status = delphi_folder_result(s->folder, round - 1, &round_before, call->problems);
    if (status == DELPHI_OK && before)
        status = delphi_folder_result(s->folder, before, &previous, call->problems);
    if (status == DELPHI_OK)
        status = delphi_folder_nonce(s->folder, round, s->nonce, call->problems);
    if (status != DELPHI_OK)
        return status;
    s->in_play = calloc(s->study->indicator_count + 1, sizeof *s->in_play);
    if (!s->in_play)
        return DELPHI_ERR_MEMORY;
    delphi_in_play(s->study, round, round_before, s->in_play);
    s->round = (delphi_sheet_round){s->study, round, previous, s->in_play, s->nonce};
    return DELPHI_OK;
}

/* ---- for whom ---- */

static bool is_invited(const void *context, size_t expert) {
    const sheets *s = context;
    return s->study->experts[expert].since <= s->round.round;
}

static delphi_status refuse(const void *context, size_t expert) {
    const sheets *s = context;
    const delphi_expert *e = &s->study->experts[expert];
    return cli_error(DELPHI_ERR_USAGE, "sheets: --expert: %s is invited from round %d on, and this is round %d", e->id,
                     e->since, s->round.round);
}

/* ---- doing it ---- */

static delphi_status write_sheets(cli_call *call, sheets *s) {
    cli_experts *x = &s->experts;
    *x = (cli_experts){"sheet", s->study, s->round.round, is_invited, refuse, s, NULL, 0, NULL};
    delphi_status status = cli_expert_orders(call, x);
    fflush(NULL); /* what is not yet written would be written by every process */
    if (status == DELPHI_OK)
        status = delphi_export_sheets(&s->round, x->orders, x->count, cli_jobs(call), cli_expert_progress, x,
                                      call->problems);
    if (status == DELPHI_OK) {
        cli_print_written(x);
        cli_print_next("ingest", call->values.arguments[0], "FILE...", "the sheets that come back");
    }
    return status;
}

static void end(sheets *s) {
    cli_expert_orders_end(&s->experts);
    free(s->in_play);
    delphi_folder_free(s->folder);
}

/* The questions of a scan have answers of their own, routes and choices, which a survey tool asks better. */
static delphi_status check_kind(const cli_call *call, const delphi_folder *folder) {
    if (!delphi_folder_study(folder)->protocol.scan.on)
        return DELPHI_OK;
    return cli_error(DELPHI_ERR_STATE,
                     "%s: this is a scan, whose questions a survey tool asks: there are no sheets; go on with 'delphi "
                     "ingest', with a row a participant and a column a question",
                     call->values.arguments[0]);
}

static delphi_status run(cli_call *call) {
    sheets s = {0};
    delphi_status status = cli_open_folder(call, DELPHI_FOLDER_READ, &s.folder);
    if (status == DELPHI_OK)
        status = check_kind(call, s.folder);
    if (status == DELPHI_OK)
        status = check_round(call, s.folder);
    if (status == DELPHI_OK) {
        s.study = delphi_folder_study(s.folder);
        status = find_round(call, &s);
    }
    if (status == DELPHI_OK)
        status = write_sheets(call, &s);
    end(&s);
    return status;
}

static const cli_option options[] = {
    {"output", 'o', CLI_TEXT, "DIR", "where to write (else STUDY/out/round-N/sheets)", offsetof(cli_values, output)},
    CLI_OPTION_EXPERT,
    CLI_OPTION_JOBS,
    CLI_OPTION_LANG("language of all sheets (else each expert's own)"),
    CLI_OPTION_END,
};

const cli_command cli_command_sheets = {
    .name = "sheets",
    .arguments = "STUDY",
    .about = "writes a form for each expert (xlsx)",
    .details = "Writes a workbook for every expert who is invited to the open round: the rating form and, from "
               "round 2 on, what the round before came to: the expert's own rating beside the panel's. Each is in "
               "the expert's own language. Nobody's ratings can be worked out from another's sheet. The same input "
               "gives the same bytes.",
    .examples = {"delphi sheets kernset", "delphi sheets kernset --expert E07 -o reminders"},
    .least = 1,
    .most = SIZE_MAX,
    .options = options,
    .run = run,
};

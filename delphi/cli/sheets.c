/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi sheets`: a workbook an expert for the round that is open. */
#include "cli/study.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    const delphi_study *study;
    delphi_folder *folder;
    delphi_sheet_round round;
    bool *in_play;
    char nonce[65];
    delphi_sheet_order *orders;
    size_t count;
} sheets;

static delphi_status check_round(const cli_call *call, const delphi_folder *folder) {
    const char *study = call->values.arguments[0];
    if (delphi_folder_opened(folder) > delphi_folder_closed(folder))
        return DELPHI_OK;
    return cli_error(DELPHI_ERR_STATE,
                     "%s: no round is open, and sheets are for an open round: begin with 'delphi "
                     "open'",
                     study);
}

/* What all sheets rest on: the list, the round before, the nonce. */
static delphi_status find_round(cli_call *call, sheets *s) {
    int round = delphi_folder_closed(s->folder) + 1; /* of several that are open, the one that answers go to */
    const delphi_result *previous = NULL;
    delphi_status status = DELPHI_OK;
    if (round > 1)
        status = delphi_folder_result(s->folder, round - 1, &previous, call->problems);
    if (status == DELPHI_OK)
        status = delphi_folder_nonce(s->folder, round, s->nonce, call->problems);
    if (status != DELPHI_OK)
        return status;
    s->in_play = calloc(s->study->indicator_count + 1, sizeof *s->in_play);
    if (!s->in_play)
        return DELPHI_ERR_MEMORY;
    delphi_in_play(s->study, round, previous, s->in_play);
    s->round = (delphi_sheet_round){s->study, round, previous, s->in_play, s->nonce};
    return DELPHI_OK;
}

static bool is_invited(const sheets *s, size_t expert) {
    return s->study->experts[expert].since <= s->round.round;
}

/* ---- for whom ---- */

static delphi_status unknown_expert(const sheets *s, const char *id) {
    const char *near = NULL;
    const char **ids = calloc(s->study->expert_count + 1, sizeof *ids);
    for (size_t e = 0; ids && e < s->study->expert_count; e++)
        ids[e] = s->study->experts[e].id;
    if (ids)
        near = cli_nearest(id, ids, s->study->expert_count);
    delphi_status status = cli_error(DELPHI_ERR_USAGE, "sheets: --expert: '%s' is not in panel.csv%s%s%s", id,
                                     near ? ": did you mean '" : "", near ? near : "", near ? "'?" : "");
    free(ids);
    return status;
}

static delphi_status choose(const sheets *s, const char *id, bool *chosen) {
    size_t expert = delphi_study_expert(s->study, id);
    if (expert == DELPHI_NONE)
        return unknown_expert(s, id);
    if (!is_invited(s, expert))
        return cli_error(DELPHI_ERR_USAGE, "sheets: --expert: %s is invited from round %d on, and this is round %d", id,
                         s->study->experts[expert].since, s->round.round);
    chosen[expert] = true;
    return DELPHI_OK;
}

/* Those who were named, else everyone who is invited. */
static delphi_status choose_experts(const cli_call *call, const sheets *s, bool *chosen) {
    const cli_values *values = &call->values;
    bool named = values->experts.count > 0;
    delphi_status status = DELPHI_OK;
    if (!named && values->argument_count > 1)
        return cli_error(DELPHI_ERR_USAGE, "sheets: '%s' is one argument too many: one expert is named with --expert",
                         values->arguments[1]);
    for (size_t i = 0; i < values->experts.count && status == DELPHI_OK; i++)
        status = choose(s, values->experts.items[i], chosen);
    /* `--expert E01 E02`: what stands behind are experts, too. */
    for (size_t i = 1; i < values->argument_count && status == DELPHI_OK; i++)
        status = choose(s, values->arguments[i], chosen);
    for (size_t e = 0; e < s->study->expert_count && !named; e++)
        chosen[e] = is_invited(s, e);
    return status;
}

/* ---- where ---- */

static delphi_status folder_for(const cli_call *call, const sheets *s, char **out) {
    const char *given = call->values.output;
    char *name = NULL;
    if (!given)
        return cli_out_path(call->values.arguments[0], s->round.round, "sheets/", out);
    size_t size = strlen(given);
    while (size > 1 && given[size - 1] == '/')
        size--;
    if (asprintf(&name, "%.*s/", (int)size, given) < 0)
        return DELPHI_ERR_MEMORY;
    delphi_status status = cli_make_folders(name);
    if (status == DELPHI_OK)
        *out = name;
    else
        free(name);
    return status;
}

static delphi_status add_order(const cli_call *call, sheets *s, size_t expert, const char *folder) {
    const delphi_expert *e = &s->study->experts[expert];
    int language = call->values.language;
    char *path = NULL;
    if (asprintf(&path, "%s%s.xlsx", folder, e->id) < 0)
        return DELPHI_ERR_MEMORY;
    s->orders[s->count++] = (delphi_sheet_order){
        .expert = expert,
        .language = language == 0   ? e->language
                    : language == 1 ? DELPHI_NL
                                    : DELPHI_EN,
        .path = path,
    };
    return DELPHI_OK;
}

/* The folder is made when all that was asked for can be made. */
static delphi_status make_orders(const cli_call *call, sheets *s, char **folder) {
    bool *chosen = calloc(s->study->expert_count + 1, sizeof *chosen);
    s->orders = calloc(s->study->expert_count + 1, sizeof *s->orders);
    delphi_status status = chosen && s->orders ? choose_experts(call, s, chosen) : DELPHI_ERR_MEMORY;
    if (status == DELPHI_OK)
        status = folder_for(call, s, folder);
    for (size_t e = 0; e < s->study->expert_count && status == DELPHI_OK; e++)
        if (chosen[e])
            status = add_order(call, s, e, *folder);
    free(chosen);
    return status;
}

/* ---- doing it ---- */

static void show_progress(void *context, size_t done, size_t count) {
    const bool *shown = context;
    if (*shown)
        fprintf(stderr, "\r%zu of %zu sheets%s", done, count, done == count ? "\n" : "");
}

static int jobs_of(const cli_call *call) {
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    return call->values.jobs ? call->values.jobs : cores > 0 && cores < 256 ? (int)cores : 1;
}

static delphi_status write_sheets(cli_call *call, sheets *s) {
    char *folder = NULL;
    bool terminal = isatty(STDERR_FILENO);
    delphi_status status = make_orders(call, s, &folder);
    fflush(NULL); /* what is not yet written would be written by every process */
    if (status == DELPHI_OK)
        status = delphi_export_sheets(&s->round, s->orders, s->count, jobs_of(call), show_progress, &terminal,
                                      call->problems);
    if (status == DELPHI_OK) {
        printf("%zu sheet%s for round %d in %s\n", s->count, cli_plural(s->count), s->round.round, folder);
        cli_print_next("ingest", call->values.arguments[0], "FILE...", "the sheets that come back");
    }
    free(folder);
    return status;
}

static void end(sheets *s) {
    for (size_t i = 0; i < s->count; i++)
        free((char *)(uintptr_t)s->orders[i].path);
    free(s->orders);
    free(s->in_play);
    delphi_folder_free(s->folder);
}

static delphi_status run(cli_call *call) {
    sheets s = {0};
    delphi_status status = cli_open_folder(call, DELPHI_FOLDER_READ, &s.folder);
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
    {"expert", 'e', CLI_LIST, "ID", "only for these experts", offsetof(cli_values, experts)},
    {"jobs", 'j', CLI_NUMBER, "N", "processes at once (else one a core)", offsetof(cli_values, jobs)},
    {"lang", 'l', CLI_CHOICE, "nl|en", "language of all sheets (else each expert's own)",
     offsetof(cli_values, language)},
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

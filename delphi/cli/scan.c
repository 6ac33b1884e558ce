/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi scan`: what a wave of a scan came to, by block and by question. */
#include "cli/scan.h"

#include "cli/study.h"

#include <stdlib.h>
#include <string.h>

delphi_status cli_refuse_scan(const cli_call *call, const delphi_study *study) {
    if (!study->protocol.scan.on)
        return DELPHI_OK;
    return cli_error(DELPHI_ERR_STATE,
                     "%s: this is a scan, which decides nothing, so that 'delphi %s' has nothing to work on; "
                     "'delphi scan' shows its scores",
                     call->values.arguments[0], call->command->name);
}

static delphi_status check_values(const cli_values *v) {
    if (v->json + (v->csv || v->dialect) + v->questions + v->participants > 1)
        return cli_error(DELPHI_ERR_USAGE, "scan: --json, --csv, --questions and --participants do not go together");
    if (v->wave && v->round)
        return cli_error(DELPHI_ERR_USAGE, "scan: --wave and --round say the same");
    return DELPHI_OK;
}

/* --wave as a round. */
static delphi_status find_wave(cli_call *call, const delphi_study *study) {
    const delphi_protocol *p = &study->protocol;
    const char *names[128];
    if (!call->values.wave)
        return DELPHI_OK;
    for (size_t i = 0; i < p->round_count; i++)
        if (strcmp(p->rounds[i].wave, call->values.wave) == 0) {
            call->values.round = (int)i + 1;
            return DELPHI_OK;
        }
    for (size_t i = 0; i < p->round_count && i < 128; i++)
        names[i] = p->rounds[i].wave;
    const char *near = cli_nearest(call->values.wave, names, p->round_count < 128 ? p->round_count : 128);
    return cli_error(DELPHI_ERR_USAGE, "scan: there is no wave '%s'%s%s%s", call->values.wave,
                     near ? ": did you mean '" : "", near ? near : "", near ? "'?" : "");
}

static delphi_status print_buffer(delphi_status status, delphi_buffer *out) {
    if (status == DELPHI_OK && out->data)
        fwrite(out->data, 1, out->size, stdout);
    delphi_buffer_free(out);
    return status;
}

/* Every wave up to the one shown, or that one alone where it was asked for. */
static delphi_status print_data(cli_call *call, delphi_folder *folder, const delphi_result *shown) {
    const cli_values *v = &call->values;
    size_t count = v->round ? 1 : (size_t)shown->round;
    const delphi_result **waves = calloc(count, sizeof *waves);
    delphi_status status = waves ? DELPHI_OK : DELPHI_ERR_MEMORY;
    for (size_t i = 0; i < count && status == DELPHI_OK; i++)
        status = delphi_folder_result(folder, shown->round - (int)(count - 1 - i), &waves[i], call->problems);
    delphi_buffer out = {0};
    if (status == DELPHI_OK)
        status = v->json ? delphi_export_scan_json(waves, count, &out)
                         : delphi_export_rounds_csv(waves, count, v->dialect ? DELPHI_CSV_EXCEL_NL : DELPHI_CSV_RFC4180,
                                                    &out);
    free(waves);
    return print_buffer(status, &out);
}

static delphi_status show(cli_call *call, delphi_folder *folder, const delphi_result *result) {
    const cli_values *v = &call->values;
    if (v->json || v->csv || v->dialect)
        return print_data(call, folder, result);
    if (v->participants)
        return cli_print_participants(&call->terminal, result);
    delphi_status status = cli_print_blocks(&call->terminal, result);
    if (status == DELPHI_OK && v->questions) {
        putchar('\n');
        status = cli_print_questions(&call->terminal, result);
    }
    return status;
}

static delphi_status run(cli_call *call) {
    delphi_folder *folder = NULL;
    const delphi_result *result = NULL;
    delphi_status status = check_values(&call->values);
    if (status == DELPHI_OK)
        status = cli_open_folder(call, DELPHI_FOLDER_READ, &folder);
    if (status == DELPHI_OK && !delphi_folder_study(folder)->protocol.scan.on)
        status = cli_error(DELPHI_ERR_STATE, "%s: this study is no scan: study.json would say so with \"scan\": {}",
                           call->values.arguments[0]);
    if (status == DELPHI_OK)
        status = find_wave(call, delphi_folder_study(folder));
    if (status == DELPHI_OK)
        status = cli_round_decisions(call, folder, &result);
    if (status == DELPHI_OK)
        status = show(call, folder, result);
    delphi_folder_free(folder);
    return status;
}

static const cli_option options[] = {
    {"wave", 'w', CLI_TEXT, "NAME", "which wave (else the last closed one)", offsetof(cli_values, wave)},
    {"round", 'r', CLI_NUMBER, "N", "the same by its round", offsetof(cli_values, round)},
    {"questions", 'q', CLI_FLAG, NULL, "the answers to each question, too", offsetof(cli_values, questions)},
    {"participants", 'p', CLI_FLAG, NULL, "each participant's scores, under its pseudonym",
     offsetof(cli_values, participants)},
    CLI_OPTION_JSON,
    CLI_OPTION_CSV,
    CLI_OPTION_CSV_DIALECT,
    CLI_OPTION_END,
};

const cli_command cli_command_scan = {
    .name = "scan",
    .arguments = "STUDY",
    .about = "a wave of a scan: scores by block, answers",
    .details =
        "Shows what a wave of a scan came to: the score of each block, of all participants and of each type, with its "
        "n, and beside it the wave before over the questions that are comparable; with --questions how often each "
        "answer was given. A score is the mean of the participants' own means. Scores and percentages are rounded, a "
        "half upwards. Figures of fewer than min_group participants are not shown. --json and --csv tell of all waves "
        "so far. It is a mirror: no score is good or bad.",
    .examples = {"delphi scan jump-scan", "delphi scan jump-scan --wave 2022 --questions"},
    .least = 1,
    .most = 1,
    .options = options,
    .run = run,
};

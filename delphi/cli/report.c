/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi report`: the round report or the final report, as a workbook or as one page. */
#include "cli/study.h"

#include <stdlib.h>

static delphi_status write_report(cli_call *call, const delphi_report_order *order) {
    const cli_values *values = &call->values;
    char *usual = NULL;
    if (!values->output) {
        const char *name = values->html ? "report.html" : "report.xlsx";
        int round = order->final ? CLI_FINAL : (int)order->round_count;
        delphi_status status = cli_out_path(values->arguments[0], round, name, &usual);
        if (status != DELPHI_OK)
            return status;
    }
    const char *path = values->output ? values->output : usual;
    delphi_status status = values->html ? delphi_export_report_page(order, path, call->problems)
                                        : delphi_export_report(order, path, call->problems);
    if (status == DELPHI_OK)
        printf("%s\n", path);
    free(usual);
    return status;
}

/* A final report tells what is decided: of the rounds that are closed, up to --round. */
static delphi_status choose_last(const cli_call *call, const delphi_folder *folder, int *last) {
    const char *study = call->values.arguments[0];
    int closed = delphi_folder_closed(folder), asked = call->values.round;
    *last = asked ? asked : closed;
    if (closed == 0)
        return cli_error(DELPHI_ERR_STATE,
                         "%s: no round is closed yet, and the final report tells what was decided; 'delphi report' "
                         "without --final shows how an open round stands",
                         study);
    if (*last > closed)
        return cli_error(DELPHI_ERR_STATE, "%s: round %d is not closed; the final report goes up to round %d for now",
                         study, *last, closed);
    if (!asked && closed < delphi_folder_opened(folder))
        cli_note("round %d is still open: this is an interim report, up to round %d", closed + 1, closed);
    return DELPHI_OK;
}

/* The results of round 1 up to the last one of the report, for a final report all with what appraises them. */
static delphi_status read_rounds(cli_call *call, delphi_folder *folder, delphi_report_order *order,
                                 const delphi_result ***out) {
    const delphi_result *shown = NULL, **rounds = NULL;
    int last = 0;
    delphi_status status = order->final ? choose_last(call, folder, &last) : cli_round_result(call, folder, &shown);
    if (status != DELPHI_OK)
        return status;
    if (shown)
        last = shown->round;
    rounds = calloc((size_t)last, sizeof *rounds);
    if (!rounds)
        return DELPHI_ERR_MEMORY;
    for (int round = 1; round <= last && status == DELPHI_OK; round++)
        status = order->final || round == last
                     ? delphi_folder_appraisal(folder, round, &rounds[round - 1], call->problems)
                     : delphi_folder_result(folder, round, &rounds[round - 1], call->problems);
    order->rounds = *out = rounds;
    order->round_count = (size_t)last;
    if (status == DELPHI_OK && order->final)
        status = delphi_folder_deviations(folder, last, &order->deviations, &order->deviation_count, call->problems);
    return status;
}

static delphi_status run(cli_call *call) {
    delphi_folder *folder = NULL;
    const delphi_result **rounds = NULL;
    delphi_report_order order = {.final = call->values.final};
    delphi_status status = cli_open_folder(call, DELPHI_FOLDER_READ, &folder);
    if (status == DELPHI_OK)
        status = read_rounds(call, folder, &order, &rounds);
    if (status == DELPHI_OK) {
        int language = call->values.language;
        order.language = language == 0   ? delphi_folder_study(folder)->protocol.language
                         : language == 1 ? DELPHI_NL
                                         : DELPHI_EN;
        status = write_report(call, &order);
    }
    free(rounds);
    delphi_folder_free(folder);
    return status;
}

static const cli_option options[] = {
    CLI_OPTION_ROUND,
    {"final", 0, CLI_FLAG, NULL, "the final report, over all rounds that are closed", offsetof(cli_values, final)},
    {"html", 0, CLI_FLAG, NULL, "one page for a browser, instead of a workbook", offsetof(cli_values, html)},
    {"output", 'o', CLI_TEXT, "FILE", "where to write (else report.xlsx or .html in STUDY/out/round-N or final)",
     offsetof(cli_values, output)},
    {"lang", 'l', CLI_CHOICE, "nl|en", "language of the report (else the study's)", offsetof(cli_values, language)},
    CLI_OPTION_END,
};

const cli_command cli_command_report = {
    .name = "report",
    .arguments = "STUDY",
    .about = "writes the round report or the final report (xlsx or html)",
    .details = "Writes the report of a round, or with --final that of the study over all its rounds (an interim report "
               "while there are rounds to come): as a workbook, or with --html as one page that needs no other file. "
               "Prints where it is. The same input gives the same bytes.",
    .examples = {"delphi report kernset --round 1 --lang en --html -o round-1.html", "delphi report kernset --final"},
    .least = 1,
    .most = 1,
    .options = options,
    .run = run,
};

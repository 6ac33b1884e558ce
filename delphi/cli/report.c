/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi report`: the round report as a workbook, or as one page. */
#include "cli/study.h"

#include <stdlib.h>

static delphi_status write_report(cli_call *call, const delphi_report_order *order) {
    const cli_values *values = &call->values;
    char *usual = NULL;
    if (!values->output) {
        const char *name = values->html ? "report.html" : "report.xlsx";
        delphi_status status = cli_out_path(values->arguments[0], (int)order->round_count, name, &usual);
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

/* The results of round 1 up to the one asked for. The caller frees the list. */
static delphi_status read_rounds(cli_call *call, delphi_folder *folder, const delphi_result ***out, size_t *count) {
    const delphi_result *last = NULL, **rounds = NULL;
    delphi_status status = cli_round_result(call, folder, &last);
    if (status != DELPHI_OK)
        return status;
    *count = (size_t)last->round;
    rounds = calloc(*count, sizeof *rounds);
    if (!rounds)
        return DELPHI_ERR_MEMORY;
    for (int round = 1; round < last->round && status == DELPHI_OK; round++)
        status = delphi_folder_result(folder, round, &rounds[round - 1], call->problems);
    rounds[*count - 1] = last;
    *out = rounds;
    return status;
}

static delphi_status run(cli_call *call) {
    delphi_folder *folder = NULL;
    const delphi_result **rounds = NULL;
    delphi_report_order order = {0};
    delphi_status status = cli_open_folder(call, DELPHI_FOLDER_READ, &folder);
    if (status == DELPHI_OK)
        status = read_rounds(call, folder, &rounds, &order.round_count);
    if (status == DELPHI_OK) {
        int language = call->values.language;
        order.rounds = rounds;
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
    {"html", 0, CLI_FLAG, NULL, "one page for a browser, instead of a workbook", offsetof(cli_values, html)},
    {"output", 'o', CLI_TEXT, "FILE", "where to write (else report.xlsx or .html in STUDY/out/round-N)",
     offsetof(cli_values, output)},
    {"lang", 'l', CLI_CHOICE, "nl|en", "language of the report (else the study's)", offsetof(cli_values, language)},
    CLI_OPTION_END,
};

const cli_command cli_command_report = {
    .name = "report",
    .arguments = "STUDY",
    .about = "writes the round report (xlsx or html)",
    .details = "Writes the round report as a workbook, or with --html as one page that needs no other file, and "
               "prints where it is. The same input gives the same bytes.",
    .examples = {"delphi report kernset", "delphi report kernset --round 1 --lang en --html -o round-1.html"},
    .least = 1,
    .most = 1,
    .options = options,
    .run = run,
};

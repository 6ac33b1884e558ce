/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi report`: the round report as a workbook, or as one page. */
#include "cli/study.h"

#include <stdlib.h>

static delphi_status write_report(cli_call *call, const delphi_report_order *order) {
    const cli_values *values = &call->values;
    char *usual = NULL;
    if (!values->output) {
        const char *name = values->html ? "report.html" : "report.xlsx";
        int round = order->final ? 0 : (int)order->round_count;
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

/* What an order borrows. */
typedef struct {
    delphi_folder *folder;
    const delphi_result **rounds;
    delphi_alternatives *alternatives;
    delphi_deviations *deviations;
} report_goods;

/* The results of round 1 up to the one asked for; a final report needs each of them appraised. */
static delphi_status read_rounds(cli_call *call, report_goods *goods, delphi_report_order *order) {
    const delphi_result *last = NULL;
    delphi_status status = cli_round_result(call, goods->folder, &last);
    if (status != DELPHI_OK)
        return status;
    order->round_count = (size_t)last->round;
    order->rounds = goods->rounds = calloc(order->round_count, sizeof *goods->rounds);
    if (!goods->rounds)
        return DELPHI_ERR_MEMORY;
    for (int round = 1; round < last->round && status == DELPHI_OK; round++)
        status = order->final ? delphi_folder_appraisal(goods->folder, round, &goods->rounds[round - 1], call->problems)
                              : delphi_folder_result(goods->folder, round, &goods->rounds[round - 1], call->problems);
    goods->rounds[last->round - 1] = last;
    return status;
}

/* Other rules for the report of a round, deviations for a final one. */
static delphi_status add_rest(cli_call *call, report_goods *goods, delphi_report_order *order) {
    const delphi_result *last = goods->rounds[order->round_count - 1];
    delphi_status status = delphi_folder_deviations(goods->folder, &goods->deviations, call->problems);
    if (status == DELPHI_OK)
        order->deviations = delphi_deviations_items(goods->deviations, &order->deviation_count);
    if (status == DELPHI_OK && !order->final)
        status = delphi_alternatives_try(last, last->before, &goods->alternatives, call->problems);
    order->alternatives = goods->alternatives;
    return status;
}

static delphi_status run(cli_call *call) {
    report_goods goods = {0};
    delphi_report_order order = {.final = call->values.final};
    delphi_status status = cli_open_folder(call, DELPHI_FOLDER_READ, &goods.folder);
    if (status == DELPHI_OK)
        status = read_rounds(call, &goods, &order);
    if (status == DELPHI_OK)
        status = add_rest(call, &goods, &order);
    if (status == DELPHI_OK) {
        int language = call->values.language;
        order.language = language == 0   ? delphi_folder_study(goods.folder)->protocol.language
                         : language == 1 ? DELPHI_NL
                                         : DELPHI_EN;
        status = write_report(call, &order);
    }
    delphi_deviations_free(goods.deviations);
    delphi_alternatives_free(goods.alternatives);
    free(goods.rounds);
    delphi_folder_free(goods.folder);
    return status;
}

static const cli_option options[] = {
    CLI_OPTION_ROUND,
    {"final", 0, CLI_FLAG, NULL, "the final report over all rounds, instead of that of one",
     offsetof(cli_values, final)},
    {"html", 0, CLI_FLAG, NULL, "one page for a browser, instead of a workbook", offsetof(cli_values, html)},
    {"output", 'o', CLI_TEXT, "FILE", "where to write (else report.xlsx or .html in STUDY/out/round-N, or out/final)",
     offsetof(cli_values, output)},
    {"lang", 'l', CLI_CHOICE, "nl|en", "language of the report (else the study's)", offsetof(cli_values, language)},
    CLI_OPTION_END,
};

const cli_command cli_command_report = {
    .name = "report",
    .arguments = "STUDY",
    .about = "writes the round or final report",
    .details = "Writes the round report, or with --final the report of the whole study, as a workbook, or with --html "
               "as one page that needs no other file, and prints where it is. The same input gives the same bytes.",
    .examples = {"delphi report kernset", "delphi report kernset --final --lang en --html -o final.html"},
    .least = 1,
    .most = 1,
    .options = options,
    .run = run,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi report`: the round report or the final report, as a workbook or as one page. */
#include "cli/progress.h"
#include "cli/study.h"

#include <stdlib.h>

/* What an order borrows, and how far it has come. */
typedef struct {
    size_t done, steps; /* a round each, the other rules, and the writing */
    delphi_folder *folder;
    const delphi_result **rounds;
    delphi_alternatives *alternatives;
    delphi_proposals **held; /* by round; the texts of `proposals` are theirs */
    delphi_proposed *proposals;
} report_goods;

static void step(report_goods *goods) {
    cli_progress("step", ++goods->done, goods->steps);
}

static delphi_status write_report(cli_call *call, report_goods *goods, const delphi_report_order *order) {
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
    if (status == DELPHI_OK) {
        step(goods);
        printf("%s\n", path);
    }
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

/* The results of round 1 up to the one asked for; a final report needs each of them appraised. */
static delphi_status read_rounds(cli_call *call, report_goods *goods, delphi_report_order *order) {
    const delphi_result *shown = NULL;
    int last = 0;
    delphi_status status =
        order->final ? choose_last(call, goods->folder, &last) : cli_round_result(call, goods->folder, &shown);
    if (status != DELPHI_OK)
        return status;
    if (shown)
        last = shown->round;
    order->round_count = (size_t)last;
    order->rounds = goods->rounds = calloc(order->round_count, sizeof *goods->rounds);
    if (!goods->rounds)
        return DELPHI_ERR_MEMORY;
    goods->steps = order->round_count + 2;
    for (int round = 1; round <= last && status == DELPHI_OK; round++) {
        status = order->final || round == last
                     ? delphi_folder_appraisal(goods->folder, round, &goods->rounds[round - 1], call->problems)
                     : delphi_folder_result(goods->folder, round, &goods->rounds[round - 1], call->problems);
        if (status == DELPHI_OK)
            step(goods);
    }
    return status;
}

/* Adds those of a round, without their experts. */
static delphi_status add_proposals_of(cli_call *call, report_goods *goods, int round, size_t *count) {
    delphi_proposals **held = &goods->held[round - 1];
    delphi_status status = delphi_folder_proposals(goods->folder, round, held, call->problems);
    if (status != DELPHI_OK || !*held || (*held)->count == 0)
        return status;
    delphi_proposed *grown = realloc(goods->proposals, (*count + (*held)->count) * sizeof *grown);
    if (!grown)
        return DELPHI_ERR_MEMORY;
    goods->proposals = grown;
    for (size_t i = 0; i < (*held)->count; i++)
        grown[(*count)++] = (delphi_proposed){round, (*held)->items[i].text};
    return DELPHI_OK;
}

static delphi_status add_proposals(cli_call *call, report_goods *goods, delphi_report_order *order) {
    int last = (int)order->round_count;
    delphi_status status = DELPHI_OK;
    goods->held = calloc(order->round_count, sizeof *goods->held);
    if (!goods->held)
        return DELPHI_ERR_MEMORY;
    for (int round = order->final ? 1 : last; round <= last && status == DELPHI_OK; round++)
        status = add_proposals_of(call, goods, round, &order->proposal_count);
    order->proposals = goods->proposals;
    return status;
}

static void free_goods(report_goods *goods, size_t rounds) {
    for (size_t i = 0; goods->held && i < rounds; i++)
        delphi_proposals_free(goods->held[i]);
    free(goods->held);
    free(goods->proposals);
    delphi_alternatives_free(goods->alternatives);
    free(goods->rounds);
    delphi_folder_free(goods->folder);
}

/* The last round under other rules, and where the study left its protocol. */
static delphi_status add_rest(cli_call *call, report_goods *goods, delphi_report_order *order) {
    const delphi_result *last = goods->rounds[order->round_count - 1];
    delphi_status status = delphi_folder_deviations(goods->folder, last->round, &order->deviations,
                                                    &order->deviation_count, call->problems);
    if (status == DELPHI_OK && last->kind == DELPHI_KIND_RATING)
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
    if (status == DELPHI_OK)
        status = add_proposals(call, &goods, &order);
    if (status == DELPHI_OK) {
        step(&goods);
        order.language = cli_language(&call->values, delphi_folder_study(goods.folder)->protocol.language);
        status = write_report(call, &goods, &order);
    }
    if (goods.done > 0 && goods.done < goods.steps)
        cli_progress_break();
    free_goods(&goods, order.round_count);
    return status;
}

static const cli_option options[] = {
    CLI_OPTION_ROUND,
    {"final", 0, CLI_FLAG, NULL, "the final report over all closed rounds, instead of that of one",
     offsetof(cli_values, final)},
    {"html", 0, CLI_FLAG, NULL, "one page for a browser, instead of a workbook", offsetof(cli_values, html)},
    {"output", 'o', CLI_TEXT, "FILE", "where to write (else report.xlsx or .html in STUDY/out/round-N, or out/final)",
     offsetof(cli_values, output)},
    CLI_OPTION_LANG("language of the report (else the study's)"),
    CLI_OPTION_END,
};

const cli_command cli_command_report = {
    .name = "report",
    .arguments = "STUDY",
    .about = "writes the round or final report",
    .details = "Writes the round report, or with --final the report of the whole study (an interim one while there are "
               "rounds to come), as a workbook, or with --html as one page that needs no other file, and prints where "
               "it is. The same input gives the same bytes.",
    .examples = {"delphi report kernset", "delphi report kernset --final --lang en --html -o final.html"},
    .least = 1,
    .most = 1,
    .options = options,
    .run = run,
};

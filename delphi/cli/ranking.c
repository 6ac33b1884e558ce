/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order that a ranking came to, below the table of decisions, and what it owes to single experts. */
#include "cli/decisions.h"
#include "cli/figures.h"
#include "cli/study.h"
#include "cli/table.h"

#include <stdio.h>

static void add_value(cli_table *table, const cli_terminal *terminal, const delphi_cell *cell, const char *measure) {
    delphi_value value = cli_measure_in(cell, measure);
    char figure[CLI_FIGURE_SIZE];
    cli_figure_value(terminal, &value, figure);
    cli_table_add(table, CLI_PLAIN, "%s", figure);
}

/* "5/13": of whom the share is said. */
static void add_share(cli_table *table, const delphi_cell *cell, const char *measure) {
    delphi_value value = cli_measure_in(cell, measure);
    if (value.kind == DELPHI_VALUE_UNDEFINED)
        cli_table_add(table, CLI_PLAIN, "-");
    else
        cli_table_add(table, CLI_PLAIN, "%u/%u", (unsigned)(delphi_value_real(&value) * cell->n + 0.5), cell->n);
}

static void add_row(cli_table *table, const cli_terminal *terminal, const delphi_result *result,
                    const delphi_ranked *ranked) {
    const delphi_outcome *outcome = &result->outcomes[ranked->outcome];
    const delphi_indicator *indicator = &result->study->indicators[outcome->indicator];
    const delphi_cell *cell = delphi_result_cell(result, outcome, 0, DELPHI_NONE);
    cli_table_add(table, CLI_BOLD, "%u%s", ranked->place, ranked->tied > 1 ? "=" : "");
    cli_table_add(table, CLI_PLAIN, "%s", indicator->id);
    cli_table_add(table, CLI_PLAIN, "%s", delphi_text_in(&indicator->text, result->study->protocol.language));
    add_value(table, terminal, cell, "borda");
    add_value(table, terminal, cell, "mean_rank");
    add_share(table, cell, "pick_share");
    add_share(table, cell, "first_share");
    if (ranked->best == ranked->worst)
        cli_table_add(table, CLI_PLAIN, "%u", ranked->best);
    else
        cli_table_add(table, CLI_PLAIN, "%u%s%u", ranked->best, terminal->signs->dash, ranked->worst);
}

delphi_status cli_print_ranking(const cli_terminal *terminal, const delphi_result *result) {
    static const cli_column columns[] = {
        {.heading = "place", .right = true},
        {.heading = "id"},
        {.heading = "order by Borda points", .elastic = true},
        {.heading = "Borda", .right = true},
        {.heading = "mean", .right = true},
        {.heading = "placed", .right = true},
        {.heading = "first", .right = true},
        {.heading = "less one", .right = true},
    };
    const delphi_ranking *ranking = result->ranking;
    if (!ranking || ranking->count == 0)
        return DELPHI_OK;
    cli_table *table = cli_table_new(terminal, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < ranking->count; i++)
        add_row(table, terminal, result, &ranking->order[i]);
    putchar('\n');
    delphi_status status = cli_table_print(table, 0);
    char text[240];
    snprintf(text, sizeof text,
             "Leaving out one of %u experts: another order %u time%s, another set of the first %u %u time%s.",
             ranking->experts, ranking->order_changes, cli_plural(ranking->order_changes), ranking->top,
             ranking->top_changes, cli_plural(ranking->top_changes));
    cli_print_paragraph(terminal, text, 0);
    return status;
}

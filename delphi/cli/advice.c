/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What changed since the round before: the indicators that are worth another round, and one indicator's stability. */
#include "cli/decisions.h"
#include "cli/figures.h"
#include "cli/study.h"
#include "cli/table.h"

#include <stdlib.h>

static size_t count_advised(const delphi_result *result) {
    size_t count = 0;
    for (size_t i = 0; i < result->stability_count; i++)
        count += result->stability[i].another_round;
    return count;
}

static void write_advised(FILE *out, const delphi_result *result, size_t count) {
    const char *before = "";
    for (size_t i = 0; i < result->stability_count; i++) {
        if (!result->stability[i].another_round)
            continue;
        fprintf(out, "%s%s", before, result->study->indicators[result->stability[i].indicator].id);
        before = ", ";
    }
    fprintf(out, " (%zu of %zu rated again)", count, result->stability_count);
}

delphi_status cli_print_advice(const cli_terminal *terminal, const delphi_result *result) {
    static const char label[] = "Worth another round: ";
    size_t count = count_advised(result);
    if (result->stability_count == 0)
        return DELPHI_OK;
    printf("%s", label);
    if (count == 0) {
        printf("none of the %zu rated again\n", result->stability_count);
        return DELPHI_OK;
    }
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return DELPHI_ERR_MEMORY;
    write_advised(out, result, count);
    bool good = fclose(out) == 0 && text;
    if (good)
        cli_print_after(terminal, text, sizeof label - 1);
    free(text);
    return good ? DELPHI_OK : DELPHI_ERR_MEMORY;
}

/* What a verdict rests on: a share as a percentage, a p as statisticians write it, or why there is none. */
static void add_basis(cli_table *table, const delphi_stability_cell *cell, const char *name, const char *words) {
    const delphi_value *value = &cell->values[delphi_pair_measure_find(name)];
    double real = delphi_value_real(value);
    if (value->kind == DELPHI_VALUE_UNDEFINED)
        cli_table_add(table, CLI_PLAIN, "%s", delphi_reason_text(value->reason));
    else if (value->kind != DELPHI_VALUE_REAL)
        cli_table_add(table, CLI_PLAIN, "%.1f%% %s", 100 * real, words);
    else if (real < 0.001)
        cli_table_add(table, CLI_PLAIN, "chi-square p < 0.001");
    else
        cli_table_add(table, CLI_PLAIN, "chi-square p %.3f", real);
}

static void add_verdict(cli_table *table, const char *who, delphi_truth stable) {
    static const char *const words[] = {"not stable", "unknown", "stable"};
    cli_table_add(table, stable == DELPHI_UNKNOWN ? CLI_YELLOW : CLI_PLAIN, "%s %s", who, words[stable]);
}

static void add_criterion(cli_table *table, const delphi_study *study, size_t criterion,
                          const delphi_stability_cell *cell) {
    cli_table_add(table, CLI_PLAIN, "%s", study->protocol.criteria[criterion].id);
    add_verdict(table, "group", cell->group_stable);
    add_basis(table, cell, "net_change_unpaired", "net change");
    cli_table_add(table, CLI_PLAIN, "%s", delphi_opinion_name(cell->opinion));
    cli_table_add(table, CLI_PLAIN, "%s", "");
    add_verdict(table, "experts", cell->individuals_stable);
    add_basis(table, cell, cell->individuals_by, "changed");
    cli_table_add(table, CLI_PLAIN, "%s", "");
}

static const delphi_stability *find_stability(const delphi_result *result, size_t indicator) {
    for (size_t i = 0; i < result->stability_count; i++)
        if (result->stability[i].indicator == indicator)
            return &result->stability[i];
    return NULL;
}

delphi_status cli_print_stability(const cli_terminal *terminal, const delphi_result *result, size_t indicator) {
    static const cli_column columns[] = {{.heading = NULL}, {.heading = NULL}, {.heading = NULL}, {.heading = NULL}};
    const delphi_stability *found = find_stability(result, indicator);
    if (!found)
        return DELPHI_OK;
    printf("\nsince round %d: %s\n", delphi_round_before(&result->study->protocol, result->round),
           found->another_round ? "worth another round" : "not worth another round");
    cli_table *table = cli_table_new(terminal, columns, sizeof columns / sizeof *columns);
    for (size_t c = 0; c < result->study->protocol.criterion_count; c++)
        add_criterion(table, result->study, c, &found->criteria[c]);
    return cli_table_print(table, 2);
}

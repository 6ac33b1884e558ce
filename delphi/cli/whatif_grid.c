/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The published alternatives on the screen, and which indicators they do not agree on. */
#include "cli/decisions.h"
#include "cli/study.h"
#include "cli/table.h"
#include "cli/whatif.h"

#include <stdlib.h>
#include <string.h>

static void add_counts(cli_table *table, const uint32_t *decided) {
    uint32_t on = decided[DELPHI_RERATE] + decided[DELPHI_NO_CONSENSUS];
    uint32_t open = decided[DELPHI_UNDECIDED] + decided[DELPHI_CONFLICT];
    cli_table_add(table, CLI_PLAIN, "%u", decided[DELPHI_KEEP]);
    cli_table_add(table, CLI_PLAIN, "%u", decided[DELPHI_DROP]);
    cli_table_add(table, CLI_PLAIN, "%u", on);
    cli_table_add(table, CLI_PLAIN, "%u", open);
}

static delphi_status print_alternatives(const cli_terminal *terminal, const delphi_result *real,
                                        const delphi_alternatives *all) {
    cli_column columns[] = {{.heading = "what is other"},
                            {.heading = ""},
                            {.heading = "kept", .right = true},
                            {.heading = "dropped", .right = true},
                            {.heading = real->last_round ? "no consensus" : "re-rate", .right = true},
                            {.heading = "undecided", .right = true},
                            {.heading = "moved", .right = true}};
    cli_table *table = cli_table_new(terminal, columns, sizeof columns / sizeof *columns);
    cli_table_add(table, CLI_BOLD, "nothing");
    cli_table_add(table, CLI_BOLD, "as decided");
    add_counts(table, real->decided);
    cli_table_add(table, CLI_PLAIN, "%s", "");
    const char *kind = "";
    for (size_t a = 0; a < all->count; a++) {
        const delphi_alternative *item = &all->items[a];
        if (item->refusal)
            continue;
        cli_table_add(table, CLI_FAINT, "%s", strcmp(kind, item->kind) == 0 ? "" : item->kind);
        kind = item->kind;
        cli_table_add(table, CLI_PLAIN, "%s", item->label);
        add_counts(table, item->decided);
        cli_table_add(table, item->moved ? CLI_YELLOW : CLI_PLAIN, "%zu", item->moved);
    }
    return cli_table_print(table, 0);
}

static void print_refused(const cli_terminal *terminal, const delphi_alternatives *all) {
    bool first = true;
    for (size_t a = 0; a < all->count; a++) {
        char line[512];
        if (!all->items[a].refusal)
            continue;
        if (first)
            printf("\nNot tried\n");
        first = false;
        snprintf(line, sizeof line, "%s %s: %s", all->items[a].kind, all->items[a].label, all->items[a].refusal);
        cli_print_paragraph(terminal, line, 2);
    }
}

typedef struct {
    size_t outcome, agreeing;
} rank;

static int by_agreement(const void *a, const void *b) {
    const rank *x = a, *y = b;
    if (x->agreeing != y->agreeing)
        return x->agreeing < y->agreeing ? -1 : 1;
    return (x->outcome > y->outcome) - (x->outcome < y->outcome);
}

/* The indicators whose decision hangs on the rule, the weakest first. */
static delphi_status print_agreement(const cli_terminal *terminal, const delphi_result *real,
                                     const delphi_alternatives *all) {
    static const cli_column columns[] = {{.heading = "agree", .right = true},
                                         {.heading = "decision"},
                                         {.heading = "id"},
                                         {.heading = "indicator", .elastic = true}};
    const delphi_study *study = real->study;
    rank *order = calloc(real->outcome_count + 1, sizeof *order);
    if (!order)
        return DELPHI_ERR_MEMORY;
    for (size_t i = 0; i < real->outcome_count; i++)
        order[i] = (rank){i, all->agreeing[i]};
    qsort(order, real->outcome_count, sizeof *order, by_agreement);
    cli_table *table = cli_table_new(terminal, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < real->outcome_count && order[i].agreeing < all->decided; i++) {
        const delphi_outcome *outcome = &real->outcomes[order[i].outcome];
        const delphi_indicator *indicator = &study->indicators[outcome->indicator];
        cli_table_add(table, CLI_PLAIN, "%zu/%zu", order[i].agreeing, all->decided);
        cli_table_add(table, cli_decision_style(outcome->decision), "%s %s",
                      cli_decision_mark(terminal, outcome->decision), cli_decision_words(outcome->decision));
        cli_table_add(table, CLI_PLAIN, "%s", indicator->id);
        cli_table_add(table, CLI_PLAIN, "%s", delphi_text_in(&indicator->text, study->protocol.language));
    }
    free(order);
    size_t rows = cli_table_rows(table), firm = real->outcome_count - rows;
    printf("\nEvery alternative comes to the decision taken on %zu of %zu indicator%s", firm, real->outcome_count,
           cli_plural(real->outcome_count));
    printf(rows ? "; on the others so many do:\n\n" : ".\n");
    if (rows)
        return cli_table_print(table, 0);
    cli_table_free(table);
    return DELPHI_OK;
}

delphi_status cli_whatif_print_grid(const cli_terminal *terminal, const delphi_result *real,
                                    const delphi_alternatives *all) {
    printf("Round %d of %zu, what if\n\n", real->round, real->study->protocol.round_count);
    delphi_status status = print_alternatives(terminal, real, all);
    if (status != DELPHI_OK)
        return status;
    print_refused(terminal, all);
    return print_agreement(terminal, real, all);
}

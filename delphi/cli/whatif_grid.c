/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The published alternatives on the screen, and which indicators they do not agree on. */
#include "cli/decisions.h"
#include "cli/study.h"
#include "cli/table.h"
#include "cli/whatif.h"

#include <stdlib.h>
#include <string.h>

static const char *const family_titles[DELPHI_FAMILY_COUNT] = {
    [DELPHI_FAMILY_RULE] = "published rules",
    [DELPHI_FAMILY_CUT] = "other cuts",
    [DELPHI_FAMILY_COUNTING] = "other quantile type, denominator",
    [DELPHI_FAMILY_EXPERTS] = "other experts",
};

#define COLUMNS(array) (sizeof(array) / sizeof *(array))

/* Conflicts are rare, and have a column only where there are any. */
static bool any_conflict(const delphi_alternatives *all) {
    for (size_t a = 0; a < all->count; a++)
        if (all->items[a].decided[DELPHI_CONFLICT] > 0)
            return true;
    return false;
}

/* A row: what it is, the counts, and how many decisions move. */
static void add_row(cli_table *table, cli_style style, const char *indent, const char *label, const uint32_t *decided,
                    bool conflict) {
    cli_table_add(table, style, "%s%s", indent, label);
    cli_table_add(table, CLI_PLAIN, "%u", decided[DELPHI_KEEP]);
    cli_table_add(table, CLI_PLAIN, "%u", decided[DELPHI_DROP]);
    cli_table_add(table, CLI_PLAIN, "%u", decided[DELPHI_RERATE] + decided[DELPHI_NO_CONSENSUS]);
    cli_table_add(table, CLI_PLAIN, "%u", decided[DELPHI_UNDECIDED]);
    if (conflict)
        cli_table_add(table, CLI_PLAIN, "%u", decided[DELPHI_CONFLICT]);
    else
        cli_table_add(table, CLI_PLAIN, "%s", "");
}

static void add_title(cli_table *table, size_t columns, delphi_family family) {
    cli_table_add(table, CLI_FAINT, "%s", family_titles[family]);
    for (size_t c = 1; c < columns; c++)
        cli_table_add(table, CLI_PLAIN, "%s", "");
}

static delphi_status print_alternatives(const cli_terminal *terminal, const delphi_result *real,
                                        const delphi_alternatives *all) {
    bool conflict = real->rule_decided[DELPHI_CONFLICT] > 0 || any_conflict(all);
    cli_column columns[] = {{.heading = "what is other", .elastic = true},
                            {.heading = "kept", .right = true},
                            {.heading = "dropped", .right = true},
                            {.heading = real->last_round ? "no consensus" : "re-rate", .right = true},
                            {.heading = "undecided", .right = true},
                            {.heading = conflict ? "conflict" : "", .right = true},
                            {.heading = "moved", .right = true}};
    cli_table *table = cli_table_new(terminal, columns, COLUMNS(columns));
    add_row(table, CLI_BOLD, "", "nothing: as decided", real->rule_decided, conflict);
    cli_table_add(table, CLI_PLAIN, "%s", "");
    delphi_family family = DELPHI_FAMILY_COUNT;
    for (size_t a = 0; a < all->count; a++) {
        const delphi_alternative *item = &all->items[a];
        if (item->refusal)
            continue;
        if (family != item->family)
            add_title(table, COLUMNS(columns), item->family);
        family = item->family;
        add_row(table, CLI_PLAIN, "  ", item->label, item->decided, conflict);
        cli_table_add(table, item->moved ? CLI_YELLOW : CLI_PLAIN, "%zu", item->moved);
    }
    return cli_table_print(table, 0);
}

/* Was the reason of this one told with an earlier one? */
static bool is_told(const delphi_alternatives *all, size_t place) {
    for (size_t a = 0; a < place; a++)
        if (all->items[a].refusal && strcmp(all->items[a].refusal, all->items[place].refusal) == 0)
            return true;
    return false;
}

/* "hinges; hinges, panel: why" */
static delphi_status print_refused_alike(const cli_terminal *terminal, const delphi_alternatives *all, size_t place) {
    const char *why = all->items[place].refusal;
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return DELPHI_ERR_MEMORY;
    for (size_t a = place; a < all->count; a++)
        if (all->items[a].refusal && strcmp(all->items[a].refusal, why) == 0)
            fprintf(out, "%s%s", a > place ? "; " : "", all->items[a].label);
    fprintf(out, ": %s", why);
    bool good = fclose(out) == 0;
    if (good)
        cli_print_paragraph(terminal, text, 2);
    free(text);
    return good ? DELPHI_OK : DELPHI_ERR_MEMORY;
}

static delphi_status print_refused(const cli_terminal *terminal, const delphi_alternatives *all) {
    delphi_status status = DELPHI_OK;
    if (all->tried.all < all->count)
        printf("\nNot tried\n");
    for (size_t a = 0; a < all->count && status == DELPHI_OK; a++)
        if (all->items[a].refusal && !is_told(all, a))
            status = print_refused_alike(terminal, all, a);
    return status;
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

static void add_agreement(cli_table *table, const delphi_agreement *agreeing, const delphi_agreement *tried) {
    cli_table_add(table, CLI_BOLD, "%zu/%zu", agreeing->all, tried->all);
    for (int f = 0; f < DELPHI_FAMILY_COUNT; f++)
        if (tried->in[f])
            cli_table_add(table, CLI_PLAIN, "%zu/%zu", agreeing->in[f], tried->in[f]);
        else
            cli_table_add(table, CLI_PLAIN, "%s", "");
}

static cli_table *make_agreement(const cli_terminal *terminal, const cli_column *columns, size_t column_count,
                                 const delphi_result *real, const delphi_alternatives *all, const rank *order) {
    const delphi_study *study = real->study;
    cli_table *table = cli_table_new(terminal, columns, column_count);
    for (size_t i = 0; i < real->outcome_count && order[i].agreeing < all->tried.all; i++) {
        const delphi_outcome *outcome = &real->outcomes[order[i].outcome];
        const delphi_indicator *indicator = &study->indicators[outcome->indicator];
        add_agreement(table, &all->agreeing[order[i].outcome], &all->tried);
        cli_table_add(table, cli_decision_style(outcome->rule_decision), "%s %s",
                      cli_decision_mark(terminal, outcome->rule_decision), cli_decision_words(outcome->rule_decision));
        cli_table_add(table, CLI_PLAIN, "%s", indicator->id);
        cli_table_add(table, CLI_PLAIN, "%s", delphi_text_in(&indicator->text, study->protocol.language));
    }
    return table;
}

/* How many decisions all alternatives share. */
static void print_firm(const cli_terminal *terminal, delphi_level level, size_t firm, size_t count) {
    char text[200];
    snprintf(text, sizeof text, "Every alternative comes to the decision taken on %zu of %zu %s%s", firm, count,
             delphi_level_count_name(level, count), firm < count ? "; on the others so many do:" : ".");
    putchar('\n');
    cli_print_paragraph(terminal, text, 0);
    if (firm < count)
        putchar('\n');
}

/* The indicators whose decision hangs on the rule, the weakest first. */
static delphi_status print_agreement(const cli_terminal *terminal, const delphi_result *real,
                                     const delphi_alternatives *all) {
    cli_column columns[DELPHI_FAMILY_COUNT + 4] = {{.heading = "agree", .right = true}};
    for (int f = 0; f < DELPHI_FAMILY_COUNT; f++)
        columns[1 + f] =
            (cli_column){.heading = all->tried.in[f] ? delphi_family_name((delphi_family)f) : "", .right = true};
    columns[DELPHI_FAMILY_COUNT + 1].heading = "decision";
    columns[DELPHI_FAMILY_COUNT + 2].heading = "id";
    columns[DELPHI_FAMILY_COUNT + 3] = (cli_column){.heading = delphi_level_name(real->level), .elastic = true};
    rank *order = calloc(real->outcome_count + 1, sizeof *order);
    if (!order)
        return DELPHI_ERR_MEMORY;
    for (size_t i = 0; i < real->outcome_count; i++)
        order[i] = (rank){i, all->agreeing[i].all};
    qsort(order, real->outcome_count, sizeof *order, by_agreement);
    cli_table *table = make_agreement(terminal, columns, COLUMNS(columns), real, all, order);
    free(order);
    size_t rows = cli_table_rows(table);
    print_firm(terminal, real->level, real->outcome_count - rows, real->outcome_count);
    if (rows)
        return cli_table_print(table, 0);
    bool good = !cli_table_failed(table);
    cli_table_free(table);
    return good ? DELPHI_OK : DELPHI_ERR_MEMORY;
}

/* Rules that name no criterion, as the published ones, ask every one. */
static void print_criteria(const cli_terminal *terminal, const delphi_protocol *p) {
    char text[120];
    if (p->criterion_count == 1)
        return;
    snprintf(text, sizeof text, "a published rule names no criterion, and has to hold on each of the %zu",
             p->criterion_count);
    cli_print_paragraph(terminal, text, 2);
}

delphi_status cli_whatif_print_grid(const cli_terminal *terminal, const delphi_result *real,
                                    const delphi_alternatives *all) {
    cli_whatif_print_round(terminal, real);
    print_criteria(terminal, &real->study->protocol);
    putchar('\n');
    delphi_status status = print_alternatives(terminal, real, all);
    if (status == DELPHI_OK)
        status = print_refused(terminal, all);
    return status == DELPHI_OK ? print_agreement(terminal, real, all) : status;
}

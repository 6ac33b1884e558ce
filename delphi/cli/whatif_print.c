/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One variant on the screen: what is other, which decisions move and by which clause, and the counts. */
#include "cli/decisions.h"
#include "cli/figures.h"
#include "cli/study.h"
#include "cli/table.h"
#include "cli/whatif.h"

#include <string.h>

#define LABEL_WIDTH 17

static void print_line(const cli_terminal *terminal, const char *label, const char *text) {
    printf("  %-15s", label);
    cli_print_after(terminal, text, LABEL_WIDTH);
}

static void print_change(const cli_terminal *terminal, const char *what, const char *before, const char *after) {
    before = before ? before : "(none)";
    after = after ? after : "(none)";
    print_line(terminal, what, after);
    if (strcmp(before, after) != 0)
        print_line(terminal, "  instead of", before);
}

static void print_number_change(const char *what, long before, long after) {
    if (before != after)
        printf("  %-15s%ld instead of %ld\n", what, after, before);
}

static void print_head(const cli_terminal *terminal, const delphi_result *real, const delphi_variant_result *tried) {
    const delphi_protocol *before = &real->study->protocol, *after = &tried->result->study->protocol;
    printf("Round %d of %zu, what if\n", real->round, before->round_count);
    print_change(terminal, "keep", real->keep_rule, tried->result->keep_rule);
    print_change(terminal, "drop", real->drop_rule, tried->result->drop_rule);
    if (before->quantile_type != after->quantile_type)
        print_change(terminal, "quantile type", cli_quantile_type_name(before->quantile_type),
                     cli_quantile_type_name(after->quantile_type));
    if (before->denominator != after->denominator)
        print_change(terminal, "denominator", cli_denominator_name(before->denominator),
                     cli_denominator_name(after->denominator));
    print_number_change("min_ratings", before->min_ratings, after->min_ratings);
    print_number_change("experts", real->response.responded, tried->experts);
    putchar('\n');
}

/* The clause that the new decision hangs on: one of the rule that holds, else the first of the rule to keep that does
 * not. */
static const delphi_clause *telling_clause(const delphi_outcome *outcome) {
    bool drop = outcome->decision == DELPHI_DROP;
    delphi_truth wanted = outcome->decision == DELPHI_KEEP || drop ? DELPHI_TRUE
                          : outcome->decision == DELPHI_UNDECIDED  ? DELPHI_UNKNOWN
                                                                   : DELPHI_FALSE;
    const delphi_clause *any = NULL;
    for (size_t i = 0; i < outcome->because_count; i++) {
        const delphi_clause *clause = &outcome->because[i];
        if (clause->holds == wanted && clause->of_keep != drop)
            return clause;
        any = !any && clause->holds == wanted ? clause : any;
    }
    return any;
}

static void add_clause(cli_table *table, const delphi_protocol *p, const delphi_clause *clause) {
    static const char *const words[] = {"no", "unknown", "yes"};
    char value[CLI_FIGURE_SIZE * 2];
    if (!clause) {
        cli_table_add(table, CLI_PLAIN, "%s", "");
        return;
    }
    cli_figure_exact(&clause->value, value, sizeof value);
    bool named = clause->criterion != DELPHI_NONE && p->criterion_count > 1, grouped = clause->group != DELPHI_NONE;
    cli_table_add(table, CLI_PLAIN, "%s%s%s%s%s: %s, %s", named ? p->criteria[clause->criterion].id : "",
                  named ? " " : "", grouped ? p->groups[clause->group].id : "", grouped ? " " : "", clause->clause,
                  value, words[clause->holds]);
}

static delphi_status print_moves(const cli_terminal *terminal, const delphi_result *real,
                                 const delphi_variant_result *tried) {
    static const cli_column columns[] = {{.heading = "was"},
                                         {.heading = "would be"},
                                         {.heading = "id"},
                                         {.heading = "indicator", .elastic = true},
                                         {.heading = "because"}};
    const delphi_study *study = real->study;
    cli_table *table = cli_table_new(terminal, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < real->outcome_count; i++) {
        const delphi_outcome *now = &tried->result->outcomes[i];
        delphi_decision was = real->outcomes[i].decision;
        if (was == now->decision)
            continue;
        const delphi_indicator *indicator = &study->indicators[now->indicator];
        cli_table_add(table, cli_decision_style(was), "%s %s", cli_decision_mark(terminal, was),
                      cli_decision_words(was));
        cli_table_add(table, cli_decision_style(now->decision), "%s %s", cli_decision_mark(terminal, now->decision),
                      cli_decision_words(now->decision));
        cli_table_add(table, CLI_PLAIN, "%s", indicator->id);
        cli_table_add(table, CLI_PLAIN, "%s", delphi_text_in(&indicator->text, study->protocol.language));
        add_clause(table, &study->protocol, telling_clause(now));
    }
    return cli_table_print(table, 0);
}

delphi_status cli_whatif_print(const cli_terminal *terminal, const delphi_result *real,
                               const delphi_variant_result *tried) {
    print_head(terminal, real, tried);
    delphi_status status = tried->moved ? print_moves(terminal, real, tried) : DELPHI_OK;
    if (status != DELPHI_OK)
        return status;
    printf("%s%zu of %zu decision%s %s\n", tried->moved ? "\n" : "", tried->moved, real->outcome_count,
           cli_plural(real->outcome_count), tried->moved == 1 ? "moves" : "move");
    printf("  as decided  ");
    cli_print_counts(terminal, real);
    printf("\n  what if     ");
    cli_print_counts(terminal, tried->result);
    putchar('\n');
    return DELPHI_OK;
}

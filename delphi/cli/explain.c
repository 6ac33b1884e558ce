/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `results --explain ID`: each clause of both rules, where it was looked at, what it saw, and what came of it; then
 * what changed since the round before. */
#include "cli/decisions.h"
#include "cli/figures.h"
#include "cli/table.h"

#include <stdlib.h>

static delphi_status unknown_indicator(const delphi_study *study, const char *id) {
    const char **ids = calloc(study->indicator_count ? study->indicator_count : 1, sizeof *ids);
    if (!ids)
        return DELPHI_ERR_MEMORY;
    for (size_t i = 0; i < study->indicator_count; i++)
        ids[i] = study->indicators[i].id;
    const char *near = cli_nearest(id, ids, study->indicator_count);
    free(ids);
    if (near)
        return cli_error(DELPHI_ERR_USAGE, "results: there is no indicator '%s': did you mean '%s'?", id, near);
    return cli_error(DELPHI_ERR_USAGE, "results: there is no indicator '%s' in indicators.csv", id);
}

static const char *id_or_empty(const delphi_named *named, size_t place) {
    return place == DELPHI_NONE ? "" : named[place].id;
}

static void add_clause(cli_table *table, const delphi_study *study, const delphi_clause *clause) {
    static const char *const words[] = {"no", "unknown", "yes"};
    static const cli_style styles[] = {CLI_RED, CLI_YELLOW, CLI_GREEN};
    char value[160], compare[160] = "";
    cli_figure_exact(&clause->value, value, sizeof value);
    if (clause->compare.kind != DELPHI_VALUE_UNDEFINED || clause->compare.reason != DELPHI_REASON_NONE)
        cli_figure_exact(&clause->compare, compare, sizeof compare);
    cli_table_add(table, styles[clause->holds], "%s", words[clause->holds]);
    cli_table_add(table, CLI_PLAIN, "%s", id_or_empty(study->protocol.criteria, clause->criterion));
    cli_table_add(table, CLI_PLAIN, "%s", id_or_empty(study->protocol.groups, clause->group));
    cli_table_add(table, CLI_PLAIN, "%s", clause->clause);
    cli_table_add(table, CLI_PLAIN, "%s%s%s", value, *compare ? " against " : "", compare);
}

static delphi_status print_rule(const cli_call *call, const delphi_result *result, const delphi_outcome *outcome,
                                bool keep) {
    static const cli_column columns[] = {
        {.heading = NULL}, {.heading = NULL}, {.heading = NULL}, {.heading = NULL}, {.wrap = true},
    };
    const char *rule = keep ? result->keep_rule : result->drop_rule;
    bool selected = keep && outcome->rank && outcome->rank->candidate; /* its rank is a clause of its own */
    printf("\n%s: %s\n", keep ? "keep" : "drop", rule ? rule : "(there is no such rule)");
    if (!rule && !selected)
        return DELPHI_OK;
    cli_table *table = cli_table_new(&call->terminal, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < outcome->because_count; i++) {
        if (outcome->because[i].of_keep == keep)
            add_clause(table, result->study, &outcome->because[i]);
    }
    return cli_table_print(table, 2);
}

delphi_status cli_explain(cli_call *call, const delphi_result *result, const char *id) {
    const delphi_study *study = result->study;
    size_t indicator = delphi_study_indicator(study, id);
    if (indicator == DELPHI_NONE)
        return unknown_indicator(study, id);
    const delphi_outcome *outcome = delphi_result_outcome(result, indicator);
    if (!outcome)
        return cli_error(DELPHI_ERR_STATE, "results: %s was not rated in round %d: choose another with --round", id,
                         result->round);
    const cli_terminal *terminal = &call->terminal;
    cli_style style = cli_decision_style(outcome->decision);
    const char *text = delphi_text_in(&study->indicators[indicator].text, study->protocol.language);
    printf("%s  ", id);
    cli_text_put(terminal, stdout, text, cli_text_width(terminal, text), false);
    putchar('\n');
    cli_style_on(terminal, stdout, style);
    printf("%s %s", cli_decision_mark(terminal, outcome->decision), cli_decision_words(outcome->decision));
    cli_style_off(terminal, stdout, style);
    printf(" in round %d%s\n", result->round, outcome->override_why ? ", by the steering group" : "");
    if (outcome->override_why) {
        cli_print_paragraph(terminal, outcome->override_why, 2);
        printf("The rules come to %s:\n", cli_decision_words(outcome->rule_decision));
    }
    if (outcome->rank && outcome->rank->rank)
        printf("rank %u of %u%s, and the best %d are kept\n", outcome->rank->rank, result->selection->candidates,
               outcome->rank->tied > 1 ? ", shared" : "", result->selection->select->best);
    delphi_status status = print_rule(call, result, outcome, true);
    if (status == DELPHI_OK)
        status = print_rule(call, result, outcome, false);
    if (status != DELPHI_OK)
        return status;
    cli_print_sureness(terminal, result, outcome);
    return cli_print_stability(terminal, result, indicator);
}

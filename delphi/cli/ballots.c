/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The decisions of a meeting on the screen: a row an indicator with its ballot, and the majority beside the one asked.
 */
#include "cli/decisions.h"
#include "cli/figures.h"
#include "cli/study.h"
#include "cli/table.h"

#include <stdio.h>

size_t cli_count_ballots(const delphi_result *result) {
    size_t count = 0;
    for (size_t i = 0; i < result->outcome_count; i++)
        count += result->outcomes[i].ballot != NULL;
    return count;
}

/* "Keep: for >= 2/3 of the votes; quorum: 10 present" */
static void print_terms(const delphi_result *result) {
    const delphi_meeting_terms *terms = &result->study->protocol.rounds[result->round - 1].meeting;
    printf("Keep: %s", result->keep_rule);
    if (result->drop_rule)
        printf("; drop: %s", result->drop_rule);
    if (terms->quorum)
        printf("; quorum: %d present", terms->quorum);
    else if (terms->quorum_share.num)
        printf("; quorum: %lld/%lld of those invited", (long long)terms->quorum_share.num,
               (long long)terms->quorum_share.den);
    printf("\n\n");
}

static void print_head_lines(const cli_terminal *terminal, const delphi_result *result) {
    const char *title = cli_study_title(result->study), *dot = terminal->signs->dot;
    size_t width = cli_text_width(terminal, title), ballots = cli_count_ballots(result);
    cli_style_on(terminal, stdout, CLI_BOLD);
    cli_text_put(terminal, stdout, title, width < terminal->width ? width : terminal->width, false);
    cli_style_off(terminal, stdout, CLI_BOLD);
    printf("\nRound %d of %zu, a meeting%s%zu ballot%s%s%zu %s\n", result->round, result->study->protocol.round_count,
           dot, ballots, cli_plural(ballots), dot, result->outcome_count,
           delphi_level_count_name(result->level, result->outcome_count));
    if (result->stale)
        printf("STALE: round %d was re-opened after this round\n", result->stale);
    print_terms(result);
}

static void add_ballot(cli_table *table, const delphi_outcome *outcome) {
    char share[160] = "-";
    const delphi_ballot *ballot = outcome->ballot;
    const uint32_t counts[] = {ballot ? ballot->present : 0, ballot ? ballot->in_favour : 0,
                               ballot ? ballot->against : 0, ballot ? ballot->abstain : 0};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        if (ballot)
            cli_table_add(table, CLI_PLAIN, "%u", counts[i]);
        else
            cli_table_add(table, CLI_PLAIN, "-");
    if (ballot && outcome->because[0].value.kind != DELPHI_VALUE_UNDEFINED)
        cli_figure_exact(&outcome->because[0].value, share, sizeof share);
    cli_table_add(table, CLI_PLAIN, "%s", share);
}

delphi_status cli_print_ballots(const cli_terminal *terminal, const delphi_result *result) {
    static const cli_column columns[] = {
        {.heading = "decision"},
        {.heading = "id"},
        {.heading = "item", .elastic = true},
        {.heading = "present", .right = true},
        {.heading = "for", .right = true},
        {.heading = "against", .right = true},
        {.heading = "abstain", .right = true},
        {.heading = "share for", .right = true},
    };
    const delphi_study *study = result->study;
    cli_table *table = cli_table_new(terminal, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < result->outcome_count; i++) {
        const delphi_outcome *outcome = &result->outcomes[i];
        const delphi_indicator *indicator = &study->indicators[outcome->indicator];
        cli_table_add(table, cli_decision_style(outcome->decision), "%s %s%s",
                      cli_decision_mark(terminal, outcome->decision), cli_decision_words(outcome->decision),
                      outcome->override_why ? "*" : "");
        cli_table_add(table, CLI_PLAIN, "%s", indicator->id);
        cli_table_add(table, CLI_PLAIN, "%s", delphi_text_in(&indicator->text, study->protocol.language));
        add_ballot(table, outcome);
    }
    print_head_lines(terminal, result);
    delphi_status status = cli_table_print(table, 0);
    return status == DELPHI_OK && !cli_print_overridden(terminal, result) ? DELPHI_ERR_MEMORY : status;
}

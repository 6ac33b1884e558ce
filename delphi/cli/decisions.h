/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A round's decisions on the screen. */
#ifndef CLI_DECISIONS_H
#define CLI_DECISIONS_H

#include "cli/command.h"

/* "keep", "re-rate", "no consensus": as a person says it. */
const char *cli_decision_words(delphi_decision decision);
const char *cli_decision_mark(const cli_terminal *terminal, delphi_decision decision);
cli_style cli_decision_style(delphi_decision decision);

/* The head line and the table: a row an indicator. */
delphi_status cli_print_decisions(const cli_terminal *terminal, const delphi_result *result);
/* The same of a meeting, with its ballots. */
delphi_status cli_print_ballots(const cli_terminal *terminal, const delphi_result *result);
/* The footnotes of decisions that are the steering group's; false when out of memory. */
bool cli_print_overridden(const cli_terminal *terminal, const delphi_result *result);
/* How many of the indicators in play have a ballot. */
size_t cli_count_ballots(const delphi_result *result);
/* "24 kept · 0 dropped · 37 re-rate", without a line end. */
void cli_print_counts(const cli_terminal *terminal, const delphi_result *result);
/* The same of any counts. */
void cli_print_tally(const cli_terminal *terminal, const uint32_t decided[DELPHI_DECISION_COUNT]);
/* The undecided and the conflicting indicators, each with its reason. Nothing where there are none. */
delphi_status cli_print_unresolved(const cli_terminal *terminal, const delphi_result *result);
/* The order that a ranking came to; nothing in a round of another kind. */
delphi_status cli_print_ranking(const cli_terminal *terminal, const delphi_result *result);
/* The choice of the best so many, where the round makes one, with a tie at its cut. */
delphi_status cli_print_selection(const cli_terminal *terminal, const delphi_result *result);
/* In a study of two levels: what was left out with its topic, and topics kept without an indicator. */
delphi_status cli_print_topics(const cli_terminal *terminal, const delphi_result *result);
/* "Worth another round: I03, I07 (2 of 12 rated again)"; nothing where no indicator was rated in the round before, too.
 */
delphi_status cli_print_advice(const cli_terminal *terminal, const delphi_result *result);
/* What to do after this round. */
delphi_status cli_print_after_round(const char *study_path, const delphi_folder *folder, const delphi_result *result);
/* All of these below each other, with the counts of the decisions after the words `before_counts`. */
delphi_status cli_print_outcome(const cli_call *call, const delphi_folder *folder, const delphi_result *result,
                                const char *before_counts);
/* Every clause of both rules for one indicator, with the value it saw. */
delphi_status cli_explain(cli_call *call, const delphi_result *result, const char *id);
/* What changed for one indicator since the round before: two lines a criterion. Nothing where it was not rated then. */
delphi_status cli_print_stability(const cli_terminal *terminal, const delphi_result *result, size_t indicator);
/* How sure the decision on one indicator is, in sentences. */
void cli_print_sureness(const cli_terminal *terminal, const delphi_result *result, const delphi_outcome *outcome);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands below the table of decisions: the counts, what could not be decided and why, and what to do next. */
#include "cli/decisions.h"
#include "cli/study.h"
#include "cli/table.h"

#include <stdlib.h>
#include <string.h>

void cli_print_counts(const cli_terminal *terminal, const delphi_result *result) {
    static const char *const words[DELPHI_DECISION_COUNT] = {"kept",         "dropped",   "re-rate",
                                                             "no consensus", "undecided", "conflict"};
    /* Kept and dropped always; the other outcomes where they occur. */
    const char *before = "";
    for (int d = 0; d < DELPHI_DECISION_COUNT; d++) {
        if (d > DELPHI_DROP && result->decided[d] == 0)
            continue;
        printf("%s%u %s", before, result->decided[d], words[d]);
        before = terminal->signs->dot;
    }
}

/* Do two clauses of one outcome fail for the same reason in the same place? */
static bool same_cause(const delphi_clause *a, const delphi_clause *b) {
    return b->holds == DELPHI_UNKNOWN && a->criterion == b->criterion && a->group == b->group &&
           a->value.reason == b->value.reason;
}

static bool is_first_of_cause(const delphi_outcome *outcome, size_t clause) {
    for (size_t i = 0; i < clause; i++) {
        if (same_cause(&outcome->because[clause], &outcome->because[i]))
            return false;
    }
    return true;
}

static bool is_listed(const delphi_outcome *outcome, size_t clause) {
    for (size_t i = 0; i < clause; i++) {
        if (same_cause(&outcome->because[clause], &outcome->because[i]) &&
            strcmp(outcome->because[clause].clause, outcome->because[i].clause) == 0)
            return true;
    }
    return false;
}

/* The clauses that are unknown for the same cause as this one: "median >= 7; iqr <= 2". NULL when out of memory. */
static char *clauses_of_cause(const delphi_outcome *outcome, size_t first) {
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return NULL;
    for (size_t i = first; i < outcome->because_count; i++) {
        if (same_cause(&outcome->because[first], &outcome->because[i]) && !is_listed(outcome, i))
            fprintf(out, "%s%s", i > first ? "; " : "", outcome->because[i].clause);
    }
    if (fclose(out) == 0)
        return text;
    free(text);
    return NULL;
}

/* The reason stands with the value on the left; where that is known, the right side is the cause. */
static const char *reason_of(const delphi_clause *clause) {
    bool left = clause->value.kind == DELPHI_VALUE_UNDEFINED;
    return delphi_reason_text(left ? clause->value.reason : clause->compare.reason);
}

static void add_causes(cli_table *table, const delphi_study *study, const delphi_outcome *outcome) {
    for (size_t i = 0; i < outcome->because_count; i++) {
        const delphi_clause *clause = &outcome->because[i];
        if (clause->holds != DELPHI_UNKNOWN || !is_first_of_cause(outcome, i))
            continue;
        cli_table_add(table, CLI_YELLOW, "%s", study->indicators[outcome->indicator].id);
        cli_table_add(table, CLI_PLAIN, "%s",
                      clause->criterion == DELPHI_NONE ? "" : study->protocol.criteria[clause->criterion].id);
        cli_table_add(table, CLI_PLAIN, "%s",
                      clause->group == DELPHI_NONE ? "" : study->protocol.groups[clause->group].id);
        cli_table_add(table, CLI_PLAIN, "%s", reason_of(clause));
        cli_table_take(table, CLI_FAINT, clauses_of_cause(outcome, i));
    }
}

static delphi_status print_undecided(const cli_terminal *terminal, const delphi_result *result) {
    static const cli_column columns[] = {
        {.heading = NULL}, {.heading = NULL}, {.heading = NULL}, {.heading = NULL}, {.elastic = true},
    };
    cli_table *table = cli_table_new(terminal, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < result->outcome_count; i++) {
        if (result->outcomes[i].decision == DELPHI_UNDECIDED)
            add_causes(table, result->study, &result->outcomes[i]);
    }
    printf("\nUndecided, and what is unknown:\n");
    return cli_table_print(table, 2);
}

static void print_conflicts(const cli_terminal *terminal, const delphi_result *result) {
    printf("\nConflict, both the keep and the drop rule hold:\n");
    for (size_t i = 0; i < result->outcome_count; i++) {
        if (result->outcomes[i].decision == DELPHI_CONFLICT)
            cli_print_words(terminal, &result->study->indicators[result->outcomes[i].indicator].id, 1, 2);
    }
}

delphi_status cli_print_unresolved(const cli_terminal *terminal, const delphi_result *result) {
    if (result->decided[DELPHI_CONFLICT] > 0)
        print_conflicts(terminal, result);
    return result->decided[DELPHI_UNDECIDED] > 0 ? print_undecided(terminal, result) : DELPHI_OK;
}

delphi_status cli_print_after_round(const char *study_path, const delphi_folder *folder, const delphi_result *result) {
    const delphi_study *study = result->study;
    if (result->round > delphi_folder_closed(folder)) {
        cli_print_next("close", study_path, "", "when all ratings are in");
        return DELPHI_OK;
    }
    if (result->last_round || result->round < delphi_folder_opened(folder)) {
        cli_print_next("report", study_path, "", result->last_round ? "this was the last round" : "");
        return DELPHI_OK;
    }
    bool *in_play = calloc(study->indicator_count ? study->indicator_count : 1, sizeof *in_play);
    if (!in_play)
        return DELPHI_ERR_MEMORY;
    size_t left = delphi_in_play(study, result->round + 1, result, in_play);
    free(in_play);
    char why[96];
    snprintf(why, sizeof why, "round %d, %zu indicator%s in play", result->round + 1, left, cli_plural(left));
    if (left > 0)
        cli_print_next("open", study_path, "", why);
    else
        cli_print_next("report", study_path, "", "nothing is left to rate");
    return DELPHI_OK;
}

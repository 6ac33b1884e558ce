/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands below the table of decisions: the counts, what could not be decided and why, and what to do next. */
#include "cli/decisions.h"
#include "cli/study.h"

#include <stdlib.h>
#include <string.h>

void cli_print_tally(const cli_terminal *terminal, const uint32_t decided[DELPHI_DECISION_COUNT]) {
    static const char *const words[DELPHI_DECISION_COUNT] = {"kept",         "dropped",   "re-rate",
                                                             "no consensus", "undecided", "conflict"};
    /* Kept and dropped always; the other outcomes where they occur. */
    const char *before = "";
    for (int d = 0; d < DELPHI_DECISION_COUNT; d++) {
        if (d > DELPHI_DROP && decided[d] == 0)
            continue;
        printf("%s%u %s", before, decided[d], words[d]);
        before = terminal->signs->dot;
    }
}

void cli_print_counts(const cli_terminal *terminal, const delphi_result *result) {
    cli_print_tally(terminal, result->decided);
}

/* Why a clause is unknown: for its left side, or where that is known, for its right one. */
static delphi_reason reason_of(const delphi_clause *clause) {
    bool left = clause->value.kind == DELPHI_VALUE_UNDEFINED;
    return left ? clause->value.reason : clause->compare.reason;
}

static bool same_cause(const delphi_clause *a, const delphi_clause *b) {
    return a->holds == b->holds && a->criterion == b->criterion && a->group == b->group && reason_of(a) == reason_of(b);
}

/* The first clause of an outcome that is unknown for the same cause; NULL where there is none. */
static const delphi_clause *find_cause(const delphi_outcome *outcome, const delphi_clause *cause) {
    for (size_t i = 0; i < outcome->because_count; i++) {
        if (same_cause(&outcome->because[i], cause))
            return &outcome->because[i];
    }
    return NULL;
}

/* The indicators with this decision, and with this cause where one is given. */
static delphi_status print_ids(const cli_terminal *terminal, const delphi_result *result, delphi_decision decision,
                               const delphi_clause *cause) {
    const char **ids = calloc(result->outcome_count, sizeof *ids);
    size_t count = 0;
    if (!ids)
        return DELPHI_ERR_MEMORY;
    for (size_t i = 0; i < result->outcome_count; i++) {
        const delphi_outcome *outcome = &result->outcomes[i];
        if (outcome->decision == decision && (!cause || find_cause(outcome, cause)))
            ids[count++] = result->study->indicators[outcome->indicator].id;
    }
    cli_print_words(terminal, ids, count, cause ? 4 : 2);
    free(ids);
    return DELPHI_OK;
}

/* "relevance, residents: fewer valid ratings than min_group (median >= 7; iqr <= 2)": the clauses that are unknown for
 * this cause. */
static void tell_cause(FILE *out, const delphi_study *study, const delphi_outcome *outcome,
                       const delphi_clause *cause) {
    const delphi_protocol *protocol = &study->protocol;
    bool criterion = cause->criterion != DELPHI_NONE, group = cause->group != DELPHI_NONE;
    fprintf(out, "%s%s%s%s%s (", criterion ? protocol->criteria[cause->criterion].id : "",
            criterion && group ? ", " : "", group ? protocol->groups[cause->group].id : "",
            criterion || group ? ": " : "", delphi_reason_text(reason_of(cause)));
    const char *before = "", *last = "";
    for (size_t i = 0; i < outcome->because_count; i++) {
        const delphi_clause *clause = &outcome->because[i];
        if (!same_cause(clause, cause) || strcmp(clause->clause, last) == 0)
            continue;
        fprintf(out, "%s%s", before, clause->clause);
        last = clause->clause;
        before = "; ";
    }
    fputc(')', out);
}

static delphi_status print_cause(const cli_terminal *terminal, const delphi_result *result,
                                 const delphi_outcome *outcome, const delphi_clause *cause) {
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return DELPHI_ERR_MEMORY;
    tell_cause(out, result->study, outcome, cause);
    bool good = fclose(out) == 0;
    if (good)
        cli_print_paragraph(terminal, text, 2);
    free(text);
    return good ? print_ids(terminal, result, DELPHI_UNDECIDED, cause) : DELPHI_ERR_MEMORY;
}

/* Was this cause met in an earlier outcome, or earlier in this one? */
static bool is_known(const delphi_clause *const *causes, size_t count, const delphi_clause *clause) {
    for (size_t i = 0; i < count; i++) {
        if (same_cause(causes[i], clause))
            return true;
    }
    return false;
}

#define MOST_CAUSES 64

static delphi_status print_causes_of(const cli_terminal *terminal, const delphi_result *result,
                                     const delphi_outcome *outcome, const delphi_clause **causes, size_t *count) {
    delphi_status status = DELPHI_OK;
    for (size_t i = 0; i < outcome->because_count && *count < MOST_CAUSES && status == DELPHI_OK; i++) {
        const delphi_clause *clause = &outcome->because[i];
        if (clause->holds != DELPHI_UNKNOWN || is_known(causes, *count, clause))
            continue;
        causes[(*count)++] = clause;
        status = print_cause(terminal, result, outcome, clause);
    }
    return status;
}

/* Each cause once, with the indicators that it leaves undecided. */
static delphi_status print_undecided(const cli_terminal *terminal, const delphi_result *result) {
    const delphi_clause *causes[MOST_CAUSES];
    size_t count = 0;
    delphi_status status = DELPHI_OK;
    printf("\nUndecided, and what is unknown:\n");
    for (size_t i = 0; i < result->outcome_count && status == DELPHI_OK; i++) {
        if (result->outcomes[i].decision == DELPHI_UNDECIDED)
            status = print_causes_of(terminal, result, &result->outcomes[i], causes, &count);
    }
    return status;
}

delphi_status cli_print_unresolved(const cli_terminal *terminal, const delphi_result *result) {
    delphi_status status = DELPHI_OK;
    if (result->kind == DELPHI_KIND_MEETING && result->decided[DELPHI_UNDECIDED] > 0) {
        printf("\nUndecided, for a tie or for want of votes; the steering group may decide:\n");
        return print_ids(terminal, result, DELPHI_UNDECIDED, NULL);
    }
    if (result->decided[DELPHI_CONFLICT] > 0) {
        printf("\nConflict, both the keep and the drop rule hold:\n");
        status = print_ids(terminal, result, DELPHI_CONFLICT, NULL);
    }
    if (status != DELPHI_OK)
        return status;
    return result->decided[DELPHI_UNDECIDED] > 0 ? print_undecided(terminal, result) : DELPHI_OK;
}

/* What the next round would rate decides whether there is one. */
static delphi_status print_next_round(const char *study_path, const delphi_result *result) {
    const delphi_study *study = result->study;
    bool *in_play = calloc(study->indicator_count ? study->indicator_count : 1, sizeof *in_play);
    if (!in_play)
        return DELPHI_ERR_MEMORY;
    size_t left = delphi_in_play(study, result->round + 1, result, in_play);
    free(in_play);
    char why[96];
    snprintf(why, sizeof why, "round %d, %zu %s in play", result->round + 1, left,
             delphi_level_count_name(delphi_round_level(&study->protocol, result->round + 1), left));
    if (result->scan)
        snprintf(why, sizeof why, "round %d, the wave of %s", result->round + 1,
                 study->protocol.rounds[result->round].wave);
    delphi_level other = delphi_round_level(&study->protocol, result->round + 1) == DELPHI_LEVEL_TOPIC
                             ? DELPHI_LEVEL_INDICATOR
                             : DELPHI_LEVEL_TOPIC;
    if (left == 0 && delphi_round_after(&study->protocol, result->round + 1, other)) {
        snprintf(why, sizeof why, "round %d has nothing to rate: take it out of study.json first", result->round + 1);
        left = 1;
    }
    if (left > 0)
        cli_print_next("open", study_path, "", why);
    else
        cli_print_next("report", study_path, "--final", "nothing is left to rate");
    return DELPHI_OK;
}

delphi_status cli_print_after_round(const char *study_path, const delphi_folder *folder, const delphi_result *result) {
    int closed = delphi_folder_closed(folder), stale = cli_first_stale(folder);
    if (result->round == closed + 1) {
        cli_print_next("close", study_path, "",
                       result->kind == DELPHI_KIND_MEETING ? "when all ballots are in" : "when all ratings are in");
        return DELPHI_OK;
    }
    if (result->round <= closed && stale) {
        cli_print_next_stale(study_path, folder, stale);
        return DELPHI_OK;
    }
    if (result->round < delphi_folder_opened(folder)) {
        char round[32];
        snprintf(round, sizeof round, "--round %d", result->round);
        cli_print_next("report", study_path, round, "");
        return DELPHI_OK;
    }
    bool last = (size_t)result->round == result->study->protocol.round_count;
    if (last && result->scan) {
        cli_print_next("factsheets", study_path, "", "for each participant; and 'delphi report'");
        return DELPHI_OK;
    }
    if (last) {
        cli_print_next("report", study_path, "--final", "this was the last round");
        return DELPHI_OK;
    }
    return print_next_round(study_path, result);
}

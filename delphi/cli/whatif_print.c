/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One variant on the screen: what is other, which decisions move, and the counts. */
#include "cli/decisions.h"
#include "cli/moves.h"
#include "cli/study.h"
#include "cli/table.h"
#include "cli/whatif.h"

#include <stdlib.h>
#include <string.h>

#define LABEL_WIDTH 17

static const char *quantile_type_name(delphi_quantile_type type) {
    static const char *const names[] = {[DELPHI_QUANTILE_HINGES] = "hinges",
                                        [DELPHI_QUANTILE_TYPE2] = "2",
                                        [DELPHI_QUANTILE_TYPE6] = "6",
                                        [DELPHI_QUANTILE_TYPE7] = "7",
                                        [DELPHI_QUANTILE_TYPE8] = "8"};
    return names[type];
}

static const char *denominator_name(delphi_denominator denominator) {
    static const char *const names[] = {"valid", "answered", "panel"};
    return names[denominator];
}

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

void cli_whatif_print_round(const cli_terminal *terminal, const delphi_result *real) {
    printf("Round %d of %zu, what if\n", real->round, real->study->protocol.round_count);
    int before = delphi_round_before(&real->study->protocol, real->round);
    if (!before)
        return;
    char text[200];
    snprintf(text, sizeof text, "on the %zu %s that round %d rated, whatever else would have settled in round %d",
             real->outcome_count, delphi_level_count_name(real->level, real->outcome_count), real->round, before);
    cli_print_paragraph(terminal, text, 2);
}

static void print_head(const cli_terminal *terminal, const delphi_result *real, const delphi_variant_result *tried) {
    const delphi_protocol *before = &real->study->protocol, *after = &tried->result->study->protocol;
    cli_whatif_print_round(terminal, real);
    print_change(terminal, "keep", real->keep_rule, tried->result->keep_rule);
    print_change(terminal, "drop", real->drop_rule, tried->result->drop_rule);
    if (before->quantile_type != after->quantile_type)
        print_change(terminal, "quantile type", quantile_type_name(before->quantile_type),
                     quantile_type_name(after->quantile_type));
    if (before->denominator != after->denominator)
        print_change(terminal, "denominator", denominator_name(before->denominator),
                     denominator_name(after->denominator));
    print_number_change("min_ratings", before->min_ratings, after->min_ratings);
    if (real->selection && tried->result->selection)
        print_number_change("best", real->selection->select->best, tried->result->selection->select->best);
    print_number_change("experts", real->response.responded, tried->experts);
    putchar('\n');
}

static delphi_status print_moves(const cli_terminal *terminal, const delphi_result *real,
                                 const delphi_variant_result *tried) {
    cli_move *moves = calloc(tried->moved, sizeof *moves);
    cli_moves list = {.study = real->study, .moves = moves, .earlier = "decided", .later = "what if"};
    for (size_t i = 0; moves && i < real->outcome_count; i++) {
        const delphi_outcome *was = &real->outcomes[i], *now = &tried->result->outcomes[i];
        if (was->rule_decision != now->decision)
            moves[list.count++] = (cli_move){.was = was, .now = now, .from = was->rule_decision, .to = now->decision};
    }
    delphi_status status = moves ? cli_print_moves(terminal, &list) : DELPHI_ERR_MEMORY;
    free(moves);
    return status;
}

delphi_status cli_whatif_print(const cli_terminal *terminal, const delphi_result *real,
                               const delphi_variant_result *tried) {
    print_head(terminal, real, tried);
    delphi_status status = tried->moved ? print_moves(terminal, real, tried) : DELPHI_OK;
    if (status == DELPHI_OK)
        status = cli_print_unresolved(terminal, tried->result);
    if (status != DELPHI_OK)
        return status;
    bool above = tried->moved || tried->result->decided[DELPHI_UNDECIDED] || tried->result->decided[DELPHI_CONFLICT];
    printf("%s%zu of %zu decision%s %s\n", above ? "\n" : "", tried->moved, real->outcome_count,
           cli_plural(real->outcome_count), tried->moved == 1 ? "moves" : "move");
    printf("  as decided  ");
    cli_print_tally(terminal, real->rule_decided);
    printf("\n  what if     ");
    cli_print_counts(terminal, tried->result);
    putchar('\n');
    return DELPHI_OK;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How sure a decision is, in a sentence for each way of asking. */
#include "cli/decisions.h"
#include "cli/study.h"

#include <stdlib.h>

/* What would become of it: "make it re-rate", "leave it undecided". */
static const char *become(delphi_decision decision) {
    static const char *const words[DELPHI_DECISION_COUNT] = {
        [DELPHI_KEEP] = "keep it",
        [DELPHI_DROP] = "drop it",
        [DELPHI_RERATE] = "make it re-rate",
        [DELPHI_NO_CONSENSUS] = "leave it without consensus",
        [DELPHI_UNDECIDED] = "leave it undecided",
        [DELPHI_CONFLICT] = "make keep and drop both hold",
    };
    return words[decision];
}

/* What is said of it: "it is kept". */
static const char *is(delphi_decision decision) {
    static const char *const words[DELPHI_DECISION_COUNT] = {
        [DELPHI_KEEP] = "kept",           [DELPHI_DROP] = "dropped",
        [DELPHI_RERATE] = "rated again",  [DELPHI_NO_CONSENSUS] = "without consensus",
        [DELPHI_UNDECIDED] = "undecided", [DELPHI_CONFLICT] = "a conflict of keep and drop",
    };
    return words[decision];
}

static const delphi_value *value_of(const delphi_robustness *found, const char *prefix, const char *name) {
    char full[64];
    snprintf(full, sizeof full, "%s%s", prefix, name);
    return &found->values[delphi_decision_measure_find(full)];
}

static long long number_of(const delphi_robustness *found, const char *name) {
    return (long long)value_of(found, name, "")->as.rational.num;
}

static void print_margin(const cli_terminal *terminal, const delphi_robustness *found) {
    const delphi_value *margin = value_of(found, "flip_margin", "");
    char text[160];
    if (margin->kind == DELPHI_VALUE_UNDEFINED) {
        snprintf(text, sizeof text, "%s", delphi_reason_text(margin->reason));
    } else {
        long long count = (long long)margin->as.rational.num;
        bool exact = value_of(found, "flip_margin_exact", "")->as.truth;
        snprintf(text, sizeof text, "%lld rating%s changed would %s%s", count, cli_plural((size_t)count),
                 become(found->flips_to), exact ? "" : "; fewer may be enough");
    }
    cli_print_paragraph(terminal, text, 2);
}

/* "3 of 35" and what each of them would do; nearly always the same. */
static void print_left_out(const cli_terminal *terminal, const delphi_robustness *found) {
    long long experts = number_of(found, "loo_experts"), flips = number_of(found, "loo_flips");
    char text[320];
    size_t length = (size_t)snprintf(text, sizeof text,
                                     flips == 1 ? "leaving out %lld of the %lld experts would"
                                                : "leaving out any one of %lld of the %lld experts would",
                                     flips, experts);
    const char *before = " ";
    if (experts == 0)
        return;
    if (flips == 0)
        length = (size_t)snprintf(text, sizeof text, "leaving out any one of %lld experts changes nothing", experts);
    for (int d = 0; d < DELPHI_DECISION_COUNT && flips > 0 && length < sizeof text; d++) {
        long long to = (long long)value_of(found, "loo_", delphi_decision_name((delphi_decision)d))->as.rational.num;
        if (to == 0)
            continue;
        length += (size_t)snprintf(text + length, sizeof text - length, "%s%s", before, become((delphi_decision)d));
        if (to < flips && length < sizeof text)
            length += (size_t)snprintf(text + length, sizeof text - length, " (%lld)", to);
        before = ", ";
    }
    cli_print_paragraph(terminal, text, 2);
}

/* "in 93.1% of 2000 bootstrap samples it is kept, in 6.8% rated again". Cut, not rounded: 2000 of 2000 alone are 100%.
 */
static void print_drawn_again(const cli_terminal *terminal, const delphi_robustness *found) {
    char text[320] = "";
    size_t length = 0;
    const char *before = "in ";
    for (int d = 0; d < DELPHI_DECISION_COUNT && length < sizeof text; d++) {
        const delphi_value *share = value_of(found, "bootstrap_", delphi_decision_name((delphi_decision)d));
        if (share->kind == DELPHI_VALUE_UNDEFINED || share->as.rational.num == 0)
            continue;
        long long tenths = (long long)(1000 * share->as.rational.num / share->as.rational.den);
        length +=
            (size_t)snprintf(text + length, sizeof text - length, "%s%lld.%lld%%", before, tenths / 10, tenths % 10);
        if (*before == 'i' && length < sizeof text)
            length += (size_t)snprintf(text + length, sizeof text - length, " of %lld bootstrap samples it is",
                                       (long long)share->as.rational.den);
        if (length < sizeof text)
            length += (size_t)snprintf(text + length, sizeof text - length, " %s", is((delphi_decision)d));
        before = ", in ";
    }
    if (*text)
        cli_print_paragraph(terminal, text, 2);
}

void cli_print_sureness(const cli_terminal *terminal, const delphi_result *result, const delphi_outcome *outcome) {
    if (!result->robustness)
        return;
    const delphi_robustness *found = &result->robustness[outcome - result->outcomes];
    char text[160];
    printf("\nhow sure\n");
    print_margin(terminal, found);
    print_left_out(terminal, found);
    print_drawn_again(terminal, found);
    int before = delphi_round_before(&result->study->protocol, result->round);
    if (!before)
        return;
    snprintf(text, sizeof text, "by those alone who responded in round %d too it %s %s", before,
             found->stayers_only == outcome->rule_decision ? "is" : "would be", is(found->stayers_only));
    cli_print_paragraph(terminal, text, 2);
}

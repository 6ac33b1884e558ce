/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of measures of a decision. The order is the order in which they are written, and that of the places in
 * robustness.h; old names never change. */
#include "analysis/robustness.h"

#include <string.h>

#define EFRON "Efron and Tibshirani, 1993"

#define LOO(name, words)                                                                                               \
    {                                                                                                                  \
        "loo_" name, "Leave one out: to " words,                                                                       \
            "How many experts, each left out by himself, turn the decision into " words                                \
            "; 0 where that is the decision taken.",                                                                   \
            "", ""                                                                                                     \
    }

#define BOOTSTRAP(name, words)                                                                                         \
    {                                                                                                                  \
        "bootstrap_" name, "Bootstrap: " words,                                                                        \
            "The share of panels, drawn with replacement from the experts who responded, within their groups, that "   \
            "decide " words ".",                                                                                       \
            EFRON, ""                                                                                                  \
    }

static const delphi_decision_measure measures[] = {
    [DECISION_FLIP_MARGIN] = {"flip_margin", "Flip margin",
                              "The least number of ratings that would have to be other ones for the decision to "
                              "change: ratings of one expert on one criterion, moved to any other point of the scale.",
                              "",
                              "1 or 2: the decision hangs on single ratings. Beside the number of ratings it shows how "
                              "far the panel is from deciding otherwise."},
    [DECISION_FLIP_MARGIN_EXACT] = {"flip_margin_exact", "Flip margin: proven",
                                    "Whether no smaller number of ratings would do. Where it is false, so many are "
                                    "enough, but fewer may be.",
                                    "", ""},
    [DECISION_LOO_EXPERTS] = {"loo_experts", "Leave one out: experts",
                              "How many experts responded and were left out in turn, with all their answers.", "", ""},
    [DECISION_LOO_FLIPS] = {"loo_flips", "Leave one out: changes",
                            "How many experts, each left out by himself, change the decision.", "",
                            "0: the decision hangs on no single expert."},
    [DECISION_LOO + DELPHI_KEEP] = LOO("keep", "keep"),
    [DECISION_LOO + DELPHI_DROP] = LOO("drop", "drop"),
    [DECISION_LOO + DELPHI_RERATE] = LOO("rerate", "re-rate"),
    [DECISION_LOO + DELPHI_NO_CONSENSUS] = LOO("no_consensus", "no consensus"),
    [DECISION_LOO + DELPHI_UNDECIDED] = LOO("undecided", "undecided"),
    [DECISION_LOO + DELPHI_CONFLICT] = LOO("conflict", "conflict"),
    [DECISION_BOOTSTRAP_REPLICATES] = {"bootstrap_replicates", "Bootstrap: panels",
                                       "How many panels were drawn, from the study's seed.", EFRON, ""},
    [DECISION_BOOTSTRAP + DELPHI_KEEP] = BOOTSTRAP("keep", "keep"),
    [DECISION_BOOTSTRAP + DELPHI_DROP] = BOOTSTRAP("drop", "drop"),
    [DECISION_BOOTSTRAP + DELPHI_RERATE] = BOOTSTRAP("rerate", "re-rate"),
    [DECISION_BOOTSTRAP + DELPHI_NO_CONSENSUS] = BOOTSTRAP("no_consensus", "no consensus"),
    [DECISION_BOOTSTRAP + DELPHI_UNDECIDED] = BOOTSTRAP("undecided", "undecided"),
    [DECISION_BOOTSTRAP + DELPHI_CONFLICT] = BOOTSTRAP("conflict", "conflict"),
    [DECISION_BOOTSTRAP_SAME] = {"bootstrap_same", "Bootstrap: same decision",
                                 "The share of drawn panels that come to the decision taken.", EFRON,
                                 "Near 1: another panel of such experts would decide the same. Near 0.5: it might as "
                                 "well have decided otherwise."},
};

const delphi_decision_measure *delphi_decision_measures(size_t *count) {
    *count = DECISION_MEASURE_COUNT;
    return measures;
}

size_t delphi_decision_measure_find(const char *name) {
    for (size_t i = 0; i < DECISION_MEASURE_COUNT; i++)
        if (strcmp(measures[i].name, name) == 0)
            return i;
    return DELPHI_NONE;
}

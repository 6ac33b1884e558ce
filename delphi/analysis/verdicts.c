/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verdicts on stability in words, for manuals and reports. stability.c and opinion.c decide by them. */
#include <delphi/analysis.h>

static const delphi_verdict verdicts[] = {
    {"group_stable", "Group stable", "The net change between the rounds' distributions is at most 15%.",
     "Scheibe, Skutsch and Schofer, 1975"},
    {"individuals_stable", "Individuals stable",
     "The later ratings of the experts who rated in both rounds depend on their earlier ones: chi-square of "
     "independence is significant at 5% and Spearman's correlation above 0. Where an expected count is below 1 or "
     "there "
     "is nothing to test: at most 15% of them changed their rating.",
     "Chaffin and Talley, 1980; the limit for small panels is ours"},
    {"opinion", "Opinion",
     "Consensus: the rules keep or drop the indicator. Else by bands of the scale. Majority: one has more than half of "
     "the valid ratings. Bipolarity: none has, and all ratings outside the two fullest are fewer than half of the "
     "second. Plurality: one has more than each other. Disagreement: none of these.",
     "Dajani, Sincoff and Talley, 1979; the limits are ours"},
    {"another_round", "Worth another round",
     "The rules neither keep nor drop the indicator, and the group is not stable on every criterion. A stable "
     "indicator "
     "without consensus is a result.",
     "Dajani, Sincoff and Talley, 1979"},
};

const delphi_verdict *delphi_stability_verdicts(size_t *count) {
    *count = sizeof verdicts / sizeof *verdicts;
    return verdicts;
}

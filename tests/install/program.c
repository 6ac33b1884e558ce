/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program that is built against the installed library alone: `program STUDY INDICATOR`. It evaluates a rule on
 * figures of its own, and prints the indicator's decision in each closed round. */
#include <delphi/delphi.h>

#include <stdio.h>
#include <string.h>

/* 16 of 21 in the band. */
static void share(const void *context, const delphi_answer_set *set, size_t criterion, size_t group,
                  delphi_value *out) {
    (void)context, (void)set, (void)criterion, (void)group;
    *out = (delphi_value){.kind = DELPHI_VALUE_SHARE, .as.rational = {16, 21}};
}

static int evaluate(const char *text) {
    static const char *const criteria[] = {"relevance"};
    static const delphi_rule_band bands[] = {{"high", 7, 9}};
    const delphi_rule_vocabulary vocabulary = {
        .criteria = criteria, .criterion_count = 1, .bands = bands, .band_count = 1, .scale_min = 1, .scale_max = 9};
    const delphi_rule_scene scene = {.round = 1, .criterion_count = 1, .share = share};
    delphi_problems *problems = delphi_problems_new();
    delphi_rule *rule = delphi_rule_parse(text, &vocabulary, "", "", problems);
    int truth = rule ? (int)delphi_rule_evaluate(rule, &scene, NULL, NULL) : -1;
    delphi_rule_free(rule);
    delphi_problems_free(problems);
    return truth;
}

static int print_decisions(const char *path, const char *id, delphi_problems *problems) {
    delphi_folder *folder = NULL;
    if (delphi_folder_open(path, DELPHI_FOLDER_READ, &folder, problems) != DELPHI_OK)
        return 1;
    size_t indicator = delphi_study_indicator(delphi_folder_study(folder), id);
    int failed = indicator == DELPHI_NONE;
    for (int round = 1; round <= delphi_folder_closed(folder) && !failed; round++) {
        const delphi_result *result = NULL;
        failed = delphi_folder_result(folder, round, &result, problems) != DELPHI_OK;
        const delphi_outcome *outcome = failed ? NULL : delphi_result_outcome(result, indicator);
        if (outcome)
            printf("round %d: %s %s\n", round, id, delphi_decision_name(outcome->decision));
    }
    delphi_folder_free(folder);
    return failed;
}

int main(int argc, char **argv) {
    if (argc != 3 || strcmp(delphi_version(), DELPHI_VERSION) != 0)
        return 2;
    printf("share(high) >= 75%%: %d\nshare(high) >= 77%%: %d\n", evaluate("share(high) >= 75%"),
           evaluate("share(high) >= 77%"));
    delphi_problems *problems = delphi_problems_new();
    int failed = !problems || print_decisions(argv[1], argv[2], problems);
    delphi_problems_free(problems);
    return failed;
}

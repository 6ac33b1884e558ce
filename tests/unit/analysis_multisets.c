/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every multiset of n ratings on 1 to 9, as one study with an indicator each, through readers, rules and decisions. The
 * counts of disagreements were computed with exact rationals, independently of this engine. */
#include "../support/study.h"

#include <stdlib.h>

/* Ratings of the next multiset in ascending order; false after the last. */
static bool next_multiset(int *ratings, int n) {
    int i = n - 1;
    while (i >= 0 && ratings[i] == 9)
        i--;
    if (i < 0)
        return false;
    int value = ratings[i] + 1;
    for (; i < n; i++)
        ratings[i] = value;
    return true;
}

typedef struct {
    char *indicators, *panel, *ratings;
    size_t count;
} texts;

static texts make_texts(int n) {
    texts out = {0};
    size_t sizes[3];
    FILE *indicators = open_memstream(&out.indicators, &sizes[0]);
    FILE *panel = open_memstream(&out.panel, &sizes[1]), *ratings = open_memstream(&out.ratings, &sizes[2]);
    int values[16];
    for (int e = 0; e < n; e++)
        values[e] = 1;
    fputs("id,text\n", indicators);
    fputs("expert\n", panel);
    for (int e = 0; e < n; e++)
        fprintf(panel, "E%d\n", e);
    do {
        fprintf(indicators, "I%zu,multiset\n", out.count);
        for (int e = 0; e < n; e++)
            fprintf(ratings, "E%d,I%zu,rating,%d,\n", e, out.count, values[e]);
        out.count++;
    } while (next_multiset(values, n));
    fclose(indicators);
    fclose(panel);
    fclose(ratings);
    return out;
}

static uint32_t disagreements(const texts *from, const char *quantile_type, const char *measure) {
    char protocol[400];
    snprintf(protocol, sizeof protocol,
             "{\"format\": \"delphi-study/1\", \"id\": \"multisets\", \"scale\": {\"min\": 1, \"max\": 9}, "
             "\"quantile_type\": %s, \"rules\": {\"drop\": \"%s\"}, \"rounds\": [{\"id\": 1}]}",
             quantile_type, measure);
    const char *const ratings[] = {from->ratings, NULL};
    delphi_study *study = test_study(protocol, from->indicators, from->panel, ratings);
    delphi_result *result = test_analyse(study, 1, NULL);
    cr_expect_eq(result->decided[DELPHI_DROP] + result->decided[DELPHI_NO_CONSENSUS], from->count);
    uint32_t found = result->decided[DELPHI_DROP];
    delphi_result_free(result);
    delphi_study_free(study);
    return found;
}

static void expect_counts(int n, size_t multisets, const uint32_t expected[6]) {
    static const char *const types[] = {"2", "6", "7", "8", "7", "7"};
    static const char *const measures[] = {"disagreement", "disagreement",         "disagreement",
                                           "disagreement", "disagreement_classic", "disagreement_third"};
    texts made = make_texts(n);
    cr_assert_eq(made.count, multisets);
    for (int i = 0; i < 6; i++) {
        uint32_t found = disagreements(&made, types[i], measures[i]);
        cr_expect_eq(found, expected[i], "n = %d, type %s, %s: %u", n, types[i], measures[i], found);
    }
    free(made.indicators);
    free(made.panel);
    free(made.ratings);
}

Test(analysis_multisets, of_seven) {
    expect_counts(7, 6435, (const uint32_t[]){1020, 2436, 1426, 2019, 2472, 600});
}

Test(analysis_multisets, of_eight) {
    expect_counts(8, 12870, (const uint32_t[]){3465, 4780, 2705, 4347, 2145, 2145});
}

Test(analysis_multisets, of_nine) {
    expect_counts(9, 24310, (const uint32_t[]){9145, 9145, 5907, 7545, 5925, 5925});
}

Test(analysis_multisets, of_ten) {
    expect_counts(10, 43758, (const uint32_t[]){13915, 16129, 11002, 14943, 13941, 4521});
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rounds/kagesten-2017 against the publication it was made from: the counts in the results are the published
 * percentages, and the decisions are the published labels. The study's README says what else equals the article, and
 * what cannot. */
#include <cJSON.h>
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../kit/shipped_kit.h"

enum { ITEM, TEXT_1, TEXT_2, ROUND_1, ROUND_2 = ROUND_1 + 6, LABEL = ROUND_2 + 6, COLUMNS };
enum { N, MEAN, SD, ESSENTIAL, IMPORTANT, NOT_IMPORTANT };
#define ITEMS 12

static char published[ITEMS][COLUMNS][128];
static cJSON *results[2];

/* The file is our own and has no quoted field. */
static void read_published(void) {
    char *text = shipped_text("kagesten-2017", "published.csv"), *rows = text, *row;
    strsep(&rows, "\n");
    for (int i = 0; i < ITEMS; i++) {
        row = strsep(&rows, "\n");
        for (int c = 0; c < COLUMNS; c++) {
            const char *field = strsep(&row, ",");
            cr_assert_not_null(field, "item %d has %d columns", i + 1, c);
            snprintf(published[i][c], sizeof published[i][c], "%s", field);
        }
        cr_assert_null(row, "item %d has more than %d columns", i + 1, COLUMNS);
    }
    free(text);
}

static void setup(void) {
    read_published();
    for (int r = 0; r < 2; r++) {
        char *text = shipped_text("kagesten-2017", r ? "round-2/results.json" : "round-1/results.json");
        results[r] = cJSON_Parse(text);
        cr_assert_not_null(results[r]);
        free(text);
    }
}

static void teardown(void) {
    cJSON_Delete(results[0]);
    cJSON_Delete(results[1]);
}

TestSuite(kagesten, .init = setup, .fini = teardown);

/* The item's entry of a round: P02, or P02b where its text changed; NULL where it was not rated. */
static const cJSON *entry(int round, int item) {
    char id[16], changed[16];
    const cJSON *indicator;
    snprintf(id, sizeof id, "P%02d", item);
    snprintf(changed, sizeof changed, "P%02db", item);
    cJSON_ArrayForEach(indicator, cJSON_GetObjectItemCaseSensitive(results[round - 1], "indicators")) {
        const char *found = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(indicator, "id"));
        if (strcmp(found, id) == 0 || strcmp(found, changed) == 0)
            return indicator;
    }
    return NULL;
}

static const cJSON *cell(int round, int item) {
    const cJSON *found = entry(round, item);
    cr_assert_not_null(found, "item %d is not in round %d", item, round);
    return cJSON_GetObjectItemCaseSensitive(cJSON_GetObjectItemCaseSensitive(found, "criteria"), "importance");
}

static double number(const cJSON *object, const char *key) {
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    cr_assert(cJSON_IsNumber(item), "%s is not there", key);
    return item->valuedouble;
}

static const char *figure(int round, int item, int what) {
    return published[item - 1][(round == 1 ? ROUND_1 : ROUND_2) + what];
}

/* Calls `look` for each of the 22 rows, and sees that there are 22. */
static void each_row(void (*look)(int round, int item)) {
    int rows = 0;
    for (int round = 1; round <= 2; round++)
        for (int item = 1; item <= ITEMS; item++) {
            if (!*figure(round, item, N)) {
                cr_expect_null(entry(round, item), "item %d was not rated in round %d", item, round);
                continue;
            }
            look(round, item);
            rows++;
        }
    cr_assert_eq(rows, 22);
}

/* A percentage in tenths as the article rounds it: by way of two decimals (1 of 29 is 3.448, 3.45, and printed 3.5). */
static long tenths(double percentage) {
    long hundredths = lround(100 * percentage);
    return (hundredths + 5) / 10;
}

/* Ratings on three points of the scale. */
static double ratings_from(const cJSON *object, int lowest) {
    const cJSON *counts = cJSON_GetObjectItemCaseSensitive(object, "counts");
    double sum = 0;
    cr_assert_eq(cJSON_GetArraySize(counts), 9);
    for (int point = lowest; point < lowest + 3; point++)
        sum += cJSON_GetArrayItem(counts, point - 1)->valuedouble;
    return sum;
}

static void expect_counts(int round, int item) {
    static const int lowest[] = {7, 4, 1}; /* essential, important, not important: three points each */
    double n = number(cell(round, item), "n");
    cr_expect_eq(n, atof(figure(round, item, N)), "item %d round %d: n is %g", item, round, n);
    for (int b = 0; b < 3; b++) {
        double share = 100 * ratings_from(cell(round, item), lowest[b]) / n;
        long printed = lround(10 * atof(figure(round, item, ESSENTIAL + b))), expected = tenths(share);
        /* 14 of 29 is 48.3; the article prints 48.4. */
        if (round == 2 && item == 5 && b == 1)
            expected++;
        cr_expect_eq(printed, expected, "item %d round %d, from %d: %g%% in tenths %ld, printed %ld", item, round,
                     lowest[b], share, expected, printed);
    }
}

Test(kagesten, counts_are_the_published_percentages) {
    each_row(expect_counts);
}

static void expect_moments(int round, int item) {
    double mean = number(cell(round, item), "mean"), sd = number(cell(round, item), "sd");
    cr_expect_leq(fabs(mean - atof(figure(round, item, MEAN))), 0.05 + 1e-9, "item %d round %d: mean %g", item, round,
                  mean);
    cr_expect_leq(fabs(sd - atof(figure(round, item, SD))), 0.05 + 1e-9, "item %d round %d: sd %g", item, round, sd);
}

Test(kagesten, means_and_deviations_are_the_published_ones) {
    each_row(expect_moments);
}

Test(kagesten, decisions_of_round_2_are_the_published_labels) {
    int kept = 0;
    for (int item = 1; item <= ITEMS; item++) {
        const char *decision = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(entry(2, item), "decision"));
        bool essential = strcmp(published[item - 1][LABEL], "Ess.") == 0;
        cr_expect_str_eq(decision, essential ? "keep" : "no_consensus", "item %d is labelled %s", item,
                         published[item - 1][LABEL]);
        kept += essential;
    }
    cr_assert_eq(kept, 5);
}

Test(kagesten, an_item_reworded_after_round_1_is_another_indicator) {
    static const int reworded[] = {2, 3, 4, 7};
    for (size_t i = 0; i < sizeof reworded / sizeof *reworded; i++) {
        const char *id = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(entry(2, reworded[i]), "id"));
        cr_expect_eq(id[strlen(id) - 1], 'b', "item %d is %s in round 2", reworded[i], id);
        cr_expect_str_neq(published[reworded[i] - 1][TEXT_1], published[reworded[i] - 1][TEXT_2]);
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rounds/jump-scan-2022 against the publication it was made from: every percentage, base and block score in its
 * results.json is as printed. The study's README says what is reconstructed. */
#include <cJSON.h>
#include <criterion/criterion.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../kit/shipped_kit.h"

#define WAVES      3
#define FIRST_WAVE 2020
#define PUBLISHED  73 /* rows of published.csv */
#define BLOCKS     8

static cJSON *waves[WAVES];

static const cJSON *at(const cJSON *object, const char *key) {
    const cJSON *found = cJSON_GetObjectItemCaseSensitive(object, key);
    cr_assert_not_null(found, "%s is not there", key);
    return found;
}

static void setup(void) {
    for (int i = 0; i < WAVES; i++) {
        char name[64];
        snprintf(name, sizeof name, "round-%d/results.json", i + 1);
        char *text = shipped_text("jump-scan-2022", name);
        cJSON *whole = cJSON_Parse(text);
        cr_assert_not_null(whole);
        waves[i] = cJSON_DetachItemFromObjectCaseSensitive(whole, "scan");
        cr_assert_not_null(waves[i]);
        cJSON_Delete(whole);
        free(text);
    }
}

static void teardown(void) {
    for (int i = 0; i < WAVES; i++)
        cJSON_Delete(waves[i]);
}

TestSuite(jump_scan, .init = setup, .fini = teardown);

/* The question with this id; of one with several answers the ids begin with it: V09a. */
static const cJSON *find_question(const cJSON *wave, const char *id) {
    const cJSON *question;
    cJSON_ArrayForEach(question, at(wave, "questions")) {
        const char *first = cJSON_GetStringValue(cJSON_GetArrayItem(at(question, "ids"), 0));
        bool multiple = cJSON_IsTrue(at(question, "multiple"));
        if (multiple ? strncmp(first, id, strlen(id)) == 0 : strcmp(first, id) == 0)
            return question;
    }
    cr_assert_fail("%s is not in its wave", id);
    return NULL;
}

/* In whole per cents, a half upwards. */
static int percent(int k, int n) {
    return (200 * k + n) / (2 * n);
}

/* One row: question,wave,option,percentage,base,count */
static void check_row(char *row) {
    const char *field[6];
    for (int i = 0; i < 6; i++) {
        field[i] = strsep(&row, ",");
        cr_assert_not_null(field[i]);
    }
    cr_assert_null(row);
    int wave = atoi(field[1]) - FIRST_WAVE;
    cr_assert(wave >= 0 && wave < WAVES);
    const cJSON *all = at(find_question(waves[wave], field[0]), "all");
    int n = at(all, "n")->valueint, k = cJSON_GetArrayItem(at(all, "counts"), atoi(field[2]) - 1)->valueint;
    cr_expect_eq(percent(k, n), atoi(field[3]), "%s %s %s: %d of %d is not %s%%", field[0], field[1], field[2], k, n,
                 field[3]);
    cr_expect_eq(*field[4] == '\0', wave < WAVES - 1, "bases are known of the last wave");
    cr_expect(!*field[4] || n == atoi(field[4]), "%s: the base is %d, not %s", field[0], n, field[4]);
    cr_expect(!*field[5] || k == atoi(field[5]), "%s %s: the count is %d, not %s", field[0], field[2], k, field[5]);
}

Test(jump_scan, every_published_percentage_and_base_comes_out) {
    char *text = shipped_text("jump-scan-2022", "published.csv"), *rows = text, *row;
    int count = 0;
    strsep(&rows, "\n");
    while ((row = strsep(&rows, "\n")) && *row) {
        check_row(row);
        count++;
    }
    cr_expect_eq(count, PUBLISHED);
    free(text);
}

/* Every answer that a published question has was published. */
Test(jump_scan, published_answers_are_all_of_a_question) {
    char *text = shipped_text("jump-scan-2022", "published.csv");
    const cJSON *question;
    cJSON_ArrayForEach(question, at(waves[WAVES - 1], "questions")) {
        const char *first = cJSON_GetStringValue(cJSON_GetArrayItem(at(question, "ids"), 0));
        if (*first != 'V')
            continue;
        char start[32];
        int published = 0, options = cJSON_GetArraySize(at(question, "options"));
        snprintf(start, sizeof start, "\n%.3s,2022,", first);
        for (const char *found = text; (found = strstr(found, start)); found++)
            published++;
        const cJSON *counts = at(at(question, "all"), "counts");
        for (int i = published; i < options; i++) /* the protocol's fifth point, which other questions do not have */
            cr_expect_eq(cJSON_GetArrayItem(counts, i)->valueint, 0, "%s: answer %d was not published", first, i + 1);
        cr_expect_geq(published, 4);
    }
    free(text);
}

/* A score of results.json in tenths, a half upwards. It is exact: "17/5", or a whole number. */
static long tenths(const cJSON *score) {
    long num, den = 1;
    if (cJSON_IsNumber(score)) {
        num = lround(10 * score->valuedouble);
        return num;
    }
    cr_assert_eq(sscanf(cJSON_GetStringValue(score), "%ld/%ld", &num, &den), 2);
    return (20 * num + den) / (2 * den);
}

static const cJSON *find_block(const char *title) {
    const cJSON *block;
    cJSON_ArrayForEach(block, at(waves[WAVES - 1], "blocks")) if (strcmp(cJSON_GetStringValue(at(block, "title")),
                                                                         title) == 0) return block;
    cr_assert_fail("there is no block %s", title);
    return NULL;
}

static void check_score(const cJSON *block, const char *type, int n, const char *printed) {
    const cJSON *score = at(at(block, "groups"), type);
    cr_expect_eq(at(score, "n")->valueint, n);
    cr_expect_eq(tenths(at(score, "score")), lround(10 * atof(printed)), "%s: not %s", type, printed);
}

Test(jump_scan, every_published_block_score_comes_out) {
    char *text = shipped_text("jump-scan-2022", "published_blocks.csv"), *rows = text, *row;
    int count = 0;
    strsep(&rows, "\n");
    while ((row = strsep(&rows, "\n")) && *row) {
        const char *title = strsep(&row, ","), *hospitals = strsep(&row, ","), *others = strsep(&row, ",");
        check_score(find_block(title), "ziekenhuis", 46, hospitals);
        check_score(find_block(title), "overig", 5, others);
        count++;
    }
    cr_expect_eq(count, BLOCKS);
    free(text);
}

/* Scores of 2022 are a series of their own; one question was the same in all waves. */
Test(jump_scan, series_of_two_versions_are_not_mixed) {
    const cJSON *block;
    cJSON_ArrayForEach(block, at(waves[WAVES - 1], "blocks")) cr_expect(cJSON_IsNull(at(block, "compared")));
    cr_expect_str_eq(cJSON_GetStringValue(at(waves[0], "version")), "2020-part");
    cr_expect_eq(at(waves[WAVES - 1], "participants")->valueint, 51);
}

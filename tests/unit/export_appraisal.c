/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stability, attrition, response and concordance in results.json and in the tidy CSV. */
#include "../support/two_rounds.h"

#include "manager/compare.h"

#include <cJSON.h>

static two_rounds study;

/* A: as METHODS 2.8 works it out, kept in both rounds; B: re-rated, E11 and E12 leave; F: too few ratings. */
static void set_up(void) {
    study = two_rounds_start(TWO_ROUNDS_PROTOCOL(TWO_ROUNDS_STAY "\"groups\": [{\"id\": \"g\"}, {\"id\": \"h\"}], "
                                                                 "\"min_group\": 3, "),
                             "id,text\nA,a\nB,b\nF,f\n", 15);
    study.group_of = "ggggggggggggghh";
    two_rounds_rate(&study, 1, "A", "5 6 7 7 8 4 9 6 7 3 8 7");
    two_rounds_rate(&study, 2, "A", "6 7 7 8 8 6 9 7 7 5 8 8");
    two_rounds_rate(&study, 1, "B", "4 4 4 4 4 5 5 5 5 5 6 6 9 9 9");
    two_rounds_rate(&study, 2, "B", "5 5 5 5 5 5 5 5 5 5 6 6");
    two_rounds_rate(&study, 1, "F", "4 4");
    two_rounds_rate(&study, 2, "F", "4 4");
    two_rounds_appraise(&study);
}

static void tear_down(void) {
    two_rounds_end(&study);
}

TestSuite(export_appraisal, .init = set_up, .fini = tear_down);

static cJSON *json_of(const delphi_result *result) {
    delphi_buffer text = {0};
    cr_assert_eq(delphi_export_json(result, &text), DELPHI_OK);
    cJSON *json = cJSON_ParseWithLength(text.data, text.size);
    cr_assert_not_null(json, "%s", text.data);
    delphi_buffer_free(&text);
    return json;
}

/* Down by a path of keys: "stability/indicators/A". */
static const cJSON *at(const cJSON *json, const char *path) {
    char keys[256], *rest = NULL;
    snprintf(keys, sizeof keys, "%s", path);
    for (char *key = strtok_r(keys, "/", &rest); key; key = strtok_r(NULL, "/", &rest))
        json = cJSON_GetObjectItemCaseSensitive(json, key);
    return json;
}

static double number_at(const cJSON *json, const char *path) {
    const cJSON *item = at(json, path);
    cr_assert(cJSON_IsNumber(item), "%s is no number", path);
    return item->valuedouble;
}

static const char *text_at(const cJSON *json, const char *path) {
    const char *text = cJSON_GetStringValue(at(json, path));
    cr_assert_not_null(text, "%s is no text", path);
    return text;
}

Test(export_appraisal, the_first_round_has_neither_stability_nor_attrition) {
    cJSON *json = json_of(study.first);
    cr_expect(cJSON_IsNull(at(json, "stability")));
    cr_expect(cJSON_IsNull(at(json, "attrition")));
    cr_expect(cJSON_IsObject(at(json, "concordance/rating")));
    cJSON_Delete(json);
}

Test(export_appraisal, what_was_not_appraised_is_not_written) {
    delphi_result *plain = test_analyse(study.study, 2, study.first);
    cJSON *json = json_of(plain);
    cr_expect_null(at(json, "stability"));
    cr_expect_null(at(json, "attrition"));
    delphi_buffer csv = {0};
    cr_assert_eq(delphi_export_csv(plain, DELPHI_CSV_RFC4180, &csv), DELPHI_OK);
    cr_expect_null(strstr(csv.data, "another_round"));
    cr_expect_null(strstr(csv.data, "kendall"));
    cr_expect(strstr(csv.data, "\r\ns,2,,,,stayed,12,\r\n"), "response is the analysis' own");
    delphi_buffer_free(&csv);
    cJSON_Delete(json);
    delphi_result_free(plain);
}

Test(export_appraisal, stability_has_every_measure_the_verdicts_and_the_advice) {
    cJSON *json = json_of(study.second);
    size_t count;
    const delphi_pair_measure *measures = delphi_pair_measures(&count);
    const cJSON *a = at(json, "stability/indicators/A/rating");
    const cJSON *item = a->child;
    for (size_t m = 0; m < count; m++, item = item->next)
        cr_expect_str_eq(item->string, measures[m].name);
    cr_expect_eq(number_at(json, "stability/previous_round"), 1);
    cr_expect_float_eq(number_at(a, "net_change_unpaired"), 1.0 / 6, 1e-15);
    cr_expect_float_eq(number_at(a, "changed_share"), 7.0 / 12, 1e-15);
    cr_expect_float_eq(number_at(a, "wilcoxon_p_exact"), 0.015625, 0);
    cr_expect(cJSON_IsFalse(at(a, "group_stable")));
    cr_expect(cJSON_IsFalse(at(a, "individuals_stable")));
    cr_expect_str_eq(text_at(a, "individuals_by"), "changed_share");
    cr_expect_str_eq(text_at(a, "opinion"), "consensus");
    cr_expect_null(at(a, "undefined")->child);
    cr_expect_str_eq(text_at(json, "stability/indicators/B/rating/opinion"), "majority");
    const cJSON *f = at(json, "stability/indicators/F/rating");
    cr_expect(cJSON_IsNull(at(f, "group_stable")));
    cr_expect(cJSON_IsNull(at(f, "spearman")));
    cr_expect_eq(number_at(f, "matched"), 2);
    cr_expect_str_eq(text_at(f, "undefined/individuals_stable"), "fewer valid ratings than min_ratings");
    cr_expect_str_eq(text_at(f, "undefined/group_stable"), "fewer valid ratings than min_ratings");
    cr_expect_str_eq(text_at(f, "opinion"), "none");
    const cJSON *advice = at(json, "stability/another_round");
    cr_assert_eq(cJSON_GetArraySize(advice), 2);
    cr_expect_str_eq(cJSON_GetArrayItem(advice, 0)->valuestring, "B");
    cr_expect_str_eq(cJSON_GetArrayItem(advice, 1)->valuestring, "F");
    cJSON_Delete(json);
}

/* Three left. On B they are higher than each of the twelve: 36 of 36. On A nobody of them rated. */
Test(export_appraisal, attrition_has_both_sides_or_only_their_numbers) {
    cJSON *json = json_of(study.second);
    cr_expect_eq(number_at(json, "attrition/previous_round"), 1);
    const cJSON *b = at(json, "attrition/indicators/B");
    cr_expect_str_eq(text_at(b, "decision"), "rerate");
    cr_expect_str_eq(text_at(b, "stayers_only"), "rerate");
    cr_expect_eq(number_at(b, "criteria/rating/stayers_n"), 12);
    cr_expect_eq(number_at(b, "criteria/rating/leavers_n"), 3);
    cr_expect_eq(number_at(b, "criteria/rating/stayers_median"), 5);
    cr_expect_eq(number_at(b, "criteria/rating/leavers_mean"), 9);
    cr_expect_eq(number_at(b, "criteria/rating/leavers_superiority"), 1);
    const cJSON *a = at(json, "attrition/indicators/A/criteria/rating");
    cr_expect_eq(cJSON_GetArraySize(a), 3);
    cr_expect_eq(number_at(a, "leavers_n"), 0);
    cr_expect_str_eq(text_at(a, "suppressed"), delphi_reason_text(DELPHI_REASON_SMALL_GROUP));
    cr_expect_eq(cJSON_GetArraySize(at(json, "attrition/moved")), 0);
    cJSON_Delete(json);
}

Test(export_appraisal, csv_has_rows_for_every_part) {
    static const char *const rows[] = {
        "s,2,,,,invited,15,",
        "s,2,,,,partial,10,",
        "s,2,,,g,left,1,",
        "s,2,,,h,joined,0,",
        "s,2,,rating,,complete_experts,2,",
        "s,2,,rating,h,experts,0,",
        "s,2,,rating,h,suppressed,true,",
        "s,2,A,,,another_round,false,",
        "s,2,B,,,another_round,true,",
        "s,2,A,rating,,net_change_unpaired,0.16666666666666666,",
        "s,2,A,rating,,group_stable,false,",
        "s,2,A,rating,,opinion,consensus,",
        "s,2,F,rating,,spearman,,fewer valid ratings than min_ratings",
        "s,2,F,rating,,individuals_stable,,fewer valid ratings than min_ratings",
        "s,2,B,,,previous_decision,rerate,",
        "s,2,B,,,previous_stayers_only,rerate,",
        "s,2,B,rating,,leavers_median,9,",
        "s,2,B,rating,,leavers_superiority,1,",
        "s,2,A,rating,,leavers_n,0,",
        "s,2,A,rating,,leavers_suppressed,true,",
    };
    delphi_buffer csv = {0};
    cr_assert_eq(delphi_export_csv(study.second, DELPHI_CSV_RFC4180, &csv), DELPHI_OK);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char line[160];
        snprintf(line, sizeof line, "\r\n%s\r\n", rows[i]);
        cr_expect(strstr(csv.data, line), "%s", rows[i]);
    }
    cr_expect_null(strstr(csv.data, "s,2,,rating,h,kendall"), "a small group has its number only");
    cr_expect_null(strstr(csv.data, "s,2,A,rating,,stayers_median"));
    delphi_buffer_free(&csv);
    cr_assert_eq(delphi_export_csv(study.first, DELPHI_CSV_RFC4180, &csv), DELPHI_OK);
    cr_expect(strstr(csv.data, "\r\ns,1,,,,partial,13,\r\n"));
    cr_expect_null(strstr(csv.data, ",stayed,"), "round 1 has no round before it");
    cr_expect_null(strstr(csv.data, ",another_round,"));
    delphi_buffer_free(&csv);
}

static int by_text(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Indicator, criterion, group and measure name a value: no two rows have the same. */
Test(export_appraisal, no_two_rows_of_the_csv_are_about_the_same) {
    delphi_buffer csv = {0};
    char *lines[2000], *rest = NULL;
    size_t count = 0;
    cr_assert_eq(delphi_export_csv(study.second, DELPHI_CSV_RFC4180, &csv), DELPHI_OK);
    for (char *line = strtok_r(csv.data, "\r\n", &rest); line; line = strtok_r(NULL, "\r\n", &rest)) {
        char *end = line;
        for (int field = 0; field < 6; field++)
            end += strcspn(end, ",") + 1;
        end[-1] = '\0'; /* the value and what follows */
        cr_assert_lt(count, 2000u);
        lines[count++] = line;
    }
    cr_assert_gt(count, 300u);
    qsort(lines, count, sizeof *lines, by_text);
    for (size_t i = 1; i < count; i++)
        cr_expect_str_neq(lines[i - 1], lines[i]);
    delphi_buffer_free(&csv);
}

Test(export_appraisal, a_difference_in_stability_is_told_by_its_pointer) {
    delphi_buffer old = {0}, new = {0};
    cr_assert_eq(delphi_export_json(study.second, &old), DELPHI_OK);
    cr_assert_eq(delphi_export_json(study.second, &new), DELPHI_OK);
    char *cell = strstr(new.data, "\"B\": {\"rating\":{\"matched\":12,");
    cr_assert_not_null(cell);
    memcpy(strstr(cell, "12"), "11", 2);
    manager_comparison found;
    cr_assert_eq(manager_compare(&old, &new, &found), DELPHI_OK);
    cr_expect_str_eq(found.details.data, "/stability/indicators/B/rating/matched: 12 -> 11");
    cr_expect_eq(found.moved, 0u);
    delphi_buffer_free(&found.details);
    delphi_buffer_free(&old);
    delphi_buffer_free(&new);
}

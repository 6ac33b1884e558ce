/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How sure decisions are, in results.json and in the tidy CSV. */
#include "../support/study.h"

#include <cJSON.h>
#include <stdlib.h>

static const char protocol[] =
    "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 1, \"max\": 9}, \"replicates\": 40, "
    "\"criteria\": [{\"id\": \"a\"}, {\"id\": \"b\"}], \"min_ratings\": 3, "
    "\"rules\": {\"keep\": \"median >= 7\", \"drop\": \"median <= 3\"}, \"rounds\": [{\"id\": 1}, {\"id\": 2}]}";
static const char first_ratings[] = "E1,A,a,5,\nE2,A,a,5,\nE3,A,a,5,\nE1,A,b,8,\nE2,A,b,8,\nE3,A,b,8,\n";
static const char second_ratings[] =
    "E1,A,a,8,\nE2,A,a,7,\nE3,A,a,9,\nE4,A,a,7,\nE1,A,b,8,\nE2,A,b,8,\nE3,A,b,8,\nE4,A,b,2,\nE1,B,a,8,\n";

static delphi_study *study;
static delphi_result *first, *second;

static void set_up(void) {
    const char *const rounds[] = {first_ratings, second_ratings, NULL};
    study = test_study(protocol, "id,text,since\nA,a,1\nB,b,2\n", "expert\nE1\nE2\nE3\nE4\n", rounds);
    first = test_analyse(study, 1, NULL);
    second = test_analyse(study, 2, first);
}

static void tear_down(void) {
    delphi_result_free(second);
    delphi_result_free(first);
    delphi_study_free(study);
}

TestSuite(export_robustness, .init = set_up, .fini = tear_down);

static cJSON *exported(const delphi_result *result) {
    delphi_buffer text = {0};
    cr_assert_eq(delphi_export_json(result, &text), DELPHI_OK);
    cJSON *json = cJSON_ParseWithLengthOpts(text.data, text.size, NULL, false);
    cr_assert_not_null(json, "%s", text.data);
    delphi_buffer_free(&text);
    return json;
}

static const cJSON *at(const cJSON *json, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(json, key);
}

static const cJSON *indicator(const cJSON *json, int place) {
    return cJSON_GetArrayItem(at(json, "indicators"), place);
}

Test(export_robustness, is_not_there_before_the_appraisal) {
    cJSON *json = exported(second);
    cr_expect_null(at(indicator(json, 0), "robustness"));
    cr_expect_null(at(indicator(json, 0), "sensitivity"));
    cJSON_Delete(json);
    delphi_buffer text = {0};
    cr_assert_eq(delphi_export_csv(second, DELPHI_CSV_RFC4180, &text), DELPHI_OK);
    cr_expect_null(strstr(text.data, "flip_margin"));
    delphi_buffer_free(&text);
}

Test(export_robustness, stands_behind_the_criteria_with_every_measure_and_what_it_flips_to) {
    cr_assert_eq(delphi_appraise(second, first), DELPHI_OK);
    cJSON *json = exported(second);
    const cJSON *a = indicator(json, 0), *found = at(a, "sensitivity");
    size_t count;
    const delphi_decision_measure *measures = delphi_decision_measures(&count);
    cr_assert_not_null(found);
    cr_expect_str_eq(at(a, "criteria")->next->string, "robustness");
    cr_expect_str_eq(at(a, "criteria")->next->next->string, "sensitivity");
    const cJSON *item = found->child;
    for (size_t i = 0; i < count; i++, item = item->next)
        cr_expect_str_eq(item->string, measures[i].name);
    cr_expect_str_eq(at(a, "decision")->valuestring, "keep");
    cr_expect_eq(at(found, "flip_margin")->valueint, 1, "an eight on b");
    cr_expect(cJSON_IsTrue(at(found, "flip_margin_exact")));
    cr_expect_str_eq(at(found, "flips_to")->valuestring, "no_consensus");
    cr_expect_str_eq(at(found, "stayers_only")->valuestring, "keep");
    cr_expect_eq(at(found, "loo_experts")->valueint, 4);
    cr_expect_eq(at(found, "bootstrap_replicates")->valueint, 40);
    cr_expect_eq(at(found, "undefined")->child, NULL);
    double keep = at(found, "bootstrap_keep")->valuedouble;
    cr_expect(keep > 0 && keep <= 1);
    const cJSON *interval = at(at(at(at(at(a, "robustness"), "b"), "shares"), "high"), "wilson");
    cr_assert_eq(cJSON_GetArraySize(interval), 2);
    cr_expect_eq(interval->child->valuedouble, second->robustness[0].shares[1 * 3 + 2].wilson.low);
    cJSON_Delete(json);
}

Test(export_robustness, undefined_is_null_with_its_reason) {
    cr_assert_eq(delphi_appraise(second, first), DELPHI_OK);
    cJSON *json = exported(second);
    const cJSON *found = at(indicator(json, 1), "sensitivity");
    cr_expect(cJSON_IsNull(at(found, "flip_margin")));
    cr_expect(cJSON_IsNull(at(found, "flips_to")));
    cr_expect_str_eq(at(at(found, "undefined"), "flip_margin")->valuestring, delphi_reason_text(DELPHI_REASON_NO_FLIP));
    cr_expect(cJSON_IsNull(at(at(at(at(at(indicator(json, 1), "robustness"), "a"), "shares"), "low"), "wilson")));
    cJSON_Delete(json);
    cr_assert_eq(delphi_appraise(first, NULL), DELPHI_OK);
    json = exported(first);
    cr_expect(cJSON_IsNull(at(at(indicator(json, 0), "sensitivity"), "stayers_only")), "nobody could have stayed");
    cJSON_Delete(json);
}

Test(export_robustness, has_its_rows_in_the_csv) {
    cr_assert_eq(delphi_appraise(second, first), DELPHI_OK);
    delphi_buffer text = {0};
    cr_assert_eq(delphi_export_csv(second, DELPHI_CSV_RFC4180, &text), DELPHI_OK);
    static const char *const rows[] = {
        "s,2,A,,,flip_margin,1,\r\n",
        "s,2,A,,,flip_margin_exact,true,\r\n",
        "s,2,A,,,flips_to,no_consensus,\r\n",
        "s,2,A,,,stayers_only,keep,\r\n",
        "s,2,A,,,bootstrap_replicates,40,\r\n",
        "s,2,B,,,flip_margin,,no change of ratings alters the decision\r\n",
        "s,2,A,b,,share_high_wilson_low,0.",
        "s,2,A,b,,share_high_clopper_pearson_high,0.",
        "s,2,B,a,,share_low_wilson_high,,fewer valid ratings than min_ratings\r\n",
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect(strstr(text.data, rows[i]), "%s", rows[i]);
    cr_expect_null(strstr(text.data, "s,2,B,,,flips_to"));
    delphi_buffer_free(&text);
}

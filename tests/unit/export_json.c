/* SPDX-License-Identifier: GPL-3.0-or-later */
/* results.json and the tidy CSV: form, order of keys, undefined values, suppression, exact numbers. */
#include "../support/study.h"

#include <cJSON.h>
#include <math.h>
#include <stdlib.h>

static const char protocol[] =
    "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 1, \"max\": 9}, \"denominator\": "
    "\"answered\", "
    "\"groups\": [{\"id\": \"g\"}, {\"id\": \"h\"}], \"min_group\": 3, \"min_ratings\": 3, \"quantile_type\": 8, "
    "\"rules\": {\"keep\": \"median >= 7 and share(high) >= 75%\", \"drop\": \"share(low) > share(high)\"}, "
    "\"rounds\": [{\"id\": 1}, {\"id\": 2}]}";
static const char indicators[] = "id,text\nA,a\nB,b\n-C,c\n";
static const char panel[] = "expert,group\nE1,g\nE2,g\nE3,g\nE4,g\nE5,h\nE6,h\n";
static const char ratings[] =
    "E1,A,rating,7,\nE2,A,rating,8,\nE3,A,rating,9,\nE4,A,rating,?,\nE5,A,rating,7,\nE6,A,rating,2,\n"
    "E1,B,rating,5,\nE2,B,rating,?,\n";

static delphi_study *study;
static delphi_result *result;

static void set_up(void) {
    const char *const rounds[] = {ratings, NULL};
    study = test_study(protocol, indicators, panel, rounds);
    result = test_analyse(study, 1, NULL);
}

static void tear_down(void) {
    delphi_result_free(result);
    delphi_study_free(study);
}

TestSuite(export_json, .init = set_up, .fini = tear_down);
TestSuite(export_csv, .init = set_up, .fini = tear_down);

static cJSON *export_and_parse(delphi_buffer *text) {
    cr_assert_eq(delphi_export_json(result, text), DELPHI_OK);
    const char *end = NULL;
    cJSON *json = cJSON_ParseWithLengthOpts(text->data, text->size, &end, false);
    cr_assert_not_null(json, "%s", text->data);
    cr_expect_str_eq(end, "\n");
    return json;
}

static const cJSON *at(const cJSON *json, const char *a, const char *b) {
    const cJSON *found = cJSON_GetObjectItemCaseSensitive(json, a);
    return b ? cJSON_GetObjectItemCaseSensitive(found, b) : found;
}

static const cJSON *cell_of(const cJSON *json, int indicator) {
    const cJSON *item = cJSON_GetArrayItem(at(json, "indicators", NULL), indicator);
    return at(item, "criteria", "rating");
}

Test(export_json, has_the_contracts_keys_in_their_order) {
    static const char *const keys[] = {"format", "engine",        "study",       "round", "protocol_sha256",
                                       "inputs", "quantile_type", "denominator", "seed",  "replicates",
                                       "rules",  "panel",         "decisions",   "flow",  "indicators"};
    delphi_buffer text = {0};
    cJSON *json = export_and_parse(&text);
    const cJSON *item = json->child;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++, item = item->next) {
        cr_assert_not_null(item);
        cr_expect_str_eq(item->string, keys[i]);
    }
    cr_expect_null(item);
    cr_expect_str_eq(at(json, "format", NULL)->valuestring, "delphi-results/1");
    cr_expect_str_eq(at(json, "engine", NULL)->valuestring, DELPHI_VERSION);
    cr_expect_str_eq(at(json, "rules", "keep")->valuestring, "median >= 7 and share(high) >= 75%");
    cr_expect_eq(strlen(at(json, "protocol_sha256", NULL)->valuestring), 64u);
    cr_expect_eq(at(json, "panel", "invited")->valueint, 6);
    cr_expect(cJSON_IsNull(at(json, "panel", "retention")));
    cJSON_Delete(json);
    delphi_buffer_free(&text);
}

Test(export_json, writes_counts_shares_and_exact_numbers) {
    delphi_buffer text = {0};
    cJSON *json = export_and_parse(&text);
    const cJSON *cell = cell_of(json, 0);
    cr_expect_eq(at(cell, "n", NULL)->valueint, 5);
    cr_expect_eq(at(cell, "cannot_judge", NULL)->valueint, 1);
    cr_expect_eq(at(cell, "base", NULL)->valueint, 6);
    cr_expect_eq(cJSON_GetArraySize(at(cell, "counts", NULL)), 9);
    cr_expect_eq(cJSON_GetArrayItem(at(cell, "counts", NULL), 6)->valueint, 2);
    cr_expect_float_eq(at(cell, "shares", "high")->valuedouble, 4.0 / 6, 0);
    /* type 8: h = (5 + 1/3)/4 + 1/3 = 5/3 of 2 7 7 8 9 is 2 + 2/3 * 5 */
    cr_expect_eq(at(cell, "q1", NULL)->valuedouble, 16.0 / 3);
    cr_expect(cJSON_IsFalse(at(cell, "disagreement", NULL)));
    cr_expect_not_null(at(cell, "undefined", NULL));
    cr_expect_null(at(cell, "undefined", "median"));
    cr_expect(strstr(text.data, "\"q1\":5.333333333333333,"));
    cr_expect_null(strstr(text.data, "nan"));
    cr_expect_null(strstr(text.data, "inf"));
    cJSON_Delete(json);
    delphi_buffer_free(&text);
}

Test(export_json, undefined_is_null_with_its_reason) {
    delphi_buffer text = {0};
    cJSON *json = export_and_parse(&text);
    const cJSON *cell = cell_of(json, 1);
    cr_expect(cJSON_IsNull(at(cell, "median", NULL)));
    cr_expect_str_eq(at(cell, "undefined", "median")->valuestring, delphi_reason_text(DELPHI_REASON_TOO_FEW_RATINGS));
    cr_expect(cJSON_IsNull(at(cell, "shares", "high")));
    cr_expect_str_eq(at(cell_of(json, 2), "undefined", "mean")->valuestring,
                     delphi_reason_text(DELPHI_REASON_NO_RATINGS));
    const cJSON *clause = at(cJSON_GetArrayItem(at(json, "indicators", NULL), 1), "because", NULL)->child;
    cr_expect(cJSON_IsNull(at(clause, "holds", NULL)));
    cr_expect(cJSON_IsNull(at(clause, "value", NULL)));
    cr_expect_not_null(at(clause, "undefined", NULL));
    cJSON_Delete(json);
    delphi_buffer_free(&text);
}

Test(export_json, clauses_carry_rule_criterion_value_and_both_sides) {
    delphi_buffer text = {0};
    cJSON *json = export_and_parse(&text);
    const cJSON *because = at(at(json, "indicators", NULL)->child, "because", NULL);
    cr_assert_eq(cJSON_GetArraySize(because), 3);
    const cJSON *share = cJSON_GetArrayItem(because, 1), *drop = cJSON_GetArrayItem(because, 2);
    cr_expect_str_eq(at(share, "rule", NULL)->valuestring, "keep");
    cr_expect_str_eq(at(share, "criterion", NULL)->valuestring, "rating");
    cr_expect_str_eq(at(share, "value", NULL)->valuestring, "4/6");
    cr_expect(cJSON_IsFalse(at(share, "holds", NULL)));
    cr_expect_null(at(share, "compare", NULL));
    cr_expect_str_eq(at(drop, "rule", NULL)->valuestring, "drop");
    cr_expect_str_eq(at(drop, "value", NULL)->valuestring, "1/6");
    cr_expect_str_eq(at(drop, "compare", NULL)->valuestring, "4/6");
    cJSON_Delete(json);
    delphi_buffer_free(&text);
}

Test(export_json, a_small_group_shows_its_size_and_nothing_else) {
    delphi_buffer text = {0};
    cJSON *json = export_and_parse(&text);
    const cJSON *groups = at(cell_of(json, 0), "groups", NULL);
    cr_expect_eq(at(groups, "g", "median")->valuedouble, 8);
    const cJSON *small = at(groups, "h", NULL);
    cr_expect_eq(at(small, "n", NULL)->valueint, 2);
    cr_expect_not_null(at(small, "suppressed", NULL));
    cr_expect_eq(cJSON_GetArraySize(small), 2);
    cJSON_Delete(json);
    delphi_buffer_free(&text);
}

Test(export_json, the_same_result_gives_the_same_bytes) {
    delphi_buffer one = {0}, two = {0};
    delphi_export_json(result, &one);
    delphi_export_json(result, &two);
    cr_expect_eq(one.size, two.size);
    cr_expect_eq(memcmp(one.data, two.data, one.size), 0);
    delphi_buffer_free(&one);
    delphi_buffer_free(&two);
}

Test(export_csv, is_tidy) {
    delphi_buffer text = {0};
    cr_assert_eq(delphi_export_csv(result, DELPHI_CSV_RFC4180, &text), DELPHI_OK);
    cr_expect_eq(strncmp(text.data, "study,round,indicator,criterion,group,measure,value,undefined\r\n", 63), 0);
    cr_expect(strstr(text.data, "\r\ns,1,A,,,decision,rerate,\r\n"));
    cr_expect(strstr(text.data, "\r\ns,1,A,rating,,median,7,\r\n"));
    cr_expect(strstr(text.data, "\r\ns,1,A,rating,,q1,5.333333333333333,\r\n"));
    cr_expect(strstr(text.data, "\r\ns,1,A,rating,h,suppressed,true,\r\n"));
    cr_expect_null(strstr(text.data, "\r\ns,1,A,rating,h,median"));
    cr_expect(strstr(text.data, "\r\ns,1,B,rating,,median,,fewer valid ratings than min_ratings\r\n"));
    cr_expect(strstr(text.data, "\r\ns,1,'-C,,,decision,undecided,\r\n"), "an id that looks like a formula");
    delphi_buffer_free(&text);
}

Test(export_csv, excel_nl_has_semicolons_decimal_commas_and_a_bom) {
    delphi_buffer text = {0};
    cr_assert_eq(delphi_export_csv(result, DELPHI_CSV_EXCEL_NL, &text), DELPHI_OK);
    cr_expect_eq(memcmp(text.data, "\xEF\xBB\xBFstudy;round;", 15), 0);
    cr_expect(strstr(text.data, "\r\ns;1;A;rating;;q1;5,333333333333333;\r\n"));
    delphi_buffer_free(&text);
}

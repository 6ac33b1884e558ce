/* SPDX-License-Identifier: GPL-3.0-or-later */
/* On the shipped studies: a variant that changes nothing moves nothing, and the alternatives add up. */
#include <criterion/criterion.h>
#include <delphi/delphi.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static delphi_folder *open_shipped(const char *name) {
    const char *tests = getenv("DELPHI_TESTS");
    char path[4096];
    snprintf(path, sizeof path, "%s/../rounds/%s", tests ? tests : "tests", name);
    delphi_problems *problems = delphi_problems_new();
    delphi_folder *folder = NULL;
    cr_assert_eq(delphi_folder_open(path, DELPHI_FOLDER_READ, &folder, problems), DELPHI_OK, "%s: set DELPHI_TESTS",
                 path);
    delphi_problems_free(problems);
    return folder;
}

/* Looks at a round beside the one before it. */
typedef void look(const delphi_result *real, const delphi_result *previous);

static void each_round(look *looks) {
    static const char *const names[] = {"jzojp-kernset", "kagesten-2017"};
    int seen = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        delphi_folder *folder = open_shipped(names[i]);
        const delphi_result *real = NULL, *previous = NULL;
        for (int round = 1; round <= delphi_folder_closed(folder); round++, seen++) {
            cr_assert_eq(delphi_folder_result(folder, round, &real, NULL), DELPHI_OK);
            looks(real, previous);
            previous = real;
        }
        delphi_folder_free(folder);
    }
    cr_assert_eq(seen, 5);
}

static void expect_still(const delphi_result *real, const delphi_result *previous, delphi_variant variant) {
    delphi_variant_result *out = NULL;
    cr_assert_eq(delphi_variant_analyse(real, previous, &variant, &out, NULL), DELPHI_OK);
    cr_expect_eq(out->moved, 0u);
    cr_expect_eq(memcmp(out->result->decided, real->decided, sizeof real->decided), 0);
    cr_expect_eq(out->experts, real->response.responded);
    cr_assert_eq(out->result->outcome_count, real->outcome_count);
    for (size_t i = 0; i < real->outcome_count; i++) {
        cr_expect_eq(out->result->outcomes[i].indicator, real->outcomes[i].indicator);
        cr_expect_eq(out->result->outcomes[i].because_count, real->outcomes[i].because_count);
    }
    delphi_variant_free(out);
}

static void look_still(const delphi_result *real, const delphi_result *previous) {
    const delphi_protocol *p = &real->study->protocol;
    expect_still(real, previous, (delphi_variant){0});
    expect_still(real, previous,
                 (delphi_variant){.keep = real->keep_rule,
                                  .drop = real->drop_rule ? real->drop_rule : "",
                                  .other_quantile_type = true,
                                  .quantile_type = p->quantile_type,
                                  .other_denominator = true,
                                  .denominator = p->denominator,
                                  .min_ratings = p->min_ratings});
}

Test(variant_shipped, what_changes_nothing_moves_nothing) {
    each_round(look_still);
}

/* Agreement counted again, from the decisions of each alternative. */
static void look_sums(const delphi_result *real, const delphi_result *previous) {
    delphi_alternatives *all = NULL;
    cr_assert_eq(delphi_alternatives_try(real, previous, &all, NULL), DELPHI_OK);
    delphi_agreement *again = calloc(real->outcome_count, sizeof *again), tried = {0};
    delphi_family last = DELPHI_FAMILY_RULE;
    for (size_t a = 0; a < all->count; a++) {
        const delphi_alternative *item = &all->items[a];
        uint32_t sum = 0;
        size_t moved = 0;
        cr_expect_geq(item->family, last, "family by family");
        last = item->family;
        cr_expect_eq(item->refusal != NULL, item->decisions == NULL, "%s", item->label);
        if (item->refusal)
            continue;
        tried.in[item->family]++;
        tried.all++;
        for (int d = 0; d < DELPHI_DECISION_COUNT; d++)
            sum += item->decided[d];
        cr_expect_eq(sum, real->outcome_count, "%s", item->label);
        for (size_t i = 0; i < real->outcome_count; i++) {
            bool agrees = item->decisions[i] == real->outcomes[i].decision;
            moved += !agrees;
            again[i].in[item->family] += agrees;
            again[i].all += agrees;
        }
        cr_expect_eq(item->moved, moved, "%s", item->label);
    }
    cr_expect_eq(memcmp(&all->tried, &tried, sizeof tried), 0);
    cr_expect_eq(memcmp(all->agreeing, again, real->outcome_count * sizeof *again), 0);
    cr_expect_gt(tried.all, 20u);
    free(again);
    delphi_alternatives_free(all);
}

Test(variant_shipped, the_alternatives_add_up) {
    each_round(look_sums);
}

static bool is_json(const delphi_buffer *text) {
    return text->size > 2 && text->data[0] == '{' && strcmp(text->data + text->size - 2, "}\n") == 0;
}

static size_t lines(const delphi_buffer *text) {
    size_t count = 0;
    for (size_t i = 0; i < text->size; i++)
        count += text->data[i] == '\n';
    return count;
}

static void look_exports(const delphi_result *real, const delphi_result *previous) {
    delphi_variant variant = {.preset = "percent-75"};
    delphi_variant_result *tried = NULL;
    delphi_alternatives *all = NULL;
    delphi_buffer json = {0}, csv = {0}, excel = {0}, all_json = {0}, all_csv = {0};
    cr_assert_eq(delphi_variant_analyse(real, previous, &variant, &tried, NULL), DELPHI_OK);
    cr_assert_eq(delphi_alternatives_try(real, previous, &all, NULL), DELPHI_OK);
    cr_assert_eq(delphi_export_variant_json(real, tried, &json), DELPHI_OK);
    cr_assert_eq(delphi_export_variant_csv(real, tried, DELPHI_CSV_RFC4180, &csv), DELPHI_OK);
    cr_assert_eq(delphi_export_variant_csv(real, tried, DELPHI_CSV_EXCEL_NL, &excel), DELPHI_OK);
    cr_assert_eq(delphi_export_alternatives_json(real, all, &all_json), DELPHI_OK);
    cr_assert_eq(delphi_export_alternatives_csv(real, all, DELPHI_CSV_RFC4180, &all_csv), DELPHI_OK);
    cr_expect(is_json(&json) && is_json(&all_json));
    cr_expect_eq(lines(&csv), real->outcome_count + 1);
    cr_expect_eq(strncmp(excel.data, "\xEF\xBB\xBFstudy;round;", 15), 0);
    cr_expect_eq(lines(&all_csv), 1 + all->tried.all * real->outcome_count + (all->count - all->tried.all),
                 "a row an indicator under each alternative, and one for each that is refused");
    delphi_buffer *const buffers[] = {&json, &csv, &excel, &all_json, &all_csv};
    for (size_t i = 0; i < sizeof buffers / sizeof *buffers; i++)
        delphi_buffer_free(buffers[i]);
    delphi_alternatives_free(all);
    delphi_variant_free(tried);
}

Test(variant_shipped, is_written_whole_for_programs) {
    each_round(look_exports);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rule's text asked of the groups, and with another cut. */
#include "rules_fixture.h"

#include "base/buffer.h"

TestSuite(rules_rewrite);

static char *recut(const char *text, delphi_rule_cut cut, const char *number, size_t *found) {
    delphi_rule *rule = fixture_parse(text);
    delphi_buffer out = {0};
    cr_assert_eq(delphi_rule_recut(rule, cut, number, &out, found), DELPHI_OK);
    delphi_rule_free(rule);
    return out.data;
}

typedef struct {
    delphi_rule_cut cut;
    const char *number, *before, *after;
    size_t found;
} recut_row;

Test(rules_rewrite, puts_another_number_at_each_cut_and_nowhere_else) {
    static const recut_row rows[] = {
        {DELPHI_CUT_SHARE, "80%", "share(high) >= 75%", "share(high) >= 80%", 1},
        {DELPHI_CUT_SHARE, "80%", "share(high) > 2/3", "share(high) > 80%", 1},
        {DELPHI_CUT_SHARE, "80%", "75% <= share(high)", "80% <= share(high)", 1},
        {DELPHI_CUT_SHARE, "80%", "1/2 < relevance.share(7..9)", "80% < relevance.share(7..9)", 1},
        {DELPHI_CUT_SHARE, "80%", "share(high) >= 50%", "share(high) >= 80%", 1},
        {DELPHI_CUT_SHARE, "80%", "share(high) >= 49%", "share(high) >= 49%", 0},
        {DELPHI_CUT_SHARE, "80%", "share(low) < 15%", "share(low) < 15%", 0},
        {DELPHI_CUT_SHARE, "80%", "share(low) <= 75%", "share(low) <= 75%", 0},
        {DELPHI_CUT_SHARE, "80%", "75% >= share(low)", "75% >= share(low)", 0},
        {DELPHI_CUT_SHARE, "80%", "share(high) = 1", "share(high) = 1", 0},
        {DELPHI_CUT_SHARE, "80%", "share(high, cannot_judge) >= 75%", "share(high, cannot_judge) >= 75%", 0},
        {DELPHI_CUT_SHARE, "80%", "relevance.share(high) >= feasibility.share(high)",
         "relevance.share(high) >= feasibility.share(high)", 0},
        {DELPHI_CUT_SHARE, "80%", "not (share(high) >= 75%)", "not (share(high) >= 75%)", 0},
        {DELPHI_CUT_SHARE, "80%", "median >= 7 and mean >= 3/4", "median >= 7 and mean >= 3/4", 0},
        {DELPHI_CUT_SHARE, "70%", "(share(high)  >=  75%) or every group (share(low) >= 3/4 and iqr <= 2)",
         "(share(high)  >=  70%) or every group (share(low) >= 70% and iqr <= 2)", 2},
        {DELPHI_CUT_IQR, "1", "iqr <= 2", "iqr <= 1", 1},
        {DELPHI_CUT_IQR, "1", "relevance.median >= 7 and 2.5 > feasibility.iqr",
         "relevance.median >= 7 and 1 > feasibility.iqr", 1},
        {DELPHI_CUT_IQR, "1", "iqr >= 2 or iqr = 3 or iqr <= median", "iqr >= 2 or iqr = 3 or iqr <= median", 0},
        {DELPHI_CUT_IQR, "1", "not (iqr <= 2) and median <= 3", "not (iqr <= 2) and median <= 3", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t found = 99;
        char *text = recut(rows[i].before, rows[i].cut, rows[i].number, &found);
        cr_expect_str_eq(text, rows[i].after);
        cr_expect_eq(found, rows[i].found, "%s", rows[i].before);
        delphi_rule_free(fixture_parse(text));
        free(text);
    }
}

Test(rules_rewrite, asks_the_groups) {
    delphi_rule *rule = fixture_parse("relevance.iqr   <= 2 and feasibility.n > 1");
    delphi_buffer every = {0}, any = {0};
    cr_assert_eq(delphi_rule_ask_groups(rule, true, "", &every, NULL), DELPHI_OK);
    cr_assert_eq(delphi_rule_ask_groups(rule, false, "", &any, NULL), DELPHI_OK);
    cr_expect_str_eq(every.data, "every group (relevance.iqr <= 2 and feasibility.n > 1)");
    cr_expect_str_eq(any.data, "any group (relevance.iqr <= 2 and feasibility.n > 1)");
    delphi_rule_free(fixture_parse(every.data));
    delphi_buffer_free(&every);
    delphi_buffer_free(&any);
    delphi_rule_free(rule);
}

Test(rules_rewrite, a_rule_that_asks_the_groups_itself_is_refused_with_its_place) {
    delphi_rule *rule = fixture_parse("median >= 7 and  (iqr <= 2 or any group (n > 3))");
    delphi_problems *problems = delphi_problems_new();
    delphi_buffer out = {0};
    cr_assert_eq(delphi_rule_ask_groups(rule, true, "--keep", &out, problems), DELPHI_ERR_INPUT);
    cr_assert_eq(delphi_problems_errors(problems), 1u);
    const delphi_error *error = delphi_problems_get(problems, 0);
    cr_expect_str_eq(error->file, "--keep");
    cr_expect_eq(error->column, 31);
    cr_expect(strstr(error->message, "says itself what it asks of the groups"));
    cr_expect(strstr(error->message, "any group (n > 3))\n                              ^"), "%s", error->message);
    cr_expect_null(out.data);
    delphi_problems_free(problems);
    delphi_rule_free(rule);
}

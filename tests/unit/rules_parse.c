/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rule language takes, and how a rule's text is kept. */
#include "rules_fixture.h"

TestSuite(rules_parse);

Test(rules_parse, takes_every_form_of_the_language) {
    static const char *const rules[] = {
        "median >= 7 and share(7..9) >= 75% and not disagreement",
        "relevance.median >= 7 and feasibility.iqr <= 2",
        "every group (share(high) >= 70% and share(low) < 15%)",
        "iqr <= 1 or (round >= 3 and share(high) > 2/3)",
        "share(1..3, cannot_judge) < 1/2",
        "share(7,8,9)=1",
        "count(1..3,high,5,5)!=0",
        "75%<=share(high)",
        "median > mean",
        "cvr >= cvr_critical",
        "any criterion (every group (median >= 7)) and every criterion (iqr <= 2)",
        "every criterion(any group(not(disagreement)))",
        "not not not disagreement",
        "((median >= 7))",
        "relevance.share(high) >= feasibility.share(high)",
        "relevance.n >= 5 and relevance.cannot_judge <= 2",
        "relevance . median >= 7",
        "median \xE2\x89\xA5 7 and iqr \xE2\x89\xA4 2 and n \xE2\x89\xA0 3",
        "median >= -3 and mean > -0.5",
        "median >= 123456789012345",
        "round = 1",
        "median >= 75 % and iqr < 2 / 3",
        "\tmedian\n>=\r7\xC2\xA0",
    };
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
        delphi_rule_free(fixture_parse(rules[i]));
}

Test(rules_parse, keeps_the_text_with_white_space_folded) {
    static const char *const texts[][2] = {
        {"  median   >=\n\t7  ", "median >= 7"},
        {"share( 1..3 ,cannot_judge )>0", "share( 1..3 ,cannot_judge )>0"},
        {"median \xC2\xA0 \xE2\x89\xA5\xC2\xA0 7", "median \xE2\x89\xA5 7"},
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        delphi_rule *rule = fixture_parse(texts[i][0]);
        cr_expect_str_eq(delphi_rule_text(rule), texts[i][1]);
        delphi_rule_free(rule);
    }
}

Test(rules_parse, takes_a_criterion_named_like_a_word_of_the_language) {
    static const char *const criteria[] = {"and", "not", "every", "n"};
    delphi_rule_vocabulary vocabulary = fixture_vocabulary;
    vocabulary.criteria = criteria;
    vocabulary.criterion_count = 4;
    delphi_rule *rule = delphi_rule_parse("and.median > 1 and not.median > 1 or not every.n > 1 and n.n > 1",
                                          &vocabulary, "", "", NULL);
    cr_assert_not_null(rule);
    delphi_rule_free(rule);
}

Test(rules_parse, takes_points_below_zero) {
    delphi_rule_vocabulary vocabulary = fixture_vocabulary;
    vocabulary.scale_min = -3;
    vocabulary.scale_max = 3;
    vocabulary.band_count = 0;
    delphi_rule *rule = delphi_rule_parse("share(-3..-1, -2, 3) > 0 or share(-3..3) > 0", &vocabulary, "", "", NULL);
    cr_assert_not_null(rule);
    delphi_rule_free(rule);
}

/* 64 parentheses, 63 parentheses around a `not`, and the longest rule allowed. */
Test(rules_parse, takes_a_rule_up_to_its_limits) {
    char text[4002] = "";
    for (int i = 0; i < 64; i++)
        strcat(text, "(");
    strcat(text, "disagreement");
    for (int i = 0; i < 64; i++)
        strcat(text, ")");
    delphi_rule_free(fixture_parse(text));
    text[0] = '\0';
    for (int i = 0; i < 64; i++)
        strcat(text, "not ");
    strcat(text, "disagreement");
    delphi_rule_free(fixture_parse(text));
    strcpy(text, "n>1");
    while (strlen(text) + strlen(" or n>1") <= 4000)
        strcat(text, " or n>1");
    while (strlen(text) < 4000)
        strcat(text, " ");
    delphi_rule_free(fixture_parse(text));
}

Test(rules_parse, lets_free_take_null) {
    delphi_rule_free(NULL);
}

/* The shortest clauses of all, as many as the longest rule holds: each is shown once. */
Test(rules_parse, takes_as_many_clauses_as_fit) {
    char text[4002] = "round>1";
    while (strlen(text) + strlen(" or round>1") <= 4000)
        strcat(text, " or round>1");
    fixture_world world = fixture_empty();
    fixture_leaves leaves = {.text = ""};
    cr_expect_eq(fixture_explain(text, &world, &leaves), DELPHI_FALSE);
    cr_expect_eq(leaves.count, 1 + (4000 - strlen("round>1")) / strlen(" or round>1"));
}

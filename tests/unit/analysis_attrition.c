/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who left against who stayed: counted by hand, suppressed where few, and the decisions of the stayers alone. */
#include "../support/two_rounds.h"

static const delphi_attrition *attrition_of(const delphi_result *result, const char *id) {
    size_t indicator = delphi_study_indicator(result->study, id);
    for (size_t i = 0; i < result->attrition_count; i++)
        if (result->attrition[i].indicator == indicator)
            return &result->attrition[i];
    cr_assert(false, "%s is not there", id);
    return NULL;
}

static double real_of(delphi_value value) {
    return delphi_value_real(&value);
}

static void expect_decisions(const delphi_result *result, const char *id, const char *then, const char *stayers) {
    const delphi_attrition *found = attrition_of(result, id);
    cr_expect_str_eq(delphi_decision_name(found->decision), then, "%s: %s", id, delphi_decision_name(found->decision));
    cr_expect_str_eq(delphi_decision_name(found->stayers_only), stayers, "%s on stayers: %s", id,
                     delphi_decision_name(found->stayers_only));
}

/* E1 to E5 stay. Of 25 pairs the leaver is higher in 14 and equal in 4: (2 * 14 + 4) / 50. */
Test(analysis_attrition, leavers_are_compared_with_stayers_by_hand) {
    two_rounds t = two_rounds_start(TWO_ROUNDS_PROTOCOL(TWO_ROUNDS_STAY), "id,text\nA,a\nB,b\n", 10);
    two_rounds_rate(&t, 1, "A", "5 6 7 7 8 2 7 7 9 9");
    two_rounds_rate(&t, 1, "B", "4 4 4 5 5 9 9 9 9 9");
    two_rounds_rate(&t, 2, "A", "5 6 7 7 8");
    const delphi_result *second = two_rounds_appraise(&t);
    cr_assert_eq(second->attrition_count, 2u);
    const delphi_attrition_cell *cell = &attrition_of(second, "A")->criteria[0];
    cr_expect(cell->stayers.n == 5 && cell->leavers.n == 5 && !cell->suppressed);
    cr_expect_eq(real_of(cell->stayers.median), 7);
    cr_expect_eq(real_of(cell->leavers.median), 7);
    cr_expect_eq(real_of(cell->stayers.mean), 33.0 / 5);
    cr_expect_eq(real_of(cell->leavers.mean), 34.0 / 5);
    cr_assert_eq(cell->superiority.kind, DELPHI_VALUE_SHARE);
    cr_expect(cell->superiority.as.rational.num == 32 && cell->superiority.as.rational.den == 50);
    const delphi_value *b = &attrition_of(second, "B")->criteria[0].superiority;
    cr_expect(b->as.rational.num == 50 && b->as.rational.den == 50, "every leaver is higher");
    expect_decisions(second, "A", "keep", "keep");
    expect_decisions(second, "B", "keep", "rerate");
    two_rounds_end(&t);
}

/* A newcomer is neither; a stayer may have skipped the indicator; cannot judge is no rating. */
Test(analysis_attrition, few_on_either_side_show_their_numbers_only) {
    two_rounds t =
        two_rounds_start(TWO_ROUNDS_PROTOCOL(TWO_ROUNDS_STAY "\"min_group\": 3, "), "id,text\nA,a\nB,b\nC,c\nD,d\n", 9);
    two_rounds_rate(&t, 1, "A", "5 5 5 5 5 5 5 5 0");
    two_rounds_rate(&t, 1, "B", "5 5 5 5 5 5 5 ? 0");
    two_rounds_rate(&t, 1, "C", "5 5 0 0 0 5 5 5 0");
    two_rounds_rate(&t, 1, "D", "0 0 0 0 0 5 5 5 0");
    two_rounds_rate(&t, 2, "A", "5 5 5 5 5 0 0 0 9");
    t.late = 9;
    const delphi_result *second = two_rounds_appraise(&t);
    static const struct {
        const char *id;
        uint32_t stayers, leavers;
        bool suppressed;
    } rows[] = {{"A", 5, 3, false}, {"B", 5, 2, true}, {"C", 2, 3, true}, {"D", 0, 3, true}};
    for (size_t i = 0; i < 4; i++) {
        const delphi_attrition_cell *cell = &attrition_of(second, rows[i].id)->criteria[0];
        cr_expect_eq(cell->stayers.n, rows[i].stayers, "%s", rows[i].id);
        cr_expect_eq(cell->leavers.n, rows[i].leavers, "%s", rows[i].id);
        cr_expect_eq(cell->suppressed, rows[i].suppressed, "%s", rows[i].id);
    }
    const delphi_attrition_cell *d = &attrition_of(second, "D")->criteria[0];
    cr_expect_eq(d->stayers.median.reason, DELPHI_REASON_NO_RATINGS);
    cr_expect_eq(d->superiority.kind, DELPHI_VALUE_UNDEFINED);
    const delphi_attrition_cell *a = &attrition_of(second, "A")->criteria[0];
    cr_expect(a->superiority.as.rational.num == 15 && a->superiority.as.rational.den == 30, "no difference is a half");
    expect_decisions(second, "A", "rerate", "rerate");
    expect_decisions(second, "C", "rerate", "undecided");
    two_rounds_end(&t);
}

/* Ten were invited and five rate high: half of the panel then, all of it among those who stayed. */
Test(analysis_attrition, stayers_decide_by_the_rules_and_the_denominator_of_their_round) {
    two_rounds t = two_rounds_start("{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 1, \"max\": "
                                    "9}, \"min_ratings\": 2, \"denominator\": \"panel\", \"settled\": \"stay\", "
                                    "\"rules\": {\"keep\": \"median >= 1\"}, \"rounds\": [{\"id\": 1, \"rules\": "
                                    "{\"keep\": \"share(high) > 60%\", \"drop\": \"share(high) <= 50%\"}}, "
                                    "{\"id\": 2}]}",
                                    "id,text\nA,a\nB,b\n", 10);
    two_rounds_rate(&t, 1, "A", "7 7 7 7 7 1 1 1 1 1");
    two_rounds_rate(&t, 1, "B", "7 0 0 ? 7 7 7 7 7 7");
    two_rounds_rate(&t, 2, "A", "1 1 1 1 1");
    const delphi_result *second = two_rounds_appraise(&t);
    expect_decisions(second, "A", "drop", "keep");
    expect_decisions(second, "B", "keep", "drop");
    cr_expect_str_eq(test_decision(second, "A"), "keep");
    two_rounds_end(&t);
}

/* With everyone still there the stayers decide as all did, by group rules, too. */
Test(analysis_attrition, where_nobody_left_no_decision_moves) {
    two_rounds t =
        two_rounds_start("{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 1, \"max\": 9}, "
                         "\"groups\": [{\"id\": \"g\"}, {\"id\": \"h\"}], \"min_group\": 3, \"min_ratings\": 3, "
                         "\"rules\": {\"keep\": \"every group (median >= 7)\", \"drop\": \"any group (share(low) > "
                         "1/2)\"}, \"rounds\": [{\"id\": 1}, {\"id\": 2}]}",
                         "id,text\nA,a\nB,b\nC,c\nD,d\nE,e\n", 8);
    t.group_of = "ggghhhhg";
    two_rounds_rate(&t, 1, "A", "7 8 9 7 7 7 7 7");
    two_rounds_rate(&t, 1, "B", "7 8 9 1 1 1 7 7");
    two_rounds_rate(&t, 1, "C", "? 8 9 1 1 7 7 0");
    two_rounds_rate(&t, 1, "D", "0 0 9 1 0 ? 7 0");
    two_rounds_rate(&t, 1, "E", "5 8 9 7 7 7 7 5");
    for (const char *id = "ABCDE"; *id; id++)
        two_rounds_rate(&t, 2, (char[]){*id, '\0'}, "5 5 5 5 5 5 5 5");
    const delphi_result *second = two_rounds_appraise(&t);
    bool seen[DELPHI_DECISION_COUNT] = {false};
    cr_assert_eq(second->attrition_count, 5u);
    for (size_t i = 0; i < 5; i++) {
        const delphi_attrition *found = &second->attrition[i];
        cr_expect_eq(found->decision, t.first->outcomes[i].decision);
        cr_expect_eq(found->stayers_only, found->decision, "indicator %zu", i);
        cr_expect_eq(found->criteria[0].leavers.n, 0u);
        cr_expect(found->criteria[0].suppressed);
        seen[found->decision] = true;
    }
    cr_expect(seen[DELPHI_KEEP] && seen[DELPHI_DROP] && seen[DELPHI_RERATE] && seen[DELPHI_UNDECIDED]);
    two_rounds_end(&t);
}

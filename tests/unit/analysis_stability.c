/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What changed between two rounds: the worked vector, verdicts on both sides of their limits, opinions, advice. */
#include "../support/two_rounds.h"

#include "analysis/private.h"

static const delphi_stability *stability_of(const delphi_result *result, const char *id) {
    size_t indicator = delphi_study_indicator(result->study, id);
    for (size_t i = 0; i < result->stability_count; i++)
        if (result->stability[i].indicator == indicator)
            return &result->stability[i];
    return NULL;
}

static const delphi_stability_cell *cell_of(const delphi_result *result, const char *id) {
    const delphi_stability *found = stability_of(result, id);
    cr_assert_not_null(found, "%s", id);
    return &found->criteria[0];
}

static delphi_value value_of(const delphi_stability_cell *cell, const char *name) {
    size_t place = delphi_pair_measure_find(name);
    cr_assert_neq(place, DELPHI_NONE, "%s", name);
    return cell->values[place];
}

static double real_of(const delphi_stability_cell *cell, const char *name) {
    delphi_value value = value_of(cell, name);
    return delphi_value_real(&value);
}

Test(analysis_stability, the_worked_vector_moved_a_sixth_as_a_group_and_seven_of_twelve_as_persons) {
    static const struct {
        const char *name;
        double value;
    } rows[] = {
        {"matched", 12},          {"changed", 7},        {"changed_share", 7.0 / 12}, {"changed_up", 7},
        {"changed_down", 0},      {"wilcoxon_v", 28},    {"wilcoxon_z", 2.460499},    {"wilcoxon_p_exact", 0.015625},
        {"spearman", 0.924062},   {"kappa", 0.263158},   {"kappa_linear", 0.534483},  {"kappa_quadratic", 0.75625},
        {"median_change", 0},     {"iqr_change", -0.25}, {"cv_change", -0.114058},    {"net_change_unpaired", 2.0 / 12},
        {"mcnemar_p_exact", 0.5},
    };
    two_rounds t = two_rounds_start(TWO_ROUNDS_PROTOCOL(TWO_ROUNDS_STAY), "id,text\nA,a\n", 12);
    two_rounds_rate(&t, 1, "A", "5 6 7 7 8 4 9 6 7 3 8 7");
    two_rounds_rate(&t, 2, "A", "6 7 7 8 8 6 9 7 7 5 8 8");
    const delphi_result *second = two_rounds_appraise(&t);
    cr_assert_eq(second->stability_count, 1);
    const delphi_stability_cell *cell = cell_of(second, "A");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_float_eq(real_of(cell, rows[i].name), rows[i].value, 5e-7, "%s: %.9g", rows[i].name,
                           real_of(cell, rows[i].name));
    cr_expect_eq(cell->group_stable, DELPHI_FALSE, "a sixth is more than 15 per cent");
    cr_expect_lt(real_of(cell, "chi2_independence_least_expected"), 1.0);
    cr_expect_eq(cell->individuals_stable, DELPHI_FALSE, "too thin to test, and seven of twelve changed");
    two_rounds_end(&t);
}

/* Twenty experts: three changes are 15 %, four are not. */
Test(analysis_stability, fifteen_percent_is_stable_and_more_is_not) {
    static const struct {
        const char *after;
        delphi_truth stable;
    } rows[] = {
        {"5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5", DELPHI_TRUE},
        {"6 6 6 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5", DELPHI_TRUE},
        {"6 6 6 6 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5", DELPHI_FALSE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        two_rounds t = two_rounds_start(TWO_ROUNDS_PROTOCOL(TWO_ROUNDS_STAY), "id,text\nA,a\n", 20);
        two_rounds_rate(&t, 1, "A", "5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5");
        two_rounds_rate(&t, 2, "A", rows[i].after);
        const delphi_stability_cell *cell = cell_of(two_rounds_appraise(&t), "A");
        cr_expect_eq(cell->group_stable, rows[i].stable, "row %zu", i);
        cr_expect_eq(cell->individuals_stable, rows[i].stable, "row %zu", i);
        two_rounds_end(&t);
    }
}

/* A group may stand still while everyone moves, and the other way round. */
Test(analysis_stability, individuals_are_judged_by_independence_where_the_table_is_full_enough) {
    static const struct {
        const char *why, *before, *after;
        delphi_truth group, individuals;
        bool tested;
    } rows[] = {
        {"everyone rises a point", "2 2 2 2 2 2 2 2 2 2 8 8 8 8 8 8 8 8 8 8", "3 3 3 3 3 3 3 3 3 3 9 9 9 9 9 9 9 9 9 9",
         DELPHI_FALSE, DELPHI_TRUE, true},
        {"the camps change sides", "2 2 2 2 2 2 2 2 2 2 8 8 8 8 8 8 8 8 8 8", "8 8 8 8 8 8 8 8 8 8 2 2 2 2 2 2 2 2 2 2",
         DELPHI_TRUE, DELPHI_FALSE, true},
        {"half of either camp does", "2 2 2 2 2 2 2 2 2 2 8 8 8 8 8 8 8 8 8 8",
         "8 8 8 8 8 2 2 2 2 2 2 2 2 2 2 8 8 8 8 8", DELPHI_TRUE, DELPHI_FALSE, true},
        {"an expected count of 4 * 5 / 20", "2 2 2 2 8 8 8 8 8 8 8 8 8 8 8 8 8 8 8 8",
         "3 3 3 3 3 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9", DELPHI_FALSE, DELPHI_TRUE, true},
        {"one of 4 * 4 / 20 is too thin to test", "2 2 2 2 8 8 8 8 8 8 8 8 8 8 8 8 8 8 8 8",
         "3 3 3 3 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9", DELPHI_FALSE, DELPHI_FALSE, false},
        {"too few ratings", "2 2 2 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0", "2 2 2 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0",
         DELPHI_UNKNOWN, DELPHI_UNKNOWN, false},
        {"nobody rated twice", "2 2 2 2 2 2 0 0 0 0 0 0 0 0 0 0 0 0 0 0", "0 0 0 0 0 0 2 2 2 2 2 2 0 0 0 0 0 0 0 0",
         DELPHI_TRUE, DELPHI_UNKNOWN, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        two_rounds t = two_rounds_start(TWO_ROUNDS_PROTOCOL(TWO_ROUNDS_STAY), "id,text\nA,a\n", 20);
        two_rounds_rate(&t, 1, "A", rows[i].before);
        two_rounds_rate(&t, 2, "A", rows[i].after);
        const delphi_stability_cell *cell = cell_of(two_rounds_appraise(&t), "A");
        cr_expect_eq(cell->group_stable, rows[i].group, "group: %s", rows[i].why);
        cr_expect_eq(cell->individuals_stable, rows[i].individuals, "individuals: %s", rows[i].why);
        cr_expect_str_eq(cell->individuals_by, rows[i].tested ? "chi2_independence_p" : "changed_share", "%s",
                         rows[i].why);
        two_rounds_end(&t);
    }
}

/* U: re-rated and moving; S: re-rated and still; K: kept while moving; F: too few ratings; N: new; O and O2: reworded.
 */
Test(analysis_stability, only_the_unsettled_that_still_move_are_worth_another_round) {
    two_rounds t =
        two_rounds_start(TWO_ROUNDS_PROTOCOL(TWO_ROUNDS_STAY),
                         "id,text,since,replaces\nU,u,1,\nS,s,1,\nK,k,1,\nF,f,1,\nN,n,2,\nO,o,1,\nO2,o,2,O\n", 6);
    two_rounds_rate(&t, 1, "U", "4 4 5 5 6 6");
    two_rounds_rate(&t, 2, "U", "6 6 6 5 5 5");
    two_rounds_rate(&t, 1, "S", "4 4 5 5 6 6");
    two_rounds_rate(&t, 2, "S", "6 6 5 5 4 4");
    two_rounds_rate(&t, 1, "K", "4 4 5 5 6 6");
    two_rounds_rate(&t, 2, "K", "9 9 9 9 9 9");
    two_rounds_rate(&t, 1, "F", "4 4 0 0 0 0");
    two_rounds_rate(&t, 2, "F", "4 4 0 0 0 0");
    two_rounds_rate(&t, 2, "N", "5 5 5 5 5 5");
    two_rounds_rate(&t, 1, "O", "5 5 5 5 5 5");
    two_rounds_rate(&t, 2, "O2", "5 5 5 5 5 5");
    const delphi_result *second = two_rounds_appraise(&t);
    cr_assert_eq(second->stability_count, 4);
    cr_expect(stability_of(second, "U")->another_round);
    cr_expect_not(stability_of(second, "S")->another_round, "stable without consensus is a result");
    cr_expect_eq(cell_of(second, "S")->individuals_stable, DELPHI_FALSE, "the group decides, not the persons");
    cr_expect_not(stability_of(second, "K")->another_round, "the rules settle it");
    cr_expect_eq(cell_of(second, "K")->group_stable, DELPHI_FALSE);
    cr_expect_eq(cell_of(second, "K")->opinion, DELPHI_OPINION_CONSENSUS);
    cr_expect(stability_of(second, "F")->another_round, "what is unknown is not stable");
    cr_expect_null(stability_of(second, "N"));
    cr_expect_null(stability_of(second, "O"));
    cr_expect_null(stability_of(second, "O2"), "a new wording is a new item");
    two_rounds_end(&t);
}

Test(analysis_stability, advice_needs_no_more_than_stability_and_the_rest_can_still_be_added) {
    two_rounds t = two_rounds_start(TWO_ROUNDS_PROTOCOL(TWO_ROUNDS_STAY), "id,text\nU,u\nS,s\n", 6);
    two_rounds_rate(&t, 1, "U", "4 4 5 5 6 6");
    two_rounds_rate(&t, 2, "U", "6 6 6 5 5 5");
    two_rounds_rate(&t, 1, "S", "4 4 5 5 6 6");
    two_rounds_rate(&t, 2, "S", "6 6 5 5 4 4");
    two_rounds_appraise(&t);
    delphi_result *advised = test_analyse(t.study, 2, t.first);
    cr_assert_eq(delphi_appraise_stability(advised, t.first), DELPHI_OK);
    cr_expect_null(advised->concordance);
    cr_expect_null(advised->robustness);
    cr_expect_null(advised->attrition);
    cr_assert_eq(advised->stability_count, 2);
    for (size_t i = 0; i < 2; i++)
        cr_expect_eq(advised->stability[i].another_round, t.second->stability[i].another_round);
    const delphi_stability *found = advised->stability;
    cr_assert_eq(delphi_appraise(advised, t.first), DELPHI_OK);
    cr_expect_eq(advised->stability, found, "what is there is not made twice");
    cr_expect_not_null(advised->concordance);
    cr_expect_not_null(advised->robustness);
    delphi_result_free(advised);
    two_rounds_end(&t);
}

Test(analysis_stability, one_criterion_that_moves_is_enough) {
    two_rounds t = two_rounds_start(TWO_ROUNDS_PROTOCOL("\"criteria\": [{\"id\": \"c\"}, {\"id\": \"d\"}], "),
                                    "id,text\nA,a\nB,b\n", 6);
    two_rounds_rate_on(&t, 1, "A", "c", "4 4 5 5 6 6");
    two_rounds_rate_on(&t, 2, "A", "c", "4 4 5 5 6 6");
    two_rounds_rate_on(&t, 1, "A", "d", "4 4 5 5 6 6");
    two_rounds_rate_on(&t, 2, "A", "d", "7 7 7 5 5 5");
    for (int round = 1; round <= 2; round++)
        for (int c = 0; c < 2; c++)
            two_rounds_rate_on(&t, round, "B", c ? "d" : "c", "4 4 5 5 6 6");
    const delphi_result *second = two_rounds_appraise(&t);
    cr_expect_eq(stability_of(second, "A")->criteria[0].group_stable, DELPHI_TRUE);
    cr_expect_eq(stability_of(second, "A")->criteria[1].group_stable, DELPHI_FALSE);
    cr_expect(stability_of(second, "A")->another_round);
    cr_expect_not(stability_of(second, "B")->another_round);
    two_rounds_end(&t);
}

/* E7 is invited from round 2 on: in the group's distribution of round 2, and matched with nobody. */
Test(analysis_stability, newcomers_count_in_the_group_and_not_as_matched) {
    two_rounds t = two_rounds_start(TWO_ROUNDS_PROTOCOL(TWO_ROUNDS_STAY), "id,text\nA,a\n", 7);
    two_rounds_rate(&t, 1, "A", "5 5 5 5 5 5 0");
    two_rounds_rate(&t, 2, "A", "5 5 5 5 5 0 9");
    t.late = 7;
    const delphi_stability_cell *cell = cell_of(two_rounds_appraise(&t), "A");
    cr_expect_eq(real_of(cell, "matched"), 5.0);
    delphi_value net = value_of(cell, "net_change_unpaired");
    cr_expect(net.as.rational.num == 1 && net.as.rational.den == 6);
    two_rounds_end(&t);
}

Test(analysis_stability, the_first_round_has_nothing_to_compare_with) {
    two_rounds t = two_rounds_start(TWO_ROUNDS_PROTOCOL(TWO_ROUNDS_STAY), "id,text\nA,a\n", 6);
    two_rounds_rate(&t, 1, "A", "5 5 5 5 5 5");
    two_rounds_rate(&t, 2, "A", "5 5 5 5 5 5");
    two_rounds_appraise(&t);
    cr_expect_null(t.first->stability);
    cr_expect_eq(t.first->stability_count, 0u);
    cr_expect_null(t.first->attrition);
    cr_expect_not_null(t.first->concordance);
    two_rounds_end(&t);
}

static const delphi_band thirds[] = {{"low", 1, 3}, {"middle", 4, 6}, {"high", 7, 9}};
static const delphi_band ends[] = {{"low", 1, 3}, {"high", 7, 9}};
static const delphi_band halves[] = {{"low", 1, 5}, {"high", 5, 9}};

typedef struct {
    const delphi_band *bands;
    size_t band_count;
    uint32_t counts[9];
    delphi_opinion opinion;
} opinion_row;

static const opinion_row opinions[] = {
    {thirds, 3, {0, 0, 0, 0, 5, 0, 1, 4, 2}, DELPHI_OPINION_MAJORITY},
    {thirds, 3, {1, 0, 0, 0, 5, 0, 2, 2, 2}, DELPHI_OPINION_BIPOLARITY}, /* 6 of 12 is not more than half */
    {thirds, 3, {6, 0, 0, 0, 0, 0, 0, 0, 6}, DELPHI_OPINION_BIPOLARITY}, /* nobody in between */
    {thirds, 3, {5, 0, 0, 2, 0, 0, 0, 0, 5}, DELPHI_OPINION_BIPOLARITY}, /* 2 * 2 < 5 */
    {thirds, 3, {6, 0, 0, 0, 2, 0, 0, 0, 4}, DELPHI_OPINION_PLURALITY},  /* 2 * 2 < 4 does not hold */
    {thirds, 3, {5, 0, 0, 0, 3, 0, 0, 0, 4}, DELPHI_OPINION_PLURALITY},
    {thirds, 3, {5, 0, 0, 3, 0, 0, 0, 0, 5}, DELPHI_OPINION_DISAGREEMENT}, /* two alike, and a third near */
    {thirds, 3, {4, 0, 0, 0, 4, 0, 0, 0, 4}, DELPHI_OPINION_DISAGREEMENT},
    {thirds, 3, {0, 0, 0, 0, 0, 0, 0, 0, 0}, DELPHI_OPINION_NONE},
    {thirds, 3, {0, 0, 0, 0, 0, 0, 0, 0, 4}, DELPHI_OPINION_NONE},   /* below min_ratings */
    {ends, 2, {1, 0, 0, 4, 4, 0, 0, 0, 1}, DELPHI_OPINION_MAJORITY}, /* points in no band are one more */
    {ends, 2, {4, 0, 0, 4, 0, 0, 0, 0, 4}, DELPHI_OPINION_DISAGREEMENT},
    {halves, 2, {4, 0, 0, 0, 1, 0, 0, 0, 9}, DELPHI_OPINION_NONE}, /* bands that overlap */
    {NULL, 0, {0, 0, 0, 0, 0, 0, 0, 0, 9}, DELPHI_OPINION_NONE},
};

Test(analysis_opinion, follows_the_hierarchy_at_its_limits) {
    for (size_t i = 0; i < sizeof opinions / sizeof *opinions; i++) {
        const opinion_row *row = &opinions[i];
        delphi_protocol p = {.scale = {.min = 1, .max = 9}, .min_ratings = 5};
        p.bands = row->bands;
        p.band_count = row->band_count;
        delphi_cell cell = {.counts = row->counts};
        for (int k = 0; k < 9; k++)
            cell.n += row->counts[k];
        delphi_opinion found = analysis_opinion(&p, DELPHI_RERATE, &cell);
        cr_expect_eq(found, row->opinion, "row %zu: %s", i, delphi_opinion_name(found));
        cr_expect_eq(analysis_opinion(&p, DELPHI_UNDECIDED, &cell), row->opinion, "row %zu", i);
        cr_expect_eq(analysis_opinion(&p, DELPHI_DROP, &cell), DELPHI_OPINION_CONSENSUS, "row %zu", i);
    }
}

Test(analysis_opinion, names_are_as_documented) {
    static const char *const names[] = {"none", "consensus", "majority", "bipolarity", "plurality", "disagreement"};
    for (int i = 0; i < DELPHI_OPINION_COUNT; i++)
        cr_expect_str_eq(delphi_opinion_name((delphi_opinion)i), names[i]);
    cr_expect_str_eq(delphi_opinion_name(DELPHI_OPINION_COUNT), "unknown");
    size_t count;
    const delphi_verdict *verdicts = delphi_stability_verdicts(&count);
    cr_assert_eq(count, 4u);
    cr_expect_str_eq(verdicts[0].name, "group_stable");
    for (size_t i = 0; i < count; i++)
        cr_expect(*verdicts[i].title && *verdicts[i].definition);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The flip margin against a search through all ratings that a small panel could have given. */
#include "../support/small_study.h"

#include "analysis/trial.h"

#include <stdlib.h>

#define ATOMS_MOST 6

/* ---- the plain way ---------------------------------------------------------------------------------------------- */

/* The ratings of one group (or of all, without groups) on one criterion: what experts may change one by one. */
typedef struct {
    size_t criterion, slot;
    uint32_t n, own[16], now[16];
    uint32_t *multisets; /* all of them, `points` counts each */
    uint32_t *costs;
    size_t count;
} atom;

typedef struct {
    analysis_trial trial;
    atom atoms[ATOMS_MOST];
    size_t atom_count, points;
    delphi_decision taken;
    uint32_t best;
    bool reached[DELPHI_DECISION_COUNT]; /* with `best` changes */
} brute;

static void list_multisets(brute *b, atom *a, size_t point, uint32_t left) {
    if (point + 1 == b->points) {
        a->now[point] = left;
        a->multisets = realloc(a->multisets, (a->count + 1) * b->points * sizeof *a->multisets);
        a->costs = realloc(a->costs, (a->count + 1) * sizeof *a->costs);
        uint32_t cost = 0;
        for (size_t k = 0; k < b->points; k++)
            cost += a->now[k] > a->own[k] ? a->now[k] - a->own[k] : 0;
        memcpy(a->multisets + a->count * b->points, a->now, b->points * sizeof *a->now);
        a->costs[a->count++] = cost;
        return;
    }
    for (uint32_t here = 0; here <= left; here++) {
        a->now[point] = here;
        list_multisets(b, a, point + 1, left - here);
    }
}

static uint32_t *cell_counts(brute *b, size_t criterion, size_t slot) {
    return b->trial.counts + (criterion * b->trial.slots + slot) * b->points;
}

static void decide(brute *b, uint32_t cost) {
    for (size_t c = 0; b->trial.slots > 1 && c < b->trial.cell_count / b->trial.slots; c++) {
        memset(cell_counts(b, c, 0), 0, b->points * sizeof(uint32_t));
        for (size_t slot = 1; slot < b->trial.slots; slot++)
            for (size_t k = 0; k < b->points; k++)
                cell_counts(b, c, 0)[k] += cell_counts(b, c, slot)[k];
    }
    delphi_decision decision = analysis_trial_decide(&b->trial);
    if (decision == b->taken)
        return;
    if (cost < b->best)
        memset(b->reached, 0, sizeof b->reached);
    b->best = cost;
    b->reached[decision] = true;
}

static void try_all(brute *b, size_t at, uint32_t cost) {
    if (cost > b->best)
        return;
    if (at == b->atom_count) {
        decide(b, cost);
        return;
    }
    const atom *a = &b->atoms[at];
    for (size_t i = 0; i < a->count; i++) {
        if (cost + a->costs[i] > b->best)
            continue;
        memcpy(cell_counts(b, a->criterion, a->slot), a->multisets + i * b->points, b->points * sizeof(uint32_t));
        try_all(b, at + 1, cost + a->costs[i]);
    }
}

static void search_plainly(brute *b, const delphi_result *result, const delphi_outcome *outcome) {
    *b = (brute){.taken = outcome->decision, .best = UINT32_MAX};
    cr_assert(analysis_trial_start(&b->trial, result));
    analysis_trial_load(&b->trial, outcome);
    b->points = b->trial.points;
    for (size_t c = 0; c < result->study->protocol.criterion_count; c++) {
        for (size_t slot = b->trial.slots > 1; slot < b->trial.slots; slot++) {
            atom *a = &b->atoms[b->atom_count++];
            const delphi_cell *cell = &outcome->cells[c * b->trial.slots + slot];
            *a = (atom){.criterion = c, .slot = slot, .n = cell->n};
            memcpy(a->own, cell->counts, b->points * sizeof *a->own);
            list_multisets(b, a, 0, cell->n);
        }
    }
    try_all(b, 0, 0);
    analysis_trial_end(&b->trial);
    for (size_t i = 0; i < b->atom_count; i++) {
        free(b->atoms[i].multisets);
        free(b->atoms[i].costs);
    }
}

typedef struct {
    size_t asked, proven, unproven, fixed;
} tally;

static void compare(const small_study *c, const delphi_result *result, size_t index, tally *t) {
    const delphi_outcome *outcome = &result->outcomes[index];
    const delphi_robustness *found = &result->robustness[index];
    const delphi_value *margin = &found->values[delphi_decision_measure_find("flip_margin")];
    const delphi_value *exact = &found->values[delphi_decision_measure_find("flip_margin_exact")];
    brute b;
    search_plainly(&b, result, outcome);
    t->asked++;
    if (margin->kind == DELPHI_VALUE_UNDEFINED) {
        t->fixed += margin->reason == DELPHI_REASON_NO_FLIP;
        t->unproven += margin->reason != DELPHI_REASON_NO_FLIP;
        cr_expect(margin->reason != DELPHI_REASON_NO_FLIP || b.best == UINT32_MAX, "%s: I%zu flips with %u", c->keep,
                  index, b.best);
        return;
    }
    int64_t value = margin->as.rational.num;
    t->proven += exact->as.truth;
    t->unproven += !exact->as.truth;
    cr_expect(exact->as.truth ? value == b.best : value >= b.best, "%s | %s: I%zu of %d, %d groups: %d%s, plainly %u",
              c->keep, c->drop ? c->drop : "", index, c->points, c->groups, (int)value, exact->as.truth ? "!" : "?",
              b.best);
    cr_expect_neq(found->flips_to, outcome->decision);
    if (value == b.best)
        cr_expect(b.reached[found->flips_to], "%s: I%zu does not become %s", c->keep, index,
                  delphi_decision_name(found->flips_to));
    for (size_t d = 0; value == b.best && !c->groups && exact->as.truth && d < found->flips_to; d++)
        cr_expect_not(b.reached[d], "%s: I%zu could also become %s", c->keep, index,
                      delphi_decision_name((delphi_decision)d));
}

static tally run(const small_study *c, uint64_t seed) {
    tally t = {0};
    delphi_study *study = small_study_of(c, seed, -1);
    delphi_result *result = test_analyse(study, 1, NULL);
    cr_assert_eq(delphi_appraise(result, NULL), DELPHI_OK);
    for (size_t i = 0; i < result->outcome_count; i++)
        compare(c, result, i, &t);
    delphi_result_free(result);
    delphi_study_free(study);
    return t;
}

static const char *const types[] = {"2", "6", "7", "8", "\"hinges\""};
static const char *const denominators[] = {"valid", "answered", "panel"};

/* Runs each rule on several panels; returns how many margins were left unproven. */
static size_t run_rules(const char *const (*rules)[2], size_t count, small_study shape, size_t least, size_t most) {
    size_t unproven = 0, asked = 0;
    for (size_t i = 0; i < count; i++) {
        for (size_t experts = least; experts <= most; experts++) {
            small_study c = shape;
            c.keep = rules[i][0];
            c.drop = rules[i][1];
            c.experts = (int)experts;
            bool other_percentile = strstr(c.keep, "disagreement") || strstr(c.keep, "p30");
            c.quantile_type = types[(i + experts) % (other_percentile ? 4 : 5)];
            c.denominator = denominators[(i * 2 + experts) % 3];
            tally t = run(&c, 1000 * i + experts);
            unproven += t.unproven;
            asked += t.asked;
        }
    }
    cr_expect_eq(asked, count * (most - least + 1) * SMALL_INDICATORS);
    return unproven;
}

#define COUNT(rules) (sizeof(rules) / sizeof *(rules))

static const char *const of_nine[][2] = {
    {"median >= 7 and iqr <= 2", "median <= 3 and iqr <= 2"},
    {"share(7..9) >= 75%", "share(1..3) >= 75%"},
    {"share(7..9) >= 70% and share(1..3) < 15%", "share(1..3) >= 70% and share(7..9) < 15%"},
    {"median >= 7 and not disagreement_classic", "median <= 3 and not disagreement_classic"},
    {"median >= 7 and not disagreement", "median <= 3 and not disagreement"},
    {"cvr >= cvr_critical", "cvr < cvr_critical"},
    {"median >= 7 and share(high) >= 75% and not disagreement", "median <= 3 and share(low) >= 75%"},
    {"median >= 6.5 and not disagreement_third", "disagreement_index > 1"},
    {"p30 > 5 and p70 >= 7", "ipr >= 4 or (p70 <= 4 and not disagreement)"},
    {"count(7..9) >= 3 and agreement_classic", "count(1, 2, 9) >= 3"},
    {"q1 >= 6 and max = 9", "q3 < 5 or min > 6"},
    {"mean >= 6", "mean < 4"},
    {"share(4..6) >= 1/2", "share(high) < share(low)"},
    {"i_cvi >= 0.78 and modified_kappa > 0.74", "i_cvi < 1/2"},
    {"median != 5", NULL},
    {"share(high) = 1/2 and iqr <= 3", "count(1..3) = 2"},
};

Test(analysis_margin, of_one_criterion_is_what_a_search_of_all_ratings_finds, .timeout = 300) {
    small_study shape = {.points = 9, .criteria = 1};
    cr_expect_eq(run_rules(of_nine, COUNT(of_nine), shape, 3, 7), 0u);
}

static const char *const of_cannot_judge[][2] = {
    {"share(high, cannot_judge) >= 75%", "median = 3"},
    {"share(4..5) > 60% and cannot_judge < 2", "share(cannot_judge) >= 1/3 or share(1, cannot_judge) > 1/2"},
};

Test(analysis_margin, counts_those_who_cannot_judge_as_the_rule_does, .timeout = 300) {
    for (size_t i = 0; i < COUNT(of_cannot_judge); i++) {
        for (int experts = 4; experts <= 7; experts++) {
            small_study c = {of_cannot_judge[i][0], of_cannot_judge[i][1], 5, 1, 0, experts, "7", "answered", false};
            cr_expect_eq(run(&c, (uint64_t)experts).unproven, 0u);
        }
    }
}

/* On five points, so that two criteria can be searched. `high` is 5 and `low` is 1. */
static const char *const of_two_criteria[][2] = {
    {"median >= 4 and share(high) >= 50%", "median <= 2"},
    {"any criterion (median >= 4 and iqr <= 1)", "every criterion (median <= 2)"},
    {"a.median >= 4 and b.share(4..5) >= 60%", "a.median <= 2 or b.median <= 2"},
    {"a.iqr <= 1 and b.iqr <= 1 and a.median >= 4", "every criterion (iqr >= 2)"},
    {"any criterion (share(5) >= 75%) or (round >= 2 and a.median >= 3)", "not a.median >= 3 and not b.median >= 3"},
    {"every criterion (q1 >= 3) and any criterion (q3 >= 4)", "any criterion (max <= 3)"},
    {"a.mean >= 4 and b.mean <= 2", "a.mean < 2.5"},
    {"every criterion (share(high) > share(low))", "every criterion (share(high) < share(low))"},
};

Test(analysis_margin, adds_up_over_criteria_where_all_must_hold_and_takes_the_cheapest_where_one_must, .timeout = 300) {
    small_study shape = {.points = 5, .criteria = 2};
    cr_expect_eq(run_rules(of_two_criteria, COUNT(of_two_criteria), shape, 3, 6), 0u);
}

Test(analysis_margin, of_two_criteria_on_nine_points, .timeout = 300) {
    small_study shape = {.points = 9, .criteria = 2};
    cr_expect_eq(run_rules(of_nine, COUNT(of_nine), shape, 4, 4), 0u);
}

static const char *const of_groups[][2] = {
    {"every group (share(5) >= 70% and share(1) < 15%)", "every group (share(4..5) <= 50%)"},
    {"every group (median >= 4)", "any group (median <= 2)"},
    {"any group (iqr <= 1 and median >= 4)", "every group (iqr >= 2)"},
    {"every group (median >= 4 and iqr <= 2)", NULL},
    {"every group (mean >= 4)", "every group (mean <= 2)"},
    {"every group (n >= 3 and max = 5)", "any group (min = 1)"},
};

Test(analysis_margin, of_groups_by_themselves, .timeout = 300) {
    small_study shape = {.points = 5, .criteria = 1, .groups = 2};
    cr_expect_eq(run_rules(of_groups, COUNT(of_groups), shape, 4, 8), 0u);
}

Test(analysis_margin, of_groups_on_two_criteria, .timeout = 300) {
    small_study shape = {.points = 5, .criteria = 2, .groups = 2};
    cr_expect_eq(run_rules(of_groups, COUNT(of_groups), shape, 4, 6), 0u);
}

static const char *const of_panel_and_groups[][2] = {
    {"median >= 4 and every group (median >= 3)", "median <= 2"},
    {"share(4..5) >= 70% and every group (share(4..5) >= 50%)", "share(1) > 50%"},
    {"median >= 4 and iqr <= 1 and any group (median = 5)", "any group (median <= 2)"},
    {"mean >= 4 and every group (share(1) = 0)", "mean < 2.5 or any group (mean < 2)"},
};

/* It might say that it cannot prove the least; on these it always can. */
Test(analysis_margin, of_panel_and_groups_at_once, .timeout = 300) {
    small_study shape = {.points = 5, .criteria = 1, .groups = 2};
    size_t unproven = run_rules(of_panel_and_groups, COUNT(of_panel_and_groups), shape, 4, 8);
    cr_expect_eq(unproven, 0u, "%zu of 480", unproven);
}

/* Nor is what cannot be proved ever claimed. */
Test(analysis_margin, of_panel_and_groups_on_two_criteria, .timeout = 300) {
    small_study shape = {.points = 5, .criteria = 2, .groups = 2};
    size_t unproven = run_rules(of_panel_and_groups, COUNT(of_panel_and_groups), shape, 4, 6);
    cr_expect_leq(unproven, 3u, "%zu of 288", unproven);
}

static const char *const of_the_whole[][2] = {
    {"mode >= 7", "mode <= 3"},
    {"van_der_eijk_a >= 0.6 and median >= 7", "median <= 3"},
    {"sd <= 1.5 and mean >= 6.5", "mean <= 3"},
    {"tastle_wierman_cns > 0.7", "bimodality > 5/9"},
};

Test(analysis_margin, of_measures_that_look_at_every_count_is_found_where_panels_are_small, .timeout = 300) {
    small_study shape = {.points = 9, .criteria = 1};
    cr_expect_eq(run_rules(of_the_whole, COUNT(of_the_whole), shape, 3, 6), 0u);
}

/* Its truth hangs on two criteria at once: nothing is proved but what a single change does. */
static const char *const of_a_comparison[][2] = {{"a.median > b.median", "a.share(5) <= b.share(1)"}};

Test(analysis_margin, of_a_comparison_of_criteria_is_no_less_than_it_is, .timeout = 300) {
    small_study shape = {.points = 5, .criteria = 2};
    cr_expect_gt(run_rules(of_a_comparison, 1, shape, 3, 6), 0u);
}

/* Who gives which rating matters then, which counts do not tell: only changes that were tried are told of. */
Test(analysis_margin, of_weighted_measures_is_tried_out) {
    small_study c = {"weighted_median >= 6", "weighted_median <= 3", 9, 1, 0, 6, "7", "valid", true};
    delphi_study *study = small_study_of(&c, 5, -1);
    delphi_result *result = test_analyse(study, 1, NULL);
    cr_assert_eq(delphi_appraise(result, NULL), DELPHI_OK);
    size_t margin = delphi_decision_measure_find("flip_margin"),
           exact = delphi_decision_measure_find("flip_margin_exact");
    size_t unproven = 0;
    for (size_t i = 0; i < result->outcome_count; i++) {
        const delphi_value *values = result->robustness[i].values;
        cr_assert_eq(values[margin].kind, DELPHI_VALUE_RATIONAL);
        cr_expect(values[margin].as.rational.num >= 1 && values[margin].as.rational.num <= 6);
        cr_expect(!values[exact].as.truth || values[margin].as.rational.num == 1);
        unproven += !values[exact].as.truth;
    }
    cr_expect_gt(unproven, 0u);
    delphi_result_free(result);
    delphi_study_free(study);
}

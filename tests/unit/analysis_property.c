/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Laws of whole studies, tried on many made at random: neither the order of experts and indicators nor the names of the
 * experts matter, the panel is the sum of its groups, and a group is the study of its experts. */
#include "../support/random_rounds.h"

#include <math.h>

enum { STUDIES = 100, PAIR_ROWS = 64 };

/* Equal to the bit, or, where sums are taken in another order, nearly. */
static void expect_value(const delphi_value *a, const delphi_value *b, double near, const char *name) {
    cr_expect(a->kind == b->kind && a->reason == b->reason, "%s: one is defined, the other not", name);
    if (a->kind == DELPHI_VALUE_UNDEFINED || a->kind != b->kind)
        return;
    if (a->kind == DELPHI_VALUE_TRUTH) {
        cr_expect_eq(a->as.truth, b->as.truth, "%s", name);
    } else if (a->kind == DELPHI_VALUE_REAL) {
        cr_expect(fabs(a->as.real - b->as.real) <= near * (1 + fabs(a->as.real)), "%s: %.17g, %.17g", name, a->as.real,
                  b->as.real);
    } else {
        cr_expect(a->as.rational.num == b->as.rational.num && a->as.rational.den == b->as.rational.den, "%s", name);
    }
}

static void expect_cell(const delphi_cell *a, const delphi_cell *b, int points) {
    size_t count;
    const delphi_measure *measures = delphi_measures(&count);
    cr_expect(a->invited == b->invited && a->n == b->n && a->cannot_judge == b->cannot_judge &&
              a->missing == b->missing && a->base == b->base);
    cr_expect_arr_eq(a->counts, b->counts, (size_t)points * sizeof *a->counts);
    for (size_t m = 0; m < count; m++)
        expect_value(&a->values[m], &b->values[m], 0, measures[m].name);
}

static void expect_concordance(const delphi_concordance *a, const delphi_concordance *b, double near) {
    size_t count;
    const delphi_set_measure *rows = delphi_set_measures(&count);
    cr_expect(a->experts == b->experts && a->complete == b->complete);
    for (size_t m = 0; m < count; m++)
        expect_value(&a->values[m], &b->values[m], near, rows[m].name);
}

static void expect_response(const delphi_response *a, const delphi_response *b) {
    cr_expect(a->invited == b->invited && a->responded == b->responded && a->complete == b->complete);
    cr_expect(a->stayed == b->stayed && a->left == b->left && a->joined == b->joined);
}

static void expect_because(const delphi_outcome *a, const delphi_outcome *b) {
    cr_assert_eq(a->because_count, b->because_count);
    for (size_t k = 0; k < a->because_count; k++) {
        const delphi_clause *x = &a->because[k], *y = &b->because[k];
        cr_expect_str_eq(x->clause, y->clause);
        cr_expect(x->of_keep == y->of_keep && x->criterion == y->criterion && x->group == y->group &&
                  x->holds == y->holds);
        expect_value(&x->value, &y->value, 0, x->clause);
    }
}

static void expect_outcome(const delphi_result *a, const delphi_outcome *outcome, const delphi_result *b) {
    const delphi_protocol *p = &a->study->protocol;
    const char *id = a->study->indicators[outcome->indicator].id;
    const delphi_outcome *other = delphi_result_outcome(b, delphi_study_indicator(b->study, id));
    cr_assert_not_null(other, "%s is in play in one of them only", id);
    cr_expect_eq(outcome->decision, other->decision, "%s", id);
    expect_because(outcome, other);
    for (size_t slot = 0; slot < p->criterion_count * (1 + p->group_count); slot++)
        expect_cell(&outcome->cells[slot], &other->cells[slot], p->scale.max - p->scale.min + 1);
}

static void expect_result(const delphi_result *a, const delphi_result *b) {
    const delphi_protocol *p = &a->study->protocol;
    cr_assert_eq(a->outcome_count, b->outcome_count);
    cr_expect_arr_eq(a->decided, b->decided, sizeof a->decided);
    expect_response(&a->response, &b->response);
    for (size_t g = 0; g < p->group_count; g++)
        expect_response(&a->groups[g], &b->groups[g]);
    for (size_t k = 0; k < a->outcome_count; k++)
        expect_outcome(a, &a->outcomes[k], b);
    for (size_t slot = 0; slot < p->criterion_count * (1 + p->group_count); slot++)
        expect_concordance(&a->concordance[slot], &b->concordance[slot], 1e-12);
}

static void expect_pairs(const random_study *s, const delphi_study *a, const delphi_study *b) {
    size_t count;
    delphi_value x[PAIR_ROWS], y[PAIR_ROWS];
    const delphi_pair_measure *rows = delphi_pair_measures(&count);
    cr_assert_leq(count, PAIR_ROWS);
    for (size_t c = 0; c < s->criteria; c++) {
        for (size_t i = 0; i < s->indicators; i++) {
            delphi_pair one = random_pair(a, a->indicators[i].id, c), other = random_pair(b, a->indicators[i].id, c);
            random_pair_values(&one, x);
            random_pair_values(&other, y);
            for (size_t m = 0; m < count; m++)
                expect_value(&x[m], &y[m], 0, rows[m].name);
        }
    }
}

/* What a test has met: one that met only one kind of study would show little. */
typedef struct {
    size_t decided[DELPHI_DECISION_COUNT], cannot_judge, missing, suppressed, incomplete;
} variety;

static void note_variety(variety *met, const random_run *run) {
    for (int r = 0; r < RANDOM_ROUNDS; r++) {
        const delphi_result *result = run->round[r];
        const delphi_protocol *p = &run->study->protocol;
        for (size_t d = 0; d < DELPHI_DECISION_COUNT; d++)
            met->decided[d] += result->decided[d];
        for (size_t k = 0; k < result->outcome_count; k++) {
            for (size_t slot = 0; slot < p->criterion_count * (1 + p->group_count); slot++) {
                met->cannot_judge += result->outcomes[k].cells[slot].cannot_judge > 0;
                met->missing += result->outcomes[k].cells[slot].missing > 0;
                met->suppressed += result->outcomes[k].cells[slot].suppressed;
            }
        }
        met->incomplete += result->response.complete < result->response.responded;
    }
}

static void expect_variety(const variety *met) {
    for (size_t d = 0; d < DELPHI_DECISION_COUNT; d++)
        cr_expect_gt(met->decided[d], 0, "%s: %zu", delphi_decision_name((delphi_decision)d), met->decided[d]);
    cr_expect(met->cannot_judge > 100 && met->missing > 100 && met->suppressed > 100 && met->incomplete > 20);
}

typedef void view_change(const random_study *s, random_view *view, uint64_t *state);

static void shuffle_experts(const random_study *s, random_view *view, uint64_t *state) {
    random_shuffle(view->expert, s->experts, state);
}

static void shuffle_indicators(const random_study *s, random_view *view, uint64_t *state) {
    random_shuffle(view->indicator, s->indicators, state);
}

static void name_otherwise(const random_study *s, random_view *view, uint64_t *state) {
    (void)s, (void)state;
    view->other_names = true;
}

/* The study as it is and as `change` makes it say the same of every indicator. */
static void expect_no_difference(uint64_t seed, view_change *change) {
    variety met = {0};
    for (int k = 0; k < STUDIES; k++) {
        random_study s;
        random_study_make(&s, &seed);
        random_view plain = random_view_plain(&s), changed = plain;
        change(&s, &changed, &seed);
        random_run a = random_run_start(&s, &plain), b = random_run_start(&s, &changed);
        for (int r = 0; r < RANDOM_ROUNDS; r++)
            expect_result(a.round[r], b.round[r]);
        expect_pairs(&s, a.study, b.study);
        note_variety(&met, &a);
        random_run_end(&a);
        random_run_end(&b);
    }
    expect_variety(&met);
}

Test(analysis_property, the_order_of_the_experts_does_not_matter) {
    expect_no_difference(71, shuffle_experts);
}

Test(analysis_property, the_order_of_the_indicators_does_not_matter) {
    expect_no_difference(72, shuffle_indicators);
}

Test(analysis_property, the_names_of_the_experts_do_not_matter) {
    expect_no_difference(73, name_otherwise);
}

static void expect_sum(const delphi_cell *cells, size_t groups, int points) {
    delphi_cell sum = {0};
    for (size_t g = 1; g <= groups; g++) {
        sum.invited += cells[g].invited;
        sum.n += cells[g].n;
        sum.cannot_judge += cells[g].cannot_judge;
        sum.missing += cells[g].missing;
        sum.base += cells[g].base;
    }
    cr_expect(cells->invited == sum.invited && cells->n == sum.n && cells->cannot_judge == sum.cannot_judge &&
              cells->missing == sum.missing && cells->base == sum.base);
    for (int k = 0; k < points; k++) {
        uint32_t count = 0;
        for (size_t g = 1; g <= groups; g++)
            count += cells[g].counts[k];
        cr_expect_eq(cells->counts[k], count);
    }
}

static void expect_response_sum(const delphi_result *result, size_t groups) {
    delphi_response sum = {0};
    for (size_t g = 0; g < groups; g++) {
        sum.invited += result->groups[g].invited;
        sum.responded += result->groups[g].responded;
        sum.complete += result->groups[g].complete;
        sum.stayed += result->groups[g].stayed;
        sum.left += result->groups[g].left;
        sum.joined += result->groups[g].joined;
    }
    expect_response(&result->response, &sum);
}

Test(analysis_property, the_panel_is_the_sum_of_its_groups) {
    uint64_t state = 74;
    size_t grouped = 0;
    for (int k = 0; k < STUDIES; k++) {
        random_study s;
        random_study_make(&s, &state);
        random_view plain = random_view_plain(&s);
        random_run run = random_run_start(&s, &plain);
        for (int r = 0; s.groups && r < RANDOM_ROUNDS; r++) {
            const delphi_result *result = run.round[r];
            expect_response_sum(result, s.groups);
            for (size_t o = 0; o < result->outcome_count; o++) {
                for (size_t c = 0; c < s.criteria; c++)
                    expect_sum(delphi_result_cell(result, &result->outcomes[o], c, DELPHI_NONE), s.groups,
                               s.max - s.min + 1);
            }
            grouped++;
        }
        random_run_end(&run);
    }
    cr_expect_gt(grouped, STUDIES);
}

/* The experts of one group, in a study without groups. */
static random_view view_of_group(const random_study *s, size_t group) {
    random_view view = random_view_plain(s);
    view.no_groups = true;
    view.experts = 0;
    for (size_t e = 0; e < s->experts; e++) {
        if (s->group_of[e] == group)
            view.expert[view.experts++] = e;
    }
    return view;
}

/* The first round: in the second, other indicators may be in play. */
static void expect_group_alone(const random_study *s, const random_run *run, size_t group) {
    random_view view = view_of_group(s, group);
    if (view.experts == 0)
        return;
    random_run alone = random_run_start(s, &view);
    const delphi_result *a = run->round[0], *b = alone.round[0];
    expect_response(&a->groups[group], &b->response);
    for (size_t c = 0; c < s->criteria; c++) {
        expect_concordance(delphi_result_concordance(a, c, group), delphi_result_concordance(b, c, DELPHI_NONE), 1e-14);
        for (size_t o = 0; o < a->outcome_count; o++)
            expect_cell(delphi_result_cell(a, &a->outcomes[o], c, group),
                        delphi_result_cell(b, &b->outcomes[o], c, DELPHI_NONE), s->max - s->min + 1);
    }
    random_run_end(&alone);
}

Test(analysis_property, a_group_is_the_study_of_its_experts) {
    uint64_t state = 75;
    for (int k = 0; k < STUDIES / 2; k++) {
        random_study s;
        random_study_make(&s, &state);
        s.replicates = 20;
        random_view plain = random_view_plain(&s);
        random_run run = random_run_start(&s, &plain);
        for (size_t g = 0; g < s.groups; g++)
            expect_group_alone(&s, &run, g);
        random_run_end(&run);
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sorts by the keys, exactly, and cuts. Equals on every key stay equals: the order of the file decides nothing. */
#include "analysis/contest.h"

#include "base/rational.h"

#include <stdlib.h>
#include <string.h>

bool analysis_contest_start(analysis_contest *contest, const delphi_result *result, size_t count) {
    const analysis_selector *selector = &((const analysis_memory *)result->owned)->selector;
    *contest = (analysis_contest){0};
    if (!selector->select)
        return true;
    *contest = (analysis_contest){.selector = selector,
                                  .list = calloc(count + 1, sizeof *contest->list),
                                  .order = calloc(count + 1, sizeof *contest->order),
                                  .values = calloc(count * selector->count + 1, sizeof *contest->values),
                                  .count = count};
    if (contest->list && contest->order && contest->values)
        return true;
    analysis_contest_end(contest);
    return false;
}

void analysis_contest_end(analysis_contest *contest) {
    free(contest->list);
    free(contest->order);
    free(contest->values);
    *contest = (analysis_contest){0};
}

static delphi_value value_of(const analysis_key *key, const delphi_rule_scene *scene) {
    delphi_value out = base_value_undefined(DELPHI_REASON_NONE);
    const delphi_rule_term *term = &key->term;
    if (!key->rule)
        return out;
    switch (term->kind) {
    case DELPHI_TERM_MEASURE:
        scene->measure(scene->context, term->measure, key->criterion, DELPHI_NONE, &out);
        break;
    case DELPHI_TERM_SHARE:
        scene->share(scene->context, term->set, key->criterion, DELPHI_NONE, &out);
        break;
    case DELPHI_TERM_COUNT:
        scene->count(scene->context, term->set, key->criterion, DELPHI_NONE, &out);
        break;
    case DELPHI_TERM_N:
        out = base_value_integer(scene->n(scene->context, key->criterion, DELPHI_NONE));
        break;
    default:
        out = base_value_integer(scene->cannot_judge(scene->context, key->criterion, DELPHI_NONE));
    }
    return out;
}

static bool is_ranked(const analysis_contender *one) {
    for (size_t k = 0; k < one->selector->count; k++)
        if (one->selector->keys[k].rule && one->values[k].kind == DELPHI_VALUE_UNDEFINED)
            return false;
    return true;
}

void analysis_contest_enter(analysis_contest *contest, size_t outcome, const char *id, delphi_decision decision,
                            const delphi_rule_scene *scene) {
    if (!contest->selector)
        return;
    const analysis_selector *selector = contest->selector;
    analysis_contender *one = &contest->list[outcome];
    *one = (analysis_contender){.decision = decision,
                                .values = contest->values + outcome * selector->count,
                                .outcome = outcome,
                                .id = id,
                                .selector = selector};
    one->rank.candidate = selector->select->among == DELPHI_AMONG_ALL || decision == DELPHI_KEEP;
    for (size_t k = 0; one->rank.candidate && k < selector->count; k++)
        one->values[k] = value_of(&selector->keys[k], scene);
}

/* Numbers that are exact are compared so; a real is what it is. */
static int compare_values(const delphi_value *a, const delphi_value *b) {
    if (a->kind != DELPHI_VALUE_REAL && b->kind != DELPHI_VALUE_REAL)
        return base_rational_compare(a->as.rational, b->as.rational);
    double x = delphi_value_real(a), y = delphi_value_real(b);
    return x < y ? -1 : x > y;
}

/* Below 0: `a` goes first. */
static int compare(const analysis_contender *a, const analysis_contender *b) {
    for (size_t k = 0; k < a->selector->count; k++) {
        const analysis_key *key = &a->selector->keys[k];
        int order =
            key->rule ? -key->sign * compare_values(&a->values[k], &b->values[k]) : key->sign * strcmp(a->id, b->id);
        if (order)
            return order;
    }
    return 0;
}

static int compare_for_sorting(const void *x, const void *y) {
    const analysis_contender *a = *(analysis_contender *const *)x, *b = *(analysis_contender *const *)y;
    int order = compare(a, b);
    return order ? order : a->outcome < b->outcome ? -1 : a->outcome > b->outcome;
}

/* Those from `first` to before `past` are equals. */
static void settle_equals(const analysis_contest *contest, size_t first, size_t past) {
    const delphi_select *select = contest->selector->select;
    size_t best = (size_t)select->best;
    bool at_cut = first < best && past > best;
    delphi_truth selected = past <= best ? DELPHI_TRUE : DELPHI_FALSE;
    if (at_cut)
        selected = select->ties == DELPHI_TIES_IN    ? DELPHI_TRUE
                   : select->ties == DELPHI_TIES_OUT ? DELPHI_FALSE
                                                     : DELPHI_UNKNOWN;
    for (size_t i = first; i < past; i++) {
        analysis_contender *one = contest->order[i];
        one->rank.rank = (uint32_t)first + 1;
        one->rank.tied = (uint32_t)(past - first);
        one->rank.at_cut = at_cut;
        one->rank.selected = selected;
        one->decision = selected == DELPHI_TRUE ? DELPHI_KEEP : selected ? DELPHI_UNDECIDED : DELPHI_DROP;
    }
}

void analysis_contest_decide(analysis_contest *contest) {
    size_t ranked = 0;
    for (size_t i = 0; i < contest->count; i++) {
        analysis_contender *one = &contest->list[i];
        if (!one->rank.candidate)
            continue;
        one->decision = DELPHI_UNDECIDED; /* where it cannot be ranked it might be among the best */
        one->rank.selected = DELPHI_UNKNOWN;
        if (is_ranked(one))
            contest->order[ranked++] = one;
    }
    contest->ranked = ranked;
    if (ranked > 1)
        qsort(contest->order, ranked, sizeof *contest->order, compare_for_sorting);
    for (size_t first = 0, past; first < ranked; first = past) {
        past = first + 1;
        while (past < ranked && compare(contest->order[first], contest->order[past]) == 0)
            past++;
        settle_equals(contest, first, past);
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures of a factsheet: what an expert may see of a cell, scores by topic, and what changed. */
#include "export/factsheet.h"

#include "base/rational.h"

static uint32_t min_group(const factsheet_plan *plan) {
    return (uint32_t)plan->protocol->min_group;
}

factsheet_cell factsheet_find(const factsheet_plan *plan, size_t expert, size_t place, size_t criterion) {
    const delphi_result *result = plan->of->result;
    const delphi_outcome *outcome = plan->outcomes[place];
    size_t own_group = plan->study->experts[expert].group;
    const delphi_cell *panel = delphi_result_cell(result, outcome, criterion, DELPHI_NONE);
    const delphi_cell *group =
        own_group == DELPHI_NONE ? NULL : delphi_result_cell(result, outcome, criterion, own_group);
    sheet_view view = sheet_may_see(panel, group, min_group(plan));
    return (factsheet_cell){
        .own = delphi_ratings_column(plan->now, plan->order[place], criterion)[expert],
        .panel = view == SHEET_SEES_NOTHING ? NULL : panel,
        .group = view == SHEET_SEES_BOTH ? group : NULL,
        .panel_n = panel->n,
        .group_n = group ? group->n : 0,
        .group_n_shown = group && (view == SHEET_SEES_BOTH || group->n < min_group(plan)),
    };
}

factsheet_range factsheet_topic(const factsheet_plan *plan, size_t topic) {
    return (factsheet_range){plan->topics[topic], plan->topics[topic + 1]};
}

factsheet_range factsheet_all(const factsheet_plan *plan) {
    return (factsheet_range){0, plan->count};
}

/* ---- means ---- */

/* A mean being made of means. Fractions of many different bases soon need more digits than there are. */
typedef struct {
    double sum;
    uint32_t count;
    delphi_reason undefined; /* why one of them is not there */
    bool hidden;
} pile;

static void heap(pile *p, const delphi_cell *cell) {
    const delphi_value *mean = cell ? &cell->values[delphi_measure_find("mean")] : NULL;
    if (!mean)
        p->hidden = true;
    else if (mean->kind == DELPHI_VALUE_UNDEFINED)
        p->undefined = mean->reason;
    else
        p->sum += delphi_value_real(mean);
    p->count++;
}

static delphi_value mean_of(const pile *p) {
    if (p->count == 0)
        return base_value_undefined(DELPHI_REASON_NO_RATINGS);
    if (p->hidden)
        return base_value_undefined(DELPHI_REASON_NONE);
    return p->undefined ? base_value_undefined(p->undefined) : base_value_real(p->sum / p->count);
}

static delphi_value own_mean(int64_t sum, uint32_t base) {
    return base ? base_value_rational(base_rational(sum, base)) : base_value_undefined(DELPHI_REASON_NO_RATINGS);
}

factsheet_score factsheet_score_of(const factsheet_plan *plan, size_t expert, factsheet_range range, size_t criterion) {
    factsheet_score score = {.in_play = (uint32_t)(range.end - range.first)};
    pile panel = {0}, group = {0};
    int64_t sum = 0;
    for (size_t place = range.first; place < range.end; place++) {
        factsheet_cell cell = factsheet_find(plan, expert, place, criterion);
        if (!export_is_point(cell.own))
            continue;
        score.base++;
        sum += cell.own;
        heap(&panel, cell.panel);
        heap(&group, cell.group);
    }
    score.own.value = own_mean(sum, score.base);
    score.panel = (factsheet_mean){mean_of(&panel), panel.hidden};
    score.group = (factsheet_mean){mean_of(&group), group.hidden};
    return score;
}

/* ---- since the round before ---- */

/* The panel's mean of an outcome, where everyone may see it. */
static const delphi_value *public_mean(const factsheet_plan *plan, const delphi_result *result,
                                       const delphi_outcome *outcome, size_t criterion) {
    const delphi_cell *panel = delphi_result_cell(result, outcome, criterion, DELPHI_NONE);
    const delphi_value *mean = &panel->values[delphi_measure_find("mean")];
    bool shown = sheet_may_see(panel, NULL, min_group(plan)) != SHEET_SEES_NOTHING;
    return shown && mean->kind != DELPHI_VALUE_UNDEFINED ? mean : NULL;
}

typedef struct {
    int64_t then, now;
    double panel_then, panel_now;
} sums;

static void add_own(const factsheet_plan *plan, size_t expert, size_t place, size_t criterion, sums *s,
                    factsheet_change *change) {
    size_t indicator = plan->order[place];
    delphi_rating then = delphi_ratings_column(plan->before, indicator, criterion)[expert];
    delphi_rating now = delphi_ratings_column(plan->now, indicator, criterion)[expert];
    if (!export_is_point(then) || !export_is_point(now))
        return;
    s->then += then;
    s->now += now;
    change->base++;
    change->raised += now > then;
    change->lowered += now < then;
}

static void add_panel(const factsheet_plan *plan, size_t place, size_t criterion, sums *s, factsheet_change *change) {
    const delphi_value *then = public_mean(plan, plan->of->previous, plan->earlier[place], criterion);
    const delphi_value *now = public_mean(plan, plan->of->result, plan->outcomes[place], criterion);
    if (!then || !now)
        return;
    s->panel_then += delphi_value_real(then);
    s->panel_now += delphi_value_real(now);
    change->panel_base++;
}

factsheet_change factsheet_change_of(const factsheet_plan *plan, size_t expert, factsheet_range range,
                                     size_t criterion) {
    factsheet_change change = {0};
    sums s = {0};
    for (size_t place = range.first; place < range.end; place++) {
        if (!plan->earlier[place])
            continue;
        add_own(plan, expert, place, criterion, &s, &change);
        add_panel(plan, place, criterion, &s, &change);
    }
    delphi_value none = base_value_undefined(DELPHI_REASON_NO_RATINGS);
    change.then = own_mean(s.then, change.base);
    change.now = own_mean(s.now, change.base);
    change.panel_then = change.panel_base ? base_value_real(s.panel_then / change.panel_base) : none;
    change.panel_now = change.panel_base ? base_value_real(s.panel_now / change.panel_base) : none;
    return change;
}

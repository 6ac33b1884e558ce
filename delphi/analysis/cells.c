/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts and measures of one indicator, for the panel and for each group. */
#include "analysis/private.h"

#include <delphi/questionnaire.h>

#include <string.h>

/* What the slots of one criterion are counted into. */
typedef struct {
    delphi_cell *cells;
    uint32_t *counts; /* points for each slot */
    int64_t *weights; /* likewise; NULL where counts say it all */
    size_t slots, points;
} tally;

/* One column is read once: the counts go to the expert's group (slot 1 and up) or, without groups, to the panel (slot
 * 0). */
static void count_column(const delphi_result *result, const delphi_rating *column, const tally *t, uint32_t *answered) {
    const delphi_study *study = result->study;
    int min = study->protocol.scale.min;
    for (size_t e = 0; e < study->expert_count; e++) {
        if (!analysis_invited(study, e, result->round))
            continue;
        size_t slot = study->experts[e].group == DELPHI_NONE ? 0 : study->experts[e].group + 1;
        delphi_cell *cell = &t->cells[slot];
        delphi_rating rating = column[e];
        if (rating == DELPHI_NOT_ASKED)
            continue;
        cell->invited++;
        if (rating == DELPHI_MISSING) {
            cell->missing++;
            continue;
        }
        answered[e]++;
        if (rating == DELPHI_CANNOT_JUDGE) {
            cell->cannot_judge++;
            continue;
        }
        cell->n++;
        size_t place = slot * t->points + (size_t)(rating - min);
        t->counts[place]++;
        if (t->weights)
            t->weights[place] += analysis_weights_of(result)->of[e];
    }
}

static void add_groups_to_panel(const tally *t) {
    delphi_cell *panel = &t->cells[0];
    for (size_t g = 1; g < t->slots; g++) {
        const delphi_cell *group = &t->cells[g];
        panel->invited += group->invited;
        panel->n += group->n;
        panel->cannot_judge += group->cannot_judge;
        panel->missing += group->missing;
        for (size_t k = 0; k < t->points; k++)
            t->counts[k] += t->counts[g * t->points + k];
        for (size_t k = 0; t->weights && k < t->points; k++)
            t->weights[k] += t->weights[g * t->points + k];
    }
}

static uint32_t base_of(const delphi_cell *cell, delphi_denominator denominator) {
    switch (denominator) {
    case DELPHI_DENOMINATOR_ANSWERED:
        return cell->n + cell->cannot_judge;
    case DELPHI_DENOMINATOR_PANEL:
        return cell->invited;
    default:
        return cell->n;
    }
}

void analysis_settle_cell(const delphi_protocol *p, bool of_group, delphi_cell *cell) {
    cell->base = base_of(cell, p->denominator);
    cell->suppressed = of_group && cell->n < (uint32_t)p->min_group;
}

delphi_item analysis_item(const delphi_study *study) {
    const delphi_protocol *p = &study->protocol;
    size_t high = delphi_study_band(study, "high");
    return (delphi_item){
        .scale_min = p->scale.min,
        .points = p->scale.max - p->scale.min + 1,
        .min_ratings = (uint32_t)p->min_ratings,
        .quantile_type = p->quantile_type,
        .ranked = (uint32_t)p->scale.items,
        .places = (uint32_t)p->scale.places,
        .high_low = high == DELPHI_NONE ? 1 : p->bands[high].low,
        .high_high = high == DELPHI_NONE ? 0 : p->bands[high].high,
    };
}

static void measure_cell(delphi_item item, delphi_cell *cell, delphi_value *values) {
    size_t count;
    const delphi_measure *measures = delphi_measures(&count);
    item.counts = cell->counts;
    item.weights = cell->weights;
    item.n = cell->n;
    for (size_t m = 0; m < count; m++)
        delphi_measure_value(&measures[m], &item, &values[m]);
    cell->values = values;
}

/* The slots of one criterion: slot 0 the panel, then each group. */
static bool fill_slots(const delphi_result *result, const delphi_rating *column, delphi_cell *cells,
                       uint32_t *answered) {
    const delphi_protocol *p = &result->study->protocol;
    base_arena *arena = ((analysis_memory *)result->owned)->arena;
    delphi_item item = analysis_item(result->study);
    tally t = {.cells = cells, .slots = 1 + p->group_count, .points = (size_t)item.points};
    size_t measures;
    delphi_measures(&measures);
    item.weighted = analysis_weights_of(result)->weighted;
    t.counts = base_arena_array(arena, t.slots * t.points, sizeof *t.counts);
    if (analysis_weights_of(result)->of)
        t.weights = base_arena_array(arena, t.slots * t.points, sizeof *t.weights);
    delphi_value *values = base_arena_array(arena, t.slots * measures, sizeof *values);
    if (!t.counts || (analysis_weights_of(result)->of && !t.weights) || !values)
        return false;
    count_column(result, column, &t, answered);
    add_groups_to_panel(&t);
    for (size_t s = 0; s < t.slots; s++) {
        cells[s].counts = t.counts + s * t.points;
        cells[s].weights = t.weights ? t.weights + s * t.points : NULL;
        analysis_settle_cell(p, s > 0, &cells[s]);
        measure_cell(item, &cells[s], values + s * measures);
    }
    return true;
}

const delphi_cell *analysis_cells_make(const delphi_result *result, const delphi_ratings *ratings, size_t indicator,
                                       uint32_t *answered) {
    const delphi_protocol *p = &result->study->protocol;
    base_arena *arena = ((analysis_memory *)result->owned)->arena;
    size_t slots = 1 + p->group_count;
    delphi_cell *cells = base_arena_array(arena, p->criterion_count * slots, sizeof *cells);
    if (!cells)
        return NULL;
    for (size_t c = 0; c < p->criterion_count; c++) {
        const delphi_rating *column =
            p->scan.on ? analysis_answers(result, ratings, indicator) : delphi_ratings_column(ratings, indicator, c);
        if (!column || !fill_slots(result, column, cells + c * slots, answered))
            return NULL;
    }
    return cells;
}

/* As many values as there can be measures of an item. */
#define MEASURES_MOST 128

const delphi_cell *delphi_result_cell(const delphi_result *result, const delphi_outcome *outcome, size_t criterion,
                                      size_t group) {
    static const uint32_t no_counts[DELPHI_POINTS_MAX];
    static const delphi_value no_values[MEASURES_MOST];
    static const delphi_cell empty = {.counts = no_counts, .values = no_values};
    size_t slots = 1 + result->study->protocol.group_count;
    if (criterion >= result->study->protocol.criterion_count)
        return &empty;
    return &outcome->cells[criterion * slots + (group == DELPHI_NONE ? 0 : group + 1)];
}

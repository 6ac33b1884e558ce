/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts that can be changed, answer by answer; decide.c decides on them. */
#include "analysis/trial.h"

#include <stdlib.h>
#include <string.h>

bool analysis_trial_start(analysis_trial *trial, const delphi_result *result) {
    const delphi_protocol *p = &result->study->protocol;
    bool weighted = analysis_weights_of(result)->of != NULL;
    *trial = (analysis_trial){.result = result, .slots = 1 + p->group_count};
    trial->item = analysis_item(result->study);
    trial->item.weighted = analysis_weights_of(result)->weighted;
    trial->points = (size_t)trial->item.points;
    trial->cell_count = p->criterion_count * trial->slots;
    trial->cells = calloc(trial->cell_count, sizeof *trial->cells);
    trial->counts = calloc(trial->cell_count * trial->points, sizeof *trial->counts);
    if (weighted)
        trial->weights = calloc(trial->cell_count * trial->points, sizeof *trial->weights);
    if (!trial->cells || !trial->counts || (weighted && !trial->weights)) {
        analysis_trial_end(trial);
        return false;
    }
    trial->outcome.cells = trial->cells;
    trial->view = (analysis_view){.result = result, .outcome = &trial->outcome, .item = &trial->item};
    trial->scene = analysis_scene(&trial->view);
    analysis_trial_clear(trial);
    return true;
}

void analysis_trial_end(analysis_trial *trial) {
    free(trial->cells);
    free(trial->counts);
    free(trial->weights);
    *trial = (analysis_trial){0};
}

void analysis_trial_clear(analysis_trial *trial) {
    memset(trial->counts, 0, trial->cell_count * trial->points * sizeof *trial->counts);
    if (trial->weights)
        memset(trial->weights, 0, trial->cell_count * trial->points * sizeof *trial->weights);
    for (size_t i = 0; i < trial->cell_count; i++) {
        trial->cells[i] = (delphi_cell){.counts = trial->counts + i * trial->points};
        trial->cells[i].weights = trial->weights ? trial->weights + i * trial->points : NULL;
    }
}

void analysis_trial_load(analysis_trial *trial, const delphi_outcome *outcome) {
    trial->outcome.indicator = outcome->indicator;
    for (size_t i = 0; i < trial->cell_count; i++) {
        uint32_t *counts = trial->counts + i * trial->points;
        int64_t *weights = trial->weights ? trial->weights + i * trial->points : NULL;
        memcpy(counts, outcome->cells[i].counts, trial->points * sizeof *counts);
        if (weights)
            memcpy(weights, outcome->cells[i].weights, trial->points * sizeof *weights);
        trial->cells[i] = outcome->cells[i];
        trial->cells[i].counts = counts;
        trial->cells[i].weights = weights;
        trial->cells[i].values = NULL;
    }
}

analysis_answer analysis_answer_of(const analysis_trial *trial, delphi_rating rating) {
    if (rating == DELPHI_MISSING)
        return trial->points + 1;
    return rating == DELPHI_CANNOT_JUDGE ? trial->points : (size_t)(rating - trial->item.scale_min);
}

/* `weight` is that of all `times` experts together. */
static void add_to(analysis_trial *trial, size_t cell_index, analysis_answer answer, int32_t times, int64_t weight) {
    delphi_cell *cell = &trial->cells[cell_index];
    uint32_t more = (uint32_t)times; /* counts are taken modulo 2^32, so that this subtracts, too */
    cell->invited += more;
    if (answer < trial->points) {
        cell->n += more;
        trial->counts[cell_index * trial->points + answer] += more;
        if (trial->weights)
            trial->weights[cell_index * trial->points + answer] += weight;
    } else if (answer == trial->points) {
        cell->cannot_judge += more;
    } else {
        cell->missing += more;
    }
}

void analysis_trial_add_to(analysis_trial *trial, size_t cell, analysis_answer answer, int32_t times) {
    add_to(trial, cell, answer, times, 0);
}

void analysis_trial_add(analysis_trial *trial, size_t criterion, size_t expert, analysis_answer answer, int32_t times) {
    size_t group = trial->result->study->experts[expert].group, first = criterion * trial->slots;
    int64_t weight = trial->weights ? times * analysis_weights_of(trial->result)->of[expert] : 0;
    add_to(trial, first, answer, times, weight);
    if (group != DELPHI_NONE)
        add_to(trial, first + 1 + group, answer, times, weight);
}

void analysis_trial_settle(analysis_trial *trial, size_t cell) {
    analysis_settle_cell(&trial->result->study->protocol, cell % trial->slots > 0, &trial->cells[cell]);
}

void analysis_trial_settle_all(analysis_trial *trial) {
    for (size_t i = 0; i < trial->cell_count; i++)
        analysis_trial_settle(trial, i);
}

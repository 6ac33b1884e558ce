/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What other panels of such experts would have decided (Efron and Tibshirani, 1993).
 *
 * The experts who responded are drawn with replacement within their groups, each with all of his answers, so that what
 * an expert's answers have in common stays. Those who did not respond stay as they are. Each replicate has a stream of
 * its own, and counts are added up: the split over threads changes nothing. */
#include "analysis/clauses.h"
#include "analysis/contest.h"
#include "analysis/robustness.h"

#include "base/cores.h"
#include "base/rational.h"

#include <delphi/resample.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define THREADS_MOST 8
/* Below it a thread costs more than it saves. */
#define REPLICATES_A_THREAD 64

/* What all threads read. */
typedef struct {
    const delphi_result *result;
    const analysis_clauses *clauses;
    size_t *experts; /* those who responded, group by group */
    size_t *starts;  /* slots + 1 entries: where each group begins among them; all are in slot 0 where there is none */
    size_t expert_count, points;
    uint16_t *answers; /* for each outcome and criterion, each expert's */
    bool *looked_at;   /* criteria */
} panel;

/* What a thread has for itself. */
typedef struct {
    const panel *panel;
    uint32_t from, to; /* its replicates */
    analysis_trial trial;
    analysis_contest contest;
    delphi_resample *source;
    uint32_t *times;
    size_t *drawn;                              /* places of the experts drawn at least once, group by group */
    size_t *drawn_start;                        /* as panel.starts */
    uint32_t *tallies;                          /* points + 2 for each cell of the trial */
    uint32_t (*decided)[DELPHI_DECISION_COUNT]; /* for each outcome */
    bool failed, threaded;
    pthread_t thread;
} worker;

static size_t slot_of(const delphi_result *result, size_t expert) {
    size_t group = result->study->experts[expert].group;
    return group == DELPHI_NONE ? 0 : group + 1;
}

static void list_experts(panel *p) {
    const bool *responded = ((const analysis_memory *)p->result->owned)->responded;
    for (size_t slot = 0; slot < p->clauses->slots; slot++) {
        p->starts[slot] = p->expert_count;
        for (size_t e = 0; e < p->result->study->expert_count; e++)
            if (responded[e] && slot_of(p->result, e) == slot)
                p->experts[p->expert_count++] = e;
    }
    p->starts[p->clauses->slots] = p->expert_count;
}

static void list_answers(panel *p, const analysis_trial *trial) {
    const delphi_ratings *ratings = p->result->study->ratings[p->result->round - 1];
    uint16_t *at = p->answers;
    for (size_t i = 0; i < p->result->outcome_count; i++) {
        for (size_t c = 0; c < p->clauses->criteria; c++) {
            const delphi_rating *column = delphi_ratings_column(ratings, p->result->outcomes[i].indicator, c);
            for (size_t e = 0; e < p->expert_count; e++)
                *at++ = (uint16_t)analysis_answer_of(trial, column[p->experts[e]]);
        }
    }
}

static void find_criteria(panel *p) {
    for (size_t i = 0; i < p->clauses->count; i++)
        for (size_t c = 0; c < p->clauses->criteria; c++) {
            const analysis_clause *clause = &p->clauses->items[i];
            /* One that compares two criteria names one of them only here. */
            p->looked_at[c] |= p->clauses->entangled || analysis_clause_looks_at(clause, c, 0) ||
                               analysis_clause_looks_at(clause, c, 1);
        }
}

/* Those that a selection sorts by. */
static void find_key_criteria(panel *p) {
    const analysis_selector *selector = &((const analysis_memory *)p->result->owned)->selector;
    for (size_t k = 0; k < selector->count; k++)
        p->looked_at[selector->keys[k].criterion] = true;
}

static void panel_end(panel *p) {
    free(p->experts);
    free(p->starts);
    free(p->answers);
    free(p->looked_at);
}

static bool panel_start(panel *p, const delphi_result *result, const analysis_clauses *clauses) {
    analysis_trial trial;
    *p = (panel){.result = result, .clauses = clauses};
    p->experts = calloc(result->study->expert_count + 1, sizeof *p->experts);
    p->starts = calloc(clauses->slots + 1, sizeof *p->starts);
    p->looked_at = calloc(clauses->criteria, sizeof *p->looked_at);
    if (!p->experts || !p->starts || !p->looked_at || !analysis_trial_start(&trial, result))
        return false;
    list_experts(p);
    find_criteria(p);
    find_key_criteria(p);
    p->points = trial.points;
    p->answers = calloc(result->outcome_count * clauses->criteria * p->expert_count + 1, sizeof *p->answers);
    if (p->answers)
        list_answers(p, &trial);
    analysis_trial_end(&trial);
    return p->answers != NULL;
}

static void worker_end(worker *w) {
    analysis_trial_end(&w->trial);
    analysis_contest_end(&w->contest);
    delphi_resample_free(w->source);
    free(w->times);
    free(w->drawn);
    free(w->drawn_start);
    free(w->tallies);
    free(w->decided);
}

static bool worker_start(worker *w, const panel *p, uint32_t from, uint32_t to) {
    *w = (worker){.panel = p, .from = from, .to = to};
    bool started = analysis_trial_start(&w->trial, p->result) &&
                   analysis_contest_start(&w->contest, p->result, p->result->outcome_count);
    w->source = delphi_resample_new();
    w->times = calloc(p->expert_count + 1, sizeof *w->times);
    w->drawn = calloc(p->expert_count + 1, sizeof *w->drawn);
    w->drawn_start = calloc(p->clauses->slots + 1, sizeof *w->drawn_start);
    w->tallies = calloc(w->trial.cell_count * (p->points + 2) + 1, sizeof *w->tallies);
    w->decided = calloc(p->result->outcome_count + 1, sizeof *w->decided);
    return started && w->source && w->times && w->drawn && w->drawn_start && w->tallies && w->decided;
}

/* A panel of the same size in every group. */
static void draw(worker *w, uint32_t replicate) {
    const panel *p = w->panel;
    const delphi_protocol *protocol = &p->result->study->protocol;
    size_t count = 0;
    delphi_resample_start(w->source, protocol->seed, p->result->round, replicate);
    for (size_t slot = 0; slot < p->clauses->slots; slot++) {
        size_t first = p->starts[slot], past = p->starts[slot + 1];
        w->drawn_start[slot] = count;
        if (past > first)
            delphi_resample_draw(w->source, past - first, w->times + first);
        for (size_t e = first; e < past; e++)
            if (w->times[e] > 0)
                w->drawn[count++] = e;
    }
    w->drawn_start[p->clauses->slots] = count;
}

static void tally(const worker *w, const uint16_t *answers, size_t from, size_t to, uint32_t *out) {
    for (size_t i = from; i < to; i++)
        out[answers[w->drawn[i]]] += w->times[w->drawn[i]];
}

/* Reads a cell off its tally; who is invited does not change. */
static void fill_cell(worker *w, size_t cell_index, uint32_t invited) {
    size_t points = w->panel->points;
    const uint32_t *counts = w->tallies + cell_index * (points + 2);
    delphi_cell *cell = &w->trial.cells[cell_index];
    cell->counts = counts;
    cell->invited = invited;
    cell->n = 0;
    for (size_t k = 0; k < points; k++)
        cell->n += counts[k];
    cell->cannot_judge = counts[points];
    cell->missing = invited - cell->n - cell->cannot_judge;
    analysis_trial_settle(&w->trial, cell_index);
}

/* Each group by itself, and the panel as their sum. */
static void tally_groups(worker *w, const uint16_t *answers, size_t first_cell) {
    size_t width = w->panel->points + 2, slots = w->panel->clauses->slots;
    uint32_t *all = w->tallies + first_cell * width;
    for (size_t slot = 1; slot < slots; slot++) {
        uint32_t *counts = all + slot * width;
        tally(w, answers, w->drawn_start[slot], w->drawn_start[slot + 1], counts);
        for (size_t k = 0; k < width; k++)
            all[k] += counts[k];
    }
}

static void fill_criterion(worker *w, const delphi_outcome *outcome, size_t outcome_index, size_t criterion) {
    const panel *p = w->panel;
    size_t slots = p->clauses->slots, first = criterion * slots, width = p->points + 2;
    const uint16_t *answers = p->answers + (outcome_index * p->clauses->criteria + criterion) * p->expert_count;
    size_t filled = p->clauses->in_groups ? slots : 1;
    memset(w->tallies + first * width, 0, filled * width * sizeof *w->tallies);
    if (filled > 1)
        tally_groups(w, answers, first);
    else
        tally(w, answers, 0, w->drawn_start[slots], w->tallies + first * width);
    for (size_t slot = 0; slot < filled; slot++)
        fill_cell(w, first + slot, outcome->cells[first + slot].invited);
}

/* Answer by answer, with all that is known of who gave it. */
static delphi_decision decide_by_expert(worker *w, size_t outcome_index) {
    const panel *p = w->panel;
    const delphi_study *study = p->result->study;
    const bool *responded = ((const analysis_memory *)p->result->owned)->responded;
    const uint16_t *answers = p->answers + outcome_index * p->clauses->criteria * p->expert_count;
    analysis_trial_clear(&w->trial);
    for (size_t c = 0; c < p->clauses->criteria; c++, answers += p->expert_count) {
        for (size_t i = 0; i < w->drawn_start[p->clauses->slots]; i++) {
            size_t e = w->drawn[i];
            analysis_trial_add(&w->trial, c, p->experts[e], answers[e], (int32_t)w->times[e]);
        }
        for (size_t e = 0; e < study->expert_count; e++)
            if (!responded[e] && analysis_invited(study, e, p->result->round))
                analysis_trial_add(&w->trial, c, e, analysis_answer_of(&w->trial, DELPHI_MISSING), 1);
    }
    return analysis_trial_decide(&w->trial);
}

static delphi_decision decide(worker *w, size_t outcome_index) {
    const panel *p = w->panel;
    if (p->clauses->by_expert)
        return decide_by_expert(w, outcome_index);
    for (size_t c = 0; c < p->clauses->criteria; c++)
        if (p->looked_at[c])
            fill_criterion(w, &p->result->outcomes[outcome_index], outcome_index, c);
    return analysis_trial_decide_settled(&w->trial);
}

/* Where the best so many are chosen, one item's decision rests on all. */
static void decide_together(worker *w) {
    const delphi_result *result = w->panel->result;
    for (size_t i = 0; i < result->outcome_count; i++) {
        delphi_decision by_rules = decide(w, i);
        analysis_contest_enter(&w->contest, i, result->study->indicators[result->outcomes[i].indicator].id, by_rules,
                               &w->trial.scene);
    }
    analysis_contest_decide(&w->contest);
    for (size_t i = 0; i < result->outcome_count; i++)
        w->decided[i][w->contest.list[i].decision]++;
}

static void *run(void *context) {
    worker *w = context;
    for (uint32_t replicate = w->from; replicate < w->to; replicate++) {
        draw(w, replicate);
        if (w->contest.selector)
            decide_together(w);
        for (size_t i = 0; !w->contest.selector && i < w->panel->result->outcome_count; i++)
            w->decided[i][decide(w, i)]++;
    }
    return NULL;
}

static size_t threads_for(uint32_t replicates) {
    size_t cores = base_cores(), most = cores > THREADS_MOST ? THREADS_MOST : cores;
    size_t useful = replicates / REPLICATES_A_THREAD + 1;
    return useful < most ? useful : most;
}

/* The last share is done by this thread; one for which no thread can be had, too. */
static bool run_all(const panel *p, uint32_t replicates, worker *workers, size_t count) {
    bool started = true;
    for (size_t i = 0; i < count; i++) {
        uint32_t from = (uint32_t)(replicates * (uint64_t)i / count);
        uint32_t to = (uint32_t)(replicates * (uint64_t)(i + 1) / count);
        started = worker_start(&workers[i], p, from, to) && started;
    }
    if (!started)
        return false;
    for (size_t i = 0; i + 1 < count; i++)
        workers[i].threaded = pthread_create(&workers[i].thread, NULL, run, &workers[i]) == 0;
    for (size_t i = 0; i < count; i++)
        if (!workers[i].threaded)
            run(&workers[i]);
    for (size_t i = 0; i < count; i++)
        if (workers[i].threaded)
            pthread_join(workers[i].thread, NULL);
    return true;
}

static void add_up(const worker *workers, size_t count, size_t outcome, uint32_t *decided) {
    for (size_t i = 0; i < count; i++)
        for (size_t d = 0; d < DELPHI_DECISION_COUNT; d++)
            decided[d] += workers[i].decided[outcome][d];
}

static void write_shares(const delphi_result *result, const worker *workers, size_t count, uint32_t replicates,
                         analysis_sureness *found) {
    for (size_t i = 0; i < result->outcome_count; i++) {
        uint32_t decided[DELPHI_DECISION_COUNT] = {0};
        add_up(workers, count, i, decided);
        for (size_t d = 0; d < DELPHI_DECISION_COUNT; d++)
            found[i].values[DECISION_BOOTSTRAP + d] = base_value_share(decided[d], replicates);
        found[i].values[DECISION_BOOTSTRAP_SAME] =
            base_value_share(decided[result->outcomes[i].rule_decision], replicates);
    }
}

/* Without replicates nothing is known; without an answer there is nobody to draw. */
static void write_undefined(const delphi_result *result, uint32_t replicates, analysis_sureness *found) {
    delphi_reason reason = replicates ? DELPHI_REASON_NO_RATINGS : DELPHI_REASON_NO_REPLICATES;
    for (size_t i = 0; i < result->outcome_count; i++)
        for (size_t m = DECISION_BOOTSTRAP; m <= DECISION_BOOTSTRAP_SAME; m++)
            found[i].values[m] = base_value_undefined(reason);
}

bool analysis_bootstrap_on(const delphi_result *result, size_t threads, analysis_sureness *found) {
    uint32_t replicates = (uint32_t)result->study->protocol.replicates;
    analysis_clauses clauses;
    panel p = {0};
    worker workers[THREADS_MOST] = {0};
    size_t count = threads < THREADS_MOST ? threads : THREADS_MOST;
    bool done = analysis_clauses_start(&clauses, result) && panel_start(&p, result, &clauses);
    for (size_t i = 0; i < result->outcome_count; i++)
        found[i].values[DECISION_BOOTSTRAP_REPLICATES] = base_value_integer(p.expert_count ? replicates : 0);
    if (done && (!replicates || !p.expert_count)) {
        write_undefined(result, replicates, found);
    } else if (done) {
        done = run_all(&p, replicates, workers, count);
        if (done)
            write_shares(result, workers, count, replicates, found);
    }
    for (size_t i = 0; i < count; i++)
        worker_end(&workers[i]);
    panel_end(&p);
    analysis_clauses_end(&clauses);
    return done;
}

bool analysis_bootstrap(const delphi_result *result, analysis_sureness *found) {
    return analysis_bootstrap_on(result, threads_for((uint32_t)result->study->protocol.replicates), found);
}

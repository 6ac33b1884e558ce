/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Panels by the thousand, each through all rounds of the study.
 *
 * A replicate has a stream of its own for its experts, and one for each indicator, so that neither threads nor shards
 * nor the number of indicators change what is drawn. An indicator goes through the rounds by itself: what others come
 * to does not touch it. Only whole numbers are added up, and so the parts of a split come to the very same sums. */
#include "analysis/simulate.h"

#include "base/problems.h"

#include <delphi/resample.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define THREADS_MOST 64

/* What all threads read. */
typedef struct {
    const simulated_study *study;
    const delphi_opinion_model *model;
    uint64_t seed;
    const delphi_simulated *indicators;
    size_t indicator_count;
} stage_set;

/* What a thread has for itself. */
typedef struct {
    const stage_set *stage;
    uint32_t from, to;
    delphi_resample *source;
    analysis_trial *trials; /* for each round */
    double *leniency;       /* expert */
    uint16_t *leaves;       /* expert: the first round in which he is gone, from 0 */
    double *opinion;        /* criterion, expert */
    double *shown;          /* criterion: the median of the round before; NAN: there was none */
    delphi_simulated *found;
    delphi_simulated_count counts[DELPHI_SIMULATED_COUNT];
    uint64_t all_right;
    bool ready, threaded;
    pthread_t thread;
} worker;

static void draw_people(worker *w, uint32_t replicate) {
    const simulated_study *s = w->stage->study;
    const delphi_opinion_model *m = w->stage->model;
    delphi_resample_start(w->source, w->stage->seed, 1, replicate);
    for (size_t e = 0; e < s->study.expert_count; e++) {
        w->leniency[e] = m->leniency > 0 ? m->leniency * delphi_resample_normal(w->source) : 0;
        w->leaves[e] = (uint16_t)s->round_count;
        for (size_t round = 1; round < s->round_count && m->attrition > 0; round++)
            if (delphi_resample_uniform(w->source) < m->attrition) {
                w->leaves[e] = (uint16_t)round;
                break;
            }
    }
}

static void draw_opinions(worker *w, size_t indicator) {
    const simulated_study *s = w->stage->study;
    const delphi_opinion_model *m = w->stage->model;
    size_t criteria = s->study.protocol.criterion_count, groups = s->study.protocol.group_count;
    size_t experts = s->study.expert_count;
    for (size_t c = 0; c < criteria; c++) {
        size_t cell = indicator * criteria + c;
        const delphi_belief *belief = &m->beliefs[cell];
        for (size_t e = 0; e < experts; e++) {
            double shift = m->shifts && groups ? m->shifts[cell * groups + s->experts[e].group] : 0;
            w->opinion[c * experts + e] =
                belief->mean + shift + w->leniency[e] + belief->spread * delphi_resample_normal(w->source);
        }
        w->shown[c] = NAN;
    }
}

static analysis_answer answer(worker *w, const delphi_belief *belief, double opinion, double shown, size_t round) {
    const delphi_scale *scale = &w->stage->study->study.protocol.scale;
    const delphi_opinion_model *m = w->stage->model;
    double cannot = scale->cannot_judge && belief->cannot_judge > 0 ? delphi_resample_uniform(w->source) : 1;
    double wobble = m->wobble > 0 ? m->wobble * delphi_resample_normal(w->source) : 0;
    if (cannot < belief->cannot_judge)
        return w->trials[round].points;
    double x = opinion + (isnan(shown) ? 0 : m->conformity * (shown - opinion)) + wobble;
    return (analysis_answer)fmin(fmax(floor(x + 0.5), scale->min), scale->max) - (analysis_answer)scale->min;
}

static void fill(worker *w, size_t indicator, size_t round) {
    const simulated_study *s = w->stage->study;
    size_t criteria = s->study.protocol.criterion_count, experts = s->study.expert_count;
    analysis_trial *trial = &w->trials[round];
    analysis_trial_clear(trial);
    trial->outcome.indicator = indicator;
    for (size_t c = 0; c < criteria; c++) {
        const delphi_belief *belief = &w->stage->model->beliefs[indicator * criteria + c];
        for (size_t e = 0; e < experts; e++) {
            analysis_answer given = round >= w->leaves[e]
                                        ? trial->points + 1
                                        : answer(w, belief, w->opinion[c * experts + e], w->shown[c], round);
            analysis_trial_add(trial, c, e, given, 1);
        }
    }
}

/* Twice the median, a whole number, as places on the scale from 0; -1 where nobody rated. */
static long doubled_median(const analysis_trial *trial, size_t criterion) {
    const delphi_cell *cell = &trial->cells[criterion * trial->slots];
    uint64_t below = 0;
    long lower = -1;
    for (size_t point = 0; point < trial->points; point++) {
        below += cell->counts[point];
        if (lower < 0 && 2 * below >= cell->n && cell->n > 0)
            lower = (long)point;
        if (2 * below > cell->n)
            return lower + (long)point;
    }
    return -1;
}

static void show_medians(worker *w, size_t round) {
    const delphi_scale *scale = &w->stage->study->study.protocol.scale;
    for (size_t c = 0; c < w->stage->study->study.protocol.criterion_count; c++) {
        long doubled = doubled_median(&w->trials[round], c);
        w->shown[c] = doubled < 0 ? NAN : scale->min + (double)doubled / 2;
    }
}

/* How near the ratings of the last round lie to each other. */
static void count_near(const worker *w, size_t round, delphi_simulated *found) {
    const analysis_trial *trial = &w->trials[round];
    for (size_t c = 0; c < w->stage->study->study.protocol.criterion_count; c++) {
        const delphi_cell *cell = &trial->cells[c * trial->slots];
        long doubled = doubled_median(trial, c);
        for (size_t point = 0; point < trial->points && doubled >= 0; point++)
            if (labs(2 * (long)point - doubled) <= 2)
                found->near += cell->counts[point];
        found->ratings += cell->n;
    }
}

/* Through the rounds, until it is settled where settled ones leave. */
static delphi_decision play(worker *w, uint32_t replicate, size_t place) {
    const simulated_study *s = w->stage->study;
    size_t indicator = w->stage->indicators[place].indicator, last = DELPHI_NONE;
    delphi_simulated *found = &w->found[place];
    delphi_decision decision = DELPHI_UNDECIDED;
    delphi_resample_start(w->source, w->stage->seed, 2 + (int)indicator, replicate);
    draw_opinions(w, indicator);
    for (size_t round = 0; round < s->round_count; round++) {
        if (!delphi_result_outcome(s->rounds[round], indicator))
            continue;
        fill(w, indicator, round);
        decision = analysis_trial_decide(&w->trials[round]);
        found->rounds++;
        last = round;
        if ((decision == DELPHI_KEEP || decision == DELPHI_DROP) && s->study.protocol.settled == DELPHI_SETTLED_LEAVE)
            break;
        show_medians(w, round);
    }
    if (last != DELPHI_NONE)
        count_near(w, last, found);
    found->decided[decision]++;
    return decision;
}

static void play_all(worker *w, uint32_t replicate) {
    uint64_t seen[DELPHI_SIMULATED_COUNT] = {0};
    bool right = true;
    draw_people(w, replicate);
    for (size_t i = 0; i < w->stage->indicator_count; i++) {
        delphi_decision should = w->stage->indicators[i].should, is = play(w, replicate, i);
        seen[DELPHI_SIMULATED_KEPT_RIGHTLY] += should == DELPHI_KEEP && is == DELPHI_KEEP;
        seen[DELPHI_SIMULATED_DROPPED_RIGHTLY] += should == DELPHI_DROP && is == DELPHI_DROP;
        seen[DELPHI_SIMULATED_KEPT_WRONGLY] += should != DELPHI_KEEP && is == DELPHI_KEEP;
        seen[DELPHI_SIMULATED_DROPPED_WRONGLY] += should == DELPHI_KEEP && is == DELPHI_DROP;
        seen[DELPHI_SIMULATED_OPEN] += is != DELPHI_KEEP && is != DELPHI_DROP;
        right = right && (should == DELPHI_KEEP) == (is == DELPHI_KEEP);
    }
    for (size_t i = 0; i < DELPHI_SIMULATED_COUNT; i++) {
        w->counts[i].sum += seen[i];
        w->counts[i].squares += seen[i] * seen[i];
    }
    w->all_right += right;
}

static void *work(void *context) {
    worker *w = context;
    for (uint32_t r = w->from; r < w->to; r++)
        play_all(w, r);
    return NULL;
}

/* ---- threads ---- */

static void end_worker(worker *w) {
    for (size_t i = 0; w->trials && i < w->stage->study->round_count; i++)
        analysis_trial_end(&w->trials[i]);
    free(w->trials);
    free(w->leniency);
    free(w->leaves);
    free(w->opinion);
    free(w->shown);
    free(w->found);
    delphi_resample_free(w->source);
}

static bool start_worker(worker *w) {
    const simulated_study *s = w->stage->study;
    size_t experts = s->study.expert_count, criteria = s->study.protocol.criterion_count;
    w->source = delphi_resample_new();
    w->trials = calloc(s->round_count, sizeof *w->trials);
    w->leniency = calloc(experts + 1, sizeof *w->leniency);
    w->leaves = calloc(experts + 1, sizeof *w->leaves);
    w->opinion = calloc(experts * criteria + 1, sizeof *w->opinion);
    w->shown = calloc(criteria, sizeof *w->shown);
    w->found = calloc(w->stage->indicator_count + 1, sizeof *w->found);
    bool good = w->source && w->trials && w->leniency && w->leaves && w->opinion && w->shown && w->found;
    for (size_t i = 0; i < s->round_count && good; i++)
        good = analysis_trial_start(&w->trials[i], s->rounds[i]);
    return w->ready = good;
}

static void collect(const worker *w, delphi_simulation *out) {
    for (size_t i = 0; i < out->indicator_count; i++) {
        delphi_simulated *to = &out->indicators[i];
        const delphi_simulated *from = &w->found[i];
        for (size_t d = 0; d < DELPHI_DECISION_COUNT; d++)
            to->decided[d] += from->decided[d];
        to->rounds += from->rounds;
        to->near += from->near;
        to->ratings += from->ratings;
    }
    for (size_t i = 0; i < DELPHI_SIMULATED_COUNT; i++) {
        out->counts[i].sum += w->counts[i].sum;
        out->counts[i].squares += w->counts[i].squares;
    }
    out->all_right += w->all_right;
}

static delphi_status run(const stage_set *stage, const delphi_simulation_order *order, delphi_simulation *out) {
    worker workers[THREADS_MOST] = {{0}};
    size_t wanted = order->threads < 1 ? 1 : (size_t)order->threads, replicates = order->to - order->from;
    size_t count = wanted > THREADS_MOST ? THREADS_MOST : wanted;
    count = count > replicates ? (replicates ? replicates : 1) : count;
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        workers[i].stage = stage;
        workers[i].from = order->from + (uint32_t)(replicates * i / count);
        workers[i].to = order->from + (uint32_t)(replicates * (i + 1) / count);
        good = start_worker(&workers[i]) && good;
    }
    for (size_t i = 1; i < count && good; i++)
        workers[i].threaded = pthread_create(&workers[i].thread, NULL, work, &workers[i]) == 0;
    for (size_t i = 0; i < count && good; i++)
        if (!workers[i].threaded)
            work(&workers[i]);
    for (size_t i = 0; i < count; i++) {
        if (workers[i].threaded)
            pthread_join(workers[i].thread, NULL);
        if (good)
            collect(&workers[i], out);
        end_worker(&workers[i]);
    }
    return good ? DELPHI_OK : DELPHI_ERR_MEMORY;
}

/* ---- what it is about ---- */

/* The indicators that some round rates, and what should become of each. */
static delphi_status list_indicators(const simulated_study *s, const delphi_opinion_model *model,
                                     delphi_simulation *out) {
    size_t started = 0;
    analysis_trial *trials = calloc(s->round_count, sizeof *trials);
    out->indicators = calloc(s->study.indicator_count + 1, sizeof *out->indicators);
    bool good = trials && out->indicators;
    for (; good && started < s->round_count; started++)
        good = analysis_trial_start(&trials[started], s->rounds[started]);
    for (size_t i = 0; good && i < s->study.indicator_count; i++) {
        bool rated = false;
        for (size_t round = 0; round < s->round_count; round++)
            rated = rated || delphi_result_outcome(s->rounds[round], i);
        if (!rated)
            continue;
        delphi_decision should = simulated_should(s, model, i, trials);
        out->indicators[out->indicator_count++] = (delphi_simulated){.indicator = i, .should = should};
        out->should_keep += should == DELPHI_KEEP;
        out->should_drop += should == DELPHI_DROP;
    }
    for (size_t i = 0; trials && i < started; i++)
        analysis_trial_end(&trials[i]);
    free(trials);
    return good ? DELPHI_OK : DELPHI_ERR_MEMORY;
}

delphi_status delphi_simulate(const delphi_study *study, const delphi_simulation_order *order, delphi_simulation **out,
                              delphi_problems *problems) {
    simulated_study s;
    delphi_status status = simulated_study_make(study, order->panel, &s, problems);
    if (status)
        return status == DELPHI_ERR_MEMORY ? base_no_memory(problems) : status;
    delphi_simulation *made = calloc(1, sizeof *made);
    status = made ? list_indicators(&s, order->model, made) : DELPHI_ERR_MEMORY;
    if (!status) {
        stage_set stage = {.study = &s,
                           .model = order->model,
                           .seed = order->seed,
                           .indicators = made->indicators,
                           .indicator_count = made->indicator_count};
        made->from = order->from;
        made->to = order->to;
        made->experts = s.study.expert_count;
        status = run(&stage, order, made);
    }
    simulated_study_free(&s);
    if (status) {
        delphi_simulation_free(made);
        return base_no_memory(problems);
    }
    *out = made;
    return DELPHI_OK;
}

void delphi_simulation_free(delphi_simulation *simulation) {
    if (!simulation)
        return;
    free(simulation->indicators);
    free(simulation);
}

bool delphi_simulation_add(delphi_simulation *to, const delphi_simulation *part) {
    if (to->to != part->from || to->indicator_count != part->indicator_count || to->experts != part->experts)
        return false;
    for (size_t i = 0; i < to->indicator_count; i++)
        if (to->indicators[i].indicator != part->indicators[i].indicator ||
            to->indicators[i].should != part->indicators[i].should)
            return false;
    worker from = {.found = part->indicators, .all_right = part->all_right};
    memcpy(from.counts, part->counts, sizeof from.counts);
    collect(&from, to);
    to->to = part->to;
    return true;
}

static size_t base_of(const delphi_simulation *s, delphi_simulated_kind kind) {
    switch (kind) {
    case DELPHI_SIMULATED_KEPT_RIGHTLY:
    case DELPHI_SIMULATED_DROPPED_WRONGLY:
        return s->should_keep;
    case DELPHI_SIMULATED_DROPPED_RIGHTLY:
        return s->should_drop;
    case DELPHI_SIMULATED_KEPT_WRONGLY:
        return s->indicator_count - s->should_keep;
    default:
        return s->indicator_count;
    }
}

/* The standard error of a mean over replicates, whose shares lie between 0 and 1. */
double delphi_simulation_share(const delphi_simulation *s, delphi_simulated_kind kind, double *error) {
    double n = s->to - s->from, base = (double)base_of(s, kind);
    *error = NAN;
    if (base == 0 || n == 0)
        return NAN;
    double mean = (double)s->counts[kind].sum / n, squares = (double)s->counts[kind].squares / n;
    double variance = n > 1 ? fmax(squares - mean * mean, 0) * n / (n - 1) : NAN;
    *error = sqrt(variance / n) / base;
    return mean / base;
}

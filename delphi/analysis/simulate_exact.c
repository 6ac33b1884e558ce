/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The chances of a first round's decisions, exactly: every way in which so many experts can spread over the points of
 * the scale and "cannot judge" is decided once, and weighed by its multinomial probability. */
#include "analysis/simulate.h"

#include "base/problems.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
    analysis_trial trial;
    size_t answers;     /* that have a chance above 0 */
    size_t *answer;     /* which they are */
    double *log_chance; /* of each */
    const double *log_factorial;
    double *decided;
} enumeration;

/* How many ways there are: n + k - 1 over k - 1. More than the most is that. */
static double count_ways(size_t experts, size_t answers) {
    double ways = 1;
    for (size_t i = 1; i < answers; i++)
        ways *= (double)(experts + i) / (double)i;
    return ways;
}

/* `left` experts are still to be spread over the answers from `at` on; `weight` is the logarithm of what came before.
 */
static void spread(enumeration *e, size_t at, size_t left, double weight) {
    size_t answer = e->answer[at];
    if (at + 1 == e->answers) {
        weight += (double)left * e->log_chance[at] - e->log_factorial[left];
        analysis_trial_add_to(&e->trial, 0, answer, (int32_t)left);
        e->decided[analysis_trial_decide(&e->trial)] += exp(weight);
        analysis_trial_add_to(&e->trial, 0, answer, -(int32_t)left);
        return;
    }
    for (size_t here = 0; here <= left; here++) {
        spread(e, at + 1, left - here, weight + (double)here * e->log_chance[at] - e->log_factorial[here]);
        analysis_trial_add_to(&e->trial, 0, answer, 1);
    }
    analysis_trial_add_to(&e->trial, 0, answer, -(int32_t)(left + 1));
}

static delphi_status refuse(const delphi_study *study, const char *why, delphi_problems *problems) {
    return base_problem(problems, DELPHI_ERR_USAGE, (base_place){.file = study->protocol.file}, "%s", why);
}

/* What has a chance, with its logarithm. */
static void list_answers(enumeration *e, const delphi_protocol *p, const delphi_belief *belief, double wobble) {
    double chances[DELPHI_POINTS_MAX + 1];
    double judge = p->scale.cannot_judge ? 1 - belief->cannot_judge : 1;
    simulated_chances(&p->scale, belief->mean, hypot(belief->spread, wobble), chances);
    for (size_t i = 0; i < e->trial.points; i++)
        chances[i] *= judge;
    chances[e->trial.points] = 1 - judge;
    for (size_t i = 0; i <= e->trial.points; i++)
        if (chances[i] > 0) {
            e->answer[e->answers] = i;
            e->log_chance[e->answers++] = log(chances[i]);
        }
}

static delphi_status enumerate(const simulated_study *s, const delphi_belief *belief, double wobble, double *decided,
                               delphi_problems *problems) {
    size_t experts = s->study.expert_count;
    enumeration e = {.decided = decided};
    if (!analysis_trial_start(&e.trial, s->rounds[0]))
        return base_no_memory(problems);
    double *factorial = calloc(experts + 1, sizeof *factorial);
    e.answer = calloc(e.trial.points + 1, sizeof *e.answer);
    e.log_chance = calloc(e.trial.points + 1, sizeof *e.log_chance);
    delphi_status status = factorial && e.answer && e.log_chance ? DELPHI_OK : base_no_memory(problems);
    for (size_t i = 1; i <= experts && !status; i++)
        factorial[i] = factorial[i - 1] + log((double)i);
    e.log_factorial = factorial;
    if (!status)
        list_answers(&e, &s->study.protocol, belief, wobble);
    if (!status && count_ways(experts, e.answers) > DELPHI_EXACT_MOST)
        status = refuse(s->given, "there are too many ways to rate for an exact chance: fewer experts, or a simulation",
                        problems);
    if (!status)
        spread(&e, 0, experts, factorial[experts]);
    free(factorial);
    free(e.answer);
    free(e.log_chance);
    analysis_trial_end(&e.trial);
    return status;
}

delphi_status delphi_simulate_exactly(const delphi_study *study, const delphi_belief *belief, double wobble,
                                      size_t experts, double decided[DELPHI_DECISION_COUNT],
                                      delphi_problems *problems) {
    simulated_study s;
    for (size_t i = 0; i < DELPHI_DECISION_COUNT; i++)
        decided[i] = 0;
    if (study->protocol.criterion_count != 1 || study->protocol.group_count > 0)
        return refuse(study, "chances are exact for studies with one criterion and without groups only", problems);
    delphi_status status = simulated_study_make(study, &experts, &s, problems);
    if (status)
        return status == DELPHI_ERR_MEMORY ? base_no_memory(problems) : status;
    status = enumerate(&s, belief, wobble, decided, problems);
    simulated_study_free(&s);
    return status;
}

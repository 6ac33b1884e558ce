/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The study that a simulation plays: the protocol and the indicators of the given one, and a panel of so many. */
#include "analysis/simulate.h"

#include "base/problems.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* As many as stand for a panel without end; ten million ratings are counted as easily as ten. */
#define ENDLESS 10000000

static size_t slot_count(const delphi_study *study) {
    return study->protocol.group_count ? study->protocol.group_count : 1;
}

static bool make_experts(simulated_study *s, const size_t *panel) {
    size_t count = 0, slots = slot_count(s->given), at = 0;
    for (size_t i = 0; i < slots; i++)
        count += panel[i];
    s->experts = calloc(count + 1, sizeof *s->experts);
    for (size_t slot = 0; s->experts && slot < slots; slot++)
        for (size_t i = 0; i < panel[slot]; i++)
            s->experts[at++] = (delphi_expert){.id = "",
                                               .group = s->given->protocol.group_count ? slot : DELPHI_NONE,
                                               .language = s->given->protocol.language,
                                               .weight = {1, 1},
                                               .since = 1};
    s->study = *s->given;
    s->study.experts = s->experts;
    s->study.expert_count = count;
    s->study.overrides = NULL;
    s->study.override_count = 0;
    return s->experts != NULL;
}

static delphi_status make_round(simulated_study *s, size_t i, delphi_problems *problems) {
    s->ratings[i] = delphi_ratings_new(&s->study, (int)i + 1);
    if (!s->ratings[i])
        return DELPHI_ERR_MEMORY;
    return delphi_analyse(&s->study, (int)i + 1, i > 0 ? s->rounds[i - 1] : NULL, &s->rounds[i], problems);
}

/* Opinions are modelled as ratings; orders and votes are not. */
static delphi_status check_kinds(const delphi_protocol *p, delphi_problems *problems) {
    for (size_t i = 0; i < p->round_count; i++) {
        char pointer[40];
        snprintf(pointer, sizeof pointer, "/rounds/%zu/kind", i);
        if (p->rounds && p->rounds[i].kind != DELPHI_KIND_RATING)
            return base_problem(problems, DELPHI_ERR_INPUT, (base_place){.file = p->file, .pointer = pointer},
                                "round %zu is a %s, and simulation knows ratings only: try it on a copy of the study "
                                "with the rounds of ratings alone",
                                i + 1, delphi_kind_name(p->rounds[i].kind));
    }
    return DELPHI_OK;
}

delphi_status simulated_study_make(const delphi_study *given, const size_t *panel, simulated_study *out,
                                   delphi_problems *problems) {
    size_t rounds = given->protocol.round_count;
    *out = (simulated_study){.given = given, .round_count = rounds};
    if (check_kinds(&given->protocol, problems))
        return DELPHI_ERR_INPUT;
    out->ratings = calloc(rounds, sizeof *out->ratings);
    out->rounds = calloc(rounds, sizeof *out->rounds);
    delphi_status status = out->ratings && out->rounds && make_experts(out, panel) ? DELPHI_OK : DELPHI_ERR_MEMORY;
    out->study.ratings = out->ratings;
    for (size_t i = 0; i < rounds && !status; i++)
        status = make_round(out, i, problems);
    if (status)
        simulated_study_free(out);
    return status;
}

void simulated_study_free(simulated_study *s) {
    for (size_t i = 0; i < s->round_count; i++) {
        if (s->rounds)
            delphi_result_free(s->rounds[i]);
        if (s->ratings)
            delphi_ratings_free(s->ratings[i]);
    }
    free(s->rounds);
    free(s->ratings);
    free(s->experts);
    *s = (simulated_study){0};
}

/* P(Z < x) of the normal distribution. */
static double below(double x) {
    return 0.5 * erfc(-x / sqrt(2));
}

/* A point takes what lies nearer to it than to another; the ends take what lies beyond them. */
void simulated_chances(const delphi_scale *scale, double mean, double sd, double *chances) {
    int points = scale->max - scale->min + 1;
    double before = 0;
    for (int i = 0; i < points; i++) {
        double edge = scale->min + i + 0.5 - mean;
        double until = i + 1 == points ? 1 : sd > 0 ? below(edge / sd) : edge > 0;
        chances[i] = until - before;
        before = until;
    }
}

/* The round in which an indicator can be rated last; NULL where there is none. */
static size_t last_round_of(const simulated_study *s, size_t indicator) {
    for (size_t i = s->round_count; i > 0; i--)
        if (delphi_result_outcome(s->rounds[i - 1], indicator))
            return i - 1;
    return DELPHI_NONE;
}

static void add_endless(analysis_trial *trial, const delphi_protocol *p, const delphi_opinion_model *m, size_t cell,
                        size_t criterion, size_t slot, double share) {
    double chances[DELPHI_POINTS_MAX];
    const delphi_belief *belief = &m->beliefs[cell];
    double shift = m->shifts && p->group_count ? m->shifts[cell * p->group_count + slot] : 0;
    double sd = sqrt(belief->spread * belief->spread + m->leniency * m->leniency + m->wobble * m->wobble);
    double judge = p->scale.cannot_judge ? 1 - belief->cannot_judge : 1;
    simulated_chances(&p->scale, belief->mean + shift, sd, chances);
    for (size_t point = 0; point <= trial->points; point++) {
        double chance = point < trial->points ? judge * chances[point] : 1 - judge;
        int32_t times = (int32_t)lrint(share * chance * ENDLESS);
        analysis_trial_add_to(trial, criterion * trial->slots, point, times);
        if (p->group_count)
            analysis_trial_add_to(trial, criterion * trial->slots + 1 + slot, point, times);
    }
}

delphi_decision simulated_should(const simulated_study *s, const delphi_opinion_model *model, size_t indicator,
                                 analysis_trial *trials) {
    const delphi_protocol *p = &s->study.protocol;
    size_t round = last_round_of(s, indicator), slots = slot_count(&s->study), experts = s->study.expert_count;
    if (round == DELPHI_NONE)
        return DELPHI_UNDECIDED;
    analysis_trial *trial = &trials[round];
    analysis_trial_clear(trial);
    trial->outcome.indicator = indicator;
    for (size_t slot = 0; slot < slots; slot++) {
        size_t count = 0;
        for (size_t e = 0; e < experts; e++)
            count += p->group_count == 0 || s->experts[e].group == slot;
        for (size_t c = 0; c < p->criterion_count && experts > 0; c++)
            add_endless(trial, p, model, indicator * p->criterion_count + c, c, slot, (double)count / (double)experts);
    }
    return analysis_trial_decide(trial);
}

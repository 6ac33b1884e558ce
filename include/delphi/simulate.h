/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * @file simulate.h
 * Planning: what a panel of a given size would come to under a study's own rules and rounds, by simulation.
 *
 * The model of opinions. On each indicator and criterion an expert's opinion is
 *     mean + shift(group) + leniency(expert) + spread * z
 * with z and leniency drawn from normal distributions and held through all rounds. From the second round on the expert
 * has seen the panel's median and goes a part `conformity` of the way to it. A wobble is drawn anew in every round.
 * What comes out is rounded to the nearest point of the scale; below its end it is the end. Experts leave for good
 * before each later round with the chance `attrition`, and cannot judge with a chance of the indicator's. It is a
 * model: what it says holds as far as the beliefs put into it do.
 */
#ifndef DELPHI_SIMULATE_H
#define DELPHI_SIMULATE_H

#include <delphi/analysis.h>
#include <delphi/belief.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
    const delphi_belief *beliefs; /**< indicator_count * criterion_count entries, criterion fastest */
    const double *shifts;         /**< the same times group_count, group fastest, in points; NULL: none */
    double leniency;              /**< standard deviation between experts over all indicators, in points, >= 0 */
    double wobble;                /**< standard deviation from round to round, in points, >= 0 */
    double conformity;            /**< 0 to 1 */
    double attrition;             /**< chance, 0 to 1 */
} delphi_opinion_model;

/** Beliefs that were worked out from a round's ratings. Free with delphi_pilot_free(). */
typedef struct {
    delphi_opinion_model model;
    void *owned; /**< private */
} delphi_pilot;

/**
 * Takes a round that was rated as the pilot: means, spreads, groups' shifts and "cannot judge" as they were, leniency
 * from the experts' means, by moments (what rounding adds to a variance, 1/12, is taken off). An indicator that was not
 * rated, or by one expert alone, has the mean and spread of all.
 * @param result of delphi_analyse().
 * @return DELPHI_ERR_STATE where nothing was rated; DELPHI_ERR_MEMORY.
 */
delphi_status delphi_pilot_make(const delphi_result *result, delphi_pilot **out, delphi_problems *problems);
void delphi_pilot_free(delphi_pilot *pilot);

/** What to simulate. */
typedef struct {
    const delphi_opinion_model *model;
    const size_t *panel; /**< experts of each group; one entry where the study has no groups */
    uint64_t seed;
    uint32_t from, to; /**< replicates [from, to): any split of a range gives the same counts together */
    int threads;       /**< at most; >= 1 */
} delphi_simulation_order;

/** Counts of one indicator over all replicates. Whole numbers, so that parts add up exactly. */
typedef struct {
    size_t indicator;
    delphi_decision should; /**< what a panel without end would decide in the last round of its own opinion */
    uint64_t decided[DELPHI_DECISION_COUNT]; /**< how it ended */
    uint64_t rounds;                         /**< in how many rounds it was rated, added up */
    uint64_t near;                           /**< ratings of its last round within a point of the median, and */
    uint64_t ratings;                        /**< all of them, added up over criteria and replicates */
} delphi_simulated;

/** Sums over replicates, for the Monte-Carlo error of a share of indicators: of one kind of outcome in a replicate. */
typedef struct {
    uint64_t sum, squares;
} delphi_simulated_count;

/** The kinds: of indicators that should be kept, how many are, and so on. */
typedef enum {
    DELPHI_SIMULATED_KEPT_RIGHTLY,
    DELPHI_SIMULATED_DROPPED_RIGHTLY,
    DELPHI_SIMULATED_KEPT_WRONGLY,    /**< should not be kept, and is */
    DELPHI_SIMULATED_DROPPED_WRONGLY, /**< should be kept, and is dropped */
    DELPHI_SIMULATED_OPEN,            /**< neither kept nor dropped at the end */
    DELPHI_SIMULATED_COUNT
} delphi_simulated_kind;

typedef struct {
    uint32_t from, to;
    size_t experts;
    size_t should_keep, should_drop; /**< indicators */
    delphi_simulated *indicators;    /**< those that the study rates at all, in its order */
    size_t indicator_count;
    delphi_simulated_count counts[DELPHI_SIMULATED_COUNT];
    uint64_t all_right; /**< replicates in which everything that should be kept is, and nothing else */
} delphi_simulation;

/**
 * Simulates all rounds of the study for a panel, as often as asked.
 * @param study protocol and indicators; panel and ratings do not count.
 * @param out   written on success; free with delphi_simulation_free().
 * @return DELPHI_ERR_INPUT where a rule does not parse, DELPHI_ERR_MEMORY.
 */
delphi_status delphi_simulate(const delphi_study *study, const delphi_simulation_order *order, delphi_simulation **out,
                              delphi_problems *problems);
void delphi_simulation_free(delphi_simulation *simulation);

/** Panels of several sizes under one model: what is reported of them. All is borrowed. */
typedef struct {
    const delphi_study *study;
    const delphi_simulation *const *sizes; /**< in the order in which they are told; the same replicates of each */
    size_t size_count;                     /**< >= 1 */
    uint64_t seed;
    int pilot;         /**< the round whose ratings the opinions are; 0: none */
    bool beliefs_file; /**< opinions come from a table */
    double leniency, wobble, conformity, attrition;
} delphi_plan;

/** Adds a part to another of the same study, model, panel and seed; their ranges must follow each other. False where
 * they do not. */
bool delphi_simulation_add(delphi_simulation *to, const delphi_simulation *part);

/** A share of indicators (0 to 1) with its Monte-Carlo standard error; NAN where there is no such indicator. */
double delphi_simulation_share(const delphi_simulation *simulation, delphi_simulated_kind kind, double *error);

/**
 * The chance that a first round decides to keep, and to drop, one indicator, exactly: every way in which `experts` can
 * rate is tried. For studies with one criterion, whose experts differ in nothing but their draws (no leniency), and
 * panels so small that there are no more than DELPHI_EXACT_MOST ways.
 * @param belief the indicator's; cannot_judge and wobble count.
 * @param decided DELPHI_DECISION_COUNT entries, written: chances that add up to 1.
 * @return DELPHI_ERR_USAGE where it cannot be exact; DELPHI_ERR_INPUT, DELPHI_ERR_MEMORY.
 */
delphi_status delphi_simulate_exactly(const delphi_study *study, const delphi_belief *belief, double wobble,
                                      size_t experts, double decided[DELPHI_DECISION_COUNT], delphi_problems *problems);
#define DELPHI_EXACT_MOST 5000000

#ifdef __cplusplus
}
#endif
#endif

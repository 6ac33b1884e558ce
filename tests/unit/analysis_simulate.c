/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Simulated panels against chances that are known otherwise: sums of binomials, written out here. */
#include "../support/study.h"

#include <delphi/simulate.h>
#include <math.h>
#include <stdlib.h>

static const char head[] = "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 1, \"max\": 9, "
                           "\"cannot_judge\": true}, \"criteria\": [{\"id\": \"a\"}], \"min_ratings\": 1, ";

static delphi_study *study_of(const char *rest) {
    const char *none[] = {NULL};
    char *protocol = NULL;
    cr_assert_gt(asprintf(&protocol, "%s%s", head, rest), 0);
    bool later = strstr(rest, "\"id\": 2"); /* the third is new in round 2 */
    delphi_study *study = test_study(
        protocol, later ? "id,text,since\nI1,one,1\nI2,two,1\nI3,three,2\n" : "id,text,since\nI1,one,1\nI2,two,1\n",
        "expert\np01\n", none);
    free(protocol);
    return study;
}

static double below(double x) {
    return 0.5 * erfc(-x / sqrt(2));
}

/* P(at least `least` of n), each with the chance p. */
static double binomial_tail(int n, int least, double p) {
    double sum = 0;
    for (int k = least; k <= n; k++)
        sum += exp(lgamma(n + 1.0) - lgamma(k + 1.0) - lgamma(n - k + 1.0) + k * log(p) + (n - k) * log(1 - p));
    return sum;
}

static double exactly(const char *rest, delphi_belief belief, double wobble, size_t experts, delphi_decision decision) {
    delphi_study *study = study_of(rest);
    double decided[DELPHI_DECISION_COUNT], all = 0;
    cr_assert_eq(delphi_simulate_exactly(study, &belief, wobble, experts, decided, NULL), DELPHI_OK);
    for (size_t i = 0; i < DELPHI_DECISION_COUNT; i++)
        all += decided[i];
    cr_expect_float_eq(all, 1, 1e-10, "chances add up to %.17g", all);
    delphi_study_free(study);
    return decided[decision];
}

#define SHARE_RULE "\"rules\": {\"keep\": \"share(high) >= 75%\", \"drop\": \"share(low) >= 75%\"}, "
#define ONE_ROUND  "\"rounds\": [{\"id\": 1}]}"

/* A rating of 7 or more is an opinion above 6.5. */
Test(analysis_simulate, the_chance_of_a_share_is_that_of_the_binomial) {
    static const struct {
        int experts, least;
        double mean, spread;
    } rows[] = {{1, 1, 7, 1}, {4, 3, 7, 1.5}, {8, 6, 6.5, 2}, {10, 8, 7.4, 1.2}, {13, 10, 8, 2}, {12, 9, 3, 2}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double p = 1 - below((6.5 - rows[i].mean) / rows[i].spread);
        double want = binomial_tail(rows[i].experts, rows[i].least, p);
        double got = exactly(SHARE_RULE ONE_ROUND, (delphi_belief){.mean = rows[i].mean, .spread = rows[i].spread}, 0,
                             (size_t)rows[i].experts, DELPHI_KEEP);
        cr_expect_float_eq(got, want, 1e-12, "row %zu: %.15g, not %.15g", i, got, want);
    }
}

Test(analysis_simulate, a_wobble_widens_the_spread) {
    delphi_belief belief = {.mean = 7, .spread = 3};
    double p = 1 - below((6.5 - 7) / 5);
    cr_expect_float_eq(exactly(SHARE_RULE ONE_ROUND, belief, 4, 8, DELPHI_KEEP), binomial_tail(8, 6, p), 1e-12);
}

/* Of so many experts, k can judge; of these, three in four rate high. */
Test(analysis_simulate, who_cannot_judge_is_not_in_the_base) {
    delphi_belief belief = {.mean = 7, .spread = 1, .cannot_judge = 0.3};
    double p = 1 - below(-0.5), want = 0;
    for (int k = 1; k <= 6; k++) {
        double judges = binomial_tail(6, k, 0.7) - (k < 6 ? binomial_tail(6, k + 1, 0.7) : 0);
        want += judges * binomial_tail(k, (3 * k + 3) / 4, p);
    }
    cr_expect_float_eq(exactly(SHARE_RULE ONE_ROUND, belief, 0, 6, DELPHI_KEEP), want, 1e-12);
}

/* The median of five is the third: at least 7 where three are. */
Test(analysis_simulate, the_chance_of_a_median_is_that_of_its_order_statistic) {
    delphi_belief belief = {.mean = 6, .spread = 2};
    double p = 1 - below(0.25);
    cr_expect_float_eq(exactly("\"rules\": {\"keep\": \"median >= 7\"}, " ONE_ROUND, belief, 0, 5, DELPHI_KEEP),
                       binomial_tail(5, 3, p), 1e-12);
}

Test(analysis_simulate, what_cannot_be_exact_is_refused) {
    delphi_study *study = study_of(SHARE_RULE ONE_ROUND);
    delphi_belief belief = {.mean = 7, .spread = 2};
    double decided[DELPHI_DECISION_COUNT];
    cr_expect_eq(delphi_simulate_exactly(study, &belief, 0, 60, decided, NULL), DELPHI_ERR_USAGE);
    delphi_study_free(study);
}

/* ---- simulations ---- */

static delphi_simulation *simulate(const delphi_study *study, const delphi_opinion_model *model, size_t experts,
                                   uint32_t from, uint32_t to, int threads) {
    delphi_simulation *out = NULL;
    delphi_simulation_order order = {
        .model = model, .panel = &experts, .seed = 20210401, .from = from, .to = to, .threads = threads};
    cr_assert_eq(delphi_simulate(study, &order, &out, NULL), DELPHI_OK);
    return out;
}

/* Within four and a half standard errors of the exact chance; the seed is fixed, so that this holds always or never. */
Test(analysis_simulate, many_panels_come_to_the_exact_chances) {
    enum { REPLICATES = 20000 };
    delphi_study *study = study_of(SHARE_RULE ONE_ROUND);
    const delphi_belief beliefs[] = {{7, 1.5, 0}, {5, 2, 0.2}};
    delphi_opinion_model model = {.beliefs = beliefs};
    delphi_simulation *s = simulate(study, &model, 9, 0, REPLICATES, 2);
    cr_assert_eq(s->indicator_count, 2u);
    for (size_t i = 0; i < s->indicator_count; i++) {
        double exact[DELPHI_DECISION_COUNT];
        cr_assert_eq(delphi_simulate_exactly(study, &beliefs[i], 0, 9, exact, NULL), DELPHI_OK);
        for (size_t d = 0; d < DELPHI_DECISION_COUNT; d++) {
            double got = (double)s->indicators[i].decided[d] / REPLICATES;
            double error = sqrt(exact[d] * (1 - exact[d]) / REPLICATES);
            cr_expect(fabs(got - exact[d]) <= 4.5 * error, "%zu, %s: %.5f, not %.5f", i,
                      delphi_decision_name((delphi_decision)d), got, exact[d]);
        }
    }
    delphi_simulation_free(s);
    delphi_study_free(study);
}

static void same(const delphi_simulation *a, const delphi_simulation *b) {
    cr_assert_eq(a->indicator_count, b->indicator_count);
    cr_expect_eq(memcmp(a->indicators, b->indicators, a->indicator_count * sizeof *a->indicators), 0);
    cr_expect_eq(memcmp(a->counts, b->counts, sizeof a->counts), 0);
    cr_expect_eq(a->all_right, b->all_right);
}

Test(analysis_simulate, any_split_comes_to_the_same_counts) {
    delphi_study *study = study_of(SHARE_RULE "\"rounds\": [{\"id\": 1}, {\"id\": 2}, {\"id\": 3}]}");
    const delphi_belief beliefs[] = {{7, 1.5, 0.1}, {5, 2, 0}, {3, 1, 0}};
    delphi_opinion_model model = {
        .beliefs = beliefs, .leniency = 0.4, .wobble = 0.3, .conformity = 0.25, .attrition = 0.1};
    delphi_simulation *whole = simulate(study, &model, 12, 0, 300, 1),
                      *threads = simulate(study, &model, 12, 0, 300, 7);
    delphi_simulation *first = simulate(study, &model, 12, 0, 1, 1), *next = simulate(study, &model, 12, 1, 137, 3),
                      *last = simulate(study, &model, 12, 137, 300, 2);
    same(whole, threads);
    cr_expect_not(delphi_simulation_add(first, last), "one is missing between them");
    cr_assert(delphi_simulation_add(first, next) && delphi_simulation_add(first, last));
    same(whole, first);
    delphi_simulation *all[] = {whole, threads, first, next, last};
    for (size_t i = 0; i < 5; i++)
        delphi_simulation_free(all[i]);
    delphi_study_free(study);
}

/* With no spread there is nothing left to chance. */
Test(analysis_simulate, who_is_of_one_mind_decides_at_once) {
    delphi_study *study = study_of(SHARE_RULE "\"rounds\": [{\"id\": 1}, {\"id\": 2}]}");
    const delphi_belief beliefs[] = {{8, 0, 0}, {5, 0, 0}, {2, 0, 0}};
    delphi_opinion_model model = {.beliefs = beliefs};
    delphi_simulation *s = simulate(study, &model, 6, 0, 50, 1);
    double error;
    cr_assert_eq(s->indicator_count, 3u);
    cr_expect_eq(s->indicators[0].decided[DELPHI_KEEP], 50u);
    cr_expect_eq(s->indicators[0].rounds, 50u, "kept in round 1, it leaves");
    cr_expect_eq(s->indicators[1].decided[DELPHI_NO_CONSENSUS], 50u);
    cr_expect_eq(s->indicators[1].rounds, 100u);
    cr_expect_eq(s->indicators[2].decided[DELPHI_DROP], 50u);
    cr_expect(s->should_keep == 1 && s->should_drop == 1);
    cr_expect_eq(s->all_right, 50u);
    cr_expect_eq(delphi_simulation_share(s, DELPHI_SIMULATED_KEPT_RIGHTLY, &error), 1.0);
    cr_expect_eq(error, 0.0);
    delphi_simulation_free(s);
    delphi_study_free(study);
}

/* Who goes all the way to the median stands there in round 2. */
Test(analysis_simulate, conformity_brings_ratings_together) {
    delphi_study *study = study_of("\"rules\": {\"keep\": \"iqr = 0 and round >= 2\"}, "
                                   "\"rounds\": [{\"id\": 1}, {\"id\": 2}]}");
    const delphi_belief beliefs[] = {{5, 2, 0}, {5, 2, 0}, {5, 2, 0}};
    delphi_opinion_model model = {.beliefs = beliefs, .conformity = 1};
    delphi_simulation *s = simulate(study, &model, 11, 0, 40, 1);
    cr_expect_eq(s->indicators[0].decided[DELPHI_KEEP], 40u);
    cr_expect_eq(s->indicators[0].near, s->indicators[0].ratings);
    cr_expect_eq(s->indicators[2].decided[DELPHI_NO_CONSENSUS], 40u, "new in round 2: it was not shown a median");
    delphi_simulation_free(s);
    delphi_study_free(study);
}

Test(analysis_simulate, when_all_leave_nothing_can_be_decided) {
    delphi_study *study = study_of("\"rules\": {\"keep\": \"round >= 2 and median >= 1\"}, "
                                   "\"rounds\": [{\"id\": 1}, {\"id\": 2}]}");
    const delphi_belief beliefs[] = {{5, 2, 0}, {5, 2, 0}, {5, 2, 0}};
    delphi_opinion_model model = {.beliefs = beliefs, .attrition = 1};
    delphi_simulation *s = simulate(study, &model, 5, 0, 20, 1);
    cr_expect_eq(s->indicators[0].decided[DELPHI_UNDECIDED], 20u);
    cr_expect_eq(s->indicators[0].ratings, 0u);
    delphi_simulation_free(s);
    delphi_study_free(study);
}

/* ---- pilots ---- */

/* A thousand experts of a known model give back the model. */
Test(analysis_simulate, a_pilot_finds_the_model_that_made_it) {
    enum { EXPERTS = 1000, INDICATORS = 20 };
    char *panel = NULL, *ratings = NULL, *indicators = NULL;
    size_t sizes[3];
    FILE *p = open_memstream(&panel, &sizes[0]), *r = open_memstream(&ratings, &sizes[1]),
         *i = open_memstream(&indicators, &sizes[2]);
    delphi_resample *source = delphi_resample_new();
    delphi_resample_start(source, 7, 1, 0);
    fputs("expert\n", p);
    fputs("id,text\n", i);
    for (int k = 0; k < INDICATORS; k++)
        fprintf(i, "I%d,text\n", k);
    for (int e = 0; e < EXPERTS; e++) {
        double leniency = 0.6 * delphi_resample_normal(source);
        fprintf(p, "p%d\n", e);
        for (int k = 0; k < INDICATORS; k++) {
            double x = 5 + leniency + 1.2 * delphi_resample_normal(source);
            if (delphi_resample_uniform(source) < 0.1)
                fprintf(r, "p%d,I%d,a,?,\n", e, k);
            else
                fprintf(r, "p%d,I%d,a,%d,\n", e, k, (int)fmin(fmax(floor(x + 0.5), 1), 9));
        }
    }
    fclose(p), fclose(r), fclose(i);
    const char *rounds[] = {ratings, NULL};
    char *protocol = NULL;
    cr_assert_gt(asprintf(&protocol, "%s%s", head, SHARE_RULE ONE_ROUND), 0);
    delphi_study *study = test_study(protocol, indicators, panel, rounds);
    delphi_result *result = test_analyse(study, 1, NULL);
    delphi_pilot *pilot = NULL;
    cr_assert_eq(delphi_pilot_make(result, &pilot, NULL), DELPHI_OK);
    cr_expect_float_eq(pilot->model.leniency, 0.6, 0.05, "%g", pilot->model.leniency);
    for (int k = 0; k < INDICATORS; k++) {
        cr_expect_float_eq(pilot->model.beliefs[k].mean, 5, 0.2);
        cr_expect_float_eq(pilot->model.beliefs[k].spread, 1.2, 0.12);
        cr_expect_float_eq(pilot->model.beliefs[k].cannot_judge, 0.1, 0.05);
    }
    delphi_pilot_free(pilot);
    delphi_result_free(result);
    delphi_study_free(study);
    delphi_resample_free(source);
    free(panel), free(ratings), free(indicators), free(protocol);
}

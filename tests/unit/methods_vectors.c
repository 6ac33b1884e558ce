/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Worked vectors of METHODS 2.4 to 2.10 that stand in no test of their own measure: intermediate values, which are won
 * back from the measures that they went into, and the flow of published panels. tests/README.md lists all vectors. */
#include "../support/study.h"
#include "stats_opinions.h"
#include "stats_panel.h"

#include <math.h>

static double number(const panel *p, const char *name) {
    delphi_value value = panel_measure(p, name);
    return delphi_value_real(&value);
}

/* METHODS 2.4: n, how many find it relevant, I-CVI, Pc; Pc is won back from k* = (I - Pc) / (1 - Pc). */
Test(methods_2_4, chance_agreement_of_the_tables) {
    static const struct {
        uint32_t n, relevant;
        double index, chance, digit;
    } rows[] = {{7, 6, .86, .055, .0005},   {3, 2, .67, .375, .0005},   {4, 3, .75, .25, .0005},
                {5, 4, .80, .1563, .00005}, {6, 5, .83, .0938, .00005}, {6, 4, .67, .2344, .00005},
                {8, 7, .875, .0313, .0001}, {8, 6, .75, .1094, .00005}, {9, 7, .78, .0703, .00005},
                {10, 8, .80, .0439, .0001}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        panel p;
        panel_clear(&p, 1, 4);
        p.item.high_low = 3;
        p.item.high_high = 4;
        panel_add(&p, 4, rows[i].relevant);
        panel_add(&p, 1, rows[i].n - rows[i].relevant);
        double index = number(&p, "i_cvi"), kappa = number(&p, "modified_kappa");
        expect_near(index, rows[i].index, .0051);
        expect_near((index - kappa) / (1 - kappa), rows[i].chance, rows[i].digit);
    }
}

/* METHODS 2.4: N = 30 at .01. The engine tests at .05 only; the two differ by the normal quantiles. */
Test(methods_2_4, wilsons_value_at_one_in_a_hundred) {
    panel p;
    panel_clear(&p, 1, 4);
    panel_add(&p, 4, 30);
    expect_near(number(&p, "cvr_wilson") / 1.6448536269514722 * 2.3263478740408408, .425, .0005);
}

/* METHODS 2.6: Pe of ten items by fourteen raters, from kappa = (P - Pe) / (1 - Pe). */
Test(methods_2_6, chance_agreement_of_fleiss) {
    static const int table[10][5] = {{0, 0, 0, 0, 14}, {0, 2, 6, 4, 2}, {0, 0, 3, 5, 6}, {0, 3, 9, 2, 0},
                                     {2, 2, 8, 1, 1},  {7, 7, 0, 0, 0}, {3, 2, 6, 3, 0}, {2, 5, 3, 2, 2},
                                     {6, 5, 2, 1, 0},  {0, 2, 2, 3, 7}};
    opinions o;
    for (size_t item = 0; item < 10; item++) {
        for (int category = 0, expert = 0; category < 5; category++) {
            for (int k = 0; k < table[item][category]; k++)
                o.cells[item][expert++] = (int16_t)(category + 1);
        }
    }
    opinions_start(&o, 1, 5, 14, 10);
    double agreement = set_number(&o.set, "percent_agreement"), kappa = set_number(&o.set, "fleiss_kappa");
    expect_near((agreement - kappa) / (1 - kappa), .212755, 5e-7);
}

/* METHODS 2.6: the four mean squares of Shrout and Fleiss. W and E are won back from Finn's coefficients on ten points,
 * R from ICC(3,k) = 1 - E / R, C from ICC(2,k) = (R - E) / (R + (C - E) / n). */
Test(methods_2_6, mean_squares_of_shrout_and_fleiss) {
    opinions o;
    opinions_read(&o, 1, 10, "9 6 8 7 10 6 / 2 1 4 1 5 2 / 5 3 6 2 6 4 / 8 2 8 6 9 7");
    double blind = 99.0 / 12;
    double within = (1 - set_number(&o.set, "finn_oneway")) * blind;
    double residual = (1 - set_number(&o.set, "finn_twoway")) * blind;
    double items = residual / (1 - set_number(&o.set, "icc_3_k"));
    double experts = 6 * ((items - residual) / set_number(&o.set, "icc_2_k") - items) + residual;
    expect_near(items, 11.241667, 5e-7);
    expect_near(experts, 32.486111, 5e-7);
    expect_near(residual, 1.019444, 5e-7);
    expect_near(within, 6.263889, 5e-7);
}

static delphi_pair pair_of(const opinions *o, int16_t *before, int16_t *after) {
    for (size_t i = 0; i < o->set.items; i++) {
        before[i] = o->cells[i][0];
        after[i] = o->cells[i][1];
    }
    return (delphi_pair){.scale_min = o->set.scale_min,
                         .points = o->set.points,
                         .experts = o->set.items,
                         .before = before,
                         .after = after,
                         .min_ratings = 1,
                         .quantile_type = DELPHI_QUANTILE_TYPE7,
                         .high_low = 7,
                         .high_high = 9,
                         .low_low = 1,
                         .low_high = 3};
}

/* METHODS 2.8: under no change W+ has mean 14 and variance 32.375; W- is 0; z with continuity correction. */
Test(methods_2_8, signed_ranks_under_no_change) {
    opinions o;
    int16_t before[12], after[12];
    opinions_read(&o, 1, 9, "5 6 7 7 8 4 9 6 7 3 8 7 / 6 7 7 8 8 6 9 7 7 5 8 8");
    delphi_pair pair = pair_of(&o, before, after), reversed = pair;
    reversed.before = after;
    reversed.after = before;
    double v = pair_number(&pair, "wilcoxon_v"), w_minus = pair_number(&reversed, "wilcoxon_v");
    double mean = (v + w_minus) / 2, deviation = (v - mean) / pair_number(&pair, "wilcoxon_z");
    cr_expect_eq(w_minus, 0);
    cr_expect_eq(mean, 14);
    expect_near(deviation * deviation, 32.375, 1e-12);
    expect_near((v - mean - .5) / deviation, 2.372624, 5e-7);
    expect_near(erfc(2.372624 / sqrt(2)), pair_number(&pair, "wilcoxon_p_normal_cc"), 5e-7);
}

/* METHODS 2.8: the group moved by more than 15 per cent, and more than half of the experts did; the median did not. */
Test(methods_2_8, a_group_that_stands_still_hides_experts_who_do_not) {
    opinions o;
    int16_t before[12], after[12];
    opinions_read(&o, 1, 9, "5 6 7 7 8 4 9 6 7 3 8 7 / 6 7 7 8 8 6 9 7 7 5 8 8");
    delphi_pair pair = pair_of(&o, before, after);
    expect_near(100 * pair_number(&pair, "net_change_unpaired"), 16.67, .005);
    expect_near(100 * pair_number(&pair, "changed_share"), 58.33, .005);
    cr_expect_eq(pair_number(&pair, "median_change"), 0);
}

/* METHODS 2.8: Bhapkar's statistic of the vision of 7,477 women, Q / (1 - Q / n) from Stuart and Maxwell's Q. */
Test(methods_2_8, bhapkars_statistic_follows_from_stuart_and_maxwells) {
    enum { WOMEN = 7477 };
    static const int vision[16] = {1520, 266, 124, 66, 234, 1512, 432, 78, 117, 362, 1772, 205, 36, 82, 179, 492};
    static int16_t before[WOMEN], after[WOMEN];
    size_t at = 0;
    for (int cell = 0; cell < 16; cell++) {
        for (int k = 0; k < vision[cell]; k++, at++) {
            before[at] = (int16_t)(1 + cell / 4);
            after[at] = (int16_t)(1 + cell % 4);
        }
    }
    cr_assert_eq(at, WOMEN);
    delphi_pair pair = {.scale_min = 1,
                        .points = 4,
                        .experts = WOMEN,
                        .before = before,
                        .after = after,
                        .min_ratings = 1,
                        .quantile_type = DELPHI_QUANTILE_TYPE7,
                        .high_low = 1,
                        .low_low = 1};
    double q = pair_number(&pair, "stuart_maxwell_chi2");
    expect_near(q / (1 - q / WOMEN), 11.97572, 5e-6);
}

/* METHODS 2.9: of those invited, who answered each round; nobody comes back. */
typedef struct {
    const char *name;
    uint32_t invited, responded[3];
    double percent[3]; /* of the round before, the first of those invited; 0: not published */
} flow;

static delphi_study *study_of_flow(const flow *f) {
    char *texts[4];
    FILE *files[4];
    size_t size;
    for (int i = 0; i < 4; i++)
        files[i] = open_memstream(&texts[i], &size);
    fputs("expert\n", files[0]);
    for (uint32_t e = 1; e <= f->invited; e++)
        fprintf(files[0], "E%u\n", e);
    for (int r = 0; r < 3; r++) {
        for (uint32_t e = 1; e <= f->responded[r]; e++)
            fprintf(files[r + 1], "E%u,A,rating,5,\n", e);
    }
    for (int i = 0; i < 4; i++)
        fclose(files[i]);
    const char *const ratings[] = {texts[1], texts[2], texts[3], NULL};
    delphi_study *study = test_study("{\"format\": \"delphi-study/1\", \"id\": \"flow\", \"scale\": {\"min\": 1, "
                                     "\"max\": 9}, \"settled\": \"stay\", \"rules\": {\"keep\": \"median >= 7\"}, "
                                     "\"rounds\": [{\"id\": 1}, {\"id\": 2}, {\"id\": 3}]}",
                                     "id,text\nA,a\n", texts[0], ratings);
    for (int i = 0; i < 4; i++)
        free(texts[i]);
    return study;
}

static void expect_flow(const flow *f) {
    delphi_study *study = study_of_flow(f);
    delphi_result *result[3] = {NULL};
    uint32_t before = f->invited;
    for (int r = 0; r < 3; r++) {
        result[r] = test_analyse(study, r + 1, r ? result[r - 1] : NULL);
        const delphi_response *response = &result[r]->response;
        cr_expect_eq(response->invited, f->invited, "%s", f->name);
        cr_expect_eq(response->responded, f->responded[r], "%s", f->name);
        cr_expect_eq(response->stayed, r ? f->responded[r] : 0, "%s", f->name);
        cr_expect_eq(response->left, r ? before - f->responded[r] : 0, "%s", f->name);
        cr_expect_eq(response->joined, 0, "%s", f->name);
        if (f->percent[r] > 0)
            expect_near(100.0 * response->responded / before, f->percent[r], .005);
        before = response->responded;
    }
    for (int r = 0; r < 3; r++)
        delphi_result_free(result[r]);
    delphi_study_free(study);
}

Test(methods_2_9, published_panels_flow_through_three_rounds) {
    static const flow flows[] = {{"DELPHISTAR", 1072, {91, 69, 56}, {8.49, 75.82, 81.16}},
                                 {"ACCORD", 72, {58, 54, 51}, {0}}};
    for (size_t i = 0; i < sizeof flows / sizeof *flows; i++)
        expect_flow(&flows[i]);
}

/* METHODS 2.10: with 15 to 20 raters, a share that just meets 70 per cent does not exclude one half. */
Test(methods_2_10, seventy_per_cent_of_fifteen_to_twenty_does_not_exclude_a_half) {
    for (uint32_t n = 15; n <= 20; n++) {
        uint32_t k = (7 * n + 9) / 10;
        delphi_interval out;
        cr_expect_eq(delphi_interval_clopper_pearson(k, n, &out), DELPHI_REASON_NONE);
        cr_expect(out.low < .5 && out.high > .7, "%u of %u", k, n);
    }
}

/* METHODS 2.10: fewer than six ratings have no interval of 95 per cent; six have. */
Test(methods_2_10, six_ratings_are_the_fewest_with_an_interval_of_the_median) {
    panel p;
    panel_set(&p, 1, 9, "1 2 3 4 5");
    cr_expect(same_reason(panel_measure(&p, "median_low"), DELPHI_REASON_NO_INTERVAL));
    panel_set(&p, 1, 9, "1 2 3 4 5 6");
    cr_expect(same_decimal(panel_measure(&p, "median_low"), "1"));
    cr_expect(same_decimal(panel_measure(&p, "median_high"), "6"));
}

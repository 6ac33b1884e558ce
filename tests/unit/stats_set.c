/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The space of a set, its table of measures, and what must hold for every measure of every set. */
#include "stats_opinions.h"

static size_t row_count(void) {
    size_t count;
    delphi_set_measures(&count);
    return count;
}

/* A value for each row. */
static void all_measures(delphi_set_space *space, const delphi_set *set, delphi_value *out) {
    size_t count;
    const delphi_set_measure *rows = delphi_set_measures(&count);
    cr_assert_eq(delphi_set_load(space, set), DELPHI_OK);
    for (size_t i = 0; i < count; i++)
        rows[i].compute(space, &out[i]);
}

/* Near is for sums that are taken in another order. */
static void expect_same(const delphi_value *a, const delphi_value *b, double near, const char *when) {
    size_t count;
    const delphi_set_measure *rows = delphi_set_measures(&count);
    for (size_t i = 0; i < count; i++) {
        double x = delphi_value_real(&a[i]), y = delphi_value_real(&b[i]);
        cr_expect(a[i].kind == b[i].kind && a[i].reason == b[i].reason, "%s, %s", rows[i].name, when);
        cr_expect(a[i].kind == DELPHI_VALUE_UNDEFINED || fabs(x - y) <= near * (1 + fabs(x)), "%s: %.17g, %.17g, %s",
                  rows[i].name, x, y, when);
    }
}

enum { ROWS_MAX = 64 };

static void with_bands(delphi_set *set) {
    set->high_high = set->scale_min + set->points - 1;
    set->high_low = set->high_high - (set->points - 1) / 3;
    set->low_low = set->scale_min;
    set->low_high = set->scale_min + (set->points - 1) / 3;
}

Test(stats_set, every_row_of_the_table_has_its_texts_and_a_name_of_its_own) {
    size_t count;
    const delphi_set_measure *rows = delphi_set_measures(&count);
    cr_assert(count >= 40 && count <= ROWS_MAX);
    for (size_t i = 0; i < count; i++) {
        cr_expect_eq(delphi_set_measure_find(rows[i].name), i, "%s", rows[i].name);
        cr_expect(*rows[i].title && *rows[i].definition && rows[i].source && rows[i].reading && rows[i].compute, "%s",
                  rows[i].name);
        cr_expect_eq(rows[i].definition[strlen(rows[i].definition) - 1], '.', "%s", rows[i].name);
    }
    cr_expect_eq(delphi_set_measure_find("kendall"), DELPHI_NONE);
    cr_expect_eq(delphi_set_measure_find(""), DELPHI_NONE);
}

Test(stats_set, a_set_larger_than_the_space_is_refused_and_the_last_one_kept) {
    opinions small, large;
    size_t count;
    delphi_value value;
    opinions_read(&small, 1, 5, "1 2 3 / 1 3 5");
    opinions_read(&large, 1, 5, "1 2 3 4 / 1 3 5 2 / 1 1 1 2");
    delphi_set_space *space = delphi_set_space_new(2, 3, 5, 10);
    cr_assert_eq(delphi_set_load(space, &small.set), DELPHI_OK);
    cr_expect_eq(delphi_set_load(space, &large.set), DELPHI_ERR_USAGE);
    delphi_set wrong = small.set;
    wrong.points = 6;
    cr_expect_eq(delphi_set_load(space, &wrong), DELPHI_ERR_USAGE);
    wrong.points = 1;
    cr_expect_eq(delphi_set_load(space, &wrong), DELPHI_ERR_USAGE);
    wrong = small.set;
    wrong.bootstraps = 11;
    cr_expect_eq(delphi_set_load(space, &wrong), DELPHI_ERR_USAGE);
    delphi_set_measures(&count)[delphi_set_measure_find("kendall_w_ties")].compute(space, &value);
    cr_expect_eq(delphi_value_real(&value), 1);
    delphi_set_space_free(space);
}

Test(stats_set, a_space_has_a_size_that_makes_sense) {
    cr_expect_null(delphi_set_space_new(3, 3, 1, 0));
    cr_expect_null(delphi_set_space_new(3, 3, 1002, 0));
    cr_expect_null(delphi_set_space_new(SIZE_MAX / 8, 100, 9, 0));
    cr_expect_null(delphi_set_space_new(3, SIZE_MAX, 9, 0));
    delphi_set_space_free(NULL);
}

static bool is_count_of_experts(const char *name) {
    return strcmp(name, "complete_experts") == 0 || strcmp(name, "kendall_incomplete_experts") == 0;
}

Test(stats_set, a_set_without_ratings_leaves_every_measure_undefined_with_its_reason) {
    static const size_t sizes[][2] = {{0, 0}, {0, 3}, {3, 0}, {2, 2}};
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
        opinions o;
        size_t count;
        delphi_value values[ROWS_MAX];
        const delphi_set_measure *rows = delphi_set_measures(&count);
        opinions_read(&o, 1, 9, ". . / . .");
        opinions_start(&o, 1, 9, sizes[k][0], sizes[k][1]);
        with_bands(&o.set);
        o.set.bootstraps = o.set.permutations = o.set.permutations_incomplete = 10;
        delphi_set_space *space = delphi_set_space_new(sizes[k][0], sizes[k][1], 9, 10);
        all_measures(space, &o.set, values);
        for (size_t i = 0; i < count; i++) {
            if (!is_count_of_experts(rows[i].name))
                cr_expect(values[i].kind == DELPHI_VALUE_UNDEFINED && values[i].reason != DELPHI_REASON_NONE,
                          "%s of %zu by %zu", rows[i].name, sizes[k][0], sizes[k][1]);
        }
        delphi_set_space_free(space);
    }
}

/* "Cannot judge" of the model is a number off the scale as well. */
Test(stats_set, whatever_is_off_the_scale_is_no_rating) {
    opinions marked, empty;
    delphi_value a[ROWS_MAX], b[ROWS_MAX];
    opinions_read(&marked, 1, 5, "1 2 0 4 / 2 3 3 6 / 1 3 3 -32767 / 2 2 4 5");
    opinions_read(&empty, 1, 5, "1 2 . 4 / 2 3 3 . / 1 3 3 . / 2 2 4 5");
    delphi_set_space *space = delphi_set_space_new(4, 4, 5, 0);
    all_measures(space, &marked.set, a);
    all_measures(space, &empty.set, b);
    expect_same(a, b, 0, "marks");
    delphi_set_space_free(space);
}

Test(stats_set, a_group_is_the_set_of_its_experts) {
    static const bool included[] = {true, false, true, true, false};
    opinions all, group;
    delphi_value a[ROWS_MAX], b[ROWS_MAX];
    opinions_read(&all, 1, 9, "1 5 3 / 9 9 9 / 2 5 4 / 3 . 6 / 1 9 1");
    opinions_read(&group, 1, 9, "1 5 3 / 2 5 4 / 3 . 6");
    all.set.included = included;
    all.set.permutations = group.set.permutations = 50;
    all.set.permutations_incomplete = group.set.permutations_incomplete = 50;
    all.set.bootstraps = group.set.bootstraps = 50;
    delphi_set_space *space = delphi_set_space_new(5, 3, 9, 50);
    all_measures(space, &all.set, a);
    all_measures(space, &group.set, b);
    expect_same(a, b, 0, "a group");
    delphi_set_space_free(space);
}

/* Experts and items turned round, in a space that held another set before. */
Test(stats_set, the_order_of_experts_and_items_does_not_matter) {
    uint64_t state = 5;
    delphi_set_space *space = delphi_set_space_new(OPINIONS_EXPERTS, OPINIONS_ITEMS, 30, 0);
    for (int run = 0; run < 400; run++) {
        opinions o, turned;
        delphi_value a[ROWS_MAX], b[ROWS_MAX];
        int min = (int)opinions_random(&state, 4) - 1;
        opinions_make(&o, &state, min, min + 1 + (int)opinions_random(&state, 20), run % 3 ? 6 : 0);
        with_bands(&o.set);
        turned.set = o.set;
        turned.set.columns = turned.columns;
        for (size_t item = 0; item < o.set.items; item++) {
            turned.columns[item] = turned.cells[item];
            for (size_t expert = 0; expert < o.set.experts; expert++)
                turned.cells[item][expert] = o.cells[o.set.items - 1 - item][(expert + 1) % o.set.experts];
        }
        all_measures(space, &o.set, a);
        all_measures(space, &turned.set, b);
        expect_same(a, b, 1e-12, "turned round");
    }
    delphi_set_space_free(space);
}

/* Names of rows whose values are shares, chances, or at most 1. */
static bool at_least_0(const char *name) {
    static const char *const names[] = {"complete_experts", "percent_agreement", "scvi_ave", "scvi_ua", "apmo"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i], name) == 0)
            return true;
    }
    return strncmp(name, "kendall_", 8) == 0 && strcmp(name, "kendall_mean_spearman") != 0;
}

static bool at_most_1(const char *name) {
    static const char *const free_names[] = {"kendall_s", "kendall_t", "kendall_chi2", "kendall_df"};
    for (size_t i = 0; i < sizeof free_names / sizeof *free_names; i++) {
        if (strcmp(free_names[i], name) == 0)
            return false;
    }
    return !is_count_of_experts(name);
}

Test(stats_set, values_are_finite_and_within_their_bounds) {
    uint64_t state = 6;
    size_t count, defined[ROWS_MAX] = {0};
    const delphi_set_measure *rows = delphi_set_measures(&count);
    delphi_set_space *space = delphi_set_space_new(OPINIONS_EXPERTS, OPINIONS_ITEMS, 30, 40);
    for (int run = 0; run < 600; run++) {
        opinions o;
        delphi_value values[ROWS_MAX];
        opinions_make(&o, &state, 0, 1 + (int)opinions_random(&state, 20), run % 3 * 4);
        with_bands(&o.set);
        o.set.permutations = o.set.permutations_incomplete = o.set.bootstraps = 20;
        all_measures(space, &o.set, values);
        for (size_t i = 0; i < count; i++) {
            double x = delphi_value_real(&values[i]);
            if (values[i].kind == DELPHI_VALUE_UNDEFINED) {
                cr_expect_neq(values[i].reason, DELPHI_REASON_NONE, "%s", rows[i].name);
                continue;
            }
            defined[i]++;
            cr_expect(isfinite(x) && (!at_most_1(rows[i].name) || x <= 1 + 1e-12), "%s: %.17g", rows[i].name, x);
            cr_expect(!at_least_0(rows[i].name) || x >= 0, "%s: %.17g", rows[i].name, x);
        }
    }
    for (size_t i = 0; i < row_count(); i++)
        cr_expect_gt(defined[i], 300, "%s", rows[i].name);
    delphi_set_space_free(space);
}

/* Each expert gives the same ratings, which are not all equal. */
Test(stats_set, identical_experts_agree_fully) {
    static const char *const names[] = {"kendall_w_ties",
                                        "kendall_w_incomplete",
                                        "kendall_mean_spearman",
                                        "percent_agreement",
                                        "fleiss_kappa",
                                        "gwet_ac1",
                                        "gwet_ac2_linear",
                                        "icc_1_1",
                                        "icc_2_1",
                                        "icc_3_1",
                                        "icc_1_k",
                                        "icc_2_k",
                                        "icc_3_k",
                                        "finn_oneway",
                                        "finn_twoway",
                                        "krippendorff_alpha_nominal",
                                        "gwet_ac2_ordinal",
                                        "gwet_ac2_quadratic",
                                        "krippendorff_alpha_ordinal",
                                        "krippendorff_alpha_interval",
                                        "krippendorff_alpha_ratio"};
    uint64_t state = 8;
    for (int run = 0; run < 100; run++) {
        opinions o;
        opinions_make(&o, &state, 1, 9, 0);
        o.cells[0][0] = 1;
        o.cells[1][0] = 7;
        for (size_t item = 0; item < o.set.items; item++) {
            for (size_t expert = 1; expert < o.set.experts; expert++)
                o.cells[item][expert] = o.cells[item][0];
        }
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            expect_near(set_number(&o.set, names[i]), 1, 1e-15);
    }
}

/* Every expert twice: means of items and the order in it stay what they were. */
Test(stats_set, a_doubled_panel_leaves_w_and_the_content_validity_as_they_are) {
    static const char *const names[] = {
        "kendall_w_ties", "kendall_w_incomplete", "kendall_w_uncorrected", "scvi_ave", "scvi_ua", "apmo"};
    uint64_t state = 9;
    for (int run = 0; run < 100; run++) {
        opinions o;
        opinions_make(&o, &state, 1, 9, run % 2 * 5);
        with_bands(&o.set);
        for (size_t item = 0; item < o.set.items; item++)
            memcpy(o.cells[item] + o.set.experts, o.cells[item], o.set.experts * sizeof **o.cells);
        delphi_set twice = o.set;
        twice.experts *= 2;
        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
            delphi_value once = set_measure(&o.set, names[i]);
            if (once.kind != DELPHI_VALUE_UNDEFINED)
                expect_near(set_number(&twice, names[i]), delphi_value_real(&once), 1e-12);
        }
    }
}

/* Per item the ratings -1000, -1000, 0 (or the reverse): a sum of squares of 2/3 million about their mean, over n (k -
 * 1) = 6 a mean square of a third of a million. */
Test(stats_set, the_widest_scale_has_room) {
    opinions o;
    opinions_read(&o, -1000, 0, "-1000 0 -1000 / 0 -1000 0 / -1000 0 -1000");
    cr_assert_eq(o.set.points, 1001);
    expect_near(set_number(&o.set, "finn_oneway"), 1 - 12 * (1e6 / 3) / (1001.0 * 1001 - 1), 1e-14);
    expect_near(set_number(&o.set, "percent_agreement"), 1.0 / 3, 1e-15);
}

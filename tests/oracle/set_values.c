/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every measure over the items of the cases in tests/oracle, compared with the values that make_set_values.py makes
 * and, where they are at hand, with those that R made. */
#include <math.h>

#include <delphi/concordance.h>

#include "matrix.h"

enum { OWN_VALUES = 239, R_VALUES = 155 };

static const struct {
    const char *name;
    int min, max, high_low, high_high, low_low, low_high;
} cases[] = {{"ram9", 1, 9, 7, 9, 1, 3},        {"panel23", 1, 9, 7, 9, 1, 3}, {"five40", 1, 5, 4, 5, 1, 2},
             {"seven65", 1, 7, 6, 7, 1, 2},     {"four12", 1, 4, 3, 4, 1, 2},  {"tiny3", 1, 9, 7, 9, 1, 3},
             {"vas25", 0, 100, 70, 100, 0, 30}, {"polar20", 1, 9, 7, 9, 1, 3}};

static matrix ratings;

static void load_case(delphi_set_space *space, const char *name) {
    char path[64];
    size_t i = 0, last = sizeof cases / sizeof *cases - 1;
    while (i < last && strcmp(cases[i].name, name) != 0)
        i++;
    cr_assert_str_eq(cases[i].name, name);
    snprintf(path, sizeof path, "cases/%s", name);
    matrix_read(&ratings, path);
    delphi_set set = {.scale_min = cases[i].min,
                      .points = cases[i].max - cases[i].min + 1,
                      .experts = ratings.experts,
                      .items = ratings.items,
                      .columns = ratings.columns,
                      .high_low = cases[i].high_low,
                      .high_high = cases[i].high_high,
                      .low_low = cases[i].low_low,
                      .low_high = cases[i].low_high};
    cr_assert_eq(delphi_set_load(space, &set), DELPHI_OK);
}

static double engine_value(delphi_set_space *space, const char *name) {
    size_t count, index = delphi_set_measure_find(name);
    delphi_value value;
    cr_assert_neq(index, DELPHI_NONE, "there is no measure named %s", name);
    delphi_set_measures(&count)[index].compute(space, &value);
    return delphi_value_real(&value);
}

/* irr 0.84.1 does not weight an item's pairs by 1 / (m - 1) where no rating of the matrix is missing, and so has
 * n - 1 / (m - 1) for n - 1 in alpha. */
static double as_irr(const char *name, double value) {
    double m = (double)ratings.experts, n = m * (double)ratings.items;
    if (strncmp(name, "krippendorff", 12) != 0)
        return value;
    for (size_t item = 0; item < ratings.items; item++) {
        for (size_t expert = 0; expert < ratings.experts; expert++) {
            if (ratings.cells[item][expert] == INT16_MIN)
                return value;
        }
    }
    return 1 - (1 - value) * (n - 1 / (m - 1)) / (n - 1);
}

static int compare(FILE *file, bool by_r) {
    char line[MATRIX_LINE], loaded[64] = "";
    int compared = 0;
    delphi_set_space *space = delphi_set_space_new(MATRIX_EXPERTS, MATRIX_ITEMS, 101, 0);
    cr_assert_not_null(space);
    cr_assert_not_null(fgets(line, sizeof line, file));
    while (fgets(line, sizeof line, file)) {
        char *rest = line, *name = matrix_field(&rest), *statistic = matrix_field(&rest), *text = matrix_field(&rest);
        cr_assert_not_null(text);
        if (strcmp(loaded, name) != 0)
            load_case(space, name);
        snprintf(loaded, sizeof loaded, "%s", name);
        double ours = engine_value(space, statistic), theirs = strtod(text, NULL);
        ours = by_r ? as_irr(statistic, ours) : ours;
        /* irrCAC prints five decimals. */
        double tolerance = by_r && strncmp(statistic, "gwet_", 5) == 0 ? 5.001e-6 : 1e-10 * fabs(theirs);
        cr_expect(fabs(ours - theirs) <= tolerance, "%s %s: %.17g, not %.17g", name, statistic, ours, theirs);
        compared++;
    }
    fclose(file);
    delphi_set_space_free(space);
    return compared;
}

Test(oracle_set_values, every_statistic_agrees_with_the_recipe) {
    cr_expect_eq(compare(matrix_open_own("oracle/set_values.csv"), false), OWN_VALUES);
}

Test(oracle_set_values, every_statistic_agrees_with_r) {
    cr_expect_eq(compare(matrix_open_shared("oracles/set_values.csv"), true), R_VALUES);
}

/* The recipe has no row there, nor has R: one expert rated all six items. */
Test(oracle_set_values, what_the_recipe_leaves_out_is_undefined_here) {
    static const char *const names[] = {"kendall_w_ties", "kendall_p", "fleiss_kappa", "icc_1_1",
                                        "icc_2_k",        "icc_3_1",   "finn_oneway",  "finn_twoway"};
    delphi_set_space *space = delphi_set_space_new(MATRIX_EXPERTS, MATRIX_ITEMS, 9, 0);
    load_case(space, "polar20");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t count;
        delphi_value value;
        delphi_set_measures(&count)[delphi_set_measure_find(names[i])].compute(space, &value);
        cr_expect_eq(value.kind, DELPHI_VALUE_UNDEFINED, "%s", names[i]);
        cr_expect_eq(value.reason, DELPHI_REASON_TOO_FEW_EXPERTS, "%s", names[i]);
    }
    delphi_set_space_free(space);
}

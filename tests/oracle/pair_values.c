/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every measure of two rounds of the cases in tests/oracle, compared at 1e-10 relative: with the values that
 * make_pair_values.py makes and, where they are at hand, with those that R made. */
#include <math.h>

#include <delphi/stability.h>

#include "matrix.h"

enum { OWN_VALUES = 633, R_VALUES = 252 };

static const struct {
    const char *name;
    int min, max, high_low, low_high;
} cases[] = {{"two_rounds18", 1, 9, 7, 3}, {"two_rounds40", 1, 5, 4, 2}};

static matrix before, after;

/* The index of the case, whose matrices are then read. */
static size_t read_case(const char *name) {
    char round[64];
    size_t i = strcmp(cases[0].name, name) == 0 ? 0 : 1;
    cr_assert_str_eq(cases[i].name, name);
    snprintf(round, sizeof round, "pairs/%s_round1", name);
    matrix_read(&before, round);
    snprintf(round, sizeof round, "pairs/%s_round2", name);
    matrix_read(&after, round);
    cr_assert_eq(before.experts, after.experts);
    return i;
}

static double engine_value(delphi_pair_space *space, const char *name) {
    size_t count, index = delphi_pair_measure_find(name);
    delphi_value value;
    cr_assert_neq(index, DELPHI_NONE, "there is no measure named %s", name);
    delphi_pair_value(&delphi_pair_measures(&count)[index], space, &value);
    return value.kind == DELPHI_VALUE_TRUTH ? value.as.truth : delphi_value_real(&value);
}

static void load_item(delphi_pair_space *space, size_t index, size_t item) {
    delphi_pair pair = {.scale_min = cases[index].min,
                        .points = cases[index].max - cases[index].min + 1,
                        .experts = before.experts,
                        .before = before.columns[item],
                        .after = after.columns[item],
                        .min_ratings = 1,
                        .quantile_type = DELPHI_QUANTILE_TYPE7,
                        .high_low = cases[index].high_low,
                        .high_high = cases[index].max,
                        .low_low = cases[index].min,
                        .low_high = cases[index].low_high};
    cr_assert_eq(delphi_pair_load(space, &pair), DELPHI_OK);
}

static int compare(FILE *file) {
    char line[MATRIX_LINE], read[64] = "";
    int compared = 0;
    size_t index = 0;
    delphi_pair_space *space = delphi_pair_space_new(MATRIX_EXPERTS, 9);
    cr_assert_not_null(fgets(line, sizeof line, file));
    while (fgets(line, sizeof line, file)) {
        char *rest = line, *name = matrix_field(&rest), *item = matrix_field(&rest);
        char *statistic = matrix_field(&rest), *text = matrix_field(&rest);
        cr_assert_not_null(text);
        if (strcmp(read, name) != 0)
            index = read_case(name);
        snprintf(read, sizeof read, "%s", name);
        load_item(space, index, (size_t)atoi(item + 1) - 1);
        double ours = engine_value(space, statistic), theirs = strtod(text, NULL);
        cr_expect(fabs(ours - theirs) <= 1e-10 * fabs(theirs), "%s %s %s: %.17g, not %.17g", name, item, statistic,
                  ours, theirs);
        compared++;
    }
    fclose(file);
    delphi_pair_space_free(space);
    return compared;
}

Test(oracle_pair_values, every_statistic_agrees_with_the_recipe) {
    cr_expect_eq(compare(matrix_open_own("oracle/pair_values.csv")), OWN_VALUES);
}

Test(oracle_pair_values, every_statistic_agrees_with_r) {
    cr_expect_eq(compare(matrix_open_shared("oracles/pair_values.csv")), R_VALUES);
}

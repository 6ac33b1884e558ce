/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every measure of the series in tests/oracle/trends, compared at 1e-10 relative with the values that R made
 * (make_trend_values.R). */
#include <math.h>

#include <delphi/trend.h>

#include "base/number.h"
#include "matrix.h"

enum { VALUES = 533, CASES = 38, MOST_POINTS = 64 };

typedef struct {
    char name[32];
    delphi_trend_point points[MOST_POINTS];
    size_t count;
} series;

static series cases[CASES];
static size_t case_count;

static series *find_case(const char *name, bool add) {
    for (size_t i = 0; i < case_count; i++)
        if (strcmp(cases[i].name, name) == 0)
            return &cases[i];
    cr_assert(add && case_count < CASES, "no case named %s", name);
    snprintf(cases[case_count].name, sizeof cases->name, "%s", name);
    return &cases[case_count++];
}

static void read_cases(void) {
    char line[MATRIX_LINE];
    FILE *file = matrix_open_own("oracle/trends/series.csv");
    cr_assert_not_null(fgets(line, sizeof line, file));
    while (fgets(line, sizeof line, file)) {
        char *rest = line, *name = matrix_field(&rest), *year = matrix_field(&rest), *text = matrix_field(&rest);
        series *of = find_case(name, true);
        cr_assert_lt(of->count, MOST_POINTS);
        delphi_trend_point *point = &of->points[of->count++];
        point->year = atoi(year);
        cr_assert(base_read_decimal(text, strcspn(text, "\r\n"), '.', &point->value), "%s", text);
    }
    fclose(file);
    cr_assert_eq(case_count, CASES);
}

static double engine_value(delphi_trend_space *space, const char *name) {
    size_t count, index = delphi_trend_measure_find(name);
    delphi_value value;
    cr_assert_neq(index, DELPHI_NONE, "there is no measure named %s", name);
    delphi_trend_value(&delphi_trend_measures(&count)[index], space, &value);
    return delphi_value_real(&value);
}

static void expect_same(const char *name, const char *statistic, double ours, double theirs) {
    cr_expect(fabs(ours - theirs) <= 1e-10 * fabs(theirs) + 1e-12, "%s %s: %.17g, not %.17g", name, statistic, ours,
              theirs);
}

static int compare_case(delphi_trend_space *space, const char *name, const char *statistic, double theirs) {
    const series *of = find_case(name, false);
    if (strcmp(statistic, "holm") == 0)
        return 0;
    cr_assert_eq(delphi_trend_load(space, of->points, of->count), DELPHI_OK);
    expect_same(name, statistic, engine_value(space, statistic), theirs);
    return 1;
}

/* Holm's values of all cases that have a p, in their order. */
static int compare_holm(delphi_trend_space *space, const char *const *names, const double *theirs, size_t count) {
    double p[CASES], ours[CASES];
    for (size_t i = 0; i < count; i++) {
        const series *of = find_case(names[i], false);
        cr_assert_eq(delphi_trend_load(space, of->points, of->count), DELPHI_OK);
        p[i] = engine_value(space, "mann_kendall_p");
    }
    delphi_holm(p, count, ours);
    for (size_t i = 0; i < count; i++)
        expect_same(names[i], "holm", ours[i], theirs[i]);
    return (int)count;
}

Test(oracle_trend_values, every_statistic_agrees_with_r) {
    char line[MATRIX_LINE];
    const char *names[CASES];
    double holm[CASES];
    size_t tests = 0;
    int compared = 0;
    read_cases();
    delphi_trend_space *space = delphi_trend_space_new(MOST_POINTS);
    cr_assert_not_null(space);
    FILE *file = matrix_open_own("oracle/trends/values.csv");
    cr_assert_not_null(fgets(line, sizeof line, file));
    while (fgets(line, sizeof line, file)) {
        char *rest = line, *name = matrix_field(&rest), *statistic = matrix_field(&rest), *text = matrix_field(&rest);
        double theirs = strtod(text, NULL);
        compared += compare_case(space, name, statistic, theirs);
        if (strcmp(statistic, "holm") != 0)
            continue;
        cr_assert_lt(tests, CASES);
        names[tests] = find_case(name, false)->name;
        holm[tests++] = theirs;
    }
    fclose(file);
    compared += compare_holm(space, names, holm, tests);
    delphi_trend_space_free(space);
    cr_expect_eq(compared, VALUES, "%d", compared);
}

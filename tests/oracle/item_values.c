/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every statistic of the cases in tests/oracle, compared at 1e-12 relative: with the values that make_item_values.py
 * makes, and, where they are at hand, with those that R made. */
#include <math.h>
#include <stdio.h>

#include "../unit/stats_panel.h"

enum { RECIPE_VALUES = 4212, R_VALUES = 3275, COLUMNS_MAX = 64, LINE_SIZE = 4096 };

static const struct {
    const char *name;
    int min, max;
} cases[] = {{"ram9", 1, 9},   {"panel23", 1, 9}, {"five40", 1, 5},  {"seven65", 1, 7},
             {"four12", 1, 4}, {"tiny3", 1, 9},   {"vas25", 0, 100}, {"polar20", 1, 9}};
enum { CASE_COUNT = sizeof cases / sizeof *cases };

static panel panels[CASE_COUNT][COLUMNS_MAX];
static int64_t weights[CASE_COUNT][COLUMNS_MAX][101];

static FILE *open_under(const char *folder, const char *name) {
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return fopen(path, "r");
}

static const char *tests_folder(void) {
    const char *folder = getenv("DELPHI_TESTS");
    return folder ? folder : "tests";
}

/* The next field of a line without quotes; NULL after the last. */
static char *next_field(char **rest) {
    char *field = strsep(rest, ",");
    if (field)
        field[strcspn(field, "\r\n")] = '\0';
    return field;
}

/* Columns are I01, I02, ... in every case. */
static void read_case(size_t index) {
    char name[64], line[LINE_SIZE];
    snprintf(name, sizeof name, "oracle/cases/%s.csv", cases[index].name);
    FILE *file = open_under(tests_folder(), name);
    cr_assert_not_null(file, "cannot open %s under %s: set DELPHI_TESTS", name, tests_folder());
    for (size_t column = 0; column < COLUMNS_MAX; column++) {
        panel_clear(&panels[index][column], cases[index].min, cases[index].max);
        panels[index][column].item.weighted = true;
        panels[index][column].item.weights = weights[index][column];
    }
    cr_assert_not_null(fgets(line, sizeof line, file));
    for (int64_t expert = 0; fgets(line, sizeof line, file); expert++) {
        char *rest = line, *field = next_field(&rest);
        for (size_t column = 1; (field = next_field(&rest)) && column < COLUMNS_MAX; column++) {
            if (!*field)
                continue;
            panel_add(&panels[index][column], atoi(field), 1);
            weights[index][column][atoi(field) - cases[index].min] += expert % 7 + 1; /* the recipe's, in quarters */
        }
    }
    fclose(file);
}

static panel *find_panel(const char *name, const char *item) {
    for (size_t i = 0; i < CASE_COUNT; i++) {
        if (strcmp(cases[i].name, name) == 0)
            return &panels[i][atoi(item + 1)];
    }
    cr_assert_fail("unknown case %s", name);
    return NULL;
}

/* By the measure of the protocol's type where there is one, so that q1, q3, p30 and p70 are what is compared. */
static bool quantile_value(panel *p, const char *statistic, double *out) {
    static const struct {
        int percent;
        const char *measure;
    } names[] = {{25, "q1"}, {30, "p30"}, {70, "p70"}, {75, "q3"}};
    int percent, type;
    if (sscanf(statistic, "p%d_type%d", &percent, &type) != 2)
        return false;
    p->item.quantile_type = (delphi_quantile_type)type;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (names[i].percent == percent) {
            delphi_value value = panel_measure(p, names[i].measure);
            delphi_value direct = delphi_quantile(&p->item, p->item.quantile_type, percent, 100);
            *out = delphi_value_real(&value);
            cr_expect_eq(*out, delphi_value_real(&direct), "%s", statistic);
        }
    }
    return true;
}

/* False for a statistic that is not a measure of this engine. */
static bool engine_value(panel *p, const char *statistic, double *out) {
    if (strcmp(statistic, "n") == 0) {
        *out = p->item.n;
        return true;
    }
    if (quantile_value(p, statistic, out))
        return true;
    if (delphi_measure_find(statistic) == DELPHI_NONE)
        return false;
    delphi_value value = panel_measure(p, statistic);
    *out = delphi_value_real(&value);
    return true;
}

/* How many values of the file were compared. */
static int compare_values(FILE *file) {
    char line[LINE_SIZE];
    int compared = 0;
    for (size_t i = 0; i < CASE_COUNT; i++)
        read_case(i);
    cr_assert_not_null(fgets(line, sizeof line, file));
    while (fgets(line, sizeof line, file)) {
        char *rest = line, *name = next_field(&rest), *item = next_field(&rest);
        char *statistic = next_field(&rest), *text = next_field(&rest);
        cr_assert_not_null(text);
        double ours = NAN, theirs = strtod(text, NULL);
        if (!engine_value(find_panel(name, item), statistic, &ours))
            continue;
        compared++;
        cr_expect(fabs(ours - theirs) <= 1e-12 * fabs(theirs), "%s %s %s: %.17g, not %.17g", name, item, statistic,
                  ours, theirs);
    }
    fclose(file);
    return compared;
}

Test(oracle_item_values, every_statistic_agrees_with_the_recipe) {
    FILE *file = open_under(tests_folder(), "oracle/item_values.csv");
    cr_assert_not_null(file, "cannot open oracle/item_values.csv under %s: set DELPHI_TESTS", tests_folder());
    cr_expect_eq(compare_values(file), RECIPE_VALUES);
}

Test(oracle_item_values, every_statistic_agrees_with_r) {
    const char *shared = getenv("DELPHI_SHARED");
    FILE *file = shared ? open_under(shared, "oracles/item_values.csv") : NULL;
    if (!file)
        file = open_under("../shared", "oracles/item_values.csv");
    if (!file) {
        fputs("skipped: the values that R made are not here (DELPHI_SHARED: the folder of oracles/item_values.csv)\n",
              stderr);
        cr_skip();
    }
    cr_expect_eq(compare_values(file), R_VALUES);
}

/* The item that one expert alone rated. */
Test(oracle_item_values, what_r_leaves_out_is_undefined_here) {
    size_t polar = 0;
    while (strcmp(cases[polar].name, "polar20") != 0)
        polar++;
    read_case(polar);
    panel *alone = &panels[polar][6];
    cr_assert_eq(alone->item.n, 1);
    cr_expect(same_reason(panel_measure(alone, "sd"), DELPHI_REASON_ONE_RATING));
    cr_expect(same_reason(panel_measure(alone, "cv"), DELPHI_REASON_ONE_RATING));
    cr_expect(same_decimal(panel_measure(alone, "median"), "5"));
}

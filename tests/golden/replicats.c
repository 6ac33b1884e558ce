/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The repliCATS workshop of 2019 as two studies of two rounds, by the command alone: comprehension on 1 to 7 and the
 * best estimate on 0 to 100, 25 experts and 25 claims. Means, medians and what changed are compared with the published
 * ones (aggreCAT's ArMean and Median) and with tests/oracle/replicats_study.py, which reads the raw file without the
 * engine. The data are no part of the project: see tests/kit/command.h. */
#include "../kit/command.h"
#include "../kit/scratch.h"

#include <cJSON.h>
#include <delphi/delphi.h>
#include <math.h>
#include <string.h>

enum { CLAIMS = 25, EXPERTS = 25, LINE = 400 };

/* In the order of the columns of expected.csv. */
typedef struct {
    char id[16];
    double mean[2], median[2], squares[2];
    int unchanged;
    double published_mean, published_median;
} expectation;

/* What the engine says of a claim in each round; `spread` in the order of the table of spreads. */
enum { SPREADS = 5 };
typedef struct {
    double n[2], mean[2], median[2], spread[SPREADS][2];
    int unchanged;
} finding;

static char *folder;
static expectation expected[CLAIMS];
static finding found[CLAIMS];

static char *path_of(const char *name) {
    return base_path_join(folder, name);
}

/* False where the data are absent. */
static bool make_study(const char *kind) {
    if (!command_has_shared("data/replicats/data_ratings.csv"))
        return false;
    folder = scratch_new();
    cr_assert_eq(
        command_run("python3 tests/oracle/replicats_study.py '%s' %s '%s'", command_shared_folder(), kind, folder), 0);
    return true;
}

static void live_a_round(int round) {
    cr_assert_eq(command_run("\"$DELPHI\" open '%s' >/dev/null", folder), 0);
    cr_assert_eq(command_run("\"$DELPHI\" ingest '%s' '%s/round-%d.csv' --map '%s/columns.csv' >/dev/null", folder,
                             folder, round, folder),
                 0);
    cr_assert_eq(command_run("\"$DELPHI\" close '%s' >/dev/null", folder), 0);
    cr_assert_eq(
        command_run("\"$DELPHI\" results '%s' --round %d --format csv >'%s/tidy-%d.csv'", folder, round, folder, round),
        0);
}

static void read_expected(void) {
    char *path = path_of("expected.csv"), line[LINE];
    FILE *file = fopen(path, "r");
    cr_assert(file && fgets(line, sizeof line, file));
    for (size_t i = 0; i < CLAIMS; i++) {
        expectation *e = &expected[i];
        cr_assert_not_null(fgets(line, sizeof line, file));
        int read = sscanf(line, "%15[^,],%lf,%lf,%lf,%lf,%lf,%lf,%d,%lf,%lf", e->id, &e->mean[0], &e->mean[1],
                          &e->median[0], &e->median[1], &e->squares[0], &e->squares[1], &e->unchanged,
                          &e->published_mean, &e->published_median);
        cr_assert(read == 8 || read == 10, "%s", line);
    }
    cr_assert_null(fgets(line, sizeof line, file));
    fclose(file);
    free(path);
}

static size_t claim_of(const char *id) {
    for (size_t i = 0; i < CLAIMS; i++) {
        if (strcmp(expected[i].id, id) == 0)
            return i;
    }
    cr_assert_fail("the engine writes of %s, which the raw file does not have", id);
    return 0;
}

/* Where a measure of the whole panel is kept; NULL for one that is not looked at. */
static double *place_of(finding *f, const char *measure, int r) {
    const struct {
        const char *name;
        double *place;
    } places[] = {{"n", f->n},           {"mean", f->mean},    {"median", f->median},
                  {"sd", f->spread[0]},  {"cv", f->spread[1]}, {"mean_abs_dev_median", f->spread[2]},
                  {"iqr", f->spread[3]}, {"ipr", f->spread[4]}};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (strcmp(places[i].name, measure) == 0)
            return &places[i].place[r];
    }
    return NULL;
}

/* study,round,indicator,criterion,group,measure,value,undefined: the whole panel's rows have no group. */
static int read_tidy(int round) {
    char name[32], line[LINE];
    snprintf(name, sizeof name, "tidy-%d.csv", round);
    char *path = path_of(name);
    FILE *file = fopen(path, "r");
    int read = 0;
    cr_assert(file && fgets(line, sizeof line, file));
    cr_assert_str_eq(line, "study,round,indicator,criterion,group,measure,value,undefined\r\n");
    while (fgets(line, sizeof line, file)) {
        char *rest = line, *field[8];
        for (size_t i = 0; i < 8; i++)
            cr_assert_not_null(field[i] = strsep(&rest, ","), "%s", line);
        double *place = *field[2] && !*field[4] ? place_of(&found[claim_of(field[2])], field[5], round - 1) : NULL;
        if (!place)
            continue;
        cr_assert_eq(atoi(field[1]), round);
        *place = strtod(field[6], NULL);
        read++;
    }
    fclose(file);
    free(path);
    return read;
}

static void count_unchanged(void) {
    delphi_folder *open;
    delphi_problems *problems = delphi_problems_new();
    cr_assert_eq(delphi_folder_open(folder, DELPHI_FOLDER_READ, &open, problems), DELPHI_OK);
    const delphi_study *study = delphi_folder_study(open);
    const delphi_scale *scale = &study->protocol.scale;
    int points = scale->max - scale->min + 1;
    delphi_pair_space *space = delphi_pair_space_new(study->expert_count, points);
    size_t rows;
    const delphi_pair_measure *measures = delphi_pair_measures(&rows);
    cr_assert_not_null(space);
    for (size_t i = 0; i < study->indicator_count; i++) {
        delphi_pair pair = {.scale_min = scale->min,
                            .points = points,
                            .experts = study->expert_count,
                            .before = delphi_ratings_column(study->ratings[0], i, 0),
                            .after = delphi_ratings_column(study->ratings[1], i, 0),
                            .min_ratings = 5,
                            .quantile_type = study->protocol.quantile_type,
                            .high_low = 1,
                            .low_low = 1};
        delphi_value matched, changed;
        cr_assert_eq(delphi_pair_load(space, &pair), DELPHI_OK);
        delphi_pair_value(&measures[delphi_pair_measure_find("matched")], space, &matched);
        delphi_pair_value(&measures[delphi_pair_measure_find("changed")], space, &changed);
        cr_expect_eq(delphi_value_real(&matched), EXPERTS);
        found[claim_of(study->indicators[i].id)].unchanged = EXPERTS - (int)delphi_value_real(&changed);
    }
    delphi_pair_space_free(space);
    delphi_folder_free(open);
    delphi_problems_free(problems);
}

/* Every figure of every claim, in both rounds; `unit` of the study's scale are 1 of the raw file. */
static int expect_figures(double unit) {
    int unchanged = 0;
    for (size_t i = 0; i < CLAIMS; i++) {
        const expectation *e = &expected[i];
        for (int r = 0; r < 2; r++) {
            double sd = sqrt(e->squares[r] / (EXPERTS - 1));
            cr_expect_eq(found[i].n[r], EXPERTS);
            cr_expect_float_eq(found[i].mean[r] / unit, e->mean[r], 1e-12 * e->mean[r], "%s", e->id);
            cr_expect_eq(found[i].median[r] / unit, e->median[r], "%s", e->id);
            cr_expect_float_eq(found[i].spread[0][r] / unit, sd, 1e-12 * sd, "%s", e->id);
        }
        cr_expect_eq(found[i].unchanged, e->unchanged, "%s", e->id);
        unchanged += found[i].unchanged;
    }
    return unchanged;
}

/* Chances of 0 to 1, the second round's. */
static void expect_published(double unit) {
    for (size_t i = 0; i < CLAIMS; i++) {
        const expectation *e = &expected[i];
        cr_expect_float_eq(found[i].mean[1] / (100 * unit), e->published_mean, 1e-14, "%s", e->id);
        cr_expect_float_eq(found[i].median[1] / (100 * unit), e->published_median, 1e-14, "%s", e->id);
    }
}

/* None is 0.5. */
static int published_above_half(void) {
    int count = 0;
    for (size_t i = 0; i < CLAIMS; i++)
        count += expected[i].published_mean > 0.5;
    return count;
}

/* On how many claims the second round lies closer together, by one way to say how close that is. */
static int narrower(size_t spread) {
    int count = 0;
    for (size_t i = 0; i < CLAIMS; i++)
        count += found[i].spread[spread][1] < found[i].spread[spread][0];
    return count;
}

static cJSON *read_results(int round) {
    char name[40];
    snprintf(name, sizeof name, "round-%d/results.json", round);
    char *text = scratch_read(folder, name);
    cJSON *json = cJSON_Parse(text);
    cr_assert_not_null(json);
    free(text);
    return json;
}

/* results.json says of every claim what the library does. */
static void expect_stability(void) {
    cJSON *json = read_results(2);
    const cJSON *claim,
        *claims = cJSON_GetObjectItemCaseSensitive(cJSON_GetObjectItemCaseSensitive(json, "stability"), "indicators");
    cr_expect_eq(cJSON_GetArraySize(claims), CLAIMS);
    cJSON_ArrayForEach(claim, claims) {
        const cJSON *changed = cJSON_GetObjectItemCaseSensitive(claim->child, "changed");
        cr_assert_not_null(changed, "%s", claim->string);
        cr_expect_eq(changed->valueint, EXPERTS - found[claim_of(claim->string)].unchanged, "%s", claim->string);
    }
    cJSON_Delete(json);
}

static int decided(int round, const char *decision) {
    cJSON *json = read_results(round);
    const cJSON *all = cJSON_GetObjectItemCaseSensitive(json, "decisions");
    const cJSON *number = cJSON_GetObjectItemCaseSensitive(all, decision);
    cr_assert_not_null(number);
    int count = number->valueint;
    cJSON_Delete(json);
    return count;
}

/* Makes the study, lives both rounds, and reads all that the engine says; false where the data are absent. */
static bool live(const char *kind) {
    if (!make_study(kind))
        return false;
    read_expected();
    for (int round = 1; round <= 2; round++) {
        live_a_round(round);
        cr_assert_eq(read_tidy(round), 8 * CLAIMS);
    }
    count_unchanged();
    expect_stability();
    return true;
}

static void expect_narrower(const int *counts) {
    static const char *const names[SPREADS] = {"sd", "cv", "mean_abs_dev_median", "iqr", "ipr"};
    for (size_t i = 0; i < SPREADS; i++)
        cr_expect_eq(narrower(i), counts[i], "%s: %d", names[i], narrower(i));
}

Test(replicats, comprehension_is_unchanged_in_365_of_625) {
    if (!live("comprehension"))
        return;
    cr_expect_eq(expect_figures(1), 365);
    expect_narrower((const int[]){22, 23, 22, 11, 15});
    cr_expect_eq(decided(1, "keep"), 12);
    cr_expect_eq(decided(2, "keep"), 21);
    scratch_remove(folder);
}

/* "The spread", which is said to shrink on 18 of 25 claims, is the standard deviation: no other measure of it gives 18.
 * Rounding two estimates of 0.3 to whole points moves none of these counts, as the study in tenths shows. */
static void expect_best_estimates(const char *kind, double unit) {
    if (!live(kind))
        return;
    cr_expect_eq(expect_figures(unit), 250);
    expect_published(unit);
    expect_narrower((const int[]){18, 12, 17, 14, 16});
    cr_expect_eq(decided(1, "keep"), 17);
    cr_expect_eq(decided(1, "drop"), 8);
    cr_expect_eq(decided(2, "keep"), published_above_half());
    cr_expect_eq(decided(2, "drop"), CLAIMS - published_above_half());
    scratch_remove(folder);
}

Test(replicats, best_estimates_are_as_published_and_250_of_625_unchanged) {
    expect_best_estimates("best", 1);
}

Test(replicats, best_estimates_in_tenths_lose_nothing_and_say_the_same) {
    expect_best_estimates("tenths", 10);
}

/* An integer scale has no point for 0.3: the file is refused as a whole, and each place of it is told. */
Test(replicats, an_estimate_between_two_points_is_refused_with_its_place) {
    if (!make_study("best"))
        return;
    cr_assert_eq(command_run("\"$DELPHI\" open '%s' >/dev/null", folder), 0);
    char *before = scratch_read(folder, "round-1/ratings.csv");
    cr_expect_eq(command_run("\"$DELPHI\" ingest '%s' '%s/raw-1.csv' --map '%s/columns.csv' 2>'%s/said'", folder,
                             folder, folder, folder),
                 1);
    char *said = scratch_read(folder, "said"), *after = scratch_read(folder, "round-1/ratings.csv");
    cr_expect(strstr(said, "raw-1.csv:7:6: '0.3'") && strstr(said, "raw-1.csv:32:6: '0.3'"), "%s", said);
    cr_expect(before && after && strcmp(before, after) == 0);
    free(before);
    free(after);
    free(said);
    scratch_remove(folder);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A real survey export, taken in as it left the survey tool: the ENLIGHT consensus, round 1. The data are no part of
 * the project; where their folder (DELPHI_SHARED, else ../shared) is absent, these tests say so and pass. A script
 * counts the export's cells in its own way, and lays the authors' published shares beside them. */
#include <criterion/criterion.h>
#include <delphi/ingest.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "ingest/csv.h"

#define RECIPE "tests/oracle/enlight_study.py"
#define POINTS 7

static const char *shared_folder(void) {
    const char *given = getenv("DELPHI_SHARED");
    return given && *given ? given : "../shared";
}

typedef struct {
    char folder[64], export[512];
    delphi_study *study;
    delphi_problems *problems;
    bool *in_play;
} enlight;

static delphi_buffer file_in(const char *folder, const char *name, delphi_problems *problems) {
    delphi_buffer bytes = {0};
    char *path = folder ? base_path_join(folder, name) : strdup(name);
    cr_assert_eq(base_file_read(path, name, &bytes, NULL, problems), DELPHI_OK, "%s cannot be read", path);
    free(path);
    return bytes;
}

typedef delphi_status (*reader)(delphi_study *, const char *, const char *, size_t, delphi_problems *);

static void read_with(enlight *e, const char *name, reader read) {
    delphi_buffer bytes = file_in(e->folder, name, e->problems);
    delphi_status status = read(e->study, name, bytes.data, bytes.size, e->problems);
    const delphi_error *error = delphi_problems_get(e->problems, 0);
    cr_assert_eq(status, DELPHI_OK, "%s: %s", name, error ? error->message : "");
    delphi_buffer_free(&bytes);
}

static void make_folder(enlight *e) {
    char command[1200];
    strcpy(e->folder, "/tmp/enlight-XXXXXX");
    cr_assert_not_null(mkdtemp(e->folder));
    snprintf(command, sizeof command, "python3 %s '%s' '%s'", RECIPE, shared_folder(), e->folder);
    cr_assert_eq(system(command), 0, "the recipe failed");
}

/* false where the data are absent. */
static bool enlight_open(enlight *e) {
    memset(e, 0, sizeof *e);
    snprintf(e->export, sizeof e->export, "%s/data/enlight/round1-export.csv", shared_folder());
    if (access(e->export, R_OK) != 0 || access(RECIPE, R_OK) != 0) {
        fprintf(stderr, "skipped: %s or %s is not there\n", e->export, RECIPE);
        cr_skip();
        return false;
    }
    make_folder(e);
    e->study = delphi_study_new();
    e->problems = delphi_problems_new();
    read_with(e, "study.json", delphi_read_protocol);
    read_with(e, "indicators.csv", delphi_read_indicators);
    read_with(e, "panel.csv", delphi_read_panel);
    e->in_play = calloc(e->study->indicator_count, sizeof *e->in_play);
    memset(e->in_play, true, e->study->indicator_count);
    return true;
}

static void enlight_close(enlight *e) {
    static const char *const names[] = {"study.json", "indicators.csv", "panel.csv", "columns.csv", "expected.csv"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *path = base_path_join(e->folder, names[i]);
        unlink(path);
        free(path);
    }
    rmdir(e->folder);
    free(e->in_play);
    delphi_problems_free(e->problems);
    delphi_study_free(e->study);
}

static delphi_status take_export(enlight *e, delphi_intake *intake) {
    delphi_buffer bytes = file_in(NULL, e->export, e->problems);
    delphi_status status = delphi_intake_add(intake, "round1-export.csv", bytes.data, bytes.size, 0, e->problems);
    delphi_buffer_free(&bytes);
    return status;
}

static delphi_intake *intake_with_map(enlight *e, const char *map, size_t size) {
    delphi_intake *intake = delphi_intake_new(e->study, 1, e->in_play, NULL, NULL);
    cr_assert_not_null(intake);
    cr_assert_eq(delphi_intake_map(intake, "columns.csv", map, size, e->problems), DELPHI_OK);
    return intake;
}

/* indicator, keep, drop, included, excluded, unknown, n1 to n7, cannot_judge, missing */
enum { KEEP = 1, DROP, INCLUDED, EXCLUDED, UNKNOWN, COUNTS, FIELDS = COUNTS + POINTS + 2 };

typedef struct {
    enlight *e;
    const delphi_ratings *ratings;
    size_t items, kept, kept_at_half, dropped, unknown_to_many, answers;
} comparison;

static double number_of(const ingest_row *row, size_t field) {
    char text[64] = "";
    cr_assert_lt(row->fields[field].size, sizeof text);
    memcpy(text, row->fields[field].text, row->fields[field].size);
    return strtod(text, NULL);
}

static void count_column(const delphi_ratings *ratings, size_t indicator, size_t counts[POINTS + 2]) {
    const delphi_rating *column = delphi_ratings_column(ratings, indicator, 0);
    for (size_t i = 0; i < ratings->experts; i++)
        counts[column[i] == DELPHI_MISSING        ? POINTS + 1
               : column[i] == DELPHI_CANNOT_JUDGE ? POINTS
                                                  : (size_t)column[i] - 1]++;
}

/* The rules of the protocol, by hand: blanks are not in the denominator, "don't know" is. */
static void compare_decision(comparison *c, const ingest_row *row, const size_t counts[POINTS + 2]) {
    size_t answered = c->ratings->experts - counts[POINTS + 1];
    size_t high = counts[4] + counts[5] + counts[6], low = counts[0] + counts[1] + counts[2];
    const char *id = c->e->study->indicators[c->items].id;
    double n = (double)answered;
    cr_expect(fabs((double)high / n - number_of(row, INCLUDED)) < 1e-12, "%s: share of 5 to 7", id);
    cr_expect(fabs((double)(low + counts[POINTS]) / n - number_of(row, EXCLUDED)) < 1e-12, "%s: share of 1 to 3", id);
    cr_expect(fabs((double)counts[POINTS] / n - number_of(row, UNKNOWN)) < 1e-12, "%s: share unknown", id);
    bool keep = 4 * high >= 3 * answered, drop = 4 * (low + counts[POINTS]) >= 3 * answered;
    cr_expect_eq(keep, row->fields[KEEP].text[0] == 'y', "%s: keep", id);
    cr_expect_eq(drop, row->fields[DROP].text[0] == 'y', "%s: drop", id);
    c->kept += keep;
    c->dropped += drop;
    c->kept_at_half += 2 * high >= answered;
    c->unknown_to_many += 5 * counts[POINTS] >= answered;
}

static bool compare_row(void *context, const ingest_row *row) {
    comparison *c = context;
    size_t counts[POINTS + 2] = {0};
    cr_assert_eq(row->count, FIELDS);
    if (row->fields[0].size == strlen("indicator") && memcmp(row->fields[0].text, "indicator", 9) == 0)
        return true;
    count_column(c->ratings, c->items, counts);
    for (size_t k = 0; k < POINTS + 2; k++)
        cr_expect_eq(counts[k], (size_t)number_of(row, COUNTS + k), "item %zu, answer %zu", c->items + 1, k + 1);
    c->answers += c->ratings->experts - counts[POINTS + 1];
    compare_decision(c, row, counts);
    c->items++;
    return true;
}

static comparison compare(enlight *e, const delphi_ratings *ratings) {
    comparison c = {.e = e, .ratings = ratings};
    delphi_buffer expected = file_in(e->folder, "expected.csv", e->problems);
    cr_expect_eq(ingest_csv_rows("expected.csv", expected.data, expected.size, ',', compare_row, &c, e->problems),
                 DELPHI_OK);
    delphi_buffer_free(&expected);
    return c;
}

Test(intake_enlight, comes_in_as_it_was_published) {
    enlight e;
    if (!enlight_open(&e))
        return;
    delphi_buffer map = file_in(e.folder, "columns.csv", e.problems);
    delphi_intake *intake = intake_with_map(&e, map.data, map.size);
    delphi_status status = take_export(&e, intake);
    const delphi_error *error = delphi_problems_get(e.problems, 0);
    cr_assert_eq(status, DELPHI_OK, "%s", error ? error->message : "");
    delphi_ratings *ratings = delphi_intake_ratings(intake);
    cr_assert_not_null(ratings);
    comparison c = compare(&e, ratings);
    delphi_intake_counts counts = delphi_intake_count(intake);
    cr_expect_eq(c.items, 61);
    cr_expect_eq(c.kept, 24);
    cr_expect_eq(c.dropped, 0);
    cr_expect_eq(c.kept_at_half, 42);
    cr_expect_eq(c.unknown_to_many, 18);
    cr_expect_eq(counts.experts, 65);
    cr_expect_eq(counts.rows, 65);
    cr_expect_eq(counts.ratings + counts.cannot_judge, c.answers);
    cr_expect_gt(c.answers, 3900);
    cr_expect_eq(delphi_problems_kept(e.problems), 0);
    delphi_ratings_free(ratings);
    delphi_intake_free(intake);
    delphi_buffer_free(&map);
    enlight_close(&e);
}

static const char map_of_experts[] = "column,field,indicator,criterion\nUnique Response Number,expert,,\n";

/* The headings of the tool that made the export (`11.1. Illuminance`) say which item is meant. */
Test(intake_enlight, every_item_maps_itself) {
    enlight e;
    if (!enlight_open(&e))
        return;
    delphi_intake *intake = intake_with_map(&e, map_of_experts, sizeof map_of_experts - 1);
    cr_assert_eq(take_export(&e, intake), DELPHI_OK);
    delphi_ratings *ratings = delphi_intake_ratings(intake);
    comparison c = compare(&e, ratings);
    cr_expect_eq(c.items, 61);
    cr_expect_eq(c.kept, 24);
    cr_expect_eq(delphi_problems_errors(e.problems), 0);
    delphi_ratings_free(ratings);
    delphi_intake_free(intake);
    enlight_close(&e);
}

/* Read as a table of no particular tool, with the experts and nothing else mapped, no rating column may be left out
 * unseen. */
Test(intake_enlight, no_item_is_left_out_unseen) {
    enlight e;
    if (!enlight_open(&e))
        return;
    delphi_intake *intake = intake_with_map(&e, map_of_experts, sizeof map_of_experts - 1);
    cr_assert_eq(delphi_intake_set(intake, &(delphi_intake_settings){.format = "generic"}, e.problems), DELPHI_OK);
    cr_expect_eq(take_export(&e, intake), DELPHI_ERR_INPUT);
    size_t lost = 0;
    for (size_t i = 0; i < delphi_problems_kept(e.problems); i++)
        lost += strstr(delphi_problems_get(e.problems, i)->message, "would be lost") != NULL;
    cr_expect_eq(lost, 61, "%zu columns were refused", lost);
    cr_expect_eq(delphi_problems_errors(e.problems), 61);
    delphi_intake_free(intake);
    enlight_close(&e);
}

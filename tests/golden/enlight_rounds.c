/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rounds 1, 2 and 4 of ENLIGHT from the survey's own workbooks (Spitschan et al. 2023, EBioMedicine 98:104889), known
 * by their marks as exports of Jisc Online Surveys. The data are no part of the project; where their folder
 * (DELPHI_SHARED, else ../shared) is absent these tests say so and pass. */
#include <criterion/criterion.h>

#include <cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[] = "/tmp/enlight-XXXXXX";

static const char *shared_folder(void) {
    const char *given = getenv("DELPHI_SHARED");
    return given && *given ? given : "../shared";
}

static int run(const char *format, ...) __attribute__((format(printf, 1, 2)));
static int run(const char *format, ...) {
    char command[2000];
    va_list args;
    va_start(args, format);
    vsnprintf(command, sizeof command, format, args);
    va_end(args);
    return system(command);
}

/* Makes the study and takes the workbook in, its summary and loss report kept; false where the data are absent. */
static bool take_workbook(int round) {
    char export[600];
    snprintf(export, sizeof export, "%s/data/enlight/round%d-export.xlsx", shared_folder(), round);
    if (access(export, R_OK) != 0) {
        fprintf(stderr, "skipped: %s is not here\n", export);
        return false;
    }
    cr_assert_not_null(mkdtemp(folder));
    if (round == 1)
        cr_assert_eq(run("python3 tests/oracle/enlight_study.py '%s' '%s'", shared_folder(), folder), 0);
    else
        cr_assert_eq(run("python3 tests/oracle/enlight_rounds.py '%s' %d '%s'", shared_folder(), round, folder), 0);
    cr_assert_eq(run("\"$DELPHI\" open '%s' >/dev/null", folder), 0);
    cr_assert_eq(run("\"$DELPHI\" ingest '%s' '%s' --map '%s/columns.csv' --loss-report '%s/loss.csv' >'%s/said' "
                     "2>/dev/null",
                     folder, export, folder, folder, folder),
                 0);
    return true;
}

static const char *read_text(const char *name) {
    static char text[4000000];
    char path[100];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "r");
    cr_assert_not_null(file, "%s", path);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    return text;
}

static void expect_said(const char *columns, const char *rows) {
    const char *said = read_text("said");
    cr_expect_not_null(strstr(said, "Jisc Online Surveys (by: Unique Response Number)"), "%s", said);
    cr_expect_not_null(strstr(said, columns), "%s", said);
    cr_expect_not_null(strstr(said, rows), "%s", said);
}

static size_t lines_with(const char *text, const char *part) {
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, part)); at++)
        count++;
    return count;
}

static void expect_loss(size_t columns, size_t rows) {
    const char *loss = read_text("loss.csv");
    cr_expect_eq(lines_with(loss, ".xlsx,column,"), columns);
    cr_expect_eq(lines_with(loss, ".xlsx,row,"), rows);
}

static const cJSON *at(const cJSON *object, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

static const cJSON *indicator_of(const cJSON *results, const char *id) {
    const cJSON *indicator;
    cJSON_ArrayForEach(indicator, at(results, "indicators")) {
        if (strcmp(at(indicator, "id")->valuestring, id) == 0)
            return indicator;
    }
    return NULL;
}

/* indicator,criterion,yes,answers: as the script counted them in the workbook. */
static size_t expect_counts(const cJSON *results) {
    char path[100], line[200], id[32], criterion[32];
    int yes, answers;
    size_t lines = 0;
    snprintf(path, sizeof path, "%s/expected.csv", folder);
    FILE *expected = fopen(path, "r");
    cr_assert(expected && fgets(line, sizeof line, expected));
    for (; fgets(line, sizeof line, expected); lines++) {
        cr_assert_eq(sscanf(line, "%31[^,],%31[^,],%d,%d", id, criterion, &yes, &answers), 4);
        const cJSON *cell = at(at(indicator_of(results, id), "criteria"), criterion);
        cr_assert_not_null(cell, "%s %s", id, criterion);
        cr_expect_eq(cJSON_GetArrayItem(at(cell, "counts"), 1)->valueint, yes, "%s %s", id, criterion);
        cr_expect_eq(at(cell, "n")->valueint, answers, "%s %s: %d answers", id, criterion, at(cell, "n")->valueint);
    }
    fclose(expected);
    return lines;
}

static cJSON *close_round(void) {
    cr_assert_eq(run("\"$DELPHI\" close '%s' >/dev/null", folder), 0);
    cJSON *results = cJSON_Parse(read_text("round-1/results.json"));
    cr_assert_not_null(results);
    return results;
}

Test(enlight_rounds, round_1_is_the_same_from_the_workbook_and_from_the_text) {
    if (!take_workbook(1))
        return;
    cr_expect_eq(
        run("cp '%s/round-1/ratings.csv' '%s/from-xlsx' && rm -r '%s/round-1' '%s/ledger.jsonl' '%s/ledger.sha256'",
            folder, folder, folder, folder, folder),
        0);
    cr_assert_eq(run("\"$DELPHI\" open '%s' >/dev/null", folder), 0);
    cr_assert_eq(run("\"$DELPHI\" ingest '%s' '%s/data/enlight/round1-export.csv' --map '%s/columns.csv' >/dev/null",
                     folder, shared_folder(), folder),
                 0);
    cr_expect_eq(run("cmp '%s/round-1/ratings.csv' '%s/from-xlsx'", folder, folder), 0);
    expect_said("116 columns: 1 expert, 61 rating", "66 rows: 1 heading, 65 read\n");
    expect_loss(116, 66);
    run("rm -rf '%s'", folder);
}

/* The headings map themselves: `2.1. Name` is the item's name behind its number. */
Test(enlight_rounds, round_4_keeps_ten_of_24_at_three_quarters_yes) {
    if (!take_workbook(4))
        return;
    expect_said("36 columns: 1 expert, 24 rating, 1 ignored by the map, 7 empty, 3 without ratings",
                "61 rows: 1 heading, 60 read\n");
    expect_loss(36, 61);
    cJSON *results = close_round();
    cr_expect_eq(at(at(results, "decisions"), "keep")->valueint, 10);
    cr_expect_eq(at(at(results, "decisions"), "no_consensus")->valueint, 14);
    cr_expect_eq(expect_counts(results), 24);
    cJSON_Delete(results);
    run("rm -rf '%s'", folder);
}

/* Places to report an item, several in a cell, and boxes for what may be added. */
Test(enlight_rounds, round_2_comes_in_as_votes) {
    if (!take_workbook(2))
        return;
    expect_said("64 columns: 1 expert, 23 tick, 25 choices, 15 not in the map", "64 rows: 1 heading, 63 read\n");
    expect_loss(64, 64);
    cJSON *results = close_round();
    cr_expect_eq(expect_counts(results), 3 * 25 + 23);
    cJSON_Delete(results);
    run("rm -rf '%s'", folder);
}

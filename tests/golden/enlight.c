/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ENLIGHT round 1 from its export to its decisions, by the command alone, beside the authors' own table (Spitschan et
 * al. 2023, EBioMedicine 98:104889). The data are no part of the project; where their folder (DELPHI_SHARED, else
 * ../shared) is absent these tests say so and pass. */
#include "../kit/command.h"

#include <cJSON.h>
#include <math.h>
#include <string.h>

static char folder[] = "/tmp/enlight-XXXXXX";

/* Makes the study, takes the export in and closes the round; false where the data are absent. */
static bool close_round(const char *keep) {
    char export[600];
    if (!command_has_shared("data/enlight/round1-export.csv"))
        return false;
    snprintf(export, sizeof export, "%s/data/enlight/round1-export.csv", command_shared_folder());
    cr_assert_not_null(mkdtemp(folder));
    cr_assert_eq(command_run("python3 tests/oracle/enlight_study.py '%s' '%s'", command_shared_folder(), folder), 0);
    cr_assert_eq(command_run("sed -i 's/share(5..7) >= 75%%/%s/' '%s/study.json'", keep, folder), 0);
    cr_assert_eq(command_run("\"$DELPHI\" open '%s' >/dev/null", folder), 0);
    cr_assert_eq(command_run("\"$DELPHI\" ingest '%s' '%s' --map '%s/columns.csv' >/dev/null", folder, export, folder),
                 0);
    cr_assert_eq(command_run("\"$DELPHI\" close '%s' >/dev/null", folder), 0);
    return true;
}

static cJSON *read_results(void) {
    char path[100];
    static char text[4000000];
    snprintf(path, sizeof path, "%s/round-1/results.json", folder);
    FILE *file = fopen(path, "r");
    cr_assert_not_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    cJSON *json = cJSON_Parse(text);
    cr_assert_not_null(json);
    return json;
}

static const cJSON *at(const cJSON *object, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

static int decided(const cJSON *json, const char *decision) {
    return at(at(json, "decisions"), decision)->valueint;
}

/* One line of the script's expected.csv: indicator,keep,drop,included,excluded,unknown,... */
static void expect_line(const cJSON *json, char *line, int *unknown_to_many) {
    char id[32], keep[8], drop[8];
    double included, excluded, unknown;
    cr_assert_eq(sscanf(line, "%31[^,],%7[^,],%7[^,],%lf,%lf,%lf", id, keep, drop, &included, &excluded, &unknown), 6);
    const cJSON *indicator, *found = NULL;
    cJSON_ArrayForEach(indicator, at(json, "indicators")) {
        if (strcmp(at(indicator, "id")->valuestring, id) == 0)
            found = indicator;
    }
    cr_assert_not_null(found, "%s", id);
    cr_expect_eq(strcmp(at(found, "decision")->valuestring, "keep") == 0, strcmp(keep, "yes") == 0, "%s", id);
    const cJSON *cell = at(found, "criteria")->child, *counts = at(cell, "counts");
    double base = at(cell, "base")->valuedouble, share[2] = {0, at(cell, "cannot_judge")->valuedouble};
    for (int point = 1; point <= 7; point++) {
        share[0] += point >= 5 ? cJSON_GetArrayItem(counts, point - 1)->valuedouble : 0;
        share[1] += point <= 3 ? cJSON_GetArrayItem(counts, point - 1)->valuedouble : 0;
    }
    cr_expect_lt(fabs(share[0] / base - included), 1e-12, "%s: %g published %g", id, share[0] / base, included);
    cr_expect_lt(fabs(share[1] / base - excluded), 1e-12, "%s: %g published %g", id, share[1] / base, excluded);
    cr_expect_lt(fabs(at(cell, "cannot_judge")->valuedouble / base - unknown), 1e-12, "%s", id);
    *unknown_to_many += 5 * at(cell, "cannot_judge")->valueint >= at(cell, "base")->valueint;
}

Test(enlight, round_1_comes_out_as_published) {
    if (!close_round("share(5..7) >= 75%"))
        return;
    cJSON *json = read_results();
    cr_expect_eq(decided(json, "keep"), 24);
    cr_expect_eq(decided(json, "drop"), 0);
    cr_expect_eq(decided(json, "no_consensus"), 37);
    char path[100], line[400];
    int lines = 0, unknown_to_many = 0;
    snprintf(path, sizeof path, "%s/expected.csv", folder);
    FILE *expected = fopen(path, "r");
    cr_assert(expected && fgets(line, sizeof line, expected));
    for (; fgets(line, sizeof line, expected); lines++)
        expect_line(json, line, &unknown_to_many);
    fclose(expected);
    cr_expect_eq(lines, 61);
    cr_expect_eq(unknown_to_many, 18);
    cJSON_Delete(json);
    command_run("rm -rf '%s'", folder);
}

Test(enlight, at_half_42_are_kept) {
    if (!close_round("share(5..7) >= 50%"))
        return;
    cJSON *json = read_results();
    cr_expect_eq(decided(json, "keep"), 42);
    cJSON_Delete(json);
    command_run("rm -rf '%s'", folder);
}

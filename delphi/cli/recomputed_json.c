/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What recomputing came to as JSON: nothing in it tells of the part, so that merged parts are the bytes of the whole.
 */
#include "cli/json.h"
#include "cli/parts.h"
#include "cli/recomputed.h"

#include <stdlib.h>
#include <string.h>

#define FORMAT "delphi-recomputation/1"
#define WRITER "delphi recompute --json"

/* ---- writing ---- */

static void put_number(cJSON *object, const char *key, size_t number, bool *good) {
    *good = *good && cJSON_AddNumberToObject(object, key, (double)number);
}

static void put_truth(cJSON *object, const char *key, bool truth, bool *good) {
    *good = *good && cJSON_AddBoolToObject(object, key, truth);
}

static void put_text(cJSON *object, const char *key, const char *text, bool *good) {
    *good = *good && cJSON_AddStringToObject(object, key, text);
}

static cJSON *put_array(cJSON *object, const char *key, bool *good) {
    cJSON *array = *good ? cJSON_AddArrayToObject(object, key) : NULL;
    *good = array != NULL;
    return array;
}

static cJSON *put_object(cJSON *array, bool *good) {
    cJSON *item = *good ? cJSON_CreateObject() : NULL;
    *good = item && cJSON_AddItemToArray(array, item);
    return item;
}

static void put_study(cJSON *array, const cli_recomputed *study, bool *good) {
    cJSON *item = put_object(array, good);
    put_number(item, "place", study->place, good);
    put_text(item, "study", study->study, good);
    put_number(item, "status", study->status, good);
    put_truth(item, "computed", study->computed, good);
    put_number(item, "reopened", (size_t)study->reopened, good);
    cJSON *rounds = put_array(item, "rounds", good);
    for (size_t i = 0; *good && i < study->round_count; i++) {
        const cli_recomputed_round *round = &study->rounds[i];
        cJSON *row = put_object(rounds, good);
        put_number(row, "round", (size_t)round->round, good);
        put_truth(row, "same", round->same_bytes, good);
        put_truth(row, "only_engine", round->only_engine, good);
        put_number(row, "moved", round->moved, good);
        put_text(row, "details", round->details, good);
    }
    cJSON *problems = put_array(item, "problems", good);
    for (size_t i = 0; *good && i < study->problem_count; i++) {
        cJSON *row = put_object(problems, good);
        put_truth(row, "notice", study->problems[i].severity == DELPHI_NOTICE, good);
        put_text(row, "text", study->problems[i].text, good);
    }
    put_number(item, "more", study->more, good);
}

delphi_status cli_recomputation_print_json(const cli_recomputation *run) {
    cJSON *root = cJSON_CreateObject();
    bool good = root != NULL;
    put_text(root, "format", FORMAT, &good);
    put_text(root, "engine", delphi_version(), &good);
    put_truth(root, "check", run->check, &good);
    put_number(root, "total", run->total, &good);
    cJSON *studies = put_array(root, "studies", &good);
    for (size_t i = 0; good && i < run->count; i++)
        put_study(studies, &run->studies[i], &good);
    return cli_print_json(root, good);
}

/* ---- reading ---- */

/* Whatever memory runs out in between is freed with the study. */
static bool read_rounds(const cJSON *array, cli_recomputed *out, bool *sound) {
    const cJSON *item;
    *sound = *sound && cJSON_IsArray(array);
    out->rounds = calloc((size_t)cJSON_GetArraySize(array) + 1, sizeof *out->rounds);
    cJSON_ArrayForEach(item, array) {
        char *details = out->rounds ? strdup(cli_part_text(item, "details", sound)) : NULL;
        if (!details)
            return false;
        out->rounds[out->round_count++] = (cli_recomputed_round){
            (int)cli_part_whole(item, "round", sound), cli_part_truth(item, "same", sound),
            cli_part_truth(item, "only_engine", sound), (size_t)cli_part_whole(item, "moved", sound), details};
    }
    return out->rounds != NULL;
}

static bool read_problems(const cJSON *array, cli_recomputed *out, bool *sound) {
    const cJSON *item;
    *sound = *sound && cJSON_IsArray(array);
    out->problems = calloc((size_t)cJSON_GetArraySize(array) + 1, sizeof *out->problems);
    cJSON_ArrayForEach(item, array) {
        char *text = out->problems ? strdup(cli_part_text(item, "text", sound)) : NULL;
        if (!text)
            return false;
        out->problems[out->problem_count++] =
            (cli_recomputed_problem){cli_part_truth(item, "notice", sound) ? DELPHI_NOTICE : DELPHI_ERROR, text};
    }
    return out->problems != NULL;
}

static bool read_study(const cJSON *item, cli_recomputed *out, bool *sound) {
    *out = (cli_recomputed){.study = strdup(cli_part_text(item, "study", sound)),
                            .place = (size_t)cli_part_whole(item, "place", sound),
                            .status = (delphi_status)cli_part_whole(item, "status", sound),
                            .computed = cli_part_truth(item, "computed", sound),
                            .reopened = (int)cli_part_whole(item, "reopened", sound),
                            .more = (size_t)cli_part_whole(item, "more", sound)};
    *sound = *sound && out->status < DELPHI_STATUS_COUNT && out->place > 0;
    return read_rounds(cJSON_GetObjectItemCaseSensitive(item, "rounds"), out, sound) &&
           read_problems(cJSON_GetObjectItemCaseSensitive(item, "problems"), out, sound) && out->study;
}

static delphi_status add_studies(cli_recomputation *run, const cJSON *root, const char *path) {
    const cJSON *studies = cJSON_GetObjectItemCaseSensitive(root, "studies"), *item;
    bool sound = cJSON_IsArray(studies), first = run->total == 0;
    size_t total = (size_t)cli_part_whole(root, "total", &sound), count = (size_t)cJSON_GetArraySize(studies);
    bool check = cli_part_truth(root, "check", &sound);
    if (sound && (strcmp(cli_part_text(root, "engine", &sound), delphi_version()) != 0 ||
                  (!first && (total != run->total || check != run->check))))
        return cli_error(DELPHI_ERR_INPUT,
                         "%s: this part is of another list of studies, of another engine, or was "
                         "made with --check where the others were not",
                         path);
    run->total = total;
    run->check = check;
    cli_recomputed *all = realloc(run->studies, (run->count + count + 1) * sizeof *all);
    if (!all)
        return DELPHI_ERR_MEMORY;
    run->studies = all;
    cJSON_ArrayForEach(item, studies) {
        if (!read_study(item, &run->studies[run->count++], &sound))
            return DELPHI_ERR_MEMORY;
    }
    return sound ? DELPHI_OK : cli_error(DELPHI_ERR_INPUT, "%s: this is not what '" WRITER "' writes", path);
}

delphi_status cli_recomputation_add(cli_recomputation *run, const char *path) {
    cJSON *root = NULL;
    delphi_status status = cli_read_part(path, FORMAT, WRITER, &root);
    if (status == DELPHI_OK)
        status = add_studies(run, root, path);
    cJSON_Delete(root);
    return status;
}

static int compare_places(const void *a, const void *b) {
    size_t x = ((const cli_recomputed *)a)->place, y = ((const cli_recomputed *)b)->place;
    return (x > y) - (x < y);
}

delphi_status cli_recomputation_complete(cli_recomputation *run) {
    if (run->count)
        qsort(run->studies, run->count, sizeof *run->studies, compare_places);
    for (size_t i = 0; i < run->count; i++) {
        if (run->studies[i].place > i + 1)
            break;
        if (run->studies[i].place < i + 1)
            return cli_error(DELPHI_ERR_INPUT, "recompute: --merge: '%s' is in two parts: give each part once",
                             run->studies[i].study);
        if (i + 1 == run->total)
            return run->count == run->total
                       ? DELPHI_OK
                       : cli_error(DELPHI_ERR_INPUT, "recompute: --merge: '%s' is in two parts: give each part once",
                                   run->studies[i + 1].study);
    }
    return run->total == 0 ? DELPHI_OK
                           : cli_error(DELPHI_ERR_INPUT,
                                       "recompute: --merge: %zu of %zu studies are in these parts: some are missing",
                                       run->count, run->total);
}

void cli_recomputation_free(cli_recomputation *run) {
    for (size_t i = 0; i < run->count; i++)
        cli_recomputed_free(&run->studies[i]);
    free(run->studies);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Simulations as JSON: counts and nothing else, so that parts add up to the very bytes of the whole. */
#include <stdlib.h>
#include <string.h>

#include "cli/json.h"
#include "cli/parts.h"
#include "cli/simulate.h"

#define FORMAT "delphi-simulation/1"
#define WRITER "delphi simulate --json"

/* Of the model, as they stand in its own object. */
static const char *const number_names[] = {"leniency", "wobble", "conformity", "attrition"};

static double *model_number(delphi_opinion_model *model, size_t i) {
    double *const numbers[] = {&model->leniency, &model->wobble, &model->conformity, &model->attrition};
    return numbers[i];
}
#define NUMBER_COUNT (sizeof number_names / sizeof *number_names)

static const char *const kinds[DELPHI_SIMULATED_COUNT] = {"kept_rightly", "dropped_rightly", "kept_wrongly",
                                                          "dropped_wrongly", "open"};

/* ---- writing ---- */

static void put(cJSON *object, const char *key, double number, bool *good) {
    *good = *good && cJSON_AddNumberToObject(object, key, number);
}

static void put_text(cJSON *object, const char *key, const char *text, bool *good) {
    *good = *good && cJSON_AddStringToObject(object, key, text);
}

static cJSON *put_item(cJSON *array, bool *good) {
    cJSON *item = *good ? cJSON_CreateObject() : NULL;
    *good = item && cJSON_AddItemToArray(array, item);
    return item;
}

static void put_indicator(cJSON *array, const delphi_study *study, const delphi_simulated *i, bool *good) {
    cJSON *item = put_item(array, good);
    if (!*good)
        return;
    put_text(item, "id", study->indicators[i->indicator].id, good);
    put_text(item, "should", delphi_decision_name(i->should), good);
    for (delphi_decision d = 0; d < DELPHI_DECISION_COUNT; d++)
        put(item, delphi_decision_name(d), (double)i->decided[d], good);
    put(item, "rounds", (double)i->rounds, good);
    put(item, "near_median", (double)i->near, good);
    put(item, "ratings", (double)i->ratings, good);
}

static void put_size(cJSON *array, const delphi_study *study, const delphi_simulation *s, bool *good) {
    cJSON *item = put_item(array, good);
    if (!*good)
        return;
    put(item, "experts", (double)s->experts, good);
    put(item, "should_keep", (double)s->should_keep, good);
    put(item, "should_drop", (double)s->should_drop, good);
    put(item, "all_right", (double)s->all_right, good);
    for (size_t k = 0; k < DELPHI_SIMULATED_COUNT; k++) {
        cJSON *count = *good ? cJSON_AddObjectToObject(item, kinds[k]) : NULL;
        *good = count != NULL;
        put(count, "sum", (double)s->counts[k].sum, good);
        put(count, "squares", (double)s->counts[k].squares, good);
    }
    cJSON *indicators = *good ? cJSON_AddArrayToObject(item, "indicators") : NULL;
    *good = indicators != NULL;
    for (size_t i = 0; *good && i < s->indicator_count; i++)
        put_indicator(indicators, study, &s->indicators[i], good);
}

static void put_model(cJSON *root, const cli_simulations *all, bool *good) {
    delphi_opinion_model numbers = all->model;
    cJSON *model = *good ? cJSON_AddObjectToObject(root, "model") : NULL;
    *good = model != NULL;
    put(model, "pilot", all->pilot, good);
    *good = *good && cJSON_AddBoolToObject(model, "beliefs_file", all->beliefs_file);
    put_text(model, "beliefs", all->beliefs, good);
    for (size_t i = 0; i < NUMBER_COUNT; i++)
        put(model, number_names[i], *model_number(&numbers, i), good);
}

delphi_status cli_simulate_print_json(const cli_simulations *all) {
    cJSON *root = cJSON_CreateObject();
    bool good = root != NULL;
    put_text(root, "format", FORMAT, &good);
    put_text(root, "engine", delphi_version(), &good);
    put_text(root, "study", all->study->protocol.id, &good);
    put_text(root, "protocol_sha256", all->study->protocol.sha256, &good);
    put_model(root, all, &good);
    put(root, "seed", (double)all->seed, &good);
    put(root, "replicates", all->replicates, &good);
    put(root, "from", all->sizes[0]->from, &good);
    put(root, "to", all->sizes[0]->to, &good);
    cJSON *sizes = good ? cJSON_AddArrayToObject(root, "sizes") : NULL;
    good = sizes != NULL;
    for (size_t i = 0; good && i < all->count; i++)
        put_size(sizes, all->study, all->sizes[i], &good);
    return cli_print_json(root, good);
}

/* ---- reading ---- */

static void read_indicator(const cJSON *from, const delphi_study *study, delphi_simulated *out, bool *sound) {
    out->indicator = delphi_study_indicator(study, cli_part_text(from, "id", sound));
    *sound = *sound && out->indicator != DELPHI_NONE &&
             delphi_decision_read(cli_part_text(from, "should", sound), &out->should);
    for (delphi_decision d = 0; d < DELPHI_DECISION_COUNT; d++)
        out->decided[d] = cli_part_whole(from, delphi_decision_name(d), sound);
    out->rounds = cli_part_whole(from, "rounds", sound);
    out->near = cli_part_whole(from, "near_median", sound);
    out->ratings = cli_part_whole(from, "ratings", sound);
}

static delphi_simulation *read_size(const cJSON *root, const cJSON *from, const delphi_study *study, bool *sound) {
    const cJSON *indicators = cJSON_GetObjectItemCaseSensitive(from, "indicators"), *item;
    delphi_simulation *s = calloc(1, sizeof *s);
    if (!s)
        return NULL;
    s->indicators = calloc((size_t)cJSON_GetArraySize(indicators) + 1, sizeof *s->indicators);
    s->from = (uint32_t)cli_part_whole(root, "from", sound);
    s->to = (uint32_t)cli_part_whole(root, "to", sound);
    s->experts = (size_t)cli_part_whole(from, "experts", sound);
    s->should_keep = (size_t)cli_part_whole(from, "should_keep", sound);
    s->should_drop = (size_t)cli_part_whole(from, "should_drop", sound);
    s->all_right = cli_part_whole(from, "all_right", sound);
    for (size_t k = 0; k < DELPHI_SIMULATED_COUNT; k++) {
        const cJSON *count = cJSON_GetObjectItemCaseSensitive(from, kinds[k]);
        s->counts[k] =
            (delphi_simulated_count){cli_part_whole(count, "sum", sound), cli_part_whole(count, "squares", sound)};
    }
    if (s->indicators) {
        cJSON_ArrayForEach(item, indicators) {
            read_indicator(item, study, &s->indicators[s->indicator_count++], sound);
        }
    }
    if (s->indicators)
        return s;
    delphi_simulation_free(s);
    return NULL;
}

/* ---- parts ---- */

typedef struct {
    cli_simulations found;
    const char *path;
} part;

static void free_sizes(cli_simulations *all) {
    for (size_t i = 0; i < all->count; i++)
        delphi_simulation_free(all->sizes[i]);
    free(all->sizes);
    *all = (cli_simulations){0};
}

static void read_model(const cJSON *root, cli_simulations *out, bool *sound) {
    const cJSON *model = cJSON_GetObjectItemCaseSensitive(root, "model");
    out->seed = cli_part_whole(root, "seed", sound);
    out->replicates = (uint32_t)cli_part_whole(root, "replicates", sound);
    out->pilot = (int)cli_part_whole(model, "pilot", sound);
    out->beliefs_file = cli_part_truth(model, "beliefs_file", sound);
    snprintf(out->beliefs, sizeof out->beliefs, "%s", cli_part_text(model, "beliefs", sound));
    for (size_t i = 0; i < NUMBER_COUNT; i++) {
        const cJSON *number = cJSON_GetObjectItemCaseSensitive(model, number_names[i]);
        *sound = *sound && cJSON_IsNumber(number);
        *model_number(&out->model, i) = cJSON_IsNumber(number) ? number->valuedouble : 0;
    }
}

static bool same_model(const cli_simulations *a, const cli_simulations *b) {
    delphi_opinion_model x = a->model, y = b->model;
    bool same = a->seed == b->seed && a->replicates == b->replicates && a->pilot == b->pilot &&
                a->beliefs_file == b->beliefs_file && strcmp(a->beliefs, b->beliefs) == 0 && a->count == b->count;
    for (size_t i = 0; same && i < NUMBER_COUNT; i++)
        same = memcmp(model_number(&x, i), model_number(&y, i), sizeof(double)) == 0;
    for (size_t i = 0; same && i < a->count; i++)
        same = a->sizes[i]->experts == b->sizes[i]->experts;
    return same;
}

static delphi_status read_part(const delphi_study *study, const char *path, cli_simulations *out) {
    cJSON *root = NULL;
    delphi_status status = cli_read_part(path, FORMAT, WRITER, &root);
    if (status != DELPHI_OK)
        return status;
    const cJSON *sizes = cJSON_GetObjectItemCaseSensitive(root, "sizes"), *item;
    bool sound = cJSON_IsArray(sizes) && cJSON_GetArraySize(sizes) > 0;
    bool ours = strcmp(cli_part_text(root, "protocol_sha256", &sound), study->protocol.sha256) == 0 &&
                strcmp(cli_part_text(root, "engine", &sound), delphi_version()) == 0;
    read_model(root, out, &sound);
    out->study = study;
    out->sizes = calloc((size_t)cJSON_GetArraySize(sizes) + 1, sizeof *out->sizes);
    status = out->sizes ? DELPHI_OK : DELPHI_ERR_MEMORY;
    cJSON_ArrayForEach(item, sizes) {
        delphi_simulation *size = ours && sound && !status ? read_size(root, item, study, &sound) : NULL;
        if (size)
            out->sizes[out->count++] = size;
        else if (ours && sound)
            status = DELPHI_ERR_MEMORY;
    }
    cJSON_Delete(root);
    if (status != DELPHI_OK)
        return status;
    if (!sound)
        return cli_error(DELPHI_ERR_INPUT, "%s: this is not what '" WRITER "' writes", path);
    return ours ? DELPHI_OK
                : cli_error(DELPHI_ERR_INPUT, "%s: this part is of another protocol or another engine", path);
}

static int compare_starts(const void *a, const void *b) {
    const delphi_simulation *x = ((const part *)a)->found.sizes[0], *y = ((const part *)b)->found.sizes[0];
    if (x->from != y->from)
        return x->from > y->from ? 1 : -1;
    return (x->to > y->to) - (x->to < y->to); /* empty ones first */
}

/* Parts in their order: each begins where the one before it ends, from the first replicate to the last. */
static delphi_status add_up(part *parts, size_t count) {
    cli_simulations *all = &parts[0].found;
    qsort(parts, count, sizeof *parts, compare_starts);
    for (size_t i = 0; i < count; i++) {
        uint32_t expected = i ? all->sizes[0]->to : 0, from = parts[i].found.sizes[0]->from;
        if (i && !same_model(all, &parts[i].found))
            return cli_error(DELPHI_ERR_INPUT, "%s: this part is of another model, seed, panel or number of replicates",
                             parts[i].path);
        if (from != expected)
            return cli_error(DELPHI_ERR_INPUT, "%s: this part begins at replicate %u, where %u %s", parts[i].path,
                             from + 1, expected + 1, from > expected ? "is missing" : "is next: give each part once");
        for (size_t k = 0; i && k < all->count; k++)
            if (!delphi_simulation_add(all->sizes[k], parts[i].found.sizes[k]))
                return cli_error(DELPHI_ERR_INPUT, "%s: this part has other indicators", parts[i].path);
    }
    if (all->sizes[0]->to == all->replicates)
        return DELPHI_OK;
    return cli_error(DELPHI_ERR_INPUT, "simulate: --merge: these parts have %u of %u replicates: the last are missing",
                     all->sizes[0]->to, all->replicates);
}

delphi_status cli_simulate_merge(char *const *paths, size_t count, cli_simulations *all) {
    part *parts = calloc(count, sizeof *parts);
    delphi_status status = parts ? DELPHI_OK : DELPHI_ERR_MEMORY;
    for (size_t i = 0; i < count && status == DELPHI_OK; i++) {
        parts[i].path = paths[i];
        status = read_part(all->study, paths[i], &parts[i].found);
    }
    if (status == DELPHI_OK)
        status = add_up(parts, count);
    if (status == DELPHI_OK) {
        *all = parts[0].found;
        parts[0].found = (cli_simulations){0};
    }
    for (size_t i = 0; parts && i < count; i++)
        free_sizes(&parts[i].found);
    free(parts);
    return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Simulations as JSON: counts and nothing else, so that parts add up to the very bytes of the whole. */
#include <cjson/cJSON.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli/simulate.h"

#define FILE_MOST (64u << 20)

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

static void put_size(cJSON *array, const delphi_study *study, const cli_simulated *size, bool *good) {
    cJSON *item = put_item(array, good);
    const delphi_simulation *s = size->found;
    if (!*good)
        return;
    put(item, "experts", (double)size->experts, good);
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

delphi_status cli_simulate_print_json(const cli_simulations *all) {
    cJSON *root = cJSON_CreateObject();
    bool good = root != NULL;
    put_text(root, "format", "delphi-simulation/1", &good);
    put_text(root, "study", all->study->protocol.id, &good);
    put_text(root, "protocol_sha256", all->study->protocol.sha256, &good);
    put_text(root, "model", all->model, &good);
    put(root, "pilot", all->pilot, &good);
    put(root, "seed", (double)all->seed, &good);
    put(root, "from", all->sizes[0].found->from, &good);
    put(root, "to", all->sizes[0].found->to, &good);
    cJSON *sizes = good ? cJSON_AddArrayToObject(root, "sizes") : NULL;
    good = sizes != NULL;
    for (size_t i = 0; good && i < all->count; i++)
        put_size(sizes, all->study, &all->sizes[i], &good);
    char *text = good ? cJSON_Print(root) : NULL;
    if (text)
        puts(text);
    cJSON_free(text);
    cJSON_Delete(root);
    return text ? DELPHI_OK : DELPHI_ERR_MEMORY;
}

/* ---- reading ---- */

static char *read_file(const char *path) {
    FILE *file = fopen(path, "rb");
    char *text = file ? malloc(FILE_MOST + 1) : NULL;
    size_t size = text ? fread(text, 1, FILE_MOST, file) : 0;
    if (text)
        text[size] = '\0';
    if (file)
        fclose(file);
    return text;
}

/* A whole number that is not negative; anything else makes the file none of ours. */
static uint64_t whole(const cJSON *object, const char *key, bool *sound) {
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    bool is = cJSON_IsNumber(item) && item->valuedouble >= 0 && item->valuedouble <= 9007199254740992.0 &&
              floor(item->valuedouble) == item->valuedouble;
    *sound = *sound && is;
    return is ? (uint64_t)item->valuedouble : 0;
}

static const char *text_of(const cJSON *object, const char *key, bool *sound) {
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, key));
    *sound = *sound && text;
    return text ? text : "";
}

static void read_indicator(const cJSON *from, const delphi_study *study, delphi_simulated *out, bool *sound) {
    out->indicator = delphi_study_indicator(study, text_of(from, "id", sound));
    *sound =
        *sound && out->indicator != DELPHI_NONE && delphi_decision_read(text_of(from, "should", sound), &out->should);
    for (delphi_decision d = 0; d < DELPHI_DECISION_COUNT; d++)
        out->decided[d] = whole(from, delphi_decision_name(d), sound);
    out->rounds = whole(from, "rounds", sound);
    out->near = whole(from, "near_median", sound);
    out->ratings = whole(from, "ratings", sound);
}

static delphi_simulation *read_size(const cJSON *root, const cJSON *from, const delphi_study *study, bool *sound) {
    const cJSON *indicators = cJSON_GetObjectItemCaseSensitive(from, "indicators"), *item;
    delphi_simulation *s = calloc(1, sizeof *s);
    if (!s)
        return NULL;
    s->indicators = calloc((size_t)cJSON_GetArraySize(indicators) + 1, sizeof *s->indicators);
    s->from = (uint32_t)whole(root, "from", sound);
    s->to = (uint32_t)whole(root, "to", sound);
    s->experts = (size_t)whole(from, "experts", sound);
    s->should_keep = (size_t)whole(from, "should_keep", sound);
    s->should_drop = (size_t)whole(from, "should_drop", sound);
    s->all_right = whole(from, "all_right", sound);
    for (size_t k = 0; k < DELPHI_SIMULATED_COUNT; k++) {
        const cJSON *count = cJSON_GetObjectItemCaseSensitive(from, kinds[k]);
        s->counts[k] = (delphi_simulated_count){whole(count, "sum", sound), whole(count, "squares", sound)};
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

static delphi_status add_size(cli_simulations *all, size_t place, delphi_simulation *part, const char *path) {
    if (place < all->count) {
        bool added = delphi_simulation_add(all->sizes[place].found, part);
        delphi_simulation_free(part);
        return added ? DELPHI_OK
                     : cli_error(DELPHI_ERR_INPUT,
                                 "%s: this part does not follow the one before it: give all parts once, in their order",
                                 path);
    }
    cli_simulated *sizes = realloc(all->sizes, (place + 1) * sizeof *sizes);
    if (!sizes) {
        delphi_simulation_free(part);
        return DELPHI_ERR_MEMORY;
    }
    all->sizes = sizes;
    all->sizes[all->count++] = (cli_simulated){.experts = part->experts, .found = part};
    return DELPHI_OK;
}

static delphi_status read_part(const cJSON *root, const char *path, cli_simulations *all) {
    bool sound = true, first = all->count == 0;
    const cJSON *sizes = cJSON_GetObjectItemCaseSensitive(root, "sizes"), *item;
    if (strcmp(text_of(root, "format", &sound), "delphi-simulation/1") != 0 || !cJSON_IsArray(sizes))
        return cli_error(DELPHI_ERR_INPUT, "%s: this is not what 'delphi simulate --json' writes", path);
    const char *model = text_of(root, "model", &sound), *protocol = text_of(root, "protocol_sha256", &sound);
    if (first) {
        snprintf(all->model, sizeof all->model, "%s", model);
        all->seed = whole(root, "seed", &sound);
        all->pilot = (int)whole(root, "pilot", &sound);
    }
    if (strcmp(protocol, all->study->protocol.sha256) != 0 || strcmp(model, all->model) != 0 ||
        whole(root, "seed", &sound) != all->seed || (!first && (size_t)cJSON_GetArraySize(sizes) != all->count))
        return cli_error(DELPHI_ERR_INPUT, "%s: this part is of another protocol, model, seed or panel", path);
    size_t place = 0;
    delphi_status status = DELPHI_OK;
    cJSON_ArrayForEach(item, sizes) {
        delphi_simulation *part = status ? NULL : read_size(root, item, all->study, &sound);
        if (!part || status)
            return status ? status : DELPHI_ERR_MEMORY;
        if (!sound) {
            delphi_simulation_free(part);
            return cli_error(DELPHI_ERR_INPUT, "%s: this is not what 'delphi simulate --json' writes", path);
        }
        status = add_size(all, place++, part, path);
    }
    return status;
}

delphi_status cli_simulate_merge(const char *path, cli_simulations *all) {
    char *text = read_file(path);
    if (!text)
        return cli_error(DELPHI_ERR_IO, "%s: cannot be read: %s", path, strerror(errno));
    cJSON *root = cJSON_Parse(text);
    delphi_status status = read_part(root, path, all);
    cJSON_Delete(root);
    free(text);
    return status;
}

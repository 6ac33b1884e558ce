/* SPDX-License-Identifier: GPL-3.0-or-later */
/* study.json: its top level and its defaults (README.md of this room has them in a table). */
#include <delphi/ingest.h>

#include <string.h>

#include "base/hash.h"
#include "base/problems.h"
#include "base/text.h"
#include "ingest/protocol.h"
#include "ingest/words.h"
#include "model/private.h"

#define FORMAT "delphi-study/1"
/* Above this a double, which is what a JSON number becomes, cannot tell whole numbers apart. */
#define SEED_MAX       (((int64_t)1 << 53) - 1)
#define MINIMUM_MAX    100000
#define REPLICATES_MAX 1000000
#define COUNT(array)   (sizeof(array) / sizeof *(array))

static delphi_protocol *protocol_of(void *out) {
    return &((ingest_draft *)out)->protocol;
}

static void read_format(ingest_json *json, const cJSON *value, void *out) {
    (void)out;
    if (!cJSON_IsString(value) || strcmp(value->valuestring, FORMAT) != 0)
        ingest_json_expected(json, "\"" FORMAT "\"", value);
}

static void read_language(ingest_json *json, const cJSON *value, void *out) {
    const char *const codes[] = {delphi_language_code(DELPHI_NL), delphi_language_code(DELPHI_EN)};
    size_t chosen = ingest_json_choice(json, value, codes, COUNT(codes));
    if (chosen != DELPHI_NONE)
        json->language = protocol_of(out)->language = (delphi_language)chosen;
}

static void read_id(ingest_json *json, const cJSON *value, void *out) {
    const char *id = ingest_json_string(json, value);
    if (id && !base_is_id(id, strlen(id)))
        ingest_json_expected(json, "an id of 1 to 64 letters, digits, _, - and .", value);
    protocol_of(out)->id = id;
}

static void read_title(ingest_json *json, const cJSON *value, void *out) {
    ingest_json_text(json, value, &protocol_of(out)->title);
}

static void read_quantile_type(ingest_json *json, const cJSON *value, void *out) {
    double number = cJSON_IsNumber(value) ? value->valuedouble : 0;
    if (cJSON_IsString(value) && strcmp(value->valuestring, "hinges") == 0)
        protocol_of(out)->quantile_type = DELPHI_QUANTILE_HINGES;
    else if (number == 2 || number == 6 || number == 7 || number == 8)
        protocol_of(out)->quantile_type = (delphi_quantile_type)(int)number;
    else
        ingest_json_expected(json, "2, 6, 7, 8 or \"hinges\"", value);
}

static void read_denominator(ingest_json *json, const cJSON *value, void *out) {
    static const char *const words[] = {"valid", "answered", "panel"};
    size_t chosen = ingest_json_choice(json, value, words, COUNT(words));
    if (chosen != DELPHI_NONE)
        protocol_of(out)->denominator = (delphi_denominator)chosen;
}

static void read_min_ratings(ingest_json *json, const cJSON *value, void *out) {
    ingest_json_int(json, value, 1, MINIMUM_MAX, &protocol_of(out)->min_ratings);
}

static void read_min_group(ingest_json *json, const cJSON *value, void *out) {
    ingest_json_int(json, value, 1, MINIMUM_MAX, &protocol_of(out)->min_group);
}

static void read_settled(ingest_json *json, const cJSON *value, void *out) {
    static const char *const words[] = {"leave", "stay"};
    size_t chosen = ingest_json_choice(json, value, words, COUNT(words));
    if (chosen != DELPHI_NONE)
        protocol_of(out)->settled = (delphi_settled)chosen;
}

static void read_seed(ingest_json *json, const cJSON *value, void *out) {
    int64_t seed;
    if (ingest_json_whole(json, value, 0, SEED_MAX, &seed))
        protocol_of(out)->seed = (uint64_t)seed;
}

static void read_replicates(ingest_json *json, const cJSON *value, void *out) {
    ingest_json_int(json, value, 0, REPLICATES_MAX, &protocol_of(out)->replicates);
}

static void read_received(ingest_json *json, const cJSON *value, void *out) {
    ingest_json_boolean(json, value, &protocol_of(out)->received);
}

/* For editors: where the schema is, which has no part in the study. */
static void read_schema(ingest_json *json, const cJSON *value, void *out) {
    (void)out;
    ingest_json_string(json, value);
}

/* Language stands before the texts, the scale before the bands, scan and rules before the rounds. */
static const ingest_json_field study_fields[] = {
    {"$schema", false, read_schema},
    {"format", true, read_format},
    {"id", true, read_id},
    {"language", false, read_language},
    {"title", false, read_title},
    {"scale", true, ingest_protocol_scale},
    {"bands", false, ingest_protocol_bands},
    {"criteria", false, ingest_protocol_criteria},
    {"groups", false, ingest_protocol_groups},
    {"quantile_type", false, read_quantile_type},
    {"denominator", false, read_denominator},
    {"min_ratings", false, read_min_ratings},
    {"min_group", false, read_min_group},
    {"settled", false, read_settled},
    {"seed", false, read_seed},
    {"replicates", false, read_replicates},
    {"received", false, read_received},
    {"scan", false, ingest_protocol_scan},
    {"rules", false, ingest_protocol_rules},
    {"select", false, ingest_protocol_select},
    {"longlist", false, ingest_protocol_longlist},
    {"rounds", true, ingest_protocol_rounds},
};

static void fill_defaults(ingest_json *json, ingest_draft *draft) {
    delphi_protocol *protocol = &draft->protocol;
    if (!protocol->title.in[DELPHI_NL] && !protocol->title.in[DELPHI_EN])
        protocol->title.in[protocol->language] = protocol->id;
    ingest_protocol_default_scale(json, draft);
    if (!protocol->criteria)
        ingest_protocol_default_criteria(draft);
}

static void read_root(ingest_json *json, const cJSON *root, ingest_draft *draft) {
    if (ingest_json_object(json, root, study_fields, COUNT(study_fields), draft))
        fill_defaults(json, draft);
}

delphi_status delphi_read_protocol(delphi_study *study, const char *file, const char *bytes, size_t size,
                                   delphi_problems *problems) {
    ingest_json json = {.file = file, .arena = model_arena(study), .problems = problems};
    ingest_draft draft = {.protocol = {.scale = {.cannot_judge = true},
                                       .quantile_type = DELPHI_QUANTILE_TYPE7,
                                       .min_ratings = 5,
                                       .min_group = 5,
                                       .seed = 1,
                                       .received = true}};
    base_sha256(bytes, size, draft.protocol.sha256);
    delphi_status status = ingest_start_utf8(file, &bytes, &size, problems);
    if (status != DELPHI_OK)
        return status;
    cJSON *root = ingest_json_parse(&json, bytes, size);
    if (root)
        read_root(&json, root, &draft);
    cJSON_Delete(root);
    ingest_json_end(&json);
    if (json.status != DELPHI_OK)
        return json.status;
    draft.protocol.file = base_arena_text(model_arena(study), file, strlen(file));
    if (!draft.protocol.file)
        return base_no_memory(problems);
    study->protocol = draft.protocol;
    return model_make_rounds(study) ? DELPHI_OK : base_no_memory(problems);
}

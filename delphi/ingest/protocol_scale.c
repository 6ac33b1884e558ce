/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scale of study.json and its bands. */
#include "ingest/protocol.h"

#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "ingest/words.h"

#define LABELS_MAX 100 /* ways of writing "cannot judge" */
#define BANDS_MAX  100
#define LIMIT      INGEST_SCALE_LIMIT
#define UNKNOWN    (LIMIT + 1)

static void read_min(ingest_json *json, const cJSON *value, void *out) {
    ingest_draft *draft = out;
    draft->protocol.scale.min = UNKNOWN;
    ingest_json_int(json, value, -LIMIT, LIMIT, &draft->protocol.scale.min);
}

static void read_max(ingest_json *json, const cJSON *value, void *out) {
    ingest_draft *draft = out;
    delphi_scale *scale = &draft->protocol.scale;
    int64_t max;
    if (!ingest_json_whole(json, value, -LIMIT, LIMIT, &max) || scale->min == UNKNOWN)
        return;
    scale->max = (int)max;
    if (scale->max <= scale->min)
        ingest_json_refuse(json, "the scale runs from %d to %d; \"max\" is to lie above \"min\"", scale->min,
                           scale->max);
    else if (scale->max - scale->min >= DELPHI_POINTS_MAX)
        ingest_json_refuse(json, "the scale has %d points; at most %d are allowed", scale->max - scale->min + 1,
                           DELPHI_POINTS_MAX);
    else
        draft->scale_known = true;
}

/* A text of cannot_judge in one language or two: each is a way of writing it. */
static void add_labels(ingest_json *json, const cJSON *value, const char **labels, size_t *count) {
    delphi_text text = {{NULL}};
    ingest_json_text(json, value, &text);
    for (int l = 0; l < DELPHI_LANGUAGE_COUNT; l++)
        if (text.in[l])
            labels[(*count)++] = text.in[l];
}

static void add_each_label(ingest_json *json, const cJSON *value, const char **labels, size_t *count) {
    const cJSON *item;
    size_t length, index = 0;
    if (!ingest_json_array(json, value, 1, LABELS_MAX, "texts", &length))
        return;
    cJSON_ArrayForEach(item, value) {
        size_t mark = ingest_json_enter_index(json, index++);
        add_labels(json, item, labels, count);
        ingest_json_leave(json, mark);
    }
}

static void read_cannot_judge(ingest_json *json, const cJSON *value, void *out) {
    delphi_scale *scale = &((ingest_draft *)out)->protocol.scale;
    if (cJSON_IsBool(value)) {
        scale->cannot_judge = cJSON_IsTrue(value);
        return;
    }
    if (!cJSON_IsString(value) && !cJSON_IsObject(value) && !cJSON_IsArray(value)) {
        ingest_json_expected(json, "true, false, or the text (or an array of texts) by which exports write it", value);
        return;
    }
    const char **labels = base_arena_array(json->arena, 2 * LABELS_MAX, sizeof *labels);
    if (!labels) {
        ingest_json_no_memory(json);
        return;
    }
    (cJSON_IsArray(value) ? add_each_label : add_labels)(json, value, labels, &scale->cannot_judge_label_count);
    scale->cannot_judge = true;
    scale->cannot_judge_labels = labels;
}

static delphi_text *new_labels(ingest_json *json, const delphi_scale *scale) {
    size_t points = (size_t)(scale->max - scale->min) + 1;
    delphi_text *labels = base_arena_array(json->arena, points, sizeof *labels);
    if (!labels)
        ingest_json_no_memory(json);
    return labels;
}

/* `labels` is NULL where the scale itself was refused: then only the texts can be looked at. */
static void read_label(ingest_json *json, const cJSON *value, const delphi_scale *scale, delphi_text *labels) {
    delphi_text label = {{NULL}};
    ingest_json_text(json, value, &label);
    int64_t point;
    int low = labels ? scale->min : -LIMIT, high = labels ? scale->max : LIMIT;
    if (!base_read_integer(value->string, strlen(value->string), low, high, &point)) {
        ingest_json_refuse(json, "%s is not a point of the scale; allowed: \"%d\" to \"%d\"",
                           ingest_quote(value->string, strlen(value->string)).text, low, high);
        return;
    }
    if (!labels)
        return;
    delphi_text *place = &labels[point - scale->min];
    if (place->in[DELPHI_NL] || place->in[DELPHI_EN])
        ingest_json_refuse(json, "the point %lld has a label already", (long long)point);
    *place = label;
}

static void read_labels(ingest_json *json, const cJSON *value, void *out) {
    ingest_draft *draft = out;
    delphi_scale *scale = &draft->protocol.scale;
    if (!ingest_json_members(json, value, "an object with a label for some points, such as {\"1\": \"...\"}"))
        return;
    delphi_text *labels = draft->scale_known ? new_labels(json, scale) : NULL;
    const cJSON *member;
    cJSON_ArrayForEach(member, value) {
        size_t mark = ingest_json_enter(json, member->string);
        read_label(json, member, scale, labels);
        ingest_json_leave(json, mark);
    }
    scale->labels = labels;
}

void ingest_protocol_scale(ingest_json *json, const cJSON *value, void *out) {
    static const ingest_json_field fields[] = {
        {"min", true, read_min},
        {"max", true, read_max},
        {"cannot_judge", false, read_cannot_judge},
        {"labels", false, read_labels},
    };
    ((ingest_draft *)out)->protocol.scale.min = UNKNOWN;
    ingest_json_object(json, value, fields, sizeof fields / sizeof *fields, out);
}

static void read_band_end(ingest_json *json, const cJSON *value, const ingest_draft *draft, size_t index, int *out) {
    const delphi_scale *scale = &draft->protocol.scale;
    size_t mark = ingest_json_enter_index(json, index);
    ingest_json_int(json, value, draft->scale_known ? scale->min : -LIMIT, draft->scale_known ? scale->max : LIMIT,
                    out);
    ingest_json_leave(json, mark);
}

static void read_band(ingest_json *json, const cJSON *value, const ingest_draft *draft, delphi_band *band) {
    size_t size = strlen(value->string), count;
    band->id = base_arena_text(json->arena, value->string, size);
    if (!band->id) {
        ingest_json_no_memory(json);
        return;
    }
    ingest_protocol_name(json, band->id);
    if (!ingest_json_array(json, value, 2, 2, "points, the lowest and the highest", &count))
        return;
    band->low = band->high = UNKNOWN;
    read_band_end(json, value->child, draft, 0, &band->low);
    read_band_end(json, value->child->next, draft, 1, &band->high);
    if (band->low != UNKNOWN && band->high != UNKNOWN && band->low > band->high)
        ingest_json_refuse(json, "this band runs from %d to %d; its lowest point comes first", band->low, band->high);
}

void ingest_protocol_bands(ingest_json *json, const cJSON *value, void *out) {
    ingest_draft *draft = out;
    if (!ingest_json_members(json, value, "an object with bands, such as {\"high\": [7, 9]}"))
        return;
    size_t count = (size_t)cJSON_GetArraySize(value);
    if (count > BANDS_MAX) {
        ingest_json_refuse(json, "expected at most %d bands, found %zu", BANDS_MAX, count);
        return;
    }
    delphi_band *bands = base_arena_array(json->arena, count, sizeof *bands);
    if (!bands) {
        ingest_json_no_memory(json);
        return;
    }
    const cJSON *member;
    cJSON_ArrayForEach(member, value) {
        size_t mark = ingest_json_enter(json, member->string);
        read_band(json, member, draft, &bands[draft->protocol.band_count++]);
        ingest_json_leave(json, mark);
    }
    draft->protocol.bands = bands;
}

void ingest_protocol_default_scale(ingest_json *json, ingest_draft *draft) {
    static const delphi_band thirds[] = {{"low", 1, 3}, {"middle", 4, 6}, {"high", 7, 9}};
    delphi_protocol *protocol = &draft->protocol;
    if (!draft->scale_known)
        return;
    if (!protocol->scale.labels)
        protocol->scale.labels = new_labels(json, &protocol->scale);
    if (!protocol->bands && protocol->scale.min == 1 && protocol->scale.max == 9) {
        protocol->bands = thirds;
        protocol->band_count = sizeof thirds / sizeof *thirds;
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* results.json (delphi-results/1).
 *
 * cJSON prints every value; the frame around them is written here, so that an indicator stands on a line of its own
 * (git shows which one moved) and memory holds one indicator at a time. Numbers are handed to cJSON as raw text,
 * because its own printing of doubles drops digits. */
#include <delphi/export.h>

#include "base/buffer.h"
#include "base/number.h"
#include "export/shares.h"

#include <cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Enough for most indicators; a number beyond it is copied by cJSON. */
#define TEXTS_ROOM ((size_t)64 * 1024)

/* Out of memory shows as a NULL item; adding one marks the whole document as failed. */
typedef struct {
    const delphi_result *result;
    delphi_buffer *out;
    bool failed;
    char texts[TEXTS_ROOM]; /* of the numbers of the value at hand */
    size_t texts_used;
} writer;

static void put(writer *w, cJSON *object, const char *key, cJSON *item) {
    if (!item || !cJSON_AddItemToObjectCS(object, key, item)) {
        cJSON_Delete(item);
        w->failed = true;
    }
}

static void push(writer *w, cJSON *array, cJSON *item) {
    if (!item || !cJSON_AddItemToArray(array, item)) {
        cJSON_Delete(item);
        w->failed = true;
    }
}

/* A number whose text is borrowed until it is printed: one allocation less for each of some hundred thousand. */
static cJSON *number(writer *w, const char *text, size_t length) {
    char *copy = w->texts_used + length < TEXTS_ROOM ? w->texts + w->texts_used : NULL;
    if (!copy)
        return cJSON_CreateRaw(text);
    memcpy(copy, text, length + 1);
    w->texts_used += length + 1;
    cJSON *item = cJSON_CreateStringReference(copy);
    if (item)
        item->type = cJSON_Raw | cJSON_IsReference;
    return item;
}

static cJSON *integer(writer *w, int64_t value) {
    char text[BASE_NUMBER_SIZE];
    size_t length = base_write_integer(value, text);
    return number(w, text, length);
}

static cJSON *real(writer *w, double value) {
    char text[BASE_NUMBER_SIZE];
    size_t length = base_write_real(value, text);
    return number(w, text, length);
}

static cJSON *value_of(writer *w, const delphi_value *value) {
    char text[64];
    switch (value->kind) {
    case DELPHI_VALUE_TRUTH:
        return cJSON_CreateBool(value->as.truth);
    case DELPHI_VALUE_RATIONAL:
        return value->as.rational.den == 1 ? integer(w, value->as.rational.num) : real(w, delphi_value_real(value));
    case DELPHI_VALUE_REAL:
        return real(w, value->as.real);
    case DELPHI_VALUE_SHARE:
        delphi_value_text(value, text, sizeof text);
        return cJSON_CreateString(text);
    default:
        return cJSON_CreateNull();
    }
}

/* One raw text instead of a node a count: a scale of 101 points would be most of the document. */
static cJSON *counts_of(writer *w, const delphi_cell *cell) {
    const delphi_scale *scale = &w->result->study->protocol.scale;
    delphi_buffer text = {0};
    char number[BASE_NUMBER_SIZE];
    for (int k = 0; k <= scale->max - scale->min; k++) {
        base_buffer_char(&text, k ? ',' : '[');
        base_buffer_append(&text, number, base_write_integer(cell->counts[k], number));
    }
    base_buffer_char(&text, ']');
    cJSON *item = text.failed ? NULL : cJSON_CreateRaw(text.data);
    delphi_buffer_free(&text);
    return item;
}

static void put_shares(writer *w, cJSON *object, const delphi_cell *cell) {
    const delphi_protocol *p = &w->result->study->protocol;
    cJSON *shares = p->band_count ? cJSON_CreateObject() : NULL;
    if (p->band_count)
        put(w, object, "shares", shares);
    for (size_t b = 0; shares && b < p->band_count; b++) {
        delphi_value share = export_band_share(p, cell, &p->bands[b]);
        put(w, shares, p->bands[b].id,
            share.kind == DELPHI_VALUE_UNDEFINED ? cJSON_CreateNull() : real(w, delphi_value_real(&share)));
    }
}

/* The measures, and the reasons of those that are undefined; where none is, there is no "undefined". */
static void put_measures(writer *w, cJSON *object, const delphi_cell *cell) {
    size_t count;
    const delphi_measure *measures = delphi_measures(&count);
    cJSON *undefined = NULL;
    for (size_t m = 0; m < count && !w->failed; m++) {
        put(w, object, measures[m].name, value_of(w, &cell->values[m]));
        if (cell->values[m].kind != DELPHI_VALUE_UNDEFINED)
            continue;
        if (!undefined && !(undefined = cJSON_CreateObject()))
            w->failed = true;
        else
            put(w, undefined, measures[m].name,
                cJSON_CreateStringReference(delphi_reason_text(cell->values[m].reason)));
    }
    if (undefined)
        put(w, object, "undefined", undefined);
}

static cJSON *cell_of(writer *w, const delphi_cell *cell) {
    cJSON *object = cJSON_CreateObject();
    if (!object)
        return NULL;
    put(w, object, "n", integer(w, cell->n));
    if (cell->suppressed) {
        put(w, object, "suppressed", cJSON_CreateStringReference(delphi_reason_text(DELPHI_REASON_SMALL_GROUP)));
        return object;
    }
    put(w, object, "missing", integer(w, cell->missing));
    put(w, object, "cannot_judge", integer(w, cell->cannot_judge));
    put(w, object, "base", integer(w, cell->base));
    put(w, object, "counts", counts_of(w, cell));
    put_shares(w, object, cell);
    put_measures(w, object, cell);
    return object;
}

static cJSON *criteria_of(writer *w, const delphi_outcome *outcome) {
    const delphi_protocol *p = &w->result->study->protocol;
    cJSON *object = cJSON_CreateObject();
    for (size_t c = 0; object && c < p->criterion_count; c++) {
        cJSON *cell = cell_of(w, delphi_result_cell(w->result, outcome, c, DELPHI_NONE));
        put(w, object, p->criteria[c].id, cell);
        cJSON *groups = cell && p->group_count ? cJSON_CreateObject() : NULL;
        if (cell && p->group_count)
            put(w, cell, "groups", groups);
        for (size_t g = 0; groups && g < p->group_count; g++)
            put(w, groups, p->groups[g].id, cell_of(w, delphi_result_cell(w->result, outcome, c, g)));
    }
    return object;
}

static cJSON *clause_of(writer *w, const delphi_clause *clause) {
    const delphi_protocol *p = &w->result->study->protocol;
    cJSON *object = cJSON_CreateObject();
    if (!object)
        return NULL;
    put(w, object, "rule", cJSON_CreateStringReference(clause->of_keep ? "keep" : "drop"));
    put(w, object, "clause", cJSON_CreateStringReference(clause->clause));
    if (clause->criterion != DELPHI_NONE)
        put(w, object, "criterion", cJSON_CreateStringReference(p->criteria[clause->criterion].id));
    if (clause->group != DELPHI_NONE)
        put(w, object, "group", cJSON_CreateStringReference(p->groups[clause->group].id));
    put(w, object, "value", value_of(w, &clause->value));
    if (clause->compare.kind != DELPHI_VALUE_UNDEFINED || clause->compare.reason != DELPHI_REASON_NONE)
        put(w, object, "compare", value_of(w, &clause->compare));
    put(w, object, "holds",
        clause->holds == DELPHI_UNKNOWN ? cJSON_CreateNull() : cJSON_CreateBool(clause->holds == DELPHI_TRUE));
    delphi_reason why = clause->value.kind == DELPHI_VALUE_UNDEFINED ? clause->value.reason : clause->compare.reason;
    if (clause->holds == DELPHI_UNKNOWN)
        put(w, object, "undefined", cJSON_CreateStringReference(delphi_reason_text(why)));
    return object;
}

static cJSON *outcome_of(writer *w, const delphi_outcome *outcome) {
    cJSON *object = cJSON_CreateObject(), *because = cJSON_CreateArray();
    if (!object || !because) {
        cJSON_Delete(object);
        cJSON_Delete(because);
        return NULL;
    }
    put(w, object, "id", cJSON_CreateStringReference(w->result->study->indicators[outcome->indicator].id));
    put(w, object, "decision", cJSON_CreateStringReference(delphi_decision_name(outcome->decision)));
    put(w, object, "because", because);
    for (size_t i = 0; i < outcome->because_count; i++)
        push(w, because, clause_of(w, &outcome->because[i]));
    put(w, object, "criteria", criteria_of(w, outcome));
    return object;
}

static cJSON *text_or_null(const char *text) {
    return text ? cJSON_CreateStringReference(text) : cJSON_CreateNull();
}

static cJSON *rules_of(writer *w) {
    cJSON *object = cJSON_CreateObject();
    if (object) {
        put(w, object, "keep", text_or_null(w->result->keep_rule));
        put(w, object, "drop", text_or_null(w->result->drop_rule));
    }
    return object;
}

static cJSON *inputs_of(writer *w) {
    const delphi_ratings *ratings = w->result->study->ratings[w->result->round - 1];
    char file[64];
    snprintf(file, sizeof file, "round-%d/ratings.csv", w->result->round);
    cJSON *array = cJSON_CreateArray(), *object = cJSON_CreateObject();
    if (!array || !object) {
        cJSON_Delete(array);
        cJSON_Delete(object);
        return NULL;
    }
    put(w, object, "file", cJSON_CreateString(file));
    put(w, object, "sha256", cJSON_CreateString(ratings->sha256));
    push(w, array, object);
    return array;
}

static cJSON *response_of(writer *w, const char *id, const delphi_response *response) {
    cJSON *object = cJSON_CreateObject();
    if (!object)
        return NULL;
    if (id)
        put(w, object, "id", cJSON_CreateStringReference(id));
    put(w, object, "invited", integer(w, response->invited));
    put(w, object, "responded", integer(w, response->responded));
    put(w, object, "complete", integer(w, response->complete));
    return object;
}

static cJSON *panel_of(writer *w) {
    const delphi_protocol *p = &w->result->study->protocol;
    cJSON *object = response_of(w, NULL, &w->result->response), *groups = cJSON_CreateArray();
    if (!object || !groups) {
        cJSON_Delete(object);
        cJSON_Delete(groups);
        return NULL;
    }
    put(w, object, "groups", groups);
    for (size_t g = 0; g < p->group_count; g++)
        push(w, groups, response_of(w, p->groups[g].id, &w->result->groups[g]));
    cJSON *retention = w->result->round > 1 ? cJSON_CreateObject() : cJSON_CreateNull();
    put(w, object, "retention", retention);
    if (retention && w->result->round > 1) {
        put(w, retention, "both", integer(w, w->result->stayed));
        put(w, retention, "left", integer(w, w->result->left));
        put(w, retention, "new", integer(w, w->result->joined));
    }
    return object;
}

static cJSON *decisions_of(writer *w) {
    cJSON *object = cJSON_CreateObject();
    for (int d = 0; object && d < DELPHI_DECISION_COUNT; d++)
        put(w, object, delphi_decision_name((delphi_decision)d), integer(w, w->result->decided[d]));
    return object;
}

static cJSON *quantile_type_of(writer *w) {
    delphi_quantile_type type = w->result->study->protocol.quantile_type;
    return type == DELPHI_QUANTILE_HINGES ? cJSON_CreateStringReference("hinges") : integer(w, type);
}

static cJSON *denominator_of(writer *w) {
    static const char *const names[] = {"valid", "answered", "panel"};
    return cJSON_CreateStringReference(names[w->result->study->protocol.denominator]);
}

static cJSON *format_of(writer *w) {
    (void)w;
    return cJSON_CreateStringReference("delphi-results/1");
}

static cJSON *engine_of(writer *w) {
    (void)w;
    return cJSON_CreateString(delphi_version());
}

static cJSON *study_of(writer *w) {
    return cJSON_CreateStringReference(w->result->study->protocol.id);
}

static cJSON *round_of(writer *w) {
    return integer(w, w->result->round);
}

static cJSON *protocol_of(writer *w) {
    return cJSON_CreateStringReference(w->result->study->protocol.sha256);
}

static cJSON *seed_of(writer *w) {
    return integer(w, (int64_t)w->result->study->protocol.seed);
}

/* The members before "indicators", in their fixed order. */
static const struct {
    const char *key;
    cJSON *(*make)(writer *w);
} head[] = {
    {"format", format_of},
    {"engine", engine_of},
    {"study", study_of},
    {"round", round_of},
    {"protocol_sha256", protocol_of},
    {"inputs", inputs_of},
    {"quantile_type", quantile_type_of},
    {"denominator", denominator_of},
    {"seed", seed_of},
    {"rules", rules_of},
    {"panel", panel_of},
    {"decisions", decisions_of},
};

/* Prints one value at the end of the document and frees it. */
static void print(writer *w, cJSON *item) {
    char *text = item && !w->failed ? cJSON_PrintBuffered(item, 64 * 1024, false) : NULL;
    if (text)
        base_buffer_text(w->out, text);
    else
        w->failed = true;
    cJSON_free(text);
    cJSON_Delete(item);
    w->texts_used = 0;
}

delphi_status delphi_export_json(const delphi_result *result, delphi_buffer *out) {
    writer *w = malloc(sizeof *w);
    if (!w)
        return DELPHI_ERR_MEMORY;
    w->result = result;
    w->out = out;
    w->failed = false;
    w->texts_used = 0;
    base_buffer_text(out, "{");
    for (size_t i = 0; i < sizeof head / sizeof *head && !w->failed; i++) {
        base_buffer_format(out, "\"%s\": ", head[i].key);
        print(w, head[i].make(w));
        base_buffer_text(out, ",\n ");
    }
    base_buffer_text(out, "\"indicators\": [");
    for (size_t i = 0; i < result->outcome_count && !w->failed; i++) {
        base_buffer_text(out, i ? ",\n  " : "\n  ");
        print(w, outcome_of(w, &result->outcomes[i]));
    }
    base_buffer_text(out, "\n ]}\n");
    delphi_status status = w->failed || out->failed ? DELPHI_ERR_MEMORY : DELPHI_OK;
    free(w);
    return status;
}

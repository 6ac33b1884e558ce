/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cJSON values. Numbers are handed over as raw text, because cJSON's own printing of doubles drops digits. */
#include "export/json_node.h"

#include "base/buffer.h"
#include "base/number.h"

void json_put(json_writer *w, cJSON *object, const char *key, cJSON *item) {
    if (!item || !cJSON_AddItemToObjectCS(object, key, item)) {
        cJSON_Delete(item);
        w->failed = true;
    }
}

void json_push(json_writer *w, cJSON *array, cJSON *item) {
    if (!item || !cJSON_AddItemToArray(array, item)) {
        cJSON_Delete(item);
        w->failed = true;
    }
}

cJSON *json_integer(int64_t value) {
    char text[BASE_NUMBER_SIZE];
    base_write_integer(value, text);
    return cJSON_CreateRaw(text);
}

cJSON *json_value(const delphi_value *value) {
    char text[64];
    switch (value->kind) {
    case DELPHI_VALUE_TRUTH:
        return cJSON_CreateBool(value->as.truth);
    case DELPHI_VALUE_RATIONAL:
    case DELPHI_VALUE_REAL:
        delphi_value_text(value, text, sizeof text);
        return cJSON_CreateRaw(text);
    case DELPHI_VALUE_SHARE:
        delphi_value_text(value, text, sizeof text);
        return cJSON_CreateString(text);
    default:
        return cJSON_CreateNull();
    }
}

cJSON *json_text(const char *text) {
    return cJSON_CreateStringReference(text);
}

void json_print(json_writer *w, cJSON *item) {
    char *text = item && !w->failed ? cJSON_PrintUnformatted(item) : NULL;
    if (text)
        base_buffer_text(w->out, text);
    else
        w->failed = true;
    cJSON_free(text);
    cJSON_Delete(item);
}

void json_put_values(json_writer *w, cJSON *object, const delphi_value *values, size_t count,
                     const char *(*name)(size_t index)) {
    cJSON *undefined = cJSON_CreateObject();
    for (size_t i = 0; i < count && undefined; i++) {
        json_put(w, object, name(i), json_value(&values[i]));
        if (values[i].kind == DELPHI_VALUE_UNDEFINED)
            json_put(w, undefined, name(i), json_text(delphi_reason_text(values[i].reason)));
    }
    json_put(w, object, "undefined", undefined);
}

void json_print_member(json_writer *w, const char *key, cJSON *item) {
    json_print(w, json_text(key));
    base_buffer_text(w->out, ": ");
    json_print(w, item);
}

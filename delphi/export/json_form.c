/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Objects with blanks. A mark is a control character: in JSON text it can stand in no string and between no tokens, so
 * that only the blanks have it. */
#include "export/json_form.h"

#include "base/buffer.h"

#include <stdlib.h>
#include <string.h>

#define MARK '\1'

void json_form_start(json_form *form, size_t capacity) {
    *form = (json_form){.capacity = capacity};
    form->object = cJSON_CreateObject();
    form->blanks = calloc(capacity, sizeof *form->blanks);
    form->lengths = calloc(capacity + 1, sizeof *form->lengths);
    form->failed = !form->object || !form->blanks || !form->lengths;
}

void json_form_free(json_form *form) {
    cJSON_Delete(form->object);
    cJSON_free(form->print);
    free(form->blanks);
    free(form->lengths);
    *form = (json_form){0};
}

static cJSON *add(json_form *form, cJSON *object, const char *key, cJSON *item) {
    if (!form->failed && item && cJSON_AddItemToObjectCS(object, key, item))
        return item;
    cJSON_Delete(item);
    form->failed = true;
    return NULL;
}

void json_form_blank(json_form *form, cJSON *object, const char *key) {
    static const char mark[] = {MARK, '\0'};
    if (form->count == form->capacity)
        form->failed = true;
    else if (add(form, object, key, cJSON_CreateRaw(mark)))
        form->count++;
}

cJSON *json_form_object_in(json_form *form, cJSON *parent, const char *key) {
    return add(form, parent, key, cJSON_CreateObject());
}

cJSON *json_form_object(json_form *form, const char *key) {
    return json_form_object_in(form, form->object, key);
}

void json_form_seal(json_form *form) {
    form->print = form->failed ? NULL : cJSON_PrintUnformatted(form->object);
    cJSON_Delete(form->object);
    form->object = NULL;
    form->failed = form->failed || !form->print;
    const char *at = form->print;
    for (size_t i = 0; !form->failed && i <= form->count; i++) {
        const char *mark = strchr(at, MARK);
        form->lengths[i] = mark ? (size_t)(mark - at) : strlen(at);
        form->failed = !mark != (i == form->count); /* a key with a mark of its own: no id may have one */
        at += form->lengths[i] + 1;
    }
}

size_t json_form_raw(json_form *form, size_t at, const char *json, size_t size) {
    form->blanks[at].text = json;
    form->blanks[at].size = size;
    return at + 1;
}

size_t json_form_integer(json_form *form, size_t at, int64_t value) {
    json_blank *blank = &form->blanks[at];
    return json_form_raw(form, at, blank->number, base_write_integer(value, blank->number));
}

size_t json_form_value(json_form *form, size_t at, const delphi_value *value) {
    json_blank *blank = &form->blanks[at];
    if (value->kind == DELPHI_VALUE_UNDEFINED)
        return json_form_raw(form, at, "null", 4);
    if (value->kind == DELPHI_VALUE_TRUTH)
        return value->as.truth ? json_form_raw(form, at, "true", 4) : json_form_raw(form, at, "false", 5);
    if (value->kind == DELPHI_VALUE_RATIONAL && value->as.rational.den == 1)
        return json_form_integer(form, at, value->as.rational.num);
    return json_form_raw(form, at, blank->number, base_write_real(delphi_value_real(value), blank->number));
}

void json_form_print(const json_form *form, delphi_buffer *out) {
    const char *piece = form->print;
    for (size_t i = 0; i < form->count; i++) {
        base_buffer_append(out, piece, form->lengths[i]);
        base_buffer_append(out, form->blanks[i].text, form->blanks[i].size);
        piece += form->lengths[i] + 1;
    }
    base_buffer_append(out, piece, form->lengths[form->count]);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Objects with blanks. A blank is a node whose text is borrowed: cJSON neither copies nor frees it. */
#include "export/json_form.h"

#include "base/buffer.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

void json_form_start(json_form *form, size_t capacity) {
    *form = (json_form){.capacity = capacity};
    form->object = cJSON_CreateObject();
    form->blanks = calloc(capacity, sizeof *form->blanks);
    form->texts = calloc(capacity, sizeof *form->texts);
    form->failed = !form->object || !form->blanks || !form->texts;
}

void json_form_end(json_form *form) {
    cJSON_Delete(form->object);
    free(form->blanks);
    free(form->texts);
    *form = (json_form){0};
}

static bool add(json_form *form, cJSON *object, const char *key, cJSON *item) {
    if (!form->failed && item && cJSON_AddItemToObjectCS(object, key, item))
        return true;
    cJSON_Delete(item);
    form->failed = true;
    return false;
}

void json_form_blank(json_form *form, cJSON *object, const char *key) {
    cJSON *item = cJSON_CreateStringReference("");
    if (form->count < form->capacity && add(form, object, key, item))
        form->blanks[form->count++] = item;
    else
        form->failed = true;
}

cJSON *json_form_object(json_form *form, const char *key) {
    cJSON *item = cJSON_CreateObject();
    return add(form, form->object, key, item) ? item : NULL;
}

/* Says anew what the node is; that its key and its text are borrowed stays. */
static void retype(cJSON *item, int type) {
    item->type = type | cJSON_IsReference | cJSON_StringIsConst;
}

size_t json_form_raw(json_form *form, size_t at, const char *json) {
    cJSON *item = form->blanks[at];
    retype(item, cJSON_Raw);
    /* cJSON only reads a referenced text, though its field is not const. */
    memcpy(&item->valuestring, &json, sizeof json);
    return at + 1;
}

size_t json_form_integer(json_form *form, size_t at, int64_t value) {
    base_write_integer(value, form->texts[at]);
    return json_form_raw(form, at, form->texts[at]);
}

size_t json_form_value(json_form *form, size_t at, const delphi_value *value) {
    switch (value->kind) {
    case DELPHI_VALUE_UNDEFINED:
        retype(form->blanks[at], cJSON_NULL);
        return at + 1;
    case DELPHI_VALUE_TRUTH:
        retype(form->blanks[at], value->as.truth ? cJSON_True : cJSON_False);
        return at + 1;
    case DELPHI_VALUE_RATIONAL:
        if (value->as.rational.den == 1)
            return json_form_integer(form, at, value->as.rational.num);
        break;
    default:
        break;
    }
    base_write_real(delphi_value_real(value), form->texts[at]);
    return json_form_raw(form, at, form->texts[at]);
}

void json_form_print(const json_form *form, delphi_buffer *out) {
    for (size_t room = 4096; room <= INT_MAX / 2; room *= 2) {
        char *at = base_buffer_reserve(out, room);
        if (!at)
            return;
        size_t there = out->capacity - out->size;
        if (cJSON_PrintPreallocated(form->object, at, there > INT_MAX ? INT_MAX : (int)there, false)) {
            out->size += strlen(at);
            return;
        }
        room = there > room ? there : room;
    }
    out->failed = true;
}

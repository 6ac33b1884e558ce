/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strict reading of a parsed JSON value: what cJSON leaves to its caller. */
#include "ingest/json.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/index.h"
#include "base/number.h"
#include "base/problems.h"
#include "base/text.h"
#include "ingest/words.h"

#define KEYS_MAX 32

void ingest_json_end(ingest_json *json) {
    delphi_buffer_free(&json->pointer);
}

void ingest_json_no_memory(ingest_json *json) {
    if (json->status != DELPHI_ERR_MEMORY)
        json->status = base_no_memory(json->problems);
}

void ingest_json_refuse(ingest_json *json, const char *format, ...) {
    char message[sizeof(((delphi_error *)0)->message)];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    base_place place = {.file = json->file, .pointer = json->pointer.data};
    delphi_status status = base_problem(json->problems, DELPHI_ERR_INPUT, place, "%s", message);
    if (json->status == DELPHI_OK)
        json->status = status;
}

static ingest_words found(const cJSON *value) {
    ingest_words out = {.text = "something else"};
    if (cJSON_IsString(value))
        return ingest_quote(value->valuestring, strlen(value->valuestring));
    if (cJSON_IsNumber(value) && isfinite(value->valuedouble))
        base_write_real(value->valuedouble, out.text);
    else
        snprintf(out.text, sizeof out.text, "%s",
                 cJSON_IsNumber(value)   ? "a number too large"
                 : cJSON_IsObject(value) ? "an object { }"
                 : cJSON_IsArray(value)  ? "an array [ ]"
                 : cJSON_IsTrue(value)   ? "true"
                 : cJSON_IsFalse(value)  ? "false"
                                         : "null");
    return out;
}

void ingest_json_expected(ingest_json *json, const char *what, const cJSON *value) {
    ingest_json_refuse(json, "expected %s, found %s", what, found(value).text);
}

size_t ingest_json_enter(ingest_json *json, const char *key) {
    size_t mark = json->pointer.size;
    base_buffer_char(&json->pointer, '/');
    for (; *key; key++)
        if (*key == '~' || *key == '/')
            base_buffer_text(&json->pointer, *key == '~' ? "~0" : "~1");
        else
            base_buffer_char(&json->pointer, *key);
    return mark;
}

size_t ingest_json_enter_index(ingest_json *json, size_t index) {
    size_t mark = json->pointer.size;
    base_buffer_format(&json->pointer, "/%zu", index);
    return mark;
}

void ingest_json_leave(ingest_json *json, size_t mark) {
    json->pointer.size = mark;
    if (json->pointer.data)
        json->pointer.data[mark] = '\0';
}

static void refuse_duplicates(ingest_json *json, const cJSON *object) {
    base_index *keys = base_index_new((size_t)cJSON_GetArraySize(object));
    const cJSON *member;
    size_t place = 0;
    bool stored = keys != NULL;
    cJSON_ArrayForEach(member, object) {
        size_t size = strlen(member->string);
        stored = stored && base_index_add(keys, member->string, size, place);
        if (!stored)
            break;
        if (base_index_find(keys, member->string, size) != place) {
            size_t mark = ingest_json_enter(json, member->string);
            ingest_json_refuse(json, "this key stands more than once; one of them is to go");
            ingest_json_leave(json, mark);
        }
        place++;
    }
    if (!stored)
        ingest_json_no_memory(json);
    base_index_free(keys);
}

bool ingest_json_members(ingest_json *json, const cJSON *value, const char *what) {
    if (!cJSON_IsObject(value)) {
        ingest_json_expected(json, what, value);
        return false;
    }
    refuse_duplicates(json, value);
    return true;
}

static void refuse_unknown(ingest_json *json, const cJSON *object, const ingest_json_field *fields, size_t count) {
    const char *keys[KEYS_MAX];
    for (size_t i = 0; i < count; i++)
        keys[i] = fields[i].key;
    const cJSON *member;
    cJSON_ArrayForEach(member, object) {
        size_t i = 0;
        while (i < count && strcmp(member->string, keys[i]) != 0)
            i++;
        if (i < count)
            continue;
        size_t size = strlen(member->string), mark = ingest_json_enter(json, member->string);
        ingest_json_refuse(json, "unknown key%s", ingest_choices(member->string, size, keys, count).text);
        ingest_json_leave(json, mark);
    }
}

bool ingest_json_object(ingest_json *json, const cJSON *value, const ingest_json_field *fields, size_t count,
                        void *out) {
    if (!ingest_json_members(json, value, "an object { }"))
        return false;
    refuse_unknown(json, value, fields, count);
    for (size_t i = 0; i < count; i++) {
        const cJSON *member = cJSON_GetObjectItemCaseSensitive(value, fields[i].key);
        size_t mark = ingest_json_enter(json, fields[i].key);
        if (member)
            fields[i].read(json, member, out);
        else if (fields[i].required)
            ingest_json_refuse(json, "this key is required, and missing");
        ingest_json_leave(json, mark);
    }
    return true;
}

bool ingest_json_array(ingest_json *json, const cJSON *value, size_t least, size_t most, const char *what,
                       size_t *count) {
    if (!cJSON_IsArray(value)) {
        char wanted[80];
        snprintf(wanted, sizeof wanted, "an array [ ] of %s", what);
        ingest_json_expected(json, wanted, value);
        return false;
    }
    *count = (size_t)cJSON_GetArraySize(value);
    if (*count >= least && *count <= most)
        return true;
    if (least == most)
        ingest_json_refuse(json, "expected %zu %s, found %zu", least, what, *count);
    else
        ingest_json_refuse(json, "expected %zu to %zu %s, found %zu", least, most, what, *count);
    return false;
}

bool ingest_json_whole(ingest_json *json, const cJSON *value, int64_t low, int64_t high, int64_t *out) {
    double number = cJSON_IsNumber(value) ? value->valuedouble : NAN;
    if (number >= (double)low && number <= (double)high && number == floor(number)) {
        *out = (int64_t)number;
        return true;
    }
    char wanted[80];
    snprintf(wanted, sizeof wanted, "a whole number from %lld to %lld", (long long)low, (long long)high);
    ingest_json_expected(json, wanted, value);
    return false;
}

void ingest_json_int(ingest_json *json, const cJSON *value, int low, int high, int *out) {
    int64_t number;
    if (ingest_json_whole(json, value, low, high, &number))
        *out = (int)number;
}

void ingest_json_boolean(ingest_json *json, const cJSON *value, bool *out) {
    if (cJSON_IsBool(value))
        *out = cJSON_IsTrue(value);
    else
        ingest_json_expected(json, "true or false", value);
}

size_t ingest_json_choice(ingest_json *json, const cJSON *value, const char *const *words, size_t count) {
    const char *text = cJSON_IsString(value) ? value->valuestring : "";
    for (size_t i = 0; i < count; i++)
        if (strcmp(text, words[i]) == 0)
            return i;
    ingest_json_refuse(json, "found %s%s", found(value).text, ingest_choices(text, strlen(text), words, count).text);
    return DELPHI_NONE;
}

static bool holds_control(const char *text) {
    for (; *text; text++)
        if (((unsigned char)*text < 0x20 && !strchr("\t\r\n", *text)) || *text == 0x7F)
            return true;
    return false;
}

const char *ingest_json_string(ingest_json *json, const cJSON *value) {
    if (!cJSON_IsString(value)) {
        ingest_json_expected(json, "a text", value);
        return NULL;
    }
    const char *text = value->valuestring;
    size_t size = strlen(text);
    base_trim(&text, &size);
    if (!size || holds_control(text)) {
        ingest_json_refuse(json,
                           size ? "this text holds a control character" : "this text is empty; leave the key out");
        return NULL;
    }
    const char *copy = base_arena_text(json->arena, value->valuestring, strlen(value->valuestring));
    if (!copy)
        ingest_json_no_memory(json);
    return copy;
}

static void read_nl(ingest_json *json, const cJSON *value, void *out) {
    ((delphi_text *)out)->in[DELPHI_NL] = ingest_json_string(json, value);
}

static void read_en(ingest_json *json, const cJSON *value, void *out) {
    ((delphi_text *)out)->in[DELPHI_EN] = ingest_json_string(json, value);
}

void ingest_json_text(ingest_json *json, const cJSON *value, delphi_text *out) {
    static const ingest_json_field fields[] = {{"nl", false, read_nl}, {"en", false, read_en}};
    if (cJSON_IsString(value))
        out->in[json->language] = ingest_json_string(json, value);
    else if (!cJSON_IsObject(value))
        ingest_json_expected(json, "a text, or an object with \"nl\" and \"en\"", value);
    else if (!value->child)
        ingest_json_refuse(json, "expected a text in \"nl\", in \"en\" or in both, found none");
    else
        ingest_json_object(json, value, fields, sizeof fields / sizeof *fields, out);
}

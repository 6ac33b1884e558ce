/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A JSON object that is built once and printed many times with other numbers. results.json is some hundred thousand
 * numbers under the same few keys: making and printing a node for each took longer than computing them. cJSON prints
 * the object once, with marks where the numbers go; after that only the text between the marks is copied. */
#ifndef EXPORT_JSON_FORM_H
#define EXPORT_JSON_FORM_H

#include <delphi/value.h>

#include "base/number.h"

#include <cJSON.h>

/* What fills a blank: JSON text that is borrowed, or stands in `number`. */
typedef struct {
    const char *text;
    size_t size;
    char number[BASE_NUMBER_SIZE];
} json_blank;

typedef struct {
    cJSON *object; /* while it is being built */
    json_blank *blanks;
    size_t count, capacity;
    char *print;     /* the object's text, its marks included */
    size_t *lengths; /* of the count + 1 pieces between the marks */
    bool failed;     /* memory ran out while it was built */
} json_form;

/* An empty form with room for `capacity` blanks. */
void json_form_start(json_form *form, size_t capacity);
/* Adds a blank to the form's object, or to an object inside it. The key must outlive the building. */
void json_form_blank(json_form *form, cJSON *object, const char *key);
/* Adds an object inside the form's object. */
cJSON *json_form_object(json_form *form, const char *key);
/* Adds an object inside another one of the form. */
cJSON *json_form_object_in(json_form *form, cJSON *parent, const char *key);
/* Ends the building. */
void json_form_seal(json_form *form);
void json_form_free(json_form *form);

/* Fill in blank `at`, and return the next one. */
size_t json_form_integer(json_form *form, size_t at, int64_t value);
size_t json_form_value(json_form *form, size_t at, const delphi_value *value);
/* JSON text as it stands, which must last until the form is printed. */
size_t json_form_raw(json_form *form, size_t at, const char *json, size_t size);

/* Prints a sealed form, every blank filled in, at the end of `out`; where memory runs out, `out` says so. */
void json_form_print(const json_form *form, delphi_buffer *out);

#endif

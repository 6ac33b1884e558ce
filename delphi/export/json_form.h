/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A cJSON object that is built once and printed many times with other numbers. results.json is some hundred thousand
 * numbers under the same few keys: making a node for each took longer than computing them. */
#ifndef EXPORT_JSON_FORM_H
#define EXPORT_JSON_FORM_H

#include <delphi/value.h>

#include "base/number.h"

#include <cJSON.h>

typedef struct {
    cJSON *object;
    cJSON **blanks; /* the nodes to fill in, in the order in which they were added */
    char (*texts)[BASE_NUMBER_SIZE];
    size_t count, capacity;
    bool failed; /* memory ran out while it was built */
} json_form;

/* An empty form with room for `capacity` blanks. */
void json_form_start(json_form *form, size_t capacity);
void json_form_end(json_form *form);
/* Adds a blank to the form's object, or to an object inside it. The key must outlive the form. */
void json_form_blank(json_form *form, cJSON *object, const char *key);
/* Adds an object inside the form's object. */
cJSON *json_form_object(json_form *form, const char *key);

/* Fill in blank `at`, and return the next one. */
size_t json_form_integer(json_form *form, size_t at, int64_t value);
size_t json_form_value(json_form *form, size_t at, const delphi_value *value);
/* JSON text as it stands, which must last until the form is printed. */
size_t json_form_raw(json_form *form, size_t at, const char *json);

/* Prints the form at the end of `out`; where memory runs out, `out` says so. */
void json_form_print(const json_form *form, delphi_buffer *out);

#endif

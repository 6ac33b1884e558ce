/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building cJSON values whose numbers are exact text, and noticing once, at the end, that memory ran out. */
#ifndef EXPORT_JSON_NODE_H
#define EXPORT_JSON_NODE_H

#include <delphi/analysis.h>

#include <cJSON.h>

/* The document being written. */
typedef struct {
    const delphi_result *result;
    delphi_buffer *out;
    bool failed; /* a value could not be made */
} json_writer;

/* Adds a value, which may be NULL (out of memory), under a key that outlives the object. */
void json_put(json_writer *w, cJSON *object, const char *key, cJSON *item);
void json_push(json_writer *w, cJSON *array, cJSON *item);

cJSON *json_integer(int64_t value);
/* A number, a truth, null, or a share as "16/21". */
cJSON *json_value(const delphi_value *value);
/* A string that outlives the value. */
cJSON *json_text(const char *text);

/* Prints one value at the end of the document and frees it. */
void json_print(json_writer *w, cJSON *item);

/* "selection": what it chose, and the ranking. */
cJSON *json_selection(json_writer *w);

/* The members before "indicators", each on a line of its own, in their fixed order. */
void json_write_head(json_writer *w);

/* A member for each value, by its name, then "undefined" with the reasons of those that have none. */
void json_put_values(json_writer *w, cJSON *object, const delphi_value *values, size_t count,
                     const char *(*name)(size_t index));
/* Prints `"key": item`, and frees the item. */
void json_print_member(json_writer *w, const char *key, cJSON *item);

#endif

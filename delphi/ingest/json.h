/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strict reading of JSON: an object is a table of fields, every problem is told with its pointer. */
#ifndef INGEST_JSON_H
#define INGEST_JSON_H

#include <cJSON.h>

#include <delphi/model.h>

#include "base/arena.h"

/* A reading under way. Starts as {.file, .arena, .problems}; end with ingest_json_end(). */
typedef struct {
    const char *file;
    base_arena *arena; /* texts are copied here */
    delphi_problems *problems;
    delphi_language language; /* of a text that does not name its language */
    delphi_status status;     /* DELPHI_OK as long as nothing went wrong */
    delphi_buffer pointer;    /* RFC 6901, of what is being read */
} ingest_json;

/* Reads one value into `out`, the struct that the table is for. */
typedef void (*ingest_json_reader)(ingest_json *json, const cJSON *value, void *out);

typedef struct {
    const char *key;
    bool required;
    ingest_json_reader read;
} ingest_json_field;

/* Parses UTF-8 text (no BOM). NULL with problems added where it is not JSON. Free with cJSON_Delete(). */
cJSON *ingest_json_parse(ingest_json *json, const char *bytes, size_t size);
void ingest_json_end(ingest_json *json);

/* Adds a problem at the place that is being read. */
void ingest_json_refuse(ingest_json *json, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Adds "expected WHAT, found ...". */
void ingest_json_expected(ingest_json *json, const char *what, const cJSON *value);
void ingest_json_no_memory(ingest_json *json);

/* The pointer goes down to a member or an element and comes back: `mark` is what enter gave. */
size_t ingest_json_enter(ingest_json *json, const char *key);
size_t ingest_json_enter_index(ingest_json *json, size_t index);
void ingest_json_leave(ingest_json *json, size_t mark);

/* Reads the fields in the order of the table, so that one may build on those above it. Tells unknown, duplicate and
 * missing keys. False where the value is no object. */
bool ingest_json_object(ingest_json *json, const cJSON *value, const ingest_json_field *fields, size_t count,
                        void *out);
/* Is it an object? Tells the keys that stand twice; which keys there may be is up to the caller. */
bool ingest_json_members(ingest_json *json, const cJSON *value, const char *what);
/* Is it an array of so many elements? *count is written where it is. */
bool ingest_json_array(ingest_json *json, const cJSON *value, size_t least, size_t most, const char *what,
                       size_t *count);

bool ingest_json_whole(ingest_json *json, const cJSON *value, int64_t low, int64_t high, int64_t *out);
/* The same into an int; `out` is left alone where the value is refused. */
void ingest_json_int(ingest_json *json, const cJSON *value, int low, int high, int *out);
void ingest_json_boolean(ingest_json *json, const cJSON *value, bool *out);
/* Which of the words it is, or DELPHI_NONE with a problem added. */
size_t ingest_json_choice(ingest_json *json, const cJSON *value, const char *const *words, size_t count);
/* A copy of a string that is not blank and holds no control characters but tab and line ends; NULL where it is not. */
const char *ingest_json_string(ingest_json *json, const cJSON *value);
/* A string, or an object with a string for each language. */
void ingest_json_text(ingest_json *json, const cJSON *value, delphi_text *out);

#endif

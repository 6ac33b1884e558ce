/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "undefined" of results.json: the reasons of those values of an object that have none. */
#ifndef EXPORT_JSON_REASONS_H
#define EXPORT_JSON_REASONS_H

#include <delphi/value.h>

#include <cJSON.h>

typedef struct {
    cJSON *object; /* NULL while there is no reason to tell */
    bool failed;   /* memory ran out */
} json_reasons;

/* The name must outlive the printing. */
void json_reasons_add(json_reasons *reasons, const char *name, delphi_reason reason);
/* Prints them at the end of `out`, and empties the list; "{}" where there are none. */
void json_reasons_print(json_reasons *reasons, delphi_buffer *out);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where two JSON values differ, by JSON pointer. */
#ifndef MANAGER_JSON_DIFF_H
#define MANAGER_JSON_DIFF_H

#include <cJSON.h>
#include <delphi/base.h>

/* Takes one difference; a side that is absent is NULL. */
typedef void (*manager_json_taker)(void *context, const char *pointer, const cJSON *old, const cJSON *new);

typedef struct {
    manager_json_taker take;
    void *context;
    delphi_buffer pointer; /* where the walk stands; its `failed` says that memory ran out */
} manager_json_diff;

/* Goes down by a key (or an index), with RFC 6901's escapes; returns what manager_json_leave() needs to come back. */
size_t manager_json_enter(manager_json_diff *diff, const char *key);
void manager_json_leave(manager_json_diff *diff, size_t before);

/* Gives every difference between two values, in the order of the old one. Either may be NULL. */
void manager_json_compare(manager_json_diff *diff, const cJSON *old, const cJSON *new);
/* The same for the members of two objects, but for the member `except` (NULL: for all). */
void manager_json_members(manager_json_diff *diff, const cJSON *old, const cJSON *new, const char *except);

#endif

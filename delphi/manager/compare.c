/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Describing how two results.json differ: decisions first, then provenance, then values by their JSON pointer.
 *
 * The indicators are matched by id, so that one that came or went does not shift the rest; a pointer is one into the
 * file as it is. */
#include "manager/compare.h"

#include "base/buffer.h"
#include "base/index.h"
#include "base/number.h"
#include "manager/json_diff.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* More differing values than this are counted only. */
#define SHOWN_MAX 20
/* A value that is longer is named, not shown. */
#define VALUE_MAX 80

/* What the results were made with. All that differs here is shown. */
static const char *const provenance[] = {"format", "engine",        "study",       "round", "protocol_sha256",
                                         "inputs", "quantile_type", "denominator", "seed",  "replicates",
                                         "rules"};
#define PROVENANCE_COUNT (sizeof provenance / sizeof *provenance)

typedef struct {
    delphi_buffer *out;
    size_t moved, other; /* `other` leaves out the moves and the engine's version */
    size_t hidden;
    size_t room; /* how many more differences are shown */
    bool engine;
} tally;

static void start_line(tally *t) {
    if (t->out->size)
        base_buffer_char(t->out, '\n');
}

static const char *kind_of(const cJSON *item) {
    if (cJSON_IsObject(item))
        return "an object";
    return cJSON_IsArray(item) ? "a list" : "a text";
}

static void show_value(tally *t, const cJSON *item) {
    char number[BASE_NUMBER_SIZE];
    if (cJSON_IsNumber(item)) { /* as results.json writes it; cJSON would show digits that are not there */
        base_buffer_append(t->out, number, base_write_real(item->valuedouble, number));
        return;
    }
    char *text = item ? cJSON_PrintUnformatted(item) : NULL;
    if (!item)
        base_buffer_text(t->out, "(absent)");
    else if (!text)
        t->out->failed = true;
    else if (strlen(text) <= VALUE_MAX)
        base_buffer_text(t->out, text);
    else
        base_buffer_format(t->out, "(%s of %zu bytes)", kind_of(item), strlen(text));
    free(text);
}

static void take(void *context, const char *pointer, const cJSON *old, const cJSON *new) {
    tally *t = context;
    if (strcmp(pointer, "/engine") == 0)
        t->engine = true;
    else
        t->other++;
    if (!t->room) {
        t->hidden++;
        return;
    }
    t->room--;
    start_line(t);
    base_buffer_format(t->out, "%s: ", pointer);
    show_value(t, old);
    base_buffer_text(t->out, " -> ");
    show_value(t, new);
}

/* The indicators of one version by their ids. */
typedef struct {
    const cJSON **items;
    size_t count;
    base_index *by_id;
} indicators;

static const char *text_of(const cJSON *object, const char *key) {
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, key));
    return text ? text : "";
}

static bool indicators_read(const cJSON *root, indicators *list) {
    const cJSON *array = cJSON_GetObjectItemCaseSensitive(root, "indicators"), *item;
    size_t room = (size_t)cJSON_GetArraySize(array) + 1;
    list->items = calloc(room, sizeof *list->items);
    list->by_id = base_index_new(room);
    if (!list->items || !list->by_id)
        return false;
    cJSON_ArrayForEach(item, array) {
        const char *id = text_of(item, "id");
        list->items[list->count] = item;
        if (!base_index_add(list->by_id, id, strlen(id), list->count++))
            return false;
    }
    return true;
}

static void indicators_free(indicators *list) {
    free(list->items);
    base_index_free(list->by_id);
}

static const cJSON *same_indicator(const indicators *list, const cJSON *item) {
    const char *id = text_of(item, "id");
    size_t at = base_index_find(list->by_id, id, strlen(id));
    return at == DELPHI_NONE ? NULL : list->items[at];
}

static void show_move(tally *t, const cJSON *old, const cJSON *new) {
    const char *from = old ? text_of(old, "decision") : "(not in play)";
    const char *to = new ? text_of(new, "decision") : "(not in play)";
    if (strcmp(from, to) == 0)
        return;
    t->moved++;
    start_line(t);
    base_buffer_format(t->out, "%s: %s -> %s", text_of(old ? old : new, "id"), from, to);
}

static void show_moves(tally *t, const indicators *old, const indicators *new) {
    for (size_t i = 0; i < old->count; i++)
        show_move(t, old->items[i], same_indicator(new, old->items[i]));
    for (size_t i = 0; i < new->count; i++)
        if (!same_indicator(old, new->items[i]))
            show_move(t, NULL, new->items[i]);
}

/* What differs inside the indicators that are in both versions, their decisions apart. */
static void show_indicators(manager_json_diff *diff, const indicators *old, const indicators *new) {
    size_t root = manager_json_enter(diff, "indicators");
    for (size_t i = 0; i < old->count; i++) {
        const cJSON *other = same_indicator(new, old->items[i]);
        if (!other)
            continue;
        char index[BASE_NUMBER_SIZE];
        base_write_integer((int64_t)i, index);
        size_t before = manager_json_enter(diff, index);
        manager_json_members(diff, old->items[i], other, "decision");
        manager_json_leave(diff, before);
    }
    manager_json_leave(diff, root);
}

static void show_member(manager_json_diff *diff, const cJSON *old, const cJSON *new, const char *key) {
    size_t before = manager_json_enter(diff, key);
    manager_json_compare(diff, cJSON_GetObjectItemCaseSensitive(old, key), cJSON_GetObjectItemCaseSensitive(new, key));
    manager_json_leave(diff, before);
}

static bool is_provenance(const char *key) {
    for (size_t i = 0; i < PROVENANCE_COUNT; i++)
        if (strcmp(provenance[i], key) == 0)
            return true;
    return false;
}

static void show_values(tally *t, manager_json_diff *diff, const cJSON *old, const cJSON *new, const indicators *list) {
    const cJSON *item;
    t->room = SIZE_MAX;
    for (size_t i = 0; i < PROVENANCE_COUNT; i++)
        show_member(diff, old, new, provenance[i]);
    t->room = SHOWN_MAX;
    cJSON_ArrayForEach(item, old) {
        if (strcmp(item->string, "indicators") == 0)
            show_indicators(diff, &list[0], &list[1]);
        else if (!is_provenance(item->string))
            show_member(diff, old, new, item->string);
    }
    cJSON_ArrayForEach(item, new) {
        if (!is_provenance(item->string) && strcmp(item->string, "indicators") != 0 &&
            !cJSON_GetObjectItemCaseSensitive(old, item->string))
            show_member(diff, old, new, item->string);
    }
    if (t->hidden) {
        start_line(t);
        base_buffer_format(t->out, "and %zu more values", t->hidden);
    }
}

static bool describe(tally *t, const cJSON *old, const cJSON *new) {
    indicators list[2] = {{0}, {0}};
    manager_json_diff diff = {.take = take, .context = t};
    bool done = indicators_read(old, &list[0]) && indicators_read(new, &list[1]);
    if (done) {
        show_moves(t, &list[0], &list[1]);
        show_values(t, &diff, old, new, list);
        if (!t->out->size)
            base_buffer_text(t->out, "the same values, written in another way (white space, order or numbers)");
    }
    done = done && !diff.pointer.failed && !t->out->failed;
    delphi_buffer_free(&diff.pointer);
    indicators_free(&list[0]);
    indicators_free(&list[1]);
    return done;
}

delphi_status manager_compare(const delphi_buffer *stored, const delphi_buffer *computed, manager_comparison *out) {
    *out = (manager_comparison){0};
    if (stored->size == computed->size && memcmp(stored->data, computed->data, stored->size) == 0) {
        out->same_bytes = true;
        return DELPHI_OK;
    }
    errno = 0;
    cJSON *old = cJSON_ParseWithLength(stored->data, stored->size);
    bool no_memory = !old && errno == ENOMEM; /* cJSON does not tell, malloc does */
    cJSON *new = cJSON_ParseWithLength(computed->data, computed->size);
    tally t = {.out = &out->details};
    bool done;
    if (no_memory) {
        done = false;
    } else if (cJSON_IsObject(old)) {
        done = new &&describe(&t, old, new);
    } else { /* every decision is a new one */
        cJSON *none = cJSON_CreateObject();
        base_buffer_text(&out->details, "the file is not a JSON object");
        done = none && new &&describe(&t, none, new);
        cJSON_Delete(none);
    }
    cJSON_Delete(old);
    cJSON_Delete(new);
    if (!done) {
        delphi_buffer_free(&out->details);
        return DELPHI_ERR_MEMORY;
    }
    out->moved = t.moved;
    out->only_engine = t.engine && !t.moved && !t.other;
    return DELPHI_OK;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walking two JSON values side by side. cJSON has a compare, but it tells only whether, not where. */
#include "manager/json_diff.h"

#include "base/buffer.h"
#include "base/number.h"

#include <string.h>

size_t manager_json_enter(manager_json_diff *diff, const char *key) {
    size_t before = diff->pointer.size;
    base_buffer_char(&diff->pointer, '/');
    for (; *key; key++) {
        if (*key == '~')
            base_buffer_text(&diff->pointer, "~0");
        else if (*key == '/')
            base_buffer_text(&diff->pointer, "~1");
        else
            base_buffer_char(&diff->pointer, *key);
    }
    return before;
}

void manager_json_leave(manager_json_diff *diff, size_t before) {
    if (diff->pointer.failed)
        return;
    diff->pointer.size = before;
    diff->pointer.data[before] = '\0';
}

static void differ(manager_json_diff *diff, const cJSON *old, const cJSON *new) {
    if (!diff->pointer.failed)
        diff->take(diff->context, base_buffer_string(&diff->pointer), old, new);
}

static void compare_at(manager_json_diff *diff, const char *key, const cJSON *old, const cJSON *new) {
    size_t before = manager_json_enter(diff, key);
    manager_json_compare(diff, old, new);
    manager_json_leave(diff, before);
}

/* The member of this name; `guess` is the next one in order, which it nearly always is. */
static const cJSON *member(const cJSON *object, const cJSON *guess, const char *name) {
    if (guess && strcmp(guess->string, name) == 0)
        return guess;
    return cJSON_GetObjectItemCaseSensitive(object, name);
}

void manager_json_members(manager_json_diff *diff, const cJSON *old, const cJSON *new, const char *except) {
    const cJSON *item, *guess = new->child;
    cJSON_ArrayForEach(item, old) {
        const cJSON *other = member(new, guess, item->string);
        guess = other ? other->next : guess;
        if (!except || strcmp(item->string, except) != 0)
            compare_at(diff, item->string, item, other);
    }
    guess = old->child;
    cJSON_ArrayForEach(item, new) {
        const cJSON *other = member(old, guess, item->string);
        guess = other ? other->next : guess;
        if (!other && (!except || strcmp(item->string, except) != 0))
            compare_at(diff, item->string, NULL, item);
    }
}

static void compare_lists(manager_json_diff *diff, const cJSON *old, const cJSON *new) {
    const cJSON *a = old->child, *b = new->child;
    for (int64_t i = 0; a || b; i++) {
        char index[BASE_NUMBER_SIZE];
        base_write_integer(i, index);
        compare_at(diff, index, a, b);
        a = a ? a->next : NULL;
        b = b ? b->next : NULL;
    }
}

static bool same_leaf(const cJSON *old, const cJSON *new) {
    if (cJSON_IsNumber(old))
        return cJSON_IsNumber(new) && !(old->valuedouble < new->valuedouble || old->valuedouble > new->valuedouble);
    if (cJSON_IsString(old))
        return cJSON_IsString(new) && strcmp(old->valuestring, new->valuestring) == 0;
    return (old->type & 0xFF) == (new->type & 0xFF);
}

void manager_json_compare(manager_json_diff *diff, const cJSON *old, const cJSON *new) {
    if (!old || !new) {
        if (old != new)
            differ(diff, old, new);
    } else if (cJSON_IsObject(old) && cJSON_IsObject(new)) {
        manager_json_members(diff, old, new, NULL);
    } else if (cJSON_IsArray(old) && cJSON_IsArray(new)) {
        compare_lists(diff, old, new);
    } else if (cJSON_IsObject(old) || cJSON_IsArray(old) || !same_leaf(old, new)) {
        differ(diff, old, new);
    }
}

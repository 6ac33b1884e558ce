/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commit record of a transaction, in memory and as JSON (delphi-commit/2; a record of version 1 has no removals).
 */
#include "manager/plan.h"

#include "base/text.h"

#include <cJSON.h>
#include <stdint.h>
#include <string.h>

#define FORMAT     "delphi-commit/2"
#define OLD_FORMAT "delphi-commit/1"

bool manager_plan_start(manager_plan *plan) {
    *plan = (manager_plan){.arena = base_arena_new(), .what = "", .ledger_line = ""};
    plan->folders_end = &plan->folders;
    plan->moves_end = &plan->moves;
    plan->removals_end = &plan->removals;
    return plan->arena != NULL;
}

void manager_plan_free(manager_plan *plan) {
    base_arena_free(plan->arena);
    *plan = (manager_plan){0};
}

static const char *copy(manager_plan *plan, const char *text) {
    return base_arena_text(plan->arena, text, strlen(text));
}

static bool add_name(manager_plan *plan, const char *name, manager_new_folder ***end) {
    manager_new_folder *added = base_arena_alloc(plan->arena, sizeof *added);
    if (!added || !(added->name = copy(plan, name)))
        return false;
    **end = added;
    *end = &added->next;
    return true;
}

bool manager_plan_folder(manager_plan *plan, const char *name) {
    return add_name(plan, name, &plan->folders_end);
}

bool manager_plan_removal(manager_plan *plan, const char *name) {
    return add_name(plan, name, &plan->removals_end);
}

bool manager_plan_move(manager_plan *plan, const char *staged, const char *file, const char *sha256) {
    manager_move *move = base_arena_alloc(plan->arena, sizeof *move);
    if (!move || !(move->staged = copy(plan, staged)) || !(move->file = copy(plan, file)))
        return false;
    memcpy(move->sha256, sha256, 64);
    *plan->moves_end = move;
    plan->moves_end = &move->next;
    return true;
}

static bool add_moves(cJSON *list, const manager_plan *plan) {
    bool done = list != NULL;
    for (const manager_move *move = plan->moves; done && move; move = move->next) {
        cJSON *entry = cJSON_CreateObject();
        done = entry && cJSON_AddStringToObject(entry, "staged", move->staged) &&
               cJSON_AddStringToObject(entry, "file", move->file) &&
               cJSON_AddStringToObject(entry, "sha256", move->sha256) && cJSON_AddItemToArray(list, entry);
        if (!done)
            cJSON_Delete(entry);
    }
    return done;
}

static bool add_names(cJSON *list, const manager_new_folder *first) {
    bool done = list != NULL;
    for (const manager_new_folder *named = first; done && named; named = named->next) {
        cJSON *entry = cJSON_CreateString(named->name);
        done = entry && cJSON_AddItemToArray(list, entry);
        if (!done)
            cJSON_Delete(entry);
    }
    return done;
}

char *manager_plan_write(const manager_plan *plan) {
    cJSON *record = cJSON_CreateObject();
    bool done = record && cJSON_AddStringToObject(record, "format", FORMAT) &&
                cJSON_AddStringToObject(record, "what", plan->what) &&
                add_names(cJSON_AddArrayToObject(record, "folders"), plan->folders) &&
                add_moves(cJSON_AddArrayToObject(record, "moves"), plan) &&
                add_names(cJSON_AddArrayToObject(record, "removals"), plan->removals) &&
                cJSON_AddNumberToObject(record, "ledger_size", (double)plan->ledger_size) &&
                cJSON_AddStringToObject(record, "ledger_line", plan->ledger_line);
    char *text = done ? cJSON_PrintUnformatted(record) : NULL;
    cJSON_Delete(record);
    return text;
}

/* A name inside the study folder: relative, without `.`, `..` or empty parts. */
static bool is_plain(const char *name) {
    for (;;) {
        size_t part = strcspn(name, "/");
        if (part == 0 || (part == 1 && name[0] == '.') || (part == 2 && name[0] == '.' && name[1] == '.'))
            return false;
        if (!name[part])
            return true;
        name += part + 1;
    }
}

/* What a change may put in place: anything in the study folder but the stage itself. */
static bool is_inside(const char *name) {
    size_t stage = strlen(MANAGER_STAGE);
    return is_plain(name) && !(strncmp(name, MANAGER_STAGE, stage) == 0 && (!name[stage] || name[stage] == '/'));
}

static const char *text_of(const cJSON *object, const char *key) {
    return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, key));
}

static bool read_move(manager_plan *plan, const cJSON *entry) {
    const char *staged = text_of(entry, "staged"), *file = text_of(entry, "file"), *sha256 = text_of(entry, "sha256");
    size_t stage = strlen(MANAGER_STAGE "/");
    return staged && file && sha256 && strlen(sha256) == 64 && is_plain(staged) && is_inside(file) &&
           strncmp(staged, MANAGER_STAGE "/", stage) == 0 && !strchr(staged + stage, '/') &&
           manager_plan_move(plan, staged, file, sha256);
}

static bool read_names(manager_plan *plan, const cJSON *list, bool (*add)(manager_plan *plan, const char *name)) {
    const cJSON *entry;
    cJSON_ArrayForEach(entry, list) {
        const char *name = cJSON_GetStringValue(entry);
        if (!name || !is_inside(name) || !add(plan, name))
            return false;
    }
    return true;
}

static bool read_lists(manager_plan *plan, const cJSON *record) {
    const cJSON *entry;
    if (!read_names(plan, cJSON_GetObjectItemCaseSensitive(record, "folders"), manager_plan_folder) ||
        !read_names(plan, cJSON_GetObjectItemCaseSensitive(record, "removals"), manager_plan_removal))
        return false;
    cJSON_ArrayForEach(entry, cJSON_GetObjectItemCaseSensitive(record, "moves")) {
        if (!read_move(plan, entry))
            return false;
    }
    return true;
}

static bool read_record(manager_plan *plan, const cJSON *record) {
    const char *format = text_of(record, "format"), *what = text_of(record, "what"),
               *line = text_of(record, "ledger_line");
    const cJSON *size = cJSON_GetObjectItemCaseSensitive(record, "ledger_size");
    bool known = format && (strcmp(format, FORMAT) == 0 || strcmp(format, OLD_FORMAT) == 0);
    if (!known || !what || !line || !cJSON_IsNumber(size) || size->valuedouble < 0 ||
        size->valuedouble > (double)INT32_MAX)
        return false;
    plan->ledger_size = (size_t)size->valuedouble;
    plan->what = copy(plan, what);
    plan->ledger_line = copy(plan, line);
    return plan->what && plan->ledger_line && read_lists(plan, record);
}

bool manager_plan_read(manager_plan *plan, const char *bytes, size_t size) {
    cJSON *record = bytes ? cJSON_ParseWithLength(bytes, size) : NULL;
    bool done = record && read_record(plan, record);
    cJSON_Delete(record);
    return done;
}

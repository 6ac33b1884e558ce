/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading ledger.jsonl. A line that cannot be read is kept with its fault, so that the others can still be shown. */
#include "manager/ledger.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/number.h"
#include "base/problems.h"
#include "manager/disk.h"
#include "manager/lock.h"
#include "manager/plan.h"

#include <cJSON.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Reading a line: a text that memory did not suffice for is no fault of the line. */
typedef struct {
    base_arena *arena;
    bool no_memory;
} line_reader;

struct delphi_ledger {
    char *root;
    base_arena *arena;
    manager_ledger_line *lines;
    size_t count, size;
    manager_seal seal;
};

static const char *copy(line_reader *r, const char *text) {
    const char *out = base_arena_text(r->arena, text, strlen(text));
    r->no_memory = r->no_memory || !out;
    return out;
}

/* A text of the line: *out is "" where the key is absent. false: it is not a text, or must be there. */
static bool take_text(line_reader *r, const cJSON *object, const char *key, bool must, const char **out) {
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    if (item && !cJSON_IsString(item))
        return false;
    *out = item ? copy(r, item->valuestring) : "";
    return *out && (item || !must);
}

static bool take_whole(const cJSON *object, const char *key, bool must, double max, long *out) {
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    if (!item)
        return !must;
    if (!cJSON_IsNumber(item) || item->valuedouble < 1 || item->valuedouble > max ||
        floor(item->valuedouble) < item->valuedouble)
        return false;
    *out = (long)item->valuedouble;
    return true;
}

static bool take_files(line_reader *r, const cJSON *object, manager_ledger_line *line) {
    const cJSON *list = cJSON_GetObjectItemCaseSensitive(object, "files"), *entry;
    if (!list)
        return true;
    manager_ledger_file *files = base_arena_array(r->arena, (size_t)cJSON_GetArraySize(list), sizeof *files);
    r->no_memory = r->no_memory || !files;
    if (!cJSON_IsArray(list) || !files)
        return false;
    line->files = files;
    cJSON_ArrayForEach(entry, list) {
        manager_ledger_file *file = &files[line->file_count++];
        if (!take_text(r, entry, "file", true, &file->name) || !take_text(r, entry, "sha256", true, &file->sha256) ||
            strlen(file->sha256) != 64)
            return false;
    }
    return true;
}

static bool take_line(line_reader *r, const cJSON *object, manager_ledger_line *line) {
    long round = 0;
    bool done =
        take_whole(object, "number", true, 1e9, &line->entry.number) &&
        take_text(r, object, "time", true, &line->entry.time) && take_text(r, object, "act", true, &line->entry.act) &&
        take_text(r, object, "by", false, &line->entry.by) && take_whole(object, "round", false, 1e6, &round) &&
        take_text(r, object, "text", true, &line->entry.text) && take_text(r, object, "why", false, &line->entry.why) &&
        take_files(r, object, line) && take_text(r, object, "prev", true, &line->prev) && strlen(line->prev) == 64;
    line->round = (int)round;
    return done;
}

static manager_ledger_line faulty(const manager_ledger_line *line, const char *fault) {
    manager_ledger_line out = {
        .entry = {.time = "", .act = "", .by = "", .text = "", .why = ""}, .prev = "", .fault = fault};
    memcpy(out.sha256, line->sha256, sizeof out.sha256);
    return out;
}

/* cJSON does not tell whether the text or the memory was at fault; malloc does. */
static void read_line(line_reader *r, const char *bytes, size_t size, bool ended, manager_ledger_line *line) {
    base_sha256(bytes, size, line->sha256);
    const char *end = NULL;
    errno = 0;
    cJSON *object = cJSON_ParseWithLengthOpts(bytes, size, &end, false);
    r->no_memory = r->no_memory || (!object && errno == ENOMEM);
    if (!ended)
        *line = faulty(line, "is cut off: its line end is missing");
    else if (!object || !cJSON_IsObject(object) || end != bytes + size)
        *line = faulty(line, "is not one JSON object");
    else if (!take_line(r, object, line))
        *line =
            faulty(line, "has not the form of a ledger line (number, time, act, by, round, text, why, files, prev)");
    cJSON_Delete(object);
}

static size_t count_lines(const delphi_buffer *bytes) {
    size_t count = 0;
    for (size_t i = 0; i < bytes->size; i++)
        count += bytes->data[i] == '\n' || i + 1 == bytes->size;
    return count;
}

static bool read_lines(delphi_ledger *ledger, const delphi_buffer *bytes) {
    size_t count = count_lines(bytes), at = 0;
    line_reader r = {.arena = ledger->arena};
    ledger->size = bytes->size;
    ledger->lines = base_arena_array(ledger->arena, count, sizeof *ledger->lines);
    while (ledger->lines && ledger->count < count) {
        const char *start = bytes->data + at, *end = memchr(start, '\n', bytes->size - at);
        size_t size = end ? (size_t)(end - start) : bytes->size - at;
        read_line(&r, start, size, end != NULL, &ledger->lines[ledger->count++]);
        at += size + 1;
    }
    return ledger->lines && !r.no_memory;
}

delphi_status manager_ledger_load(const char *root, delphi_ledger **out, delphi_problems *problems) {
    delphi_buffer bytes = {0};
    delphi_ledger *ledger = calloc(1, sizeof *ledger);
    char *path = base_path_join(root, MANAGER_LEDGER);
    delphi_status status = DELPHI_ERR_MEMORY;
    bool missing;
    if (ledger && path && (ledger->root = strdup(root)) && (ledger->arena = base_arena_new())) {
        status = base_file_read(path, path, &bytes, &missing, problems);
        if (!status && !read_lines(ledger, &bytes))
            status = base_no_memory(problems);
        if (!status)
            status = manager_seal_read(root, &ledger->seal, problems);
    } else {
        base_no_memory(problems);
    }
    free(path);
    delphi_buffer_free(&bytes);
    if (status)
        delphi_ledger_free(ledger);
    else
        *out = ledger;
    return status;
}

delphi_status delphi_ledger_read(const char *path, delphi_ledger **out, delphi_problems *problems) {
    int folder;
    delphi_status status = manager_settle(path, false, &folder, problems);
    if (status)
        return status;
    status = manager_ledger_load(path, out, problems);
    close(folder);
    return status;
}

void delphi_ledger_free(delphi_ledger *ledger) {
    if (!ledger)
        return;
    base_arena_free(ledger->arena);
    free(ledger->root);
    free(ledger);
}

size_t delphi_ledger_count(const delphi_ledger *ledger) {
    return ledger->count;
}

const manager_ledger_line *manager_ledger_at(const delphi_ledger *ledger, size_t index) {
    return index < ledger->count ? &ledger->lines[index] : NULL;
}

const delphi_ledger_entry *delphi_ledger_get(const delphi_ledger *ledger, size_t index) {
    return index < ledger->count ? &ledger->lines[index].entry : NULL;
}

const char *manager_ledger_root(const delphi_ledger *ledger) {
    return ledger->root;
}

const manager_seal *manager_ledger_seal(const delphi_ledger *ledger) {
    return &ledger->seal;
}

size_t manager_ledger_size(const delphi_ledger *ledger) {
    return ledger->size;
}

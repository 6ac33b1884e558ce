/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of problems, and the words for a status. */
#include "base/problems.h"

#include "base/text.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define KEPT_MAX 1000

struct delphi_problems {
    delphi_error *kept;
    size_t kept_count, capacity, errors;
    delphi_status gravest;
};

const char *delphi_status_text(delphi_status status) {
    static const char *const texts[DELPHI_STATUS_COUNT] = {
        [DELPHI_OK] = "done",
        [DELPHI_ERR_INPUT] = "the data or the protocol hold something that is not allowed",
        [DELPHI_ERR_STATE] = "the study is not in a state in which this can be done",
        [DELPHI_ERR_USAGE] = "an argument is not allowed",
        [DELPHI_ERR_IO] = "a file could not be read or written",
        [DELPHI_ERR_BUSY] = "another process is changing the study",
        [DELPHI_ERR_MEMORY] = "out of memory",
        [DELPHI_ERR_INTERNAL] = "a fault of the engine itself",
    };
    return (unsigned)status < DELPHI_STATUS_COUNT ? texts[status] : "unknown status";
}

delphi_problems *delphi_problems_new(void) {
    return calloc(1, sizeof(delphi_problems));
}

void delphi_problems_free(delphi_problems *problems) {
    if (!problems)
        return;
    free(problems->kept);
    free(problems);
}

size_t delphi_problems_errors(const delphi_problems *problems) {
    return problems->errors;
}

size_t delphi_problems_kept(const delphi_problems *problems) {
    return problems->kept_count;
}

const delphi_error *delphi_problems_get(const delphi_problems *problems, size_t index) {
    return index < problems->kept_count ? &problems->kept[index] : NULL;
}

delphi_status delphi_problems_status(const delphi_problems *problems) {
    return problems->gravest;
}

/* How grave a status is beside another: the caller's exit code follows the gravest. */
static int gravity(delphi_status status) {
    switch (status) {
    case DELPHI_ERR_MEMORY:
        return 5;
    case DELPHI_ERR_INTERNAL:
        return 4;
    case DELPHI_ERR_IO:
    case DELPHI_ERR_BUSY:
        return 3;
    case DELPHI_ERR_USAGE:
        return 2;
    case DELPHI_OK:
        return 0;
    default:
        return 1;
    }
}

/* The next free entry, or NULL where the list is full or memory ran out: the error is counted all the same. */
static delphi_error *next_entry(delphi_problems *problems) {
    if (problems->kept_count == KEPT_MAX)
        return NULL;
    if (problems->kept_count == problems->capacity) {
        size_t capacity = problems->capacity ? problems->capacity * 2 : 8;
        delphi_error *kept = realloc(problems->kept, capacity * sizeof *kept);
        if (!kept)
            return NULL;
        problems->kept = kept;
        problems->capacity = capacity;
    }
    delphi_error *entry = &problems->kept[problems->kept_count++];
    memset(entry, 0, sizeof *entry);
    return entry;
}

/* Takes off the tail of a character that the cut went through, so that the text stays well-formed UTF-8. */
static void mend_cut(char *text, size_t size) {
    size_t length = strlen(text), at = 0;
    if (length + 1 == size && !base_utf8_valid(text, length, &at) && length - at < 4)
        text[at] = '\0';
}

static void copy_text(char *out, size_t size, const char *text) {
    snprintf(out, size, "%s", text ? text : "");
    mend_cut(out, size);
}

__attribute__((format(printf, 5, 0))) static void add(delphi_problems *problems, delphi_severity severity,
                                                      delphi_status status, base_place place, const char *format,
                                                      va_list args) {
    if (!problems)
        return;
    if (severity == DELPHI_ERROR) {
        problems->errors++;
        if (gravity(status) > gravity(problems->gravest))
            problems->gravest = status;
    }
    delphi_error *entry = next_entry(problems);
    if (!entry)
        return;
    entry->severity = severity;
    entry->status = status;
    entry->line = place.line;
    entry->column = place.column;
    copy_text(entry->file, sizeof entry->file, place.file);
    copy_text(entry->pointer, sizeof entry->pointer, place.pointer);
    vsnprintf(entry->message, sizeof entry->message, format, args);
    mend_cut(entry->message, sizeof entry->message);
}

delphi_status base_problem(delphi_problems *problems, delphi_status status, base_place place, const char *format, ...) {
    va_list args;
    va_start(args, format);
    add(problems, DELPHI_ERROR, status, place, format, args);
    va_end(args);
    return status;
}

void base_notice(delphi_problems *problems, base_place place, const char *format, ...) {
    va_list args;
    va_start(args, format);
    add(problems, DELPHI_NOTICE, DELPHI_OK, place, format, args);
    va_end(args);
}

void base_problem_copy(delphi_problems *problems, const delphi_error *e) {
    base_place place = {.file = e->file, .line = e->line, .column = e->column, .pointer = e->pointer};
    if (e->severity == DELPHI_NOTICE)
        base_notice(problems, place, "%s", e->message);
    else
        base_problem(problems, e->status, place, "%s", e->message);
}

delphi_status base_no_memory(delphi_problems *problems) {
    return base_problem(problems, DELPHI_ERR_MEMORY, (base_place){0}, "out of memory");
}

delphi_status base_io_problem(delphi_problems *problems, const char *file, const char *what) {
    char reason[128] = "";
    if (errno == ENOMEM)
        return base_no_memory(problems);
    const char *text = strerror_r(errno, reason, sizeof reason);
    return base_problem(problems, DELPHI_ERR_IO, (base_place){.file = file}, "%s: %s", what, text);
}

size_t delphi_error_format(const delphi_error *error, char *out, size_t size) {
    char place[600] = "";
    size_t used = 0;
    if (error->file[0])
        used += (size_t)snprintf(place + used, sizeof place - used, "%s:", error->file);
    if (error->pointer[0])
        used += (size_t)snprintf(place + used, sizeof place - used, "%s:", error->pointer);
    if (error->line)
        used += (size_t)snprintf(place + used, sizeof place - used, "%ld:", error->line);
    if (error->column)
        used += (size_t)snprintf(place + used, sizeof place - used, "%ld:", error->column);
    int length = snprintf(out, size, "%s%s%s", place, used ? " " : "", error->message);
    if (length < 0 || size == 0)
        return 0;
    mend_cut(out, size);
    return (size_t)length < size ? (size_t)length : strlen(out);
}

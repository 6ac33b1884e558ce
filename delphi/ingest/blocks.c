/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text a block at a time: a consultation's answers may be larger than memory. */
#include "ingest/blocks.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/problems.h"
#include "ingest/words.h"

/* Small enough to stay in the processor's cache from the reading to the last look at it. */
#define BLOCK_SIZE ((size_t)1 << 18)
/* More than the longest fields of all columns that a table can have: it would only fill the memory. */
#define LINE_SIZE_MAX ((size_t)1 << 26)

static ingest_blocks start(ingest_blocks blocks) {
    base_hash_start(&blocks.hash);
    return blocks;
}

ingest_blocks ingest_blocks_of_bytes(const char *file, const char *bytes, size_t size) {
    return start((ingest_blocks){.file = file, .bytes = bytes, .size = size});
}

ingest_blocks ingest_blocks_of_source(const char *file, const delphi_source *source) {
    return start((ingest_blocks){.file = file, .source = source});
}

void ingest_blocks_free(ingest_blocks *b) {
    free(b->own.bytes);
    free(b->rest.bytes);
    b->own = b->rest = (ingest_room){0};
}

static delphi_status widen(ingest_blocks *b, ingest_room *room, size_t size, delphi_problems *problems) {
    size_t capacity = room->capacity ? room->capacity : BLOCK_SIZE;
    while (capacity < size)
        capacity *= 2;
    if (capacity > LINE_SIZE_MAX)
        return base_problem(problems, DELPHI_ERR_INPUT, (base_place){.file = b->file},
                            "this file has a line of more than 64 MiB, the most that is allowed");
    char *bytes = capacity > room->capacity ? realloc(room->bytes, capacity) : room->bytes;
    if (!bytes)
        return base_no_memory(problems);
    *room = (ingest_room){.bytes = bytes, .capacity = capacity};
    return DELPHI_OK;
}

static delphi_status fill(ingest_blocks *b, const ingest_room *room, size_t *filled, delphi_problems *problems) {
    while (*filled < room->capacity && !b->ended) {
        ptrdiff_t got = b->source->read(b->source->context, room->bytes + *filled, room->capacity - *filled);
        if (got < 0)
            return base_read_problem(problems, b->file);
        *filled += (size_t)got;
        b->ended = got == 0;
    }
    return DELPHI_OK;
}

/* A CR at the very end may be half of a line break. */
static bool breaks_at(const char *text, size_t size, size_t at) {
    return text[at] == '\n' || (text[at] == '\r' && at + 1 < size && text[at + 1] != '\n');
}

/* Just past the last line break; 0 where no line ends. */
static size_t last_line_end(const char *text, size_t size) {
    for (size_t at = size; at > 0; at--)
        if (breaks_at(text, size, at - 1))
            return at;
    return 0;
}

/* The same outside quotes. Where quotes stand as they should, an odd number of them went before what is inside. */
static size_t last_row_end(const char *text, size_t size) {
    if (!memchr(text, '"', size))
        return last_line_end(text, size);
    bool inside = false;
    size_t past = 0;
    for (size_t at = 0; at < size; at++) {
        inside ^= text[at] == '"';
        if (!inside && breaks_at(text, size, at))
            past = at + 1;
    }
    return past;
}

static delphi_status keep_rest(ingest_blocks *b, const char *rest, size_t size, delphi_problems *problems) {
    delphi_status status = size ? widen(b, &b->rest, size, problems) : DELPHI_OK;
    if (status)
        return status;
    if (size)
        memcpy(b->rest.bytes, rest, size);
    b->rest_size = size;
    return DELPHI_OK;
}

static delphi_status read_block(ingest_blocks *b, ingest_room *room, size_t *given, delphi_problems *problems) {
    size_t filled = b->rest_size;
    delphi_status status = widen(b, room, filled + 1, problems);
    if (!status && filled)
        memcpy(room->bytes, b->rest.bytes, filled);
    while (!status && !(status = fill(b, room, &filled, problems))) {
        size_t past = b->ended ? filled : (b->whole_rows ? last_row_end : last_line_end)(room->bytes, filled);
        if (past || b->ended) {
            *given = past;
            return keep_rest(b, room->bytes + past, filled - past, problems);
        }
        status = widen(b, room, filled + 1, problems);
    }
    return status;
}

delphi_status ingest_blocks_next_into(ingest_blocks *b, ingest_room *room, long line, const char **text, size_t *size,
                                      delphi_problems *problems) {
    delphi_status status = DELPHI_OK;
    if (b->source) {
        status = read_block(b, room, size, problems);
        *text = room->bytes;
    } else {
        *text = b->bytes;
        *size = b->ended ? 0 : b->size;
        b->ended = true;
    }
    if (status)
        return status;
    base_hash_add(&b->hash, *text, *size);
    if (!b->started)
        status = ingest_skip_mark(b->file, text, size, problems);
    b->started = true;
    return status ? status : ingest_check_utf8(b->file, line, *text, *size, problems);
}

delphi_status ingest_blocks_next(ingest_blocks *b, long line, const char **text, size_t *size,
                                 delphi_problems *problems) {
    return ingest_blocks_next_into(b, &b->own, line, text, size, problems);
}

delphi_status ingest_blocks_rewind(ingest_blocks *b, delphi_problems *problems) {
    if (b->source && !b->source->rewind(b->source->context))
        return base_read_problem(problems, b->file);
    b->started = b->ended = false;
    b->rest_size = 0;
    base_hash_start(&b->hash);
    return DELPHI_OK;
}

void ingest_blocks_sha256(ingest_blocks *b, char hex[65]) {
    base_hash_end(&b->hash, hex);
}

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
    free(b->room);
    b->room = NULL;
}

static delphi_status widen(ingest_blocks *b, delphi_problems *problems) {
    size_t capacity = b->capacity ? b->capacity * 2 : BLOCK_SIZE;
    if (capacity > LINE_SIZE_MAX)
        return base_problem(problems, DELPHI_ERR_INPUT, (base_place){.file = b->file},
                            "this file has a line of more than 64 MiB, the most that is allowed");
    char *room = realloc(b->room, capacity);
    if (!room)
        return base_no_memory(problems);
    b->room = room;
    b->capacity = capacity;
    return DELPHI_OK;
}

static delphi_status fill(ingest_blocks *b, delphi_problems *problems) {
    while (b->filled < b->capacity && !b->ended) {
        ptrdiff_t got = b->source->read(b->source->context, b->room + b->filled, b->capacity - b->filled);
        if (got < 0)
            return base_read_problem(problems, b->file);
        b->filled += (size_t)got;
        b->ended = got == 0;
    }
    return DELPHI_OK;
}

/* Just past the last line break; a CR at the very end may be half of one. 0 where no line ends. */
static size_t last_break(const char *text, size_t size) {
    for (size_t at = size; at > 0; at--)
        if (text[at - 1] == '\n' || (text[at - 1] == '\r' && at < size))
            return at;
    return 0;
}

static delphi_status read_block(ingest_blocks *b, delphi_problems *problems) {
    delphi_status status = DELPHI_OK;
    if (b->given) {
        b->filled -= b->given;
        memmove(b->room, b->room + b->given, b->filled);
        b->given = 0;
    }
    for (;;) {
        if (b->filled == b->capacity && (status = widen(b, problems)))
            return status;
        size_t seen = b->filled;
        if ((status = fill(b, problems)))
            return status;
        /* What was looked at before has no break, but for a CR at its end. */
        size_t from = seen ? seen - 1 : 0, past = last_break(b->room + from, b->filled - from);
        b->given = b->ended ? b->filled : past ? from + past : 0;
        if (b->given || b->ended)
            return DELPHI_OK;
    }
}

delphi_status ingest_blocks_next(ingest_blocks *b, long line, const char **text, size_t *size,
                                 delphi_problems *problems) {
    if (b->source) {
        delphi_status status = read_block(b, problems);
        if (status)
            return status;
        *text = b->room;
        *size = b->given;
    } else {
        *text = b->bytes;
        *size = b->ended ? 0 : b->size;
        b->ended = true;
    }
    base_hash_add(&b->hash, *text, *size);
    delphi_status status = b->started ? DELPHI_OK : ingest_skip_mark(b->file, text, size, problems);
    b->started = true;
    return status ? status : ingest_check_utf8(b->file, line, *text, *size, problems);
}

delphi_status ingest_blocks_rewind(ingest_blocks *b, delphi_problems *problems) {
    if (b->source && !b->source->rewind(b->source->context))
        return base_read_problem(problems, b->file);
    b->started = b->ended = false;
    b->filled = b->given = 0;
    base_hash_start(&b->hash);
    return DELPHI_OK;
}

void ingest_blocks_sha256(ingest_blocks *b, char hex[65]) {
    base_hash_end(&b->hash, hex);
}

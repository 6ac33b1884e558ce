/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory in blocks that are freed together. A large request gets a block of its own, so that it wastes nothing. */
#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE ((size_t)64 * 1024)

typedef struct block {
    struct block *next;
    size_t used, size;
    max_align_t data[];
} block;

struct base_arena {
    block *blocks; /* the first is the one being filled */
};

base_arena *base_arena_new(void) {
    return calloc(1, sizeof(base_arena));
}

void base_arena_free(base_arena *arena) {
    if (!arena)
        return;
    for (block *b = arena->blocks; b;) {
        block *next = b->next;
        free(b);
        b = next;
    }
    free(arena);
}

/* calloc, because fresh pages are zero already and large blocks are then touched only where they are used. */
static block *block_new(size_t size) {
    if (size > SIZE_MAX - sizeof(block))
        return NULL;
    block *b = calloc(1, sizeof(block) + size);
    if (b)
        b->size = size;
    return b;
}

static void *take(block *b, size_t size) {
    void *out = (char *)b->data + b->used;
    b->used += size;
    return out;
}

void *base_arena_alloc(base_arena *arena, size_t size) {
    const size_t align = sizeof(max_align_t);
    if (size > SIZE_MAX - align)
        return NULL;
    size = size ? (size + align - 1) / align * align : align;
    block *first = arena->blocks;
    if (first && first->size - first->used >= size)
        return take(first, size);
    block *b = block_new(size > BLOCK_SIZE / 4 ? size : BLOCK_SIZE);
    if (!b)
        return NULL;
    if (first && b->size == size) { /* full at once: keep filling the block before it */
        b->next = first->next;
        first->next = b;
    } else {
        b->next = first;
        arena->blocks = b;
    }
    return take(b, size);
}

void *base_arena_array(base_arena *arena, size_t count, size_t size) {
    if (size && count > SIZE_MAX / size)
        return NULL;
    return base_arena_alloc(arena, count * size);
}

char *base_arena_text(base_arena *arena, const char *text, size_t size) {
    if (size == SIZE_MAX)
        return NULL;
    char *copy = base_arena_alloc(arena, size + 1);
    if (copy && size)
        memcpy(copy, text, size);
    return copy;
}

char *base_arena_format(base_arena *arena, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *out = length < 0 ? NULL : base_arena_alloc(arena, (size_t)length + 1);
    if (out)
        vsnprintf(out, (size_t)length + 1, format, again);
    va_end(again);
    return out;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Open addressing with linear probing over FNV-1a. libc's hcreate_r cannot grow and cannot tell its keys apart by
 * length. */
#include "base/index.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *key;
    size_t size, place;
    uint64_t hash;
} slot;

struct base_index {
    slot *slots;
    size_t capacity, count; /* capacity is a power of two, at most half full */
};

static uint64_t hash_of(const char *key, size_t size) {
    uint64_t h = 0xcbf29ce484222325u;
    for (size_t i = 0; i < size; i++)
        h = (h ^ (unsigned char)key[i]) * 0x100000001b3u;
    return h;
}

base_index *base_index_new(size_t expected) {
    base_index *index = calloc(1, sizeof *index);
    if (!index)
        return NULL;
    index->capacity = 16;
    while (index->capacity < expected * 2 && index->capacity < SIZE_MAX / 4 / sizeof(slot))
        index->capacity *= 2;
    index->slots = calloc(index->capacity, sizeof(slot));
    if (!index->slots) {
        free(index);
        return NULL;
    }
    return index;
}

void base_index_free(base_index *index) {
    if (!index)
        return;
    free(index->slots);
    free(index);
}

/* The slot that holds the key, or the free one where it belongs. */
static slot *find(const base_index *index, const char *key, size_t size, uint64_t hash) {
    size_t i = (size_t)hash & (index->capacity - 1);
    for (;; i = (i + 1) & (index->capacity - 1)) {
        slot *s = &index->slots[i];
        if (!s->key || (s->hash == hash && s->size == size && memcmp(s->key, key, size) == 0))
            return s;
    }
}

static bool grow(base_index *index) {
    base_index larger = {.capacity = index->capacity * 2, .count = index->count};
    larger.slots = calloc(larger.capacity, sizeof(slot));
    if (!larger.slots)
        return false;
    for (size_t i = 0; i < index->capacity; i++)
        if (index->slots[i].key)
            *find(&larger, index->slots[i].key, index->slots[i].size, index->slots[i].hash) = index->slots[i];
    free(index->slots);
    *index = larger;
    return true;
}

bool base_index_add(base_index *index, const char *key, size_t size, size_t place) {
    if (index->count * 2 >= index->capacity && !grow(index))
        return false;
    uint64_t hash = hash_of(key, size);
    slot *s = find(index, key, size, hash);
    if (!s->key) {
        *s = (slot){.key = key, .size = size, .place = place, .hash = hash};
        index->count++;
    }
    return true;
}

size_t base_index_find(const base_index *index, const char *key, size_t size) {
    const slot *s = find(index, key, size, hash_of(key, size));
    return s->key ? s->place : (size_t)-1;
}

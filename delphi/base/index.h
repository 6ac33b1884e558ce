/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From an id to its place in an array. Keys are borrowed. */
#ifndef BASE_INDEX_H
#define BASE_INDEX_H

#include <stdbool.h>
#include <stddef.h>

typedef struct base_index base_index;

/* For about `expected` keys; NULL when out of memory. */
base_index *base_index_new(size_t expected);
void base_index_free(base_index *index);
/* false when out of memory; a key that is there keeps its first place. */
bool base_index_add(base_index *index, const char *key, size_t size, size_t place);
/* The place, or (size_t)-1. */
size_t base_index_find(const base_index *index, const char *key, size_t size);

#endif

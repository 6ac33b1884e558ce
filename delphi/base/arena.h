/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory that is given back all at once: the owner of a study or a result frees one arena. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

typedef struct base_arena base_arena;

/* NULL when out of memory. */
base_arena *base_arena_new(void);
/* NULL is allowed. */
void base_arena_free(base_arena *arena);
/* Zeroed, aligned for any type, never NULL for size 0; NULL when out of memory. */
void *base_arena_alloc(base_arena *arena, size_t size);
/* As base_arena_alloc(count * size), refusing an overflow. */
void *base_arena_array(base_arena *arena, size_t count, size_t size);
/* A NUL-terminated copy of `size` bytes. */
char *base_arena_text(base_arena *arena, const char *text, size_t size);
/* A formatted text. */
char *base_arena_format(base_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif

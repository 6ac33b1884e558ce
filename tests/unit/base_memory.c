/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arenas, buffers and look-ups. */
#include <criterion/criterion.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/index.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Test(base_arena, gives_zeroed_aligned_memory_of_any_size) {
    base_arena *arena = base_arena_new();
    static const size_t sizes[] = {0, 1, 7, 16, 100, 16383, 16385, 65536, 70000, 1, 3000000, 5};
    for (size_t round = 0; round < 20; round++)
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            unsigned char *p = base_arena_alloc(arena, sizes[i]);
            cr_assert_not_null(p);
            cr_assert_eq((uintptr_t)p % _Alignof(max_align_t), 0u);
            for (size_t k = 0; k < sizes[i]; k += 61)
                cr_assert_eq(p[k], 0);
            memset(p, 0xAB, sizes[i]);
        }
    cr_expect_null(base_arena_array(arena, SIZE_MAX / 2, 3));
    cr_expect_null(base_arena_alloc(arena, SIZE_MAX));
    cr_expect_str_eq(base_arena_format(arena, "%d of %s", 3, "nine"), "3 of nine");
    cr_expect_str_eq(base_arena_text(arena, "abcdef", 3), "abc");
    base_arena_free(arena);
    base_arena_free(NULL);
}

Test(base_buffer, grows_and_stays_terminated) {
    delphi_buffer buffer = {0};
    for (int i = 0; i < 1000; i++)
        base_buffer_format(&buffer, "%d,", i);
    base_buffer_text(&buffer, "end");
    base_buffer_char(&buffer, '.');
    cr_expect_not(buffer.failed);
    cr_expect_eq(buffer.size, strlen(buffer.data));
    cr_expect_str_eq(buffer.data + buffer.size - 8, "999,end.");
    char *room = base_buffer_reserve(&buffer, 100000);
    cr_assert_not_null(room);
    cr_expect_gt(buffer.capacity, buffer.size + 100000);
    cr_expect_null(base_buffer_reserve(&buffer, SIZE_MAX / 2));
    cr_expect(buffer.failed);
    size_t before = buffer.size;
    base_buffer_text(&buffer, "nothing more");
    cr_expect_eq(buffer.size, before);
    delphi_buffer_free(&buffer);
    cr_expect_null(buffer.data);
}

Test(base_index, finds_every_key_after_growing) {
    enum { COUNT = 50000 };
    char(*keys)[16] = calloc(COUNT, sizeof *keys);
    base_index *index = base_index_new(4);
    for (size_t i = 0; i < COUNT; i++) {
        snprintf(keys[i], sizeof keys[i], "E%05zu", i);
        cr_assert(base_index_add(index, keys[i], strlen(keys[i]), i));
    }
    cr_assert(base_index_add(index, keys[7], strlen(keys[7]), 99999));
    for (size_t i = 0; i < COUNT; i++)
        cr_assert_eq(base_index_find(index, keys[i], strlen(keys[i])), i);
    cr_expect_eq(base_index_find(index, "E0000", 5), (size_t)-1);
    cr_expect_eq(base_index_find(index, "", 0), (size_t)-1);
    base_index_free(index);
    base_index_free(NULL);
    free(keys);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Linked into the program, this makes one of its allocations fail: the one whose number DELPHI_STARVE gives, counted
 * from the start of main(). With DELPHI_STARVE_OWN, and under AddressSanitizer, which has allocators of its own, only
 * those of the program count (the linker's --wrap); else those of libraries do, too. A byte on descriptor STARVE_FD
 * tells that it happened. */
#include <errno.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define STARVE_FD 199

#ifdef __SANITIZE_ADDRESS__
#define GIVEN(name) __real_##name
#else
#define GIVEN(name) __libc_##name
#endif

void *GIVEN(malloc)(size_t size);
void *GIVEN(calloc)(size_t count, size_t size);
void *GIVEN(realloc)(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
char *__wrap_strdup(const char *text);
char *__wrap_strndup(const char *text, size_t most);

static atomic_long left; /* 0: none fails any more */
static bool own;

__attribute__((constructor)) static void start(void) {
    const char *number = getenv("DELPHI_STARVE");
    own = getenv("DELPHI_STARVE_OWN") != NULL;
    atomic_store(&left, number ? atol(number) : 0);
}

static bool starves(void) {
    if (atomic_load(&left) <= 0 || atomic_fetch_sub(&left, 1) != 1)
        return false;
    ssize_t told = write(STARVE_FD, "x", 1);
    (void)told;
    errno = ENOMEM;
    return true;
}

void *__wrap_malloc(size_t size) {
    return starves() ? NULL : GIVEN(malloc)(size);
}

void *__wrap_calloc(size_t count, size_t size) {
    return starves() ? NULL : GIVEN(calloc)(count, size);
}

void *__wrap_realloc(void *old, size_t size) {
    return starves() ? NULL : GIVEN(realloc)(old, size);
}

char *__wrap_strdup(const char *text) {
    return __wrap_strndup(text, strlen(text));
}

char *__wrap_strndup(const char *text, size_t most) {
    size_t size = strnlen(text, most);
    char *copy = __wrap_malloc(size + 1);
    if (copy) {
        memcpy(copy, text, size);
        copy[size] = '\0';
    }
    return copy;
}

#ifndef __SANITIZE_ADDRESS__
void *malloc(size_t size) {
    return !own && starves() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    return !own && starves() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size) {
    return !own && starves() ? NULL : __libc_realloc(old, size);
}
#endif

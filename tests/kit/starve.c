/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Linked into the program, this makes one of its allocations fail: the one whose number DELPHI_STARVE gives, counted
 * from the start of main(). That of a library counts too; under AddressSanitizer, which has allocators of its own, only
 * those of the program (the linker's --wrap). A byte on descriptor STARVE_FD tells that it happened. */
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
#define TAKEN(name) __wrap_##name
#else
#define GIVEN(name) __libc_##name
#define TAKEN(name) name
#endif

void *GIVEN(malloc)(size_t size);
void *GIVEN(calloc)(size_t count, size_t size);
void *GIVEN(realloc)(void *old, size_t size);
void *TAKEN(malloc)(size_t size);
void *TAKEN(calloc)(size_t count, size_t size);
void *TAKEN(realloc)(void *old, size_t size);

static atomic_long left; /* 0: none fails any more */

__attribute__((constructor)) static void start(void) {
    const char *number = getenv("DELPHI_STARVE");
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

void *TAKEN(malloc)(size_t size) {
    return starves() ? NULL : GIVEN(malloc)(size);
}

void *TAKEN(calloc)(size_t count, size_t size) {
    return starves() ? NULL : GIVEN(calloc)(count, size);
}

void *TAKEN(realloc)(void *old, size_t size) {
    return starves() ? NULL : GIVEN(realloc)(old, size);
}

#ifdef __SANITIZE_ADDRESS__
char *__wrap_strdup(const char *text);
char *__wrap_strndup(const char *text, size_t most);

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
#endif

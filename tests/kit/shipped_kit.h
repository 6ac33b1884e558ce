/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of a shipped study, for tests that hold its results against what was published. */
#ifndef SHIPPED_KIT_H
#define SHIPPED_KIT_H

#include <criterion/criterion.h>

#include <stdio.h>
#include <stdlib.h>

#define SHIPPED_SIZE ((size_t)1 << 20)

/* The text of rounds/STUDY/NAME, up to a MiB; to be freed. */
static inline char *shipped_text(const char *study, const char *name) {
    const char *tests = getenv("DELPHI_TESTS");
    char path[4096];
    snprintf(path, sizeof path, "%s/../rounds/%s/%s", tests ? tests : "tests", study, name);
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file, "cannot open %s: set DELPHI_TESTS", path);
    char *bytes = calloc(1, SHIPPED_SIZE);
    cr_assert_not_null(bytes);
    size_t size = fread(bytes, 1, SHIPPED_SIZE, file);
    fclose(file);
    cr_assert(size > 0 && size < SHIPPED_SIZE, "%s has %zu bytes", path, size);
    return bytes;
}

#endif

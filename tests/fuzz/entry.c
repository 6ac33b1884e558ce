/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The entry point that libFuzzer calls, compiled once for each target with its name as FUZZ_TARGET. */
#include "fuzz.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* A copy to the byte, so that a read beyond the end is seen; never NULL, as a file's bytes are not. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    char *copy = malloc(size ? size : 1);
    FUZZ_MUST(copy);
    if (size)
        memcpy(copy, bytes, size);
    FUZZ_TARGET(copy, size);
    free(copy);
    return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SHA-256 by libmd. */
#include "base/hash.h"

#include <sha2.h>
#include <stdint.h>

void base_sha256(const void *bytes, size_t size, char hex[65]) {
    SHA2_CTX context;
    uint8_t digest[SHA256_DIGEST_LENGTH];
    SHA256Init(&context);
    SHA256Update(&context, bytes, size);
    SHA256Final(digest, &context);
    for (size_t i = 0; i < sizeof digest; i++) {
        hex[2 * i] = "0123456789abcdef"[digest[i] >> 4];
        hex[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
    }
    hex[64] = '\0';
}

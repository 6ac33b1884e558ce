/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SHA-256 by OpenSSL's libcrypto, which uses the processor's own instructions for it: six times as fast as plain C, and
 * everything that is read is hashed. libzip brings it into the process as it is.
 *
 * Its plain functions are deprecated in favour of those that look an algorithm up by its name in the machine's
 * configuration, which takes longer than to hash a small file, and on which no result here may depend. */
#include "base/hash.h"

#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>

_Static_assert(sizeof(SHA256_CTX) <= sizeof(base_hash), "libcrypto's state has its place");

static SHA256_CTX *context_of(base_hash *hash) {
    return (SHA256_CTX *)(void *)hash->state;
}

void base_hash_start(base_hash *hash) {
    SHA256_Init(context_of(hash));
}

void base_hash_add(base_hash *hash, const void *bytes, size_t size) {
    SHA256_Update(context_of(hash), bytes, size);
}

void base_hash_end(base_hash *hash, char hex[65]) {
    unsigned char digest[SHA256_DIGEST_LENGTH];
    SHA256_Final(digest, context_of(hash));
    for (size_t i = 0; i < sizeof digest; i++) {
        hex[2 * i] = "0123456789abcdef"[digest[i] >> 4];
        hex[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
    }
    hex[64] = '\0';
}

void base_sha256(const void *bytes, size_t size, char hex[65]) {
    base_hash hash;
    base_hash_start(&hash);
    base_hash_add(&hash, bytes, size);
    base_hash_end(&hash, hex);
}

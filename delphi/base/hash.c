/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SHA-256 by OpenSSL's libcrypto, which uses the processor's own instructions for it: six times as fast as plain C, and
 * everything that is read is hashed. libzip brings it into the process as it is.
 *
 * Its plain functions are deprecated in favour of those that look an algorithm up by its name in the machine's
 * configuration, which takes longer than to hash a small file, and on which no result here may depend. */
#include "base/hash.h"

#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>

void base_sha256(const void *bytes, size_t size, char hex[65]) {
    SHA256_CTX context;
    unsigned char digest[SHA256_DIGEST_LENGTH];
    SHA256_Init(&context);
    SHA256_Update(&context, bytes, size);
    SHA256_Final(digest, &context);
    for (size_t i = 0; i < sizeof digest; i++) {
        hex[2 * i] = "0123456789abcdef"[digest[i] >> 4];
        hex[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
    }
    hex[64] = '\0';
}
